/* Sentences cut into the least clauses that can be compared. A subject that two verbs share goes to both, so a clause
 * may have two pieces: «19 people were watched | and 27 charged» gives «19 people were watched» and «27 charged». */
#ifndef HS_FIND_CLAUSES_H
#define HS_FIND_CLAUSES_H

#include "find/reading.h"

typedef struct {
    hs_words_range shared; /* the subject taken over from the clause before; empty where it has its own */
    hs_words_range words;
    uint32_t predicate; /* token of its main verb */
} hs_clause;

typedef HS_VEC(hs_clause) hs_clauses;

/* Appends the clauses with a finite verb in [w.from, w.to), which lies in one sentence and one quotation. */
void hs_clauses_in(const hs_reading *r, hs_words_range w, hs_clauses *out);

/* The main verb of [w.from, w.to), or HS_NONE where it has no finite verb. */
uint32_t hs_predicate_in(const hs_reading *r, hs_words_range w);

/* HS_NEGATED and HS_HEDGED as far as the clause's own words say so. */
uint32_t hs_clause_flags(const hs_reading *r, const hs_clause *c);

#endif
