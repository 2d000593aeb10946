/* hearsay log: what was added, decided and exported, by whom and when. */
#include "cli/screen.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "show/json.h"
#include "show/layout.h"

#include <string.h>

static void cell(hs_table *t, const char *s)
{
    hs_table_cell(t, hs_str_of(s));
}

static void add_row(const hs_log_entry *e, void *ctx)
{
    char seq[24];
    snprintf(seq, sizeof seq, "%llu", (unsigned long long)e->seq);
    const char *const cells[] = {seq, e->at, e->by, e->what, e->detail};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) cell(ctx, cells[i]);
}

static void print_json(const hs_log_entry *e, void *ctx)
{
    (void)ctx;
    json_t *o =
        json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:s}", "type", "log", "seq", (json_int_t)e->seq, "at",
                  hs_json_text(hs_str_of(e->at)), "by", hs_json_text(hs_str_of(e->by)), "what",
                  hs_json_text(hs_str_of(e->what)), "detail", hs_json_text(hs_str_of(e->detail)), "hash", e->hash);
    hs_json_line(stdout, o, NULL);
}

int hs_verb_log(int argc, char **argv)
{
    static const hs_column columns[] = {
        {"", true, 1}, {"when", false, 20}, {"by", false, 4}, {"what", false, 8}, {"", false, 24}};
    bool json = false;
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json")) {
            json = true;
        } else if (argv[i][0] == '-' || path) {
            return hs_verb_misused("log", path ? "one case at a time" : "unknown option");
        } else {
            path = argv[i];
        }
    }
    if (!path) return hs_verb_misused("log", "no case named");
    hs_err err = {.offset = HS_NOWHERE};
    hs_table t = {.columns = columns, .n = sizeof columns / sizeof *columns};
    hs_case *c = hs_case_open(path, false, &err);
    bool ok = c && hs_case_log(c, json ? print_json : add_row, &t, &err);
    if (ok && !json) hs_table_print(&t, (uint32_t)hs_screen_width(), hs_screen_colour(), stdout);
    hs_table_free(&t);
    hs_case_close(c);
    return ok ? HS_DONE : hs_verb_failed("log", &err);
}
