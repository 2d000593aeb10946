/* A page of the dossier or the desk while it is written: HTML that stands without scripts and without a network. Text
 * of documents goes in through the functions that escape; hs_put and hs_putf take our own words, numbers and ids only.
 */
#ifndef HS_SHOW_PAGE_H
#define HS_SHOW_PAGE_H

#include "show/id.h"
#include "show/places.h"
#include "show/words.h"

typedef struct {
    hs_buf html;
    const hs_view *view;
    const char *up;    /* from the page to the root: "" or "../" */
    const char *token; /* of the desk's forms; NULL in a dossier */
    const char *by;    /* who signs at the desk where a form does not say */
} hs_page;

void hs_put(hs_page *p, const char *ours);
void hs_putf(hs_page *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void hs_put_text(hs_page *p, hs_str text);
void hs_put_str(hs_page *p, const char *text);

/* Everything before and after a page's own matter. here: the section lit in the navigation, "ledger"; may be "". */
void hs_page_begin(hs_page *p, const char *title, const char *here);
void hs_page_end(hs_page *p);

/* The phrase with its entities and documents linked; it is freed. */
void hs_put_phrase(hs_page *p, hs_phrase *phrase);

/* Opening tags of links; the caller writes the text and "</a>". */
void hs_link_claim(hs_page *p, uint32_t claim, const char *class);
void hs_link_entity(hs_page *p, uint32_t entity);
void hs_link_doc(hs_page *p, uint32_t doc);
/* To the very words: docs/d….html#s3. */
void hs_link_item(hs_page *p, uint32_t doc, hs_id_letter letter, uint32_t item);

void hs_put_day(hs_page *p, hs_day day);    /* "5 March 2021", "no date" */
void hs_put_days(hs_page *p, hs_days days); /* "5 March 2021", "March 2021", "5 March 2021 to 7 March 2021" */
void hs_put_count(hs_page *p, uint32_t n, const char *one, const char *many);

/* Exact words of an assertion, in quotation marks where they are a direct quotation, with the marks they must keep. */
void hs_put_quote(hs_page *p, hs_item assertion);
/* What is said around a figure or date at `at`: the chain of voices and the words of its assertion, or, where it stands
 * in none, the words around it. */
void hs_put_said(hs_page *p, hs_place x, hs_span at);
void hs_put_state(hs_page *p, uint32_t state);

/* The range of origins as a row of dots, one a report: full for the least, hollow up to the most, faint for the rest.
 */
void hs_put_origins(hs_page *p, uint32_t claim);

/* A claim's entry: who says it above its words, reports, origins, figures, denials. reports: how many to list. */
void hs_put_claim(hs_page *p, uint32_t claim, uint32_t reports);
void hs_put_figure(hs_page *p, hs_item figure); /* «at least 19» (Norrsund Courier), linked */
void hs_put_pair(hs_page *p, const hs_figure_pair *x);
/* "Norrsund Courier, 3 May 2021", linked to the words of the assertion. */
void hs_put_place(hs_page *p, hs_item assertion);

/* What people ruled, oldest first; nothing where nobody did. */
void hs_put_rulings(hs_page *p, hs_list rulings);

/* Links to the other parts of a section that spans several pages: name-2.html … */
void hs_put_parts(hs_page *p, const char *name, uint32_t part, uint32_t parts);

#endif
