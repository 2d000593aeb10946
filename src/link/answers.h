/* Denials of all that was said: «denies everything», «rejected the accusations», «this is not true», «denied the claim
 * that …». They repeat nothing of what they deny, so that it is told by its place. */
#ifndef HS_LINK_ANSWERS_H
#define HS_LINK_ANSWERS_H

#include "doc/doc.h"

enum { HS_ANSWERED = 8, HS_ANSWER_WITHIN = 14 };

/* The assertions that a denial of everything answers: the report inside it; else what others are said to have said
 * shortly before it: an accusation of the denier, another one, what is told of him; «this account» is all that its
 * teller says of others. Their number is returned: 0 where there is none, where the denial says itself what it denies,
 * and for what the writer says himself. *sure is false where they are a proposal: a pronoun denies, and whom it stands
 * for is a reading. *why lives for ever. */
uint32_t hs_answered_by(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED], bool *sure, const char **why);

#endif
