#include "show/graph.h"

#include <graphviz/gvc.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "show/escape.h"
#include "show/layout.h"

#define LINE_CHARS 26 /* columns of a title's line */
#define MAX_LINES  3
#define TITLE_LINE 17 /* pixels */
#define BELOW_LINE 15
#define PAD        10
#define MAX_EDGES  1200

/* Pixels of a text at 13 px in a common sans: rough, on the wide side, for room is better than overlap. */
static uint32_t pixels(hs_str s)
{
    double w = 0;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (c < 0x80 && strchr("ijl.,:;'|!()[]ftr ", (int)c)) {
            w += 4.6;
        } else if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@') {
            w += 11.6;
        } else if (hs_uc_upper(c)) {
            w += 9.2;
        } else {
            char bytes[8];
            hs_buf one = {0};
            hs_utf8_put(&one, c);
            snprintf(bytes, sizeof bytes, "%s", hs_buf_c(&one));
            w += hs_columns(hs_str_of(bytes)) == 2 ? 14 : 7.6;
            hs_buf_free(&one);
        }
    }
    return (uint32_t)(w * 1.06);
}

/* The title in at most MAX_LINES lines, "…" at the end of one that is cut. */
static void break_title(hs_graph_node *n)
{
    hs_pane pane = {.width = LINE_CHARS};
    hs_pane_text(&pane, "", "", HS_PLAIN, hs_str_of(n->title));
    uint32_t lines = pane.lines.n < MAX_LINES ? pane.lines.n : MAX_LINES;
    for (uint32_t i = 0; i < lines; i++) {
        hs_buf line = {0};
        hs_buf_str(&line, pane.lines.v[i].text);
        if (i + 1 == lines && pane.lines.n > lines) hs_buf_str(&line, " …");
        uint32_t w = pixels((hs_str){hs_buf_c(&line), line.n});
        if (w > n->width) n->width = w;
        hs_buf_printf(&n->lines, "%s%s", i ? "\n" : "", hs_buf_c(&line));
        hs_buf_free(&line);
    }
    hs_pane_free(&pane);
    uint32_t below = pixels(hs_str_of(n->below)) * 9 / 10;
    if (below > n->width) n->width = below;
    n->width += 2 * PAD;
    n->height = lines * TITLE_LINE + (*n->below ? BELOW_LINE : 0) + 2 * PAD - 4;
}

uint32_t hs_graph_node_at(hs_graph *g, const char *key, hs_str title, hs_str below, const char *class, const char *href)
{
    uint32_t known = hs_map_get(&g->keys, hs_str_of(key));
    if (known != HS_MISSING) return known;
    if (g->nodes.n >= HS_GRAPH_MOST) {
        g->left_out++;
        return HS_NONE;
    }
    *hs_map_at(&g->keys, hs_str_of(key)) = g->nodes.n;
    hs_graph_node *n = HS_PUSH(g->nodes);
    n->title = hs_strndup(title.p ? title.p : "", title.n);
    n->below = hs_strndup(below.p ? below.p : "", below.n);
    n->href = href ? hs_strdup(href) : NULL;
    n->class = class;
    break_title(n);
    return g->nodes.n - 1;
}

void hs_graph_link(hs_graph *g, uint32_t from, uint32_t to, const char *class, const char *label, bool arrow)
{
    if (from == HS_NONE || to == HS_NONE || from == to || g->edges.n >= MAX_EDGES) return;
    char key[96];
    snprintf(key, sizeof key, "\n%u %u %.60s", from, to, label);
    uint32_t *seen = hs_map_at(&g->keys, hs_str_of(key));
    if (*seen != HS_MISSING) return;
    *seen = HS_NONE - 1;
    *HS_PUSH(g->edges) = (hs_graph_edge){from, to, class, label, arrow};
}

void hs_graph_free(hs_graph *g)
{
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        free(g->nodes.v[i].title);
        free(g->nodes.v[i].below);
        free(g->nodes.v[i].href);
        hs_buf_free(&g->nodes.v[i].lines);
    }
    HS_VEC_FREE(g->nodes);
    HS_VEC_FREE(g->edges);
    hs_map_free(&g->keys);
}

/* ---- placing ----
 *
 * Graphviz sees boxes of given sizes and no text: its measuring of text depends on the machine's fonts, and its Pango
 * plugin (2.42) keeps a font's name past the end of the context that it belongs to. */

static void set(void *object, const char *name, const char *value)
{
    agsafeset(object, (char *)(uintptr_t)name, (char *)(uintptr_t)value, (char *)(uintptr_t) "");
}

static void set_inches(void *object, const char *name, uint32_t px)
{
    char text[32];
    snprintf(text, sizeof text, "%u.%03u", px / 72, px % 72 * 1000 / 72);
    set(object, name, text);
}

static Agraph_t *build(const hs_graph *g, Agnode_t **nodes, Agedge_t **edges)
{
    bool labelled = false;
    for (uint32_t i = 0; i < g->edges.n; i++) labelled |= g->edges.v[i].label[0] != '\0';
    Agraph_t *a = agopen((char *)(uintptr_t) "g", Agdirected, NULL);
    set(a, "rankdir", "LR");
    set(a, "nodesep", "0.22");
    set(a, "ranksep", labelled ? "0.95" : "0.55");
    set(a, "nslimit", "4");
    set(a, "splines", "true");
    char name[16];
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        snprintf(name, sizeof name, "n%u", i);
        nodes[i] = agnode(a, name, 1);
        set(nodes[i], "shape", "box");
        set(nodes[i], "fixedsize", "true");
        set(nodes[i], "label", "");
        set_inches(nodes[i], "width", g->nodes.v[i].width);
        set_inches(nodes[i], "height", g->nodes.v[i].height);
    }
    for (uint32_t i = 0; i < g->edges.n; i++) {
        snprintf(name, sizeof name, "e%u", i);
        edges[i] = agedge(a, nodes[g->edges.v[i].from], nodes[g->edges.v[i].to], name, 1);
    }
    return a;
}

/* ---- drawing ---- */

typedef struct {
    hs_page *page;
    double height; /* Graphviz counts from below */
} canvas;

static void draw_edge(const canvas *c, const hs_graph_edge *e, Agedge_t *a)
{
    const splines *s = ED_spl(a);
    if (!s || s->size < 1) return;
    const bezier *b = &s->list[0];
    hs_putf(c->page, "<path class=\"edge %s\" d=\"M%.1f %.1f", e->class, b->list[0].x, c->height - b->list[0].y);
    for (size_t i = 1; i + 2 < (size_t)b->size; i += 3)
        hs_putf(c->page, "C%.1f %.1f %.1f %.1f %.1f %.1f", b->list[i].x, c->height - b->list[i].y, b->list[i + 1].x,
                c->height - b->list[i + 1].y, b->list[i + 2].x, c->height - b->list[i + 2].y);
    if (b->eflag) hs_putf(c->page, "L%.1f %.1f", b->ep.x, c->height - b->ep.y);
    hs_put(c->page, e->arrow ? "\" marker-end=\"url(#tip)\"/>\n" : "\"/>\n");
    if (!e->label[0]) return;
    const pointf *q = b->list + (b->size - 1) / 3 / 2 * 3; /* the middle one of the curve's pieces */
    double x = (q[0].x + 3 * q[1].x + 3 * q[2].x + q[3].x) / 8, y = (q[0].y + 3 * q[1].y + 3 * q[2].y + q[3].y) / 8;
    hs_putf(c->page, "<text class=\"el\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, c->height - y - 4, e->label);
}

static void draw_node(const canvas *c, const hs_graph_node *n, Agnode_t *a)
{
    hs_page *p = c->page;
    double x = ND_coord(a).x - n->width / 2.0, y = c->height - ND_coord(a).y - n->height / 2.0;
    if (n->href) hs_putf(p, "<a href=\"%s\">", n->href);
    hs_putf(p, "<g class=\"node %s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%u\" height=\"%u\" rx=\"3\"/>", n->class, x, y,
            n->width, n->height);
    double line = y + PAD + 11;
    hs_str rest = {hs_buf_c((hs_buf *)(uintptr_t)&n->lines), n->lines.n};
    while (rest.n) {
        size_t end = hs_str_find(rest, HS_STR("\n"));
        if (end == SIZE_MAX) end = rest.n;
        hs_putf(p, "<text x=\"%.1f\" y=\"%.1f\">", x + PAD, line);
        hs_put_text(p, (hs_str){rest.p, end});
        hs_put(p, "</text>");
        line += TITLE_LINE;
        rest = end < rest.n ? (hs_str){rest.p + end + 1, rest.n - end - 1} : (hs_str){NULL, 0};
    }
    if (*n->below) {
        hs_putf(p, "<text class=\"below\" x=\"%.1f\" y=\"%.1f\">", x + PAD, line - 1);
        hs_put_str(p, n->below);
        hs_put(p, "</text>");
    }
    hs_put(p, n->href ? "</g></a>\n" : "</g>\n");
}

static void draw(hs_page *p, const hs_graph *g, Agraph_t *a, Agnode_t **nodes, Agedge_t **edges, const char *caption)
{
    canvas c = {p, GD_bb(a).UR.y};
    double width = GD_bb(a).UR.x;
    hs_putf(p,
            "<figure class=\"graph\"><div class=\"pan\"><svg viewBox=\"-2 -2 %.0f %.0f\" width=\"%.0f\" "
            "height=\"%.0f\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>%s</title>\n",
            width + 4, c.height + 4, width + 4, c.height + 4, caption);
    hs_put(p, "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
              "markerUnits=\"userSpaceOnUse\" "
              "orient=\"auto\"><path d=\"M0 .8 7.4 4 0 7.2z\"/></marker></defs>\n");
    for (uint32_t i = 0; i < g->edges.n; i++) draw_edge(&c, &g->edges.v[i], edges[i]);
    for (uint32_t i = 0; i < g->nodes.n; i++) draw_node(&c, &g->nodes.v[i], nodes[i]);
    hs_putf(p, "</svg></div><figcaption>%s", caption);
    if (g->left_out) hs_putf(p, " %u more are left out of the drawing; the tables list them.", g->left_out);
    hs_put(p, "</figcaption></figure>\n");
}

void hs_put_graph(hs_page *p, hs_graph *g, const char *caption)
{
    if (!g->edges.n) return;
    agseterr(AGMAX);
    GVC_t *context = gvContext();
    Agnode_t **nodes = hs_calloc(g->nodes.n, sizeof *nodes);
    Agedge_t **edges = hs_calloc(g->edges.n, sizeof *edges);
    Agraph_t *a = build(g, nodes, edges);
    if (gvLayout(context, a, "dot") == 0) {
        draw(p, g, a, nodes, edges, caption);
        gvFreeLayout(context, a);
    }
    agclose(a);
    gvFreeContext(context);
    free(nodes);
    free(edges);
}
