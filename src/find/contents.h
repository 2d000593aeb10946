/* What is said: the content of a cue outside quotation marks. Conventions of PolNeAR: with its «that», without the
 * comma or full stop that ends it; discontinuous where the cue cuts into it. */
#ifndef HS_FIND_CONTENTS_H
#define HS_FIND_CONTENTS_H

#include "find/sources.h"

typedef struct {
    hs_words_range parts[2]; /* ascending */
    uint32_t n;
    hs_words_range hearer; /* «told RT»: RT; empty where none */
} hs_content;

/* from, to: no content begins before and none goes beyond; both lie in the run of the spot. */
bool hs_content_of(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t from, uint32_t to,
                   hs_content *out);

/* «no cause of death | confirmed by the examiner»: the words before a passive participle with its agent that it
 * narrows, by the tree; empty where it narrows none. */
hs_words_range hs_narrowed_by(const hs_reading *r, const hs_spot *s, const hs_source *source);

/* «Tasch has left the country, it is believed.» */
bool hs_is_aside(const hs_reading *r, const hs_spot *s);

/* The first word after the cue that can be content: behind the source, the hearer and a date; fills out->hearer. */
uint32_t hs_content_start(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t to, hs_content *out);

/* Where a clause that begins at `from` ends: before a semicolon, a dash, or a comma with another clause behind it. */
uint32_t hs_clause_end(const hs_reading *r, uint32_t from, uint32_t to);

/* «Reports that he has left the country | could not be verified»: a second finite verb, with nothing that brings it in,
 * is what is said of the reports. */
uint32_t hs_noun_content_end(const hs_reading *r, hs_words_range part);

/* «said that it trains them, | and arms others»: a verb without a subject of its own that the tree joins to the verb of
 * the content belongs to it. */
void hs_content_take_joined(const hs_reading *r, uint32_t cue, hs_words_range seg, hs_words_range *part);

#endif
