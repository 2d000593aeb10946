#include "read/stamp.h"

#include "base/utf8.h"

#include <string.h>

/* A word or number of the string, or a single mark. */
typedef struct {
    size_t at, n;
    int number; /* -1 for a word */
    int month;  /* 1 to 12 for a month's name */
    char mark;  /* the byte in front of it, white space aside */
} piece;

enum { PIECES = 48 };

/* English, then German, French, Spanish, Italian, Portuguese, Dutch, Turkish where they differ; without accents' need:
 * the first three letters decide in English, whole words elsewhere. */
static const char *const months[12][10] = {
    {"january", "jan", "januar", "janvier", "enero", "gennaio", "janeiro", "januari", "ocak", "jänner"},
    {"february", "feb", "februar", "février", "febrero", "febbraio", "fevereiro", "februari", "şubat", "fevrier"},
    {"march", "mar", "märz", "mars", "marzo", "março", "maart", "mart", "marco", "maerz"},
    {"april", "apr", "avril", "abril", "aprile", "nisan"},
    {"may", "mai", "mayo", "maggio", "maio", "mei", "mayıs"},
    {"june", "jun", "juni", "juin", "junio", "giugno", "junho", "haziran"},
    {"july", "jul", "juli", "juillet", "julio", "luglio", "julho", "temmuz"},
    {"august", "aug", "août", "agosto", "augustus", "ağustos", "aout"},
    {"september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "eylül"},
    {"october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro", "ekim"},
    {"november", "nov", "novembre", "noviembre", "novembro", "kasım"},
    {"december", "dec", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "aralık", "decembre"},
};

static int month_of(hs_str word)
{
    char low[32];
    size_t n = 0;
    for (size_t at = 0; at < word.n;) {
        hs_buf b = {0};
        hs_utf8_put(&b, hs_uc_tolower(hs_utf8_next(word, &at)));
        bool fits = n + b.n < sizeof low;
        if (fits) memcpy(low + n, b.p, b.n);
        n += fits ? b.n : 0;
        hs_buf_free(&b);
        if (!fits) return 0;
    }
    low[n] = '\0';
    for (int m = 0; m < 12; m++)
        for (size_t k = 0; k < 10 && months[m][k]; k++)
            if (!strcmp(low, months[m][k])) return m + 1;
    return 0;
}

static size_t split(hs_str s, piece out[PIECES])
{
    size_t n = 0, at = 0;
    char mark = ' ';
    while (at < s.n && n < PIECES) {
        size_t from = at;
        uint32_t c = hs_utf8_next(s, &at);
        if (c < 0x80 && hs_uc_digit(c)) {
            int v = (int)c - '0';
            while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') v = v < 100000 ? v * 10 + s.p[at++] - '0' : (at++, v);
            out[n++] = (piece){from, at - from, v, 0, mark};
            mark = ' ';
        } else if (hs_uc_letter(c)) {
            for (size_t next = at; next < s.n && hs_uc_letter(hs_utf8_next(s, &next));) at = next;
            out[n] = (piece){from, at - from, -1, 0, mark};
            out[n].month = month_of((hs_str){s.p + from, at - from});
            n++;
            mark = ' ';
        } else if (!hs_uc_space(c)) {
            mark = c < 0x80 ? (char)c : 'x';
        }
    }
    return n;
}

static bool filler(hs_str s, const piece *p)
{
    static const char *const words[] = {"st", "nd", "rd", "th", "of", "de", "del", "di", "er"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (p->number < 0 && hs_str_ieq((hs_str){s.p + p->at, p->n}, hs_str_of(words[i]))) return true;
    return false;
}

static bool year(const piece *p)
{
    return p->n == 4 && p->number >= 1800 && p->number < 2200;
}

/* Three pieces as a date; the marks between them have been seen to fit. */
static hs_day read_three(const piece *a, const piece *b, const piece *c)
{
    if (year(a) && b->number > 0 && c->number > 0 && (b->mark == '-' || b->mark == '/' || b->mark == '.'))
        return hs_day_of(a->number, b->number, c->number);
    if (a->month && b->number > 0 && year(c)) return hs_day_of(c->number, a->month, b->number);
    if (a->number > 0 && b->month && year(c)) return hs_day_of(c->number, b->month, a->number);
    if (year(a) && b->month && c->number > 0) return hs_day_of(a->number, b->month, c->number);
    if (!year(c) || a->number <= 0 || b->number <= 0 || b->mark != c->mark) return HS_NO_DAY;
    if (b->mark == '.') return hs_day_of(c->number, b->number, a->number);
    if (b->mark != '/' && b->mark != '-') return HS_NO_DAY;
    bool day_first = a->number > 12, month_first = b->number > 12 || a->number == b->number;
    if (day_first) return hs_day_of(c->number, b->number, a->number);
    return month_first ? hs_day_of(c->number, a->number, b->number) : HS_NO_DAY;
}

hs_day hs_stamp_find(hs_str s, size_t *from, size_t *n)
{
    piece all[PIECES], p[PIECES];
    size_t count = split(s, all), k = 0;
    for (size_t i = 0; i < count; i++)
        if (!filler(s, &all[i])) p[k++] = all[i];
    for (size_t i = 0; i + 2 < k; i++) {
        hs_day d = read_three(&p[i], &p[i + 1], &p[i + 2]);
        if (d == HS_NO_DAY) continue;
        if (from) *from = p[i].at;
        if (n) *n = p[i + 2].at + p[i + 2].n - p[i].at;
        return d;
    }
    return HS_NO_DAY;
}
