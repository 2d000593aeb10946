/* What the figures of two assertions have in common: whether they agree, how much that tells, and whether something
 * speaks against it. */
#ifndef HS_LINK_COMPARE_H
#define HS_LINK_COMPARE_H

#include "link/figures.h"
#include "link/terms.h"

/* The figures of all assertions, as they count. */
typedef struct {
    const hs_pile *pile;
    const hs_terms *t;
    HS_VEC(hs_count) counts; /* one assertion's after the other's */
    uint32_t *of;            /* per assertion: its first; one more at the end */
} hs_counts;

void hs_counts_of(const hs_pile *p, const hs_terms *t, uint32_t n, hs_counts *out);
void hs_counts_free(hs_counts *c);

typedef enum { HS_NO_FIGURES, HS_FIGURES_EQUAL, HS_FIGURES_AGREE, HS_FIGURES_PART } hs_figures_found;

typedef struct {
    hs_figures_found best;
    bool telling;    /* those that agree are more than one, two or three */
    bool strong;     /* and so particular that they tell almost alone: an amount, a range, a number past ten */
    bool count;      /* two of them can be one count at two times */
    bool measure;    /* two that differ can be one measure told twice: neither is more than twice the other */
    bool particular; /* one number of two digits and more that are not noughts: 35,000 bags, 11.7 metres */
    bool large;      /* a hundred and more, or a fraction */
    bool exact;      /* one number in both, about which one of them may be rough: «19», «at least 19» */
    bool span;       /* all that agree are lengths of time, which stand in many reports: «two months» */
    bool apart;      /* figures of acts that are counted, and not of one act: killed and missing */
    bool other;      /* both tell numbers, and none is in both */
    bool other_turn; /* the second and the fourth of one thing */
    bool main;       /* one that agrees is what both tell first of all: nearest to the act; or two agree */
    bool shares;     /* all that agree are per cent */
    bool passing;    /* all that agree are told in passing by one of them: «the 23 pirates» */
    bool embedded;   /* in one of them they stand beside another act: «the raid that killed 12 raised questions» */
    bool clash;      /* another figure of the one differs from one of the other, and both agree with none */
} hs_comparison;

hs_comparison hs_compare_figures(const hs_counts *c, uint32_t x, uint32_t y);

/* The figure that stands nearest to the act of its clause; HS_NONE where there is none. */
uint32_t hs_main_figure(const hs_counts *c, uint32_t x);

/* Of several figures of one act in the assertion, that one stands nearest to the act: «12 killed, 30 others hurt». */
bool hs_counts_its_act(const hs_counts *c, uint32_t x, uint32_t figure);

/* A figure of assertion y stands to m as closely as that: HS_SAME, or HS_COMPATIBLE at the farthest. */
bool hs_figure_is_in(const hs_counts *c, const hs_count *m, uint32_t y, hs_relation farthest);

/* Each counts the same act, and none of the counts is in both. */
bool hs_two_counts(const hs_counts *c, uint32_t x, uint32_t y);

/* Both name the same day, month or year. */
bool hs_share_date(const hs_counts *c, uint32_t x, uint32_t y);

#endif
