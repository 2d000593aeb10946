#include "parse/netpass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t widest(const hs_net *net)
{
    uint32_t w = 4 * net->h.hidden;
    const hs_qmat *all[] = {&net->tag, &net->lemma, &net->label, &net->parser, &net->arc, &net->relation};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) w = all[i]->out > w ? all[i]->out : w;
    return w;
}

void hs_net_pass_begin(hs_net_pass *p, const hs_net *net, const hs_netmath *math, const hs_str *words)
{
    size_t n = HS_NET_BATCH, x = net->h.word_dim + net->h.piece_dim, w = widest(net);
    p->net = net;
    p->math = math;
    p->words = words;
    p->x = hs_calloc(n * x, sizeof *p->x);
    p->xscale = hs_calloc(n, sizeof *p->xscale);
    p->one = hs_calloc(n, sizeof *p->one);
    p->xbytes = hs_calloc(n * x, 1);
    for (uint32_t i = 0; i < HS_NET_LAYERS; i++) p->y[i] = hs_calloc(n * 2 * net->h.hidden, 1);
    p->c = hs_calloc(n * net->h.hidden, sizeof *p->c);
    p->real = hs_calloc(n * w, sizeof *p->real);
    p->z = hs_calloc(n * net->parser.out, sizeof *p->z);
    p->bytes = hs_calloc(n * 3 * (net->h.rel + net->h.arc), 1);
    p->ax = hs_calloc(n * w, sizeof *p->ax);
    p->ah = hs_calloc(n * w, sizeof *p->ah);
    for (size_t i = 0; i < n; i++) p->one[i] = 1.0f / 127.0f;
}

void hs_net_pass_end(hs_net_pass *p)
{
    void *all[] = {p->x, p->xscale, p->one, p->xbytes, p->y[0], p->y[1], p->y[2],
                   p->c, p->real,   p->z,   p->bytes,  p->ax,   p->ah};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static uint32_t word_row(const hs_net *net, uint64_t key)
{
    uint32_t mask = net->h.slots - 1, at = (uint32_t)key & mask, check = (uint32_t)(key >> 32);
    for (uint32_t i = 0; i <= mask && net->slots[at].row; i++, at = (at + 1) & mask)
        if (net->slots[at].check == check) return net->slots[at].row;
    return 0;
}

static void embed_word(const hs_net *net, hs_str word, float *x)
{
    hs_net_feat f;
    hs_net_feat_of(word, &f);
    uint32_t dw = net->h.word_dim, dp = net->h.piece_dim, row = word_row(net, f.key);
    const int8_t *v = net->word + (size_t)row * dw, *shape = net->shape + (size_t)f.shape * dp;
    float scale = net->word_scale[row], *z = x + dw;
    for (uint32_t j = 0; j < dw; j++) x[j] = (float)v[j] * scale;
    memset(z, 0, dp * sizeof *z);
    for (uint32_t i = 0; i < f.n; i++) {
        uint32_t at = f.piece[i] & (net->h.pieces - 1);
        v = net->piece + (size_t)at * dp;
        scale = net->piece_scale[at];
        for (uint32_t j = 0; j < dp; j++) z[j] += (float)v[j] * scale;
    }
    float by = 1.0f / sqrtf((float)f.n);
    scale = net->shape_scale[f.shape];
    for (uint32_t j = 0; j < dp; j++) z[j] = z[j] * by + (float)shape[j] * scale;
}

static void pack(hs_net_pass *p)
{
    uint32_t row = 0, n = p->sents;
    p->steps = p->length[0];
    for (uint32_t t = 0; t < p->steps; t++) {
        while (n > 0 && p->length[n - 1] <= t) n--;
        p->off[t] = row;
        p->count[t] = n;
        row += n;
    }
    p->rows = row;
}

static void embed(hs_net_pass *p)
{
    uint32_t dim = p->net->h.word_dim + p->net->h.piece_dim;
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++) {
            uint32_t row = p->off[t] + s;
            float *x = p->x + (size_t)row * dim;
            embed_word(p->net, p->words[p->from[s] + t], x);
            p->xscale[row] = p->math->bytes(x, dim, p->xbytes + (size_t)row * dim);
        }
}

static void layer(hs_net_pass *p, uint32_t k, uint32_t dir)
{
    const hs_qmat *wx = &p->net->input[k][dir], *wh = &p->net->state[k][dir];
    uint32_t h = p->net->h.hidden, ldy = 2 * h;
    const float *scale = k ? p->one : p->xscale;
    uint8_t *y = p->y[k] + dir * h;
    p->math->dot(wx, k ? p->y[k - 1] : p->xbytes, wx->in, p->rows, p->ax);
    memset(p->c, 0, (size_t)p->sents * h * sizeof *p->c);
    for (uint32_t i = 0; i < p->steps; i++) {
        uint32_t t = dir ? p->steps - 1 - i : i, row = p->off[t], n = 0, other = dir ? t + 1 : t - 1;
        if (i > 0) n = dir ? p->count[other] : p->count[t];
        uint8_t *to = y + (size_t)row * ldy;
        int32_t *ax = p->ax + (size_t)row * wx->out;
        if (n) p->math->dot(wh, y + (size_t)p->off[other] * ldy, ldy, n, p->ah);
        p->math->cell(wx, wh, ax, scale + row, p->ah, n, p->c, to, ldy);
        p->math->cell(wx, wh, ax + (size_t)n * wx->out, scale + row + n, NULL, p->count[t] - n, p->c + (size_t)n * h,
                      to + (size_t)n * ldy, ldy);
    }
}

static void tags_and_lemmas(hs_net_pass *p, hs_net_word *out)
{
    const hs_net *net = p->net;
    float *second = (float *)p->ah; /* same width and type size as real */
    p->math->dot(&net->tag, p->y[1], net->tag.in, p->rows, p->ax);
    p->math->real(&net->tag, p->ax, p->one, p->rows, p->real);
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++)
            out[p->from[s] + t].tag =
                (uint16_t)p->math->largest(p->real + (size_t)(p->off[t] + s) * net->tag.out, net->h.tags);
    p->math->dot(&net->lemma, p->y[1], net->lemma.in, p->rows, p->ax);
    p->math->real(&net->lemma, p->ax, p->one, p->rows, p->real);
    p->math->dot(&net->lemma_word, p->xbytes, net->lemma_word.in, p->rows, p->ax);
    p->math->real(&net->lemma_word, p->ax, p->xscale, p->rows, second);
    for (uint32_t i = 0; i < p->rows * net->lemma.out; i++) p->real[i] += second[i];
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++)
            out[p->from[s] + t].lemma =
                (uint16_t)p->math->largest(p->real + (size_t)(p->off[t] + s) * net->lemma.out, net->h.lemmas);
}

static void entities(hs_net_pass *p, hs_net_word *out)
{
    const hs_net *net = p->net;
    float e[HS_NET_CHUNK][HS_NET_LABELS];
    uint8_t label[HS_NET_CHUNK];
    p->math->dot(&net->label, p->y[1], net->label.in, p->rows, p->ax);
    p->math->real(&net->label, p->ax, p->one, p->rows, p->real);
    for (uint32_t s = 0; s < p->sents; s++) {
        uint32_t n = p->length[s];
        for (uint32_t t = 0; t < n; t++) memcpy(e[t], p->real + (size_t)(p->off[t] + s) * net->label.out, sizeof e[t]);
        hs_net_labels(n, e[0], HS_NET_LABELS, net->moves, net->first, label);
        for (uint32_t t = 0; t < n; t++) {
            hs_net_word *w = out + p->from[s] + t;
            uint32_t part = label[t] ? (label[t] - 1u) % 4 : 1;
            w->ne = (uint8_t)(label[t] ? 1 + (label[t] - 1) / 4 : 0);
            w->first = part == 0 || part == 3;
        }
    }
}

void hs_net_pass_run(hs_net_pass *p, hs_net_word *out)
{
    pack(p);
    embed(p);
    for (uint32_t k = 0; k < HS_NET_LAYERS; k++)
        for (uint32_t dir = 0; dir < 2; dir++) layer(p, k, dir);
    tags_and_lemmas(p, out);
    entities(p, out);
    hs_net_pass_trees(p, out);
}
