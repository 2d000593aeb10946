/* Tables as text: CSV with commas, semicolons or tabs. Each row a block of cells parted by "|"; each cell has its place
 * as a spreadsheet would name it ("B4"). */
#ifndef HS_READ_CSV_H
#define HS_READ_CSV_H

#include "doc/doc.h"

int hs_csv_sniff(hs_str raw);
bool hs_csv_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
