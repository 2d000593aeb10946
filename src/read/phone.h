/* Tables of calls, messages and positions from phone exports, as CSV: columns are told by their names; a row that has
 * words is a turn of whoever sent it, any other row a line of its cells; row, time and coordinates are its place. */
#ifndef HS_READ_PHONE_H
#define HS_READ_PHONE_H

#include "read/reader.h"

int hs_phone_sniff(hs_str raw);
bool hs_phone_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
