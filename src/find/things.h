/* Nouns that stand for a person, a body, a place or a thing without naming it: "the driver", "an undersea cable"; days
 * that no year tells: "Friday night"; and numbers that stand for what they count: "dozens", "23 points". */
#ifndef HS_FIND_THINGS_H
#define HS_FIND_THINGS_H

#include "base/map.h"
#include "doc/doc.h"

typedef struct {
    hs_doc *d;
    bool *named;  /* per token: it stands in a name or in a phrase for somebody named */
    hs_map heads; /* lemmas that head a phrase somewhere in the document */
} hs_things;

void hs_things_start(hs_doc *d, hs_things *out);
void hs_things_free(hs_things *x);

/* Fills out where token t stands for a thing: as the head of a phrase, as a noun that narrows another where it heads a
 * phrase elsewhere ("cable problems"), as a pronoun behind its phrase ("the cable that broke"), or as a number. False
 * for times, for words that say nothing by themselves, and in names. */
bool hs_thing_at(const hs_things *x, uint32_t t, hs_act *out);

/* What a date that no year or no publishing day tells is, with the part of the day behind it: "Friday", "Friday night",
 * "8 July", "February"; false where its words name neither a weekday nor a month, or its days are known. */
bool hs_thing_day(hs_doc *d, const hs_date *x, hs_act *out);

/* Does the token's noun stand for people by no more than age and sex: "people", "women"? */
bool hs_thing_is_people(const hs_doc *d, uint32_t t);

/* Appends how many the noun tells of: "12 cart" of "twelve loaded carts"; of people what happened to them, too: "5
 * people (injure)". False where no number stands with it (thing_numbers.c). */
bool hs_thing_count(const hs_doc *d, uint32_t noun, hs_buf *name);
/* A number, a score or a time of the day at token t that stands for itself (thing_numbers.c). */
bool hs_thing_number(hs_doc *d, uint32_t t, hs_act *out);

#endif
