/* What a figure counts, and what happened to it. */
#ifndef HS_FIND_COUNTED_H
#define HS_FIND_COUNTED_H

#include "doc/doc.h"

/* Fills counted_at, counted and event of a figure whose words end at byte `end`; plural: more than one is counted. */
void hs_counted_find(hs_doc *d, hs_figure *f, uint32_t end, bool plural);

#endif
