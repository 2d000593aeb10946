/* Adam (Kingma and Ba 2015) over the network's parameters; tables of vectors are moved only where they have gradients.
 */
#ifndef HS_LEARN_NETOPT_H
#define HS_LEARN_NETOPT_H

#include "learn/netmodel.h"

typedef struct {
    float rate, beta1, beta2, clip; /* clip: largest norm of all gradients together */
} hs_adam;

/* Adds up both halves' gradients, clips them, moves the parameters of which used is set, and zeroes the gradients. */
void hs_adam_step(hs_net_model *m, const hs_adam *a, const bool used[HS_P_COUNT]);

#endif
