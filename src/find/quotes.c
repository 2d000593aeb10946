/* Quotations of all habits. One left-to-right walk over the marks of a paragraph with a small stack; what is still open
 * at the paragraph's end goes on in the next one, or is repaired there. So one missing mark costs one paragraph. */
#include "find/cues.h"
#include "find/find.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FAMILY_DOUBLE, FAMILY_SINGLE, FAMILY_GUILLEMET };
enum { FACE_NONE, FACE_OPEN, FACE_CLOSE };
enum { MAX_DEPTH = 8 };

typedef struct {
    uint32_t at, n;
    uint32_t sign;   /* code point; '"' for '' and `` as well */
    uint8_t family;  /* FAMILY_… */
    uint8_t type;    /* the way the sign itself faces */
    uint8_t context; /* the way its neighbours say it faces */
    bool space_before, space_after;
    uint32_t before, after; /* neighbouring code points, 0 at the paragraph's ends */
} mark;

typedef struct {
    uint32_t outer, inner; /* where it begins with and without the mark */
    uint32_t sign;
    uint32_t before;    /* quote that it goes on from, or HS_NONE */
    uint32_t tentative; /* single: 1 + index of a mark that may close it: "the boys' house" */
    uint8_t family;
    uint8_t flags;
} opened;

typedef struct {
    hs_doc *d;
    hs_str text;
    HS_VEC(mark) marks; /* of the paragraph */
    opened stack[MAX_DEPTH];
    uint32_t depth;
    hs_span paragraph;
    uint32_t last_end; /* where the last quotation of the paragraph ended */
    uint32_t carried;  /* quote left open by the paragraph before, or HS_NONE */
    uint32_t carried_sign;
    bool ticks; /* the text opens with ``, so '' closes */
} walk;

static uint8_t family_of(uint32_t c)
{
    switch (c) {
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
        return FAMILY_SINGLE;
    case 0xAB:
    case 0xBB:
    case 0x2039:
    case 0x203A:
        return FAMILY_GUILLEMET;
    case '"':
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02:
        return FAMILY_DOUBLE;
    default:
        return UINT8_MAX;
    }
}

static uint8_t type_of(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x201A:
    case 0x201B:
    case 0xAB:
    case 0x2039:
    case 0x201C:
    case 0x201E:
    case 0x201F:
        return FACE_OPEN;
    case 0xBB:
    case 0x203A:
    case 0x201D:
        return FACE_CLOSE;
    default:
        return FACE_NONE;
    }
}

static bool is_dash(uint32_t c)
{
    return c == 0x2013 || c == 0x2014 || c == 0x2015;
}

static bool one_of(uint32_t c, const char *set)
{
    return c > 0 && c < 128 && strchr(set, (int)c) != NULL;
}

static bool open_side(uint32_t c) /* may stand before an opening mark */
{
    return c == 0 || hs_uc_space(c) || c == '(' || c == '[' || is_dash(c) || c == ':' || type_of(c) == FACE_OPEN;
}

static bool close_side(uint32_t c) /* may stand behind a closing mark */
{
    return c == 0 || hs_uc_space(c) || is_dash(c) || one_of(c, ".,;:?!)]") || c == 0x2026 || type_of(c) == FACE_CLOSE;
}

static void set_context(mark *m)
{
    bool o = open_side(m->before), c = close_side(m->after);
    m->space_before = m->before == 0 || hs_uc_space(m->before);
    m->space_after = m->after == 0 || hs_uc_space(m->after);
    m->context = o && !c ? FACE_OPEN : c && !o ? FACE_CLOSE : FACE_NONE;
    if (o && c && m->space_before != m->space_after) m->context = m->space_after ? FACE_CLOSE : FACE_OPEN;
}

static bool is_word(uint32_t c)
{
    return hs_uc_letter(c) || hs_uc_digit(c);
}

/* A single mark that is an apostrophe: inside a word, before a decade, or of a word that has lost its start. */
static bool is_apostrophe(hs_str text, const mark *m)
{
    static const char *const cut[] = {"bout", "cause", "em", "n", "neath", "round", "til", "tis", "twas"};
    if (is_word(m->before) && is_word(m->after)) return true;
    if (!open_side(m->before) || m->sign == 0x2018) return false;
    if (hs_uc_digit(m->after)) return true;
    size_t at = m->at + m->n, end = at;
    while (end < text.n && hs_uc_letter((uint8_t)text.p[end])) end++;
    return hs_in_table((hs_str){text.p + at, end - at}, cut, sizeof cut / sizeof *cut);
}

static void collect_marks(walk *w)
{
    w->marks.n = 0;
    size_t at = w->paragraph.at, end = hs_span_end(w->paragraph);
    hs_str text = {w->text.p, end};
    uint32_t before = 0;
    while (at < end) {
        size_t from = at;
        uint32_t c = hs_utf8_next(text, &at);
        bool doubled = (c == '\'' || c == '`') && at < end && text.p[at] == (char)c;
        if (doubled) at++;
        uint8_t family = doubled ? FAMILY_DOUBLE : family_of(c);
        if (family == UINT8_MAX) {
            before = c;
            continue;
        }
        size_t peek = at;
        mark m = {.at = (uint32_t)from, .n = (uint32_t)(at - from), .sign = doubled ? '"' : c, .family = family};
        m.type = !doubled ? type_of(c) : c == '`' ? FACE_OPEN : w->ticks ? FACE_CLOSE : FACE_NONE;
        m.before = before;
        m.after = at < end ? hs_utf8_next(text, &peek) : 0;
        set_context(&m);
        if (family != FAMILY_SINGLE || !is_apostrophe(text, &m)) *HS_PUSH(w->marks) = m;
        before = c;
    }
}

static uint32_t skip_space(const walk *w, uint32_t at)
{
    while (at < hs_span_end(w->paragraph)) {
        size_t next = at;
        if (!hs_uc_space(hs_utf8_next(w->text, &next))) break;
        at = (uint32_t)next;
    }
    return at;
}

static uint32_t trim_space(const walk *w, uint32_t from, uint32_t at)
{
    while (at > from) {
        size_t prev = at;
        if (!hs_uc_space(hs_utf8_prev(w->text, &prev))) break;
        at = (uint32_t)prev;
    }
    return at;
}

static void add_quote(walk *w, const opened *o, uint32_t inner_end, uint32_t outer_end, uint32_t flags)
{
    inner_end = trim_space(w, o->inner, inner_end);
    uint32_t inner = skip_space(w, o->inner);
    if (inner >= inner_end) return;
    static const uint8_t kinds[] = {HS_QUOTE_DOUBLE, HS_QUOTE_SINGLE, HS_QUOTE_GUILLEMET};
    hs_quote *q = HS_PUSH(w->d->quotes);
    q->outer = (hs_span){o->outer, outer_end - o->outer};
    q->inner = (hs_span){inner, inner_end - inner};
    q->kind = kinds[o->family];
    q->flags = flags | o->flags;
    q->parent = HS_NONE;
    q->before = o->before;
    if (outer_end > w->last_end) w->last_end = outer_end;
}

static void open_quote(walk *w, const mark *m)
{
    if (w->depth == MAX_DEPTH) return;
    w->stack[w->depth++] = (opened){m->at, m->at + m->n, m->sign, HS_NONE, 0, m->family, 0};
}

/* Closes stack[i] at the mark; singles above it that never closed were apostrophes. */
static void close_quote(walk *w, uint32_t i, const mark *m)
{
    opened *o = &w->stack[i];
    if (o->sign == 0 || m->at > o->outer) add_quote(w, o, m->at, m->at + m->n, 0);
    w->depth = i;
}

static uint32_t open_index(const walk *w, uint8_t family)
{
    for (uint32_t i = w->depth; i > 0; i--)
        if (w->stack[i - 1].family == family) return i - 1;
    return HS_NONE;
}

/* Where speech with no opening mark begins: at the first sentence after the paragraph's last quotation. */
static uint32_t unopened_start(const walk *w, uint32_t mark_at)
{
    if (w->last_end <= w->paragraph.at) return w->paragraph.at;
    uint32_t best = w->last_end;
    for (uint32_t at = w->last_end; at + 2 < mark_at; at++) {
        if (!one_of((uint8_t)w->text.p[at], ".?!") || w->text.p[at + 1] != ' ') continue;
        best = at + 2;
        break;
    }
    return skip_space(w, best);
}

static void close_unopened(walk *w, const mark *m)
{
    uint32_t start = unopened_start(w, m->at);
    opened o = {start, start, 0, HS_NONE, 0, m->family, HS_QUOTE_UNOPENED};
    if (m->at > start) add_quote(w, &o, m->at, m->at + m->n, 0);
}

/* True where the words after the mark go on as narration («… month, “he told …»): an opening mark used for closing. */
static bool narration_follows(const walk *w, const mark *m)
{
    enum { LONGEST_WORD = 64 };
    uint32_t prev = trim_space(w, w->paragraph.at, m->at);
    uint32_t at = skip_space(w, m->at + m->n), end = hs_span_end(w->paragraph);
    if (prev == w->paragraph.at || at >= end) return false;
    bool pause = one_of((uint8_t)w->text.p[prev - 1], ",.?!*-") || (uint8_t)w->text.p[prev - 1] >= 0x80;
    size_t next = at;
    if (pause && hs_uc_lower(hs_utf8_next(w->text, &next))) {
        size_t back = prev;
        return !hs_uc_letter(hs_utf8_prev(w->text, &back));
    }
    for (int words = 0; words < 4 && at < end; words++) {
        uint32_t to = at;
        while (to < end && to - at < LONGEST_WORD &&
               (hs_uc_letter((uint8_t)w->text.p[to]) || (uint8_t)w->text.p[to] >= 0x80))
            to++;
        if (to == at) return false;
        if (hs_cue_is_speech((hs_str){w->text.p + at, to - at})) return pause;
        at = skip_space(w, to);
    }
    return false;
}

/* Looks ahead: do two closing marks of the family come before the next opening one? Then the mark opens a quotation
 * inside the open one; else the open one lacks its closing mark. */
static bool opens_nested(const walk *w, uint32_t i)
{
    int closing = 0;
    for (uint32_t k = i + 1; k < w->marks.n && closing < 2; k++) {
        const mark *m = &w->marks.v[k];
        if (m->family != w->marks.v[i].family) continue;
        uint8_t face = m->context ? m->context : m->type;
        if (face == FACE_OPEN) return false;
        closing++;
    }
    return closing == 2;
}

static void break_off(walk *w, uint32_t i, uint32_t at)
{
    add_quote(w, &w->stack[i], at, trim_space(w, w->stack[i].inner, at), HS_QUOTE_UNCLOSED);
    w->depth = i;
}

static void step_with_open(walk *w, uint32_t top, uint32_t i)
{
    const mark *m = &w->marks.v[i];
    bool same = w->stack[top].sign == m->sign;
    uint8_t face = m->type ? m->type : m->context;
    if (w->stack[top].sign == 0x201E && m->sign == 0x201C) face = FACE_CLOSE; /* „…“ */
    if (w->stack[top].sign == 0xBB || w->stack[top].sign == 0x203A) face = m->type == FACE_OPEN ? FACE_CLOSE : face;
    if (m->type == FACE_OPEN && m->context == FACE_CLOSE) face = FACE_CLOSE;
    if (face != FACE_OPEN || narration_follows(w, m)) {
        close_quote(w, top, m);
    } else if ((!same && m->type != w->stack[top].sign) || opens_nested(w, i)) {
        if (!same || opens_nested(w, i)) open_quote(w, m);
    } else {
        break_off(w, top, m->at);
        open_quote(w, m);
    }
}

static void step_double(walk *w, uint32_t i)
{
    const mark *m = &w->marks.v[i];
    uint32_t top = open_index(w, m->family);
    if (top != HS_NONE) {
        step_with_open(w, top, i);
        return;
    }
    uint8_t face = m->context ? m->context : m->type;
    if (m->type == FACE_CLOSE && !(m->context == FACE_OPEN && i + 1 < w->marks.n)) face = FACE_CLOSE;
    if (face != FACE_CLOSE) {
        open_quote(w, m);
    } else if (m->type == FACE_NONE && hs_uc_digit(m->before)) {
        return; /* inches, seconds */
    } else {
        close_unopened(w, m);
    }
}

static void step_single(walk *w, uint32_t i)
{
    const mark *m = &w->marks.v[i];
    uint32_t top = open_index(w, FAMILY_SINGLE);
    bool may_open = open_side(m->before) && !close_side(m->after) && m->sign != 0x2019;
    bool may_close = !open_side(m->before) && m->sign != 0x201A && (m->sign != 0x2018 || m->context == FACE_CLOSE);
    if (may_open && (top == HS_NONE || w->depth > top + 1)) {
        open_quote(w, m);
    } else if (may_close && top != HS_NONE) {
        bool possessive = m->before == 's' && m->space_after;
        if (possessive && w->stack[top].tentative == 0)
            w->stack[top].tentative = i + 1;
        else
            close_quote(w, top, m);
    }
}

/* Singles that have only a possible end close there; what then stays open was an apostrophe. */
static void settle_singles(walk *w, uint32_t from)
{
    for (uint32_t k = w->depth; k > from; k--) {
        opened *o = &w->stack[k - 1];
        if (o->family != FAMILY_SINGLE || o->tentative == 0) continue;
        close_quote(w, k - 1, &w->marks.v[o->tentative - 1]);
    }
}

/* How the next paragraph goes on with a quotation left open: with an opening mark again, or with a closing one first.
 */
static int continuation(const walk *w, hs_span next, uint8_t family)
{
    walk peek = {.d = w->d, .text = w->text, .paragraph = next, .ticks = w->ticks};
    collect_marks(&peek);
    int face = FACE_NONE;
    for (uint32_t i = 0; i < peek.marks.n && face == FACE_NONE; i++) {
        const mark *m = &peek.marks.v[i];
        if (m->family != family) continue;
        bool first = skip_space(&peek, next.at) == m->at;
        if (first && m->type != FACE_CLOSE)
            face = FACE_OPEN;
        else if ((m->context ? m->context : m->type) == FACE_OPEN)
            break;
        else if (family != FAMILY_SINGLE)
            face = FACE_CLOSE;
        else
            break;
    }
    HS_VEC_FREE(peek.marks);
    return face;
}

static void end_paragraph(walk *w, bool has_next, hs_span next)
{
    settle_singles(w, 0);
    w->carried = HS_NONE;
    uint32_t end = trim_space(w, w->paragraph.at, hs_span_end(w->paragraph));
    for (uint32_t k = 0; k < w->depth; k++) {
        opened *o = &w->stack[k];
        int how = has_next ? continuation(w, next, o->family) : FACE_NONE;
        bool starts = skip_space(w, w->paragraph.at) == o->outer;
        if (o->family == FAMILY_SINGLE && !(how == FACE_OPEN && starts)) continue; /* an apostrophe */
        uint32_t quotes = w->d->quotes.n;
        add_quote(w, o, end, end, how == FACE_OPEN ? 0 : HS_QUOTE_UNCLOSED);
        if (how == FACE_NONE || w->d->quotes.n == quotes) continue;
        w->carried = w->d->quotes.n - 1;
        w->carried_sign = how == FACE_CLOSE ? 1 + (uint32_t)o->family : 0;
        break;
    }
    w->depth = 0;
}

static void walk_paragraph(walk *w, hs_span paragraph, bool has_next, hs_span next)
{
    uint32_t carried = w->carried;
    w->paragraph = paragraph;
    w->last_end = paragraph.at;
    collect_marks(w);
    if (carried != HS_NONE && w->carried_sign > 0) { /* goes on with no mark of its own */
        uint32_t start = skip_space(w, paragraph.at);
        w->stack[w->depth++] = (opened){start, start, 0, carried, 0, (uint8_t)(w->carried_sign - 1), HS_QUOTE_UNOPENED};
        carried = HS_NONE;
    }
    for (uint32_t i = 0; i < w->marks.n; i++) {
        uint32_t top = open_index(w, w->marks.v[i].family);
        if (w->marks.v[i].family != FAMILY_SINGLE && top != HS_NONE) settle_singles(w, top + 1);
        uint32_t depth = w->depth;
        if (w->marks.v[i].family == FAMILY_SINGLE)
            step_single(w, i);
        else
            step_double(w, i);
        if (carried != HS_NONE && w->depth > depth) w->stack[w->depth - 1].before = carried;
        if (w->depth > depth) carried = HS_NONE;
    }
    end_paragraph(w, has_next, next);
}

/* ---- quotations without marks: dialogue lines, turns, block quotations ---- */

/* The byte after a dialogue dash and its space, or 0. */
static uint32_t after_dash(hs_str text, hs_span p)
{
    size_t at = p.at, end = hs_span_end(p);
    hs_str upto = {text.p, end};
    while (at < end && hs_uc_space((uint8_t)text.p[at])) at++;
    if (at >= end) return 0;
    uint32_t c = hs_utf8_next(upto, &at);
    if (!is_dash(c) && c != '-') return 0;
    size_t from = at;
    while (at < end) {
        size_t next = at;
        if (!hs_uc_space(hs_utf8_next(upto, &next))) break;
        at = next;
    }
    return at < end && at > from ? (uint32_t)at : 0;
}

static bool sounds_spoken(hs_str s)
{
    static const char *const signs[] = {"?", "!", " you", "You", " I ", "I\xE2\x80\x99", "I'", " we ", "We "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (hs_str_find(s, hs_str_of(signs[i])) != SIZE_MAX) return true;
    return false;
}

static void add_unmarked(hs_doc *d, hs_span outer, hs_span inner, uint32_t kind)
{
    if (inner.n == 0) return;
    hs_quote *q = HS_PUSH(d->quotes);
    *q = (hs_quote){outer, inner, kind, 0, HS_NONE, HS_NONE};
}

static void add_dialogue(hs_doc *d, const hs_span *p, uint32_t n)
{
    hs_str text = {d->text.p, d->text.n};
    for (uint32_t i = 0; i < n;) {
        uint32_t k = i;
        bool spoken = false;
        while (k < n && after_dash(text, p[k])) spoken |= sounds_spoken(hs_doc_text(d, p[k++]));
        if (k - i >= 2 && spoken) {
            for (uint32_t j = i; j < k; j++) {
                uint32_t from = after_dash(text, p[j]);
                add_unmarked(d, p[j], (hs_span){from, hs_span_end(p[j]) - from}, HS_QUOTE_DASH);
            }
        }
        i = k > i ? k : i + 1;
    }
}

static void add_blocks(hs_doc *d)
{
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        const hs_block *b = &d->blocks.v[i];
        hs_str s = hs_doc_text(d, b->at);
        if (b->kind == HS_BLOCK_QUOTE) {
            size_t at = 0;
            if (s.n == 0 || family_of(hs_utf8_next(s, &at)) == FAMILY_DOUBLE) continue;
            add_unmarked(d, b->at, b->at, HS_QUOTE_BLOCK);
        } else if (b->kind == HS_BLOCK_TURN && b->speaker.n > 0) {
            uint32_t body = hs_block_body(d, b);
            add_unmarked(d, b->at, (hs_span){body, hs_span_end(b->at) - body}, HS_QUOTE_DASH);
        }
    }
}

/* ---- order, nesting, scare quotes ---- */

static uint32_t count_words(hs_str s)
{
    uint32_t words = 0;
    bool in = false;
    for (size_t at = 0; at < s.n;) {
        bool space = hs_uc_space(hs_utf8_next(s, &at));
        words += !space && !in;
        in = !space;
    }
    return words;
}

/* A word or two that are not speech: no pause mark at their end, unless a cue stands right before. */
static bool is_scare(hs_str text, const hs_quote *q)
{
    if (q->kind > HS_QUOTE_GUILLEMET || q->flags) return false;
    hs_str inner = {text.p + q->inner.at, q->inner.n};
    if (count_words(inner) > 2) return false;
    size_t before = q->outer.at;
    while (before > 0 && text.p[before - 1] == ' ') before--;
    if (before == 0 || one_of((uint8_t)text.p[before - 1], "\n.:,?!"))
        return !one_of((uint8_t)inner.p[inner.n - 1], ",.?!");
    size_t word = before;
    while (word > 0 && hs_uc_letter((uint8_t)text.p[word - 1])) word--;
    return !hs_cue_is_speech((hs_str){text.p + word, before - word});
}

static int by_place(const void *a, const void *b)
{
    const hs_quote *x = a, *y = b;
    if (x->outer.at != y->outer.at) return x->outer.at < y->outer.at ? -1 : 1;
    if (x->outer.n != y->outer.n) return x->outer.n > y->outer.n ? -1 : 1;
    return (x->inner.at > y->inner.at) - (x->inner.at < y->inner.at);
}

/* `before` survives the sort as the place of the earlier part, which no other quotation shares with the same length. */
static void put_in_order(hs_doc *d)
{
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        hs_quote *q = &d->quotes.v[i];
        if (q->before != HS_NONE) q->before = d->quotes.v[q->before].outer.at;
    }
    if (d->quotes.n > 1) qsort(d->quotes.v, d->quotes.n, sizeof *d->quotes.v, by_place);
    uint32_t stack[MAX_DEPTH], depth = 0;
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        hs_quote *q = &d->quotes.v[i];
        while (depth > 0 && hs_span_end(d->quotes.v[stack[depth - 1]].outer) < hs_span_end(q->outer)) depth--;
        q->parent = depth > 0 ? stack[depth - 1] : HS_NONE;
        if (depth < MAX_DEPTH) stack[depth++] = i;
        for (uint32_t k = i; q->before != HS_NONE; k--) {
            if (k > 0 && d->quotes.v[k - 1].outer.at > q->before) continue;
            q->before = k > 0 && d->quotes.v[k - 1].outer.at == q->before ? k - 1 : HS_NONE;
            break;
        }
        hs_str text = {d->text.p, d->text.n};
        if (is_scare(text, q)) q->flags |= HS_QUOTE_SCARE;
    }
}

void hs_find_quotes(hs_doc *d)
{
    walk w = {.d = d, .text = {d->text.p, d->text.n}, .carried = HS_NONE};
    w.ticks = hs_str_find(w.text, HS_STR("``")) != SIZE_MAX;
    HS_VEC(hs_span) paragraphs = {0};
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        if (d->blocks.v[i].at.n > 0) *HS_PUSH(paragraphs) = d->blocks.v[i].at;
    }
    for (uint32_t i = 0; i < paragraphs.n; i++) {
        bool has_next = i + 1 < paragraphs.n;
        walk_paragraph(&w, paragraphs.v[i], has_next, has_next ? paragraphs.v[i + 1] : (hs_span){0, 0});
    }
    add_dialogue(d, paragraphs.v, paragraphs.n);
    add_blocks(d);
    put_in_order(d);
    HS_VEC_FREE(w.marks);
    HS_VEC_FREE(paragraphs);
}
