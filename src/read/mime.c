#include "read/mime.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- lines and fields ---- */

/* The line at `at` without its end, and where the next one begins. */
static hs_str line_at(hs_str s, size_t at, size_t *next)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    size_t end = nl ? (size_t)(nl - s.p) : s.n;
    *next = nl ? end + 1 : s.n;
    if (end > at && s.p[end - 1] == '\r') end--;
    return (hs_str){s.p + at, end - at};
}

static bool is_name_char(char c)
{
    return c > ' ' && c < 0x7F && c != ':';
}

bool hs_mime_next(hs_str head, size_t *at, hs_str *name, hs_str *value)
{
    while (*at < head.n) {
        size_t next, n = 0;
        hs_str line = line_at(head, *at, &next);
        while (n < line.n && is_name_char(line.p[n])) n++;
        size_t colon = n;
        while (colon < line.n && line.p[colon] == ' ') colon++;
        size_t end = (size_t)(line.p + line.n - head.p);
        while (next < head.n && (head.p[next] == ' ' || head.p[next] == '\t')) { /* folded */
            hs_str more = line_at(head, next, &next);
            end = (size_t)(more.p + more.n - head.p);
        }
        *at = next;
        if (!n || colon >= line.n || line.p[colon] != ':') continue;
        *name = (hs_str){line.p, n};
        *value = hs_str_trim((hs_str){line.p + colon + 1, (size_t)(head.p + end - line.p) - colon - 1});
        return true;
    }
    return false;
}

hs_str hs_mime_field(hs_str head, const char *name)
{
    hs_str n, v;
    for (size_t at = 0; hs_mime_next(head, &at, &n, &v);)
        if (hs_str_ieq(n, hs_str_of(name))) return v.p ? v : HS_STR("");
    return (hs_str){NULL, 0};
}

static int hex_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static int base64_of(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+' || c == '-' ? 62
           : c == '/' || c == '_' ? 63
                                  : -1;
}

/* ---- encoded words ---- */

typedef struct {
    hs_str charset, text;
    char how; /* q or b */
} word;

/* "=?charset?q?text?=" at s[at]; its length, or 0. */
static size_t encoded_word(hs_str s, size_t at, word *w)
{
    if (s.n - at < 8 || s.p[at] != '=' || s.p[at + 1] != '?') return 0;
    const char *end = s.p + s.n, *cs = s.p + at + 2, *q = memchr(cs, '?', (size_t)(end - cs));
    if (!q || q + 3 > end || q[2] != '?') return 0;
    const char *text = q + 3, *close = text;
    while (close + 1 < end && !(close[0] == '?' && close[1] == '=')) {
        if (*close == '\n') return 0;
        close++;
    }
    if (close + 1 >= end) return 0;
    const char *star = memchr(cs, '*', (size_t)(q - cs)); /* a language behind the charset */
    w->charset = (hs_str){cs, (size_t)((star ? star : q) - cs)};
    w->how = (char)(q[1] | 32);
    w->text = (hs_str){text, (size_t)(close - text)};
    return w->how == 'q' || w->how == 'b' ? (size_t)(close + 2 - (s.p + at)) : 0;
}

static void word_bytes(const word *w, hs_buf *out)
{
    uint32_t bits = 0, have = 0;
    for (size_t i = 0; i < w->text.n; i++) {
        char c = w->text.p[i];
        int v = base64_of(c);
        if (w->how == 'b' && v >= 0) {
            bits = bits << 6 | (uint32_t)v;
            if ((have += 6) >= 8) hs_buf_char(out, (char)(bits >> (have -= 8)));
        } else if (w->how == 'q' && c == '=' && i + 2 < w->text.n && hex_of(w->text.p[i + 1]) >= 0 &&
                   hex_of(w->text.p[i + 2]) >= 0) {
            hs_buf_char(out, (char)(hex_of(w->text.p[i + 1]) << 4 | hex_of(w->text.p[i + 2])));
            i += 2;
        } else if (w->how == 'q') {
            hs_buf_char(out, c == '_' ? ' ' : c);
        }
    }
}

/* Bytes in a charset as UTF-8 on one line. */
static void add_text(hs_str bytes, hs_str charset, hs_buf *out)
{
    hs_decoded t = {0};
    hs_err err;
    if (!bytes.n || !hs_decode(bytes, charset, &t, &err)) return;
    for (size_t i = 0; i < t.text.n; i++) hs_buf_char(out, (unsigned char)t.text.p[i] < ' ' ? ' ' : t.text.p[i]);
    hs_decoded_free(&t);
}

void hs_mime_words(hs_str value, hs_buf *out)
{
    hs_buf run = {0}; /* of neighbouring words in one charset, which may cut a character in two */
    hs_str charset = {0};
    size_t plain = 0, at = 0;
    while (at < value.n) {
        word w;
        size_t n = value.p[at] == '=' ? encoded_word(value, at, &w) : 0;
        if (!n) {
            at++;
            continue;
        }
        hs_str between = {value.p + plain, at - plain};
        bool joined = run.n && !hs_str_trim(between).n && hs_str_ieq(charset, w.charset);
        if (!joined) {
            add_text((hs_str){run.p, run.n}, charset, out);
            if (!run.n || hs_str_trim(between).n) add_text(between, (hs_str){"", 0}, out);
            hs_buf_clear(&run);
        }
        charset = w.charset;
        word_bytes(&w, &run);
        at += n;
        plain = at;
    }
    add_text((hs_str){run.p, run.n}, charset, out);
    hs_buf rest = {0};
    for (size_t i = plain; i < value.n; i++)
        if (value.p[i] != '\r' && value.p[i] != '\n') hs_buf_char(&rest, value.p[i] == '\t' ? ' ' : value.p[i]);
    add_text((hs_str){rest.p, rest.n}, (hs_str){"", 0}, out);
    hs_buf_free(&rest);
    hs_buf_free(&run);
}

/* ---- parameters ---- */

/* The next parameter of a value: ";key=value" with quotes undone. */
static bool next_param(hs_str v, size_t *at, hs_str *key, hs_buf *value)
{
    while (*at < v.n && v.p[*at] != ';')
        *at += v.p[*at] == '"' && memchr(v.p + *at + 1, '"', v.n - *at - 1)
                   ? (size_t)((const char *)memchr(v.p + *at + 1, '"', v.n - *at - 1) - (v.p + *at)) + 1
                   : 1;
    if (*at >= v.n) return false;
    size_t i = *at + 1, from;
    while (i < v.n && strchr(" \t\r\n", v.p[i])) i++;
    for (from = i; i < v.n && v.p[i] != '=' && v.p[i] != ';';) i++;
    *key = hs_str_trim((hs_str){v.p + from, i - from});
    hs_buf_clear(value);
    if (i < v.n && v.p[i] == '=') i++;
    while (i < v.n && strchr(" \t\r\n", v.p[i])) i++;
    if (i < v.n && v.p[i] == '"') {
        for (i++; i < v.n && v.p[i] != '"'; i++) {
            if (v.p[i] == '\\' && i + 1 < v.n) i++;
            if (v.p[i] != '\r' && v.p[i] != '\n') hs_buf_char(value, v.p[i]);
        }
        if (i < v.n) i++;
    } else {
        for (from = i; i < v.n && v.p[i] != ';';) i++;
        hs_str bare = hs_str_trim((hs_str){v.p + from, i - from});
        hs_buf_add(value, bare.p, bare.n);
    }
    *at = i;
    return true;
}

/* "utf-8''a%20b" of RFC 2231: the charset of the first piece, and percent signs undone. */
static void add_extended(hs_str s, bool first, hs_buf *charset, hs_buf *out)
{
    const char *quote = first ? memchr(s.p, '\'', s.n) : NULL;
    const char *second = quote ? memchr(quote + 1, '\'', (size_t)(s.p + s.n - quote - 1)) : NULL;
    if (second) {
        hs_buf_add(charset, s.p, (size_t)(quote - s.p));
        s = (hs_str){second + 1, (size_t)(s.p + s.n - second - 1)};
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '%' && i + 2 < s.n && hex_of(s.p[i + 1]) >= 0 && hex_of(s.p[i + 2]) >= 0) {
            hs_buf_char(out, (char)(hex_of(s.p[i + 1]) << 4 | hex_of(s.p[i + 2])));
            i += 2;
        } else {
            hs_buf_char(out, s.p[i]);
        }
    }
}

bool hs_mime_param(hs_str value, const char *name, hs_buf *out)
{
    hs_buf v = {0}, pieces = {0}, charset = {0};
    hs_str key, wanted = hs_str_of(name);
    bool found = false, plain = false;
    if (!value.p) return false;
    for (size_t at = 0; !plain && next_param(value, &at, &key, &v);) {
        if (key.n < wanted.n || !hs_str_ieq((hs_str){key.p, wanted.n}, wanted)) continue;
        if (key.n == wanted.n) {
            plain = found = true;
            hs_mime_words((hs_str){hs_buf_c(&v), v.n}, out); /* not allowed there, and everywhere */
        } else if (key.p[wanted.n] == '*') {
            bool extended = key.p[key.n - 1] == '*';
            if (extended) add_extended((hs_str){hs_buf_c(&v), v.n}, !pieces.n, &charset, &pieces);
            if (!extended) hs_buf_add(&pieces, v.p, v.n);
            found = true;
        }
    }
    if (!plain) add_text((hs_str){pieces.p, pieces.n}, (hs_str){hs_buf_c(&charset), charset.n}, out);
    hs_buf_free(&v);
    hs_buf_free(&pieces);
    hs_buf_free(&charset);
    return found;
}

/* ---- parts ---- */

typedef struct {
    char boundary[128];
    size_t n;
    uint32_t part;
} level;

typedef struct {
    hs_str raw;
    hs_mime *out;
    level stack[HS_MIME_DEEPEST];
    uint32_t depth;
} parser;

bool hs_mime_is_multi(const hs_mime_part *p)
{
    return strncmp(p->type, "multipart/", 10) == 0;
}

/* The level whose delimiter this line is, or HS_NONE. */
static uint32_t delimits(const parser *p, hs_str line, bool *closes)
{
    if (line.n < 3 || line.p[0] != '-' || line.p[1] != '-') return HS_NONE;
    for (uint32_t i = p->depth; i-- > 0;) {
        const level *l = &p->stack[i];
        if (line.n - 2 < l->n || memcmp(line.p + 2, l->boundary, l->n) != 0) continue;
        hs_str rest = {line.p + 2 + l->n, line.n - 2 - l->n};
        *closes = rest.n >= 2 && rest.p[0] == '-' && rest.p[1] == '-';
        if (*closes || !hs_str_trim(rest).n) return i;
    }
    return HS_NONE;
}

static void set_type(hs_mime_part *p, bool in_digest)
{
    hs_str v = hs_mime_field(p->head, "Content-Type");
    size_t n = 0;
    while (n < v.n && n < sizeof p->type - 1 && !strchr("; \t\r\n", v.p[n])) {
        p->type[n] = v.p[n] >= 'A' && v.p[n] <= 'Z' ? (char)(v.p[n] | 32) : v.p[n];
        n++;
    }
    p->type[n] = '\0';
    if (!strchr(p->type, '/') || hs_utf8_bad((hs_str){p->type, n}) != SIZE_MAX)
        strcpy(p->type, in_digest ? "message/rfc822" : "text/plain");
}

/* Reads the header at `at` and opens the part; returns where its body begins. */
static size_t open_part(parser *p, size_t at)
{
    size_t from = at, next = at;
    bool closes;
    while (at < p->raw.n) {
        hs_str line = line_at(p->raw, at, &next);
        if (!line.n || delimits(p, line, &closes) != HS_NONE) break;
        at = next;
    }
    size_t body = at < p->raw.n && !line_at(p->raw, at, &next).n ? next : at;
    hs_mime_part *part = HS_PUSH(p->out->parts);
    uint32_t parent = p->depth ? p->stack[p->depth - 1].part : HS_NONE;
    part->head = (hs_str){p->raw.p + from, at - from};
    part->body = (hs_str){p->raw.p + body, 0};
    part->parent = parent;
    set_type(part, parent != HS_NONE && !strcmp(p->out->parts.v[parent].type, "multipart/digest"));
    if (!hs_mime_is_multi(part)) return body;
    hs_buf boundary = {0};
    bool named = hs_mime_param(hs_mime_field(part->head, "Content-Type"), "boundary", &boundary);
    if (named && boundary.n && boundary.n < sizeof p->stack[0].boundary && p->depth < HS_MIME_DEEPEST) {
        level *l = &p->stack[p->depth++];
        memcpy(l->boundary, boundary.p, boundary.n);
        l->n = boundary.n;
        l->part = p->out->parts.n - 1;
    } else {
        p->out->cut |= p->depth == HS_MIME_DEEPEST;
        strcpy(part->type, "text/plain"); /* nothing tells where its parts begin */
    }
    hs_buf_free(&boundary);
    return body;
}

/* From the body at `at` to the next part's header; raw.n where there is none. */
static size_t to_next(parser *p, size_t at)
{
    hs_mime_part *part = &p->out->parts.v[p->out->parts.n - 1];
    bool leaf = !hs_mime_is_multi(part);
    size_t next = at, end = at;
    for (; at < p->raw.n; at = next) {
        bool closes = false;
        hs_str line = line_at(p->raw, at, &next);
        uint32_t l = delimits(p, line, &closes);
        if (l == HS_NONE) {
            end = (size_t)(line.p + line.n - p->raw.p);
            continue;
        }
        if (leaf) part->body.n = end > (size_t)(part->body.p - p->raw.p) ? end - (size_t)(part->body.p - p->raw.p) : 0;
        leaf = false;
        p->depth = closes ? l : l + 1;
        if (!closes) return next;
    }
    if (leaf) part->body.n = (size_t)(p->raw.p + p->raw.n - part->body.p);
    return p->raw.n;
}

void hs_mime_parse(hs_str raw, hs_mime *out)
{
    parser *p = hs_calloc(1, sizeof *p);
    p->raw = raw;
    p->out = out;
    for (size_t at = 0; at < raw.n || !out->parts.n;) {
        if (out->parts.n == HS_MIME_PARTS) {
            out->cut = true;
            break;
        }
        at = to_next(p, open_part(p, at));
    }
    out->unclosed = p->depth > 0;
    free(p);
}

void hs_mime_free(hs_mime *m)
{
    HS_VEC_FREE(m->parts);
}
