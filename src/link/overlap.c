#include "link/overlap.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUN = 7,      /* words of the shortest run that is looked at */
    PASSAGE = 10, /* words of the shortest passage that counts */
    STEMS = 5,    /* distinct words in it that are no stop words */
    LONG = 18,    /* words of a passage that tells on its own */
};

static uint32_t common_words(const hs_text *t, uint32_t first, uint32_t n)
{
    uint32_t common = 0;
    for (uint32_t i = first; i < first + n; i++) common += t->words.v[i].common;
    return common;
}

static bool covered(const hs_matches *m, uint32_t n, uint32_t from, uint32_t to)
{
    uint32_t inside = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = m->v[i].a > from ? m->v[i].a : from, end = m->v[i].a + m->v[i].na;
        uint32_t y = end < to ? end : to;
        if (y > x) inside += y - x;
    }
    return inside * 2 > to - from;
}

/* Stems that sentence i of a and sentence j of b share. */
static uint32_t shared_stems(const hs_text *a, uint32_t i, const hs_text *b, uint32_t j)
{
    uint32_t n = 0, x = a->first.v[i], y = b->first.v[j];
    while (x < a->first.v[i + 1] && y < b->first.v[j + 1]) {
        uint64_t u = a->stems.v[x], v = b->stems.v[y];
        n += u == v;
        x += u <= v;
        y += v <= u;
    }
    return n;
}

/* At most so many stems can be shared: those whose bits both sentences have, and those of i that share a bit. */
static uint32_t shared_at_most(const hs_text *a, uint32_t i, const hs_text *b, uint32_t j)
{
    uint32_t n = a->first.v[i + 1] - a->first.v[i];
    int bits = __builtin_popcountll(a->masks.v[i]), both = __builtin_popcountll(a->masks.v[i] & b->masks.v[j]);
    return (uint32_t)both + n - (uint32_t)bits;
}

/* Sentences of a that b says in other words: five stems in common at least, three in five of the shorter one's and two
 * in five of the longer one's. A sentence of b serves once. */
static void said_again(const hs_text *a, const hs_text *b, hs_overlap *o)
{
    enum { SENTENCES = 400 };
    bool used[SENTENCES] = {false};
    uint32_t na = a->sentences.n - 1, nb = b->sentences.n - 1;
    for (uint32_t i = 0; i < na && i < SENTENCES; i++) {
        uint32_t from = a->sentences.v[i], to = a->sentences.v[i + 1], best = 0, at = 0;
        uint32_t n = a->first.v[i + 1] - a->first.v[i];
        bool common = common_words(a, from, to - from) * 2 > to - from;
        if (n < 5 || common || covered(&o->passages, o->copied_n, from, to)) continue;
        for (uint32_t j = 0; j < nb && j < SENTENCES; j++) {
            uint32_t m = b->first.v[j + 1] - b->first.v[j];
            if (used[j] || m < 5) continue;
            uint32_t least = n < m ? n * 3 : m * 3, other = n < m ? m * 2 : n * 2;
            if (least < other) least = other;
            least = least > 25 ? (least + 4) / 5 : 5;
            if (shared_at_most(a, i, b, j) < least) continue;
            uint32_t both = shared_stems(a, i, b, j);
            if (both >= least && both > best) {
                best = both;
                at = j;
            }
        }
        if (!best) continue;
        used[at] = true;
        uint32_t words_b = b->sentences.v[at + 1] - b->sentences.v[at];
        *HS_PUSH(o->passages) = (hs_match){from, b->sentences.v[at], to - from, words_b, 0};
        o->again_a += to - from;
        o->again_b += words_b;
    }
}

/* Long enough, and of words that tell: «the president of the United States said on» is nobody's passage. */
static bool telling(const hs_text *t, const hs_match *m)
{
    uint64_t seen[STEMS];
    uint32_t n = 0;
    for (uint32_t i = m->a; i < m->a + m->na && n < STEMS; i++) {
        bool old = !t->words.v[i].stem || t->words.v[i].common;
        for (uint32_t k = 0; k < n && !old; k++) old = seen[k] == t->words.v[i].stem;
        if (!old) seen[n++] = t->words.v[i].stem;
    }
    return m->na >= PASSAGE && n == STEMS;
}

/* Words of m that neither side only quotes nor everybody prints. */
static uint32_t own_words(const hs_text *a, const hs_text *b, const hs_match *m)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < m->na; i++) {
        const hs_word *w = &a->words.v[m->a + i];
        bool quoted = w->quoted && b->words.v[m->b + (i < m->nb ? i : m->nb - 1)].quoted;
        taken += !w->common && !quoted;
    }
    return taken;
}

void hs_overlap_find(const hs_text *a, const hs_text *b, hs_overlap *o)
{
    hs_matches runs = {0};
    *o = (hs_overlap){0};
    hs_words_match(&a->words, &b->words, RUN, &runs);
    for (uint32_t i = 0; i < runs.n; i++)
        if (telling(a, &runs.v[i])) *HS_PUSH(o->passages) = runs.v[i];
    HS_VEC_FREE(runs);
    o->copied_n = o->passages.n;
    for (uint32_t i = 0; i < o->copied_n; i++) {
        const hs_match *m = &o->passages.v[i];
        uint32_t common_a = common_words(a, m->a, m->na), common_b = common_words(b, m->b, m->nb);
        uint32_t own = own_words(a, b, m);
        if (own >= LONG && m->quoted * 2 < m->na && own > o->longest) o->longest = own;
        o->copied_a += m->na - common_a;
        o->copied_b += m->nb - common_b;
        o->own += own;
    }
    said_again(a, b, o);
}

hs_gap hs_overlap_gap(const hs_text *t, const hs_overlap *o, bool side_b)
{
    hs_gap g = {0};
    bool *in = hs_calloc(t->words.n + 1, sizeof *in);
    uint32_t first = t->words.n;
    for (uint32_t i = 0; i < o->passages.n; i++) {
        const hs_match *m = &o->passages.v[i];
        uint32_t from = side_b ? m->b : m->a, n = side_b ? m->nb : m->na;
        memset(in + from, 1, n * sizeof *in);
        if (from < first) first = from;
    }
    for (uint32_t i = 0; i < t->words.n; i++) {
        if (t->words.v[i].common) continue;
        g.words++;
        g.missing += !in[i];
        g.head += !in[i] && i < first;
    }
    free(in);
    return g;
}
