/* What stands beside an act or a thing in its document: other acts and things, in classes of synonyms (terms.h), and
 * entities. By it a word of which few documents tell is one event with the same word elsewhere. */
#ifndef HS_LINK_BESIDE_H
#define HS_LINK_BESIDE_H

#include "doc/pile.h"

typedef struct {
    HS_VEC(uint64_t) classes; /* of acts and things; ascending, each once */
    HS_VEC(uint64_t) who;     /* entities, likewise */
} hs_beside;

/* What begins within a hundred bytes of it on either side. */
hs_beside hs_beside_of(const hs_pile *p, const hs_index *entities, hs_item act);
void hs_beside_free(hs_beside *b);

/* How many of them both have: acts and things, entities, all. */
uint32_t hs_beside_shared_classes(const hs_beside *a, const hs_beside *b);
uint32_t hs_beside_shared_who(const hs_beside *a, const hs_beside *b);
uint32_t hs_beside_shared(const hs_beside *a, const hs_beside *b);

/* The word that ends before byte `end`, but for white space; empty where there is none. */
hs_str hs_beside_word_before(const hs_doc *d, uint32_t end);

/* Which of several: 0, or a number that stands for «second», «another», «an earlier» right before the act. A story's
 * two attacks are two events where the documents count them. */
uint64_t hs_beside_which(const hs_doc *d, hs_span act);

#endif
