#include "parse/lemma.h"

#include "base/utf8.h"
#include "parse/irregular.h"

#include <string.h>

static const char *irregular(hs_str word, const hs_irregular *table, size_t n)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = hs_str_against(word, table[mid].form);
        if (c == 0) return table[mid].lemma;
        if (c > 0) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return NULL;
}

#define LOOK(word, table) irregular(word, hs_irregular_##table, hs_irregular_##table##_n)

void hs_lemma_lower(hs_str word, hs_buf *out)
{
    hs_buf_clear(out);
    for (size_t at = 0; at < word.n;) {
        unsigned char b = (unsigned char)word.p[at];
        if (b < 0x80) {
            hs_buf_char(out, (char)(b >= 'A' && b <= 'Z' ? b + 32 : b));
            at++;
        } else {
            hs_utf8_put(out, hs_uc_tolower(hs_utf8_next(word, &at)));
        }
    }
}

static bool vowel(char c)
{
    return c && strchr("aeiouy", c) != NULL;
}

static bool consonant(char c)
{
    return c >= 'a' && c <= 'z' && !vowel(c);
}

static bool ends(const hs_buf *b, const char *suffix)
{
    return hs_str_ends((hs_str){b->p, b->n}, hs_str_of(suffix));
}

static void cut(hs_buf *b, size_t n, const char *add)
{
    b->n -= n;
    b->p[b->n] = '\0';
    hs_buf_str(b, add);
}

static bool has_vowel(const hs_buf *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (vowel(b->p[i])) return true;
    return false;
}

/* After -ed or -ing went: "planned" → plan, "hoping" → hope, "visited" stays. */
static void mend_stem(hs_buf *b)
{
    static const char *const with_e[] = {"at",  "bl",  "iz", "is",  "dg", "rg", "ng_", "nc", "rc",  "uc", "ic_",
                                         "rs",  "ns",  "as", "us_", "os", "ps", "rv",  "lv", "iv",  "av", "ov",
                                         "eiv", "ieg", "ag", "nag", "eg", "ur", "uir", "ir", "or_", "ut", "bl",
                                         "cl",  "dl",  "fl", "gl",  "kl", "pl", "tl",  "zl", "ud"};
    size_t n = b->n;
    char last = b->p[n - 1], before = n > 1 ? b->p[n - 2] : '\0', third = n > 2 ? b->p[n - 3] : '\0';
    if (n > 2 && last == before && consonant(last) && last != 'l' && last != 's' && last != 'z' && last != 'f') {
        cut(b, 1, "");
        return;
    }
    if (n > 3 && last == 'l' && before == 'l' &&
        third == 'e') { /* "labelled"; "spelled" and "yelled" are in the table */
        cut(b, 1, "");
        return;
    }
    for (size_t i = 0; i < sizeof with_e / sizeof *with_e; i++) {
        if (!ends(b, with_e[i])) continue;
        if (last == 't' && before == 'a' && third == 'e') return; /* treat, repeat, defeat */
        if (last == 't' && before == 'u' && third == 'o') return; /* shout */
        if (last == 's' && before == 's') return;
        if (last == 'r' && (third == 'o' || third == 'a' || third == 'e')) return; /* pour, appear, clear, repair */
        if (before == 'd' && last == 'd') return;
        hs_buf_char(b, 'e');
        return;
    }
    /* consonant, one vowel, consonant in a short stem: "hop" → hope, "us" → use, "mak" → make */
    if (n <= 4 && n >= 2 && consonant(last) && vowel(before) && before != 'y' && (n == 2 || !vowel(third)) &&
        last != 'w' && last != 'x' && !(n == 4 && ends(b, "er")))
        hs_buf_char(b, 'e');
}

static bool strip_verb(hs_buf *b)
{
    if (ends(b, "ied") && b->n > 4) {
        cut(b, 3, "y");
        return true;
    }
    if (ends(b, "eed") && b->n > 5) {
        cut(b, 1, "");
        return true;
    }
    if (ends(b, "ed") && b->n > 3 && !ends(b, "eed") && has_vowel(b, b->n - 2)) {
        cut(b, 2, "");
        mend_stem(b);
        return true;
    }
    if (ends(b, "ing") && b->n > 4 && has_vowel(b, b->n - 3)) {
        if (ends(b, "ying") && b->n == 5) {
            cut(b, 4, "ie"); /* lying, dying, tying */
            return true;
        }
        cut(b, 3, "");
        mend_stem(b);
        return true;
    }
    return false;
}

static bool strip_s(hs_buf *b)
{
    if (b->n < 4 || !ends(b, "s") || ends(b, "ss") || ends(b, "us") || ends(b, "is")) return false;
    if (ends(b, "ies") && b->n > 4) {
        cut(b, 3, "y");
    } else if (ends(b, "sses") || ends(b, "xes") || ends(b, "ches") || ends(b, "shes") || ends(b, "zzes") ||
               ends(b, "oes")) {
        cut(b, 2, "");
    } else {
        cut(b, 1, "");
    }
    return true;
}

static void set(hs_buf *b, const char *s)
{
    hs_buf_clear(b);
    hs_buf_str(b, s);
}

static void lemma_verb(hs_buf *b)
{
    const char *known = LOOK(((hs_str){b->p, b->n}), verbs);
    if (known) {
        set(b, known);
    } else if (!strip_verb(b)) {
        strip_s(b);
    }
}

static void lemma_noun(hs_buf *b)
{
    const char *known = LOOK(((hs_str){b->p, b->n}), nouns);
    if (known) {
        set(b, known);
    } else {
        strip_s(b);
    }
}

static void lemma_unknown(hs_buf *b)
{
    hs_str word = {b->p, b->n};
    const char *known = LOOK(word, verbs);
    if (!known) known = LOOK(word, nouns);
    if (known) {
        set(b, known);
    } else if (!hs_in_table(word, hs_lemma_bases, hs_lemma_bases_n) && !strip_verb(b)) {
        strip_s(b);
    }
}

/* Comparatives are irregular by table only: "-er" is more often an agent than a degree. */
static void lemma_adjective(hs_buf *b)
{
    const char *known = LOOK(((hs_str){b->p, b->n}), adjectives);
    if (known) set(b, known);
}

/* Forms that are one letter each way from their lemma: clitics and pronouns. */
static const char *clitic(hs_str word, uint32_t upos)
{
    size_t mark = word.n && word.p[0] == '\'' ? 1 : word.n > 3 && memcmp(word.p, "\u2019", 3) == 0 ? 3 : 0;
    hs_str rest = {word.p + mark, word.n - mark};
    if (hs_str_eq(word, HS_STR("n't")) || hs_str_eq(word, HS_STR("n\u2019t")) || hs_str_eq(word, HS_STR("nt")))
        return "not";
    if (!mark) return NULL;
    if (hs_str_eq(rest, HS_STR("s"))) return upos == HS_AUX || upos == HS_VERB ? "be" : "'s";
    if (hs_str_eq(rest, HS_STR("re")) || hs_str_eq(rest, HS_STR("m"))) return "be";
    if (hs_str_eq(rest, HS_STR("ve"))) return "have";
    if (hs_str_eq(rest, HS_STR("ll"))) return "will";
    return hs_str_eq(rest, HS_STR("d")) ? "would" : NULL;
}

void hs_lemma_english(hs_str word, uint32_t upos, bool inner, hs_buf *out)
{
    hs_lemma_lower(word, out);
    hs_str low = {hs_buf_c(out), out->n};
    const char *known = inner ? clitic(low, upos) : NULL;
    if (!known && low.n <= 12) known = LOOK(low, closed);
    if (known) {
        set(out, known);
        return;
    }
    if (low.n < 3 || low.n > 24) return;
    if (upos == HS_VERB || upos == HS_AUX) {
        lemma_verb(out);
    } else if (upos == HS_NOUN) {
        lemma_noun(out);
    } else if (upos == HS_ADJ || upos == HS_ADV) {
        lemma_adjective(out);
    } else if (upos == HS_X) {
        size_t at = 0;
        bool name = hs_uc_upper(hs_utf8_next(word, &at));
        if (!name) lemma_unknown(out);
    }
}

const char *hs_lemma_irregular(hs_str word)
{
    char low[16];
    if (word.n >= sizeof low) return NULL;
    for (size_t i = 0; i < word.n; i++)
        low[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
    return LOOK(((hs_str){low, word.n}), verbs);
}
