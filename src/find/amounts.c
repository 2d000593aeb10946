#include "find/amounts.h"

#include "find/uncounted.h"

#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* "one" counts only before a noun and not behind "no", "this", "the" …; "half" only as a share or of a scale. */
static bool weak_word(const hs_pieces *a, uint32_t i, const hs_numeral *n)
{
    static const char *const before[] = {"another", "any",  "each", "every", "first", "last", "no",    "other", "same",
                                         "second",  "some", "that", "the",   "these", "this", "those", "which"};
    static const char *const behind[] = {"another", "can",  "could", "day",   "does", "has",  "hopes",  "is",   "may",
                                         "might",   "more", "must",  "night", "of",   "or",   "should", "that", "thing",
                                         "time",    "to",   "was",   "way",   "who",  "will", "would"};
    static const char *const no_count[] = {"day", "days", "emission", "hour", "sum", "tolerance"};
    if (n->end != i + 1) return false;
    if (hs_piece_is(a, i, "zero") && hs_piece_in(a, i + 1 + hs_piece_dash(a, i + 1), no_count, COUNT(no_count)))
        return true; /* "a zero-day attack" */
    if (i > 1 && hs_piece_dash(a, i - 1) && hs_piece_at(a, i)->glued && hs_piece_is(a, i - 2, "no"))
        return true; /* no-one */
    const hs_piece *next = hs_piece_at(a, i + 1);
    if (hs_piece_is(a, i, "one")) {
        hs_unit unit;
        bool measured =
            hs_unit_behind(a, i + 1, false, &unit) && unit.kind != HS_UNIT_TIME && unit.kind != HS_UNIT_PERCENT;
        if (measured && (i == 0 || !hs_piece_in(a, i - 1, before, COUNT(before)) || hs_piece_is(a, i - 1, "that") ||
                         hs_piece_is(a, i - 1, "the")))
            return false;
        if (i > 0 && (hs_piece_is(a, i - 1, "minus") || hs_piece_is(a, i - 1, "negative"))) return false;
        if (i > 0 && hs_piece_in(a, i - 1, before, COUNT(before))) return true;
        bool range = hs_piece_is(a, i + 1, "or") || hs_piece_is(a, i + 1, "to");
        if (range && hs_piece_at(a, i + 2)->cls == HS_WORD_UNIT) return false; /* "one or two million" */
        if (next->kind != HS_PIECE_WORD) return !hs_piece_dash(a, i + 1) && a->v.n > 2;
        return next->upper || hs_piece_in(a, i + 1, behind, COUNT(behind));
    }
    if (!hs_piece_is(a, i, "half")) return false;
    static const char *const share[] = {"all", "its", "of", "the", "their"};
    static const char *const led[] = {"about", "almost", "around", "nearly", "over", "than"};
    if (i > 0 && (hs_piece_in(a, i - 1, before, COUNT(before)) || hs_piece_is(a, i - 1, "in"))) return true;
    if (i > 0 && hs_piece_in(a, i - 1, led, COUNT(led))) return false;
    return !hs_piece_in(a, i + 1, share, COUNT(share)) || hs_pieces_match(a, i + 1, "of the");
}

/* "third", "the second": counted as ordinals only before a plain noun, not in ranks and adverbs. */
static bool weak_ordinal(const hs_pieces *a, uint32_t k, const hs_numeral *n)
{
    const hs_piece *next = hs_piece_at(a, n->end);
    if (k > 0 && hs_piece_is(a, k - 1, "than")) return true; /* «less than first thought» */
    if (n->digits) return next->upper;
    if (next->kind != HS_PIECE_WORD || next->upper) return true;
    return hs_piece_is(a, n->end, "of") || hs_piece_is(a, n->end, "time") || next->cls == HS_WORD_PERIOD;
}

static bool minus(const hs_pieces *a, uint32_t i)
{
    if (hs_piece_is(a, i, "minus") || hs_piece_is(a, i, "negative"))
        return hs_piece_digits(a, i + 1) ||
               (hs_piece_at(a, i + 1)->cls >= HS_WORD_UNIT && hs_piece_at(a, i + 1)->cls <= HS_WORD_TENS);
    const hs_piece *x = hs_piece_at(a, i);
    bool sign = x->kind == HS_PIECE_MARK && (x->code == '-' || x->code == 0x2212);
    bool free = i == 0 || (!x->glued && hs_piece_at(a, i - 1)->kind != HS_PIECE_DIGITS);
    return sign && free && hs_piece_digits(a, i + 1) && (hs_piece_at(a, i + 1)->glued || i == 0);
}

/* The letter behind digits that is millions after money or before things counted, metres otherwise. */
static bool millions(const hs_pieces *a, uint32_t i, bool money)
{
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 1);
    if (!hs_piece_is(a, i, "m") || (!x->glued && !money)) return false;
    if (money) return true;
    size_t n = strlen(y->low);
    bool people = hs_piece_is(a, i + 1, "people") || (n > 3 && y->low[n - 1] == 's' && !y->upper);
    hs_unit unit;
    return people || (x->upper && y->kind == HS_PIECE_WORD) || hs_unit_behind(a, i + 1, false, &unit);
}

static bool rescale(hs_amount *out, int power)
{
    hs_dec scale = {1, power};
    if (!hs_dec_mul(out->value, scale, &out->value)) return false;
    out->number.scale = scale;
    out->number.base = out->number.value;
    return true;
}

/* "15 dollars 50", "thirteen dollars and fifty." */
static void add_cents(const hs_pieces *a, hs_amount *out)
{
    uint32_t k = out->end + (hs_piece_is(a, out->end, "and") ? 1 : 0);
    hs_numeral n;
    if (hs_piece_at(a, out->end - 1)->kind != HS_PIECE_WORD || out->value.e < 0 || out->value.e > 6) return;
    if (!hs_numeral_read(a, k, &n) || n.ordinal || n.fraction || n.value.e < 0 || n.value.e > 1 || n.value.m < 1)
        return;
    int64_t cents = n.value.e ? n.value.m * 10 : n.value.m, whole = out->value.m;
    bool ends = hs_piece_at(a, n.end)->kind == HS_PIECE_MARK && !hs_piece_dash(a, n.end);
    if (cents > 99 || cents < 10 || !ends || whole > 1000000) return;
    for (int e = out->value.e; e > 0; e--) whole *= 10;
    out->value = hs_dec_norm((hs_dec){whole * 100 + cents, -2});
    out->end = n.end;
}

/* "5 feet 2 inches", "5 ft and 2 in": in feet. */
static void add_inches(const hs_pieces *a, hs_amount *out)
{
    uint32_t k = out->end + (hs_piece_is(a, out->end, "and") ? 1 : 0);
    hs_numeral n;
    hs_dec feet;
    if (!hs_numeral_read(a, k, &n) || n.ordinal || n.value.m <= 0 || hs_dec_cmp(n.value, hs_dec_int(12)) >= 0) return;
    if (!hs_piece_in(a, n.end, (const char *const[]){"in", "inch", "inches"}, 3)) return;
    if (hs_piece_is(a, n.end, "in") && !hs_piece_is(a, out->end - 1, "ft")) return; /* "rose 5 feet, 2 in one day" */
    if (hs_dec_div(n.value, hs_dec_int(12), &feet) && hs_dec_add(out->value, feet, &out->value)) out->end = n.end + 1;
}

/* "two hours and a half" */
static void add_half(const hs_pieces *a, hs_amount *out)
{
    if (out->value.e < 0 || !hs_pieces_match(a, out->end, "and a half")) return;
    if (hs_dec_add(out->value, (hs_dec){5, -1}, &out->value)) out->end += 3;
}

/* The unit behind: the one before it (a currency) goes first; "$5 million", "$300 US". */
static bool read_unit(const hs_pieces *a, hs_amount *out, bool money)
{
    hs_unit unit;
    bool digits = hs_piece_at(a, out->end - 1)->kind == HS_PIECE_DIGITS;
    if (out->number.indefinite && hs_piece_is(a, out->end, "of") && hs_unit_behind(a, out->end + 1, false, &unit)) {
        out->unit = unit; /* "thousands of euros" */
        out->end = unit.end;
        return true;
    }
    if (digits && millions(a, out->end, money)) {
        if (!rescale(out, 6)) return false;
        out->end++;
        digits = false;
    }
    if (hs_unit_behind(a, out->end, digits, &unit)) {
        bool same = money && unit.kind == HS_UNIT_MONEY && !hs_unit_before(a, unit.end - 1, &(hs_unit){0});
        if (money && !same) return true;
        if (unit.scale && !rescale(out, unit.scale)) return false;
        if (!money || unit.kind == HS_UNIT_MONEY) {
            bool next_price = unit.kind == HS_UNIT_MONEY && hs_piece_at(a, unit.end - 1)->kind == HS_PIECE_MARK &&
                              hs_piece_digits(a, unit.end) && !money && !hs_piece_at(a, out->end)->glued;
            if (next_price) return true; /* "1 $10 bill" */
            if (!money) out->unit = unit;
            out->end = unit.end;
            if (!money && unit.kind == HS_UNIT_MONEY) add_cents(a, out);
            if (strcmp(unit.code, "ft") == 0) add_inches(a, out);
            if (unit.kind == HS_UNIT_TIME || unit.kind == HS_UNIT_MEASURE) add_half(a, out);
        }
    }
    return true;
}

/* "an hour and a half", "a mile and a half" */
static bool one_and_half(const hs_pieces *a, uint32_t i, hs_amount *out)
{
    hs_unit unit;
    if (!hs_piece_is(a, i, "a") && !hs_piece_is(a, i, "an")) return false;
    if (!hs_pieces_match(a, i + 2, "and a half") || !hs_unit_behind(a, i + 1, false, &unit)) return false;
    if (unit.end != i + 2 || (unit.kind != HS_UNIT_TIME && unit.kind != HS_UNIT_MEASURE)) return false;
    *out = (hs_amount){.first = i, .end = i + 5, .unit = unit, .value = {15, -1}};
    out->number = (hs_numeral){.first = i, .end = i + 5, .value = {15, -1}, .scale = {1, 0}, .base = {15, -1}};
    return true;
}

bool hs_amount_read(const hs_pieces *a, uint32_t i, hs_amount *out)
{
    if (one_and_half(a, i, out)) return true;
    *out = (hs_amount){.first = i};
    uint32_t k = i;
    bool negative = minus(a, k);
    k += negative;
    bool money = hs_unit_before(a, k, &out->unit);
    if (money) k = out->unit.end;
    if (hs_uncounted(a, k) && !(money && hs_uncounted_label(a, k))) return false;
    if (!hs_numeral_read(a, k, &out->number)) return false;
    const hs_numeral *n = &out->number;
    if (money && (n->ordinal || n->fraction || n->indefinite) && !n->digits) return false;
    if (weak_word(a, k, n) || (n->ordinal && weak_ordinal(a, k, n))) return false;
    out->value = n->value;
    if (negative) out->value.m = -out->value.m;
    out->end = n->end;
    if (n->ordinal) return true;
    return read_unit(a, out, money);
}
