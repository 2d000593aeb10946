#include "find/dates.h"

#include <string.h>

static hs_point at(uint32_t first, uint32_t end, bool known, hs_days days)
{
    return (hs_point){first, end, 0, 0, 0, -1, 0, true, true, false, known ? days : hs_days_unknown};
}

/* A period in the singular at i: "week", not "weeks" and not "'s". */
static bool period(const hs_pieces *a, uint32_t i, hs_period *out)
{
    const hs_piece *x = hs_piece_at(a, i);
    *out = (hs_period)x->value;
    return x->cls == HS_WORD_PERIOD && x->value >= HS_DAYS && x->low[strlen(x->low) - 1] != 's' &&
           !hs_piece_is(a, i, "fortnight");
}

static bool small_number(const hs_pieces *a, uint32_t i, hs_numeral *n, int *v)
{
    if (hs_piece_is(a, i, "a") || hs_piece_is(a, i, "an")) {
        *n = (hs_numeral){.first = i, .end = i + 1};
        *v = 1;
        if (hs_numeral_read(a, i, n) && n->value.e == 0)
            *v = (int)n->value.m;
        else
            n->end = i + 1;
        return true;
    }
    if (!hs_numeral_read(a, i, n) || n->ordinal || n->fraction || n->indefinite) return false;
    if (n->value.e < 0 || n->value.e > 4 || n->value.m > 9999) return false;
    int64_t value = n->value.m;
    for (int e = n->value.e; e > 0; e--) value *= 10;
    *v = (int)value;
    return value > 0 && value < 10000;
}

/* A number of periods: "two weeks", "three business days". */
static bool amount(const hs_pieces *a, uint32_t i, uint32_t *end, int *n, hs_period *unit)
{
    hs_numeral num;
    if (!small_number(a, i, &num, n)) return false;
    uint32_t k = num.end + (hs_piece_is(a, num.end, "business") || hs_piece_is(a, num.end, "full") ? 1 : 0);
    const hs_piece *x = hs_piece_at(a, k);
    if (x->cls != HS_WORD_PERIOD || x->value < HS_DAYS || x->value == HS_WEEKENDS) return false;
    *unit = (hs_period)x->value;
    if (hs_piece_is(a, k, "fortnight")) *n *= 2;
    *end = k + 1;
    return *n <= (*unit == HS_CENTURIES ? 10 : 9000);
}

/* What "N periods ago" can be meant to say: a day for days and weeks, the calendar month or year for longer ones. */
static hs_days around(hs_day day, hs_period unit)
{
    if (day == HS_NO_DAY) return hs_days_unknown;
    return hs_calendar_period(day, unit <= HS_WEEKENDS ? HS_DAYS : unit == HS_DECADES ? HS_YEARS : unit, 0);
}

static bool future(const hs_pieces *a, uint32_t i)
{
    static const char *const cues[] = {"aims", "back",  "due",      "expected",  "going", "hope", "hopes", "intends",
                                       "ll",   "plans", "promised", "scheduled", "shall", "want", "wants", "will"};
    for (uint32_t k = i; k > 0 && i - k < 20; k--) {
        if (hs_piece_stop(a, k - 1)) return false;
        if (hs_piece_in(a, k - 1, cues, sizeof cues / sizeof *cues)) return true;
    }
    return false;
}

/* "more than", "less than" right before piece i: 1, -1 with *first where they begin; 0 where neither stands there. */
static int more_or_less(const hs_pieces *a, uint32_t i, uint32_t *first)
{
    static const struct {
        const char *words;
        uint32_t n;
        int side;
    } table[] = {{"more than", 2, 1},   {"at least", 2, 1}, {"over", 1, 1},          {"less than", 2, -1},
                 {"fewer than", 2, -1}, {"under", 1, -1},   {"not more than", 3, -1}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        if (i >= table[k].n && hs_pieces_match(a, i - table[k].n, table[k].words)) {
            *first = i - table[k].n;
            return table[k].side;
        }
    return 0;
}

/* What lies beyond, or on this side of, the day that is n periods from `from`. */
static hs_days bounded(hs_day from, hs_day day, bool back, int side)
{
    if (side > 0) return back ? (hs_days){HS_NO_DAY, day} : (hs_days){day, HS_NO_DAY};
    return back ? (hs_days){day, from} : (hs_days){from, day};
}

/* "two weeks ago", "a year ago", "in two weeks" where the sentence looks ahead */
static bool ago(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t in = hs_piece_is(a, i, "in") || hs_piece_is(a, i, "within") ? 1 : 0, end;
    int n;
    hs_period unit;
    if (!amount(a, i + in, &end, &n, &unit)) return false;
    bool back = hs_piece_is(a, end, "ago") && !in;
    uint32_t on = hs_pieces_match(a, end, "from now"); /* "two weeks from now", "in five days' time" */
    bool own = hs_piece_mark(a, end, '\'') || hs_piece_mark(a, end, 0x2019);
    if (!on && in && own && hs_piece_is(a, end + 1, "time")) on = 2;
    if (!back && !on && !(in && future(a, i))) return false;
    hs_day day = w->published == HS_NO_DAY ? HS_NO_DAY : hs_calendar_move(w->published, unit, back ? -n : n);
    *p = at(i, end + (back ? 1 : on), day != HS_NO_DAY, around(day, unit));
    int side = back ? more_or_less(a, i, &p->first) : 0;
    if (side && day != HS_NO_DAY) {
        hs_days far = around(day, unit);
        p->days = bounded(w->published, side > 0 ? far.last : far.first, true, side);
    }
    return true;
}

static bool shifted(const hs_when *w, uint32_t i, hs_point *p);

/* "two days before yesterday", "three weeks after May 5, 2014" */
static bool offset(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t end;
    int n;
    hs_period unit;
    if (hs_pieces_match(a, i, "the day")) { /* "the day after Christmas" */
        end = i + 2;
        n = 1;
        unit = HS_DAYS;
    } else if (!amount(a, i, &end, &n, &unit)) {
        return false;
    }
    bool before = hs_piece_is(a, end, "before"), after = hs_piece_is(a, end, "after") || hs_piece_is(a, end, "from");
    hs_point base;
    const hs_piece *x = hs_piece_at(a, end + 1);
    if ((!before && !after) || unit == HS_CENTURIES) return false;
    if (x->cls == HS_WORD_DAY) {
        hs_day day = w->published == HS_NO_DAY ? HS_NO_DAY : w->published + x->value;
        base = at(end + 1, end + 2, day != HS_NO_DAY, (hs_days){day, day});
    } else if (x->cls == HS_WORD_SHIFT && hs_piece_at(a, end + 2)->cls == HS_WORD_WEEKDAY &&
               shifted(w, end + 1, &base)) {
        base.relative = true;
    } else if (hs_point_holiday(w, end + 1, &base)) {
        base.relative |= !base.done;
    } else if (!hs_point_calendar(w, end + 1, &base) || !base.year || !base.day) {
        return false;
    } else {
        base.days = hs_calendar_days(base.year, base.month, base.day);
    }
    bool known = base.days.first != HS_NO_DAY;
    hs_day day = known ? hs_calendar_move(base.days.first, unit, before ? -n : n) : HS_NO_DAY;
    bool relative = x->cls == HS_WORD_DAY || x->cls == HS_WORD_SHIFT;
    *p = at(i, base.end, day != HS_NO_DAY, (hs_days){day, day});
    p->relative = relative;
    int side = more_or_less(a, i, &p->first);
    if (side && day != HS_NO_DAY) p->days = bounded(base.days.first, day, before, side);
    return true;
}

/* "last week", "this September", "next Monday", "the past three years" */
static hs_days shifted_month(hs_day pub, int month, int shift)
{
    int y, m, d;
    hs_day_parts(pub, &y, &m, &d);
    if (shift < 0) y -= month >= m;
    if (shift > 0) y += month <= m;
    return hs_calendar_days(y, month, 0);
}

static hs_days shifted_season(hs_day pub, int season, int shift)
{
    int y = hs_calendar_year(pub);
    hs_days s = hs_calendar_season(season, y);
    if (shift < 0 && s.last >= pub) s = hs_calendar_season(season, y - 1);
    if (shift < 0 && s.last >= pub) s = hs_calendar_season(season, y - 2);
    if (shift == 0 && season == 3 && pub < s.first) {
        hs_days before = hs_calendar_season(season, y - 1);
        if (before.last >= pub) s = before;
    }
    if (shift > 0 && s.first <= pub) s = hs_calendar_season(season, y + 1);
    return s;
}

static bool shift_amount(const hs_when *w, uint32_t i, int shift, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t end;
    int n;
    hs_period unit;
    if (shift == 0 || !amount(a, i + 1, &end, &n, &unit) || hs_piece_is(a, i + 1, "a")) return false;
    hs_day pub = w->published, to = pub == HS_NO_DAY ? pub : hs_calendar_move(pub, unit, shift * n);
    hs_days days = shift < 0 ? (hs_days){to, pub - 1} : (hs_days){pub + 1, to};
    if (to != HS_NO_DAY && unit == HS_QUARTERS) { /* whole quarters */
        hs_days near = hs_calendar_period(pub, unit, shift), far = hs_calendar_period(pub, unit, shift * n);
        days = shift < 0 ? (hs_days){far.first, near.last} : (hs_days){near.first, far.last};
    }
    *p = at(i, end, to != HS_NO_DAY, days);
    return true;
}

/* Past tense before piece i in its sentence. */
static bool told(const hs_pieces *a, uint32_t i)
{
    for (uint32_t k = i; k > 0 && i - k < 15 && !hs_piece_stop(a, k - 1); k--) {
        const hs_piece *x = hs_piece_at(a, k - 1);
        size_t n = strlen(x->low);
        if (hs_piece_is(a, k - 1, "will") || hs_piece_is(a, k - 1, "to")) return false;
        if (hs_piece_is(a, k - 1, "was") || hs_piece_is(a, k - 1, "were") ||
            (n > 4 && strcmp(x->low + n - 2, "ed") == 0))
            return true;
    }
    return false;
}

/* "last year's first quarter": the part behind a year that p has read. */
static void quarter_of(const hs_pieces *a, hs_point *p)
{
    uint32_t k = p->end;
    bool own = (hs_piece_mark(a, k, '\'') || hs_piece_mark(a, k, 0x2019)) && hs_piece_is(a, k + 1, "s");
    const hs_piece *x = hs_piece_at(a, k + 2);
    int months = hs_piece_is(a, k + 3, "quarter") ? 3 : hs_piece_is(a, k + 3, "half") ? 6 : 0, y, m, d;
    if (!own || !hs_piece_is(a, k - 1, "year") || x->cls != HS_WORD_ORDINAL || !months || x->value > 12 / months)
        return;
    p->end = k + 4;
    if (p->days.first == HS_NO_DAY) return;
    hs_day_parts(p->days.first, &y, &m, &d);
    hs_days from = hs_calendar_days(y, x->value * months - months + 1, 0),
            to = hs_calendar_days(y, x->value * months, 0);
    p->days = (hs_days){from.first, to.last};
}

static bool shifted(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    const hs_piece *x = hs_piece_at(a, i);
    if (x->cls != HS_WORD_SHIFT) return false;
    uint32_t k = i + 1;
    int shift = x->value;
    if (hs_piece_is(a, i, "this") && hs_piece_at(a, k)->cls == HS_WORD_SHIFT) shift = hs_piece_at(a, k++)->value;
    if (shift_amount(w, k - 1, shift, p)) {
        p->first = i;
        return true;
    }
    /* "the following year", "the previous day" look back to another date of the text */
    bool text = (hs_piece_is(a, k - 1, "following") || hs_piece_is(a, k - 1, "previous")) && i > 0 &&
                hs_piece_is(a, i - 1, "the");
    static const char *const within[] = {"during", "for", "in", "into", "of", "over", "throughout", "until", "within"};
    text |= hs_piece_is(a, k - 1, "next") && i > 0 && hs_piece_is(a, i - 1, "the") &&
            hs_piece_at(a, k)->cls == HS_WORD_PERIOD &&
            !(i > 1 && hs_piece_in(a, i - 2, within, sizeof within / sizeof *within)); /* "returned the next year" */
    const hs_piece *y = hs_piece_at(a, k);
    hs_day pub = w->published;
    bool known = pub != HS_NO_DAY && !text;
    hs_days days = hs_days_unknown;
    hs_period unit;
    hs_point dated;
    if (y->cls == HS_WORD_WEEKDAY && hs_point_calendar(w, k, &dated) && dated.day) { /* "this Friday, June 5" */
        *p = dated;
        p->first = i;
        return true;
    }
    uint32_t then = k + 1 + hs_piece_dash(a, k + 1);
    bool in_week = hs_piece_is(a, k, "week") && hs_piece_at(a, then)->cls == HS_WORD_WEEKDAY;
    if (in_week) { /* "this week Monday" */
        hs_day day = known ? pub - hs_day_weekday(pub) + hs_piece_at(a, then)->value + 7 * shift : HS_NO_DAY;
        *p = at(i, then + 1, known, (hs_days){day, day});
        return true;
    }
    if (hs_piece_is(a, k, "fortnight") && shift) {
        days = shift < 0 ? (hs_days){pub - 14, pub - 1} : (hs_days){pub + 1, pub + 14};
    } else if (period(a, k, &unit)) {
        if (unit == HS_DAYS) return false;
        bool gone = unit == HS_WEEKENDS && !shift && known && hs_day_weekday(pub) < 3 && told(a, i);
        shift -= gone; /* "it formed this weekend", on a Tuesday */
        if (known) days = hs_calendar_period(pub, unit, shift);
    } else if (y->cls == HS_WORD_WEEKDAY) {
        hs_day day = known ? pub - hs_day_weekday(pub) + y->value + 7 * shift : HS_NO_DAY;
        if (known && shift == 0 && hs_piece_is(a, k - 1, "past")) day = pub;
        if (known && hs_piece_is(a, i, "this") && k == i + 2 && shift < 0) day += day + 7 < pub ? 7 : 0;
        days = (hs_days){day, day};
    } else if (y->cls == HS_WORD_MONTH && y->upper + (x->value != 0 || !(y->value == 5 || y->value == 3)) > 0) {
        if (known) days = shifted_month(pub, y->value, shift);
    } else if (y->cls == HS_WORD_SEASON && !(hs_piece_is(a, k, "fall") && shift >= 0)) {
        if (known) days = shifted_season(pub, y->value, shift);
    } else {
        return false;
    }
    *p = at(i, k + 1, known, days);
    quarter_of(a, p);
    return true;
}

/* "the 5 past years", "2 upcoming months" */
static bool amount_shift(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    hs_numeral num;
    int n;
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_DIGITS && x->cls != HS_WORD_UNIT) return false;
    if (!small_number(a, i, &num, &n) || hs_piece_at(a, num.end)->cls != HS_WORD_SHIFT) return false;
    const hs_piece *unit = hs_piece_at(a, num.end + 1);
    int shift = hs_piece_at(a, num.end)->value;
    bool many = n > 1 && unit->low[0] && unit->low[strlen(unit->low) - 1] == 's'; /* "the 3 next weeks" */
    if (hs_piece_is(a, num.end, "this") || (!many && hs_piece_at(a, num.end)->at.n == 4)) return false;
    if (unit->cls != HS_WORD_PERIOD || unit->value < HS_DAYS || shift == 0 || unit->value == HS_CENTURIES) return false;
    hs_day pub = w->published;
    hs_day to = pub == HS_NO_DAY ? pub : hs_calendar_move(pub, (hs_period)unit->value, shift * n);
    *p = at(i, num.end + 2, to != HS_NO_DAY, shift < 0 ? (hs_days){to, pub - 1} : (hs_days){pub + 1, to});
    return true;
}

/* "yesterday", "the day before yesterday", "last night", "this morning" */
static bool day_word(const hs_when *w, uint32_t i, hs_point *p)
{
    static const char *const parts[] = {"afternoon", "evening", "morning", "night"};
    const hs_pieces *a = w->a;
    const hs_piece *x = hs_piece_at(a, i);
    bool known = w->published != HS_NO_DAY;
    hs_day pub = w->published;
    uint32_t n;
    if ((n = hs_pieces_match(a, i, "the day before yesterday")) > 0) {
        *p = at(i, i + n, known, (hs_days){pub - 2, pub - 2});
    } else if ((n = hs_pieces_match(a, i, "the day after tomorrow")) > 0) {
        *p = at(i, i + n, known, (hs_days){pub + 2, pub + 2});
    } else if ((n = hs_pieces_match(a, i, "last night")) > 0 || (n = hs_pieces_match(a, i, "last evening")) > 0) {
        *p = at(i, i + n, known, (hs_days){pub - 1, pub - 1});
    } else if (hs_piece_is(a, i, "this") && hs_piece_in(a, i + 1, parts, 4)) {
        *p = at(i, i + 2, known, (hs_days){pub, pub});
    } else if (x->cls == HS_WORD_DAY || hs_piece_is(a, i, "tmrw")) {
        int shift = x->cls == HS_WORD_DAY ? x->value : 1;
        bool name = x->upper && i > 0 && hs_piece_at(a, i - 1)->kind == HS_PIECE_WORD; /* "USA Today" */
        bool owner = x->upper && hs_piece_is(a, i + 2, "s") && hs_piece_at(a, i + 3)->upper;
        if (name || owner) return false;
        *p = at(i, i + 1, known, (hs_days){pub + shift, pub + shift});
    } else {
        return false;
    }
    return true;
}

/* "the week after next", "the year before last", "the year to date" */
static bool second_next(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0);
    hs_period unit;
    bool known = w->published != HS_NO_DAY;
    if (!period(a, k, &unit) || unit == HS_DAYS) return false;
    if (unit == HS_YEARS && hs_pieces_match(a, k + 1, "to date")) {
        hs_day first = known ? hs_calendar_period(w->published, HS_YEARS, 0).first : HS_NO_DAY;
        *p = at(i, k + 3, known, (hs_days){first, w->published});
        return true;
    }
    bool next = hs_pieces_match(a, k + 1, "after next") > 0, last = hs_pieces_match(a, k + 1, "before last") > 0;
    if (!next && !last) return false;
    *p = at(i, k + 3, known, known ? hs_calendar_period(w->published, unit, next ? 2 : -2) : hs_days_unknown);
    return true;
}

/* "over the weekend", "at the weekend": the last one, on a weekend the present one. */
static bool the_weekend(const hs_when *w, uint32_t i, hs_point *p)
{
    static const char *const led[] = {"at", "during", "on", "over"};
    const hs_pieces *a = w->a;
    if (!hs_pieces_match(a, i, "the weekend") || i == 0 || !hs_piece_in(a, i - 1, led, 4)) return false;
    hs_day pub = w->published;
    bool known = pub != HS_NO_DAY;
    *p = at(i, i + 2, known,
            known ? hs_calendar_period(pub, HS_WEEKENDS, hs_day_weekday(pub) > 4 ? 0 : -1) : hs_days_unknown);
    return true;
}

/* The sentence around piece i tells what was: then "the end of the month" may be that of any month. */
static bool narrates(const hs_pieces *a, uint32_t i)
{
    static const char *const were[] = {"did", "had", "held", "was", "were"};
    uint32_t from = i, to = i;
    while (from > 0 && i - from < 20 && !hs_piece_stop(a, from - 1)) from--;
    while (to < a->v.n && to - i < 20 && !hs_piece_stop(a, to)) to++;
    for (uint32_t k = from; k < to; k++) {
        const hs_piece *x = hs_piece_at(a, k);
        size_t n = strlen(x->low);
        if (hs_piece_in(a, k, were, sizeof were / sizeof *were) || (n > 4 && strcmp(x->low + n - 2, "ed") == 0))
            return true;
    }
    return false;
}

/* "(the end of) the year": the one in which the document was published, where the sentence does not tell of another. */
static bool present(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    hs_period unit;
    if (i == 0 || !hs_piece_is(a, i - 1, "the") || !period(a, i, &unit)) return false;
    if (unit != HS_WEEKS && unit != HS_MONTHS && unit != HS_YEARS && unit != HS_DECADES) return false;
    if (hs_piece_is(a, i + 1, "of") || hs_point_year(a, i + 1) || hs_piece_dash(a, i + 1)) return false;
    bool since = i > 4 && (hs_piece_is(a, i - 4, "since") || hs_piece_is(a, i - 5, "since"));
    bool known = w->published != HS_NO_DAY && (since || future(a, i) || !narrates(a, i));
    *p = at(i, i + 1, known, known ? hs_calendar_period(w->published, unit, 0) : hs_days_unknown);
    return true;
}

/* The days of a point with a year, or already done; unknown otherwise. */
static bool whole(const hs_when *w, uint32_t i, hs_point *p)
{
    if (shifted(w, i, p)) return true;
    if (present(w, i, p)) return true;
    if (!hs_point_calendar(w, i, p)) return false;
    if (p->done) return true;
    if (p->weekday >= 0 || p->day) return false;
    return p->month || p->year;
}

/* "early 2014", "mid-March", "late in June", "the beginning of May", "earlier this year" */
static bool parted(const hs_when *w, uint32_t i, hs_point *p)
{
    static const struct {
        const char *words;
        int part;
    } parts[] = {{"early in", -1},
                 {"early", -1},
                 {"late in", 1},
                 {"late", 1},
                 {"mid", HS_MIDDLE},
                 {"middle of", HS_MIDDLE},
                 {"the middle of", HS_MIDDLE},
                 {"beginning of", -2},
                 {"the beginning of", -2},
                 {"start of", -2},
                 {"the start of", -2},
                 {"end of", 2},
                 {"the end of", 2},
                 {"earlier", -3},
                 {"later", 3},
                 {"earlier in", -3},
                 {"rest of", 4},
                 {"the rest of", 4},
                 {"remainder of", 4},
                 {"the remainder of", 4},
                 {"remaining of", 4},
                 {"the remaining of", 4}};
    const hs_pieces *a = w->a;
    for (size_t q = 0; q < sizeof parts / sizeof *parts; q++) {
        uint32_t n = hs_pieces_match(a, i, parts[q].words);
        if (!n) continue;
        uint32_t k = i + n;
        k += hs_piece_dash(a, k);
        k += hs_piece_is(a, k, "the");
        if (!whole(w, k, p)) continue;
        bool name =
            k > i + n && p->year && !p->month && hs_piece_at(a, p->end)->upper; /* "the start of the 2020 Games" */
        if (name) continue;
        if (parts[q].part == 3 || parts[q].part == -3) {
            if (!p->relative || p->days.first == HS_NO_DAY || hs_piece_at(a, k)->cls != HS_WORD_SHIFT) continue;
            if (parts[q].part < 0 && p->days.last >= w->published) p->days.last = w->published;
            if (parts[q].part > 0 && p->days.first <= w->published) p->days.first = w->published;
        } else if (parts[q].part == 4) { /* from now on */
            if (!p->relative || p->days.first == HS_NO_DAY) continue;
            if (p->days.first < w->published) p->days.first = w->published;
        } else if (p->done && p->days.first != HS_NO_DAY) {
            p->days = hs_calendar_part(p->days, parts[q].part == HS_MIDDLE ? 0 : parts[q].part);
        } else {
            p->part = parts[q].part;
        }
        p->first = i;
        return true;
    }
    return false;
}

/* "the last week of July", "3rd week of 2018": weeks from Monday; the first is the one with the first day in it. */
static bool week_of(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0);
    const hs_piece *x = hs_piece_at(a, k);
    bool last = hs_piece_is(a, k, "last") || hs_piece_is(a, k, "final");
    hs_numeral n = {0};
    bool nth = !last && hs_numeral_read(a, k, &n) && n.ordinal && n.value.e == 0 && n.value.m <= 53;
    if ((!last && !nth) || (x->cls != HS_WORD_ORDINAL && x->kind != HS_PIECE_DIGITS && !last)) return false;
    uint32_t e = last ? k + 1 : n.end;
    if (!hs_pieces_match(a, e, "week of") && !hs_pieces_match(a, e, "week in")) return false;
    if (!whole(w, e + 2, p) || p->part) return false;
    hs_days of = p->done ? p->days : hs_days_unknown;
    int year = p->year;
    if (p->done) {
        year = p->relative ? 0 : 1;
    } else if (!year && w->published != HS_NO_DAY) {
        of = shifted_month(w->published, p->month, 0);
    } else if (year) {
        of = hs_calendar_days(year, p->month, 0);
    }
    if (of.first != HS_NO_DAY) {
        /* ISO 8601: a week belongs to the month or year that its Thursday is in */
        hs_day anchor = last ? of.last - 3 : of.first + 3 + 7 * ((hs_day)n.value.m - 1);
        of = hs_calendar_period(anchor, HS_WEEKS, 0);
    }
    *p = at(i, p->end, of.first != HS_NO_DAY, of);
    p->relative = !year;
    return true;
}

/* "the week of March 3", "the week beginning February 4": from its Monday. */
static bool week_with(const hs_when *w, uint32_t i, hs_point *p)
{
    static const char *const words[] = {"beginning", "commencing", "ending", "of", "starting"};
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0);
    if (!hs_piece_is(a, k, "week") || !hs_piece_in(a, k + 1, words, 5)) return false;
    if (!hs_point_calendar(w, k + 2, p) || p->done || !p->day || !p->month) return false;
    p->first = i;
    p->whole_week = true;
    return true;
}

/* "the first ten days of May", "the last three weeks of 2015" */
static bool stretch(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_pieces *a = w->a;
    uint32_t k = i + (hs_piece_is(a, i, "the") ? 1 : 0), end;
    bool last = hs_piece_is(a, k, "last") || hs_piece_is(a, k, "final"), first = hs_piece_is(a, k, "first");
    int n;
    hs_period unit;
    if ((!last && !first) || !amount(a, k + 1, &end, &n, &unit) || !hs_piece_is(a, end, "of")) return false;
    uint32_t from = end + 1 + hs_piece_is(a, end + 1, "the");
    if (unit > HS_MONTHS || !whole(w, from, p) || p->part) return false;
    hs_days of = p->done ? p->days : p->year ? hs_calendar_days(p->year, p->month, 0) : hs_days_unknown;
    bool known = of.first != HS_NO_DAY && of.last != HS_NO_DAY;
    if (known && first) of.last = hs_calendar_move(of.first, unit, n) - 1;
    if (known && last) of.first = hs_calendar_move(of.last + 1, unit, -n);
    bool relative = p->done ? p->relative : !p->year;
    *p = at(i, p->end, known, of);
    p->relative = relative;
    return true;
}

/* "in June last year", "June of this year": a month with its year said otherwise. */
void hs_point_year_said(const hs_when *w, hs_point *p)
{
    const hs_pieces *a = w->a;
    if (p->done || p->year || !p->month) return;
    uint32_t k = p->end + (hs_piece_is(a, p->end, "of") || hs_piece_mark(a, p->end, ',') ? 1 : 0);
    if (hs_piece_at(a, k)->cls != HS_WORD_SHIFT || !hs_piece_is(a, k + 1, "year")) return;
    p->end = k + 2;
    p->relative = true;
    if (w->published == HS_NO_DAY) return;
    p->year = hs_calendar_year(w->published) + hs_piece_at(a, k)->value;
}

/* "Monday of last week", "Wednesday next week" */
static void week_said(const hs_when *w, hs_point *p)
{
    const hs_pieces *a = w->a;
    if (p->done || p->weekday < 0 || p->day) return;
    uint32_t k = p->end + (hs_piece_is(a, p->end, "of") ? 1 : 0);
    k += k > p->end && hs_piece_is(a, k, "the");
    if (hs_piece_at(a, k)->cls != HS_WORD_SHIFT || !hs_piece_is(a, k + 1, "week")) return;
    int shift = hs_piece_at(a, k)->value;
    hs_day day = w->published;
    if (day != HS_NO_DAY) day += p->weekday - hs_day_weekday(day) + 7 * shift;
    *p = at(p->first, k + 2, day != HS_NO_DAY, (hs_days){day, day});
}

bool hs_point_relative(const hs_when *w, uint32_t i, hs_point *p)
{
    return day_word(w, i, p) || the_weekend(w, i, p) || second_next(w, i, p) || stretch(w, i, p) ||
           week_with(w, i, p) || week_of(w, i, p) || parted(w, i, p) || ago(w, i, p) || offset(w, i, p) ||
           amount_shift(w, i, p) || shifted(w, i, p);
}

bool hs_point_read(const hs_when *w, uint32_t i, hs_point *p)
{
    const hs_piece *x = hs_piece_at(w->a, i);
    static const char *const starts[] = {"a",         "an",      "beginning", "earlier",  "early", "eighties",
                                         "end",       "fifties", "forties",   "h",        "in",    "late",
                                         "later",     "mid",     "middle",    "nineties", "q",     "remainder",
                                         "remaining", "rest",    "seventies", "sixties",  "start", "the",
                                         "thirties",  "tmrw",    "twenties",  "week",     "within"};
    bool may = x->kind == HS_PIECE_DIGITS || x->cls != HS_WORD_OTHER ||
               (x->kind == HS_PIECE_MARK && (x->code == '\'' || x->code == 0x2019 || x->code == 0x2018)) ||
               hs_piece_in(w->a, i, starts, sizeof starts / sizeof *starts);
    if (hs_point_holiday(w, i, p)) return true;
    if (!may) return false;
    if (hs_point_nth(w, i, p)) return true;
    if (hs_point_relative(w, i, p)) return true;
    if (!hs_point_calendar(w, i, p)) return false;
    hs_point_year_said(w, p);
    week_said(w, p);
    return true;
}
