/* What a worker may do: compute, take memory up to its limit, and write to its pipe. Nothing else: no file, no network,
 * no other process. By resource limits, no-new-privileges, Landlock and a system-call filter. */
#ifndef HS_RUN_CONFINE_H
#define HS_RUN_CONFINE_H

#include "base/err.h"

typedef struct {
    uint32_t seconds;   /* of wall clock, and of processor time */
    uint32_t megabytes; /* beyond what the process has when it is forked */
    bool unconfined;    /* a person's choice where the system cannot confine: limits only */
} hs_limits;

enum { EXIT_UNCONFINED = 64 };

/* Confines this process for good; it may write to `pipe` alone from then on. False where the system cannot. */
bool hs_confine(const hs_limits *limits, int pipe);

#endif
