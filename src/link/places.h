/* Which chains have names, and where each was put when entities were last joined (entities.c). A chain is put by its
 * own spellings, by the entities that share a key with it, and by the kinds that documents take the words of its name
 * for: where none of them is another than last time, it is put where it was, without being held against anything. */
#ifndef HS_LINK_PLACES_H
#define HS_LINK_PLACES_H

#include "link/kinds.h"

/* Another entity that it may be, and why. */
typedef struct {
    uint32_t founder;
    hs_str why;
} hs_place_maybe;

typedef struct {
    hs_item at;       /* the chain */
    uint32_t words;   /* of its name */
    hs_range tokens;  /* places->numbers: hashes of the words of its name */
    bool known;       /* what follows is how it was put last time, or was put now */
    uint32_t kind;    /* as which it is taken */
    uint32_t founder; /* the place whose chain was the first of its entity: its own where that is a new one */
    hs_str why;       /* why it joined */
    hs_range keys;    /* places->numbers: hashes of what it is found by */
    hs_range maybes;  /* places->maybes, of the first of an entity */
    hs_str entity;    /* of the first of an entity: what was written of it, for entities.c */
} hs_place;

typedef struct {
    HS_VEC(hs_place) all;   /* in order of documents and chains */
    HS_VEC(uint64_t) first; /* per document: its first chain, counted through; one more at the end */
    uint32_t *of_chain;     /* places of all chains; HS_NONE where there is none */
    HS_VEC(uint64_t) numbers;
    HS_VEC(hs_place_maybe) maybes;
    hs_kinds kinds;
    hs_map64 news; /* hashes of words that documents vote on which were not there last time: kinds may be others */
} hs_places;

/* kept: false where how chains were put last time is not to be looked at. */
void hs_places_of(hs_pile *p, bool kept, hs_places *out);
void hs_places_free(hs_places *x);

uint32_t hs_place_of(const hs_places *x, hs_item chain); /* HS_NONE where there is none */

/* The kind of a word of its name is told anew: its kind may be another than it was. */
bool hs_place_has_news(const hs_places *x, const hs_place *s);

/* Keeps how all were put. */
void hs_places_keep(hs_pile *p, const hs_places *x);

#endif
