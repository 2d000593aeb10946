#include "disk.h"

#include "base/mem.h"
#include "base/str.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512 };

typedef struct {
    sqlite3_int64 at; /* of a truncation: the new size */
    char *bytes;      /* NULL: a truncation */
    size_t n;
} change;

/* A file as it is on the platters, and what was done to it since the last sync. */
typedef struct {
    char *path;
    hs_buf durable;
    HS_VEC(change) changes;
    bool synced; /* or there before: its name is on the disk */
    bool gone;   /* deleted, and the folder not synced */
} model;

static struct {
    sqlite3_vfs vfs, *below;
    disk_mode mode;
    uint64_t n, calls, random;
    HS_VEC(model) models;
} disk;

/* Lies behind the file of the VFS below. */
typedef struct {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *below;
    uint32_t model; /* index + 1; 0: none is kept */
} file_tail;

static uint64_t next_random(void)
{
    disk.random = disk.random * 6364136223846793005u + 1442695040888963407u;
    return disk.random >> 33;
}

/* ---- the model ---- */

static model *model_of(const file_tail *t)
{
    return t->model ? &disk.models.v[t->model - 1] : NULL;
}

static void put_at(hs_buf *b, sqlite3_int64 at, const char *bytes, size_t n)
{
    static const char zeros[4096];
    while (b->n < (size_t)at) {
        size_t gap = (size_t)at - b->n;
        hs_buf_add(b, zeros, gap < sizeof zeros ? gap : sizeof zeros);
    }
    size_t over = b->n - (size_t)at < n ? b->n - (size_t)at : n;
    memcpy(b->p + at, bytes, over);
    hs_buf_add(b, bytes + over, n - over);
}

static void apply(hs_buf *b, const change *c, bool all)
{
    if (!c->bytes && (all || next_random() % 2) && b->n > (size_t)c->at) b->n = (size_t)c->at;
    for (size_t at = 0; c->bytes && at < c->n; at += SECTOR)
        if (all || next_random() % 2)
            put_at(b, c->at + (sqlite3_int64)at, c->bytes + at, c->n - at < SECTOR ? c->n - at : SECTOR);
}

static void note(model *m, sqlite3_int64 at, const void *bytes, size_t n)
{
    change *c = HS_PUSH(m->changes);
    *c = (change){at, bytes ? hs_malloc(n) : NULL, n};
    if (bytes) memcpy(c->bytes, bytes, n);
}

static void settle(model *m)
{
    for (uint32_t i = 0; i < m->changes.n; i++) {
        apply(&m->durable, &m->changes.v[i], true);
        free(m->changes.v[i].bytes);
    }
    m->changes.n = 0;
    m->synced = true;
}

static void write_image(const model *m)
{
    int fd = open(m->path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    for (size_t at = 0; fd >= 0 && at < m->durable.n;) {
        ssize_t n = write(fd, m->durable.p + at, m->durable.n - at);
        if (n <= 0) abort();
        at += (size_t)n;
    }
    close(fd);
}

static void lose_power(void)
{
    for (uint32_t i = 0; i < disk.models.n; i++) {
        model *m = &disk.models.v[i];
        uint64_t fate = next_random() % 4; /* all of it reached the disk, nothing did, or any sectors */
        hs_buf shared = {0};
        hs_buf_printf(&shared, "%s-shm", m->path);
        unlink(shared.p); /* memory, not a file */
        if (!m->path[0] || (m->gone && fate == 0)) continue;
        if (!m->synced && fate != 1) {
            unlink(m->path);
            continue;
        }
        for (uint32_t k = 0; k < m->changes.n && fate != 0; k++) apply(&m->durable, &m->changes.v[k], fate == 1);
        write_image(m);
    }
    _exit(DISK_LOST_POWER);
}

bool disk_fails(void)
{
    uint64_t call = disk.calls++;
    if (disk.mode == DISK_LOSES && call == disk.n) lose_power();
    if (disk.mode == DISK_DIES && call == disk.n) raise(SIGKILL);
    return (disk.mode == DISK_FAILS_ONCE && call == disk.n) || (disk.mode == DISK_FAILS_ON && call >= disk.n);
}

/* ---- methods of a file ---- */

static size_t tail_at(void)
{
    return ((size_t)disk.below->szOsFile + 15) & ~(size_t)15;
}

static file_tail *tail_of(sqlite3_file *f)
{
    return (file_tail *)((char *)f + tail_at());
}

static int disk_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return disk_fails() ? SQLITE_IOERR_READ : tail_of(f)->below->xRead(f, to, n, at);
}

static int disk_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
    const file_tail *t = tail_of(f);
    sqlite3_int64 size = 0;
    if (disk.mode == DISK_LOSES && model_of(t)) note(model_of(t), at, bytes, (size_t)n);
    if (disk_fails()) return SQLITE_IOERR_WRITE;
    if (disk.mode == DISK_IS_FULL && t->below->xFileSize(f, &size) == SQLITE_OK && at + n > size) {
        uint64_t more = (uint64_t)(at + n - size);
        if (more > disk.n) return SQLITE_FULL;
        disk.n -= more;
    }
    return t->below->xWrite(f, bytes, n, at);
}

static int disk_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    const file_tail *t = tail_of(f);
    if (disk.mode == DISK_LOSES && model_of(t)) note(model_of(t), size, NULL, 0);
    return disk_fails() ? SQLITE_IOERR_TRUNCATE : t->below->xTruncate(f, size);
}

static int disk_sync(sqlite3_file *f, int flags)
{
    const file_tail *t = tail_of(f);
    if (disk_fails()) return SQLITE_IOERR_FSYNC;
    if (model_of(t)) settle(model_of(t));
    return t->below->xSync(f, flags);
}

static int disk_size(sqlite3_file *f, sqlite3_int64 *out)
{
    return disk_fails() ? SQLITE_IOERR_FSTAT : tail_of(f)->below->xFileSize(f, out);
}

static int disk_share(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return disk_fails() ? SQLITE_IOERR_SHMMAP : tail_of(f)->below->xShmMap(f, page, size, extend, out);
}

/* ---- the VFS ---- */

static void watch(file_tail *t, sqlite3_file *f, const char *path, bool created)
{
    sqlite3_int64 size = 0;
    uint32_t i = 0;
    while (i < disk.models.n && strcmp(disk.models.v[i].path, path) != 0) i++;
    t->model = i + 1;
    if (i < disk.models.n && !disk.models.v[i].gone) return;
    if (i == disk.models.n) HS_PUSH(disk.models)->path = hs_strdup(path);
    model *m = &disk.models.v[i];
    hs_buf_clear(&m->durable);
    m->gone = false;
    m->synced = !created;
    if (t->below->xFileSize(f, &size) != SQLITE_OK) return;
    for (sqlite3_int64 at = 0; at < size; at += SECTOR) {
        char sector[SECTOR];
        int n = size - at < SECTOR ? (int)(size - at) : SECTOR;
        if (t->below->xRead(f, sector, n, at) == SQLITE_OK) hs_buf_add(&m->durable, sector, (size_t)n);
    }
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *f, int flags, int *out)
{
    (void)vfs;
    f->pMethods = NULL;
    if (disk_fails()) return SQLITE_CANTOPEN;
    bool there = path && access(path, F_OK) == 0;
    int got = disk.below->xOpen(disk.below, path, f, flags, out);
    if (got != SQLITE_OK) return got;
    file_tail *t = tail_of(f);
    *t = (file_tail){.methods = *f->pMethods, .below = f->pMethods};
    t->methods.xRead = disk_read;
    t->methods.xWrite = disk_write;
    t->methods.xTruncate = disk_truncate;
    t->methods.xSync = disk_sync;
    t->methods.xFileSize = disk_size;
    if (t->below->xShmMap) t->methods.xShmMap = disk_share;
    if (path && disk.mode == DISK_LOSES) watch(t, f, path, !there);
    f->pMethods = &t->methods;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    if (disk_fails()) return SQLITE_IOERR_DELETE;
    for (uint32_t i = 0; i < disk.models.n; i++) {
        model *m = &disk.models.v[i];
        if (strcmp(m->path, path) != 0) continue;
        settle(m); /* what could come back is the file as it was */
        m->gone = true;
        if (sync) m->path[0] = '\0';
    }
    return disk.below->xDelete(disk.below, path, sync);
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    (void)vfs;
    return disk_fails() ? SQLITE_IOERR_ACCESS : disk.below->xAccess(disk.below, path, flags, out);
}

void disk_install(void)
{
    disk.below = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.below; /* the rest is the same: SQLite's unix methods look at nothing but pAppData */
    disk.vfs.zName = "disk";
    disk.vfs.pNext = NULL;
    disk.vfs.szOsFile = (int)(tail_at() + sizeof(file_tail));
    disk.vfs.xOpen = disk_open;
    disk.vfs.xDelete = disk_delete;
    disk.vfs.xAccess = disk_access;
    sqlite3_vfs_register(&disk.vfs, 1);
}

void disk_arm(disk_mode mode, uint64_t n, uint64_t seed)
{
    disk.mode = mode;
    disk.n = n;
    disk.calls = 0;
    disk.random = seed * 2654435761u + 12345;
    for (int i = 0; i < 4; i++) next_random();
}

void disk_in_child(void)
{
    if (disk.mode == DISK_LOSES || disk.mode == DISK_DIES) disk.mode = DISK_SOUND;
}

uint64_t disk_calls(void)
{
    return disk.calls;
}
