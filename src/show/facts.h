/* Look-ups over a loaded pile that every printer needs, built once: the lists behind a document, an entity, a claim. */
#ifndef HS_SHOW_FACTS_H
#define HS_SHOW_FACTS_H

#include "doc/pile.h"

/* Lists of numbers by key: those of key k are of.v[first.v[k]] … of.v[first.v[k + 1] - 1]. */
typedef struct {
    HS_VEC(uint32_t) first, of;
} hs_lists;

typedef struct {
    const uint32_t *v;
    uint32_t n;
} hs_list;

/* What stands behind a claim: its asserting members, the documents and outlets that they are in, denials, proposals. */
typedef struct {
    uint32_t reports, docs, outlets, denials, maybes, maybe_denials;
    bool notice; /* documents that have nothing to do with each other print it alike: a footer, a call to subscribe */
} hs_counts;

typedef struct {
    hs_index index;
    hs_lists doc_files;            /* document → its files; more than one: copies */
    hs_lists doc_took;             /* document → derivations in which it is the taker */
    hs_lists doc_gave;             /* document → derivations that took from it */
    uint8_t *nearest;              /* per derivation: doc/nearest.h */
    hs_lists doc_claims;           /* document → claims with a member in it, each once */
    hs_lists entity_maybes;        /* entity → ledger->maybes */
    hs_lists entity_gave;          /* entity → derivations that name it as the upstream */
    hs_lists entity_says;          /* entity → claims with a member that it voices, each once */
    hs_lists entity_in;            /* entity → claims with a member that mentions it, each once */
    hs_lists entity_docs;          /* entity → documents that it is mentioned in, each once */
    hs_lists claim_rulings;        /* claim → pile->decisions on an assertion of it */
    hs_lists entity_rulings;       /* entity → pile->decisions that name it */
    hs_lists doc_rulings;          /* document → pile->decisions on it and another one */
    HS_VEC(uint32_t) mentions;     /* entity → number of mentions */
    HS_VEC(uint8_t) denies;        /* per assertion, as index.of_assertion: it stands as a denial beside a claim */
    HS_VEC(uint32_t) entity_order; /* by kind, then those in most documents and with most mentions first */
    HS_VEC(hs_counts) counts;      /* by claim */
    HS_VEC(uint32_t) claim_order;  /* notices last; claims in most documents first, the disputed, by day, place */
} hs_facts;

bool hs_facts_denies(const hs_facts *f, hs_item assertion);
hs_facts *hs_facts_of(const hs_pile *p); /* the caller frees; p must outlive it */
/* Whom or what a decision's target now stands for, as an id ("d….s1", "d….c0"); "" where these documents no longer say
 * it, and for an undo. */
void hs_ruled_id(const hs_pile *p, const char *anchor, char out[40]);
void hs_facts_free(hs_facts *f); /* NULL is fine */

hs_list hs_lists_of(const hs_lists *l, uint32_t key);

#endif
