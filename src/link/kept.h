/* Reading and writing what linking keeps of a document (doc/pile.h): numbers and bytes one after the other. It stood in
 * the case file, so nothing of it is taken on trust: a reader that meets its end gives noughts and is bad from then on,
 * and every index is for the caller to check. */
#ifndef HS_LINK_KEPT_H
#define HS_LINK_KEPT_H

#include "doc/pile.h"

typedef struct {
    const char *p;
    size_t n; /* bytes that are left */
    bool bad;
} hs_kept_reader;

hs_kept_reader hs_kept_read(const hs_pile *p, uint32_t doc, hs_kept_sort sort); /* of no bytes where nothing is kept */
uint32_t hs_kept_u32(hs_kept_reader *r);
uint64_t hs_kept_u64(hs_kept_reader *r);
/* n items of `size` bytes as they lay in memory; NULL where there are fewer. Not aligned: to be copied. */
const void *hs_kept_items(hs_kept_reader *r, uint32_t n, size_t size);

void hs_kept_put_u32(hs_buf *b, uint32_t v);
void hs_kept_put_u64(hs_buf *b, uint64_t v);

/* Keeps the bytes in place of what was kept before; nothing where the pile keeps nothing. */
void hs_kept_put(hs_pile *p, uint32_t doc, hs_kept_sort sort, const hs_buf *b);

/* A document's name in what is kept of others; and the document of that name, HS_NONE where there is none. */
uint64_t hs_kept_name(const hs_pile *p, uint32_t doc);
uint32_t hs_kept_doc(const hs_pile *p, uint64_t name);

/* A count as weights take it where the case has so many documents: in steps that double, each by its middle, so that a
 * document more changes few weights; as it is in a small case. And the number of documents, in finer steps. */
float hs_kept_step(uint32_t n, uint32_t documents);
float hs_kept_documents(uint32_t documents);

#endif
