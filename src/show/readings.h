/* How figures and days are read, in words that can be printed: "at least 48,000,000 USD", "11.7 m", "October 2015". */
#ifndef HS_SHOW_READINGS_H
#define HS_SHOW_READINGS_H

#include "doc/doc.h"

/* "12", "at least 12", "100 to 300 USD per visit", "about 35,000", "some 200 or more", "3 (in order)". */
void hs_figure_words(const hs_doc *d, const hs_figure *f, hs_buf *out);

/* "person", "large dam", "age", "money, in USD"; what happened to it is not in it. "" where neither is known. */
void hs_figure_thing(const hs_doc *d, const hs_figure *f, hs_buf *out);

/* 12 where the range is of whole years, 1 of whole months, 0 of days; an open end counts as whole. */
int hs_days_grain(hs_days days);

/* "2016-02-22", "2016-02", "2014 to 2016", "from 2011-03", "until 2016-02-22"; "" where unknown. */
void hs_days_words(hs_days days, char out[40]);

#endif
