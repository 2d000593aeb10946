#include "read/jsonscan.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 128, MOST = 8000000 };

/* Behind the closing quotation mark of the string at `at`, or 0. */
static size_t string_end(hs_str s, size_t at)
{
    for (size_t i = at + 1; i < s.n; i++) {
        if (s.p[i] == '\\') {
            i++;
        } else if (s.p[i] == '"') {
            return i + 1;
        }
    }
    return 0;
}

static hs_jsonscan_value *push(hs_jsonscan *j, hs_jsonscan_type type, size_t at, size_t n, uint32_t key)
{
    hs_jsonscan_value *v = HS_PUSH(j->v);
    *v = (hs_jsonscan_value){(uint32_t)at, (uint32_t)n, j->v.n, key, (uint8_t)type};
    return v;
}

void hs_jsonscan_read(hs_str s, hs_jsonscan *j)
{
    uint32_t open[DEEPEST], depth = 0, key = HS_JSONSCAN_NONE;
    bool done = false;
    j->text = s;
    size_t at = 0;
    while (at < s.n && !done && j->v.n < MOST) {
        char c = s.p[at];
        if (strchr(" \t\r\n,:", c) && c) {
            at++;
        } else if (c == '{' || c == '[') {
            if (depth == DEEPEST) break;
            open[depth++] = j->v.n;
            push(j, c == '{' ? HS_JSONSCAN_OBJECT : HS_JSONSCAN_ARRAY, at++, 1, key);
            key = HS_JSONSCAN_NONE;
        } else if (c == '}' || c == ']') {
            if (!depth) break;
            hs_jsonscan_value *v = &j->v.v[open[--depth]];
            v->end = j->v.n;
            v->n = (uint32_t)(++at - v->at);
            key = HS_JSONSCAN_NONE;
            done = !depth;
        } else if (c == '"') {
            size_t end = string_end(s, at), next = end;
            if (!end) break;
            while (next < s.n && strchr(" \t\r\n", s.p[next]) && s.p[next]) next++;
            bool name = depth && j->v.v[open[depth - 1]].type == HS_JSONSCAN_OBJECT && key == HS_JSONSCAN_NONE &&
                        next < s.n && s.p[next] == ':';
            push(j, HS_JSONSCAN_STRING, at + 1, end - at - 2, key);
            key = name ? j->v.n - 1 : HS_JSONSCAN_NONE;
            at = end;
        } else {
            size_t from = at;
            while (at < s.n && s.p[at] && !strchr(" \t\r\n,:{}[]\"", s.p[at])) at++;
            if (at == from) break;
            push(j, HS_JSONSCAN_OTHER, from, at - from, key);
            key = HS_JSONSCAN_NONE;
        }
    }
    j->cut = depth > 0 || !done;
    while (depth) j->v.v[open[--depth]].end = j->v.n;
}

void hs_jsonscan_free(hs_jsonscan *j)
{
    HS_VEC_FREE(j->v);
}

uint32_t hs_jsonscan_member(const hs_jsonscan *j, uint32_t object, const char *const *names, size_t n)
{
    uint32_t best = HS_JSONSCAN_NONE;
    size_t rank = n;
    if (object >= j->v.n || j->v.v[object].type != HS_JSONSCAN_OBJECT) return best;
    for (uint32_t i = object + 1; i < j->v.v[object].end; i = j->v.v[i].end) {
        const hs_jsonscan_value *v = &j->v.v[i];
        if (v->key == HS_JSONSCAN_NONE) continue;
        hs_str key = {j->text.p + j->v.v[v->key].at, j->v.v[v->key].n};
        for (size_t k = 0; k < rank; k++)
            if (hs_str_eq(key, hs_str_of(names[k]))) {
                rank = k;
                best = i;
            }
    }
    return best;
}

static int hex4(hs_str s, size_t at)
{
    int v = 0;
    if (at + 4 > s.n) return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = s.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) return -1;
        v = v << 4 | digit;
    }
    return v;
}

size_t hs_jsonscan_escape(hs_str s, size_t at, uint32_t *c)
{
    static const char from[] = "bfnrt\"\\/", to[] = "\b\f\n\r\t\"\\/";
    if (at + 1 >= s.n) {
        *c = 0xFFFD;
        return s.n - at;
    }
    const char *known = s.p[at + 1] ? strchr(from, s.p[at + 1]) : NULL;
    if (known) {
        *c = (unsigned char)to[known - from];
        return 2;
    }
    int v = s.p[at + 1] == 'u' ? hex4(s, at + 2) : -1;
    if (v < 0) {
        *c = 0xFFFD;
        return (unsigned char)s.p[at + 1] < 0x80 ? 2 : 1; /* never a part of a character */
    }
    int low =
        v >= 0xD800 && v < 0xDC00 && at + 7 < s.n && s.p[at + 6] == '\\' && s.p[at + 7] == 'u' ? hex4(s, at + 8) : -1;
    *c =
        low >= 0xDC00 && low < 0xE000 ? 0x10000 + (((uint32_t)v & 0x3FF) << 10) + ((uint32_t)low & 0x3FF) : (uint32_t)v;
    if (!*c) *c = 0xFFFD;
    return low >= 0xDC00 && low < 0xE000 ? 12 : 6;
}

void hs_jsonscan_text(const hs_jsonscan *j, uint32_t value, hs_buf *out)
{
    const hs_jsonscan_value *v = &j->v.v[value];
    hs_str s = {j->text.p + v->at, v->n};
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        size_t n = s.p[i] == '\\' ? hs_jsonscan_escape(s, i, &c) : 0;
        if (n) {
            hs_utf8_put(out, c);
        } else {
            hs_buf_char(out, s.p[i]);
        }
        i += n ? n : 1;
    }
}
