/* How alike two names are, as one figure: measures of their words aligned by likeness, weighed by weights that were
 * fitted to judged pairs (name_weights.c says with which command). This answers «could this be that name, misspelt or
 * written otherwise»; whether two people of a case are one is decided more narrowly (names.h, entities.c). */
#ifndef HS_LINK_NAME_LIKENESS_H
#define HS_LINK_NAME_LIKENESS_H

#include "link/name_parts.h"

typedef enum {
    HS_NAME_BIAS,     /* 1 */
    HS_NAME_WHOLE,    /* letters in common, in the order given: 1 - distance / longer */
    HS_NAME_BAG,      /* the same with the words in aligned order */
    HS_NAME_SPELLED,  /* the same with habits of romanisation evened out */
    HS_NAME_WORST,    /* likeness of the least like pair of words */
    HS_NAME_WORST_2,  /* squared */
    HS_NAME_MEAN,     /* likeness of the pairs, weighed by letters */
    HS_NAME_FIRST,    /* likeness of the pair of the first word, the less like of both sides */
    HS_NAME_LAST,     /* the same for the last word */
    HS_NAME_EXTRA,    /* share of the letters of words that only one side has, patronymics left out */
    HS_NAME_MANY,     /* two words more on one side, or further ones */
    HS_NAME_FATHER,   /* a patronymic that only one side has */
    HS_NAME_FAR,      /* pairs of words less than half alike, two counting as all */
    HS_NAME_EDITS,    /* letters changed, five counting as all */
    HS_NAME_INITIALS, /* share of the pairs whose first letters are equal */
    HS_NAME_SWAPPED,  /* words in another order */
    HS_NAME_SON_OF,   /* words in another order in a name that says whose son */
    HS_NAME_INITIAL,  /* an initial stands for a word */
    HS_NAME_AGAINST,  /* an initial that is not that of the word it stands for */
    HS_NAME_PET,      /* a pet name, or the name in another language */
    HS_NAME_SCRIPTS,  /* different scripts */
    HS_NAME_FOREIGN,  /* both in one script that is not Latin */
    HS_NAME_SINGLE,   /* one word against several */
    HS_NAME_NUMBER,   /* numbers that differ */
    HS_NAME_FORM,     /* legal forms that differ */
    HS_NAME_FORM_ONE, /* a legal form on one side only */
    HS_NAME_ACRONYM,  /* one is the initials of the other */
    HS_NAME_EQUAL,    /* the same words */
    HS_NAME_MEASURES
} hs_name_measure;

const char *hs_name_measure_name(uint32_t measure); /* "bag" */

typedef struct {
    double of[HS_NAME_MEASURES];
} hs_name_measures;

void hs_name_measure_pair(hs_str a, hs_str b, hs_kind kind, hs_name_measures *out);

/* True where a is one word, the initials of the whole: «DSO», «Dam Supervision Office». */
bool hs_name_acronym(const hs_name_parts *a, hs_str whole);

/* The chance that judges call them one name, by the weights for people or those for everything else. */
double hs_name_likeness(const hs_name_measures *m, hs_kind kind);

/* Fitted; the generated table. */
extern const double hs_name_weights[2][HS_NAME_MEASURES]; /* people, all else */

#endif
