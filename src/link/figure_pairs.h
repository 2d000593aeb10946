/* The figures of a claim side by side: which of them are told to be the same, a later count, of another scope, or to
 * differ. */
#ifndef HS_LINK_FIGURE_PAIRS_H
#define HS_LINK_FIGURE_PAIRS_H

#include "link/tolls.h"

/* Adds to the ledger the pairs of comparable figures in different documents' assertions of one claim; 60 at most. */
void hs_pair_figures(const hs_tolls *t, hs_pile *p, const uint32_t *assertions, uint32_t n);

#endif
