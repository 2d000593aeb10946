/* What a story looks like as a drawing. */
#ifndef HS_SHOW_TREE_H
#define HS_SHOW_TREE_H

#include "show/page.h"

/* Who took from whom, all documents; takers that differ in nothing but themselves are folded into one box. */
void hs_put_story_tree(hs_page *p);

/* Who had a claim from whom: from the voices that first say it (or deny it) to the documents that carry it. */
void hs_put_claim_graph(hs_page *p, uint32_t claim);

/* Who speaks, and in which documents. */
void hs_put_voices_graph(hs_page *p);

#endif
