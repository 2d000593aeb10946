/* What workbooks of both formats (XLSX, XLS) share: how a cell's number is shown, and what a cell is called. */
#ifndef HS_READ_CELLS_H
#define HS_READ_CELLS_H

#include "base/str.h"

typedef enum { HS_CELL_PLAIN, HS_CELL_DAY, HS_CELL_PERCENT } hs_cell_format;

/* What a format's code ("yyyy\-mm\-dd") shows; what the built-in format of this number does. */
hs_cell_format hs_cell_format_of(hs_str code);
hs_cell_format hs_cell_format_built_in(uint32_t id);

/* The number as its cell shows it: "40000", "12.5%", "2021-03-05 10:15"; appended to out. */
void hs_cell_number(double n, hs_cell_format f, bool from_1904, hs_buf *out);

/* "B4" of row 4 and column 2; appended to out. */
void hs_cell_name(uint32_t row, uint32_t column, hs_buf *out);

#endif
