/* hearsay show: one document, claim, entity or item whole. */
#include "cli/look.h"
#include "cli/verb.h"

int hs_verb_show(int argc, char **argv)
{
    hs_look_options o;
    if (!hs_look_parse(argc, argv, &o)) return HS_WRONG_USAGE;
    if (!o.word) return hs_verb_misused(o.verb, "no id named");
    hs_err err = {.offset = HS_NOWHERE};
    hs_look l;
    bool ok = hs_look_open(&o, &l, &err) && hs_show_one(&l.view, o.word, &err);
    hs_look_close(&l);
    return ok ? HS_DONE : hs_verb_failed(o.verb, &err);
}
