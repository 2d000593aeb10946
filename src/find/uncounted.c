#include "find/uncounted.h"

#include "find/numerals.h"
#include "find/units.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* Words before a number that make it a name: "Flight 370". Those that are common words too must be capitalised. */
bool hs_uncounted_label(const hs_pieces *a, uint32_t i)
{
    static const char *const always[] = {
        "act",      "airbus",  "annex",    "appendix", "article",  "boeing",     "bus",        "case",
        "category", "chapter", "clause",   "docket",   "episode",  "exhibit",    "extension",  "fig",
        "figure",   "flight",  "footnote", "gate",     "grade",    "highway",    "interstate", "no",
        "nos",      "nr",      "number",   "page",     "pp",       "resolution", "room",       "round",
        "route",    "section", "sections", "tel",      "terminal", "vol",        "volume"};
    static const char *const capital[] = {
        "apollo",  "army",   "bill",       "block",     "channel",  "class",       "conference", "corps",
        "day",     "decree", "depression", "directive", "district", "f",           "figure",     "file",
        "formula", "group",  "item",       "law",       "level",    "line",        "measure",    "model",
        "order",   "part",   "phase",      "platform",  "precinct", "proposition", "protocol",   "psalm",
        "rule",    "season", "serie",      "stage",     "table",    "title",       "type",       "unit",
        "version", "war",    "ward",       "week",      "windows",  "zone"};
    if (i > 1 && hs_piece_is(a, i - 1, "of") && hs_piece_is(a, i - 2, "group") && hs_piece_at(a, i - 2)->upper &&
        hs_piece_at(a, i)->upper)
        return true; /* "the Group of Seven" */
    if (i == 0) return false;
    uint32_t k = i - 1;
    if (hs_piece_is(a, k, "number") && hs_piece_at(a, i)->cls == HS_WORD_UNIT)
        return true;                              /* "recording number seven" */
    if (hs_piece_at(a, i)->kind == HS_PIECE_WORD) /* "Tropical Depression Three" */
        return i > 1 && hs_piece_at(a, i)->upper && hs_piece_at(a, k)->upper &&
               hs_piece_at(a, i)->cls == HS_WORD_UNIT && hs_piece_in(a, k, capital, COUNT(capital));
    static const char *const models[] = {"ak", "covid", "mig"}; /* "Covid - 19", as tokenised texts have it */
    if (hs_piece_dash(a, k) && k > 0 && hs_piece_in(a, k - 1, models, COUNT(models))) return true;
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
    uint32_t k = i, digits = 0, words = 0, dots = 0, colons = 0, flips = 0, longest = 0, ats = 0;
    for (; k == i || hs_piece_at(a, k)->glued || joint(a, k); k++) {
        const hs_piece *x = hs_piece_at(a, k);
        if (k - i >= LONGEST) return LONGEST; /* no number is so long */
        if (x->kind == HS_PIECE_MARK && !joint(a, k)) break;
        if (x->kind == HS_PIECE_MARK && k == i) return 0;
        digits += x->kind == HS_PIECE_DIGITS;
        words += x->kind == HS_PIECE_WORD;
        dots += x->kind == HS_PIECE_MARK && (x->code == '.' || x->code == '-' || x->code == 0x2013 || x->code == '/');
        colons += x->code == ':' && x->kind == HS_PIECE_MARK;
        ats += x->code == '@' && x->kind == HS_PIECE_MARK;
        if (k > i && x->kind != HS_PIECE_MARK && hs_piece_at(a, k - 1)->kind != HS_PIECE_MARK && x->glued) flips++;
        if (x->kind == HS_PIECE_DIGITS && x->at.n > longest) longest = x->at.n;
    }
    bool head = hs_piece_at(a, i)->kind == HS_PIECE_WORD;
    if (!digits) return 0;
    if (ats) return k - i; /* "123@mail.example" */
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
    bool led =
        i > 0 && (hs_piece_is(a, i - 1, "since") || hs_piece_is(a, i - 1, "until") || hs_piece_is(a, i - 1, "till"));
    if (led && hs_piece_at(a, n.end)->kind == HS_PIECE_MARK && n.end == i + 1 &&
        hs_dec_cmp(n.value, hs_dec_int(12)) <= 0)
        return n.end - i; /* "I am here since six." */
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

/* ---- telephone numbers and other long strings of digits ---- */

typedef struct {
    uint32_t end, groups, digits,
        longest;         /* pieces up to end; groups of digits, all digits, those of the longest group */
    bool zero;           /* the first group begins with 0 */
    bool brackets, wide; /* "(516)"; a group behind the first that is no group of thousands */
} digit_run;

static bool leading_zero(const hs_piece *x)
{
    uint64_t least = 1;
    for (uint32_t k = 1; k < x->at.n && k < 18; k++) least *= 10;
    return x->at.n > 1 && x->code < least;
}

/* Groups of digits with a space or one or two of "-/().+" between them. */
static digit_run run_of(const hs_pieces *a, uint32_t i)
{
    digit_run r = {.end = i};
    uint32_t marks = 0;
    for (uint32_t k = i; k - i < 24; k++) {
        const hs_piece *x = hs_piece_at(a, k);
        bool near = k == i || x->at.at <= hs_span_end(hs_piece_at(a, k - 1)->at) + 1;
        bool bracket = hs_piece_mark(a, k, '(') || hs_piece_mark(a, k, ')');
        bool link = bracket || hs_piece_mark(a, k, '-') || hs_piece_mark(a, k, '/') || hs_piece_mark(a, k, '.') ||
                    (hs_piece_mark(a, k, '+') && k < i + 2);
        marks = x->kind == HS_PIECE_DIGITS ? 0 : marks + 1;
        if (!near || (x->kind != HS_PIECE_DIGITS && !link) || marks > 2) break;
        r.brackets |= bracket;
        if (x->kind != HS_PIECE_DIGITS) continue;
        if (!r.groups) r.zero = leading_zero(x);
        if (r.groups && x->at.n != 3) r.wide = true;
        r.groups++;
        r.digits += x->at.n;
        if (x->at.n > r.longest) r.longest = x->at.n;
        r.end = k + 1;
    }
    return r;
}

/* "call", "phone:", "telephone number is" before the digits. */
static bool phone_said(const hs_pieces *a, uint32_t i)
{
    static const char *const words[] = {"call",   "cell",  "dial", "fax",       "helpline", "hotline",
                                        "mobile", "phone", "tel",  "telephone", "whatsapp"};
    for (uint32_t k = i; k > 0 && i - k < 5; k--) {
        if (hs_piece_mark(a, k - 1, '.') && !hs_piece_at(a, k)->glued && !hs_piece_is(a, k - 2, "tel")) return false;
        if (hs_piece_in(a, k - 1, words, COUNT(words))) return true;
    }
    return false;
}

/* "ext. 123", "x123" */
static uint32_t extension(const hs_pieces *a, uint32_t k)
{
    if (!hs_piece_is(a, k, "ext") && !hs_piece_is(a, k, "x") && !hs_piece_is(a, k, "extension")) return k;
    uint32_t digits = k + 1 + hs_piece_mark(a, k + 1, '.');
    return hs_piece_digits(a, digits) ? digits + 1 : k;
}

/* Digits that are written as no quantity is: a 0 first, nine and more without grouping, groups that are not of
 * thousands side by side. "0176 12 34 56 78", "+49 (30) 1234567", "123 456 7890", "86-18911111111". */
static uint32_t telephone(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    hs_unit unit;
    bool plus = hs_piece_mark(a, i, '+') && hs_piece_digits(a, i + 1), open = hs_piece_mark(a, i, '(');
    if (x->kind != HS_PIECE_DIGITS && !plus && !open) return 0;
    digit_run r = run_of(a, i);
    if (!r.groups) return 0;
    uint32_t end = extension(a, r.end) - i;
    if (plus || open) return r.digits >= 7 && (plus || r.groups > 1) ? end : 0;
    if (i > 0 && hs_unit_before(a, i - 1, &unit)) return 0;
    if (r.zero) return r.digits >= 5 ? end : 1;
    if (hs_unit_behind(a, r.end, true, &unit)) return 0;
    bool spaced = r.groups > 1 && !hs_piece_at(a, i + 1)->glued && hs_piece_digits(a, i + 1);
    bool strange = (r.longest >= 9 && r.longest < 13) || (r.brackets && r.groups > 1 && r.digits >= 8) ||
                   (r.wide && spaced && r.digits >= 8) || (r.wide && r.groups > 2 && r.digits >= 8);
    return strange || (r.digits >= 5 && phone_said(a, i)) ? end : 0;
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

/* "https://…", "www.…": to the next space. */
static uint32_t web_address(const hs_pieces *a, uint32_t i)
{
    static const char *const heads[] = {"ftp", "http", "https", "www"};
    if (!hs_piece_in(a, i, heads, COUNT(heads)) || !hs_piece_at(a, i + 1)->glued || !hs_piece_at(a, i + 2)->glued)
        return 0;
    uint32_t k = i + 1;
    while (k - i < LONGEST && hs_piece_at(a, k)->glued) k++;
    return k - i;
}

/* "[3]", "(2)", "2)", "1." at the start: marks of notes and lists. */
static uint32_t list_mark(const hs_pieces *a, uint32_t i)
{
    if (hs_piece_digits(a, i) == 0 || hs_piece_digits(a, i) > 3) return 0;
    bool square = i > 0 && hs_piece_mark(a, i - 1, '[') && hs_piece_mark(a, i + 1, ']');
    bool round = i > 0 && hs_piece_mark(a, i - 1, '(') && hs_piece_mark(a, i + 1, ')');
    bool close = hs_piece_mark(a, i + 1, ')') && hs_piece_at(a, i + 1)->glued && !hs_piece_at(a, i + 2)->glued;
    bool open = false;
    for (uint32_t k = i; k > 0 && i - k < 24 && !open; k--) {
        if (hs_piece_mark(a, k - 1, ')')) break;
        open = hs_piece_mark(a, k - 1, '(');
    }
    bool point =
        i == 0 && hs_piece_mark(a, 1, '.') && hs_piece_at(a, 2)->kind == HS_PIECE_WORD && !hs_piece_at(a, 2)->glued;
    return square || round || (close && !open && hs_piece_digits(a, i) < 3) || point ? 1 : 0;
}

/* "664 B.C.E.", "250 AD": years that the calendar of dates does not reach. */
static uint32_t era(const hs_pieces *a, uint32_t i)
{
    uint32_t k = i + 1;
    if (hs_piece_is(a, k, "bc") || hs_piece_is(a, k, "bce") || (hs_piece_is(a, k, "ce") && !hs_piece_at(a, k)->glued))
        return 2;
    bool dotted = (hs_piece_is(a, k, "b") || hs_piece_is(a, k, "c") || hs_piece_is(a, k, "a")) &&
                  hs_piece_mark(a, k + 1, '.') && hs_piece_at(a, k + 2)->glued && hs_piece_at(a, k + 2)->at.n == 1 &&
                  hs_piece_mark(a, k + 3, '.');
    return dotted && !hs_piece_at(a, k)->glued && !hs_piece_is(a, k + 2, "m") ? 4 : 0;
}

/* "24/7", "9/11", "50/50": no fractions; "2023/4": the fourth of a year. */
static uint32_t slashed(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 2);
    bool behind = i > 1 && hs_piece_mark(a, i - 1, '/') && x->glued && hs_piece_digits(a, i - 2) == 4;
    if (behind && hs_piece_at(a, i - 1)->glued) return 1;
    if (!hs_piece_digits(a, i) || !hs_piece_mark(a, i + 1, '/') || !hs_piece_at(a, i + 1)->glued) return 0;
    if (!hs_piece_digits(a, i + 2) || !y->glued) return 0;
    return x->code >= y->code || (x->code == 9 && y->code == 11) ? 3 : 0;
}

/* "8chan", "5G", "3D": digits with letters that are no unit, ordinal or multiplier. */
static uint32_t lettered_digits(const hs_pieces *a, uint32_t i)
{
    const hs_piece *y = hs_piece_at(a, i + 1);
    hs_numeral n;
    hs_unit unit;
    if (y->kind != HS_PIECE_WORD || !y->glued || hs_piece_digits(a, i) > 3) return 0;
    if (!hs_numeral_read(a, i, &n) || n.end != i + 1 || hs_unit_behind(a, i + 1, true, &unit)) return 0;
    bool suffix = hs_piece_is(a, i + 1, "x") || hs_piece_is(a, i + 1, "p");
    bool next = i > 0 && hs_unit_before(a, i - 1, &unit);
    return suffix || next || (y->at.n == 1 && !y->upper && !hs_piece_is(a, i + 1, "s")) || hs_piece_is(a, i + 1, "mid")
               ? 0
               : 2;
}

uint32_t hs_uncounted(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind == HS_PIECE_MARK) return x->code == '+' || x->code == '(' ? telephone(a, i) : 0;
    uint32_t web = web_address(a, i);
    if (web) return web;
    if (x->kind == HS_PIECE_WORD && !hs_piece_at(a, i + 1)->glued)
        return hs_uncounted_label(a, i) ? 1 : time_of_day(a, i);
    uint32_t n = tangle(a, i);
    if (!n && x->kind == HS_PIECE_DIGITS) n = telephone(a, i);
    if (!n) n = time_of_day(a, i);
    if (!n) n = score(a, i);
    if (!n) n = address(a, i);
    if (!n) n = list_mark(a, i);
    if (!n) n = slashed(a, i);
    if (!n) n = era(a, i);
    if (!n && x->kind == HS_PIECE_DIGITS) n = lettered_digits(a, i);
    if (!n && hs_uncounted_label(a, i)) n = 1;
    return n;
}
