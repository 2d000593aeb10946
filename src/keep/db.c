#include "keep/db.h"

#include "base/utf8.h"

#include <jansson.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* SQLite's pages lie apart from all other memory, where no process that is forked has them: reading one document takes
 * a fork, and afterwards the supervisor would have to copy each page that it writes to. */
enum { PAGE_LEAST = 4096, PAGE_ROOM = 4608 /* with what SQLite puts beside it */, PAGES_MOST = 1 << 14 };
static struct {
    pthread_mutex_t lock;
    char *from; /* NULL where there is no room for it: then all is as with other memory */
    uint32_t used;
    void *free; /* a list; each begins with the next */
} apart = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool is_apart(const void *p)
{
    return apart.from && (const char *)p >= apart.from && (const char *)p < apart.from + (size_t)PAGES_MOST * PAGE_ROOM;
}

static void *take_apart(void)
{
    pthread_mutex_lock(&apart.lock);
    void *p = apart.free;
    if (p) {
        memcpy(&apart.free, p, sizeof apart.free);
    } else if (apart.from && apart.used < PAGES_MOST) {
        p = apart.from + (size_t)apart.used++ * PAGE_ROOM;
    }
    pthread_mutex_unlock(&apart.lock);
    return p;
}

static void *take_memory(int n)
{
    void *p = n >= PAGE_LEAST && n <= PAGE_ROOM ? take_apart() : NULL;
    return p ? p : hs_malloc((size_t)n);
}

static void give_memory(void *p)
{
    if (!is_apart(p)) {
        free(p);
        return;
    }
    pthread_mutex_lock(&apart.lock);
    memcpy(p, &apart.free, sizeof apart.free);
    apart.free = p;
    pthread_mutex_unlock(&apart.lock);
}

static int size_of_memory(void *p)
{
    return is_apart(p) ? PAGE_ROOM : (int)malloc_usable_size(p);
}

static void *take_more_memory(void *p, int n)
{
    if (!is_apart(p)) return hs_realloc_array(p, 1, (size_t)n);
    if (n <= PAGE_ROOM) return p;
    void *more = hs_malloc((size_t)n);
    memcpy(more, p, PAGE_ROOM);
    give_memory(p);
    return more;
}

/* A forked process finds zeroes there: of pages given back, too, so that it takes new ones. */
static void reserve_apart(void)
{
    size_t room = (size_t)PAGES_MOST * PAGE_ROOM;
    void *p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) return;
    if (madvise(p, room, MADV_WIPEONFORK) == 0) {
        apart.from = p;
    } else {
        munmap(p, room);
    }
}

static int round_up(int n)
{
    return (n + 7) & ~7;
}

static int no_set_up(void *ctx)
{
    (void)ctx;
    return SQLITE_OK;
}

static void no_tear_down(void *ctx)
{
    (void)ctx;
}

void hs_db_memory(void)
{
    const sqlite3_mem_methods methods = {take_memory, give_memory, take_more_memory, size_of_memory,
                                         round_up,    no_set_up,   no_tear_down,     NULL};
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK && !apart.from) reserve_apart();
    json_set_alloc_funcs(hs_malloc, free);
}

/* What is the machine's doing, not the case's or a document's: it ends a run, and the next one goes on. */
static bool of_the_machine(int code)
{
    static const int codes[] = {SQLITE_FULL, SQLITE_IOERR,  SQLITE_READONLY, SQLITE_NOMEM,
                                SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CANTOPEN, SQLITE_PROTOCOL};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (code == codes[i]) return true;
    return false;
}

bool hs_db_fail(hs_case *c, hs_err *err)
{
    int code = sqlite3_errcode(c->db) & 0xFF;
    hs_code kind = of_the_machine(code) ? HS_ERR_IO : HS_ERR_CASE;
    return hs_fail(err, kind, c->path, HS_NOWHERE, "%s%s", sqlite3_errmsg(c->db),
                   code == SQLITE_FULL ? ": make room on the disk and run again; what was stored is safe" : "");
}

static sqlite3_stmt *prepared(hs_case *c, const char *sql, hs_err *err)
{
    uint32_t *at = hs_map_at(&c->known, hs_str_of(sql));
    if (*at == HS_MISSING) {
        sqlite3_stmt *s = NULL;
        if (sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
            hs_db_fail(c, err);
            return NULL;
        }
        *at = c->statements.n;
        *HS_PUSH(c->statements) = s;
    }
    sqlite3_stmt *s = c->statements.v[*at];
    sqlite3_reset(s);
    return s;
}

static int bind_one(sqlite3_stmt *s, int n, char type, va_list *ap)
{
    hs_str v;
    const char *text;
    switch (type) {
    case 'i':
        return sqlite3_bind_int64(s, n, va_arg(*ap, int64_t));
    case 's':
        text = va_arg(*ap, const char *);
        return sqlite3_bind_text(s, n, text, -1, SQLITE_STATIC);
    case 't':
        v = va_arg(*ap, hs_str);
        return sqlite3_bind_text64(s, n, v.p ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
    case 'b':
        v = va_arg(*ap, hs_str);
        return sqlite3_bind_blob64(s, n, v.p, v.n, SQLITE_STATIC);
    case 'h':
        return sqlite3_bind_blob(s, n, va_arg(*ap, const hs_sha256 *), sizeof(hs_sha256), SQLITE_STATIC);
    default:
        return sqlite3_bind_null(s, n);
    }
}

static sqlite3_stmt *bound(hs_case *c, hs_err *err, const char *sql, const char *types, va_list *ap)
{
    sqlite3_stmt *s = prepared(c, sql, err);
    for (int i = 0; s && types[i]; i++)
        if (bind_one(s, i + 1, types[i], ap) != SQLITE_OK) {
            hs_db_fail(c, err);
            return NULL;
        }
    return s;
}

sqlite3_stmt *hs_db_query(hs_case *c, hs_err *err, const char *sql, const char *types, ...)
{
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *s = bound(c, err, sql, types, &ap);
    va_end(ap);
    return s;
}

hs_stepped hs_db_step(hs_case *c, sqlite3_stmt *s, hs_err *err)
{
    int got = sqlite3_step(s);
    if (got == SQLITE_ROW) return HS_ROW;
    if (got != SQLITE_DONE) hs_db_fail(c, err);
    sqlite3_reset(s);
    return got == SQLITE_DONE ? HS_END : HS_FAILED;
}

bool hs_db_do(hs_case *c, hs_err *err, const char *sql, const char *types, ...)
{
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *s = bound(c, err, sql, types, &ap);
    va_end(ap);
    if (!s) return false;
    hs_stepped got = hs_db_step(c, s, err);
    sqlite3_reset(s);
    return got != HS_FAILED;
}

bool hs_db_number(hs_case *c, int64_t *out, int64_t none, hs_err *err, const char *sql, const char *types, ...)
{
    va_list ap;
    va_start(ap, types);
    sqlite3_stmt *s = bound(c, err, sql, types, &ap);
    va_end(ap);
    if (!s) return false;
    hs_stepped got = hs_db_step(c, s, err);
    if (got != HS_FAILED) *out = got == HS_ROW ? sqlite3_column_int64(s, 0) : none;
    sqlite3_reset(s);
    return got != HS_FAILED;
}

bool hs_db_script(hs_case *c, const char *sql, hs_err *err)
{
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK || hs_db_fail(c, err);
}

bool hs_db_clear(hs_case *c, const char *table, hs_err *err)
{
    hs_buf sql = {0};
    hs_buf_printf(&sql, "DELETE FROM %s", table);
    bool ok = hs_db_do(c, err, hs_buf_c(&sql), "");
    hs_buf_free(&sql);
    return ok;
}

hs_str hs_db_text(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_blob(s, column);
    return p ? (hs_str){p, (size_t)sqlite3_column_bytes(s, column)} : (hs_str){"", 0};
}

/* ---- the writer's lock: a POSIX record lock, so that the system names its holder and drops it when that process dies,
 * on a file of its own beside the case, since closing any other descriptor of the case would drop SQLite's locks ----
 */

enum { LOCK_WAIT_MS = 10000, LOCK_STEP_MS = 100 };

static bool busy(hs_case *c, pid_t holder, hs_err *err)
{
    char proc[64], command[200] = "";
    snprintf(proc, sizeof proc, "/proc/%ld/cmdline", (long)holder);
    int fd = open(proc, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, command, sizeof command - 1);
    if (fd >= 0) close(fd);
    for (ssize_t i = 0; i + 1 < n; i++)
        if (!command[i]) command[i] = ' ';
    hs_str shown = {command, strlen(command)};
    if (hs_utf8_bad(shown) != SIZE_MAX) command[0] = '\0';
    return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE,
                   "process %ld%s%s%s is writing to this case; wait until it has ended and run again", (long)holder,
                   command[0] ? " («" : "", command, command[0] ? "»)" : "");
}

/* Tries once. *holder is who has it, where somebody has. */
static bool try_lock(hs_case *c, const char *name, pid_t *holder, hs_err *err)
{
    struct stat mine, there;
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    *holder = 0;
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return hs_fail(err, HS_ERR_IO, c->path, HS_NOWHERE, "cannot write to the case: %s", strerror(errno));
    if (fcntl(fd, F_SETLK, &all) != 0) {
        if (fcntl(fd, F_GETLK, &all) == 0 && all.l_type != F_UNLCK) *holder = all.l_pid;
    } else if (fstat(fd, &mine) == 0 && stat(name, &there) == 0 && mine.st_ino == there.st_ino) {
        c->lock_fd = fd;
        return true;
    }
    close(fd); /* held by another; or the one before has just removed this file */
    return true;
}

bool hs_db_lock(hs_case *c, hs_err *err)
{
    hs_buf name = {0};
    pid_t holder = 0;
    bool ok = true;
    hs_buf_printf(&name, "%s-lock", c->path);
    for (int waited = 0; ok && c->lock_fd < 0; waited += LOCK_STEP_MS) {
        ok = try_lock(c, name.p, &holder, err);
        if (ok && c->lock_fd < 0 && waited >= LOCK_WAIT_MS) ok = busy(c, holder, err);
        if (ok && c->lock_fd < 0) nanosleep(&(struct timespec){.tv_nsec = LOCK_STEP_MS * 1000000L}, NULL);
    }
    hs_buf_free(&name);
    return ok;
}

void hs_db_unlock(hs_case *c)
{
    if (c->lock_fd < 0) return;
    hs_buf name = {0};
    hs_buf_printf(&name, "%s-lock", c->path);
    unlink(name.p);
    close(c->lock_fd);
    c->lock_fd = -1;
    hs_buf_free(&name);
}

bool hs_db_begin(hs_case *c, hs_err *err)
{
    if (!c->depth && !hs_db_lock(c, err)) return false;
    if (!hs_db_do(c, err, c->depth ? "SAVEPOINT step" : "BEGIN IMMEDIATE", "")) return false;
    c->depth++;
    return true;
}

bool hs_db_snapshot(hs_case *c, hs_err *err)
{
    if (!hs_db_do(c, err, c->depth ? "SAVEPOINT step" : "BEGIN", "")) return false;
    c->depth++;
    return true;
}

bool hs_db_end(hs_case *c, bool ok, hs_err *err)
{
    bool inner = --c->depth > 0;
    if (ok && hs_db_do(c, err, inner ? "RELEASE step" : "COMMIT", "")) return true;
    hs_db_do(c, NULL, inner ? "ROLLBACK TO step" : "ROLLBACK", "");
    if (inner) hs_db_do(c, NULL, "RELEASE step", "");
    return false;
}

void hs_time_now(char out[HS_TIME_TEXT])
{
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(out, HS_TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &utc);
}
