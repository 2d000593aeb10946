/* Archives and compressed files (ZIP, TAR, 7Z, RAR, GZ, BZ2, XZ …), by libarchive: no text of their own, each file in
 * them a child document. */
#ifndef HS_READ_ARCHIVE_H
#define HS_READ_ARCHIVE_H

#include "read/reader.h"

int hs_archive_sniff(hs_str raw);
bool hs_archive_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
