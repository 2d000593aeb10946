#include "link/names.h"

#include "base/fold.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Sorted, for hs_in_table. */
static const char *const titles[] = {
    "admiral",   "ambassador", "bishop",     "brigadier", "capt",      "captain", "cardinal", "chancellor", "col",
    "colonel",   "comrade",    "dame",       "doctor",    "dr",        "emir",    "father",   "frau",       "gen",
    "general",   "gov",        "governor",   "haji",      "hajj",      "herr",    "imam",     "judge",      "justice",
    "king",      "lady",       "lieutenant", "lord",      "lt",        "madame",  "maj",      "major",      "master",
    "minister",  "miss",       "monsieur",   "mp",        "mr",        "mrs",     "ms",       "mullah",     "pope",
    "president", "prince",     "princess",   "prof",      "professor", "queen",   "rabbi",    "rep",        "rev",
    "reverend",  "saint",      "sen",        "senator",   "sergeant",  "sgt",     "shaikh",   "sheik",      "sheikh",
    "sir",       "sister",     "sultan"};
static const char *const particles[] = {"abu", "al", "an",  "as",    "at",  "bar", "ben", "bin", "d",
                                        "da",  "de", "del", "della", "den", "der", "di",  "dos", "du",
                                        "e",   "ed", "el",  "ibn",   "l",   "la",  "le",  "of",  "s",
                                        "the", "ud", "ul",  "van",   "vom", "von", "y",   "zu"};
static const char *const legal[] = {"ab",   "ag",          "aktiengesellschaft",
                                    "and",  "as",          "bv",
                                    "bvba", "co",          "company",
                                    "corp", "corporation", "for",
                                    "gmbh", "inc",         "incorporated",
                                    "jsc",  "liability",   "limited",
                                    "llc",  "llp",         "lp",
                                    "ltd",  "nv",          "oao",
                                    "of",   "ojsc",        "ooo",
                                    "oy",   "pao",         "pjsc",
                                    "plc",  "pte",         "pty",
                                    "sa",   "sarl",        "se",
                                    "spa",  "srl",         "the",
                                    "zao"};

typedef struct {
    char text[48]; /* folded letters and digits */
    char skel[48];
    bool initial;
} token;

typedef struct {
    token t[HS_NAME_TOKENS];
    uint32_t n;
    bool other_script, comma;
    char joined[256]; /* the skeletons run together */
    size_t joined_n;
} parts;

static bool in(const char *word, const char *const *table, size_t n)
{
    return hs_in_table(hs_str_of(word), table, n);
}
#define IN(word, table) in(word, table, sizeof(table) / sizeof *(table))

/* Spelling habits of romanisation, longest first. */
static const struct {
    const char *from, *to;
} habits[] = {{"tsch", "c"}, {"dzh", "j"}, {"sch", "s"}, {"tch", "c"}, {"shch", "s"}, {"kh", "h"}, {"gh", "g"},
              {"ou", "u"},   {"oo", "u"},  {"ee", "i"},  {"ie", "i"},  {"ch", "c"},   {"sh", "s"}, {"zh", "z"},
              {"dj", "j"},   {"ph", "f"},  {"ck", "k"},  {"th", "t"},  {"ae", "a"},   {"oe", "o"}, {"ue", "u"},
              {"ts", "c"},   {"tz", "c"},  {"q", "k"},   {"w", "v"},   {"y", "i"},    {"x", "ks"}};

static void skeleton(const char *s, char *out, size_t cap)
{
    size_t n = 0;
    while (*s && n + 3 < cap) {
        size_t k = 0;
        while (k < sizeof habits / sizeof *habits && strncmp(s, habits[k].from, strlen(habits[k].from)) != 0) k++;
        char one[2] = {*s, '\0'};
        const char *to = k < sizeof habits / sizeof *habits ? habits[k].to : one;
        s += k < sizeof habits / sizeof *habits ? strlen(habits[k].from) : 1;
        for (; *to; to++)
            if (!n || out[n - 1] != *to) out[n++] = *to; /* doubled letters count once */
    }
    if (n > 2 && out[n - 1] == 'h') n--;
    out[n] = '\0';
}

static bool counts(const token *t, hs_kind kind)
{
    if (kind == HS_PERSON) return !IN(t->text, titles) && !IN(t->text, particles);
    return kind == HS_ORGANISATION ? !IN(t->text, legal) : !IN(t->text, particles);
}

static void add_token(parts *p, const char *text, size_t n, bool dot, hs_kind kind, bool keep_all)
{
    if (!n || p->n == HS_NAME_TOKENS) return;
    token *t = &p->t[p->n];
    if (n >= sizeof t->text) n = sizeof t->text - 1;
    memcpy(t->text, text, n);
    t->text[n] = '\0';
    t->initial = n == 1 || (dot && n == 2 && kind == HS_PERSON);
    if (!keep_all && !counts(t, kind)) return;
    skeleton(t->text, t->skel, sizeof t->skel);
    for (const char *c = t->skel; *c && p->joined_n + 1 < sizeof p->joined; c++) p->joined[p->joined_n++] = *c;
    p->n++;
}

static void cut(hs_str folded, hs_kind kind, bool keep_all, parts *p)
{
    char word[48];
    size_t n = 0;
    for (size_t i = 0; i <= folded.n; i++) {
        unsigned char c = i < folded.n ? (unsigned char)folded.p[i] : ' ';
        if (c == '\'' || c == '`') continue;
        if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            if (n < sizeof word) word[n++] = (char)c;
            continue;
        }
        add_token(p, word, n, c == '.', kind, keep_all);
        if (c == ',' && p->n) p->comma = true;
        n = 0;
    }
}

static void split(hs_str name, hs_kind kind, parts *p)
{
    hs_buf folded = {0};
    *p = (parts){0};
    hs_romanise(name, &folded);
    for (size_t at = 0; at < name.n;)
        if (hs_utf8_next(name, &at) > 0x36F) p->other_script = true;
    cut((hs_str){hs_buf_c(&folded), folded.n}, kind, false, p);
    if (!p->n) cut((hs_str){hs_buf_c(&folded), folded.n}, kind, true, p);
    hs_buf_free(&folded);
}

/* Optimal string alignment distance (Damerau 1964: insert, delete, replace, swap neighbours) of two short strings. */
static size_t distance(const char *a, const char *b)
{
    enum { SIZE = 49 };
    size_t n = strlen(a), m = strlen(b), d[3][SIZE];
    for (size_t j = 0; j <= m; j++) d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = d[i % 3], *up = d[(i + 2) % 3], *upper = d[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = up[j - 1] + (a[i - 1] != b[j - 1]);
            if (up[j] + 1 < now[j]) now[j] = up[j] + 1;
            if (now[j - 1] + 1 < now[j]) now[j] = now[j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && upper[j - 2] + 1 < now[j]) now[j] = upper[j - 2] + 1;
        }
    }
    return d[n % 3][m];
}

/* How two tokens match, as a sign; HS_SIGN_NONE where they do not. */
static hs_name_sign token_match(const token *a, const token *b, hs_kind kind)
{
    if (!strcmp(a->text, b->text)) return HS_SIGN_EXACT;
    if (a->initial || b->initial) {
        bool fits = kind == HS_PERSON && a->text[0] == b->text[0] && (a->initial != b->initial);
        return fits ? HS_SIGN_INITIAL : HS_SIGN_NONE;
    }
    if (strpbrk(a->text, "0123456789") || strpbrk(b->text, "0123456789")) return HS_SIGN_NONE;
    if (!strcmp(a->skel, b->skel)) return HS_SIGN_SPELLING;
    size_t n = strlen(a->skel), m = strlen(b->skel), longer = n > m ? n : m, shorter = n < m ? n : m;
    if (shorter < 4) return HS_SIGN_NONE;
    size_t allowed = longer >= 8 ? 2 : 1;
    return distance(a->skel, b->skel) <= allowed ? HS_SIGN_SPELLING : HS_SIGN_NONE;
}

typedef struct {
    uint32_t exact, spelling, initial, matched; /* numbers of matched pairs by sign */
    bool in_order;
    uint32_t left_a, left_b; /* unmatched tokens */
} alignment;

static alignment align(const parts *a, const parts *b, hs_kind kind)
{
    alignment r = {.in_order = true};
    bool used_a[HS_NAME_TOKENS] = {false}, used_b[HS_NAME_TOKENS] = {false};
    uint32_t partner[HS_NAME_TOKENS];
    static const hs_name_sign rounds[] = {HS_SIGN_EXACT, HS_SIGN_SPELLING, HS_SIGN_INITIAL};
    for (size_t k = 0; k < 3; k++)
        for (uint32_t i = 0; i < a->n; i++)
            for (uint32_t j = 0; j < b->n && !used_a[i]; j++) {
                if (used_b[j] || token_match(&a->t[i], &b->t[j], kind) != rounds[k]) continue;
                used_a[i] = used_b[j] = true;
                partner[i] = j;
                *(k == 0 ? &r.exact : k == 1 ? &r.spelling : &r.initial) += 1;
                r.matched++;
            }
    uint32_t last = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        if (!used_a[i]) continue;
        if (partner[i] < last) r.in_order = false;
        last = partner[i];
    }
    r.left_a = a->n - r.matched;
    r.left_b = b->n - r.matched;
    return r;
}

/* One side is a single token of the other's initials: "dso" for "dam supervision office". */
static bool acronym(const parts *a, hs_str whole)
{
    char initials[HS_NAME_TOKENS + 1];
    if (a->n != 1 || strlen(a->t[0].text) < 2) return false;
    parts p = {0};
    hs_buf folded = {0};
    hs_romanise(whole, &folded);
    cut((hs_str){hs_buf_c(&folded), folded.n}, HS_ORGANISATION, true, &p);
    hs_buf_free(&folded);
    for (int with_small = 0; with_small < 2; with_small++) {
        size_t n = 0;
        for (uint32_t i = 0; i < p.n; i++)
            if (with_small || !IN(p.t[i].text, legal)) initials[n++] = p.t[i].text[0];
        initials[n] = '\0';
        if (n > 1 && !strcmp(initials, a->t[0].text)) return true;
    }
    return false;
}

static hs_name_match say(hs_buf *why, hs_name_verdict verdict, hs_name_sign sign, const char *reason)
{
    if (why) hs_buf_str(why, reason);
    return (hs_name_match){verdict, sign, false};
}

static hs_name_match apart(hs_buf *why, const char *reason)
{
    hs_name_match m = say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, reason);
    m.apart = true;
    return m;
}

static hs_name_match person(const parts *a, const parts *b, hs_buf *why)
{
    alignment r = align(a, b, HS_PERSON);
    uint32_t shorter = a->n < b->n ? a->n : b->n;
    if (!r.matched) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no name in common");
    if (r.left_a && r.left_b) return apart(why, "each has a name that the other lacks");
    if (shorter == 1 && a->n + b->n > 2)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SINGLE, "one is a single name, which others may bear");
    if (r.initial)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_INITIAL, "an initial fits, and may stand for another name");
    if (!r.in_order && !a->comma && !b->comma)
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING, "the same names in another order");
    if (r.spelling > 1 || (r.spelling && r.spelling == shorter && shorter > 1))
        return say(why, HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING, "more than one name is spelled differently");
    if (r.spelling) return say(why, HS_SAME_NAME, HS_SIGN_SPELLING, "one name spelled differently");
    if (r.left_a || r.left_b)
        return say(why, HS_SAME_NAME, HS_SIGN_EXTRA, "the same names, and one further name on one side");
    return say(why, HS_SAME_NAME, HS_SIGN_EXACT, "the same names");
}

static hs_name_match thing(const parts *a, const parts *b, hs_kind kind, hs_buf *why)
{
    alignment r = align(a, b, kind);
    uint32_t longer = a->n > b->n ? a->n : b->n;
    if (!r.matched) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no word in common");
    if (r.left_a && r.left_b) return apart(why, "each has a word that the other lacks");
    if (r.left_a || r.left_b) {
        bool most = r.matched * 3 >= longer * 2 && r.matched > 1;
        return say(why, most ? HS_MAYBE_SAME_NAME : HS_DIFFERENT_NAME, most ? HS_SIGN_EXTRA : HS_SIGN_NONE,
                   "one has a word more");
    }
    if (r.spelling)
        return say(why, r.exact || kind == HS_ORGANISATION ? HS_SAME_NAME : HS_MAYBE_SAME_NAME, HS_SIGN_SPELLING,
                   "a word spelled differently");
    return say(why, r.in_order ? HS_SAME_NAME : HS_MAYBE_SAME_NAME, HS_SIGN_EXACT,
               r.in_order ? "the same words" : "the same words in another order");
}

hs_name_match hs_same_name(hs_str a, hs_str b, hs_kind kind, hs_buf *why)
{
    parts p, q;
    split(a, kind, &p);
    split(b, kind, &q);
    if (!p.n || !q.n) return say(why, HS_DIFFERENT_NAME, HS_SIGN_NONE, "no name in one of them");
    hs_name_match m;
    if (p.n != q.n && !strcmp(p.joined, q.joined) && strlen(p.joined) > 5) {
        m = say(why, HS_SAME_NAME, HS_SIGN_SPELLING, "the same letters, divided differently");
    } else if (kind == HS_ORGANISATION && (acronym(&p, b) || acronym(&q, a))) {
        m = say(why, HS_MAYBE_SAME_NAME, HS_SIGN_ACRONYM, "one is the initials of the other");
    } else {
        m = kind == HS_PERSON ? person(&p, &q, why) : thing(&p, &q, kind, why);
    }
    if (m.verdict != HS_DIFFERENT_NAME && p.other_script != q.other_script) {
        if (why) hs_buf_str(why, ", compared across scripts");
        if (m.sign < HS_SIGN_SCRIPT) m.sign = HS_SIGN_SCRIPT;
    }
    return m;
}

void hs_name_keys(hs_str name, hs_kind kind, void (*each)(hs_str key, void *ctx), void *ctx)
{
    parts p;
    split(name, kind, &p);
    for (uint32_t i = 0; i < p.n; i++)
        if (!p.t[i].initial) each(hs_str_of(p.t[i].skel), ctx);
}

uint32_t hs_name_words(hs_str name, hs_kind kind)
{
    parts p;
    split(name, kind, &p);
    return p.n;
}
