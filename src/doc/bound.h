/* How much of one document is kept, so that storing and linking it, too, takes no longer than reading it may. What goes
 * beyond is left out, and the document says so. */
#ifndef HS_DOC_BOUND_H
#define HS_DOC_BOUND_H

#include "doc/doc.h"

enum {
    HS_DOC_TEXT = 48 << 20,     /* bytes of clean text */
    HS_DOC_READ_ROWS = 1200000, /* blocks, locators and runs of the map */
    HS_DOC_FOUND_ROWS = 400000  /* mentions, quotations, figures, attributions … */
};

/* Whether a document keeps these bounds. */
bool hs_doc_is_bounded(const hs_doc *d);

/* After reading: cuts the text behind the last block that fits into one `share`th of the bounds, or in front of the
 * first word that does not where the first block is larger. */
void hs_doc_bound_text(hs_doc *d, uint32_t share);

#endif
