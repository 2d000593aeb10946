/* hearsay rebuild: drops all that passes made and makes it again; what was added and decided stays. */
#include "cli/options.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "run/run.h"

int hs_verb_rebuild(int argc, char **argv)
{
    hs_run_options o = {0};
    hs_run_counts counts = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const hs_option known[] = {{"-q", .flag = &o.quiet}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    if (words != 1) return hs_verb_misused("rebuild", words ? "one case at a time" : "no case named");
    const char *path = argv[1];
    hs_case *c = hs_case_open(path, false, &err);
    bool ok = c && hs_case_forget_derived(c, &err);
    hs_case_close(c);
    if (!ok || !hs_run_case(path, NULL, 0, &o, &counts, &err)) return hs_verb_failed("rebuild", &err);
    return counts.unread || counts.partly ? HS_DONE_WITH_UNREAD : HS_DONE;
}
