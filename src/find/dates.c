/* Dates as ranges of days. Points are read by points.c and relative.c; here they are joined to ranges ("10-12 May",
 * "from May to September", "2014 and 2015"), opened ("since March 2011"), and resolved against the publication date.
 * Partial dates take the last day that fits before publication, or the next one where the sentence looks ahead or the
 * last one is nearly a year back. Where no publication date is known nothing is guessed: first and last stay unknown.
 */
#include "find/dates.h"

#include "find/find.h"

#include <string.h>

typedef struct {
    hs_doc *d;
    hs_when w;
} finder;

/* "she said on Friday": the day of saying is past whatever she said. */
static bool said(const hs_pieces *a, uint32_t i)
{
    static const char *const verbs[] = {"added",  "announced", "confirmed", "reported", "said",
                                        "stated", "told",      "warned",    "wrote"};
    uint32_t k = i > 0 && hs_piece_is(a, i - 1, "on") ? i - 1 : i;
    return k > 0 && hs_piece_in(a, k - 1, verbs, sizeof verbs / sizeof *verbs);
}

/* A sentence around piece i that tells what had been: "By Monday the water had fallen". */
static bool past(const hs_pieces *a, uint32_t i)
{
    static const char *const been[] = {"had", "has", "have", "was", "were"};
    static const char *const ahead[] = {"can",  "could",  "deadline", "may",  "might",
                                        "must", "should", "to",       "will", "would"};
    bool tense = false;
    uint32_t from = i, to = i;
    while (from > 0 && i - from < 25 && !hs_piece_stop(a, from - 1)) from--;
    while (to < a->v.n && to - i < 25 && !hs_piece_stop(a, to)) to++;
    for (uint32_t k = from; k < to; k++) {
        bool verb =
            !hs_piece_is(a, k, "to") || (!hs_piece_at(a, k + 1)->upper && hs_piece_at(a, k + 1)->kind == HS_PIECE_WORD);
        if (verb && hs_piece_in(a, k, ahead, sizeof ahead / sizeof *ahead)) return false;
        tense |= hs_piece_in(a, k, been, sizeof been / sizeof *been);
    }
    return tense;
}

/* "In 2019 outbreaks were declared, first on February 6": the year that stands before in the sentence. */
static int year_before(const hs_pieces *a, uint32_t i)
{
    for (uint32_t k = i; k > 1 && i - k < 25; k--) {
        if (hs_piece_stop(a, k - 1)) return 0;
        if (hs_point_year(a, k - 1) && hs_piece_is(a, k - 2, "in")) return hs_point_year(a, k - 1);
    }
    return 0;
}

/* Whether the sentence speaks of what is to come. "by" and "until" do so right before the date only. */
static bool looks_ahead(const hs_pieces *a, uint32_t i)
{
    static const char *const cues[] = {"ahead",  "delayed",   "due",         "expected",  "forecast", "going",
                                       "hope",   "hopes",     "intends",     "ll",        "next",     "planned",
                                       "plans",  "postponed", "rescheduled", "scheduled", "set",      "shall",
                                       "slated", "upcoming",  "will",        "would"};
    static const char *const limits[] = {"by", "through", "until"};
    if (said(a, i)) return false;
    for (uint32_t k = i; k > 0 && i - k < 25; k--) {
        if (hs_piece_stop(a, k - 1)) return false;
        if (hs_piece_is(a, k - 1, "originally")) return false;
        bool name = hs_piece_at(a, k - 1)->upper && k > 1 && !hs_piece_stop(a, k - 2); /* "Hope Hicks" */
        if (!name && hs_piece_in(a, k - 1, cues, sizeof cues / sizeof *cues)) return true;
        if (i - k < 3 && hs_piece_in(a, k - 1, limits, sizeof limits / sizeof *limits) && !past(a, k - 1)) return true;
    }
    return false;
}

static int near_year(const finder *f, const hs_point *p, bool ahead)
{
    hs_day pub = f->w.published;
    int y = hs_calendar_year(pub), best = y;
    hs_days now = hs_calendar_days(y, p->month, p->day);
    for (int k = 0; now.first == HS_NO_DAY && p->month == 2 && p->day == 29 && k < 8; k++) /* the leap year before */
        now = hs_calendar_days(--y, p->month, p->day);
    if (now.first == HS_NO_DAY || p->day == 29) return y;
    if (ahead) {
        int to = now.last >= pub ? y : y + 1;
        hs_days next = hs_calendar_days(to, p->month, p->day), last = hs_calendar_days(to - 1, p->month, p->day);
        bool known = next.first != HS_NO_DAY && last.last != HS_NO_DAY;
        bool far = known && next.first - pub > 183 && pub - last.last < 60; /* what had been expected */
        best = far ? to - 1 : to;
    } else if (now.first > pub) {
        best = now.first - pub <= (p->day ? 60 : 45) ? y : y - 1;
    } else if (p->day) {
        hs_days next = hs_calendar_days(y + 1, p->month, p->day);
        if (next.first != HS_NO_DAY && next.first - pub <= 60) best = y + 1;
    }
    if (p->weekday < 0 || !p->day) return best;
    hs_day near = hs_day_of(best, p->month, p->day);
    if (near != HS_NO_DAY && near <= pub + 45 && near >= pub - 45) return best; /* a wrong weekday, not a far year */
    for (int k = 0; k < 3; k++) { /* the year in which the weekday is right, where one of the three nearest is */
        static const int order[] = {0, -1, 1};
        hs_day day = hs_day_of(best + order[k], p->month, p->day);
        if (day != HS_NO_DAY && hs_day_weekday(day) == p->weekday) return best + order[k];
    }
    return best;
}

static hs_day near_weekday(hs_day pub, int weekday, bool ahead)
{
    hs_day day = pub - hs_day_weekday(pub) + weekday;
    if (ahead) return day > pub ? day : day + 7;
    return day <= pub ? day : day - 7;
}

/* "Monday 21": the last or next month in which the 21st is a Monday. */
static hs_day day_and_weekday(hs_day pub, const hs_point *p, bool ahead)
{
    int y, m, d;
    hs_day_parts(pub, &y, &m, &d);
    for (int k = 0; k < 24; k++) {
        hs_day day = hs_day_of(y, m, p->day);
        bool side = ahead ? day >= pub : day <= pub;
        if (day != HS_NO_DAY && side && (p->weekday < 0 || hs_day_weekday(day) == p->weekday)) return day;
        m += ahead ? 1 : -1;
        if (m == 0 || m == 13) {
            y += ahead ? 1 : -1;
            m = m ? 1 : 12;
        }
    }
    return HS_NO_DAY;
}

/* Fills days, flags and anchor from a point's parts. */
static void resolve(const finder *f, hs_point *p, hs_date *out)
{
    hs_day pub = f->w.published;
    bool ahead = looks_ahead(f->w.a, p->first);
    out->days = hs_days_unknown;
    if (p->done) {
        out->days = p->days;
        out->anchor = p->relative ? HS_ANCHOR_PUBLISHED : HS_ANCHOR_TEXT;
        if (p->days.first == HS_NO_DAY) out->anchor = HS_ANCHOR_NONE;
        return;
    }
    out->anchor = p->year && !p->relative ? HS_ANCHOR_TEXT : HS_ANCHOR_PUBLISHED;
    if (!p->year) out->flags |= HS_DATE_PARTIAL;
    if (!p->year && pub == HS_NO_DAY) {
        out->anchor = HS_ANCHOR_NONE;
        return;
    }
    if (p->month || p->year) {
        int said_before = p->year || !p->day ? 0 : year_before(f->w.a, p->first);
        int year = p->year ? p->year : said_before ? said_before : near_year(f, p, ahead);
        out->days = hs_calendar_days(year, p->month, p->day);
        if (p->part && out->days.first != HS_NO_DAY)
            out->days = hs_calendar_part(out->days, p->part == HS_MIDDLE ? 0 : p->part);
        if (p->day && p->weekday >= 0 && out->days.first != HS_NO_DAY && hs_day_weekday(out->days.first) != p->weekday)
            out->flags |= HS_DATE_WRONG_WEEKDAY;
    } else {
        hs_day day = p->day ? day_and_weekday(pub, p, ahead) : near_weekday(pub, p->weekday, ahead);
        hs_day next = p->day && !ahead ? day_and_weekday(pub, p, true) : HS_NO_DAY;
        if (next != HS_NO_DAY && next - pub <= 31 && (day == HS_NO_DAY || pub - day > 31)) day = next;
        out->days = (hs_days){day, day};
    }
    if (p->whole_week && out->days.first != HS_NO_DAY) out->days = hs_calendar_period(out->days.first, HS_WEEKS, 0);
    if (out->days.first == HS_NO_DAY) out->anchor = HS_ANCHOR_NONE;
}

static void add(finder *f, uint32_t first, uint32_t end, hs_date date)
{
    date.at = hs_pieces_span(f->w.a, first, end);
    if (date.days.first != HS_NO_DAY && date.days.last != HS_NO_DAY && date.days.first > date.days.last) {
        hs_day swap = date.days.first;
        date.days.first = date.days.last;
        date.days.last = swap;
    }
    *HS_PUSH(f->d->dates) = date;
}

/* What the left end of a range lacks it takes from the right one: "Nov 18-Dec 19, 2015", "from Nov to March 2018". */
static void share(hs_point *l, const hs_point *r)
{
    if (l->done || r->done) return;
    if (!l->month && l->day && r->month) l->month = r->month;
    if (!l->year && r->year && l->month) l->year = r->year - (l->month > r->month && r->month);
    l->relative |= r->relative;
}

static void add_range(finder *f, uint32_t first, hs_point *l, hs_point *r)
{
    hs_date from = {0}, to = {0};
    share(l, r);
    if (!r->done && !r->year && l->year && r->month) r->year = l->year + (r->month < l->month);
    resolve(f, l, &from);
    resolve(f, r, &to);
    bool known = from.days.first != HS_NO_DAY && to.days.last != HS_NO_DAY;
    hs_date whole = {.flags = from.flags | to.flags, .anchor = HS_ANCHOR_NONE, .days = hs_days_unknown};
    if (known) {
        whole.days = (hs_days){from.days.first, to.days.last};
        whole.anchor = from.anchor > to.anchor ? to.anchor : from.anchor;
        if (whole.days.first > whole.days.last && l->done && !r->done && !r->year && r->month) { /* from now to March */
            hs_days on = hs_calendar_days(hs_calendar_year(whole.days.first), r->month, r->day);
            if (on.last < whole.days.first)
                on = hs_calendar_days(hs_calendar_year(whole.days.first) + 1, r->month, r->day);
            if (on.last != HS_NO_DAY) whole.days.last = on.last;
        }
        if (whole.days.first > whole.days.last && !l->year && l->month) { /* from Nov to March */
            int y, m, d;
            hs_day_parts(whole.days.first, &y, &m, &d);
            hs_days back = hs_calendar_days(y - 1, m, l->day);
            if (back.first != HS_NO_DAY) whole.days.first = back.first;
        }
    }
    add(f, first, r->end, whole);
}

/* "10-12 May", "between 3 and 12 of Sept", "18 and 19 June", "June 3-5", "June 3 and 4, 2014" */
static uint32_t day_range(finder *f, uint32_t i, bool led)
{
    const hs_pieces *a = f->w.a;
    hs_point r, l = {.weekday = -1};
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind == HS_PIECE_DIGITS && x->at.n <= 2 && x->code >= 1 && x->code <= 31) {
        uint32_t k = i + 1;
        if (hs_piece_at(a, k)->glued && hs_piece_at(a, k)->kind == HS_PIECE_WORD) k++;
        bool dash = hs_piece_dash(a, k), and = hs_piece_is(a, k, "and");
        bool to = hs_piece_is(a, k, "to") || hs_piece_is(a, k, "through") || hs_piece_is(a, k, "until");
        if (!dash && !and&&!to) return 0;
        uint32_t second = k + 1 + hs_piece_is(a, k + 1, "the");
        if (hs_piece_at(a, second)->kind != HS_PIECE_DIGITS || !hs_point_calendar(&f->w, second, &r)) return 0;
        if (!r.day || !r.month || r.done || r.day <= (int)x->code) return 0;
        if (hs_piece_at(a, second)->at.n > 2 || hs_piece_mark(a, second + 1, '/') || hs_piece_mark(a, second + 1, '.'))
            return 0;
        hs_point_year_said(&f->w, &r);
        l.first = i;
        l.end = i + 1;
        l.day = (int)x->code;
        if (and&&!led) {
            hs_date one = {0};
            share(&l, &r);
            resolve(f, &l, &one);
            add(f, i, k, one);
            return k;
        }
        add_range(f, i, &l, &r);
        return r.end;
    }
    if (x->cls != HS_WORD_MONTH || !hs_point_calendar(&f->w, i, &l) || !l.day || l.year) return 0;
    uint32_t k = l.end, e;
    bool through = hs_piece_is(a, k, "through") || hs_piece_is(a, k, "till") || hs_piece_is(a, k, "until");
    bool dash = hs_piece_dash(a, k), and = hs_piece_is(a, k, "and") || hs_piece_is(a, k, "to");
    if (!dash && !and&&!through) return 0;
    int day = hs_point_day(a, k + 1 + hs_piece_is(a, k + 1, "the"), &e);
    bool words = hs_piece_at(a, k + 1)->kind == HS_PIECE_WORD;
    if (day <= l.day || (words && !through)) return 0;
    r = l;
    r.day = day;
    r.end = e;
    uint32_t k2 = r.end + (hs_piece_mark(a, r.end, ',') ? 1 : 0);
    bool counted = and&&hs_piece_at(a, r.end)->kind == HS_PIECE_WORD && !led && day != l.day + 1;
    if (counted) return 0;
    if (hs_point_year(a, k2)) {
        l.year = r.year = hs_point_year(a, k2);
        r.end = k2 + 1;
    } else {
        hs_point_year_said(&f->w, &r);
        l.year = r.year;
    }
    add_range(f, i, &l, &r);
    return r.end;
}

/* "2014-15", "2014/15", "2014-2016", "2014 and 2015" */
static uint32_t year_range(finder *f, uint32_t i, bool led)
{
    const hs_pieces *a = f->w.a;
    hs_point l, r;
    int from = hs_point_year(a, i);
    if (!from || !hs_point_calendar(&f->w, i, &l) || l.month || l.done) return 0;
    uint32_t k = l.end;
    bool dash = hs_piece_dash(a, k), slash = hs_piece_mark(a, k, '/'), and = hs_piece_is(a, k, "and");
    bool to = hs_piece_is(a, k, "to") || hs_piece_is(a, k, "through") || hs_piece_is(a, k, "until");
    if (!dash && !slash && !and&&!to) return 0;
    int until = hs_point_year(a, k + 1);
    bool two = !until && (dash || slash) && hs_piece_at(a, k + 1)->glued && hs_piece_digits(a, k + 1) == 2;
    if (two) until = from / 100 * 100 + (int)hs_piece_at(a, k + 1)->code;
    if (until <= from || (and&&!led && until != from + 1) || (slash && until != from + 1)) return 0;
    if (two && until - from > 30) return 0;
    r = l;
    r.year = until;
    r.end = k + 2;
    if (hs_piece_at(a, r.end)->glued && hs_piece_at(a, r.end)->kind == HS_PIECE_DIGITS) return 0;
    add_range(f, i, &l, &r);
    return r.end;
}

static uint32_t connector(const hs_pieces *a, uint32_t i, bool between, bool led)
{
    if (hs_piece_dash(a, i) || hs_piece_is(a, i, "through")) return 1;
    if (hs_piece_is(a, i, "to") || hs_piece_is(a, i, "until") || hs_piece_is(a, i, "till"))
        return led || !between ? 1 : 0;
    return between && hs_piece_is(a, i, "and") ? 1 : 0;
}

/* "now", "today", "date", "the current date", "the present" as an end of a range */
static bool until_now(const finder *f, uint32_t i, hs_point *p)
{
    const hs_pieces *a = f->w.a;
    uint32_t k = i + hs_piece_is(a, i, "the");
    k += hs_piece_is(a, k, "current");
    if (!hs_piece_is(a, k, "now") && !hs_piece_is(a, k, "date") && !hs_piece_is(a, k, "today") &&
        !(k > i && hs_piece_is(a, k, "present")))
        return false;
    hs_day pub = f->w.published;
    *p = (hs_point){.first = i, .end = k + 1, .weekday = -1, .done = true, .relative = true, .days = {pub, pub}};
    return true;
}

/* "Tuesday to Thursday": the second is the next such day behind the first. */
static bool weekdays(finder *f, uint32_t first, hs_point *l, uint32_t i, hs_point *r)
{
    if (l->done || l->weekday < 0 || l->day || l->month || !hs_point_read(&f->w, i, r)) return false;
    if (r->done || r->weekday < 0 || r->day || r->month || l->weekday == r->weekday) return false;
    hs_date d = {0};
    resolve(f, l, &d);
    d.flags = 0;
    if (d.days.first != HS_NO_DAY) d.days.last = d.days.first + (r->weekday - l->weekday + 7) % 7;
    add(f, first, r->end, d);
    return true;
}

/* A point, or two with a connector, from piece i on; `first` is where its span begins. */
static uint32_t read_from(finder *f, uint32_t first, uint32_t i, bool led, bool between, hs_date *one)
{
    const hs_pieces *a = f->w.a;
    hs_point l, r;
    one->at.n = 0;
    uint32_t end = day_range(f, i, led);
    if (!end) end = year_range(f, i, led);
    if (end) {
        if (led) {
            hs_date *d = &f->d->dates.v[f->d->dates.n - 1];
            d->at = hs_span_join(hs_pieces_span(a, first, i), d->at);
        }
        return end;
    }
    bool now = led && until_now(f, i, &l) && connector(a, l.end, between, led);
    if (!now && !hs_point_read(&f->w, i, &l)) return 0;
    uint32_t n = connector(a, l.end, between, led);
    if (n && until_now(f, l.end + n, &r)) {
        add_range(f, led ? first : l.first, &l, &r);
        return r.end;
    }
    if (n && weekdays(f, led ? first : l.first, &l, l.end + n, &r)) return r.end;
    bool range = n && hs_point_read(&f->w, l.end + n + hs_piece_is(a, l.end + n, "the"), &r);
    bool same = range && !l.done && !r.done && (l.year || l.month || led) && (r.month || r.year) &&
                (led || hs_piece_dash(a, l.end) || (l.month && r.month) || (l.year && r.year)) &&
                (l.weekday < 0) == (r.weekday < 0);
    if (range && ((led && (l.done || l.year || l.month) && (r.done || r.year || r.month)) || same)) {
        add_range(f, led ? first : l.first, &l, &r);
        return r.end;
    }
    hs_date date = {0};
    resolve(f, &l, &date);
    date.at = hs_pieces_span(a, l.first, l.end);
    *one = date;
    return l.end;
}

typedef enum { NOTHING, OPEN_END, OPEN_START, AFTER, BEFORE, FROM, BETWEEN } opening;

static opening opened_by(const hs_pieces *a, uint32_t i, uint32_t *n)
{
    static const struct {
        const char *words;
        opening how;
    } table[] = {{"since", OPEN_END},
                 {"as early as", OPEN_END},
                 {"as late as", OPEN_START},
                 {"starting", OPEN_END},
                 {"beginning", OPEN_END},
                 {"until", OPEN_START},
                 {"till", OPEN_START},
                 {"by", OPEN_START},
                 {"after", AFTER},
                 {"later than", AFTER},
                 {"no later than", OPEN_START},
                 {"before", BEFORE},
                 {"earlier than", BEFORE},
                 {"prior to", BEFORE},
                 {"from", FROM},
                 {"between", BETWEEN}};
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_WORD || !x->low[0] || !strchr("sblaepfntu", x->low[0])) return NOTHING;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        if ((*n = hs_pieces_match(a, i, table[k].words)) > 0) return table[k].how;
    return NOTHING;
}

/* "To date, 27 were charged": up to the day of publication; not "to date somebody". */
static uint32_t to_date(finder *f, uint32_t i)
{
    const hs_pieces *a = f->w.a;
    if (!hs_pieces_match(a, i, "to date") && !hs_pieces_match(a, i, "till date")) return 0;
    if (i + 2 < a->v.n && hs_piece_at(a, i + 2)->kind != HS_PIECE_MARK) return 0;
    hs_day pub = f->w.published;
    add(f, i, i + 2,
        (hs_date){.days = {HS_NO_DAY, pub}, .anchor = pub == HS_NO_DAY ? HS_ANCHOR_NONE : HS_ANCHOR_PUBLISHED});
    return i + 2;
}

static uint32_t opened(finder *f, uint32_t i)
{
    const hs_pieces *a = f->w.a;
    uint32_t n = 0, now = to_date(f, i);
    opening how = opened_by(a, i, &n);
    if (now || how == NOTHING) return now;
    uint32_t k = i + n;
    k += hs_piece_is(a, k, "in") || hs_piece_is(a, k, "on") || hs_piece_is(a, k, "at");
    k += hs_piece_is(a, k, "the") && hs_piece_is(a, k + 1, "year");
    k += hs_piece_is(a, k, "year") && hs_point_year(a, k + 1);
    hs_date one;
    bool to_end = how == BEFORE && (hs_pieces_match(a, k, "the end of") || hs_pieces_match(a, k, "end of"));
    if (to_end) how = OPEN_START;
    uint32_t end = read_from(f, i, k, how == FROM || how == BETWEEN, how == BETWEEN, &one);
    if (!end || !one.at.n) return end;
    hs_days days = one.days;
    bool known = days.first != HS_NO_DAY;
    if (how == BETWEEN || how == FROM) {
        *HS_PUSH(f->d->dates) = one;
        return end;
    }
    if (known && how == OPEN_END) one.days.last = HS_NO_DAY;
    if (known && how == OPEN_START) one.days.first = HS_NO_DAY;
    if (known && how == AFTER) one.days = (hs_days){days.last + (days.first != days.last), HS_NO_DAY};
    if (known && how == BEFORE) one.days = (hs_days){HS_NO_DAY, days.first - 1};
    add(f, i, end, one);
    return end;
}

static uint32_t point(finder *f, uint32_t i)
{
    const hs_pieces *a = f->w.a;
    hs_date one;
    uint32_t end = read_from(f, i, i, false, false, &one);
    if (!end || !one.at.n) return end;
    uint32_t n = hs_pieces_match(a, end, "or later");
    if (!n) n = hs_pieces_match(a, end, "and later");
    if (!n) n = hs_pieces_match(a, end, "onwards");
    if (!n) n = hs_pieces_match(a, end, "onward");
    if (n && one.days.first != HS_NO_DAY) {
        one.days.last = HS_NO_DAY;
        one.at = hs_pieces_span(a, i, end + n);
        end += n;
    }
    *HS_PUSH(f->d->dates) = one;
    return end;
}

void hs_find_dates(hs_doc *d)
{
    hs_pieces pieces = {0};
    finder f = {d, {&pieces, d->published_day}};
    while (hs_pieces_next(d, &pieces)) {
        for (uint32_t i = 0; i < pieces.v.n;) {
            uint32_t end = opened(&f, i);
            if (!end) end = point(&f, i);
            i = end > i ? end : i + 1;
        }
    }
    hs_pieces_free(&pieces);
}
