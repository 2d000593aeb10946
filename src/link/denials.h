/* Denials that repeat little of what they deny: «the president has denied any support to terrorists», «his lawyer
 * rejected the accusations». */
#ifndef HS_LINK_DENIALS_H
#define HS_LINK_DENIALS_H

#include "link/stories.h"
#include "link/terms.h"

/* How well a denial answers a statement that points the other way: 0 where it does not; *sure where it can be told as a
 * fact, else it is a proposal; the reason goes on in why. By their words; by the denier, where the statement names him
 * and the act; or, for a denial of the act as such («I paid nobody»), by an act that is alleged. A negated statement
 * that answers nobody is no denial. Few words in common count within one story only. */
float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, bool *sure,
                     hs_buf *why);

#endif
