/* Figures as ranges. A bound ("at least", "up to") is part of the figure's span, an approximator ("about", "some") is a
 * flag. "More than 100" and "at least 100" both have the low end 100: reports use them for one another. "Nearly 300" is
 * approximately 300. "Dozens" is approximately [24, none), "hundreds of thousands" [200000, none): two of the unit at
 * least. "As many as 50" is (none, 50]. "Nobody" and "no casualties" are 0. Years, times, scores, telephone numbers and
 * numbers in names are no figures; a date's digits are none either. */
#include "find/amounts.h"
#include "find/counted.h"
#include "find/find.h"
#include "find/uncounted.h"

#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

typedef struct {
    hs_doc *d;
    hs_pieces a;
    uint32_t date; /* first date that ends behind the piece in hand */
} finder;

typedef enum { EXACT, LOW, HIGH } bound;

static const struct {
    const char *words;
    bound how;
} bounds_before[] = {{"a maximum of", HIGH},
                     {"a minimum of", LOW},
                     {"above", LOW},
                     {"anywhere up to", HIGH},
                     {"as little as", LOW},
                     {"as high as", HIGH},
                     {"as many as", HIGH},
                     {"as much as", HIGH},
                     {"as few as", LOW},
                     {"as low as", LOW},
                     {"at a minimum", LOW},
                     {"at the least", LOW},
                     {"at least", LOW},
                     {"at most", HIGH},
                     {"below", HIGH},
                     {"bigger than", LOW},
                     {"deeper than", LOW},
                     {"equal to or less than", HIGH},
                     {"equal to or more than", LOW},
                     {"equal to", EXACT},
                     {"exceed", LOW},
                     {"exceeded", LOW},
                     {"exceeding", LOW},
                     {"exceeds", LOW},
                     {"farther than", LOW},
                     {"faster than", LOW},
                     {"fewer than", HIGH},
                     {"further than", LOW},
                     {"greater than or equal to", LOW},
                     {"greater than", LOW},
                     {"heavier than", LOW},
                     {"higher than", LOW},
                     {"in excess of", LOW},
                     {"larger than", LOW},
                     {"less than or equal to", HIGH},
                     {"less than", HIGH},
                     {"longer than", LOW},
                     {"lower than", HIGH},
                     {"maximum of", HIGH},
                     {"minimum of", LOW},
                     {"more than or equal to", LOW},
                     {"more than", LOW},
                     {"no greater than", HIGH},
                     {"no shorter than", LOW},
                     {"no younger than", LOW},
                     {"no higher than", HIGH},
                     {"no larger than", HIGH},
                     {"no longer than", HIGH},
                     {"no fewer than", LOW},
                     {"no lower than", LOW},
                     {"no older than", HIGH},
                     {"no less than", LOW},
                     {"no more than", HIGH},
                     {"not greater than", HIGH},
                     {"not higher than", HIGH},
                     {"not larger than", HIGH},
                     {"not longer than", HIGH},
                     {"not fewer than", LOW},
                     {"not lower than", LOW},
                     {"not exceeding", HIGH},
                     {"not less than", LOW},
                     {"not more than", HIGH},
                     {"not above", HIGH},
                     {"not below", LOW},
                     {"not under", LOW},
                     {"not over", HIGH},
                     {"older than", LOW},
                     {"over", LOW},
                     {"shorter than", HIGH},
                     {"slower than", HIGH},
                     {"smaller than", HIGH},
                     {"taller than", LOW},
                     {"under", HIGH},
                     {"up to", HIGH},
                     {"upward of", LOW},
                     {"upwards of", LOW},
                     {"well above", LOW},
                     {"well below", HIGH},
                     {"well under", HIGH},
                     {"well over", LOW},
                     {"wider than", LOW},
                     {"younger than", HIGH}};

static const struct {
    const char *words;
    bound how;
} bounds_behind[] = {{"and above", LOW}, {"and more", LOW}, {"and over", LOW}, {"and up", LOW},    {"and upwards", LOW},
                     {"at least", LOW},  {"at most", HIGH}, {"or above", LOW}, {"or fewer", HIGH}, {"or greater", LOW},
                     {"or less", HIGH},  {"or more", LOW},  {"or over", LOW},  {"or under", HIGH}, {"plus", LOW}};

static const char *const change_words[] = {
    "climbed",   "cut",        "cuts",    "declined", "dipped", "doubled", "down",   "drop",   "dropped",
    "expanded",  "fall",       "fallen",  "fell",     "gone",   "grew",    "grow",   "grown",  "increase",
    "increased", "increasing", "jumped",  "lowered",  "moved",  "plunged", "raise",  "raised", "reduced",
    "reducing",  "rise",       "risen",   "rising",   "rose",   "shrank",  "shrunk", "slid",   "slipped",
    "soared",    "surged",     "swelled", "up",       "went"};

static uint32_t bound_before(const finder *f, uint32_t i, bound *how)
{
    const hs_piece *x = hs_piece_at(&f->a, i);
    if (x->kind != HS_PIECE_WORD || !x->low[0] || !strchr("abdefghilmnostuwy", x->low[0])) return 0;
    for (size_t k = 0; k < COUNT(bounds_before); k++) {
        uint32_t n = hs_pieces_match(&f->a, i, bounds_before[k].words);
        *how = bounds_before[k].how;
        if (n) return n;
    }
    return 0;
}

static uint32_t bound_behind(const finder *f, uint32_t i, bound *how)
{
    *how = LOW;
    if (hs_piece_mark(&f->a, i, '+') && hs_piece_at(&f->a, i)->glued) return 1;
    for (size_t k = 0; k < COUNT(bounds_behind); k++) {
        uint32_t n = hs_pieces_match(&f->a, i, bounds_behind[k].words);
        *how = bounds_behind[k].how;
        bool again = n && hs_piece_at(&f->a, i + n)->kind == HS_PIECE_DIGITS; /* "100 and more 20" */
        if (n && !again && !hs_piece_is(&f->a, i + n, "than")) return n;
    }
    return 0;
}

static bool approximate(const hs_pieces *a, uint32_t i)
{
    static const char *const sorted[] = {"about", "almost",    "approx", "approximately", "around", "ca",
                                         "circa", "estimated", "nearly", "roughly",       "some"};
    if (i == 0) return false;
    if (hs_piece_in(a, i - 1, sorted, COUNT(sorted))) return true;
    if (hs_piece_mark(a, i - 1, '~') || hs_piece_mark(a, i - 1, 0x2248)) return true;
    if (i > 1 && hs_piece_mark(a, i - 1, '.') && hs_piece_at(a, i - 1)->glued)
        return hs_piece_in(a, i - 2, sorted, COUNT(sorted));
    return i > 1 && hs_pieces_match(a, i - 2, "close to") > 0;
}

static bool approximate_behind(const hs_pieces *a, uint32_t i)
{
    return hs_pieces_match(a, i, "or so") || (hs_piece_dash(a, i) && hs_piece_is(a, i + 1, "odd"));
}

/* True where the bytes lie in a date. Dates ascend and so do calls. */
static bool dated(finder *f, uint32_t i)
{
    const hs_piece *x = hs_piece_at(&f->a, i);
    while (f->date < f->d->dates.n && hs_span_end(f->d->dates.v[f->date].at) <= x->at.at) f->date++;
    return f->date < f->d->dates.n && f->d->dates.v[f->date].at.at <= x->at.at;
}

static bool same_unit(const hs_amount *x, const hs_amount *y)
{
    if (x->number.ordinal != y->number.ordinal || x->number.indefinite || y->number.indefinite) return false;
    return !x->unit.code[0] || !y->unit.code[0] || strcmp(x->unit.code, y->unit.code) == 0;
}

/* "5 to 7 million", "two to three hundred": the left number takes the right one's scale where it is smaller without. */
static bool share_scale(const hs_pieces *a, hs_amount *x, const hs_amount *y)
{
    bool hundred = hs_piece_is(a, y->number.end - 1, "hundred") && y->number.end == y->first + 2;
    hs_dec v, scale = hundred ? (hs_dec){1, 2} : y->number.scale, base = y->number.base;
    if (hundred) base = (hs_dec){y->value.m, y->value.e - 2};
    if (hs_dec_cmp(x->number.scale, hs_dec_int(1)) != 0 || hs_dec_cmp(scale, hs_dec_int(1)) <= 0) return false;
    if (hs_dec_cmp(x->value, base) >= 0 || !hs_dec_mul(x->value, scale, &v)) return false;
    x->value = v;
    return true;
}

static bool changed(const hs_pieces *a, uint32_t from)
{
    for (uint32_t k = from; k > 0 && from - k < 6; k--) {
        if (hs_piece_at(a, k - 1)->kind == HS_PIECE_MARK && !hs_piece_dash(a, k - 1)) return false;
        if (hs_piece_in(a, k - 1, change_words, COUNT(change_words))) return true;
    }
    return false;
}

/* "three or four", "forty or fifty": alternatives so close that they are a range. */
static bool neighbours(hs_dec x, hs_dec y)
{
    if (x.e < 0 || y.e < 0 || hs_dec_cmp(y, hs_dec_int(100)) > 0 || hs_dec_cmp(x, hs_dec_int(100)) > 0) return false;
    int64_t low = x.m * (x.e ? 10 : 1), high = y.m * (y.e == 2 ? 100 : y.e ? 10 : 1);
    return high - low <= 5 || (high - low == 10 && low % 10 == 0);
}

/* Behind the amount x at `first`: a second one that makes both a range. */
static bool second(finder *f, uint32_t first, bool between, bool from, hs_amount *x, hs_amount *y)
{
    const hs_pieces *a = &f->a;
    uint32_t k = x->end;
    bool dash = hs_piece_dash(a, k), to = hs_piece_is(a, k, "to") || hs_piece_is(a, k, "through");
    bool and = between && hs_piece_is(a, k, "and"), or = hs_piece_is(a, k, "or");
    if (!dash && !to && !and&&! or) return false;
    if (dash && hs_piece_at(a, k)->glued != hs_piece_at(a, k + 1)->glued) return false;
    if (dated(f, k + 1) || !hs_amount_read(a, k + 1, y) || !same_unit(x, y)) return false;
    if (to && (from || changed(a, first)) && changed(a, first)) return false;
    bool shared = share_scale(a, x, y);
    if (hs_dec_cmp(x->value, y->value) >= 0) return false;
    if (x->number.fraction != y->number.fraction && !y->unit.code[0]) return false;
    if (or &&shared) return x->number.end == k; /* "one or two million" */
    if (or) return x->number.end == k && neighbours(x->value, y->value);
    return true;
}

static void set_end(hs_figure *g, bound how, const hs_amount *x)
{
    if (how != HIGH) {
        g->low = hs_dec_norm(x->value);
        g->has_low = 1;
    }
    if (how != LOW && !x->number.indefinite) {
        g->high = hs_dec_norm(x->value);
        g->has_high = 1;
    }
}

/* "$100 a share", "per person", "12 cents each", "50 km/h" */
static uint32_t read_per(finder *f, uint32_t i, const hs_amount *x, hs_figure *g)
{
    const hs_pieces *a = &f->a;
    bool per = hs_piece_is(a, i, "per") || (hs_piece_mark(a, i, '/') && hs_piece_at(a, i)->glued);
    bool article = (hs_piece_is(a, i, "a") || hs_piece_is(a, i, "an")) &&
                   (x->unit.kind == HS_UNIT_MONEY || hs_piece_at(a, i + 1)->cls == HS_WORD_PERIOD) &&
                   x->unit.kind != HS_UNIT_TIME;
    const hs_piece *y = hs_piece_at(a, i + 1);
    if ((!per && !article) || y->kind != HS_PIECE_WORD || y->upper) return 0;
    if (article && (hs_piece_is(a, i + 1, "day") || y->cls != HS_WORD_OTHER || y->at.n > 2) == false) return 0;
    uint32_t t = hs_doc_token_at(f->d, y->at.at);
    g->per = t < f->d->tokens.n && f->d->tokens.v[t].at.at == y->at.at ? f->d->tokens.v[t].lemma
                                                                       : hs_doc_intern(f->d, hs_str_of(y->low));
    return 2;
}

/* "5 years old", "42-year-old", "aged 35", "Ann Berg, 45,": the unit is a year and what is counted is age. */
static uint32_t age_behind(const hs_pieces *a, uint32_t i)
{
    uint32_t n = hs_pieces_match(a, i, "of age");
    if (hs_piece_is(a, i, "old")) n = 1;
    if (hs_piece_dash(a, i) && (hs_piece_is(a, i + 1, "old") || hs_piece_is(a, i + 1, "olds"))) n = 2;
    return n;
}

/* "he was 26.", "she would have been 80 on Friday", "who turned 18 in May" */
static bool age_of_somebody(const hs_pieces *a, const hs_amount *x)
{
    static const char *const who[] = {"he", "she", "who"}, *const be[] = {"been", "is", "turned", "turns", "was"};
    static const char *const behind[] = {"and", "at", "but", "in", "on", "when"};
    uint32_t k = x->first;
    if (k < 2 || !hs_piece_in(a, k - 1, be, COUNT(be))) return false;
    k -= hs_piece_is(a, k - 1, "been") && k > 3 ? 3 : 1; /* "would have been" */
    bool ends = hs_piece_at(a, x->end)->kind == HS_PIECE_MARK && !hs_piece_dash(a, x->end);
    return hs_piece_in(a, k - 1, who, COUNT(who)) && (ends || hs_piece_in(a, x->end, behind, COUNT(behind)));
}

/* "aged nine, ten and 13": a list goes on from an age. */
static bool age_listed(const finder *f, const hs_amount *x)
{
    const hs_pieces *a = &f->a;
    const hs_piece *y = hs_piece_at(a, x->end);
    if (!f->d->figures.n || x->first < 2 || (y->kind == HS_PIECE_WORD && !hs_piece_is(a, x->end, "and"))) return false;
    const hs_figure *g = &f->d->figures.v[f->d->figures.n - 1];
    if (strcmp(hs_doc_str(f->d, g->counted), "age") != 0 ||
        !(hs_piece_at(a, x->end)->kind == HS_PIECE_MARK || y->low[0]))
        return false;
    uint32_t k = x->first;
    if (hs_piece_is(a, k - 1, "and") || hs_piece_is(a, k - 1, "or")) k--;
    if (k > 0 && hs_piece_mark(a, k - 1, ',')) k--;
    return k < x->first && k > 0 && hs_span_end(hs_piece_at(a, k - 1)->at) == hs_span_end(g->at);
}

static bool age_alone(const finder *f, const hs_amount *x)
{
    const hs_pieces *a = &f->a;
    if (x->number.ordinal || x->number.fraction || x->number.indefinite || x->unit.code[0]) return false;
    if (x->value.m < 0 || x->value.e < 0 || hs_dec_cmp(x->value, hs_dec_int(120)) > 0) return false;
    if (x->first > 0 && hs_piece_is(a, x->first - 1, "aged")) return true;
    if (x->first > 1 && hs_piece_is(a, x->first - 1, "between") && hs_piece_is(a, x->first - 2, "aged")) return true;
    static const char *const dies[] = {"dead", "died", "dies"};
    if (x->first > 1 && hs_piece_is(a, x->first - 1, "at") && hs_piece_in(a, x->first - 2, dies, COUNT(dies)))
        return true;
    if (age_listed(f, x)) return true;
    if (!x->number.plain) return false;
    if (x->first > 0 && hs_piece_is(a, x->first - 1, "age")) return true;
    if (age_of_somebody(a, x)) return true;
    bool commas = x->first > 1 && hs_piece_mark(a, x->first - 1, ',') &&
                  (hs_piece_mark(a, x->end, ',') || hs_piece_mark(a, x->end, ';')) &&
                  !hs_piece_at(a, x->end + 1)->upper;
    return commas && hs_piece_at(a, x->first - 2)->upper && x->value.m * (x->value.e ? 10 : 1) > 9 &&
           hs_piece_at(a, x->first - 2)->cls == HS_WORD_OTHER;
}

static void finish(finder *f, uint32_t first, uint32_t end, const hs_amount *x, hs_figure *g)
{
    const hs_pieces *a = &f->a;
    g->approximate =
        approximate(a, first) || approximate(a, x->first) || approximate_behind(a, end) || x->number.indefinite;
    g->ordinal = x->number.ordinal;
    uint32_t age = x->unit.kind == HS_UNIT_TIME || !x->unit.code[0] ? age_behind(a, end) : 0;
    bool alone = age_alone(f, x);
    end += age;
    g->at = hs_pieces_span(a, first, end);
    if (x->unit.code[0]) g->unit = hs_doc_intern(f->d, hs_str_of(x->unit.code));
    uint32_t behind = hs_span_end(g->at);
    if (age || alone) {
        if (!g->unit) g->unit = hs_doc_intern(f->d, HS_STR("a"));
        g->counted = hs_doc_intern(f->d, HS_STR("age"));
        return;
    }
    uint32_t per = read_per(f, end, x, g);
    if (per && x->unit.kind == HS_UNIT_MEASURE) g->at = hs_pieces_span(a, first, end + per); /* "50 km/h" */
    if (x->unit.kind == HS_UNIT_TIME) return;
    if (per && (x->unit.kind == HS_UNIT_MONEY || x->unit.kind == HS_UNIT_MEASURE)) return;
    bool plural = g->ordinal ? false : !(g->has_low && g->has_high && hs_dec_cmp(g->high, hs_dec_int(1)) == 0);
    hs_counted_find(f->d, g, behind, plural);
}

/* A second bound that closes the other end: "more than 10 and less than 20", "at most 100 and at least 20". */
static uint32_t other_end(finder *f, uint32_t end, bound how, hs_figure *g)
{
    const hs_pieces *a = &f->a;
    bound then;
    hs_amount y;
    if (!hs_piece_is(a, end, "and") && !hs_piece_is(a, end, "but")) return end;
    uint32_t n = bound_before(f, end + 1, &then);
    if (!n || then == how || !hs_amount_read(a, end + 1 + n, &y) || y.number.indefinite) return end;
    bool fits = then == LOW ? hs_dec_cmp(y.value, g->high) < 0 : hs_dec_cmp(g->low, y.value) < 0;
    if (!fits) return end;
    set_end(g, then, &y);
    return y.end;
}

/* "a Falcon 9 rocket", "Marine One landed", "DMCA 1201": a number that belongs to the name before it, by the tree; or
 * what would be counted is one thing only. */
static bool named(const finder *f, uint32_t i, const hs_amount *x, const hs_figure *g)
{
    const hs_doc *d = f->d;
    const hs_piece *b = i ? hs_piece_at(&f->a, i - 1) : NULL;
    bool word = hs_piece_at(&f->a, i)->cls == HS_WORD_UNIT && hs_piece_at(&f->a, i)->upper;
    if (!b || i != x->first || b->kind != HS_PIECE_WORD || !b->upper || b->cls != HS_WORD_OTHER) return false;
    if (x->unit.code[0] || (!x->number.plain && !word) || x->end != i + 1 || g->ordinal) return false;
    uint32_t t = hs_doc_token_at(d, hs_piece_at(&f->a, i)->at.at);
    if (t == 0 || t >= d->tokens.n || d->tokens.v[t - 1].upos != HS_PROPN) return false;
    if (d->tokens.v[t].head == t - 1) return true;
    uint32_t noun = g->counted_at.n ? hs_doc_token_at(d, hs_span_end(g->counted_at) - 1) : d->tokens.n;
    bool one = noun < d->tokens.n && strstr(hs_doc_str(d, d->tokens.v[noun].feats), "Number=Sing");
    return one && hs_dec_cmp(x->value, hs_dec_int(1)) != 0 &&
           (d->tokens.v[noun].upos == HS_NOUN || d->tokens.v[noun].upos == HS_PROPN);
}

static uint32_t figure(finder *f, uint32_t i)
{
    const hs_pieces *a = &f->a;
    hs_figure g = {0};
    hs_amount x, y;
    bound how = EXACT, tail;
    bool between = hs_piece_is(a, i, "between"), from = hs_piece_is(a, i, "from");
    uint32_t k = i + bound_before(f, i, &how);
    if (k == i) how = EXACT;
    k += k > i && (hs_piece_is(a, k, "about") || hs_piece_is(a, k, "the"));
    if (between || from) k = i + 1;
    if (between && hs_piece_is(a, k, "the")) k++;
    bool ages = between && hs_pieces_match(a, k, "ages of");
    k += ages ? 2 : 0;
    if (dated(f, k) || !hs_amount_read(a, k, &x)) return 0;
    if (how != EXACT && x.number.ordinal) return 0;
    if (hs_piece_is(a, i, "over") && x.unit.kind == HS_UNIT_TIME && !hs_piece_is(a, x.end, "ago") && i > 0) {
        how = EXACT; /* "a loan over three years" */
        i = k;
    }
    uint32_t end = x.end;
    bool range = how == EXACT && second(f, i, between, from, &x, &y);
    if (range) {
        set_end(&g, LOW, &x);
        set_end(&g, HIGH, &y);
        end = y.end;
        if (!x.unit.code[0]) x.unit = y.unit;
    } else {
        if (between || from) i = k;
        uint32_t n = how == EXACT && !x.number.ordinal ? bound_behind(f, end, &tail) : 0;
        if (n) how = tail;
        set_end(&g, how, &x);
        end += n;
        if (how != EXACT) end = other_end(f, end, how, &g);
    }
    finish(f, i, end, &x, &g);
    if (ages && !g.unit) {
        g.unit = hs_doc_intern(f->d, HS_STR("a"));
        g.counted = hs_doc_intern(f->d, HS_STR("age"));
        g.event = 0;
    }
    if (named(f, i, &x, &g)) return end;
    if (g.ordinal && !g.counted) return end; /* "it first appeared" */
    *HS_PUSH(f->d->figures) = g;
    hs_pieces const *p = a;
    while (end > i && end < p->v.n && hs_piece_at(p, end)->at.at < hs_span_end(g.at)) end++;
    return end;
}

/* "nobody", "no one", "none of the five", "no casualties" */
static uint32_t nothing(finder *f, uint32_t i)
{
    static const char *const nouns[] = {"arrests",  "casualties", "deaths", "fatalities",
                                        "injuries", "survivors",  "victims"};
    const hs_pieces *a = &f->a;
    hs_figure g = {.has_low = 1, .has_high = 1};
    uint32_t end = 0;
    bool dashed = hs_piece_is(a, i, "no") && hs_piece_dash(a, i + 1) && hs_piece_is(a, i + 2, "one");
    bool person = hs_piece_is(a, i, "nobody") || hs_pieces_match(a, i, "no one") || dashed;
    if (person) {
        end = i + (hs_piece_is(a, i, "nobody") ? 1 : dashed ? 3 : 2);
    } else if (hs_pieces_match(a, i, "none of")) {
        end = i + 1;
    } else if (hs_piece_is(a, i, "no") && hs_piece_in(a, i + 1, nouns, COUNT(nouns))) {
        end = i + 1;
    }
    if (!end) return 0;
    g.at = hs_pieces_span(a, i, end);
    hs_counted_find(f->d, &g, hs_span_end(g.at), true);
    if (person) {
        g.counted = hs_doc_intern(f->d, HS_STR("person"));
        g.counted_at = (hs_span){0, 0};
    }
    *HS_PUSH(f->d->figures) = g;
    return end;
}

void hs_find_figures(hs_doc *d)
{
    finder f = {.d = d};
    while (hs_pieces_next(d, &f.a)) {
        for (uint32_t i = 0; i < f.a.v.n;) {
            uint32_t end = dated(&f, i) ? i + 1 : figure(&f, i);
            if (!end) end = nothing(&f, i);
            if (!end) end = i + hs_uncounted(&f.a, i);
            i = end > i ? end : i + 1;
        }
    }
    hs_pieces_free(&f.a);
}
