/* XLSX: each row a block of cells parted by "|", each cell with its locator ("Sheet1!B4"). Numbers as stored, dates in
 * ISO 8601, formulas as their last result. Hidden sheets are read and say so. */
#ifndef HS_READ_XLSX_H
#define HS_READ_XLSX_H

#include "doc/doc.h"

int hs_xlsx_sniff(hs_str raw);
bool hs_xlsx_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
