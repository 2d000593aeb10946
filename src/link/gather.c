#include "link/gather.h"

#include "base/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Stories that one word may tell of; documents under which a case counts as this many. */
enum { HOLD = 300, FEW = 20 };
static const float one_story = 0.1F; /* mean cosine of a document with those of a story */
static const float lone = 0.08F;     /* of one that is alone otherwise */

typedef struct {
    uint32_t story;
    float sum; /* of the word's weight in the story's documents */
} part;

typedef HS_VEC(part) parts;

typedef struct {
    const hs_told_words *words;
    uint32_t docs;
    HS_VEC(uint32_t) word;    /* of each of the words: its number */
    HS_VEC(uint32_t) holders; /* documents, by number */
    HS_VEC(float) weight;     /* by number */
    uint32_t *story;          /* of each document */
    HS_VEC(uint32_t) size;    /* documents, by story */
} gatherer;

static void weigh_words(gatherer *t)
{
    float docs = t->docs < FEW ? (float)FEW : (float)t->docs;
    hs_map64 numbers = {0};
    for (uint32_t i = 0; i < t->words->word.n; i++) {
        uint32_t *at = hs_map64_at(&numbers, t->words->word.v[i]);
        if (*at == HS_MISSING) {
            *at = t->holders.n;
            *HS_PUSH(t->holders) = 0;
        }
        t->holders.v[*at]++;
        *HS_PUSH(t->word) = *at;
    }
    hs_map64_free(&numbers);
    for (uint32_t i = 0; i < t->holders.n; i++) *HS_PUSH(t->weight) = logf(1.0F + docs / (float)t->holders.v[i]);
}

static float length_of(const gatherer *t, uint32_t doc)
{
    float sum = 0;
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        float w = t->weight.v[t->word.v[i]];
        sum += w * w;
    }
    return sqrtf(sum);
}

/* Puts a document into a story (by 1), or takes it out of it again (by -1). */
static void put_into(gatherer *t, parts *held, uint32_t doc, uint32_t story, float length, int by)
{
    t->story[doc] = story;
    t->size.v[story] += (uint32_t)by;
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        parts *h = &held[t->word.v[i]];
        uint32_t k = 0;
        if (t->holders.v[t->word.v[i]] < 2) continue;
        while (k < h->n && h->v[k].story != story) k++;
        if (k == h->n && (h->n > HOLD || by < 0)) continue;
        if (k == h->n) *HS_PUSH(*h) = (part){story, 0};
        h->v[k].sum += (float)by * t->weight.v[t->word.v[i]] / length;
    }
}

typedef struct {
    uint32_t story; /* HS_NONE where the document is like none */
    float mean;     /* cosine with the story's documents */
} likeness;

/* The story but `other` whose documents this one is likest to on average. score is all 0, and is so again afterwards.
 */
static likeness likest(const gatherer *t, const parts *held, uint32_t doc, float length, uint32_t other, float *score)
{
    HS_VEC(uint32_t) met = {0};
    likeness best = {HS_NONE, 0};
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        const parts *h = &held[t->word.v[i]];
        float w = t->weight.v[t->word.v[i]] / length;
        for (uint32_t k = 0; k < h->n && h->n <= HOLD; k++) {
            if (score[h->v[k].story] <= 0) *HS_PUSH(met) = h->v[k].story;
            score[h->v[k].story] += w * h->v[k].sum;
        }
    }
    for (uint32_t i = 0; i < met.n; i++) {
        uint32_t story = met.v[i];
        float mean = t->size.v[story] && story != other ? score[story] / (float)t->size.v[story] : 0;
        if (mean > best.mean || (mean > 0 && mean >= best.mean && story < best.story)) best = (likeness){story, mean};
        score[story] = 0;
    }
    HS_VEC_FREE(met);
    return best;
}

/* The story that more than half of each story's documents are likest to but for their own, so much that they are one;
 * HS_NONE where there is none (majority by Boyer and Moore's vote). */
static uint32_t *next_of(const gatherer *t, const likeness *next)
{
    uint32_t stories = t->size.n, docs = t->docs;
    uint32_t *into = hs_malloc((stories + 1) * sizeof *into), *votes = hs_calloc(stories + 1, sizeof *votes);
    float *mean = hs_calloc(stories + 1, sizeof *mean);
    memset(into, 0xFF, (stories + 1) * sizeof *into);
    for (uint32_t d = 0; d < docs; d++) {
        uint32_t s = t->story[d];
        if (!votes[s]) into[s] = next[d].story;
        if (into[s] == next[d].story) {
            votes[s]++;
        } else {
            votes[s]--;
        }
    }
    memset(votes, 0, stories * sizeof *votes);
    for (uint32_t d = 0; d < docs; d++) {
        if (into[t->story[d]] != next[d].story) continue;
        votes[t->story[d]]++;
        mean[t->story[d]] += next[d].mean;
    }
    for (uint32_t s = 0; s < stories; s++)
        if (votes[s] * 2 <= t->size.v[s] || mean[s] < one_story * (float)t->size.v[s]) into[s] = HS_NONE;
    free(votes);
    free(mean);
    return into;
}

/* Puts stories together that the first documents of one kept apart. A story that was put into another takes none in. */
static void join_stories(gatherer *t, const parts *held, float *score)
{
    likeness *next = hs_calloc(t->docs + 1, sizeof *next);
    for (uint32_t d = 0; d < t->docs; d++) {
        float length = length_of(t, d);
        next[d] = length > 0 ? likest(t, held, d, length, t->story[d], score) : (likeness){HS_NONE, 0};
    }
    uint32_t *into = next_of(t, next);
    bool *taken = hs_calloc(t->size.n + 1, sizeof *taken);
    for (uint32_t s = 0; s < t->size.n; s++) {
        uint32_t other = into[s];
        if (other == HS_NONE) continue;
        if (taken[s] || (other < s && into[other] != HS_NONE)) {
            into[s] = HS_NONE;
            continue;
        }
        taken[other] = true;
        t->size.v[other] += t->size.v[s];
        t->size.v[s] = 0;
    }
    for (uint32_t d = 0; d < t->docs; d++)
        if (into[t->story[d]] != HS_NONE) t->story[d] = into[t->story[d]];
    free(next);
    free(into);
    free(taken);
}

static void find_stories(gatherer *t)
{
    uint32_t docs = t->docs;
    parts *held = hs_calloc(t->holders.n ? t->holders.n : 1, sizeof *held);
    float *score = hs_calloc(docs ? docs : 1, sizeof *score);
    t->story = hs_calloc(docs ? docs : 1, sizeof *t->story);
    for (uint32_t d = 0; d < docs; d++) {
        float length = length_of(t, d);
        likeness best = length > 0 ? likest(t, held, d, length, HS_NONE, score) : (likeness){HS_NONE, 0};
        if (best.mean < one_story) {
            best.story = t->size.n;
            *HS_PUSH(t->size) = 0;
        }
        put_into(t, held, d, best.story, length, 1);
    }
    for (uint32_t d = 0; d < docs; d++) { /* the first documents met stories that were hardly begun */
        float length = length_of(t, d);
        uint32_t was = t->story[d];
        if (length <= 0) continue;
        put_into(t, held, d, was, length, -1);
        likeness best = likest(t, held, d, length, HS_NONE, score);
        bool alone = !t->size.v[was];
        put_into(t, held, d, best.mean < (alone ? lone : one_story) ? was : best.story, length, 1);
    }
    join_stories(t, held, score);
    for (uint32_t i = 0; i < t->holders.n; i++) HS_VEC_FREE(held[i]);
    free(held);
    free(score);
}

hs_gathered hs_gather(const hs_told_words *words, uint32_t documents)
{
    gatherer t = {.words = words, .docs = documents};
    hs_gathered out = {0};
    weigh_words(&t);
    find_stories(&t);
    out.story = t.story;
    memcpy(&out.size, &t.size, sizeof t.size);
    HS_VEC_FREE(t.word);
    HS_VEC_FREE(t.holders);
    HS_VEC_FREE(t.weight);
    return out;
}

void hs_gathered_free(hs_gathered *g)
{
    HS_VEC_FREE(g->size);
    free(g->story);
}
