/* Archives and compressed files (ZIP, TAR, 7Z, RAR, GZ, BZ2, XZ …), by libarchive: no text of their own, each file in
 * them a child document. */
#ifndef HS_READ_ARCHIVE_H
#define HS_READ_ARCHIVE_H

#include "read/reader.h"

int hs_archive_sniff(hs_str raw);
bool hs_archive_read(hs_str raw, hs_doc *d, hs_err *err);

/* Undoes one layer of compression (gzip, bzip2, xz, zstd …): at most `room` bytes. False where the bytes are not
 * compressed so, are broken, or grow larger. */
bool hs_archive_unpack(hs_str bytes, uint64_t room, hs_buf *out);

#endif
