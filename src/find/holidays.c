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
    {"black friday", WEEKDAY, 11, 4, 3}, /* the day behind Thanksgiving */
    {"boxing day", FIXED, 12, 26, 0},
    {"christmas day", FIXED, 12, 25, 0},
    {"christmas eve", FIXED, 12, 24, 0},
    {"christmas", FIXED, 12, 25, 0},
    {"easter monday", EASTER, 0, 1, 0},
    {"easter sunday", EASTER, 0, 0, 0},
    {"easter", EASTER, 0, 0, 0},
    {"good friday", EASTER, 0, -2, 0},
    {"halloween", FIXED, 10, 31, 0},
    {"international women s day", FIXED, 3, 8, 0},
    {"international workers day", FIXED, 5, 1, 0},
    {"may day", FIXED, 5, 1, 0},
    {"new year s day", FIXED, 1, 1, 0},
    {"new year s eve", FIXED, 12, 31, 0},
    {"thanksgiving", WEEKDAY, 11, 4, 3},
    {"valentine s day", FIXED, 2, 14, 0},
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

bool hs_point_holiday(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_WORD || !x->low[0] || !strchr("bceghimntv", x->low[0])) return false;
    if (!x->upper && !hs_piece_is(a, i, "black")) return false;
    for (size_t q = 0; q < sizeof holidays / sizeof *holidays; q++) {
        uint32_t end = said(a, i, holidays[q].words);
        if (!end) continue;
        uint32_t k = end + (hs_piece_mark(a, end, ',') || hs_piece_is(a, end, "of") || hs_piece_is(a, end, "in"));
        int year = hs_point_year(a, k);
        *p = (hs_point){.first = i, .end = year ? k + 1 : end, .weekday = -1, .done = true, .days = hs_days_unknown};
        p->relative = !year;
        hs_day pub = w->published, day = HS_NO_DAY;
        if (year) {
            day = day_of(&holidays[q], year);
        } else if (pub != HS_NO_DAY) { /* the nearest: the last one, or the next where it is at most 60 days off */
            int y = hs_calendar_year(pub);
            day = day_of(&holidays[q], y);
            if (day > pub + 60) day = day_of(&holidays[q], y - 1);
            hs_day next = day_of(&holidays[q], y + 1);
            if (next <= pub + 60) day = next;
        }
        p->days = (hs_days){day, day};
        return true;
    }
    return false;
}
