/* A document made ready for comparing: its folded words, its sentences as sets of stems, its fingerprints. */
#ifndef HS_LINK_TEXT_H
#define HS_LINK_TEXT_H

#include "link/words.h"

typedef struct {
    hs_words words;
    HS_VEC(uint32_t) sentences; /* first word of each; one more at the end */
    HS_VEC(uint64_t) stems;     /* of each sentence: its distinct stems, ascending */
    HS_VEC(uint32_t) first;     /* where each sentence's stems start; one more at the end */
    HS_VEC(uint64_t) masks;     /* of each sentence: a bit for each of its stems */
    hs_prints prints;           /* ascending hashes, each once */
} hs_text;

void hs_text_of(const hs_doc *d, hs_text *out); /* the caller frees with hs_text_free */
void hs_text_free(hs_text *t);

/* The span from the first to the last of n words. */
hs_span hs_text_span(const hs_text *t, uint32_t first, uint32_t n);

#endif
