#include "learn/boost.h"

#include "base/hash.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 64, SAMPLE = 4096 };
static const double RIDGE = 1.0;

typedef struct {
    double g, h;
} cell;

typedef struct {
    uint32_t first, n; /* its rows in order[] */
    uint32_t node;
    double g, h;
    double gain; /* of its best split; 0: none */
    uint32_t feature, bin;
    cell *cells; /* features * BINS */
} leaf;

typedef struct {
    size_t n;
    uint32_t features;
    const hs_boost_options *o;
    uint8_t *bins; /* features * n, one feature after the other */
    float *edges;  /* features * BINS: upper edge of each bin */
    float *g, *h;
    double *margin;
    uint32_t *order, *spare;
    bool *seen; /* the features that this tree may use */
    hs_boost *out;
    size_t room;
} trainer;

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Edges at quantiles of a sample, equal ones left out; the last bin is open. */
static void cut(trainer *t, const float *rows, uint32_t f)
{
    float v[SAMPLE];
    size_t step = t->n / SAMPLE + 1, k = 0;
    for (size_t i = 0; i < t->n && k < SAMPLE; i += step) v[k++] = rows[i * t->features + f];
    qsort(v, k, sizeof *v, by_value);
    float *e = t->edges + (size_t)f * BINS;
    uint32_t n = 0;
    for (uint32_t b = 1; b < BINS && k; b++) {
        float x = v[b * k / BINS];
        if (x < v[k - 1] && (n == 0 || x > e[n - 1])) e[n++] = x;
    }
    while (n < BINS) e[n++] = INFINITY;
    for (size_t i = 0; i < t->n; i++) {
        float x = rows[i * t->features + f];
        uint32_t lo = 0, hi = BINS - 1;
        while (lo < hi) {
            uint32_t mid = (lo + hi) / 2;
            if (x <= e[mid]) {
                hi = mid;
            } else {
                lo = mid + 1;
            }
        }
        t->bins[(size_t)f * t->n + i] = (uint8_t)lo;
    }
}

static void fill(const trainer *t, leaf *l)
{
    memset(l->cells, 0, (size_t)t->features * BINS * sizeof *l->cells);
    for (uint32_t f = 0; f < t->features; f++) {
        if (!t->seen[f]) continue;
        cell *c = l->cells + (size_t)f * BINS;
        const uint8_t *bin = t->bins + (size_t)f * t->n;
        for (uint32_t i = l->first; i < l->first + l->n; i++) {
            uint32_t r = t->order[i];
            c[bin[r]].g += (double)t->g[r];
            c[bin[r]].h += (double)t->h[r];
        }
    }
}

static void take_away(const trainer *t, leaf *from, const leaf *other)
{
    for (size_t i = 0; i < (size_t)t->features * BINS; i++) {
        from->cells[i].g -= other->cells[i].g;
        from->cells[i].h -= other->cells[i].h;
    }
}

static double worth(double g, double h)
{
    return g * g / (h + RIDGE);
}

static void best_split(const trainer *t, leaf *l)
{
    l->gain = 0;
    for (uint32_t f = 0; f < t->features; f++) {
        if (!t->seen[f]) continue;
        double g = 0, h = 0;
        for (uint32_t b = 0; b + 1 < BINS; b++) {
            g += l->cells[(size_t)f * BINS + b].g;
            h += l->cells[(size_t)f * BINS + b].h;
            if (h < t->o->least || l->h - h < t->o->least || isinf(t->edges[(size_t)f * BINS + b])) continue;
            double gain = worth(g, h) + worth(l->g - g, l->h - h) - worth(l->g, l->h);
            if (gain > l->gain + 1e-9) {
                l->gain = gain;
                l->feature = f;
                l->bin = b;
            }
        }
    }
}

static uint32_t add_node(trainer *t)
{
    if (t->out->n_nodes == t->room) {
        t->room = t->room ? t->room * 2 : 1024;
        t->out->nodes = hs_realloc_array(t->out->nodes, t->room, sizeof *t->out->nodes);
    }
    t->out->nodes[t->out->n_nodes] = (hs_boosted_node){.feature = -1};
    return (uint32_t)t->out->n_nodes++;
}

/* Rows of l that go left come first; returns how many. */
static uint32_t divide(trainer *t, const leaf *l)
{
    const uint8_t *bin = t->bins + (size_t)l->feature * t->n;
    uint32_t left = 0, right = 0;
    for (uint32_t i = l->first; i < l->first + l->n; i++) {
        uint32_t r = t->order[i];
        if (bin[r] <= l->bin) {
            t->order[l->first + left++] = r;
        } else {
            t->spare[right++] = r;
        }
    }
    memcpy(t->order + l->first + left, t->spare, right * sizeof *t->spare);
    return left;
}

static void total(const trainer *t, leaf *l)
{
    l->g = l->h = 0;
    for (uint32_t i = l->first; i < l->first + l->n; i++) {
        l->g += (double)t->g[t->order[i]];
        l->h += (double)t->h[t->order[i]];
    }
}

static void split(trainer *t, leaf *l, leaf *fresh, uint32_t root)
{
    uint32_t left = divide(t, l), a = add_node(t), b = add_node(t);
    t->out->nodes[l->node] = (hs_boosted_node){.at = t->edges[(size_t)l->feature * BINS + l->bin],
                                               .feature = (int16_t)l->feature,
                                               .left = (uint16_t)(a - root),
                                               .right = (uint16_t)(b - root)};
    fresh->first = l->first + left;
    fresh->n = l->n - left;
    fresh->node = b;
    l->n = left;
    l->node = a;
    total(t, l);
    total(t, fresh);
    leaf *small = l->n < fresh->n ? l : fresh, *large = small == l ? fresh : l;
    if (small == l) { /* l's cells hold the sum of both: keep them with the larger one */
        cell *c = l->cells;
        l->cells = fresh->cells;
        fresh->cells = c;
    }
    fill(t, small);
    take_away(t, large, small);
    best_split(t, l);
    best_split(t, fresh);
}

static void settle(trainer *t, const leaf *l)
{
    float value = (float)(-l->g / (l->h + RIDGE) * t->o->rate);
    t->out->nodes[l->node].at = value;
    for (uint32_t i = l->first; i < l->first + l->n; i++) t->margin[t->order[i]] += (double)value;
}

static void grow(trainer *t, leaf *leaves)
{
    uint32_t n = 1, root = add_node(t);
    leaves[0].first = 0;
    leaves[0].n = (uint32_t)t->n;
    leaves[0].node = root;
    for (uint32_t i = 0; i < t->n; i++) t->order[i] = i;
    total(t, &leaves[0]);
    fill(t, &leaves[0]);
    best_split(t, &leaves[0]);
    while (n < t->o->leaves) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < n; i++)
            if (leaves[i].gain > leaves[best].gain) best = i;
        if (leaves[best].gain <= 0) break;
        split(t, &leaves[best], &leaves[n], root);
        n++;
    }
    for (uint32_t i = 0; i < n; i++) settle(t, &leaves[i]);
}

static void slopes(trainer *t, const float *wanted, const float *weight)
{
    for (size_t i = 0; i < t->n; i++) {
        double p = 1 / (1 + exp(-t->margin[i]));
        t->g[i] = (float)((double)weight[i] * (p - (double)wanted[i]));
        t->h[i] = (float)((double)weight[i] * p * (1 - p));
    }
}

static double log_odds(const float *wanted, const float *weight, size_t n)
{
    double yes = 1, all = 2;
    for (size_t i = 0; i < n; i++) {
        yes += (double)wanted[i] * (double)weight[i];
        all += (double)weight[i];
    }
    return log(yes / (all - yes));
}

void hs_boost_train(const float *rows, size_t n, uint32_t features, const float *wanted, const float *weight,
                    const hs_boost_options *o, hs_boost *out)
{
    *out = (hs_boost){.roots = hs_calloc(o->trees, sizeof *out->roots)};
    trainer t = {.n = n, .features = features, .o = o, .out = out};
    t.bins = hs_malloc((size_t)features * n);
    t.edges = hs_calloc((size_t)features * BINS, sizeof *t.edges);
    t.g = hs_calloc(n, sizeof *t.g);
    t.h = hs_calloc(n, sizeof *t.h);
    t.margin = hs_calloc(n, sizeof *t.margin);
    t.order = hs_calloc(n, sizeof *t.order);
    t.spare = hs_calloc(n, sizeof *t.spare);
    t.seen = hs_calloc(features, sizeof *t.seen);
    leaf *leaves = hs_calloc(o->leaves, sizeof *leaves);
    for (uint32_t i = 0; i < o->leaves; i++) leaves[i].cells = hs_calloc((size_t)features * BINS, sizeof(cell));
    for (uint32_t f = 0; f < features; f++) cut(&t, rows, f);
    double base = log_odds(wanted, weight, n);
    for (size_t i = 0; i < n; i++) t.margin[i] = base;
    for (uint32_t k = 0; k < o->trees; k++) {
        for (uint32_t f = 0; f < features; f++)
            t.seen[f] = (double)(hs_mix64((uint64_t)k * 1000 + f) >> 40) / (double)(1 << 24) < o->columns;
        slopes(&t, wanted, weight);
        out->roots[k] = (uint32_t)out->n_nodes;
        grow(&t, leaves);
    }
    out->model = (hs_boosted){out->nodes, out->roots, o->trees, (float)base};
    for (uint32_t i = 0; i < o->leaves; i++) free(leaves[i].cells);
    free(leaves);
    free(t.bins);
    free(t.edges);
    free(t.g);
    free(t.h);
    free(t.margin);
    free(t.order);
    free(t.spare);
    free(t.seen);
}

/* As a C constant of type float. */
static void print_number(hs_buf *out, float x)
{
    char s[32];
    snprintf(s, sizeof s, "%.6g", (double)x);
    hs_buf_printf(out, "%s%sF", s, strpbrk(s, ".e") ? "" : ".0");
}

void hs_boost_print(const hs_boost *b, const char *name, hs_buf *out)
{
    hs_buf_printf(out, "\n/* clang-format off */\nstatic const hs_boosted_node %s_nodes[] = {\n", name);
    for (size_t i = 0; i < b->n_nodes; i++) {
        const hs_boosted_node *n = &b->nodes[i];
        hs_buf_str(out, i % 5 ? " {" : "    {");
        print_number(out, n->at);
        hs_buf_printf(out, ", %d, %u, %u},%s", n->feature, n->left, n->right,
                      i % 5 == 4 || i + 1 == b->n_nodes ? "\n" : "");
    }
    hs_buf_printf(out, "};\n\nstatic const uint32_t %s_roots[] = {\n", name);
    for (uint32_t i = 0; i < b->model.trees; i++)
        hs_buf_printf(out, "%s%u,%s", i % 16 ? " " : "    ", b->roots[i],
                      i % 16 == 15 || i + 1 == b->model.trees ? "\n" : "");
    hs_buf_printf(out, "};\n\nconst hs_boosted %s = {%s_nodes, %s_roots, %u, ", name, name, name, b->model.trees);
    print_number(out, b->model.base);
    hs_buf_str(out, "};\n/* clang-format on */\n");
}

void hs_boost_free(hs_boost *b)
{
    free(b->nodes);
    free(b->roots);
    *b = (hs_boost){0};
}
