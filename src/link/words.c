#include "link/words.h"

#include "base/fold.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Sorted, for hs_in_table. */
static const char *const stop[] = {
    "a",       "about",   "above",   "according", "after",   "again",   "against", "all",        "also",    "although",
    "am",      "among",   "an",      "and",       "another", "any",     "are",     "around",     "as",      "at",
    "back",    "be",      "became",  "because",   "become",  "been",    "before",  "behind",     "being",   "below",
    "between", "both",    "but",     "by",        "can",     "cannot",  "could",   "did",        "do",      "does",
    "doing",   "done",    "down",    "during",    "each",    "either",  "even",    "ever",       "every",   "few",
    "for",     "from",    "further", "get",       "give",    "given",   "go",      "got",        "had",     "has",
    "have",    "having",  "he",      "her",       "here",    "hers",    "herself", "him",        "himself", "his",
    "how",     "however", "i",       "if",        "in",      "into",    "is",      "it",         "its",     "itself",
    "just",    "less",    "let",     "like",      "made",    "make",    "many",    "may",        "me",      "might",
    "more",    "most",    "much",    "must",      "my",      "myself",  "no",      "nor",        "not",     "now",
    "of",      "off",     "on",      "once",      "one",     "only",    "or",      "other",      "others",  "our",
    "out",     "over",    "own",     "per",       "put",     "said",    "same",    "say",        "saying",  "says",
    "shall",   "she",     "should",  "since",     "so",      "some",    "still",   "such",       "take",    "taken",
    "tell",    "than",    "that",    "the",       "their",   "theirs",  "them",    "themselves", "then",    "there",
    "these",   "they",    "this",    "those",     "though",  "through", "to",      "together",   "told",    "too",
    "toward",  "towards", "under",   "until",     "up",      "upon",    "us",      "very",       "was",     "we",
    "well",    "were",    "what",    "when",      "where",   "whether", "which",   "while",      "who",     "whom",
    "whose",   "why",     "will",    "with",      "within",  "without", "would",   "yet",        "you",     "your"};

static bool cut_end(hs_buf *b, size_t from, const char *suffix, size_t keep)
{
    size_t n = strlen(suffix);
    if (b->n - from < n + keep || memcmp(b->p + b->n - n, suffix, n) != 0) return false;
    b->n -= n;
    b->p[b->n] = '\0';
    return true;
}

bool hs_stem(hs_str w, hs_buf *out)
{
    size_t from = out->n;
    bool counts = !hs_in_table(w, stop, sizeof stop / sizeof *stop);
    hs_buf_add(out, w.p, w.n);
    cut_end(out, from, "'s", 1);
    if (cut_end(out, from, "ies", 2) || cut_end(out, from, "ied", 2)) {
        hs_buf_char(out, 'y');
    } else if (!cut_end(out, from, "ing", 3) && !cut_end(out, from, "ed", 3) && !cut_end(out, from, "es", 3)) {
        if (out->n - from > 3 && out->p[out->n - 2] != 's') cut_end(out, from, "s", 2);
    }
    cut_end(out, from, "e", 3);
    return counts;
}

static bool sentence_end(hs_str text, size_t at)
{
    while (at < text.n) {
        uint32_t c = hs_utf8_next(text, &at);
        if (c == '.' || c == '!' || c == '?' || c == '\n')
            return at >= text.n || c == '\n' || hs_uc_space((uint32_t)text.p[at]) ||
                   (unsigned char)text.p[at] >= 0x80 || text.p[at] == '"';
        if (hs_uc_letter(c) || hs_uc_digit(c)) return false;
    }
    return true;
}

static bool word_char(uint32_t c)
{
    return hs_uc_letter(c) || hs_uc_digit(c) || c == '\'' || c == 0x2019;
}

static void add_word(const hs_doc *d, hs_str text, hs_span at, uint32_t *quote, hs_buf *scratch, hs_words *out)
{
    hs_word *w = HS_PUSH(*out);
    hs_buf_clear(scratch);
    hs_fold((hs_str){text.p + at.at, at.n}, scratch);
    hs_str folded = {hs_buf_c(scratch), scratch->n};
    while (folded.n && folded.p[folded.n - 1] == '\'') folded.n--;
    w->at = at;
    w->hash = hs_hash64(folded.p, folded.n, 7);
    hs_buf stem = {0};
    if (hs_stem(folded, &stem)) w->stem = hs_hash64(stem.p, stem.n, 8) | 1;
    hs_buf_free(&stem);
    while (*quote < d->quotes.n && hs_span_end(d->quotes.v[*quote].outer) <= at.at) ++*quote;
    for (uint32_t q = *quote; q < d->quotes.n && d->quotes.v[q].outer.at <= at.at && !w->quoted; q++)
        w->quoted = hs_span_covers(d->quotes.v[q].outer, at) && !(d->quotes.v[q].flags & HS_QUOTE_SCARE);
    w->ends = sentence_end(text, hs_span_end(at));
}

enum { GRAM = 4, POSITIONS = 16, GAP = 4 };

static uint64_t gram(const hs_words *w, uint32_t at, uint32_t n)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < n; i++) h = hs_mix64(h ^ w->v[at + i].hash);
    return h;
}

void hs_link_words(const hs_doc *d, hs_words *out)
{
    hs_str text = {d->text.p, d->text.n};
    hs_buf scratch = {0};
    uint32_t quote = 0;
    size_t from = SIZE_MAX;
    for (size_t at = 0; at <= text.n;) {
        size_t here = at;
        uint32_t c = at < text.n ? hs_utf8_next(text, &at) : ' ';
        if (here == text.n) at++;
        if (word_char(c)) {
            if (from == SIZE_MAX && c != '\'' && c != 0x2019) from = here;
            continue;
        }
        if (from != SIZE_MAX)
            add_word(d, text, (hs_span){(uint32_t)from, (uint32_t)(here - from)}, &quote, &scratch, out);
        from = SIZE_MAX;
    }
    for (uint32_t i = 0; i + GRAM <= out->n; i++) out->v[i].gram = (uint32_t)gram(out, i, GRAM);
    hs_buf_free(&scratch);
}

/* ---- matching ---- */

typedef struct {
    uint32_t *head, *next; /* chains of positions by the gram's hash */
    uint32_t mask;
} grams;

static grams grams_of(const hs_words *w)
{
    uint32_t size = 16;
    while (size < w->n * 2 && size < (1u << 30)) size *= 2;
    grams g = {hs_malloc(size * sizeof *g.head), hs_malloc((w->n + 1) * sizeof *g.next), size - 1};
    memset(g.head, 0xFF, size * sizeof *g.head);
    for (uint32_t i = w->n >= GRAM ? w->n - GRAM + 1 : 0; i-- > 0;) {
        uint32_t slot = w->v[i].gram & g.mask;
        g.next[i] = g.head[slot];
        g.head[slot] = i;
    }
    return g;
}

static uint32_t run_length(const hs_words *a, uint32_t i, const hs_words *b, uint32_t j)
{
    uint32_t n = 0;
    while (i + n < a->n && j + n < b->n && a->v[i + n].hash == b->v[j + n].hash) n++;
    return n;
}

static void add_match(const hs_words *a, const hs_words *b, hs_match m, hs_matches *out)
{
    for (uint32_t k = 0; k < m.na; k++) m.quoted += a->v[m.a + k].quoted && b->v[m.b + k].quoted;
    hs_match *last = out->n ? &out->v[out->n - 1] : NULL;
    if (last && m.b >= last->b + last->nb && m.a - (last->a + last->na) <= GAP && m.b - (last->b + last->nb) <= GAP) {
        last->na = m.a + m.na - last->a;
        last->nb = m.b + m.nb - last->b;
        last->quoted += m.quoted;
    } else {
        *HS_PUSH(*out) = m;
    }
}

void hs_words_match(const hs_words *a, const hs_words *b, uint32_t least, hs_matches *out)
{
    grams g = grams_of(b);
    for (uint32_t i = 0; i + GRAM <= a->n;) {
        hs_match best = {0};
        uint32_t j = g.head[a->v[i].gram & g.mask];
        for (uint32_t tries = 0; j != UINT32_MAX && tries < POSITIONS; tries++, j = g.next[j]) {
            uint32_t n = run_length(a, i, b, j);
            if (n > best.na) best = (hs_match){.a = i, .b = j, .na = n, .nb = n};
        }
        if (best.na >= least) add_match(a, b, best, out);
        i += best.na >= least ? best.na : 1;
    }
    free(g.head);
    free(g.next);
}

void hs_words_fingerprints(const hs_words *w, hs_prints *out)
{
    enum { WINDOW = 4 };
    uint64_t hash[WINDOW] = {0};
    uint32_t last = UINT32_MAX;
    for (uint32_t i = 0; i + HS_PRINT_WORDS <= w->n; i++) {
        hash[i % WINDOW] = gram(w, i, HS_PRINT_WORDS);
        if (i + 1 < WINDOW) continue;
        uint32_t least = i + 1 - WINDOW;
        for (uint32_t k = least + 1; k <= i; k++)
            if (hash[k % WINDOW] <= hash[least % WINDOW]) least = k;
        if (least != last) *HS_PUSH(*out) = (hs_print){hash[least % WINDOW], least};
        last = least;
    }
}
