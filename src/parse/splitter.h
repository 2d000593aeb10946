/* The trained segmenter: a linear model over features of the atoms around a cut, among them what the rules say. Two
 * questions, one table of features: do two touching atoms belong to one token (none, inner, token), and does a sentence
 * begin at a token (yes, no). */
#ifndef HS_PARSE_SPLITTER_H
#define HS_PARSE_SPLITTER_H

#include "parse/segment.h"

enum { HS_SPLIT_MOST = 64, HS_SPLIT_WAYS = 4 };

/* A bucket of features: the upper half of a feature's hash (0 is a free place) and its two weights. Those of the first
 * question speak for HS_CUT_NONE and for HS_CUT_INNER, against HS_CUT_TOKEN; the first of the second question's speaks
 * for HS_CUT_SENTENCE. */
typedef struct {
    uint16_t check[HS_SPLIT_WAYS];
    int8_t weight[HS_SPLIT_WAYS][2];
} hs_split_bucket;

/* Its section of the model ("split"): buckets, a power of two of them, found by the lower bits of the hash. */
typedef struct {
    const hs_split_bucket *buckets;
    uint32_t mask; /* buckets - 1 */
} hs_splitter;

/* False where the section is not of that shape; an empty section is no splitter (buckets NULL). */
bool hs_splitter_open(hs_str section, hs_splitter *out, hs_err *err);

static inline uint16_t hs_split_check(uint32_t feature)
{
    return (uint16_t)(feature >> 16 ? feature >> 16 : 1);
}

/* One token of a window, as the second question sees it. */
typedef struct {
    uint32_t first;      /* atom */
    uint32_t word, tail; /* hashes of the lower-cased token with digits as 0, and of its last three bytes */
    uint8_t shape;       /* hs_shape, or a class of marks */
    uint8_t rule;        /* a sentence begins here, says the rule */
} hs_split_token;

typedef struct {
    const hs_window *w;
    HS_VEC(hs_split_token) tokens;
    HS_VEC(uint8_t) far; /* tokens to the next full stop, ? or !; 15 is far */
    uint32_t start;      /* token that begins the present sentence */
    uint8_t marked;      /* the last sentence ended with a mark: 1, without: 2, there is none: 0 */
    bool quote;          /* a quotation is open */
    bool last;           /* the window reaches its block's end */
} hs_split_state;

/* Features of the gap before atom i, which touches atom i - 1; of the sentence cut before token t. Return how many. */
uint32_t hs_split_gap_features(const hs_window *w, uint32_t i, uint32_t out[HS_SPLIT_MOST]);
uint32_t hs_split_sentence_features(const hs_split_state *s, uint32_t t, uint32_t out[HS_SPLIT_MOST]);

/* The feature that every sentence question has. */
uint32_t hs_split_always(void);

/* Tokens of the window by its cuts as they stand; then step through them in order, saying what was decided. */
void hs_split_begin(hs_split_state *s, const hs_window *w, bool last);
void hs_split_step(hs_split_state *s, uint32_t t, bool sentence);
void hs_split_free(hs_split_state *s);

/* True where the decision is open to the model: not within an address, not at a hard line break, not without a full
 * stop in an edited text. */
bool hs_split_gap_open(const hs_window *w, uint32_t i);
bool hs_split_sentence_open(const hs_window *w, uint32_t i);

/* Decide the open cuts of a window after the rules of segment.h. last: the window reaches its block's end. */
void hs_split_tokens(const hs_splitter *m, hs_window *w);
void hs_split_sentences(const hs_splitter *m, hs_window *w, bool last, hs_split_state *scratch);

#endif
