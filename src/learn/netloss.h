/* The losses that need a whole sentence: entities (CRF) and trees (biaffine arcs and relations). */
#ifndef HS_LEARN_NETLOSS_H
#define HS_LEARN_NETLOSS_H

#include "learn/netmodel.h"

/* Negative log-likelihood of a label sequence under a linear-chain CRF, times scale. e (n x k) holds the words' scores
 * and becomes their gradients; moves (k x k, from row to column) and first (k) with their gradients gmoves, gfirst. */
double hs_crf_loss(int n, int k, const int *gold, float scale, float *e, const float *moves, const float *first,
                   float *gmoves, float *gfirst, hs_scratch *s);

/* Arcs and relations of the half's sentences that have trees. z (rows x 2 arc + 2 rel widths) are the words' vectors as
 * arc dependent, arc head, relation dependent, relation head; dz gets their gradients (zeroed by the caller). */
void hs_tree_loss(hs_net_model *m, const hs_half *half, float scale, int slot, const float *z, float *dz, hs_scratch *s,
                  hs_net_loss *loss);

#endif
