/* Files: whole reads with a bound, whole writes that are either there or not. */
#ifndef HS_BASE_FILE_H
#define HS_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

/* Appends all of the file (path "-" is standard input) to out. More than max bytes is HS_ERR_LIMIT. */
bool hs_file_read(const char *path, size_t max, hs_buf *out, hs_err *err);

/* Writes beside path, syncs, renames over it: a reader sees the old bytes or the new ones, never a part. */
bool hs_file_write(const char *path, hs_str bytes, hs_err *err);

/* Makes a folder and its parents; one that exists is fine. */
bool hs_file_mkdirs(const char *path, hs_err *err);

#endif
