/* What a camera wrote into a picture: when, where, by whom. */
#ifndef HS_READ_EXIF_H
#define HS_READ_EXIF_H

#include "doc/doc.h"

/* Adds a block for each of them behind the document's text, and sets author and published day. */
void hs_exif_write(hs_str raw, hs_doc *d);

#endif
