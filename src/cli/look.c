#include "cli/look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "cli/screen.h"
#include "cli/verb.h"

static bool misused(const hs_look_options *o, const char *why)
{
    hs_verb_misused(o->verb, why);
    return false;
}

bool hs_look_parse(int argc, char **argv, hs_look_options *o)
{
    *o = (hs_look_options){.verb = argv[0], .filter = {.since = HS_NO_DAY, .until = HS_NO_DAY}};
    const char *since = NULL, *until = NULL;
    const hs_option known[] = {{"--about", .text = &o->filter.about},
                               {"--voice", .text = &o->filter.voice},
                               {"--doc", .text = &o->filter.doc},
                               {"--since", .text = &since},
                               {"--until", .text = &until},
                               {"--format", .text = &o->format},
                               {"--out", .text = &o->out},
                               {"-o", .text = &o->out},
                               {"--port", .number = &o->port},
                               {"--by", .text = &o->by},
                               {"--json", .flag = &o->json}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return false;
    if (words == 0 || words > 2) return misused(o, words ? "too many words" : "no case named");
    o->path = argv[1];
    o->word = words > 1 ? argv[2] : NULL;
    if (since) o->filter.since = hs_day_parse(hs_str_of(since));
    if (until) o->filter.until = hs_day_parse(hs_str_of(until));
    if ((since && o->filter.since == HS_NO_DAY) || (until && o->filter.until == HS_NO_DAY))
        return misused(o, "--since and --until want a day such as 2021-03-05");
    return true;
}

static char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return hs_strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

bool hs_look_note(hs_case *c, const char *verb, hs_err *err)
{
    bool unfinished = false;
    if (!hs_case_unfinished(c, &unfinished, err)) return false;
    if (unfinished)
        fprintf(stderr,
                "hearsay %s: a run was cut off, or is going on: this is what it had done; 'hearsay run' completes it\n",
                verb);
    return true;
}

bool hs_look_open(const hs_look_options *o, hs_look *l, hs_err *err)
{
    *l = (hs_look){0};
    l->c = hs_case_open(o->path, false, err);
    if (!l->c || !hs_case_load(l->c, &l->pile, err) || !hs_look_note(l->c, o->verb, err)) return false;
    l->name = name_of(o->path);
    l->view = (hs_view){.pile = &l->pile,
                        .facts = hs_facts_of(&l->pile),
                        .filter = o->filter,
                        .name = l->name,
                        .out = stdout,
                        .width = hs_screen_width(),
                        .json = o->json,
                        .colour = hs_screen_colour()};
    return true;
}

void hs_look_close(hs_look *l)
{
    hs_facts_free((hs_facts *)(uintptr_t)l->view.facts);
    hs_pile_free(&l->pile);
    hs_case_close(l->c);
    free(l->name);
}
