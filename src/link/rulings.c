#include "link/rulings.h"

#include "keep/decision.h"

#include <stdlib.h>
#include <string.h>

static void rulings_on(hs_pile *p, hs_ruled kind, hs_rulings *out)
{
    hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < p->decisions.n; i++) {
        const hs_decision *d = &p->decisions.v[i];
        const char *what = hs_ledger_str(l, d->what);
        bool same = !strcmp(what, "same");
        hs_ruled x, y;
        hs_ruling r = {.same = same};
        if ((!same && strcmp(what, "different") != 0) || !hs_decision_stands(p, i)) continue;
        if (!hs_anchor_find(p, hs_ledger_str(l, d->target), &x, &r.a) || x != kind) continue;
        if (!hs_anchor_find(p, hs_ledger_str(l, d->other), &y, &r.b) || y != kind) continue;
        hs_buf why = {0};
        hs_buf_printf(&why, "ruled by %s, %.10s", hs_ledger_str(l, d->by), hs_ledger_str(l, d->at));
        if (d->reason) hs_buf_printf(&why, ": %s", hs_ledger_str(l, d->reason));
        r.why = hs_ledger_intern(l, (hs_str){why.p, why.n});
        hs_buf_free(&why);
        *HS_PUSH(*out) = r;
    }
}

void hs_rulings_of(hs_pile *p, hs_rulings *out)
{
    rulings_on(p, HS_RULED_CHAIN, out);
}

void hs_word_rulings_of(hs_pile *p, hs_rulings *out)
{
    rulings_on(p, HS_RULED_WORD, out);
}

static uint64_t key_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

void hs_document_rulings_of(hs_pile *p, hs_document_rulings *out)
{
    *out = (hs_document_rulings){0};
    rulings_on(p, HS_RULED_DOCUMENT, &out->list);
    for (uint32_t i = 0; i < out->list.n; i++) {
        uint64_t key = key_of(out->list.v[i].a.doc, out->list.v[i].b.doc);
        *hs_map_at(&out->latest, (hs_str){(const char *)&key, sizeof key}) = i;
    }
}

const hs_ruling *hs_document_ruling(const hs_document_rulings *r, uint32_t a, uint32_t b)
{
    uint64_t key = key_of(a, b);
    uint32_t at = r->list.n ? hs_map_get(&r->latest, (hs_str){(const char *)&key, sizeof key}) : HS_MISSING;
    return at == HS_MISSING ? NULL : &r->list.v[at];
}

void hs_document_rulings_free(hs_document_rulings *r)
{
    HS_VEC_FREE(r->list);
    hs_map_free(&r->latest);
}

void hs_rulings_on_claims(hs_pile *p)
{
    static const char *const states[] = {"wrong", "checked", "second", "cleared"};
    hs_index index;
    hs_pile_index(p, &index);
    for (uint32_t i = 0; i < p->decisions.n; i++) {
        const char *what = hs_ledger_str(&p->ledger, p->decisions.v[i].what);
        hs_ruled kind;
        hs_item at;
        uint32_t state = 0;
        while (state < 4 && strcmp(what, states[state]) != 0) state++;
        if (state == 4 || !hs_decision_stands(p, i)) continue;
        if (!hs_anchor_find(p, hs_ledger_str(&p->ledger, p->decisions.v[i].target), &kind, &at)) continue;
        uint32_t claim = kind == HS_RULED_ASSERTION ? hs_index_claim(&index, at.doc, at.item) : HS_NONE;
        if (claim != HS_NONE) p->ledger.claims.v[claim].state = state;
    }
    hs_index_free(&index);
}
