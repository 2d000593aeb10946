#include "learn/netloss.h"

#include <math.h>
#include <string.h>

#include "parse/netdecode.h"

/* Forward pass in scaled probabilities: a[t] sums to one; returns the log of the sum over all sequences. u are the
 * words' scores as exponentials (largest of each word 1), x the moves' exponentials. */
static double crf_alpha(int n, int k, const float *u, const float *x, const float *first, float *a, float *norm)
{
    double log_sum = 0;
    for (int t = 0; t < n; t++) {
        float sum = 0;
        for (int j = 0; j < k; j++) {
            float v = 0;
            if (t == 0)
                v = expf(first[j]);
            else
                for (int i = 0; i < k; i++) v += a[(t - 1) * k + i] * x[i * k + j];
            a[t * k + j] = v * u[t * k + j];
            sum += a[t * k + j];
        }
        for (int j = 0; j < k; j++) a[t * k + j] /= sum;
        norm[t] = sum;
        log_sum += log((double)sum);
    }
    return log_sum;
}

/* b[t][i]: how likely the rest is after label i at t, scaled alike. */
static void crf_beta(int n, int k, const float *u, const float *x, const float *norm, float *b)
{
    for (int i = 0; i < k; i++) b[(n - 1) * k + i] = 1.0f;
    for (int t = n - 2; t >= 0; t--)
        for (int i = 0; i < k; i++) {
            float v = 0;
            for (int j = 0; j < k; j++) v += x[i * k + j] * u[(t + 1) * k + j] * b[(t + 1) * k + j];
            b[t * k + i] = v / norm[t + 1];
        }
}

double hs_crf_loss(int n, int k, const int *gold, float scale, float *e, const float *moves, const float *first,
                   float *gmoves, float *gfirst, hs_scratch *s)
{
    float *u = hs_scratch_new(s, n, k), *a = hs_scratch_new(s, n, k), *b = hs_scratch_new(s, n, k);
    float *x = hs_scratch_new(s, k, k), *norm = hs_scratch_new(s, n, 1);
    double loss = -(double)first[gold[0]];
    for (int i = 0; i < k * k; i++) x[i] = expf(moves[i]);
    for (int t = 0; t < n; t++) {
        float top = e[t * k];
        for (int j = 1; j < k; j++) top = e[t * k + j] > top ? e[t * k + j] : top;
        for (int j = 0; j < k; j++) u[t * k + j] = expf(e[t * k + j] - top);
        loss += (double)(top - e[t * k + gold[t]]);
        if (t > 0) loss -= (double)moves[gold[t - 1] * k + gold[t]];
    }
    loss += crf_alpha(n, k, u, x, first, a, norm);
    crf_beta(n, k, u, x, norm, b);
    for (int t = 0; t < n; t++) {
        for (int j = 0; j < k; j++) e[t * k + j] = scale * a[t * k + j] * b[t * k + j];
        e[t * k + gold[t]] -= scale;
        if (t == 0) {
            for (int j = 0; j < k; j++) gfirst[j] += e[j];
            continue;
        }
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                gmoves[i * k + j] += scale * a[(t - 1) * k + i] * x[i * k + j] * u[t * k + j] * b[t * k + j] / norm[t];
        gmoves[gold[t - 1] * k + gold[t]] -= scale;
    }
    return loss * (double)scale;
}

typedef struct {
    hs_net_model *m;
    const hs_half *half;
    const float *z;
    float *dz, *d, *q, *dq; /* arc dependents in sentence order, times the bilinear matrix, and its gradient */
    float scale;
    int slot, width;
} trees;

static int length_of(const hs_packing *p, int sent)
{
    int n = 0;
    while (n < p->steps && p->count[n] > sent) n++;
    return n;
}

/* Scores of sentence sent: s (n x (n + 1)) = q h' + head bias + distance; h are the n + 1 heads' vectors. */
static void arc_scores(const trees *t, int n, const float *q, const float *h, float *bias, float *s)
{
    int a = t->m->dims.arc;
    const float *hb = t->m->p[HS_P_ARC + 1].w, *far = t->m->p[HS_P_ARC + 2].w;
    hs_gemm(false, true, n, n + 1, a, q, a, h, a, false, s, n + 1);
    hs_gemm(false, true, 1, n + 1, a, hb, a, h, a, false, bias, n + 1);
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= n; j++)
            s[i * (n + 1) + j] += j == i + 1 ? -1e9f : bias[j] + (j ? far[hs_net_distance(i + 1, j)] : 0.0f);
}

static double sentence_arcs(const trees *t, int sent, int at, int n, hs_scratch *s)
{
    int a = t->m->dims.arc;
    const hs_packing *p = &t->half->pack;
    hs_param *param = t->m->p + HS_P_ARC;
    size_t used = s->used;
    float *h = hs_scratch_new(s, n + 1, a), *dh = hs_scratch_new(s, n + 1, a), *sc = hs_scratch_new(s, n, n + 1);
    float *bias = hs_scratch_zero(s, 1, n + 1);
    int *gold = (int *)hs_scratch_new(s, n, 1);
    memcpy(h, param[3].w, (size_t)a * sizeof *h);
    for (int i = 0; i < n; i++) {
        memcpy(h + (i + 1) * a, t->z + (p->off[i] + sent) * t->width + a, (size_t)a * sizeof *h);
        gold[i] = t->half->head[p->off[i] + sent];
    }
    arc_scores(t, n, t->q + at * a, h, bias, sc);
    double loss = hs_softmax_loss(n, n + 1, n + 1, gold, t->scale, sc);
    memset(bias, 0, (size_t)(n + 1) * sizeof *bias);
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= n; j++) {
            bias[j] += sc[i * (n + 1) + j];
            if (j) param[2].g[t->slot][hs_net_distance(i + 1, j)] += sc[i * (n + 1) + j];
        }
    hs_gemm(false, false, n, a, n + 1, sc, n + 1, h, a, false, t->dq + at * a, a);
    hs_gemm(true, false, n + 1, a, n, sc, n + 1, t->q + at * a, a, false, dh, a);
    hs_gemm(true, false, n + 1, a, 1, bias, n + 1, param[1].w, a, true, dh, a);
    hs_gemm(false, false, 1, a, n + 1, bias, n + 1, h, a, true, param[1].g[t->slot], a);
    for (int k = 0; k < a; k++) param[3].g[t->slot][k] += dh[k];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < a; k++) t->dz[(p->off[i] + sent) * t->width + a + k] += dh[(i + 1) * a + k];
    s->used = used;
    return loss;
}

static double arc_loss(trees *t, hs_scratch *s)
{
    const hs_packing *p = &t->half->pack;
    int a = t->m->dims.arc, at = 0;
    hs_param *u = t->m->p + HS_P_ARC;
    double loss = 0;
    t->d = hs_scratch_zero(s, p->rows, a);
    t->q = hs_scratch_new(s, p->rows, a);
    t->dq = hs_scratch_zero(s, p->rows, a);
    for (int sent = 0; sent < p->sents; sent++)
        for (int i = 0, n = length_of(p, sent); i < n; i++, at++)
            memcpy(t->d + at * a, t->z + (p->off[i] + sent) * t->width, (size_t)a * sizeof *t->d);
    hs_gemm(false, false, p->rows, a, a, t->d, a, u->w, a, false, t->q, a);
    at = 0;
    for (int sent = 0; sent < p->sents; sent++) {
        int n = length_of(p, sent);
        if (t->half->head[sent] >= 0) loss += sentence_arcs(t, sent, at, n, s);
        at += n;
    }
    hs_gemm(true, false, a, a, p->rows, t->d, a, t->dq, a, true, u->g[t->slot], a);
    float *dd = hs_scratch_new(s, p->rows, a);
    hs_gemm(false, true, p->rows, a, a, t->dq, a, u->w, a, false, dd, a);
    at = 0;
    for (int sent = 0; sent < p->sents; sent++)
        for (int i = 0, n = length_of(p, sent); i < n; i++, at++)
            for (int k = 0; k < a; k++) t->dz[(p->off[i] + sent) * t->width + k] += dd[at * a + k];
    return loss;
}

/* Where the relation vector of row's head (of sentence sent) stands; NULL for the root's. */
static int head_row(const trees *t, int row, int sent)
{
    int head = t->half->head[row];
    return head > 0 ? t->half->pack.off[head - 1] + sent : -1;
}

static double rel_loss(const trees *t, hs_scratch *s)
{
    const hs_packing *p = &t->half->pack;
    int r = t->m->dims.rel, k = t->m->dims.rels, at = 2 * t->m->dims.arc;
    hs_param *w = t->m->p + HS_P_REL, *root = t->m->p + HS_P_ARC + 4;
    hs_linear l = {3 * r, k, w[0].w, w[1].w, w[0].g[t->slot], w[1].g[t->slot]};
    float *f = hs_scratch_zero(s, p->rows, 3 * r), *df = hs_scratch_zero(s, p->rows, 3 * r);
    float *y = hs_scratch_new(s, p->rows, k);
    for (int step = 0; step < p->steps; step++)
        for (int b = 0; b < p->count[step]; b++) {
            int row = p->off[step] + b, from = head_row(t, row, b);
            const float *d = t->z + row * t->width + at, *h = from < 0 ? root->w : t->z + from * t->width + at + r;
            for (int j = 0; j < r; j++) f[row * 3 * r + j] = d[j] * h[j];
            memcpy(f + row * 3 * r + r, d, (size_t)r * sizeof *f);
            memcpy(f + row * 3 * r + 2 * r, h, (size_t)r * sizeof *f);
        }
    hs_linear_forward(&l, p->rows, f, y);
    double loss = hs_softmax_loss(p->rows, k, k, t->half->rel, t->scale, y);
    hs_linear_backward(&l, p->rows, f, y, df);
    for (int step = 0; step < p->steps; step++)
        for (int b = 0; b < p->count[step]; b++) {
            int row = p->off[step] + b, from = head_row(t, row, b);
            const float *g = df + row * 3 * r, *v = f + row * 3 * r;
            float *dd = t->dz + row * t->width + at;
            float *dh = from < 0 ? root->g[t->slot] : t->dz + from * t->width + at + r;
            for (int j = 0; j < r; j++) {
                dd[j] += g[r + j] + g[j] * v[2 * r + j];
                dh[j] += g[2 * r + j] + g[j] * v[r + j];
            }
        }
    return loss;
}

void hs_tree_loss(hs_net_model *m, const hs_half *half, float scale, int slot, const float *z, float *dz, hs_scratch *s,
                  hs_net_loss *loss)
{
    trees t = {.m = m, .half = half, .z = z, .dz = dz, .scale = scale, .slot = slot};
    t.width = 2 * m->dims.arc + 2 * m->dims.rel;
    loss->arc += arc_loss(&t, s);
    loss->rel += rel_loss(&t, s);
}
