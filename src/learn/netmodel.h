/* The network while it learns: its parameters and, for a batch of sentences, the loss and its gradients.
 *
 * Words become vectors (whole word, pieces, shape); two bidirectional LSTM layers run over them and feed tags and lemma
 * scripts; a third feeds a biaffine parser (Dozat and Manning 2017) whose relations are scored from the product of the
 * two words' vectors, and another third entities (a linear-chain CRF, Lafferty et al. 2001). */
#ifndef HS_LEARN_NETMODEL_H
#define HS_LEARN_NETMODEL_H

#include "learn/netlayer.h"
#include "parse/netfile.h"

typedef struct {
    int words, word_dim;            /* row 0 is the unknown word */
    int pieces, piece_dim;          /* piece table; shapes share its width */
    int hidden, names_hidden;       /* of each direction; of the entities' layer */
    int arc, rel;                   /* widths of the parser's vectors */
    int tags, lemmas, labels, rels; /* classes */
    int cloze;                      /* the commonest words, which are learnt from plain text */
} hs_net_dims;

enum {
    HS_P_WORD,
    HS_P_PIECE,
    HS_P_SHAPE,
    HS_P_LSTM,                                /* layer, direction: wx wh b */
    HS_P_TEXT = HS_P_LSTM + HS_NET_TREES * 6, /* what plain text teaches is before this */
    HS_P_TAG = HS_P_LSTM + HS_NET_LAYERS * 6, /* w b */
    HS_P_LEMMA = HS_P_TAG + 2,                /* w b, and w from the word's vector */
    HS_P_LABEL = HS_P_LEMMA + 3,              /* w b, moves, first */
    HS_P_MLP = HS_P_LABEL + 4,                /* w b: arc dependent, arc head, rel dependent, rel head */
    HS_P_ARC = HS_P_MLP + 2,                  /* bilinear w, head bias, distances, root's arc and rel vectors */
    HS_P_REL = HS_P_ARC + 5,                  /* w b from product, dependent, head */
    HS_P_CLOZE = HS_P_REL + 2,                /* w to a word's vector, bias by word: the hidden word itself */
    HS_P_LIST = HS_P_CLOZE + 2,               /* by what the lists of names say of a word */
    HS_P_COUNT
};

typedef struct {
    const char *name;
    int rows, cols;
    bool sparse; /* gradients touch few rows */
    float *w;
    float *g[2];     /* one gradient for each half of a batch */
    uint8_t *hit[2]; /* sparse: rows with a gradient */
    float *m, *v;    /* Adam's moments */
    int steps;       /* of Adam so far */
} hs_param;

typedef struct {
    hs_net_dims dims;
    hs_param p[HS_P_COUNT];
} hs_net_model;

/* Parameters are initialised from the seed. */
void hs_net_model_init(hs_net_model *m, const hs_net_dims *dims, uint64_t seed);
void hs_net_model_free(hs_net_model *m);

/* What the words of a half batch are and should become, packed; -1 where not known. */
typedef struct {
    hs_packing pack;
    const int *word; /* vocabulary row */
    const int *shape;
    const int *listed;      /* flags of netlists.h, 0 where no list has the word */
    const int *piece_at;    /* rows + 1 offsets into piece */
    const int *piece;       /* rows of the piece table */
    const int *tag, *lemma; /* classes, or -1 */
    const int *label;       /* entity label; a sentence whose first is -1 has none */
    const int *head;        /* 0 root, i + 1 word i of the sentence; a sentence whose first is -1 has no tree */
    const int *rel;
    const int *cloze; /* vocabulary row of a word that was hidden, or -1 */
} hs_half;

typedef struct {
    float input, hidden; /* dropout rates */
    float labels;        /* weight of the entities' loss: most words are in none, so its mean is small */
} hs_net_rates;

typedef struct {
    double tag, lemma, label, arc, rel, cloze; /* summed losses */
} hs_net_loss;

/* Adds the gradients of the half's loss (each part a mean over `words`, the whole batch's words) into slot (0 or 1). */
void hs_net_model_learn(hs_net_model *m, const hs_half *half, const hs_net_rates *rates, uint64_t seed, int words,
                        int slot, hs_scratch *s, hs_net_loss *loss);

#endif
