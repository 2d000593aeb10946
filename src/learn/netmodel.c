#include "learn/netmodel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "learn/netloss.h"
#include "parse/netdecode.h"
#include "parse/netfeat.h"
#include "parse/netlists.h"

static void param(hs_net_model *m, int i, const char *name, int rows, int cols, float spread, uint64_t seed)
{
    hs_param *p = m->p + i;
    size_t n = (size_t)rows * (size_t)cols;
    *p = (hs_param){.name = name, .rows = rows, .cols = cols};
    p->sparse = i == HS_P_WORD || i == HS_P_PIECE || i == HS_P_SHAPE || i == HS_P_LIST;
    float **all[] = {&p->w, &p->g[0], &p->g[1], &p->m, &p->v};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) *all[k] = hs_calloc(n, sizeof(float));
    for (int k = 0; k < 2 && p->sparse; k++) p->hit[k] = hs_calloc((size_t)rows, 1);
    seed = hs_mix64(seed ^ ((uint64_t)i << 32));
    for (size_t k = 0; k < n; k++) p->w[k] = spread * (2.0f * hs_uniform(seed, k) - 1.0f);
}

static float glorot(int in, int out)
{
    return sqrtf(6.0f / (float)(in + out));
}

static int hidden_of(const hs_net_dims *d, int layer)
{
    return layer == HS_NET_NAMES ? d->names_hidden : d->hidden;
}

static int input_of(const hs_net_dims *d, int layer)
{
    return layer == HS_NET_FIRST ? d->word_dim + d->piece_dim : 2 * d->hidden;
}

static void lstm_params(hs_net_model *m, uint64_t seed)
{
    for (int layer = 0; layer < HS_NET_LAYERS; layer++)
        for (int dir = 0; dir < 2; dir++) {
            int at = HS_P_LSTM + layer * 6 + dir * 3, h = hidden_of(&m->dims, layer), in = input_of(&m->dims, layer);
            param(m, at, "lstm input", in, 4 * h, glorot(in, h), seed);
            param(m, at + 1, "lstm state", h, 4 * h, glorot(h, h), seed);
            param(m, at + 2, "lstm bias", 1, 4 * h, 0, seed);
            for (int j = 0; j < h; j++) m->p[at + 2].w[h + j] = 1.0f; /* remember at first */
        }
}

void hs_net_model_init(hs_net_model *m, const hs_net_dims *dims, uint64_t seed)
{
    m->dims = *dims;
    int y = 2 * dims->hidden, x = dims->word_dim + dims->piece_dim, a = dims->arc, r = dims->rel;
    param(m, HS_P_WORD, "word", dims->words, dims->word_dim, 0.3f, seed);
    param(m, HS_P_PIECE, "piece", dims->pieces, dims->piece_dim, 0.3f, seed);
    param(m, HS_P_SHAPE, "shape", HS_NET_SHAPES, dims->piece_dim, 0.3f, seed);
    lstm_params(m, seed);
    param(m, HS_P_TAG, "tag", y, dims->tags, glorot(y, dims->tags), seed);
    param(m, HS_P_TAG + 1, "tag bias", 1, dims->tags, 0, seed);
    param(m, HS_P_LEMMA, "lemma", y, dims->lemmas, glorot(y, dims->lemmas), seed);
    param(m, HS_P_LEMMA + 1, "lemma bias", 1, dims->lemmas, 0, seed);
    param(m, HS_P_LEMMA + 2, "lemma word", x, dims->lemmas, glorot(x, dims->lemmas), seed);
    param(m, HS_P_LABEL, "label", 2 * dims->names_hidden, dims->labels, glorot(y, dims->labels), seed);
    param(m, HS_P_LABEL + 1, "label bias", 1, dims->labels, 0, seed);
    param(m, HS_P_LABEL + 2, "label moves", dims->labels, dims->labels, 0, seed);
    param(m, HS_P_LABEL + 3, "label first", 1, dims->labels, 0, seed);
    param(m, HS_P_MLP, "parser vectors", y, 2 * a + 2 * r, glorot(y, a), seed);
    param(m, HS_P_MLP + 1, "parser bias", 1, 2 * a + 2 * r, 0, seed);
    param(m, HS_P_ARC, "arc", a, a, 0.1f * glorot(a, a), seed);
    param(m, HS_P_ARC + 1, "arc head bias", 1, a, 0, seed);
    param(m, HS_P_ARC + 2, "arc distance", 1, HS_NET_DISTANCES, 0, seed);
    param(m, HS_P_ARC + 3, "arc root", 1, a, 0.3f, seed);
    param(m, HS_P_ARC + 4, "rel root", 1, r, 0.3f, seed);
    param(m, HS_P_REL, "rel", 3 * r, dims->rels, glorot(r, dims->rels), seed);
    param(m, HS_P_REL + 1, "rel bias", 1, dims->rels, 0, seed);
    param(m, HS_P_CLOZE, "cloze", y, dims->word_dim, glorot(y, dims->word_dim), seed);
    param(m, HS_P_CLOZE + 1, "cloze bias", 1, dims->cloze, 0, seed);
    param(m, HS_P_LIST, "list", HS_NET_LISTED, dims->piece_dim, 0, seed);
}

void hs_net_model_free(hs_net_model *m)
{
    for (int i = 0; i < HS_P_COUNT; i++) {
        hs_param *p = m->p + i;
        float *all[] = {p->w, p->g[0], p->g[1], p->m, p->v};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
        free(p->hit[0]);
        free(p->hit[1]);
    }
}

/* x = word vector, then the pieces' sum over the root of their number plus the shape's vector. */
static void embed(const hs_net_model *m, const hs_half *half, float *x)
{
    int dw = m->dims.word_dim, dp = m->dims.piece_dim;
    for (int r = 0; r < half->pack.rows; r++, x += dw + dp) {
        int n = half->piece_at[r + 1] - half->piece_at[r];
        const float *shape = m->p[HS_P_SHAPE].w + half->shape[r] * dp;
        float scale = 1.0f / sqrtf((float)n);
        memcpy(x, m->p[HS_P_WORD].w + (size_t)half->word[r] * (size_t)dw, (size_t)dw * sizeof *x);
        memset(x + dw, 0, (size_t)dp * sizeof *x);
        for (int k = half->piece_at[r]; k < half->piece_at[r + 1]; k++)
            for (int j = 0; j < dp; j++) x[dw + j] += m->p[HS_P_PIECE].w[half->piece[k] * dp + j];
        for (int j = 0; j < dp; j++) x[dw + j] = x[dw + j] * scale + shape[j];
        const float *listed = m->p[HS_P_LIST].w + half->listed[r] * dp;
        for (int j = 0; j < dp && half->listed[r]; j++) x[dw + j] += listed[j];
    }
}

static float *touch(hs_param *p, int slot, int row)
{
    p->hit[slot][row] = 1;
    return p->g[slot] + (size_t)row * (size_t)p->cols;
}

static void embed_backward(hs_net_model *m, const hs_half *half, int slot, const float *dx)
{
    int dw = m->dims.word_dim, dp = m->dims.piece_dim;
    for (int r = 0; r < half->pack.rows; r++, dx += dw + dp) {
        int n = half->piece_at[r + 1] - half->piece_at[r];
        float scale = 1.0f / sqrtf((float)n);
        float *g = touch(m->p + HS_P_WORD, slot, half->word[r]);
        for (int j = 0; j < dw; j++) g[j] += dx[j];
        g = touch(m->p + HS_P_SHAPE, slot, half->shape[r]);
        for (int j = 0; j < dp; j++) g[j] += dx[dw + j];
        if (half->listed[r]) g = touch(m->p + HS_P_LIST, slot, half->listed[r]);
        for (int j = 0; j < dp && half->listed[r]; j++) g[j] += dx[dw + j];
        for (int k = half->piece_at[r]; k < half->piece_at[r + 1]; k++) {
            g = touch(m->p + HS_P_PIECE, slot, half->piece[k]);
            for (int j = 0; j < dp; j++) g[j] += dx[dw + j] * scale;
        }
    }
}

typedef struct {
    hs_net_model *m;
    const hs_half *half;
    hs_scratch *s;
    float scale;
    int slot;
    float *x, *dx, *xmask;   /* words' vectors after dropout */
    float *y[HS_NET_LAYERS]; /* each layer's output after dropout, and its gradient */
    float *dy[HS_NET_LAYERS];
    float *ymask[HS_NET_LAYERS], *rmask[HS_NET_LAYERS][2];
    hs_lstm lstm[HS_NET_LAYERS][2];
    hs_lstm_memo memo[HS_NET_LAYERS][2];
} pass;

static hs_linear linear(pass *p, int at, int bias)
{
    hs_param *w = p->m->p + at, *b = bias ? p->m->p + bias : NULL;
    return (hs_linear){w->rows, w->cols, w->w, b ? b->w : NULL, w->g[p->slot], b ? b->g[p->slot] : NULL};
}

/* The layer that a later one reads. */
static int source_of(int layer)
{
    return layer == HS_NET_SECOND ? HS_NET_FIRST : HS_NET_SECOND;
}

static void layer_forward(pass *p, int layer, float rate, uint64_t seed)
{
    const hs_packing *pack = &p->half->pack;
    int h = hidden_of(&p->m->dims, layer), in = input_of(&p->m->dims, layer);
    float *y = hs_scratch_new(p->s, pack->rows, 2 * h);
    for (int dir = 0; dir < 2; dir++) {
        hs_param *w = p->m->p + HS_P_LSTM + layer * 6 + dir * 3;
        p->lstm[layer][dir] =
            (hs_lstm){in, h, dir == 1, w[0].w, w[1].w, w[2].w, w[0].g[p->slot], w[1].g[p->slot], w[2].g[p->slot]};
        p->rmask[layer][dir] = hs_scratch_new(p->s, pack->sents, h);
        hs_dropout_mask(rate, seed + 2 + (uint64_t)dir, pack->sents, h, p->rmask[layer][dir]);
        hs_lstm_forward(&p->lstm[layer][dir], pack, layer == HS_NET_FIRST ? p->x : p->y[source_of(layer)],
                        p->rmask[layer][dir], y + dir * h, 2 * h, p->s, &p->memo[layer][dir]);
    }
    p->ymask[layer] = hs_scratch_new(p->s, pack->sents, 2 * h);
    hs_dropout_mask(rate, seed + 1, pack->sents, 2 * h, p->ymask[layer]);
    p->y[layer] = hs_scratch_new(p->s, pack->rows, 2 * h);
    p->dy[layer] = hs_scratch_zero(p->s, pack->rows, 2 * h);
    hs_dropout_apply(pack, p->ymask[layer], 2 * h, y, p->y[layer]);
}

static void layer_backward(pass *p, int layer)
{
    const hs_packing *pack = &p->half->pack;
    int h = hidden_of(&p->m->dims, layer);
    size_t used = p->s->used;
    hs_dropout_apply(pack, p->ymask[layer], 2 * h, p->dy[layer], p->dy[layer]);
    for (int dir = 0; dir < 2; dir++)
        hs_lstm_backward(&p->lstm[layer][dir], pack, p->rmask[layer][dir], p->dy[layer] + dir * h, 2 * h,
                         layer == HS_NET_FIRST ? p->dx : p->dy[source_of(layer)], p->s, &p->memo[layer][dir]);
    p->s->used = used;
}

static void tag_task(pass *p, hs_net_loss *loss)
{
    int rows = p->half->pack.rows;
    hs_linear l = linear(p, HS_P_TAG, HS_P_TAG + 1);
    float *y = hs_scratch_new(p->s, rows, l.out);
    hs_linear_forward(&l, rows, p->y[HS_NET_SECOND], y);
    loss->tag += hs_softmax_loss(rows, l.out, l.out, p->half->tag, p->scale, y);
    hs_linear_backward(&l, rows, p->y[HS_NET_SECOND], y, p->dy[HS_NET_SECOND]);
}

static void lemma_task(pass *p, hs_net_loss *loss)
{
    int rows = p->half->pack.rows;
    hs_linear l = linear(p, HS_P_LEMMA, HS_P_LEMMA + 1), lx = linear(p, HS_P_LEMMA + 2, 0);
    float *y = hs_scratch_new(p->s, rows, l.out);
    hs_linear_forward(&l, rows, p->y[HS_NET_SECOND], y);
    hs_gemm(false, false, rows, lx.out, lx.in, p->x, lx.in, lx.w, lx.out, true, y, lx.out);
    loss->lemma += hs_softmax_loss(rows, l.out, l.out, p->half->lemma, p->scale, y);
    hs_linear_backward(&l, rows, p->y[HS_NET_SECOND], y, p->dy[HS_NET_SECOND]);
    hs_linear_backward(&lx, rows, p->x, y, p->dx);
}

static void label_task(pass *p, float weight, hs_net_loss *loss)
{
    const hs_packing *pack = &p->half->pack;
    int rows = pack->rows, k = p->m->dims.labels;
    hs_linear l = linear(p, HS_P_LABEL, HS_P_LABEL + 1);
    hs_param *moves = p->m->p + HS_P_LABEL + 2, *first = p->m->p + HS_P_LABEL + 3;
    float *y = hs_scratch_new(p->s, rows, k), *e = hs_scratch_new(p->s, pack->steps, k);
    int *gold = (int *)hs_scratch_new(p->s, pack->steps, 1);
    hs_linear_forward(&l, rows, p->y[HS_NET_NAMES], y);
    for (int sent = 0; sent < pack->sents; sent++) {
        int n = 0;
        size_t used = p->s->used;
        for (; n < pack->steps && pack->count[n] > sent; n++) {
            memcpy(e + n * k, y + (pack->off[n] + sent) * k, (size_t)k * sizeof *e);
            gold[n] = p->half->label[pack->off[n] + sent];
        }
        if (gold[0] >= 0)
            loss->label += hs_crf_loss(n, k, gold, p->scale * weight, e, moves->w, first->w, moves->g[p->slot],
                                       first->g[p->slot], p->s);
        else
            memset(e, 0, (size_t)(n * k) * sizeof *e);
        for (int i = 0; i < n; i++) memcpy(y + (pack->off[i] + sent) * k, e + i * k, (size_t)k * sizeof *e);
        p->s->used = used;
    }
    hs_linear_backward(&l, rows, p->y[HS_NET_NAMES], y, p->dy[HS_NET_NAMES]);
}

static void tree_task(pass *p, float rate, uint64_t seed, hs_net_loss *loss)
{
    const hs_packing *pack = &p->half->pack;
    hs_linear l = linear(p, HS_P_MLP, HS_P_MLP + 1);
    int n = pack->rows * l.out;
    float *v = hs_scratch_new(p->s, pack->rows, l.out), *z = hs_scratch_new(p->s, pack->rows, l.out);
    float *dz = hs_scratch_zero(p->s, pack->rows, l.out), *mask = hs_scratch_new(p->s, pack->sents, l.out);
    hs_linear_forward(&l, pack->rows, p->y[HS_NET_TREES], v);
    hs_leaky_forward(n, v);
    hs_dropout_mask(rate, seed, pack->sents, l.out, mask);
    hs_dropout_apply(pack, mask, l.out, v, z);
    hs_tree_loss(p->m, p->half, p->scale, p->slot, z, dz, p->s, loss);
    hs_dropout_apply(pack, mask, l.out, dz, dz);
    hs_leaky_backward(n, v, dz);
    hs_linear_backward(&l, pack->rows, p->y[HS_NET_TREES], dz, p->dy[HS_NET_TREES]);
}

/* The hidden words themselves, from the second layer at their places. Words are told apart by the vectors that they
 * come in with (Press and Wolf 2017), so that text teaches these directly. */
static void cloze_task(pass *p, int n, hs_net_loss *loss)
{
    hs_linear l = linear(p, HS_P_CLOZE, 0);
    hs_param *word = p->m->p + HS_P_WORD, *bias = p->m->p + HS_P_CLOZE + 1;
    int words = p->m->dims.cloze, at = 0;
    float *x = hs_scratch_new(p->s, n, l.in), *dx = hs_scratch_zero(p->s, n, l.in);
    float *z = hs_scratch_new(p->s, n, l.out), *dz = hs_scratch_new(p->s, n, l.out),
          *y = hs_scratch_new(p->s, n, words);
    int *gold = (int *)hs_scratch_new(p->s, n, 1);
    for (int r = 0; r < p->half->pack.rows; r++) {
        if (p->half->cloze[r] < 0) continue;
        memcpy(x + at * l.in, p->y[HS_NET_SECOND] + r * l.in, (size_t)l.in * sizeof *x);
        gold[at++] = p->half->cloze[r];
    }
    hs_linear_forward(&l, n, x, z);
    for (int i = 0; i < n; i++) memcpy(y + i * words, bias->w, (size_t)words * sizeof *y);
    hs_gemm(false, true, n, words, l.out, z, l.out, word->w, l.out, true, y, words);
    loss->cloze += hs_softmax_loss(n, words, words, gold, p->scale, y);
    hs_gemm(false, false, n, l.out, words, y, words, word->w, l.out, false, dz, l.out);
    hs_gemm(true, false, words, l.out, n, y, words, z, l.out, true, word->g[p->slot], l.out);
    memset(word->hit[p->slot], 1, (size_t)words);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < words; j++) bias->g[p->slot][j] += y[i * words + j];
    hs_linear_backward(&l, n, x, dz, dx);
    at = 0;
    for (int r = 0; r < p->half->pack.rows; r++) {
        if (p->half->cloze[r] < 0) continue;
        for (int j = 0; j < l.in; j++) p->dy[HS_NET_SECOND][r * l.in + j] += dx[at * l.in + j];
        at++;
    }
}

static int known(const int *v, int n)
{
    int count = 0;
    for (int i = 0; i < n; i++) count += v[i] >= 0;
    return count;
}

void hs_net_model_learn(hs_net_model *m, const hs_half *half, const hs_net_rates *rates, uint64_t seed, int words,
                        int slot, hs_scratch *s, hs_net_loss *loss)
{
    const hs_packing *pack = &half->pack;
    int rows = pack->rows, in = m->dims.word_dim + m->dims.piece_dim;
    if (rows == 0) return;
    pass p = {.m = m, .half = half, .s = s, .slot = slot, .scale = 1.0f / (float)words};
    bool trees = known(half->head, rows) > 0;
    int hidden_words = known(half->cloze, rows);
    s->used = 0;
    p.x = hs_scratch_new(s, rows, in);
    p.dx = hs_scratch_zero(s, rows, in);
    p.xmask = hs_scratch_new(s, pack->sents, in);
    embed(m, half, p.x);
    hs_dropout_mask(rates->input, seed, pack->sents, in, p.xmask);
    hs_dropout_apply(pack, p.xmask, in, p.x, p.x);
    bool names = known(half->label, rows) > 0;
    const bool runs[HS_NET_LAYERS] = {true, true, trees, names};
    for (int i = 0; i < HS_NET_LAYERS; i++)
        if (runs[i]) layer_forward(&p, i, rates->hidden, seed + 100 * ((uint64_t)i + 1));
    if (known(half->tag, rows)) tag_task(&p, loss);
    if (known(half->lemma, rows)) lemma_task(&p, loss);
    if (names) label_task(&p, rates->labels, loss);
    if (trees) tree_task(&p, rates->hidden, seed + 7, loss);
    if (hidden_words) cloze_task(&p, hidden_words, loss);
    for (int i = HS_NET_LAYERS - 1; i >= 0; i--)
        if (runs[i]) layer_backward(&p, i);
    hs_dropout_apply(pack, p.xmask, in, p.dx, p.dx);
    embed_backward(m, half, slot, p.dx);
}
