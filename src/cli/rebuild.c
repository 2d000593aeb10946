/* hearsay rebuild: drops all that passes made and makes it again; what was added and decided stays. */
#include "cli/verb.h"
#include "keep/case.h"
#include "run/run.h"

#include <string.h>

int hs_verb_rebuild(int argc, char **argv)
{
    hs_run_options o = {0};
    hs_run_counts counts = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-q")) {
            o.quiet = true;
        } else if (argv[i][0] == '-' || path) {
            return hs_verb_misused("rebuild", path ? "one case at a time" : "unknown option");
        } else {
            path = argv[i];
        }
    }
    if (!path) return hs_verb_misused("rebuild", "no case named");
    hs_case *c = hs_case_open(path, false, &err);
    bool ok = c && hs_case_forget_derived(c, &err);
    hs_case_close(c);
    if (!ok || !hs_run_case(path, NULL, 0, &o, &counts, &err)) return hs_verb_failed("rebuild", &err);
    return counts.unread || counts.partly ? HS_DONE_WITH_UNREAD : HS_DONE;
}
