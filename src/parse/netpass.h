/* Inside the network: the opened model and one pass of a batch of sentences through it. Private to net*.c. */
#ifndef HS_PARSE_NETPASS_H
#define HS_PARSE_NETPASS_H

#include "parse/net.h"
#include "parse/netdecode.h"
#include "parse/netfeat.h"
#include "parse/netfile.h"
#include "parse/netlists.h"

struct hs_net {
    hs_net_header h;
    const hs_net_slot *slots;
    hs_net_lists lists;
    const int8_t *word, *piece, *shape, *list;
    const float *word_scale, *piece_scale, *shape_scale, *list_scale;
    const float *moves, *first, *arc_bias, *distance, *arc_root, *rel_root;
    hs_qmat input[HS_NET_LAYERS][2], state[HS_NET_LAYERS][2];
    hs_qmat tag, lemma, lemma_word, label, parser, arc, relation;
    hs_str *tags, *lemmas, *rels;
    uint8_t *upos, *deprel;   /* what tags and rels are in a document */
    uint32_t root_rel, loose; /* the classes root and parataxis; loose 0 where there is none */
};

/* A batch: sentences (or chunks of long ones) by falling length; word i of sentence s is row off[i] + s. */
#define HS_NET_BATCH 512 /* most rows, HS_NET_CHUNK or more */

typedef struct {
    const hs_net *net;
    const hs_netmath *math;
    const hs_str *words; /* of the whole call */
    uint8_t *listed;     /* parallel to words: what the lists of names say of them */
    uint32_t sents, rows, steps;
    uint32_t from[HS_NET_BATCH], length[HS_NET_BATCH]; /* by sentence: first word in words, number of words */
    uint32_t off[HS_NET_CHUNK + 1], count[HS_NET_CHUNK + 1];
    uint32_t order[HS_NET_BATCH]; /* by row: its word */
    float *x, *xscale, *one;      /* words' vectors; their scales; the scale of states, by row */
    uint8_t *xbytes, *y[HS_NET_LAYERS];
    float *c, *real, *z;
    uint8_t *bytes;
    int32_t *ax, *ah;
    float (*emit)[HS_NET_LABELS]; /* parallel to words: each word's scores for the entity labels */
} hs_net_pass;

/* Buffers for the batches of `count` words; free with hs_net_pass_end. */
void hs_net_pass_begin(hs_net_pass *p, const hs_net *net, const hs_netmath *math, const hs_str *words, uint32_t count);
void hs_net_pass_end(hs_net_pass *p);

/* Runs the batch that from, length and sents describe; out is parallel to words. Entities are left as scores. */
void hs_net_pass_run(hs_net_pass *p, hs_net_word *out);

/* Entities of n words from their scores, which are spent. */
void hs_net_pass_entities(const hs_net *net, uint32_t n, float (*emit)[HS_NET_LABELS], hs_net_word *out);

/* Makes the entities of a document agree: a name's scores are moved towards what its other occurrences were taken for,
 * so that a family name follows the full name. ends: where pieces of text end that were labelled each by itself. */
void hs_net_agree(const hs_net *net, const hs_str *words, const uint32_t *ends, uint32_t pieces,
                  float (*emit)[HS_NET_LABELS], hs_net_word *out);

/* Trees and relations of a batch whose layers have run; second half of hs_net_pass_run. */
void hs_net_pass_trees(hs_net_pass *p, hs_net_word *out);

#endif
