#include "learn/nettrain.h"

#include <cblas.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/hash.h"
#include "learn/netpack.h"
#include "learn/netscore.h"
#include "learn/netstage.h"
#include "parse/netdecode.h"

const hs_net_plan hs_net_plan_default = {
    .dims = {.word_dim = 96,
             .pieces = 32768,
             .piece_dim = 96,
             .hidden = 160,
             .names_hidden = 96,
             .arc = 128,
             .rel = 96,
             .labels = HS_NET_LABELS,
             .cloze = 30001},
    .main = {.epochs = 16, .rate = 0.002f, .trees = 1, .entities = 0.5f, .noise = {.unknown = 0.12f, .cased = 0.03f}},
    .last = {.epochs = 8,
             .rate = 0.0015f,
             .trees = 0.8f,
             .entities = 1,
             .noise = {.unknown = 0.2f, .cased = 0.03f, .strange = 0.4f, .unlisted = 0.25f}},
    .further = {.epochs = 8,
                .rate = 0.0015f,
                .trees = 0.6f,
                .entities = 1,
                .guessed = 1,
                .noise = {.unknown = 0.2f, .cased = 0.03f, .strange = 0.4f, .unlisted = 0.25f}},
    .text_epochs = 1,
    .batch = 1000,
    .text_rate = 0.002f,
    .drop = {.input = 0.25f, .hidden = 0.3f, .labels = 5.0f},
    .hidden = 0.15f,
    .least = 3,
    .most = 30000,
    .seed = 1,
};

typedef struct {
    hs_net_model *m;
    hs_half_store store;
    hs_scratch scratch;
    const hs_batch_source *src;
    const hs_noise *noise;
    const hs_net_rates *drop;
    hs_uints sents;
    uint64_t seed;
    int words, slot;
    hs_net_loss loss;
} half_job;

typedef struct {
    const hs_net_plan *plan;
    hs_net_data *data;
    hs_map vocab;
    hs_net_lists lists; /* what batches may know of data's lists: nothing before the last course */
    hs_classes classes;
    hs_net_model m;
    half_job half[2];
    uint64_t steps;
    double started;
} trainer;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *run_half(void *arg)
{
    half_job *j = arg;
    hs_half_fill(&j->store, j->src, j->sents.v, j->sents.n, j->noise, j->seed);
    hs_net_model_learn(j->m, &j->store.half, j->drop, hs_mix64(j->seed), j->words, j->slot, &j->scratch, &j->loss);
    return NULL;
}

/* Parameters that a batch of these tasks moves. */
static void used_by(const trainer *t, const hs_corpus *c, bool used[HS_P_COUNT])
{
    bool trees = c == &t->data->trees, names = c == &t->data->entities || c == &t->data->guessed,
         text = c == &t->data->text;
    for (int i = 0; i < HS_P_COUNT; i++) {
        if (i < HS_P_TEXT)
            used[i] = true;
        else if (i < HS_P_LSTM + HS_NET_NAMES * 6)
            used[i] = trees;
        else if (i < HS_P_TAG)
            used[i] = names;
        else if (i >= HS_P_LABEL && i < HS_P_MLP)
            used[i] = names;
        else if (i == HS_P_LIST)
            used[i] = t->lists.mask > 0;
        else
            used[i] = i >= HS_P_CLOZE ? text : trees;
    }
}

typedef struct {
    const hs_corpus *corpus;
    hs_noise noise;
    hs_uints order, ends;
} stream;

/* One batch: its sentences go to the halves by turns, so that both see the same lengths. */
static void step(trainer *t, const stream *s, uint32_t batch, float rate)
{
    uint32_t from = batch ? s->ends.v[batch - 1] : 0, to = s->ends.v[batch];
    hs_batch_source src = {s->corpus, &t->vocab, t->lists, t->m.dims.pieces, t->m.dims.cloze, HS_NET_CHUNK};
    hs_adam adam = {rate, 0.9f, 0.98f, 5.0f};
    bool used[HS_P_COUNT];
    int words = 0;
    for (int k = 0; k < 2; k++) t->half[k].sents.n = 0;
    for (uint32_t i = from; i < to; i++) {
        *HS_PUSH(t->half[(i - from) % 2].sents) = s->order.v[i];
        words += (int)s->corpus->sents.v[s->order.v[i]].n;
    }
    for (int k = 0; k < 2; k++) {
        half_job *j = t->half + k;
        j->src = &src;
        j->noise = &s->noise;
        j->drop = &t->plan->drop;
        j->words = words;
        j->seed = hs_mix64((uint64_t)t->plan->seed + t->steps * 2 + (uint64_t)k);
    }
    pthread_t thread;
    bool started = pthread_create(&thread, NULL, run_half, t->half + 1) == 0;
    run_half(t->half);
    if (started)
        pthread_join(thread, NULL);
    else
        run_half(t->half + 1);
    used_by(t, s->corpus, used);
    hs_adam_step(&t->m, &adam, used);
    t->steps++;
}

static hs_net_loss take_loss(trainer *t)
{
    hs_net_loss a = t->half[0].loss, b = t->half[1].loss;
    memset(&t->half[0].loss, 0, sizeof a);
    memset(&t->half[1].loss, 0, sizeof b);
    return (hs_net_loss){a.tag + b.tag, a.lemma + b.lemma, a.label + b.label,
                         a.arc + b.arc, a.rel + b.rel,     a.cloze + b.cloze};
}

/* Progress, on standard error. */
__attribute__((format(printf, 2, 3))) static void say(const trainer *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!t->plan->quiet) vfprintf(stderr, format, args);
    va_end(args);
}

static void report(trainer *t, int epoch, void (*save)(void *, const hs_buf *), void *arg)
{
    hs_buf section = {0};
    hs_net_pack(&t->m, &t->vocab, &t->data->lists, &t->classes, &section);
    void *aligned = aligned_alloc(64, (section.n + 63) / 64 * 64);
    if (!aligned) abort();
    memcpy(aligned, section.p, section.n);
    hs_err err;
    hs_net *net = hs_net_open((hs_str){aligned, section.n}, &err);
    for (uint32_t i = 0; net && i < t->data->devs; i++) {
        hs_net_scores s;
        hs_net_score(net, t->data->dev + i, &s);
        say(t, "epoch %d, %.0f s: %s:", epoch, now() - t->started, t->data->dev_name[i]);
        if (s.upos > 0)
            say(t, " UPOS %.2f FEATS %.2f lemmas %.2f UAS %.2f LAS %.2f", s.upos, s.feats, s.lemma, s.uas, s.las);
        if (s.f1 > 0)
            say(t, " entities %.2f (PER %.1f ORG %.1f LOC %.1f MISC %.1f)", s.f1, s.kind_f1[0], s.kind_f1[1],
                s.kind_f1[2], s.kind_f1[3]);
        say(t, " at %.0f words/s\n", s.words_per_second);
    }
    if (!net) say(t, "%s\n", err.msg);
    hs_net_close(net);
    free(aligned);
    if (save) save(arg, &section);
    hs_buf_free(&section);
}

static void text_epochs(trainer *t)
{
    stream s = {.corpus = &t->data->text, .noise = {.cased = t->plan->main.noise.cased, .hidden = t->plan->hidden}};
    for (int e = 0; e < t->plan->text_epochs && s.corpus->sents.n; e++) {
        hs_batches(s.corpus, t->plan->batch, hs_mix64((uint64_t)t->plan->seed + 1000 + (uint64_t)e), &s.order, &s.ends);
        double before = now(), from = 0;
        for (uint32_t b = 0; b < s.ends.n; b++) {
            uint32_t pick = (uint32_t)((b * 7919ull) % s.ends.n); /* a prime: strides over lengths */
            if (s.ends.n % 7919 == 0) pick = b;
            double done = (e + (double)b / s.ends.n) / t->plan->text_epochs;
            step(t, &s, pick, t->plan->text_rate * (float)(1 - 0.45 * done));
            if ((b + 1) % 200 && b + 1 < s.ends.n) continue;
            say(t, "text epoch %d, batch %u of %u, %.0f s (%.0f words/s): loss %.4f\n", e + 1, b + 1, s.ends.n,
                now() - t->started, (b + 1 - from) * t->plan->batch / (now() - before),
                take_loss(t).cloze / (b + 1 - from) / (double)t->plan->hidden);
            from = b + 1;
            before = now();
        }
    }
    HS_VEC_FREE(s.order);
    HS_VEC_FREE(s.ends);
}

/* A stage starts anew but for the weights, so that it makes no difference whether the one before ran just now. */
static void start_stage(trainer *t)
{
    hs_net_model *m = &t->m;
    t->steps = 0;
    for (int i = 0; i < HS_P_COUNT; i++) {
        hs_param *p = m->p + i;
        p->steps = 0;
        memset(p->m, 0, (size_t)p->rows * (size_t)p->cols * sizeof *p->m);
        memset(p->v, 0, (size_t)p->rows * (size_t)p->cols * sizeof *p->v);
    }
}

/* The epoch's batches of all streams in one random order. */
typedef struct {
    uint32_t stream, batch;
} turn;

static uint32_t plan_turns(stream *s, const float *share, uint32_t streams, uint64_t seed, turn **out)
{
    uint32_t n = 0, total = 0;
    for (uint32_t k = 0; k < streams; k++) total += s[k].ends.n;
    turn *v = hs_calloc(total, sizeof *v);
    for (uint32_t k = 0; k < streams; k++)
        for (uint32_t b = 0; b < s[k].ends.n; b++)
            if (hs_uniform(seed + k + 1, b) < share[k]) v[n++] = (turn){k, b};
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = (uint32_t)(hs_mix64(seed + i) % i);
        turn keep = v[i - 1];
        v[i - 1] = v[j];
        v[j] = keep;
    }
    *out = v;
    return n;
}

static float rate_at(const hs_net_course *course, double done)
{
    double warm = done * course->epochs / 0.3; /* the first third of an epoch */
    return course->rate * (float)((warm < 1 ? warm : 1) * (1 - done));
}

/* first: the number of epochs before. */
static void epochs(trainer *t, const hs_net_course *course, int first, void (*save)(void *, const hs_buf *), void *arg)
{
    const hs_net_plan *plan = t->plan;
    enum { STREAMS = 3 };
    stream s[STREAMS] = {{.corpus = &t->data->trees, .noise = course->noise},
                         {.corpus = &t->data->entities, .noise = course->noise},
                         {.corpus = &t->data->guessed, .noise = course->noise}};
    const float share[STREAMS] = {course->trees, course->entities, course->guessed};
    for (int e = 0; e < course->epochs; e++) {
        uint64_t seed = hs_mix64((uint64_t)plan->seed + (uint64_t)first + (uint64_t)e);
        turn *turns;
        for (uint32_t k = 0; k < STREAMS; k++)
            hs_batches(s[k].corpus, plan->batch, hs_mix64(seed + k), &s[k].order, &s[k].ends);
        uint32_t n = plan_turns(s, share, STREAMS, seed, &turns);
        for (uint32_t i = 0; i < n; i++)
            step(t, s + turns[i].stream, turns[i].batch, rate_at(course, (e + (double)i / n) / course->epochs));
        hs_net_loss l = take_loss(t);
        say(t, "epoch %d, %.0f s: loss per batch: tag %.4f lemma %.4f entities %.4f arc %.4f rel %.4f\n", first + e + 1,
            now() - t->started, l.tag / n, l.lemma / n, l.label / n, l.arc / n, l.rel / n);
        free(turns);
        report(t, first + e + 1, save, arg);
    }
    for (uint32_t k = 0; k < STREAMS; k++) {
        HS_VEC_FREE(s[k].order);
        HS_VEC_FREE(s[k].ends);
    }
}

static void prepare(trainer *t)
{
    hs_map counts = {0};
    hs_names_finish(&t->data->lists);
    if (t->data->text.words.n) { /* what is tagged is text as well */
        hs_corpus_append(&t->data->text, &t->data->trees);
        hs_corpus_append(&t->data->text, &t->data->entities);
    }
    hs_net_dims dims = t->plan->dims;
    hs_classes_collect(&t->classes, &t->data->trees, 2);
    hs_classes_number(&t->classes, &t->data->trees);
    if (t->data->text.words.n == 0) {
        hs_vocab_count(&t->data->trees, &counts);
        hs_vocab_count(&t->data->entities, &counts);
    }
    hs_vocab_count(&t->data->text, &counts);
    hs_vocab_make(&counts, (uint32_t)t->plan->least, (uint32_t)t->plan->most, &t->vocab);
    dims.words = (int)t->vocab.entries.n + 1;
    dims.cloze = dims.cloze < dims.words ? dims.cloze : dims.words;
    dims.tags = (int)t->classes.tags.entries.n;
    dims.lemmas = (int)t->classes.lemmas.entries.n;
    dims.rels = (int)t->classes.rels.entries.n;
    hs_net_model_init(&t->m, &dims, (uint64_t)t->plan->seed);
    for (int k = 0; k < 2; k++) {
        t->half[k].m = &t->m;
        t->half[k].slot = k;
        t->half[k].scratch.cap = (size_t)2 << 30;
        t->half[k].scratch.mem = hs_malloc(t->half[k].scratch.cap);
    }
    say(t, "%u words of trees, %u of entities, %u of text; vocabulary %d, %d tags, %d lemma scripts, %d relations\n",
        t->data->trees.words.n, t->data->entities.words.n, t->data->text.words.n, dims.words, dims.tags, dims.lemmas,
        dims.rels);
    hs_map_free(&counts);
}

static void keep_stage(const trainer *t, int params, const char *stage)
{
    hs_err err;
    if (!hs_net_stage_write(&t->m, params, t->plan->stages, stage, &err)) say(t, "%s: %s\n", err.doc, err.msg);
}

void hs_net_data_free(hs_net_data *d)
{
    hs_corpus_free(&d->trees);
    hs_corpus_free(&d->entities);
    hs_corpus_free(&d->text);
    hs_corpus_free(&d->guessed);
    hs_names_free(&d->lists);
    for (uint32_t i = 0; i < d->devs; i++) hs_corpus_free(&d->dev[i]);
}

/* Text, then trees and names. */
static void first_courses(trainer *t, void (*save)(void *, const hs_buf *), void *arg)
{
    const hs_net_plan *plan = t->plan;
    if (!hs_net_stage_read(&t->m, HS_P_CLOZE, plan->stages, "trees")) {
        if (!hs_net_stage_read(&t->m, HS_P_TEXT, plan->stages, "text")) {
            text_epochs(t);
            keep_stage(t, HS_P_TEXT, "text");
        }
        start_stage(t);
        epochs(t, &plan->main, 0, save, arg);
        keep_stage(t, HS_P_CLOZE, "trees");
    }
}

void hs_net_train(const hs_net_plan *plan, hs_net_data *data, const hs_net *before,
                  void (*save)(void *arg, const hs_buf *section), void *arg)
{
    trainer t = {.plan = plan, .data = data, .started = now()};
    openblas_set_num_threads(1); /* the two halves of a batch are the two threads */
    prepare(&t);
    const hs_net_course *course = before ? &plan->further : &plan->last;
    bool ready = !before || hs_net_unpack(before, &t.m);
    if (!before) first_courses(&t, save, arg);
    if (before && ready) hs_net_guess(before, &data->guessed);
    if (!ready) say(&t, "the network to learn on from has other sizes: it was learnt from other data\n");
    start_stage(&t);
    t.lists = (hs_net_lists){data->lists.slots, data->lists.n - 1};
    if (ready) epochs(&t, course, plan->main.epochs, save, arg);
    for (int k = 0; k < 2; k++) {
        hs_half_free(&t.half[k].store);
        HS_VEC_FREE(t.half[k].sents);
        free(t.half[k].scratch.mem);
    }
    hs_net_model_free(&t.m);
    hs_classes_free(&t.classes);
    hs_map_free(&t.vocab);
}
