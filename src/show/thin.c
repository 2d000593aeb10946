#include "show/thin.h"

#include "show/facts.h"

#include <stdlib.h>

/* How many took from the document for certain. */
static uint32_t certain_takers(const hs_view *v, uint32_t doc)
{
    hs_list gave = hs_lists_of(&v->facts->doc_gave, doc);
    uint32_t n = 0;
    for (uint32_t i = 0; i < gave.n; i++) n += !v->pile->ledger.derivations.v[gave.v[i]].direction_unknown;
    return n;
}

/* Unless that closes a ring. */
static void set_parent(hs_thinned *t, const hs_view *v, uint32_t doc, uint32_t parent, uint32_t by)
{
    enum { DEEPEST = 64 };
    const hs_ledger *l = &v->pile->ledger;
    bool better = t->parent[doc] == HS_NONE || l->derivations.v[by].share > l->derivations.v[t->by[doc]].share;
    uint32_t up = parent, depth = 0;
    while (up != HS_NONE && up != doc && depth++ < DEEPEST) up = t->parent[up];
    if (!better || up != HS_NONE) return;
    t->parent[doc] = parent;
    t->by[doc] = by;
}

/* The nearest upstream of each document. Where the direction is open, the one from which more took for certain is
 * taken for the other's, unless that has a certain one. */
static void find_parents(const hs_view *v, hs_thinned *t)
{
    const hs_ledger *l = &v->pile->ledger;
    for (uint32_t d = 0; d < v->pile->docs.n; d++) t->parent[d] = t->by[d] = HS_NONE;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *x = &l->derivations.v[i];
        bool certain = v->facts->nearest[i] && x->from_doc != HS_NONE && !x->direction_unknown;
        if (certain) set_parent(t, v, x->taker, x->from_doc, i);
    }
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *x = &l->derivations.v[i];
        if (!v->facts->nearest[i] || x->from_doc == HS_NONE || !x->direction_unknown) continue;
        bool turned = certain_takers(v, x->taker) > certain_takers(v, x->from_doc);
        uint32_t doc = turned ? x->from_doc : x->taker;
        if (t->parent[doc] == HS_NONE) set_parent(t, v, doc, turned ? x->taker : x->from_doc, i);
    }
}

static int descending(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a < b) - (a > b);
}

/* The least number of takers with which a document is among the `most` that have most. */
static uint32_t threshold(const uint32_t *takers, uint32_t n, uint32_t most)
{
    uint32_t *sorted = hs_malloc((n + 1) * sizeof *sorted);
    for (uint32_t d = 0; d < n; d++) sorted[d] = takers[d];
    if (n) qsort(sorted, n, sizeof *sorted, descending);
    uint32_t least = n > most ? sorted[most] + 1 : 1;
    free(sorted);
    return least;
}

void hs_thin(const hs_view *v, uint32_t most, hs_thinned *t)
{
    uint32_t n = v->pile->docs.n, *takers = hs_calloc((size_t)n + 1, sizeof *takers);
    uint32_t **const arrays[] = {&t->parent, &t->by, &t->drawn, &t->folded};
    for (int i = 0; i < 4; i++) *arrays[i] = hs_calloc((size_t)n + 1, sizeof **arrays[i]);
    find_parents(v, t);
    for (uint32_t d = 0; d < n; d++)
        for (uint32_t up = t->parent[d]; up != HS_NONE; up = t->parent[up]) takers[up]++;
    uint32_t least = threshold(takers, n, most);
    for (uint32_t d = 0; d < n; d++) {
        uint32_t up = d;
        while (takers[up] < least && t->parent[up] != HS_NONE) up = t->parent[up];
        t->drawn[d] = up;
        t->folded[up] += up != d;
    }
    free(takers);
}

void hs_thinned_free(hs_thinned *t)
{
    free(t->parent);
    free(t->by);
    free(t->drawn);
    free(t->folded);
    *t = (hs_thinned){0};
}
