/* A name taken apart: its words folded and romanised, with titles, particles and legal forms set aside, numbers as
 * digits, dotted letters drawn together («L.L.C.»), «Abdulaziz» and «'Abd al-Aziz» cut alike. The tables of words are
 * in name_words.c. */
#ifndef HS_LINK_NAME_PARTS_H
#define HS_LINK_NAME_PARTS_H

#include "base/str.h"
#include "doc/doc.h"

enum { HS_NAME_TOKENS = 16, HS_NAME_LETTERS = 48, HS_NAME_FORMS = 4 };

typedef struct {
    char text[HS_NAME_LETTERS]; /* folded letters and digits */
    char skel[HS_NAME_LETTERS]; /* habits of romanisation evened out: kh/h, ou/u, w/v, tsch/ch … */
    uint64_t pets;              /* of people: hs_name_pets */
    uint32_t letters;           /* a bit for each letter of skel */
    uint8_t n;                  /* bytes of skel */
    bool initial;
    bool number;
    bool father; /* a patronymic: Sergeyevich, Petrovna */
} hs_name_token;

typedef struct {
    hs_name_token t[HS_NAME_TOKENS]; /* the words that count */
    uint32_t n;
    const char *form[HS_NAME_FORMS]; /* legal forms, by their short names, in static memory */
    uint32_t forms;
    bool other_script; /* letters past Latin, Greek and Cyrillic counted in */
    bool abjad;        /* a script that leaves vowels out: Arabic, Hebrew */
    bool comma;        /* «KORSH, Elin» */
    bool son;          /* says whose son: bin, ibn, ben */
    char joined[256];  /* the skeletons run together */
} hs_name_parts;

void hs_name_split(hs_str name, hs_kind kind, hs_name_parts *out);

/* Optimal string alignment distance (Damerau 1964: insert, delete, replace, swap neighbours) of two strings of at most
 * HS_NAME_LETTERS - 1 bytes. */
size_t hs_name_distance(const char *a, const char *b);

/* Whether the skeletons are that far apart at most; most pairs are told by their lengths and letters alone. */
bool hs_name_within(const hs_name_token *a, const hs_name_token *b, size_t most);

#endif
