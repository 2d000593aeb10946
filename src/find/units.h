/* Currencies, percent, units of measure and of time beside a number. A currency's code is its ISO 4217 code; where only
 * a name is given that several countries use ("pesos", "rupees") it is that name in the singular, never a guess. "$"
 * without a country is USD. Units of measure are UCUM-like: "km", "kg", "m2", "a" for years, "mo", "wk", "d", "h". */
#ifndef HS_FIND_UNITS_H
#define HS_FIND_UNITS_H

#include "find/pieces.h"

typedef enum { HS_UNIT_NONE, HS_UNIT_MONEY, HS_UNIT_PERCENT, HS_UNIT_MEASURE, HS_UNIT_TIME } hs_unit_kind;

typedef struct {
    uint32_t end; /* piece behind it */
    hs_unit_kind kind;
    char code[16];
    int scale; /* power of ten that stood in it: the million of "MUSD" */
} hs_unit;

/* A unit that begins at piece i, just behind a number. digits: the number ends in digits (then "20m" may be metres). */
bool hs_unit_behind(const hs_pieces *a, uint32_t i, bool digits, hs_unit *out);

/* A currency sign or code that begins at piece i and stands before a number. */
bool hs_unit_before(const hs_pieces *a, uint32_t i, hs_unit *out);

#endif
