/* What attributions and assertions ask of a parsed document again and again: the class of each word, the quotation it
 * stands in, and, where a parser ran, its subtree. */
#ifndef HS_FIND_READING_H
#define HS_FIND_READING_H

#include "doc/doc.h"

enum { /* classes of words, by closed lists; a word may have several */
       HS_W_BE = 1 << 0,
       HS_W_HAVE = 1 << 1,
       HS_W_DO = 1 << 2,
       HS_W_MODAL = 1 << 3,
       HS_W_NOT = 1 << 4,
       HS_W_ADVERB = 1 << 5,
       HS_W_DET = 1 << 6, /* articles, demonstratives, possessives: a noun follows */
       HS_W_PREP = 1 << 7,
       HS_W_SUBJECT = 1 << 8, /* pronouns that can be a subject */
       HS_W_OBJECT = 1 << 9,  /* pronouns that can only be an object */
       HS_W_WHO = 1 << 10,    /* who, which, whom */
       HS_W_THAT = 1 << 11,
       HS_W_WH = 1 << 12,   /* whether, if, how, what, why, when, where */
       HS_W_AND = 1 << 13,  /* and, or */
       HS_W_BUT = 1 << 14,  /* but, yet, while, because …: another clause begins */
       HS_W_TIME = 1 << 15, /* weekdays, months, yesterday … */
       HS_W_TO = 1 << 16,
       HS_W_CAPITAL = 1 << 17,
       HS_W_NUMBER = 1 << 18,
       HS_W_COMMA = 1 << 19,
       HS_W_COLON = 1 << 20,
       HS_W_STOP = 1 << 21, /* . ? ! ; and the ellipsis */
       HS_W_DASH = 1 << 22,
       HS_W_OPEN = 1 << 23, /* brackets */
       HS_W_CLOSE = 1 << 24,
       HS_W_QUOTE = 1 << 25, /* quotation marks */
       HS_W_MARK = 1 << 26   /* any punctuation */
};
#define HS_W_AUX (HS_W_BE | HS_W_HAVE | HS_W_DO | HS_W_MODAL)

typedef struct {
    uint32_t from, to; /* tokens [from, to) */
} hs_words_range;

typedef struct {
    hs_doc *d;
    uint32_t *classes;         /* per token: HS_W_… */
    uint32_t *quote;           /* per token: the innermost quotation that is speech, or HS_NONE */
    uint32_t *low, *high;      /* per token: first and last token of its subtree; itself where no parser ran */
    uint32_t *child, *sibling; /* per token: first child, next child of the same head; HS_NONE at the end */
} hs_reading;

void hs_reading_init(hs_reading *r, hs_doc *d);
void hs_reading_free(hs_reading *r);

hs_str hs_word(const hs_reading *r, uint32_t t);
bool hs_word_is(const hs_reading *r, uint32_t t, const char *lower); /* without case; false past the end */
/* Whether the word is one of a sorted table, without case. */
bool hs_word_in(const hs_reading *r, uint32_t t, const char *const *sorted, size_t n);
bool hs_is_possessive(const hs_reading *r, uint32_t t); /* the "'s" of «the ministry's» */
hs_str hs_lemma(const hs_reading *r, uint32_t t);
bool hs_class(const hs_reading *r, uint32_t t, uint32_t mask); /* false past the end */
bool hs_parsed(const hs_reading *r, uint32_t t);               /* a parser gave the token a place in a tree */
bool hs_finite(const hs_reading *r, uint32_t t);               /* tagged as a finite verb; not the name «IS» */
bool hs_ends(const hs_reading *r, uint32_t t, const char *suffix);

/* The first child of t with one of the two relations, or HS_NONE. */
uint32_t hs_child(const hs_reading *r, uint32_t t, uint32_t deprel, uint32_t or_deprel);

uint32_t hs_sentence_of(const hs_reading *r, uint32_t t);
/* Bytes of tokens [from, to); marks and brackets at its edges dropped by hs_words_trim. */
hs_span hs_words_span(const hs_reading *r, hs_words_range w);
hs_words_range hs_words_within(const hs_doc *d, hs_span s); /* the tokens that begin in it */
hs_words_range hs_words_trim(const hs_reading *r, hs_words_range w);
/* One of the tokens has one of n lemmas; the table is sorted. */
bool hs_any_lemma(const hs_reading *r, hs_words_range w, const char *const *table, size_t n);
bool hs_is_list_number(const hs_reading *r,
                       uint32_t t); /* "4." that opens a numbered paragraph: no part of what it says */

/* True where the quotation is speech of its own; false for a few quoted words that are part of a clause. */
bool hs_quote_is_speech(const hs_doc *d, uint32_t quote);

#endif
