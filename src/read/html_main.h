/* Which blocks of a page are its main text. A first stage of boosted trees judges each block by itself and its
 * surroundings, a second one judges again knowing the first one's opinion of the neighbours (stacked generalisation,
 * Wolpert 1992; boosted trees, Friedman 2001). */
#ifndef HS_READ_HTML_MAIN_H
#define HS_READ_HTML_MAIN_H

#include "read/html_feature.h"
#include "read/page_model.h"

/* Sets share and keep of every block. */
void hs_html_main(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b);

/* What a stage says of one row, as a share from 0 to 1. */
float hs_page_stage_share(const hs_page_stage *s, const float *row);

#endif
