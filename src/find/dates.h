/* Reading one point in time from pieces; dates.c combines points into ranges and resolves them. */
#ifndef HS_FIND_DATES_H
#define HS_FIND_DATES_H

#include "find/calendar.h"
#include "find/numerals.h"

enum { HS_MIDDLE = 4 };

typedef struct {
    const hs_pieces *a;
    hs_day published;
} hs_when; /* what a reading depends on */

/* A point as the text has it. Either done, with its days (unknown where they need a publication date and there is
 * none), or parts still to be resolved: 0 and weekday -1 where not stated. */
typedef struct {
    uint32_t first, end; /* pieces [first, end) */
    int year, month, day, weekday;
    int part; /* of hs_calendar_part, but 0 the whole and HS_MIDDLE the middle */
    bool done;
    bool relative;   /* needs the publication date */
    bool whole_week; /* the week that the day is in */
    hs_days days;
} hs_point;

/* Reads what stands at piece i: a calendar date, month, year, decade, season … (points.c). */
bool hs_point_calendar(const hs_when *w, uint32_t i, hs_point *p);
/* "yesterday", "last week", "two years ago", "early 2014", "the end of May" (relative.c). */
bool hs_point_relative(const hs_when *w, uint32_t i, hs_point *p);
/* "Christmas Eve", "Easter 2016" (holidays.c). */
bool hs_point_holiday(const hs_when *w, uint32_t i, hs_point *p);
/* "the second Sunday of March", "the 15th of next month" (nth.c). */
bool hs_point_nth(const hs_when *w, uint32_t i, hs_point *p);
/* Any of them. */
bool hs_point_read(const hs_when *w, uint32_t i, hs_point *p);

/* "June last year", "13 July of this year": the year behind a date that lacks one. */
void hs_point_year_said(const hs_when *w, hs_point *p);

/* A day of a month at piece i: "4", "04th", "fourth", "twenty-second"; *end behind it. 0 where there is none. */
int hs_point_day(const hs_pieces *a, uint32_t i, uint32_t *end);

/* The year at piece i as a date part: four digits that nothing makes a longer number. 0 where it is none. */
int hs_point_year(const hs_pieces *a, uint32_t i);

#endif
