/* All documents of a case in memory, and what was found across them. link/ fills the ledger, keep/ stores and loads it,
 * show/ prints it. Documents stand in the order of their ids, whatever order they came in, so that results depend on
 * the documents alone. Ids: document "d…" (doc/doc.h); item N of a document's array "d….m3" mention, ".c2" chain, ".a7"
 * attribution, ".s4" assertion, ".f1" figure, ".t0" date, ".q5" quote, ".w9" act or thing; entity "e", claim "c",
 * event "v" and thing "o" with 10 hex digits of the hash of their first member's document, span and words, so that an
 * id outlives a rebuild. */
#ifndef HS_DOC_PILE_H
#define HS_DOC_PILE_H

#include "doc/doc.h"

/* An item of a document: index of the document in the pile, index in the document's array. */
typedef struct {
    uint32_t doc, item;
} hs_item;

typedef struct {
    hs_ref id;
    uint32_t kind;   /* hs_kind */
    uint32_t flags;  /* HS_CHAIN_… of its chains, joined */
    hs_ref name;     /* the spelling shown */
    hs_range names;  /* ledger->strings: every spelling, most frequent first */
    hs_range chains; /* ledger->items: the documents' chains that it joins */
    hs_range whys;   /* ledger->strings: why each join was made, one a join */
} hs_entity;

/* Two entities that may be one: shown, never merged, until a person rules. */
typedef struct {
    uint32_t a, b; /* entities */
    hs_ref why;
} hs_maybe;

typedef enum { HS_CITES, HS_QUOTES, HS_COPIES, HS_REWRITES } hs_derivation_kind;
const char *hs_derivation_kind_name(uint32_t kind);

typedef struct {
    uint32_t taker, from_doc; /* documents; from_doc HS_NONE where the upstream is not in the pile */
    uint32_t from_entity;     /* the upstream as a named outlet or voice, or HS_NONE */
    uint32_t kind;            /* hs_derivation_kind */
    bool direction_unknown;
    uint32_t share;    /* per mille of the taker's words that stand in the passages */
    hs_range passages; /* ledger->passages */
    hs_ref why;
} hs_derivation;

typedef struct {
    hs_span taker, from; /* from.n == 0 where the upstream is not in the pile */
} hs_passage;

typedef enum { HS_ASSERTS, HS_DENIES_IT, HS_MAYBE_SAME, HS_MAYBE_DENIES } hs_member_role;

typedef struct {
    hs_item assertion;
    uint32_t role; /* hs_member_role */
    hs_ref why;    /* why it was joined; 0 for the first */
} hs_member;

typedef enum { HS_SAME, HS_COMPATIBLE, HS_LATER, HS_SCOPE, HS_DIFFERS } hs_relation;
const char *hs_relation_name(uint32_t relation); /* "same", "compatible", "later", "scope", "differs" */

typedef struct {
    hs_item a, b; /* figures */
    uint32_t relation;
    hs_ref why;
} hs_figure_pair;

/* Two members of a claim that count as one origin at the low end of the range. */
typedef struct {
    uint32_t a, b; /* indices into the claim's members */
    hs_ref why;    /* "002 cites Cumhuriyet, which 001 cites too" */
    bool certain;  /* an exact copy or a stated upstream: folds at the high end of the range as well */
} hs_origin_fold;

typedef struct {
    hs_ref id;
    hs_item wording;      /* the assertion whose words stand for the claim */
    hs_range members;     /* ledger->members: asserting ones first, then denials, then maybes; wording is the first */
    hs_range pairs;       /* ledger->pairs */
    hs_range folds;       /* ledger->folds */
    uint32_t least, most; /* origins */
    uint32_t state;       /* 0 proposed, 1 checked, 2 second reader, 3 cleared: from decisions */
} hs_claim;
const char *hs_state_name(uint32_t state); /* "proposed", "checked", "second", "cleared" */

/* What the acts of several documents tell of: one thing that happened, as far as the words go. Or whom or what, without
 * a name, several documents of a story speak of by one noun: "the driver"; that is a thing, as its acts are. */
typedef struct {
    hs_ref id;
    hs_ref name;   /* the act as most of them have it: "arrest" */
    hs_range acts; /* ledger->items: all of one sort, acts, things or things in the plural */
    hs_ref why;
} hs_event;

typedef struct {
    hs_buf pool; /* strings of the ledger; byte 0 is NUL */
    HS_VEC(hs_entity) entities;
    HS_VEC(hs_maybe) maybes;
    HS_VEC(hs_derivation) derivations;
    HS_VEC(hs_claim) claims;
    HS_VEC(hs_event) events;
    HS_VEC(hs_item) items;
    HS_VEC(hs_ref) strings;
    HS_VEC(hs_passage) passages;
    HS_VEC(hs_member) members;
    HS_VEC(hs_figure_pair) pairs;
    HS_VEC(hs_origin_fold) folds;
} hs_ledger;

void hs_ledger_free(hs_ledger *l); /* leaves it empty */
hs_ref hs_ledger_intern(hs_ledger *l, hs_str s);
const char *hs_ledger_str(const hs_ledger *l, hs_ref r);

/* A file that was added: where it lay, and what became of it. Copies of one document are several files. */
typedef struct {
    hs_ref path, doc; /* doc: id of the document, 0 where not even its bytes could be read */
    hs_ref reason;    /* why it was not read or read in part; 0 where whole */
    hs_ref part;      /* which part is missing */
    hs_sha256 sha;    /* all zero where unknown */
    uint32_t verdict; /* hs_verdict */
} hs_file;

typedef struct {
    uint64_t id;
    hs_ref at;     /* "2016-02-22T10:00:00Z" */
    hs_ref by;     /* who signed it */
    hs_ref what;   /* "same", "different", "checked", "second", "cleared", "wrong", "undo" */
    hs_ref target; /* an anchor, or "decision 7" for an undo: keep/decision.h */
    hs_ref other;  /* second target of same / different, or 0 */
    hs_ref reason;
} hs_decision;

/* What link/ keeps of a document from one time to the next, so that a document more costs what it touches and not the
 * whole again: bytes of several sorts that only the pass reads that made them. Results never rest on them: what is not
 * kept is worked out. */
typedef enum {
    HS_KEPT_TEXT,
    HS_KEPT_PAIRS,
    HS_KEPT_TERMS,
    HS_KEPT_JOINTS,
    HS_KEPT_NAMES,
    HS_KEPT_PLACES,
    HS_KEPT_GROUPS,
    HS_KEPT_COMMON,
    HS_KEPT_TOLD,
    HS_KEPT_STORY,
    HS_KEPT_PARTNERS,
    HS_KEPT_SORTS
} hs_kept_sort;
typedef struct {
    hs_buf bytes[HS_KEPT_SORTS];
    bool changed[HS_KEPT_SORTS]; /* since they were loaded */
    bool unpacked;               /* the document itself came from its rows: keep/ packs it */
} hs_kept;

typedef struct {
    HS_VEC(hs_doc *) docs; /* owned; ascending ids */
    hs_ledger ledger;
    HS_VEC(hs_file) files; /* ascending paths; strings in ledger.pool */
    HS_VEC(hs_decision) decisions;
    HS_VEC(hs_kept) kept;        /* one a document while it is linked, as loaded for that; else none */
    HS_VEC(uint64_t) kept_names; /* the same of the numbers of the documents' ids: ascending */
} hs_pile;

void hs_pile_free(hs_pile *p); /* leaves it empty */
void hs_pile_keep(hs_pile *p); /* makes room for what is kept of each document */
void hs_pile_forget_kept(hs_pile *p);
uint32_t hs_pile_doc(const hs_pile *p, const char *id); /* index by id, HS_NONE where absent */

/* The entity of a chain, and of a voice; HS_NONE where it has none. Filled by hs_pile_index once the ledger stands. */
typedef struct {
    HS_VEC(uint32_t) first; /* per document: where its chains start in of_chain */
    HS_VEC(uint32_t) of_chain;
    HS_VEC(uint32_t) claim_first; /* the same for assertions → claims */
    HS_VEC(uint32_t) of_assertion;
} hs_index;
void hs_pile_index(const hs_pile *p, hs_index *out); /* caller frees with hs_index_free */
void hs_index_free(hs_index *x);
uint32_t hs_index_entity(const hs_index *x, uint32_t doc, uint32_t chain);
uint32_t hs_index_claim(const hs_index *x, uint32_t doc, uint32_t assertion);

#endif
