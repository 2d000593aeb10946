/* From scores to structures: trees and entity labels. */
#ifndef HS_PARSE_NETDECODE_H
#define HS_PARSE_NETDECODE_H

#include <stdint.h>

#define HS_NET_LABELS 17 /* O, then B I E S of PER, ORG, LOC, MISC */

/* Bucket (0 .. 63) of the distance from word i to word j: near ones each their own, far ones by powers of two. */
int hs_net_distance(int from, int to);

/* The highest-scoring tree with one root (Chu and Liu 1965, Edmonds 1967; the root by comparing the likeliest few).
 * score is n x (n + 1): word i's score for head j, 0 the root. head gets n entries. n at most HS_NET_CHUNK. */
#define HS_NET_CHUNK 192
void hs_net_tree(uint32_t n, const float *score, uint32_t *head);

/* The best label sequence that opens and closes entities properly (Viterbi). e is n x 17 at stride ld. */
void hs_net_labels(uint32_t n, const float *e, uint32_t ld, const float *moves, const float *first, uint8_t *label);

#endif
