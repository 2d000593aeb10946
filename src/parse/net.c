#include "parse/net.h"

#include <stdlib.h>
#include <string.h>

#include "parse/netfile.h"
#include "parse/netpass.h"

static uint32_t up16(uint32_t n)
{
    return (n + 15) / 16 * 16;
}

typedef struct {
    hs_str bytes;
    const hs_net_header *h;
    const char *bad; /* what is wrong, NULL so far */
} opening;

static const void *block(opening *o, uint32_t k, uint64_t size)
{
    hs_net_block b = o->h->block[k];
    if (b.at % 64 || b.at > o->bytes.n || b.size > o->bytes.n - b.at || (size && b.size != size)) {
        o->bad = "a block lies outside or has the wrong size";
        return o->bytes.p;
    }
    return o->bytes.p + b.at;
}

/* Scores stay finite with numbers up to this; those of a network are far below. */
static void bounded(opening *o, const float *v, uint64_t n)
{
    for (uint64_t i = 0; i < n && !o->bad; i++)
        if (!(v[i] >= -1000.0f && v[i] <= 1000.0f)) o->bad = "a number is out of range";
}

static const float *numbers(opening *o, uint32_t k, uint64_t n)
{
    const float *v = block(o, k, n * sizeof *v);
    if (!o->bad) bounded(o, v, n);
    return v;
}

static hs_qmat matrix(opening *o, uint32_t k, uint32_t in, uint32_t out)
{
    uint32_t n = up16(out);
    uint64_t weights = (uint64_t)in * n;
    const char *p = block(o, k, weights + 12ull * n);
    hs_qmat m = {.in = in, .out = n, .w = (const void *)p};
    m.scale = (const void *)(p + weights);
    m.bias = m.scale + n;
    m.fix = (const void *)(m.bias + n);
    if (!o->bad) bounded(o, m.scale, 2ull * n);
    for (uint32_t i = 0; i < n && !o->bad; i++)
        if (m.fix[i] < -16384 * (int32_t)in || m.fix[i] > 16384 * (int32_t)in) o->bad = "a number is out of range";
    return m;
}

/* Splits a block of n NUL-terminated names. */
static hs_str *names(opening *o, uint32_t k, uint32_t n)
{
    const char *p = block(o, k, 0), *end = o->bad ? p : p + o->h->block[k].size;
    hs_str *v = hs_calloc(n, sizeof *v);
    for (uint32_t i = 0; i < n && !o->bad; i++) {
        const char *nul = memchr(p, 0, (size_t)(end - p));
        if (!nul)
            o->bad = "a table of names is cut off";
        else
            v[i] = (hs_str){p, (size_t)(nul - p)}, p = nul + 1;
    }
    return v;
}

static bool power_of_two(uint32_t n)
{
    return n && !(n & (n - 1));
}

static bool sane(const hs_net_header *h)
{
    enum { MOST = 1 << 22, WIDE = HS_NET_HIDDEN_MAX };
    uint32_t in = h->word_dim + h->piece_dim;
    return h->magic == HS_NETFILE_MAGIC && h->words > 0 && h->words < MOST && power_of_two(h->slots) &&
           h->slots < MOST && power_of_two(h->list_slots) && h->list_slots < MOST && power_of_two(h->pieces) &&
           h->pieces < MOST && h->word_dim <= WIDE && h->piece_dim <= WIDE && h->piece_dim > 0 && in % 4 == 0 &&
           h->hidden % 16 == 0 && h->hidden > 0 && h->hidden <= WIDE && h->names_hidden % 16 == 0 &&
           h->names_hidden > 0 && h->names_hidden <= WIDE && h->arc % 16 == 0 && h->arc > 0 && h->arc <= WIDE &&
           h->rel % 16 == 0 && h->rel > 0 && 3 * h->rel <= 2 * WIDE && h->tags > 0 && h->tags < 4096 && h->lemmas > 0 &&
           h->lemmas < 4096 && h->rels > 0 && h->rels < 4096;
}

static void tables(opening *o, hs_net *net)
{
    const hs_net_header *h = o->h;
    net->slots = block(o, HS_NB_SLOTS, (uint64_t)h->slots * sizeof *net->slots);
    net->word = block(o, HS_NB_WORD, (uint64_t)h->words * h->word_dim);
    net->word_scale = numbers(o, HS_NB_WORD_SCALE, h->words);
    net->piece = block(o, HS_NB_PIECE, (uint64_t)h->pieces * h->piece_dim);
    net->piece_scale = numbers(o, HS_NB_PIECE_SCALE, h->pieces);
    net->shape = block(o, HS_NB_SHAPE, (uint64_t)HS_NET_SHAPES * h->piece_dim);
    net->shape_scale = numbers(o, HS_NB_SHAPE_SCALE, HS_NET_SHAPES);
    net->list = block(o, HS_NB_LIST, (uint64_t)HS_NET_LISTED * h->piece_dim);
    net->list_scale = numbers(o, HS_NB_LIST_SCALE, HS_NET_LISTED);
    net->lists =
        (hs_net_lists){block(o, HS_NB_LIST_SLOTS, (uint64_t)h->list_slots * sizeof(hs_net_slot)), h->list_slots - 1};
    net->moves = numbers(o, HS_NB_MOVES, HS_NET_LABELS * HS_NET_LABELS);
    net->first = numbers(o, HS_NB_FIRST, HS_NET_LABELS);
    net->arc_bias = numbers(o, HS_NB_ARC_BIAS, h->arc);
    net->distance = numbers(o, HS_NB_DISTANCE, HS_NET_DISTANCES);
    net->arc_root = numbers(o, HS_NB_ARC_ROOT, h->arc);
    net->rel_root = numbers(o, HS_NB_REL_ROOT, h->rel);
    for (uint32_t i = 0; i < h->slots && !o->bad; i++)
        if (net->slots[i].row >= h->words) o->bad = "the vocabulary points outside";
    for (uint32_t i = 0; i < h->list_slots && !o->bad; i++)
        if (net->lists.slots[i].row >= HS_NET_LISTED) o->bad = "the lists of names point outside";
    net->tags = names(o, HS_NB_TAGS, h->tags);
    net->lemmas = names(o, HS_NB_LEMMAS, h->lemmas);
    net->rels = names(o, HS_NB_RELS, h->rels);
    net->upos = hs_calloc(h->tags, 1);
    net->deprel = hs_calloc(h->rels, 1);
    for (uint32_t i = 0; i < h->tags && !o->bad; i++) {
        size_t bar = hs_str_find(net->tags[i], HS_STR("|"));
        if (bar == SIZE_MAX)
            o->bad = "a tag without its features";
        else
            net->upos[i] = (uint8_t)hs_upos_parse((hs_str){net->tags[i].p, bar});
    }
    net->root_rel = h->rels;
    for (uint32_t i = 0; i < h->rels && !o->bad; i++) {
        net->deprel[i] = (uint8_t)hs_deprel_parse(net->rels[i]);
        if (hs_str_eq(net->rels[i], HS_STR("root"))) net->root_rel = i;
        if (hs_str_eq(net->rels[i], HS_STR("parataxis"))) net->loose = i;
    }
    if (net->root_rel == h->rels && !o->bad) o->bad = "no relation is the root's";
}

static void matrices(opening *o, hs_net *net)
{
    const hs_net_header *h = o->h;
    uint32_t y = 2 * h->hidden, x = h->word_dim + h->piece_dim;
    for (uint32_t layer = 0; layer < HS_NET_LAYERS; layer++)
        for (uint32_t dir = 0; dir < 2; dir++) {
            uint32_t at = HS_NB_LSTM + layer * 4 + dir * 2;
            uint32_t hidden = layer == HS_NET_NAMES ? h->names_hidden : h->hidden;
            net->input[layer][dir] = matrix(o, at, layer ? y : x, 4 * hidden);
            net->state[layer][dir] = matrix(o, at + 1, hidden, 4 * hidden);
        }
    net->tag = matrix(o, HS_NB_TAG, y, h->tags);
    net->lemma = matrix(o, HS_NB_LEMMA, y, h->lemmas);
    net->lemma_word = matrix(o, HS_NB_LEMMA_WORD, x, h->lemmas);
    net->label = matrix(o, HS_NB_LABEL, 2 * h->names_hidden, HS_NET_LABELS);
    net->parser = matrix(o, HS_NB_PARSER, y, 2 * h->arc + 2 * h->rel);
    net->arc = matrix(o, HS_NB_ARC, h->arc, h->arc);
    net->relation = matrix(o, HS_NB_REL, 3 * h->rel, h->rels);
}

hs_net *hs_net_open(hs_str bytes, hs_err *err)
{
    opening o = {.bytes = bytes, .h = (const void *)bytes.p};
    if (bytes.n < sizeof *o.h || (uintptr_t)bytes.p % 64 || !sane(o.h)) {
        hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "the network's part of the model is not what it claims to be");
        return NULL;
    }
    hs_net *net = hs_calloc(1, sizeof *net);
    net->h = *o.h;
    tables(&o, net);
    matrices(&o, net);
    if (!o.bad) return net;
    hs_net_close(net);
    hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "the network's part of the model is damaged: %s", o.bad);
    return NULL;
}

void hs_net_close(hs_net *net)
{
    if (!net) return;
    free(net->tags);
    free(net->lemmas);
    free(net->rels);
    free(net->upos);
    free(net->deprel);
    free(net);
}

hs_str hs_net_tag_name(const hs_net *net, uint32_t tag)
{
    return tag < net->h.tags ? net->tags[tag] : HS_STR("X|_");
}

hs_str hs_net_rel_name(const hs_net *net, uint32_t rel)
{
    return rel < net->h.rels ? net->rels[rel] : HS_STR("dep");
}

hs_str hs_net_lemma_script(const hs_net *net, uint32_t lemma)
{
    return lemma < net->h.lemmas ? net->lemmas[lemma] : HS_STR("l0:");
}
