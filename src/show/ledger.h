/* The parts of a claim's entry on the terminal; `claims` prints them short, `show` whole. */
#ifndef HS_SHOW_LEDGER_H
#define HS_SHOW_LEDGER_H

#include "show/layout.h"
#include "show/places.h"
#include "show/words.h"

/* Id, state, counts, wording, voices, origins with reasons, denials, and so many pairs of figures that differ. */
void hs_entry_head(hs_pane *b, const hs_view *v, uint32_t claim, uint32_t pairs);
/* Each report: document and day, the chain of voices, the exact words. */
void hs_entry_reports(hs_pane *b, const hs_view *v, uint32_t claim);
/* A figure or date at its place: document and day with the item's id; the chain of voices and the words of the
 * assertion that it stands in, or, where it stands in none, the words around it. */
void hs_entry_place(hs_pane *b, const hs_view *v, hs_place x, hs_span at, const char *id);
/* One assertion's exact words behind a bar, with the marks it must keep. lead: "│ ". */
void hs_entry_words(hs_pane *b, const char *lead, hs_style style, const hs_pile *p, hs_item assertion);

#endif
