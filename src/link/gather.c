#include "link/gather.h"

#include "base/map.h"
#include "link/kept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A word that more documents hold tells of no story: so many, in a large case one in so many of all; documents under
 * which a case counts as this many. */
enum { HOLDERS = 512, PART = 128, FEW = 20 };
static const float one_story = 0.1F; /* mean cosine of a document with those of a story */
static const float lone = 0.08F;     /* of one that is alone otherwise */
static const float none = 0.001F;    /* less is no likeness: what is left where documents were taken out again */

typedef struct {
    uint32_t story; /* HS_NONE where the document is like none */
    float mean;     /* cosine with the story's documents */
} likeness;

typedef struct {
    uint32_t story;
    float sum; /* of the word's weight in the story's documents */
} part;

typedef HS_VEC(part) parts;

/* What became of a document the last time. Stories are named by the documents that began them. */
typedef struct {
    uint64_t sign; /* of its words' weights */
    uint32_t first, last;
    likeness begun, whole, next;
} record;

typedef struct {
    hs_pile *p;
    const hs_told_words *words;
    uint32_t docs;
    HS_VEC(uint32_t) word;    /* of each of the words: its number */
    HS_VEC(uint32_t) holders; /* documents, by number */
    HS_VEC(float) weight;     /* by number */
    parts *held;              /* by number: the stories whose documents hold it */
    bool *stirred;            /* by number: one of these stories is moved */
    float *score;             /* by story: all 0 but while a document is judged */
    uint32_t *first, *story;  /* of each document: at first, and now */
    HS_VEC(uint32_t) size;    /* documents, by story */
    HS_VEC(uint32_t) leader;  /* by story: the document that began it */
    HS_VEC(bool) moved;       /* by story: its documents are not those of the last time, or not as they were */
    uint32_t *led;            /* by document: the story that it began */
    record *was, *is;         /* by document */
    bool *fresh;              /* by document: nothing is kept, or its weights are others */
} gatherer;

static bool listed(const gatherer *t, uint32_t word)
{
    uint32_t n = t->holders.v[word];
    return n > 1 && (n <= HOLDERS || n <= t->docs / PART);
}

static void weigh_words(gatherer *t)
{
    hs_map64 numbers = {0};
    float docs = hs_kept_documents(t->docs < FEW ? FEW : t->docs);
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
    for (uint32_t i = 0; i < t->holders.n; i++)
        *HS_PUSH(t->weight) = logf(1.0F + docs / hs_kept_step(t->holders.v[i], t->docs));
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

static uint64_t sign_of(const gatherer *t, uint32_t doc)
{
    uint64_t h = 1;
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        uint32_t bits, word = t->word.v[i];
        memcpy(&bits, &t->weight.v[word], sizeof bits);
        h = (h ^ bits ^ (uint64_t)listed(t, word) << 32) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 29;
    }
    return h;
}

/* Puts a document into a story (by 1), or takes it out of it again (by -1). */
static void put_into(gatherer *t, uint32_t doc, uint32_t story, float length, int by)
{
    t->story[doc] = story;
    t->size.v[story] += (uint32_t)by;
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        uint32_t word = t->word.v[i];
        parts *h = &t->held[word];
        uint32_t k = h->n;
        if (!listed(t, word)) continue;
        while (k > 0 && h->v[k - 1].story != story) k--;
        if (k == 0) {
            *HS_PUSH(*h) = (part){story, 0};
            k = h->n;
        }
        h->v[k - 1].sum += (float)by * t->weight.v[word] / length;
        if (t->moved.v[story]) t->stirred[word] = true;
    }
}

static bool likelier(likeness a, likeness b)
{
    return a.mean > b.mean || (a.mean >= b.mean && a.story < b.story);
}

/* The story but `other` whose documents this one is likest to on average; of those that are moved alone, or of all. */
static likeness likest(const gatherer *t, uint32_t doc, float length, uint32_t other, bool of_moved)
{
    HS_VEC(uint32_t) met = {0};
    likeness best = {HS_NONE, none};
    for (uint32_t i = t->words->first.v[doc]; i < t->words->first.v[doc + 1]; i++) {
        if (of_moved && !t->stirred[t->word.v[i]]) continue;
        const parts *h = &t->held[t->word.v[i]];
        float w = t->weight.v[t->word.v[i]] / length;
        for (uint32_t k = 0; k < h->n; k++) {
            uint32_t story = h->v[k].story;
            if (of_moved && !t->moved.v[story]) continue;
            if (t->score[story] <= 0) *HS_PUSH(met) = story;
            t->score[story] += w * h->v[k].sum;
        }
    }
    for (uint32_t i = 0; i < met.n; i++) {
        uint32_t story = met.v[i];
        likeness one = {story, t->size.v[story] ? t->score[story] / (float)t->size.v[story] : 0};
        if (story != other && likelier(one, best)) best = one;
        t->score[story] = 0;
    }
    HS_VEC_FREE(met);
    return best;
}

/* ---- what is kept ---- */

static uint32_t story_of(const gatherer *t, uint32_t leader)
{
    return leader == HS_NONE ? HS_NONE : t->led[leader];
}

static uint32_t leader_of(const gatherer *t, uint32_t story)
{
    return story == HS_NONE ? HS_NONE : t->leader.v[story];
}

/* The same, where the likest one of the last time is known and is as it was: then only what is moved may be likelier.
 */
static likeness judge(const gatherer *t, uint32_t doc, float length, uint32_t other, likeness was)
{
    uint32_t story = story_of(t, was.story);
    bool stands =
        !t->fresh[doc] && (was.story == HS_NONE || (story != HS_NONE && story != other && !t->moved.v[story]));
    if (length <= 0) return (likeness){HS_NONE, none};
    likeness best = likest(t, doc, length, other, stands);
    likeness old = {story, was.mean};
    return stands && story != HS_NONE && likelier(old, best) ? old : best;
}

static likeness by_leader(const gatherer *t, likeness x)
{
    return (likeness){leader_of(t, x.story), x.mean};
}

/* A story is no longer what it was. */
static void move_story(gatherer *t, uint32_t story)
{
    if (story == HS_NONE || t->moved.v[story]) return;
    t->moved.v[story] = true;
    for (uint32_t d = 0; d < t->docs; d++)
        if (t->first[d] == story || t->story[d] == story)
            for (uint32_t i = t->words->first.v[d]; i < t->words->first.v[d + 1]; i++) t->stirred[t->word.v[i]] = true;
}

static uint32_t read_doc(const gatherer *t, hs_kept_reader *r)
{
    uint64_t name = hs_kept_u64(r);
    uint32_t doc = name == UINT64_MAX ? HS_NONE : hs_kept_doc(t->p, name);
    r->bad = r->bad || (doc == HS_NONE && name != UINT64_MAX);
    return doc;
}

static likeness read_likeness(const gatherer *t, hs_kept_reader *r)
{
    likeness out = {read_doc(t, r), 0};
    const void *mean = hs_kept_items(r, 1, sizeof out.mean);
    if (mean) memcpy(&out.mean, mean, sizeof out.mean);
    return out;
}

/* Nothing counts as kept where that of one document was lost: it may have been part of any story. */
static void read_records(gatherer *t)
{
    bool lost = false;
    for (uint32_t d = 0; d < t->docs; d++) {
        hs_kept_reader r = hs_kept_read(t->p, d, HS_KEPT_STORY), words = hs_kept_read(t->p, d, HS_KEPT_TOLD);
        record *x = &t->was[d];
        t->is[d].sign = sign_of(t, d);
        x->sign = hs_kept_u64(&r);
        x->first = read_doc(t, &r);
        x->last = read_doc(t, &r);
        x->begun = read_likeness(t, &r);
        x->whole = read_likeness(t, &r);
        x->next = read_likeness(t, &r);
        t->fresh[d] = r.bad || x->sign != t->is[d].sign;
        if (r.bad) x->first = x->last = HS_NONE;
        lost = lost || (r.bad && words.n && !t->p->kept.v[d].changed[HS_KEPT_TOLD]);
    }
    for (uint32_t d = 0; lost && d < t->docs; d++) t->fresh[d] = true;
}

static void keep_doc(const gatherer *t, uint32_t leader, hs_buf *b)
{
    hs_kept_put_u64(b, leader == HS_NONE ? UINT64_MAX : hs_kept_name(t->p, leader));
}

static void keep_likeness(const gatherer *t, likeness x, hs_buf *b)
{
    keep_doc(t, x.story, b);
    hs_buf_add(b, &x.mean, sizeof x.mean);
}

static void keep_records(gatherer *t)
{
    hs_buf b = {0};
    for (uint32_t d = 0; d < t->docs; d++) {
        const record *x = &t->is[d];
        hs_buf_clear(&b);
        hs_kept_put_u64(&b, x->sign);
        keep_doc(t, x->first, &b);
        keep_doc(t, x->last, &b);
        keep_likeness(t, x->begun, &b);
        keep_likeness(t, x->whole, &b);
        keep_likeness(t, x->next, &b);
        hs_kept_put(t->p, d, HS_KEPT_STORY, &b);
    }
    hs_buf_free(&b);
}

/* ---- stories ---- */

static uint32_t begin_story(gatherer *t, uint32_t doc)
{
    *HS_PUSH(t->size) = 0;
    *HS_PUSH(t->moved) = t->fresh[doc] || t->was[doc].first != doc;
    *HS_PUSH(t->leader) = doc;
    return t->led[doc] = t->size.n - 1;
}

/* Puts each document into the story that it is likest to of those that were begun before it, or begins one with it. */
static void begin_stories(gatherer *t)
{
    for (uint32_t d = 0; d < t->docs; d++) {
        float length = length_of(t, d);
        const record *was = &t->was[d];
        likeness best = judge(t, d, length, HS_NONE, was->begun);
        if (best.mean < one_story) best.story = HS_NONE;
        t->is[d].begun = by_leader(t, best);
        uint32_t story = best.story == HS_NONE ? begin_story(t, d) : best.story;
        put_into(t, d, story, length, 1);
        t->first[d] = story;
        t->is[d].first = leader_of(t, story);
        if (!t->fresh[d] && was->first == t->is[d].first) continue;
        move_story(t, story);
        move_story(t, story_of(t, was->first));
    }
}

/* Puts each where it is likest to now that the stories are whole: the first ones met stories that were hardly begun. */
static void put_again(gatherer *t)
{
    for (uint32_t d = 0; d < t->docs; d++) {
        float length = length_of(t, d);
        const record *was = &t->was[d];
        if (length > 0) {
            put_into(t, d, t->first[d], length, -1);
            likeness best = judge(t, d, length, HS_NONE, was->whole);
            bool alone = !t->size.v[t->first[d]];
            t->is[d].whole = by_leader(t, best);
            put_into(t, d, best.mean < (alone ? lone : one_story) ? t->first[d] : best.story, length, 1);
        }
        t->is[d].last = leader_of(t, t->story[d]);
        if (!t->fresh[d] && was->last == t->is[d].last) continue;
        move_story(t, t->story[d]);
        move_story(t, story_of(t, was->last));
    }
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
static void join_stories(gatherer *t)
{
    likeness *next = hs_calloc(t->docs + 1, sizeof *next);
    for (uint32_t d = 0; d < t->docs; d++) {
        next[d] = judge(t, d, length_of(t, d), t->story[d], t->was[d].next);
        t->is[d].next = by_leader(t, next[d]);
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

/* All but what it is asked for. */
static void gatherer_free(gatherer *t)
{
    for (uint32_t i = 0; i < t->holders.n; i++) HS_VEC_FREE(t->held[i]);
    HS_VEC_FREE(t->word);
    HS_VEC_FREE(t->holders);
    HS_VEC_FREE(t->weight);
    HS_VEC_FREE(t->leader);
    HS_VEC_FREE(t->moved);
    free(t->held);
    free(t->stirred);
    free(t->score);
    free(t->first);
    free(t->led);
    free(t->was);
    free(t->is);
    free(t->fresh);
}

hs_gathered hs_gather(hs_pile *p, const hs_told_words *words)
{
    uint32_t n = p->docs.n;
    gatherer t = {.p = p, .words = words, .docs = n};
    hs_gathered out = {0};
    weigh_words(&t);
    t.held = hs_calloc(t.holders.n + 1, sizeof *t.held);
    t.stirred = hs_calloc(t.holders.n + 1, sizeof *t.stirred);
    t.score = hs_calloc(n + 1, sizeof *t.score);
    t.first = hs_malloc((n + 1) * sizeof *t.first);
    t.led = hs_malloc((n + 1) * sizeof *t.led);
    t.was = hs_calloc(n + 1, sizeof *t.was);
    t.is = hs_calloc(n + 1, sizeof *t.is);
    t.fresh = hs_calloc(n + 1, sizeof *t.fresh);
    out.story = t.story = hs_malloc((n + 1) * sizeof *t.story);
    for (uint32_t d = 0; d < n; d++) t.first[d] = t.story[d] = t.led[d] = HS_NONE;
    read_records(&t);
    begin_stories(&t);
    put_again(&t);
    join_stories(&t);
    keep_records(&t);
    memcpy(&out.size, &t.size, sizeof t.size);
    gatherer_free(&t);
    return out;
}

void hs_gathered_free(hs_gathered *g)
{
    HS_VEC_FREE(g->size);
    free(g->story);
}
