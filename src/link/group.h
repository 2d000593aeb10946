/* An entity in the making: chains of documents with their spellings, roles and kinds; and whether two are one. */
#ifndef HS_LINK_GROUP_H
#define HS_LINK_GROUP_H

#include "link/kinds.h"
#include "link/name_shape.h"

typedef struct {
    hs_str shown;       /* of the document */
    const char *folded; /* in the arena */
    uint32_t count;
    hs_name_shape shape;
} hs_spelling;

/* Of an entity that was only put together as it was last time, and that nothing was held against, the places alone are
 * there (places.h). */
typedef struct {
    HS_VEC(uint32_t) places; /* of its chains, as they joined */
    HS_VEC(hs_ref) whys;
    uint32_t taken_in; /* how many of its chains the rest speaks of */
    bool changed;      /* it is not, or not yet, what it was last time at this point */
    uint32_t kind, flags;
    HS_VEC(hs_spelling) names;
    hs_buf roles;                 /* folded content words of its roles, each between blanks */
    uint32_t full;                /* most words in a spelling */
    bool ruled;                   /* a person joined spellings that speak against each other */
    uint32_t kinds[HS_OTHER + 1]; /* how many documents take it for which kind */
} hs_group;

/* Spellings taken apart lately, and the strings of groups. */
typedef struct hs_split hs_split;
typedef struct {
    hs_split *splits[2]; /* by the hash of the spelling: one for either side of a comparison */
    hs_arena arena;
} hs_names;

void hs_names_start(hs_names *k);
void hs_names_free(hs_names *k);
/* Valid until the next call for the same side, 0 or 1. */
const hs_name_parts *hs_parts_of(hs_names *k, int side, hs_str shown, uint32_t kind);

/* A chain as a group of one, without its place. The caller frees it. */
hs_group hs_group_of(hs_names *k, const hs_kinds *kinds, const hs_doc *d, uint32_t chain);
void hs_group_free(hs_group *g);

/* True where a and b may be joined on sight; the reason goes to why. Otherwise why holds the proposal's reason, or is
 * empty where there is none to make. */
bool hs_groups_join(hs_names *k, const hs_group *a, const hs_group *b, hs_buf *why);

/* An equal name of two words or more: one thing, even where two documents took it for different kinds. A single word
 * can be a town and its government. */
bool hs_groups_same_full_name(hs_names *k, const hs_group *a, const hs_group *b);

/* Adds what a chain says of itself to a group, which has the place already; frees g. */
void hs_group_merge(hs_group *into, hs_group *g);

#endif
