#include "parse/netdecode.h"

#include <stdbool.h>
#include <string.h>

#define NODES (HS_NET_CHUNK + 1)
#define NEVER -1e30f

int hs_net_distance(int from, int to)
{
    int d = to - from, far = d < 0 ? -d : d, b = far;
    if (far > 8) {
        b = 9;
        while ((1 << (b - 6)) + 8 < far && b < 15) b++;
    }
    return d < 0 ? 31 - b : 32 + b;
}

/* A graph that shrinks: a cycle of best heads becomes one node, its first member. */
typedef struct {
    uint32_t nodes;        /* with the root, node 0 */
    float s[NODES][NODES]; /* s[d][h]: score of h as d's head, among live nodes */
    bool live[NODES];
    uint8_t head[NODES];
    uint32_t folds;       /* cycles folded so far */
    uint8_t first[NODES]; /* each fold's node */
    uint8_t size[NODES];
    uint8_t member[NODES][NODES], before[NODES][NODES]; /* its members and their heads in the cycle */
    uint8_t enter[NODES][NODES];                        /* by outside node: the member that it would best be head of */
    uint8_t leave[NODES][NODES];                        /* by outside node: the member that would best be its head */
} graph;

static void best_head(graph *g, uint32_t d)
{
    float top = NEVER * 2;
    for (uint32_t h = 0; h < g->nodes; h++)
        if (g->live[h] && h != d && g->s[d][h] > top) {
            top = g->s[d][h];
            g->head[d] = (uint8_t)h;
        }
}

/* A node on a cycle of heads, or 0. */
static uint32_t find_cycle(const graph *g)
{
    uint8_t seen[NODES] = {0};
    uint8_t round = 0;
    for (uint32_t i = 1; i < g->nodes; i++) {
        uint32_t v = i;
        if (!g->live[i] || seen[i]) continue;
        round++;
        while (v && !seen[v]) {
            seen[v] = round;
            v = g->head[v];
        }
        if (v && seen[v] == round) return v;
    }
    return 0;
}

static void fold(graph *g, uint32_t on)
{
    uint32_t k = g->folds++, n = 0, v = on;
    bool inside[NODES] = {false};
    do {
        g->member[k][n] = (uint8_t)v;
        g->before[k][n++] = g->head[v];
        inside[v] = true;
        v = g->head[v];
    } while (v != on);
    g->first[k] = (uint8_t)on;
    g->size[k] = (uint8_t)n;
    for (uint32_t o = 0; o < g->nodes; o++) {
        float in = NEVER * 2, out = NEVER * 2;
        if (!g->live[o] || inside[o]) continue;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t c = g->member[k][i];
            float gain = g->s[c][o] - g->s[c][g->before[k][i]];
            if (gain > in) in = gain, g->enter[k][o] = (uint8_t)c;
            if (o && g->s[o][c] > out) out = g->s[o][c], g->leave[k][o] = (uint8_t)c;
        }
        g->s[on][o] = in;
        g->s[o][on] = out;
        if (o && inside[g->head[o]]) g->head[o] = (uint8_t)on;
    }
    for (uint32_t i = 1; i < n; i++) g->live[g->member[k][i]] = false;
    best_head(g, on);
}

static void unfold(graph *g)
{
    while (g->folds > 0) {
        uint32_t k = --g->folds, from = g->head[g->first[k]], at = g->enter[k][from];
        for (uint32_t o = 1; o < g->nodes; o++)
            if (g->live[o] && o != g->first[k] && g->head[o] == g->first[k]) g->head[o] = g->leave[k][o];
        for (uint32_t i = 0; i < g->size[k]; i++) {
            g->live[g->member[k][i]] = true;
            g->head[g->member[k][i]] = g->before[k][i];
        }
        g->head[at] = (uint8_t)from;
    }
}

/* only: the root's one dependent, 0 for any. Returns the tree's score. */
static float span(graph *g, uint32_t n, const float *score, uint32_t only, uint32_t *head)
{
    float sum = 0;
    uint32_t cycle;
    g->nodes = n + 1;
    g->folds = 0;
    memset(g->live, 1, sizeof g->live);
    for (uint32_t d = 1; d <= n; d++) {
        memcpy(g->s[d], score + (size_t)(d - 1) * (n + 1), (n + 1) * sizeof *score);
        if (only && d != only) g->s[d][0] = NEVER;
        best_head(g, d);
    }
    while ((cycle = find_cycle(g))) fold(g, cycle);
    unfold(g);
    for (uint32_t d = 1; d <= n; d++) {
        head[d - 1] = g->head[d];
        sum += score[(size_t)(d - 1) * (n + 1) + g->head[d]];
    }
    return sum;
}

void hs_net_tree(uint32_t n, const float *score, uint32_t *head)
{
    graph g;
    uint32_t first[HS_NET_CHUNK], trial[HS_NET_CHUNK], roots = 0;
    float top = NEVER * 1000;
    span(&g, n, score, 0, first);
    for (uint32_t i = 0; i < n; i++) roots += first[i] == 0;
    memcpy(head, first, n * sizeof *head);
    for (uint32_t i = 0; i < n && roots > 1; i++) {
        if (first[i] != 0) continue;
        float sum = span(&g, n, score, i + 1, trial);
        if (sum <= top) continue;
        top = sum;
        memcpy(head, trial, n * sizeof *head);
    }
}

static bool opens(uint32_t label)
{
    return label == 0 || (label - 1) % 4 == 0 || (label - 1) % 4 == 3; /* O, B, S */
}

static bool closes(uint32_t label)
{
    return label == 0 || (label - 1) % 4 >= 2; /* O, E, S */
}

static bool follows(uint32_t a, uint32_t b)
{
    return closes(a) ? opens(b) : !opens(b) && (a - 1) / 4 == (b - 1) / 4;
}

void hs_net_labels(uint32_t n, const float *e, uint32_t ld, const float *moves, const float *first, uint8_t *label)
{
    enum { K = HS_NET_LABELS };
    uint8_t from[HS_NET_CHUNK][K];
    float best[K], next[K], allowed[K][K];
    for (uint32_t a = 0; a < K; a++)
        for (uint32_t b = 0; b < K; b++) allowed[b][a] = follows(a, b) ? moves[a * K + b] : NEVER;
    for (uint32_t b = 0; b < K; b++) best[b] = opens(b) ? first[b] + e[b] : NEVER;
    for (uint32_t t = 1; t < n; t++) {
        for (uint32_t b = 0; b < K; b++) {
            uint32_t at = 0;
            for (uint32_t a = 1; a < K; a++)
                if (best[a] + allowed[b][a] > best[at] + allowed[b][at]) at = a;
            from[t][b] = (uint8_t)at;
            next[b] = best[at] + allowed[b][at] + e[(size_t)t * ld + b];
        }
        memcpy(best, next, sizeof best);
    }
    uint32_t at = 0;
    for (uint32_t b = 1; b < K; b++)
        if (closes(b) && best[b] > best[at]) at = b;
    for (uint32_t t = n; t-- > 0; at = from[t][at]) {
        label[t] = (uint8_t)at;
        if (t == 0) break;
    }
}
