/* Boosted trees that were trained by learn/boost.h and compiled in: from a row of features to a share. */
#ifndef HS_BASE_BOOSTED_H
#define HS_BASE_BOOSTED_H

#include <stdint.h>

typedef struct {
    float at;             /* a leaf: its value; else go left where the feature is at most this */
    int16_t feature;      /* -1: a leaf */
    uint16_t left, right; /* nodes of the same tree, counted from its root */
} hs_boosted_node;

typedef struct {
    const hs_boosted_node *nodes;
    const uint32_t *roots; /* first node of each tree */
    uint32_t trees;
    float base; /* log odds before the first tree */
} hs_boosted;

/* What the trees say of a row: between 0 and 1. */
float hs_boosted_share(const hs_boosted *b, const float *row);

#endif
