#include "link/told.h"

#include "base/sort.h"
#include "link/kept.h"
#include "link/light.h"
#include "link/terms.h"

#include <stdlib.h>

typedef HS_VEC(uint64_t) numbers;

static bool take(hs_kept_reader *r, uint32_t n, numbers *out)
{
    for (uint32_t i = 0; i < n && !r->bad; i++) *HS_PUSH(*out) = hs_kept_u64(r);
    return !r->bad;
}

/* Words and acts as they were kept; false where they were not. */
static bool take_kept(const hs_pile *p, uint32_t doc, numbers *words, numbers *acts)
{
    hs_kept_reader r = hs_kept_read(p, doc, HS_KEPT_TOLD);
    return r.n && take(&r, hs_kept_u32(&r), words) && take(&r, hs_kept_u32(&r), acts) &&
           acts->n == p->docs.v[doc]->acts.n;
}

static void make(hs_pile *p, uint32_t doc, hs_term_memo *m, numbers *words, numbers *acts)
{
    const hs_doc *d = p->docs.v[doc];
    hs_terms *terms = hs_calloc(d->assertions.n + 1, sizeof *terms);
    uint32_t left = 0;
    words->n = acts->n = 0;
    hs_terms_of_doc(p, doc, m, terms);
    for (uint32_t i = 0; i < d->assertions.n; i++)
        for (uint32_t k = 0; k < terms[i].n; k++) *HS_PUSH(*words) = terms[i].term[k];
    for (uint32_t i = 0; i < d->acts.n; i++) {
        *HS_PUSH(*acts) = hs_act_class(d, i);
        if (d->acts.v[i].kind == HS_HAPPENS) *HS_PUSH(*words) = acts->v[i];
    }
    hs_sort_u64(words->v, words->n, sizeof *words->v);
    for (uint32_t i = 0; i < words->n; i++)
        if (!left || words->v[left - 1] != words->v[i]) words->v[left++] = words->v[i];
    words->n = left;
    free(terms);
}

static void keep(hs_pile *p, uint32_t doc, const numbers *words, const numbers *acts)
{
    hs_buf b = {0};
    hs_kept_put_u32(&b, words->n);
    hs_buf_add(&b, words->v, words->n * sizeof *words->v);
    hs_kept_put_u32(&b, acts->n);
    hs_buf_add(&b, acts->v, acts->n * sizeof *acts->v);
    hs_kept_put(p, doc, HS_KEPT_TOLD, &b);
    hs_buf_free(&b);
}

void hs_told_words_of(hs_pile *p, hs_told_words *out)
{
    hs_term_memo m = {0};
    numbers words = {0}, acts = {0};
    for (uint32_t d = 0; d < p->docs.n; d++) {
        words.n = acts.n = 0;
        if (!take_kept(p, d, &words, &acts)) {
            make(p, d, &m, &words, &acts);
            keep(p, d, &words, &acts);
        }
        *HS_PUSH(out->first) = out->word.n;
        for (uint32_t i = 0; i < words.n; i++) *HS_PUSH(out->word) = words.v[i];
        for (uint32_t i = 0; i < acts.n; i++) *HS_PUSH(out->act) = acts.v[i];
    }
    *HS_PUSH(out->first) = out->word.n;
    HS_VEC_FREE(words);
    HS_VEC_FREE(acts);
    hs_term_memo_free(&m);
}

void hs_told_words_free(hs_told_words *t)
{
    HS_VEC_FREE(t->first);
    HS_VEC_FREE(t->word);
    HS_VEC_FREE(t->act);
}
