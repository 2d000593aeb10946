/* Lemmas by rule, for English words where no trained lemmatiser ran: closed tables of irregular forms, then suffix
 * rules in the manner of Minnen, Carroll & Pearce, "Applied morphological processing of English" (2001). */
#ifndef HS_PARSE_LEMMA_H
#define HS_PARSE_LEMMA_H

#include "doc/doc.h"

/* Puts the lemma of `word` in out (emptied first), lower-cased but for names. upos decides where it is known: HS_X
 * tries verb, then noun. inner: the token is a later word of a multi-word token ("n't" is "not"). */
void hs_lemma_english(hs_str word, uint32_t upos, bool inner, hs_buf *out);

/* The lemma of a verb whose form is in the table of irregular ones ("fled" is flee), or NULL. */
const char *hs_lemma_irregular(hs_str word);

/* The word in lower case. */
void hs_lemma_lower(hs_str word, hs_buf *out);

#endif
