/* Private to keep/: a content-addressed store of originals, a folder with each file under its SHA-256: DIR/ab/cdef…. */
#ifndef HS_KEEP_STORE_H
#define HS_KEEP_STORE_H

#include "base/err.h"
#include "base/hash.h"
#include "base/str.h"

/* Puts the bytes there, on the disk when it returns, never to be written to again; one that is there and whole stays as
 * it is. place gets its path. */
bool hs_store_put(const char *dir, const hs_sha256 *sha, hs_str bytes, hs_buf *place, hs_err *err);

#endif
