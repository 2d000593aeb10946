/* Nouns that stand for a person, a body, a place or a thing without naming it: "the driver", "an undersea cable". */
#ifndef HS_FIND_THINGS_H
#define HS_FIND_THINGS_H

#include "doc/doc.h"

/* HS_THING or HS_THINGS (plural) where token t is the head of such a phrase; HS_HAPPENS where it is none: a noun that
 * narrows another, a time, a measure, a word that says too little. named: per token, whether it stands in a name or in
 * a phrase for somebody named. */
uint32_t hs_thing_at(const hs_doc *d, const bool *named, uint32_t t);

/* What a date that no year or no publishing day tells is called, in `out`: "Friday", "Friday night", "8 July",
 * "February"; false where its words name neither a weekday nor a month, or its days are known. */
bool hs_thing_day(const hs_doc *d, const hs_date *x, hs_buf *out);

#endif
