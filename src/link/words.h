/* A document as a run of folded words, for comparing documents word by word. */
#ifndef HS_LINK_WORDS_H
#define HS_LINK_WORDS_H

#include "doc/doc.h"

typedef struct {
    hs_span at;
    uint64_t hash; /* of the folded word */
    uint64_t stem; /* of its crude stem: -s -es -ed -ing -'s off; 0 for a stop word */
    uint32_t gram; /* of it and the three behind it; 0 where there are fewer */
    bool quoted;   /* inside a quotation */
    bool ends;     /* the last word of a sentence, by its punctuation */
    bool common;   /* in a passage that unrelated documents share: link/pairs.h sets it */
} hs_word;

typedef HS_VEC(hs_word) hs_words;

void hs_link_words(const hs_doc *d, hs_words *out); /* the caller frees with HS_VEC_FREE */

/* The stem of one folded word, as text: "charges" → "charg". Appended to out. True where it is no stop word. */
bool hs_stem(hs_str folded, hs_buf *out);

/* A passage that stands in both, in numbers of words. */
typedef struct {
    uint32_t a, b;   /* first word in each */
    uint32_t na, nb; /* words in each: they differ where up to four words were changed, dropped or added inside */
    uint32_t quoted; /* how many of a's words are quoted on both sides */
} hs_match;

/* Maximal runs of at least `least` equal words, neighbours with up to four changed words between them joined; greedy
 * from the left of a, longest match first (as in diff by hashing: Heckel 1978). Linear in the words for ordinary text.
 */
typedef HS_VEC(hs_match) hs_matches;
void hs_words_match(const hs_words *a, const hs_words *b, uint32_t least, hs_matches *out);

/* Winnowed fingerprints (Schleimer, Wilkerson, Aiken 2003): hashes of runs of HS_PRINT_WORDS words, the least of each 4
 * neighbours: two texts that share 9 words in a row share one. */
enum { HS_PRINT_WORDS = 6 };
typedef struct {
    uint64_t hash;
    uint32_t at; /* first word of the run */
} hs_print;
typedef HS_VEC(hs_print) hs_prints;
void hs_words_fingerprints(const hs_words *w, hs_prints *out); /* in the order of the text */

#endif
