/* Web pages: the main text with its map, and what the page says of itself. Order of work: decode, tree (html_tree.h),
 * blocks (html_block.h), which of them are the main text (html_main.h), metadata (html_meta.h). */
#ifndef HS_READ_HTML_H
#define HS_READ_HTML_H

#include "doc/doc.h"

int hs_html_sniff(hs_str raw);
bool hs_html_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
