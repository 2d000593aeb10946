/* DOC of Word 97 to 2003, from its table of pieces ([MS-DOC] 2.4.1), and of Word 6 and 95 where the text is in one
 * piece. Other files in the same container are told by their streams and named with what to do about them. */
#ifndef HS_READ_MSDOC_H
#define HS_READ_MSDOC_H

#include "doc/doc.h"

int hs_msdoc_sniff(hs_str raw);
bool hs_msdoc_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
