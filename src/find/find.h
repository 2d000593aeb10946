/* What find/ looks for in one parsed document: a table of passes, each one file, run in the order of the table. Passes
 * are pure: the document alone goes in and comes out; linear in its size, or bounded where not. */
#ifndef HS_FIND_FIND_H
#define HS_FIND_FIND_H

#include "doc/doc.h"

typedef struct {
    const char *name;  /* "figures" */
    uint32_t version;  /* raised when its rows for the same document may change */
    const char *needs; /* "tokens quotes": what must be filled */
    const char *makes; /* "figures" */
    void (*find)(hs_doc *d);
} hs_find_pass;

extern const hs_find_pass hs_find_passes[];
extern const size_t hs_find_pass_count;

/* Runs all of them. Needs hs_parse. */
void hs_find(hs_doc *d);

/* The passes, in their order. */
void hs_find_quotes(hs_doc *d);       /* quotes: needs text, blocks */
void hs_find_dates(hs_doc *d);        /* dates: needs tokens, published_day */
void hs_find_figures(hs_doc *d);      /* figures: needs tokens, dates */
void hs_find_mentions(hs_doc *d);     /* mentions and chains of names and nominals: needs tokens, quotes */
void hs_find_coreference(hs_doc *d);  /* pronoun and role mentions, chains completed: needs mentions, quotes */
void hs_find_attributions(hs_doc *d); /* attributions with voices: needs all above */
void hs_find_callings(hs_doc *d);     /* "swimmer Mara Voss", "as host" as mentions: needs all above */
void hs_find_speakers(hs_doc *d);     /* "I" and "we" in quotations as mentions: needs all above */
void hs_find_assertions(hs_doc *d);   /* assertions: needs all above */
void hs_find_acts(hs_doc *d);         /* acts: needs tokens */

#endif
