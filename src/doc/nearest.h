/* Of all that a document shares words with, the few that account for it: a copy of a copy shares words with the first
 * report, with the copy and with every other copy, and took from one of them. */
#ifndef HS_DOC_NEAREST_H
#define HS_DOC_NEAREST_H

#include "doc/pile.h"

/* One byte a derivation of the ledger, 1 where it is among the nearest: for each taker the document that shares the
 * longest unbroken passages with it (of about equal ones the one most like it, then the earliest), then, for what that
 * leaves unaccounted, the next. What the taker names in words as its source stays, unless the document that it took
 * from names it too. The caller frees. */
uint8_t *hs_nearest_derivations(const hs_pile *p);

#endif
