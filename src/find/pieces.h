/* The text cut for numbers and calendars: runs of letters, runs of digits, single marks, each looked up once in a table
 * of number and calendar words. Finer than tokens, so that "1.2m", "3-inch", "10-12 May" and "US$5" read alike whatever
 * the tokeniser makes of them. */
#ifndef HS_FIND_PIECES_H
#define HS_FIND_PIECES_H

#include "doc/doc.h"

typedef enum { HS_PIECE_WORD, HS_PIECE_DIGITS, HS_PIECE_MARK } hs_piece_kind;

typedef enum {
    HS_WORD_OTHER,
    HS_WORD_UNIT,     /* zero … nineteen */
    HS_WORD_TENS,     /* twenty … ninety */
    HS_WORD_SCALE,    /* hundred, thousand, million, lakh, dozen; value: index into the scales of numerals.c */
    HS_WORD_ORDINAL,  /* first … thirtieth, fortieth …; value: the number */
    HS_WORD_ORDSCALE, /* hundredth, thousandth, millionth; value: the scale */
    HS_WORD_MONTH,    /* 1 … 12 */
    HS_WORD_WEEKDAY,  /* 0 is Monday */
    HS_WORD_SEASON,   /* 0 spring … 3 winter */
    HS_WORD_PERIOD,   /* day, week, month …; value: hs_period */
    HS_WORD_DAY,      /* yesterday -1, today 0, tomorrow 1 */
    HS_WORD_SHIFT     /* last -1, this 0, next 1 */
} hs_word_class;

typedef enum {
    HS_SECONDS,
    HS_MINUTES,
    HS_HOURS,
    HS_DAYS,
    HS_WEEKS,
    HS_WEEKENDS,
    HS_MONTHS,
    HS_QUARTERS,
    HS_YEARS,
    HS_DECADES,
    HS_CENTURIES
} hs_period;

typedef struct {
    hs_span at;
    uint64_t code; /* of a mark: its code point; of digits: the number where at most 18 digits, else UINT64_MAX; of a
                    word: its first code point */
    uint8_t kind;  /* hs_piece_kind */
    uint8_t cls;   /* hs_word_class */
    int8_t value;  /* what the class says */
    bool glued;    /* nothing stands between the piece before and this one */
    bool upper;    /* a word that begins with a capital */
    bool abbrev;   /* a month or weekday written short: "Feb", "Sat" */
    char low[22];  /* the word in small letters; "" where longer than any word of interest */
} hs_piece;

typedef struct {
    HS_VEC(hs_piece) v;
    uint32_t next; /* byte at which the next part of the text starts */
} hs_pieces;

/* Cuts the next part of the text, a paragraph or at most 65,536 pieces, into a (which keeps its memory). False at the
 * end of the text. Zero-initialise a to start; free with hs_pieces_free. */
bool hs_pieces_next(const hs_doc *d, hs_pieces *a);
void hs_pieces_free(hs_pieces *a);

/* The piece i as seen by rules: past the end a mark with code 0. */
const hs_piece *hs_piece_at(const hs_pieces *a, uint32_t i);
bool hs_piece_is(const hs_pieces *a, uint32_t i, const char *word); /* a word, compared in small letters */
bool hs_piece_in(const hs_pieces *a, uint32_t i, const char *const *sorted, size_t n);
bool hs_piece_mark(const hs_pieces *a, uint32_t i, uint32_t code);
bool hs_piece_dash(const hs_pieces *a, uint32_t i); /* hyphen, dashes, minus, tilde */
/* Ends a sentence: a full stop, question or exclamation mark, behind it a closing quotation mark or a space and no
 * small letter. */
bool hs_piece_stop(const hs_pieces *a, uint32_t i);
/* The number of digits, 0 where i is no run of digits. */
uint32_t hs_piece_digits(const hs_pieces *a, uint32_t i);
/* The words, space-separated, from piece i on: number of pieces matched, 0 where they do not stand there. */
uint32_t hs_pieces_match(const hs_pieces *a, uint32_t i, const char *words);
hs_span hs_pieces_span(const hs_pieces *a, uint32_t from, uint32_t to); /* pieces [from, to) */

#endif
