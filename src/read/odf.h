/* ODT, ODS and ODP: one content.xml for all three. Paragraphs with their number (and page, where the file has soft page
 * breaks), cells with their place, slides with their number; notes and comments where they stand. */
#ifndef HS_READ_ODF_H
#define HS_READ_ODF_H

#include "doc/doc.h"

int hs_odf_sniff(hs_str raw);
bool hs_odf_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
