/* Days of the proleptic Gregorian calendar, counted from 1970-01-01 (Hinnant, "chrono-compatible date algorithms"). */
#ifndef HS_DOC_DAY_H
#define HS_DOC_DAY_H

#include "base/str.h"

typedef int32_t hs_day;
#define HS_NO_DAY INT32_MIN

typedef struct {
    hs_day first, last; /* both HS_NO_DAY where unknown; open ends are HS_NO_DAY on that side */
} hs_days;

hs_day hs_day_of(int year, int month, int day); /* HS_NO_DAY where there is no such day */
void hs_day_parts(hs_day d, int *year, int *month, int *day);
int hs_day_weekday(hs_day d); /* 0 is Monday */
int hs_month_days(int year, int month);

#define HS_DAY_TEXT 16
/* "2016-02-22"; "" for HS_NO_DAY. */
void hs_day_text(hs_day d, char out[HS_DAY_TEXT]);
/* The day that an ISO 8601 date or date-time starts with, or HS_NO_DAY. */
hs_day hs_day_parse(hs_str iso);

#endif
