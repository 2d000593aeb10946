/* The headline, and the outlet where no meta tag names it. Headings, JSON-LD, og:title and parts of <title> are
 * candidates; each gains by what agrees with it. */
#include "read/html_meta.h"

#include "base/map.h"
#include "base/utf8.h"
#include "read/byline.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CANDIDATES = 24, MAX_TITLE = 400, MAX_PARTS = 8 };

typedef enum { FROM_LD, FROM_OG, FROM_HEADING, FROM_TITLE } source;

typedef struct {
    hs_str text, plain;
    source from;
    double score;
} candidate;

typedef struct {
    hs_html_meta *m;
    candidate v[MAX_CANDIDATES];
    size_t n;
    hs_map blocks; /* plain text of a block → its index */
    hs_str title;  /* plain <title> */
    hs_str outlet; /* plain name of the outlet */
} titles;

/* Lower-cased words with single spaces. */
static hs_str plain(hs_html_meta *m, hs_str s)
{
    hs_buf b = {0};
    bool space = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (!hs_uc_letter(c) && !hs_uc_digit(c)) {
            space = true;
            continue;
        }
        if (space && b.n) hs_buf_char(&b, ' ');
        space = false;
        hs_utf8_put(&b, hs_uc_tolower(c));
    }
    hs_str out = {hs_arena_strndup(&m->arena, hs_buf_c(&b), b.n), b.n};
    hs_buf_free(&b);
    return out;
}

static void propose(titles *t, hs_str text, source from, double score)
{
    text = hs_str_trim(text);
    if (t->n == MAX_CANDIDATES || !text.n || text.n > MAX_TITLE) return;
    text = (hs_str){hs_arena_strndup(&t->m->arena, text.p, text.n), text.n};
    hs_str p = plain(t->m, text);
    if (p.n) t->v[t->n++] = (candidate){text, p, from, score};
}

/* Where <title> may be cut: " | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", ": ". */
static size_t separator(hs_str s, size_t at)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", " › ", " < ", ": "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (hs_str_starts((hs_str){s.p + at, s.n - at}, hs_str_of(marks[i]))) return strlen(marks[i]);
    return 0;
}

static size_t parts(hs_str s, hs_str out[MAX_PARTS])
{
    size_t n = 0, from = 0;
    for (size_t at = 0; at < s.n && n + 1 < MAX_PARTS;) {
        size_t k = separator(s, at);
        if (k && at > from) {
            out[n++] = (hs_str){s.p + from, at - from};
            from = at + k;
        }
        at += k ? k : 1;
    }
    if (from < s.n) out[n++] = (hs_str){s.p + from, s.n - from};
    return n;
}

static void propose_parts(titles *t, hs_str s, source from, double score)
{
    hs_str p[MAX_PARTS];
    size_t n = parts(s, p);
    propose(t, s, from, score - 0.5);
    for (size_t i = 1; i < n; i++) {
        propose(t, (hs_str){s.p, (size_t)(p[i - 1].p + p[i - 1].n - s.p)}, from, score - 0.2 + (i == n - 1 ? 0.3 : 0));
        propose(t, (hs_str){p[i].p, (size_t)(s.p + s.n - p[i].p)}, from, score - 0.8);
    }
}

static bool in_title(const titles *t, hs_str p)
{
    size_t at = hs_str_find(t->title, p);
    if (at == SIZE_MAX) return false;
    size_t end = at + p.n;
    return (at == 0 || t->title.p[at - 1] == ' ') && (end == t->title.n || t->title.p[end] == ' ');
}

static void propose_headings(titles *t, const hs_tree *tree)
{
    hs_buf b = {0};
    unsigned h1 = 0, seen = 0;
    for (uint32_t i = 1; i < tree->nodes.n && seen < 60; i++) {
        uint32_t tag = tree->nodes.v[i].tag;
        if (tag < HS_TAG_H1 || tag > HS_TAG_H3) continue;
        seen++;
        hs_buf_clear(&b);
        hs_tree_text(tree, i, MAX_TITLE + 1, &b);
        hs_str s = {hs_buf_c(&b), b.n};
        if (tag == HS_TAG_H1) {
            if (s.n) propose(t, s, FROM_HEADING, 2.6 - 0.3 * h1++);
        } else if (in_title(t, plain(t->m, s))) {
            propose(t, s, FROM_HEADING, tag == HS_TAG_H2 ? 1.6 : 1.3);
        }
    }
    hs_buf_free(&b);
}

static void rate(titles *t, candidate *c)
{
    for (unsigned from = FROM_LD; from <= FROM_TITLE; from++) {
        bool same = false;
        for (size_t k = 0; k < t->n; k++)
            same |= t->v[k].from == from && from != c->from && hs_str_eq(t->v[k].plain, c->plain);
        if (same) c->score += from == FROM_TITLE ? 1.2 : 1.6;
    }
    if (c->from != FROM_TITLE && in_title(t, c->plain)) c->score += hs_str_starts(t->title, c->plain) ? 1.2 : 0.8;
    if (hs_map_get(&t->blocks, c->plain) != HS_MISSING) c->score += 0.7;
    if (t->outlet.n && hs_str_eq(c->plain, t->outlet)) c->score -= 4;
    if (!memchr(c->plain.p, ' ', c->plain.n)) c->score -= 1.2;
}

static void index_blocks(titles *t, const hs_html_blocks *b)
{
    for (uint32_t i = 0; i < b->v.n && i < 5000; i++) {
        if (b->v.v[i].text.n > MAX_TITLE) continue;
        hs_str p = plain(t->m, b->v.v[i].text);
        uint32_t *at = hs_map_at(&t->blocks, p);
        bool heading = b->v.v[i].kind == HS_BLOCK_HEADING;
        if (*at == HS_MISSING || (heading && b->v.v[*at].kind != HS_BLOCK_HEADING)) *at = i;
    }
}

/* The part of <title> that is not the headline. */
static void outlet_from_title(titles *t, hs_str headline)
{
    hs_str p[MAX_PARTS];
    size_t n = parts(t->m->html_title, p);
    hs_str last = n > 1 ? plain(t->m, p[n - 1]) : (hs_str){0}, first = n > 1 ? plain(t->m, p[0]) : (hs_str){0};
    if (last.n && hs_str_find(headline, last) == SIZE_MAX) {
        hs_meta_offer(t->m, &t->m->outlet, p[n - 1], 20, "title");
    } else if (first.n && hs_str_find(headline, first) == SIZE_MAX) {
        hs_meta_offer(t->m, &t->m->outlet, p[0], 20, "title");
    }
}

void hs_html_title(const hs_tree *tree, const hs_html_blocks *b, hs_html_meta *m)
{
    titles t = {.m = m, .title = plain(m, m->html_title), .outlet = plain(m, m->outlet.value)};
    index_blocks(&t, b);
    propose(&t, m->ld_title, FROM_LD, 2.4);
    propose_headings(&t, tree);
    propose_parts(&t, m->og_title, FROM_OG, 2.0);
    if (!m->og_title.n) propose(&t, m->title.value, FROM_OG, 1.8);
    propose_parts(&t, m->html_title, FROM_TITLE, 1.4);
    candidate *best = NULL;
    for (size_t i = 0; i < t.n; i++) {
        rate(&t, &t.v[i]);
        if (!best || t.v[i].score > best->score) best = &t.v[i];
    }
    if (best) {
        static const char *const names[] = {"json-ld", "meta", "heading", "title"};
        hs_meta_offer(m, &m->title, best->text, 1000, names[best->from]);
        uint32_t block = hs_map_get(&t.blocks, best->plain);
        if (block != HS_MISSING) m->head = b->v.v[block].first;
        outlet_from_title(&t, best->plain);
    }
    hs_meta_offer(m, &m->outlet, hs_address_host(m->canonical), 5, "address");
    hs_map_free(&t.blocks);
}
