/* Small word lists for names: titles, organisation and place words, roles, outlets, documents that speak, given names,
 * countries. Words are folded (hs_fold: small letters, no marks). All tables are written for this program. */
#ifndef HS_FIND_LEXICON_H
#define HS_FIND_LEXICON_H

#include "base/str.h"

enum {
    HS_LEX_TITLE = 1 << 0,       /* stands before a person's name: "Minister", "MP" */
    HS_LEX_HONORIFIC = 1 << 1,   /* a title that is always followed by a person: "Mr" */
    HS_LEX_ORG = 1 << 2,         /* head of an organisation's name: "Ministry", "Front" */
    HS_LEX_PLACE = 1 << 3,       /* head of a place's name: "River", "Province" */
    HS_LEX_OUTLET = 1 << 4,      /* of an outlet's name: "Times", "Gazette" */
    HS_LEX_OUTLET_WEAK = 1 << 5, /* likewise, but a common word too: "Sun", "Mirror" */
    HS_LEX_ROLE = 1 << 6,        /* what a person is, singular: "spokesman", "prosecutor" */
    HS_LEX_ORGNOUN = 1 << 7,     /* an organisation as a common noun: "the ministry" */
    HS_LEX_DOCNOUN = 1 << 8,     /* a document that can speak: "the transcript" */
    HS_LEX_MALE = 1 << 9,
    HS_LEX_FEMALE = 1 << 10,
    HS_LEX_GIVEN = 1 << 11,
    HS_LEX_OUTLETNOUN = 1 << 14, /* an outlet as a common noun: "the newspaper" */
    HS_LEX_FIELD = 1 << 13,      /* what an office is for: "Health", "Foreign", "Affairs" */
    HS_LEX_TRADE = 1 << 12       /* of a company's name, behind its first word: "Minerals", "Holdings", "Ltd" */
};

uint32_t hs_lexicon(hs_str word);       /* HS_LEX_… of titles, heads and roles; 0 where unknown */
uint32_t hs_lexicon_given(hs_str word); /* HS_LEX_GIVEN, with MALE or FEMALE where only one bears it; 0 where none */
bool hs_lexicon_place(hs_str words);    /* a country, capital, large city or region; words single-spaced */
bool hs_lexicon_people(hs_str word);    /* "turkish", "kurd", "syrians", "sunni" */

#endif
