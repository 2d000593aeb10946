/* Faults planted into hearsay run, each in a process of its own, and what is left of the case afterwards.
 *
 *     fault power [ROUNDS]            power is lost at a random call to the disk
 *     fault kill [ROUNDS]             SIGKILL at a random moment
 *     fault io [STEP]                 call n to the disk, or of hearsay to the system, fails, once, and from then on,
 *                                     for every STEP-th n
 *     fault full [STEP]               the disk is full after n bytes
 *     fault memory [STEP [FIRST]]     allocation n fails in the supervisor, from n = FIRST on
 *     fault worker [STEP]             allocation n fails in each worker
 *     fault between [STEP]            a run that reads everything anew, and a document more, is killed at every STEP-th
 *                                     call; then what only reads answers from what was acknowledged, or says that the
 *                                     run was cut off
 *     fault flip [ROUNDS]             a random bit of the case file is flipped; verify must find it
 *     fault verify [STEP]             disk and memory fail while verify runs: it never says that all is well for that
 *                                     reason
 *
 * After each fault but a flip: what had been acknowledged (a transaction that had ended well) must be there, verify
 * must find nothing, and when the run is completed the case must be what an undisturbed run makes, nothing doubled.
 * Prints a line for each kind; exit 1 at the first round that fails, naming it. Test code; the seed is fixed. */
#include "disk.h"
#include "memory.h"

#include "base/file.h"
#include "keep/checkpoint.h"
#include "keep/rows.h"
#include "run/run.h"
#include "run/worker.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DOCUMENTS = 3, ROUND_BROKEN = 90, EXIT_OUT_OF_MEMORY = 3 };

static char folder[32], case_path[64], whole_path[64], papers[64], more_papers[64];

/* What had been acknowledged when the fault came; shared with the process that it hit. */
typedef struct {
    int64_t entries, documents, done;
    uint8_t last[32];
    uint64_t disk_calls, memory_calls, worker_calls;
} acknowledged;
static acknowledged *ack;
static bool watching;

/* ---- every transaction that ends well is noted ---- */

bool __real_hs_db_end(hs_case *c, bool ok, hs_err *err);
bool __wrap_hs_db_end(hs_case *c, bool ok, hs_err *err);

static int64_t count(hs_case *c, const char *sql)
{
    int64_t n = 0;
    hs_err why;
    return hs_db_number(c, &n, 0, &why, sql, "") ? n : -1;
}

static bool last_hash(hs_case *c, int64_t entry, uint8_t out[32])
{
    sqlite3_stmt *s = NULL;
    bool there = sqlite3_prepare_v2(c->db, "SELECT hash FROM log WHERE seq = ?1", -1, &s, NULL) == SQLITE_OK &&
                 sqlite3_bind_int64(s, 1, entry) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
                 sqlite3_column_bytes(s, 0) == 32;
    if (there) memcpy(out, sqlite3_column_blob(s, 0), 32);
    sqlite3_finalize(s);
    return there;
}

static acknowledged state_of(hs_case *c)
{
    acknowledged a = {.entries = count(c, "SELECT max(seq) FROM log"),
                      .documents = count(c, "SELECT count(*) FROM raw"),
                      .done = count(c, "SELECT count(*) FROM pass_run")};
    if (a.entries > 0 && !last_hash(c, a.entries, a.last)) a.entries = -1;
    return a;
}

bool __wrap_hs_db_end(hs_case *c, bool ok, hs_err *err)
{
    bool done = __real_hs_db_end(c, ok, err);
    if (!done || !watching || c->depth) return done;
    acknowledged now = state_of(c);
    bool sound = now.entries >= 0 && now.documents >= 0 && now.done >= 0; /* else the fault came while looking */
    if (!sound) return done;
    now.worker_calls = ack->worker_calls;
    *ack = now;
    return done;
}

/* ---- hearsay's own calls of the system fail like SQLite's ---- */

int __real_open64(const char *path, int flags, mode_t mode);
int __wrap_open64(const char *path, int flags, mode_t mode);
ssize_t __real_read(int fd, void *to, size_t n);
ssize_t __wrap_read(int fd, void *to, size_t n);
int __real_pipe2(int *ends, int flags);
int __wrap_pipe2(int *ends, int flags);
pid_t __real_fork(void);
pid_t __wrap_fork(void);
int __real_poll(struct pollfd *fds, nfds_t n, int ms);
int __wrap_poll(struct pollfd *fds, nfds_t n, int ms);
DIR *__real_opendir(const char *path);
DIR *__wrap_opendir(const char *path);

static bool refused(int why)
{
    bool now = watching && disk_fails();
    if (now) errno = why;
    return now;
}

int __wrap_open64(const char *path, int flags, mode_t mode)
{
    return refused(EMFILE) ? -1 : __real_open64(path, flags, mode);
}

ssize_t __wrap_read(int fd, void *to, size_t n)
{
    return refused(EIO) ? -1 : __real_read(fd, to, n);
}

int __wrap_pipe2(int *ends, int flags)
{
    return refused(EMFILE) ? -1 : __real_pipe2(ends, flags);
}

pid_t __wrap_fork(void)
{
    pid_t pid = refused(EAGAIN) ? -1 : __real_fork();
    if (pid == 0) disk_in_child();
    return pid;
}

int __wrap_poll(struct pollfd *fds, nfds_t n, int ms)
{
    return refused(ENOMEM) ? -1 : __real_poll(fds, n, ms);
}

DIR *__wrap_opendir(const char *path)
{
    return refused(EMFILE) ? NULL : __real_opendir(path);
}

/* ---- a run, a case ---- */

static void fail(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));
static void fail(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    fflush(stdout);
    _exit(ROUND_BROKEN);
}

static void remove_case(const char *path)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal", "-lock"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, beside[i]);
        unlink(name);
    }
}

static size_t folders = 1; /* of papers, that a run is given */

static bool run(const char *path, hs_err *err)
{
    const hs_run_options o = {.quiet = true, .workers = 1};
    hs_run_counts counts = {0};
    const char *paths[] = {papers, more_papers};
    return hs_run_case(path, paths, folders, &o, &counts, err);
}

static void print_finding(const char *line, void *ctx)
{
    (void)ctx;
    puts(line);
}

static void add_rows(hs_case *c, const char *sql, hs_buf *out)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(c->db, sql, -1, &s, NULL) != SQLITE_OK) fail("%s: %s", sql, sqlite3_errmsg(c->db));
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int k = 0; k < sqlite3_column_count(s); k++)
            hs_buf_printf(out, "%s|", (const char *)sqlite3_column_text(s, k));
    sqlite3_finalize(s);
    hs_buf_char(out, '\n');
}

/* One hash of what a case holds, without the numbers that it gives documents in the order in which they came. */
static hs_sha256 fingerprint(hs_case *c)
{
    static const char *const sql[] = {"SELECT hex(sha256), size, verdict, p.code, reason FROM raw LEFT JOIN pass_run p "
                                      "ON p.doc = raw.id ORDER BY sha256",
                                      "SELECT path, code, reason, raw IS NULL FROM file ORDER BY path",
                                      "SELECT count(*) FROM log WHERE what = 'added'",
                                      "SELECT id, least, most, state FROM claim ORDER BY id",
                                      "SELECT id, kind, flags, name, names FROM entity ORDER BY id",
                                      "SELECT count(*) FROM member",
                                      "SELECT hex(sha256) FROM search JOIN raw ON raw.id = search.rowid WHERE search "
                                      "MATCH 'voss OR ilvar' ORDER BY 1"};
    hs_buf b = {0}, text = {0};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) add_rows(c, sql[i], &b);
    hs_buf_printf(&text, "SELECT %s, text FROM document ORDER BY id", hs_document_row.columns);
    add_rows(c, hs_buf_c(&text), &b);
    for (size_t i = 0; i < hs_doc_table_count; i++) {
        hs_buf_clear(&text);
        hs_buf_printf(&text,
                      "SELECT id, t.item, %s FROM %s t JOIN (SELECT doc, id FROM document) USING (doc) ORDER BY 1, 2",
                      hs_doc_tables[i].columns, hs_doc_tables[i].name);
        add_rows(c, hs_buf_c(&text), &b);
    }
    hs_sha256 h = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    hs_buf_free(&text);
    return h;
}

static void verify(hs_case *c, const char *when)
{
    hs_checked checked;
    hs_err err = {.offset = HS_NOWHERE};
    if (!hs_case_verify(c, print_finding, NULL, &checked, &err)) fail("%s, verify: %s", when, err.msg);
}

static bool is_empty(const char *path)
{
    hs_buf b = {0};
    hs_err why;
    bool none = !hs_file_read(path, 1 << 26, &b, &why) || b.n == 0;
    hs_buf_free(&b);
    return none;
}

/* What is left: all that was acknowledged, nothing broken. */
static void check_left(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    uint8_t last[32];
    if (ack->entries == 0 && is_empty(case_path)) return; /* not even made, and nobody was told that it was */
    hs_case *c = hs_case_open(case_path, ack->entries == 0, &err);
    if (!c) fail("the case cannot be opened: %s", err.msg);
    verify(c, "after the fault");
    acknowledged now = state_of(c);
    if (now.entries < ack->entries || now.documents < ack->documents || now.done < ack->done)
        fail("acknowledged and lost: %" PRId64 " of %" PRId64 " log entries, %" PRId64 " of %" PRId64
             " documents, %" PRId64 " of %" PRId64 " results are there",
             now.entries, ack->entries, now.documents, ack->documents, now.done, ack->done);
    if (ack->entries && (!last_hash(c, ack->entries, last) || memcmp(last, ack->last, 32) != 0))
        fail("entry %" PRId64 " of the log is not the one that was acknowledged", ack->entries);
    hs_case_close(c);
}

/* The run completed is the run undisturbed. */
static void check_completed(const hs_sha256 *whole)
{
    hs_err err = {.offset = HS_NOWHERE};
    if (!run(case_path, &err)) fail("the run cannot be completed: %s", err.msg);
    hs_case *c = hs_case_open(case_path, false, &err);
    if (!c) fail("the completed case cannot be opened: %s", err.msg);
    verify(c, "completed");
    hs_sha256 now = fingerprint(c);
    if (whole && memcmp(now.b, whole->b, sizeof now.b) != 0) fail("the completed case differs from an undisturbed one");
    hs_case_close(c);
}

/* ---- processes ---- */

typedef struct {
    disk_mode disk;
    uint64_t at;     /* of the disk */
    int64_t memory;  /* MEMORY_NEVER, or which allocation fails */
    bool in_workers; /* it does so in workers */
    uint64_t seed;
    uint64_t kill_us; /* 0: not killed */
} plan;

/* Runs hearsay run under the plan; returns the process's status. */
static int strike(const plan *p)
{
    int status = 0;
    fflush(NULL);
    *ack = (acknowledged){0};
    pid_t pid = fork();
    if (pid == 0) {
        hs_err err = {.offset = HS_NOWHERE};
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO); /* "out of memory", said thousands of times */
        watching = true;
        disk_arm(p->disk, p->at, p->seed);
        memory_arm(p->memory, p->in_workers, &ack->worker_calls);
        bool ok = run(case_path, &err);
        ack->disk_calls = disk_calls();
        ack->memory_calls = memory_calls();
        memory_arm(MEMORY_NEVER, false, NULL);
        _exit(ok ? 0 : 1);
    }
    if (p->kill_us) {
        usleep((useconds_t)p->kill_us);
        kill(pid, SIGKILL);
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

/* Looks at what is left, in a process of its own. */
static bool sound(const hs_sha256 *whole, const char *kind, uint64_t round)
{
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        disk_arm(DISK_SOUND, 0, 0);
        check_left();
        check_completed(whole);
        _exit(0);
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (status) printf("fault %s: round %" PRIu64 " failed (status %d); seen in %s\n", kind, round, status, folder);
    return status == 0;
}

static bool ended_by_itself(int status)
{
    return WIFEXITED(status) && (WEXITSTATUS(status) <= 1 || WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY);
}

/* ---- kinds of faults ---- */

static bool one(const plan *p, const hs_sha256 *whole, const char *kind, uint64_t round, bool may_die)
{
    remove_case(case_path);
    int status = strike(p);
    if (!may_die && !ended_by_itself(status)) {
        printf("fault %s: round %" PRIu64 ": the run ended with status %d\n", kind, round, status);
        return false;
    }
    return sound(whole, kind, round);
}

static bool power(const hs_sha256 *whole, uint64_t rounds, uint64_t calls)
{
    uint64_t lost = 0;
    for (uint64_t i = 0; i < rounds; i++) {
        plan p = {DISK_LOSES, hs_mix64(i) % calls, MEMORY_NEVER, false, i + 1, 0};
        if (!one(&p, whole, "power", i, true)) return false;
        lost++;
    }
    printf("fault power: %" PRIu64
           " times power was lost with writes not synced: nothing acknowledged was lost, doubled or "
           "half stored\n",
           lost);
    return true;
}

static bool kills(const hs_sha256 *whole, uint64_t rounds, uint64_t us)
{
    uint64_t killed = 0;
    for (uint64_t i = 0; i < rounds; i++) {
        plan p = {DISK_SOUND, 0, MEMORY_NEVER, false, 0, 1 + hs_mix64(i) % us};
        remove_case(case_path);
        int status = strike(&p);
        killed += WIFSIGNALED(status);
        if (!sound(whole, "kill", i)) return false;
    }
    printf("fault kill: %" PRIu64 " runs of %" PRIu64
           " killed while they ran: nothing acknowledged was lost, doubled or half "
           "stored\n",
           killed, rounds);
    return true;
}

static bool io(const hs_sha256 *whole, uint64_t step, uint64_t calls)
{
    uint64_t n = 0;
    for (uint64_t at = 0; at < calls; at += step)
        for (int on = 0; on < 2; on++, n++) {
            plan p = {on ? DISK_FAILS_ON : DISK_FAILS_ONCE, at, MEMORY_NEVER, false, 0, 0};
            if (!one(&p, whole, "io", at, false)) return false;
        }
    printf("fault io: of %" PRIu64 " calls to the disk and the system each %" PRIu64
           ". failed, once and from then on (%" PRIu64
           " runs): nothing acknowledged was lost, doubled or half stored\n",
           calls, step, n);
    return true;
}

static bool full(const hs_sha256 *whole, uint64_t step)
{
    uint64_t n = 0;
    bool again = true;
    for (uint64_t room = 0; again; room += step, n++) {
        plan p = {DISK_IS_FULL, room, MEMORY_NEVER, false, 0, 0};
        remove_case(case_path);
        int status = strike(&p);
        if (!ended_by_itself(status) || !sound(whole, "full", room)) return false;
        again = status != 0;
    }
    printf("fault full: a disk with room for 0, %" PRIu64 ", … %" PRIu64
           " bytes: nothing acknowledged was lost, doubled or half "
           "stored\n",
           step, (n - 1) * step);
    return true;
}

static bool memory(const hs_sha256 *whole, uint64_t step, uint64_t first, uint64_t calls)
{
    uint64_t n = 0;
    for (uint64_t at = first; at < calls; at += step, n++) {
        plan p = {DISK_SOUND, 0, (int64_t)at, false, 0, 0};
        if (!one(&p, whole, "memory", at, false)) return false;
    }
    printf("fault memory: of %" PRIu64 " allocations each %" PRIu64 ". from %" PRIu64 " on failed (%" PRIu64
           " runs): nothing acknowledged was lost, doubled or half stored\n",
           calls, step, first, n);
    return true;
}

/* A worker that lacks memory costs its document, which is listed; it never stores another result than it would have. */
static bool worker(uint64_t step, uint64_t calls)
{
    uint64_t listed = 0;
    char attach[160];
    snprintf(attach, sizeof attach, "ATTACH '%s' AS whole", whole_path);
    for (uint64_t at = 0; at < calls; at += step) {
        plan p = {DISK_SOUND, 0, (int64_t)at, true, 0, 0};
        remove_case(case_path);
        if (strike(&p) != 0) {
            printf("fault worker: allocation %" PRIu64 " of a worker ended the run\n", at);
            return false;
        }
        hs_case *c = hs_case_open(case_path, false, NULL);
        listed += (uint64_t)count(c, "SELECT count(*) FROM pass_run WHERE verdict <> 0");
        int64_t other = hs_db_script(c, attach, NULL)
                            ? count(c, "SELECT count(*) FROM main.pass_run p JOIN whole.pass_run w USING (doc) WHERE "
                                       "p.verdict = 0 AND p.seal <> w.seal")
                            : -1;
        hs_case_close(c);
        if (other) {
            printf("fault worker: allocation %" PRIu64 ": %" PRId64 " documents look whole and are not\n", at, other);
            return false;
        }
    }
    printf("fault worker: of %" PRIu64 " allocations of a worker each %" PRIu64 ". failed: %" PRIu64
           " documents were listed, the rest were whole\n",
           calls, step, listed);
    return true;
}

/* Runs f in a process of its own; its exit status. */
static int apart(int (*f)(const void *), const void *what)
{
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) _exit(f(what));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

static void ignore_finding(const char *line, void *ctx)
{
    (void)line, (void)ctx;
}

static int verify_it(const void *what)
{
    const plan *p = what;
    hs_err err = {.offset = HS_NOWHERE};
    hs_checked checked = {0};
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    disk_arm(p->disk, p->at, 0);
    memory_arm(p->memory, false, NULL);
    hs_case *c = hs_case_open(case_path, false, &err);
    bool ok = c && hs_case_verify(c, ignore_finding, NULL, &checked, &err);
    ack->disk_calls = disk_calls();
    ack->memory_calls = memory_calls();
    hs_case_close(c);
    memory_arm(MEMORY_NEVER, false, NULL);
    return ok ? checked.documents == DOCUMENTS && checked.log_entries > DOCUMENTS ? 0 : 7 : 1;
}

/* ---- what only reads, after a run that was cut off ---- */

static int outdate(const void *what)
{
    hs_buf bytes = {0};
    hs_err err = {.offset = HS_NOWHERE};
    (void)what;
    remove_case(case_path);
    if (!hs_file_read(whole_path, 1 << 26, &bytes, &err) || !hs_file_write(case_path, (hs_str){bytes.p, bytes.n}, &err))
        fail("%s", err.msg);
    hs_case *c = hs_case_open(case_path, false, &err);
    if (!c || !hs_db_begin(c, &err) ||
        !hs_db_end(c, hs_db_script(c, "UPDATE versions SET text = 'before'; DELETE FROM kept", &err), &err))
        fail("%s", err.msg);
    hs_case_close(c);
    return 0;
}

enum { ANSWERED, SAID_CUT_OFF };

static void count_hit(const hs_hit *hit, void *ctx)
{
    *(uint64_t *)ctx += hit->n > 0;
}

/* Looks at the case in the ways that verbs do. */
static int look(const void *what)
{
    static const char anew[] =
        "SELECT count(*) FROM pass_run JOIN versions v ON v.id = versions WHERE doc <= 3 AND text "
        "<> 'before'"; /* of the documents that were there */
    hs_err err = {.offset = HS_NOWHERE};
    hs_pile files = {0}, all = {0};
    hs_case_numbers n;
    uint64_t hits = 0;
    bool unfinished = false;
    (void)what;
    disk_arm(DISK_SOUND, 0, 0);
    hs_case *c = hs_case_open(case_path, false, &err);
    if (!c) fail("the case cannot be opened: %s", err.msg);
    if (!hs_case_unfinished(c, &unfinished, &err)) fail("unfinished? %s", err.msg);
    if (!hs_case_load_files(c, &files, &n, &err)) fail("files: %s", err.msg);
    if (!hs_case_search(c, "ilvar", 10, count_hit, &hits, &err) || hits < DOCUMENTS) fail("search: %s", err.msg);
    verify(c, "cut off");
    for (uint32_t i = 0; i < files.files.n; i++)
        if (files.files.v[i].verdict == HS_READ_NOT && !files.files.v[i].reason) fail("a file is silent");
    if (!hs_case_load(c, &all, &err)) {
        if (!unfinished || !strstr(err.msg, "was cut off")) fail("load: %s", err.msg);
        return SAID_CUT_OFF;
    }
    if (count(c, "SELECT count(*) FROM ledger WHERE length(made_from) = 0") && count(c, anew))
        fail("the ledger is older than the documents");
    if (!unfinished && all.docs.n == DOCUMENTS + 1 && count(c, anew) != DOCUMENTS) fail("done, and half of it is old");
    return ANSWERED;
}

static bool between(uint64_t step)
{
    uint64_t runs = 0, said = 0;
    plan p = {.memory = MEMORY_NEVER};
    folders = 2;
    if (apart(outdate, NULL) != 0 || strike(&p) != 0) return false;
    for (uint64_t at = 0, calls = ack->disk_calls; at < calls; at += step, runs++) {
        p = (plan){.disk = DISK_DIES, .at = at, .memory = MEMORY_NEVER};
        if (apart(outdate, NULL) != 0) return false;
        strike(&p);
        int status = apart(look, NULL);
        if (!WIFEXITED(status) || WEXITSTATUS(status) > SAID_CUT_OFF) {
            printf("fault between: killed at call %" PRIu64 ": seen in %s\n", at, folder);
            return false;
        }
        said += WEXITSTATUS(status) == SAID_CUT_OFF;
    }
    printf("fault between: %" PRIu64 " runs killed, each at another call: what only reads answered from what was "
           "acknowledged, or (%" PRIu64 " times) said that the run was cut off\n",
           runs, said);
    return true;
}

static bool flips(uint64_t rounds)
{
    hs_buf sound_case = {0};
    hs_err err = {.offset = HS_NOWHERE};
    const plan p = {.memory = MEMORY_NEVER};
    if (!hs_file_read(whole_path, 1 << 26, &sound_case, &err)) return false;
    for (uint64_t i = 0; i < rounds; i++) {
        uint64_t bit = hs_mix64(i + 99) % (sound_case.n * 8);
        remove_case(case_path);
        sound_case.p[bit / 8] ^= (char)(1 << bit % 8);
        int fd = open(case_path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        bool written = write(fd, sound_case.p, sound_case.n) == (ssize_t)sound_case.n;
        close(fd);
        sound_case.p[bit / 8] ^= (char)(1 << bit % 8);
        int status = apart(verify_it, &p);
        if (!written || !WIFEXITED(status) || WEXITSTATUS(status) != 1) {
            printf("fault flip: bit %" PRIu64 " of byte %" PRIu64 " was not found (status %d)\n", bit % 8, bit / 8,
                   status);
            return false;
        }
    }
    printf("fault flip: %" PRIu64 " random bits of a case of %zu bytes flipped, each found by verify\n", rounds,
           sound_case.n);
    hs_buf_free(&sound_case);
    return true;
}

/* A changed case stays a changed one, and a sound one sound, whatever fails while it is looked at. */
static bool verifying(uint64_t step)
{
    plan p = {.memory = MEMORY_NEVER};
    uint64_t n = 0;
    remove_case(case_path);
    if (!one(&p, NULL, "verify", 0, false) || apart(verify_it, &p) != 0) return false;
    uint64_t disk = ack->disk_calls, memories = ack->memory_calls;
    for (uint64_t at = 0; at < disk + memories; at += at < disk ? 1 : step, n++) {
        p = (plan){
            at < disk ? DISK_FAILS_ONCE : DISK_SOUND, at, at < disk ? MEMORY_NEVER : (int64_t)(at - disk), false, 0, 0};
        int status = apart(verify_it, &p);
        if (!WIFEXITED(status) || (WEXITSTATUS(status) > 1 && WEXITSTATUS(status) != EXIT_OUT_OF_MEMORY)) {
            printf("fault verify: call %" PRIu64 " ended verify with status %d\n", at, status);
            return false;
        }
    }
    printf("fault verify: each of %" PRIu64 " calls to the disk and of %" PRIu64 " allocations each %" PRIu64
           ". failed (%" PRIu64 " runs): it answered or said why not\n",
           disk, memories, step, n);
    return true;
}

static void write_papers(void)
{
    static const char *const texts[DOCUMENTS] = {
        "At least 12 people were hurt when the dam at Ilvar broke on 5 March 2021, Mara Voss told the Harbour "
        "Tribune.\n",
        "<html><head><title>Dam</title></head><body><p>The ministry denied that 12 people were hurt in "
        "Ilvar.</p></body>\n",
        "“We counted nine of them,” said Ilmar Deniz. “Nobody warned us in Ilvar.”\n"};
    hs_err err = {.offset = HS_NOWHERE};
    if (!hs_file_mkdirs(papers, &err) || !hs_file_mkdirs(more_papers, &err)) fail("%s", err.msg);
    for (int i = 0; i < DOCUMENTS; i++) {
        char path[96];
        snprintf(path, sizeof path, "%s/%d", papers, i);
        if (!hs_file_write(path, hs_str_of(texts[i]), &err)) fail("%s", err.msg);
    }
    char path[96];
    snprintf(path, sizeof path, "%s/later", more_papers);
    if (!hs_file_write(path, HS_STR("Mara Voss denied that anybody was warned in Ilvar.\n"), &err)) fail("%s", err.msg);
}

int main(int argc, char **argv)
{
    const char *kind = argc > 1 ? argv[1] : "";
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
    hs_sha256 whole;
    hs_err err = {.offset = HS_NOWHERE};
    /* no power is really lost: memory will do for a disk, and is faster */
    snprintf(folder, sizeof folder, "%s/hs-fault-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(folder) || n == 0) return 2;
    snprintf(case_path, sizeof case_path, "%s/x.case", folder);
    snprintf(whole_path, sizeof whole_path, "%s/whole.case", folder);
    snprintf(papers, sizeof papers, "%s/papers", folder);
    snprintf(more_papers, sizeof more_papers, "%s/more", folder);
    ack = mmap(NULL, sizeof *ack, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    write_papers();
    hs_db_memory();
    disk_install();
    hs_worker_warm(20); /* what each round loads is loaded once */
    if (!run(whole_path, &err)) fail("%s", err.msg);
    hs_case *c = hs_case_open(whole_path, false, &err);
    if (!c) fail("%s", err.msg);
    whole = fingerprint(c);
    hs_case_close(c);
    int64_t since = hs_clock_ms();
    plan quiet = {.memory = MEMORY_NEVER};
    if (!one(&quiet, &whole, "none", 0, false)) return 1;
    since = hs_clock_ms() - since;
    remove_case(case_path);
    if (strike(&quiet) != 0) return 1;
    uint64_t disk = ack->disk_calls, memories = ack->memory_calls, workers = ack->worker_calls;
    bool ok = !strcmp(kind, "power")     ? power(&whole, n, disk)
              : !strcmp(kind, "kill")    ? kills(&whole, n, (uint64_t)since * 600)
              : !strcmp(kind, "io")      ? io(&whole, n, disk)
              : !strcmp(kind, "full")    ? full(&whole, n)
              : !strcmp(kind, "memory")  ? memory(&whole, n, first, memories)
              : !strcmp(kind, "worker")  ? worker(n, workers * 4)
              : !strcmp(kind, "between") ? between(n)
              : !strcmp(kind, "flip")    ? flips(n)
              : !strcmp(kind, "verify")  ? verifying(n)
                                         : false;
    if (!ok) return 1;
    char clean[96];
    snprintf(clean, sizeof clean, "rm -r %s", folder);
    return system(clean) != 0;
}
