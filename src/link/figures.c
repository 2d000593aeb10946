#include "link/figures.h"

#include "link/synonyms.h"

#include <string.h>

static hs_str last_word(hs_str s)
{
    size_t from = s.n;
    while (from && s.p[from - 1] != ' ') from--;
    return (hs_str){s.p + from, s.n - from};
}

static bool same_ref(const hs_doc *a, hs_ref x, const hs_doc *b, hs_ref y)
{
    return !strcmp(hs_doc_str(a, x), hs_doc_str(b, y));
}

bool hs_figures_comparable(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y)
{
    if (x->ordinal || y->ordinal || !same_ref(a, x->unit, b, y->unit)) return false;
    hs_str act = hs_synonym(hs_str_of(hs_doc_str(a, x->event))), other = hs_synonym(hs_str_of(hs_doc_str(b, y->event)));
    if (act.n && other.n && !hs_str_eq(act, other) && (hs_counted_act(act) || hs_counted_act(other))) return false;
    if (!(x->has_low || x->has_high) || !(y->has_low || y->has_high)) return false;
    hs_str m = hs_synonym(last_word(hs_str_of(hs_doc_str(a, x->counted))));
    hs_str n = hs_synonym(last_word(hs_str_of(hs_doc_str(b, y->counted))));
    if (x->unit) return !m.n || !n.n || hs_str_eq(m, n) || x->per || y->per;
    return m.n && n.n && hs_str_eq(m, n);
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

static hs_dec size_of(const hs_figure *x)
{
    return x->has_low ? x->low : x->high;
}

bool hs_figures_one_count(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y)
{
    hs_str act = hs_synonym(hs_str_of(hs_doc_str(a, x->event))), other = hs_synonym(hs_str_of(hs_doc_str(b, y->event)));
    hs_dec twice, low = size_of(x), high = size_of(y);
    if (hs_dec_cmp(low, high) > 0) {
        hs_dec swap = low;
        low = high;
        high = swap;
    }
    bool near = hs_dec_mul(low, hs_dec_int(2), &twice) && hs_dec_cmp(high, twice) <= 0;
    return near && (!act.n || !other.n || (hs_str_eq(act, other) && hs_counted_act(act)));
}

hs_relation hs_figures_relation(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y, hs_buf *why)
{
    if (equal_ends(x, y)) {
        hs_buf_str(why, x->approximate == y->approximate ? "equal" : "equal, one of them approximate");
        return HS_SAME;
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
    if (!x->unit && !same_ref(a, x->counted, b, y->counted)) {
        hs_buf_printf(why, "“%s” and “%s” are not counted alike", hs_doc_str(a, x->counted), hs_doc_str(b, y->counted));
        return HS_SCOPE;
    }
    if (days && !x->unit) {
        bool a_first = a->published_day < b->published_day;
        bool grows = (hs_dec_cmp(size_of(x), size_of(y)) < 0) == a_first;
        char early[HS_DAY_TEXT], late[HS_DAY_TEXT];
        hs_day_text(a_first ? a->published_day : b->published_day, early);
        hs_day_text(a_first ? b->published_day : a->published_day, late);
        hs_buf_printf(why, "%s by %s than on %s", grows ? "more" : "fewer", late, early);
        return HS_LATER;
    }
    hs_buf_str(why, "neither range, nor scope, nor date explains it");
    return HS_DIFFERS;
}
