#include "cli/look.h"

#include <stdlib.h>
#include <string.h>

#include "cli/screen.h"
#include "cli/verb.h"

/* The value of an option: "--about=NAME" or "--about NAME". NULL where argv[*i] is not this option. */
static const char *value_of(int argc, char **argv, int *i, const char *option)
{
    size_t n = strlen(option);
    if (strncmp(argv[*i], option, n) != 0) return NULL;
    if (argv[*i][n] == '=') return argv[*i] + n + 1;
    if (argv[*i][n] || *i + 1 >= argc) return NULL;
    return argv[++*i];
}

static bool take_value(int argc, char **argv, int *i, hs_look_options *o)
{
    const struct {
        const char *option;
        const char **to;
    } values[] = {{"--about", &o->filter.about},
                  {"--voice", &o->filter.voice},
                  {"--doc", &o->filter.doc},
                  {"--since", &o->since},
                  {"--until", &o->until},
                  {"--format", &o->format},
                  {"--out", &o->out},
                  {"-o", &o->out},
                  {"--port", &o->port},
                  {"--by", &o->by}};
    for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
        const char *v = value_of(argc, argv, i, values[k].option);
        if (v) {
            *values[k].to = v;
            return true;
        }
    }
    return false;
}

static bool misused(const hs_look_options *o, const char *why, int *status)
{
    *status = hs_verb_misused(o->verb, why);
    return false;
}

bool hs_look_parse(int argc, char **argv, hs_look_options *o, int *status)
{
    *o = (hs_look_options){.verb = argv[0], .filter = {.since = HS_NO_DAY, .until = HS_NO_DAY}};
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json")) {
            o->json = true;
        } else if (take_value(argc, argv, &i, o)) {
            continue;
        } else if (argv[i][0] == '-' && argv[i][1]) {
            return misused(o, "unknown option, or one without its value", status);
        } else if (!o->path) {
            o->path = argv[i];
        } else if (!o->word) {
            o->word = argv[i];
        } else {
            return misused(o, "too many words", status);
        }
    }
    if (!o->path) return misused(o, "no case named", status);
    if (o->since) o->filter.since = hs_day_parse(hs_str_of(o->since));
    if (o->until) o->filter.until = hs_day_parse(hs_str_of(o->until));
    if ((o->since && o->filter.since == HS_NO_DAY) || (o->until && o->filter.until == HS_NO_DAY))
        return misused(o, "--since and --until want a day such as 2021-03-05", status);
    return true;
}

static char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    return hs_strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

bool hs_look_open(const hs_look_options *o, hs_look *l, hs_err *err)
{
    *l = (hs_look){0};
    l->c = hs_case_open(o->path, false, err);
    if (!l->c || !hs_case_load(l->c, &l->pile, err)) return false;
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
