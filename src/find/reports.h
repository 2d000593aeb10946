/* How a report tells what it reports: in clauses of its own, around its cue, only as a whole, or not at all. */
#ifndef HS_FIND_REPORTS_H
#define HS_FIND_REPORTS_H

#include "find/reading.h"

typedef enum {
    HS_REPORTS_CLAUSES, /* «said that the dam had cracked» */
    HS_REPORTS_AROUND,  /* «Tasch is accused of taking money», «reportedly»: the content surrounds the cue */
    HS_REPORTS_WHOLE,   /* «denied any support», «admits having met Tasch»: no clause without source and cue */
    HS_REPORTS_NOTHING  /* «praised the captain» */
} hs_report_kind;

hs_report_kind hs_report_kind_of(const hs_reading *r, const hs_attribution *a);

/* «who | …, according to police, … | fired first»: a content of two pieces, the first a relative pronoun. */
bool hs_is_relative_content(const hs_reading *r, const hs_attribution *a);

/* «Local media said | most of the dead suffocated»: the verb of a content that a tree takes for a noun with a
 * participle; HS_NONE where it is none. */
uint32_t hs_verb_by_participle(const hs_reading *r, const hs_attribution *a);

/* The words of span i of the range. */
hs_words_range hs_piece_of(const hs_doc *d, hs_range spans, uint32_t i);

#endif
