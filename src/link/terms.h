/* Assertions made comparable: their terms (doc.h: "obj:fighter subj:turkey") with synonyms evened out and weighted by
 * how rare they are in the pile, their counted figures, and which way they point. */
#ifndef HS_LINK_TERMS_H
#define HS_LINK_TERMS_H

#include "base/map.h"
#include "doc/pile.h"

enum { HS_TERMS = 40 }; /* most terms of an assertion that are looked at */

typedef struct {
    hs_item at;
    uint64_t term[HS_TERMS]; /* hashes of the words' classes, ascending, without repeats */
    float weight[HS_TERMS];
    bool act[HS_TERMS]; /* the class names an act that is counted: killed, charged */
    uint64_t names;     /* bit k: term k is a name or a title */
    uint32_t n;
    float sum;          /* of the weights */
    uint64_t predicate; /* class of the predicate; 0 where none */
    uint64_t voice; /* class of the name of the organisation that says it; 0 where none: «it cost $5, the Bank said» */
    bool denied;    /* the content of a denial: «X denied that …» */
    bool against;   /* negated, or denied; both together are neither */
    bool modal;     /* says what can, may or will be: never the same as what is */
    bool another;   /* tells of another than what was told of: «in another conversation» */
    bool brief;     /* words is of a quotation of three words: «Paint over it» */
    bool stock;     /* «did not respond to a request for comment»: stands in many reports, about what each asked */
    bool answers;   /* a denial of all that was said before it (answers.h) */
    bool usable;    /* no question, said by somebody, and long enough to compare */
    uint64_t words; /* hash of its folded words: equal for equal wording; 0 for fewer than four words,
                       three in a direct quotation */
} hs_terms;

/* One for each assertion of the pile, in order of documents and assertions; what does not depend on other documents is
 * kept. The caller frees the array. */
hs_terms *hs_terms_of(hs_pile *p, uint32_t *n);

/* The classes of words met so far: the thesaurus is looked up once a word. */
typedef struct {
    hs_map words;
    HS_VEC(uint64_t) classes; /* odd where the act is counted */
} hs_term_memo;
void hs_term_memo_free(hs_term_memo *m);

/* Those of one document, without weights and their sums: one for each of its assertions. */
void hs_terms_of_doc(hs_pile *p, uint32_t doc, hs_term_memo *m, hs_terms *out);

/* The class that a word's synonyms share. */
uint64_t hs_term_class(hs_str word);

/* Weight in common, and its share of the weight of both (Jaccard). The voice of one counts where the other names it:
 * «the Bank says $5». */
typedef struct {
    float both, jaccard, least; /* least: share of the lighter one's weight */
    uint32_t shared;            /* number of terms */
    uint32_t plain;             /* of these, that are no names */
    bool act;                   /* an act that is counted is among them */
} hs_likeness;
/* True where the class is among the terms or is the predicate. */
bool hs_terms_name(const hs_terms *t, uint64_t word_class);

hs_likeness hs_terms_compare(const hs_terms *a, const hs_terms *b);

#endif
