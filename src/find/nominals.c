#include "find/nominals.h"

#include "find/cues.h"
#include "find/lexicon.h"

#include <string.h>

static const char *const determiners[] = {"a",     "all", "an",    "another", "any",     "both",  "each",
                                          "every", "her", "his",   "its",     "many",    "most",  "my",
                                          "no",    "one", "other", "our",     "several", "some",  "such",
                                          "that",  "the", "their", "these",   "this",    "those", "your"};
static const char *const definite[] = {"her", "his",   "its",   "my",   "our",   "that",
                                       "the", "their", "these", "this", "those", "your"};
/* What narrows such a noun where no determiner opens the phrase. */
static const char *const narrowing[] = {"air",         "anonymous",    "armed",
                                        "army",        "border",       "chief",
                                        "city",        "civil",        "county",
                                        "court",       "defence",      "defense",
                                        "eight",       "election",     "eleven",
                                        "exiled",      "federal",      "female",
                                        "fellow",      "field",        "five",
                                        "foreign",     "former",       "four",
                                        "government",  "health",       "human-rights",
                                        "independent", "intelligence", "junior",
                                        "leading",     "legal",        "local",
                                        "male",        "medical",      "military",
                                        "national",    "nine",         "noncommissioned",
                                        "official",    "opposition",   "party",
                                        "police",      "political",    "prominent",
                                        "provincial",  "public",       "regional",
                                        "retired",     "rights",       "rival",
                                        "ruling",      "secret",       "security",
                                        "senior",      "seven",        "six",
                                        "special",     "state",        "ten",
                                        "three",       "top",          "twelve",
                                        "two",         "union",        "unidentified",
                                        "unnamed",     "white",        "young"};
/* Plurals and mass words that need no determiner and no singular. */
static const char *const bodies[] = {"authorities", "forces",      "officials", "people",
                                     "police",      "prosecution", "sources",   "troops"};

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

typedef struct {
    const hs_doc *d;
    const hs_looks *w;
    const bool *taken;
    uint32_t from, stop;
} finder;

static hs_str fold(const finder *f, uint32_t t)
{
    return t >= f->from && t < f->stop ? hs_look_at(f->w, t)->fold : (hs_str){"", 0};
}

static uint32_t classes(const finder *f, uint32_t t)
{
    const hs_token *x = &f->d->tokens.v[t];
    uint32_t c = hs_look_at(f->w, t)->classes;
    if (!c && x->lemma) c = hs_lexicon(hs_str_of(hs_doc_str(f->d, x->lemma)));
    return c & (HS_LEX_ROLE | HS_LEX_ORGNOUN | HS_LEX_DOCNOUN);
}

static bool plural(const finder *f, uint32_t t)
{
    static const char *const irregular[] = {"businessmen", "businesswomen", "chairmen",   "children",  "fishermen",
                                            "men",         "policemen",     "servicemen", "spokesmen", "women"};
    hs_str s = fold(f, t);
    if (IN(s, bodies)) return s.p[s.n - 1] == 's' || hs_str_eq(s, HS_STR("people")) || hs_str_eq(s, HS_STR("police"));
    hs_str l = hs_str_of(hs_doc_str(f->d, f->d->tokens.v[t].lemma));
    return l.n && !hs_str_eq(s, l) && hs_lexicon(s) == 0 && (s.p[s.n - 1] == 's' || IN(s, irregular));
}

static bool dash(const finder *f, uint32_t t)
{
    hs_str s = fold(f, t);
    return s.n == 1 && (s.p[0] == '-' || s.p[0] == '/');
}

/* Does a determiner stand at p, one that agrees with the head's number? */
static bool determiner(const finder *f, uint32_t p, bool many)
{
    static const char *const one[] = {"a", "an", "another", "each", "every", "one", "that", "this"};
    return IN(fold(f, p), determiners) && !(many && IN(fold(f, p), one));
}

/* Without tags: is the word behind t a noun that t only narrows ("the press conference", "the court case")? */
static bool compound(const finder *f, uint32_t t)
{
    if (plural(f, t) || f->taken[t + 1] || !(f->w->shape[t + 1] & HS_LOOK_LETTERS)) return false;
    if (f->w->shape[t + 1] & (HS_LOOK_COMMON | HS_LOOK_CAP)) return false;
    hs_str s = fold(f, t + 1), lemma = hs_str_of(hs_doc_str(f->d, f->d->tokens.v[t + 1].lemma));
    if (hs_cue_is_speech(hs_doc_text(f->d, f->d->tokens.v[t + 1].at)) || hs_str_ends(s, HS_STR("ly"))) return false;
    if (hs_str_eq(s, lemma)) return true;
    bool s_form = s.p[s.n - 1] == 's';
    return s_form && !(classes(f, t) & HS_LEX_DOCNOUN) && !hs_cue_verb(lemma);
}

/* Could t be the head of such a phrase? */
static bool head(const finder *f, uint32_t t)
{
    if (f->taken[t] || !(f->w->shape[t] & HS_LOOK_LETTERS) || (f->w->shape[t] & HS_LOOK_TITLED)) return false;
    if ((f->w->shape[t] & HS_LOOK_CAP) && !(f->w->shape[t] & HS_LOOK_START)) return false;
    uint8_t tag = f->d->tokens.v[t].upos;
    bool noun = tag == HS_X || tag == HS_NOUN || tag == HS_PROPN;
    bool daily = hs_str_eq(fold(f, t), HS_STR("daily")) || hs_str_eq(fold(f, t), HS_STR("weekly"));
    bool noun_behind = t + 1 < f->stop && (f->w->shape[t + 1] & HS_LOOK_LETTERS) && !(f->w->shape[t + 1] & HS_LOOK_CAP);
    if (!noun && !(daily && t > f->from && determiner(f, t - 1, false) && !noun_behind)) return false;
    if (!classes(f, t) && !IN(fold(f, t), bodies)) return false;
    if (!hs_lexicon(fold(f, t)) && !IN(fold(f, t), bodies) && !plural(f, t)) return false; /* "reported", "guarded" */
    if (t + 1 >= f->stop) return true;
    if (dash(f, t + 1)) return false;
    bool next = !f->taken[t + 1] && (classes(f, t + 1) || IN(fold(f, t + 1), bodies));
    if (next && tag == HS_X && hs_cue_is_speech(hs_doc_text(f->d, f->d->tokens.v[t + 1].at))) next = false;
    if (next && tag != HS_X) next = f->d->tokens.v[t + 1].upos == HS_NOUN;
    bool role = (classes(f, t) & HS_LEX_ROLE) != 0;
    bool before_name = f->taken[t + 1] && !plural(f, t) && role; /* a title: "prosecutor Derda Gokman" */
    if (tag == HS_X && compound(f, t)) return false;
    return !next && !before_name && !(tag != HS_X && f->d->tokens.v[t + 1].upos == HS_NOUN);
}

/* "allowed", "holding": a verb, unless the phrase has just begun ("an armed group"). */
static bool verbal(const finder *f, uint32_t p)
{
    hs_str s = fold(f, p);
    if (f->d->tokens.v[p].upos != HS_X || (f->w->shape[p] & HS_LOOK_CAP) || IN(s, narrowing)) return false;
    bool form = s.n > 4 && (hs_str_ends(s, HS_STR("ed")) || hs_str_ends(s, HS_STR("ing")));
    return form && !(p > f->from && IN(fold(f, p - 1), determiners));
}

/* The phrase's first token; *opened where a determiner opens it. */
static uint32_t phrase_start(const finder *f, uint32_t t, bool many, bool *opened)
{
    static const char *const loose[] = {"many", "one", "other", "several", "such"};
    uint32_t k = t;
    for (uint32_t n = 0; n < 6 && k > f->from; n++) {
        uint32_t p = k - 1;
        const hs_token *x = &f->d->tokens.v[p];
        if (determiner(f, p, many)) {
            *opened = true;
            return p > f->from && IN(fold(f, p), loose) && determiner(f, p - 1, many) ? p - 1 : p;
        }
        if (verbal(f, p)) break;
        if (p + 1 < t && plural(f, p) && classes(f, p)) break;
        bool letters = (f->w->shape[p] & HS_LOOK_LETTERS) != 0,
             number = !letters && fold(f, p).n && fold(f, p).p[0] >= '0' && fold(f, p).p[0] <= '9';
        bool hyphen = dash(f, p) && hs_span_end(x->at) == f->d->tokens.v[k].at.at;
        if (!letters && !hyphen && !number) break;
        bool verb = x->upos == HS_VERB || x->upos == HS_AUX || x->upos == HS_ADP || x->upos == HS_PRON ||
                    x->upos == HS_SCONJ || x->upos == HS_CCONJ || x->upos == HS_ADV;
        if (verb || ((f->w->shape[p] & HS_LOOK_COMMON) && !hs_look_at(f->w, p)->people && x->upos != HS_ADJ &&
                     x->upos != HS_NUM && !IN(fold(f, p), narrowing)))
            break;
        k = p;
    }
    return k;
}

/* Without a determiner only words that surely narrow the noun stay in the phrase. */
static uint32_t bare_start(const finder *f, uint32_t t)
{
    while (t > f->from) {
        uint32_t p = t - 1;
        const hs_look *x = hs_look_at(f->w, p);
        static const char *const bounds[] = {"least", "less", "more", "most", "than"};
        const hs_token *y = &f->d->tokens.v[p];
        bool tag = (y->upos == HS_ADJ || y->upos == HS_NUM || (y->upos == HS_NOUN && y->deprel == HS_DEP_COMPOUND)) &&
                   !IN(x->fold, bounds);
        if (!x->people && !IN(x->fold, narrowing) && !tag && !f->taken[p]) break;
        t = p;
    }
    return t;
}

static void add(const finder *f, uint32_t t, hs_nominals *out)
{
    bool opened = false, many = plural(f, t);
    uint32_t from = phrase_start(f, t, many, &opened), c = classes(f, t);
    if (!opened) from = bare_start(f, t);
    bool hyphen =
        from > f->from && dash(f, from - 1) && hs_span_end(f->d->tokens.v[from - 1].at) == f->d->tokens.v[from].at.at;
    if (hyphen) return;
    bool body = IN(fold(f, t), bodies);
    if (!opened && !many && !body) return; /* "as prosecutor", "president" */
    if (hs_str_eq(fold(f, from), HS_STR("no"))) return;
    hs_nominal *n = HS_PUSH(*out);
    n->first = from;
    n->end = t + 1;
    n->head = t;
    n->plural = many;
    n->definite = opened && IN(fold(f, from), definite);
    n->document = !(c & HS_LEX_ROLE) && (c & HS_LEX_DOCNOUN);
    n->kind = (c & HS_LEX_ROLE) || (!c && body && !hs_str_eq(fold(f, t), HS_STR("military"))) ? HS_PERSON
              : (c & HS_LEX_ORGNOUN)                                                          ? HS_ORGANISATION
                                                                                              : HS_OTHER;
}

void hs_nominals_find(const hs_doc *d, const hs_looks *w, const bool *taken, hs_nominals *out)
{
    for (uint32_t s = 0; s < d->sentences.n; s++) {
        const hs_sentence *x = &d->sentences.v[s];
        finder f = {d, w, taken, x->first, x->first + x->n};
        for (uint32_t t = f.from; t < f.stop; t++)
            if (head(&f, t)) add(&f, t, out);
    }
}
