#include "learn/pagelabel.h"

#include "base/hash.h"
#include "base/map.h"
#include "read/furniture.h"

#include <stdlib.h>

enum { RUN = 4, REACH = 80 };

typedef HS_VEC(uint32_t) words;

static void split(hs_str text, hs_map *ids, words *out)
{
    hs_buf b = {0};
    hs_words_plain(text, &b);
    size_t from = 0;
    for (size_t i = 0; i <= b.n; i++) {
        if (i < b.n && b.p[i] != ' ') continue;
        if (i > from) {
            uint32_t *id = hs_map_at(ids, (hs_str){b.p + from, i - from});
            if (*id == HS_MISSING) *id = ids->entries.n;
            *HS_PUSH(*out) = *id;
        }
        from = i + 1;
    }
    hs_buf_free(&b);
}

static hs_str run_at(const words *w, uint32_t i)
{
    return (hs_str){(const char *)(w->v + i), RUN * sizeof *w->v};
}

/* Where the short block's words stand in truth, first place in [from, to); HS_MISSING where nowhere. */
static uint32_t place(const words *truth, const uint32_t *w, uint32_t n, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i + n <= truth->n && i < to; i++) {
        uint32_t k = 0;
        while (k < n && truth->v[i + k] == w[k]) k++;
        if (k == n) return i;
    }
    return HS_MISSING;
}

typedef struct {
    uint32_t first, n, last; /* its words; where in truth its last run ends, HS_MISSING where it has none */
} block_words;

static void cover_long(const words *all, const hs_map *runs, block_words *k, float *cover)
{
    uint32_t hits = 0;
    k->last = HS_MISSING;
    for (uint32_t i = k->first; i + RUN <= k->first + k->n; i++) {
        uint32_t at = hs_map_get(runs, run_at(all, i));
        if (at == HS_MISSING) continue;
        hits++;
        k->last = at + RUN;
    }
    *cover = (float)hits / (float)(k->n - RUN + 1);
}

uint32_t hs_page_label(const hs_html_blocks *b, hs_str truth, float *cover)
{
    hs_map ids = {0}, runs = {0};
    words want = {0}, all = {0};
    split(truth, &ids, &want);
    for (uint32_t i = 0; i + RUN <= want.n; i++) {
        uint32_t *at = hs_map_at(&runs, run_at(&want, i));
        if (*at == HS_MISSING) *at = i;
    }
    block_words *k = hs_calloc(b->v.n + 1U, sizeof *k);
    for (uint32_t i = 0; i < b->v.n; i++) {
        k[i].first = all.n;
        split(b->v.v[i].text, &ids, &all);
        k[i].n = all.n - k[i].first;
        k[i].last = HS_MISSING;
        cover[i] = 0;
        if (k[i].n >= RUN) cover_long(&all, &runs, &k[i], &cover[i]);
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < b->v.n; i++) {
        if (k[i].n >= RUN && cover[i] > 0.5F && k[i].last != HS_MISSING) at = k[i].last;
        if (!k[i].n || k[i].n >= RUN) continue;
        uint32_t found = place(&want, all.v + k[i].first, k[i].n, at, at + REACH);
        cover[i] = found == HS_MISSING ? 0 : 1;
        if (found != HS_MISSING && found < at + 12) at = found + k[i].n;
    }
    uint32_t n = want.n;
    free(k);
    HS_VEC_FREE(want);
    HS_VEC_FREE(all);
    hs_map_free(&ids);
    hs_map_free(&runs);
    return n;
}
