/* Across documents: who is who, who took from whom, which assertions make one claim, how many origins. A table of
 * passes over the whole pile, run in the order of the table; each fills its part of pile->ledger and reads what those
 * before it made. The result depends on the documents and the decisions alone. */
#ifndef HS_LINK_LINK_H
#define HS_LINK_LINK_H

#include "doc/pile.h"

typedef struct {
    const char *name;                      /* "entities" */
    uint32_t version;                      /* raised when its part of the ledger for the same pile may change */
    bool (*link)(hs_pile *p, hs_err *err); /* p->kept has an entry for each document */
} hs_link_pass;

extern const hs_link_pass hs_link_passes[];
extern const size_t hs_link_pass_count;

void hs_link_clear(hs_pile *p);        /* empties the ledger's arrays; the files' strings in its pool stay */
bool hs_link(hs_pile *p, hs_err *err); /* clears, then runs all passes */

bool hs_link_entities(hs_pile *p, hs_err *err);    /* entities, maybes */
bool hs_link_derivations(hs_pile *p, hs_err *err); /* derivations, passages */
bool hs_link_events(hs_pile *p, hs_err *err);      /* events */
bool hs_link_claims(hs_pile *p, hs_err *err);      /* claims, members, figure pairs */
bool hs_link_origins(hs_pile *p, hs_err *err);     /* folds, least, most */

#endif
