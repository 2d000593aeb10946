#include "base/utf8.h"

#include <unicode/uchar.h>

static bool tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

static size_t sequence(const unsigned char *p, size_t n, uint32_t *c)
{
    if (p[0] < 0x80) {
        *c = p[0];
        return 1;
    }
    if (p[0] >= 0xC2 && p[0] <= 0xDF && n >= 2 && tail(p[1])) {
        *c = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
        return 2;
    }
    if ((p[0] & 0xF0) == 0xE0 && n >= 3 && tail(p[1]) && tail(p[2])) {
        *c = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
        return *c >= 0x800 && (*c < 0xD800 || *c > 0xDFFF) ? 3 : 0;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4 && n >= 4 && tail(p[1]) && tail(p[2]) && tail(p[3])) {
        *c = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
             (p[3] & 0x3F);
        return *c >= 0x10000 && *c <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

uint32_t hs_utf8_next(hs_str s, size_t *at)
{
    uint32_t c = 0xFFFD;
    size_t n = sequence((const unsigned char *)s.p + *at, s.n - *at, &c);
    *at += n ? n : 1;
    return n ? c : 0xFFFD;
}

uint32_t hs_utf8_prev(hs_str s, size_t *at)
{
    size_t from = *at - 1;
    while (from > 0 && *at - from < 4 && tail((unsigned char)s.p[from])) from--;
    size_t end = from;
    uint32_t c = hs_utf8_next((hs_str){s.p, *at}, &end);
    if (end != *at) {
        from = *at - 1;
        c = 0xFFFD;
    }
    *at = from;
    return c;
}

size_t hs_utf8_bad(hs_str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c;
        if ((unsigned char)s.p[at] < 0x80) {
            at++;
            continue;
        }
        size_t n = sequence((const unsigned char *)s.p + at, s.n - at, &c);
        if (!n) return at;
        at += n;
    }
    return SIZE_MAX;
}

void hs_utf8_put(hs_buf *b, uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    char out[4];
    size_t n = 0;
    if (c < 0x80) {
        out[n++] = (char)c;
    } else if (c < 0x800) {
        out[n++] = (char)(0xC0 | c >> 6);
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out[n++] = (char)(0xE0 | c >> 12);
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | c >> 18);
        out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    }
    hs_buf_add(b, out, n);
}

size_t hs_utf8_length(hs_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n; n++) hs_utf8_next(s, &at);
    return n;
}

bool hs_uc_space(uint32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0xA0 || c == 0x200B || c == 0xFEFF || u_isUWhiteSpace((UChar32)c);
}

bool hs_uc_letter(uint32_t c)
{
    return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z' : u_isalpha((UChar32)c) != 0;
}

bool hs_uc_digit(uint32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit((UChar32)c) != 0;
}

bool hs_uc_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c) != 0;
}

bool hs_uc_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c) != 0;
}

bool hs_uc_punct(uint32_t c)
{
    return u_ispunct((UChar32)c) != 0;
}

bool hs_uc_mark(uint32_t c)
{
    return c >= 0x300 && (U_MASK(u_charType((UChar32)c)) & U_GC_M_MASK) != 0;
}

uint32_t hs_uc_tolower(uint32_t c)
{
    return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : (uint32_t)u_tolower((UChar32)c);
}

void hs_utf8_shown(hs_str s, hs_buf *out)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = hs_utf8_next(s, &i);
        if (c < 0x20 || c == 0x7F || (c == 0xFFFD && i == from + 1)) {
            hs_buf_printf(out, "\\x%02X", (unsigned char)s.p[from]);
        } else {
            hs_buf_add(out, s.p + from, i - from);
        }
    }
}
