/* An office file as its parts, unpacked, so that a fuzzer changes what stands in them and not how it is packed: a line
 * "=== NAME" before each part. Put together again as a ZIP that packs nothing, with sound checksums. */
#ifndef HS_TEST_FUZZ_PARTS_H
#define HS_TEST_FUZZ_PARTS_H

#include "base/str.h"

#include <string.h>
#include <zlib.h>

static void parts_number(hs_buf *b, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++) hs_buf_char(b, (char)(i < 8 ? n >> 8 * i & 255 : 0));
}

static void parts_header(hs_buf *b, hs_str name, hs_str bytes, const uint32_t *at)
{
    hs_buf_add(b, at ? "PK\1\2\24\0\24\0\0\0\0\0\0\0\41\0" : "PK\3\4\24\0\0\0\0\0\0\0\41\0", at ? 16 : 14);
    parts_number(b, crc32(0, (const unsigned char *)bytes.p, (unsigned)bytes.n), 4);
    parts_number(b, bytes.n, 4);
    parts_number(b, bytes.n, 4);
    parts_number(b, name.n, 2);
    parts_number(b, 0, at ? 14 : 2);
    if (at) parts_number(b, *at, 4);
    hs_buf_add(b, name.p, name.n);
    if (!at) hs_buf_add(b, bytes.p, bytes.n);
}

static inline bool parts_are(hs_str s)
{
    return hs_str_starts(s, HS_STR("=== "));
}

static inline void parts_join(hs_str s, hs_buf *zip)
{
    hs_buf directory = {0};
    uint32_t n = 0;
    while (parts_are(s)) {
        const char *line = memchr(s.p, '\n', s.n);
        hs_str name = {s.p + 4, line ? (size_t)(line - s.p) - 4 : s.n - 4};
        s = line ? (hs_str){line + 1, s.n - name.n - 5} : (hs_str){"", 0};
        size_t size = parts_are(s) ? 0 : hs_str_find(s, HS_STR("\n=== "));
        hs_str bytes = {s.p, size < s.n ? size : s.n};
        size_t skip = size < s.n && size ? size + 1 : bytes.n;
        s = (hs_str){s.p + skip, s.n - skip};
        uint32_t at = (uint32_t)zip->n;
        if (name.n > 255) name.n = 255;
        parts_header(zip, name, bytes, NULL);
        parts_header(&directory, name, bytes, &at);
        n++;
    }
    uint32_t at = (uint32_t)zip->n;
    if (directory.n) hs_buf_add(zip, directory.p, directory.n);
    hs_buf_add(zip, "PK\5\6\0\0\0\0", 8);
    parts_number(zip, n, 2);
    parts_number(zip, n, 2);
    parts_number(zip, directory.n, 4);
    parts_number(zip, at, 4);
    parts_number(zip, 0, 2);
    hs_buf_free(&directory);
}

#endif
