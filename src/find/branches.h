/* Contents by trees: which branch of the sentence a cue reports. */
#ifndef HS_FIND_BRANCHES_H
#define HS_FIND_BRANCHES_H

#include "find/contents.h"

/* Like hs_content_of, for a run seg whose words have a tree. False where the tree shows no content. */
bool hs_branch_of(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg, hs_content *out);

#endif
