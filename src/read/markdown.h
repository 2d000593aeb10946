/* Markdown (CommonMark 0.30 with the tables, footnotes and head matter that are common beside it), read leniently:
 * marks of markup are left out, words keep their bytes. */
#ifndef HS_READ_MARKDOWN_H
#define HS_READ_MARKDOWN_H

#include "read/reader.h"

int hs_markdown_sniff(hs_str raw);
bool hs_markdown_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
