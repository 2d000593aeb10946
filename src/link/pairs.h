/* Which documents may have to do with each other, without comparing all with all, and which passages are nobody's. Two
 * signs make a pair: shared fingerprints (a passage in both), and shared rare words (the same told in other words). A
 * list of holders that is long (a report that hundreds print) pairs each of them with its earliest holders and with
 * its neighbour, so that the work stays linear. */
#ifndef HS_LINK_PAIRS_H
#define HS_LINK_PAIRS_H

#include "link/text.h"

typedef struct {
    uint32_t a, b; /* documents, a < b */
} hs_pair;

typedef HS_VEC(hs_pair) hs_pairs;

/* Marks, in the texts, the words of passages that stand in documents which have nothing else in common: boilerplate, a
 * footer, a statement that everybody quotes. Then finds the pairs, in order and once each. when: each came out, for
 * the earliest holders. The caller frees with HS_VEC_FREE. */
void hs_pairs_find(hs_pile *p, hs_text *texts, const int64_t *when, uint32_t n, hs_pairs *out);

#endif
