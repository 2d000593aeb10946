#include "read/markdown.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/html_tree.h"
#include "read/stamp.h"
#include "read/write.h"

#include <string.h>

enum { SNIFFED = 65536, ENOUGH = 3, LONGEST_TAG = 500, MOST_BLOCKS = 4000000 };

/* ---- lines ---- */

typedef struct {
    size_t from, to; /* without the line break */
} line;

static bool next_line(hs_str s, size_t *at, line *l)
{
    if (*at >= s.n) return false;
    const char *nl = memchr(s.p + *at, '\n', s.n - *at);
    *l = (line){*at, nl ? (size_t)(nl - s.p) : s.n};
    *at = l->to + 1;
    if (l->to > l->from && s.p[l->to - 1] == '\r') l->to--;
    return true;
}

static hs_str words_of(hs_str s, line l)
{
    return hs_str_trim((hs_str){s.p + l.from, l.to - l.from});
}

/* Only these characters, and at least `least` of the first of them. */
static bool made_of(hs_str s, const char *set, size_t least)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!strchr(set, s.p[i])) return false;
        n += s.p[i] == *set;
    }
    return n >= least;
}

static bool is_rule(hs_str s)
{
    return made_of(s, "- ", 3) || made_of(s, "* ", 3) || made_of(s, "_ ", 3);
}

static bool is_fence(hs_str s)
{
    return s.n >= 3 && (!memcmp(s.p, "```", 3) || !memcmp(s.p, "~~~", 3));
}

static bool is_delimiter(hs_str s)
{
    return made_of(s, "-|: ", 2) && memchr(s.p, '|', s.n);
}

/* "## Words": how many marks; 0 where it is none. */
static size_t heading(hs_str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == '#') n++;
    return n && n <= 6 && n < s.n && (s.p[n] == ' ' || s.p[n] == '\t') ? n : 0;
}

/* Bytes of the mark of a list item and what follows it; 0 where it is none. */
static size_t item(hs_str s)
{
    size_t n = 0;
    while (n < s.n && n < 9 && s.p[n] >= '0' && s.p[n] <= '9') n++;
    bool mark = n ? n < s.n && (s.p[n] == '.' || s.p[n] == ')') : s.n && strchr("-*+", *s.p);
    return mark && n + 1 < s.n && (s.p[n + 1] == ' ' || s.p[n + 1] == '\t') ? n + 2 : 0;
}

/* "[name]: address", which no reader sees; "[^1]: words" is a note. */
static bool is_definition(hs_str s)
{
    const char *end = s.n > 3 && *s.p == '[' && s.p[1] != '^' ? memchr(s.p, ']', s.n) : NULL;
    return end && end + 2 < s.p + s.n && end[1] == ':' && end[2] == ' ' &&
           (hs_str_find((hs_str){end, (size_t)(s.p + s.n - end)}, HS_STR("://")) != SIZE_MAX || end[3] == '<' ||
            end[3] == '/' || end[3] == '#');
}

/* ---- what it is ---- */

static int points(hs_str s)
{
    int sum = 0, marks = 0;
    bool blank = true, first = true;
    line l, after;
    for (size_t at = 0; next_line(s, &at, &l);) {
        hs_str w = words_of(s, l);
        size_t then = at;
        bool apart = !next_line(s, &then, &after) || !words_of(s, after).n;
        if (heading(w) && l.from + 3 > (size_t)(w.p - s.p) && blank && apart) sum += first ? 3 : 2;
        if (is_fence(w) || (is_delimiter(w) && !blank)) sum += 2;
        if (hs_str_find(w, HS_STR("](http")) != SIZE_MAX || hs_str_find(w, HS_STR("**")) != SIZE_MAX) marks++;
        blank = !w.n;
        first &= blank;
    }
    return sum + (marks < 2 ? marks : 2);
}

int hs_markdown_sniff(hs_str raw)
{
    hs_str s = {raw.p, raw.n < SNIFFED ? raw.n : SNIFFED};
    if (s.n >= 3 && !memcmp(s.p, "\xEF\xBB\xBF", 3)) s = (hs_str){s.p + 3, s.n - 3};
    if (!s.n || hs_binary_kind(raw) || *s.p == '<' || *s.p == '{' || hs_str_starts(s, HS_STR("#!"))) return 0;
    return points(s) >= ENOUGH ? 40 : 0;
}

/* ---- words ---- */

typedef struct {
    hs_str s;
    hs_writer out;
    size_t from;             /* what has not been written yet begins here */
    size_t brackets, parens; /* the next of each that closes; SIZE_MAX where it has not been looked for */
} reader;

/* The first `c` from i on and before `to`; to where there is none. Asked with ascending i, it is linear. */
static size_t next_of(const reader *r, size_t *known, char c, size_t i, size_t to)
{
    if (*known == SIZE_MAX || *known < i) {
        const char *p = memchr(r->s.p + i, c, r->s.n - i);
        *known = p ? (size_t)(p - r->s.p) : r->s.n;
    }
    return *known < to ? *known : to;
}

static void skip(reader *r, size_t from, size_t to)
{
    if (from > r->from) hs_write_text(&r->out, (uint32_t)r->from, (uint32_t)(from - r->from));
    r->from = to;
}

static bool is_word(hs_str s, size_t i)
{
    unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_blank(hs_str s, size_t i)
{
    return i >= s.n || s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
}

/* A run of "*", "_", "~~" or "`": marks unless it stands alone or inside a word. */
static size_t emphasis(reader *r, size_t i, size_t to)
{
    size_t end = i;
    char c = r->s.p[i];
    while (end < to && r->s.p[end] == c) end++;
    bool alone = (i == 0 || is_blank(r->s, i - 1)) && is_blank(r->s, end);
    bool inside = i > 0 && is_word(r->s, i - 1) && is_word(r->s, end);
    if (!alone && !(c == '_' && inside) && !(c == '~' && end - i < 2)) skip(r, i, end);
    return end;
}

/* "[words](address)", "[words][name]", "![words](address)", "[^1]": the words alone. */
static size_t bracket(reader *r, size_t i, size_t to)
{
    size_t close = next_of(r, &r->brackets, ']', i, to), open = r->s.p[i] == '!' ? i + 2 : i + 1;
    char after = close + 1 < to ? r->s.p[close + 1] : ' ';
    if (close == to) return i + 1;
    if (open < close && r->s.p[open] == '^' && open == i + 1) {
        skip(r, i, close + 1 + (after == ':'));
        return r->from;
    }
    if (after != '(' && after != '[') return i + 1;
    skip(r, i, open);
    return open;
}

static size_t close_bracket(reader *r, size_t i, size_t to)
{
    char after = i + 1 < to ? r->s.p[i + 1] : ' ';
    size_t end = to;
    if (after == '[') end = next_of(r, &r->brackets, ']', i + 1, to);
    if (after == '(') end = next_of(r, &r->parens, ')', i, to);
    if (after == '(' && end < to && memchr(r->s.p + i + 2, '(', end - i - 2)) /* an address with a pair of its own */
        end = next_of(r, &r->parens, ')', end + 1, to);
    if (end == to) return i + 1;
    skip(r, i, end + 1);
    return end + 1;
}

/* A tag or comment is left out, an address between the same marks is kept without them. */
static size_t angle(reader *r, size_t i, size_t to)
{
    size_t most = to - i < LONGEST_TAG ? to : i + LONGEST_TAG;
    bool tag = i + 1 < to && (strchr("/!", r->s.p[i + 1]) || is_word(r->s, i + 1));
    const char *close = tag ? memchr(r->s.p + i, '>', most - i) : NULL;
    if (!close) return i + 1;
    size_t end = (size_t)(close - r->s.p);
    hs_str inner = {r->s.p + i + 1, end - i - 1};
    bool address = hs_str_find(inner, HS_STR("://")) != SIZE_MAX || memchr(inner.p, '@', inner.n);
    skip(r, i, address && !memchr(inner.p, ' ', inner.n) ? i + 1 : end + 1);
    if (r->from == i + 1) skip(r, end, end + 1);
    return end + 1;
}

static size_t entity(reader *r, size_t i, size_t to)
{
    uint32_t c = 0;
    size_t n = hs_entity(r->s, i, &c), end = i + n;
    if (!n || end > to) return i + 1;
    hs_buf word = {0};
    skip(r, i, end);
    hs_utf8_put(&word, c);
    hs_write_as(&r->out, (uint32_t)i, (uint32_t)n, (hs_str){hs_buf_c(&word), word.n});
    hs_buf_free(&word);
    return end;
}

/* The words of a block; behind its line breaks stand marks of quotation. */
static void write_words(reader *r, size_t from, size_t to)
{
    r->from = from;
    for (size_t i = from; i < to;) {
        char c = r->s.p[i];
        if (c == '\\' && i + 1 < to && strchr("\\`*_{}[]()#+-.!|<>~\n\r", r->s.p[i + 1])) {
            skip(r, i, i + 1);
            i += 2;
        } else if (c == '*' || c == '_' || c == '`' || c == '~') {
            i = emphasis(r, i, to);
        } else if (c == '[' || (c == '!' && i + 1 < to && r->s.p[i + 1] == '[')) {
            i = bracket(r, i, to);
        } else if (c == ']') {
            i = close_bracket(r, i, to);
        } else if (c == '<') {
            i = angle(r, i, to);
        } else if (c == '&') {
            i = entity(r, i, to);
        } else if (c == '\n') {
            size_t end = i + 1;
            while (end < to && strchr("> \t", r->s.p[end])) end++;
            if (memchr(r->s.p + i, '>', end - i)) skip(r, i + 1, end);
            i = end;
        } else {
            i++;
        }
    }
    skip(r, to, to);
}

/* ---- blocks ---- */

typedef struct {
    size_t from, to; /* from 1 on, so that 0 means none */
    hs_block_kind kind;
    bool open;
} block;

static void put_block(reader *r, hs_block_kind kind, size_t from, size_t to)
{
    hs_doc *d = r->out.doc;
    uint32_t before = (uint32_t)d->text.n;
    hs_write_block(&r->out, kind);
    write_words(r, from, to);
    hs_write_end(&r->out);
    if (kind != HS_BLOCK_HEADING || d->title || d->text.n == before) return;
    d->title = hs_doc_intern(d, hs_doc_text(d, d->blocks.v[d->blocks.n - 1].at));
}

static void end_block(reader *r, block *b)
{
    if (b->open) put_block(r, b->kind, b->from, b->to);
    b->open = false;
}

static void add_line(reader *r, block *b, hs_block_kind kind, size_t from, size_t to)
{
    bool joins = b->open && (b->kind == kind || (kind == HS_BLOCK_PARAGRAPH && b->kind != HS_BLOCK_CELL));
    if (!joins) {
        end_block(r, b);
        *b = (block){from, to, kind, true};
    }
    b->to = to;
}

/* "title: …", "author: …", "date: …" between lines of "---" at the very beginning. Returns where the text begins. */
static size_t head_matter(hs_str s, hs_doc *d)
{
    line l;
    size_t at = 0, end = 0;
    hs_str title = {0}, author = {0}, date = {0};
    if (!next_line(s, &at, &l) || !hs_str_eq(words_of(s, l), HS_STR("---"))) return 0;
    while (!end && next_line(s, &at, &l)) {
        hs_str w = words_of(s, l);
        const char *colon = w.n ? memchr(w.p, ':', w.n) : NULL;
        if (hs_str_eq(w, HS_STR("---")) || hs_str_eq(w, HS_STR("..."))) end = at < s.n ? at : s.n;
        if (!colon && !end && w.n && *w.p != '-' && *w.p != '#') return 0;
        hs_str key = {w.p, colon ? (size_t)(colon - w.p) : 0};
        hs_str value = colon ? hs_str_trim((hs_str){colon + 1, w.n - key.n - 1}) : (hs_str){0};
        if (value.n > 1 && (*value.p == '"' || *value.p == '\'') && value.p[value.n - 1] == *value.p)
            value = (hs_str){value.p + 1, value.n - 2};
        if (hs_str_ieq(key, HS_STR("title"))) title = value;
        if (hs_str_ieq(key, HS_STR("author"))) author = value;
        if (hs_str_ieq(key, HS_STR("date"))) date = value;
    }
    char day[HS_DAY_TEXT];
    if (!end) return 0;
    d->title = hs_doc_intern(d, title);
    d->author = hs_doc_intern(d, author);
    d->published_day = date.n && date.n < 200 ? hs_stamp_find(date, NULL, NULL) : HS_NO_DAY;
    if (d->published_day == HS_NO_DAY) return end;
    hs_day_text(d->published_day, day);
    d->published = hs_doc_intern(d, hs_str_of(day));
    d->published_by = hs_doc_intern(d, HS_STR("header"));
    return end;
}

static void take_quote(reader *r, block *b, hs_str w)
{
    size_t n = 0;
    while (n < w.n && strchr("> \t", w.p[n])) n++;
    if (n == w.n) {
        end_block(r, b);
    } else {
        add_line(r, b, HS_BLOCK_QUOTE, (size_t)(w.p + n - r->s.p), (size_t)(w.p + w.n - r->s.p));
    }
}

/* A line outside of code. `after` is the line that follows. */
static void take_line(reader *r, block *b, hs_str w, hs_str after)
{
    size_t from = (size_t)(w.p - r->s.p), to = from + w.n, n = heading(w);
    bool underlined = b->open && b->kind == HS_BLOCK_PARAGRAPH && (made_of(w, "=", 2) || made_of(w, "-", 2));
    bool row = (w.n && *w.p == '|') ||
               (memchr(w.p, '|', w.n) && (is_delimiter(after) || (b->open && b->kind == HS_BLOCK_CELL)));
    if (underlined) {
        b->kind = HS_BLOCK_HEADING;
        end_block(r, b);
    } else if (!w.n || is_rule(w) || is_definition(w) || is_delimiter(w)) {
        if (!is_delimiter(w) || !w.n) end_block(r, b);
    } else if (n) {
        end_block(r, b);
        while (to > from && (w.p[to - from - 1] == '#' || w.p[to - from - 1] == ' ')) to--;
        put_block(r, HS_BLOCK_HEADING, from + n, to);
    } else if (row) {
        end_block(r, b);
        *b = (block){from + (*w.p == '|'), to - (to > from + 1 && w.p[w.n - 1] == '|'), HS_BLOCK_CELL, true};
    } else if (*w.p == '>') {
        take_quote(r, b, w);
    } else if (item(w)) {
        end_block(r, b);
        add_line(r, b, HS_BLOCK_ITEM, from + item(w), to);
    } else {
        add_line(r, b, HS_BLOCK_PARAGRAPH, from, to);
    }
}

static bool walk(reader *r, size_t at)
{
    block b = {0};
    line l, peek;
    bool code = false;
    while (next_line(r->s, &at, &l)) {
        hs_str w = words_of(r->s, l), after = {"", 0};
        size_t then = at;
        if (!w.n) w = (hs_str){r->s.p + l.from, 0};
        if (next_line(r->s, &then, &peek)) after = words_of(r->s, peek);
        if (r->out.doc->blocks.n >= MOST_BLOCKS) return false;
        if (is_fence(w)) {
            end_block(r, &b);
            code = !code;
        } else if (code) {
            hs_write_block(&r->out, HS_BLOCK_CELL);
            if (w.n) hs_write_text(&r->out, (uint32_t)(w.p - r->s.p), (uint32_t)w.n);
            hs_write_end(&r->out);
        } else {
            take_line(r, &b, w, after);
        }
    }
    end_block(r, &b);
    return true;
}

bool hs_markdown_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    reader r = {.s = t.text, .out = {.doc = d, .from = &t}, .brackets = SIZE_MAX, .parens = SIZE_MAX};
    d->verdict = HS_READ_WHOLE;
    d->published_day = HS_NO_DAY;
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    if (!walk(&r, head_matter(t.text, d))) hs_doc_partly(d, "the end of the file", "it has more lines than are read");
    if (t.damaged) hs_doc_partly(d, "single characters", "bytes that are no text in its character set stand as U+FFFD");
    hs_decoded_free(&t);
    return d->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there is no text in it");
}
