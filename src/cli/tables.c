/* hearsay docs, claims, entities, figures, timeline, origins: the table of that name. */
#include <string.h>

#include "cli/look.h"
#include "cli/verb.h"

static const hs_printer *table(const char *verb)
{
    for (size_t i = 0; i < hs_printer_count; i++)
        if (hs_printers[i].sort == HS_TABLE && !strcmp(hs_printers[i].verb, verb)) return &hs_printers[i];
    return NULL;
}

int hs_verb_table(int argc, char **argv)
{
    hs_look_options o;
    if (!hs_look_parse(argc, argv, &o)) return HS_WRONG_USAGE;
    if (o.word) return hs_verb_misused(o.verb, "too many words");
    hs_err err = {.offset = HS_NOWHERE};
    hs_look l;
    bool ok = hs_look_open(&o, &l, &err) && table(o.verb)->print(&l.view, &err);
    hs_look_close(&l);
    return ok ? HS_DONE : hs_verb_failed(o.verb, &err);
}
