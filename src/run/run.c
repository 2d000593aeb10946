#include "run/run.h"

#include "base/utf8.h"
#include "keep/case.h"
#include "link/link.h"
#include "run/passes.h"
#include "run/pool.h"
#include "run/progress.h"
#include "run/walk.h"
#include "run/worker.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_FILE = 1 << 30, BATCH = 256, BATCH_BYTES = 64 << 20 };

/* ---- files ---- */

typedef struct {
    hs_case *c;
    hs_run_counts *counts;
    hs_progress progress;
    uint32_t in_batch;
    size_t bytes_in_batch;
    hs_err *err;
} adding;

static bool batch_end(adding *a, bool ok)
{
    if (!a->in_batch) return ok;
    a->in_batch = 0;
    a->bytes_in_batch = 0;
    return hs_case_end(a->c, ok, a->err);
}

static void show_progress(adding *a, const char *path)
{
    hs_buf shown = {0};
    if (!hs_progress_due(&a->progress)) return;
    hs_utf8_shown(hs_str_of(path), &shown);
    hs_progress_show(&a->progress, a->counts->files, a->counts->unread, hs_buf_c(&shown));
    hs_buf_free(&shown);
}

static bool add(const char *path, const hs_err *why_not, void *ctx)
{
    adding *a = ctx;
    hs_buf raw = {0};
    hs_err why = {.offset = HS_NOWHERE};
    hs_file_news news = HS_FILE_KNOWN;
    if (why_not) why = *why_not;
    bool readable = !why_not && hs_walk_read(path, LARGEST_FILE, &raw, &why);
    hs_str bytes = {hs_buf_c(&raw), raw.n};
    bool ok = (a->in_batch++ || hs_case_begin(a->c, a->err)) &&
              hs_case_add_file(a->c, path, readable ? &bytes : NULL, &why, &news, a->err);
    a->bytes_in_batch += raw.n;
    hs_buf_free(&raw);
    a->counts->files++;
    a->counts->added += news == HS_FILE_NEW;
    a->counts->copies += news == HS_FILE_COPY;
    a->counts->unread += news == HS_FILE_NOT_READ;
    show_progress(a, path);
    if (ok && (a->in_batch >= BATCH || a->bytes_in_batch >= BATCH_BYTES)) ok = batch_end(a, true);
    return ok;
}

/* A folder that could not be opened in an earlier run is no longer listed. */
static bool opened(const char *path, void *ctx)
{
    adding *a = ctx;
    return (a->in_batch++ || hs_case_begin(a->c, a->err)) && hs_case_folder_read(a->c, path, a->err);
}

static bool add_all(hs_case *c, const char *case_path, const char *const *paths, size_t n, const hs_run_options *o,
                    hs_run_counts *counts, hs_err *err)
{
    adding a = {.c = c, .counts = counts, .err = err, .progress = hs_progress_start("files found", 0, o->quiet)};
    hs_walk w = {case_path, o->store, add, opened, &a};
    bool ok = !o->store || hs_case_store_in(c, o->store, err);
    for (size_t i = 0; ok && i < n; i++) ok = hs_walk_path(&w, paths[i]);
    ok = batch_end(&a, ok);
    hs_progress_end(&a.progress, counts->files, counts->unread);
    return ok;
}

/* ---- everything stale ---- */

/* Documents, then the members that came out of them, then theirs. */
static bool read_all(hs_case *c, const hs_run_options *o, hs_run_counts *counts, hs_err *err)
{
    bool more = true, ok = true;
    while (ok && more) ok = hs_pool_run(c, o, counts, err) && hs_case_name_children(c, &more, err);
    return ok;
}

static bool redo_ledger(hs_case *c, bool quiet, hs_err *err)
{
    hs_buf versions = {0};
    hs_pile pile = {0};
    bool stale = false;
    hs_link_versions(&versions);
    bool ok = hs_case_ledger_stale(c, hs_buf_c(&versions), &stale, err);
    if (ok && stale) ok = hs_case_load_unlinked(c, hs_buf_c(&versions), &pile, err);
    if (ok && stale && !quiet) fprintf(stderr, "linking %u documents\n", pile.docs.n);
    if (ok && stale) ok = hs_link(&pile, err) && hs_case_put_ledger(c, &pile, hs_buf_c(&versions), err);
    hs_pile_free(&pile);
    hs_buf_free(&versions);
    return ok;
}

bool hs_run_case(const char *case_path, const char *const *paths, size_t n, const hs_run_options *o,
                 hs_run_counts *counts, hs_err *err)
{
    int64_t since = hs_clock_ms();
    signal(SIGPIPE, SIG_IGN);
    hs_case *c = hs_case_open(case_path, true, err);
    bool ok = c && hs_case_lock(c, err) && add_all(c, case_path, paths, n, o, counts, err) &&
              read_all(c, o, counts, err) && redo_ledger(c, o->quiet, err);
    hs_case_close(c);
    counts->seconds = (double)(hs_clock_ms() - since) / 1000;
    return ok;
}
