#include "doc/decimal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

hs_dec hs_dec_norm(hs_dec d)
{
    if (d.m == 0) return (hs_dec){0, 0};
    while (d.m % 10 == 0) {
        d.m /= 10;
        d.e++;
    }
    return d;
}

hs_dec hs_dec_int(int64_t v)
{
    return hs_dec_norm((hs_dec){v, 0});
}

static int length(int64_t m)
{
    int n = 0;
    for (; m; m /= 10) n++;
    return n;
}

__extension__ typedef __int128 wide;

int hs_dec_cmp(hs_dec a, hs_dec b)
{
    a = hs_dec_norm(a);
    b = hs_dec_norm(b);
    int sa = (a.m > 0) - (a.m < 0), sb = (b.m > 0) - (b.m < 0);
    if (sa != sb || sa == 0) return sa - sb;
    int64_t la = length(a.m) + (int64_t)a.e, lb = length(b.m) + (int64_t)b.e;
    if (la != lb) return (la > lb ? 1 : -1) * sa;
    wide x = a.m, y = b.m;
    for (; a.e > b.e; a.e--) x *= 10;
    for (; b.e > a.e; b.e--) y *= 10;
    return (x > y) - (x < y);
}

bool hs_dec_mul(hs_dec a, hs_dec b, hs_dec *out)
{
    a = hs_dec_norm(a);
    b = hs_dec_norm(b);
    int64_t m;
    if (__builtin_mul_overflow(a.m, b.m, &m)) return false;
    *out = hs_dec_norm((hs_dec){m, a.e + b.e});
    return true;
}

bool hs_dec_parse(hs_str s, hs_dec *out)
{
    hs_dec d = {0, 0};
    size_t i = 0, seen = 0;
    bool minus = s.n && s.p[0] == '-', point = false;
    if (minus || (s.n && s.p[0] == '+')) i++;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (__builtin_mul_overflow(d.m, 10, &d.m) || __builtin_add_overflow(d.m, s.p[i] - '0', &d.m)) return false;
        d.e -= point;
        seen++;
    }
    if (!seen) return false;
    if (minus) d.m = -d.m;
    *out = hs_dec_norm(d);
    return true;
}

void hs_dec_text(hs_dec d, char out[HS_DEC_TEXT])
{
    d = hs_dec_norm(d);
    int n = length(d.m);
    if (d.e > 30 || d.e < -30) {
        snprintf(out, HS_DEC_TEXT, "%" PRId64 "e%d", d.m, d.e);
        return;
    }
    char digits[HS_DEC_TEXT], *p = digits;
    uint64_t m = d.m < 0 ? 0 - (uint64_t)d.m : (uint64_t)d.m;
    if (d.m < 0) *out++ = '-';
    snprintf(digits, sizeof digits, "%" PRIu64, m);
    if (d.e >= 0) {
        memcpy(out, digits, (size_t)(m ? n : 1));
        memset(out + (m ? n : 1), '0', (size_t)d.e);
        out[(m ? n : 1) + d.e] = '\0';
        return;
    }
    int whole = n + d.e;
    if (whole <= 0) {
        *out++ = '0';
        *out++ = '.';
        for (; whole < 0; whole++) *out++ = '0';
    } else {
        memcpy(out, p, (size_t)whole);
        out += whole;
        p += whole;
        *out++ = '.';
    }
    memcpy(out, p, strlen(p) + 1);
}

bool hs_dec_add(hs_dec a, hs_dec b, hs_dec *out)
{
    a = hs_dec_norm(a);
    b = hs_dec_norm(b);
    int32_t e = a.m == 0 ? b.e : b.m == 0 || a.e < b.e ? a.e : b.e;
    int64_t x = a.m, y = b.m, m;
    for (; x && a.e > e; a.e--)
        if (__builtin_mul_overflow(x, 10, &x)) return false;
    for (; y && b.e > e; b.e--)
        if (__builtin_mul_overflow(y, 10, &y)) return false;
    if (__builtin_add_overflow(x, y, &m)) return false;
    *out = hs_dec_norm((hs_dec){m, e});
    return true;
}

bool hs_dec_div(hs_dec a, hs_dec b, hs_dec *out)
{
    a = hs_dec_norm(a);
    b = hs_dec_norm(b);
    if (b.m <= 0 || a.m < 0 || a.m > (int64_t)1e15 || b.m > (int64_t)1e15) return false;
    wide n = a.m, limit = 1;
    int32_t e = a.e - b.e;
    for (int i = 0; i < 16; i++) limit *= 10;
    while (n && n / b.m < limit / 10) {
        n *= 10;
        e--;
    }
    wide q = n / b.m;
    while (q >= limit / 10) {
        q = (q + 5) / 10;
        e++;
    }
    *out = hs_dec_norm((hs_dec){(int64_t)q, e});
    return true;
}
