#include "link/stories.h"

#include "link/kept.h"
#include "link/names.h"

#include <math.h>
#include <stdlib.h>

enum { TOLD = 1 << 16 };

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

void hs_stories_of(const hs_pile *p, hs_stories *s)
{
    *s = (hs_stories){.pile = p, .told = hs_calloc(TOLD, sizeof *s->told)};
    hs_pile_index(p, &s->index);
    for (uint32_t e = 0; e < p->ledger.entities.n; e++) *HS_PUSH(s->weight) = 0;
    for (uint32_t d = 0; d < p->docs.n; d++) {
        uint32_t start = s->held.n, kept = start;
        *HS_PUSH(s->first) = start;
        for (uint32_t c = 0; c < p->docs.v[d]->chains.n; c++) {
            uint32_t e = hs_index_entity(&s->index, d, c);
            if (e != HS_NONE) *HS_PUSH(s->held) = e;
        }
        if (s->held.n > start) qsort(s->held.v + start, s->held.n - start, sizeof *s->held.v, by_value);
        for (uint32_t i = start; i < s->held.n; i++)
            if (kept == start || s->held.v[kept - 1] != s->held.v[i]) s->held.v[kept++] = s->held.v[i];
        s->held.n = kept;
        for (uint32_t i = start; i < kept; i++) s->weight.v[s->held.v[i]] += 1;
    }
    *HS_PUSH(s->first) = s->held.n;
    float documents = hs_kept_documents(p->docs.n);
    for (uint32_t e = 0; e < s->weight.n; e++) {
        float holders = hs_kept_step((uint32_t)s->weight.v[e], p->docs.n);
        s->weight.v[e] = holders > 0 && holders < documents ? logf(documents / holders) : 0;
    }
}

void hs_stories_free(hs_stories *s)
{
    hs_index_free(&s->index);
    HS_VEC_FREE(s->first);
    HS_VEC_FREE(s->held);
    HS_VEC_FREE(s->weight);
    free(s->told);
}

enum { FEW = 20 };

bool hs_few_documents(const hs_stories *s)
{
    return s->pile->docs.n <= FEW;
}

bool hs_one_story(const hs_stories *s, uint32_t a, uint32_t b)
{
    uint32_t i = s->first.v[a], j = s->first.v[b], in_a = s->first.v[a + 1], in_b = s->first.v[b + 1], shared = 0;
    float weight = 0;
    if (a == b || i == in_a || j == in_b) return true;
    while (i < in_a && j < in_b) {
        uint32_t x = s->held.v[i], y = s->held.v[j];
        if (x == y) {
            weight += s->weight.v[x];
            shared++;
        }
        i += x <= y;
        j += y <= x;
    }
    return hs_few_documents(s) ? shared > 0 : weight >= logf(FEW);
}

uint32_t hs_entity_of_voice(const hs_stories *s, hs_item at)
{
    uint32_t chain = s->pile->docs.v[at.doc]->assertions.v[at.item].voice.chain;
    return chain == HS_NONE ? HS_NONE : hs_index_entity(&s->index, at.doc, chain);
}

bool hs_names_entity(const hs_stories *s, hs_item at, uint32_t entity)
{
    const hs_doc *d = s->pile->docs.v[at.doc];
    const hs_assertion *a = &d->assertions.v[at.item];
    for (uint32_t i = 0; i < a->mentions.n && entity != HS_NONE; i++) {
        uint32_t chain = d->mentions.v[d->links.v[a->mentions.first + i]].chain;
        if (chain != HS_NONE && hs_index_entity(&s->index, at.doc, chain) == entity) return true;
    }
    return false;
}

bool hs_share_names(const hs_stories *s, hs_item a, hs_item b)
{
    const hs_doc *d = s->pile->docs.v[a.doc];
    const hs_assertion *x = &d->assertions.v[a.item];
    if (hs_names_entity(s, b, hs_entity_of_voice(s, a)) || hs_names_entity(s, a, hs_entity_of_voice(s, b))) return true;
    for (uint32_t i = 0; i < x->mentions.n; i++) {
        uint32_t chain = d->mentions.v[d->links.v[x->mentions.first + i]].chain;
        if (chain != HS_NONE && hs_names_entity(s, b, hs_index_entity(&s->index, a.doc, chain))) return true;
    }
    return false;
}

bool hs_names_one_of(const hs_stories *s, hs_item at, uint32_t doc)
{
    const hs_doc *d = s->pile->docs.v[at.doc];
    const hs_assertion *a = &d->assertions.v[at.item];
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        uint32_t chain = d->mentions.v[d->links.v[a->mentions.first + i]].chain;
        uint32_t e = chain == HS_NONE ? HS_NONE : hs_index_entity(&s->index, at.doc, chain);
        if (e == HS_NONE) continue;
        const uint32_t *held = s->held.v + s->first.v[doc];
        if (bsearch(&e, held, s->first.v[doc + 1] - s->first.v[doc], sizeof *held, by_value)) return true;
    }
    return false;
}

enum { NAMED = 12 };

/* The entities of a kind that a names and b does not; at most NAMED. */
static uint32_t names_alone(const hs_stories *s, hs_item a, hs_item b, uint32_t kind, uint32_t out[NAMED])
{
    const hs_doc *d = s->pile->docs.v[a.doc];
    const hs_assertion *x = &d->assertions.v[a.item];
    uint32_t n = 0;
    for (uint32_t i = 0; i < x->mentions.n && n < NAMED; i++) {
        uint32_t chain = d->mentions.v[d->links.v[x->mentions.first + i]].chain;
        uint32_t e = chain == HS_NONE ? HS_NONE : hs_index_entity(&s->index, a.doc, chain);
        if (e == HS_NONE || s->pile->ledger.entities.v[e].kind != kind || hs_names_entity(s, b, e)) continue;
        out[n++] = e;
    }
    return n;
}

static bool names_differ(const hs_stories *s, uint32_t x, uint32_t y, hs_kind kind)
{
    const hs_ledger *l = &s->pile->ledger;
    hs_told_names *t = &s->told[hs_mix64((uint64_t)x << 32 | y) % TOLD];
    if (t->a == x && t->b == y && x != y) return t->differ;
    hs_str a = hs_str_of(hs_ledger_str(l, l->entities.v[x].name));
    hs_str b = hs_str_of(hs_ledger_str(l, l->entities.v[y].name));
    *t = (hs_told_names){x, y, hs_same_name(a, b, kind, NULL).verdict == HS_DIFFERENT_NAME};
    return t->differ;
}

bool hs_name_others(const hs_stories *s, hs_item a, hs_item b, hs_kind kind)
{
    uint32_t only_a[NAMED], only_b[NAMED];
    uint32_t n = names_alone(s, a, b, kind, only_a), m = names_alone(s, b, a, kind, only_b);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (!names_differ(s, only_a[i], only_b[k], kind)) return false;
    return n && m;
}
