#include "doc/pile.h"

#include <stdlib.h>
#include <string.h>

#define NAME_OF(table, i) ((i) < sizeof(table) / sizeof *(table) ? (table)[i] : "unknown")

const char *hs_derivation_kind_name(uint32_t kind)
{
    static const char *const names[] = {"cites", "quotes", "copies", "rewrites"};
    return NAME_OF(names, kind);
}

const char *hs_relation_name(uint32_t relation)
{
    static const char *const names[] = {"same", "compatible", "later", "scope", "differs"};
    return NAME_OF(names, relation);
}

const char *hs_state_name(uint32_t state)
{
    static const char *const names[] = {"proposed", "checked", "second", "cleared"};
    return NAME_OF(names, state);
}

void hs_ledger_free(hs_ledger *l)
{
    hs_buf_free(&l->pool);
    HS_VEC_FREE(l->entities);
    HS_VEC_FREE(l->maybes);
    HS_VEC_FREE(l->derivations);
    HS_VEC_FREE(l->claims);
    HS_VEC_FREE(l->events);
    HS_VEC_FREE(l->items);
    HS_VEC_FREE(l->strings);
    HS_VEC_FREE(l->passages);
    HS_VEC_FREE(l->members);
    HS_VEC_FREE(l->pairs);
    HS_VEC_FREE(l->folds);
}

hs_ref hs_ledger_intern(hs_ledger *l, hs_str s)
{
    if (!l->pool.n) hs_buf_char(&l->pool, '\0');
    if (!s.n || l->pool.n + s.n + 1 >= UINT32_MAX) return 0;
    hs_ref r = (hs_ref)l->pool.n;
    const char *nul = memchr(s.p, '\0', s.n);
    size_t n = nul ? (size_t)(nul - s.p) : s.n;
    bool own = (uintptr_t)s.p - (uintptr_t)l->pool.p < l->pool.n; /* a string of this pool, which may move */
    char *copy = own ? hs_strndup(s.p, n) : NULL;
    hs_buf_add(&l->pool, own ? copy : s.p, n);
    hs_buf_char(&l->pool, '\0');
    free(copy);
    return r;
}

const char *hs_ledger_str(const hs_ledger *l, hs_ref r)
{
    return r < l->pool.n ? l->pool.p + r : "";
}

void hs_pile_keep(hs_pile *p)
{
    enum { BYTES = 6 }; /* as many as an id tells */
    for (uint32_t d = p->kept.n; d < p->docs.n; d++) {
        uint64_t *name = HS_PUSH(p->kept_names);
        *HS_PUSH(p->kept) = (hs_kept){0};
        for (int i = 0; i < BYTES; i++) *name = *name << 8 | p->docs.v[d]->sha.b[i];
    }
}

void hs_pile_forget_kept(hs_pile *p)
{
    for (uint32_t i = 0; i < p->kept.n; i++)
        for (int k = 0; k < HS_KEPT_SORTS; k++) hs_buf_free(&p->kept.v[i].bytes[k]);
    HS_VEC_FREE(p->kept);
    HS_VEC_FREE(p->kept_names);
}

void hs_pile_free(hs_pile *p)
{
    for (uint32_t i = 0; i < p->docs.n; i++) hs_doc_free(p->docs.v[i]);
    HS_VEC_FREE(p->docs);
    hs_ledger_free(&p->ledger);
    HS_VEC_FREE(p->files);
    HS_VEC_FREE(p->decisions);
    hs_pile_forget_kept(p);
}

uint32_t hs_pile_doc(const hs_pile *p, const char *id)
{
    uint32_t lo = 0, hi = p->docs.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c = strcmp(hs_doc_str(p->docs.v[mid], p->docs.v[mid]->id), id);
        if (c == 0) return mid;
        if (c < 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return HS_NONE;
}

void hs_pile_index(const hs_pile *p, hs_index *x)
{
    *x = (hs_index){0};
    for (uint32_t d = 0; d < p->docs.n; d++) {
        *HS_PUSH(x->first) = x->of_chain.n;
        *HS_PUSH(x->claim_first) = x->of_assertion.n;
        for (uint32_t i = 0; i < p->docs.v[d]->chains.n; i++) *HS_PUSH(x->of_chain) = HS_NONE;
        for (uint32_t i = 0; i < p->docs.v[d]->assertions.n; i++) *HS_PUSH(x->of_assertion) = HS_NONE;
    }
    const hs_ledger *l = &p->ledger;
    for (uint32_t e = 0; e < l->entities.n; e++) {
        hs_range r = l->entities.v[e].chains;
        for (uint32_t i = r.first; i < r.first + r.n; i++)
            x->of_chain.v[x->first.v[l->items.v[i].doc] + l->items.v[i].item] = e;
    }
    for (uint32_t c = 0; c < l->claims.n; c++) {
        hs_range r = l->claims.v[c].members;
        for (uint32_t i = r.first; i < r.first + r.n; i++) {
            hs_item a = l->members.v[i].assertion;
            if (l->members.v[i].role == HS_ASSERTS) x->of_assertion.v[x->claim_first.v[a.doc] + a.item] = c;
        }
    }
}

void hs_index_free(hs_index *x)
{
    HS_VEC_FREE(x->first);
    HS_VEC_FREE(x->of_chain);
    HS_VEC_FREE(x->claim_first);
    HS_VEC_FREE(x->of_assertion);
}

uint32_t hs_index_entity(const hs_index *x, uint32_t doc, uint32_t chain)
{
    return doc == HS_NONE || chain == HS_NONE ? HS_NONE : x->of_chain.v[x->first.v[doc] + chain];
}

uint32_t hs_index_claim(const hs_index *x, uint32_t doc, uint32_t assertion)
{
    return doc == HS_NONE || assertion == HS_NONE ? HS_NONE : x->of_assertion.v[x->claim_first.v[doc] + assertion];
}
