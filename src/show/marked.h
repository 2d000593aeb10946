/* A document's text with everything that was found in it marked: who speaks (source), the cue, what is put in whose
 * mouth (content), names, figures, dates, assertions. Layers may overlap in any way; the HTML is always balanced. */
#ifndef HS_SHOW_MARKED_H
#define HS_SHOW_MARKED_H

#include "show/page.h"

typedef struct {
    uint32_t at, end; /* the span; at a closing edge `at` is its end and `end` its begin */
    uint32_t index;   /* item of the layer's array, HS_NONE for parts that get no id */
    uint8_t layer, opens;
} hs_edge;

typedef struct {
    HS_VEC(hs_edge) edges; /* ascending */
    uint32_t next;         /* first edge not yet passed */
    uint32_t depth[9];     /* how many spans of each layer are open */
    uint32_t entity;       /* of the innermost open name, or HS_NONE */
    bool ids;              /* spans get ids, so that links can lead to them */
    HS_VEC(uint32_t) open; /* assertions whose element is open */
} hs_marks;

/* All layers of a document; ids are written. */
void hs_marks_of_doc(const hs_view *v, uint32_t doc, hs_marks *out);
/* One assertion lit, with the sources and cues of the attributions around it; no ids. */
void hs_marks_of_assertion(const hs_view *v, hs_item assertion, hs_marks *out);
void hs_marks_free(hs_marks *m);

/* Writes the span's text, marked. Spans of one document are asked for in ascending order. */
void hs_put_marked(hs_page *p, uint32_t doc, hs_span s, hs_marks *m);

#endif
