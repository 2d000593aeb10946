/* Batches: sentences of similar length packed for the network, with the noise that learning wants. */
#ifndef HS_LEARN_NETBATCH_H
#define HS_LEARN_NETBATCH_H

#include "learn/netdata.h"
#include "learn/netmodel.h"
#include "parse/netlists.h"

/* What is done to the words of a batch, as rates. */
typedef struct {
    float unknown;  /* words whose vocabulary row is hidden; their pieces and shape stay */
    float cased;    /* sentences all in capitals, and as many all in small letters */
    float hidden;   /* words hidden whole, to be guessed (cloze) */
    float strange;  /* sentences whose rarer capitalised words get other letters, so that they look like unseen names */
    float unlisted; /* listed words whose flags are left out */
} hs_noise;

typedef HS_VEC(int) hs_ints;

/* A half batch and the memory that it points into; kept from one batch to the next. */
typedef struct {
    hs_half half;
    hs_ints off, count, word, shape, listed, piece_at, piece, tag, lemma, label, head, rel, cloze;
} hs_half_store;

typedef struct {
    const hs_corpus *corpus;
    const hs_map *vocab; /* a word's key, 8 bytes → its row */
    hs_net_lists lists;
    int pieces, cloze; /* rows of the piece table; words below this row can be guessed */
    uint32_t longest;  /* words beyond are left out of a sentence, and its tree and entities with it */
} hs_batch_source;

/* Packs the sentences (indices into the corpus, by falling length). */
void hs_half_fill(hs_half_store *h, const hs_batch_source *src, const uint32_t *sents, uint32_t n,
                  const hs_noise *noise, uint64_t seed);
void hs_half_free(hs_half_store *h);

/* An epoch's batches over the sentences: shuffled, then near neighbours sorted by falling length, then cut into
 * batches of about `words` words. order gets the sentences, ends where each batch ends. */
typedef HS_VEC(uint32_t) hs_uints;
void hs_batches(const hs_corpus *c, int words, uint64_t seed, hs_uints *order, hs_uints *ends);

/* Counts the words of a corpus; the vocabulary are those that occur at least `least` times, `most` at most, the
 * commonest first from row 1. */
void hs_vocab_count(const hs_corpus *c, hs_map *counts);
void hs_vocab_make(const hs_map *counts, uint32_t least, uint32_t most, hs_map *vocab);

#endif
