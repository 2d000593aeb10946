/* Private to keep/: the words of a text as the search index has them, so that documents and queries are cut and folded
 * alike: lower-case ASCII letters and digits, without accents, other scripts romanised. */
#ifndef HS_KEEP_WORDS_H
#define HS_KEEP_WORDS_H

#include "doc/doc.h"

/* Raised when the same text may give other words: the index is then made anew. */
enum { HS_WORDS_VERSION = 1 };

/* Calls each with every word in its order, until it returns false: where the word stands, and its folded form (valid
 * during the call). Scripts written without blanks give one word a character. Linear. */
typedef bool hs_words_fn(hs_span at, hs_str word, void *ctx);
void hs_words_each(hs_str text, hs_words_fn *each, void *ctx);

#endif
