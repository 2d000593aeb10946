#include "link/name_parts.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "link/name_words.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 32, SHORT_PREFIX = 4 };

/* Cyrillic as English papers write it; ICU follows ISO 9, whose letters fold to other ones. From а, U+0430. */
static const char *const cyrillic[] = {"a",  "b",  "v",  "g",    "d", "e", "zh", "z", "i",  "y", "k",
                                       "l",  "m",  "n",  "o",    "p", "r", "s",  "t", "u",  "f", "kh",
                                       "ts", "ch", "sh", "shch", "",  "y", "",   "e", "yu", "ya"};
static const struct {
    uint32_t c;
    const char *as;
} more_cyrillic[] = {{0x451, "e"},  {0x452, "dj"}, {0x453, "g"},  {0x454, "ye"}, {0x456, "i"},
                     {0x457, "yi"}, {0x458, "j"},  {0x459, "lj"}, {0x45A, "nj"}, {0x45B, "c"},
                     {0x45C, "k"},  {0x45E, "u"},  {0x45F, "dz"}, {0x491, "g"}};

/* Spelling habits of romanisation, longest first. */
static const struct {
    const char *from, *to;
} habits[] = {{"shch", "s"}, {"tsch", "c"}, {"dzh", "j"}, {"sch", "s"}, {"tch", "c"}, {"kh", "h"}, {"gh", "g"},
              {"ou", "u"},   {"oo", "u"},   {"ee", "i"},  {"ie", "i"},  {"ch", "c"},  {"sh", "s"}, {"zh", "z"},
              {"dj", "j"},   {"ph", "f"},   {"ck", "k"},  {"th", "t"},  {"ae", "a"},  {"oe", "o"}, {"ue", "u"},
              {"ts", "c"},   {"tz", "c"},   {"yu", "u"},  {"iu", "u"},  {"ju", "u"},  {"ya", "a"}, {"ia", "a"},
              {"ja", "a"},   {"q", "k"},    {"w", "v"},   {"y", "i"},   {"x", "ks"}};

typedef struct {
    char text[HS_NAME_LETTERS];
    bool dot;  /* a stop behind it */
    bool glue; /* nothing else between the stop and the next word */
} word;

typedef struct {
    word w[WORDS];
    size_t n;
    bool comma;
} words;

/* Returns its length. */
static size_t skeleton(const char *s, char *out, size_t cap)
{
    size_t n = 0;
    while (*s && n + 3 < cap) {
        size_t k = 0;
        while (k < sizeof habits / sizeof *habits &&
               (habits[k].from[0] != *s || strncmp(s, habits[k].from, strlen(habits[k].from)) != 0))
            k++;
        char one[2] = {*s, '\0'};
        const char *to = k < sizeof habits / sizeof *habits ? habits[k].to : one;
        s += k < sizeof habits / sizeof *habits ? strlen(habits[k].from) : 1;
        for (; *to; to++)
            if (!n || out[n - 1] != *to) out[n++] = *to; /* doubled letters count once */
    }
    if (n > 2 && out[n - 1] == 'h') n--;
    out[n] = '\0';
    return n;
}

static const char *cyrillic_letter(uint32_t c)
{
    if (c >= 0x430 && c < 0x430 + sizeof cyrillic / sizeof *cyrillic) return cyrillic[c - 0x430];
    for (size_t i = 0; i < sizeof more_cyrillic / sizeof *more_cyrillic; i++)
        if (more_cyrillic[i].c == c) return more_cyrillic[i].as;
    return NULL;
}

static bool apostrophe(uint32_t c)
{
    return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x201B || (c >= 0x2B9 && c <= 0x2BF);
}

/* The name in Latin letters with «|» where words end; stops and commas stay. */
static void to_latin(hs_str name, hs_buf *out, hs_name_parts *p)
{
    hs_buf plain = {0};
    for (size_t at = 0; at < name.n;) {
        uint32_t c = hs_utf8_next(name, &at), low = hs_uc_tolower(c);
        const char *own = cyrillic_letter(low);
        if (c > 0x36F && hs_uc_letter(c)) p->other_script = true;
        if (c >= 0x590 && c <= 0x77F) p->abjad = true;
        if (own) {
            hs_buf_str(&plain, own);
        } else if (c == '&' || c == '+') {
            hs_buf_str(&plain, "|and|");
        } else if (c == '.' || c == ',') {
            hs_buf_char(&plain, (char)c);
        } else if (hs_uc_letter(c) || hs_uc_digit(c) || hs_uc_mark(c)) {
            hs_utf8_put(&plain, low);
        } else if (!apostrophe(c)) {
            hs_buf_char(&plain, '|');
        }
    }
    hs_romanise((hs_str){hs_buf_c(&plain), plain.n}, out);
    hs_buf_free(&plain);
}

static void cut(hs_str latin, words *out)
{
    size_t n = 0;
    for (size_t i = 0; i <= latin.n && out->n < WORDS; i++) {
        unsigned char c = i < latin.n ? (unsigned char)latin.p[i] : '|';
        word *w = &out->w[out->n];
        bool mark = c == '|' || c == '.' || c == ',';
        if (!mark) {
            bool letter = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
            if (letter && n + 1 < sizeof w->text) w->text[n++] = (char)c;
            continue;
        }
        if (n) {
            w->text[n] = '\0';
            w->dot = w->glue = c == '.';
            out->n++;
            n = 0;
        } else if (c == '|' && out->n && strlen(out->w[out->n - 1].text) > 1) { /* «U. S.» is «U.S.» */
            out->w[out->n - 1].glue = false;
        }
        if (c == ',' && out->n) out->comma = true;
    }
}

static void drop(words *l, size_t at, size_t n)
{
    memmove(&l->w[at], &l->w[at + n], (l->n - at - n) * sizeof *l->w);
    l->n -= n;
}

/* «L.L.C.» → «llc». */
static void draw_dotted(words *l)
{
    for (size_t i = 0; i < l->n; i++) {
        word *w = &l->w[i];
        size_t n = strlen(w->text);
        for (bool one = n == 1; one && w->glue && i + 1 < l->n && strlen(w[1].text) == 1 && n < 8; n++) {
            w->text[n] = w[1].text[0];
            w->text[n + 1] = '\0';
            w->glue = w[1].glue;
            drop(l, i + 1, 1);
        }
    }
}

static void add(hs_name_parts *p, const char *text, bool initial)
{
    if (p->n == HS_NAME_TOKENS || !*text) return;
    hs_name_token *t = &p->t[p->n++];
    *t = (hs_name_token){.initial = initial};
    strncpy(t->text, text, sizeof t->text - 1);
    t->n = (uint8_t)skeleton(t->text, t->skel, sizeof t->skel);
    for (size_t i = 0; i < t->n; i++) t->letters |= UINT32_C(1) << (t->skel[i] & 31);
    size_t n = strlen(p->joined), free_bytes = sizeof p->joined - 1 - n;
    memcpy(p->joined + n, t->skel, t->n < free_bytes ? t->n : free_bytes);
}

/* ---- things ---- */

static void add_form(hs_name_parts *p, const char *form)
{
    for (uint32_t i = 0; i < p->forms; i++)
        if (!strcmp(p->form[i], form)) return;
    if (p->forms < HS_NAME_FORMS) p->form[p->forms++] = form;
}

/* «forty four» → 44; the number of words taken, 0 where none is a number. */
static size_t number_at(const words *l, size_t i, int *value)
{
    *value = hs_name_number(l->w[i].text);
    if (*value < 0) return 0;
    int unit = i + 1 < l->n && *value >= 20 && *value < 100 && *value % 10 == 0 ? hs_name_number(l->w[i + 1].text) : -1;
    if (unit <= 0 || unit > 9) return 1;
    *value += unit;
    return 2;
}

/* A long form misspelled: «Aktiengeselschaft». */
static const char *misspelled_form(const char *text)
{
    static const char *const longest[] = {"aktiengesellschaft", "corporation", "incorporated"};
    static const char *const names[] = {"ag", "corp", "inc"};
    size_t n = strlen(text);
    for (size_t i = 0; i < 3 && n > 8; i++) {
        size_t m = strlen(longest[i]);
        if (n <= m + 2 && m <= n + 2 && hs_name_distance(text, longest[i]) <= 2) return names[i];
    }
    return NULL;
}

static void add_thing(hs_name_parts *p, const words *l, bool keep_all)
{
    const char *text[WORDS];
    for (size_t i = 0; i < l->n; i++) text[i] = l->w[i].text;
    for (size_t i = 0; i < l->n;) {
        size_t taken;
        int value;
        bool form = false;
        const char *as = hs_name_phrase(text + i, l->n - i, &taken, &form);
        if (!as && (as = misspelled_form(text[i])) != NULL) {
            form = true;
            taken = 1;
        }
        if (as && form) {
            add_form(p, as);
            if (keep_all) add(p, as, false);
        } else if (as) {
            add(p, as, false);
        } else if ((taken = number_at(l, i, &value)) > 0) {
            char digits[16];
            snprintf(digits, sizeof digits, "%d", value);
            add(p, digits, false);
            if (p->n) p->t[p->n - 1].number = true;
        } else {
            taken = 1;
            if (keep_all || !hs_name_filler(text[i])) add(p, text[i], strlen(text[i]) == 1);
        }
        i += taken;
    }
}

/* ---- people ---- */

/* Digits inside a word that look like letters. */
static void mend_digits(char *s)
{
    static const char digits[] = "0123459", letters[] = "oizeasg";
    bool letter = false;
    for (const char *c = s; *c; c++) letter = letter || (*c >= 'a' && *c <= 'z');
    for (; letter && *s; s++) {
        const char *at = strchr(digits, *s);
        if (at) *s = letters[at - digits];
    }
}

/* «Abdulaziz», «Abdurrahman» → «abd» and the rest; 0 where it is no such name. */
static size_t servant_prefix(const char *s)
{
    static const char *const prefixes[] = {"abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdar", "abd"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]), rest = strlen(s) > n ? strlen(s) - n : 0;
        if (!strncmp(s, prefixes[i], n)) return rest >= SHORT_PREFIX || !rest ? n : 0;
    }
    return 0;
}

static bool patronymic(const char *s)
{
    static const char *const ends[] = {"ovich", "evich", "ovych", "yovych", "ovna",
                                       "evna",  "ivna",  "ichna", "oglu",   "ogly"};
    size_t n = strlen(s);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t k = strlen(ends[i]);
        if (n > k + 2 && !strcmp(s + n - k, ends[i])) return true;
    }
    return false;
}

static void add_person_word(hs_name_parts *p, const word *w)
{
    char text[HS_NAME_LETTERS];
    snprintf(text, sizeof text, "%s", w->text);
    mend_digits(text);
    size_t n = strlen(text), cut_at = servant_prefix(text);
    if (cut_at) {
        add(p, "abd", false);
        add(p, text + cut_at, false);
        return;
    }
    add(p, text, n == 1 || (w->dot && n == 2));
    if (p->n) p->t[p->n - 1].father = patronymic(text);
}

static void add_person(hs_name_parts *p, const words *l, bool keep_all)
{
    for (size_t i = 0; i < l->n; i++) {
        const char *s = l->w[i].text;
        bool between = p->n > 0 && i + 1 < l->n; /* «bin Salem Venn» is in an order that tells nothing */
        if (between && (!strcmp(s, "bin") || !strcmp(s, "ben") || !strcmp(s, "ibn"))) p->son = true;
        bool title =
            hs_name_title(s) && (!p->n || i + 1 == l->n); /* in the middle it is a name: «Mahmud Sultan Venn» */
        bool light = title || (hs_name_particle(s) && !(l->w[i].dot && strlen(s) == 1));
        if (keep_all || !light) add_person_word(p, &l->w[i]);
    }
}

static void fill(hs_name_parts *p, const words *l, hs_kind kind, bool keep_all)
{
    if (kind == HS_PERSON) {
        add_person(p, l, keep_all);
    } else if (kind == HS_ORGANISATION) {
        add_thing(p, l, keep_all);
    } else {
        for (size_t i = 0; i < l->n; i++)
            if (keep_all || !hs_name_particle(l->w[i].text)) add(p, l->w[i].text, strlen(l->w[i].text) == 1);
    }
}

void hs_name_split(hs_str name, hs_kind kind, hs_name_parts *p)
{
    hs_buf latin = {0};
    words l = {0};
    *p = (hs_name_parts){0};
    to_latin(name, &latin, p);
    cut((hs_str){hs_buf_c(&latin), latin.n}, &l);
    if (kind != HS_PERSON) draw_dotted(&l);
    p->comma = l.comma;
    fill(p, &l, kind, false);
    if (!p->n) {
        p->forms = 0;
        fill(p, &l, kind, true);
    }
    for (uint32_t i = 0; i < p->n && kind == HS_PERSON; i++) p->t[i].pets = hs_name_pets(p->t[i].text);
    hs_buf_free(&latin);
}

size_t hs_name_distance(const char *a, const char *b)
{
    enum { SIZE = HS_NAME_LETTERS + 1 };
    size_t n = strlen(a), m = strlen(b), d[3][SIZE];
    if (n >= SIZE) n = SIZE - 1;
    if (m >= SIZE) m = SIZE - 1;
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

bool hs_name_within(const hs_name_token *a, const hs_name_token *b, size_t most)
{
    size_t apart = a->n > b->n ? (size_t)a->n - b->n : (size_t)b->n - a->n;
    /* a letter inserted, dropped or replaced changes two of the bits at most */
    if (apart > most || (size_t)__builtin_popcount(a->letters ^ b->letters) > 2 * most) return false;
    return hs_name_distance(a->skel, b->skel) <= most;
}
