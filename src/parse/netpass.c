#include "parse/netpass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t most_hidden(const hs_net *net)
{
    return net->h.hidden > net->h.names_hidden ? net->h.hidden : net->h.names_hidden;
}

static uint32_t widest(const hs_net *net)
{
    uint32_t w = 4 * most_hidden(net);
    const hs_qmat *all[] = {&net->tag, &net->lemma, &net->label, &net->parser, &net->arc, &net->relation};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) w = all[i]->out > w ? all[i]->out : w;
    return w;
}

void hs_net_pass_begin(hs_net_pass *p, const hs_net *net, const hs_netmath *math, const hs_str *words, uint32_t count)
{
    size_t n = count < HS_NET_BATCH ? count : HS_NET_BATCH, x = net->h.word_dim + net->h.piece_dim, w = widest(net);
    p->net = net;
    p->math = math;
    p->words = words;
    p->x = hs_calloc(n * x, sizeof *p->x);
    p->xscale = hs_calloc(n, sizeof *p->xscale);
    p->one = hs_calloc(n, sizeof *p->one);
    p->xbytes = hs_calloc(n * x, 1);
    for (uint32_t i = 0; i < HS_NET_LAYERS; i++) p->y[i] = hs_calloc(n * 2 * most_hidden(net), 1);
    p->c = hs_calloc(n * most_hidden(net), sizeof *p->c);
    p->real = hs_malloc(n * w * sizeof *p->real);
    p->z = hs_malloc(n * net->parser.out * sizeof *p->z);
    p->bytes = hs_calloc(n * 3 * (net->h.rel + net->h.arc), 1);
    p->ax = hs_malloc(n * w * sizeof *p->ax);
    p->ah = hs_malloc(n * w * sizeof *p->ah);
    for (size_t i = 0; i < n; i++) p->one[i] = 1.0f / 127.0f;
}

void hs_net_pass_end(hs_net_pass *p)
{
    void *all[] = {p->x, p->xscale, p->one, p->xbytes, p->c, p->real, p->z, p->bytes, p->ax, p->ah};
    for (uint32_t i = 0; i < HS_NET_LAYERS; i++) free(p->y[i]);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static uint32_t word_row(const hs_net *net, uint64_t key)
{
    uint32_t mask = net->h.slots - 1, at = (uint32_t)key & mask, check = (uint32_t)(key >> 32);
    for (uint32_t i = 0; i <= mask && net->slots[at].row; i++, at = (at + 1) & mask)
        if (net->slots[at].check == check) return net->slots[at].row;
    return 0;
}

bool hs_net_knows(const hs_net *net, hs_str word)
{
    return word_row(net, hs_net_key_of(word)) != 0;
}

static void embed_word(const hs_net_pass *p, const hs_net_feat *f, uint32_t listed, float *x)
{
    const hs_net *net = p->net;
    uint32_t dw = net->h.word_dim, dp = net->h.piece_dim, row = word_row(net, f->key);
    float *z = x + dw, by = 1.0f / sqrtf((float)f->n);
    memset(x, 0, (dw + dp) * sizeof *x);
    p->math->add(net->word + (size_t)row * dw, net->word_scale[row], dw, x);
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t at = f->piece[i] & (net->h.pieces - 1);
        p->math->add(net->piece + (size_t)at * dp, net->piece_scale[at], dp, z);
    }
    for (uint32_t j = 0; j < dp; j++) z[j] *= by;
    p->math->add(net->shape + (size_t)f->shape * dp, net->shape_scale[f->shape], dp, z);
    if (listed) p->math->add(net->list + (size_t)listed * dp, net->list_scale[listed], dp, z);
}

/* The tables are larger than a core's cache: what a later word wants is called for early. */
static void call_for(const hs_net *net, const hs_net_feat *f)
{
    uint32_t dp = net->h.piece_dim;
    __builtin_prefetch(net->slots + ((uint32_t)f->key & (net->h.slots - 1)));
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t at = f->piece[i] & (net->h.pieces - 1);
        for (uint32_t j = 0; j < dp; j += 64) __builtin_prefetch(net->piece + (size_t)at * dp + j);
        __builtin_prefetch(net->piece_scale + at);
    }
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
    enum { AHEAD = 8 };
    const hs_net *net = p->net;
    uint32_t dim = net->h.word_dim + net->h.piece_dim;
    hs_net_feat ring[AHEAD];
    for (uint32_t t = 0, row = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++, row++) p->order[row] = p->from[s] + t;
    for (uint32_t i = 0; i < p->rows + AHEAD; i++) {
        hs_net_feat *f = ring + i % AHEAD;
        if (i >= AHEAD) {
            uint32_t row = i - AHEAD;
            float *x = p->x + (size_t)row * dim;
            embed_word(p, f, p->listed[p->order[row]], x);
            p->xscale[row] = p->math->bytes(x, dim, p->xbytes + (size_t)row * dim);
        }
        if (i >= p->rows) continue;
        hs_net_feat_of(p->words[p->order[i]], f);
        call_for(net, f);
    }
}

static void layer(hs_net_pass *p, uint32_t k, uint32_t dir)
{
    const hs_qmat *wx = &p->net->input[k][dir], *wh = &p->net->state[k][dir];
    uint32_t h = wh->in, ldy = 2 * h;
    const uint8_t *x = k == HS_NET_FIRST ? p->xbytes : p->y[k == HS_NET_SECOND ? HS_NET_FIRST : HS_NET_SECOND];
    const float *scale = k ? p->one : p->xscale;
    uint8_t *y = p->y[k] + dir * h;
    p->math->dot(wx, x, wx->in, p->rows, p->ax);
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
    p->math->dot(&net->tag, p->y[HS_NET_SECOND], net->tag.in, p->rows, p->ax);
    p->math->real(&net->tag, p->ax, p->one, p->rows, p->real);
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++)
            out[p->from[s] + t].tag =
                (uint16_t)p->math->largest(p->real + (size_t)(p->off[t] + s) * net->tag.out, net->h.tags);
    p->math->dot(&net->lemma, p->y[HS_NET_SECOND], net->lemma.in, p->rows, p->ax);
    p->math->real(&net->lemma, p->ax, p->one, p->rows, p->real);
    p->math->dot(&net->lemma_word, p->xbytes, net->lemma_word.in, p->rows, p->ax);
    p->math->real(&net->lemma_word, p->ax, p->xscale, p->rows, second);
    for (uint32_t i = 0; i < p->rows * net->lemma.out; i++) p->real[i] += second[i];
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++)
            out[p->from[s] + t].lemma =
                (uint16_t)p->math->largest(p->real + (size_t)(p->off[t] + s) * net->lemma.out, net->h.lemmas);
}

/* What the lists call plain and nothing else begins no person's name and is by itself no name of a person, an
 * organisation or a place. */
static void rule_out(uint8_t listed, float *emit)
{
    enum { PER_BEGIN = 1, PER_SINGLE = 4, ORG_SINGLE = 8, LOC_SINGLE = 12 }; /* as hs_net_labels numbers them */
    static const uint8_t out[] = {PER_BEGIN, PER_SINGLE, ORG_SINGLE, LOC_SINGLE};
    if ((listed | HS_NET_SEVERAL) != (HS_NET_PLAIN | HS_NET_SEVERAL)) return;
    for (size_t i = 0; i < sizeof out; i++) emit[out[i]] -= 20;
}

static void entity_scores(hs_net_pass *p)
{
    const hs_net *net = p->net;
    p->math->dot(&net->label, p->y[HS_NET_NAMES], net->label.in, p->rows, p->ax);
    p->math->real(&net->label, p->ax, p->one, p->rows, p->real);
    for (uint32_t t = 0; t < p->steps; t++)
        for (uint32_t s = 0; s < p->count[t]; s++) {
            uint32_t word = p->from[s] + t;
            memcpy(p->emit[word], p->real + (size_t)(p->off[t] + s) * net->label.out, sizeof *p->emit);
            rule_out(p->listed[word], p->emit[word]);
        }
}

void hs_net_pass_entities(const hs_net *net, uint32_t n, float (*emit)[HS_NET_LABELS], hs_net_word *out)
{
    uint8_t label[HS_NET_CHUNK];
    hs_net_labels(n, emit[0], HS_NET_LABELS, net->moves, net->first, label);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t part = label[i] ? (label[i] - 1u) % 4 : 1;
        out[i].ne = (uint8_t)(label[i] ? 1 + (label[i] - 1) / 4 : 0);
        out[i].first = part == 0 || part == 3;
    }
}

void hs_net_pass_run(hs_net_pass *p, hs_net_word *out)
{
    pack(p);
    embed(p);
    for (uint32_t k = 0; k < HS_NET_LAYERS; k++)
        for (uint32_t dir = 0; dir < 2; dir++) layer(p, k, dir);
    tags_and_lemmas(p, out);
    entity_scores(p);
    hs_net_pass_trees(p, out);
}
