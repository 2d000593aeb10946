#include <stdlib.h>
#include <string.h>

#include "parse/netpass.h"

/* The heads' vectors of one sentence, one column a head (0 the root), so that one word's scores for all heads are
 * summed side by side in a fixed order. Columns are padded to a multiple of 16. */
static uint32_t columns(const hs_net_pass *p, uint32_t s, float *cols, float *bias)
{
    uint32_t n = p->length[s], a = p->net->h.arc, ld = (n + 1 + 15) / 16 * 16;
    memset(cols, 0, (size_t)a * ld * sizeof *cols);
    memset(bias, 0, ld * sizeof *bias);
    for (uint32_t j = 0; j <= n; j++) {
        const float *h = p->net->arc_root;
        if (j) h = p->z + (size_t)(p->off[j - 1] + s) * p->net->parser.out + a;
        for (uint32_t k = 0; k < a; k++) cols[(size_t)k * ld + j] = h[k];
    }
    p->math->blend(cols, p->net->arc_bias, a, ld, bias);
    return ld;
}

/* score (n x (n + 1)): q h + bias by head + bias by distance. */
static void scores(const hs_net_pass *p, uint32_t s, const float *q, uint32_t ld, const float *cols, const float *bias,
                   float *score)
{
    uint32_t n = p->length[s], a = p->net->h.arc;
    for (uint32_t i = 0; i < n; i++) {
        const float *qi = q + (size_t)(p->off[i] + s) * p->net->arc.out;
        float line[(HS_NET_CHUNK + 16) / 16 * 16];
        memcpy(line, bias, ld * sizeof *line);
        p->math->blend(cols, qi, a, ld, line);
        for (uint32_t j = 1; j <= n; j++) line[j] += p->net->distance[hs_net_distance((int)i + 1, (int)j)];
        memcpy(score + (size_t)i * (n + 1), line, (n + 1) * sizeof *line);
    }
}

static void arcs(hs_net_pass *p, hs_net_word *out)
{
    enum { WIDE = (HS_NET_CHUNK + 16) / 16 * 16 };
    const hs_net *net = p->net;
    uint32_t a = net->h.arc, head[HS_NET_CHUNK];
    float scale[HS_NET_BATCH], bias[WIDE];
    float *cols = hs_malloc((size_t)a * WIDE * sizeof *cols);
    float *score = hs_malloc((size_t)HS_NET_CHUNK * (HS_NET_CHUNK + 1) * sizeof *score);
    for (uint32_t r = 0; r < p->rows; r++)
        scale[r] = p->math->bytes(p->z + (size_t)r * net->parser.out, a, p->bytes + (size_t)r * a);
    p->math->dot(&net->arc, p->bytes, a, p->rows, p->ax);
    p->math->real(&net->arc, p->ax, scale, p->rows, p->real);
    for (uint32_t s = 0; s < p->sents; s++) {
        uint32_t ld = columns(p, s, cols, bias);
        scores(p, s, p->real, ld, cols, bias, score);
        hs_net_tree(p->length[s], score, head);
        for (uint32_t i = 0; i < p->length[s]; i++) out[p->from[s] + i].head = head[i];
    }
    free(cols);
    free(score);
}

static void relations(hs_net_pass *p, hs_net_word *out)
{
    const hs_net *net = p->net;
    uint32_t r = net->h.rel, at = 2 * net->h.arc;
    float scale[HS_NET_BATCH], f[3 * HS_NET_HIDDEN_MAX];
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++) {
            uint32_t row = p->off[t] + s, head = out[p->from[s] + t].head;
            const float *d = p->z + (size_t)row * net->parser.out + at, *h = net->rel_root;
            if (head) h = p->z + (size_t)(p->off[head - 1] + s) * net->parser.out + at + r;
            for (uint32_t k = 0; k < r; k++) f[k] = d[k] * h[k];
            memcpy(f + r, d, r * sizeof *f);
            memcpy(f + 2 * r, h, r * sizeof *f);
            scale[row] = p->math->bytes(f, 3 * r, p->bytes + (size_t)row * 3 * r);
        }
    p->math->dot(&net->relation, p->bytes, 3 * r, p->rows, p->ax);
    p->math->real(&net->relation, p->ax, scale, p->rows, p->real);
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++) {
            float *v = p->real + (size_t)(p->off[t] + s) * net->relation.out;
            if (out[p->from[s] + t].head) v[net->root_rel] = -1e30f; /* only the root is a root */
            out[p->from[s] + t].rel = (uint16_t)p->math->largest(v, net->h.rels);
        }
}

void hs_net_pass_trees(hs_net_pass *p, hs_net_word *out)
{
    const hs_net *net = p->net;
    p->math->dot(&net->parser, p->y[HS_NET_TREES], net->parser.in, p->rows, p->ax);
    p->math->real(&net->parser, p->ax, p->one, p->rows, p->z);
    float *z = p->z;
    for (size_t i = 0, n = (size_t)p->rows * net->parser.out; i < n; i++) {
        float low = 0.1f * z[i];
        z[i] = z[i] > low ? z[i] : low;
    }
    arcs(p, out);
    relations(p, out);
}
