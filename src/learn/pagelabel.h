/* Which blocks of a page stand in its true text. */
#ifndef HS_LEARN_PAGELABEL_H
#define HS_LEARN_PAGELABEL_H

#include "read/html_block.h"

/* Sets cover[i], 0 to 1: the share of block i's words that truth holds, by runs of four words; a shorter block counts
 * where its words stand in truth between those of its neighbours. Returns the number of truth's words. */
uint32_t hs_page_label(const hs_html_blocks *b, hs_str truth, float *cover);

#endif
