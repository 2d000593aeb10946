/* How good a network is on a corpus, measured with the code that ships. */
#ifndef HS_LEARN_NETSCORE_H
#define HS_LEARN_NETSCORE_H

#include "learn/netdata.h"
#include "parse/net.h"

typedef struct {
    double upos, feats, lemma, uas, las; /* percent of words; las without subtypes; 0 where there are no trees */
    double f1, kind_f1[4];               /* entities: PER ORG LOC together, and each kind with MISC; 0 where none */
    double words_per_second;
} hs_net_scores;

void hs_net_score(const hs_net *net, const hs_corpus *c, hs_net_scores *out);

/* The names that a network sees in a corpus become its labels. */
void hs_net_guess(const hs_net *net, hs_corpus *c);

#endif
