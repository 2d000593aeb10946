#include "read/html_main.h"

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 30000 }; /* blocks judged as one page: bounds memory on endless ones */

float hs_page_stage_share(const hs_page_stage *s, const float *row)
{
    float sum = s->base;
    for (uint32_t i = 0; i < s->trees; i++) {
        const hs_page_node *root = s->nodes + s->roots[i], *n = root;
        while (n->feature >= 0) n = root + (row[n->feature] <= n->at ? n->left : n->right);
        sum += n->at;
    }
    return 1 / (1 + expf(-sum));
}

static void judge(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b, uint32_t from, uint32_t to)
{
    float row[HS_FEATURES], *share = hs_calloc(to - from, sizeof *share);
    hs_features *f = hs_features_new(t, b, m, from, to);
    for (uint32_t i = 0; i < to - from; i++) {
        hs_features_first(f, i, row);
        share[i] = hs_page_stage_share(&hs_page_first, row);
    }
    hs_features_shares(f, share);
    for (uint32_t i = 0; i < to - from; i++) {
        hs_html_block *k = &b->v.v[from + i];
        hs_features_first(f, i, row);
        hs_features_second(f, i, row);
        k->share = hs_page_stage_share(&hs_page_second, row);
        k->keep = k->share >= hs_page_threshold;
    }
    hs_features_free(f);
    free(share);
}

void hs_html_main(const hs_tree *t, const hs_html_meta *m, hs_html_blocks *b)
{
    for (uint32_t from = 0; from < b->v.n; from += CHUNK)
        judge(t, m, b, from, b->v.n - from > CHUNK ? from + CHUNK : b->v.n);
}
