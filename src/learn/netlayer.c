#include "learn/netlayer.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "parse/netmath.h"

float *hs_scratch_new(hs_scratch *s, int rows, int cols)
{
    size_t n = ((size_t)rows * (size_t)cols * sizeof(float) + 63) / 64 * 64;
    if (s->used + n > s->cap) abort(); /* sized by the trainer for the largest batch */
    void *p = s->mem + s->used;
    s->used += n;
    return p;
}

float *hs_scratch_zero(hs_scratch *s, int rows, int cols)
{
    float *p = hs_scratch_new(s, rows, cols);
    memset(p, 0, (size_t)rows * (size_t)cols * sizeof(float));
    return p;
}

void hs_gemm(bool ta, bool tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, bool add,
             float *c, int ldc)
{
    if (m == 0 || n == 0) return;
    cblas_sgemm(CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans, m, n, k, 1.0f, a, lda, b,
                ldb, add ? 1.0f : 0.0f, c, ldc);
}

float hs_uniform(uint64_t seed, uint64_t at)
{
    return (float)(hs_mix64(seed + at * 0x9E3779B97F4A7C15u) >> 40) * 0x1p-24f;
}

void hs_dropout_mask(float rate, uint64_t seed, int sents, int cols, float *mask)
{
    float keep = 1.0f / (1.0f - rate);
    for (int i = 0; i < sents * cols; i++) mask[i] = hs_uniform(seed, (uint64_t)i) < rate ? 0.0f : keep;
}

HS_WIDE void hs_dropout_apply(const hs_packing *p, const float *mask, int cols, const float *x, float *y)
{
    for (int t = 0; t < p->steps; t++) {
        const float *xr = x + (size_t)p->off[t] * (size_t)cols;
        float *yr = y + (size_t)p->off[t] * (size_t)cols;
        for (int i = 0; i < p->count[t] * cols; i++) yr[i] = xr[i] * mask[i];
    }
}

HS_WIDE static void add_bias(int rows, int cols, const float *b, float *y)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++) y[r * cols + j] += b[j];
}

HS_WIDE static void add_columns(int rows, int cols, const float *dy, float *gb)
{
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < cols; j++) gb[j] += dy[r * cols + j];
}

/* Rows of step t that have a state before them, and the row where those states begin. */
static int before(const hs_packing *p, bool backward, int t, int *from)
{
    int other = backward ? t + 1 : t - 1;
    if (other < 0 || other >= p->steps) return 0;
    *from = p->off[other];
    return backward ? p->count[other] : p->count[t];
}

static void cell_forward(int h, float *g, const float *cprev, float *c, float *y)
{
    float th[HS_NET_HIDDEN_MAX];
    hs_sigmoid(2 * h, g);
    hs_tanh(h, g + 2 * h);
    hs_sigmoid(h, g + 3 * h);
    for (int j = 0; j < h; j++) c[j] = g[j] * g[2 * h + j] + (cprev ? g[h + j] * cprev[j] : 0.0f);
    memcpy(th, c, (size_t)h * sizeof *th);
    hs_tanh(h, th);
    for (int j = 0; j < h; j++) y[j] = g[3 * h + j] * th[j];
}

void hs_lstm_forward(const hs_lstm *l, const hs_packing *p, const float *x, const float *rmask, float *y, int ldy,
                     hs_scratch *s, hs_lstm_memo *memo)
{
    int h = l->hidden, g = 4 * h;
    memo->x = x;
    memo->gates = hs_scratch_new(s, p->rows, g);
    memo->cell = hs_scratch_new(s, p->rows, h);
    memo->prev = hs_scratch_zero(s, p->rows, h);
    hs_gemm(false, false, p->rows, g, l->in, x, l->in, l->wx, g, false, memo->gates, g);
    add_bias(p->rows, g, l->b, memo->gates);
    for (int i = 0; i < p->steps; i++) {
        int t = l->backward ? p->steps - 1 - i : i, from = 0, n = before(p, l->backward, t, &from);
        int row = p->off[t];
        float *prev = memo->prev + row * h;
        for (int b = 0; b < n; b++)
            for (int j = 0; j < h; j++) prev[b * h + j] = y[(from + b) * ldy + j] * rmask[b * h + j];
        hs_gemm(false, false, n, g, h, prev, h, l->wh, g, true, memo->gates + row * g, g);
        for (int b = 0; b < p->count[t]; b++)
            cell_forward(h, memo->gates + (row + b) * g, b < n ? memo->cell + (from + b) * h : NULL,
                         memo->cell + (row + b) * h, y + (row + b) * ldy);
    }
}

/* g holds the gates on entry and their gradients on return; dh is the state's gradient, dc the cell's (in and out). */
HS_WIDE static void cell_backward(int h, float *restrict g, const float *cprev, const float *c,
                                  const float *restrict dh, float *restrict dc)
{
    float th[HS_NET_HIDDEN_MAX];
    memcpy(th, c, (size_t)h * sizeof *th);
    hs_tanh(h, th);
    for (int j = 0; j < h; j++) {
        float i = g[j], f = g[h + j], z = g[2 * h + j], o = g[3 * h + j];
        float d = dc[j] + dh[j] * o * (1.0f - th[j] * th[j]);
        g[j] = d * z * i * (1.0f - i);
        g[h + j] = cprev ? d * cprev[j] * f * (1.0f - f) : 0.0f;
        g[2 * h + j] = d * i * (1.0f - z * z);
        g[3 * h + j] = dh[j] * th[j] * o * (1.0f - o);
        dc[j] = d * f;
    }
}

void hs_lstm_backward(const hs_lstm *l, const hs_packing *p, const float *rmask, const float *dy, int ldy, float *dx,
                      hs_scratch *s, hs_lstm_memo *memo)
{
    int h = l->hidden, g = 4 * h;
    float *dh = hs_scratch_new(s, p->sents, h), *carry = hs_scratch_zero(s, p->sents, h);
    float *dc = hs_scratch_zero(s, p->sents, h);
    for (int i = 0; i < p->steps; i++) {
        int t = l->backward ? i : p->steps - 1 - i, from = 0, n = before(p, l->backward, t, &from);
        int row = p->off[t];
        float *gates = memo->gates + row * g;
        for (int b = 0; b < p->count[t]; b++) {
            for (int j = 0; j < h; j++) dh[b * h + j] = dy[(row + b) * ldy + j] + carry[b * h + j] * rmask[b * h + j];
            cell_backward(h, gates + b * g, b < n ? memo->cell + (from + b) * h : NULL, memo->cell + (row + b) * h,
                          dh + b * h, dc + b * h);
        }
        hs_gemm(false, true, n, h, g, gates, g, l->wh, g, false, carry, h);
    }
    hs_gemm(true, false, l->in, g, p->rows, memo->x, l->in, memo->gates, g, true, l->gwx, g);
    hs_gemm(true, false, h, g, p->rows, memo->prev, h, memo->gates, g, true, l->gwh, g);
    add_columns(p->rows, g, memo->gates, l->gb);
    if (dx) hs_gemm(false, true, p->rows, l->in, g, memo->gates, g, l->wx, g, true, dx, l->in);
}

void hs_linear_forward(const hs_linear *l, int rows, const float *x, float *y)
{
    hs_gemm(false, false, rows, l->out, l->in, x, l->in, l->w, l->out, false, y, l->out);
    if (l->b) add_bias(rows, l->out, l->b, y);
}

void hs_linear_backward(const hs_linear *l, int rows, const float *x, const float *dy, float *dx)
{
    hs_gemm(true, false, l->in, l->out, rows, x, l->in, dy, l->out, true, l->gw, l->out);
    if (l->gb) add_columns(rows, l->out, dy, l->gb);
    if (dx) hs_gemm(false, true, rows, l->in, l->out, dy, l->out, l->w, l->out, true, dx, l->in);
}

HS_WIDE void hs_leaky_forward(int n, float *x)
{
    for (int i = 0; i < n; i++) x[i] = x[i] > 0.0f ? x[i] : 0.1f * x[i];
}

HS_WIDE void hs_leaky_backward(int n, const float *y, float *dy)
{
    for (int i = 0; i < n; i++) dy[i] *= y[i] > 0.0f ? 1.0f : 0.1f;
}

/* e to the power of x <= 0, good to 2e-7, without a branch, so that loops over it are widened. */
static inline float exp_below(float x)
{
    x = x < -87.0f ? -87.0f : x;
    float k = x * 1.44269504f - 0.5f;
    int32_t n = (int32_t)k; /* towards zero, that is up: rounds */
    float r = x - (float)n * 0.693359375f - (float)n * -2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    union {
        int32_t i;
        float f;
    } two = {(n + 127) * (1 << 23)};
    return p * two.f;
}

/* In lanes, so that it is as fast as the loop before it and always the same. */
static inline float sum_of(int n, const float *v)
{
    enum { LANES = 16 };
    float part[LANES] = {0}, sum = 0;
    int whole = n / LANES * LANES;
    for (int i = 0; i < whole; i += LANES)
        for (int k = 0; k < LANES; k++) part[k] += v[i + k];
    for (int i = whole; i < n; i++) sum += v[i];
    for (int k = 0; k < LANES; k++) sum += part[k];
    return sum;
}

HS_WIDE double hs_softmax_loss(int rows, int n, int ld, const int *target, float scale, float *scores)
{
    double loss = 0;
    for (int r = 0; r < rows; r++) {
        float *v = scores + r * ld, top = v[0], sum = 0;
        if (target[r] < 0) {
            memset(v, 0, (size_t)n * sizeof *v);
            continue;
        }
        for (int j = 1; j < n; j++) top = v[j] > top ? v[j] : top;
        loss -= (double)(v[target[r]] - top);
        for (int j = 0; j < n; j++) v[j] = exp_below(v[j] - top);
        sum = sum_of(n, v);
        loss += log((double)sum);
        for (int j = 0; j < n; j++) v[j] *= scale / sum;
        v[target[r]] -= scale;
    }
    return loss * (double)scale;
}
