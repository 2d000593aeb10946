/* Readers: bytes → clean text. A reader is one file and one line of hs_readers (readers.c). The type is told by
 * content, never by name. Readers run in a worker process (run/worker.h) and see nothing but the bytes. */
#ifndef HS_READ_READER_H
#define HS_READ_READER_H

#include "doc/doc.h"

typedef struct {
    const char *name;  /* "html" */
    const char *media; /* "text/html" */
    /* How surely these bytes are of this type: 0 not, 100 certain. Looks at the first 64 KiB at most. */
    int (*sniff)(hs_str raw);
    /* Fills text, blocks, map, metadata, charset, verdict, part and reason of a document that hs_doc_identify was
     * called on. False only where nothing could be read: then err says why. */
    bool (*read)(hs_str raw, hs_doc *d, hs_err *err);
} hs_reader;

extern const hs_reader hs_readers[];
extern const size_t hs_reader_count;

/* Raised when clean text or metadata of the same bytes may change. */
extern const uint32_t hs_read_version;

/* Loads what libraries of readers would open on first use; a confined process opens nothing. Before workers are forked,
 * each of which may take so many seconds. */
void hs_read_warm(uint32_t seconds);

/* Chooses the reader and reads: the whole of read/ as one call. Sets id, sha, size, media. d is new and has its path
 * set (or not). Text is never longer than 4 GiB - 1: longer input is HS_ERR_LIMIT. Also recognises the language (CLD2).
 * Where nothing can be read, d keeps its identity and gets the verdict HS_READ_NOT with the reason, and err says it. */
bool hs_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
