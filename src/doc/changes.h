/* What the taker of a passage did to it: words changed inside the passages, what of the upstream it left out, what it
 * has of its own. */
#ifndef HS_DOC_CHANGES_H
#define HS_DOC_CHANGES_H

#include "doc/pile.h"

typedef enum { HS_CHANGED, HS_DROPPED, HS_ADDED } hs_change_kind;

typedef struct {
    hs_change_kind kind;
    hs_span taker, from; /* empty where dropped, and where added */
} hs_change;

typedef HS_VEC(hs_change) hs_changes;

/* Of a derivation from a document of the pile: first the changes inside its passages, in their order, then what is
 * dropped and what is added, in runs of four words and more. Linear in both texts. Appended to out. */
void hs_changes_of(const hs_pile *p, uint32_t derivation, hs_changes *out);

#endif
