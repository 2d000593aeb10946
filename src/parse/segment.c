#include "parse/segment.h"

#include "base/utf8.h"

#include <string.h>

static hs_str text_of(const hs_window *w, uint32_t i)
{
    return hs_atom_text(w->text, &w->atoms[i]);
}

/* Atom i in lower case ASCII, in buf; longer words are cut, they are in no table. */
static hs_str lower(const hs_window *w, uint32_t i, char buf[24])
{
    hs_str s = text_of(w, i);
    if (s.n > 23) s.n = 0;
    for (size_t k = 0; k < s.n; k++) buf[k] = (char)(s.p[k] >= 'A' && s.p[k] <= 'Z' ? s.p[k] + 32 : s.p[k]);
    return (hs_str){buf, s.n};
}

static bool in_words(const hs_window *w, uint32_t i, hs_words words)
{
    char buf[24];
    return hs_in_table(lower(w, i, buf), words.v, words.n);
}

static bool is(const hs_window *w, uint32_t i, uint32_t c)
{
    return i < w->n && w->atoms[i].c == c && w->atoms[i].kind == HS_ATOM_MARK;
}

static bool single(const hs_window *w, uint32_t i, uint32_t c)
{
    return is(w, i, c) && w->atoms[i].n == 1;
}

/* The neighbour touches: no white space between i and i+1. */
static bool touches(const hs_window *w, uint32_t i)
{
    return i + 1 < w->n && w->atoms[i + 1].gap == HS_GAP_NONE;
}

static bool kind_is(const hs_window *w, uint32_t i, hs_atom_kind kind)
{
    return w->atoms[i].kind == kind;
}

static bool one_of(uint32_t c, const uint32_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == c) return true;
    return false;
}

bool hs_atom_opens(const hs_window *w, uint32_t i)
{
    static const uint32_t set[] = {'(', '[', '{', 0x2018, 0x201A, 0x201C, 0x201E, 0xAB, 0x2039, 0x300C, 0xBF, 0xA1};
    return kind_is(w, i, HS_ATOM_MARK) && (w->side[i] > 0 || one_of(w->atoms[i].c, set, sizeof set / sizeof *set));
}

bool hs_atom_closes(const hs_window *w, uint32_t i)
{
    static const uint32_t set[] = {')', ']', '}', 0x2019, 0x201D, 0xBB, 0x203A, 0x300D};
    return kind_is(w, i, HS_ATOM_MARK) && (w->side[i] < 0 || one_of(w->atoms[i].c, set, sizeof set / sizeof *set));
}

static bool ends(uint32_t c)
{
    static const uint32_t set[] = {'.', '?', '!', 0x2026, 0x3002, 0x61F, 0x6D4, 0x964, 0xFF01, 0xFF1F, 0x203C, 0x2047};
    return one_of(c, set, sizeof set / sizeof *set);
}

/* ---- straight quotes: which side ---- */

static int side_by_space(const hs_window *w, uint32_t i)
{
    bool before = i > 0 && w->atoms[i].gap == HS_GAP_NONE;
    bool after = touches(w, i);
    bool opened = i > 0 && before && (hs_atom_opens(w, i - 1) || is(w, i - 1, 0x2014) || is(w, i - 1, '-'));
    if (!before || opened) return after ? 1 : 0;
    return after && !kind_is(w, i + 1, HS_ATOM_MARK) && kind_is(w, i - 1, HS_ATOM_MARK) && i > 1 ? 0 : -1;
}

static void find_sides(hs_window *w)
{
    bool dquote = w->quote_open, squote = false;
    for (uint32_t i = 0; i < w->n; i++) {
        w->side[i] = 0;
        bool two = is(w, i, '"'), one = is(w, i, '\'') || is(w, i, '`') || is(w, i, 0x2019);
        if (!two && !one) continue;
        bool inside = i > 0 && w->atoms[i].gap == HS_GAP_NONE && touches(w, i) && !kind_is(w, i - 1, HS_ATOM_MARK) &&
                      !kind_is(w, i + 1, HS_ATOM_MARK);
        bool year = one && touches(w, i) && kind_is(w, i + 1, HS_ATOM_NUMBER) && w->atoms[i + 1].n == 2;
        if ((one && inside) || year) continue; /* "it's", "'72" */
        int side = side_by_space(w, i);
        bool *open = two ? &dquote : &squote;
        if (!side) side = *open ? -1 : 1;
        if (one && side < 0 && !*open) continue; /* "the members' vote" */
        *open = side > 0;
        if (w->atoms[i].c != 0x2019) w->side[i] = (int8_t)side;
        if (w->atoms[i].gap == HS_GAP_LINE) squote = side > 0 && one;
    }
}

/* ---- addresses ---- */

static bool address_mark(uint32_t c)
{
    return c < 0x80 && c && strchr("._-+%/:?=&#~@$;,!*'()", (int)c) != NULL;
}

/* Glues atoms from..to into one token, less the marks at its end that belong to the sentence. */
static uint32_t glue(hs_window *w, uint32_t from, uint32_t to)
{
    while (to > from && kind_is(w, to, HS_ATOM_MARK) && !is(w, to, '/')) to--;
    for (uint32_t i = from + 1; i <= to; i++) w->fixed[i] = 1;
    return to;
}

static uint32_t run_end(const hs_window *w, uint32_t i, const char *marks)
{
    while (touches(w, i) && (!kind_is(w, i + 1, HS_ATOM_MARK) ||
                             (w->atoms[i + 1].c < 0x80 && strchr(marks, (int)w->atoms[i + 1].c) != NULL)))
        i++;
    return i;
}

static bool domain_end(const hs_window *w, uint32_t i)
{
    static const char *const tops[] = {"biz", "com", "edu", "gov", "info", "int", "mil", "net", "org"};
    char buf[24];
    return kind_is(w, i, HS_ATOM_WORD) && w->atoms[i].shape == HS_SHAPE_LOWER &&
           hs_in_table(lower(w, i, buf), tops, sizeof tops / sizeof *tops);
}

static bool scheme(const hs_window *w, uint32_t i)
{
    static const char *const words[] = {"ftp", "http", "https", "mailto", "www"};
    char buf[24];
    if (!kind_is(w, i, HS_ATOM_WORD) || !touches(w, i)) return false;
    hs_str s = lower(w, i, buf);
    return hs_in_table(s, words, sizeof words / sizeof *words) && touches(w, i + 1) &&
           single(w, i + 1, s.n == 3 && s.p[0] == 'w' ? '.' : ':');
}

/* The atom behind an address that begins at or around atom i, or i where there is none. `done` is the first atom that
 * no earlier address took, so that the walk back is bounded. */
static uint32_t address(hs_window *w, uint32_t i, uint32_t done)
{
    static const char most[] = "._-+%/:?=&#~@$;,!*'";
    if (scheme(w, i)) return glue(w, i, run_end(w, i, most)) + 1;
    bool at = single(w, i, '@') && touches(w, i) && !kind_is(w, i + 1, HS_ATOM_MARK);
    bool host = single(w, i, '.') && touches(w, i) && domain_end(w, i + 1);
    if ((!at && !host) || w->atoms[i].gap != HS_GAP_NONE) return i;
    uint32_t from = i;
    for (uint32_t k = 0; k < 24 && from > done && w->atoms[from].gap == HS_GAP_NONE; k++) {
        uint32_t c = w->atoms[from - 1].c;
        if (kind_is(w, from - 1, HS_ATOM_MARK) && (!address_mark(c) || (c != '.' && c != '-' && c != '_' && c != '%')))
            break;
        from--;
    }
    while (from < i && kind_is(w, from, HS_ATOM_MARK)) from++;
    if (from == i) return i;
    return glue(w, from, run_end(w, i + 1, at ? ".-_" : most)) + 1;
}

static void find_addresses(hs_window *w)
{
    for (uint32_t i = 0, done = 0; i < w->n;) {
        uint32_t next = address(w, i, done);
        if (next > i) done = next;
        i = next > i ? next : i + 1;
    }
}

/* ---- marks that join their neighbours ---- */

enum { JOIN_LEFT = 1, JOIN_RIGHT = 2, JOIN_BOTH = 3 };

typedef struct {
    bool l, r;           /* something touches on that side */
    bool lw, rw, ln, rn; /* it is a word, a number */
} sides;

static sides around(const hs_window *w, uint32_t m)
{
    sides s = {.l = m > 0 && w->atoms[m].gap == HS_GAP_NONE, .r = touches(w, m)};
    s.lw = s.l && kind_is(w, m - 1, HS_ATOM_WORD);
    s.ln = s.l && kind_is(w, m - 1, HS_ATOM_NUMBER);
    s.rw = s.r && kind_is(w, m + 1, HS_ATOM_WORD);
    s.rn = s.r && kind_is(w, m + 1, HS_ATOM_NUMBER);
    return s;
}

static uint32_t token_start(const hs_window *w, uint32_t i)
{
    for (uint32_t k = 0; k < 8 && i > 0 && w->cut[i] == HS_CUT_NONE; k++) i--;
    return i;
}

static bool one_letter(const hs_window *w, uint32_t i)
{
    return kind_is(w, i, HS_ATOM_WORD) && w->atoms[i].n <= 2 && (w->atoms[i].c >= 0x80 || w->atoms[i].n == 1);
}

/* The token that ends before the full stop m has a dot inside ("U.S", "a.m") or is a known abbreviation or initial. */
static bool abbreviates(const hs_window *w, uint32_t m)
{
    uint32_t start = token_start(w, m - 1);
    if (one_letter(w, m - 1))
        return start == m - 1 ? w->atoms[start].shape == HS_SHAPE_UPPER && w->atoms[start].c != 'I'
                              : single(w, m - 2, '.');
    if (start != m - 1) return is(w, m - 2, '.') && w->atoms[m - 1].n <= 2 && one_letter(w, start); /* "Ph.D" */
    return in_words(w, m - 1, w->lang->rules->titles) || in_words(w, m - 1, w->lang->rules->abbreviations);
}

/* "Gen" before a full stop; "no" and "st" can be words. */
static bool titled(const hs_window *w, uint32_t i)
{
    return w->atoms[i].shape == HS_SHAPE_TITLE && w->atoms[i].n > 1 && in_words(w, i, w->lang->rules->titles) &&
           !(w->atoms[i].n == 2 && (w->atoms[i].c == 'N'));
}

/* The full stop m belongs to the abbreviation before it, whatever a model says: "Sens. Lund", "(R-Tenn.)", "Inc.,". */
static bool certainly_short(const hs_window *w, uint32_t m)
{
    if (!touches(w, m)) return titled(w, m - 1);
    return kind_is(w, m + 1, HS_ATOM_MARK) && !single(w, m + 1, '.') &&
           in_words(w, m - 1, w->lang->rules->abbreviations);
}

static int join_stop(const hs_window *w, uint32_t m, sides s)
{
    if (w->atoms[m].n > 1) return 0;
    if (s.ln && s.rn) return JOIN_BOTH;
    if (!s.l) return s.rn || s.rw ? JOIN_RIGHT : 0;
    if (s.lw && s.rw) {
        if (one_letter(w, m - 1) || one_letter(w, m + 1)) return JOIN_BOTH;
        if (w->atoms[m + 1].shape == HS_SHAPE_LOWER) return JOIN_BOTH;
        if (w->atoms[m + 1].shape == HS_SHAPE_UPPER && w->atoms[m - 1].shape == HS_SHAPE_UPPER) return JOIN_BOTH;
        return 0;
    }
    if (s.lw && !s.rn && abbreviates(w, m)) return JOIN_LEFT;
    if ((s.ln && s.rw && w->atoms[m + 1].shape == HS_SHAPE_LOWER) || (s.lw && s.rn)) return JOIN_BOTH;
    return 0;
}

static int join_apostrophe(const hs_window *w, uint32_t m, sides s)
{
    if (s.lw && s.rw) {
        char buf[24];
        hs_str right = lower(w, m + 1, buf);
        return hs_in_table(right, w->lang->rules->clitics.v, w->lang->rules->clitics.n) ? JOIN_RIGHT : JOIN_BOTH;
    }
    if (s.ln && s.rw) return w->atoms[m + 1].n == 1 ? JOIN_BOTH : 0;
    if (!s.l && s.rn && w->side[m] == 0) return JOIN_RIGHT;
    return 0;
}

static int join_hyphen(const hs_window *w, uint32_t m, sides s)
{
    if (w->atoms[m].n > 1 || !s.lw || !s.r) return 0;
    bool starts = m < 2 || w->atoms[m - 1].gap != HS_GAP_NONE || kind_is(w, m - 2, HS_ATOM_MARK);
    return starts && (s.rw || s.rn) && in_words(w, m - 1, w->lang->rules->prefixes) ? JOIN_BOTH : 0;
}

static bool short_upper(const hs_window *w, uint32_t i)
{
    return kind_is(w, i, HS_ATOM_WORD) && w->atoms[i].n <= 3 && w->atoms[i].shape == HS_SHAPE_UPPER;
}

/* Which neighbours the mark m belongs to one token with. */
static int joins(const hs_window *w, uint32_t m)
{
    sides s = around(w, m);
    switch (w->atoms[m].c) {
    case '.':
        return join_stop(w, m, s);
    case '\'':
    case '`':
    case 0x2019:
        return join_apostrophe(w, m, s);
    case '-':
    case 0x2010:
    case 0x2011:
        return join_hyphen(w, m, s);
    case ',':
        return s.ln && s.rn && w->atoms[m + 1].n == 3 ? JOIN_BOTH : 0;
    case ':':
        return s.ln && s.rn ? JOIN_BOTH : 0;
    case '/':
        return (s.ln && s.rn) || (s.lw && s.rw && one_letter(w, m - 1)) ? JOIN_BOTH : 0;
    case '&':
        return s.lw && s.rw && short_upper(w, m - 1) && short_upper(w, m + 1) ? JOIN_BOTH : 0;
    case '_':
    case '\\':
        return JOIN_BOTH;
    case '*':
        return s.lw && s.rw ? JOIN_BOTH : 0;
    case '#':
    case '@':
        return !s.l && s.rw ? JOIN_RIGHT : 0;
    case '+':
        return !s.l && s.rn ? JOIN_RIGHT : 0;
    case '$':
        return s.lw && short_upper(w, m - 1) ? JOIN_LEFT : 0;
    default:
        return 0;
    }
}

/* "[…]", "[...]" are one token; so are the usual smileys. */
static bool cluster(const hs_window *w, uint32_t i)
{
    uint32_t l = w->atoms[i - 1].c, c = w->atoms[i].c;
    if ((l == '?' && c == '!') || (l == '!' && c == '?')) return true;
    if (l == '[' && (c == 0x2026 || (c == '.' && w->atoms[i].n >= 2))) return touches(w, i) && is(w, i + 1, ']');
    if (c == ']' && i >= 2 && is(w, i - 2, '[')) return l == 0x2026 || (l == '.' && w->atoms[i - 1].n >= 2);
    bool fresh = i < 2 || w->atoms[i - 1].gap != HS_GAP_NONE;
    bool eyes = l == ':' || l == ';' || l == '=';
    if (eyes && (c == ')' || c == '(')) return fresh || (i >= 2 && w->cut[i - 1] == HS_CUT_NONE);
    if (eyes && c == '-') return fresh && touches(w, i) && (is(w, i + 1, ')') || is(w, i + 1, '('));
    return l == '-' && (c == ')' || c == '(') && i >= 2 && w->cut[i - 1] == HS_CUT_NONE &&
           (is(w, i - 2, ':') || is(w, i - 2, ';'));
}

/* The cut between two atoms that touch. */
static hs_cut cut_inside(const hs_window *w, uint32_t i)
{
    const hs_atom *a = &w->atoms[i - 1], *b = &w->atoms[i];
    if (b->fused) return b->fused == 2 ? HS_CUT_INNER : HS_CUT_NONE;
    if (a->kind != HS_ATOM_MARK && b->kind != HS_ATOM_MARK)
        return a->kind == HS_ATOM_NUMBER && in_words(w, i, w->lang->rules->units) ? HS_CUT_TOKEN : HS_CUT_NONE;
    if (a->kind == HS_ATOM_MARK && b->kind == HS_ATOM_MARK && cluster(w, i)) return HS_CUT_NONE;
    if (b->kind == HS_ATOM_MARK && (joins(w, i) & JOIN_LEFT)) return HS_CUT_NONE;
    if (a->kind == HS_ATOM_MARK && (joins(w, i - 1) & JOIN_RIGHT)) return HS_CUT_NONE;
    hs_str mark = text_of(w, i);
    if (b->kind != HS_ATOM_MARK || a->kind != HS_ATOM_WORD || !hs_apostrophe(mark)) return HS_CUT_TOKEN;
    if (joins(w, i) & JOIN_RIGHT) return HS_CUT_INNER; /* 's */
    bool plural = (w->text.p[b->at - 1] | 32) == 's' && w->lang->rules->clitics.n;
    return w->side[i] == 0 && plural && !touches(w, i) ? HS_CUT_INNER : HS_CUT_TOKEN;
}

/* ---- sentences ---- */

/* 1 where the byte begins a code point. */
static uint32_t lead(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* A line break that a wrapping editor would not have made: the next word had room, or lines are too long or too short
 * to have been wrapped. */
static bool hard_line(const hs_window *w, uint32_t i)
{
    const hs_atom *b = &w->atoms[i];
    if (w->line_width > 132) return true;
    if (w->line_width < 50) return b->shape != HS_SHAPE_LOWER || hs_uc_upper(b->c);
    uint32_t at = w->atoms[i - 1].at + w->atoms[i - 1].n, room = w->line_width, used = 1;
    for (; at > w->block.at && w->text.p[at - 1] != '\n' && used <= room; at--) used += lead(w->text.p[at - 1]);
    for (at = b->at; at < hs_span_end(w->block) && (unsigned char)w->text.p[at] > ' ' && used <= room; at++)
        used += lead(w->text.p[at]);
    return used <= room;
}

/* "…!" Lund said: the words behind a quotation that tell whose it was belong to its sentence, unless it ended with a
 * full stop. */
static bool speech_follows(const hs_window *w, uint32_t i)
{
    uint32_t mark = i - 1;
    for (uint32_t k = 0; k < 3 && mark > 0 && hs_atom_closes(w, mark); k++) mark--;
    if (is(w, mark, '.')) return false;
    for (uint32_t k = 0; k < 6 && i < w->n; k++, i++) {
        if (w->atoms[i].kind == HS_ATOM_MARK && !is(w, i, '.')) return false;
        if (in_words(w, i, w->lang->rules->speech)) return true;
    }
    return false;
}

/* A full stop that belongs to an abbreviation ends a sentence only before a word that begins sentences. */
static bool stop_ends(const hs_window *w, uint32_t stop, uint32_t next)
{
    if (w->cut[stop] != HS_CUT_NONE || stop == 0) return true;
    if (w->atoms[next].shape != HS_SHAPE_TITLE) return false;
    if (in_words(w, stop - 1, w->lang->rules->titles)) return false;
    return in_words(w, next, w->lang->rules->starters);
}

/* The atom before atom i, closing marks left aside. */
static uint32_t behind_closers(const hs_window *w, uint32_t i)
{
    uint32_t t = i - 1;
    for (uint32_t k = 0; k < 4 && t > 0 && hs_atom_closes(w, t); k++) t--;
    return t;
}

bool hs_stop_before(const hs_window *w, uint32_t i)
{
    uint32_t t = behind_closers(w, i);
    bool broken_off = is(w, i - 1, 0x2014) && w->atoms[i - 1].gap == HS_GAP_NONE && w->atoms[i].gap != HS_GAP_NONE;
    return broken_off || (w->atoms[t].kind == HS_ATOM_MARK && ends(w->atoms[t].c));
}

bool hs_stop_at_end(hs_str text)
{
    static const uint32_t closers[] = {')', ']', '}', '"', '\'', 0x2019, 0x201D, 0xBB, 0x203A};
    size_t at = text.n;
    for (int k = 0; k < 6 && at > 0; k++) {
        uint32_t c = hs_utf8_prev(text, &at);
        if (ends(c)) return true;
        if (!one_of(c, closers, sizeof closers / sizeof *closers)) return false;
    }
    return false;
}

static bool sentence_before(const hs_window *w, uint32_t i)
{
    uint32_t t = behind_closers(w, i), next = i;
    bool closed = t != i - 1;
    if (w->atoms[t].kind != HS_ATOM_MARK || !ends(w->atoms[t].c) || hs_atom_closes(w, i)) return false;
    for (uint32_t k = 0; k < 3 && next + 1 < w->n && hs_atom_opens(w, next); k++) next++;
    const hs_atom *b = &w->atoms[next];
    bool big =
        b->shape == HS_SHAPE_TITLE || b->shape == HS_SHAPE_UPPER || (b->shape == HS_SHAPE_MIXED && hs_uc_upper(b->c));
    if (w->atoms[i].gap == HS_GAP_NONE)
        return w->atoms[t].n == 1 && w->cut[t] != HS_CUT_NONE && t > 0 && w->atoms[t - 1].kind != HS_ATOM_MARK &&
               (closed ? next > i : b->shape == HS_SHAPE_TITLE && next == i);
    bool small = b->kind == HS_ATOM_WORD && hs_uc_lower(b->c);
    if (small || (next == i && b->kind == HS_ATOM_MARK && !hs_atom_opens(w, i) && !is(w, i, '-') && !is(w, i, 0x2022)))
        return false;
    if (w->atoms[t].c == '.' && w->atoms[t].n == 1) return stop_ends(w, t, next);
    if ((w->atoms[t].n > 1 && w->atoms[t].c == '.') || w->atoms[t].c == 0x2026) return big || next > i;
    return true;
}

static bool dash(const hs_window *w, uint32_t i)
{
    return is(w, i, 0x2014) || is(w, i, 0x2015) || is(w, i, 0x2013);
}

/* What was left out between two sentences: "We left [...] They stayed". */
static bool left_out(const hs_window *w, uint32_t i)
{
    return i > 3 && is(w, i - 1, ']') && w->cut[i - 1] == HS_CUT_NONE && is(w, i - 3, '[') &&
           w->atoms[i].shape == HS_SHAPE_TITLE;
}

/* Where news is read wrong at a price: a title before its name, a quotation's speaker behind it. */
static bool certainly_goes_on(const hs_window *w, uint32_t i)
{
    bool closed = hs_atom_closes(w, i - 1), big = w->atoms[i].kind == HS_ATOM_WORD && hs_uc_upper(w->atoms[i].c);
    if (closed && speech_follows(w, i)) return true;
    if (closed && dash(w, i) && !is(w, i - 1, ')')) return true;
    if (i > 1 && dash(w, i - 1) && hs_atom_closes(w, i - 2) && !is(w, i - 2, ')')) return true;
    return big && i > 1 && w->cut[i - 1] == HS_CUT_NONE && single(w, i - 1, '.') && titled(w, i - 2) &&
           !in_words(w, i, w->lang->rules->starters);
}

void hs_segment_tokens(hs_window *w)
{
    memset(w->fixed, 0, w->n);
    find_sides(w);
    find_addresses(w);
    for (uint32_t i = 1; i < w->n; i++) {
        if (w->fixed[i]) {
            w->cut[i] = HS_CUT_NONE;
        } else {
            w->cut[i] = (uint8_t)(w->atoms[i].gap == HS_GAP_NONE ? cut_inside(w, i) : HS_CUT_TOKEN);
            w->fixed[i] = w->cut[i] == HS_CUT_NONE && single(w, i, '.') && certainly_short(w, i);
        }
    }
}

void hs_segment_sentences(hs_window *w)
{
    for (uint32_t i = 1; i < w->n; i++) {
        if (w->cut[i] != HS_CUT_TOKEN) continue;
        bool hard = w->atoms[i].gap == HS_GAP_LINE && hard_line(w, i);
        bool goes_on = !hard && certainly_goes_on(w, i);
        bool ends_here = hard || (!goes_on && sentence_before(w, i));
        w->fixed[i] = hard || goes_on || (ends_here && left_out(w, i));
        if (ends_here) w->cut[i] = HS_CUT_SENTENCE;
    }
}
