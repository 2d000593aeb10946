/* The pages of a dossier, and of the desk. A table of sections, each one file; and a page for every claim, document and
 * entity. Each function writes what stands between hs_page_begin and hs_page_end. */
#ifndef HS_SHOW_PAGES_H
#define HS_SHOW_PAGES_H

#include "show/page.h"

typedef struct {
    const char *name;                   /* of the file, "ledger"; part 2 is "ledger-2" */
    const char *title;                  /* in the navigation */
    uint32_t (*parts)(const hs_view *); /* NULL for one page */
    void (*body)(hs_page *p, uint32_t part);
} hs_section;

extern const hs_section hs_sections[];
extern const size_t hs_section_count;

void hs_body_index(hs_page *p, uint32_t part);
void hs_body_ledger(hs_page *p, uint32_t part);
void hs_body_documents(hs_page *p, uint32_t part);
void hs_body_who(hs_page *p, uint32_t part);
void hs_body_figures(hs_page *p, uint32_t part);
void hs_body_timeline(hs_page *p, uint32_t part);
void hs_body_unread(hs_page *p, uint32_t part);

uint32_t hs_parts_ledger(const hs_view *v);
uint32_t hs_parts_documents(const hs_view *v);
uint32_t hs_parts_who(const hs_view *v);
uint32_t hs_parts_figures(const hs_view *v);
uint32_t hs_parts_timeline(const hs_view *v);

/* Whole pages, frame and all, appended to p->html. */
void hs_page_section(hs_page *p, const hs_section *s, uint32_t part);
void hs_page_claim(hs_page *p, uint32_t claim);
void hs_page_doc(hs_page *p, uint32_t doc);
void hs_page_entity(hs_page *p, uint32_t entity);

/* Rows of documents and of unread files, for the sections that list them. */
void hs_put_doc_rows(hs_page *p, uint32_t first, uint32_t n);
void hs_put_unread_rows(hs_page *p);
/* Documents by day of publication; the caller frees. */
uint32_t *hs_docs_by_day(const hs_view *v);

/* The style sheet, compiled in (style.css). */
extern const char hs_style[];

#endif
