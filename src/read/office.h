/* What the readers of office files share: the state of one that listens to XML, and metadata. */
#ifndef HS_READ_OFFICE_H
#define HS_READ_OFFICE_H

#include "read/compose.h"
#include "read/package.h"
#include "read/xml.h"

/* A locator that names a part or a place: "slide 3", "para. 12". Cleaned as metadata is. */
hs_locator hs_office_place(hs_doc *d, hs_locator_kind kind, uint32_t page, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Text outside the flow of a part: of drawings, diagrams and notes on cells, in the part that `from` relates to by this
 * type. `where` names what it belongs to: "slide 3", "Sheet1". False where its XML is not well-formed. */
bool hs_office_shapes(const hs_package *p, const char *from, const char *type, const char *where, hs_composer *out);

/* Title and author from docProps/core.xml or meta.xml; a title that the document already has stays. An author of one
 * word is a login name and is not taken. */
void hs_office_meta(const hs_package *p, const char *part, hs_doc *d);

/* The end of reading: embedded files are handed out as child documents, what could not be read is reported (`sound`:
 * every part was well-formed), the package is freed. False, with the reason, where nothing was found. */
bool hs_office_end(hs_package *p, bool sound, hs_doc *d, hs_err *err);

/* ISO 8601 of a serial day number as spreadsheets count them; appended to out. */
void hs_office_day(double serial, bool from_1904, hs_buf *out);

#endif
