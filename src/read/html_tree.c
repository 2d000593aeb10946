#include "read/html_tree.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH = 256, MAX_NODES = 3000000, MAX_ATTRS = 6000000 };

typedef struct {
    hs_tree *t;
    hs_str s;
    size_t at;
    uint32_t stack[DEPTH]; /* open elements; [0] is the document */
    uint32_t open;         /* how many */
    uint32_t deeper;       /* elements open past DEPTH: they have nodes but no place on the stack */
    size_t no_quote[2];    /* from here on there is no more ' or " */
    bool body, head_over;
} builder;

typedef struct {
    size_t at, n; /* name */
    uint32_t tag;
    bool closing, self_closing;
    uint32_t attr;
} html_token;

/* ---- nodes ---- */

static uint32_t top(const builder *b)
{
    return b->stack[b->open - 1];
}

static uint32_t add_node(builder *b, uint32_t tag, size_t at, size_t n)
{
    hs_tree *t = b->t;
    uint32_t parent = b->open ? top(b) : 0, depth = b->open ? t->nodes.v[parent].depth + 1U : 0;
    *HS_PUSH(t->nodes) = (hs_node){.parent = parent,
                                   .end = t->nodes.n + 1,
                                   .at = (uint32_t)at,
                                   .n = (uint32_t)n,
                                   .attr = t->attrs.n,
                                   .depth = (uint16_t)depth,
                                   .tag = (uint8_t)tag};
    return t->nodes.n - 1;
}

static void pop(builder *b)
{
    b->t->nodes.v[top(b)].end = b->t->nodes.n;
    b->open--;
}

static void pop_to(builder *b, uint32_t place)
{
    while (b->open > place) pop(b);
}

static uint32_t tag_at(const builder *b, uint32_t place)
{
    return b->t->nodes.v[b->stack[place]].tag;
}

/* The place of the innermost open `tag`, not looking past elements with one of the `stop` flags; 0 where none. */
static uint32_t find_open(const builder *b, uint32_t tag, unsigned stop)
{
    for (uint32_t i = b->open; i-- > 1;) {
        uint32_t t = tag_at(b, i);
        if (t == tag) return i;
        if (hs_tag_flags(t) & stop) return 0;
    }
    return 0;
}

/* ---- implied end tags ---- */

static bool heading(uint32_t tag)
{
    return tag >= HS_TAG_H1 && tag <= HS_TAG_H6;
}

static void close_item(builder *b, uint32_t one, uint32_t other)
{
    for (uint32_t i = b->open; i-- > 1;) {
        uint32_t t = tag_at(b, i);
        if (t == one || t == other) {
            pop_to(b, i);
            return;
        }
        bool list = t == HS_TAG_UL || t == HS_TAG_OL || t == HS_TAG_DL;
        if (list || (hs_tag_flags(t) & HS_T_SCOPE)) return;
    }
}

static void close_row_or_cell(builder *b, uint32_t tag)
{
    uint32_t table = 0;
    for (uint32_t i = b->open; i-- > 1 && !table;)
        if (tag_at(b, i) == HS_TAG_TABLE) table = i;
    if (!table) return;
    bool cell = tag == HS_TAG_TD || tag == HS_TAG_TH, row = tag == HS_TAG_TR;
    for (uint32_t i = table + 1; i < b->open; i++) {
        uint32_t t = tag_at(b, i);
        bool a_cell = t == HS_TAG_TD || t == HS_TAG_TH || t == HS_TAG_CAPTION;
        bool group = t == HS_TAG_TBODY || t == HS_TAG_THEAD || t == HS_TAG_TFOOT;
        if (a_cell || (t == HS_TAG_TR && !cell) || (group && !cell && !row)) {
            pop_to(b, i);
            return;
        }
    }
}

static void imply_ends(builder *b, uint32_t tag)
{
    uint32_t p;
    if ((hs_tag_flags(tag) & HS_T_ENDS_P) && (p = find_open(b, HS_TAG_P, HS_T_SCOPE))) pop_to(b, p);
    switch (tag) {
    case HS_TAG_LI:
        close_item(b, HS_TAG_LI, HS_TAG_LI);
        break;
    case HS_TAG_DD:
    case HS_TAG_DT:
        close_item(b, HS_TAG_DD, HS_TAG_DT);
        break;
    case HS_TAG_OPTION:
    case HS_TAG_OPTGROUP:
        if (tag_at(b, b->open - 1) == HS_TAG_OPTION) pop(b);
        break;
    case HS_TAG_TR:
    case HS_TAG_TD:
    case HS_TAG_TH:
    case HS_TAG_TBODY:
    case HS_TAG_THEAD:
    case HS_TAG_TFOOT:
        close_row_or_cell(b, tag);
        break;
    case HS_TAG_BUTTON:
        if ((p = find_open(b, HS_TAG_BUTTON, HS_T_SCOPE))) pop_to(b, p);
        break;
    case HS_TAG_A:
        if ((p = find_open(b, HS_TAG_A, HS_T_SCOPE | HS_T_BLOCK))) pop_to(b, p);
        break;
    default:
        if (heading(tag) && heading(tag_at(b, b->open - 1))) pop(b);
    }
}

/* ---- tags ---- */

static void leave_head(builder *b)
{
    uint32_t head = b->head_over ? 0 : find_open(b, HS_TAG_HEAD, HS_T_SCOPE);
    if (head) pop_to(b, head);
    b->head_over = true;
}

static bool belongs_to_head(uint32_t tag)
{
    return tag == HS_TAG_META || tag == HS_TAG_LINK || tag == HS_TAG_TITLE || tag == HS_TAG_SCRIPT ||
           tag == HS_TAG_STYLE || tag == HS_TAG_BASE || tag == HS_TAG_NOSCRIPT || tag == HS_TAG_TEMPLATE ||
           tag == HS_TAG_HEAD || tag == HS_TAG_HTML;
}

static void open_element(builder *b, const html_token *k)
{
    unsigned flags = hs_tag_flags(k->tag);
    if (k->tag == HS_TAG_HEAD && (b->head_over || find_open(b, HS_TAG_HEAD, HS_T_SCOPE))) return;
    if (k->tag == HS_TAG_BODY) {
        if (b->body) return;
        b->body = true;
        leave_head(b);
    }
    bool in_noscript = !b->head_over && find_open(b, HS_TAG_NOSCRIPT, HS_T_SCOPE);
    if (!b->head_over && !belongs_to_head(k->tag) && !in_noscript) leave_head(b);
    imply_ends(b, k->tag);
    uint32_t i = add_node(b, k->tag, k->at, k->n);
    hs_node *node = &b->t->nodes.v[i];
    node->attr = k->attr;
    uint32_t attrs = b->t->attrs.n - k->attr;
    node->attrs = (uint16_t)(attrs < UINT16_MAX ? attrs : UINT16_MAX);
    bool foreign = k->self_closing && (find_open(b, HS_TAG_SVG, HS_T_SCOPE) || find_open(b, HS_TAG_MATH, HS_T_SCOPE));
    if ((flags & HS_T_VOID) || foreign || (k->self_closing && (k->tag == HS_TAG_SVG || k->tag == HS_TAG_MATH))) return;
    if (b->open < DEPTH) {
        b->stack[b->open++] = i;
    } else {
        b->deeper++;
    }
}

static bool same_name(const builder *b, uint32_t place, hs_str name)
{
    const hs_node *n = &b->t->nodes.v[b->stack[place]];
    return hs_str_ieq((hs_str){b->s.p + n->at, n->n}, name);
}

static void close_element(builder *b, const html_token *k)
{
    if (k->tag == HS_TAG_BODY || k->tag == HS_TAG_HTML || (hs_tag_flags(k->tag) & HS_T_VOID)) return;
    if (k->tag == HS_TAG_HEAD) {
        leave_head(b);
        return;
    }
    if (b->deeper) {
        b->deeper--;
        return;
    }
    bool block = hs_tag_flags(k->tag) & HS_T_BLOCK, table = k->tag >= HS_TAG_TABLE;
    unsigned stop = HS_T_SCOPE;
    if (!block && k->tag != HS_TAG_OTHER && !(hs_tag_flags(k->tag) & (HS_T_UNSEEN | HS_T_SCOPE))) stop |= HS_T_BLOCK;
    bool cell_wide = table && (k->tag == HS_TAG_TABLE || k->tag == HS_TAG_TR || k->tag == HS_TAG_TBODY ||
                               k->tag == HS_TAG_THEAD || k->tag == HS_TAG_TFOOT);
    hs_str name = {b->s.p + k->at, k->n};
    for (uint32_t i = b->open; i-- > 1;) {
        uint32_t t = tag_at(b, i);
        bool same = t == k->tag || (heading(t) && heading(k->tag));
        if (same && (t != HS_TAG_OTHER || same_name(b, i, name))) {
            pop_to(b, i);
            return;
        }
        bool cell = t == HS_TAG_TD || t == HS_TAG_TH || t == HS_TAG_CAPTION;
        if ((hs_tag_flags(t) & stop) && !(cell_wide && cell)) break;
    }
    if (k->tag == HS_TAG_P) add_node(b, HS_TAG_P, k->at, k->n); /* </p> alone is an empty paragraph */
}

/* ---- the tokenizer ---- */

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool ends_name(char c)
{
    return is_blank(c) || c == '/' || c == '>' || c == '=';
}

static size_t quoted_end(builder *b, char quote)
{
    size_t *none = &b->no_quote[quote == '"'];
    if (b->at >= *none) return SIZE_MAX;
    const char *q = memchr(b->s.p + b->at, quote, b->s.n - b->at);
    if (!q) *none = b->at;
    return q ? (size_t)(q - b->s.p) : SIZE_MAX;
}

/* The value behind "=": sets *from and *n, and moves behind it. */
static void attr_value(builder *b, size_t *from, size_t *n)
{
    while (b->at < b->s.n && is_blank(b->s.p[b->at])) b->at++;
    char quote = b->at < b->s.n ? b->s.p[b->at] : '\0';
    if (quote == '"' || quote == '\'') {
        b->at++;
        size_t end = quoted_end(b, quote);
        if (end != SIZE_MAX) {
            *from = b->at;
            *n = end - b->at;
            b->at = end + 1;
            return;
        }
    }
    *from = b->at;
    while (b->at < b->s.n && !is_blank(b->s.p[b->at]) && b->s.p[b->at] != '>') b->at++;
    *n = b->at - *from;
}

static void attribute(builder *b)
{
    size_t name = b->at;
    b->at++; /* a "=" may begin a name */
    while (b->at < b->s.n && !ends_name(b->s.p[b->at])) b->at++;
    size_t name_n = b->at - name, from = b->at, n = 0;
    while (b->at < b->s.n && is_blank(b->s.p[b->at])) b->at++;
    if (b->at < b->s.n && b->s.p[b->at] == '=') {
        b->at++;
        attr_value(b, &from, &n);
    }
    uint32_t known = hs_attr_of((hs_str){b->s.p + name, name_n});
    if (known == HS_ATTR_COUNT || b->t->attrs.n >= MAX_ATTRS) return;
    *HS_PUSH(b->t->attrs) = (hs_attr){(uint32_t)from, (uint32_t)n, known};
}

/* A tag at b->at, which is '<' before a letter or "</" before one. */
static void read_tag(builder *b, html_token *k)
{
    *k = (html_token){.closing = b->s.p[b->at + 1] == '/', .attr = b->t->attrs.n};
    b->at += 1U + k->closing;
    k->at = b->at;
    while (b->at < b->s.n && !ends_name(b->s.p[b->at])) b->at++;
    k->n = b->at - k->at;
    k->tag = hs_tag_of((hs_str){b->s.p + k->at, k->n});
    while (b->at < b->s.n && b->s.p[b->at] != '>') {
        if (is_blank(b->s.p[b->at])) {
            b->at++;
        } else if (b->s.p[b->at] == '/') {
            b->at++;
            k->self_closing = b->at < b->s.n && b->s.p[b->at] == '>';
        } else {
            attribute(b);
        }
    }
    if (b->at < b->s.n) b->at++;
    if (k->closing) b->t->attrs.n = k->attr;
}

static size_t find_from(hs_str s, size_t at, hs_str what)
{
    size_t i = hs_str_find((hs_str){s.p + at, s.n - at}, what);
    return i == SIZE_MAX ? s.n : at + i;
}

/* The end of a raw text element's text: "</name", or the end of the page. */
static size_t raw_end(const builder *b, hs_str name)
{
    for (size_t at = b->at; (at = find_from(b->s, at, HS_STR("</"))) < b->s.n; at += 2) {
        hs_str rest = {b->s.p + at + 2, b->s.n - at - 2};
        if (rest.n > name.n && hs_str_ieq((hs_str){rest.p, name.n}, name) && ends_name(rest.p[name.n])) return at;
    }
    return b->s.n;
}

static void add_text(builder *b, size_t at, size_t end)
{
    if (at >= end) return;
    if (!b->head_over && b->t->nodes.v[top(b)].tag <= HS_TAG_HTML) {
        hs_str s = hs_str_trim((hs_str){b->s.p + at, end - at});
        uint32_t tag = b->t->nodes.v[top(b)].tag;
        bool before_body = tag == HS_TAG_HEAD || tag == HS_TAG_HTML || b->open == 1;
        if (before_body && s.n == 0) return;
        if (before_body) leave_head(b);
    }
    add_node(b, HS_TAG_TEXT, at, end - at);
}

static void markup(builder *b)
{
    html_token k;
    read_tag(b, &k);
    if (k.closing) {
        close_element(b, &k);
        return;
    }
    open_element(b, &k);
    if ((hs_tag_flags(k.tag) & HS_T_RAW) && !(k.self_closing && find_open(b, HS_TAG_SVG, HS_T_SCOPE))) {
        size_t end = raw_end(b, (hs_str){b->s.p + k.at, k.n});
        if (end > b->at && !b->deeper) add_node(b, HS_TAG_TEXT, b->at, end - b->at);
        b->at = end;
    }
}

static void skip_declaration(builder *b)
{
    if (hs_str_starts((hs_str){b->s.p + b->at, b->s.n - b->at}, HS_STR("<!--"))) {
        size_t body = b->at + 4;
        if (body < b->s.n && b->s.p[body] == '>') {
            b->at = body + 1;
            return;
        }
        size_t end = find_from(b->s, b->at + 2, HS_STR("-->"));
        b->at = end < b->s.n ? end + 3 : b->s.n;
        return;
    }
    const char *end = memchr(b->s.p + b->at, '>', b->s.n - b->at);
    b->at = end ? (size_t)(end - b->s.p) + 1 : b->s.n;
}

static void weigh_hidden(hs_tree *t);

void hs_tree_build(hs_str source, hs_tree *out)
{
    out->source = source;
    builder b = {.t = out, .s = source, .no_quote = {source.n, source.n}};
    add_node(&b, HS_TAG_OTHER, 0, 0);
    b.stack[b.open++] = 0;
    size_t text = 0;
    while (b.at < source.n && out->nodes.n < MAX_NODES) {
        const char *lt = memchr(source.p + b.at, '<', source.n - b.at);
        b.at = lt ? (size_t)(lt - source.p) : source.n;
        char next = b.at + 1 < source.n ? source.p[b.at + 1] : '\0';
        char after = b.at + 2 < source.n ? source.p[b.at + 2] : '\0';
        bool tag = is_letter(next) || (next == '/' && is_letter(after));
        if (b.at < source.n && !tag && next != '!' && next != '?' && next != '/') {
            b.at++;
            continue;
        }
        add_text(&b, text, b.at);
        if (b.at == source.n) break;
        if (tag) {
            markup(&b);
        } else {
            skip_declaration(&b);
        }
        text = b.at;
    }
    out->cut = b.at < source.n;
    out->cut_at = (uint32_t)b.at;
    pop_to(&b, 0);
    weigh_hidden(out);
}

void hs_tree_free(hs_tree *t)
{
    HS_VEC_FREE(t->nodes);
    HS_VEC_FREE(t->attrs);
    *t = (hs_tree){0};
}

/* ---- looking at it ---- */

static const hs_attr *find_attr(const hs_tree *t, uint32_t node, hs_attr_name name)
{
    const hs_node *n = &t->nodes.v[node];
    for (uint32_t i = 0; i < n->attrs && n->tag != HS_TAG_TEXT; i++)
        if (t->attrs.v[n->attr + i].name == name) return &t->attrs.v[n->attr + i];
    return NULL;
}

bool hs_tree_has_attr(const hs_tree *t, uint32_t node, hs_attr_name name)
{
    return find_attr(t, node, name) != NULL;
}

hs_str hs_tree_raw_attr(const hs_tree *t, uint32_t node, hs_attr_name name)
{
    const hs_attr *a = find_attr(t, node, name);
    return a ? (hs_str){t->source.p + a->at, a->n} : (hs_str){"", 0};
}

bool hs_tree_attr(const hs_tree *t, uint32_t node, hs_attr_name name, hs_buf *out)
{
    const hs_attr *a = find_attr(t, node, name);
    if (!a) return false;
    hs_buf_clear(out);
    hs_unescape((hs_str){t->source.p + a->at, a->n}, out);
    return true;
}

static bool hides(hs_str style)
{
    char flat[512];
    size_t n = 0;
    for (size_t i = 0; i < style.n && n + 1 < sizeof flat; i++)
        if (!is_blank(style.p[i]))
            flat[n++] = (char)(style.p[i] >= 'A' && style.p[i] <= 'Z' ? style.p[i] + 32 : style.p[i]);
    flat[n] = '\0';
    const char *left = strstr(flat, "left:-"), *indent = strstr(flat, "text-indent:-");
    bool far_left = (left && strtol(left + 6, NULL, 10) > 900) || (indent && strtol(indent + 13, NULL, 10) > 900);
    return far_left || strstr(flat, "display:none") || strstr(flat, "visibility:hidden");
}

static bool hidden(const hs_tree *t, uint32_t node)
{
    const hs_node *n = &t->nodes.v[node];
    if (n->tag == HS_TAG_BODY || n->tag == HS_TAG_HTML || n->attrs == 0) return false;
    return hs_tree_has_attr(t, node, HS_ATTR_HIDDEN) || hides(hs_tree_raw_attr(t, node, HS_ATTR_STYLE));
}

static size_t ink(hs_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += !is_blank(s.p[i]);
    return n;
}

/* Some pages keep their text hidden until a script shows it, or in <noscript>: where that is nearly all there is, it
 * counts. */
static void weigh_hidden(hs_tree *t)
{
    enum { ENOUGH = 1000 };
    size_t seen = 0, noscript = 0, kept_back = 0;
    uint32_t noscript_end = 0, hidden_end = 0;
    for (uint32_t i = 1; i < t->nodes.n; i++) {
        const hs_node *n = &t->nodes.v[i];
        if (n->tag == HS_TAG_TEXT) {
            size_t k = ink((hs_str){t->source.p + n->at, n->n});
            *(i < noscript_end ? &noscript : i < hidden_end ? &kept_back : &seen) += k;
        } else if (n->tag == HS_TAG_NOSCRIPT && i >= noscript_end) {
            noscript_end = n->end;
        } else if (hs_tag_flags(n->tag) & HS_T_UNSEEN) {
            i = n->end - 1;
        } else if (i >= hidden_end && hidden(t, i)) {
            hidden_end = n->end;
        }
    }
    t->show_noscript = noscript > ENOUGH && noscript > seen;
    t->show_hidden = kept_back > ENOUGH && kept_back > 2 * seen;
}

bool hs_tree_unseen(const hs_tree *t, uint32_t node)
{
    const hs_node *n = &t->nodes.v[node];
    if (n->tag == HS_TAG_TEXT) return false;
    if (n->tag == HS_TAG_NOSCRIPT) return !t->show_noscript;
    if (hs_tag_flags(n->tag) & HS_T_UNSEEN) return true;
    return !t->show_hidden && hidden(t, node);
}

static uint32_t block_around(const hs_tree *t, uint32_t node)
{
    while (node && !(hs_tag_flags(t->nodes.v[node].tag) & HS_T_BLOCK)) node = t->nodes.v[node].parent;
    return node;
}

void hs_tree_text(const hs_tree *t, uint32_t node, size_t max, hs_buf *out)
{
    hs_buf all = {0};
    uint32_t block = 0;
    for (uint32_t i = node; i < t->nodes.v[node].end && all.n < max;) {
        const hs_node *n = &t->nodes.v[i];
        if (i > node && hs_tree_unseen(t, i)) {
            i = n->end;
            continue;
        }
        if (n->tag == HS_TAG_TEXT) {
            size_t take = n->n;
            if (block_around(t, n->parent) != block) hs_buf_char(&all, ' ');
            block = block_around(t, n->parent);
            if (take > max)
                for (take = max; take > 0 && (t->source.p[n->at + take] & 0xC0) == 0x80;) take--;
            hs_unescape((hs_str){t->source.p + n->at, take}, &all);
        } else if (n->tag == HS_TAG_BR || (hs_tag_flags(n->tag) & HS_T_BLOCK)) {
            hs_buf_char(&all, ' ');
        }
        i++;
    }
    hs_str s = {hs_buf_c(&all), all.n};
    bool space = false;
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (hs_uc_space(hs_utf8_next(s, &at))) {
            space = true;
            continue;
        }
        if (space && out->n) hs_buf_char(out, ' ');
        space = false;
        hs_buf_add(out, s.p + from, at - from);
    }
    hs_buf_free(&all);
}
