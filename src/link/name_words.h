/* Words that names are made of, and that tell little or stand for others: titles, particles, legal forms, numbers,
 * abbreviations, pet names. Written for hearsay. */
#ifndef HS_LINK_NAME_WORDS_H
#define HS_LINK_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool hs_name_title(const char *word);    /* "dr", "sheikh" */
bool hs_name_particle(const char *word); /* "bin", "von" */
bool hs_name_filler(const char *word);   /* "and", "for", "of", "the" */

/* A phrase that begins at words[0] of n words: what it is written as for comparing, and how many words it takes; NULL
 * where none begins there. A legal form («gesellschaft mit beschränkter haftung») gives its short name and sets *form.
 */
const char *hs_name_phrase(const char *const *words, size_t n, size_t *taken, bool *form);

int hs_name_number(const char *word); /* "forty" → 40, "3rd" → 3, "iv" → 4; -1 where it is none */

/* True where one is a pet name of the other, or both are one name in two languages or spellings: Bill, William. */
bool hs_name_pet(const char *a, const char *b);

/* A bit for each of the names that the word is a form of; two forms of one name have one in common. */
uint64_t hs_name_pets(const char *word);

#endif
