/* Web archives (WARC, ISO 28500): each page or file that was fetched is a child document by its address, without the
 * protocol around it. A WACZ is a ZIP with such archives in it. */
#ifndef HS_READ_WARC_H
#define HS_READ_WARC_H

#include "read/reader.h"

int hs_warc_sniff(hs_str raw);
bool hs_warc_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
