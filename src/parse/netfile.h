/* The network's section of a model file: a header and blocks, each at a multiple of 64 bytes, little-endian, used where
 * they lie. The trainer writes it, hs_net_open checks and uses it. */
#ifndef HS_PARSE_NETFILE_H
#define HS_PARSE_NETFILE_H

#include <stdint.h>

/* Layers: two that all share, then one for trees and one for entities, both of which read the second. */
enum { HS_NET_FIRST, HS_NET_SECOND, HS_NET_TREES, HS_NET_NAMES, HS_NET_LAYERS };
#define HS_NET_DISTANCES 64 /* buckets of signed distance between a word and its head; see hs_net_distance */

#define HS_NETFILE_MAGIC 0x34304E48u /* "HN04" */

enum {
    HS_NB_SLOTS,      /* hs_net_slot, a power of two of them: open addressing by the low bits of a word's key */
    HS_NB_WORD,       /* int8 rows; row 0 is the unknown word */
    HS_NB_WORD_SCALE, /* float a row */
    HS_NB_PIECE,      /* the same for pieces (a power of two) and shapes */
    HS_NB_PIECE_SCALE,
    HS_NB_SHAPE,
    HS_NB_SHAPE_SCALE,
    HS_NB_LIST, /* and for what the lists of names say (see netlists.h) */
    HS_NB_LIST_SCALE,
    HS_NB_LIST_SLOTS, /* hs_net_slot, as the words'; the row is the entry's flags */
    HS_NB_TAGS,       /* NUL-terminated names, in class order */
    HS_NB_LEMMAS,
    HS_NB_RELS,
    HS_NB_MOVES, /* float: entity label to label, and first label */
    HS_NB_FIRST,
    HS_NB_ARC_BIAS, /* float: bias by head's vector, by distance, and the root's vectors */
    HS_NB_DISTANCE,
    HS_NB_ARC_ROOT,
    HS_NB_REL_ROOT,
    HS_NB_LSTM, /* matrices (see hs_qmat): layer, direction: input, state */
    HS_NB_TAG = HS_NB_LSTM + HS_NET_LAYERS * 4,
    HS_NB_LEMMA,      /* from the second layer */
    HS_NB_LEMMA_WORD, /* from the word's vector */
    HS_NB_LABEL,
    HS_NB_PARSER, /* the four vectors of the parser */
    HS_NB_ARC,
    HS_NB_REL,
    HS_NB_COUNT
};

/* A matrix block is its weights, then float scale and bias and int32 fix, each as long as its outputs, which are
 * rounded up to a multiple of 16. */
typedef struct {
    uint64_t at, size;
} hs_net_block;

typedef struct {
    uint32_t magic, words, word_dim, slots, list_slots, pieces, piece_dim, hidden, names_hidden, arc, rel, tags, lemmas,
        rels;
    hs_net_block block[HS_NB_COUNT];
} hs_net_header;

typedef struct {
    uint32_t check, row; /* upper half of the key; row 0 marks a free slot */
} hs_net_slot;

#endif
