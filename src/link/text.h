/* A document made ready for comparing: its fingerprints and stems, by which pairs are found, are kept from one time to
 * the next; its folded words, and its sentences as sets of stems, are made when it is compared with another one. */
#ifndef HS_LINK_TEXT_H
#define HS_LINK_TEXT_H

#include "doc/pile.h"
#include "link/words.h"

typedef struct {
    const hs_doc *doc;
    uint32_t n;                /* words */
    hs_prints prints;          /* ascending hashes, each once */
    HS_VEC(uint64_t) distinct; /* stems, ascending, each once */
    HS_VEC(uint32_t) nobodys;  /* first words of passages of HS_PRINT_WORDS that are nobody's: link/pairs.h adds them */
    bool open;                 /* the rest is there */
    hs_words words;
    HS_VEC(uint32_t) sentences; /* first word of each; one more at the end */
    HS_VEC(uint64_t) stems;     /* of each sentence: its distinct stems, ascending */
    HS_VEC(uint32_t) first;     /* where each sentence's stems start; one more at the end */
    HS_VEC(uint64_t) masks;     /* of each sentence: a bit for each of its stems */
} hs_text;

/* Fingerprints and stems, as kept or made now; then they are kept. The caller frees with hs_text_free. */
void hs_text_of(hs_pile *p, uint32_t doc, hs_text *out);
void hs_text_free(hs_text *t);

/* Makes words and sentences where they are not there yet; called when nobody's passages are known. */
void hs_text_open(hs_text *t);

/* The span from the first to the last of n words. */
hs_span hs_text_span(const hs_text *t, uint32_t first, uint32_t n);

#endif
