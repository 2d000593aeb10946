/* How many one event killed, hurt, drove out or put in prison, as each document tells it. A document's toll of an act
 * is the count that it tells first of all of what has just happened, or to which it says that the number rose: not that
 * of a part («12 of them in Central Aceh»), not that of another event («the quake of 2004 killed 170,000»). Two
 * documents tell of one event where both were published within weeks of each other and what they begin with meets: each
 * names most places of the other's beginning, and both begin with a name and two words in common. */
#ifndef HS_LINK_TOLLS_H
#define HS_LINK_TOLLS_H

#include "link/compare.h"
#include "link/stories.h"

typedef struct {
    const hs_stories *stories;
    const hs_counts *counts;
    uint32_t *toll;       /* per assertion: index into counts of the toll that it tells, HS_NONE where it tells none */
    hs_day *day;          /* per assertion that tells a toll: of which it tells; HS_NO_DAY where that is not known */
    bool *part;           /* per assertion: it tells no toll and counts some of those whom an act befell */
    struct hs_lead *lead; /* per document: what it begins with */
    HS_VEC(uint64_t) lead_names; /* of the beginnings: hashes of names, of a person the last word; odd where a place */
    HS_VEC(uint64_t) names;      /* of whole documents; ascending */
    HS_VEC(uint64_t) words;      /* of the beginnings; ascending, each once */
    HS_VEC(uint64_t) numbers;    /* of whole documents: what may be a toll, with its act */
} hs_tolls;

void hs_tolls_of(const hs_stories *s, const hs_counts *c, uint32_t assertions, hs_tolls *out);
void hs_tolls_free(hs_tolls *t);

/* The names that the document begins with, as hashes; their number. Valid as long as t. */
uint32_t hs_lead_names(const hs_tolls *t, uint32_t doc, const uint64_t **names);

typedef enum {
    HS_TOLLS_UNTOLD,  /* not two counts of one act, or nothing tells */
    HS_ONE_TOLL,      /* two tolls of one event */
    HS_TOLL_AND_PART, /* of one event, and one of them may be of a part: only an equal number is the same */
    HS_TWO_TOLLS      /* counts of one act in two events */
} hs_tolls_found;

hs_tolls_found hs_tolls_compare(const hs_tolls *t, uint32_t x, uint32_t y);

#endif
