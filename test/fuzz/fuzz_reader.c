/* Any bytes given to a reader that they may not be for: the first byte chooses it (HTML with its cleaner, PDF, mail …),
 * the rest is the file. Refused with a reason, or read into a sound document whose map stays inside the bytes. */
#include "doc/children.h"
#include "doc/pack.h"
#include "fuzz.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 2) return 0;
    hs_doc *d = hs_doc_new();
    hs_str raw = {(const char *)bytes + 1, n - 1};
    hs_err err = {0};
    hs_doc_identify(d, raw);
    if (hs_readers[bytes[0] % hs_reader_count].read(raw, d, &err)) {
        hs_children_end(d);
        FUZZ_CHECK(hs_doc_check(d, &err));
        for (uint32_t i = 0; i < d->map.n; i++) FUZZ_CHECK(d->map.v[i].raw + d->map.v[i].raw_len <= raw.n);
    } else {
        FUZZ_CHECK(*err.msg);
    }
    hs_doc_free(d);
    return 0;
}
