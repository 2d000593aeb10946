/* The trained model of main text: boosted trees over the features of html_feature.h. page_model.c is
 * written by src/learn/pages.sh; models/pages.md says from what and how good it is. */
#ifndef HS_READ_PAGE_MODEL_H
#define HS_READ_PAGE_MODEL_H

#include <stdint.h>

typedef struct {
    float at;             /* a leaf: its value; else go left where the feature is at most this */
    int16_t feature;      /* -1: a leaf */
    uint16_t left, right; /* nodes of the same tree, counted from its root */
} hs_page_node;

typedef struct {
    const hs_page_node *nodes;
    const uint32_t *roots; /* first node of each tree */
    uint32_t trees;
    float base; /* log odds before the first tree */
} hs_page_trees;

extern const hs_page_trees hs_page_model;

#endif
