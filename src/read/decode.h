/* Raw bytes → UTF-8, with the way back. Every step of reading works on the decoded text; the writer (read/write.h)
 * turns decoded positions into raw ones. */
#ifndef HS_READ_DECODE_H
#define HS_READ_DECODE_H

#include "doc/doc.h"

typedef struct {
    hs_str text;        /* well-formed UTF-8 without NUL bytes; a view of the raw bytes where they already are that */
    HS_VEC(hs_run) map; /* decoded bytes (clean, len) → raw bytes (raw, raw_len); ascending, without gaps in text */
    char charset[32];   /* IANA name, "utf-8" */
    bool damaged;       /* at least one U+FFFD stands for bytes that could not be read */
    hs_buf own;         /* what text views, unless it views raw */
} hs_decoded;

/* What the bytes are if they are no text: "a PNG image", "binary data"; NULL where they may be text. */
const char *hs_binary_kind(hs_str raw);

/* Decodes. Order of trust: byte order mark, UTF-16 without one (by its zero bytes), `declared` (a charset label of the
 * file itself, may be empty), well-formed UTF-8, mostly well-formed UTF-8, uchardet, windows-1252. Well-formed UTF-8
 * with a character past ASCII wins over a declaration. Ill-formed sequences and NULs become U+FFFD. raw must outlive
 * out. HS_ERR_LIMIT where the decoded text would reach 4 GiB. */
bool hs_decode(hs_str raw, hs_str declared, hs_decoded *out, hs_err *err);
void hs_decoded_free(hs_decoded *d);

#endif
