#include "show/readings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- figures ---- */

/* "48000000" as "48,000,000", "0.666666666666667" as "0.667"; past three digits behind the point it is rounded. */
static void number(hs_dec value, hs_buf *out)
{
    char text[HS_DEC_TEXT], short_text[HS_DEC_TEXT];
    hs_dec_text(value, text);
    const char *point = strchr(text, '.');
    if (point && strlen(point) > 4 && !strchr(text, 'e')) {
        snprintf(short_text, sizeof short_text, "%.3g", strtod(text, NULL));
        if (!strchr(short_text, 'e')) strcpy(text, short_text);
        point = strchr(text, '.');
    }
    size_t whole = point ? (size_t)(point - text) : strlen(text), sign = text[0] == '-';
    bool grouped = whole - sign > 3 && strspn(text + sign, "0123456789") == whole - sign;
    for (size_t i = 0; text[i]; i++) {
        if (grouped && i > sign && i < whole && (whole - i) % 3 == 0) hs_buf_char(out, ',');
        hs_buf_char(out, text[i]);
    }
}

static const struct {
    const char *code, *one, *many;
} units[] = {{"Cel", "°C", "°C"},          {"a", "year", "years"},    {"century", "century", "centuries"},
             {"d", "day", "days"},         {"deg", "°", "°"},         {"decade", "decade", "decades"},
             {"degF", "°F", "°F"},         {"h", "hour", "hours"},    {"mi/h", "mph", "mph"},
             {"min", "minute", "minutes"}, {"mo", "month", "months"}, {"pp", "percentage points", "percentage points"},
             {"s", "second", "seconds"},   {"wk", "week", "weeks"}};

static void unit(const char *code, bool one, hs_buf *out)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].code, code) == 0) {
            hs_buf_printf(out, " %s", one ? units[i].one : units[i].many);
            return;
        }
    size_t n = strlen(code);
    bool power = n > 1 && (code[n - 1] == '2' || code[n - 1] == '3');
    hs_buf_printf(out, " %.*s%s", (int)(power ? n - 1 : n), code, !power ? "" : code[n - 1] == '2' ? "²" : "³");
}

void hs_figure_words(const hs_doc *d, const hs_figure *f, hs_buf *out)
{
    bool open = f->has_low && !f->has_high;
    bool range = f->has_low && f->has_high && hs_dec_cmp(f->low, f->high) != 0;
    if (f->approximate) hs_buf_str(out, open ? "some " : "about ");
    if (open && !f->approximate) hs_buf_str(out, "at least ");
    if (!f->has_low && f->has_high) hs_buf_str(out, "at most ");
    if (f->has_low) number(f->low, out);
    if (range) hs_buf_str(out, " to ");
    if (range || !f->has_low) number(f->high, out);
    if (f->unit) unit(hs_doc_str(d, f->unit), !range && f->has_high && hs_dec_cmp(f->high, hs_dec_int(1)) == 0, out);
    if (open && f->approximate) hs_buf_str(out, " or more");
    if (f->ordinal) hs_buf_str(out, " (in order)");
    if (f->per) hs_buf_printf(out, " per %s", hs_doc_str(d, f->per));
}

void hs_figure_thing(const hs_doc *d, const hs_figure *f, hs_buf *out)
{
    const char *code = hs_doc_str(d, f->unit);
    if (f->counted) hs_buf_str(out, hs_doc_str(d, f->counted));
    if (!*code || strcmp(hs_doc_str(d, f->counted), "age") == 0) return;
    hs_buf_str(out, f->counted ? ", in" : "in");
    unit(code, false, out);
}

/* ---- days ---- */

/* "2016" or "2016-02" where the day is the first (or last) of it, else the day. grain: 12 years, 1 months, 0 days. */
static void part(hs_day day, int grain, char out[HS_DAY_TEXT])
{
    hs_day_text(day, out);
    if (grain == 12 && strlen(out) > 6) out[strlen(out) - 6] = '\0';
    if (grain == 1 && strlen(out) > 3) out[strlen(out) - 3] = '\0';
}

/* The coarsest grain at which the day begins (or ends) a period. */
static int grain_of(hs_day day, bool last)
{
    int y, m, d;
    hs_day_parts(day, &y, &m, &d);
    bool month = last ? d == hs_month_days(y, m) : d == 1;
    return !month ? 0 : m == (last ? 12 : 1) ? 12 : 1;
}

int hs_days_grain(hs_days days)
{
    int a = days.first != HS_NO_DAY ? grain_of(days.first, false) : 12;
    int b = days.last != HS_NO_DAY ? grain_of(days.last, true) : 12;
    return a < b ? a : b;
}

void hs_days_words(hs_days days, char out[40])
{
    char first[HS_DAY_TEXT] = "", last[HS_DAY_TEXT] = "";
    bool from = days.first != HS_NO_DAY, to = days.last != HS_NO_DAY;
    int grain = hs_days_grain(days);
    if (from) part(days.first, grain, first);
    if (to) part(days.last, grain, last);
    if (!from && !to) {
        out[0] = '\0';
    } else if (strcmp(first, last) == 0) {
        strcpy(out, first);
    } else if (!from) {
        snprintf(out, 40, "until %s", last);
    } else if (!to) {
        snprintf(out, 40, "from %s", first);
    } else {
        snprintf(out, 40, "%s to %s", first, last);
    }
}
