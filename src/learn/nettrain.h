/* Trains the network of the language engine and writes its section of the model file. */
#ifndef HS_LEARN_NETTRAIN_H
#define HS_LEARN_NETTRAIN_H

#include "learn/netbatch.h"
#include "learn/netnames.h"
#include "learn/netopt.h"
#include "parse/net.h"

/* Epochs of trees and names in turn. */
typedef struct {
    int epochs;
    float rate;                     /* Adam's, falling to 0 */
    float trees, entities, guessed; /* share of the batches of each that an epoch takes */
    hs_noise noise;
} hs_net_course;

typedef struct {
    hs_net_dims dims; /* classes and words are filled in from the data */
    hs_net_course main, last, further;
    int text_epochs; /* over plain text, before */
    int batch;       /* words */
    float text_rate;
    hs_net_rates drop;
    float hidden;   /* share of words to guess in plain text */
    uint32_t least; /* occurrences that make a word part of the vocabulary */
    uint32_t most;  /* vocabulary */
    uint64_t seed;
    const char *stages; /* where stages are kept (see netstage.h), or NULL */
    bool quiet;         /* no progress */
} hs_net_plan;

extern const hs_net_plan hs_net_plan_default;

typedef struct {
    hs_corpus trees, entities, text; /* to learn from */
    hs_corpus guessed;               /* the further course: texts whose names the network before it says */
    hs_corpus dev[4];                /* to measure on; with trees or entities */
    hs_names lists;                  /* the last course learns what they are worth */
    const char *dev_name[4];
    uint32_t devs;
} hs_net_data;

void hs_net_data_free(hs_net_data *d);

/* before: NULL, or a network learnt from the same data: then the further course alone, from its weights.
 * Prints progress and dev scores to standard error. After each epoch section holds the section as it would ship; save
 * (may be NULL) is called with it. */
void hs_net_train(const hs_net_plan *plan, hs_net_data *data, const hs_net *before,
                  void (*save)(void *arg, const hs_buf *section), void *arg);

#endif
