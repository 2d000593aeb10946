/* How two figures stand to each other: same, compatible, later update, other scope, differs. Only a person says
 * conflict. */
#ifndef HS_LINK_FIGURES_H
#define HS_LINK_FIGURES_H

#include "doc/pile.h"

/* A figure with what it counts as the assertion that holds it says: «the number of dead had risen to 33» counts people
 * who died though no noun stands behind the figure. */
typedef struct {
    const hs_doc *doc;
    const hs_figure *f;
    hs_str counted; /* the head's class of synonyms, n == 0 where none */
    hs_str event;   /* class of what happened to those counted, n == 0 where none */
} hs_count;

/* assertion may be HS_NONE. The strings live as long as the document. */
hs_count hs_count_of(const hs_doc *d, uint32_t figure, uint32_t assertion);

/* For predicates that tell what became of a count: «has risen to», «reached». */
bool hs_moves(hs_str predicate);

/* «13 persons are not found»: they are missing, which denies nothing. */
bool hs_not_found(const hs_doc *d, const hs_assertion *a);

/* Of those who are counted beside the dead, hurt or missing, «others» are all. */
bool hs_counts_rest(const hs_count *x);

/* «the death toll to 33», «the number of dead at 12» */
bool hs_is_called_toll(const hs_count *x);

/* «Two» of «two of the four doors»; and «four». */
bool hs_figure_of_total(const hs_count *x);
bool hs_figure_is_total(const hs_count *x);

/* A length of time: «twelve years», «at the age of 79». */
bool hs_figure_is_time(const hs_count *x);

/* An amount of money: «$48 million». */
bool hs_figure_is_money(const hs_count *x);

/* No number is told: «millions of dollars», «dozens of people». */
bool hs_figure_is_vague(const hs_count *x);

/* Told before, or known: «the 23 pirates», «these 40 families». */
bool hs_figure_in_passing(const hs_count *x);

/* Both narrow what they count, in other words: «five merchant vessels», «five suspicious boats». */
bool hs_counts_other(const hs_count *x, const hs_count *y);

/* Both narrow what they count in the same words, and it is more than ten: «61 large dams». */
bool hs_counts_alike(const hs_count *x, const hs_count *y);

/* True where the two count the same kind of thing in the same unit, so that a relation can be named at all. */
bool hs_figures_comparable(const hs_count *x, const hs_count *y);

/* Neither is more than twice the other. */
bool hs_figures_within_twice(const hs_count *x, const hs_count *y);

/* True where neither is more than twice the other, and where both name what happened to those counted («killed»,
 * «died») that it is one counted act: figures that can be one count at two times. For comparable figures. */
bool hs_figures_one_count(const hs_count *x, const hs_count *y);

/* Neither is more than a tenth above the other. */
bool hs_figures_near(const hs_count *x, const hs_count *y);

/* The relation of two comparable figures; its reason is appended to why. */
hs_relation hs_figures_relation(const hs_count *x, const hs_count *y, hs_buf *why);

/* Of two figures of one thing that do not agree: HS_LATER or HS_DIFFERS. */
hs_relation hs_figures_in_time(const hs_count *x, const hs_count *y, hs_buf *why);

#endif
