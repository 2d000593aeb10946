/* The network of the language engine: words of a sentence in, tags, lemmas, entities and a tree out. Weights are 8-bit
 * and read where they lie; the result is the same on every processor and however sentences are batched. Time is linear
 * in words: sentences longer than HS_NET_CHUNK words are parsed in pieces, whose roots hang on the first. */
#ifndef HS_PARSE_NET_H
#define HS_PARSE_NET_H

#include "doc/doc.h"
#include "parse/netmath.h"

typedef struct hs_net hs_net;

/* Opens the network's section of a model file (see netfile.h). The bytes are not copied: they must be aligned to 64 and
 * outlive the network. Everything in them that could lead a reader astray is checked. NULL with err otherwise. */
hs_net *hs_net_open(hs_str bytes, hs_err *err);
void hs_net_close(hs_net *net); /* NULL is fine */

/* What the network says of a word. */
typedef struct {
    uint32_t head;     /* 0 root, i + 1 word i of the sentence */
    uint16_t tag, rel; /* classes; names below */
    uint16_t lemma;    /* edit script */
    uint8_t ne, first; /* hs_ne_kind; whether it begins the entity */
} hs_net_word;

/* Whether the word is in the network's vocabulary; without case. */
bool hs_net_knows(const hs_net *net, hs_str word);

/* words holds all sentences one after another; ends[i] is where sentence i ends. out gets one entry a word. math
 * chooses the kernels, NULL the best. */
void hs_net_words(const hs_net *net, const hs_netmath *math, const hs_str *words, const uint32_t *ends,
                  uint32_t sentences, hs_net_word *out);

/* Fills upos, feats, lemma, head, deprel and ne of all tokens of d, which has sentences and tokens. */
void hs_net_parse(const hs_net *net, hs_doc *d);

hs_str hs_net_tag_name(const hs_net *net, uint32_t tag); /* "NOUN|Number=Sing"; "X|_" where there are no features */
hs_str hs_net_rel_name(const hs_net *net, uint32_t rel);
hs_str hs_net_lemma_script(const hs_net *net, uint32_t lemma); /* see lemma.h */

#endif
