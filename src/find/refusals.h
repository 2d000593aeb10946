/* What a denial denies. «Denied the claim», «denied that …» deny something that is said; «denied access», «rejected the
 * proposal», «the judge dismissed the lawsuit» refuse a thing; «denied it: “I was at home”» says the quotation. */
#ifndef HS_FIND_REFUSALS_H
#define HS_FIND_REFUSALS_H

#include "find/drafts.h"

/* True where what the draft of a denial has as its content is said not to be so. */
bool hs_denies_content(const hs_reading *r, const hs_draft *draft);

/* «Called the accusation “absurd”»: denies what it calls so. */
bool hs_calls_untrue(const hs_reading *r, const hs_draft *draft);

#endif
