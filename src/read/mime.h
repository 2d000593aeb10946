/* Internet messages (RFC 5322) and their parts (MIME, RFC 2045 to 2047, 2231), read leniently: header fields, the tree
 * of parts, transfer encodings undone with the way back to the raw bytes. One pass over the bytes, no recursion. */
#ifndef HS_READ_MIME_H
#define HS_READ_MIME_H

#include "read/decode.h"

enum { HS_MIME_DEEPEST = 30, HS_MIME_PARTS = 10000 };

typedef struct {
    hs_str head, body; /* views of the message; the body of a multipart part is empty */
    uint32_t parent;   /* the multipart part that it stands in, or HS_NONE */
    char type[80];     /* "text/plain", lower case */
} hs_mime_part;

typedef struct {
    HS_VEC(hs_mime_part) parts; /* the message itself first; in the order in which they stand */
    bool cut;                   /* more parts, or deeper ones, than are read */
    bool unclosed;              /* it ends inside a multipart part */
} hs_mime;

void hs_mime_parse(hs_str raw, hs_mime *out); /* raw must outlive out */
void hs_mime_free(hs_mime *m);
bool hs_mime_is_multi(const hs_mime_part *p);

/* The value of the first field of this name, still folded and encoded; p NULL where there is none. */
hs_str hs_mime_field(hs_str head, const char *name);
/* The next field from *at on; false at the end of the header. */
bool hs_mime_next(hs_str head, size_t *at, hs_str *name, hs_str *value);
/* The value unfolded, its encoded words as UTF-8 (RFC 2047), appended to out. */
void hs_mime_words(hs_str value, hs_buf *out);
/* A parameter of a value: its charset, boundary, name … (RFC 2231 too); appended. False where there is none. */
bool hs_mime_param(hs_str value, const char *name, hs_buf *out);

/* A part's bytes with their transfer encoding undone, and where they stand in the message. */
typedef struct {
    hs_buf bytes;
    HS_VEC(hs_run) map;
    bool damaged; /* an encoding that is not known, or bytes that it does not allow */
} hs_mime_bytes;
void hs_mime_decode(hs_str raw, const hs_mime_part *p, hs_mime_bytes *out);
/* Any slice of the message as it is. */
void hs_mime_slice(hs_str raw, hs_str slice, hs_mime_bytes *out);
void hs_mime_bytes_free(hs_mime_bytes *b);

/* Turns runs of `text` that lead to b->bytes into runs that lead to the message; they begin and end between
 * characters. */
typedef HS_VEC(hs_run) hs_run_list;
void hs_mime_through(const hs_mime_bytes *b, hs_str text, const hs_run *runs, uint32_t n, hs_run_list *out);
/* hs_decode of b->bytes, its map leading to the message. b must outlive out. */
bool hs_mime_text(const hs_mime_bytes *b, hs_str charset, hs_decoded *out, hs_err *err);

#endif
