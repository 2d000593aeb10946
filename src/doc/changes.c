#include "doc/changes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 14, RUN = 4 /* words of the shortest run that counts as dropped or added */ };

typedef HS_VEC(hs_span) spans;

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Words between blanks, without the marks around them. */
static void words_of(const hs_doc *d, hs_span at, spans *out)
{
    for (uint32_t i = at.at, end; i < hs_span_end(at); i = end) {
        while (i < hs_span_end(at) && blank(d->text.p[i])) i++;
        for (end = i; end < hs_span_end(at) && !blank(d->text.p[end]); end++) {
        }
        uint32_t last = end;
        while (i < last && ispunct((unsigned char)d->text.p[i])) i++;
        while (last > i && ispunct((unsigned char)d->text.p[last - 1])) last--;
        if (last > i) *HS_PUSH(*out) = (hs_span){i, last - i};
        if (end == i) end++;
    }
}

typedef struct {
    const hs_doc *a, *b;
    spans x, y;
} two;

static bool equal(const two *t, uint32_t i, uint32_t k)
{
    return i < t->x.n && k < t->y.n && hs_str_ieq(hs_doc_text(t->a, t->x.v[i]), hs_doc_text(t->b, t->y.v[k]));
}

static hs_span run(const spans *s, uint32_t first, uint32_t end)
{
    return end > first ? hs_span_join(s->v[first], s->v[end - 1]) : (hs_span){0, 0};
}

/* Where the two go on alike: the nearest pair of equal words, followed by another one or by both ends. */
static void meet(const two *t, uint32_t *i, uint32_t *k)
{
    for (uint32_t far = 1; far <= 2 * WINDOW; far++)
        for (uint32_t n = 0; n <= far; n++) {
            uint32_t x = *i + n, y = *k + far - n;
            bool ends = x + 1 >= t->x.n && y + 1 >= t->y.n;
            if (n > WINDOW || far - n > WINDOW || !equal(t, x, y) || !(ends || equal(t, x + 1, y + 1))) continue;
            *i = x;
            *k = y;
            return;
        }
    *i = t->x.n;
    *k = t->y.n;
}

static void compare(const hs_doc *a, const hs_doc *b, hs_passage p, hs_changes *out)
{
    two t = {.a = a, .b = b};
    words_of(a, p.taker, &t.x);
    words_of(b, p.from, &t.y);
    for (uint32_t i = 0, k = 0; i < t.x.n || k < t.y.n;) {
        if (equal(&t, i, k)) {
            i++;
            k++;
            continue;
        }
        uint32_t x = i, y = k;
        meet(&t, &i, &k);
        hs_change_kind kind = i == x ? HS_DROPPED : k == y ? HS_ADDED : HS_CHANGED;
        *HS_PUSH(*out) = (hs_change){kind, run(&t.x, x, i), run(&t.y, y, k)};
    }
    HS_VEC_FREE(t.x);
    HS_VEC_FREE(t.y);
}

/* Runs of the document outside all passages. */
static void outside(const hs_pile *p, const hs_derivation *d, bool taker, hs_changes *out)
{
    const hs_doc *doc = p->docs.v[taker ? d->taker : d->from_doc];
    uint8_t *in = hs_calloc(doc->text.n + 1, 1);
    spans all = {0};
    for (uint32_t i = d->passages.first; i < d->passages.first + d->passages.n; i++) {
        hs_span s = taker ? p->ledger.passages.v[i].taker : p->ledger.passages.v[i].from;
        memset(in + s.at, 1, s.n);
    }
    words_of(doc, (hs_span){0, (uint32_t)doc->text.n}, &all);
    for (uint32_t i = 0, end; i < all.n; i = end + 1) {
        for (end = i; end < all.n && !in[all.v[end].at]; end++) {
        }
        if (end < i + RUN) continue;
        hs_span s = run(&all, i, end);
        *HS_PUSH(*out) = taker ? (hs_change){HS_ADDED, s, {0, 0}} : (hs_change){HS_DROPPED, {0, 0}, s};
    }
    free(in);
    HS_VEC_FREE(all);
}

void hs_changes_of(const hs_pile *p, uint32_t derivation, hs_changes *out)
{
    const hs_derivation *d = &p->ledger.derivations.v[derivation];
    if (d->from_doc == HS_NONE || d->kind < HS_COPIES) return;
    for (uint32_t i = d->passages.first; i < d->passages.first + d->passages.n; i++)
        compare(p->docs.v[d->taker], p->docs.v[d->from_doc], p->ledger.passages.v[i], out);
    outside(p, d, false, out);
    outside(p, d, true, out);
}
