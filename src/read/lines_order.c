/* Reading order of a page's lines: columns of prose one after the other, everything else row by row. A gutter is a
 * strip that hardly any line crosses, with prose on both sides; lines that cross it (headings, wide tables) part the
 * page into bands. Cells of tables are short, so a table has no gutters and stays in rows. */
#include "read/lines.h"

#include <math.h>
#include <stdlib.h>

enum { STRIPS = 256, DEEPEST = 4, LEAST_LINES = 3, PROSE = 22 /* bytes of a line of prose */ };

typedef struct {
    const hs_lines *l;
    const hs_line *lines; /* of the page, in the order they came */
    uint32_t *out;        /* indices into lines, in reading order */
    uint32_t n;
} order;

typedef struct {
    float x;
    bool found;
} gutter;

static int by_row(const void *va, const void *vb)
{
    const hs_line *a = *(const hs_line *const *)va, *b = *(const hs_line *const *)vb;
    if (a->box.y1 != b->box.y1) return a->box.y1 < b->box.y1 ? -1 : 1;
    if (a->box.x0 != b->box.x0) return a->box.x0 < b->box.x0 ? -1 : 1;
    return a < b ? -1 : a > b;
}

static int by_x(const void *va, const void *vb)
{
    const hs_line *a = *(const hs_line *const *)va, *b = *(const hs_line *const *)vb;
    if (a->box.x0 != b->box.x0) return a->box.x0 < b->box.x0 ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* Whether b, which ends no higher than a, stands in a's row. */
static bool same_row(const hs_line *a, const hs_line *b)
{
    float common = fminf(a->box.y1, b->box.y1) - fmaxf(a->box.y0, b->box.y0);
    return common > 0.5F * fminf(a->box.y1 - a->box.y0, b->box.y1 - b->box.y0);
}

/* Lines sorted by their lower edge → rows, each from left to right. */
static void emit_rows(order *o, const hs_line **v, uint32_t n)
{
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && same_row(v[i], v[end]);) end++;
        qsort(v + i, end - i, sizeof *v, by_x);
        for (uint32_t k = i; k < end; k++) o->out[o->n++] = (uint32_t)(v[k] - o->lines);
    }
}

typedef struct {
    uint32_t lines, prose;    /* all; those as long as prose is */
    uint64_t bytes, in_prose; /* in both */
    float top, bottom;
} side;

static void count(side *s, const hs_line *x)
{
    if (!s->lines++) {
        s->top = x->box.y0;
        s->bottom = x->box.y1;
    }
    s->bytes += x->n;
    if (x->n >= PROSE) {
        s->prose++;
        s->in_prose += x->n;
    }
    s->top = fminf(s->top, x->box.y0);
    s->bottom = fmaxf(s->bottom, x->box.y1);
}

static bool is_prose(const side *s)
{
    return s->prose >= LEAST_LINES && s->in_prose * 10 >= s->bytes * 6;
}

static bool parts_prose(const hs_line *const *v, uint32_t n, float x)
{
    side left = {0}, right = {0};
    uint32_t across = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (v[i]->box.x1 <= x) {
            count(&left, v[i]);
        } else if (v[i]->box.x0 >= x) {
            count(&right, v[i]);
        } else {
            across++;
        }
    }
    float common = fminf(left.bottom, right.bottom) - fmaxf(left.top, right.top);
    return is_prose(&left) && is_prose(&right) && across * 3 <= left.lines + right.lines &&
           common > 0.3F * fminf(left.bottom - left.top, right.bottom - right.top);
}

/* The x that the fewest lines cross, in the middle of the widest such strip, if it parts prose from prose. */
static gutter find_gutter(const hs_line *const *v, uint32_t n)
{
    float x0 = v[0]->box.x0, x1 = v[0]->box.x1;
    for (uint32_t i = 1; i < n; i++) {
        x0 = fminf(x0, v[i]->box.x0);
        x1 = fmaxf(x1, v[i]->box.x1);
    }
    float step = (x1 - x0) / STRIPS;
    int crossing[STRIPS + 1] = {0};
    if (!(step > 0)) return (gutter){0};
    for (uint32_t i = 0; i < n; i++) {
        int from = (int)((v[i]->box.x0 - x0) / step), to = (int)((v[i]->box.x1 - x0) / step);
        crossing[from < 0 ? 0 : from > STRIPS ? STRIPS : from]++;
        if (to + 1 <= STRIPS) crossing[to < 0 ? 0 : to + 1]--;
    }
    for (int i = 1; i <= STRIPS; i++) crossing[i] += crossing[i - 1];
    int best = -1, width = 0;
    for (int i = STRIPS / 10; i < STRIPS * 9 / 10;) {
        int end = i;
        while (end < STRIPS && crossing[end] == crossing[i]) end++;
        bool fewer = best < 0 || crossing[i] < crossing[best];
        if ((fewer || (crossing[i] == crossing[best] && end - i > width)) &&
            parts_prose(v, n, x0 + ((float)(i + end) / 2) * step)) {
            best = i;
            width = end - i;
        }
        i = end;
    }
    return (gutter){x0 + ((float)best + (float)width / 2) * step, best >= 0};
}

static void emit(order *o, const hs_line **v, uint32_t n, int depth);

/* The lines of one band: first those left of the gutter, then those right of it. */
static void emit_band(order *o, const hs_line **v, uint32_t n, float x, int depth)
{
    const hs_line **sides = hs_malloc((size_t)n * sizeof *sides);
    uint32_t left = 0, right = 0;
    for (uint32_t i = 0; i < n; i++) left += v[i]->box.x1 <= x;
    for (uint32_t i = 0, at = 0; i < n; i++) sides[v[i]->box.x1 <= x ? at++ : left + right++] = v[i];
    emit(o, sides, left, depth + 1);
    emit(o, sides + left, right, depth + 1);
    free((void *)sides);
}

/* v is sorted by row. */
static void emit(order *o, const hs_line **v, uint32_t n, int depth)
{
    gutter g = {0};
    if (n >= 2 * LEAST_LINES && depth < DEEPEST) g = find_gutter(v, n);
    if (!g.found) {
        emit_rows(o, v, n);
        return;
    }
    for (uint32_t i = 0, from = 0; i <= n; i++) {
        if (i < n && (v[i]->box.x1 <= g.x || v[i]->box.x0 >= g.x)) continue;
        if (i > from) emit_band(o, v + from, i - from, g.x, depth);
        if (i < n) emit_rows(o, v + i, 1);
        from = i + 1;
    }
}

/* Every line of a row of cells is marked as part of it. */
static void mark_rows(hs_line *v, uint32_t n)
{
    for (uint32_t i = 0, end; i < n; i = end) {
        uint32_t gaps = v[i].gaps;
        for (end = i + 1; end < n && same_row(&v[end - 1], &v[end]) && v[end].box.x0 >= v[end - 1].box.x1; end++)
            gaps += v[end].gaps + (v[end].box.x0 - v[end - 1].box.x1 > 1.5F * v[end].size);
        for (uint32_t k = i; k < end; k++) v[k].gaps = gaps;
    }
}

static void order_page(hs_lines *l, hs_sheet *p)
{
    hs_line *page = l->v.v + p->first, *ordered = hs_malloc((size_t)p->n * sizeof *ordered);
    const hs_line **v = hs_malloc((size_t)p->n * sizeof *v);
    order o = {l, page, hs_malloc((size_t)p->n * sizeof *o.out), 0};
    uint32_t body = 0;
    for (uint32_t i = 0; i < p->n; i++)
        if (!page[i].name && !page[i].dropped) v[body++] = &page[i];
    qsort(v, body, sizeof *v, by_row);
    if (body) emit(&o, v, body, 0);
    for (uint32_t i = 0; i < p->n; i++) /* comments and fields stay behind the page's own text */
        if (page[i].name || page[i].dropped) o.out[o.n++] = i;
    for (uint32_t i = 0; i < p->n; i++) ordered[i] = page[o.out[i]];
    for (uint32_t i = 0; i < p->n; i++) page[i] = ordered[i];
    mark_rows(page, body);
    free(o.out);
    free((void *)v);
    free(ordered);
}

void hs_lines_order(hs_lines *l)
{
    for (uint32_t i = 0; i < l->pages.n; i++)
        if (l->pages.v[i].n) order_page(l, &l->pages.v[i]);
}
