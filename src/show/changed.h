/* What a document made of the words that it took, in words. */
#ifndef HS_SHOW_CHANGED_H
#define HS_SHOW_CHANGED_H

#include "doc/changes.h"

extern const char *const hs_change_words[]; /* by hs_change_kind: "changed", "dropped", "added" */

/* "«five» for «seven»"; long runs are cut at 120 bytes. */
void hs_say_change(const hs_pile *p, uint32_t derivation, const hs_change *c, hs_buf *out);

#endif
