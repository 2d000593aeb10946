#include "read/lines.h"

#include "base/map.h"
#include "base/utf8.h"
#include "read/para.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZES = 400, LONGEST_HEADING = 250 };
#define SIZE_STEP 0.25F

/* A run of lines that stand one below the other in one column. */
typedef struct {
    float x0, x1, pitch; /* its edges; the usual distance from line to line */
    uint32_t last;       /* its last line */
} column;

typedef struct {
    const hs_lines *l;
    hs_map words; /* the document's words, to know how a word that was cut at a line's end is written */
    float body;   /* the size that most letters have */
    hs_composer out;
    column col;
    uint32_t next_column; /* the first line behind the column */
    uint32_t kind;        /* of the open block */
    hs_ref name;          /* "p. 4" of page `named` */
    uint32_t named;
} flow;

void hs_lines_free(hs_lines *l)
{
    hs_buf_free(&l->text);
    HS_VEC_FREE(l->v);
    HS_VEC_FREE(l->pieces);
    HS_VEC_FREE(l->pages);
}

void hs_lines_turn(hs_lines *l, hs_turn turn)
{
    hs_sheet *p = &l->pages.v[l->pages.n - 1];
    float width = p->width, height = p->height;
    if (turn == HS_UPRIGHT) return;
    for (uint32_t i = p->first; i < l->v.n; i++) {
        hs_box *x = &l->v.v[i].box, b = *x;
        if (turn == HS_READS_DOWN) *x = (hs_box){b.y0, width - b.x1, b.y1, width - b.x0};
        if (turn == HS_READS_UP) *x = (hs_box){height - b.y1, b.x0, height - b.y0, b.x1};
    }
    p->turn = turn;
    p->width = height;
    p->height = width;
}

/* Where a box of a turned page stands on the page as it is. */
static hs_box turned_back(const hs_sheet *p, const hs_box *b)
{
    if (p->turn == HS_READS_DOWN) return (hs_box){p->height - b->y1, b->x0, p->height - b->y0, b->x1};
    if (p->turn == HS_READS_UP) return (hs_box){b->y0, p->width - b->x1, b->y1, p->width - b->x0};
    return *b;
}

static hs_str text_of(const hs_lines *l, const hs_line *x)
{
    return (hs_str){l->text.p + x->at, x->n};
}

/* ---- what the page looks like ---- */

static float body_size(const hs_lines *l)
{
    uint64_t bins[SIZES] = {0}, most = 0;
    uint32_t best = 0;
    for (uint32_t i = 0; i < l->v.n; i++) {
        float bin = l->v.v[i].size / SIZE_STEP;
        uint32_t b = bin < 0 ? 0 : bin < SIZES ? (uint32_t)bin : SIZES - 1;
        bins[b] += l->v.v[i].n;
    }
    for (uint32_t b = 0; b < SIZES; b++) {
        if (bins[b] <= most) continue;
        most = bins[b];
        best = b;
    }
    return ((float)best + 0.5F) * SIZE_STEP;
}

static bool below(const hs_line *a, const hs_line *b)
{
    return a->page == b->page && b->box.y0 > a->box.y0 + 0.3F * a->size && b->box.x0 < a->box.x1 &&
           a->box.x0 < b->box.x1 && b->box.y0 - a->box.y0 < 6 * a->size;
}

/* To the right of it in the same row. */
static bool beside(const hs_line *a, const hs_line *b)
{
    return a->page == b->page && b->box.x0 >= a->box.x1 - 1 && fabsf(a->box.y1 - b->box.y1) < 0.4F * a->size;
}

static uint32_t next_kept(const hs_lines *l, uint32_t i)
{
    for (i++; i < l->v.n && l->v.v[i].dropped;) i++;
    return i;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* The column that begins with line i. */
static void measure_column(flow *f, uint32_t i)
{
    HS_VEC(float) steps = {0};
    const hs_lines *l = f->l;
    const hs_line *x = &l->v.v[i];
    f->col = (column){x->box.x0, x->box.x1, 0, i};
    for (uint32_t k = next_kept(l, i); k < l->v.n; k = next_kept(l, k)) {
        const hs_line *a = &l->v.v[f->col.last], *b = &l->v.v[k];
        if (!below(a, b)) break;
        *HS_PUSH(steps) = b->box.y0 - a->box.y0;
        f->col.x0 = fminf(f->col.x0, b->box.x0);
        f->col.x1 = fmaxf(f->col.x1, b->box.x1);
        f->col.last = k;
    }
    if (steps.n) {
        qsort(steps.v, steps.n, sizeof *steps.v, by_value);
        f->col.pitch = steps.v[steps.n / 3]; /* below the median: gaps between paragraphs are the longer steps */
    }
    f->next_column = next_kept(l, f->col.last);
    HS_VEC_FREE(steps);
}

/* ---- words ---- */

static bool first_lower(hs_str s)
{
    size_t at = 0;
    return s.n && hs_uc_lower(hs_utf8_next(s, &at));
}

/* Bytes of the hyphen that the line ends with behind a letter; 0 where there is none. */
static size_t hyphen_of(hs_str s)
{
    if (s.n < 3) return 0;
    size_t at = s.n;
    uint32_t c = hs_utf8_prev(s, &at);
    if (c != '-' && c != 0x2010 && c != 0xAD) return 0;
    size_t n = s.n - at;
    return at && hs_uc_letter(hs_utf8_prev(s, &at)) ? n : 0;
}

static size_t word_end(hs_str s, size_t at)
{
    while (at < s.n) {
        size_t from = at;
        uint32_t c = hs_utf8_next(s, &at);
        if (!hs_uc_letter(c) && c != '-') return from;
    }
    return s.n;
}

static size_t word_start(hs_str s, size_t end)
{
    while (end) {
        size_t at = end;
        uint32_t c = hs_utf8_prev(s, &at);
        if (!hs_uc_letter(c) && c != '-') break;
        end = at;
    }
    return end;
}

static void learn_words(flow *f)
{
    bool cut = false;
    for (uint32_t i = 0; i < f->l->v.n && !cut; i++) cut = hyphen_of(text_of(f->l, &f->l->v.v[i])) > 0;
    for (uint32_t i = 0; i < f->l->v.n && cut; i++) {
        hs_str s = text_of(f->l, &f->l->v.v[i]);
        for (size_t at = 0; at < s.n;) {
            size_t end = word_end(s, at);
            if (end > at && end - at < 80) *hs_map_at(&f->words, (hs_str){s.p + at, end - at}) = 1;
            at = end;
            if (at < s.n) hs_utf8_next(s, &at);
        }
    }
}

/* Whether the word cut at a line's end keeps its hyphen: it does where the document writes it so elsewhere and never
 * in one, or where what follows is no lower-case word. */
static bool keeps_hyphen(const flow *f, hs_str head, size_t hyphen, hs_str tail)
{
    size_t from = word_start(head, head.n - hyphen), to = word_end(tail, 0);
    hs_buf one = {0}, two = {0};
    hs_buf_add(&one, head.p + from, head.n - hyphen - from);
    hs_buf_add(&two, one.p, one.n);
    hs_buf_char(&two, '-');
    hs_buf_add(&one, tail.p, to);
    hs_buf_add(&two, tail.p, to);
    bool keep = !first_lower(tail) || (hs_map_get(&f->words, (hs_str){one.p, one.n}) == HS_MISSING &&
                                       hs_map_get(&f->words, (hs_str){two.p, two.n}) != HS_MISSING);
    hs_buf_free(&one);
    hs_buf_free(&two);
    return keep;
}

/* ---- paragraphs ---- */

/* A list item's mark at the line's begin: a bullet, "3.", "(b)". */
static bool is_item(hs_str s)
{
    size_t at = 0;
    if (s.n < 3) return false;
    uint32_t c = hs_utf8_next(s, &at);
    bool bullet = c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0x2023 || c == 0xB7 || c == 0xF0B7;
    if (bullet) return true;
    if ((c == '-' || c == '*' || c == 0x2013) && s.p[at] == ' ') return true;
    if (c == '(' && at < s.n) c = (unsigned char)s.p[at++];
    size_t digits = 0;
    while (c >= '0' && c <= '9' && at < s.n) {
        digits++;
        c = (unsigned char)s.p[at++];
    }
    if (!digits && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && at < s.n && s.p[0] == '(')
        c = (unsigned char)s.p[at++];
    return (digits ? digits <= 3 : s.p[0] == '(') && (c == '.' || c == ')') && at < s.n && s.p[at] == ' ';
}

/* Whether the next line's first word would still have stood on the line: then its end was meant. */
static bool had_room(const flow *f, const hs_line *a, const hs_line *b)
{
    hs_str s = text_of(f->l, b);
    size_t first = 0;
    while (first < s.n && s.p[first] != ' ') first++;
    float wide = b->box.x1 - b->box.x0, column_width = f->col.x1 - f->col.x0;
    float word = s.n ? wide * (float)first / (float)s.n : 0;
    return a->box.x1 + word + 0.6F * a->size < f->col.x1 - 0.04F * column_width;
}

static bool is_row(const hs_line *x)
{
    return x->gaps >= 2;
}

static bool other_size(const hs_line *a, const hs_line *b)
{
    return fabsf(a->size - b->size) > 0.13F * fmaxf(a->size, b->size);
}

/* Whether line b goes on with the paragraph that line a stands in. */
static bool goes_on(const flow *f, const hs_line *a, const hs_line *b, bool same_column)
{
    hs_str s = text_of(f->l, a), t = text_of(f->l, b);
    bool ended = hs_para_ends_sentence(s);
    if (a->name || b->name) return a->name == b->name;
    if (beside(a, b)) return true;
    if (is_row(a) || is_row(b)) return false;
    if (other_size(a, b) || is_item(t)) return false;
    bool cut = hyphen_of(s) && first_lower(t);
    if (!same_column) return cut || (!ended && first_lower(t) && f->kind != HS_BLOCK_HEADING);
    float step = b->box.y0 - a->box.y0;
    if (step > 1.35F * f->col.pitch && step > 1.3F * a->size) return false;
    if (cut) return true;
    if (had_room(f, a, b) && (ended || !first_lower(t))) return false;
    bool indented = b->box.x0 > a->box.x0 + 0.7F * a->size && f->kind != HS_BLOCK_ITEM;
    return !(indented && ended);
}

static hs_block_kind kind_of(const flow *f, const hs_line *x)
{
    if (is_row(x)) return HS_BLOCK_CELL;
    if (x->size > 1.18F * f->body && x->n <= LONGEST_HEADING) return HS_BLOCK_HEADING;
    return is_item(text_of(f->l, x)) ? HS_BLOCK_ITEM : HS_BLOCK_PARAGRAPH;
}

/* ---- writing ---- */

static int32_t hundredths(float points)
{
    return points > 0 && points < 1e6F ? (int32_t)lroundf(points * 100) : 0;
}

static hs_locator place(flow *f, const hs_line *x, const hs_box *box, uint32_t sure)
{
    const hs_sheet *p = &f->l->pages.v[x->page];
    if (!x->name && (!f->name || f->named != p->number)) {
        char name[24];
        snprintf(name, sizeof name, "p. %u", p->number);
        f->name = hs_doc_intern(f->out.doc, hs_str_of(name));
        f->named = p->number;
    }
    hs_locator l = {.kind = HS_AT_PAGE, .page = p->number, .sure = sure, .name = x->name ? x->name : f->name};
    hs_box there = turned_back(p, box);
    l.x0 = hundredths(there.x0);
    l.y0 = hundredths(there.y0);
    l.x1 = hundredths(there.x1);
    l.y1 = hundredths(there.y1);
    if (l.x1 < l.x0 || l.y1 < l.y0) l.x0 = l.y0 = l.x1 = l.y1 = 0;
    return l;
}

/* The line but for its last `less` bytes. */
static void write_line(flow *f, const hs_line *x, size_t less)
{
    const hs_lines *l = f->l;
    if (!x->pieces) {
        hs_compose_at(&f->out, place(f, x, &x->box, 0));
        hs_compose_text(&f->out, (hs_str){l->text.p + x->at, x->n - less});
        return;
    }
    for (uint32_t i = 0; i < x->pieces; i++) {
        const hs_piece_of_line *w = &l->pieces.v[x->piece + i];
        hs_compose_at(&f->out, place(f, x, &w->box, w->sure));
        if (i) hs_compose_gap(&f->out);
        hs_compose_text(&f->out, (hs_str){l->text.p + w->at, w->n - (i + 1 == x->pieces && less < w->n ? less : 0)});
    }
}

void hs_lines_write(const hs_lines *l, hs_doc *d)
{
    flow f = {.l = l, .body = body_size(l), .out = {.doc = d}};
    learn_words(&f);
    const hs_line *before = NULL;
    for (uint32_t i = l->v.n && l->v.v[0].dropped ? next_kept(l, 0) : 0; i < l->v.n;) {
        const hs_line *x = &l->v.v[i];
        bool same_column = before && i < f.next_column;
        if (!before || !same_column) measure_column(&f, i);
        if (!before || !goes_on(&f, before, x, same_column)) {
            f.kind = kind_of(&f, x);
            hs_compose_block(&f.out, f.kind);
        }
        uint32_t next = next_kept(l, i);
        hs_str s = text_of(l, x);
        size_t hyphen = next < l->v.n ? hyphen_of(s) : 0;
        bool joined = hyphen && goes_on(&f, x, &l->v.v[next], next < f.next_column);
        bool keep = joined && keeps_hyphen(&f, s, hyphen, text_of(l, &l->v.v[next]));
        write_line(&f, x, joined && !keep ? hyphen : 0);
        if (!joined) hs_compose_gap(&f.out);
        before = x;
        i = next;
    }
    hs_compose_end(&f.out);
    hs_map_free(&f.words);
}

void hs_lines_title(const hs_lines *l, hs_buf *out)
{
    float body = body_size(l), most = 1.25F * body;
    uint32_t first = HS_NONE, n = l->pages.n ? l->pages.v[0].n : 0;
    for (uint32_t i = 0; i < n; i++) {
        const hs_line *x = &l->v.v[i];
        if (x->dropped || x->size <= most || x->n < 4 || x->box.y0 > 0.6F * l->pages.v[0].height) continue;
        most = x->size * 1.02F;
        first = i;
    }
    for (uint32_t i = first; i < n && i < first + 4; i++) {
        const hs_line *x = &l->v.v[i];
        if (fabsf(x->size - l->v.v[first].size) > 0.5F || out->n + x->n > LONGEST_HEADING) break;
        if (out->n) hs_buf_char(out, ' ');
        hs_buf_add(out, l->text.p + x->at, x->n);
    }
}
