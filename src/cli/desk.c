/* hearsay desk: the case in the browser of this machine, until Ctrl-C. */
#include "show/desk.h"

#include "cli/decide.h"
#include "cli/look.h"
#include "cli/verb.h"

typedef struct {
    hs_look_options options;
    hs_look look;
    bool loaded;
} desk;

/* The case is closed again at once: rulings open it for writing, from this same process. */
static bool load(void *ctx, hs_view *out, hs_err *err)
{
    desk *k = ctx;
    hs_look fresh;
    bool ok = hs_look_open(&k->options, &fresh, err);
    hs_case_close(fresh.c);
    fresh.c = NULL;
    if (!ok) {
        hs_look_close(&fresh);
        return false;
    }
    if (k->loaded) hs_look_close(&k->look);
    k->look = fresh;
    k->look.view.pile = &k->look.pile;
    k->loaded = true;
    *out = k->look.view;
    return true;
}

static bool decide(void *ctx, const hs_desk_ruling *r, hs_err *err)
{
    const desk *k = ctx;
    bool two = r->other[0] != '\0';
    hs_ruling ruling = {k->options.path, r->what, {r->id, two ? r->other : NULL}, r->by, r->because, two ? 2 : 1};
    return hs_rule(&ruling, err);
}

int hs_verb_desk(int argc, char **argv)
{
    desk k = {0};
    if (!hs_look_parse(argc, argv, &k.options)) return HS_WRONG_USAGE;
    if (k.options.word || k.options.port > 65535)
        return hs_verb_misused("desk", k.options.word ? "too many words" : "a port is a number up to 65535");
    hs_err err = {.offset = HS_NOWHERE};
    hs_desk_options o = {.case_path = k.options.path,
                         .by = k.options.by ? k.options.by : hs_user_name(),
                         .port = (uint16_t)k.options.port,
                         .ctx = &k,
                         .load = load,
                         .decide = decide};
    bool ok = hs_desk_serve(&o, &err);
    if (k.loaded) hs_look_close(&k.look);
    return ok ? HS_DONE : hs_verb_failed("desk", &err);
}
