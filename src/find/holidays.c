/* Feast days that reports date things by: fixed ones, those that follow Easter, those on the nth weekday of a month. */
#include "find/dates.h"

#include <string.h>

typedef enum { FIXED, EASTER, WEEKDAY } rule;

typedef struct {
    const char *words;
    rule how;
    int month, day; /* FIXED; EASTER: days behind it; WEEKDAY: which one of the month, -1 the last */
    int weekday;
} holiday;

static const holiday holidays[] = {
    {"all saints day", FIXED, 11, 1, 0},
    {"anzac day", FIXED, 4, 25, 0},
    {"april fools day", FIXED, 4, 1, 0},
    {"armistice day", FIXED, 11, 11, 0},
    {"ascension day", EASTER, 0, 39, 0},
    {"ash wednesday", EASTER, 0, -46, 0},
    {"australia day", FIXED, 1, 26, 0},
    {"bastille day", FIXED, 7, 14, 0},
    {"black friday", WEEKDAY, 11, 4, 3}, /* the day behind Thanksgiving */
    {"boxing day", FIXED, 12, 26, 0},
    {"canada day", FIXED, 7, 1, 0},
    {"christmas day", FIXED, 12, 25, 0},
    {"christmas eve", FIXED, 12, 24, 0},
    {"christmas", FIXED, 12, 25, 0},
    {"columbus day", WEEKDAY, 10, 2, 0},
    {"earth day", FIXED, 4, 22, 0},
    {"easter monday", EASTER, 0, 1, 0},
    {"easter saturday", EASTER, 0, -1, 0},
    {"easter sunday", EASTER, 0, 0, 0},
    {"easter", EASTER, 0, 0, 0},
    {"good friday", EASTER, 0, -2, 0},
    {"groundhog day", FIXED, 2, 2, 0},
    {"guy fawkes night", FIXED, 11, 5, 0},
    {"halloween", FIXED, 10, 31, 0},
    {"holy saturday", EASTER, 0, -1, 0},
    {"human rights day", FIXED, 12, 10, 0},
    {"international women s day", FIXED, 3, 8, 0},
    {"international workers day", FIXED, 5, 1, 0},
    {"juneteenth", FIXED, 6, 19, 0},
    {"labor day", WEEKDAY, 9, 1, 0},
    {"martin luther king day", WEEKDAY, 1, 3, 0},
    {"martin luther king jr day", WEEKDAY, 1, 3, 0},
    {"maundy thursday", EASTER, 0, -3, 0},
    {"may day", FIXED, 5, 1, 0},
    {"memorial day", WEEKDAY, 5, -1, 0},
    {"mlk day", WEEKDAY, 1, 3, 0},
    {"new year s day", FIXED, 1, 1, 0},
    {"new year s eve", FIXED, 12, 31, 0},
    {"palm sunday", EASTER, 0, -7, 0},
    {"pentecost", EASTER, 0, 49, 0},
    {"presidents day", WEEKDAY, 2, 3, 0},
    {"remembrance day", FIXED, 11, 11, 0},
    {"shrove tuesday", EASTER, 0, -47, 0},
    {"st patrick s day", FIXED, 3, 17, 0},
    {"thanksgiving day", WEEKDAY, 11, 4, 3},
    {"thanksgiving", WEEKDAY, 11, 4, 3},
    {"valentine s day", FIXED, 2, 14, 0},
    {"veterans day", FIXED, 11, 11, 0},
    {"whit monday", EASTER, 0, 50, 0},
    {"whit sunday", EASTER, 0, 49, 0},
};

/* Gregorian Easter (Meeus, Jones, Butcher). */
static hs_day easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return hs_day_of(y, n / 31, n % 31 + 1);
}

static hs_day day_of(const holiday *h, int year)
{
    if (h->how == FIXED) return hs_day_of(year, h->month, h->day);
    if (h->how == EASTER) return easter(year) + h->day;
    hs_day first = hs_day_of(year, h->month, 1);
    hs_day day = first + (h->weekday - hs_day_weekday(first) + 7) % 7 + 7 * (h->day - 1);
    if (h->day < 0) {
        hs_day last = hs_day_of(year, h->month, hs_month_days(year, h->month));
        day = last - (hs_day_weekday(last) - h->weekday + 7) % 7;
    }
    return strcmp(h->words, "black friday") == 0 ? day + 1 : day;
}

/* The words from piece i on, apostrophes left out; the piece behind them, or 0. */
static uint32_t said(const hs_pieces *a, uint32_t i, const char *words)
{
    uint32_t k = i;
    while (*words) {
        size_t n = strcspn(words, " ");
        if (k > i && (hs_piece_mark(a, k, '\'') || hs_piece_mark(a, k, 0x2019))) k++;
        const hs_piece *x = hs_piece_at(a, k);
        if (x->kind != HS_PIECE_WORD || strlen(x->low) != n || memcmp(x->low, words, n) != 0) return 0;
        k++;
        words += n;
        words += *words == ' ';
    }
    return k;
}

/* The year that stands behind a feast ("2016", ", 2016", "of this year"); *end moves over it. 0 where none does, -1
 * where it needs the publication date and there is none. */
static int year_of(const hs_when *w, uint32_t *end, bool *relative)
{
    const hs_pieces *a = w->a;
    uint32_t k = *end + (hs_piece_mark(a, *end, ',') || hs_piece_is(a, *end, "of") || hs_piece_is(a, *end, "in"));
    int year = hs_point_year(a, k);
    *relative = !year;
    if (year) {
        *end = k + 1;
    } else if (hs_piece_at(a, k)->cls == HS_WORD_SHIFT && hs_piece_is(a, k + 1, "year")) {
        *end = k + 2;
        year = w->published == HS_NO_DAY ? -1 : hs_calendar_year(w->published) + hs_piece_at(a, k)->value;
    }
    return year;
}

/* Without a year: the last one or the next where it is at most 60 days off; "last", "next" as said. */
static hs_day nearest(const holiday *h, hs_day pub, int shift)
{
    int y = hs_calendar_year(pub);
    hs_day day = day_of(h, y), next = day_of(h, y + 1);
    if (shift < 0) return day < pub ? day : day_of(h, y - 1);
    if (shift > 0) return day > pub ? day : next;
    if (day > pub + 60) day = day_of(h, y - 1);
    return next <= pub + 60 ? next : day;
}

/* "Labor Day weekend": Saturday and Sunday beside the day and the days between. */
static hs_days weekend_of(hs_day day)
{
    int weekday = hs_day_weekday(day);
    hs_days days = hs_calendar_period(day, HS_WEEKENDS, weekday < 2 ? -1 : 0);
    if (weekday < 2) days.last = day;
    if (weekday > 2 && weekday < 5) days.first = day;
    return days;
}

static const holiday *holiday_at(const hs_pieces *a, uint32_t i, uint32_t *end)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_WORD || !x->low[0] || !strchr("abcefghijlmnprstvw", x->low[0])) return NULL;
    const holiday *longest = NULL;
    for (size_t q = 0; q < sizeof holidays / sizeof *holidays; q++) {
        uint32_t e = said(a, i, holidays[q].words);
        if (!e || (longest && e <= *end)) continue;
        longest = &holidays[q];
        *end = e;
    }
    return longest;
}

bool hs_point_holiday(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i, end = 0;
    uint32_t of = hs_pieces_match(a, k, "the weekend of");
    if (!of) of = hs_pieces_match(a, k, "weekend of");
    k += of;
    const hs_piece *x = hs_piece_at(a, k);
    bool led = !of && x->cls == HS_WORD_SHIFT && !hs_piece_is(a, k, "past");
    int shift = led ? x->value : 0;
    k += led;
    const holiday *h = holiday_at(a, k, &end);
    bool name = h && (hs_piece_at(a, k)->upper || end > k + 1 || of || led || strcmp(h->words, "easter") == 0 ||
                      strcmp(h->words, "christmas") == 0 || strcmp(h->words, "halloween") == 0);
    const hs_piece *next = hs_piece_at(a, end); /* "Easter Island", "the Halloween Horror Show" */
    name = name && !(end == k + 1 && next->upper && next->cls == HS_WORD_OTHER);
    if (!h || !name || (!hs_piece_at(a, k)->upper && strcmp(h->words, "may day") == 0)) return false;
    bool weekend = of || hs_piece_is(a, end, "weekend"), relative;
    end += !of && weekend;
    int year = year_of(w, &end, &relative);
    *p = (hs_point){.first = i, .end = end, .weekday = -1, .done = true, .days = hs_days_unknown, .relative = relative};
    hs_day day = HS_NO_DAY;
    if (year > 0)
        day = day_of(h, year);
    else if (!year && w->published != HS_NO_DAY)
        day = nearest(h, w->published, shift);
    p->days = day == HS_NO_DAY ? hs_days_unknown : weekend ? weekend_of(day) : (hs_days){day, day};
    return true;
}
