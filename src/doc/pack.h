/* A document as one run of bytes, for the pipe from a worker. The worker has parsed hostile bytes, so unpacking trusts
 * nothing: every count, span, index, enum and string is checked, and a pack that fails a check is refused whole. */
#ifndef HS_DOC_PACK_H
#define HS_DOC_PACK_H

#include "doc/doc.h"

/* Appends the packed document. Equal documents pack to equal bytes on one machine. */
void hs_doc_pack(const hs_doc *d, hs_buf *out);

/* NULL and err filled where the bytes are no sound document. */
hs_doc *hs_doc_unpack(hs_str bytes, hs_err *err);

/* The same checks on a document in memory: text and strings valid UTF-8, spans inside the text and on UTF-8 boundaries,
 * indices inside their arrays, ranges inside their lists, strings inside the pool, enums known. */
bool hs_doc_check(const hs_doc *d, hs_err *err);

#endif
