/* Gradient boosted trees for shares between 0 and 1: logistic loss, histograms of 64 bins, leaf-wise growth (Friedman
 * 2001; Ke and others 2017, LightGBM). Deterministic: the same rows give the same trees. */
#ifndef HS_LEARN_BOOST_H
#define HS_LEARN_BOOST_H

#include "base/boosted.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    uint32_t trees, leaves;
    double rate;    /* of learning */
    double least;   /* weight that a leaf needs */
    double columns; /* share of features that a tree sees */
} hs_boost_options;

typedef struct {
    hs_boosted_node *nodes;
    uint32_t *roots;
    hs_boosted model; /* views the two */
    size_t n_nodes;
} hs_boost;

/* rows: n times `features` floats; wanted: 0 to 1; weight: how much a row counts (0: not at all). */
void hs_boost_train(const float *rows, size_t n, uint32_t features, const float *wanted, const float *weight,
                    const hs_boost_options *o, hs_boost *out);
/* The trees as C source that defines `const hs_boosted NAME`, behind tables called NAME_nodes and NAME_roots. */
void hs_boost_print(const hs_boost *b, const char *name, hs_buf *out);

void hs_boost_free(hs_boost *b);

#endif
