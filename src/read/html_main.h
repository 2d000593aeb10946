/* Which blocks of a page are its main text: boosted trees (Friedman 2001) judge each block by its features, then as
 * many blocks are kept as make the page's F1 most likely best, and wordings of furniture are left out. */
#ifndef HS_READ_HTML_MAIN_H
#define HS_READ_HTML_MAIN_H

#include "read/html_feature.h"
#include "read/page_model.h"

/* Sets share and keep of every block. */
void hs_html_main(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b);

/* The share from which on a block is kept, so that the F1 to be expected of the page is highest: blocks of the highest
 * share first, as long as each adds more right words than it costs (Lewis 1995; Jansche 2007). */
float hs_page_threshold(const float *share, const float *words, uint32_t n);

#endif
