/* Compressed RTF of Outlook ([MS-OXRTFCP]): LZ77 over a ring of 4096 bytes that begins with common words of RTF. */
#ifndef HS_READ_LZFU_H
#define HS_READ_LZFU_H

#include "base/str.h"

/* Appends the RTF, at most `most` bytes. False where it is not of this format or ends early: what was there is
 * appended. */
bool hs_lzfu(hs_str packed, size_t most, hs_buf *out);

#endif
