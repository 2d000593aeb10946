/* Any bytes as a document's text: what hs_parse makes of them must be sound, and its CoNLL-U must be read back. The
 * first byte chooses between the rules, the trained segmenter and, for short texts, the network too (which is slow
 * under the sanitizers), and whether a turn's label is given. */
#include "fuzz.h"
#include "parse/conllu.h"
#include "parse/engine.h"

#include <stdlib.h>
#include <string.h>

static hs_engine engine_of(uint8_t choice, size_t n)
{
    hs_engine e = {.lang = &hs_languages[0]};
    const hs_engine *shared = NULL;
    hs_err err;
    if (!(choice & 1) || !hs_engine_shared(&hs_languages[0], &shared, &err)) return e;
    e.splitter = shared->splitter;
    if (choice & 0x80 && n < 500) e.net = shared->net;
    return e;
}

static void check_tokens(const hs_doc *d, const hs_sentence *s)
{
    uint32_t at = s->at.at;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        const hs_token *t = &d->tokens.v[i];
        FUZZ_CHECK(t->at.n > 0 && t->at.at >= at && hs_span_end(t->at) <= hs_span_end(s->at));
        FUZZ_CHECK(t->head >= s->first && t->head < s->first + s->n);
        FUZZ_CHECK(t->upos < HS_UPOS_COUNT && t->deprel < HS_DEP_COUNT);
        FUZZ_CHECK(i > s->first || !(t->flags & HS_TOK_INNER));
        FUZZ_CHECK(t->lemma < d->pool.n && t->feats < d->pool.n);
        at = hs_span_end(t->at);
    }
    FUZZ_CHECK(at == hs_span_end(s->at));
}

static void check_doc(const hs_doc *d)
{
    uint32_t at = 0, token = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const hs_sentence *s = &d->sentences.v[i];
        FUZZ_CHECK(s->n > 0 && s->first == token && s->at.at >= at && hs_span_end(s->at) <= d->text.n);
        FUZZ_CHECK(s->block < d->blocks.n && hs_span_covers(d->blocks.v[s->block].at, s->at));
        check_tokens(d, s);
        token += s->n;
        at = hs_span_end(s->at);
    }
    FUZZ_CHECK(token == d->tokens.n);
}

static void check_conllu(const hs_doc *d)
{
    hs_buf out = {0};
    hs_doc *again = hs_doc_new();
    hs_conllu_write(d, &out);
    FUZZ_CHECK(hs_conllu_read((hs_str){out.p, out.n}, again, NULL));
    FUZZ_CHECK(again->tokens.n == d->tokens.n && again->sentences.n == d->sentences.n);
    hs_buf_free(&out);
    hs_doc_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 1 || n > 100000) return 0;
    hs_doc *d = hs_doc_new();
    hs_buf_add(&d->text, bytes + 1, n - 1);
    if (bytes[0] & 2 && n > 3) {
        hs_block *b = HS_PUSH(d->blocks);
        *b = (hs_block){.at = {0, (uint32_t)n - 1}, .speaker = {0, bytes[0] >> 2 & 31}, .kind = HS_BLOCK_TURN};
    }
    hs_engine engine = engine_of(bytes[0], n);
    hs_parse_with(&engine, d);
    check_doc(d);
    check_conllu(d);
    hs_doc_free(d);
    return 0;
}
