#include "read/para.h"

#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t at, n; /* trimmed */
    uint32_t chars; /* length in characters, indent left out */
    bool blank_before;
} line;

typedef HS_VEC(line) lines;

enum { MIN_WRAP = 45, MAX_WRAP = 132, LABEL_MAX = 48 };

static size_t line_end(hs_str s, size_t at)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    size_t end = nl ? (size_t)(nl - s.p) : s.n;
    const char *cr = memchr(s.p + at, '\r', end - at);
    return cr ? (size_t)(cr - s.p) : end;
}

static size_t split_lines(hs_str text, lines *out)
{
    bool blank = true;
    size_t at = 0;
    while (at < text.n && out->n < HS_PARA_LINES) {
        size_t end = line_end(text, at);
        hs_str s = hs_str_trim((hs_str){text.p + at, end - at});
        if (s.n) {
            *HS_PUSH(*out) = (line){(uint32_t)(s.p - text.p), (uint32_t)s.n, (uint32_t)hs_utf8_length(s), blank};
            blank = false;
        } else if (!(end > 0 && text.p[end - 1] == '\r' && at == end)) {
            blank = true;
        }
        at = end + 1;
    }
    return at < text.n ? at : text.n;
}

static bool closing(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAB || c == 0x201C || c == ')' ||
           c == ']' || c == 0x203A;
}

bool hs_para_ends_sentence(hs_str s)
{
    size_t at = s.n;
    while (at > 0) {
        uint32_t c = hs_utf8_prev(s, &at);
        if (closing(c)) continue;
        return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x61F || c == 0x6D4 || c == 0x964;
    }
    return false;
}

/* ---- hard-wrapped lines ---- */

/* The width that lines were wrapped at, in characters; 0 where each line is a paragraph of its own. */
static uint32_t wrap_width(hs_str text, const lines *l)
{
    uint32_t seen[MAX_WRAP + 1] = {0}, longer = 0, followed = 0, ended = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->v[i].chars <= MAX_WRAP) {
            seen[l->v[i].chars]++;
        } else {
            longer++;
        }
        if (i + 1 < l->n && !l->v[i + 1].blank_before) {
            followed++;
            ended += hs_para_ends_sentence((hs_str){text.p + l->v[i].at, l->v[i].n});
        }
    }
    if (longer * 20 > l->n || followed < 3 || ended * 5 > followed * 3) return 0;
    uint32_t width = MAX_WRAP;
    for (uint32_t above = longer; width > 0 && (above + seen[width]) * 20 <= l->n; width--) above += seen[width];
    return width >= MIN_WRAP ? width : 0;
}

static uint32_t first_word(hs_str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t') n++;
    return (uint32_t)hs_utf8_length((hs_str){s.p, n});
}

/* ---- what a line begins with ---- */

/* Length of a list marker with the white space behind it, 0 where there is none. */
static size_t marker(hs_str s)
{
    static const char *const bullets[] = {"•", "‣", "◦", "·", "▪", "■", "●", "*", "-", "+", "→", "»", "›"};
    size_t n = 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets && !n; i++)
        if (hs_str_starts(s, hs_str_of(bullets[i]))) n = strlen(bullets[i]);
    if (!n) {
        size_t open = s.n > 0 && s.p[0] == '(', i = open;
        while (i < s.n && i < open + 3 && s.p[i] >= '0' && s.p[i] <= '9') i++;
        if (i == open && i < s.n && ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') && open) i++;
        if (i > open && i < s.n && (s.p[i] == ')' || (!open && s.p[i] == '.'))) n = i + 1;
    }
    if (!n || n >= s.n) return 0;
    size_t at = n;
    return hs_uc_space(hs_utf8_next(s, &at)) ? at : 0;
}

static bool dash(hs_str s)
{
    return hs_str_starts(s, HS_STR("–")) || hs_str_starts(s, HS_STR("—")) || hs_str_starts(s, HS_STR("―"));
}

/* A label like "JUDGE AUST" or "Mr Verlinc" before a colon: its length, or 0. Each word starts with a capital. */
static uint32_t label(hs_str s)
{
    const char *colon = memchr(s.p, ':', s.n < LABEL_MAX ? s.n : LABEL_MAX);
    if (!colon || colon == s.p) return 0;
    hs_str l = {s.p, (size_t)(colon - s.p)};
    bool word = true;
    unsigned words = 0;
    for (size_t at = 0; at < l.n;) {
        uint32_t c = hs_utf8_next(l, &at);
        if (word && !hs_uc_upper(c) && !hs_uc_digit(c)) return 0;
        if (!hs_uc_letter(c) && !hs_uc_digit(c) && !strchr(" .'-", (int)(c < 0x80 ? c : 'x')) && c != 0x2019) return 0;
        words += word;
        word = c == ' ';
    }
    bool space = l.n + 1 == s.n || s.p[l.n + 1] == ' ' || s.p[l.n + 1] == '\n' || s.p[l.n + 1] == '\t';
    return words <= 5 && space ? (uint32_t)l.n : 0;
}

/* ---- paragraphs ---- */

static bool joins(hs_str text, const line *a, const line *b, uint32_t width)
{
    hs_str next = {text.p + b->at, b->n};
    if (b->blank_before || !width || marker(next) || dash(next)) return false;
    return a->chars + 1 + first_word(next) > width;
}

static void gather(hs_str text, const lines *l, hs_paras *out)
{
    uint32_t width = wrap_width(text, l);
    for (uint32_t i = 0; i < l->n; i++) {
        const line *a = &l->v[i];
        if (i > 0 && joins(text, a - 1, a, width)) {
            hs_para *p = &out->v[out->n - 1];
            p->n = a->at + a->n - p->at;
        } else {
            *HS_PUSH(*out) = (hs_para){.at = a->at, .n = a->n, .kind = HS_BLOCK_PARAGRAPH, .apart = a->blank_before};
        }
    }
}

static bool all_upper(hs_str s)
{
    for (size_t at = 0; at < s.n;)
        if (hs_uc_lower(hs_utf8_next(s, &at))) return false;
    return true;
}

/* Speaker labels count where at least three paragraphs carry one and one of them comes back. Where most are in
 * capitals, the others are no labels. */
static void find_labels(hs_str text, hs_paras *ps)
{
    hs_map seen = {0};
    uint32_t labelled = 0, again = 0, upper = 0;
    for (uint32_t i = 0; i < ps->n; i++) {
        hs_para *p = &ps->v[i];
        p->speaker_n = label(hs_para_str(text, p));
        if (!p->speaker_n) continue;
        labelled++;
        upper += all_upper((hs_str){text.p + p->at, p->speaker_n});
        uint32_t *n = hs_map_at(&seen, (hs_str){text.p + p->at, p->speaker_n});
        again += *n != HS_MISSING;
        *n = 1;
    }
    bool real = labelled >= 3 && again > 0 && labelled * 5 >= ps->n;
    for (uint32_t i = 0; i < ps->n; i++) {
        hs_para *p = &ps->v[i];
        bool shouted = all_upper((hs_str){text.p + p->at, p->speaker_n});
        if (!real || (upper * 2 > labelled && !shouted)) p->speaker_n = 0;
        if (p->speaker_n) p->kind = HS_BLOCK_TURN;
    }
    hs_map_free(&seen);
}

/* A run of "- …" lines is a dialogue where one of them asks or breaks off, else a list. */
static bool hyphen_talk(hs_str text, const hs_paras *ps, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        hs_str s = hs_para_str(text, &ps->v[i]);
        if (hs_str_ends(s, HS_STR("?")) || hs_str_ends(s, HS_STR("…")) || hs_str_ends(s, HS_STR("!"))) return true;
    }
    return false;
}

static void find_items(hs_str text, hs_paras *ps)
{
    for (uint32_t i = 0; i < ps->n; i++) {
        hs_para *p = &ps->v[i];
        hs_str s = hs_para_str(text, p);
        if (p->kind != HS_BLOCK_PARAGRAPH) continue;
        if (dash(s) && hs_para_ends_sentence(s)) {
            p->kind = HS_BLOCK_TURN;
        } else if (marker(s)) {
            uint32_t to = i;
            while (to < ps->n && s.p[0] == '-' && text.p[ps->v[to].at] == '-') to++;
            uint32_t kind = to > i + 1 && hyphen_talk(text, ps, i, to) ? HS_BLOCK_TURN : HS_BLOCK_ITEM;
            p->kind = kind;
            for (; i + 1 < to; i++) ps->v[i + 1].kind = kind;
        }
    }
}

static bool begins_like_heading(hs_str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (hs_uc_letter(c)) return !hs_uc_lower(c);
        if (hs_uc_digit(c)) return true;
        if (hs_uc_space(c)) return false;
    }
    return false;
}

/* A short line that ends no sentence, before a longer paragraph that does. */
static bool heading(hs_str text, const hs_paras *ps, uint32_t i)
{
    const hs_para *p = &ps->v[i];
    hs_str s = hs_para_str(text, p);
    if (p->kind != HS_BLOCK_PARAGRAPH || i + 1 >= ps->n || p->n > 240 || !begins_like_heading(s)) return false;
    char last = s.p[s.n - 1];
    if (last == '.' || last == ':' || last == ',' || last == ';' || hs_str_ends(s, HS_STR("…"))) return false;
    if (hs_para_ends_sentence(s) && last != '?' && last != '!') return false;
    if (hs_utf8_length(s) > 140) return false;
    uint32_t next = i + 1;
    while (next < ps->n && next < i + 4 && ps->v[next].n < 60) next++;
    if (next >= ps->n) return false;
    hs_str body = hs_para_str(text, &ps->v[next]);
    return body.n > s.n && hs_para_ends_sentence(body);
}

size_t hs_para_split(hs_str text, hs_paras *out)
{
    lines l = {0};
    size_t end = split_lines(text, &l);
    gather(text, &l, out);
    HS_VEC_FREE(l);
    find_labels(text, out);
    find_items(text, out);
    for (uint32_t i = 0; i < out->n; i++)
        if (heading(text, out, i)) out->v[i].kind = HS_BLOCK_HEADING;
    return end;
}
