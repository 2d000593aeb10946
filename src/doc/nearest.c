#include "doc/nearest.h"

#include <stdlib.h>
#include <string.h>

enum {
    PARENTS = 3,
    NEW = 100,    /* per mille of the taker that a further one must account for */
    WHOLE = 900,  /* per mille of the best that is about as good: in unbroken passages, */
    SHARED = 120, /* and in per mille of the upstream that the taker has */
};

typedef struct {
    uint32_t derivation;
    double unbroken; /* of the taker: the sum of the squares of the passages' shares */
    uint32_t shared; /* per mille of the upstream */
    hs_day day;      /* of the upstream; INT32_MAX where unknown */
    const char *published;
    bool open; /* direction unknown */
} candidate;

typedef HS_VEC(candidate) candidates;

/* Bytes of the taker in the passages that were not accounted for yet; with put they are now. */
static uint32_t fresh_bytes(const hs_ledger *l, const hs_derivation *d, uint8_t *bytes, bool put)
{
    uint32_t fresh = 0;
    for (uint32_t i = d->passages.first; i < d->passages.first + d->passages.n; i++) {
        hs_span s = l->passages.v[i].taker;
        for (uint32_t k = s.at; k < hs_span_end(s); k++) {
            fresh += !bytes[k];
            if (put) bytes[k] = 1;
        }
    }
    return fresh;
}

static candidate weigh(const hs_pile *p, uint32_t derivation)
{
    const hs_derivation *d = &p->ledger.derivations.v[derivation];
    const hs_doc *taker = p->docs.v[d->taker], *from = p->docs.v[d->from_doc];
    candidate c = {
        .derivation = derivation, .open = d->direction_unknown, .published = hs_doc_str(from, from->published)};
    uint64_t theirs = 0;
    for (uint32_t i = d->passages.first; i < d->passages.first + d->passages.n; i++) {
        double share = (double)p->ledger.passages.v[i].taker.n / ((double)taker->text.n + 1);
        c.unbroken += share * share;
        theirs += p->ledger.passages.v[i].from.n;
    }
    c.shared = from->text.n ? (uint32_t)(theirs * 1000 / from->text.n) : 0;
    c.day = from->published_day == HS_NO_DAY ? INT32_MAX : from->published_day;
    return c;
}

static bool earlier(const candidate *x, const candidate *y)
{
    if (x->day != y->day) return x->day < y->day;
    int c = strcmp(x->published, y->published);
    return c ? c < 0 : x->shared > y->shared;
}

/* The nearest of those that account for something new, HS_NONE where none does: with a direction where there is one;
 * least broken; most like; earliest. fresh: what each accounts for. */
static uint32_t best_of(const candidates *c, const uint32_t *fresh, uint32_t least)
{
    uint32_t best = HS_NONE, shared = 0;
    double unbroken = 0;
    bool open = true;
    for (uint32_t i = 0; i < c->n; i++)
        if (fresh[i] >= least) open = open && c->v[i].open;
    for (uint32_t i = 0; i < c->n; i++)
        if (fresh[i] >= least && c->v[i].open == open && c->v[i].unbroken > unbroken) unbroken = c->v[i].unbroken;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < c->n; i++) {
            const candidate *x = &c->v[i];
            if (fresh[i] < least || x->open != open || x->unbroken * 1000 < unbroken * WHOLE) continue;
            if (round == 0) {
                shared = x->shared > shared ? x->shared : shared;
            } else if (x->shared + SHARED >= shared && (best == HS_NONE || earlier(x, &c->v[best]))) {
                best = i;
            }
        }
    return best;
}

static void choose(const hs_pile *p, const candidates *c, uint8_t *near)
{
    const hs_ledger *l = &p->ledger;
    if (!c->n) return;
    uint32_t length = (uint32_t)p->docs.v[l->derivations.v[c->v[0].derivation].taker]->text.n, least = 1;
    uint8_t *bytes = hs_calloc((size_t)length + 1, 1);
    uint32_t *fresh = hs_malloc(c->n * sizeof *fresh);
    for (uint32_t chosen = 0; chosen < PARENTS; chosen++) {
        for (uint32_t i = 0; i < c->n; i++)
            fresh[i] = fresh_bytes(l, &l->derivations.v[c->v[i].derivation], bytes, false);
        uint32_t best = best_of(c, fresh, least);
        if (best == HS_NONE) break;
        near[c->v[best].derivation] = 1;
        fresh_bytes(l, &l->derivations.v[c->v[best].derivation], bytes, true);
        least = (uint32_t)((uint64_t)length * NEW / 1000) + 1;
    }
    free(bytes);
    free(fresh);
}

typedef struct {
    uint32_t *first, *of; /* derivations by taker; first has one more at the end */
} by_taker;

static by_taker index_takers(const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    by_taker t = {hs_calloc((size_t)p->docs.n + 2, sizeof *t.first), hs_malloc((l->derivations.n + 1) * sizeof *t.of)};
    for (uint32_t i = 0; i < l->derivations.n; i++) t.first[l->derivations.v[i].taker]++;
    for (uint32_t d = 0; d < p->docs.n; d++) t.first[d + 1] += t.first[d];
    for (uint32_t i = l->derivations.n; i-- > 0;) t.of[--t.first[l->derivations.v[i].taker]] = i;
    return t;
}

/* Whether the document that x took from names the same source in its words. */
static bool names_it_too(const hs_ledger *l, const by_taker *t, const hs_derivation *x, uint32_t entity)
{
    bool found = false;
    if (x->from_doc == HS_NONE || x->kind < HS_COPIES || x->direction_unknown) return false;
    for (uint32_t i = t->first[x->from_doc]; i < t->first[x->from_doc + 1] && !found; i++) {
        const hs_derivation *y = &l->derivations.v[t->of[i]];
        found = y->from_doc == HS_NONE && y->from_entity == entity;
    }
    return found;
}

/* What a taker names as its source may have come along with the words of another document. */
static void drop_inherited(const hs_pile *p, const by_taker *t, uint8_t *near)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *d = &l->derivations.v[i];
        if (d->from_doc != HS_NONE) continue;
        for (uint32_t k = t->first[d->taker]; k < t->first[d->taker + 1] && near[i]; k++)
            if (near[t->of[k]] && names_it_too(l, t, &l->derivations.v[t->of[k]], d->from_entity)) near[i] = 0;
    }
}

uint8_t *hs_nearest_derivations(const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    uint8_t *near = hs_calloc((size_t)l->derivations.n + 1, 1);
    by_taker t = index_takers(p);
    for (uint32_t d = 0; d < p->docs.n; d++) {
        candidates c = {0};
        for (uint32_t k = t.first[d]; k < t.first[d + 1]; k++) {
            const hs_derivation *x = &l->derivations.v[t.of[k]];
            if (x->from_doc == HS_NONE || x->kind < HS_COPIES) {
                near[t.of[k]] = 1;
            } else {
                *HS_PUSH(c) = weigh(p, t.of[k]);
            }
        }
        choose(p, &c, near);
        HS_VEC_FREE(c);
    }
    drop_inherited(p, &t, near);
    free(t.first);
    free(t.of);
    return near;
}
