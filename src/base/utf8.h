/* UTF-8 (RFC 3629): decoding that never reads past the end and never fails silently. */
#ifndef HS_BASE_UTF8_H
#define HS_BASE_UTF8_H

#include "base/str.h"

/* The code point at s[*at], and *at moved behind it. An ill-formed byte gives U+FFFD and moves one byte. Precondition:
 * *at < s.n. */
uint32_t hs_utf8_next(hs_str s, size_t *at);

/* The code point that ends just before *at, and *at moved to its first byte. Precondition: *at > 0, s well-formed. */
uint32_t hs_utf8_prev(hs_str s, size_t *at);

/* First ill-formed byte, or SIZE_MAX where all is well-formed. */
size_t hs_utf8_bad(hs_str s);

/* Appends a code point (U+FFFD for a surrogate or a number past U+10FFFF). */
void hs_utf8_put(hs_buf *b, uint32_t c);

/* Appends s as it is safe to name: well-formed, without control characters; other bytes as \xNN. */
void hs_utf8_shown(hs_str s, hs_buf *out);

/* Number of code points. */
size_t hs_utf8_length(hs_str s);

/* Unicode classes, by ICU. A space is any White_Space code point, U+00A0 and U+200B with them. */
bool hs_uc_space(uint32_t c);
bool hs_uc_letter(uint32_t c);
bool hs_uc_digit(uint32_t c);
bool hs_uc_upper(uint32_t c);
bool hs_uc_lower(uint32_t c);
bool hs_uc_punct(uint32_t c);
bool hs_uc_mark(uint32_t c); /* combining */
uint32_t hs_uc_tolower(uint32_t c);

#endif
