/* Text that was saved from a page: its headline, byline and date are found, and the page's furniture is left out. When
 * in doubt a paragraph stays. */
#ifndef HS_READ_SAVED_H
#define HS_READ_SAVED_H

#include "read/para.h"

typedef struct {
    hs_str title, author, outlet; /* views of the text; empty where unknown */
    hs_str address;               /* the page's, as the text has it */
    hs_day published;
} hs_saved;

/* Marks furniture as dropped, makes the headline a heading, and fills out. */
void hs_saved_clean(hs_str text, hs_paras *ps, hs_saved *out);

#endif
