/* Web pages: the main text with its map, and what the page says of itself. Order of work: decode, tree (html_tree.h),
 * blocks (html_block.h), which of them are the main text (html_main.h), metadata (html_meta.h). */
#ifndef HS_READ_HTML_H
#define HS_READ_HTML_H

#include "read/html_meta.h"

int hs_html_sniff(hs_str raw);
bool hs_html_read(hs_str raw, hs_doc *d, hs_err *err);

/* A page taken apart, before its main text is chosen. */
typedef struct {
    hs_decoded text;
    hs_tree tree;
    hs_html_blocks blocks;
    hs_html_meta meta;
} hs_html_page;

/* raw must outlive the page. */
bool hs_html_open(hs_str raw, hs_html_page *p, hs_err *err);
void hs_html_close(hs_html_page *p);

#endif
