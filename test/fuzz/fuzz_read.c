/* Any bytes as a file: refused with a reason, or read into a sound document whose map stays inside the bytes. */
#include "fuzz.h"

#include "doc/pack.h"
#include "read/reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    hs_doc *d = hs_doc_new();
    hs_err err = {0};
    bool ok = hs_read((hs_str){(const char *)bytes, n}, d, &err);
    FUZZ_CHECK(ok == (d->verdict != HS_READ_NOT));
    FUZZ_CHECK(ok || (*err.msg && !strcmp(err.msg, hs_doc_str(d, d->reason))));
    FUZZ_CHECK(hs_doc_check(d, &err));
    uint64_t raw = 0;
    for (uint32_t i = 0; i < d->map.n; i++) {
        const hs_run *r = &d->map.v[i];
        FUZZ_CHECK(r->raw >= raw && r->raw + r->raw_len <= n && r->clean + r->len <= d->text.n);
        raw = r->raw;
    }
    hs_doc_free(d);
    return 0;
}
