#include "read/html_main.h"

#include "read/furniture.h"
#include "read/para.h"
#include "read/stamp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 30000 }; /* blocks judged as one page: bounds memory on endless ones */

typedef struct {
    float share, words;
} weighed;

static int by_share(const void *a, const void *b)
{
    float x = ((const weighed *)a)->share, y = ((const weighed *)b)->share;
    return (x < y) - (x > y);
}

float hs_page_threshold(const float *share, const float *words, uint32_t n)
{
    weighed *v = hs_calloc(n + 1U, sizeof *v);
    double expected = 0, right = 0, kept = 0, most = 0;
    for (uint32_t i = 0; i < n; i++) {
        v[i] = (weighed){share[i], words[i]};
        expected += (double)(share[i] * words[i]);
    }
    qsort(v, n, sizeof *v, by_share);
    float threshold = 1;
    for (uint32_t i = 0; i < n; i++) {
        right += (double)(v[i].share * v[i].words);
        kept += (double)v[i].words;
        double f = right / (kept + expected);
        if (f >= most && (i + 1 == n || v[i + 1].share < v[i].share)) {
            most = f;
            threshold = v[i].share;
        }
    }
    free(v);
    return threshold;
}

static void judge(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b, uint32_t from, uint32_t to)
{
    uint32_t n = to - from;
    float row[HS_FEATURES], *share = hs_calloc(n, sizeof *share), *words = hs_calloc(n, sizeof *words);
    hs_features *f = hs_features_new(t, b, m, from, to);
    for (uint32_t i = 0; i < n; i++) {
        hs_features_row(f, i, row);
        share[i] = hs_boosted_share(&hs_page_model, row);
        words[i] = (float)b->v.v[from + i].words;
    }
    float threshold = hs_page_threshold(share, words, n);
    for (uint32_t i = 0; i < n; i++) {
        b->v.v[from + i].share = share[i];
        b->v.v[from + i].keep = share[i] >= threshold;
    }
    hs_features_free(f);
    free(share);
    free(words);
}

/* Links behind a label, "Also in the Ledger: A short history of …": a teaser. */
static bool teaser(const hs_html_block *k)
{
    const char *colon = memchr(k->text.p, ':', k->text.n < 40 ? k->text.n : 40);
    return colon && k->link_chars * 2 > k->chars && k->words <= 30 && !hs_para_ends_sentence(k->text);
}

/* Author and date on a line of their own: they are metadata. */
static bool byline(const hs_html_meta *m, const hs_html_block *k)
{
    bool short_line = k->words <= 16 && !hs_para_ends_sentence(k->text) && k->kind != HS_BLOCK_HEADING;
    if (!short_line || hs_stamp_find(k->text, NULL, NULL) == HS_NO_DAY) return false;
    return m->author.value.n && hs_str_find(k->text, m->author.value) != SIZE_MAX;
}

/* A short text in a box that is called an advertisement. */
static bool advert(const hs_tree *t, const hs_html_block *k)
{
    uint32_t groups = hs_html_vocab(t, k->box) | hs_html_vocab(t, t->nodes.v[k->box].parent);
    return k->words <= 40 && (groups >> HS_VOCAB_AD & 1U) && !(groups >> HS_VOCAB_STORY_BODY & 1U);
}

/* True where most of what is kept are whole sentences: an article, not a list or a shop. */
static bool tells(const hs_html_blocks *b)
{
    uint64_t all = 0, prose = 0;
    for (uint32_t i = 0; i < b->v.n; i++) {
        const hs_html_block *k = &b->v.v[i];
        if (!k->keep) continue;
        all += k->chars;
        if (hs_para_ends_sentence(k->text) && k->link_chars * 3 < k->chars) prose += k->chars;
    }
    return prose * 10 > all * 7;
}

/* In a box that is called comments and nothing of a story. */
static bool in_comments(const hs_tree *t, const hs_html_block *k)
{
    uint32_t node = k->box;
    for (unsigned up = 0; node && up < 6; up++, node = t->nodes.v[node].parent) {
        uint32_t groups = hs_html_vocab(t, node);
        if ((groups >> HS_VOCAB_COMMENT & 1U) && !(groups & (1U << HS_VOCAB_ARTICLE | 1U << HS_VOCAB_FORUM)))
            return true;
    }
    return false;
}

/* Where a story of its own stands outside them, comments are its readers' and not its. */
static void drop_comments(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b)
{
    enum { STORY = 40 };
    uint32_t words = 0;
    if (m->kinds & (HS_PAGE_TALK | HS_PAGE_PRODUCT)) return;
    for (uint32_t i = 0; i < b->v.n && words < STORY; i++) {
        const hs_html_block *k = &b->v.v[i];
        if (k->keep && hs_para_ends_sentence(k->text) && !in_comments(t, k)) words += k->words;
    }
    for (uint32_t i = 0; i < b->v.n && words >= STORY; i++)
        if (b->v.v[i].keep && in_comments(t, &b->v.v[i])) b->v.v[i].keep = false;
}

/* Furniture that stands in the middle of an article looks like it to the model: wording tells. */
static void drop_furniture(const hs_tree *t, const hs_html_meta *m, hs_html_block *k)
{
    hs_furniture f = hs_furniture_of(k->text);
    bool linked = k->link_chars * 2 > k->chars;
    if (f.sure == 3 || (f.sure == 2 && (linked || !hs_para_ends_sentence(k->text))))
        k->keep = k->kind == HS_BLOCK_HEADING && f.sure < 3;
    if (teaser(k) || byline(m, k) || advert(t, k)) k->keep = false;
}

void hs_html_main(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b)
{
    for (uint32_t from = 0; from < b->v.n; from += CHUNK)
        judge(t, m, b, from, b->v.n - from > CHUNK ? from + CHUNK : b->v.n);
    drop_comments(t, m, b);
    bool article = tells(b);
    for (uint32_t i = 0; i < b->v.n; i++)
        if (article && b->v.v[i].keep) drop_furniture(t, m, &b->v.v[i]);
}
