/* How often the answer is yes where a word stands: the rates of judge.h. A row's own rates come from the documents of
 * other folds, so that trees learn how far to trust them (target encoding; Micci-Barreca 2001). */
#ifndef HS_LEARN_ATTRATES_H
#define HS_LEARN_ATTRATES_H

#include "find/judge.h"

typedef struct {
    hs_question q;
    float wanted; /* 0 or 1 */
    uint32_t fold;
} hs_example;

/* rows: n times HS_JUDGE_ROW, filled. rates: a new table for all documents, of *rate_n. */
void hs_rates_learn(const hs_example *v, size_t n, float *rows, hs_judge_rate **rates, uint32_t *rate_n);

#endif
