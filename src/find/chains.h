/* Which names of a document name one bearer. Joins are few and each has its reason: equal when folded; a family or
 * given name that one person alone bears here; an initial; an acronym in brackets or of the initials; "aka". Two people
 * with one family name stay apart, and the bare name then belongs to neither. */
#ifndef HS_FIND_CHAINS_H
#define HS_FIND_CHAINS_H

#include "find/names.h"

/* Fills d->chains and the chain, kind and why of the mentions: of name i that is mention at[i]. */
void hs_chains_of_names(hs_doc *d, const hs_looks *w, const hs_names *names, const uint32_t *at);

/* A new chain with this mention as its first. */
uint32_t hs_chain_new(hs_doc *d, uint32_t mention, uint32_t flags);

/* Puts chains in the order of their first mention, and fills mention, name and names from their mentions. Mentions must
 * be in text order. */
void hs_chains_finish(hs_doc *d);

/* Adds mentions to chains that are there: what somebody is called by otherwise, or says "I" as. Both ascend. */
void hs_mentions_merge(hs_doc *d, const hs_mention *more, uint32_t n);

#endif
