#include "read/html_block.h"

#include "base/utf8.h"
#include "read/furniture.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const hs_tree *t;
    hs_html_blocks *out;
    hs_html_block now;   /* the block being gathered; now.first == HS_NONE while there is none */
    hs_buf text;         /* of now */
    bool space;          /* white space is due */
    uint32_t breaks;     /* <br> in a row */
    uint32_t ideographs; /* of text; two count as a word */
    uint32_t link_end, bold_end;
} gatherer;

static bool is_bold(uint32_t tag)
{
    return tag == HS_TAG_B || tag == HS_TAG_STRONG;
}

/* ---- kinds ---- */

static uint32_t kind_of_tag(uint32_t tag)
{
    switch (tag) {
    case HS_TAG_H1:
    case HS_TAG_H2:
    case HS_TAG_H3:
    case HS_TAG_H4:
    case HS_TAG_H5:
    case HS_TAG_H6:
        return HS_BLOCK_HEADING;
    case HS_TAG_LI:
    case HS_TAG_DD:
    case HS_TAG_DT:
        return HS_BLOCK_ITEM;
    case HS_TAG_BLOCKQUOTE:
        return HS_BLOCK_QUOTE;
    case HS_TAG_FIGCAPTION:
    case HS_TAG_CAPTION:
        return HS_BLOCK_CAPTION;
    case HS_TAG_TD:
    case HS_TAG_TH:
        return HS_BLOCK_CELL;
    default:
        return HS_BLOCK_PARAGRAPH;
    }
}

/* The kind comes from the nearest ancestors that say something: a paragraph in an item is an item. A cell counts only
 * where the text stands in it directly, since old pages lay out everything in tables. */
static void set_kind(const hs_tree *t, hs_html_block *b)
{
    b->tag = t->nodes.v[b->box].tag;
    b->kind = kind_of_tag(b->tag);
    uint32_t i = b->box;
    for (unsigned up = 0; up < 4 && i && b->kind == HS_BLOCK_PARAGRAPH; up++) {
        i = t->nodes.v[i].parent;
        uint32_t kind = kind_of_tag(t->nodes.v[i].tag);
        if (kind == HS_BLOCK_CELL || (kind == HS_BLOCK_ITEM && up > 1)) break;
        b->kind = kind;
        if (kind != HS_BLOCK_PARAGRAPH) b->tag = t->nodes.v[i].tag;
    }
}

/* ---- gathering ---- */

static void finish(gatherer *g)
{
    hs_html_block *b = &g->now;
    if (b->first != HS_NONE && g->text.n) {
        b->text = (hs_str){hs_arena_strndup(&g->out->arena, g->text.p, g->text.n), g->text.n};
        for (size_t at = 0, in = 0; at < b->text.n; at++) {
            bool space = b->text.p[at] == ' ';
            b->words += !space && !in;
            in = !space;
        }
        b->words += g->ideographs / 2;
        set_kind(g->t, b);
        *HS_PUSH(g->out->v) = *b;
    }
    g->now = (hs_html_block){.first = HS_NONE};
    hs_buf_clear(&g->text);
    g->space = false;
    g->breaks = 0;
    g->ideographs = 0;
}

static void count(gatherer *g, uint32_t node, uint32_t chars)
{
    g->now.chars += chars;
    if (node < g->link_end) g->now.link_chars += chars;
    if (node < g->bold_end) g->now.bold_chars += chars;
}

static void add_char(gatherer *g, uint32_t node, uint32_t c, const char *p, size_t n)
{
    if (c == 0xAD) return;
    if (c != 0x200B && c != 0xFEFF && hs_uc_space(c)) {
        g->space = true;
        return;
    }
    if (g->space && g->text.n) {
        hs_buf_char(&g->text, ' ');
        count(g, node, 1);
    }
    g->space = false;
    g->breaks = 0;
    if (g->now.first == HS_NONE) g->now.first = node;
    g->now.end = node + 1;
    hs_buf_add(&g->text, p, n);
    g->ideographs += hs_uc_ideograph(c);
    count(g, node, 1);
}

static void add_text(gatherer *g, uint32_t node)
{
    const hs_node *n = &g->t->nodes.v[node];
    hs_str s = {g->t->source.p + n->at, n->n};
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = 0;
        size_t entity = s.p[at] == '&' ? hs_entity(s, at, &c) : 0;
        if (entity) {
            hs_buf word = {0};
            hs_utf8_put(&word, c);
            add_char(g, node, c, word.p, word.n);
            hs_buf_free(&word);
            at += entity;
        } else {
            c = hs_utf8_next(s, &at);
            add_char(g, node, c, s.p + from, at - from);
        }
    }
}

static uint32_t box_of(const hs_tree *t, uint32_t node)
{
    uint32_t i = t->nodes.v[node].parent;
    while (i && !(hs_tag_flags(t->nodes.v[i].tag) & HS_T_BLOCK)) i = t->nodes.v[i].parent;
    return i;
}

/* Walks in document order; `box` follows the innermost open block element and where it ends. */
void hs_html_blocks_find(const hs_tree *t, hs_html_blocks *out)
{
    gatherer g = {.t = t, .out = out, .now = {.first = HS_NONE}};
    uint32_t box = 0;
    for (uint32_t i = 0; i < t->nodes.n;) {
        const hs_node *n = &t->nodes.v[i];
        while (box && i >= t->nodes.v[box].end) {
            finish(&g);
            box = box_of(t, box);
        }
        if (i && hs_tree_unseen(t, i)) {
            i = n->end;
            continue;
        }
        if (n->tag == HS_TAG_TEXT) {
            add_text(&g, i);
            g.now.box = box;
        } else if (n->tag == HS_TAG_BR) {
            g.space = true;
            if (++g.breaks > 1) finish(&g);
        } else if (hs_tag_flags(n->tag) & HS_T_BLOCK) {
            finish(&g);
            if (!(hs_tag_flags(n->tag) & HS_T_VOID)) box = i;
        } else if (n->tag == HS_TAG_A && hs_tree_has_attr(t, i, HS_ATTR_HREF)) {
            g.link_end = n->end;
        } else if (is_bold(n->tag)) {
            g.bold_end = n->end;
        }
        i++;
    }
    finish(&g);
    hs_buf_free(&g.text);
}

void hs_html_blocks_free(hs_html_blocks *b)
{
    HS_VEC_FREE(b->v);
    hs_arena_free(&b->arena);
    *b = (hs_html_blocks){0};
}

/* ---- writing ---- */

static void write_text(const hs_tree *t, uint32_t node, hs_writer *w)
{
    const hs_node *n = &t->nodes.v[node];
    hs_str s = {t->source.p + n->at, n->n};
    size_t from = 0;
    for (size_t at = 0; at < s.n;) {
        const char *amp = memchr(s.p + at, '&', s.n - at);
        at = amp ? (size_t)(amp - s.p) : s.n;
        uint32_t c;
        size_t entity = amp ? hs_entity(s, at, &c) : 0;
        if (amp && !entity) {
            at++;
            continue;
        }
        if (at > from) hs_write_text(w, n->at + (uint32_t)from, (uint32_t)(at - from));
        if (!amp) return;
        hs_buf word = {0};
        hs_utf8_put(&word, c);
        hs_write_as(w, n->at + (uint32_t)at, (uint32_t)entity, (hs_str){word.p, word.n});
        hs_buf_free(&word);
        at += entity;
        from = at;
    }
    if (from < s.n) hs_write_text(w, n->at + (uint32_t)from, (uint32_t)(s.n - from));
}

void hs_html_block_write(const hs_tree *t, const hs_html_block *b, hs_writer *w)
{
    for (uint32_t i = b->first; i < b->end;) {
        const hs_node *n = &t->nodes.v[i];
        if (hs_tree_unseen(t, i)) {
            i = n->end;
            continue;
        }
        if (n->tag == HS_TAG_TEXT) {
            write_text(t, i, w);
        } else if (n->tag == HS_TAG_BR) {
            hs_write_gap(w);
        }
        i++;
    }
}
