/* Workbooks of Excel 5 to 2003 (XLS, [MS-XLS] and its forerunner): the records of a stream in a compound file. Each
 * cell has its place, as in XLSX; formulas show what they last came to. */
#ifndef HS_READ_MSXLS_H
#define HS_READ_MSXLS_H

#include "doc/doc.h"

int hs_msxls_sniff(hs_str raw);
bool hs_msxls_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
