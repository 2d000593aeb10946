/* What pairs of documents have in common, each compared once: what came of it is kept with the first of the two, for as
 * long as the same passages of both are nobody's. */
#ifndef HS_LINK_TAKINGS_H
#define HS_LINK_TAKINGS_H

#include "link/direction.h"

/* The kind of taking that the overlap of two documents is, an hs_derivation_kind; HS_NONE where it is none. */
typedef uint32_t hs_taking_kind(const hs_pile *p, const hs_text *texts, hs_pair pair, const hs_overlap *o);

/* Compares the pairs, which are in order, and adds those that are takings; texts are opened where needed. */
void hs_takings_find(hs_pile *p, hs_text *texts, const hs_pairs *pairs, hs_taking_kind *kind, hs_takings *out);

/* Keeps what came of the pairs: takings with their directions, and the others. */
void hs_takings_keep(hs_pile *p, const hs_text *texts, const hs_pairs *pairs, const hs_takings *all);

void hs_takings_free(hs_takings *all);

#endif
