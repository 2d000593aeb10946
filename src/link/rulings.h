/* What people ruled about who is who, made ready for entities.c; and about who took from whom. */
#ifndef HS_LINK_RULINGS_H
#define HS_LINK_RULINGS_H

#include "base/map.h"
#include "doc/pile.h"

typedef struct {
    hs_item a, b; /* two chains, two documents, or two words */
    bool same;
    hs_ref why; /* "ruled by NAME on DAY: REASON", in the ledger */
} hs_ruling;

typedef HS_VEC(hs_ruling) hs_rulings;

/* The standing rulings «same» and «different» whose documents are in the pile, oldest first. */
void hs_rulings_of(hs_pile *p, hs_rulings *out);

/* The same about words: acts and things (doc.h, hs_act). */
void hs_word_rulings_of(hs_pile *p, hs_rulings *out);

/* The same about pairs of documents: whether one has what it says from the other. */
typedef struct {
    hs_rulings list;
    hs_map latest; /* two documents, the lower first → the latest ruling in list */
} hs_document_rulings;

void hs_document_rulings_of(hs_pile *p, hs_document_rulings *out);
const hs_ruling *hs_document_ruling(const hs_document_rulings *r, uint32_t a, uint32_t b); /* NULL where none */
void hs_document_rulings_free(hs_document_rulings *r);

/* Sets the state of each claim by the latest standing ruling on one of its assertions: checked, second, cleared, wrong.
 */
void hs_rulings_on_claims(hs_pile *p);

#endif
