/* Who published what: the documents of each outlet in the order of their days, and the outlets that an entity's
 * spellings name. */
#ifndef HS_LINK_OUTLETS_H
#define HS_LINK_OUTLETS_H

#include "base/map.h"
#include "doc/pile.h"

typedef HS_VEC(uint32_t) hs_numbers;

typedef struct {
    char **key;       /* per document: its outlet folded, without «the»; "" where unknown */
    uint32_t *number; /* per document: its outlet's number, HS_NONE where unknown */
    hs_map keys;      /* key → number */
    hs_numbers first; /* per outlet: its place in docs; one more at the end */
    hs_numbers docs;  /* by outlet; by day, the undated last */
    hs_numbers named; /* per entity: its place in names; one more at the end */
    hs_numbers names; /* numbers of outlets */
    uint32_t n;       /* documents */
} hs_outlets;

void hs_outlets_of(const hs_pile *p, hs_outlets *out); /* the ledger's entities are there */
void hs_outlets_free(hs_outlets *o);

bool hs_outlets_known(const hs_outlets *o, hs_str name); /* it published a document of the pile under that name */
bool hs_outlets_published(const hs_outlets *o, uint32_t entity, uint32_t doc);
bool hs_outlets_is_one(const hs_outlets *o, uint32_t entity); /* it published a document of the pile */

/* The entity's documents of `day` and before, the latest 48, and up to 16 undated ones; all of the latest where day is
 * HS_NO_DAY. Appended to out. */
void hs_outlets_until(const hs_pile *p, const hs_outlets *o, uint32_t entity, hs_day day, hs_numbers *out);

#endif
