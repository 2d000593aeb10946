#include "learn/segtrain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const hs_segplan hs_segplan_default = {
    .epochs = 8, .bucket_bits = 16, .least = 2, .rate = 0.05f, .decay = 1e-4f, .eager = 0.5f, .drop = 0.1f, .seed = 1};

/* A feature while it is learnt; key 0 is a free slot. */
typedef struct {
    uint32_t key, seen;
    float w[2], sum[2]; /* weights and summed squared gradients */
    float mean[2];      /* of the weights after each epoch */
} feature;

enum { SLOT_BITS = 23 };

typedef struct {
    hs_segplan plan;
    feature *slots;
    bool counting; /* the first pass: which features are frequent */
    double loss;
    uint64_t steps, draws;
} learner;

static feature *slot_of(learner *l, uint32_t key)
{
    uint32_t mask = (1u << SLOT_BITS) - 1, at = key & mask;
    for (uint32_t tries = 0; tries < 64; tries++, at = (at + 1) & mask) {
        if (l->slots[at].key == key) return &l->slots[at];
        if (l->slots[at].key) continue;
        if (!l->counting) return NULL;
        l->slots[at].key = key;
        return &l->slots[at];
    }
    return NULL;
}

static void step_feature(const learner *l, feature *f, int c, float gradient)
{
    float g = gradient + l->plan.decay * f->w[c];
    f->sum[c] += g * g;
    f->w[c] -= l->plan.rate * g / (sqrtf(f->sum[c]) + 1e-6f);
}

/* One step on one decision with `classes` weights a feature; gold == classes is the class without weights. */
static void learn(learner *l, const uint32_t *keys, uint32_t n, int classes, int gold)
{
    feature *f[HS_SPLIT_MOST];
    uint32_t known = 0;
    float p[3] = {0}, all = 1.0f;
    for (uint32_t k = 0; k < n; k++) {
        feature *x = keys[k] ? slot_of(l, keys[k]) : NULL;
        if (x && l->counting) x->seen++;
        if (!l->counting && (float)(hs_mix64(l->draws++ ^ l->plan.seed << 40) >> 40) < l->plan.drop * 0x1p24f) continue;
        if (x && x->seen >= l->plan.least) f[known++] = x;
    }
    if (l->counting) return;
    for (int c = 0; c < classes; c++) {
        for (uint32_t k = 0; k < known; k++) p[c] += f[k]->w[c];
        p[c] = expf(fminf(p[c], 40.0f));
        all += p[c];
    }
    l->loss -= log((double)((gold == classes ? 1.0f : p[gold]) / all) + 1e-30);
    l->steps++;
    for (int c = 0; c < classes; c++) {
        float g = p[c] / all - (c == gold ? 1.0f : 0.0f);
        if (fabsf(g) < 1e-4f) continue;
        for (uint32_t k = 0; k < known; k++) step_feature(l, f[k], c, g);
    }
}

/* One block of the treebank with its gold cuts. */
typedef struct {
    hs_atoms atoms;
    uint8_t *gold, *cut, *fixed;
    int8_t *side;
    hs_window w;
} lesson;

/* ---- lessons ---- */

static uint8_t gold_cut(const hs_doc *gold, uint32_t at)
{
    uint32_t t = hs_doc_token_at(gold, at);
    if (t == gold->tokens.n || gold->tokens.v[t].at.at != at) return HS_CUT_NONE;
    if (gold->tokens.v[t].flags & HS_TOK_INNER) return HS_CUT_INNER;
    uint32_t s = hs_doc_sentence_at(gold, at);
    return gold->sentences.v[s].at.at == at ? HS_CUT_SENTENCE : HS_CUT_TOKEN;
}

static void lesson_open(lesson *l, const hs_language *lang, const hs_doc *gold, uint32_t b)
{
    hs_span at = gold->blocks.v[b].at;
    hs_str text = {gold->text.p, gold->text.n};
    *l = (lesson){0};
    hs_atoms_of(text, at.at, hs_span_end(at), lang, UINT32_MAX, &l->atoms);
    uint32_t n = l->atoms.n + 1;
    l->gold = hs_calloc(n, 1);
    l->cut = hs_calloc(n, 1);
    l->fixed = hs_calloc(n, 1);
    l->side = hs_calloc(n, 1);
    for (uint32_t i = 0; i < l->atoms.n; i++) l->gold[i] = gold_cut(gold, l->atoms.v[i].at);
    l->cut[0] = HS_CUT_SENTENCE;
    l->w = (hs_window){.text = text, .block = at, .line_width = at.n, .lang = lang, .atoms = l->atoms.v};
    l->w.cut = l->cut;
    l->w.fixed = l->fixed;
    l->w.side = l->side;
    l->w.n = l->atoms.n;
}

static void lesson_close(lesson *l)
{
    HS_VEC_FREE(l->atoms);
    free(l->gold);
    free(l->cut);
    free(l->fixed);
    free(l->side);
}

static void learn_tokens(learner *l, lesson *x)
{
    uint32_t features[HS_SPLIT_MOST];
    for (uint32_t i = 1; i < x->w.n; i++) {
        int gold = x->gold[i] == HS_CUT_SENTENCE ? HS_CUT_TOKEN : x->gold[i];
        if (hs_split_gap_open(&x->w, i)) learn(l, features, hs_split_gap_features(&x->w, i, features), 2, gold);
        if (!x->fixed[i]) x->cut[i] = (uint8_t)gold;
    }
}

static void learn_sentences(learner *l, lesson *x, hs_split_state *s)
{
    uint32_t features[HS_SPLIT_MOST];
    hs_split_begin(s, &x->w, true);
    hs_split_step(s, 0, false);
    for (uint32_t t = 1; t < s->tokens.n; t++) {
        uint32_t i = s->tokens.v[t].first;
        bool sentence = x->gold[i] == HS_CUT_SENTENCE;
        if (hs_split_sentence_open(&x->w, i))
            learn(l, features, hs_split_sentence_features(s, t, features), 1, sentence ? 0 : 1);
        hs_split_step(s, t, sentence);
    }
}

static void shuffle(uint32_t *order, uint32_t n, uint64_t seed)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = (uint32_t)(hs_mix64(seed * 0x9E3779B97F4A7C15u + i) % i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

static void epoch(learner *l, const hs_language *lang, const hs_doc *gold, const uint32_t *order)
{
    hs_split_state state = {0};
    for (uint32_t k = 0; k < gold->blocks.n; k++) {
        lesson x;
        lesson_open(&x, lang, gold, order[k]);
        if (x.w.n) {
            hs_segment_tokens(&x.w);
            learn_tokens(l, &x);
            hs_segment_sentences(&x.w);
            learn_sentences(l, &x, &state);
        }
        lesson_close(&x);
    }
    hs_split_free(&state);
}

static float weight_of(const feature *f)
{
    return fmaxf(fabsf(f->w[0]), fabsf(f->w[1]));
}

static int8_t rounded(float x)
{
    return (int8_t)lrintf(fmaxf(-127.0f, fminf(127.0f, x)));
}

/* Puts f into its bucket, in the place of the lightest feature where that is lighter. */
static void place(hs_split_bucket *bucket, const feature **held, const feature *f, float scale)
{
    int way = 0;
    for (int i = 0; i < HS_SPLIT_WAYS; i++) {
        if (!held[i]) way = i;
        if (!held[way]) break;
        if (weight_of(held[i]) < weight_of(held[way])) way = i;
    }
    if (held[way] && weight_of(held[way]) >= weight_of(f)) return;
    held[way] = f;
    bucket->check[way] = hs_split_check(f->key);
    for (int c = 0; c < 2; c++) bucket->weight[way][c] = rounded(f->w[c] * scale);
}

static void pack(const learner *l, hs_buf *out)
{
    size_t n = (size_t)1 << l->plan.bucket_bits, kept = 0, lost = 0;
    hs_split_bucket *buckets = hs_calloc(n, sizeof *buckets);
    const feature **held = hs_calloc(n * HS_SPLIT_WAYS, sizeof *held);
    float most = 1e-6f;
    for (size_t i = 0; i < 1u << SLOT_BITS; i++) most = fmaxf(most, weight_of(&l->slots[i]));
    float scale = 127.0f / fminf(most, 3.0f);
    for (size_t i = 0; i < 1u << SLOT_BITS; i++) {
        const feature *f = &l->slots[i];
        size_t b = f->key & (n - 1);
        if (f->key && weight_of(f) * scale >= 0.5f) place(&buckets[b], held + b * HS_SPLIT_WAYS, f, scale), lost++;
    }
    for (size_t i = 0; i < n * HS_SPLIT_WAYS; i++) kept += held[i] != NULL;
    fprintf(stderr, "segmenter: %zu of %zu features kept\n", kept, lost);
    hs_buf_add(out, buckets, n * sizeof *buckets);
    free(buckets);
    free(held);
}

void hs_segtrain(const hs_segplan *plan, const hs_language *lang, const hs_doc *gold, hs_buf *out)
{
    learner l = {.plan = *plan};
    l.slots = hs_calloc((size_t)1 << SLOT_BITS, sizeof *l.slots);
    uint32_t *order = hs_calloc(gold->blocks.n, sizeof *order);
    for (uint32_t i = 0; i < gold->blocks.n; i++) order[i] = i;
    l.counting = true;
    epoch(&l, lang, gold, order);
    l.counting = false;
    for (uint32_t e = 0; e < plan->epochs; e++) {
        l.loss = 0;
        l.steps = 0;
        shuffle(order, gold->blocks.n, plan->seed + e);
        epoch(&l, lang, gold, order);
        for (size_t i = 0; i < 1u << SLOT_BITS; i++)
            for (int c = 0; c < 2; c++) l.slots[i].mean[c] += l.slots[i].w[c] / (float)plan->epochs;
        fprintf(stderr, "segmenter: epoch %u of %u, loss %.5f\n", e + 1, plan->epochs,
                l.loss / (double)(l.steps + !l.steps));
    }
    for (size_t i = 0; i < 1u << SLOT_BITS; i++)
        for (int c = 0; c < 2; c++) l.slots[i].w[c] = l.slots[i].mean[c];
    feature *always = slot_of(&l, hs_split_always());
    if (always) always->w[0] += plan->eager;
    pack(&l, out);
    free(l.slots);
    free(order);
}

/* ---- scores ---- */

static bool begins_token(const hs_doc *d, uint32_t i)
{
    return !(d->tokens.v[i].flags & HS_TOK_INNER);
}

static uint32_t token_end(const hs_doc *d, uint32_t i)
{
    while (i + 1 < d->tokens.n && !begins_token(d, i + 1)) i++;
    return hs_span_end(d->tokens.v[i].at);
}

static double f1(uint32_t right, uint32_t gold, uint32_t system)
{
    return gold + system ? 200.0 * right / (gold + system) : 0.0;
}

static double token_f1(const hs_doc *gold, const hs_doc *system)
{
    uint32_t right = 0, g = 0, s = 0;
    for (uint32_t i = 0; i < gold->tokens.n; i++) g += begins_token(gold, i);
    for (uint32_t i = 0; i < system->tokens.n; i++) {
        if (!begins_token(system, i)) continue;
        s++;
        uint32_t at = system->tokens.v[i].at.at, k = hs_doc_token_at(gold, at);
        right += k < gold->tokens.n && begins_token(gold, k) && gold->tokens.v[k].at.at == at &&
                 token_end(gold, k) == token_end(system, i);
    }
    return f1(right, g, s);
}

hs_segscore hs_segscore_of(const hs_engine *engine, const hs_doc *gold)
{
    hs_doc *d = hs_doc_new();
    uint32_t right = 0;
    hs_buf_add(&d->text, gold->text.p, gold->text.n);
    for (uint32_t b = 0; b < gold->blocks.n; b++) *HS_PUSH(d->blocks) = gold->blocks.v[b];
    hs_parse_with(engine, d);
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        hs_span at = d->sentences.v[i].at;
        uint32_t k = hs_doc_sentence_at(gold, at.at);
        right += k < gold->sentences.n && gold->sentences.v[k].at.at == at.at && gold->sentences.v[k].at.n == at.n;
    }
    hs_segscore score = {token_f1(gold, d), f1(right, gold->sentences.n, d->sentences.n)};
    hs_doc_free(d);
    return score;
}
