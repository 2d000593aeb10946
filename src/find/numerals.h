/* Numbers in digits and words, as figures and dates need them. */
#ifndef HS_FIND_NUMERALS_H
#define HS_FIND_NUMERALS_H

#include "find/pieces.h"

typedef struct {
    uint32_t first, end; /* pieces [first, end) */
    hs_dec value;
    hs_dec scale;    /* the last multiplier word or suffix, 1 where none: "5 to 7 million" shares it */
    hs_dec base;     /* value without that multiplier */
    bool digits;     /* begins with digits */
    bool plain;      /* one run of digits and no more: a year, a house number … */
    bool ordinal;    /* "21st", "third" */
    bool fraction;   /* "two thirds", "half", "1/4" */
    bool indefinite; /* "dozens", "hundreds of thousands": the value is the least that the plural allows, twice the unit
                      */
} hs_numeral;

/* Reads the longest numeral that begins at piece i. */
bool hs_numeral_read(const hs_pieces *a, uint32_t i, hs_numeral *out);

#endif
