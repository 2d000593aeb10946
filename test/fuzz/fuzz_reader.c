/* Any bytes given to a reader that they may not be for: the first line names it (HTML with its cleaner, PDF, mail …),
 * or its first byte chooses one; the rest is the file. Refused with a reason, or read into a sound document whose map
 * stays inside the bytes. */
#include "doc/children.h"
#include "doc/pack.h"
#include "fuzz.h"
#include "read/reader.h"

#include <string.h>

static const hs_reader *choose(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < hs_reader_count; i++)
        if (n == strlen(hs_readers[i].name) && !memcmp(bytes, hs_readers[i].name, n)) return &hs_readers[i];
    return &hs_readers[bytes[0] % hs_reader_count];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const uint8_t *line = n ? memchr(bytes, '\n', n < 16 ? n : 16) : NULL;
    if (!line) return 0;
    hs_doc *d = hs_doc_new();
    size_t name = (size_t)(line - bytes);
    hs_str raw = {(const char *)line + 1, n - name - 1};
    hs_err err = {0};
    hs_doc_identify(d, raw);
    if (choose(bytes, name)->read(raw, d, &err)) {
        hs_children_end(d);
        FUZZ_CHECK(hs_doc_check(d, &err));
        for (uint32_t i = 0; i < d->map.n; i++) FUZZ_CHECK(d->map.v[i].raw + d->map.v[i].raw_len <= raw.n);
    } else {
        FUZZ_CHECK(*err.msg);
    }
    hs_doc_free(d);
    return 0;
}
