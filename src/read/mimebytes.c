/* Transfer encodings undone, each byte with its way back to the message. */
#include "read/mime.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS_EXACT = 2000000, COARSE = 64, BASE64_GROUP = 76, ENCODED = 4 };

/* The bytes that were just added came from these raw ones. Neighbours that correspond byte by byte join; past
 * RUNS_EXACT, others do too. */
static void came_from(hs_mime_bytes *b, uint32_t len, uint64_t raw, uint64_t raw_len)
{
    hs_run *last = b->map.n ? &b->map.v[b->map.n - 1] : NULL;
    uint32_t at = (uint32_t)b->bytes.n - len;
    bool same = len == raw_len, follows = last && last->raw + last->raw_len == raw;
    if (follows && same && last->len == last->raw_len) {
        last->len += len;
        last->raw_len += raw_len;
    } else if (follows && b->map.n > RUNS_EXACT && last->len != last->raw_len && last->len < COARSE && !same) {
        last->len += len;
        last->raw_len += raw_len;
    } else {
        *HS_PUSH(b->map) = (hs_run){.clean = at, .len = len, .raw = raw, .raw_len = raw_len};
    }
}

void hs_mime_slice(hs_str raw, hs_str slice, hs_mime_bytes *out)
{
    if (slice.n > UINT32_MAX / 2) slice.n = UINT32_MAX / 2;
    hs_buf_add(&out->bytes, slice.p, slice.n);
    if (slice.n) came_from(out, (uint32_t)slice.n, (uint64_t)(slice.p - raw.p), slice.n);
}

static int hex_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static void quoted_printable(hs_str raw, hs_str s, hs_mime_bytes *out)
{
    uint64_t base = (uint64_t)(s.p - raw.p);
    for (size_t i = 0, from; i < s.n;) {
        for (from = i; i < s.n && s.p[i] != '=';) i++;
        if (i > from) {
            hs_buf_add(&out->bytes, s.p + from, i - from);
            came_from(out, (uint32_t)(i - from), base + from, i - from);
        }
        if (i >= s.n) break;
        size_t end = i + 1;
        while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t')) end++;
        if (end < s.n && s.p[end] == '\r') end++;
        if (end >= s.n || s.p[end] == '\n') { /* a soft line break */
            i = end + (end < s.n);
        } else if (i + 2 < s.n && hex_of(s.p[i + 1]) >= 0 && hex_of(s.p[i + 2]) >= 0) {
            hs_buf_char(&out->bytes, (char)(hex_of(s.p[i + 1]) << 4 | hex_of(s.p[i + 2])));
            came_from(out, 1, base + i, 3);
            i += 3;
        } else {
            out->damaged = true;
            hs_buf_char(&out->bytes, s.p[i]);
            came_from(out, 1, base + i, 1);
            i++;
        }
    }
}

static int base64_of(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

/* Runs of a line's length: an exact run would be longer than the bytes. */
static void base64(hs_str raw, hs_str s, hs_mime_bytes *out)
{
    uint64_t base = (uint64_t)(s.p - raw.p);
    uint32_t bits = 0, have = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i, before = out->bytes.n;
        for (; i < s.n && i - from < BASE64_GROUP && s.p[i] != '\n'; i++) {
            int v = base64_of(s.p[i]);
            if (v < 0) {
                out->damaged |= s.p[i] != '=' && s.p[i] != '\r' && s.p[i] != ' ' && s.p[i] != '\t';
                continue;
            }
            bits = (bits << 6 | (uint32_t)v) & 0xFFFFFF;
            have += 6;
            if (have >= 8) hs_buf_char(&out->bytes, (char)(bits >> (have -= 8)));
        }
        size_t got = out->bytes.n - before;
        if (got && i - from == got) { /* bits of the line before complete its bytes */
            hs_run *last = out->map.n ? &out->map.v[out->map.n - 1] : NULL;
            if (!last) came_from(out, (uint32_t)got, base + from - 1, got + 1);
            if (last) *last = (hs_run){last->clean, last->len + (uint32_t)got, last->raw, base + i - last->raw};
        } else if (got) {
            came_from(out, (uint32_t)got, base + from, i - from);
        }
        if (i < s.n && s.p[i] == '\n') i++;
    }
}

void hs_mime_decode(hs_str raw, const hs_mime_part *p, hs_mime_bytes *out)
{
    hs_str how = hs_mime_field(p->head, "Content-Transfer-Encoding");
    static const char *const plain[] = {"7bit", "8bit", "binary", "7-bit", "8-bit"};
    bool known = !how.n;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) known |= hs_str_ieq(how, hs_str_of(plain[i]));
    if (hs_str_ieq(how, HS_STR("quoted-printable"))) {
        quoted_printable(raw, p->body, out);
    } else if (hs_str_ieq(how, HS_STR("base64"))) {
        base64(raw, p->body, out);
    } else {
        hs_mime_slice(raw, p->body, out);
        out->damaged = !known;
    }
}

void hs_mime_bytes_free(hs_mime_bytes *b)
{
    hs_buf_free(&b->bytes);
    HS_VEC_FREE(b->map);
}

/* The first run that ends behind byte `at`. */
static uint32_t run_at(const hs_mime_bytes *b, uint64_t at)
{
    uint32_t low = 0, high = b->map.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if ((uint64_t)b->map.v[mid].clean + b->map.v[mid].len <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static bool inside_character(hs_str text, uint32_t at)
{
    return at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80;
}

/* Gives the first `rest` bytes of r, which end a character, to the run before it. */
static void give_rest(hs_run_list *out, hs_str text, hs_run *r, uint32_t rest)
{
    hs_run *last = &out->v[out->n - 1];
    uint32_t begun = 0;
    while (begun < last->len && inside_character(text, r->clean - begun)) begun++;
    if (last->len == last->raw_len && begun < last->len) { /* the character becomes a run of its own */
        last->len -= begun;
        last->raw_len -= begun;
        hs_run own = {.clean = r->clean - begun, .len = begun, .raw = last->raw + last->raw_len, .raw_len = begun};
        *HS_PUSH(*out) = own;
        last = &out->v[out->n - 1];
    }
    uint64_t taken = r->len == r->raw_len || r->raw_len <= ENCODED ? rest : ENCODED;
    if (rest == r->len) taken = r->raw_len;
    last->len += rest;
    last->raw_len = r->raw + taken - last->raw;
    *r = (hs_run){.clean = r->clean + rest, .len = r->len - rest, .raw = r->raw + taken, .raw_len = r->raw_len - taken};
}

/* Adds a run. Runs neither begin inside a character nor overlap: pieces of what maps as a whole become one. */
static void push(hs_run_list *out, hs_str text, hs_run r)
{
    uint32_t rest = 0;
    while (rest < r.len && inside_character(text, r.clean + rest)) rest++;
    if (rest && out->n && out->v[out->n - 1].clean + out->v[out->n - 1].len == r.clean) give_rest(out, text, &r, rest);
    hs_run *last = out->n ? &out->v[out->n - 1] : NULL;
    if (r.len && last && r.raw < last->raw + last->raw_len) {
        uint64_t end = r.raw + r.raw_len > last->raw + last->raw_len ? r.raw + r.raw_len : last->raw + last->raw_len;
        last->len = r.clean + r.len - last->clean;
        last->raw_len = end - last->raw;
    } else if (r.len) {
        *HS_PUSH(*out) = r;
    }
}

/* A run that maps as a whole: from where its first byte came to where its last one did. */
static void whole(const hs_mime_bytes *b, hs_str text, const hs_run *r, hs_run_list *out)
{
    uint32_t i = run_at(b, r->raw), j = run_at(b, r->raw + r->raw_len - 1);
    if (j >= b->map.n) return;
    const hs_run *first = &b->map.v[i], *last = &b->map.v[j];
    uint64_t from = first->raw + (first->len == first->raw_len ? r->raw - first->clean : 0);
    uint64_t to = last->raw + (last->len == last->raw_len ? r->raw + r->raw_len - last->clean : last->raw_len);
    push(out, text, (hs_run){.clean = r->clean, .len = r->len, .raw = from, .raw_len = to - from});
}

void hs_mime_through(const hs_mime_bytes *b, hs_str text, const hs_run *runs, uint32_t n, hs_run_list *out)
{
    for (uint32_t k = 0; k < n; k++) {
        const hs_run *r = &runs[k];
        if (!r->raw_len || !r->len) continue;
        if (r->len != r->raw_len) {
            whole(b, text, r, out);
            continue;
        }
        uint64_t at = r->raw, end = r->raw + r->raw_len;
        for (uint32_t i = run_at(b, at); at < end && i < b->map.n; i++) {
            const hs_run *x = &b->map.v[i];
            uint64_t to = (uint64_t)x->clean + x->len < end ? (uint64_t)x->clean + x->len : end;
            uint32_t len = (uint32_t)(to - at), clean = r->clean + (uint32_t)(at - r->raw);
            bool same = x->len == x->raw_len;
            push(out, text,
                 (hs_run){.clean = clean,
                          .len = len,
                          .raw = same ? x->raw + (at - x->clean) : x->raw,
                          .raw_len = same ? len : x->raw_len});
            at = to;
        }
    }
}

bool hs_mime_text(const hs_mime_bytes *b, hs_str charset, hs_decoded *out, hs_err *err)
{
    if (hs_str_ieq(charset, HS_STR("us-ascii"))) charset = (hs_str){"", 0};
    hs_str bytes = {b->bytes.n ? b->bytes.p : "", b->bytes.n};
    if (!hs_decode(bytes, charset, out, err)) return false;
    hs_run_list through = {0};
    hs_mime_through(b, out->text, out->map.v, out->map.n, &through);
    free(out->map.v);
    out->map.v = through.v;
    out->map.n = through.n;
    out->map.cap = through.cap;
    return true;
}
