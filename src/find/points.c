#include "find/dates.h"

#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

static const hs_point none = {.weekday = -1};

/* The year that two digits mean: up to 29 in this century. */
static int century_of(int two)
{
    return two + (two < 30 ? 2000 : 1900);
}

int hs_point_year(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i), *z = hs_piece_at(a, i + 2);
    if (hs_piece_digits(a, i) != 4 || x->code < 1000 || x->code > 2199) return 0;
    bool more = hs_piece_at(a, i + 1)->glued && z->glued && z->kind == HS_PIECE_DIGITS &&
                (hs_piece_mark(a, i + 1, '.') || hs_piece_mark(a, i + 1, ',') || hs_piece_mark(a, i + 1, ':'));
    return more ? 0 : (int)x->code;
}

static const char *const before_month[] = {"after", "and",  "before",  "between", "by",  "during", "early", "from",
                                           "in",    "into", "last",    "late",    "mid", "next",   "of",    "since",
                                           "the",   "this", "through", "till",    "to",  "until"};

/* A month's name at i; `alone` where no day or year stands beside it. */
static int month_at(const hs_pieces *a, uint32_t i, bool alone)
{
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 1);
    if (x->cls != HS_WORD_MONTH) return 0;
    bool word = x->value == 5 || (x->value == 3 && !x->abbrev); /* may, march */
    if (!alone) return x->value;
    static const char *const after[] = {"from", "in", "since", "through", "to", "until"};
    bool prep = i > 0 && hs_piece_in(a, i - 1, after, COUNT(after)), clear = x->value != 3 && x->value != 12;
    if (x->abbrev && !(x->upper && prep && clear)) return 0; /* "Mar", "Dec": names too */
    bool led = i > 0 && hs_piece_in(a, i - 1, before_month, COUNT(before_month));
    if (!x->upper && i > 0 && (!led || word)) return 0;
    bool ranged = i > 1 && hs_piece_at(a, i - 2)->cls == HS_WORD_MONTH; /* "from November to March" */
    if (word && (!led || (hs_piece_is(a, i - 1, "to") && !ranged))) return 0;
    bool named = (x->value == 4 || x->value == 6 || x->value == 8) && y->kind == HS_PIECE_WORD && y->upper;
    return named && !led ? 0 : x->value;
}

int hs_point_day(const hs_pieces *a, uint32_t i, uint32_t *end)
{
    hs_numeral n;
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 1), *z = hs_piece_at(a, i + 2);
    if (x->kind == HS_PIECE_DIGITS) {
        if (x->at.n > 2 || x->code < 1 || x->code > 31) return 0;
        bool decimal = i > 1 && x->glued && hs_piece_at(a, i - 1)->glued && hs_piece_digits(a, i - 2) &&
                       (hs_piece_mark(a, i - 1, '.') || hs_piece_mark(a, i - 1, ','));
        if (decimal) return 0;
        *end = i + 1;
        if (y->glued && (hs_piece_is(a, i + 1, "st") || hs_piece_is(a, i + 1, "nd") || hs_piece_is(a, i + 1, "rd") ||
                         hs_piece_is(a, i + 1, "th"))) {
            *end = i + 2;
        } else if (y->glued &&
                   (hs_piece_mark(a, i + 1, '.') || hs_piece_mark(a, i + 1, ',') || hs_piece_mark(a, i + 1, ':')) &&
                   z->glued && z->kind == HS_PIECE_DIGITS) {
            return 0;
        } else if (hs_piece_mark(a, i + 1, '%') || (y->glued && y->kind == HS_PIECE_WORD && y->cls != HS_WORD_MONTH)) {
            return 0;
        }
        return (int)x->code;
    }
    if (x->cls != HS_WORD_ORDINAL && x->cls != HS_WORD_TENS && x->cls != HS_WORD_UNIT) return 0;
    if (!hs_numeral_read(a, i, &n) || n.value.e != (n.value.m % 10 == 0 ? 1 : 0)) {
        if (!n.end || n.value.e > 1 || n.value.e < 0) return 0;
    }
    int64_t v = n.value.e == 1 ? n.value.m * 10 : n.value.m;
    if (n.fraction || n.indefinite || v < 1 || v > 31) return 0;
    *end = n.end;
    return (int)v;
}

/* "15:50:06" at k, as mail programs write it before the year: the piece behind, or k. */
static uint32_t clock_between(const hs_pieces *a, uint32_t k)
{
    uint32_t e = k;
    while (hs_piece_digits(a, e) == 2 && hs_piece_mark(a, e + 1, ':') && hs_piece_digits(a, e + 2) == 2) e += 2;
    return e > k && hs_point_year(a, e + 1) ? e + 1 : k;
}

/* "'87", "of 87": a year in two digits, where nothing is counted behind it. */
static int short_year(const hs_pieces *a, uint32_t i, bool of)
{
    bool mark = hs_piece_mark(a, i, '\'') || hs_piece_mark(a, i, 0x2019);
    uint32_t k = i + mark;
    bool ends = hs_piece_at(a, k + 1)->kind == HS_PIECE_MARK && !hs_piece_at(a, k + 2)->glued;
    if ((!mark && !of) || hs_piece_digits(a, k) != 2 || !ends || (mark && !hs_piece_at(a, k)->glued)) return 0;
    return century_of((int)hs_piece_at(a, k)->code);
}

/* ", 2016" or " 2016" behind a date; moves the end over it. */
static void year_behind(const hs_pieces *a, hs_point *p)
{
    uint32_t k = p->end;
    k += hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    k += hs_piece_mark(a, k, ',');
    k += hs_piece_is(a, k, "of") || hs_piece_is(a, k, "in");
    k += (hs_piece_dash(a, k) || hs_piece_mark(a, k, '/')) && hs_piece_at(a, k)->glued;
    int y = hs_point_year(a, clock_between(a, k)), two = y ? 0 : short_year(a, k, k > p->end);
    if (y) k = clock_between(a, k);
    hs_numeral n;
    if (two) {
        p->year = two;
        p->end = k + (hs_piece_digits(a, k) ? 1 : 2);
    } else if (y) {
        p->year = y;
        p->end = k + 1;
    } else if (hs_piece_at(a, k)->kind == HS_PIECE_WORD && hs_numeral_read(a, k, &n) && !n.ordinal && !n.fraction &&
               n.end > k + 1 &&
               (hs_piece_at(a, n.end)->kind == HS_PIECE_MARK ||
                hs_piece_is(a, n.end, "and"))) { /* "October two thousand and five" */
        bool year = hs_dec_cmp(n.value, hs_dec_int(1000)) >= 0 && hs_dec_cmp(n.value, hs_dec_int(2199)) <= 0;
        if (!year || n.value.e < 0) return;
        p->year = (int)n.value.m;
        for (int e = n.value.e; e > 0; e--) p->year *= 10;
        p->end = n.end;
    }
}

/* "22 February [2016]", "the 4th of March", "2nd of Aug." */
static bool day_month(const hs_pieces *a, uint32_t i, hs_point *p)
{
    *p = none;
    p->first = i;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0), end;
    int day = hs_point_day(a, k, &end);
    if (!day) return false;
    end += hs_piece_is(a, end, "day") && hs_piece_is(a, end + 1, "of");
    bool of = hs_piece_is(a, end, "of");
    k = end + (of ? 1 : 0) + (of && hs_piece_is(a, end + 1, "the") ? 1 : 0);
    if (!of && (hs_piece_dash(a, k) || hs_piece_mark(a, k, '/')) && hs_piece_at(a, k)->glued) k++;
    int month = month_at(a, k, false);
    const hs_piece *x = hs_piece_at(a, k);
    if (!month || day > (month == 2 ? 29 : hs_month_days(2001, month))) return false;
    if (!x->upper && (x->value == 5 || x->value == 3) && !of && hs_point_year(a, k + 1) == 0) return false;
    p->day = day;
    p->month = month;
    p->end = k + 1;
    year_behind(a, p);
    return true;
}

/* "February 22[, 2016]", "Dec. 12", "May twenty nine", "February, 22", "Oct/2", "Jun-15" */
static bool month_day(const hs_pieces *a, uint32_t i, hs_point *p)
{
    *p = none;
    p->first = i;
    uint32_t k = i + 1, end;
    int month = month_at(a, i, false);
    if (!month) return false;
    k += hs_piece_at(a, i)->abbrev && hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    bool comma = hs_piece_mark(a, k, ',');
    k += comma;
    k += (hs_piece_mark(a, k, '/') || hs_piece_dash(a, k)) && hs_piece_at(a, k)->glued;
    k += hs_piece_is(a, k, "the");
    int day = hs_point_day(a, k, &end);
    const hs_piece *x = hs_piece_at(a, i);
    if (!day || day > (month == 2 ? 29 : hs_month_days(2001, month))) return false;
    bool suffix = end > k + 1 || hs_piece_at(a, k)->cls == HS_WORD_ORDINAL;
    if (!x->upper && (month == 5 || month == 3) && !suffix && !hs_point_year(a, end) && i > 0 &&
        !hs_piece_in(a, i - 1, before_month, COUNT(before_month)) && !hs_piece_is(a, i - 1, "on"))
        return false;
    if (comma && hs_piece_at(a, end)->kind == HS_PIECE_WORD && !hs_piece_at(a, end)->upper && !suffix &&
        !hs_piece_is(a, end, "are") && !hs_piece_is(a, end, "were") && i > 0 &&
        hs_piece_at(a, i - 1)->cls != HS_WORD_WEEKDAY && !hs_piece_mark(a, i - 1, ','))
        return false; /* "in October, 22 people died" */
    p->month = month;
    p->day = day;
    p->end = end;
    year_behind(a, p);
    return true;
}

static bool numeric(const hs_pieces *a, uint32_t i, hs_point *p)
{
    *p = none;
    p->first = i;
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 2), *z = hs_piece_at(a, i + 4);
    uint32_t sep = (uint32_t)hs_piece_at(a, i + 1)->code;
    bool shape = x->kind == HS_PIECE_DIGITS && y->kind == HS_PIECE_DIGITS && hs_piece_at(a, i + 1)->glued && y->glued &&
                 (sep == '/' || sep == '.' || sep == '-');
    if (!shape || (i > 0 && hs_piece_at(a, i)->glued &&
                   (hs_piece_mark(a, i - 1, sep) ||
                    (sep == '-' && hs_piece_mark(a, i - 1, '-') && hs_piece_at(a, i - 1)->glued))))
        return false;
    bool three = hs_piece_mark(a, i + 3, sep) && hs_piece_at(a, i + 3)->glued && z->glued && z->kind == HS_PIECE_DIGITS;
    if (three && hs_piece_mark(a, i + 5, sep) && hs_piece_at(a, i + 5)->glued && hs_piece_at(a, i + 6)->glued)
        return false;
    if (three && x->at.n == 4) {
        *p =
            (hs_point){i, i + 5, (int)x->code, (int)y->code, (int)z->code, -1, 0, false, false, false, hs_days_unknown};
    } else if (three && z->at.n == 4) {
        bool day_first = sep == '.' || x->code > 12;
        *p = (hs_point){
            i,     i + 5, (int)z->code,   (int)(day_first ? y : x)->code, (int)(day_first ? x : y)->code, -1, 0, false,
            false, false, hs_days_unknown};
    } else if (three && z->at.n == 2 && sep == '/' && x->at.n <= 2 && y->at.n <= 2) {
        bool day_first = x->code > 12;
        int year = century_of((int)z->code);
        *p = (hs_point){
            i,     i + 5, year,           (int)(day_first ? y : x)->code, (int)(day_first ? x : y)->code, -1, 0, false,
            false, false, hs_days_unknown};
    } else if (!three && sep != '.' && x->at.n == 4 && y->at.n == 2 && y->code >= 1 && y->code <= 12 &&
               hs_point_year(a, i) > 1900 && (sep == '/' || y->code < 10 || x->code % 100 >= y->code)) {
        *p = (hs_point){i, i + 3, (int)x->code, (int)y->code, 0, -1, 0, false, false, false, hs_days_unknown};
    } else if (!three && sep != '.' && y->at.n == 4 && x->at.n <= 2 && x->code <= 12 && x->code > 0 &&
               hs_point_year(a, i + 2) > 1900) {
        *p = (hs_point){i, i + 3, (int)y->code, (int)x->code, 0, -1, 0, false, false, false, hs_days_unknown};
    } else {
        return false;
    }
    return hs_calendar_days(p->year, p->month, p->day).first != HS_NO_DAY;
}

/* "7/6", "7-6", "7.6" with a weekday before them: month first, as in the United States. */
static bool numeric_short(const hs_pieces *a, uint32_t i, hs_point *p)
{
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 2);
    bool shape = x->kind == HS_PIECE_DIGITS && y->kind == HS_PIECE_DIGITS && hs_piece_at(a, i + 1)->glued && y->glued &&
                 (hs_piece_mark(a, i + 1, '/') || hs_piece_mark(a, i + 1, '-') || hs_piece_mark(a, i + 1, '.'));
    if (!shape || x->at.n > 2 || y->at.n > 2 || hs_piece_digits(a, i + 3)) return false;
    if (hs_piece_mark(a, i + 3, '/') && hs_piece_at(a, i + 3)->glued) return false;
    bool day_first = x->code > 12;
    *p = none;
    p->first = i;
    p->end = i + 3;
    p->month = (int)(day_first ? y : x)->code;
    p->day = (int)(day_first ? x : y)->code;
    return p->month <= 12 && p->day >= 1 && p->day <= hs_month_days(2000, p->month);
}

static bool dated(const hs_pieces *a, uint32_t i, hs_point *p)
{
    return numeric(a, i, p) || day_month(a, i, p) || month_day(a, i, p);
}

static bool weekday_alone(const hs_pieces *a, uint32_t i)
{
    static const char *const led[] = {"by", "last", "late", "next", "on", "or", "since", "this", "until"};
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 1);
    bool lead = i > 0 && hs_piece_in(a, i - 1, led, COUNT(led));
    static const char *const names[] = {"black", "bloody", "cyber", "fat", "super"};
    if (i > 0 && hs_piece_at(a, i - 1)->upper && hs_piece_in(a, i - 1, names, COUNT(names))) return false;
    if (x->abbrev) return lead && x->upper && x->value < 5;
    bool start = i == 0 || hs_piece_at(a, i - 1)->kind == HS_PIECE_MARK;
    bool title = y->kind == HS_PIECE_WORD && y->upper && !start && !lead && y->cls == HS_WORD_OTHER && x->upper;
    return !title;
}

/* "Monday, February, 22", "Friday-Jun-15", "Friday 7/6", "on Monday 21", "Saturday" */
static bool weekday(const hs_pieces *a, uint32_t i, hs_point *p)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->cls != HS_WORD_WEEKDAY) return false;
    uint32_t k = i + 1, end;
    k += x->abbrev && hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued;
    uint32_t plain = k;
    k += hs_piece_mark(a, k, ',') || hs_piece_dash(a, k);
    k += hs_piece_is(a, k, "on");
    if (dated(a, k, p) || numeric_short(a, k, p)) {
        p->first = i;
        p->weekday = x->value;
        return true;
    }
    *p = none;
    p->first = i;
    p->weekday = x->value;
    p->end = plain;
    uint32_t t = plain + (hs_piece_is(a, plain, "the") ? 1 : 0);
    int day = hs_point_day(a, t, &end);
    bool counts_on = day && hs_piece_at(a, end)->kind == HS_PIECE_WORD; /* "on Friday the second debate …" */
    bool ordinal = day && (end == t + 2 || (t > plain && hs_piece_at(a, t)->kind == HS_PIECE_WORD && !counts_on));
    bool digits = day && hs_piece_digits(a, t) && (hs_piece_at(a, end)->kind == HS_PIECE_MARK) &&
                  !hs_piece_dash(a, end) && !hs_piece_mark(a, end, ':') && !hs_piece_mark(a, end, '/');
    if (ordinal || digits) {
        p->day = day;
        p->end = end;
        return true;
    }
    return weekday_alone(a, i);
}

/* "1990s", "1990 s", "the '90s", "90s" */
static bool decade(const hs_pieces *a, uint32_t i, hs_point *p)
{
    uint32_t k = i;
    bool mark = hs_piece_mark(a, k, '\'') || hs_piece_mark(a, k, 0x2019) || hs_piece_mark(a, k, 0x2018);
    k += mark;
    uint32_t n = hs_piece_digits(a, k), end = k + 1;
    if ((n != 4 && n != 2) || (mark && !hs_piece_at(a, k)->glued)) return false;
    if ((hs_piece_mark(a, end, '\'') || hs_piece_mark(a, end, 0x2019)) && hs_piece_at(a, end)->glued) end++;
    if (!hs_piece_is(a, end, "s")) return false;
    if (!hs_piece_at(a, end)->glued && n == 2) return false;
    int y = (int)hs_piece_at(a, k)->code;
    if (n == 2) y = century_of(y);
    if (y % 10 || y < 1000 || y > 2100 || (n == 2 && !mark && y < 1930)) return false;
    *p = none;
    p->first = i;
    p->end = end + 1;
    p->done = true;
    int years = y % 100 == 0 && y < 1900 ? 100 : 10; /* "the 1800s" */
    p->days = (hs_days){hs_day_of(y, 1, 1), hs_day_of(y + years - 1, 12, 31)};
    return true;
}

/* "the nineties", "the nineteen eighties"; "in his nineties" is an age. */
static bool worded_decade(const hs_pieces *a, uint32_t i, hs_point *p)
{
    static const struct {
        const char *word;
        int year;
    } tens[] = {{"twenties", 1920}, {"thirties", 1930},  {"forties", 1940},  {"fifties", 1950},
                {"sixties", 1960},  {"seventies", 1970}, {"eighties", 1980}, {"nineties", 1990}};
    static const char *const led[] = {"early", "late", "mid", "the"};
    uint32_t k = i + (hs_piece_is(a, i, "nineteen") ? 1 : 0);
    if (i == 0 || !(hs_piece_in(a, i - 1, led, COUNT(led)) || hs_piece_dash(a, i - 1) || k > i)) return false;
    for (size_t t = 0; t < COUNT(tens); t++) {
        if (!hs_piece_is(a, k, tens[t].word)) continue;
        *p = none;
        p->first = i;
        p->end = k + 1;
        p->done = true;
        p->days = (hs_days){hs_day_of(tens[t].year, 1, 1), hs_day_of(tens[t].year + 9, 12, 31)};
        return true;
    }
    return false;
}

/* "nineteen ninety-nine", "twenty sixteen"; led by a preposition "two thousand eighteen". */
static bool worded_year(const hs_pieces *a, uint32_t i, hs_point *p)
{
    const hs_piece *x = hs_piece_at(a, i);
    bool led = i > 0 && (hs_piece_is(a, i - 1, "in") || hs_piece_is(a, i - 1, "since") || hs_piece_is(a, i - 1, "of"));
    bool nineteen = x->cls == HS_WORD_UNIT && x->value == 19, twenty = x->cls == HS_WORD_TENS && x->value == 20;
    hs_numeral n;
    int year = 0;
    if (!led) return false;
    if (nineteen || twenty) {
        bool tens = hs_piece_at(a, i + 1)->cls == HS_WORD_TENS ||
                    (hs_piece_at(a, i + 1)->cls == HS_WORD_UNIT && hs_piece_at(a, i + 1)->value > 9);
        if (!tens || !hs_numeral_read(a, i + 1, &n) || n.ordinal || n.fraction || n.value.e > 1) return false;
        int64_t two = n.value.m * (n.value.e ? 10 : 1);
        if (n.value.e < 0 || two < 10 || two > 99) return false;
        year = (nineteen ? 1900 : 2000) + (int)two;
    } else if (hs_pieces_match(a, i, "two thousand") && hs_numeral_read(a, i, &n) && n.end > i + 2 && !n.ordinal) {
        if (n.value.e < 0 || n.value.e > 2) return false;
        int64_t v = n.value.m * (n.value.e == 2 ? 100 : n.value.e ? 10 : 1);
        if (v < 2000 || v > 2099) return false;
        year = (int)v;
    }
    const hs_piece *y = year ? hs_piece_at(a, n.end) : x;
    if (!year || (y->kind == HS_PIECE_WORD && y->low[0] && strlen(y->low) > 3 && y->low[strlen(y->low) - 1] == 's'))
        return false;
    *p = none;
    p->first = i;
    p->end = n.end;
    p->year = year;
    return true;
}

/* "21st century", "the nineteenth century" */
static bool century(const hs_pieces *a, uint32_t i, hs_point *p)
{
    hs_numeral n;
    const hs_piece *x = hs_piece_at(a, i);
    if (x->cls != HS_WORD_ORDINAL && x->kind != HS_PIECE_DIGITS && x->cls != HS_WORD_TENS) return false;
    if (!hs_numeral_read(a, i, &n) || !n.ordinal || n.value.e > 1 || n.value.m > 30) return false;
    uint32_t k = n.end + (hs_piece_dash(a, n.end) ? 1 : 0);
    if (!hs_piece_is(a, k, "century")) return false;
    int y = (int)(n.value.e == 1 ? n.value.m * 10 : n.value.m) * 100 - 100;
    *p = none;
    p->first = i;
    p->end = k + 1;
    p->done = true;
    p->days = (hs_days){hs_day_of(y ? y : 1, 1, 1), hs_day_of(y + 99, 12, 31)};
    return true;
}

/* "the third quarter of 2014", "Q3 2014", "first half of 2015" */
static bool year_part(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + 1;
    int which = 0, months = 0, y = hs_point_year(a, i);
    hs_numeral n;
    uint32_t q = i + 1 + (hs_piece_dash(a, i + 1) && hs_piece_at(a, i + 1)->glued);
    if (y && hs_piece_is(a, q, "q") && hs_piece_at(a, q + 1)->glued && hs_piece_digits(a, q + 1) == 1) {
        which = (int)hs_piece_at(a, q + 1)->code;
        months = 3;
        k = q + 2;
    } else if ((hs_piece_is(a, i, "q") || hs_piece_is(a, i, "h")) && hs_piece_at(a, i + 1)->glued &&
               hs_piece_digits(a, i + 1) == 1) { /* "Q3 2014", "H1 2014" */
        which = (int)hs_piece_at(a, i + 1)->code;
        months = hs_piece_is(a, i, "q") ? 3 : 6;
        k = i + 2;
    } else if (hs_numeral_read(a, i, &n) && n.ordinal && n.value.e == 0 && n.value.m <= 12) {
        which = (int)n.value.m;
        k = n.end + (hs_piece_dash(a, n.end) ? 1 : 0);
        months = hs_piece_is(a, k, "quarter") ? 3 : hs_piece_is(a, k, "half") ? 6 : hs_piece_is(a, k, "month") ? 1 : 0;
        k++;
    }
    if (!months || which < 1 || which > 12 / months) return false;
    *p = none;
    if (!y) {
        k += hs_piece_mark(a, k, ',');
        k += hs_piece_is(a, k, "of") || hs_piece_is(a, k, "in");
        y = hs_point_year(a, k++);
    }
    if (!y && hs_piece_at(a, k - 1)->cls == HS_WORD_SHIFT && hs_piece_is(a, k, "year")) { /* "of last year" */
        p->relative = true;
        y = w->published == HS_NO_DAY ? -1 : hs_calendar_year(w->published) + hs_piece_at(a, k - 1)->value;
        k++;
    }
    if (!y) return false;
    p->first = i;
    p->end = k;
    p->done = true;
    p->days = hs_days_unknown;
    if (y < 0) return true;
    int to = which * months;
    p->days = (hs_days){hs_day_of(y, to - months + 1, 1), hs_day_of(y, to, hs_month_days(y, to))};
    return true;
}

/* "summer 2014", "the winter of 2013": with their year, so that no fall is a season by mistake */
static bool season(const hs_pieces *a, uint32_t i, hs_point *p)
{
    if (hs_piece_at(a, i)->cls != HS_WORD_SEASON) return false;
    uint32_t k = i + 1;
    k += hs_piece_is(a, k, "of") || hs_piece_is(a, k, "in");
    int y = hs_point_year(a, k);
    if (!y) return false;
    *p = none;
    p->first = i;
    p->end = k + 1;
    p->done = true;
    p->days = hs_calendar_season(hs_piece_at(a, i)->value, y);
    return true;
}

static bool month_year(const hs_pieces *a, uint32_t i, hs_point *p)
{
    *p = none;
    p->first = i;
    int y = hs_point_year(a, i);
    uint32_t end;
    bool joined = y && hs_piece_at(a, i + 1)->glued && (hs_piece_mark(a, i + 1, '/') || hs_piece_mark(a, i + 1, '-'));
    if (joined && month_at(a, i + 2, false) && hs_piece_at(a, i + 3)->code == hs_piece_at(a, i + 1)->code &&
        hs_point_day(a, i + 4, &end)) { /* "2019/Aug/01" */
        *p = (hs_point){.first = i, .end = end, .year = y, .month = hs_piece_at(a, i + 2)->value, .weekday = -1};
        p->day = hs_point_day(a, i + 4, &end);
        return true;
    }
    if (y && month_at(a, i + 1, false) && (hs_piece_at(a, i + 1)->upper || y > 1900)) {
        p->year = y;
        p->month = hs_piece_at(a, i + 1)->value;
        p->end = i + 2;
        return true;
    }
    if (!month_at(a, i, false)) return false;
    p->month = hs_piece_at(a, i)->value;
    p->end = i + 1;
    year_behind(a, p);
    if (p->year) return true;
    return month_at(a, i, true) != 0;
}

static const char *const counted_irregular[] = {"aircraft", "children", "dead",   "families", "foot", "men",
                                                "people",   "percent",  "police", "troops",   "women"};

/* What stands behind makes the four digits a count: "2000 soldiers", "1998 people". */
static bool counts(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    size_t n = strlen(x->low);
    if (x->kind == HS_PIECE_MARK) return hs_piece_mark(a, i, '%') || hs_piece_mark(a, i, 0x20AC);
    if (x->cls == HS_WORD_SCALE || x->cls == HS_WORD_PERIOD) return true;
    if (hs_piece_in(a, i, counted_irregular, COUNT(counted_irregular))) return true;
    bool plural = n > 3 && x->low[n - 1] == 's' && x->low[n - 2] != 's' && !x->upper;
    return plural && x->kind == HS_PIECE_WORD;
}

static bool bare_year(const hs_pieces *a, uint32_t i, hs_point *p)
{
    static const char *const led[] = {"after", "before", "by",      "during", "early", "fiscal",
                                      "from",  "in",     "late",    "mid",    "of",    "season",
                                      "since", "the",    "through", "till",   "until", "year"};
    static const char *const bars[] = {
        "about", "approximately", "article",    "at",   "flight", "highway", "least", "nearly", "no", "number",
        "over",  "page",          "resolution", "room", "route",  "some",    "than",  "under",  "up"};
    int y = hs_point_year(a, i);
    if (!y) return false;
    const hs_piece *x = hs_piece_at(a, i), *b = hs_piece_at(a, i + 1);
    bool lead = i > 0 && hs_piece_in(a, i - 1, led, COUNT(led));
    bool later = i > 1 && (hs_piece_is(a, i - 2, "later") || hs_piece_is(a, i - 2, "earlier"));
    if (i > 0 && hs_piece_in(a, i - 1, bars, COUNT(bars)) && !later) return false;
    if (i > 0 && x->glued && hs_piece_at(a, i - 1)->kind != HS_PIECE_MARK) return false;
    if (i > 0 && hs_piece_at(a, i - 1)->kind == HS_PIECE_MARK) {
        uint64_t c = hs_piece_at(a, i - 1)->code;
        if (c == '$' || c == '#' || c == 0xA3 || c == 0x20AC ||
            (x->glued && (c == '.' || c == ',' || c == ':' || c == '+')))
            return false;
        if (x->glued && hs_piece_dash(a, i - 1) && hs_piece_at(a, i - 1)->glued && i > 1 && !hs_point_year(a, i - 2) &&
            !hs_piece_is(a, i - 2, "mid"))
            return false;
    }
    if (b->glued && (b->code == '-' || b->code == '/') && b->kind == HS_PIECE_MARK && hs_piece_at(a, i + 3)->glued &&
        (hs_piece_mark(a, i + 3, '-') || hs_piece_mark(a, i + 3, '/')) && hs_piece_at(a, i + 4)->glued)
        return false;
    if (i > 2 && x->glued && hs_piece_at(a, i - 1)->glued && hs_piece_at(a, i - 2)->glued && hs_piece_dash(a, i - 1) &&
        hs_piece_dash(a, i - 3))
        return false;
    if (b->glued && (b->kind == HS_PIECE_WORD || b->kind == HS_PIECE_DIGITS)) return false;
    if (hs_piece_is(a, i + 1, "utc") || hs_piece_is(a, i + 1, "gmt") || hs_piece_is(a, i + 1, "hours")) return false;
    if (y < 1800 && !lead) return false;
    if (y > 2099 && !(lead && !hs_piece_is(a, i - 1, "the"))) return false;
    bool count = counts(a, i + 1) || (y < 1800 && b->kind == HS_PIECE_WORD && b->cls == HS_WORD_OTHER);
    if (count && (!lead || y % 100 == 0)) return false;
    *p = none;
    p->first = i;
    p->end = i + 1;
    p->year = y;
    return true;
}

/* "on the 4th,", "by the 21st": a day of this month or the one beside it, where nothing is counted behind it. */
static bool day_alone(const hs_pieces *a, uint32_t i, hs_point *p)
{
    static const char *const led[] = {"by", "on", "since", "until"};
    uint32_t end;
    if (!hs_piece_is(a, i, "the") || i == 0 || !hs_piece_in(a, i - 1, led, COUNT(led))) return false;
    int day = hs_point_day(a, i + 1, &end);
    if (!day || end != i + 3 || !hs_piece_digits(a, i + 1) || hs_piece_at(a, end)->kind != HS_PIECE_MARK) return false;
    *p = none;
    p->first = i;
    p->end = end;
    p->day = day;
    return true;
}

bool hs_point_calendar(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    if (hs_piece_is(a, i, "year") && hs_point_year(a, i + 1)) {
        *p = none;
        p->first = i;
        p->end = i + 2;
        p->year = hs_point_year(a, i + 1);
        return true;
    }
    if (day_alone(a, i, p)) return true;
    return dated(a, i, p) || weekday(a, i, p) || decade(a, i, p) || worded_decade(a, i, p) || worded_year(a, i, p) ||
           century(a, i, p) || year_part(w, i, p) || season(a, i, p) || month_year(a, i, p) || bare_year(a, i, p);
}
