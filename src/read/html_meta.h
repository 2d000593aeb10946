/* What a page says of itself: title, author, outlet, day of publication, address, language. Candidates come from
 * JSON-LD, meta tags, microdata and RDFa, <time>, and what is printed around the headline; the best one wins. */
#ifndef HS_READ_HTML_META_H
#define HS_READ_HTML_META_H

#include "read/html_block.h"

enum { /* what the page is, as its own marks say */
       HS_PAGE_ARTICLE = 1,
       HS_PAGE_PRODUCT = 2,
       HS_PAGE_TALK = 4, /* forum thread, questions and answers */
       HS_PAGE_LIST = 8
};

typedef struct {
    hs_str value; /* in the arena */
    int weight;   /* the highest wins; 0: none yet */
    const char *from;
} hs_meta_field;

typedef struct {
    hs_meta_field title, author, outlet, published;
    hs_str canonical, language;
    hs_str og_title, ld_title, html_title;
    hs_str ld_body;     /* JSON-LD's articleBody; empty where there is none */
    hs_str description; /* what the page says for search engines: often its first sentences */
    unsigned kinds;     /* HS_PAGE_… */
    uint32_t head;      /* the node of the headline, or HS_NONE */
    hs_arena arena;
} hs_html_meta;

void hs_html_meta_find(const hs_tree *t, const hs_html_blocks *b, hs_html_meta *out);
void hs_html_meta_free(hs_html_meta *m);
/* Fills the document's metadata. */
void hs_html_meta_store(const hs_html_meta *m, hs_doc *d);

/* Puts value (trimmed, copied) in the field if weight is higher than what it holds. from is a literal. */
void hs_meta_offer(hs_html_meta *m, hs_meta_field *f, hs_str value, int weight, const char *from);

/* Parts of hs_html_meta_find, each a file: */
void hs_html_ld(const hs_tree *t, uint32_t script, hs_html_meta *m);             /* html_ld.c: one JSON-LD script */
void hs_html_title(const hs_tree *t, const hs_html_blocks *b, hs_html_meta *m);  /* html_title.c: title, outlet */
void hs_html_byline(const hs_tree *t, const hs_html_blocks *b, hs_html_meta *m); /* html_byline.c: author, date */

#endif
