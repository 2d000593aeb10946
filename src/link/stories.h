/* Whether two documents may tell of one story: by the names they share, rare ones counting more. What is joined by few
 * words or by a figure is joined within a story only: «twelve years» stand in many reports. */
#ifndef HS_LINK_STORIES_H
#define HS_LINK_STORIES_H

#include "doc/pile.h"

typedef struct {
    uint32_t a, b; /* entities; both 0 where the place is free */
    bool differ;
} hs_told_names;

typedef struct {
    const hs_pile *pile;
    hs_index index;               /* chains → entities, once entities stand in the ledger */
    HS_VEC(uint32_t) first, held; /* per document: where its entities start in held; ascending, each once */
    HS_VEC(float) weight;         /* of each entity: log of all documents / those that hold it, in steps */
    hs_told_names *told;          /* names compared lately: the same two come again and again */
} hs_stories;

void hs_stories_of(const hs_pile *p, hs_stories *out);
void hs_stories_free(hs_stories *s);

/* So few documents that one name in common is enough. */
bool hs_few_documents(const hs_stories *s);

/* True too where one of the documents names nobody and nothing, so that names do not tell. */
bool hs_one_story(const hs_stories *s, uint32_t a, uint32_t b);

/* The entity that speaks in an assertion, HS_NONE where it is none; and whether the assertion names an entity. */
uint32_t hs_entity_of_voice(const hs_stories *s, hs_item assertion);
bool hs_names_entity(const hs_stories *s, hs_item assertion, uint32_t entity);

/* The document speaks somewhere of one whom the assertion names. */
bool hs_names_one_of(const hs_stories *s, hs_item assertion, uint32_t doc);

/* The two assertions name an entity in common, or one names who speaks in the other. */
bool hs_share_names(const hs_stories *s, hs_item a, hs_item b);

/* Each names one of that kind whom the other does not name, and their names differ: «Venn resigned», «Dask resigned».
 */
bool hs_name_others(const hs_stories *s, hs_item a, hs_item b, hs_kind kind);

#endif
