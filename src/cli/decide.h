/* A person's ruling, and the ledger made anew with it: what `decide` and `desk` share. */
#ifndef HS_CLI_DECIDE_H
#define HS_CLI_DECIDE_H

#include "base/err.h"

typedef struct {
    const char *path;   /* the case */
    const char *what;   /* "same", … "undo" */
    const char *ids[2]; /* as shown; the second of same and different */
    const char *by;     /* NULL: the user of this machine */
    const char *because;
    int n; /* ids given */
} hs_ruling;

bool hs_rule(const hs_ruling *r, hs_err *err);
const char *hs_user_name(void); /* of this machine; "unknown" where it has none */

#endif
