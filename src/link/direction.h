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
    hs_overlap overlap; /* owned by whoever found it */
    uint32_t kind;      /* hs_derivation_kind */
    hs_taker taker;
    hs_buf why; /* "; published 2021-03-08, the other 2021-03-05" */
} hs_taking;

typedef HS_VEC(hs_taking) hs_takings;

/* When a document came out, in minutes, to order documents by: the end of its day where it tells no hour, INT64_MAX
 * where no day. */
int64_t hs_direction_when(const hs_doc *d);

/* Fills taker and why of all. texts: of the pile's documents. */
void hs_directions(const hs_pile *p, const hs_text *texts, const hs_upstreams *u, hs_takings *all);

#endif
