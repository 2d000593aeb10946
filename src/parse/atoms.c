#include "parse/atoms.h"

#include "base/utf8.h"

#include <string.h>

/* Marks of which a run is one atom; brackets, quotes and commas stand alone. */
static bool repeats(uint32_t c)
{
    return c < 0x80 ? c && strchr(".-!?*=~+<>_#^|", (int)c) != NULL : c == 0x2026 || c == 0x2014 || c == 0x2500;
}

static hs_atom_kind kind_of(uint32_t c)
{
    if (hs_uc_letter(c)) return HS_ATOM_WORD;
    return hs_uc_digit(c) ? HS_ATOM_NUMBER : HS_ATOM_MARK;
}

/* Nothing of its own: soft hyphen, joiners, direction marks, combining marks, variation selectors, skin tones. */
static bool sticks(uint32_t c)
{
    return c == 0xAD || (c >= 0x200C && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0x1F3FB && c <= 0x1F3FF) || hs_uc_mark(c);
}

static hs_shape shape_with(hs_shape shape, uint32_t c, bool first)
{
    bool up = hs_uc_upper(c), low = hs_uc_lower(c);
    if (!up && !low) return shape;
    if (first || shape == HS_SHAPE_NONE) return up ? HS_SHAPE_UPPER : HS_SHAPE_LOWER;
    if (shape == HS_SHAPE_LOWER) return up ? HS_SHAPE_MIXED : shape;
    return shape;
}

/* Title case shows at the second letter only: a run that began upper and goes on lower. */
static hs_shape shape_next(hs_shape shape, uint32_t c, uint32_t letters)
{
    if (letters && shape == HS_SHAPE_UPPER && hs_uc_lower(c)) return letters == 1 ? HS_SHAPE_TITLE : HS_SHAPE_MIXED;
    if (shape == HS_SHAPE_TITLE && hs_uc_upper(c)) return HS_SHAPE_MIXED;
    return shape_with(shape, c, letters == 0);
}

static hs_gap skip_space(hs_str text, uint32_t *at)
{
    hs_gap gap = HS_GAP_NONE;
    while (*at < text.n) {
        size_t next = *at;
        uint32_t c = hs_utf8_next(text, &next);
        if (c != 0 && !hs_uc_space(c)) break;
        bool line = c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
        if (line || gap == HS_GAP_NONE) gap = line ? HS_GAP_LINE : HS_GAP_SPACE;
        *at = (uint32_t)next;
    }
    return gap;
}

static hs_atom scan(hs_str text, uint32_t at)
{
    size_t next = at;
    hs_atom a = {.at = at, .c = hs_utf8_next(text, &next)};
    a.kind = (uint8_t)kind_of(a.c);
    a.shape = (uint8_t)shape_next(HS_SHAPE_NONE, a.c, 0);
    for (uint32_t letters = 1; next < text.n; letters++) {
        size_t after = next;
        uint32_t c = hs_utf8_next(text, &after);
        if (!sticks(c)) {
            if (a.kind == HS_ATOM_MARK ? c != a.c || !repeats(c) : kind_of(c) != a.kind) break;
            a.shape = (uint8_t)shape_next(a.shape, c, letters);
        }
        next = after;
    }
    a.n = (uint32_t)next - at;
    return a;
}

static const hs_fused *fused_of(hs_str word, const hs_rules *rules)
{
    for (size_t i = 0; i < rules->fused_n; i++)
        if (hs_str_ieq(word, hs_str_of(rules->fused[i].word))) return &rules->fused[i];
    return NULL;
}

/* Parts "don" of "don't" before its n, and fused spellings at their cut; returns the bytes of the first part, or 0. */
static uint32_t cut_of(hs_str text, const hs_atom *a, const hs_rules *rules, bool *always)
{
    *always = true;
    if (a->kind != HS_ATOM_WORD || a->n > 12 || a->n < 2 || !rules->clitics.n) return 0;
    hs_str rest = {text.p + a->at + a->n, text.n - a->at - a->n};
    size_t mark = hs_apostrophe(rest);
    if (mark && (rest.p[-1] | 32) == 'n' && mark < rest.n && (rest.p[mark] | 32) == 't') {
        size_t after = mark + 1;
        if (after == rest.n || kind_of(hs_utf8_next(rest, &after)) != HS_ATOM_WORD) return a->n - 1;
    }
    const hs_fused *f = fused_of(hs_atom_text(text, a), rules);
    if (!f || mark) return 0;
    *always = f->always;
    return (uint32_t)f->cut;
}

size_t hs_apostrophe(hs_str s)
{
    if (s.n && (s.p[0] == '\'' || s.p[0] == '`')) return 1;
    return s.n >= 3 && memcmp(s.p, "\u2019", 3) == 0 ? 3 : 0;
}

hs_str hs_atom_text(hs_str text, const hs_atom *a)
{
    return (hs_str){text.p + a->at, a->n};
}

uint32_t hs_atoms_of(hs_str text, uint32_t from, uint32_t to, const hs_language *lang, uint32_t most, hs_atoms *out)
{
    text.n = to;
    while (out->n < most) {
        hs_gap gap = skip_space(text, &from);
        if (from >= to) return from;
        hs_atom a = scan(text, from);
        a.gap = (uint8_t)gap;
        from = a.at + a.n;
        bool always;
        uint32_t cut = cut_of(text, &a, lang->rules, &always);
        if (!cut) {
            *HS_PUSH(*out) = a;
            continue;
        }
        hs_atom rest = {.at = a.at + cut, .n = a.n - cut, .kind = a.kind, .shape = a.shape, .fused = always ? 2 : 1};
        rest.c = (unsigned char)text.p[rest.at];
        if (rest.shape == HS_SHAPE_TITLE) rest.shape = HS_SHAPE_LOWER;
        a.n = cut;
        *HS_PUSH(*out) = a;
        *HS_PUSH(*out) = rest;
    }
    return from;
}
