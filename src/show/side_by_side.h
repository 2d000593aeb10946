/* The figures of one claim under each other by day of publication, each on one scale with its relation to the earliest.
 */
#ifndef HS_SHOW_SIDE_BY_SIDE_H
#define HS_SHOW_SIDE_BY_SIDE_H

#include "show/page.h"

/* A table, or nothing where no two figures of the claim can be compared; past `most` rows (0: 200) their number. */
void hs_put_side_by_side(hs_page *p, uint32_t claim, uint32_t most);

#endif
