/* PDF, through poppler-glib: text in reading order with the page and box of each line. Pages that are pictures go
 * through recognition (read/ocr.h) where it is installed. */
#ifndef HS_READ_PDF_H
#define HS_READ_PDF_H

#include "doc/doc.h"

int hs_pdf_sniff(hs_str raw);
bool hs_pdf_read(hs_str raw, hs_doc *d, hs_err *err);
/* Loads what poppler would open on first use; a confined process opens nothing. Called before workers are forked. */
void hs_pdf_warm(void);

#endif
