/* One amount: a numeral with its currency or unit, where it is a number of something and no name, time or label. */
#ifndef HS_FIND_AMOUNTS_H
#define HS_FIND_AMOUNTS_H

#include "find/numerals.h"
#include "find/units.h"

typedef struct {
    uint32_t first, end; /* pieces [first, end) */
    hs_numeral number;
    hs_dec value;
    hs_unit unit;
} hs_amount;

/* Reads an amount at piece i. */
bool hs_amount_read(const hs_pieces *a, uint32_t i, hs_amount *out);

#endif
