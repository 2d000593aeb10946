#include "find/looks.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "find/lexicon.h"

#include <stdlib.h>
#include <string.h>

/* Words that begin sentences and are no names, whatever their capital; sorted. */
static const char *const common[] = {
    "a",          "about",       "above",      "according",    "across",      "after",
    "again",      "against",     "ahead",      "all",          "allegedly",   "almost",
    "along",      "already",     "also",       "although",     "always",      "am",
    "amid",       "among",       "an",         "and",          "another",     "any",
    "anybody",    "anyone",      "anything",   "apart",        "apparently",  "are",
    "around",     "as",          "aside",      "asked",        "at",          "away",
    "back",       "based",       "be",         "because",      "before",      "behind",
    "being",      "below",       "besides",    "between",      "beyond",      "both",
    "but",        "by",          "can",        "citing",       "clearly",     "could",
    "currently",  "despite",     "did",        "do",           "does",        "don't",
    "due",        "during",      "each",       "earlier",      "either",      "else",
    "especially", "even",        "eventually", "ever",         "every",       "everybody",
    "everyone",   "everything",  "except",     "few",          "finally",     "first",
    "following",  "for",         "former",     "formerly",     "fortunately", "from",
    "further",    "furthermore", "generally",  "given",        "had",         "half",
    "has",        "have",        "having",     "he",           "hello",       "hence",
    "her",        "here",        "hers",       "hi",           "him",         "his",
    "hopefully",  "how",         "however",    "hundreds",     "i",           "if",
    "in",         "including",   "indeed",     "initially",    "inside",      "instead",
    "into",       "is",          "it",         "its",          "just",        "last",
    "late",       "later",       "less",       "let",          "like",        "likewise",
    "many",       "maybe",       "me",         "meanwhile",    "millions",    "more",
    "moreover",   "most",        "mostly",     "much",         "my",          "near",
    "nearly",     "neither",     "never",      "nevertheless", "new",         "next",
    "no",         "nobody",      "none",       "nonetheless",  "nor",         "not",
    "nothing",    "now",         "nowadays",   "of",           "off",         "often",
    "oh",         "okay",        "old",        "on",           "once",        "one",
    "only",       "or",          "originally", "other",        "others",      "our",
    "out",        "outside",     "over",       "overall",      "part",        "perhaps",
    "please",     "previously",  "rather",     "recently",     "reportedly",  "said",
    "second",     "secondly",    "see",        "several",      "she",         "should",
    "similarly",  "since",       "so",         "some",         "somebody",    "someone",
    "something",  "sometimes",   "soon",       "speaking",     "still",       "such",
    "suddenly",   "than",        "thanks",     "that",         "the",         "their",
    "them",       "then",        "there",      "therefore",    "these",       "they",
    "third",      "this",        "those",      "though",       "thousands",   "through",
    "throughout", "thus",        "to",         "today",        "together",    "tomorrow",
    "tonight",    "too",         "toward",     "towards",      "under",       "unfortunately",
    "unless",     "unlike",      "until",      "up",           "upon",        "us",
    "usually",    "very",        "was",        "we",           "well",        "were",
    "what",       "whatever",    "when",       "whenever",     "where",       "whereas",
    "wherever",   "whether",     "which",      "while",        "who",         "whoever",
    "whom",       "whose",       "why",        "will",         "with",        "within",
    "without",    "would",       "yeah",       "yes",          "yesterday",   "yet",
    "you",        "your",
};
static const char *const calendar[] = {
    "april",   "aug",      "august",   "dec",     "december", "feb",      "february",  "fri",  "friday",    "jan",
    "january", "jul",      "july",     "jun",     "june",     "mar",      "march",     "may",  "mon",       "monday",
    "nov",     "november", "oct",      "october", "sat",      "saturday", "sep",       "sept", "september", "sun",
    "sunday",  "thu",      "thursday", "tue",     "tuesday",  "wed",      "wednesday",
};
static const char *const numbers[] = {"eight", "eighteen", "eleven",  "fifteen", "fifty",    "five",   "forty",
                                      "four",  "fourteen", "hundred", "nine",    "nineteen", "seven",  "seventeen",
                                      "six",   "sixteen",  "sixty",   "ten",     "thirteen", "thirty", "thousand",
                                      "three", "twelve",   "twenty",  "two"};
#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

static uint32_t intern(hs_looks *w, hs_str s, hs_buf *buf)
{
    uint32_t *slot = hs_map_at(&w->index, s);
    if (*slot != HS_MISSING) return *slot;
    hs_look *x = HS_PUSH(w->words);
    hs_buf_clear(buf);
    hs_fold(s, buf);
    x->fold = (hs_str){hs_arena_strndup(&w->arena, hs_buf_c(buf), buf->n), buf->n};
    hs_str bare = x->fold;
    while (bare.n > 1 && bare.p[bare.n - 1] == '.') bare.n--; /* "U.S.", "Gen." */
    x->classes = hs_lexicon(bare) | hs_lexicon_given(bare);
    x->people = hs_lexicon_people(bare);
    x->place = hs_lexicon_place(bare);
    return *slot = w->words.n - 1;
}

static uint8_t shape_of(hs_str s, const hs_look *x)
{
    size_t at = 0;
    uint32_t c = s.n ? hs_utf8_next(s, &at) : 0, letters = 1;
    if (!hs_uc_letter(c)) return 0;
    uint8_t shape = HS_LOOK_LETTERS;
    if (hs_uc_upper(c)) shape |= HS_LOOK_CAP | HS_LOOK_CAPS;
    while (at < s.n) {
        c = hs_utf8_next(s, &at);
        if (hs_uc_lower(c)) shape &= (uint8_t)~HS_LOOK_CAPS;
        letters += hs_uc_letter(c);
    }
    if (letters < 2) shape &= (uint8_t)~HS_LOOK_CAPS;
    if ((shape & HS_LOOK_CAP) && letters == 1) shape |= HS_LOOK_INITIAL;
    if (IN(x->fold, common) || IN(x->fold, numbers) || IN(x->fold, calendar)) {
        bool acronym = (shape & HS_LOOK_CAPS) != 0 && x->fold.n <= 3 && letters == s.n; /* "US", "WHO", "IT" */
        if (!acronym) shape |= HS_LOOK_COMMON;
    }
    return shape;
}

static bool opens(const hs_doc *d, uint32_t t)
{
    hs_str s = hs_doc_text(d, d->tokens.v[t].at);
    size_t at = 0;
    uint32_t c = s.n ? hs_utf8_next(s, &at) : 0;
    bool dash = c == '-' || (c >= 0x2013 && c <= 0x2015);
    if (dash) return !t || hs_span_end(d->tokens.v[t - 1].at) != d->tokens.v[t].at.at;
    return c == '"' || c == 0x201C || c == 0x201D || c == '\'' || c == 0x2018 || c == 0xAB || c == 0x201E || c == ':' ||
           c == 0x2022 || c == 0x2026 || c == '[' || c == '(' || c == '*';
}

/* A headline: nearly every longer word has a capital, though no full stop ends it or its block is a heading. */
static bool titled(const hs_doc *d, const hs_looks *w, const hs_sentence *s)
{
    uint32_t longer = 0, capital = 0;
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        if (!(w->shape[t] & HS_LOOK_LETTERS) || (w->shape[t] & HS_LOOK_COMMON) || d->tokens.v[t].at.n < 4) continue;
        longer++;
        capital += (w->shape[t] & HS_LOOK_CAP) != 0;
    }
    if (longer < 3) return false;
    bool heading = s->block < d->blocks.n && d->blocks.v[s->block].kind == HS_BLOCK_HEADING;
    hs_str last = hs_doc_text(d, d->tokens.v[s->first + s->n - 1].at);
    bool stopped = last.n == 1 && last.p[0] == '.';
    return capital * 10 >= longer * (heading ? 7 : 9) && (heading || !stopped);
}

static void mark_sentence(const hs_doc *d, hs_looks *w, const hs_sentence *s)
{
    bool start = true, headline = titled(d, w, s);
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        if (headline) w->shape[t] |= HS_LOOK_TITLED;
        if (start) w->shape[t] |= HS_LOOK_START;
        if (w->shape[t] & HS_LOOK_LETTERS) start = false;
        if (opens(d, t)) start = true;
        if (w->shape[t] & (HS_LOOK_START | HS_LOOK_TITLED)) continue;
        hs_look *x = &w->words.v[w->word[t]];
        if (w->shape[t] & HS_LOOK_CAP)
            x->capital++;
        else if (w->shape[t] & HS_LOOK_LETTERS)
            x->lower++;
    }
}

/* The counts of all surface forms of one folded word, joined: "Bus" and "bus". */
static void join_counts(hs_looks *w)
{
    hs_map folds = {0};
    for (uint32_t i = 0; i < w->words.n; i++) {
        uint32_t *first = hs_map_at(&folds, w->words.v[i].fold);
        if (*first == HS_MISSING) {
            *first = i;
            continue;
        }
        w->words.v[*first].capital += w->words.v[i].capital;
        w->words.v[*first].lower += w->words.v[i].lower;
    }
    for (uint32_t i = 0; i < w->words.n; i++) {
        const hs_look *first = &w->words.v[hs_map_get(&folds, w->words.v[i].fold)];
        w->words.v[i].capital = first->capital;
        w->words.v[i].lower = first->lower;
    }
    hs_map_free(&folds);
}

void hs_looks_of(const hs_doc *d, hs_looks *w)
{
    hs_buf buf = {0};
    *w = (hs_looks){.word = hs_calloc(d->tokens.n + 1, sizeof *w->word), .shape = hs_calloc(d->tokens.n + 1, 1)};
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        hs_str s = hs_doc_text(d, d->tokens.v[t].at);
        w->word[t] = intern(w, s, &buf);
        w->shape[t] = shape_of(s, hs_look_at(w, t));
        w->tagged |= d->tokens.v[t].ne != HS_NE_O;
    }
    for (uint32_t t = 0; t + 1 < d->tokens.n; t++) /* «Jan Holt», «April Berg»: no month where a name goes on */
        if (d->tokens.v[t].ne == HS_NE_PER && IN(hs_look_at(w, t)->fold, calendar) &&
            d->tokens.v[t + 1].ne == HS_NE_PER && (w->shape[t + 1] & (HS_LOOK_CAP | HS_LOOK_COMMON)) == HS_LOOK_CAP)
            w->shape[t] &= (uint8_t)~HS_LOOK_COMMON;
    for (uint32_t i = 0; i < d->sentences.n; i++) mark_sentence(d, w, &d->sentences.v[i]);
    join_counts(w);
    hs_buf_free(&buf);
}

void hs_looks_free(hs_looks *w)
{
    hs_map_free(&w->index);
    hs_arena_free(&w->arena);
    HS_VEC_FREE(w->words);
    free(w->word);
    free(w->shape);
    *w = (hs_looks){0};
}
