#include "doc/ud.h"

static const char *const upos_names[HS_UPOS_COUNT] = {"X",     "ADJ",   "ADP",   "ADV", "AUX",  "CCONJ",
                                                      "DET",   "INTJ",  "NOUN",  "NUM", "PART", "PRON",
                                                      "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

static const char *const deprel_names[HS_DEP_COUNT] = {
    "_",          "root",         "acl",          "acl:relcl",     "advcl",  "advcl:relcl", "advmod",   "amod",
    "appos",      "aux",          "aux:pass",     "case",          "cc",     "cc:preconj",  "ccomp",    "clf",
    "compound",   "compound:prt", "conj",         "cop",           "csubj",  "csubj:pass",  "dep",      "det",
    "det:predet", "discourse",    "dislocated",   "expl",          "fixed",  "flat",        "goeswith", "iobj",
    "list",       "mark",         "nmod",         "nmod:poss",     "nsubj",  "nsubj:pass",  "nummod",   "obj",
    "obl",        "obl:agent",    "obl:unmarked", "nmod:unmarked", "orphan", "parataxis",   "punct",    "reparandum",
    "vocative",   "xcomp"};

const char *hs_upos_name(uint32_t upos)
{
    return upos < HS_UPOS_COUNT ? upos_names[upos] : "X";
}

const char *hs_deprel_name(uint32_t deprel)
{
    return deprel < HS_DEP_COUNT ? deprel_names[deprel] : "dep";
}

uint32_t hs_upos_parse(hs_str name)
{
    for (uint32_t i = 0; i < HS_UPOS_COUNT; i++)
        if (hs_str_eq(name, hs_str_of(upos_names[i]))) return i;
    return HS_X;
}

static uint32_t exact(hs_str name)
{
    for (uint32_t i = 1; i < HS_DEP_COUNT; i++)
        if (hs_str_eq(name, hs_str_of(deprel_names[i]))) return i;
    return HS_DEP_NONE;
}

uint32_t hs_deprel_parse(hs_str name)
{
    static const hs_str tmod = {":tmod", 5}, npmod = {":npmod", 6};
    uint32_t found = exact(name);
    if (found) return found;
    size_t colon = hs_str_find(name, HS_STR(":"));
    if (colon == SIZE_MAX) return HS_DEP_DEP;
    hs_str stem = {name.p, colon};
    if (hs_str_ends(name, tmod) || hs_str_ends(name, npmod)) {
        if (hs_str_eq(stem, HS_STR("obl"))) return HS_DEP_OBL_UNMARKED;
        if (hs_str_eq(stem, HS_STR("nmod"))) return HS_DEP_NMOD_UNMARKED;
    }
    found = exact(stem);
    return found ? found : HS_DEP_DEP;
}

uint32_t hs_deprel_universal(uint32_t deprel)
{
    hs_str name = hs_str_of(hs_deprel_name(deprel));
    size_t colon = hs_str_find(name, HS_STR(":"));
    return colon == SIZE_MAX ? deprel : exact((hs_str){name.p, colon});
}
