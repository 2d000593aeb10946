/* Dates as pages and bylines print them. */
#ifndef HS_READ_STAMP_H
#define HS_READ_STAMP_H

#include "doc/day.h"

/* The first full date (year, month, day) in s, which should be short: "5 March 2021", "Mar. 5th, 2021", "2021-03-05T…",
 * "05.03.2021", "3/25/2021". All-digit dates with two readings count as day first behind dots and in ISO order, and not
 * at all where slashes leave it open. HS_NO_DAY where there is none. from and n (may be NULL) get its place in s. */
hs_day hs_stamp_find(hs_str s, size_t *from, size_t *n);

#endif
