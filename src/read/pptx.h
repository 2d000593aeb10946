/* PPTX: paragraphs of each slide with the slide's number; notes behind their slide. */
#ifndef HS_READ_PPTX_H
#define HS_READ_PPTX_H

#include "doc/doc.h"

int hs_pptx_sniff(hs_str raw);
bool hs_pptx_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
