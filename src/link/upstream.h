/* The sources that a document names in its own words: «citing the Ilvar Post», «published in …», «…, the paper
 * reported», «told RT», «the institute has published a report». Where the named outlet published a document of the
 * pile, that document is the upstream; else the outlet itself is, as an entity. */
#ifndef HS_LINK_UPSTREAM_H
#define HS_LINK_UPSTREAM_H

#include "link/outlets.h"
#include "link/rulings.h"

typedef struct {
    uint32_t doc, entity;
    uint32_t kind;    /* hs_derivation_kind: HS_CITES, HS_QUOTES for words given to it */
    hs_span at;       /* the name where it is named so */
    const char *sign; /* the pattern that says so; static */
} hs_upstream;

typedef struct {
    HS_VEC(hs_upstream) named;
    hs_outlets outlets;
    const hs_pile *pile;
    char **folded; /* per document: its text folded, NULL before it was asked for */
} hs_upstreams;

void hs_upstreams_find(hs_pile *p, hs_upstreams *out);
void hs_upstreams_free(hs_upstreams *u);

/* True where the text of document a names the outlet of document b, and the two outlets are not one. */
bool hs_upstream_names(hs_upstreams *u, uint32_t a, uint32_t b);

const char *hs_upstream_folded(hs_upstreams *u, uint32_t doc); /* until hs_upstreams_free */

/* Adds them to the ledger's derivations; those between two documents that already have one, or that a person ruled to
 * have nothing from each other, are left out. */
void hs_upstreams_write(hs_pile *p, hs_upstreams *u, const hs_document_rulings *rulings);

#endif
