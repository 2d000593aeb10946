/* Universal Dependencies v2: part-of-speech tags and relations, as numbers. The order is part of the stored format. */
#ifndef HS_DOC_UD_H
#define HS_DOC_UD_H

#include "base/str.h"

typedef enum {
    HS_X,
    HS_ADJ,
    HS_ADP,
    HS_ADV,
    HS_AUX,
    HS_CCONJ,
    HS_DET,
    HS_INTJ,
    HS_NOUN,
    HS_NUM,
    HS_PART,
    HS_PRON,
    HS_PROPN,
    HS_PUNCT,
    HS_SCONJ,
    HS_SYM,
    HS_VERB,
    HS_UPOS_COUNT
} hs_upos;

typedef enum {
    HS_DEP_NONE, /* no parser ran */
    HS_DEP_ROOT,
    HS_DEP_ACL,
    HS_DEP_ACL_RELCL,
    HS_DEP_ADVCL,
    HS_DEP_ADVCL_RELCL,
    HS_DEP_ADVMOD,
    HS_DEP_AMOD,
    HS_DEP_APPOS,
    HS_DEP_AUX,
    HS_DEP_AUX_PASS,
    HS_DEP_CASE,
    HS_DEP_CC,
    HS_DEP_CC_PRECONJ,
    HS_DEP_CCOMP,
    HS_DEP_CLF,
    HS_DEP_COMPOUND,
    HS_DEP_COMPOUND_PRT,
    HS_DEP_CONJ,
    HS_DEP_COP,
    HS_DEP_CSUBJ,
    HS_DEP_CSUBJ_PASS,
    HS_DEP_DEP,
    HS_DEP_DET,
    HS_DEP_DET_PREDET,
    HS_DEP_DISCOURSE,
    HS_DEP_DISLOCATED,
    HS_DEP_EXPL,
    HS_DEP_FIXED,
    HS_DEP_FLAT,
    HS_DEP_GOESWITH,
    HS_DEP_IOBJ,
    HS_DEP_LIST,
    HS_DEP_MARK,
    HS_DEP_NMOD,
    HS_DEP_NMOD_POSS,
    HS_DEP_NSUBJ,
    HS_DEP_NSUBJ_PASS,
    HS_DEP_NUMMOD,
    HS_DEP_OBJ,
    HS_DEP_OBL,
    HS_DEP_OBL_AGENT,
    HS_DEP_OBL_UNMARKED,
    HS_DEP_NMOD_UNMARKED,
    HS_DEP_ORPHAN,
    HS_DEP_PARATAXIS,
    HS_DEP_PUNCT,
    HS_DEP_REPARANDUM,
    HS_DEP_VOCATIVE,
    HS_DEP_XCOMP,
    HS_DEP_COUNT
} hs_deprel;

const char *hs_upos_name(uint32_t upos);     /* "PROPN" */
const char *hs_deprel_name(uint32_t deprel); /* "nsubj:pass"; "_" for HS_DEP_NONE */

uint32_t hs_upos_parse(hs_str name); /* HS_X where unknown */
/* A subtype that is not in the table falls back to its universal relation ("obl:tmod" is HS_DEP_OBL_UNMARKED, its newer
 * name); an unknown relation is HS_DEP_DEP. */
uint32_t hs_deprel_parse(hs_str name);
uint32_t hs_deprel_universal(uint32_t deprel); /* without its subtype: HS_DEP_NSUBJ for HS_DEP_NSUBJ_PASS */

#endif
