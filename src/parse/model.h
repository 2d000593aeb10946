/* The model file: named sections in one file, mapped read-only, so that all workers share its pages.
 *
 *     header   64 bytes: "HSMODEL\n", u32 version, u32 byte-order mark 0x01020304, u32 number of sections, u32 zero,
 *              u64 bytes of the file, u64 checksum of this header (with zero here) and the table, 24 zero bytes
 *     table    64 bytes a section: name (40, NUL-padded), u64 offset, u64 bytes, u64 checksum
 *     sections each at a multiple of 64, zeroes between
 *
 * All numbers are little-endian, those in sections too; a big-endian machine refuses the file. A section's checksum
 * (hs_hash64) covers it with the zeroes behind it, so that every byte of the file is covered by one. */
#ifndef HS_PARSE_MODEL_H
#define HS_PARSE_MODEL_H

#include "base/err.h"
#include "base/str.h"

enum { HS_MODEL_VERSION = 1, HS_MODEL_NAME = 40 };

typedef struct hs_model hs_model;

/* Maps the file and checks every byte of it; the caller closes it. HS_ERR_FORMAT where it is no model, damaged, of
 * another version or byte order; the message says which. */
bool hs_model_open(const char *path, hs_model **out, hs_err *err);
void hs_model_close(hs_model *m); /* NULL is fine */

/* Moves the model, to where it is, from its file into large pages of memory: a process that is forked later then has
 * all of it, which one that finds a file mapped takes page by page, a fault for each few. Where there are no such pages
 * or no memory it stays usable. */
void hs_model_settle(hs_model *m);

/* A section's bytes, aligned to 64, valid until the model is closed; the empty view where there is none. */
hs_str hs_model_section(const hs_model *m, const char *name);

/* Fills path with the place of the model `file`: what HS_MODEL names (a file, or a folder of models); otherwise
 * models/ beside the program or up to two folders above it, or ../share/hearsay/models. HS_ERR_NOTFOUND where there is
 * none; HS_ERR_IO where HS_MODEL names something that is not there. */
bool hs_model_find(const char *file, hs_buf *path, hs_err *err);

typedef struct {
    const char *name; /* shorter than HS_MODEL_NAME */
    hs_str bytes;
} hs_model_part;

/* Writes a model file: the whole of it appears at path, or nothing. */
bool hs_model_write(const char *path, const hs_model_part *parts, size_t n, hs_err *err);

#endif
