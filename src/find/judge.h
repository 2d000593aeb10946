/* What annotated reports teach where rules stop: boosted trees over what is seen at a place, and over how often its
 * words stood at such places in training. judge_model.c is written by hearsay-train attributions;
 * models/attributions.md says from what and how good it is. */
#ifndef HS_FIND_JUDGE_H
#define HS_FIND_JUDGE_H

#include "base/boosted.h"

#include <stddef.h>
#include <stdint.h>

typedef enum {
    HS_JUDGE_CUE,    /* is the cue one, with whatever it reports? */
    HS_JUDGE_START,  /* does the content behind the cue begin with this word? */
    HS_JUDGE_END,    /* does the content end before this word? */
    HS_JUDGE_SOURCE, /* does the source end before this word? */
    HS_JUDGE_SURE    /* is the whole right: source, and content as people would mark it? */
} hs_judge_kind;
enum { HS_JUDGES = 5, HS_JUDGE_SEEN = 56, HS_JUDGE_KEYS = 8, HS_JUDGE_ROW = HS_JUDGE_SEEN + HS_JUDGE_KEYS };

/* One question: numbers, and hashes of words together with what they stand for. 0: no such word. */
typedef struct {
    float seen[HS_JUDGE_SEEN];
    uint32_t key[HS_JUDGE_KEYS];
} hs_question;

typedef struct {
    uint32_t key;
    int8_t rate; /* sixteenths of log odds above or below the mean of all places */
} hs_judge_rate;

typedef struct {
    const hs_boosted *trees;
    const hs_judge_rate *rates; /* ascending keys */
    uint32_t rate_n;
} hs_judge;

extern const hs_judge hs_judges[HS_JUDGES];
extern const float hs_judge_sure_from; /* what an attribution needs to be shown as sure */

/* How surely the answer is yes: 0 to 1. */
float hs_judge_share(const hs_judge *j, const hs_question *q);

#endif
