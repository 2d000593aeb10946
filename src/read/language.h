/* The language of a document, by CLD2 (Sites 2013) over its clean text. */
#ifndef HS_READ_LANGUAGE_H
#define HS_READ_LANGUAGE_H

#include "doc/doc.h"

/* Sets d->language (BCP 47) where CLD2 is sure, or where it is not and the document declared one before (d->language
 * set by its reader): then that stays. */
void hs_language_find(hs_doc *d);

#endif
