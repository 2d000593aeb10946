/* What kind a name of one word is, where documents differ: «Velbeton» a company here, a person there. A word by itself
 * tells a parser little; all documents together tell more. */
#ifndef HS_LINK_KINDS_H
#define HS_LINK_KINDS_H

#include "base/map.h"
#include "doc/pile.h"

typedef struct {
    uint32_t as[HS_OTHER + 1]; /* in how many documents it is taken for which kind, alone */
    uint32_t family;           /* people of whose fuller name it is the last word */
} hs_kind_votes;

typedef struct {
    hs_map words; /* folded word → index into votes */
    HS_VEC(hs_kind_votes) votes;
} hs_kinds;

void hs_kinds_of(const hs_pile *p, hs_kinds *out);
void hs_kinds_free(hs_kinds *k);

/* The kind to take a chain's name for. A family name of people in the pile is a person unless more documents take it
 * for something else; a word that is nobody's family name is what documents take it for that see no person in it;
 * «other» is whatever most take it for. Place and organisation stay apart: a town and its government. Names of several
 * words keep their kind, but for a place that ends in a family name of people («Ilka Brenn»); a single letter is
 * nobody, and «Brenn-Tasch» is two. */
uint32_t hs_kind_of_name(const hs_kinds *k, hs_str name, uint32_t kind);

#endif
