#include "link/text.h"

#include "base/sort.h"
#include "link/kept.h"

#include <stdlib.h>
#include <string.h>

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

static void add_prints(hs_text *t, const hs_words *words)
{
    uint32_t kept = 0;
    hs_words_fingerprints(words, &t->prints);
    if (t->prints.n) qsort(t->prints.v, t->prints.n, sizeof *t->prints.v, print_order);
    for (uint32_t i = 0; i < t->prints.n; i++)
        if (!kept || t->prints.v[kept - 1].hash != t->prints.v[i].hash) t->prints.v[kept++] = t->prints.v[i];
    t->prints.n = kept;
}

static void add_distinct(hs_text *t, const hs_words *words)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < words->n; i++)
        if (words->v[i].stem) *HS_PUSH(t->distinct) = words->v[i].stem;
    hs_sort_u64(t->distinct.v, t->distinct.n, sizeof *t->distinct.v);
    for (uint32_t i = 0; i < t->distinct.n; i++)
        if (!kept || t->distinct.v[kept - 1] != t->distinct.v[i]) t->distinct.v[kept++] = t->distinct.v[i];
    t->distinct.n = kept;
}

/* ---- kept ---- */

static bool take_kept(hs_pile *p, uint32_t doc, hs_text *t)
{
    hs_kept_reader r = hs_kept_read(p, doc, HS_KEPT_TEXT);
    uint32_t n = hs_kept_u32(&r), prints = hs_kept_u32(&r), distinct = hs_kept_u32(&r);
    const char *hash = hs_kept_items(&r, prints, sizeof t->prints.v->hash);
    const char *at = hs_kept_items(&r, prints, sizeof t->prints.v->at);
    const char *stems = hs_kept_items(&r, distinct, sizeof *t->distinct.v);
    if (r.bad || !n) return false;
    t->n = n;
    t->prints.v = hs_calloc(prints + 1, sizeof *t->prints.v);
    t->distinct.v = hs_malloc((distinct + 1) * sizeof *t->distinct.v);
    t->prints.n = t->prints.cap = prints;
    t->distinct.n = t->distinct.cap = distinct;
    for (uint32_t i = 0; i < prints; i++) {
        memcpy(&t->prints.v[i].hash, hash + i * sizeof t->prints.v->hash, sizeof t->prints.v->hash);
        memcpy(&t->prints.v[i].at, at + i * sizeof t->prints.v->at, sizeof t->prints.v->at);
    }
    if (distinct) memcpy(t->distinct.v, stems, distinct * sizeof *t->distinct.v);
    return true;
}

static void keep(hs_pile *p, uint32_t doc, const hs_text *t)
{
    hs_buf b = {0};
    hs_kept_put_u32(&b, t->n);
    hs_kept_put_u32(&b, t->prints.n);
    hs_kept_put_u32(&b, t->distinct.n);
    for (uint32_t i = 0; i < t->prints.n; i++) hs_kept_put_u64(&b, t->prints.v[i].hash);
    for (uint32_t i = 0; i < t->prints.n; i++) hs_kept_put_u32(&b, t->prints.v[i].at);
    hs_buf_add(&b, t->distinct.v, t->distinct.n * sizeof *t->distinct.v);
    hs_kept_put(p, doc, HS_KEPT_TEXT, &b);
    hs_buf_free(&b);
}

void hs_text_of(hs_pile *p, uint32_t doc, hs_text *t)
{
    *t = (hs_text){.doc = p->docs.v[doc]};
    if (take_kept(p, doc, t)) return;
    hs_link_words(t->doc, &t->words);
    t->n = t->words.n;
    add_prints(t, &t->words);
    add_distinct(t, &t->words);
    keep(p, doc, t);
}

void hs_text_open(hs_text *t)
{
    if (t->open) return;
    t->open = true;
    if (!t->words.n) hs_link_words(t->doc, &t->words);
    *HS_PUSH(t->sentences) = 0;
    for (uint32_t i = 0; i < t->words.n; i++)
        if (t->words.v[i].ends || i + 1 == t->words.n) {
            add_stems(t, t->sentences.v[t->sentences.n - 1], i + 1);
            *HS_PUSH(t->sentences) = i + 1;
        }
    *HS_PUSH(t->first) = t->stems.n;
    for (uint32_t i = 0; i < t->nobodys.n; i++)
        for (uint32_t w = t->nobodys.v[i]; w < t->nobodys.v[i] + HS_PRINT_WORDS && w < t->words.n; w++)
            t->words.v[w].common = true;
}

void hs_text_free(hs_text *t)
{
    HS_VEC_FREE(t->words);
    HS_VEC_FREE(t->sentences);
    HS_VEC_FREE(t->stems);
    HS_VEC_FREE(t->first);
    HS_VEC_FREE(t->masks);
    HS_VEC_FREE(t->prints);
    HS_VEC_FREE(t->distinct);
    HS_VEC_FREE(t->nobodys);
}

hs_span hs_text_span(const hs_text *t, uint32_t first, uint32_t n)
{
    return hs_span_join(t->words.v[first].at, t->words.v[first + n - 1].at);
}
