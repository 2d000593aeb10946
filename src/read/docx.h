/* DOCX: paragraphs, headings, lists, cells, notes and comments, each with its paragraph's number and, where the program
 * that saved it left page breaks, its page. Deleted text of tracked changes is left out, inserted text is read. */
#ifndef HS_READ_DOCX_H
#define HS_READ_DOCX_H

#include "doc/doc.h"

int hs_docx_sniff(hs_str raw);
bool hs_docx_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
