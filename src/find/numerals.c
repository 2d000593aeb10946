#include "find/numerals.h"

#include <string.h>

static hs_dec power(int e)
{
    return (hs_dec){1, e};
}

static hs_dec scale_of(int8_t value)
{
    return value == -1 ? (hs_dec){12, 0} : power(value);
}

/* ---- digits ---- */

static bool glued_digits(const hs_pieces *a, uint32_t i, uint32_t n)
{
    return hs_piece_at(a, i)->glued && hs_piece_digits(a, i) == n;
}

/* Groups of three behind piece i, each after the glued mark sep; returns the number of groups. Indian groups (2,2,3)
 * pass where the last has three. */
static uint32_t groups(const hs_pieces *a, uint32_t i, uint32_t sep)
{
    uint32_t n = 0;
    bool indian = false;
    for (uint32_t k = i + 1; hs_piece_mark(a, k, sep) && hs_piece_at(a, k)->glued; k += 2) {
        uint32_t len = hs_piece_at(a, k + 1)->glued ? hs_piece_digits(a, k + 1) : 0;
        if (len == 2 && !(n && !indian)) {
            indian = true;
        } else if (len != 3) {
            break;
        }
        if (++n > 6) return 0;
        if (indian && len == 3) break;
    }
    if (!n) return 0;
    uint32_t last = hs_piece_digits(a, i + 2 * n);
    if (last != 3) return 0;
    bool more = hs_piece_mark(a, i + 2 * n + 1, sep) && glued_digits(a, i + 2 * n + 2, 3);
    return hs_piece_digits(a, i) > (indian ? 2 : 3) || more ? 0 : n;
}

/* "40 000", "1 234 567": single spaces; one group alone must be round, so that "in 15 300 cases" stays two numbers. */
static uint32_t spaced_groups(const hs_pieces *a, uint32_t i)
{
    uint32_t n = 0;
    hs_span before = hs_piece_at(a, i)->at;
    if (before.n > 3 || hs_piece_at(a, i)->code == 0) return 0;
    for (uint32_t k = i + 1; hs_piece_digits(a, k) == 3; k++) {
        hs_span at = hs_piece_at(a, k)->at;
        if (at.at - hs_span_end(before) == 0 || at.at - hs_span_end(before) > 3) break;
        before = at;
        if (++n > 6) return 0;
    }
    if (!n || (hs_piece_at(a, i + n + 1)->kind == HS_PIECE_DIGITS)) return 0;
    hs_span gap = hs_piece_at(a, i + 1)->at, first = hs_piece_at(a, i)->at;
    bool thin = gap.at - hs_span_end(first) > 1;
    return n > 1 || thin || hs_piece_at(a, i + 1)->code % 100 == 0 ? n : 0;
}

/* "230 , 000", as tokenised texts have it: a blank before the comma, and noughts behind it. */
static uint32_t noughts_apart(const hs_pieces *a, uint32_t i)
{
    uint32_t n = 0;
    while (hs_piece_mark(a, i + 2 * n + 1, ',') && !hs_piece_at(a, i + 2 * n + 1)->glued &&
           hs_piece_digits(a, i + 2 * n + 2) == 3 && hs_piece_at(a, i + 2 * n + 2)->code == 0)
        n++;
    return hs_piece_digits(a, i) <= 3 ? n : 0;
}

static bool push_digits(hs_dec *v, const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->code == UINT64_MAX) return false;
    for (uint32_t k = 0; k < x->at.n; k++)
        if (__builtin_mul_overflow(v->m, 10, &v->m)) return false;
    return !__builtin_add_overflow(v->m, (int64_t)x->code, &v->m);
}

/* Digits with grouping and a decimal part from piece i; *end behind them. */
static bool read_digits(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v)
{
    uint32_t k = i;
    *v = (hs_dec){0, 0};
    if (hs_piece_mark(a, i, '.') && hs_piece_at(a, i + 1)->glued && hs_piece_digits(a, i + 1)) {
        *end = i + 2;
        v->e = -(int32_t)hs_piece_digits(a, i + 1);
        return push_digits(v, a, i + 1);
    }
    if (!hs_piece_digits(a, i) || !push_digits(v, a, i)) return false;
    uint32_t point = '.', n = groups(a, i, ','), step = 2;
    if (!n && (n = groups(a, i, '.')) > 0) {
        bool european = n > 1 || (hs_piece_mark(a, i + 3, ',') && hs_piece_at(a, i + 3)->glued &&
                                  hs_piece_at(a, i + 4)->glued && hs_piece_digits(a, i + 4));
        n = european ? n : 0;
        point = european ? ',' : '.';
    }
    if (!n && !(n = groups(a, i, '\''))) n = groups(a, i, 0x2019);
    if (!n) n = noughts_apart(a, i);
    if (!n && (n = spaced_groups(a, i)) > 0) step = 1;
    for (uint32_t g = 0; g < n; g++) {
        k += step;
        if (!push_digits(v, a, k)) return false;
    }
    if (hs_piece_mark(a, k + 1, point) && hs_piece_at(a, k + 1)->glued && hs_piece_at(a, k + 2)->glued &&
        hs_piece_digits(a, k + 2) && hs_piece_digits(a, k + 2) < 12) {
        if (!push_digits(v, a, k + 2)) return false;
        v->e = -(int32_t)hs_piece_digits(a, k + 2);
        k += 2;
    }
    *v = hs_dec_norm(*v);
    *end = k + 1;
    return true;
}

/* ---- words ---- */

static uint32_t skip_hyphen(const hs_pieces *a, uint32_t i)
{
    return hs_piece_dash(a, i) ? i + 1 : i;
}

/* "fifty two", "fifty-two", "nineteen": under a hundred. */
static bool read_small(const hs_pieces *a, uint32_t i, uint32_t *end, int64_t *v)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->cls == HS_WORD_UNIT) {
        *v = x->value;
        *end = i + 1;
        return true;
    }
    if (x->cls != HS_WORD_TENS) return false;
    *v = x->value;
    *end = i + 1;
    uint32_t k = skip_hyphen(a, i + 1);
    const hs_piece *y = hs_piece_at(a, k);
    if (y->cls == HS_WORD_UNIT && y->value > 0 && y->value < 10) {
        *v += y->value;
        *end = k + 1;
    }
    return true;
}

static bool read_part(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v);

/* One group before a scale: digits, a small number, "a" before a scale word; with "hundred" inside. */
static bool read_group(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v)
{
    int64_t small = 0;
    bool digits = hs_piece_digits(a, i) || hs_piece_mark(a, i, '.');
    if (digits) {
        if (!read_digits(a, i, end, v)) return false;
    } else if (read_small(a, i, end, &small)) {
        *v = hs_dec_int(small);
    } else if ((hs_piece_is(a, i, "a") || hs_piece_is(a, i, "an")) && hs_piece_at(a, i + 1)->cls == HS_WORD_SCALE &&
               hs_piece_at(a, i + 1)->at.n != 2) {
        *v = hs_dec_int(1);
        *end = i + 1;
    } else {
        return false;
    }
    uint32_t k = skip_hyphen(a, *end);
    if (!(hs_piece_is(a, k, "hundred") && (k == *end || !digits))) return true;
    hs_dec rest, sum;
    uint32_t e = k + 1;
    if (!hs_dec_mul(*v, power(2), v)) return false;
    *end = e;
    bool and = hs_piece_is(a, e, "and");
    uint32_t from = and? e + 1 : skip_hyphen(a, e);
    bool tail =
        hs_piece_digits(a, from) ? digits && and&&read_digits(a, from, &e, &rest) : read_small(a, from, &e, &small);
    uint32_t part_end;
    hs_dec part;
    if (!tail || (and&&read_part(a, from, &part_end, &part))) return true; /* "one hundred and three quarters" */
    if (!hs_piece_digits(a, from)) rest = hs_dec_int(small);
    uint32_t behind = skip_hyphen(a, e);
    bool fits = rest.m > 0 && hs_dec_cmp(rest, hs_dec_int(100)) < 0 && !hs_piece_is(a, behind, "hundred");
    if (fits && hs_dec_add(*v, rest, &sum)) {
        *v = sum;
        *end = e;
    }
    return true;
}

/* A scale behind a group: a word, or a suffix glued to digits (k, m, bn). Returns pieces taken. */
static uint32_t read_scale(const hs_pieces *a, uint32_t i, bool digits, hs_dec *scale)
{
    uint32_t k = i;
    if (hs_piece_dash(a, i) && hs_piece_at(a, i + 1)->cls == HS_WORD_SCALE && hs_piece_at(a, i + 1)->glued) k++;
    const hs_piece *x = hs_piece_at(a, k);
    size_t n = strlen(x->low);
    bool plural = n > 1 && x->low[n - 1] == 's' && x->value != -1 && x->value != 5 && x->value != 7;
    bool mega = digits && x->upper && x->at.n == 1 && hs_piece_is(a, k, "m") && !x->glued && k == i &&
                hs_piece_at(a, k + 1)->kind == HS_PIECE_MARK && !hs_piece_at(a, k + 1)->glued;
    if (mega) { /* "1.5 M" */
        *scale = power(6);
        return 1;
    }
    if (x->cls == HS_WORD_SCALE && !plural && (!x->abbrev || digits)) {
        *scale = scale_of(x->value);
        return k + 1 - i;
    }
    if (!digits) return 0;
    if (hs_piece_is(a, i, "dzs") || hs_piece_is(a, i, "doz") || hs_piece_is(a, i, "dozs")) {
        *scale = (hs_dec){12, 0};
        return 1;
    }
    bool k_suffix = hs_piece_is(a, i, "k"), b_suffix = x->glued && (hs_piece_is(a, i, "b") || hs_piece_is(a, i, "tn"));
    if (!k_suffix && !b_suffix) return 0;
    *scale = power(k_suffix ? 3 : n == 1 ? 9 : 12);
    return 1;
}

static bool is_and(const hs_pieces *a, uint32_t i)
{
    return hs_piece_is(a, i, "and");
}

/* "and a half", "and three quarters", "1/4" behind a number at piece i. */
static bool read_part(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v)
{
    static const char *const halves[] = {"a half", "one half", "half", NULL};
    static const char *const quarters[] = {"a quarter", "one quarter", NULL};
    for (int h = 0; halves[h]; h++) {
        uint32_t n = hs_pieces_match(a, i, halves[h]);
        bool joined = n && hs_piece_dash(a, i + n) && hs_piece_at(a, i + n)->glued &&
                      hs_piece_at(a, i + n + 1)->glued && hs_piece_at(a, i + n + 1)->cls == HS_WORD_OTHER &&
                      !hs_piece_is(a, i + n + 1, "a");
        if (!n || joined) continue; /* "one half-sister" */
        *end = i + n;
        *v = (hs_dec){5, -1};
        return true;
    }
    for (int q = 0; quarters[q]; q++) {
        uint32_t n = hs_pieces_match(a, i, quarters[q]);
        if (!n) continue;
        *end = i + n;
        *v = (hs_dec){25, -2};
        return true;
    }
    int64_t num = 0;
    uint32_t e;
    bool one = hs_piece_is(a, i, "a") || hs_piece_is(a, i, "an");
    if (one) {
        num = 1;
        e = i + 1;
    } else if (!read_small(a, i, &e, &num)) {
        return false;
    }
    uint32_t k = skip_hyphen(a, e), behind = skip_hyphen(a, k + 1);
    const hs_piece *x = hs_piece_at(a, k), *y = hs_piece_at(a, behind);
    int64_t den = 0;
    bool plural = x->low[0] && x->low[strlen(x->low) - 1] == 's';
    if (x->cls == HS_WORD_ORDINAL && x->value > 2 && (plural == (num > 1))) {
        den = x->value;
        *end = k + 1;
    } else if (x->cls == HS_WORD_TENS && y->cls == HS_WORD_ORDINAL && y->value < 10 && num == 1) {
        den = x->value + y->value;
        *end = behind + 1;
    } else if (x->cls == HS_WORD_PERIOD && x->value == HS_QUARTERS && (plural == (num > 1)) && num < 10) {
        den = 4;
        *end = k + 1;
    } else if (x->cls == HS_WORD_ORDSCALE && (plural || one)) {
        *end = k + 1;
        return hs_dec_div(hs_dec_int(num), scale_of(x->value), v);
    }
    return den && hs_dec_div(hs_dec_int(num), hs_dec_int(den), v);
}

/* "1/4" in glued digits, small, or a vulgar fraction sign. */
static bool read_slash(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v)
{
    static const struct {
        uint32_t code;
        int num, den;
    } signs[] = {{0xBC, 1, 4},   {0xBD, 1, 2},   {0xBE, 3, 4},   {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5},
                 {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5}, {0x215B, 1, 8}, {0x215C, 3, 8}, {0x215D, 5, 8}};
    const hs_piece *x = hs_piece_at(a, i), *z = hs_piece_at(a, i + 2);
    if (x->kind == HS_PIECE_MARK) {
        for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
            if (signs[s].code == x->code) {
                *end = i + 1;
                return hs_dec_div(hs_dec_int(signs[s].num), hs_dec_int(signs[s].den), v);
            }
        return false;
    }
    bool shape = hs_piece_digits(a, i) && hs_piece_digits(a, i) < 4 && hs_piece_mark(a, i + 1, '/') &&
                 hs_piece_at(a, i + 1)->glued && z->glued && hs_piece_digits(a, i + 2) && hs_piece_digits(a, i + 2) < 4;
    if (!shape || z->code < 2 || x->code == 0 || x->code >= z->code) return false;
    if (hs_piece_mark(a, i + 3, '/') && hs_piece_at(a, i + 3)->glued) return false;
    *end = i + 3;
    return hs_dec_div(hs_dec_int((int64_t)x->code), hs_dec_int((int64_t)z->code), v);
}

/* ---- the whole ---- */

static bool decimal_words(const hs_pieces *a, uint32_t i, uint32_t *end, hs_dec *v)
{
    hs_dec frac = {0, 0};
    uint32_t k = i, n = 0;
    for (;; n++) {
        const hs_piece *x = hs_piece_at(a, k);
        if (x->cls == HS_WORD_UNIT && x->value < 10 && n < 12) {
            frac = (hs_dec){frac.m * 10 + x->value, frac.e - 1};
            k++;
        } else if (x->cls == HS_WORD_TENS && n == 0) {
            int64_t small;
            read_small(a, k, &k, &small);
            frac = small % 10 ? (hs_dec){small, -2} : (hs_dec){small / 10, -1};
            n++;
            break;
        } else {
            break;
        }
    }
    if (!n || !hs_dec_add(*v, frac, v)) return false;
    *end = k;
    return true;
}

/* Groups with falling scales: "four thousand three hundred and twenty-one". */
static bool read_cardinal(const hs_pieces *a, uint32_t i, hs_numeral *out)
{
    hs_dec total = {0, 0}, last = {1, 30}, group, scale, part;
    uint32_t at = i, end, e;
    bool any = false;
    out->scale = hs_dec_int(1);
    while (read_group(a, at, &end, &group)) {
        bool digits = hs_piece_at(a, at)->kind != HS_PIECE_WORD;
        if (any && digits && !out->digits) break;
        if (any && group.m == 0) break;
        hs_dec unscaled = group;
        if (hs_piece_is(a, end, "point") && !decimal_words(a, end + 1, &end, &group)) break;
        if (is_and(a, end) && read_part(a, end + 1, &e, &part) && hs_piece_at(a, e)->cls == HS_WORD_SCALE) {
            if (!hs_dec_add(group, part, &group)) break;
            end = e;
        }
        uint32_t n = read_scale(a, end, digits, &scale);
        if (!n) scale = hs_dec_int(1);
        bool fits = hs_dec_cmp(scale, last) < 0 && (!any || hs_dec_cmp(group, hs_dec_int(1000)) < 0);
        hs_dec sum;
        if (!fits || !hs_dec_mul(group, scale, &group) || !hs_dec_add(total, group, &sum)) break;
        if (any && hs_dec_cmp(group, last) >= 0) break;
        if (!any) {
            out->digits = digits;
            out->base = unscaled;
        }
        if (n && !any) out->scale = scale;
        total = sum;
        any = true;
        at = out->end = end + n;
        last = scale;
        if (!n) break;
        if (is_and(a, at) && read_part(a, at + 1, &e, &part)) break;
        if (is_and(a, at)) at++;
    }
    out->value = total;
    return any;
}

static bool times(const hs_pieces *a, uint32_t at, hs_numeral *out)
{
    hs_dec scale, v;
    uint32_t k = at;
    if (hs_pieces_match(a, k, "of a"))
        k += 2;
    else if (hs_piece_is(a, k, "a"))
        k++;
    uint32_t n = read_scale(a, k, false, &scale);
    if (!n || !hs_dec_mul(out->value, scale, &v)) return false;
    out->value = v;
    out->scale = scale;
    out->end = k + n;
    return true;
}

/* "half", "a quarter", "two thirds": with the words behind that make them numbers and not something else. */
static bool read_fraction(const hs_pieces *a, uint32_t i, hs_numeral *out)
{
    if (read_slash(a, i, &out->end, &out->value)) {
        out->fraction = true;
        return true;
    }
    bool article = hs_piece_is(a, i, "a") || hs_piece_is(a, i, "an"), half = hs_piece_is(a, i, "half");
    bool quarter = hs_piece_is(a, i, "quarter") && hs_piece_at(a, i + 1)->cls == HS_WORD_SCALE;
    if (quarter) {
        out->value = (hs_dec){25, -2};
        out->end = i + 1;
    } else if (!read_part(a, i, &out->end, &out->value)) {
        return false;
    }
    out->fraction = true;
    if (times(a, out->end, out)) return true;
    const hs_piece *next = hs_piece_at(a, out->end);
    bool of = hs_piece_is(a, out->end, "of") || hs_piece_is(a, out->end, "the") || hs_piece_is(a, out->end, "its") ||
              hs_piece_is(a, out->end, "their") || hs_piece_is(a, out->end, "all");
    if (half) return of || next->kind == HS_PIECE_MARK || !next->glued;
    bool ordinal = article && hs_piece_at(a, i + 1)->cls == HS_WORD_ORDINAL; /* "a fourth, co-written with her" */
    return !article || of || (!ordinal && next->kind == HS_PIECE_MARK && !hs_piece_dash(a, out->end)) ||
           hs_piece_is(a, i + 1, "half");
}

static bool read_ordinal(const hs_pieces *a, uint32_t i, hs_numeral *out)
{
    static const char *const endings[] = {"nd", "rd", "st", "th"};
    out->ordinal = true;
    if (hs_piece_digits(a, i) && hs_piece_at(a, i + 1)->glued && hs_piece_in(a, i + 1, endings, 4)) {
        out->end = i + 2;
        out->digits = true;
        out->value = hs_dec_int((int64_t)hs_piece_at(a, i)->code);
        return hs_piece_at(a, i)->code != UINT64_MAX;
    }
    uint32_t k = i;
    hs_dec before = {0, 0};
    hs_numeral head = {0};
    if (hs_piece_at(a, i)->cls != HS_WORD_ORDINAL && hs_piece_at(a, i)->cls != HS_WORD_ORDSCALE) {
        if (!read_cardinal(a, i, &head) || head.digits) return false;
        before = head.value;
        k = skip_hyphen(a, head.end);
        if (is_and(a, k)) k++;
    }
    const hs_piece *x = hs_piece_at(a, k);
    out->end = k + 1;
    if (!x->low[0] || x->low[strlen(x->low) - 1] == 's') return false;
    if (x->cls == HS_WORD_ORDINAL) {
        if (before.m && (hs_dec_cmp(before, hs_dec_int(20)) < 0 || x->value > 19)) return false;
        return hs_dec_add(before, hs_dec_int(x->value), &out->value);
    }
    if (x->cls != HS_WORD_ORDSCALE || !before.m) return false;
    return hs_dec_mul(before, scale_of(x->value), &out->value);
}

/* "several hundred", "a few dozen", "a couple of thousand": the number of words before the scale; 0 where none. */
static uint32_t vague_lead(const hs_pieces *a, uint32_t i)
{
    static const char *const leads[] = {"several", "a few", "few", "a couple of", "a couple", NULL};
    for (int k = 0; leads[k]; k++) {
        uint32_t n = hs_pieces_match(a, i, leads[k]);
        const hs_piece *x = hs_piece_at(a, i + n);
        if (n && x->cls == HS_WORD_SCALE && !x->abbrev) return n;
    }
    return 0;
}

/* "dozens", "hundreds of thousands", "tens of millions", "several hundred": at least two of the unit. */
static bool read_indefinite(const hs_pieces *a, uint32_t i, hs_numeral *out)
{
    uint32_t lead = vague_lead(a, i);
    const hs_piece *x = hs_piece_at(a, i + lead);
    size_t n = strlen(x->low);
    hs_dec unit;
    if (lead) {
        unit = scale_of(x->value);
        i += lead;
    } else if (hs_piece_is(a, i, "tens")) {
        unit = hs_dec_int(10);
    } else if (hs_pieces_match(a, i, "scores of")) {
        unit = hs_dec_int(20);
    } else if (x->cls == HS_WORD_SCALE && n > 1 && x->low[n - 1] == 's' && !x->abbrev) {
        unit = scale_of(x->value);
    } else {
        return false;
    }
    out->end = i + 1;
    for (uint32_t k = i + 1; hs_piece_is(a, k, "of") && hs_piece_at(a, k + 1)->cls == HS_WORD_SCALE; k += 2) {
        if (!hs_dec_mul(unit, scale_of(hs_piece_at(a, k + 1)->value), &unit)) return false;
        out->end = k + 2;
    }
    if (hs_piece_is(a, i, "tens") && out->end == i + 1) return false;
    out->indefinite = true;
    return hs_dec_mul(unit, hs_dec_int(2), &out->value);
}

/* "one million and a half": the part is of the scale. "2 1/4", "twenty and three fifths" add to the number itself. */
static void add_part(const hs_pieces *a, hs_numeral *out)
{
    hs_dec part, sum;
    uint32_t end;
    bool slash = out->plain && read_slash(a, out->end, &end, &part);
    bool words = !slash && is_and(a, out->end) && read_part(a, out->end + 1, &end, &part);
    if (!slash && !words) return;
    if (!hs_dec_mul(part, out->scale, &part) || !hs_dec_add(out->value, part, &sum)) return;
    out->value = sum;
    out->end = end;
    out->plain = false;
}

/* "two out of three", "one in five", "one-in-five", "one in every 500" */
static bool out_of(const hs_pieces *a, hs_numeral *out)
{
    hs_numeral whole = {0};
    uint32_t at = out->end + 2, dash = hs_piece_dash(a, out->end) ? 1 : 0;
    bool in = hs_piece_is(a, out->end + dash, "in");
    if (in) at = out->end + 1 + dash + (hs_piece_dash(a, out->end + 1 + dash) ? 1 : 0);
    if (!in && !hs_pieces_match(a, out->end, "out of")) return false;
    at += hs_piece_is(a, at, "every");
    if (!read_cardinal(a, at, &whole) || whole.value.m <= 0) return false;
    const hs_piece *y = hs_piece_at(a, whole.end);
    bool round = whole.value.m < 10 && hs_dec_cmp(out->value, hs_dec_int(10)) < 0 && whole.end == at + 1;
    bool noun = y->kind == HS_PIECE_WORD && y->cls == HS_WORD_OTHER && !y->upper;
    if (in && !(round && (noun || dash))) return false; /* not "two in 2015", "one in five minutes" */
    if (hs_dec_cmp(out->value, whole.value) >= 0 || !hs_dec_div(out->value, whole.value, &out->value)) return false;
    out->end = whole.end;
    out->fraction = true;
    out->plain = false;
    return true;
}

bool hs_numeral_read(const hs_pieces *a, uint32_t i, hs_numeral *out)
{
    hs_numeral cardinal = {.first = i}, other = {.first = i};
    const hs_piece *x = hs_piece_at(a, i);
    *out = other;
    bool candidate = x->kind != HS_PIECE_WORD || (x->cls >= HS_WORD_UNIT && x->cls <= HS_WORD_ORDSCALE) ||
                     x->low[1] == '\0' || hs_piece_is(a, i, "an") || hs_piece_is(a, i, "half") ||
                     hs_piece_is(a, i, "quarter") || hs_piece_is(a, i, "tens") || hs_piece_is(a, i, "scores") ||
                     hs_piece_is(a, i, "several") || hs_piece_is(a, i, "few");
    if (!candidate) return false;
    bool got = read_cardinal(a, i, &cardinal);
    cardinal.plain = got && hs_piece_digits(a, i) && cardinal.end == i + 1;
    if (got) add_part(a, &cardinal);
    if (got && cardinal.value.m > 0) out_of(a, &cardinal);
    if (read_fraction(a, i, &other) && (!got || other.end > cardinal.end)) {
        *out = other;
        return true;
    }
    other = (hs_numeral){.first = i};
    if (read_ordinal(a, i, &other) && (!got || other.end > cardinal.end)) {
        *out = other;
        return true;
    }
    other = (hs_numeral){.first = i};
    if (!got && read_indefinite(a, i, &other)) {
        *out = other;
        return true;
    }
    *out = cardinal;
    return got;
}
