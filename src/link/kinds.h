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

/* What a document says of a word: a name of one word is of that kind, or it ends a person's fuller name. */
typedef enum { HS_VOTE_FAMILY = HS_OTHER + 1 } hs_kind_vote; /* or an hs_kind */
void hs_kinds_each_vote(const hs_doc *d, void (*each)(hs_str word, hs_kind_vote what, void *ctx), void *ctx);
void hs_kinds_vote(hs_kinds *k, hs_str word, hs_kind_vote what);
void hs_kinds_free(hs_kinds *k);

/* The kind to take a chain's name for. A family name of people in the pile is a person unless more documents take it
 * for something else; a word that is nobody's family name is what documents take it for that see no person in it;
 * «other» is whatever most take it for. Place and organisation stay apart: a town and its government. Names of several
 * words keep their kind, but for a place that ends in a family name of people («Ilka Brenn»); a single letter is
 * nobody, and «Brenn-Tasch» is two. */
uint32_t hs_kind_of_name(const hs_kinds *k, hs_str name, uint32_t kind);

#endif
