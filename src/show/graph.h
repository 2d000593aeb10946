/* Small directed graphs drawn as SVG: Graphviz (dot; Gansner et al. 1993) places boxes and lines, the rest is ours, so
 * that style sheets colour it and no text of a document reaches Graphviz. It reads from left, where something was first
 * said, to right, where it ended up. */
#ifndef HS_SHOW_GRAPH_H
#define HS_SHOW_GRAPH_H

#include "base/map.h"
#include "show/page.h"

#define HS_GRAPH_MOST 300 /* nodes; what goes past it is left out and counted */

typedef struct {
    char *title, *below, *href; /* owned; href may be NULL */
    const char *class;
    hs_buf lines; /* of the title, separated by line ends */
    uint32_t width, height;
} hs_graph_node;

typedef struct {
    uint32_t from, to;
    const char *class;
    const char *label; /* our word, or "" */
    bool arrow;
} hs_graph_edge;

/* Zero-initialise. */
typedef struct {
    HS_VEC(hs_graph_node) nodes;
    HS_VEC(hs_graph_edge) edges;
    hs_map keys; /* what a node stands for → node */
    uint32_t left_out;
} hs_graph;

/* The node with this key, made where absent; HS_NONE where the graph is full. href is copied; it may be NULL. */
uint32_t hs_graph_node_at(hs_graph *g, const char *key, hs_str title, hs_str below, const char *class,
                          const char *href);
/* An edge, once for each pair and label; nothing where either end is HS_NONE or both are the same. */
void hs_graph_link(hs_graph *g, uint32_t from, uint32_t to, const char *class, const char *label, bool arrow);

/* Writes the graph as <figure class="graph"> with the caption; nothing where it has no edge. */
void hs_put_graph(hs_page *p, hs_graph *g, const char *caption);
void hs_graph_free(hs_graph *g);

#endif
