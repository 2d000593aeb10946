/* Lemmas as edit scripts (after Straka 2018): what to do to a form to get its lemma, in words that many forms share. A
 * script is one letter for the letters' case, the number of characters to cut at the end, and the ending to add: "l1:"
 * (lower case, cut one), "k0:" (as it is), "l3:y" (lower case, cut three, add y); or "=" and the lemma itself. */
#ifndef HS_PARSE_NETLEMMA_H
#define HS_PARSE_NETLEMMA_H

#include "base/str.h"

/* Appends to script the shortest script that makes lemma from form. */
void hs_netlemma_make(hs_str form, hs_str lemma, hs_buf *script);

/* Appends to lemma what the script makes of form; an ill-formed script, or one that cuts more than there is, gives the
 * form itself. */
void hs_netlemma_apply(hs_str form, hs_str script, hs_buf *lemma);

#endif
