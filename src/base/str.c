#include "base/str.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

hs_str hs_str_of(const char *s)
{
    return s ? (hs_str){s, strlen(s)} : (hs_str){"", 0};
}

bool hs_str_eq(hs_str a, hs_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool hs_str_ieq(hs_str a, hs_str b)
{
    return a.n == b.n && (a.n == 0 || strncasecmp(a.p, b.p, a.n) == 0);
}

bool hs_str_starts(hs_str s, hs_str prefix)
{
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

bool hs_str_ends(hs_str s, hs_str suffix)
{
    return s.n >= suffix.n && memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

static size_t space_at(hs_str s)
{
    if (s.n && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r'))) return 1;
    return s.n >= 2 && (unsigned char)s.p[0] == 0xC2 && (unsigned char)s.p[1] == 0xA0 ? 2 : 0;
}

static size_t space_before(hs_str s)
{
    if (s.n >= 2 && space_at((hs_str){s.p + s.n - 2, 2}) == 2) return 2;
    return s.n && space_at((hs_str){s.p + s.n - 1, 1}) ? 1 : 0;
}

hs_str hs_str_trim(hs_str s)
{
    for (size_t k; (k = space_at(s)) > 0;) s = (hs_str){s.p + k, s.n - k};
    for (size_t k; (k = space_before(s)) > 0;) s.n -= k;
    return s;
}

size_t hs_str_find(hs_str s, hs_str needle)
{
    const char *at = s.n ? memmem(s.p, s.n, needle.p, needle.n) : needle.n ? NULL : s.p;
    return at ? (size_t)(at - s.p) : SIZE_MAX;
}

int hs_str_against(hs_str s, const char *c)
{
    size_t n = strlen(c);
    int order = memcmp(s.p ? s.p : "", c, s.n < n ? s.n : n);
    return order ? order : s.n < n ? -1 : s.n > n;
}

bool hs_in_table(hs_str word, const char *const *sorted, size_t n)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = hs_str_against(word, sorted[mid]);
        if (c == 0) return true;
        if (c > 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return false;
}

static void room_for(hs_buf *b, size_t more)
{
    size_t need = b->n + more + 1;
    if (need <= b->cap) return;
    size_t cap = b->cap ? b->cap * 2 : 64;
    if (cap < need) cap = need;
    b->p = hs_realloc_array(b->p, cap, 1);
    b->cap = cap;
}

void hs_buf_add(hs_buf *b, const void *bytes, size_t n)
{
    room_for(b, n);
    if (n) memcpy(b->p + b->n, bytes, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void hs_buf_str(hs_buf *b, const char *s)
{
    hs_buf_add(b, s, strlen(s));
}

void hs_buf_char(hs_buf *b, char c)
{
    if (b->n + 1 < b->cap) {
        b->p[b->n++] = c;
        b->p[b->n] = '\0';
    } else {
        hs_buf_add(b, &c, 1);
    }
}

void hs_buf_number(hs_buf *b, int64_t v)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = v < 0 ? -(uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (v < 0) digits[--at] = '-';
    hs_buf_add(b, digits + at, sizeof digits - at);
}

void hs_buf_printf(hs_buf *b, const char *fmt, ...)
{
    enum { LIKELY = 48 }; /* bytes that most take */
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    room_for(b, LIKELY);
    size_t room = b->cap - b->n;
    int n = vsnprintf(b->p + b->n, room, fmt, ap);
    va_end(ap);
    if (n > 0 && (size_t)n >= room) {
        room_for(b, (size_t)n);
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
    }
    if (n > 0) b->n += (size_t)n;
    b->p[b->n] = '\0';
    va_end(again);
}

void hs_buf_clear(hs_buf *b)
{
    b->n = 0;
    if (b->p) b->p[0] = '\0';
}

void hs_buf_free(hs_buf *b)
{
    free(b->p);
    *b = (hs_buf){0};
}

const char *hs_buf_c(hs_buf *b)
{
    return b->p ? b->p : "";
}

char *hs_buf_take(hs_buf *b)
{
    char *s = b->p ? b->p : hs_strdup("");
    *b = (hs_buf){0};
    return s;
}
