#include "parse/splitter.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

bool hs_splitter_open(hs_str section, hs_splitter *out, hs_err *err)
{
    *out = (hs_splitter){0};
    if (!section.n) return true;
    size_t n = section.n / sizeof(hs_split_bucket);
    if (section.n % sizeof(hs_split_bucket) || n & (n - 1) || n > 1u << 20)
        return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "the model's segmenter is not what it claims to be");
    *out = (hs_splitter){(const hs_split_bucket *)(const void *)section.p, (uint32_t)n - 1};
    return true;
}

/* ---- hashing ---- */

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ b * 0x9E3779B1u) * 0x85EBCA6Bu;
    h ^= h >> 15;
    return h * 0xC2B2AE35u + a;
}

static uint32_t finish(uint32_t h)
{
    h ^= h >> 16;
    h *= 0x7FEB352Du;
    return h ^ h >> 15;
}

/* Typographic marks as their plain ones, so that a treebank of web text teaches for print too. */
static uint32_t plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case '`':
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
        return '"';
    case 0x2026:
        return '.';
    default:
        return c;
    }
}

/* Lower case, digits as 0, marks as plain ones; of a long word the first 16 and the last 16 bytes. */
static uint32_t hash_bytes(hs_str s)
{
    uint32_t h = s.n > 32 ? 33 : 0;
    for (size_t i = 0; i < s.n;) {
        if (i >= 16 && i < s.n - 16 && s.n > 32) i = s.n - 16;
        uint32_t c = (unsigned char)s.p[i];
        if (c < 0x80 || (c != 0xC2 && c != 0xE2)) {
            i++;
        } else {
            c = plain_mark(hs_utf8_next(s, &i));
        }
        if (c >= 'A' && c <= 'Z') c += 32;
        if (c >= '1' && c <= '9') c = '0';
        h = (h ^ c) * 0x01000193u + 1;
    }
    return h;
}

typedef struct {
    uint32_t *v, n;
} list;

static uint32_t feature(uint32_t kind, uint32_t value)
{
    return finish(mix(kind * 0x3C6EF372u, value));
}

static void add(list *l, uint32_t kind, uint32_t value)
{
    l->v[l->n++] = feature(kind, value);
}

uint32_t hs_split_always(void)
{
    return feature(100, 0);
}

/* ---- the first question: touching atoms ---- */

bool hs_split_gap_open(const hs_window *w, uint32_t i)
{
    return w->atoms[i].gap == HS_GAP_NONE && w->fixed[i] == 0;
}

static uint32_t form_of(const hs_atom *a)
{
    bool dots = a->c == 0x2026;
    if (a->kind == HS_ATOM_MARK && a->c < 0x80) return 0x1000 + plain_mark(a->c) * 4 + (a->n > 1) + (a->n > 3);
    if (a->kind == HS_ATOM_MARK) return 0x1000 + (plain_mark(a->c) & 0xFFFF) * 4 + dots;
    return (uint32_t)(a->kind * 8 + a->shape) * 4 + (a->n > 1) + (a->n > 3);
}

/* Atom i + k of the window: its hash and its form; outside and behind white space they say so. */
typedef struct {
    uint32_t word, form;
} near_atom;

static near_atom atom_at(const hs_window *w, uint32_t i, int k)
{
    int64_t at = (int64_t)i + k;
    if (at < 0 || at >= w->n) return (near_atom){1, 1};
    const hs_atom *a = &w->atoms[at];
    const hs_atom *seam = k < 0 ? a + 1 : a; /* white space between it and the gap's side of it */
    uint32_t apart = (seam->gap != HS_GAP_NONE && k != 0) ? 0x100000u : 0;
    return (near_atom){hash_bytes(hs_atom_text(w->text, a)) ^ apart, form_of(a) ^ apart};
}

static uint32_t chunk_hash(const hs_window *w, uint32_t i)
{
    uint32_t from = i, to = i;
    while (from > 0 && i - from < 8 && w->atoms[from].gap == HS_GAP_NONE) from--;
    while (to + 1 < w->n && to - i < 8 && w->atoms[to + 1].gap == HS_GAP_NONE) to++;
    hs_str s = {w->text.p + w->atoms[from].at, w->atoms[to].at + w->atoms[to].n - w->atoms[from].at};
    return mix(hash_bytes(s), i - from);
}

uint32_t hs_split_gap_features(const hs_window *w, uint32_t i, uint32_t out[HS_SPLIT_MOST])
{
    list l = {out, 0};
    near_atom a[6]; /* a[2] | a[3] is the gap */
    for (int k = 0; k < 6; k++) a[k] = atom_at(w, i, k - 3);
    uint32_t rule = w->cut[i] + 1u;
    uint32_t before = w->cut[i - 1], forms = mix(a[2].form, a[3].form), words = mix(a[2].word, a[3].word);
    add(&l, 1, rule);
    add(&l, 2, mix(rule, forms));
    add(&l, 3, mix(rule, a[2].word));
    add(&l, 4, mix(rule, a[3].word));
    add(&l, 5, words);
    add(&l, 6, mix(words, a[4].word));
    add(&l, 7, mix(words, a[1].word));
    add(&l, 8, mix(forms, a[4].form));
    add(&l, 9, mix(forms, a[1].form));
    add(&l, 10, mix(mix(forms, a[1].form), a[4].form));
    add(&l, 11, mix(mix(mix(forms, a[1].form), a[4].form), mix(a[0].form, a[5].form)));
    add(&l, 12, mix(a[2].word, a[3].form));
    add(&l, 13, mix(a[2].form, a[3].word));
    add(&l, 14, mix(a[1].word, a[2].word));
    add(&l, 15, mix(a[3].word, a[4].word));
    add(&l, 16, mix(before, forms));
    add(&l, 17, mix(before, words));
    add(&l, 18, chunk_hash(w, i));
    add(&l, 19, mix(mix(a[1].word, a[3].word), a[2].form));
    add(&l, 20, mix(mix(a[2].word, a[4].word), a[3].form));
    add(&l, 21, mix(mix(a[0].form, a[1].form), forms));
    add(&l, 22, mix(mix(a[4].form, a[5].form), forms));
    add(&l, 23, mix((uint32_t)(w->side[i] + 1), forms));
    add(&l, 24, mix(w->atoms[i].fused, mix(words, a[4].word)));
    add(&l, 25, mix(w->atoms[i].fused, mix(words, a[1].word)));
    add(&l, 26, mix(i == 1 || (i == 2 && w->cut[1]), mix(forms, a[4].form)));
    return l.n;
}

/* ---- the second question: sentences ---- */

/* «Tasch, | Brenn said, was there» */
static bool says_aside(const hs_window *w, uint32_t i)
{
    enum { REACH = 5 };
    static const char *const verbs[] = {"added", "argued", "believes", "claimed", "claims", "insisted",
                                        "said",  "says",   "thinks",   "told",    "wrote"};
    for (uint32_t k = i + 1; k + 1 < w->n && k - i < REACH; k++) {
        hs_str word = {w->text.p + w->atoms[k].at, w->atoms[k].n};
        if (w->atoms[k].kind != HS_ATOM_WORD) return false;
        if (hs_in_table(word, verbs, sizeof verbs / sizeof *verbs)) return w->atoms[k + 1].c == ',';
    }
    return false;
}

bool hs_split_sentence_open(const hs_window *w, uint32_t i)
{
    if (w->fixed[i] || w->cut[i] < HS_CUT_TOKEN) return false;
    if (i > 0 && w->atoms[i - 1].c == ',' && says_aside(w, i)) return false;
    bool small = w->atoms[i].kind == HS_ATOM_WORD && hs_uc_lower(w->atoms[i].c);
    return !w->edited || w->cut[i] == HS_CUT_SENTENCE || (hs_stop_before(w, i) && !(small && hs_atom_closes(w, i - 1)));
}

static bool terminal(const hs_window *w, const hs_split_token *t)
{
    uint32_t c = w->atoms[t->first].c;
    return w->atoms[t->first].kind == HS_ATOM_MARK && (c == '.' || c == '?' || c == '!' || c == 0x2026 || c == 0x3002);
}

static uint8_t shape_of(const hs_window *w, uint32_t first, uint32_t end)
{
    const hs_atom *a = &w->atoms[first], *z = &w->atoms[end - 1];
    if (a->kind == HS_ATOM_WORD) {
        uint8_t stop = end > first + 1 && z->c == '.';
        return (uint8_t)(a->shape + 8 * stop + 16 * (a->n == 1));
    }
    if (a->kind == HS_ATOM_NUMBER) return (uint8_t)(40 + (a->n > 1) + (a->n > 2) + 3 * (end > first + 1));
    if (hs_atom_opens(w, first)) return 50;
    if (hs_atom_closes(w, first)) return 51;
    if (a->c == '.' || a->c == '?' || a->c == '!') return (uint8_t)(52 + (a->n > 1 || end > first + 1));
    return a->c < 0x80 ? (uint8_t)(64 + a->c) : 54;
}

/* A quotation mark counts by its side, however it is written. */
static void name_quote(const hs_window *w, hs_split_token *t)
{
    uint32_t c = plain_mark(w->atoms[t->first].c);
    if (w->atoms[t->first].kind != HS_ATOM_MARK || (c != '"' && c != '\'')) return;
    if (hs_atom_opens(w, t->first)) t->word = t->tail = c * 2;
    if (hs_atom_closes(w, t->first)) t->word = t->tail = c * 2 + 1;
}

void hs_split_begin(hs_split_state *s, const hs_window *w, bool last)
{
    s->w = w;
    s->tokens.n = s->far.n = 0;
    s->start = 0;
    s->marked = 0;
    s->quote = w->quote_open;
    s->last = last;
    for (uint32_t i = 0, end; i < w->n; i = end) {
        for (end = i + 1; end < w->n && w->cut[end] == HS_CUT_NONE; end++) {
        }
        hs_str text = {w->text.p + w->atoms[i].at, w->atoms[end - 1].at + w->atoms[end - 1].n - w->atoms[i].at};
        hs_str tail = text.n > 3 ? (hs_str){text.p + text.n - 3, 3} : text;
        *HS_PUSH(s->tokens) =
            (hs_split_token){i, hash_bytes(text), hash_bytes(tail), shape_of(w, i, end), w->cut[i] == HS_CUT_SENTENCE};
    }
    for (uint32_t t = 0; t < s->tokens.n; t++) name_quote(w, &s->tokens.v[t]);
    uint8_t far = last ? 0 : 15;
    for (uint32_t t = 0; t < s->tokens.n; t++) *HS_PUSH(s->far) = 0;
    for (uint32_t t = s->tokens.n; t-- > 0;) {
        far = terminal(w, &s->tokens.v[t]) ? 0 : far < 15 ? (uint8_t)(far + 1) : 15;
        s->far.v[t] = far;
    }
}

void hs_split_step(hs_split_state *s, uint32_t t, bool sentence)
{
    if (sentence && t > 0) {
        s->start = t;
        const hs_split_token *z = &s->tokens.v[t - 1];
        s->marked = z->shape >= 50 && z->shape < 54 ? 1 : 2;
    }
    uint32_t first = s->tokens.v[t].first;
    if (s->w->atoms[first].kind != HS_ATOM_MARK) return;
    uint32_t c = s->w->atoms[first].c;
    if (c == '"' || c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB) s->quote = hs_atom_opens(s->w, first);
}

void hs_split_free(hs_split_state *s)
{
    HS_VEC_FREE(s->tokens);
    HS_VEC_FREE(s->far);
}

static uint32_t bucket(uint32_t n)
{
    return n < 6 ? n : n < 9 ? 6 : n < 13 ? 7 : n < 20 ? 8 : n < 30 ? 9 : n < 45 ? 10 : n < 70 ? 11 : 12;
}

uint32_t hs_split_sentence_features(const hs_split_state *s, uint32_t t, uint32_t out[HS_SPLIT_MOST])
{
    static const hs_split_token none = {0, 7, 7, 7, 0};
    list l = {out, 0};
    const hs_split_token *k[7]; /* k[3] would begin the sentence */
    for (uint32_t j = 0; j < 7; j++) {
        int64_t at = (int64_t)t + j - 3;
        k[j] = at < 0 || at >= s->tokens.n ? &none : &s->tokens.v[at];
    }
    uint32_t rule = k[3]->rule + 1u, gap = s->w->atoms[k[3]->first].gap, length = bucket(t - s->start);
    uint32_t shapes = mix(k[2]->shape, k[3]->shape), far = bucket(s->far.v[t]);
    uint32_t rest = bucket(s->last ? s->tokens.n - t : 99), first = s->tokens.v[s->start].word;
    uint32_t context = mix(mix(rule, gap), mix(s->quote, s->marked));
    add(&l, 100, 0);
    add(&l, 101, rule);
    add(&l, 102, mix(rule, shapes));
    add(&l, 103, mix(rule, k[2]->word));
    add(&l, 104, mix(rule, k[3]->word));
    add(&l, 105, context);
    add(&l, 106, mix(context, shapes));
    add(&l, 107, k[2]->word);
    add(&l, 108, k[1]->word);
    add(&l, 109, k[0]->word);
    add(&l, 110, k[3]->word);
    add(&l, 111, k[4]->word);
    add(&l, 112, k[5]->word);
    add(&l, 113, mix(k[2]->word, k[3]->word));
    add(&l, 114, mix(k[2]->word, k[3]->shape));
    add(&l, 115, mix(k[2]->shape, k[3]->word));
    add(&l, 116, mix(k[1]->word, k[2]->word));
    add(&l, 117, mix(k[3]->word, k[4]->word));
    add(&l, 118, mix(shapes, k[4]->shape));
    add(&l, 119, mix(shapes, k[1]->shape));
    add(&l, 120, mix(mix(shapes, k[1]->shape), k[4]->shape));
    add(&l, 121, mix(mix(mix(shapes, k[1]->shape), k[4]->shape), mix(k[0]->shape, k[5]->shape)));
    add(&l, 122, mix(mix(k[2]->word, k[3]->shape), k[4]->shape));
    add(&l, 123, mix(mix(k[1]->shape, k[2]->shape), k[3]->word));
    add(&l, 124, mix(length, shapes));
    add(&l, 125, mix(length, rule));
    add(&l, 126, mix(length, mix(k[2]->word, k[3]->shape)));
    add(&l, 127, mix(far, shapes));
    add(&l, 128, mix(far, mix(length, shapes)));
    add(&l, 129, mix(first, shapes));
    add(&l, 130, mix(rest, shapes));
    add(&l, 131, mix(rest, mix(length, k[3]->shape)));
    add(&l, 132, mix(s->marked, mix(length, shapes)));
    add(&l, 133, mix(k[2]->tail, k[3]->shape));
    add(&l, 134, mix(k[2]->shape, k[3]->tail));
    add(&l, 135, mix(mix(k[1]->word, k[2]->shape), k[3]->shape));
    add(&l, 136, mix(mix(k[3]->shape, k[4]->word), k[2]->shape));
    add(&l, 137, mix(gap, shapes));
    add(&l, 138, mix(gap, k[2]->word));
    uint32_t begin = mix(k[3]->word, k[3]->shape);
    add(&l, 139, begin);
    add(&l, 140, mix(begin, k[2]->shape));
    add(&l, 141, mix(begin, mix(k[2]->shape, k[1]->shape)));
    add(&l, 142, mix(begin, k[4]->word));
    add(&l, 143, mix(begin, length));
    add(&l, 144, mix(mix(k[3]->tail, k[3]->shape), k[2]->shape));
    add(&l, 145, mix(mix(k[2]->tail, k[3]->tail), shapes));
    return l.n;
}

/* ---- deciding ---- */

typedef struct {
    int32_t a, b;
} scores;

static scores weigh(const hs_splitter *m, const uint32_t *features, uint32_t n)
{
    scores sum = {0, 0};
    for (uint32_t k = 0; k < n; k++) {
        const hs_split_bucket *bucket = &m->buckets[features[k] & m->mask];
        uint16_t check = hs_split_check(features[k]);
        for (int way = 0; way < HS_SPLIT_WAYS; way++) {
            if (bucket->check[way] != check) continue;
            sum.a += bucket->weight[way][0];
            sum.b += bucket->weight[way][1];
        }
    }
    return sum;
}

void hs_split_tokens(const hs_splitter *m, hs_window *w)
{
    uint32_t features[HS_SPLIT_MOST];
    for (uint32_t i = 1; i < w->n; i++) {
        if (!hs_split_gap_open(w, i)) continue;
        scores s = weigh(m, features, hs_split_gap_features(w, i, features));
        if (s.a <= 0 && s.b <= 0) {
            w->cut[i] = HS_CUT_TOKEN;
        } else {
            w->cut[i] = s.b > s.a ? HS_CUT_INNER : HS_CUT_NONE;
        }
    }
}

void hs_split_sentences(const hs_splitter *m, hs_window *w, bool last, hs_split_state *s)
{
    uint32_t features[HS_SPLIT_MOST];
    hs_split_begin(s, w, last);
    hs_split_step(s, 0, false);
    for (uint32_t t = 1; t < s->tokens.n; t++) {
        uint32_t i = s->tokens.v[t].first;
        if (hs_split_sentence_open(w, i)) {
            scores score = weigh(m, features, hs_split_sentence_features(s, t, features));
            w->cut[i] = score.a > 0 ? HS_CUT_SENTENCE : HS_CUT_TOKEN;
        }
        hs_split_step(s, t, w->cut[i] == HS_CUT_SENTENCE);
    }
}
