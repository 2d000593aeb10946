#include "find/callings.h"

#include "find/chains.h"
#include "find/events.h"
#include "find/find.h"
#include "find/lexicon.h"

#include <stdlib.h>
#include <string.h>

enum { DEEP = 4 };

typedef struct {
    const hs_doc *d;
    uint32_t from, end;
    hs_person_at person;
    const void *ctx;
} caller;

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

static hs_str lemma_of(const caller *c, uint32_t t)
{
    return hs_str_of(hs_doc_str(c->d, c->d->tokens.v[t].lemma));
}

static bool plural(const caller *c, uint32_t t)
{
    return strstr(hs_doc_str(c->d, c->d->tokens.v[t].feats), "Number=Plur") != NULL;
}

static bool negates(const caller *c, uint32_t t)
{
    static const char *const words[] = {"can", "could", "if",  "may",    "might",  "n't",     "never",
                                        "n’t", "no",    "not", "should", "unless", "whether", "would"};
    char low[HS_LOW_MAX];
    hs_str word = hs_str_of(hs_token_low(c->d, t, low));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (hs_str_eq(word, hs_str_of(words[i])) || hs_str_eq(lemma_of(c, t), hs_str_of(words[i]))) return true;
    return false;
}

/* The first dependant of the token in that relation (with its subtype or the universal one); HS_NONE where none. */
static uint32_t dependant(const caller *c, uint32_t of, uint32_t how)
{
    for (uint32_t t = c->from; t < c->end; t++)
        if (t != of && c->d->tokens.v[t].head == of && c->d->tokens.v[t].deprel == how) return t;
    return HS_NONE;
}

static bool denied(const caller *c, uint32_t clause)
{
    for (uint32_t t = c->from; t < c->end; t++)
        if (t != clause && c->d->tokens.v[t].head == clause && negates(c, t)) return true;
    return false;
}

static uint32_t person(const caller *c, uint32_t t)
{
    return t == HS_NONE ? HS_NONE : c->person(c->ctx, t);
}

/* "Voss is a driver", "Voss became the champion". */
static uint32_t by_copula(const caller *c, uint32_t head)
{
    const hs_token *v = c->d->tokens.v;
    bool becomes = v[head].deprel == HS_DEP_XCOMP && hs_str_eq(lemma_of(c, v[head].head), HS_STR("become"));
    uint32_t clause = becomes ? v[head].head : head;
    if (!becomes && dependant(c, clause, HS_DEP_COP) == HS_NONE) return HS_NONE;
    return denied(c, clause) ? HS_NONE : person(c, dependant(c, clause, HS_DEP_NSUBJ));
}

/* "Voss returned as host", "Voss was named as host", "they chose Voss as their host", "Voss was named host". */
static uint32_t by_office(const caller *c, uint32_t head)
{
    static const char *const acts[] = {"act",    "appear", "begin", "continue", "perform", "resign",
                                       "retire", "return", "serve", "start",    "stay",    "work"},
                             *const names[] = {"announce", "appoint", "cast",   "choose",   "confirm", "elect",
                                               "hire",     "install", "name",   "nominate", "pick",    "promote",
                                               "reelect",  "reveal",  "select", "unveil"};
    uint32_t verb = c->d->tokens.v[head].head, as = dependant(c, head, HS_DEP_CASE);
    bool bare = as == HS_NONE && c->d->tokens.v[head].deprel == HS_DEP_XCOMP;
    bool played = c->d->text.p[c->d->tokens.v[head].at.at] < 'a'; /* "as the Doctor": whom somebody plays */
    if (played || verb == head || c->d->tokens.v[verb].upos != HS_VERB || denied(c, verb)) return HS_NONE;
    if (!bare && (as == HS_NONE || !hs_str_eq(lemma_of(c, as), HS_STR("as")))) return HS_NONE;
    bool named = IN(lemma_of(c, verb), names);
    uint32_t passive = dependant(c, verb, HS_DEP_NSUBJ_PASS);
    if (named && passive != HS_NONE) return person(c, passive);
    if (named && !bare) return person(c, dependant(c, verb, HS_DEP_OBJ));
    return !bare && IN(lemma_of(c, verb), acts) ? person(c, dependant(c, verb, HS_DEP_NSUBJ)) : HS_NONE;
}

/* "a driver and swimmer", not "a driver; a swimmer saw". */
static bool one_clause(const caller *c, uint32_t first, uint32_t last)
{
    for (uint32_t t = first + 1; t < last; t++) {
        hs_str word = hs_doc_text(c->d, c->d->tokens.v[t].at);
        if (hs_str_eq(word, HS_STR(";")) || hs_str_eq(word, HS_STR(":"))) return false;
    }
    return true;
}

static uint32_t calling(const caller *c, uint32_t head, uint32_t deep)
{
    const hs_token *v = c->d->tokens.v;
    uint32_t up = v[head].head, who = HS_NONE;
    if (v[head].deprel == HS_DEP_NONE || deep > DEEP || plural(c, head)) return HS_NONE;
    if (up < head && !one_clause(c, up, head)) return HS_NONE;
    if (v[head].deprel == HS_DEP_APPOS) {
        who = person(c, up);
        return who == HS_NONE && up != head ? calling(c, up, deep + 1) : who;
    }
    if (v[head].deprel == HS_DEP_CONJ && person(c, up) == HS_NONE && v[up].upos == HS_NOUN && one_clause(c, up, head))
        who = calling(c, up, deep + 1);
    if (who == HS_NONE) who = by_copula(c, head);
    return who == HS_NONE ? by_office(c, head) : who;
}

uint32_t hs_calling_of(const hs_doc *d, uint32_t head, uint32_t from, uint32_t end, hs_person_at person_at,
                       const void *ctx)
{
    caller c = {d, from, end, person_at, ctx};
    return calling(&c, head, 0);
}

/* ---- those that are no mentions yet ---- */

/* The mention that begins at the token or covers it; the last of several. NULL where none. */
static const hs_mention *mention_at(const hs_doc *d, uint32_t t)
{
    hs_span at = d->tokens.v[t].at;
    uint32_t i = HS_BEFORE(d->mentions, hs_mention, at.at, at.at + 1);
    for (uint32_t n = 0; i > 0 && n < 6; i--, n++)
        if (hs_span_covers(d->mentions.v[i - 1].at, at)) return &d->mentions.v[i - 1];
    return NULL;
}

static uint32_t named_person(const void *ctx, uint32_t t)
{
    const hs_doc *d = ctx;
    const hs_mention *m = mention_at(d, t);
    if (!m || m->form == HS_NOMINAL || m->kind != HS_PERSON || m->chain == HS_NONE) return HS_NONE;
    uint32_t flags = d->chains.v[m->chain].flags;
    return (flags & HS_CHAIN_NAMED) && !(flags & HS_CHAIN_GROUP) ? m->chain : HS_NONE;
}

/* "swimmer Mara Voss": the name right behind it. */
static uint32_t named_behind(const hs_doc *d, uint32_t t, uint32_t end)
{
    const hs_mention *m = t + 1 < end ? mention_at(d, t + 1) : NULL;
    return m && m->form == HS_NAME && m->at.at == d->tokens.v[t + 1].at.at ? named_person(d, t + 1) : HS_NONE;
}

/* A noun for what somebody is, in the singular, in no mention. */
static bool is_calling(const hs_doc *d, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    bool noun = (x->upos == HS_NOUN || (x->upos == HS_PROPN && x->ne == HS_NE_O)) && x->deprel != HS_DEP_NONE;
    if (!noun || strstr(hs_doc_str(d, x->feats), "Number=Plur") || mention_at(d, t)) return false;
    return (hs_lexicon(hs_str_of(hs_doc_str(d, x->lemma))) & HS_LEX_ROLE) != 0;
}

void hs_find_callings(hs_doc *d)
{
    HS_VEC(hs_mention) more = {0};
    for (uint32_t s = 0; s < d->sentences.n; s++) {
        uint32_t from = d->sentences.v[s].first, end = from + d->sentences.v[s].n;
        for (uint32_t t = from; t < end; t++) {
            if (!is_calling(d, t)) continue;
            uint32_t who = named_behind(d, t, end);
            if (who == HS_NONE) who = hs_calling_of(d, t, from, end, named_person, d);
            if (who == HS_NONE) continue;
            hs_mention m = {.at = d->tokens.v[t].at, .kind = HS_PERSON, .form = HS_NOMINAL, .chain = who};
            hs_buf why = {0};
            hs_str word = hs_doc_text(d, m.at);
            hs_buf_printf(&why, "'%.*s': the text says who that is", (int)word.n, word.p);
            m.name = d->tokens.v[t].lemma;
            m.why = hs_doc_intern(d, (hs_str){why.p, why.n});
            *HS_PUSH(more) = m;
            hs_buf_free(&why);
        }
    }
    if (more.n) hs_mentions_merge(d, more.v, more.n);
    HS_VEC_FREE(more);
}
