#include "run/pool.h"

#include "run/passes.h"
#include "run/progress.h"
#include "run/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A transaction ends after so many documents or so much time: a sync of the disk costs as much as several documents. */
enum { MOST_WORKERS = 64, BATCH = 64, BATCH_MS = 500, TICK_MS = 100 };

typedef struct {
    hs_case *c;
    hs_buf versions, limited; /* what a document's rows are stored under; where it ran into a limit */
    hs_limits limits;
    hs_withins ruled; /* by people, within documents */
    hs_worker workers[MOST_WORKERS];
    uint32_t n, busy;
    uint32_t in_batch; /* documents in the open transaction */
    int64_t batch_since;
    hs_run_counts *counts;
    uint32_t finished, failed;
    hs_progress progress;
} pool;

static const char not_of_the_document[] = "machine failed"; /* a version that is none: tried again at each run */

static bool batch_begin(pool *p, hs_err *err)
{
    if (p->in_batch++) return true;
    p->batch_since = hs_clock_ms();
    return hs_case_begin(p->c, err);
}

static bool batch_end(pool *p, bool ok, hs_err *err)
{
    if (!p->in_batch) return ok;
    p->in_batch = 0;
    return hs_case_end(p->c, ok, err);
}

static bool put_failed(pool *p, const hs_sha256 *sha, const char *versions, const hs_err *why, hs_err *err)
{
    p->failed++;
    p->counts->unread++;
    return batch_begin(p, err) && hs_case_put_failed(p->c, sha, versions, why, err);
}

/* A document that the case cannot hold is listed; a disk that is full ends the run. */
static bool put_doc(pool *p, const hs_doc *d, const char *versions, hs_err *err)
{
    hs_err why = {.offset = HS_NOWHERE};
    if (hs_case_put_doc(p->c, d, versions, &why)) return true;
    if (why.code != HS_ERR_IO) return put_failed(p, &d->sha, versions, &why, err);
    *err = why;
    return false;
}

/* Stores the members that came whole. */
static bool put_children(pool *p, hs_worker *w, hs_err *err)
{
    hs_worker_member m;
    bool ok = true;
    while (ok && hs_worker_child(w, &m))
        ok = batch_begin(p, err) && hs_case_put_child(p->c, &w->sha, m.item, m.name, m.bytes, m.code, err);
    return ok;
}

/* What the result is stored under: where the machine was at fault, not the document, no version, so that the next run
 * tries again. */
static const char *versions_of(pool *p, bool died, const hs_err *why)
{
    if (died && (why->code == HS_ERR_IO || why->code == HS_ERR_UNSUPPORTED)) return not_of_the_document;
    return hs_buf_c(died ? &p->limited : &p->versions);
}

static bool finish(pool *p, hs_worker *w, hs_err *err)
{
    hs_err why = {.offset = HS_NOWHERE};
    hs_sha256 sha = w->sha;
    uint32_t children = w->children;
    bool died, ok;
    hs_doc *d = hs_worker_result(w, &died, &why);
    const char *versions = versions_of(p, died, &why);
    p->busy--;
    p->finished++;
    p->counts->done++;
    if (d) {
        p->counts->partly += d->verdict == HS_READ_PART;
        ok = batch_begin(p, err) && put_doc(p, d, versions, err);
    } else {
        ok = put_failed(p, &sha, versions, &why, err);
    }
    hs_doc_free(d);
    ok = ok && hs_case_end_children(p->c, &sha, children, err);
    return ok && (p->in_batch < BATCH || batch_end(p, true, err));
}

/* Names the file of the worker that has been at it for longest. */
static void show_progress(pool *p)
{
    const hs_worker *oldest = NULL;
    hs_buf path = {0};
    for (uint32_t i = 0; i < p->n; i++)
        if (p->workers[i].pid && (!oldest || p->workers[i].since < oldest->since)) oldest = &p->workers[i];
    if (oldest && hs_progress_due(&p->progress)) hs_case_path(p->c, &oldest->sha, &path, NULL);
    hs_progress_show(&p->progress, p->finished, p->failed, hs_buf_c(&path));
    hs_buf_free(&path);
}

/* Waits until a worker has something to say, and takes it. */
static bool turn(pool *p, hs_err *err)
{
    struct pollfd fds[MOST_WORKERS];
    hs_worker *whose[MOST_WORKERS];
    nfds_t n = 0;
    for (uint32_t i = 0; i < p->n; i++)
        if (p->workers[i].pid) {
            whose[n] = &p->workers[i];
            fds[n++] = (struct pollfd){.fd = p->workers[i].fd, .events = POLLIN};
        }
    if (poll(fds, n, TICK_MS) < 0 && errno != EINTR)
        return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "cannot wait for workers: %s", strerror(errno));
    int64_t now = hs_clock_ms();
    for (nfds_t i = 0; i < n; i++) {
        hs_worker_kill_late(whose[i], now);
        if (!fds[i].revents) continue;
        bool ended = hs_worker_take(whose[i]);
        if (!put_children(p, whose[i], err) || (ended && !finish(p, whose[i], err))) return false;
    }
    show_progress(p);
    return !p->in_batch || now - p->batch_since < BATCH_MS || batch_end(p, true, err);
}

static hs_worker *idle(pool *p)
{
    for (uint32_t i = 0; i < p->n; i++)
        if (!p->workers[i].pid) return &p->workers[i];
    return NULL;
}

static bool start(pool *p, const hs_sha256 *sha, hs_err *err)
{
    hs_buf raw = {0};
    hs_err why = {.offset = HS_NOWHERE};
    bool ok = true;
    if (!hs_case_raw(p->c, sha, &raw, &why)) {
        p->finished++;
        p->counts->done++;
        ok = put_failed(p, sha, not_of_the_document, &why, err);
    } else if ((ok = hs_worker_start(idle(p), hs_worker_read, (hs_str){hs_buf_c(&raw), raw.n}, &p->ruled, sha,
                                     &p->limits, err))) {
        p->busy++;
    }
    hs_buf_free(&raw);
    return ok;
}

static void stop_all(pool *p)
{
    for (uint32_t i = 0; i < p->n; i++) {
        hs_worker *w = &p->workers[i];
        if (w->pid) {
            kill(w->pid, SIGKILL);
            waitpid(w->pid, NULL, 0);
            close(w->fd);
        }
        hs_buf_free(&w->in);
    }
}

static uint32_t cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (uint32_t)n;
}

static void prepare(pool *p, const hs_run_options *o)
{
    p->n = o->workers ? o->workers : cores();
    if (p->n > MOST_WORKERS) p->n = MOST_WORKERS;
    p->limits.seconds = o->seconds ? o->seconds : 16; /* with storing and linking: under 20 */
    p->limits.megabytes = o->megabytes ? o->megabytes : 1024;
    p->limits.unconfined = o->unconfined;
    hs_doc_versions(&p->versions);
    hs_buf_printf(&p->limited, "%s within %u s and %u MB", hs_buf_c(&p->versions), p->limits.seconds,
                  p->limits.megabytes);
}

static bool redo(pool *p, const hs_sha_list *stale, hs_err *err)
{
    bool ok = hs_confine_prepare(&p->limits, err);
    if (ok && p->limits.unconfined)
        ok = hs_case_log_add(p->c, "unconfined", "documents are read without a sandbox", err);
    if (ok) hs_worker_warm(p->limits.seconds);
    for (uint32_t next = 0; ok && (next < stale->n || p->busy);) {
        if (next < stale->n && p->busy < p->n) {
            ok = start(p, &stale->v[next++], err);
        } else {
            ok = turn(p, err);
        }
    }
    return batch_end(p, ok, err);
}

bool hs_pool_run(hs_case *c, const hs_run_options *o, hs_run_counts *counts, hs_err *err)
{
    pool *p = hs_calloc(1, sizeof *p);
    hs_sha_list stale = {0};
    p->c = c;
    p->counts = counts;
    prepare(p, o);
    bool ok = hs_case_stale(c, hs_buf_c(&p->versions), hs_buf_c(&p->limited), &stale, err) &&
              hs_case_withins(c, &p->ruled, err);
    p->progress = hs_progress_start("documents read", stale.n, o->quiet);
    if (ok && stale.n) ok = redo(p, &stale, err);
    hs_progress_end(&p->progress, p->finished, p->failed);
    stop_all(p);
    hs_buf_free(&p->limits.filter);
    hs_withins_free(&p->ruled);
    hs_buf_free(&p->versions);
    hs_buf_free(&p->limited);
    HS_VEC_FREE(stale);
    free(p);
    return ok;
}
