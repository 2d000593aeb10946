/* What happened to the thing that a figure counts. */
#ifndef HS_FIND_EVENTS_H
#define HS_FIND_EVENTS_H

#include "doc/doc.h"

typedef struct {
    uint32_t start, stop; /* tokens of the sentence */
    uint32_t first;       /* token with which the figure begins */
    uint32_t at;          /* the noun counted, or the number where no noun stands */
    uint32_t behind;      /* token behind the noun phrase */
} hs_counting;

/* The lemma of the verb: "charge", "kill"; "die" for "dead", "miss" for "missing". 0 where none is clear: not for verbs
 * of saying, nor for what the thing counted did to another ("two men killed a guard" says nothing of what befell the
 * two). */
hs_ref hs_event_find(hs_doc *d, const hs_counting *c);

/* True for what is done to people when nobody is named: "killed 12", "27 were charged". */
bool hs_event_of_people(const char *event);

/* The token's word in small ASCII letters ("" where it is too long or no word). */
#define HS_LOW_MAX 32
const char *hs_token_low(const hs_doc *d, uint32_t t, char out[HS_LOW_MAX]);
bool hs_token_adverb(const hs_doc *d, uint32_t t);

#endif
