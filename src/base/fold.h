/* Folding: one form for spellings that differ in case, accents, dotless i, ligatures, quotation marks and white space;
 * and one Latin form for other scripts. For comparing and searching, never for showing. */
#ifndef HS_BASE_FOLD_H
#define HS_BASE_FOLD_H

#include "base/str.h"

/* Appends s folded: lower case, no combining marks (NFKD), ı→i, ł→l, ø→o, đ ð→d, ß→ss, æ→ae, œ→oe, þ→th, ə→e, curly
 * quotes straight, dashes "-", each run of white space one blank, none at the ends. Other scripts keep their letters.
 */
void hs_fold(hs_str s, hs_buf *out);

/* Appends s in Latin letters (ICU's "Any-Latin", which follows ISO and UNGEGN tables), folded. */
void hs_romanise(hs_str s, hs_buf *out);

/* True where s holds letters of two or more scripts (Latin beside Cyrillic, say) or bidirectional controls. */
bool hs_mixed_script(hs_str s);

#endif
