/* A time-stamping authority of our own, for tests. */
#ifndef HS_TEST_AUTHORITY_H
#define HS_TEST_AUTHORITY_H

#include "base/str.h"

/* The answer to a request for a stamp (both DER); the authority's certificate is written to `certificate` (PEM). False
 * where the request is none. */
bool authority_answers(hs_str request, const char *certificate, hs_buf *answer);

#endif
