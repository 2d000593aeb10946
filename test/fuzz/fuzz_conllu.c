/* Any bytes as a treebank: refused, or read into a sound document that is written and tagged. */
#include "fuzz.h"
#include "parse/conllu.h"
#include "parse/parse.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 100000) return 0;
    hs_doc *d = hs_doc_new();
    hs_buf out = {0};
    hs_err err;
    bool ok = hs_conllu_read((hs_str){(const char *)bytes, n}, d, &err);
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        FUZZ_CHECK(hs_span_end(d->tokens.v[i].at) <= d->text.n);
        if (ok) FUZZ_CHECK(d->tokens.v[i].head < d->tokens.n);
    }
    if (ok && hs_parse_tokens(d, &err)) hs_conllu_write(d, &out);
    hs_buf_free(&out);
    hs_doc_free(d);
    return 0;
}
