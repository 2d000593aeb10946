/* What people ruled about who is who, made ready for entities.c. */
#ifndef HS_LINK_RULINGS_H
#define HS_LINK_RULINGS_H

#include "doc/pile.h"

typedef struct {
    hs_item a, b; /* two chains */
    bool same;
    hs_ref why; /* "ruled by NAME on DAY: REASON", in the ledger */
} hs_ruling;

typedef HS_VEC(hs_ruling) hs_rulings;

/* The standing rulings «same» and «different» whose documents are in the pile, oldest first. */
void hs_rulings_of(hs_pile *p, hs_rulings *out);

/* Sets the state of each claim by the latest standing ruling on one of its assertions: checked, second, cleared, wrong.
 */
void hs_rulings_on_claims(hs_pile *p);

#endif
