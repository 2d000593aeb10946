/* RTF: paragraphs with their bytes; deleted text, headers, footers and everything that is not shown are left out. */
#ifndef HS_READ_RTF_H
#define HS_READ_RTF_H

#include "doc/doc.h"

int hs_rtf_sniff(hs_str raw);
bool hs_rtf_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
