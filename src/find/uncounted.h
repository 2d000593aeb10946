/* Digits that count nothing: telephone numbers, times of day, scores, addresses, labels, identifiers. */
#ifndef HS_FIND_UNCOUNTED_H
#define HS_FIND_UNCOUNTED_H

#include "find/pieces.h"

/* Pieces to step over at i: "+49 30 1234567", "0176 12345678", "10:30", "3-2", "8.8.8.8", "B2B", the 370 of "Flight
 * 370", the 123 of "123 Long Street". 0 where nothing of the kind stands there. */
uint32_t hs_uncounted(const hs_pieces *a, uint32_t i);

/* A number that a word before it makes a name: "Flight 370", "Article 5", "No. 12". */
bool hs_uncounted_label(const hs_pieces *a, uint32_t i);

#endif
