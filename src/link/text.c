#include "link/text.h"

#include <stdlib.h>

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static int print_order(const void *x, const void *y)
{
    const hs_print *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static void add_stems(hs_text *t, uint32_t from, uint32_t to)
{
    uint32_t first = t->stems.n, kept = first;
    *HS_PUSH(t->first) = first;
    for (uint32_t i = from; i < to; i++)
        if (t->words.v[i].stem) *HS_PUSH(t->stems) = t->words.v[i].stem;
    if (t->stems.n > first) qsort(t->stems.v + first, t->stems.n - first, sizeof *t->stems.v, by_value);
    for (uint32_t i = first; i < t->stems.n; i++)
        if (kept == first || t->stems.v[kept - 1] != t->stems.v[i]) t->stems.v[kept++] = t->stems.v[i];
    t->stems.n = kept;
    uint64_t mask = 0;
    for (uint32_t i = first; i < kept; i++) mask |= UINT64_C(1) << (hs_mix64(t->stems.v[i]) & 63);
    *HS_PUSH(t->masks) = mask;
}

static void add_prints(hs_text *t)
{
    uint32_t kept = 0;
    hs_words_fingerprints(&t->words, &t->prints);
    if (t->prints.n) qsort(t->prints.v, t->prints.n, sizeof *t->prints.v, print_order);
    for (uint32_t i = 0; i < t->prints.n; i++)
        if (!kept || t->prints.v[kept - 1].hash != t->prints.v[i].hash) t->prints.v[kept++] = t->prints.v[i];
    t->prints.n = kept;
}

void hs_text_of(const hs_doc *d, hs_text *t)
{
    *t = (hs_text){0};
    hs_link_words(d, &t->words);
    *HS_PUSH(t->sentences) = 0;
    for (uint32_t i = 0; i < t->words.n; i++)
        if (t->words.v[i].ends || i + 1 == t->words.n) {
            add_stems(t, t->sentences.v[t->sentences.n - 1], i + 1);
            *HS_PUSH(t->sentences) = i + 1;
        }
    *HS_PUSH(t->first) = t->stems.n;
    add_prints(t);
}

void hs_text_free(hs_text *t)
{
    HS_VEC_FREE(t->words);
    HS_VEC_FREE(t->sentences);
    HS_VEC_FREE(t->stems);
    HS_VEC_FREE(t->first);
    HS_VEC_FREE(t->masks);
    HS_VEC_FREE(t->prints);
}

hs_span hs_text_span(const hs_text *t, uint32_t first, uint32_t n)
{
    return hs_span_join(t->words.v[first].at, t->words.v[first + n - 1].at);
}
