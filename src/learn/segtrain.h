/* Trains the segmenter (parse/splitter.h): logistic regression by AdaGrad (Duchi, Hazan, Singer 2011) on the raw text
 * that a treebank's forms spell, then 8-bit weights. */
#ifndef HS_LEARN_SEGTRAIN_H
#define HS_LEARN_SEGTRAIN_H

#include "parse/engine.h"

typedef struct {
    uint32_t epochs;
    uint32_t bucket_bits; /* buckets of the section, as a power of two */
    uint32_t least;       /* occurrences that make a feature */
    float rate, decay;    /* AdaGrad's step; L2 weight */
    float eager;          /* added to the score of a sentence: misses cost more than halves */
    float drop;           /* share of features left out of each step */
    uint64_t seed;
} hs_segplan;

extern const hs_segplan hs_segplan_default;

/* Appends the section "split" to out. gold is a treebank as hs_conllu_read makes it. The same input and plan give the
 * same bytes. Progress goes to standard error. */
void hs_segtrain(const hs_segplan *plan, const hs_language *lang, const hs_doc *gold, hs_buf *out);

typedef struct {
    double tokens, sentences; /* F1 in percent; tokens are surface tokens, a multi-word token counts once */
} hs_segscore;

/* Segments gold's text anew and compares. */
hs_segscore hs_segscore_of(const hs_engine *engine, const hs_doc *gold);

#endif
