#include "doc/day.h"

#include <stdio.h>

int hs_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

hs_day hs_day_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || day < 1 || day > hs_month_days(year, month)) return HS_NO_DAY;
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400, yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void hs_day_parts(hs_day d, int *year, int *month, int *day)
{
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int hs_day_weekday(hs_day d)
{
    return ((d + 3) % 7 + 7) % 7;
}

void hs_day_text(hs_day d, char out[HS_DAY_TEXT])
{
    int y, m, day;
    out[0] = '\0';
    if (d == HS_NO_DAY) return;
    hs_day_parts(d, &y, &m, &day);
    snprintf(out, HS_DAY_TEXT, "%04d-%02d-%02d", y, m, day);
}

static int digits(hs_str s, size_t from, size_t n)
{
    int v = 0;
    for (size_t i = from; i < from + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

hs_day hs_day_parse(hs_str iso)
{
    iso = hs_str_trim(iso);
    if (iso.n < 10 || iso.p[4] != '-' || iso.p[7] != '-') return HS_NO_DAY;
    if (iso.n > 10 && iso.p[10] >= '0' && iso.p[10] <= '9') return HS_NO_DAY;
    int y = digits(iso, 0, 4), m = digits(iso, 5, 2), d = digits(iso, 8, 2);
    return y < 0 || m < 0 || d < 0 ? HS_NO_DAY : hs_day_of(y, m, d);
}
