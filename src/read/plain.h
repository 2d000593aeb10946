/* Plain text. Paragraphs stand between blank lines, or are one line each; hard-wrapped lines are joined. */
#ifndef HS_READ_PLAIN_H
#define HS_READ_PLAIN_H

#include "doc/doc.h"

int hs_plain_sniff(hs_str raw);
bool hs_plain_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
