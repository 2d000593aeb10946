/* What people ruled within single documents: two of its mentions are one, or are not. The document's passes are given
 * that, and keep to it, so that whose words are whose follows. */
#ifndef HS_KEEP_WITHIN_H
#define HS_KEEP_WITHIN_H

#include "keep/case.h"

typedef struct {
    hs_sha256 sha;
    bool same;
    hs_span at[2];
    hs_str words[2]; /* which stood there; in the list's arena */
    hs_str why;      /* "ruled by NAME on DAY: REASON" */
} hs_within;

typedef struct {
    HS_VEC(hs_within) list; /* standing rulings, oldest first */
    hs_arena arena;
} hs_withins;

bool hs_case_withins(hs_case *c, hs_withins *out, hs_err *err);
void hs_withins_free(hs_withins *w);

/* Fills d->ruled with those of this document whose words it still has. */
void hs_withins_give(const hs_withins *w, hs_doc *d);

#endif
