#include "learn/netpack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parse/netpass.h"

enum { ROW_MOST = 127, MATRIX_MOST = 63 }; /* largest weight of a table's row and of a matrix (see netmath.h) */

static const char zeros[64];

typedef struct {
    hs_buf *out;
    size_t base;
    hs_net_header h;
} packer;

static void open_block(packer *p, int k)
{
    hs_buf_add(p->out, zeros, (64 - (p->out->n - p->base) % 64) % 64);
    p->h.block[k].at = p->out->n - p->base;
}

static void close_block(packer *p, int k)
{
    p->h.block[k].size = p->out->n - p->base - p->h.block[k].at;
}

static void plain(packer *p, int k, const void *bytes, size_t n)
{
    open_block(p, k);
    hs_buf_add(p->out, bytes, n);
    close_block(p, k);
}

static void floats(packer *p, int k, const hs_param *v)
{
    plain(p, k, v->w, (size_t)v->rows * (size_t)v->cols * sizeof *v->w);
}

static int8_t byte_of(float w, float scale, int most)
{
    long v = scale > 0 ? lrintf(w / scale) : 0;
    return (int8_t)(v > most ? most : v < -most ? -most : v);
}

/* A table of vectors: rows in block k, their scales in the next. */
static void rows(packer *p, int k, const hs_param *v)
{
    float *scale = hs_calloc((size_t)v->rows, sizeof *scale);
    open_block(p, k);
    for (int r = 0; r < v->rows; r++) {
        const float *w = v->w + (size_t)r * (size_t)v->cols;
        for (int j = 0; j < v->cols; j++) scale[r] = fmaxf(scale[r], fabsf(w[j]));
        scale[r] /= (float)ROW_MOST;
        for (int j = 0; j < v->cols; j++) hs_buf_char(p->out, byte_of(w[j], scale[r], ROW_MOST));
    }
    close_block(p, k);
    plain(p, k + 1, scale, (size_t)v->rows * sizeof *scale);
    free(scale);
}

/* A matrix in x out (as learnt) in the order of hs_qmat. bias may be NULL. */
static void matrix(packer *p, int k, const hs_param *v, const hs_param *bias)
{
    int in = v->rows, out = (v->cols + 15) / 16 * 16;
    float *scale = hs_calloc((size_t)out * 2, sizeof *scale);
    int32_t *fix = hs_calloc((size_t)out, sizeof *fix);
    for (int o = 0; o < v->cols; o++) {
        for (int i = 0; i < in; i++) scale[o] = fmaxf(scale[o], fabsf(v->w[i * v->cols + o]));
        scale[o] /= (float)MATRIX_MOST;
        scale[out + o] = bias ? bias->w[o] : 0.0f;
    }
    open_block(p, k);
    for (int o = 0; o < out; o += 16)
        for (int i = 0; i < in; i += 4)
            for (int b = 0; b < 64; b++) {
                int to = o + b / 4, from = i + b % 4;
                int8_t w = to < v->cols ? byte_of(v->w[from * v->cols + to], scale[to], MATRIX_MOST) : 0;
                fix[to] -= 128 * w;
                hs_buf_char(p->out, w);
            }
    hs_buf_add(p->out, scale, (size_t)out * 2 * sizeof *scale);
    hs_buf_add(p->out, fix, (size_t)out * sizeof *fix);
    close_block(p, k);
    free(scale);
    free(fix);
}

static void names(packer *p, int k, const hs_map *m)
{
    open_block(p, k);
    for (uint32_t i = 0; i < m->entries.n; i++) {
        hs_buf_add(p->out, m->entries.v[i].key.p, m->entries.v[i].key.n);
        hs_buf_char(p->out, 0);
    }
    close_block(p, k);
}

static void vocabulary(packer *p, const hs_map *vocab)
{
    uint32_t n = 16;
    while (n < 2 * vocab->entries.n) n *= 2;
    hs_net_slot *slots = hs_calloc(n, sizeof *slots);
    for (uint32_t i = 0; i < vocab->entries.n; i++) {
        uint64_t key;
        memcpy(&key, vocab->entries.v[i].key.p, sizeof key);
        uint32_t at = (uint32_t)key & (n - 1);
        while (slots[at].row) at = (at + 1) & (n - 1);
        slots[at] = (hs_net_slot){(uint32_t)(key >> 32), vocab->entries.v[i].value};
    }
    p->h.slots = n;
    plain(p, HS_NB_SLOTS, slots, n * sizeof *slots);
    free(slots);
}

static void header(packer *p, const hs_net_dims *d)
{
    p->h.magic = HS_NETFILE_MAGIC;
    p->h.words = (uint32_t)d->words;
    p->h.word_dim = (uint32_t)d->word_dim;
    p->h.pieces = (uint32_t)d->pieces;
    p->h.piece_dim = (uint32_t)d->piece_dim;
    p->h.hidden = (uint32_t)d->hidden;
    p->h.names_hidden = (uint32_t)d->names_hidden;
    p->h.arc = (uint32_t)d->arc;
    p->h.rel = (uint32_t)d->rel;
    p->h.tags = (uint32_t)d->tags;
    p->h.lemmas = (uint32_t)d->lemmas;
    p->h.rels = (uint32_t)d->rels;
}

void hs_net_pack(const hs_net_model *m, const hs_map *vocab, const hs_names *lists, const hs_classes *k, hs_buf *out)
{
    packer p = {.out = out, .base = out->n};
    const hs_param *w = m->p;
    header(&p, &m->dims);
    hs_buf_add(out, &p.h, sizeof p.h);
    vocabulary(&p, vocab);
    rows(&p, HS_NB_WORD, w + HS_P_WORD);
    rows(&p, HS_NB_PIECE, w + HS_P_PIECE);
    rows(&p, HS_NB_SHAPE, w + HS_P_SHAPE);
    rows(&p, HS_NB_LIST, w + HS_P_LIST);
    plain(&p, HS_NB_LIST_SLOTS, lists->slots, lists->n * sizeof *lists->slots);
    p.h.list_slots = lists->n;
    names(&p, HS_NB_TAGS, &k->tags);
    names(&p, HS_NB_LEMMAS, &k->lemmas);
    names(&p, HS_NB_RELS, &k->rels);
    floats(&p, HS_NB_MOVES, w + HS_P_LABEL + 2);
    floats(&p, HS_NB_FIRST, w + HS_P_LABEL + 3);
    floats(&p, HS_NB_ARC_BIAS, w + HS_P_ARC + 1);
    floats(&p, HS_NB_DISTANCE, w + HS_P_ARC + 2);
    floats(&p, HS_NB_ARC_ROOT, w + HS_P_ARC + 3);
    floats(&p, HS_NB_REL_ROOT, w + HS_P_ARC + 4);
    for (int i = 0; i < HS_NET_LAYERS * 2; i++) {
        const hs_param *l = w + HS_P_LSTM + 3 * i;
        matrix(&p, HS_NB_LSTM + 2 * i, l, l + 2);
        matrix(&p, HS_NB_LSTM + 2 * i + 1, l + 1, NULL);
    }
    matrix(&p, HS_NB_TAG, w + HS_P_TAG, w + HS_P_TAG + 1);
    matrix(&p, HS_NB_LEMMA, w + HS_P_LEMMA, w + HS_P_LEMMA + 1);
    matrix(&p, HS_NB_LEMMA_WORD, w + HS_P_LEMMA + 2, NULL);
    matrix(&p, HS_NB_LABEL, w + HS_P_LABEL, w + HS_P_LABEL + 1);
    matrix(&p, HS_NB_PARSER, w + HS_P_MLP, w + HS_P_MLP + 1);
    matrix(&p, HS_NB_ARC, w + HS_P_ARC, NULL);
    matrix(&p, HS_NB_REL, w + HS_P_REL, w + HS_P_REL + 1);
    memcpy(out->p + p.base, &p.h, sizeof p.h);
}

static bool fits(const hs_net_header *h, const hs_net_dims *d)
{
    const uint32_t ships[] = {h->words, h->word_dim, h->pieces, h->piece_dim, h->hidden, h->names_hidden,
                              h->arc,   h->rel,      h->tags,   h->lemmas,    h->rels};
    const int learns[] = {d->words, d->word_dim, d->pieces, d->piece_dim, d->hidden, d->names_hidden,
                          d->arc,   d->rel,      d->tags,   d->lemmas,    d->rels};
    for (size_t i = 0; i < sizeof ships / sizeof *ships; i++)
        if (ships[i] != (uint32_t)learns[i]) return false;
    return true;
}

static void rows_back(hs_param *v, const int8_t *bytes, const float *scale)
{
    for (int r = 0, i = 0; r < v->rows; r++)
        for (int j = 0; j < v->cols; j++, i++) v->w[i] = scale[r] * (float)bytes[i];
}

static void matrix_back(hs_param *v, hs_param *bias, const hs_qmat *q)
{
    for (int o = 0; o < v->cols; o++) {
        const int8_t *w = q->w + (size_t)(o / 16) * q->in * 16 + o % 16 * 4;
        for (int i = 0; i < v->rows; i++) v->w[i * v->cols + o] = q->scale[o] * (float)w[i / 4 * 64 + i % 4];
        if (bias) bias->w[o] = q->bias[o];
    }
}

static void floats_back(hs_param *v, const float *from)
{
    memcpy(v->w, from, (size_t)v->rows * (size_t)v->cols * sizeof *from);
}

bool hs_net_unpack(const hs_net *net, hs_net_model *m)
{
    hs_param *w = m->p;
    if (!fits(&net->h, &m->dims)) return false;
    rows_back(w + HS_P_WORD, net->word, net->word_scale);
    rows_back(w + HS_P_PIECE, net->piece, net->piece_scale);
    rows_back(w + HS_P_SHAPE, net->shape, net->shape_scale);
    rows_back(w + HS_P_LIST, net->list, net->list_scale);
    floats_back(w + HS_P_LABEL + 2, net->moves);
    floats_back(w + HS_P_LABEL + 3, net->first);
    floats_back(w + HS_P_ARC + 1, net->arc_bias);
    floats_back(w + HS_P_ARC + 2, net->distance);
    floats_back(w + HS_P_ARC + 3, net->arc_root);
    floats_back(w + HS_P_ARC + 4, net->rel_root);
    for (int i = 0; i < HS_NET_LAYERS * 2; i++) {
        hs_param *l = w + HS_P_LSTM + 3 * i;
        matrix_back(l, l + 2, &net->input[i / 2][i % 2]);
        matrix_back(l + 1, NULL, &net->state[i / 2][i % 2]);
    }
    matrix_back(w + HS_P_TAG, w + HS_P_TAG + 1, &net->tag);
    matrix_back(w + HS_P_LEMMA, w + HS_P_LEMMA + 1, &net->lemma);
    matrix_back(w + HS_P_LEMMA + 2, NULL, &net->lemma_word);
    matrix_back(w + HS_P_LABEL, w + HS_P_LABEL + 1, &net->label);
    matrix_back(w + HS_P_MLP, w + HS_P_MLP + 1, &net->parser);
    matrix_back(w + HS_P_ARC, NULL, &net->arc);
    matrix_back(w + HS_P_REL, w + HS_P_REL + 1, &net->relation);
    return true;
}
