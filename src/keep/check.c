/* A loaded ledger is checked before anybody walks it: the case file may be damaged, or made by somebody else. */
#include "keep/rows.h"

static bool doc_ok(const hs_pile *p, uint32_t d)
{
    return d < p->docs.n;
}

static bool span_ok(const hs_doc *d, hs_span s)
{
    return s.at <= d->text.n && s.n <= d->text.n - s.at;
}

static bool index_ok(uint32_t i, uint32_t n)
{
    return i < n || i == HS_NONE;
}

static bool assertion_ok(const hs_pile *p, hs_item i)
{
    return doc_ok(p, i.doc) && i.item < p->docs.v[i.doc]->assertions.n;
}

static bool figure_ok(const hs_pile *p, hs_item i)
{
    return doc_ok(p, i.doc) && i.item < p->docs.v[i.doc]->figures.n;
}

#define CHECK(cond)                                                                                                    \
    if (!(cond)) return #cond

static const char *check_entities(const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < l->entities.n; i++) {
        const hs_entity *e = &l->entities.v[i];
        CHECK(e->kind <= HS_OTHER);
        for (uint32_t k = e->chains.first; k < e->chains.first + e->chains.n; k++) {
            hs_item it = l->items.v[k];
            CHECK(doc_ok(p, it.doc) && it.item < p->docs.v[it.doc]->chains.n);
        }
    }
    for (uint32_t i = 0; i < l->events.n; i++)
        for (uint32_t k = l->events.v[i].acts.first; k < l->events.v[i].acts.first + l->events.v[i].acts.n; k++) {
            hs_item it = l->items.v[k];
            CHECK(doc_ok(p, it.doc) && it.item < p->docs.v[it.doc]->acts.n);
        }
    for (uint32_t i = 0; i < l->maybes.n; i++)
        CHECK(l->maybes.v[i].a < l->entities.n && l->maybes.v[i].b < l->entities.n);
    return NULL;
}

static const char *check_derivations(const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *d = &l->derivations.v[i];
        CHECK(doc_ok(p, d->taker) && index_ok(d->from_doc, p->docs.n) && index_ok(d->from_entity, l->entities.n));
        CHECK(d->kind <= HS_REWRITES);
        for (uint32_t k = d->passages.first; k < d->passages.first + d->passages.n; k++) {
            const hs_passage *q = &l->passages.v[k];
            CHECK(span_ok(p->docs.v[d->taker], q->taker));
            CHECK(q->from.n == 0 || (d->from_doc != HS_NONE && span_ok(p->docs.v[d->from_doc], q->from)));
        }
    }
    return NULL;
}

static const char *check_claims(const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < l->claims.n; i++) {
        const hs_claim *c = &l->claims.v[i];
        CHECK(assertion_ok(p, c->wording) && c->state <= 3);
        for (uint32_t k = c->folds.first; k < c->folds.first + c->folds.n; k++)
            CHECK(l->folds.v[k].a < c->members.n && l->folds.v[k].b < c->members.n);
    }
    for (uint32_t i = 0; i < l->members.n; i++)
        CHECK(assertion_ok(p, l->members.v[i].assertion) && l->members.v[i].role <= HS_MAYBE_DENIES);
    for (uint32_t i = 0; i < l->pairs.n; i++)
        CHECK(figure_ok(p, l->pairs.v[i].a) && figure_ok(p, l->pairs.v[i].b) && l->pairs.v[i].relation <= HS_DIFFERS);
    return NULL;
}

bool hs_ledger_check(const hs_pile *p, hs_err *err)
{
    const char *bad = check_entities(p);
    if (!bad) bad = check_derivations(p);
    if (!bad) bad = check_claims(p);
    return !bad || hs_fail(err, HS_ERR_CASE, NULL, HS_NOWHERE,
                           "the ledger is not sound: not (%s); 'hearsay rebuild' makes it again", bad);
}
