/* The passes in order: files found, documents read, parsed and searched in worker processes, everything stale redone,
 * then linked. Killing it at any moment and calling it again is safe. */
#ifndef HS_RUN_RUN_H
#define HS_RUN_RUN_H

#include "base/err.h"

typedef struct {
    uint32_t workers;   /* 0: one a core */
    uint32_t seconds;   /* limit a document; 0: 16, so that it takes less than 20 with storing and linking */
    uint32_t megabytes; /* memory limit a worker; 0: 1024 */
    const char *store;  /* folder that gets the originals of new documents (hs_case_store_in); NULL: none */
    bool quiet;         /* no progress */
    bool unconfined;    /* reads documents even where the system cannot confine readers; the log records it */
} hs_run_options;

typedef struct {
    uint32_t files, added, copies, done, unread, partly; /* counts of this run; done: documents redone */
    double seconds;
} hs_run_counts;

/* paths may be empty: then only what is stale is redone. */
bool hs_run_case(const char *case_path, const char *const *paths, size_t n, const hs_run_options *o,
                 hs_run_counts *counts, hs_err *err);

#endif
