/* hearsay run: the passes, then what came of them in a few lines. */
#include "run/run.h"

#include "base/map.h"
#include "cli/verb.h"
#include "keep/case.h"
#include "keep/decision.h"
#include "show/escape.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool number(const char *s, uint32_t *out)
{
    char *end;
    unsigned long v = s ? strtoul(s, &end, 10) : 0;
    if (!s || s[0] < '0' || s[0] > '9' || *end || v > 1000000) return false;
    *out = (uint32_t)v;
    return true;
}

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

static uint32_t outlets(const hs_pile *p)
{
    hs_map seen = {0};
    for (uint32_t i = 0; i < p->docs.n; i++)
        if (p->docs.v[i]->outlet) hs_map_at(&seen, hs_str_of(hs_doc_str(p->docs.v[i], p->docs.v[i]->outlet)));
    uint32_t n = seen.entries.n;
    hs_map_free(&seen);
    return n;
}

static void print_summary(const char *path, const hs_pile *p)
{
    uint32_t attributions = 0, assertions = 0, figures = 0;
    for (uint32_t i = 0; i < p->docs.n; i++) {
        attributions += p->docs.v[i]->attributions.n;
        assertions += p->docs.v[i]->assertions.n;
        figures += p->docs.v[i]->figures.n;
    }
    printf("%s: %u documents from %u named outlets\n", path, p->docs.n, outlets(p));
    printf("Found: %u attributions, %u assertions in %u claims, %u figures, %u people, organisations and places\n",
           attributions, assertions, p->ledger.claims.n, figures, p->ledger.entities.n);
    printf("Nothing here is checked by a person yet: 'hearsay claims %s' shows who says what on whose word,\n"
           "'hearsay dossier %s -o DIR' makes pages of it, 'hearsay help' lists the rest.\n",
           path, path);
}

static int summary(const char *path, hs_err *err)
{
    hs_pile p = {0};
    hs_case *c = hs_case_open(path, false, err);
    bool ok = c && hs_case_load(c, &p, err);
    int status = HS_NOTHING_DONE;
    if (ok) {
        print_lost_decisions(&p);
        status = print_unread(&p) ? HS_DONE_WITH_UNREAD : HS_DONE;
        print_summary(path, &p);
        if (!p.docs.n && p.files.n) status = HS_NOTHING_DONE;
    }
    hs_pile_free(&p);
    hs_case_close(c);
    return ok ? status : hs_verb_failed("run", err);
}

int hs_verb_run(int argc, char **argv)
{
    hs_run_options o = {0};
    hs_run_counts counts = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const char **paths = hs_calloc((size_t)argc, sizeof *paths);
    size_t n = 0;
    int status = HS_WRONG_USAGE;
    bool options = true;
    for (int i = 1; i < argc; i++) {
        bool option = options && argv[i][0] == '-' && argv[i][1];
        uint32_t *value = !option                           ? NULL
                          : !strcmp(argv[i], "--workers")   ? &o.workers
                          : !strcmp(argv[i], "--seconds")   ? &o.seconds
                          : !strcmp(argv[i], "--megabytes") ? &o.megabytes
                                                            : NULL;
        if (!option) {
            paths[n++] = argv[i];
        } else if (!strcmp(argv[i], "--")) {
            options = false;
        } else if (!strcmp(argv[i], "-q")) {
            o.quiet = true;
        } else if (!strcmp(argv[i], "--unconfined")) {
            o.unconfined = true;
        } else if (!strcmp(argv[i], "--store") && i + 1 < argc) {
            o.store = argv[++i];
        } else if (!value || i + 1 == argc || !number(argv[++i], value)) {
            hs_verb_misused("run", value ? "an option needs a number behind it" : "unknown option");
            goto done;
        }
    }
    if (!n) {
        hs_verb_misused("run", "no case named");
    } else if (!hs_run_case(paths[0], paths + 1, n - 1, &o, &counts, &err)) {
        status = hs_verb_failed("run", &err);
    } else {
        status = summary(paths[0], &err);
    }
done:
    free(paths);
    return status;
}
