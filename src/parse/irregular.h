/* Irregular English forms for parse/lemma.c. All tables are sorted (strcmp). */
#ifndef HS_PARSE_IRREGULAR_H
#define HS_PARSE_IRREGULAR_H

#include <stddef.h>

typedef struct {
    const char *form, *lemma;
} hs_irregular;

extern const hs_irregular hs_irregular_closed[], hs_irregular_verbs[], hs_irregular_nouns[], hs_irregular_adjectives[];
extern const size_t hs_irregular_closed_n, hs_irregular_verbs_n, hs_irregular_nouns_n, hs_irregular_adjectives_n;

/* Words that end like inflected ones and are not: "series", "king". */
extern const char *const hs_lemma_bases[];
extern const size_t hs_lemma_bases_n;

#endif
