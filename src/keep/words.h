/* Private to keep/: the words of a text as the search index has them, so that documents and queries are cut and folded
 * alike: lower-case ASCII letters and digits, without accents, other scripts romanised. */
#ifndef HS_KEEP_WORDS_H
#define HS_KEEP_WORDS_H

#include "base/str.h"

/* Raised when the same text may give other words: the index is then made anew. */
enum { HS_WORDS_VERSION = 1 };

/* Calls each with every word in its order: where it stands, and its folded form (valid during the call). Scripts
 * written without blanks give one word a character. Linear. */
void hs_words_each(hs_str text, void (*each)(size_t at, size_t len, hs_str word, void *ctx), void *ctx);

#endif
