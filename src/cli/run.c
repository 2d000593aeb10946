/* hearsay run: the passes, then what came of them in a few lines. */
#include "run/run.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "keep/decision.h"
#include "show/escape.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A string of the ledger, safe for a terminal. */
static void print_text(const hs_pile *p, hs_ref r)
{
    hs_buf b = {0};
    hs_escape_term(hs_str_of(hs_ledger_str(&p->ledger, r)), &b);
    fputs(hs_buf_c(&b), stdout);
    hs_buf_free(&b);
}

/* Every file that was not read, or not wholly, with its reason. */
static uint32_t print_unread(const hs_pile *p)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->files.n; i++) {
        const hs_file *f = &p->files.v[i];
        if (f->verdict == HS_READ_WHOLE) continue;
        if (!n++) printf("Not read, or read in part:\n");
        fputs("  ", stdout);
        print_text(p, f->path);
        fputs(f->part ? ": without " : ": ", stdout);
        print_text(p, f->part);
        fputs(f->part ? ": " : "", stdout);
        print_text(p, f->reason);
        putchar('\n');
    }
    return n;
}

/* Rulings whose words no document says any more: they bind nothing, and that must not pass in silence. */
static void print_lost_decisions(const hs_pile *p)
{
    hs_ruled what;
    hs_item item;
    for (uint32_t i = 0; i < p->decisions.n; i++) {
        const hs_decision *d = &p->decisions.v[i];
        const char *target = hs_ledger_str(&p->ledger, d->target), *other = hs_ledger_str(&p->ledger, d->other);
        if (!hs_decision_stands(p, i)) continue;
        if (hs_anchor_find(p, target, &what, &item) && (!*other || hs_anchor_find(p, other, &what, &item))) continue;
        printf("Decision %" PRIu64 " (", d->id);
        print_text(p, d->what);
        fputs(" by ", stdout);
        print_text(p, d->by);
        fputs(") binds nothing now: its words are found in no document\n", stdout);
    }
}

static void print_summary(const char *path, const hs_case_numbers *n)
{
    printf("%s: %u documents from %u named outlets\n", path, n->documents, n->outlets);
    printf("Found: %u attributions, %u assertions in %u claims, %u figures, %u people, organisations and places\n",
           n->attributions, n->assertions, n->claims, n->figures, n->entities);
    printf("Nothing here is checked by a person yet: 'hearsay claims %s' shows who says what on whose word,\n"
           "'hearsay dossier %s -o DIR' makes pages of it, 'hearsay help' lists the rest.\n",
           path, path);
}

static bool lost_decisions(hs_case *c, hs_err *err)
{
    hs_pile all = {0};
    bool ok = hs_case_load(c, &all, err);
    if (ok) print_lost_decisions(&all);
    hs_pile_free(&all);
    return ok;
}

static int summary(const char *path, hs_err *err)
{
    hs_pile files = {0};
    hs_case_numbers n = {0};
    hs_case *c = hs_case_open(path, false, err);
    bool ok = c && hs_case_load_files(c, &files, &n, err) && (!n.decisions || lost_decisions(c, err));
    int status = HS_NOTHING_DONE;
    if (ok) {
        status = print_unread(&files) ? HS_DONE_WITH_UNREAD : HS_DONE;
        print_summary(path, &n);
        if (!n.documents && files.files.n) status = HS_NOTHING_DONE;
    }
    hs_pile_free(&files);
    hs_case_close(c);
    return ok ? status : hs_verb_failed("run", err);
}

int hs_verb_run(int argc, char **argv)
{
    hs_run_options o = {0};
    hs_run_counts counts = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const hs_option known[] = {{"--workers", .number = &o.workers},     {"--seconds", .number = &o.seconds},
                               {"--megabytes", .number = &o.megabytes}, {"--store", .text = &o.store},
                               {"--unconfined", .flag = &o.unconfined}, {"-q", .flag = &o.quiet}};
    int words = hs_options_take(argc, argv, known, sizeof known / sizeof *known);
    if (words < 0) return HS_WRONG_USAGE;
    if (!words) return hs_verb_misused("run", "no case named");
    const char **paths = hs_calloc((size_t)words, sizeof *paths);
    for (int i = 0; i < words; i++) paths[i] = argv[i + 1];
    bool ok = hs_run_case(paths[0], paths + 1, (size_t)words - 1, &o, &counts, &err);
    free(paths);
    return ok ? summary(argv[1], &err) : hs_verb_failed("run", &err);
}
