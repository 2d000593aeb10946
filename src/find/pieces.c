#include "find/pieces.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define PART_MAX 65536

typedef struct {
    const char *word;
    uint8_t cls;
    int8_t value;
    bool abbrev;
} lex;

/* Sorted by word. Scales: 2 hundred, 3 thousand, 6 million … are powers of ten; -1 is a dozen. */
static const lex words[] = {
    {"apr", HS_WORD_MONTH, 4, true},
    {"april", HS_WORD_MONTH, 4, false},
    {"aug", HS_WORD_MONTH, 8, true},
    {"august", HS_WORD_MONTH, 8, false},
    {"autumn", HS_WORD_SEASON, 2, false},
    {"billion", HS_WORD_SCALE, 9, false},
    {"billions", HS_WORD_SCALE, 9, false},
    {"billionth", HS_WORD_ORDSCALE, 9, false},
    {"billionths", HS_WORD_ORDSCALE, 9, false},
    {"bn", HS_WORD_SCALE, 9, true},
    {"centuries", HS_WORD_PERIOD, HS_CENTURIES, false},
    {"century", HS_WORD_PERIOD, HS_CENTURIES, false},
    {"coming", HS_WORD_SHIFT, 1, false},
    {"crore", HS_WORD_SCALE, 7, false},
    {"crores", HS_WORD_SCALE, 7, false},
    {"current", HS_WORD_SHIFT, 0, false},
    {"day", HS_WORD_PERIOD, HS_DAYS, false},
    {"days", HS_WORD_PERIOD, HS_DAYS, false},
    {"dec", HS_WORD_MONTH, 12, true},
    {"decade", HS_WORD_PERIOD, HS_DECADES, false},
    {"decades", HS_WORD_PERIOD, HS_DECADES, false},
    {"december", HS_WORD_MONTH, 12, false},
    {"dozen", HS_WORD_SCALE, -1, false},
    {"dozens", HS_WORD_SCALE, -1, false},
    {"eight", HS_WORD_UNIT, 8, false},
    {"eighteen", HS_WORD_UNIT, 18, false},
    {"eighteenth", HS_WORD_ORDINAL, 18, false},
    {"eighth", HS_WORD_ORDINAL, 8, false},
    {"eighths", HS_WORD_ORDINAL, 8, false},
    {"eightieth", HS_WORD_ORDINAL, 80, false},
    {"eighty", HS_WORD_TENS, 80, false},
    {"eleven", HS_WORD_UNIT, 11, false},
    {"eleventh", HS_WORD_ORDINAL, 11, false},
    {"fall", HS_WORD_SEASON, 2, true},
    {"feb", HS_WORD_MONTH, 2, true},
    {"february", HS_WORD_MONTH, 2, false},
    {"fifteen", HS_WORD_UNIT, 15, false},
    {"fifteenth", HS_WORD_ORDINAL, 15, false},
    {"fifth", HS_WORD_ORDINAL, 5, false},
    {"fifths", HS_WORD_ORDINAL, 5, false},
    {"fiftieth", HS_WORD_ORDINAL, 50, false},
    {"fifty", HS_WORD_TENS, 50, false},
    {"first", HS_WORD_ORDINAL, 1, false},
    {"five", HS_WORD_UNIT, 5, false},
    {"following", HS_WORD_SHIFT, 1, false},
    {"fortieth", HS_WORD_ORDINAL, 40, false},
    {"fortnight", HS_WORD_PERIOD, HS_WEEKS, false},
    {"forty", HS_WORD_TENS, 40, false},
    {"four", HS_WORD_UNIT, 4, false},
    {"fourteen", HS_WORD_UNIT, 14, false},
    {"fourteenth", HS_WORD_ORDINAL, 14, false},
    {"fourth", HS_WORD_ORDINAL, 4, false},
    {"fourths", HS_WORD_ORDINAL, 4, false},
    {"fri", HS_WORD_WEEKDAY, 4, true},
    {"friday", HS_WORD_WEEKDAY, 4, false},
    {"hour", HS_WORD_PERIOD, HS_HOURS, false},
    {"hours", HS_WORD_PERIOD, HS_HOURS, false},
    {"hundred", HS_WORD_SCALE, 2, false},
    {"hundreds", HS_WORD_SCALE, 2, false},
    {"hundredth", HS_WORD_ORDSCALE, 2, false},
    {"hundredths", HS_WORD_ORDSCALE, 2, false},
    {"jan", HS_WORD_MONTH, 1, true},
    {"january", HS_WORD_MONTH, 1, false},
    {"jul", HS_WORD_MONTH, 7, true},
    {"july", HS_WORD_MONTH, 7, false},
    {"jun", HS_WORD_MONTH, 6, true},
    {"june", HS_WORD_MONTH, 6, false},
    {"lakh", HS_WORD_SCALE, 5, false},
    {"lakhs", HS_WORD_SCALE, 5, false},
    {"last", HS_WORD_SHIFT, -1, false},
    {"mar", HS_WORD_MONTH, 3, true},
    {"march", HS_WORD_MONTH, 3, false},
    {"may", HS_WORD_MONTH, 5, false},
    {"million", HS_WORD_SCALE, 6, false},
    {"millions", HS_WORD_SCALE, 6, false},
    {"millionth", HS_WORD_ORDSCALE, 6, false},
    {"millionths", HS_WORD_ORDSCALE, 6, false},
    {"minute", HS_WORD_PERIOD, HS_MINUTES, false},
    {"minutes", HS_WORD_PERIOD, HS_MINUTES, false},
    {"mn", HS_WORD_SCALE, 6, true},
    {"mon", HS_WORD_WEEKDAY, 0, true},
    {"monday", HS_WORD_WEEKDAY, 0, false},
    {"month", HS_WORD_PERIOD, HS_MONTHS, false},
    {"months", HS_WORD_PERIOD, HS_MONTHS, false},
    {"naught", HS_WORD_UNIT, 0, false},
    {"next", HS_WORD_SHIFT, 1, false},
    {"nine", HS_WORD_UNIT, 9, false},
    {"nineteen", HS_WORD_UNIT, 19, false},
    {"nineteenth", HS_WORD_ORDINAL, 19, false},
    {"ninetieth", HS_WORD_ORDINAL, 90, false},
    {"ninety", HS_WORD_TENS, 90, false},
    {"ninth", HS_WORD_ORDINAL, 9, false},
    {"ninths", HS_WORD_ORDINAL, 9, false},
    {"nought", HS_WORD_UNIT, 0, false},
    {"nov", HS_WORD_MONTH, 11, true},
    {"november", HS_WORD_MONTH, 11, false},
    {"oct", HS_WORD_MONTH, 10, true},
    {"october", HS_WORD_MONTH, 10, false},
    {"one", HS_WORD_UNIT, 1, false},
    {"past", HS_WORD_SHIFT, -1, false},
    {"previous", HS_WORD_SHIFT, -1, false},
    {"quarter", HS_WORD_PERIOD, HS_QUARTERS, false},
    {"quarters", HS_WORD_PERIOD, HS_QUARTERS, false},
    {"sat", HS_WORD_WEEKDAY, 5, true},
    {"saturday", HS_WORD_WEEKDAY, 5, false},
    {"second", HS_WORD_ORDINAL, 2, false},
    {"seconds", HS_WORD_PERIOD, HS_SECONDS, false},
    {"sep", HS_WORD_MONTH, 9, true},
    {"sept", HS_WORD_MONTH, 9, true},
    {"september", HS_WORD_MONTH, 9, false},
    {"seven", HS_WORD_UNIT, 7, false},
    {"seventeen", HS_WORD_UNIT, 17, false},
    {"seventeenth", HS_WORD_ORDINAL, 17, false},
    {"seventh", HS_WORD_ORDINAL, 7, false},
    {"sevenths", HS_WORD_ORDINAL, 7, false},
    {"seventieth", HS_WORD_ORDINAL, 70, false},
    {"seventy", HS_WORD_TENS, 70, false},
    {"six", HS_WORD_UNIT, 6, false},
    {"sixteen", HS_WORD_UNIT, 16, false},
    {"sixteenth", HS_WORD_ORDINAL, 16, false},
    {"sixth", HS_WORD_ORDINAL, 6, false},
    {"sixths", HS_WORD_ORDINAL, 6, false},
    {"sixtieth", HS_WORD_ORDINAL, 60, false},
    {"sixty", HS_WORD_TENS, 60, false},
    {"spring", HS_WORD_SEASON, 0, false},
    {"summer", HS_WORD_SEASON, 1, false},
    {"sun", HS_WORD_WEEKDAY, 6, true},
    {"sunday", HS_WORD_WEEKDAY, 6, false},
    {"ten", HS_WORD_UNIT, 10, false},
    {"tenth", HS_WORD_ORDINAL, 10, false},
    {"tenths", HS_WORD_ORDINAL, 10, false},
    {"third", HS_WORD_ORDINAL, 3, false},
    {"thirds", HS_WORD_ORDINAL, 3, false},
    {"thirteen", HS_WORD_UNIT, 13, false},
    {"thirteenth", HS_WORD_ORDINAL, 13, false},
    {"thirtieth", HS_WORD_ORDINAL, 30, false},
    {"thirty", HS_WORD_TENS, 30, false},
    {"this", HS_WORD_SHIFT, 0, false},
    {"thousand", HS_WORD_SCALE, 3, false},
    {"thousands", HS_WORD_SCALE, 3, false},
    {"thousandth", HS_WORD_ORDSCALE, 3, false},
    {"thousandths", HS_WORD_ORDSCALE, 3, false},
    {"three", HS_WORD_UNIT, 3, false},
    {"thu", HS_WORD_WEEKDAY, 3, true},
    {"thur", HS_WORD_WEEKDAY, 3, true},
    {"thurs", HS_WORD_WEEKDAY, 3, true},
    {"thursday", HS_WORD_WEEKDAY, 3, false},
    {"today", HS_WORD_DAY, 0, false},
    {"tomorrow", HS_WORD_DAY, 1, false},
    {"tonight", HS_WORD_DAY, 0, false},
    {"trillion", HS_WORD_SCALE, 12, false},
    {"trillions", HS_WORD_SCALE, 12, false},
    {"trillionth", HS_WORD_ORDSCALE, 12, false},
    {"tue", HS_WORD_WEEKDAY, 1, true},
    {"tues", HS_WORD_WEEKDAY, 1, true},
    {"tuesday", HS_WORD_WEEKDAY, 1, false},
    {"twelfth", HS_WORD_ORDINAL, 12, false},
    {"twelve", HS_WORD_UNIT, 12, false},
    {"twentieth", HS_WORD_ORDINAL, 20, false},
    {"twenty", HS_WORD_TENS, 20, false},
    {"two", HS_WORD_UNIT, 2, false},
    {"upcoming", HS_WORD_SHIFT, 1, false},
    {"wed", HS_WORD_WEEKDAY, 2, true},
    {"wednesday", HS_WORD_WEEKDAY, 2, false},
    {"week", HS_WORD_PERIOD, HS_WEEKS, false},
    {"weekend", HS_WORD_PERIOD, HS_WEEKENDS, false},
    {"weekends", HS_WORD_PERIOD, HS_WEEKENDS, false},
    {"weeks", HS_WORD_PERIOD, HS_WEEKS, false},
    {"winter", HS_WORD_SEASON, 3, false},
    {"year", HS_WORD_PERIOD, HS_YEARS, false},
    {"years", HS_WORD_PERIOD, HS_YEARS, false},
    {"yesterday", HS_WORD_DAY, -1, false},
    {"zero", HS_WORD_UNIT, 0, false},
};

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const lex *)entry)->word);
}

static void look_up(hs_piece *x)
{
    const lex *w = x->low[0] ? bsearch(x->low, words, sizeof words / sizeof *words, sizeof *words, by_word) : NULL;
    if (!w) return;
    x->cls = w->cls;
    x->value = w->value;
    x->abbrev = w->abbrev;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the run of letters at `at`: combining marks count as letters. */
static size_t word_end(hs_str s, size_t at)
{
    while (at < s.n) {
        if (is_letter(s.p[at])) {
            at++;
            continue;
        }
        if ((unsigned char)s.p[at] < 0x80) break;
        size_t next = at;
        uint32_t c = hs_utf8_next(s, &next);
        if (!hs_uc_letter(c) && !(c >= 0x300 && c < 0x370)) break;
        at = next;
    }
    return at;
}

static size_t read_word(hs_str s, size_t at, hs_piece *x)
{
    size_t end = word_end(s, at), n = end - at;
    x->kind = HS_PIECE_WORD;
    x->upper = (s.p[at] >= 'A' && s.p[at] <= 'Z') || ((unsigned char)s.p[at] >= 0x80 && hs_uc_upper((uint32_t)x->code));
    if (n >= sizeof x->low) return end;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[at + i];
        x->low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    look_up(x);
    return end;
}

static size_t read_digits(hs_str s, size_t at, hs_piece *x)
{
    size_t end = at;
    uint64_t v = 0;
    for (; end < s.n && is_digit(s.p[end]); end++) v = end - at < 18 ? v * 10 + (uint64_t)(s.p[end] - '0') : UINT64_MAX;
    x->kind = HS_PIECE_DIGITS;
    x->code = v;
    return end;
}

bool hs_pieces_next(const hs_doc *d, hs_pieces *a)
{
    hs_str s = {d->text.p, d->text.n};
    size_t at = a->next, before = SIZE_MAX;
    a->v.n = 0;
    if (at >= s.n) return false;
    while (at < s.n && a->v.n < PART_MAX) {
        if (s.p[at] == '\n' && at + 1 < s.n && s.p[at + 1] == '\n') {
            while (at < s.n && s.p[at] == '\n') at++;
            break;
        }
        size_t start = at;
        uint32_t c = hs_utf8_next(s, &at);
        if (hs_uc_space(c)) continue;
        hs_piece *x = HS_PUSH(a->v);
        x->kind = HS_PIECE_MARK;
        x->code = c;
        x->glued = before == start;
        if (is_digit(s.p[start])) {
            at = read_digits(s, start, x);
        } else if (hs_uc_letter(c)) {
            at = read_word(s, start, x);
        }
        x->at = (hs_span){(uint32_t)start, (uint32_t)(at - start)};
        before = at;
    }
    a->next = (uint32_t)at;
    return true;
}

void hs_pieces_free(hs_pieces *a)
{
    HS_VEC_FREE(a->v);
}

const hs_piece *hs_piece_at(const hs_pieces *a, uint32_t i)
{
    static const hs_piece end = {.kind = HS_PIECE_MARK};
    return i < a->v.n ? &a->v.v[i] : &end;
}

bool hs_piece_is(const hs_pieces *a, uint32_t i, const char *word)
{
    const hs_piece *x = hs_piece_at(a, i);
    return x->kind == HS_PIECE_WORD && strcmp(x->low, word) == 0;
}

bool hs_piece_in(const hs_pieces *a, uint32_t i, const char *const *sorted, size_t n)
{
    const hs_piece *x = hs_piece_at(a, i);
    return x->kind == HS_PIECE_WORD && x->low[0] && hs_in_table(hs_str_of(x->low), sorted, n);
}

bool hs_piece_mark(const hs_pieces *a, uint32_t i, uint32_t code)
{
    const hs_piece *x = hs_piece_at(a, i);
    return x->kind == HS_PIECE_MARK && x->code == code;
}

bool hs_piece_dash(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    if (x->kind != HS_PIECE_MARK) return false;
    return x->code == '-' || x->code == '~' || (x->code >= 0x2010 && x->code <= 0x2015) || x->code == 0x2212;
}

bool hs_piece_stop(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i), *y = hs_piece_at(a, i + 1);
    if (x->kind != HS_PIECE_MARK || (x->code != '.' && x->code != '?' && x->code != '!')) return false;
    bool quote =
        y->kind == HS_PIECE_MARK && (y->code == '"' || y->code == 0x201D || y->code == 0x2019 || y->code == 0xBB);
    return quote || (!y->glued && !(y->kind == HS_PIECE_WORD && !y->upper));
}

uint32_t hs_piece_digits(const hs_pieces *a, uint32_t i)
{
    const hs_piece *x = hs_piece_at(a, i);
    return x->kind == HS_PIECE_DIGITS ? x->at.n : 0;
}

uint32_t hs_pieces_match(const hs_pieces *a, uint32_t i, const char *phrase)
{
    uint32_t k = 0;
    while (*phrase) {
        size_t n = strcspn(phrase, " ");
        const hs_piece *x = hs_piece_at(a, i + k);
        if (x->kind != HS_PIECE_WORD || strlen(x->low) != n || memcmp(x->low, phrase, n) != 0) return 0;
        k++;
        phrase += n;
        phrase += *phrase == ' ';
    }
    return k;
}

hs_span hs_pieces_span(const hs_pieces *a, uint32_t from, uint32_t to)
{
    hs_span f = hs_piece_at(a, from)->at, t = hs_piece_at(a, to - 1)->at;
    return (hs_span){f.at, hs_span_end(t) - f.at};
}
