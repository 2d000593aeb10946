/* What a denial denies. «Denied the claim», «denied that …» deny something that is said; «denied access», «rejected the
 * proposal», «the judge dismissed the lawsuit» refuse a thing; «denied it: “I was at home”» says the quotation. */
#ifndef HS_FIND_REFUSALS_H
#define HS_FIND_REFUSALS_H

#include "find/drafts.h"

/* True where what the draft of a denial has as its content is said not to be so. */
bool hs_denies_content(const hs_reading *r, const hs_draft *draft);

/* «Called the accusation “absurd”»: denies what it calls so. */
bool hs_calls_untrue(const hs_reading *r, const hs_draft *draft);

/* «Claims that he took the money | are untrue», whatever the tree: a form of «be» with such a word stands at `be`. */
bool hs_is_refuted_at(const hs_reading *r, uint32_t be);

/* «called reports | that the army fired “lies”», for what stands behind the noun: where what they are called begins;
 * HS_NONE where they are called nothing. */
uint32_t hs_called_untrue_at(const hs_reading *r, hs_words_range part);

/* «The claim that … is false», «rumours that … were invented»: who writes so denies it. */
bool hs_is_refuted(const hs_reading *r, const hs_spot *s);

#endif
