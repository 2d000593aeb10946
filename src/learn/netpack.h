/* From the learnt network to the section that ships: 8-bit weights with a scale a row (see parse/netfile.h). */
#ifndef HS_LEARN_NETPACK_H
#define HS_LEARN_NETPACK_H

#include "learn/netdata.h"
#include "learn/netmodel.h"
#include "learn/netnames.h"

/* Appends the section to out. vocab maps a word's key (its 8 bytes) to its row, 1 and up. */
void hs_net_pack(const hs_net_model *m, const hs_map *vocab, const hs_names *lists, const hs_classes *k, hs_buf *out);

#endif
