/* What a linear sequence model with rich features reaches on the labelled papers, for comparison with the network: an
 * averaged structured perceptron (Collins 2002) over words, shapes, affixes and letter n-grams of a window of five.
 *     names_peer FOLDER APART    APART as --held-out of hearsay-train
 * prints F1 of all names and of PER, ORG and LOC by themselves. */
#include "base/hash.h"
#include "base/mem.h"
#include "learn/netdata.h"
#include "parse/netdecode.h"
#include "parse/netfeat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 1 << 21, FEATURES = 80, EPOCHS = 10, K = HS_NET_LABELS };

typedef struct {
    float (*now)[K], (*sum)[K];                     /* by feature: weights, and what averaging takes off */
    float moves[K * K], moves_sum[K * K], first[K]; /* from label to label */
    float step;
} model;

typedef struct {
    uint32_t f[FEATURES], n;
} features;

static void add(features *out, uint64_t kind, uint64_t a, uint64_t b)
{
    if (out->n < FEATURES) out->f[out->n++] = (uint32_t)(hs_mix64(hs_mix64(kind ^ a) + b) % ROWS);
}

static void features_of(const hs_train_word *w, uint32_t n, uint32_t i, features *out)
{
    hs_net_feat f[5];
    out->n = 0;
    for (uint32_t d = 0; d < 5; d++) {
        bool inside = i + d >= 2 && i + d - 2 < n;
        hs_net_feat_of(inside ? w[i + d - 2].form : HS_STR(""), f + d);
        if (!inside) f[d].key = i + d < 2; /* before and behind the sentence */
        add(out, d, f[d].key, 1);
        add(out, 10 + d, f[d].shape, 1);
    }
    for (uint32_t d = 1; d < 3; d++) {
        add(out, 20 + d, f[d].key, f[d + 1].key);
        add(out, 30 + d, f[d].shape, f[d + 1].shape);
        add(out, 40 + d, f[d].key, f[d + 1].shape);
        add(out, 50 + d, f[d].shape, f[d + 1].key);
    }
    for (uint32_t k = 0; k < f[2].n; k++) add(out, 60, f[2].piece[k], k < 8 ? f[2].shape : 0);
    add(out, 61, 0, i == 0);
}

static void guess(const model *m, const features *f, uint32_t n, uint8_t *label)
{
    static float e[HS_NET_CHUNK][K];
    memset(e, 0, n * sizeof *e);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < f[i].n; k++)
            for (uint32_t y = 0; y < K; y++) e[i][y] += m->now[f[i].f[k]][y];
    hs_net_labels(n, e[0], K, m->moves, m->first, label);
}

static void move(model *m, const features *f, uint32_t before, uint32_t label, float by)
{
    for (uint32_t k = 0; k < f->n; k++) {
        m->now[f->f[k]][label] += by;
        m->sum[f->f[k]][label] += by * m->step;
    }
    if (before == K) return;
    m->moves[before * K + label] += by;
    m->moves_sum[before * K + label] += by * m->step;
}

static uint32_t sentence(const hs_corpus *c, uint32_t s, features *f)
{
    uint32_t n = c->sents.v[s].n < HS_NET_CHUNK ? c->sents.v[s].n : HS_NET_CHUNK;
    for (uint32_t i = 0; i < n; i++) features_of(c->words.v + c->sents.v[s].first, n, i, f + i);
    return n;
}

static void learn(model *m, const hs_corpus *c)
{
    static features f[HS_NET_CHUNK];
    uint8_t said[HS_NET_CHUNK];
    for (uint32_t e = 0; e < EPOCHS; e++)
        for (uint32_t at = 0; at < c->sents.n; at++, m->step++) {
            uint32_t s = (uint32_t)((at * 7919ull + e * 104729ull) % c->sents.n), n = sentence(c, s, f);
            const hs_train_word *w = c->words.v + c->sents.v[s].first;
            guess(m, f, n, said);
            for (uint32_t i = 0; i < n; i++) {
                uint32_t gold = (uint32_t)w[i].label, to = i ? (uint32_t)w[i - 1].label : K, from = i ? said[i - 1] : K;
                if (gold == said[i] && to == from) continue;
                move(m, f + i, to, gold, 1);
                move(m, f + i, from, said[i], -1);
            }
        }
    for (uint32_t r = 0; r < ROWS; r++)
        for (uint32_t y = 0; y < K; y++) m->now[r][y] -= m->sum[r][y] / m->step;
    for (uint32_t k = 0; k < K * K; k++) m->moves[k] -= m->moves_sum[k] / m->step;
}

/* Kind (0 PER 1 ORG 2 LOC) and end of the name that opens at i, or -1. */
static int name_at(const int *label, uint32_t n, uint32_t i)
{
    if (label[i] < 1 || label[i] > 12 || ((label[i] - 1) % 4 != 0 && (label[i] - 1) % 4 != 3)) return -1;
    uint32_t end = i;
    while (end + 1 < n && (label[end] - 1) % 4 < 2) end++;
    return (label[i] - 1) / 4 * 1000 + (int)end;
}

static void score(const model *m, const hs_corpus *c)
{
    static const char *const kinds[] = {"PER", "ORG", "LOC"};
    static features f[HS_NET_CHUNK];
    uint8_t said[HS_NET_CHUNK];
    int gold[HS_NET_CHUNK], ours[HS_NET_CHUNK], right[4] = {0}, all[4] = {0};
    for (uint32_t s = 0; s < c->sents.n; s++) {
        uint32_t n = sentence(c, s, f);
        guess(m, f, n, said);
        for (uint32_t i = 0; i < n; i++) gold[i] = c->words.v[c->sents.v[s].first + i].label, ours[i] = said[i];
        for (uint32_t i = 0; i < n; i++) {
            int a = name_at(gold, n, i), b = name_at(ours, n, i);
            if (a >= 0) all[3]++, all[a / 1000]++;
            if (b >= 0) all[3]++, all[b / 1000]++;
            if (a >= 0 && a == b) right[3]++, right[a / 1000]++;
        }
    }
    printf("%.2f", all[3] ? 200.0 * right[3] / all[3] : 0);
    for (int k = 0; k < 3; k++) printf(" %s %.1f", kinds[k], all[k] ? 200.0 * right[k] / all[k] : 0);
    printf("\n");
}

int main(int argc, char **argv)
{
    static hs_corpus papers, held;
    hs_err err;
    model m = {.step = 1};
    if (argc != 3 || !hs_corpus_label_folder(&papers, &held, argv[2], argv[1], &err)) {
        fprintf(stderr, "usage: names_peer FOLDER APART\n");
        return 2;
    }
    m.now = hs_calloc(ROWS, sizeof *m.now);
    m.sum = hs_calloc(ROWS, sizeof *m.sum);
    if (papers.sents.n) learn(&m, &papers);
    score(&m, &held);
    free(m.now);
    free(m.sum);
    hs_corpus_free(&papers);
    hs_corpus_free(&held);
    return 0;
}
