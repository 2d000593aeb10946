#include "read/warc.h"

#include "doc/children.h"
#include "read/archive.h"
#include "read/mime.h"

#include <stdlib.h>
#include <string.h>

int hs_warc_sniff(hs_str raw)
{
    return hs_str_starts(raw, HS_STR("WARC/1.")) || hs_str_starts(raw, HS_STR("WARC/0.")) ? 95 : 0;
}

/* Where the header at `at` ends: behind its blank line. */
static size_t header_end(hs_str s, size_t at)
{
    while (at < s.n) {
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        if (!nl) return s.n;
        size_t end = (size_t)(nl - s.p), n = end - at;
        bool blank = n == 0 || (n == 1 && s.p[at] == '\r');
        at = end + 1;
        if (blank) return at;
    }
    return s.n;
}

static bool number(hs_str s, int base, uint64_t *out)
{
    uint64_t v = 0;
    size_t i = 0;
    for (; i < s.n && i < 16; i++) {
        char c = s.p[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
        if (digit >= base) break;
        v = v * (uint64_t)base + (uint64_t)digit;
    }
    *out = v;
    return i > 0;
}

/* A body sent in chunks (RFC 9112), put together; what is no chunk ends it. */
static void unchunk(hs_str s, hs_buf *out)
{
    for (size_t at = 0; at < s.n;) {
        uint64_t n;
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        if (!nl || !number((hs_str){s.p + at, (size_t)(nl - s.p) - at}, 16, &n) || !n) return;
        at = (size_t)(nl - s.p) + 1;
        if (n > s.n - at) n = s.n - at;
        hs_buf_add(out, s.p + at, n);
        at += n;
        while (at < s.n && (s.p[at] == '\r' || s.p[at] == '\n')) at++;
    }
}

/* What only gives a page its looks: style sheets, scripts, fonts. */
static bool is_looks(hs_str media)
{
    static const char *const looks[] = {
        "text/css", "text/javascript",  "application/javascript", "application/x-javascript",
        "font/",    "application/font", "application/x-font",     "application/vnd.ms-fontobject"};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        size_t n = strlen(looks[i]);
        if (media.n >= n && hs_str_ieq((hs_str){media.p, n}, hs_str_of(looks[i]))) return true;
    }
    return false;
}

/* What a server answered, without its header and encodings. False where no more members are taken. */
static bool answer(hs_doc *d, hs_str name, hs_str http)
{
    size_t body = header_end(http, 0);
    hs_str head = {http.p, body}, bytes = {http.p + body, http.n - body};
    hs_str chunked = hs_mime_field(head, "Transfer-Encoding"), packed = hs_mime_field(head, "Content-Encoding");
    hs_buf whole = {0}, plain = {0};
    bool go;
    uint64_t size;
    if (is_looks(hs_mime_field(head, "Content-Type"))) return true;
    if (hs_str_ieq(chunked, HS_STR("chunked")) && number(bytes, 16, &size)) {
        unchunk(bytes, &whole);
        bytes = (hs_str){whole.p, whole.n};
    }
    bool encoded = packed.n && !hs_str_ieq(packed, HS_STR("identity"));
    if (encoded && hs_archive_unpack(bytes, hs_child_room(d), &plain)) {
        bytes = (hs_str){plain.p, plain.n};
        encoded = false;
    }
    if (encoded && bytes.n && hs_archive_sniff(bytes)) {
        go = hs_child_refuse(d, name, HS_ERR_FORMAT, "its compressed body is broken");
    } else if (encoded && hs_str_ieq(packed, HS_STR("br"))) {
        go = hs_child_refuse(d, name, HS_ERR_UNSUPPORTED, "its body is compressed in a way that is not known (br)");
    } else {
        go = !bytes.n || hs_child_add(d, name, bytes);
    }
    hs_buf_free(&whole);
    hs_buf_free(&plain);
    return go;
}

static hs_str address_of(hs_str head)
{
    hs_str uri = hs_mime_field(head, "WARC-Target-URI");
    if (uri.n > 2 && uri.p[0] == '<' && uri.p[uri.n - 1] == '>') uri = (hs_str){uri.p + 1, uri.n - 2};
    return uri.n ? uri : HS_STR("record");
}

static bool record(hs_doc *d, hs_str head, hs_str body)
{
    hs_str type = hs_mime_field(head, "WARC-Type"), media = hs_mime_field(head, "Content-Type"),
           name = address_of(head);
    if (hs_str_ieq(type, HS_STR("response")) && hs_str_starts(body, HS_STR("HTTP/"))) return answer(d, name, body);
    if (hs_str_ieq(type, HS_STR("response")) && hs_str_starts(media, HS_STR("text/dns"))) return true;
    if (hs_str_ieq(type, HS_STR("response")) || hs_str_ieq(type, HS_STR("resource")) ||
        hs_str_ieq(type, HS_STR("conversion")))
        return !body.n || hs_child_add(d, name, body);
    return true; /* requests, notes of the crawler, visits that found what is kept already */
}

bool hs_warc_read(hs_str raw, hs_doc *d, hs_err *err)
{
    bool go = true;
    uint32_t records = 0;
    d->verdict = HS_READ_WHOLE;
    for (size_t at = 0; at < raw.n && go; records++) {
        while (at < raw.n && (raw.p[at] == '\r' || raw.p[at] == '\n')) at++;
        if (at >= raw.n) break;
        size_t body = header_end(raw, at);
        hs_str head = {raw.p + at, body - at};
        uint64_t n = 0;
        if (!hs_str_starts(head, HS_STR("WARC/")) || !number(hs_mime_field(head, "Content-Length"), 10, &n)) {
            hs_doc_partly(d, "the records behind", "a record's header is broken");
            break;
        }
        if (n > raw.n - body) {
            hs_doc_partly(d, "the last record", "the file ends inside it");
            n = raw.n - body;
        }
        go = record(d, head, (hs_str){raw.p + body, n});
        at = body + n;
    }
    if (d->children.n) return true;
    return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a web archive of %u records, none of them a page", records);
}
