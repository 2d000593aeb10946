/* Words by which reports of one story tell of one act, though they do not mean the same elsewhere: "struck", "rocked";
 * "foiled", "repulsed". Acts of one class here may be one happening (happening.h). */
#ifndef HS_LINK_ACT_CLASSES_H
#define HS_LINK_ACT_CLASSES_H

#include "base/map.h"

typedef struct {
    hs_map64 of; /* class of synonyms (terms.h) → row of wide */
    HS_VEC(uint64_t) wide;
} hs_act_classes;

void hs_act_classes_make(hs_act_classes *c);
uint64_t hs_act_classes_wide(const hs_act_classes *c, uint64_t class);
void hs_act_classes_free(hs_act_classes *c);

#endif
