/* Whether the act of speech that a verb names took place, by the words that govern the verb: «refused to say that»,
 * «has yet to confirm», «without saying», «too early to say», «hopes to prove» (event factuality: Saurí and
 * Pustejovsky, FactBank, 2009). What was not said is no report of it. */
#ifndef HS_FIND_FACTUALITY_H
#define HS_FIND_FACTUALITY_H

#include "find/reading.h"

typedef enum {
    HS_SAID,   /* or may have been: nothing governs the verb that speaks against it */
    HS_UNSAID, /* somebody is said not to have said it */
    HS_NO_ACT  /* nobody is said to have spoken: a plan, a wish, a thing too early to say */
} hs_factuality;

/* group: the verb with its auxiliaries, adverbs and «to». Where the governing words belong to the cue, «refused to»,
 * group->from is moved before them; *negated tells whether they stand negated themselves, «did not refuse to». Looks no
 * further left than `least`. */
hs_factuality hs_factuality_of(const hs_reading *r, uint32_t verb, uint32_t least, hs_words_range *group,
                               bool *negated);

/* «contrary to what the governor said last week,»: the cue's content is «what», and is not told. */
bool hs_tells_no_content(const hs_reading *r, hs_words_range cue, hs_words_range seg);

#endif
