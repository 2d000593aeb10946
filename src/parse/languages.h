/* The languages that parse/ knows: a table, one line each. A further language needs a line here, a treebank and the
 * trainer (docs/engine.md); lists of words are optional, because the trained segmenter learns from the treebank. A
 * language without lists is supported where its model is there. */
#ifndef HS_PARSE_LANGUAGES_H
#define HS_PARSE_LANGUAGES_H

#include "base/str.h"

typedef struct {
    const char *const *v; /* lower case, sorted (strcmp) */
    size_t n;
} hs_words;

/* A fused spelling and where it parts: "gonna" after 3 bytes. */
typedef struct {
    const char *word;
    size_t cut;
    bool always; /* otherwise only where the trained segmenter says so ("its") */
} hs_fused;

typedef struct {
    hs_words titles;        /* abbreviations that never end a sentence: "mr", "gen" */
    hs_words abbreviations; /* others that keep their full stop: "inc", "etc", "sept" */
    hs_words clitics;       /* what an apostrophe splits off: "s", "ll"; "t" only behind n */
    hs_words prefixes;      /* keep their hyphen: "anti", "co" */
    hs_words starters;      /* begin sentences more often than they follow an abbreviation: "the", "he" */
    hs_words speech;        /* follow a quotation in its sentence: "said", "asked" */
    hs_words units;         /* part from a number: "km", "pm" */
    const hs_fused *fused;
    size_t fused_n;
} hs_rules;

typedef struct {
    const char *code;  /* BCP 47 */
    const char *model; /* file name in the model folder */
    const hs_rules *rules;
    bool english; /* rule lemmas where no network runs */
} hs_language;

extern const hs_rules hs_english;

extern const hs_language hs_languages[];
extern const size_t hs_language_count;

/* The language's line, or NULL where it is not supported. "" is English until something says otherwise; "en-GB" is
 * "en". */
const hs_language *hs_language_of(hs_str code);

#endif
