/* What only the desk shows: the search page and the forms of rulings. */
#ifndef HS_SHOW_DESK_PAGES_H
#define HS_SHOW_DESK_PAGES_H

#include "show/page.h"

/* The search form and, where query is not empty, what it finds in the case. */
void hs_page_search(hs_page *p, const char *case_path, const char *query);
/* A message on a page of its own. */
void hs_page_message(hs_page *p, const char *title, const char *message);

/* Nothing in a dossier (p->token NULL). */
void hs_put_claim_form(hs_page *p, uint32_t claim);
void hs_put_maybe_form(hs_page *p, uint32_t a, uint32_t b);
void hs_put_undo_form(hs_page *p, uint64_t decision);

#endif
