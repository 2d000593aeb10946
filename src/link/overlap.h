/* What two documents have in common, word by word: passages that stand in both, and sentences said again in other
 * words. Words of passages that are nobody's (pairs.h) and words quoted on both sides are counted apart. */
#ifndef HS_LINK_OVERLAP_H
#define HS_LINK_OVERLAP_H

#include "link/text.h"

typedef struct {
    hs_matches passages;         /* in words of a and b; copied ones first, then sentences said again */
    uint32_t copied_n;           /* how many of them are copied */
    uint32_t copied_a, copied_b; /* words in copied passages that are not common */
    uint32_t own;                /* of copied_a, those not quoted on both sides */
    uint32_t again_a, again_b;   /* words of sentences said again */
    uint32_t longest;            /* words of the longest passage that tells on its own; 0 where none does */
} hs_overlap;

void hs_overlap_find(const hs_text *a, const hs_text *b, hs_overlap *out); /* the caller frees passages */

/* What one side has and the other lacks, common passages apart. */
typedef struct {
    uint32_t words;   /* that count */
    uint32_t missing; /* of them, in no passage */
    uint32_t head;    /* of those, before the first passage */
} hs_gap;
hs_gap hs_overlap_gap(const hs_text *t, const hs_overlap *o, bool side_b);

#endif
