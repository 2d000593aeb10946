#include "link/figures.h"

#include "link/denial_words.h"
#include "link/synonyms.h"

#include <string.h>

static hs_str last_word(hs_str s)
{
    size_t from = s.n;
    while (from && s.p[from - 1] != ' ') from--;
    return (hs_str){s.p + from, s.n - from};
}

/* Bytes between two spans; 0 where they touch. */
static uint32_t gap(hs_span a, hs_span b)
{
    if (a.at >= hs_span_end(b)) return a.at - hs_span_end(b);
    return b.at >= hs_span_end(a) ? b.at - hs_span_end(a) : 0;
}

static bool same_ref(const hs_doc *a, hs_ref x, const hs_doc *b, hs_ref y)
{
    return !strcmp(hs_doc_str(a, x), hs_doc_str(b, y));
}

/* The act among the terms that is counted: «number of people killed», «death toll»; n == 0 where none. */
static hs_str act_in(const char *terms)
{
    for (const char *at = terms; *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        hs_str c = hs_synonym(word);
        if (hs_counted_act(c)) return c;
        at += n + (at[n] == ' ');
    }
    return (hs_str){0};
}

bool hs_moves(hs_str predicate)
{
    static const char *const moves[] = {"decrease", "increase", "reach", "stand"};
    return hs_in_table(hs_synonym(predicate), moves, sizeof moves / sizeof *moves);
}

bool hs_not_found(const hs_doc *d, const hs_assertion *a)
{
    hs_str act = hs_str_of(hs_doc_str(d, a->predicate));
    return (a->flags & HS_NEGATED) && hs_str_eq(hs_synonym(act), HS_STR("find"));
}

/* No other figure of the clause stands nearer to its act, or counts it: «six were killed and 14 trapped». */
static bool stands_nearest(const hs_doc *d, const hs_assertion *a, const hs_figure *f)
{
    uint32_t mine = gap(f->at, a->act);
    hs_str act = hs_synonym(hs_str_of(hs_doc_str(d, a->predicate)));
    for (uint32_t i = 0; i < a->figures.n; i++) {
        const hs_figure *g = &d->figures.v[d->links.v[a->figures.first + i]];
        bool counts = g != f && !g->unit && hs_str_eq(hs_synonym(hs_str_of(hs_doc_str(d, g->event))), act);
        if (gap(g->at, a->act) < mine || counts) return false;
    }
    return true;
}

/* The figure behind «two of the»: «two of the four doors»; NULL where there is none. */
static const hs_figure *total_of(const hs_doc *d, const hs_figure *f)
{
    enum { OF_THE = 8 };
    const hs_figure *next = f + 1;
    uint32_t end = hs_span_end(f->at);
    if (next >= d->figures.v + d->figures.n || next->at.at < end || next->at.at - end > OF_THE) return NULL;
    hs_str between = hs_str_trim(hs_doc_text(d, (hs_span){end, next->at.at - end}));
    return hs_str_eq(between, HS_STR("of")) || hs_str_eq(between, HS_STR("of the")) ? next : NULL;
}

bool hs_figure_of_total(const hs_count *x)
{
    return total_of(x->doc, x->f) != NULL;
}

bool hs_figure_is_total(const hs_count *x)
{
    return x->f > x->doc->figures.v && total_of(x->doc, x->f - 1) == x->f;
}

/* One of the words stands in that many bytes before the figure. */
static bool is_behind(const hs_doc *d, const hs_figure *f, uint32_t bytes, const char *const *sorted, size_t n)
{
    uint32_t from = f->at.at > bytes ? f->at.at - bytes : 0;
    return hs_has_word(hs_doc_text(d, (hs_span){from, f->at.at - from}), sorted, n);
}

bool hs_is_called_toll(const hs_count *x)
{
    static const char *const words[] = {"count", "number", "toll"};
    enum { BEFORE = 50 };
    return is_behind(x->doc, x->f, BEFORE, words, sizeof words / sizeof *words);
}

/* «with the loss of 33 lives», «claimed 33 lives» */
static bool lives_lost(const hs_doc *d, const hs_figure *f)
{
    static const char *const words[] = {"claimed", "claiming", "cost", "costing", "loss", "lost"};
    enum { BEFORE = 14 };
    return is_behind(d, f, BEFORE, words, sizeof words / sizeof *words);
}

hs_count hs_count_of(const hs_doc *d, uint32_t figure, uint32_t assertion)
{
    const hs_figure *f = &d->figures.v[figure];
    hs_count c = {.doc = d, .f = f, .event = hs_synonym(hs_str_of(hs_doc_str(d, f->event)))};
    const hs_figure *total = f->counted ? NULL : total_of(d, f);
    c.counted = hs_synonym(last_word(hs_str_of(hs_doc_str(d, total ? total->counted : f->counted))));
    if (assertion == HS_NONE || f->unit || f->ordinal) return c;
    const hs_assertion *a = &d->assertions.v[assertion];
    hs_str act = hs_synonym(hs_str_of(hs_doc_str(d, a->predicate)));
    bool mine = stands_nearest(d, a, f); /* «12 were killed and 30 others hurt» */
    bool moved = (!c.counted.n || !hs_counted_act(c.event)) && hs_moves(act);
    if (hs_not_found(d, a)) c.event = hs_synonym(HS_STR("missing"));
    if (moved) act = act_in(hs_doc_str(d, a->terms));
    if (moved && act.n && !c.counted.n) c.counted = hs_synonym(HS_STR("person"));
    if (!hs_counted_act(c.event) && mine && act.n && hs_counted_act(act) && !(a->flags & HS_NEGATED)) c.event = act;
    hs_str noun = last_word(hs_str_of(hs_doc_str(d, f->counted)));
    if (hs_str_eq(noun, HS_STR("life")) && lives_lost(d, f)) c.event = hs_synonym(HS_STR("kill"));
    if (hs_counted_act(c.event) && (hs_of_people(noun) || hs_is_called_toll(&c)))
        c.counted = hs_synonym(HS_STR("person"));
    return c;
}

bool hs_counts_rest(const hs_count *x)
{
    static const char *const rest[] = {"injure", "miss"};
    return hs_in_table(x->event, rest, sizeof rest / sizeof *rest);
}

bool hs_figure_is_time(const hs_count *x)
{
    static const char *const units[] = {"a", "d", "decade", "h", "min", "mo", "ms", "s", "weekend", "wk"};
    static const char *const nouns[] = {"century", "day", "hour", "minute", "month", "second", "week", "year"};
    hs_str unit = hs_str_of(hs_doc_str(x->doc, x->f->unit));
    return hs_in_table(unit, units, sizeof units / sizeof *units) ||
           (!unit.n && hs_in_table(x->counted, nouns, sizeof nouns / sizeof *nouns));
}

bool hs_figure_is_money(const hs_count *x)
{
    const char *unit = hs_doc_str(x->doc, x->f->unit);
    bool code = strlen(unit) == 3;
    for (int i = 0; i < 3 && code; i++) code = unit[i] >= 'A' && unit[i] <= 'Z';
    return code;
}

bool hs_figure_is_vague(const hs_count *x)
{
    static const char *const rough[] = {"billions", "couple",  "dozens", "few",       "hundreds", "millions",
                                        "scores",   "several", "tens",   "thousands", "trillions"};
    return hs_has_word(hs_doc_text(x->doc, x->f->at), rough, sizeof rough / sizeof *rough);
}

bool hs_figure_in_passing(const hs_count *x)
{
    static const char *const definite[] = {"all", "both", "the", "these", "those"};
    enum { WORD = 6 };
    hs_str text = hs_doc_text(x->doc, (hs_span){0, x->f->at.at});
    while (text.n && (text.p[text.n - 1] == ' ' || text.p[text.n - 1] == '\n')) text.n--;
    size_t n = 0;
    while (n < text.n && n < WORD && ((text.p[text.n - n - 1] | 32) >= 'a' && (text.p[text.n - n - 1] | 32) <= 'z'))
        n++;
    return hs_has_word((hs_str){text.p + text.n - n, n}, definite, sizeof definite / sizeof *definite);
}

/* A word of the one, but for the last, is among those of the other. */
static bool share_narrowing(const char *x, const char *y)
{
    for (const char *at = x, *end; (end = strchr(at, ' ')) != NULL; at = end + 1) {
        size_t n = (size_t)(end - at);
        for (const char *in = y; *in;) {
            size_t m = strcspn(in, " ");
            if (m == n && !strncmp(in, at, n)) return true;
            in += m + (in[m] == ' ');
        }
    }
    return false;
}

bool hs_counts_other(const hs_count *x, const hs_count *y)
{
    const char *a = hs_doc_str(x->doc, x->f->counted), *b = hs_doc_str(y->doc, y->f->counted);
    return strchr(a, ' ') && strchr(b, ' ') && !share_narrowing(a, b);
}

bool hs_counts_alike(const hs_count *x, const hs_count *y)
{
    const char *a = hs_doc_str(x->doc, x->f->counted), *b = hs_doc_str(y->doc, y->f->counted);
    return x->f->has_low && hs_dec_cmp(x->f->low, hs_dec_int(10)) > 0 && strchr(a, ' ') && !strcmp(a, b);
}

bool hs_figures_comparable(const hs_count *x, const hs_count *y)
{
    const hs_figure *f = x->f, *g = y->f;
    if (f->ordinal || g->ordinal || !same_ref(x->doc, f->unit, y->doc, g->unit)) return false;
    bool acts = x->event.n && y->event.n, one_act = acts && hs_str_eq(x->event, y->event);
    bool act_x = hs_counted_act(x->event), act_y = hs_counted_act(y->event);
    if (acts && !one_act && (act_x || act_y)) return false;
    if (!(f->has_low || f->has_high) || !(g->has_low || g->has_high)) return false;
    if (f->unit) return !x->counted.n || !y->counted.n || hs_str_eq(x->counted, y->counted) || f->per || g->per;
    if (one_act && act_x && (!x->counted.n || !y->counted.n)) return true; /* «about 40 others were missing» */
    return x->counted.n && y->counted.n && hs_str_eq(x->counted, y->counted);
}

static bool equal_ends(const hs_figure *x, const hs_figure *y)
{
    return x->has_low == y->has_low && x->has_high == y->has_high && (!x->has_low || !hs_dec_cmp(x->low, y->low)) &&
           (!x->has_high || !hs_dec_cmp(x->high, y->high));
}

/* d times a tenth more or less, as a pair of bounds. */
static hs_dec widened(hs_dec d, bool up)
{
    hs_dec out = d;
    return hs_dec_mul(d, (hs_dec){up ? 11 : 9, -1}, &out) ? out : d;
}

static bool overlap(const hs_figure *x, const hs_figure *y)
{
    bool about = x->approximate || y->approximate;
    hs_dec xl = about ? widened(x->low, false) : x->low, xh = about ? widened(x->high, true) : x->high;
    bool above = x->has_high && y->has_low && hs_dec_cmp(xh, y->low) < 0;
    bool below = x->has_low && y->has_high && hs_dec_cmp(xl, y->high) > 0;
    return !above && !below;
}

/* «$27», «$27.16»: the one is the other's whole number. */
static bool is_rounded(const hs_figure *x, const hs_figure *y)
{
    hs_dec a = hs_dec_norm(x->low), b = hs_dec_norm(y->low), next;
    if (!x->has_low || !y->has_low || !x->has_high || !y->has_high || (a.e < 0) == (b.e < 0)) return false;
    hs_dec whole = a.e < 0 ? b : a, part = a.e < 0 ? a : b;
    return whole.m > 9 && hs_dec_add(whole, (hs_dec){5, -1}, &next) && hs_dec_cmp(part, next) < 0 &&
           hs_dec_add(whole, (hs_dec){-5, -1}, &next) && hs_dec_cmp(part, next) >= 0;
}

static hs_dec size_of(const hs_figure *x)
{
    return x->has_low ? x->low : x->high;
}

bool hs_figures_within_twice(const hs_count *a, const hs_count *b)
{
    hs_dec twice, low = size_of(a->f), high = size_of(b->f);
    if (hs_dec_cmp(low, high) > 0) {
        hs_dec swap = low;
        low = high;
        high = swap;
    }
    return hs_dec_mul(low, hs_dec_int(2), &twice) && hs_dec_cmp(high, twice) <= 0;
}

bool hs_figures_one_count(const hs_count *a, const hs_count *b)
{
    bool near = hs_figures_within_twice(a, b);
    return near && (!a->event.n || !b->event.n || (hs_str_eq(a->event, b->event) && hs_counted_act(a->event)));
}

bool hs_figures_near(const hs_count *a, const hs_count *b)
{
    hs_dec x = size_of(a->f), y = size_of(b->f);
    return hs_dec_cmp(x, widened(y, true)) <= 0 && hs_dec_cmp(y, widened(x, true)) <= 0;
}

/* «30 others were hurt», beside those who died, are people like the rest; «Venn and three others died» are not all. */
static bool same_thing(const hs_count *m, const hs_count *n)
{
    static const char other[] = "other ";
    const char *x = hs_doc_str(m->doc, m->f->counted), *y = hs_doc_str(n->doc, n->f->counted);
    bool rest = hs_counts_rest(m);
    if (rest && !strncmp(x, other, sizeof other - 1)) x += sizeof other - 1;
    if (rest && !strncmp(y, other, sizeof other - 1)) y += sizeof other - 1;
    return !strcmp(x, y);
}

/* A count or a speed is told again on another day; an amount is not what it was said to be. */
static bool is_of_its_day(const hs_count *x)
{
    const char *unit = hs_doc_str(x->doc, x->f->unit), *per = hs_doc_str(x->doc, x->f->per);
    return !*unit || strstr(unit, "/h") || !strcmp(unit, "kn") || !strcmp(per, "hour");
}

hs_relation hs_figures_in_time(const hs_count *m, const hs_count *n, hs_buf *why)
{
    hs_day a = m->doc->published_day, b = n->doc->published_day;
    char early[HS_DAY_TEXT], late[HS_DAY_TEXT];
    if (a == HS_NO_DAY || b == HS_NO_DAY || a == b || !is_of_its_day(m)) {
        hs_buf_str(why, "neither range, nor scope, nor date explains it");
        return HS_DIFFERS;
    }
    bool grows = (hs_dec_cmp(size_of(m->f), size_of(n->f)) < 0) == (a < b);
    hs_day_text(a < b ? a : b, early);
    hs_day_text(a < b ? b : a, late);
    hs_buf_printf(why, "%s by %s than on %s", grows ? "more" : m->f->unit ? "less" : "fewer", late, early);
    return HS_LATER;
}

hs_relation hs_figures_relation(const hs_count *m, const hs_count *n, hs_buf *why)
{
    const hs_figure *x = m->f, *y = n->f;
    const hs_doc *a = m->doc, *b = n->doc;
    if (equal_ends(x, y)) {
        hs_buf_str(why, x->approximate == y->approximate ? "equal" : "equal, one of them approximate");
        return HS_SAME;
    }
    if (is_rounded(x, y)) {
        hs_buf_str(why, "equal but for the fraction");
        return HS_COMPATIBLE;
    }
    bool days = a->published_day != HS_NO_DAY && b->published_day != HS_NO_DAY && a->published_day != b->published_day;
    bool apart = x->has_low && y->has_low &&
                 (hs_dec_cmp(widened(x->low, true), y->low) < 0 || hs_dec_cmp(widened(y->low, true), x->low) < 0);
    if (overlap(x, y) && !(days && apart && !x->unit)) {
        hs_buf_str(why, x->approximate || y->approximate ? "within a tenth, one is approximate" : "the ranges overlap");
        return HS_COMPATIBLE;
    }
    if (!same_ref(a, x->per, b, y->per)) {
        hs_buf_str(why, "counted per different things");
        return HS_SCOPE;
    }
    if (!x->unit && x->counted && y->counted && !same_thing(m, n)) {
        hs_buf_printf(why, "“%s” and “%s” are not counted alike", hs_doc_str(a, x->counted), hs_doc_str(b, y->counted));
        return HS_SCOPE;
    }
    return hs_figures_in_time(m, n, why);
}
