/* Decimal numbers for figures: mantissa * 10^exponent, never binary floating point. */
#ifndef HS_DOC_DECIMAL_H
#define HS_DOC_DECIMAL_H

#include "base/str.h"

typedef struct {
    int64_t m;
    int32_t e; /* after hs_dec_norm: m has no trailing zero unless it is 0, so equal numbers are equal structs */
} hs_dec;

hs_dec hs_dec_int(int64_t v);
hs_dec hs_dec_norm(hs_dec d);
int hs_dec_cmp(hs_dec a, hs_dec b); /* <0, 0, >0; exact for every mantissa and exponent */

/* a * b; false where the mantissa would overflow. */
bool hs_dec_mul(hs_dec a, hs_dec b, hs_dec *out);
bool hs_dec_add(hs_dec a, hs_dec b, hs_dec *out);
/* a / b to 15 significant digits, half up; a not negative, b positive. */
bool hs_dec_div(hs_dec a, hs_dec b, hs_dec *out);

/* Plain digits ("1128", "3.5", no grouping, optional sign). False where it is none or does not fit. */
bool hs_dec_parse(hs_str s, hs_dec *out);

#define HS_DEC_TEXT 64
/* Plain notation, "35000", "0.25"; exponents past 30 digits as "1e40". */
void hs_dec_text(hs_dec d, char out[HS_DEC_TEXT]);

#endif
