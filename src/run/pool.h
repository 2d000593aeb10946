/* Workers, one process a document, several at once; what they find is stored as it comes. */
#ifndef HS_RUN_POOL_H
#define HS_RUN_POOL_H

#include "keep/case.h"
#include "run/run.h"

/* Redoes every stale document. counts->done, unread and partly are added to. */
bool hs_pool_run(hs_case *c, const hs_run_options *o, hs_run_counts *counts, hs_err *err);

#endif
