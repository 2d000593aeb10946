/* Names in headlines, where every word has a capital: "Choosing Voss", "Voss Sets Record". */
#ifndef HS_FIND_HEADLINES_H
#define HS_FIND_HEADLINES_H

#include "find/names.h"

/* Takes from names that stand in headlines, or open a sentence, the words that are none of a person's whom the text
 * names in full elsewhere. */
void hs_headlines_trim(const hs_doc *d, const hs_looks *w, hs_names *names);

#endif
