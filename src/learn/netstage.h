/* What a stage of training leaves for the next, so that a run that was cut off goes on from there. */
#ifndef HS_LEARN_NETSTAGE_H
#define HS_LEARN_NETSTAGE_H

#include "base/err.h"
#include "learn/netmodel.h"

/* The first n parameters, in the file "PREFIX.STAGE". prefix may be NULL: nothing is read or written. Reading is false,
 * and m untouched, where there is no such file or it does not fit. */
bool hs_net_stage_read(hs_net_model *m, int n, const char *prefix, const char *stage);
bool hs_net_stage_write(const hs_net_model *m, int n, const char *prefix, const char *stage, hs_err *err);

#endif
