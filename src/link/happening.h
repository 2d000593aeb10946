/* Which acts of one story are one happening: acts by the same word, by synonyms, or by words that one story tells of
 * one act with (act_classes.h). Any two are compared by signs: the words on either side, who and what stands near,
 * subject and object, days, whether both are told as done, how early they stand. The signs are weighed (logistic
 * regression; bench/fit_acts.py fits act_weights.c to the chains of crossdoc), and the acts grouped by average linkage
 * of the chances. */
#ifndef HS_LINK_HAPPENING_H
#define HS_LINK_HAPPENING_H

#include "base/map.h"
#include "doc/day.h"
#include "link/beside.h"

typedef enum {
    HS_ACT_BIAS,
    HS_ACT_LEMMA,        /* the same lemma */
    HS_ACT_WORD,         /* the same word: "struck", "struck" */
    HS_ACT_NOBODY,       /* entities near both, none of them near the other */
    HS_ACT_OPEN,         /* "will", "may", "to" stands before one only */
    HS_ACT_NEGATED,      /* one only is negated */
    HS_ACT_DAY,          /* days near both, that overlap */
    HS_ACT_SUBJECT,      /* the same subject */
    HS_ACT_OBJECT,       /* the same object */
    HS_ACT_BEFORE,       /* the same word before it: "air strike" */
    HS_ACT_BEFORE_APART, /* different ones: "death penalty" */
    HS_ACT_LIGHT,        /* verbs that tell little: "said" */
    HS_ACT_LIGHT_BY_ONE, /* of the same subject */
    HS_ACT_LIGHT_APART,  /* of different subjects */
    HS_ACT_LIGHT_WORDS,  /* share of the words on either side */
    HS_ACT_COMMON,       /* the share of the story's documents that tell of such an act, where the words are synonyms */
    HS_ACT_LEFT,         /* share of the words to the left of both, rare ones weighing more */
    HS_ACT_RIGHT,
    HS_ACT_NEAR, /* share of the acts, things and entities near both */
    HS_ACT_LEAD, /* the share of such acts that stand early in their documents */
    HS_ACT_LATE, /* how far down both stand */
    HS_ACT_SIGNS
} hs_act_sign;

extern const float hs_act_weights[HS_ACT_SIGNS];

enum { HS_ACT_WORDS = 4 }; /* words on either side that are looked at */

typedef struct {
    hs_beside beside;
    uint64_t class;                                   /* of the act: terms.h */
    uint64_t lemma, word;                             /* hashes: of the act, and of its word in small letters */
    uint64_t before;                                  /* of the word before it; 0 where that says nothing */
    uint64_t subject, object;                         /* classes; 0 where unknown */
    uint64_t left[HS_ACT_WORDS], right[HS_ACT_WORDS]; /* hashes of words; 0 behind the last */
    hs_days days;                                     /* of the nearest date */
    uint32_t at;
    bool open, negated, light;
} hs_happening;

typedef struct {
    hs_happening *acts;
    uint32_t n;
    float common;     /* the share of the story's documents that tell of such an act, but for one of them */
    float lead;       /* the share of the acts that stand early */
    hs_map64 holders; /* words on either side → of how many acts */
} hs_happenings;

/* Acts of one class in one story, of which so many documents tell among all. The caller frees it. */
hs_happenings hs_happenings_of(const hs_pile *p, const hs_index *entities, const hs_item *acts, uint32_t n,
                               float common);
void hs_happenings_free(hs_happenings *h);

void hs_act_signs(const hs_happenings *h, uint32_t a, uint32_t b, float signs[HS_ACT_SIGNS]);

enum { HS_HAPPENINGS = 96 }; /* most acts that are grouped */

/* The group of each act: the number of the first act in it. */
void hs_happenings_group(const hs_happenings *h, uint32_t *group);

/* Walks over what hs_link_events groups: the acts of each class in each story, up to HS_HAPPENINGS of them at once; the
 * ledger stays as it is. For fitting the weights. */
typedef void (*hs_happenings_each)(void *to, const hs_happenings *h, const hs_item *acts);
void hs_happenings_walk(hs_pile *p, hs_happenings_each each, void *to);

#endif
