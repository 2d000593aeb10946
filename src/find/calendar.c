#include "find/calendar.h"

const hs_days hs_days_unknown = {HS_NO_DAY, HS_NO_DAY};

hs_days hs_calendar_days(int year, int month, int day)
{
    int to_month = month ? month : 12;
    hs_day first = hs_day_of(year, month ? month : 1, day ? day : 1);
    hs_day last = hs_day_of(year, to_month, day ? day : hs_month_days(year, to_month));
    return first == HS_NO_DAY || last == HS_NO_DAY ? hs_days_unknown : (hs_days){first, last};
}

int hs_calendar_year(hs_day day)
{
    int y, m, d;
    hs_day_parts(day, &y, &m, &d);
    return y;
}

hs_day hs_calendar_move(hs_day day, hs_period period, int n)
{
    int y, m, d;
    if (period == HS_DAYS) return day + n;
    if (period == HS_WEEKS || period == HS_WEEKENDS) return day + 7 * n;
    if (period < HS_DAYS) return day;
    hs_day_parts(day, &y, &m, &d);
    int months = period == HS_MONTHS ? n : period == HS_QUARTERS ? 3 * n : 12 * n;
    if (period == HS_DECADES) months *= 10;
    if (period == HS_CENTURIES) months *= 100;
    int total = y * 12 + m - 1 + months;
    if (total < 12) return HS_NO_DAY;
    y = total / 12;
    m = total % 12 + 1;
    int most = hs_month_days(y, m);
    return hs_day_of(y, m, d > most ? most : d);
}

hs_days hs_calendar_period(hs_day day, hs_period period, int shift)
{
    int y, m, d;
    if (period <= HS_DAYS) return (hs_days){day + shift, day + shift};
    if (period == HS_WEEKS || period == HS_WEEKENDS) {
        hs_day monday = day - hs_day_weekday(day) + 7 * shift;
        return (hs_days){monday + (period == HS_WEEKENDS ? 5 : 0), monday + 6};
    }
    day = hs_calendar_move(day, period, shift);
    if (day == HS_NO_DAY) return hs_days_unknown;
    hs_day_parts(day, &y, &m, &d);
    if (period == HS_MONTHS) return hs_calendar_days(y, m, 0);
    if (period == HS_YEARS) return hs_calendar_days(y, 0, 0);
    if (period == HS_QUARTERS) {
        int from = (m - 1) / 3 * 3 + 1;
        return (hs_days){hs_day_of(y, from, 1), hs_day_of(y, from + 2, hs_month_days(y, from + 2))};
    }
    int years = period == HS_DECADES ? 10 : 100, from = y / years * years;
    return (hs_days){hs_day_of(from, 1, 1), hs_day_of(from + years - 1, 12, 31)};
}

hs_days hs_calendar_season(int season, int year)
{
    int month = 3 + 3 * season, to = (month + 1) % 12 + 1;
    int end = to < month ? year + 1 : year;
    hs_days first = hs_calendar_days(year, month, 0), last = hs_calendar_days(end, to, 0);
    return (hs_days){first.first, last.last};
}

hs_days hs_calendar_part(hs_days whole, int part)
{
    hs_day n = whole.last - whole.first + 1;
    int y, m, d;
    if (n < 3) return whole;
    hs_day_parts(whole.first, &y, &m, &d);
    int to, last_month, last_day;
    hs_day_parts(whole.last, &to, &last_month, &last_day);
    int years = to - y + 1;
    if (m == 1 && d == 1 && last_month == 12 && last_day == 31 &&
        years > 2) { /* of a decade or a century: whole years */
        int from = part == 0 ? years / 3 : part == 1 ? years / 2 : part == 2 ? years - years / 3 : 0;
        int until = part == 0 ? years - years / 3 : part == -1 ? years / 2 : part == -2 ? years / 3 : years;
        return (hs_days){hs_day_of(y + from, 1, 1), hs_day_of(y + until - 1, 12, 31)};
    }
    bool year = n >= 365 && n <= 366, month = n >= 28 && n <= 31;
    hs_day third = month ? 10 : n / 3, half = month ? 15 : n / 2;
    hs_day one = year ? hs_day_of(y, 5, 1) : whole.first + third,
           two = year ? hs_day_of(y, 9, 1) : whole.first + 2 * third;
    hs_day mid = year ? hs_day_of(y, 7, 1) : whole.first + half;
    switch (part) {
    case -2:
        return (hs_days){whole.first, one - 1};
    case -1:
        return (hs_days){whole.first, mid - 1};
    case 1:
        return (hs_days){mid, whole.last};
    case 2:
        return (hs_days){two, whole.last};
    default:
        return (hs_days){one, two - 1};
    }
}
