/* Days counted off in a month: "the second Sunday of March 2017", "the last Friday of October", "the first weekend of
 * May", "the 15th of next month". */
#include "find/dates.h"

#include <string.h>

/* The month that stands at piece i: "March 2017", "October", "next month", "this month". Its first day in *first; false
 * where none stands there. HS_NO_DAY where it needs the publication date and there is none. */
static bool month_of(const hs_when *w, uint32_t i, uint32_t *end, hs_day *first, bool *relative)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0);
    hs_day pub = w->published;
    *first = HS_NO_DAY;
    *relative = true;
    if (hs_piece_at(a, k)->cls == HS_WORD_SHIFT && hs_piece_is(a, k + 1, "month")) {
        *end = k + 2;
        if (pub != HS_NO_DAY) *first = hs_calendar_period(pub, HS_MONTHS, hs_piece_at(a, k)->value).first;
        return true;
    }
    const hs_piece *x = hs_piece_at(a, k);
    if (x->cls != HS_WORD_MONTH || (!x->upper && (x->value == 3 || x->value == 5))) return false;
    k++;
    k += x->abbrev && hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    uint32_t y = k + (hs_piece_mark(a, k, ',') || hs_piece_is(a, k, "of") || hs_piece_is(a, k, "in"));
    int year = hs_point_year(a, y);
    *relative = !year;
    *end = year ? y + 1 : k;
    if (!year && pub == HS_NO_DAY) return true;
    if (!year) { /* the last one, or the next where it is near */
        year = hs_calendar_year(pub);
        if (hs_day_of(year, x->value, 1) > pub + 45) year--;
    }
    *first = hs_day_of(year, x->value, 1);
    return true;
}

/* The nth such weekday of the month (0: the last); HS_NO_DAY where there are not so many. */
static hs_day nth_weekday(hs_day first, int weekday, int n)
{
    hs_days month = hs_calendar_period(first, HS_MONTHS, 0);
    if (!n) return month.last - (hs_day_weekday(month.last) - weekday + 7) % 7;
    hs_day day = first + (weekday - hs_day_weekday(first) + 7) % 7 + 7 * (n - 1);
    return day <= month.last ? day : HS_NO_DAY;
}

bool hs_point_nth(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0), end = k;
    bool last = hs_piece_is(a, k, "last") || hs_piece_is(a, k, "final"), relative;
    int n = last ? 0 : hs_point_day(a, k, &end);
    if (last) end = k + 1;
    bool ordinal = last || (n && (end > k + 1 || hs_piece_at(a, k)->cls == HS_WORD_ORDINAL));
    const hs_piece *x = hs_piece_at(a, end);
    hs_day first, day = HS_NO_DAY;
    if (!ordinal) return false;
    bool weekday = x->cls == HS_WORD_WEEKDAY && n < 6, weekend = hs_piece_is(a, end, "weekend") && n < 6;
    uint32_t of = end + (weekday || weekend ? 1 : 0);
    if (!hs_piece_is(a, of, "of") && !hs_piece_is(a, of, "in")) return false;
    if (!month_of(w, of + 1, &end, &first, &relative)) return false;
    bool shifted = relative && hs_piece_is(a, end - 1, "month");
    if (!weekday && !weekend && (!shifted || last)) return false; /* "the 4th of March" is read elsewhere */
    if (first != HS_NO_DAY) {
        if (weekday) day = nth_weekday(first, x->value, n);
        if (weekend) day = nth_weekday(first, 5, n);
        if (!weekday && !weekend && n <= hs_calendar_period(first, HS_MONTHS, 0).last - first + 1) day = first + n - 1;
    }
    *p = (hs_point){.first = i, .end = end, .weekday = -1, .done = true, .relative = relative, .days = hs_days_unknown};
    if (day != HS_NO_DAY) p->days = (hs_days){day, day + (weekend ? 1 : 0)};
    return true;
}
