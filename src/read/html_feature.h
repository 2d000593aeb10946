/* What the model of main text (html_main.h) sees of a block: its words, its element and what that is called, where it
 * stands, what stands around it, and what the page is. */
#ifndef HS_READ_HTML_FEATURE_H
#define HS_READ_HTML_FEATURE_H

#include "read/html_meta.h"
#include "read/html_vocab.h"

enum { HS_FEATURES = 133 };

typedef struct hs_features hs_features;

/* Facts about blocks [from, to) of the page, which are treated as a page of their own. Everything given must outlive
 * the result. */
hs_features *hs_features_new(const hs_tree *t, const hs_html_blocks *b, const hs_html_meta *m, uint32_t from,
                             uint32_t to);
void hs_features_free(hs_features *f);

/* Fills row for block i (counted from `from`). */
void hs_features_row(const hs_features *f, uint32_t i, float row[HS_FEATURES]);

#endif
