#include "link/name_likeness.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "link/name_words.h"

#include <math.h>
#include <string.h>

enum { LONG = 160 };

static const char *const measure_names[HS_NAME_MEASURES] = {
    "bias",    "whole",   "bag",    "spelled", "worst",    "worst_2",  "mean",    "first",   "last",    "extra",
    "many",    "father",  "far",    "edits",   "initials", "swapped",  "son_of",  "initial", "against", "pet",
    "scripts", "foreign", "single", "number",  "form",     "form_one", "acronym", "equal"};

const char *hs_name_measure_name(uint32_t measure)
{
    return measure < HS_NAME_MEASURES ? measure_names[measure] : "";
}

typedef struct {
    uint32_t c[LONG];
    size_t n;
} letters;

static void push_letters(letters *l, hs_str s)
{
    for (size_t at = 0; at < s.n && l->n < LONG;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (hs_uc_letter(c) || hs_uc_digit(c)) l->c[l->n++] = c;
    }
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;
    return m < c ? m : c;
}

/* Optimal string alignment over code points. */
static size_t edits(const letters *a, const letters *b)
{
    static const size_t swap = 1;
    size_t d[3][LONG + 1];
    for (size_t j = 0; j <= b->n; j++) d[0][j] = j;
    for (size_t i = 1; i <= a->n; i++) {
        size_t *now = d[i % 3], *up = d[(i + 2) % 3], *upper = d[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            now[j] = smallest(up[j - 1] + (a->c[i - 1] != b->c[j - 1]), up[j] + 1, now[j - 1] + 1);
            bool swapped = i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] && a->c[i - 2] == b->c[j - 1];
            if (swapped && upper[j - 2] + swap < now[j]) now[j] = upper[j - 2] + swap;
        }
    }
    return d[a->n % 3][b->n];
}

static double alike(size_t distance, size_t n, size_t m)
{
    size_t longer = n > m ? n : m;
    return longer ? 1 - (double)distance / (double)longer : 0;
}

static double letters_alike(const letters *a, const letters *b)
{
    return alike(edits(a, b), a->n, b->n);
}

/* ---- words ---- */

/* What is left of a word in a script without vowels, and of its romanised form: sounds that scripts tell apart or not
 * evened out. */
static void consonants(const char *s, char out[HS_NAME_LETTERS])
{
    static const char from[] = "pvgqxzwcj", to[] = "bfkkksvkk";
    size_t n = 0;
    for (; *s && n + 1 < HS_NAME_LETTERS; s++) {
        if (strchr("aeiouyhw", *s)) continue;
        const char *at = strchr(from, *s);
        char c = at ? to[at - from] : *s;
        if (!n || out[n - 1] != c) out[n++] = c;
    }
    out[n] = '\0';
}

static double texts_alike(const char *a, const char *b)
{
    return alike(hs_name_distance(a, b), strlen(a), strlen(b));
}

static double words_alike(const hs_name_token *a, const hs_name_token *b, hs_kind kind, bool abjad)
{
    if (!strcmp(a->text, b->text)) return 1;
    if (a->initial || b->initial) {
        bool fits = kind == HS_PERSON && a->text[0] == b->text[0] && a->initial != b->initial;
        return fits ? 0.8 : 0;
    }
    if (kind == HS_PERSON && (a->pets & b->pets) && hs_name_pet(a->text, b->text)) return 0.9;
    double s = texts_alike(a->text, b->text), skel = 0.98 * texts_alike(a->skel, b->skel);
    if (abjad) {
        char x[HS_NAME_LETTERS], y[HS_NAME_LETTERS];
        consonants(a->skel, x);
        consonants(b->skel, y);
        double bare = *x && *y ? 0.95 * texts_alike(x, y) : 0;
        if (bare > s) s = bare;
    }
    return s > skel ? s : skel;
}

/* One word there that two neighbours make here: «Patr ushev». */
static void join_words(hs_name_parts *a, const hs_name_parts *b)
{
    for (uint32_t i = 0; i + 1 < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++) {
            char both[HS_NAME_LETTERS * 2];
            size_t n = strlen(a->t[i].text), m = strlen(a->t[i + 1].text);
            memcpy(both, a->t[i].text, n);
            memcpy(both + n, a->t[i + 1].text, m + 1);
            if (n + m >= HS_NAME_LETTERS || n + m < 3 || hs_name_distance(both, b->t[j].text) > (n + m) / 8) continue;
            hs_name_token *t = &a->t[i];
            memcpy(t->text, both, n + m + 1);
            n = strlen(t->skel);
            m = strlen(a->t[i + 1].skel);
            if (n + m >= HS_NAME_LETTERS) m = HS_NAME_LETTERS - 1 - n;
            memcpy(t->skel + n, a->t[i + 1].skel, m);
            t->skel[n + m] = '\0';
            t->initial = t->father = false;
            memmove(t + 1, t + 2, (a->n - i - 2) * sizeof *t);
            a->n--;
            break;
        }
}

/* «JC» where the other side has «Jean Claude»: two initials. */
static void part_initials(hs_name_parts *a, const hs_name_parts *b)
{
    for (uint32_t i = 0; i < a->n && a->n < HS_NAME_TOKENS; i++)
        for (uint32_t j = 0; j + 1 < b->n && strlen(a->t[i].text) == 2; j++) {
            hs_name_token *t = &a->t[i];
            if (t->text[0] != b->t[j].text[0] || t->text[1] != b->t[j + 1].text[0]) continue;
            if (b->t[j].initial || b->t[j + 1].initial) continue;
            memmove(t + 1, t, (a->n - i) * sizeof *t);
            a->n++;
            t[1].text[0] = t[0].text[1];
            t[0].text[1] = t[0].skel[1] = t[1].text[1] = t[1].skel[1] = '\0';
            t[1].skel[0] = t[1].text[0];
            t[0].initial = t[1].initial = true;
        }
}

typedef struct {
    uint32_t of[HS_NAME_TOKENS]; /* partner of each word of a, or HS_NONE */
    double alike[HS_NAME_TOKENS];
    uint32_t n;                         /* pairs */
    bool has[HS_NAME_TOKENS];           /* words of b that have one */
    uint32_t partner_b[HS_NAME_TOKENS]; /* of each word of b */
} pairs;

/* The likest pairs first; patronymics last, so that they pair with one another. */
static void pair_words(const hs_name_parts *a, const hs_name_parts *b, hs_kind kind, pairs *out)
{
    double s[HS_NAME_TOKENS][HS_NAME_TOKENS];
    bool abjad = a->abjad != b->abjad;
    *out = (pairs){0};
    for (uint32_t i = 0; i < a->n; i++) {
        out->of[i] = HS_NONE;
        for (uint32_t j = 0; j < b->n; j++) s[i][j] = words_alike(&a->t[i], &b->t[j], kind, abjad);
    }
    for (uint32_t j = 0; j < b->n; j++) out->partner_b[j] = HS_NONE;
    uint32_t most = a->n < b->n ? a->n : b->n;
    for (; out->n < most; out->n++) {
        uint32_t x = HS_NONE, y = HS_NONE;
        double best = -1;
        for (uint32_t i = 0; i < a->n; i++)
            for (uint32_t j = 0; j < b->n && out->of[i] == HS_NONE; j++) {
                double near = 1e-6 * (i > j ? i - j : j - i), order = s[i][j] - near;
                if (a->t[i].father != b->t[j].father) order -= 1;
                if (out->has[j] || (x != HS_NONE && order <= best)) continue;
                best = order;
                x = i;
                y = j;
            }
        if (x == HS_NONE) break;
        out->of[x] = y;
        out->partner_b[y] = x;
        out->alike[x] = s[x][y];
        out->has[y] = true;
    }
}

bool hs_name_acronym(const hs_name_parts *a, hs_str whole)
{
    char initials[64], every[64];
    size_t n = 0, m = 0;
    bool inside = false;
    hs_buf latin = {0};
    if (a->n != 1 || strlen(a->t[0].text) < 2) return false;
    hs_romanise(whole, &latin);
    const char *text = hs_buf_c(&latin);
    for (size_t i = 0; i < latin.n && m + 1 < sizeof every; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
        if (letter && !inside) {
            size_t len = strcspn(text + i, " -.,&()/");
            char word[8] = "";
            if (len < sizeof word) memcpy(word, text + i, len);
            every[m++] = c;
            if (!hs_name_filler(word)) initials[n++] = c;
        }
        inside = letter;
    }
    initials[n] = every[m] = '\0';
    hs_buf_free(&latin);
    return (n > 1 && !strcmp(initials, a->t[0].text)) || (m > 1 && !strcmp(every, a->t[0].text));
}

/* ---- measures ---- */

static double measure_whole(hs_str a, hs_str b, const hs_name_parts *p, const hs_name_parts *q)
{
    letters x = {0}, y = {0};
    if (p->other_script && q->other_script) {
        hs_buf f = {0}, g = {0};
        hs_fold(a, &f);
        hs_fold(b, &g);
        push_letters(&x, (hs_str){hs_buf_c(&f), f.n});
        push_letters(&y, (hs_str){hs_buf_c(&g), g.n});
        hs_buf_free(&f);
        hs_buf_free(&g);
    } else {
        for (uint32_t i = 0; i < p->n; i++) push_letters(&x, hs_str_of(p->t[i].text));
        for (uint32_t i = 0; i < q->n; i++) push_letters(&y, hs_str_of(q->t[i].text));
    }
    return letters_alike(&x, &y);
}

/* The words of both in one order: a's, then what b has beyond. */
static void measure_bag(const hs_name_parts *a, const hs_name_parts *b, const pairs *w, hs_name_measures *m)
{
    letters x = {0}, y = {0}, u = {0}, v = {0};
    for (uint32_t i = 0; i < a->n; i++) {
        push_letters(&x, hs_str_of(a->t[i].text));
        push_letters(&u, hs_str_of(a->t[i].skel));
        if (w->of[i] == HS_NONE) continue;
        push_letters(&y, hs_str_of(b->t[w->of[i]].text));
        push_letters(&v, hs_str_of(b->t[w->of[i]].skel));
    }
    for (uint32_t j = 0; j < b->n; j++) {
        if (w->has[j]) continue;
        push_letters(&y, hs_str_of(b->t[j].text));
        push_letters(&v, hs_str_of(b->t[j].skel));
    }
    size_t changed = edits(&x, &y);
    m->of[HS_NAME_BAG] = alike(changed, x.n, y.n);
    m->of[HS_NAME_SPELLED] = letters_alike(&u, &v);
    m->of[HS_NAME_EDITS] = changed > 5 ? 1 : (double)changed / 5;
}

static void measure_words(const hs_name_parts *a, const hs_name_parts *b, const pairs *w, hs_name_measures *m)
{
    double sum = 0, weight = 0, worst = 1, far = 0, firsts = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        if (w->of[i] == HS_NONE) continue;
        const hs_name_token *t = &a->t[i], *u = &b->t[w->of[i]];
        double size = (double)(strlen(t->text) + strlen(u->text));
        sum += w->alike[i] * size;
        weight += size;
        if (w->alike[i] < worst) worst = w->alike[i];
        if (w->alike[i] < 0.5) far++;
        if (t->text[0] == u->text[0]) firsts++;
        if (t->initial != u->initial && w->alike[i] > 0 && w->alike[i] < 1) m->of[HS_NAME_INITIAL] = 1;
        if ((t->initial || u->initial) && t->text[0] != u->text[0]) m->of[HS_NAME_AGAINST] = 1;
        if (w->alike[i] == 0.9 && hs_name_pet(t->text, u->text)) m->of[HS_NAME_PET] = 1;
        if (w->of[i] < last) m->of[HS_NAME_SWAPPED] = 1;
        last = w->of[i];
    }
    m->of[HS_NAME_MEAN] = weight > 0 ? sum / weight : 0;
    m->of[HS_NAME_WORST] = worst;
    m->of[HS_NAME_FAR] = far > 2 ? 1 : far / 2;
    m->of[HS_NAME_INITIALS] = w->n ? firsts / w->n : 0;
    if (a->comma != b->comma) m->of[HS_NAME_SWAPPED] = 0;
    m->of[HS_NAME_SON_OF] = m->of[HS_NAME_SWAPPED] > 0 && a->son && b->son ? 1 : 0;
}

static void measure_extra(const hs_name_parts *p, const bool has[], hs_name_measures *m)
{
    double extra = 0, all = 0;
    uint32_t words = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        double n = (double)strlen(p->t[i].text);
        all += n;
        if (has[i]) continue;
        if (p->t[i].father) {
            m->of[HS_NAME_FATHER] = 1;
        } else {
            extra += n;
            words++;
        }
    }
    if (words > 1) m->of[HS_NAME_MANY] = 1;
    if (all > 0 && extra / all > m->of[HS_NAME_EXTRA]) m->of[HS_NAME_EXTRA] = extra / all;
}

static double end_alike(const hs_name_parts *a, const hs_name_parts *b, const pairs *w, bool last)
{
    uint32_t i = last ? a->n - 1 : 0, j = last ? b->n - 1 : 0;
    double x = w->of[i] == HS_NONE ? 0 : w->alike[i];
    double y = w->partner_b[j] == HS_NONE ? 0 : w->alike[w->partner_b[j]];
    return x < y ? x : y;
}

static void measure_marks(const hs_name_parts *a, const hs_name_parts *b, const pairs *w, hs_name_measures *m)
{
    bool numbers = false, forms = false;
    uint32_t in_a = 0, in_b = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        in_a += a->t[i].number;
        if (a->t[i].number && (w->of[i] == HS_NONE || strcmp(a->t[i].text, b->t[w->of[i]].text) != 0)) numbers = true;
    }
    for (uint32_t j = 0; j < b->n; j++) in_b += b->t[j].number;
    m->of[HS_NAME_NUMBER] = numbers || in_a != in_b;
    for (uint32_t i = 0; i < a->forms; i++)
        for (uint32_t j = 0; j < b->forms; j++) forms = forms || !strcmp(a->form[i], b->form[j]);
    m->of[HS_NAME_FORM] = a->forms && b->forms && !forms;
    m->of[HS_NAME_FORM_ONE] = (a->forms > 0) != (b->forms > 0);
}

void hs_name_measure_pair(hs_str a, hs_str b, hs_kind kind, hs_name_measures *out)
{
    hs_name_parts p, q;
    pairs w;
    bool in_a[HS_NAME_TOKENS];
    *out = (hs_name_measures){.of = {[HS_NAME_BIAS] = 1}};
    hs_name_split(a, kind, &p);
    hs_name_split(b, kind, &q);
    if (!p.n || !q.n) return;
    out->of[HS_NAME_WHOLE] = measure_whole(a, b, &p, &q);
    out->of[HS_NAME_ACRONYM] = kind != HS_PERSON && (hs_name_acronym(&p, b) || hs_name_acronym(&q, a));
    /* «AnaBrenn» is «Ana Brenn», no family name alone */
    out->of[HS_NAME_SINGLE] = (p.n == 1) != (q.n == 1) && (strcmp(p.joined, q.joined) || strlen(p.joined) < 6);
    if (kind == HS_PERSON) {
        part_initials(&p, &q);
        part_initials(&q, &p);
    }
    join_words(&p, &q);
    join_words(&q, &p);
    pair_words(&p, &q, kind, &w);
    for (uint32_t i = 0; i < p.n; i++) in_a[i] = w.of[i] != HS_NONE;
    measure_bag(&p, &q, &w, out);
    measure_words(&p, &q, &w, out);
    measure_extra(&p, in_a, out);
    measure_extra(&q, w.has, out);
    measure_marks(&p, &q, &w, out);
    out->of[HS_NAME_FIRST] = end_alike(&p, &q, &w, false);
    out->of[HS_NAME_LAST] = end_alike(&p, &q, &w, true);
    out->of[HS_NAME_SCRIPTS] = p.other_script != q.other_script;
    out->of[HS_NAME_FOREIGN] = p.other_script && q.other_script;
    double *worst = &out->of[HS_NAME_WORST], whole = out->of[HS_NAME_WHOLE];
    bool foreign = p.other_script && q.other_script;
    if (foreign ? whole < *worst : whole >= 1)
        *worst = whole; /* the letters as written, «Van der Elst» and «Vanderelst» */
    out->of[HS_NAME_WORST_2] = *worst * *worst;
    out->of[HS_NAME_EQUAL] = (p.n == q.n || whole >= 1) && *worst >= 1;
}

double hs_name_likeness(const hs_name_measures *m, hs_kind kind)
{
    double sum = 0;
    for (uint32_t i = 0; i < HS_NAME_MEASURES; i++) sum += hs_name_weights[kind != HS_PERSON][i] * m->of[i];
    return 1 / (1 + exp(-sum));
}
