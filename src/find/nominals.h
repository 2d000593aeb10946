/* Noun phrases that stand for people, bodies and documents that can speak: "the spokesman", "two officers", "Turkish
 * prosecutors", "the ministry", "the transcript". */
#ifndef HS_FIND_NOMINALS_H
#define HS_FIND_NOMINALS_H

#include "find/looks.h"

typedef struct {
    uint32_t first, end, head; /* tokens [first, end); head is its last token */
    uint32_t kind;             /* hs_kind */
    bool plural, definite, document;
} hs_nominal;

typedef HS_VEC(hs_nominal) hs_nominals;

/* taken[t] is true for tokens inside names, which no nominal may enter. */
void hs_nominals_find(const hs_doc *d, const hs_looks *w, const bool *taken, hs_nominals *out);

#endif
