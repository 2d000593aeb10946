/* Things that a number tells: "23 points", "dozens", "the 24", "65-53", "2.30 a.m." One thing for two documents only
 * where the number is the same. */
#include "find/things.h"

#include "find/events.h"

#include <stdio.h>
#include <string.h>

enum { NOUN_REACH = 4, FIGURES_BACK = 3, CLOCK = 16 };

/* How many figures begin at the byte or before it: they ascend. */
static uint32_t last_before(const hs_doc *d, uint32_t at)
{
    uint32_t low = 0, high = d->figures.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->figures.v[mid].at.at <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* The figure that covers the token; NULL where none does. */
static const hs_figure *figure_at(const hs_doc *d, uint32_t t)
{
    uint32_t i = last_before(d, d->tokens.v[t].at.at);
    return i && hs_span_end(d->figures.v[i - 1].at) > d->tokens.v[t].at.at ? &d->figures.v[i - 1] : NULL;
}

/* The number as digits; false where it counts an order. */
static bool value_of(const hs_figure *f, char out[HS_DEC_TEXT])
{
    if (!f || f->ordinal || !(f->has_low || f->has_high)) return false;
    hs_dec_text(f->has_low ? f->low : f->high, out);
    return true;
}

/* What happened to those counted is part of which ones they are: five killed are not five injured. */
static void add_event(const hs_doc *d, const hs_figure *f, hs_buf *name)
{
    if (f && f->event) hs_buf_printf(name, " (%s)", hs_doc_str(d, f->event));
}

bool hs_thing_count(const hs_doc *d, uint32_t noun, hs_buf *name)
{
    char value[HS_DEC_TEXT];
    uint32_t i = last_before(d, d->tokens.v[noun].at.at);
    for (uint32_t n = 0; i > 0 && n < FIGURES_BACK; i--, n++) {
        const hs_figure *f = &d->figures.v[i - 1];
        if (!hs_span_covers(f->counted_at, d->tokens.v[noun].at) || !value_of(f, value)) continue;
        hs_buf_printf(name, "%s %s", value, hs_doc_str(d, d->tokens.v[noun].lemma));
        if (hs_thing_is_people(d, noun)) add_event(d, f, name);
        return true;
    }
    return false;
}

/* "dozens", "dozens of houses": whom or what they are, where somebody says. */
static bool many(const hs_doc *d, uint32_t t, hs_buf *name)
{
    static const char *const words[] = {"dozens", "hundreds", "millions", "scores", "thousands"};
    char low[HS_LOW_MAX];
    if (!hs_in_table(hs_str_of(hs_token_low(d, t, low)), words, sizeof words / sizeof *words)) return false;
    hs_buf_str(name, low);
    for (uint32_t k = t + 1; k < d->tokens.n && k < t + NOUN_REACH + 1; k++)
        if (d->tokens.v[k].head == t && d->tokens.v[k].deprel == HS_DEP_NMOD && !hs_thing_is_people(d, k))
            hs_buf_printf(name, " of %s", hs_doc_str(d, d->tokens.v[k].lemma));
    add_event(d, figure_at(d, t), name);
    return true;
}

/* A number that counts who or what is not said: "took 23 into custody", "24 dead". */
static bool alone(const hs_doc *d, uint32_t t, hs_buf *name)
{
    char value[HS_DEC_TEXT];
    const hs_token *x = &d->tokens.v[t];
    uint32_t how = hs_deprel_universal(x->deprel);
    bool head = how == HS_DEP_NSUBJ || how == HS_DEP_OBJ || x->deprel == HS_DEP_ROOT || how == HS_DEP_CONJ;
    const hs_figure *f = x->upos == HS_NUM && head ? figure_at(d, t) : NULL;
    if (!value_of(f, value) || !strcmp(value, "1") || f->unit) return false;
    hs_buf_str(name, value);
    add_event(d, f, name);
    return true;
}

static size_t digits(const char *p, size_t n)
{
    size_t k = 0;
    while (k < n && p[k] >= '0' && p[k] <= '9') k++;
    return k;
}

static size_t blanks(const char *p, size_t n)
{
    return n && *p == ' ';
}

/* "65-53", "65 - 53", the points of two sides; their length, or 0. */
static size_t score(hs_str s, hs_buf *name)
{
    size_t a = digits(s.p, s.n), i = a + blanks(s.p + a, s.n - a);
    if (!a || a > 3 || i >= s.n) return 0;
    size_t dash = s.p[i] == '-' ? 1 : hs_str_starts((hs_str){s.p + i, s.n - i}, HS_STR("–")) ? strlen("–") : 0;
    if (!dash) return 0;
    i += dash;
    i += blanks(s.p + i, s.n - i);
    size_t b = digits(s.p + i, s.n - i);
    if (!b || b > 3 || (i + b < s.n && (s.p[i + b] == '-' || (s.p[i + b] >= 'a' && s.p[i + b] <= 'z')))) return 0;
    hs_buf_printf(name, "%.*s-%.*s", (int)a, s.p, (int)b, s.p + i);
    return i + b;
}

/* "2.30 a.m.", "7 pm", as papers and those who cut texts into words write it; its length, or 0. */
static size_t clock_time(hs_str s, hs_buf *name)
{
    size_t hour = digits(s.p, s.n), i = hour, minute = 0, m = 0;
    if (!hour || hour > 2) return 0;
    size_t k = i + blanks(s.p + i, s.n - i);
    if (k < s.n && (s.p[k] == ':' || s.p[k] == '.')) {
        k++;
        k += blanks(s.p + k, s.n - k);
        m = k;
        minute = digits(s.p + k, s.n - k);
        if (minute != 2) return 0;
        i = k + minute;
    }
    i += blanks(s.p + i, s.n - i);
    char half = i < s.n ? (char)(s.p[i] | 32) : '\0';
    if (half != 'a' && half != 'p') return 0;
    for (i++; i < s.n && (s.p[i] == '.' || s.p[i] == ' '); i++) {
    }
    if (i >= s.n || (s.p[i] | 32) != 'm' || (i + 1 < s.n && ((s.p[i + 1] | 32) >= 'a' && (s.p[i + 1] | 32) <= 'z')))
        return 0;
    hs_buf_printf(name, "%.*s", (int)hour, s.p);
    if (minute && memcmp(s.p + m, "00", 2) != 0) hs_buf_printf(name, ".%.*s", (int)minute, s.p + m);
    hs_buf_printf(name, " %c.m.", half);
    return i + 1;
}

/* What digits that begin at the token tell by themselves. */
static size_t written(const hs_doc *d, uint32_t t, hs_buf *name)
{
    uint32_t at = d->tokens.v[t].at.at;
    char before = at ? d->text.p[at - 1] : ' ';
    hs_str s = {d->text.p + at, d->text.n - at < CLOCK ? d->text.n - at : CLOCK};
    if (!digits(s.p, s.n) || (before != ' ' && before != '\n' && before != '(')) return 0;
    size_t n = clock_time(s, name);
    return n ? n : score(s, name);
}

bool hs_thing_number(hs_doc *d, uint32_t t, hs_act *out)
{
    hs_buf name = {0};
    hs_span at = d->tokens.v[t].at;
    size_t n = written(d, t, &name);
    bool is = n || many(d, t, &name) || alone(d, t, &name);
    if (n) at.n = (uint32_t)n;
    if (is) *out = (hs_act){at, hs_doc_intern(d, (hs_str){name.p, name.n}), n ? HS_THING : HS_THINGS};
    hs_buf_free(&name);
    return is;
}
