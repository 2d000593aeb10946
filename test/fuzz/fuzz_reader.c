/* Any bytes given to a reader that they may not be for: the environment's READER names it and the input is the file;
 * where there is none, the first line names it (HTML with its cleaner, PDF, mail …), or its first byte chooses one, and
 * the rest is the file. An office file may be given as its parts (parts.h). Refused with a reason, or read into a sound
 * document whose map stays inside the bytes. */
#include "doc/children.h"
#include "doc/pack.h"
#include "fuzz.h"
#include "parts.h"
#include "read/reader.h"

#include <string.h>

static const hs_reader *choose(const char *name, size_t n)
{
    for (size_t i = 0; i < hs_reader_count; i++)
        if (n == strlen(hs_readers[i].name) && !memcmp(name, hs_readers[i].name, n)) return &hs_readers[i];
    return &hs_readers[(unsigned char)*name % hs_reader_count];
}

static void read_as(const hs_reader *r, hs_str raw)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    hs_doc_identify(d, raw);
    if (r->read(raw, d, &err)) {
        hs_children_end(d);
        bool sound = hs_doc_check(d, &err);
        if (!sound) fprintf(stderr, "%s: %s\n", r->name, err.msg);
        FUZZ_CHECK(sound);
        for (uint32_t i = 0; i < d->map.n; i++) FUZZ_CHECK(d->map.v[i].raw + d->map.v[i].raw_len <= raw.n);
    } else {
        FUZZ_CHECK(*err.msg);
    }
    hs_doc_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *name = getenv("READER");
    const uint8_t *line = !name && n ? memchr(bytes, '\n', n < 16 ? n : 16) : NULL;
    if (!name && !line) return 0;
    const hs_reader *r = name ? choose(name, strlen(name)) : choose((const char *)bytes, (size_t)(line - bytes));
    hs_str raw = {(const char *)bytes, n};
    if (line) raw = (hs_str){(const char *)line + 1, n - (size_t)(line - bytes) - 1};
    hs_buf zip = {0};
    bool parts = parts_are(raw);
    if (parts) parts_join(raw, &zip);
    read_as(r, parts ? (hs_str){zip.p, zip.n} : raw);
    hs_buf_free(&zip);
    return 0;
}
