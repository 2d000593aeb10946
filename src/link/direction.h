/* Which of two documents that share passages took from the other. In this order: a named source, an agency's dateline,
 * the day, the hour; then what is missing on one side. Where nothing tells, it is unknown and said so. */
#ifndef HS_LINK_DIRECTION_H
#define HS_LINK_DIRECTION_H

#include "doc/pile.h"
#include "link/overlap.h"
#include "link/pairs.h"
#include "link/upstream.h"

typedef enum { HS_NOBODY, HS_FIRST_TOOK, HS_SECOND_TOOK } hs_taker;

/* Two documents that share enough to call it taking. */
typedef struct {
    hs_pair pair;
    hs_overlap overlap;       /* owned, as are the next and why */
    HS_VEC(hs_passage) spans; /* of overlap.passages; the first document's as the taker's */
    uint32_t kind;            /* hs_derivation_kind */
    hs_taker taker;
    hs_buf why;      /* "; published 2021-03-08, the other 2021-03-05" */
    uint64_t hash;   /* of the overlap and of which passages are nobody's */
    uint64_t around; /* hash of what taker and why were judged from, where they are kept; else 0 */
} hs_taking;

typedef HS_VEC(hs_taking) hs_takings;

/* When a document came out, in minutes, to order documents by: the end of its day where it tells no hour, INT64_MAX
 * where no day. */
int64_t hs_direction_when(const hs_doc *d);

/* Fills taker and why of all, but for those that were judged before from the same. texts: of the pile's documents,
 * opened here where needed. */
void hs_directions(const hs_pile *p, hs_text *texts, hs_upstreams *u, hs_takings *all);

#endif
