/* hearsay dossier: the case as pages that open from disk; the log records it. */
#include "cli/look.h"
#include "cli/verb.h"

int hs_verb_dossier(int argc, char **argv)
{
    hs_look_options o;
    if (!hs_look_parse(argc, argv, &o)) return HS_WRONG_USAGE;
    if (!o.out || o.word) return hs_verb_misused(o.verb, "into which folder? -o DIR");
    hs_err err = {.offset = HS_NOWHERE};
    hs_look l;
    bool ok = hs_look_open(&o, &l, &err) && hs_show_dossier(&l.view, o.out, &err) &&
              hs_case_log_add(l.c, "export", "dossier", &err);
    if (ok) printf("%s/index.html\n", o.out);
    hs_look_close(&l);
    return ok ? HS_DONE : hs_verb_failed(o.verb, &err);
}
