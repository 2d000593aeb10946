/* The files under the paths that a person names, in sorted order, hidden ones too. Links inside a folder are followed
 * to files of the same folder tree only: a folder from a stranger must not draw other files of this machine into a
 * case. */
#ifndef HS_RUN_WALK_H
#define HS_RUN_WALK_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    const char *own;   /* the case file: it and what SQLite keeps beside it are passed over */
    const char *store; /* the store of originals, or NULL: passed over too */
    /* One file to read (why_not NULL), or one that cannot be: a loop of links, a device, a folder that may not be
     * opened … False ends the walk. */
    bool (*each)(const char *path, const hs_err *why_not, void *ctx);
    /* A folder whose names have all been read; false ends the walk. NULL: nobody is told. */
    bool (*folder)(const char *path, void *ctx);
    void *ctx;
} hs_walk;

/* False where `each` returned false. A path that does not exist is handed to `each` with its reason. */
bool hs_walk_path(const hs_walk *w, const char *path);

/* Reads a regular file of at most max bytes; never waits for a pipe or a device. */
bool hs_walk_read(const char *path, size_t max, hs_buf *out, hs_err *err);

#endif
