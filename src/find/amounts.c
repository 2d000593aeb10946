#include "find/amounts.h"

#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* ---- what is no amount ---- */

/* Words before a number that make it a name: "Flight 370". Those that are common words too must be capitalised. */
static bool labelled(const hs_pieces *a, uint32_t i)
{
    static const char *const always[] = {
        "act",     "airbus",   "annex",  "appendix", "article",    "boeing",     "bus",   "case",
        "chapter", "clause",   "docket", "episode",  "exhibit",    "extension",  "fig",   "figure",
        "flight",  "footnote", "gate",   "grade",    "highway",    "interstate", "no",    "nos",
        "nr",      "number",   "page",   "pp",       "resolution", "room",       "round", "route",
        "section", "sections", "tel",    "terminal", "vol",        "volume"};
    static const char *const capital[] = {
        "apollo",      "army",     "bill",    "block",  "channel", "class",   "conference", "corps",    "decree",
        "directive",   "district", "f",       "figure", "file",    "formula", "group",      "item",     "law",
        "level",       "line",     "measure", "model",  "order",   "part",    "phase",      "platform", "precinct",
        "proposition", "protocol", "psalm",   "rule",   "serie",   "stage",   "table",      "title",    "type",
        "unit",        "version",  "ward",    "war",    "windows", "zone"};
    if (i > 1 && hs_piece_is(a, i - 1, "of") && hs_piece_is(a, i - 2, "group") && hs_piece_at(a, i - 2)->upper &&
        hs_piece_at(a, i)->upper)
        return true; /* "the Group of Seven" */
    if (i == 0 || hs_piece_at(a, i)->kind == HS_PIECE_WORD) return false;
    uint32_t k = i - 1;
    if (hs_piece_mark(a, k, '#') || hs_piece_mark(a, k, 0xA7) || hs_piece_mark(a, k, 0x2116)) return true;
    if (k > 0 && hs_piece_mark(a, k, '.') && hs_piece_at(a, k)->glued)
        return hs_piece_is(a, k - 1, "no") || hs_piece_is(a, k - 1, "nr") || hs_piece_is(a, k - 1, "art") ||
               hs_piece_is(a, k - 1, "p") || hs_piece_is(a, k - 1, "pp");
    if (hs_piece_in(a, k, always, COUNT(always)) && !hs_pieces_match(a, k, "no more")) return true;
    return hs_piece_at(a, k)->upper && k > 0 && hs_piece_in(a, k, capital, COUNT(capital));
}

enum { LONGEST = 64 };

static bool joint(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_MARK || !x->glued || !hs_piece_at(a, i + 1)->glued) return false;
    return x->code == '-' || x->code == '.' || x->code == '/' || x->code == ':' || x->code == '_' || x->code == '@' ||
           x->code == '&' || x->code == '=' || x->code == 0x2013;
}

/* A run of digits and letters without space that is no number and unit: "24703L202", "AK-47", "8.8.8.8",
 * "541-754-3010", "10:30". Returns the pieces to skip. */
static uint32_t tangle(const hs_pieces *a, uint32_t i)
{
    uint32_t k = i, digits = 0, words = 0, dots = 0, colons = 0, flips = 0, longest = 0;
    for (; k == i || hs_piece_at(a, k)->glued || joint(a, k); k++) {
        const hs_piece *x = hs_piece_at(a, k);
        if (k - i >= LONGEST) return LONGEST; /* no number is so long */
        if (x->kind == HS_PIECE_MARK && !joint(a, k)) break;
        if (x->kind == HS_PIECE_MARK && k == i) return 0;
        digits += x->kind == HS_PIECE_DIGITS;
        words += x->kind == HS_PIECE_WORD;
        dots += x->kind == HS_PIECE_MARK && (x->code == '.' || x->code == '-' || x->code == 0x2013 || x->code == '/');
        colons += x->code == ':' && x->kind == HS_PIECE_MARK;
        if (k > i && x->kind != HS_PIECE_MARK && hs_piece_at(a, k - 1)->kind != HS_PIECE_MARK && x->glued) flips++;
        if (x->kind == HS_PIECE_DIGITS && x->at.n > longest) longest = x->at.n;
    }
    bool head = hs_piece_at(a, i)->kind == HS_PIECE_WORD;
    if (!digits) return 0;
    bool letter = i > 0 && hs_piece_at(a, i - 1)->upper && hs_piece_at(a, i - 1)->at.n == 1;
    if (letter && digits == 2 && k == i + 3 && hs_piece_mark(a, i + 1, '/')) return 3; /* a court's file: "K 114/21" */
    if (head) { /* "AK-47", "scp-173m", "F16"; but "US$5" has a sign between, "mid-30" counts */
        bool name = hs_piece_at(a, i + 1)->kind == HS_PIECE_DIGITS || hs_piece_digits(a, i + 2);
        return name && !hs_piece_is(a, i, "mid") && hs_piece_at(a, i)->cls == HS_WORD_OTHER &&
                       !hs_unit_before(a, i, &(hs_unit){0})
                   ? k - i
                   : 0;
    }
    if (colons || flips > 1 || (digits > 2 && dots > 1 && words == 0)) {
        bool grouped = false;
        hs_numeral n;
        if (!colons && flips < 2 && hs_numeral_read(a, i, &n) && n.end >= k) grouped = true;
        bool two_ranges = flips == 2 && dots == 1 && words == 2; /* "5k-20k" */
        return grouped || two_ranges ? 0 : k - i;
    }
    return longest > 15 ? k - i : 0;
}

static bool clock(const hs_pieces *a, uint32_t i)
{
    static const char *const zones[] = {"bst", "cet", "edt", "est", "gmt", "hrs", "ist", "pdt", "pst", "utc"};
    if (hs_piece_is(a, i, "am") || hs_piece_is(a, i, "pm")) return true;
    if (hs_piece_is(a, i, "o") && hs_piece_is(a, i + 2, "clock")) return true;
    if ((hs_piece_is(a, i, "a") || hs_piece_is(a, i, "p")) && hs_piece_mark(a, i + 1, '.') &&
        hs_piece_is(a, i + 2, "m") && hs_piece_at(a, i + 2)->glued)
        return true;
    return hs_piece_in(a, i, zones, COUNT(zones));
}

/* "7.52 in the evening", "at 3 in the morning"; but "killed 12 in the morning" counts. */
static bool part_of_day(const hs_pieces *a, uint32_t i, uint32_t end)
{
    bool hour = end == i + 3 || (i > 0 && hs_piece_is(a, i - 1, "at"));
    return hour && (hs_pieces_match(a, end, "in the morning") || hs_pieces_match(a, end, "in the afternoon") ||
                    hs_pieces_match(a, end, "in the evening") || hs_pieces_match(a, end, "at night"));
}

/* "10:30", "3 pm", "10.30am", "five o'clock" */
static uint32_t time_of_day(const hs_pieces *a, uint32_t i)
{
    hs_numeral n;
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_DIGITS && x->cls != HS_WORD_UNIT) return 0;
    if (!hs_numeral_read(a, i, &n)) return 0;
    if (part_of_day(a, i, n.end)) return n.end - i;
    return clock(a, n.end) ? n.end + 1 - i : 0;
}

/* "3-2" beside a word of sport or voting, or with the first greater: a score, not a range. */
static uint32_t score(const hs_pieces *a, uint32_t i)
{
    static const char *const words[] = {"against", "beat",  "beaten", "beating", "defeat",  "defeated", "defeating",
                                        "draw",    "drawn", "drew",   "lead",    "led",     "lose",     "loss",
                                        "lost",    "match", "ruled",  "score",   "scored",  "tie",      "tied",
                                        "victory", "vote",  "voted",  "win",     "winning", "won"};
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 2);
    if (x->kind != HS_PIECE_DIGITS || !hs_piece_dash(a, i + 1) || y->kind != HS_PIECE_DIGITS || !y->glued) return 0;
    if (!hs_piece_at(a, i + 1)->glued || x->at.n > 3 || y->at.n > 3) return 0;
    if (hs_piece_mark(a, i + 3, '.') && hs_piece_at(a, i + 4)->glued) return 0;
    bool sport = false;
    for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++) sport |= hs_piece_in(a, k, words, COUNT(words));
    sport |= hs_piece_in(a, i + 3, words, COUNT(words)) || hs_piece_in(a, i + 4, words, COUNT(words));
    return sport || x->code >= y->code ? 3 : 0;
}

static uint32_t telephone(const hs_pieces *a, uint32_t i)
{
    bool plus = hs_piece_mark(a, i, '+') && hs_piece_at(a, i + 1)->glued && hs_piece_digits(a, i + 1);
    bool open = hs_piece_mark(a, i, '(') && hs_piece_digits(a, i + 1) && hs_piece_mark(a, i + 2, ')');
    if (!plus && !open) return 0;
    uint32_t k = i + 1, digits = 0;
    for (; k - i < 16; k++) {
        const hs_piece *x = hs_piece_at(a, k);
        bool link = x->kind == HS_PIECE_MARK && (x->code == '-' || x->code == '(' || x->code == ')' || x->code == '.');
        if (x->kind != HS_PIECE_DIGITS && !link) break;
        digits += hs_piece_digits(a, k);
    }
    return digits >= 7 ? k - i : 0;
}

/* "123 Random Street" */
static uint32_t address(const hs_pieces *a, uint32_t i)
{
    static const char *const ways[] = {"ave",   "avenue", "blvd", "boulevard", "drive",  "lane", "parkway",
                                       "place", "plaza",  "rd",   "road",      "square", "st",   "street"};
    if (hs_piece_at(a, i)->kind != HS_PIECE_DIGITS) return 0;
    uint32_t k = i + 1;
    for (; k < i + 4 && hs_piece_at(a, k)->upper; k++)
        if (hs_piece_in(a, k, ways, COUNT(ways)) && k > i + 1) return k - i;
    return 0;
}

uint32_t hs_amount_skip(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind == HS_PIECE_MARK) return x->code == '+' || x->code == '(' ? telephone(a, i) : 0;
    if (x->kind == HS_PIECE_WORD && !hs_piece_at(a, i + 1)->glued) return labelled(a, i) ? 1 : time_of_day(a, i);
    uint32_t n = tangle(a, i);
    if (!n) n = time_of_day(a, i);
    if (!n) n = score(a, i);
    if (!n) n = address(a, i);
    if (!n && labelled(a, i)) n = 1;
    return n;
}

/* ---- what is one ---- */

/* "one" counts only before a noun and not behind "no", "this", "the" …; "half" only as a share or of a scale. */
static bool weak_word(const hs_pieces *a, uint32_t i, const hs_numeral *n)
{
    static const char *const before[] = {"another", "any",  "each", "every", "first", "last", "no",    "other", "same",
                                         "second",  "some", "that", "the",   "these", "this", "those", "which"};
    static const char *const behind[] = {"another", "day",  "can",  "could", "does", "has",  "hopes",  "is",   "may",
                                         "might",   "more", "must", "night", "of",   "or",   "should", "that", "thing",
                                         "time",    "to",   "was",  "way",   "who",  "will", "would"};
    if (n->end != i + 1) return false;
    if (i > 1 && hs_piece_dash(a, i - 1) && hs_piece_at(a, i)->glued && hs_piece_is(a, i - 2, "no"))
        return true; /* no-one */
    const hs_piece *next = hs_piece_at(a, i + 1);
    if (hs_piece_is(a, i, "one")) {
        if (i > 0 && (hs_piece_is(a, i - 1, "minus") || hs_piece_is(a, i - 1, "negative"))) return false;
        if (i > 0 && hs_piece_in(a, i - 1, before, COUNT(before))) return true;
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
static bool weak_ordinal(const hs_pieces *a, const hs_numeral *n)
{
    const hs_piece *next = hs_piece_at(a, n->end);
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

/* The unit behind: the one before it (a currency) goes first; "$5 million", "$300 US". */
static bool read_unit(const hs_pieces *a, hs_amount *out, bool money)
{
    hs_unit unit;
    bool digits = hs_piece_at(a, out->end - 1)->kind == HS_PIECE_DIGITS;
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
        }
    }
    return true;
}

bool hs_amount_read(const hs_pieces *a, uint32_t i, hs_amount *out)
{
    *out = (hs_amount){.first = i};
    uint32_t k = i;
    bool negative = minus(a, k);
    k += negative;
    bool money = hs_unit_before(a, k, &out->unit);
    if (money) k = out->unit.end;
    if (hs_amount_skip(a, k) && !(money && labelled(a, k))) return false;
    if (!hs_numeral_read(a, k, &out->number)) return false;
    const hs_numeral *n = &out->number;
    if (money && (n->ordinal || n->fraction || n->indefinite) && !n->digits) return false;
    if (weak_word(a, k, n) || (n->ordinal && weak_ordinal(a, n))) return false;
    out->value = n->value;
    if (negative) out->value.m = -out->value.m;
    out->end = n->end;
    if (n->ordinal) return true;
    return read_unit(a, out, money);
}
