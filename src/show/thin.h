/* Which documents of a story are drawn one by one, so that the picture of five hundred is as readable as that of five:
 * a document from which many take, at first or second hand, is drawn; the others are folded into one box beside the
 * nearest upstream that is. */
#ifndef HS_SHOW_THIN_H
#define HS_SHOW_THIN_H

#include "show/show.h"

typedef struct {
    uint32_t *parent; /* per document: the one that it took from most; HS_NONE where none */
    uint32_t *by;     /* the derivation that says so */
    uint32_t *drawn;  /* per document: itself, or the drawn one that it goes back to */
    uint32_t *folded; /* per document: how many are folded beside it */
} hs_thinned;

/* Draws about `most` documents one by one; those that take from nobody always. The caller frees. */
void hs_thin(const hs_view *v, uint32_t most, hs_thinned *out);
void hs_thinned_free(hs_thinned *t);

#endif
