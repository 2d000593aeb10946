/* Turning parts of a date into ranges of days. All ranges are whole days, both ends within. */
#ifndef HS_FIND_CALENDAR_H
#define HS_FIND_CALENDAR_H

#include "find/pieces.h"

extern const hs_days hs_days_unknown;

/* Month and day may be 0: then the whole year or month. Unknown where there is no such day. */
hs_days hs_calendar_days(int year, int month, int day);

/* The period that holds `day`, moved by `shift` periods: week (Monday to Sunday), weekend, month, quarter, year,
 * decade, century. HS_DAYS gives the day itself. */
hs_days hs_calendar_period(hs_day day, hs_period period, int shift);

/* The day moved by n days, weeks, months … (the last day of a month where it has none such). */
hs_day hs_calendar_move(hs_day day, hs_period period, int n);

/* Northern seasons: spring is March to May; the winter of a year begins in its December. */
hs_days hs_calendar_season(int season, int year);

/* A part of a range: -1 early, 1 late (its halves), -2 the beginning, 0 the middle, 2 the end (its thirds: of a year
 * four months, of a month ten days). */
hs_days hs_calendar_part(hs_days whole, int part);

int hs_calendar_year(hs_day day);

#endif
