#include "link/takings.h"

#include "link/kept.h"

#include <stdlib.h>
#include <string.h>

/* ---- what was kept ---- */

/* The pairs kept with one document, in the order of the second one. */
typedef struct {
    hs_kept_reader r;
    uint64_t name;  /* of the second document of the one in hand; UINT64_MAX behind the last */
    uint64_t marks; /* of the passages that were nobody's */
} kept;

static void next(kept *k)
{
    k->name = k->r.n ? hs_kept_u64(&k->r) : UINT64_MAX;
    k->marks = k->r.n ? hs_kept_u64(&k->r) : 0;
    if (k->r.bad) k->name = UINT64_MAX;
}

enum { NUMBERS = 7 };

static void numbers_of(hs_overlap *o, uint32_t *out[NUMBERS])
{
    uint32_t *const all[] = {&o->copied_n, &o->copied_a, &o->copied_b, &o->own, &o->again_a, &o->again_b, &o->longest};
    memcpy(out, all, sizeof all);
}

static bool span_inside(const hs_doc *d, hs_span s)
{
    return s.n && s.at <= d->text.n && s.n <= d->text.n - s.at;
}

static bool sound(const hs_pile *p, const hs_text *texts, const hs_taking *t)
{
    uint32_t na = texts[t->pair.a].n, nb = texts[t->pair.b].n;
    bool ok = t->kind <= HS_REWRITES && t->taker <= HS_SECOND_TOOK && t->overlap.copied_n <= t->overlap.passages.n;
    for (uint32_t i = 0; i < t->overlap.passages.n && ok; i++) {
        const hs_match *m = &t->overlap.passages.v[i];
        ok = m->na && m->nb && m->a <= na && m->na <= na - m->a && m->b <= nb && m->nb <= nb - m->b &&
             span_inside(p->docs.v[t->pair.a], t->spans.v[i].taker) &&
             span_inside(p->docs.v[t->pair.b], t->spans.v[i].from);
    }
    return ok;
}

/* Reads the one in hand, of the pair of t or passed over. */
static bool read_taking(kept *k, hs_taking *t)
{
    uint32_t *numbers[NUMBERS];
    numbers_of(&t->overlap, numbers);
    t->kind = hs_kept_u32(&k->r);
    if (t->kind == HS_NONE) return !k->r.bad;
    for (int i = 0; i < NUMBERS; i++) *numbers[i] = hs_kept_u32(&k->r);
    uint32_t n = hs_kept_u32(&k->r);
    const char *matches = hs_kept_items(&k->r, n, sizeof(hs_match)),
               *spans = hs_kept_items(&k->r, n, sizeof(hs_passage));
    for (uint32_t i = 0; i < n && !k->r.bad; i++) {
        memcpy(HS_PUSH(t->overlap.passages), matches + i * sizeof(hs_match), sizeof(hs_match));
        memcpy(HS_PUSH(t->spans), spans + i * sizeof(hs_passage), sizeof(hs_passage));
    }
    t->around = hs_kept_u64(&k->r);
    t->taker = (hs_taker)hs_kept_u32(&k->r);
    uint32_t length = hs_kept_u32(&k->r);
    const char *why = hs_kept_items(&k->r, length, 1);
    if (why) hs_buf_add(&t->why, why, length);
    return !k->r.bad;
}

static void write_taking(const hs_taking *t, hs_buf *b)
{
    uint32_t *numbers[NUMBERS];
    hs_overlap o = t->overlap;
    numbers_of(&o, numbers);
    hs_kept_put_u32(b, t->kind);
    for (int i = 0; i < NUMBERS; i++) hs_kept_put_u32(b, *numbers[i]);
    hs_kept_put_u32(b, o.passages.n);
    hs_buf_add(b, o.passages.v, o.passages.n * sizeof *o.passages.v);
    hs_buf_add(b, t->spans.v, t->spans.n * sizeof *t->spans.v);
    hs_kept_put_u64(b, t->around);
    hs_kept_put_u32(b, t->taker);
    hs_kept_put_u32(b, (uint32_t)t->why.n);
    hs_buf_add(b, t->why.p, t->why.n);
}

/* ---- one pair ---- */

static void taking_free(hs_taking *t)
{
    HS_VEC_FREE(t->overlap.passages);
    HS_VEC_FREE(t->spans);
    hs_buf_free(&t->why);
}

/* Which passages of the two are nobody's; never 0. */
static uint64_t marks_of(const uint64_t *marks, hs_pair pair)
{
    return hs_mix64(hs_mix64(marks[pair.a]) ^ marks[pair.b]) | 1;
}

static uint64_t *marks_of_all(const hs_text *texts, uint32_t n)
{
    uint64_t *marks = hs_malloc((n + 1) * sizeof *marks);
    for (uint32_t d = 0; d < n; d++)
        marks[d] = hs_hash64(texts[d].nobodys.v, texts[d].nobodys.n * sizeof *texts[d].nobodys.v, 19);
    return marks;
}

static void compare(hs_pile *p, hs_text *texts, hs_taking_kind *kind, hs_taking *t)
{
    hs_text *a = &texts[t->pair.a], *b = &texts[t->pair.b];
    hs_text_open(a);
    hs_text_open(b);
    hs_overlap_find(a, b, &t->overlap);
    t->kind = kind(p, texts, t->pair, &t->overlap);
    for (uint32_t i = 0; i < t->overlap.passages.n && t->kind != HS_NONE; i++) {
        const hs_match *m = &t->overlap.passages.v[i];
        *HS_PUSH(t->spans) = (hs_passage){hs_text_span(a, m->a, m->na), hs_text_span(b, m->b, m->nb)};
    }
}

/* The kept taking of the pair into t; false where none is kept that holds. */
static bool take_kept(const hs_pile *p, const hs_text *texts, kept *k, uint64_t marks, hs_taking *t)
{
    uint64_t name = hs_kept_name(p, t->pair.b);
    while (k->name < name) {
        hs_taking passed = {0};
        bool ok = read_taking(k, &passed);
        taking_free(&passed);
        if (!ok) return false;
        next(k);
    }
    if (k->name != name) return false;
    bool holds = k->marks == marks;
    holds = read_taking(k, t) && holds && (t->kind == HS_NONE || sound(p, texts, t));
    next(k);
    if (holds) return true;
    taking_free(t);
    *t = (hs_taking){.pair = t->pair};
    return false;
}

void hs_takings_find(hs_pile *p, hs_text *texts, const hs_pairs *pairs, hs_taking_kind *kind, hs_takings *out)
{
    uint64_t *marks = marks_of_all(texts, p->docs.n);
    kept k = {.name = UINT64_MAX};
    for (uint32_t i = 0; i < pairs->n; i++) {
        hs_taking t = {.pair = pairs->v[i]};
        uint64_t now = marks_of(marks, t.pair);
        if (!i || t.pair.a != pairs->v[i - 1].a) {
            k.r = hs_kept_read(p, t.pair.a, HS_KEPT_PAIRS);
            next(&k);
        }
        if (!take_kept(p, texts, &k, now, &t)) compare(p, texts, kind, &t);
        if (t.kind == HS_NONE) {
            taking_free(&t);
            continue;
        }
        t.hash = hs_hash64(t.spans.v, t.spans.n * sizeof *t.spans.v, now);
        *HS_PUSH(*out) = t;
    }
    free(marks);
}

void hs_takings_keep(hs_pile *p, const hs_text *texts, const hs_pairs *pairs, const hs_takings *all)
{
    uint64_t *marks = marks_of_all(texts, p->docs.n);
    hs_buf b = {0};
    for (uint32_t d = 0, i = 0, t = 0; d < p->docs.n; d++) {
        hs_buf_clear(&b);
        for (; i < pairs->n && pairs->v[i].a == d; i++) {
            const hs_taking *one = t < all->n ? &all->v[t] : NULL;
            bool taking = one && one->pair.a == d && one->pair.b == pairs->v[i].b;
            hs_kept_put_u64(&b, hs_kept_name(p, pairs->v[i].b));
            hs_kept_put_u64(&b, marks_of(marks, pairs->v[i]));
            if (taking) {
                write_taking(one, &b);
                t++;
            } else {
                hs_kept_put_u32(&b, HS_NONE);
            }
        }
        hs_kept_put(p, d, HS_KEPT_PAIRS, &b);
    }
    hs_buf_free(&b);
    free(marks);
}

void hs_takings_free(hs_takings *all)
{
    for (uint32_t i = 0; i < all->n; i++) taking_free(&all->v[i]);
    HS_VEC_FREE(*all);
}
