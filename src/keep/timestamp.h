/* Time stamps of RFC 3161 (by OpenSSL), without a network: a request to carry to an authority, and the check of what it
 * answers. */
#ifndef HS_KEEP_TIMESTAMP_H
#define HS_KEEP_TIMESTAMP_H

#include "base/err.h"
#include "base/str.h"

/* The request (a .tsq) for a stamp on the SHA-256 of these bytes; it asks for the authority's certificate. */
bool hs_timestamp_request(hs_str bytes, hs_buf *out, hs_err *err);

/* Whether the response (a .tsr) stamps these very bytes and is signed by an authority that a certificate of the PEM
 * file `trusted` vouches for; its certificates need hold at the stamp's time only. *when gets the time as OpenSSL
 * prints it, *who the authority's name; the caller frees both. */
bool hs_timestamp_check(hs_str bytes, hs_str response, const char *trusted, hs_buf *when, hs_buf *who, hs_err *err);

#endif
