#include "show/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/map.h"
#include "doc/nearest.h"
#include "keep/decision.h"
#include "show/id.h"

/* Pairs as they come; hs_lists are made of them by counting. */
typedef struct {
    uint32_t key, value;
} pair;
typedef HS_VEC(pair) pairs;

static void add(pairs *p, uint32_t key, uint32_t value)
{
    if (key != HS_NONE) *HS_PUSH(*p) = (pair){key, value};
}

/* Values keep the order of the pairs; equal neighbours under one key are kept once. */
static void gather(hs_lists *l, pairs *p, uint32_t keys)
{
    for (uint32_t i = 0; i <= keys; i++) *HS_PUSH(l->first) = 0;
    uint32_t *last = hs_calloc((size_t)keys + 1, sizeof *last); /* value + 1 that a key saw last */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        pair q = p->v[i];
        if (q.key >= keys || last[q.key] == q.value + 1) continue;
        last[q.key] = q.value + 1;
        l->first.v[q.key + 1]++;
        p->v[kept++] = q;
    }
    for (uint32_t k = 0; k < keys; k++) l->first.v[k + 1] += l->first.v[k];
    for (uint32_t i = 0; i < kept; i++) *HS_PUSH(l->of) = 0;
    uint32_t *at = last;
    for (uint32_t k = 0; k < keys; k++) at[k] = l->first.v[k];
    for (uint32_t i = 0; i < kept; i++) l->of.v[at[p->v[i].key]++] = p->v[i].value;
    free(last);
    HS_VEC_FREE(*p);
}

hs_list hs_lists_of(const hs_lists *l, uint32_t key)
{
    if (key == HS_NONE || key + 1 >= l->first.n) return (hs_list){0};
    uint32_t first = l->first.v[key];
    return (hs_list){l->of.v ? l->of.v + first : NULL, l->first.v[key + 1] - first};
}

static void files_of_documents(hs_facts *f, const hs_pile *p)
{
    hs_map ids = {0};
    pairs of = {0};
    for (uint32_t d = 0; d < p->docs.n; d++)
        *hs_map_at(&ids, hs_str_of(hs_doc_str(p->docs.v[d], p->docs.v[d]->id))) = d;
    for (uint32_t i = 0; i < p->files.n; i++)
        add(&of, hs_map_get(&ids, hs_str_of(hs_ledger_str(&p->ledger, p->files.v[i].doc))), i);
    gather(&f->doc_files, &of, p->docs.n);
    hs_map_free(&ids);
}

static void derivations(hs_facts *f, const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    pairs took = {0}, gave = {0}, named = {0};
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        add(&took, l->derivations.v[i].taker, i);
        add(&gave, l->derivations.v[i].from_doc, i);
        add(&named, l->derivations.v[i].from_entity, i);
    }
    f->nearest = hs_nearest_derivations(p);
    gather(&f->doc_took, &took, p->docs.n);
    gather(&f->doc_gave, &gave, p->docs.n);
    gather(&f->entity_gave, &named, l->entities.n);
}

bool hs_facts_denies(const hs_facts *f, hs_item it)
{
    return f->denies.v[f->index.claim_first.v[it.doc] + it.item];
}

static void claims(hs_facts *f, const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    pairs docs = {0}, says = {0}, in = {0};
    for (uint32_t i = 0; i < f->index.of_assertion.n; i++) *HS_PUSH(f->denies) = 0;
    for (uint32_t c = 0; c < l->claims.n; c++) {
        hs_range r = l->claims.v[c].members;
        for (uint32_t i = r.first; i < r.first + r.n; i++) {
            hs_item it = l->members.v[i].assertion;
            const hs_doc *d = p->docs.v[it.doc];
            const hs_assertion *a = &d->assertions.v[it.item];
            add(&docs, it.doc, c);
            if (l->members.v[i].role == HS_DENIES_IT) f->denies.v[f->index.claim_first.v[it.doc] + it.item] = 1;
            add(&says, hs_index_entity(&f->index, it.doc, a->voice.chain), c);
            for (uint32_t k = a->mentions.first; k < a->mentions.first + a->mentions.n; k++)
                add(&in, hs_index_entity(&f->index, it.doc, d->mentions.v[d->links.v[k]].chain), c);
        }
    }
    gather(&f->doc_claims, &docs, p->docs.n);
    gather(&f->entity_says, &says, l->entities.n);
    gather(&f->entity_in, &in, l->entities.n);
}

static void entities(hs_facts *f, const hs_pile *p)
{
    const hs_ledger *l = &p->ledger;
    pairs maybes = {0}, docs = {0};
    for (uint32_t i = 0; i < l->maybes.n; i++) {
        add(&maybes, l->maybes.v[i].a, i);
        add(&maybes, l->maybes.v[i].b, i);
    }
    for (uint32_t e = 0; e < l->entities.n; e++) *HS_PUSH(f->mentions) = 0;
    for (uint32_t d = 0; d < p->docs.n; d++) {
        for (uint32_t m = 0; m < p->docs.v[d]->mentions.n; m++) {
            uint32_t e = hs_index_entity(&f->index, d, p->docs.v[d]->mentions.v[m].chain);
            if (e == HS_NONE) continue;
            f->mentions.v[e]++;
            add(&docs, e, d);
        }
    }
    gather(&f->entity_maybes, &maybes, l->entities.n);
    gather(&f->entity_docs, &docs, l->entities.n);
}

typedef struct {
    uint32_t kind, docs, mentions, entity;
} weighed;

static int by_weight(const void *va, const void *vb)
{
    const weighed *a = va, *b = vb;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->docs != b->docs) return a->docs > b->docs ? -1 : 1;
    if (a->mentions != b->mentions) return a->mentions > b->mentions ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

static void rank_entities(hs_facts *f, const hs_pile *p)
{
    uint32_t n = p->ledger.entities.n;
    weighed *w = hs_calloc((size_t)n + 1, sizeof *w);
    for (uint32_t i = 0; i < n; i++)
        w[i] = (weighed){p->ledger.entities.v[i].kind, hs_lists_of(&f->entity_docs, i).n, f->mentions.v[i], i};
    qsort(w, n, sizeof *w, by_weight);
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(f->entity_order) = w[i].entity;
    free(w);
}

static void fold_words(const hs_pile *p, hs_item it, hs_buf *out)
{
    const hs_doc *d = p->docs.v[it.doc];
    hs_range r = d->assertions.v[it.item].spans;
    hs_buf_clear(out);
    for (uint32_t i = r.first; i < r.first + r.n; i++) hs_fold(hs_doc_text(d, d->spans.v[i]), out);
}

/* In their own voice and nearly all in the same words, with many origins left: news of so many origins differs. */
static bool is_notice(const hs_pile *p, const hs_claim *c)
{
    enum { ORIGINS = 4 };
    uint32_t reports = 0, alike = 0;
    hs_buf words = {0}, others = {0};
    bool own = c->least >= ORIGINS;
    if (own) fold_words(p, c->wording, &words);
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n && own; i++) {
        const hs_member *m = &p->ledger.members.v[i];
        if (m->role != HS_ASSERTS) continue;
        own = p->docs.v[m->assertion.doc]->assertions.v[m->assertion.item].attribution == HS_NONE;
        fold_words(p, m->assertion, &others);
        reports++;
        alike += hs_str_eq((hs_str){words.p, words.n}, (hs_str){others.p, others.n});
    }
    hs_buf_free(&words);
    hs_buf_free(&others);
    return own && alike * 2 > reports;
}

static hs_counts count_members(const hs_pile *p, const hs_claim *c)
{
    hs_counts n = {0};
    hs_map docs = {0}, outlets = {0};
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &p->ledger.members.v[i];
        n.denials += m->role == HS_DENIES_IT;
        n.maybes += m->role == HS_MAYBE_SAME;
        n.maybe_denials += m->role == HS_MAYBE_DENIES;
        if (m->role != HS_ASSERTS) continue;
        n.reports++;
        const hs_doc *d = p->docs.v[m->assertion.doc];
        hs_map_at(&docs, hs_str_of(hs_doc_str(d, d->id)));
        if (d->outlet) hs_map_at(&outlets, hs_str_of(hs_doc_str(d, d->outlet)));
    }
    n.notice = is_notice(p, c);
    n.docs = docs.entries.n;
    n.outlets = outlets.entries.n;
    hs_map_free(&docs);
    hs_map_free(&outlets);
    return n;
}

typedef struct {
    hs_counts counts;
    hs_day day;
    hs_item wording;
    uint32_t claim;
} ranked;

static int by_rank(const void *va, const void *vb)
{
    const ranked *a = va, *b = vb;
    if (a->counts.notice != b->counts.notice) return a->counts.notice ? 1 : -1;
    if (a->counts.docs != b->counts.docs) return a->counts.docs > b->counts.docs ? -1 : 1;
    if (!a->counts.denials != !b->counts.denials) return a->counts.denials ? -1 : 1;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->wording.doc != b->wording.doc) return a->wording.doc < b->wording.doc ? -1 : 1;
    if (a->wording.item != b->wording.item) return a->wording.item < b->wording.item ? -1 : 1;
    return a->claim < b->claim ? -1 : a->claim > b->claim;
}

static void rank_claims(hs_facts *f, const hs_pile *p)
{
    uint32_t n = p->ledger.claims.n;
    ranked *r = hs_calloc((size_t)n + 1, sizeof *r);
    for (uint32_t i = 0; i < n; i++) {
        const hs_claim *c = &p->ledger.claims.v[i];
        hs_day day = p->docs.v[c->wording.doc]->published_day;
        r[i] = (ranked){count_members(p, c), day == HS_NO_DAY ? INT32_MAX : day, c->wording, i};
        *HS_PUSH(f->counts) = r[i].counts;
    }
    qsort(r, n, sizeof *r, by_rank);
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(f->claim_order) = r[i].claim;
    free(r);
}

static void rule(const hs_facts *f, const hs_pile *p, const char *anchor, uint32_t decision, pairs *claims,
                 pairs *names, pairs *docs)
{
    hs_ruled what;
    hs_item item;
    if (!hs_anchor_find(p, anchor, &what, &item)) return;
    if (what == HS_RULED_CHAIN) {
        add(names, hs_index_entity(&f->index, item.doc, item.item), decision);
    } else if (what == HS_RULED_DOCUMENT) {
        add(docs, item.doc, decision);
    } else if (what == HS_RULED_ASSERTION) {
        add(claims, hs_index_claim(&f->index, item.doc, item.item), decision);
    }
}

static void rulings(hs_facts *f, const hs_pile *p)
{
    pairs on_claims = {0}, on_names = {0}, on_docs = {0};
    for (uint32_t i = 0; i < p->decisions.n; i++) {
        rule(f, p, hs_ledger_str(&p->ledger, p->decisions.v[i].target), i, &on_claims, &on_names, &on_docs);
        rule(f, p, hs_ledger_str(&p->ledger, p->decisions.v[i].other), i, &on_claims, &on_names, &on_docs);
    }
    gather(&f->claim_rulings, &on_claims, p->ledger.claims.n);
    gather(&f->entity_rulings, &on_names, p->ledger.entities.n);
    gather(&f->doc_rulings, &on_docs, p->docs.n);
}

void hs_ruled_id(const hs_pile *p, const char *anchor, char out[40])
{
    hs_ruled what;
    hs_item item;
    out[0] = '\0';
    if (!hs_anchor_find(p, anchor, &what, &item)) return;
    static const hs_id_letter letters[] = {
        [HS_RULED_CHAIN] = HS_ID_CHAIN, [HS_RULED_ASSERTION] = HS_ID_ASSERTION, [HS_RULED_WORD] = HS_ID_WORD};
    hs_id id = what == HS_RULED_DOCUMENT ? hs_id_doc(p, item.doc) : hs_id_item(p, item.doc, letters[what], item.item);
    memcpy(out, id.s, sizeof id.s);
}

hs_facts *hs_facts_of(const hs_pile *p)
{
    hs_facts *f = hs_calloc(1, sizeof *f);
    hs_pile_index(p, &f->index);
    files_of_documents(f, p);
    derivations(f, p);
    claims(f, p);
    entities(f, p);
    rank_entities(f, p);
    rank_claims(f, p);
    rulings(f, p);
    return f;
}

static void lists_free(hs_lists *l)
{
    HS_VEC_FREE(l->first);
    HS_VEC_FREE(l->of);
}

void hs_facts_free(hs_facts *f)
{
    if (!f) return;
    hs_index_free(&f->index);
    hs_lists *all[] = {&f->doc_files,     &f->doc_took,      &f->doc_gave,       &f->doc_claims,
                       &f->entity_maybes, &f->entity_gave,   &f->entity_says,    &f->entity_in,
                       &f->entity_docs,   &f->claim_rulings, &f->entity_rulings, &f->doc_rulings};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) lists_free(all[i]);
    free(f->nearest);
    HS_VEC_FREE(f->mentions);
    HS_VEC_FREE(f->denies);
    HS_VEC_FREE(f->entity_order);
    HS_VEC_FREE(f->counts);
    HS_VEC_FREE(f->claim_order);
    free(f);
}
