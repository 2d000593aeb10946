#include "keep/pages.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SUM = 8, HEADER = 24, LARGEST_PAGE = 65536, LOCK_BYTE = 0x40000000, TRIES = 3, WAIT_MS = 5 };

static uint64_t sum_of(const unsigned char *page, size_t size, uint64_t number)
{
    return hs_hash64(page, size - SUM, number);
}

/* The page's size where the header says that pages have checksums, else 0. */
static size_t summed_size(const unsigned char header[HEADER])
{
    size_t size = (size_t)header[16] << 8 | header[17];
    if (size == 1) size = LARGEST_PAGE;
    return size >= 512 && (size & (size - 1)) == 0 && header[20] == SUM ? size : 0;
}

/* ---- the layer: the file of the system's VFS with another xWrite ---- */

/* Lies behind the file that the layer below made of the same memory. The methods stand first: SQLite has their address,
 * and through it the layer finds the rest. */
typedef struct {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *below;
    size_t page; /* bytes; 0 without checksums */
} summed_file;

static int write_summed(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    const summed_file *s = (const summed_file *)file->pMethods;
    unsigned char page[LARGEST_PAGE];
    if (at == 0) ((summed_file *)(uintptr_t)s)->page = summed_size(bytes);
    if ((size_t)n != s->page) return s->below->xWrite(file, bytes, n, at);
    uint64_t sum = sum_of(bytes, s->page, (uint64_t)(at / n) + 1);
    memcpy(page, bytes, s->page - SUM);
    for (size_t i = 0; i < SUM; i++) page[s->page - SUM + i] = (unsigned char)(sum >> (8 * i));
    return s->below->xWrite(file, page, n, at);
}

static sqlite3_vfs *below(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

static size_t room_below(const sqlite3_vfs *vfs)
{
    return ((size_t)vfs->szOsFile + 15) & ~(size_t)15;
}

static int open_summed(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    unsigned char header[HEADER];
    int got = below(vfs)->xOpen(below(vfs), name, file, flags, out);
    if (got != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB)) return got;
    summed_file *s = (summed_file *)((char *)file + room_below(below(vfs)));
    *s = (summed_file){.methods = *file->pMethods, .below = file->pMethods};
    s->methods.iVersion =
        s->methods.iVersion > 2 ? 2 : s->methods.iVersion; /* no mapped memory: it would go past this */
    s->methods.xWrite = write_summed;
    if (s->below->xRead(file, header, HEADER, 0) == SQLITE_OK) s->page = summed_size(header);
    file->pMethods = &s->methods;
    return SQLITE_OK;
}

/* The rest is handed on. */
static int delete_below(sqlite3_vfs *vfs, const char *name, int sync)
{
    return below(vfs)->xDelete(below(vfs), name, sync);
}

static int access_below(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    return below(vfs)->xAccess(below(vfs), name, flags, out);
}

static int full_path_below(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    return below(vfs)->xFullPathname(below(vfs), name, n, out);
}

static int random_below(sqlite3_vfs *vfs, int n, char *out)
{
    return below(vfs)->xRandomness(below(vfs), n, out);
}

static int sleep_below(sqlite3_vfs *vfs, int us)
{
    return below(vfs)->xSleep(below(vfs), us);
}

static int time_below(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
    return below(vfs)->xCurrentTimeInt64(below(vfs), out);
}

static int old_time_below(sqlite3_vfs *vfs, double *out)
{
    return below(vfs)->xCurrentTime(below(vfs), out);
}

static int error_below(sqlite3_vfs *vfs, int n, char *out)
{
    return below(vfs)->xGetLastError(below(vfs), n, out);
}

const char *hs_pages_vfs(void)
{
    static sqlite3_vfs layer; /* SQLite's list of VFSs, into which it goes, is of the whole process too */
    sqlite3_vfs *base = sqlite3_vfs_find(NULL);
    if (layer.zName) return layer.zName;
    if (!base || base->iVersion < 2) return NULL;
    layer = (sqlite3_vfs){.iVersion = 2,
                          .szOsFile = (int)(room_below(base) + sizeof(summed_file)),
                          .mxPathname = base->mxPathname,
                          .pAppData = base,
                          .xOpen = open_summed,
                          .xDelete = delete_below,
                          .xAccess = access_below,
                          .xFullPathname = full_path_below,
                          .xRandomness = random_below,
                          .xSleep = sleep_below,
                          .xCurrentTime = old_time_below,
                          .xGetLastError = error_below,
                          .xCurrentTimeInt64 = time_below};
    layer.zName = "hearsay";
    if (sqlite3_vfs_register(&layer, 0) == SQLITE_OK) return layer.zName;
    layer.zName = NULL;
    return NULL;
}

void hs_pages_reserve(sqlite3 *db)
{
    int n = SUM;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &n);
}

/* ---- checking ---- */

/* Tried again where it does not fit: another process may be just writing it. */
static bool page_fits(sqlite3_file *file, unsigned char *page, size_t size, uint64_t number)
{
    for (int i = 0; i < TRIES; i++) {
        uint64_t sum = 0;
        if (file->pMethods->xRead(file, page, (int)size, (sqlite3_int64)((number - 1) * size)) != SQLITE_OK)
            return false;
        for (size_t k = 0; k < SUM; k++) sum |= (uint64_t)page[size - SUM + k] << (8 * k);
        if (sum == sum_of(page, size, number)) return true;
        nanosleep(&(struct timespec){.tv_nsec = WAIT_MS * 1000000L}, NULL);
    }
    return false;
}

static bool made_with_sums(hs_case *c, bool *out, hs_err *err)
{
    int64_t n = 0;
    bool ok = hs_db_number(c, &n, 0, err, "SELECT 1 FROM log WHERE seq = 1 AND detail = ?1", "s", HS_PAGES_CREATED);
    *out = n != 0;
    return ok;
}

bool hs_pages_verify(hs_case *c, hs_findings *f, hs_err *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 bytes = 0;
    unsigned char header[HEADER];
    bool summed = false;
    sqlite3_file_control(c->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || file->pMethods->xFileSize(file, &bytes) != SQLITE_OK ||
        file->pMethods->xRead(file, header, HEADER, 0) != SQLITE_OK)
        return hs_fail(err, HS_ERR_IO, c->path, HS_NOWHERE, "the case file cannot be read");
    size_t size = summed_size(header);
    if (!made_with_sums(c, &summed, err)) return false;
    if (!size && summed) hs_finding(f, "case file: its header was changed: it has lost the checksums of its pages");
    if (!size) return true;
    unsigned char *page = hs_malloc(size);
    for (uint64_t n = 1; n <= (uint64_t)bytes / size; n++)
        if (n != LOCK_BYTE / size + 1 && !page_fits(file, page, size, n))
            hs_finding(f, "case file: page %" PRIu64 " (from byte %" PRIu64 ") is not as it was written", n,
                       (n - 1) * size);
    if ((uint64_t)bytes % size) hs_finding(f, "case file: it ends in the middle of a page");
    free(page);
    return true;
}
