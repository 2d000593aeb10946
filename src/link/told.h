/* The words by which documents are put together into stories, and the acts that they tell of, as classes of synonyms
 * (terms.h). Kept: of each document alone. */
#ifndef HS_LINK_TOLD_H
#define HS_LINK_TOLD_H

#include "doc/pile.h"

typedef struct {
    HS_VEC(uint32_t) first; /* per document: where its words start in word; one more at the end */
    HS_VEC(uint64_t) word;  /* classes of the terms of its assertions and of what happens in it; ascending, each once */
    HS_VEC(uint64_t) act;   /* class of each act, in order of documents and acts */
} hs_told_words;

void hs_told_words_of(hs_pile *p, hs_told_words *out);
void hs_told_words_free(hs_told_words *t);

#endif
