/* hearsay log: what was added, decided and exported, by whom and when; signed checkpoints of it. */
#include "base/file.h"
#include "cli/options.h"
#include "cli/screen.h"
#include "cli/verb.h"
#include "keep/checkpoint.h"
#include "keep/timestamp.h"
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
    hs_json_line(stdout, hs_json_log(e), NULL);
}

typedef struct {
    const char *path;                   /* the case */
    const char *checkpoint, *key, *tsq; /* files, as given */
    const char *new_key;
    bool json;
} options;

static const char *wrong_with(const options *o, int words)
{
    if (words > 1) return "one case at a time";
    if (!o->path && !o->new_key) return "no case named";
    if (!o->checkpoint != !o->key) return "--checkpoint FILE and --key FILE go together";
    return o->tsq && !o->checkpoint ? "--tsq goes with --checkpoint" : NULL;
}

static bool put(const char *path, const hs_buf *bytes, hs_err *err)
{
    hs_str b = {bytes->p, bytes->n};
    if (strcmp(path, "-") != 0) return hs_file_write(path, b, err);
    return fwrite(b.p, 1, b.n, stdout) == b.n || hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "cannot write it");
}

static bool make_checkpoint(const options *o, hs_err *err)
{
    hs_checkpoint p;
    hs_buf text = {0}, request = {0};
    hs_case *c = hs_case_open(o->path, false, err);
    bool ok = c && hs_checkpoint_make(c, o->key, &p, err);
    if (ok) {
        hs_checkpoint_print(&p, &text);
        ok = put(o->checkpoint, &text, err);
    }
    if (ok && o->tsq) ok = hs_timestamp_request((hs_str){text.p, text.n}, &request, err) && put(o->tsq, &request, err);
    hs_buf_free(&text);
    hs_buf_free(&request);
    hs_case_close(c);
    return ok;
}

static bool print_log(const options *o, hs_err *err)
{
    static const hs_column columns[] = {
        {"", true, 1}, {"when", false, 20}, {"by", false, 4}, {"what", false, 8}, {"", false, 24}};
    hs_table t = {.columns = columns, .n = sizeof columns / sizeof *columns};
    hs_case *c = hs_case_open(o->path, false, err);
    bool ok = c && hs_case_log(c, o->json ? print_json : add_row, &t, err);
    if (ok && !o->json) hs_table_print(&t, (uint32_t)hs_screen_width(), hs_screen_colour(), stdout);
    hs_table_free(&t);
    hs_case_close(c);
    return ok;
}

int hs_verb_log(int argc, char **argv)
{
    options o = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const hs_option known[] = {{"--checkpoint", .text = &o.checkpoint},
                               {"--key", .text = &o.key},
                               {"--tsq", .text = &o.tsq},
                               {"--new-key", .text = &o.new_key},
                               {"--json", .flag = &o.json}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    o.path = words ? argv[1] : NULL;
    const char *wrong = wrong_with(&o, words);
    if (wrong) return hs_verb_misused("log", wrong);
    bool ok = !o.new_key || hs_key_make(o.new_key, &err);
    if (ok && o.path) ok = o.checkpoint ? make_checkpoint(&o, &err) : print_log(&o, &err);
    return ok ? HS_DONE : hs_verb_failed("log", &err);
}
