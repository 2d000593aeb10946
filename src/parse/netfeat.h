/* What the network sees of a word: its number in the vocabulary, hashed pieces of its letters, and its shape. The same
 * code serves training and parsing, so that both see the same. Words are compared without case and with digits as 0,
 * curly quotes as straight ones and dashes as hyphens; case lives in the shape alone. */
#ifndef HS_PARSE_NETFEAT_H
#define HS_PARSE_NETFEAT_H

#include "base/str.h"

#define HS_NET_PIECES 40 /* most pieces of one word; longer words keep those of their ends */

typedef struct {
    uint64_t key;                  /* hash of the whole word; 0 never occurs */
    uint32_t shape;                /* 0 .. HS_NET_SHAPES - 1 */
    uint32_t n;                    /* pieces used, at least 1 */
    uint32_t piece[HS_NET_PIECES]; /* hashes; the caller takes them modulo its table */
} hs_net_feat;

#define HS_NET_SHAPES 1024

/* Prefixes and suffixes of up to 4 letters and all trigrams and 4-grams of the bounded word (Bojanowski et al. 2017),
 * and its collapsed shape ("Xx", "X.X", "0-x"). An ill-formed or empty word is fine. */
void hs_net_feat_of(hs_str word, hs_net_feat *out);

/* The key alone. */
uint64_t hs_net_key_of(hs_str word);

#endif
