/* From the learnt network to the section that ships: 8-bit weights with a scale a row (see parse/netfile.h). */
#ifndef HS_LEARN_NETPACK_H
#define HS_LEARN_NETPACK_H

#include "learn/netdata.h"
#include "learn/netmodel.h"
#include "learn/netnames.h"
#include "parse/net.h"

/* Appends the section to out. vocab maps a word's key (its 8 bytes) to its row, 1 and up. */
void hs_net_pack(const hs_net_model *m, const hs_map *vocab, const hs_names *lists, const hs_classes *k, hs_buf *out);

/* The way back: weights of a section, for learning on. What does not ship (the cloze task's) stays as it is. False
 * where the two do not have the same numbers of words and classes and the same widths. */
bool hs_net_unpack(const hs_net *net, hs_net_model *m);

#endif
