/* Figures and dates of all documents in the order in which they are read, each with the assertion that it stands in. */
#ifndef HS_SHOW_PLACES_H
#define HS_SHOW_PLACES_H

#include "show/show.h"

typedef struct {
    uint32_t doc, item; /* the figure or date */
    uint32_t assertion; /* of the same document, or HS_NONE */
} hs_place;
typedef HS_VEC(hs_place) hs_places;

/* Figures that count the same thing stand together, those that most documents count first, those of unknown things
 * last; within a thing by what happened to it, then by size. The caller frees. */
void hs_figures_in_order(const hs_view *v, hs_places *out);
/* Dates from the earliest, of the same days by publication; those without a day last. The caller frees. */
void hs_dates_in_order(const hs_view *v, hs_places *out);

/* Whether a range of days has a day from since to until; HS_NO_DAY is open on either side. */
bool hs_days_touch(hs_days days, hs_day since, hs_day until);

#endif
