/* Which passes run, as one text that is stored with what they made: a changed text makes it stale. */
#ifndef HS_RUN_PASSES_H
#define HS_RUN_PASSES_H

#include "base/str.h"

void hs_doc_versions(hs_buf *out);  /* "read 1 parse 1 quotes 2 …" */
void hs_link_versions(hs_buf *out); /* "entities 1 …" */

#endif
