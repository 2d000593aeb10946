#include "learn/attrates.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { FOLDS = 8, LEAST = 4 };
static const double PRIOR = 4; /* places that a word is thought to have been seen at before */

typedef struct {
    uint32_t key, row, slot;
} place;

typedef struct {
    double yes[FOLDS + 1], all[FOLDS + 1]; /* the last: of all folds */
} count;

static int by_key(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* In sixteenths; 0 where there is too little to tell. */
static int8_t rate(double yes, double all, double mean)
{
    if (all < LEAST) return 0;
    double odds = log((yes + PRIOR * mean) / (all - yes + PRIOR * (1 - mean))) - log(mean / (1 - mean));
    long r = lround(odds * 16);
    return (int8_t)(r > 127 ? 127 : r < -127 ? -127 : r);
}

static void settle(const hs_example *v, const place *p, size_t n, const count *mean, float *rows, hs_judge_rate *out)
{
    count c = {.all = {0}};
    for (size_t i = 0; i < n; i++) {
        const hs_example *e = &v[p[i].row];
        c.all[e->fold % FOLDS]++;
        c.yes[e->fold % FOLDS] += (double)e->wanted;
        c.all[FOLDS]++;
        c.yes[FOLDS] += (double)e->wanted;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t f = v[p[i].row].fold % FOLDS;
        double others = mean->all[FOLDS] - mean->all[f], share = (mean->yes[FOLDS] - mean->yes[f]) / others;
        rows[(size_t)p[i].row * HS_JUDGE_ROW + HS_JUDGE_SEEN + p[i].slot] =
            (float)rate(c.yes[FOLDS] - c.yes[f], c.all[FOLDS] - c.all[f], share) / 16.0F;
    }
    *out = (hs_judge_rate){p->key, rate(c.yes[FOLDS], c.all[FOLDS], mean->yes[FOLDS] / mean->all[FOLDS])};
}

void hs_rates_learn(const hs_example *v, size_t n, float *rows, hs_judge_rate **rates, uint32_t *rate_n)
{
    place *all = hs_calloc(n * HS_JUDGE_KEYS + 1, sizeof *all);
    count mean = {.all = {0}};
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        for (uint32_t s = 0; s < HS_JUDGE_SEEN; s++) rows[i * HS_JUDGE_ROW + s] = v[i].q.seen[s];
        for (uint32_t s = 0; s < HS_JUDGE_KEYS; s++) {
            rows[i * HS_JUDGE_ROW + HS_JUDGE_SEEN + s] = 0;
            if (v[i].q.key[s]) all[k++] = (place){v[i].q.key[s], (uint32_t)i, s};
        }
        uint32_t f = v[i].fold % FOLDS;
        mean.all[f]++;
        mean.yes[f] += (double)v[i].wanted;
        mean.all[FOLDS]++;
        mean.yes[FOLDS] += (double)v[i].wanted;
    }
    qsort(all, k, sizeof *all, by_key);
    *rates = hs_calloc(k + 1, sizeof **rates);
    *rate_n = 0;
    for (size_t from = 0, to; from < k; from = to) {
        hs_judge_rate one;
        for (to = from; to < k && all[to].key == all[from].key;) to++;
        settle(v, all + from, to - from, &mean, rows, &one);
        if (one.rate > 3 || one.rate < -3) (*rates)[(*rate_n)++] = one;
    }
    free(all);
}
