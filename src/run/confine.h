/* What a worker may do: compute, take memory up to its limit, and write to its pipe. Nothing else: no file, no network,
 * no other process, no code that was not there. By resource limits, no-new-privileges, a system-call filter (seccomp)
 * and, where the kernel has it, Landlock. */
#ifndef HS_RUN_CONFINE_H
#define HS_RUN_CONFINE_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    uint32_t seconds;   /* of wall clock, and of processor time */
    uint32_t megabytes; /* beyond what the process has when it is forked */
    bool unconfined;    /* a person's choice where the system cannot confine: limits alone */
    hs_buf filter;      /* the system-call filter, made once by hs_confine_prepare */
} hs_limits;

enum { HS_WORKER_PIPE = 3, EXIT_UNCONFINED = 64 };

/* Makes the filter, and tries in a process of its own whether this system takes it. HS_ERR_UNSUPPORTED where not. The
 * caller frees l->filter. */
bool hs_confine_prepare(hs_limits *l, hs_err *err);

/* Confines this process for good: `pipe` becomes HS_WORKER_PIPE, the only descriptor that is open and may be written
 * to. False where the system cannot. */
bool hs_confine(const hs_limits *l, int pipe);

#endif
