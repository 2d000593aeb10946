/* Who took from whom. Two ways: passages that stand in two documents (pairs.h finds the pairs, overlap.h aligns their
 * words; what is only the same quotation of one speaker does not count), sentences said again in other words; and what
 * a document itself names as its source (upstream.h). Two documents that a person ruled different have no part in each
 * other. */
#include "link/direction.h"
#include "link/link.h"
#include "link/rulings.h"
#include "link/takings.h"

#include <stdlib.h>

enum {
    OWN_WORDS = 14,   /* unquoted words in passages that make a derivation */
    TWO_LONG = 36,    /* of them, with one long passage */
    COPY_SHARE = 800, /* per mille of the taker's words */
    REWRITE_SHARE = 300,
    TAKEN_SHARE = 100,      /* of one long passage, with less in all */
    SAME_OUTLET_SHARE = 600 /* an outlet repeats its own background */
};

typedef struct {
    hs_pile *p;
    hs_text *texts;
    hs_takings takings;
    hs_upstreams up;
    hs_document_rulings rulings;
} finder;

static uint32_t per_mille(uint32_t part, uint32_t whole)
{
    return whole ? (uint32_t)((uint64_t)(part < whole ? part : whole) * 1000 / whole) : 0;
}

static void write_derivation(finder *f, hs_taking *t)
{
    hs_ledger *l = &f->p->ledger;
    const hs_overlap *o = &t->overlap;
    const hs_text *a = &f->texts[t->pair.a], *b = &f->texts[t->pair.b];
    uint32_t share_a = per_mille(o->copied_a + o->again_a, a->n);
    uint32_t share_b = per_mille(o->copied_b + o->again_b, b->n);
    hs_buf why = {0};
    uint32_t again = o->passages.n - o->copied_n;
    if (o->copied_n)
        hs_buf_printf(&why, "%u equal words in %u passage%s", o->copied_a, o->copied_n, &"s"[o->copied_n == 1]);
    if (again) hs_buf_printf(&why, "%s%u sentence%s said again", why.n ? ", " : "", again, &"s"[again == 1]);
    hs_buf_add(&why, hs_buf_c(&t->why), t->why.n);
    bool swap = t->taker == HS_SECOND_TOOK || (t->taker == HS_NOBODY && share_b > share_a);
    hs_derivation d = {.taker = swap ? t->pair.b : t->pair.a,
                       .from_doc = swap ? t->pair.a : t->pair.b,
                       .from_entity = HS_NONE,
                       .kind = t->kind,
                       .direction_unknown = t->taker == HS_NOBODY,
                       .share = swap ? share_b : share_a,
                       .passages = {l->passages.n, o->passages.n}};
    for (uint32_t i = 0; i < t->spans.n; i++) {
        hs_passage m = t->spans.v[i];
        *HS_PUSH(l->passages) = swap ? (hs_passage){m.from, m.taker} : m;
    }
    d.why = hs_ledger_intern(l, (hs_str){hs_buf_c(&why), why.n});
    *HS_PUSH(l->derivations) = d;
    hs_buf_free(&why);
}

static bool same_outlet(const hs_doc *a, const hs_doc *b)
{
    return a->outlet && b->outlet &&
           hs_str_ieq(hs_str_of(hs_doc_str(a, a->outlet)), hs_str_of(hs_doc_str(b, b->outlet)));
}

static uint32_t kind_of(const hs_pile *p, const hs_text *texts, hs_pair pair, const hs_overlap *o)
{
    uint32_t words_a = texts[pair.a].n, words_b = texts[pair.b].n;
    uint32_t copied_a = per_mille(o->copied_a, words_a), copied_b = per_mille(o->copied_b, words_b);
    uint32_t copied = copied_a > copied_b ? copied_a : copied_b;
    uint32_t all_a = per_mille(o->copied_a + o->again_a, words_a), all_b = per_mille(o->copied_b + o->again_b, words_b);
    uint32_t all = all_a > all_b ? all_a : all_b, again = o->passages.n - o->copied_n;
    if (o->own < OWN_WORDS && again < 3) return HS_NONE;
    if (same_outlet(p->docs.v[pair.a], p->docs.v[pair.b]) && all < SAME_OUTLET_SHARE) return HS_NONE;
    if (copied >= COPY_SHARE) return HS_COPIES;
    if (all >= REWRITE_SHARE && o->copied_n + again >= 3) return HS_REWRITES;
    if (o->longest && (o->own >= TWO_LONG || copied >= TAKEN_SHARE)) return HS_COPIES;
    return HS_NONE;
}

/* The pairs that may have to do with each other, and were not ruled to have nothing from each other. */
static void find_pairs(const finder *f, hs_pairs *pairs)
{
    uint32_t n = f->p->docs.n, left = 0;
    int64_t *when = hs_malloc((n + 1) * sizeof *when);
    for (uint32_t d = 0; d < n; d++) when[d] = hs_direction_when(f->p->docs.v[d]);
    hs_pairs_find(f->p, f->texts, when, n, pairs);
    for (uint32_t i = 0; i < pairs->n; i++) {
        const hs_ruling *r = hs_document_ruling(&f->rulings, pairs->v[i].a, pairs->v[i].b);
        if (!r || r->same) pairs->v[left++] = pairs->v[i];
    }
    pairs->n = left;
    free(when);
}

bool hs_link_derivations(hs_pile *p, hs_err *err)
{
    (void)err;
    finder f = {.p = p, .texts = hs_calloc(p->docs.n, sizeof *f.texts)};
    hs_pairs pairs = {0};
    for (uint32_t d = 0; d < p->docs.n; d++) hs_text_of(p, d, &f.texts[d]);
    hs_upstreams_find(p, &f.up);
    hs_document_rulings_of(p, &f.rulings);
    find_pairs(&f, &pairs);
    hs_takings_find(p, f.texts, &pairs, kind_of, &f.takings);
    hs_directions(p, f.texts, &f.up, &f.takings);
    hs_takings_keep(p, f.texts, &pairs, &f.takings);
    for (uint32_t i = 0; i < f.takings.n; i++) write_derivation(&f, &f.takings.v[i]);
    hs_takings_free(&f.takings);
    HS_VEC_FREE(pairs);
    hs_upstreams_write(p, &f.up, &f.rulings);
    for (uint32_t d = 0; d < p->docs.n; d++) hs_text_free(&f.texts[d]);
    free(f.texts);
    hs_document_rulings_free(&f.rulings);
    hs_upstreams_free(&f.up);
    return true;
}
