#include "parse/model.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ALIGN = 64, MOST_SECTIONS = 256, LARGE = 2 << 20 /* a large page */ };
static const uint32_t byte_order = 0x01020304;
static const char magic[8] = {'H', 'S', 'M', 'O', 'D', 'E', 'L', '\n'};

typedef struct {
    char magic[8];
    uint32_t version, order, sections, zero;
    uint64_t size, sum;
    uint8_t zeroes[24];
} header;

typedef struct {
    char name[HS_MODEL_NAME];
    uint64_t at, size, sum;
} section;

_Static_assert(sizeof(header) == ALIGN && sizeof(section) == ALIGN, "the layout in model.h");

struct hs_model {
    const uint8_t *bytes;
    size_t size;
};

static uint64_t aligned(uint64_t n)
{
    return (n + ALIGN - 1) & ~(uint64_t)(ALIGN - 1);
}

static const section *table_of(const hs_model *m)
{
    return (const section *)(m->bytes + sizeof(header));
}

static uint64_t head_sum(const header *h, const section *table)
{
    header copy = *h;
    copy.sum = 0;
    return hs_hash64(table, h->sections * sizeof *table, hs_hash64(&copy, sizeof copy, 0));
}

/* ---- reading ---- */

static bool damaged(const char *path, uint64_t at, const char *what, hs_err *err)
{
    return hs_fail(err, HS_ERR_FORMAT, path, at, "damaged model file (%s); make it again with 'make model'", what);
}

static bool check_head(const hs_model *m, const char *path, hs_err *err)
{
    const header *h = (const header *)m->bytes;
    if (m->size < sizeof magic || memcmp(m->bytes, magic, sizeof magic) != 0)
        return hs_fail(err, HS_ERR_FORMAT, path, 0, "not a hearsay model");
    if (m->size < sizeof *h) return damaged(path, m->size, "cut short", err);
    if (h->order != byte_order)
        return hs_fail(err, HS_ERR_FORMAT, path, 12,
                       "the model's byte order is not this machine's (models are little-endian), or it is damaged");
    if (h->version != HS_MODEL_VERSION)
        return hs_fail(err, HS_ERR_FORMAT, path, 8,
                       "the model is of version %u and this program reads version %d: install the model that came with "
                       "the program, or make it with 'make model'",
                       h->version, HS_MODEL_VERSION);
    if (h->size != m->size) return damaged(path, m->size, h->size > m->size ? "cut short" : "bytes at its end", err);
    if (h->sections > MOST_SECTIONS || sizeof *h + h->sections * sizeof(section) > m->size)
        return damaged(path, 16, "its table is too long", err);
    if (h->sum != head_sum(h, table_of(m))) return damaged(path, 32, "its table does not match its checksum", err);
    return true;
}

/* The sections must lie one behind the other and fill the file, so that no byte is outside every checksum. */
static bool check_sections(const hs_model *m, const char *path, hs_err *err)
{
    const header *h = (const header *)m->bytes;
    const section *s = table_of(m);
    uint64_t at = sizeof *h + h->sections * sizeof *s;
    for (uint32_t i = 0; i < h->sections; i++) {
        if (s[i].at != at || s[i].size > m->size - at || aligned(s[i].size) > m->size - at ||
            s[i].name[HS_MODEL_NAME - 1])
            return damaged(path, sizeof *h + i * sizeof *s, "a section lies outside of it", err);
        if (hs_hash64(m->bytes + at, aligned(s[i].size), i) != s[i].sum)
            return damaged(path, at, "a section does not match its checksum", err);
        at += aligned(s[i].size);
    }
    return at == m->size || damaged(path, at, "bytes at its end", err);
}

/* Bytes of the mapping: whole large pages. */
static size_t room_of(size_t size)
{
    return (size + LARGE - 1) / LARGE * LARGE;
}

/* An empty mapping that begins where a large page may; NULL where there is no room. */
static uint8_t *reserve(size_t size)
{
    size_t room = room_of(size);
    uint8_t *p = mmap(NULL, room + LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) return NULL;
    size_t before = (LARGE - (uintptr_t)p % LARGE) % LARGE;
    if (before) munmap(p, before);
    munmap(p + before + room, LARGE - before);
    return p + before;
}

static bool map_file(const char *path, hs_model *m, hs_err *err)
{
    bool ok = false;
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot open the model: %s", strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "not a file");
        goto done;
    }
    m->size = (size_t)st.st_size;
    if (m->size == 0) {
        hs_fail(err, HS_ERR_FORMAT, path, 0, "not a hearsay model: it is empty");
        goto done;
    }
    m->bytes = reserve(m->size);
    if (!m->bytes ||
        mmap((void *)(uintptr_t)m->bytes, m->size, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED) {
        hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot map the model: %s", strerror(errno));
        if (m->bytes) munmap((void *)(uintptr_t)m->bytes, room_of(m->size));
        goto done;
    }
    ok = true;
done:
    close(fd);
    return ok;
}

bool hs_model_open(const char *path, hs_model **out, hs_err *err)
{
    hs_model m = {0};
    if (!map_file(path, &m, err)) return false;
    if (!check_head(&m, path, err) || !check_sections(&m, path, err)) {
        munmap((void *)(uintptr_t)m.bytes, room_of(m.size));
        return false;
    }
    *out = hs_malloc(sizeof **out);
    **out = m;
    return true;
}

void hs_model_close(hs_model *m)
{
    if (!m) return;
    munmap((void *)(uintptr_t)m->bytes, room_of(m->size));
    free(m);
}

void hs_model_settle(hs_model *m)
{
    uint8_t *copy = m->size < LARGE ? NULL : reserve(m->size);
    if (!copy) return;
    madvise(copy, room_of(m->size), MADV_HUGEPAGE);
    memcpy(copy, m->bytes, m->size);
    mprotect(copy, room_of(m->size), PROT_READ);
    if (mremap(copy, room_of(m->size), room_of(m->size), MREMAP_MAYMOVE | MREMAP_FIXED, m->bytes) == MAP_FAILED)
        munmap(copy, room_of(m->size));
}

hs_str hs_model_section(const hs_model *m, const char *name)
{
    const header *h = (const header *)m->bytes;
    const section *s = table_of(m);
    for (uint32_t i = 0; i < h->sections; i++)
        if (!strcmp(s[i].name, name)) return (hs_str){(const char *)m->bytes + s[i].at, s[i].size};
    return (hs_str){NULL, 0};
}

/* ---- finding ---- */

static bool there(hs_buf *path)
{
    struct stat st;
    return stat(hs_buf_c(path), &st) == 0 && S_ISREG(st.st_mode);
}

static bool beside_program(const char *file, hs_buf *path)
{
    static const char *const places[] = {"/models/", "/../models/", "/../../models/", "/../share/hearsay/models/"};
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) return false;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash) return false;
    *slash = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        hs_buf_clear(path);
        hs_buf_printf(path, "%s%s%s", self, places[i], file);
        if (there(path)) return true;
    }
    return false;
}

bool hs_model_find(const char *file, hs_buf *path, hs_err *err)
{
    const char *named = getenv("HS_MODEL");
    if (!named || !*named) {
        if (beside_program(file, path)) return true;
        return hs_fail(err, HS_ERR_NOTFOUND, file, HS_NOWHERE,
                       "no model beside the program: 'make model' makes it, HS_MODEL=FILE names another");
    }
    hs_buf_clear(path);
    hs_buf_str(path, named);
    if (there(path)) return true;
    hs_buf_printf(path, "/%s", file);
    return there(path) || hs_fail(err, HS_ERR_IO, named, HS_NOWHERE, "HS_MODEL names no model file");
}

/* ---- writing ---- */

static void pad(hs_buf *b)
{
    static const char zeroes[ALIGN] = {0};
    hs_buf_add(b, zeroes, aligned(b->n) - b->n);
}

bool hs_model_write(const char *path, const hs_model_part *parts, size_t n, hs_err *err)
{
    if (n > MOST_SECTIONS) return hs_fail(err, HS_ERR_LIMIT, path, HS_NOWHERE, "too many sections");
    section table[MOST_SECTIONS] = {0};
    hs_buf body = {0}, file = {0};
    header h = {.version = HS_MODEL_VERSION, .order = byte_order, .sections = (uint32_t)n};
    memcpy(h.magic, magic, sizeof magic);
    uint64_t first = sizeof h + n * sizeof *table;
    for (size_t i = 0; i < n; i++) {
        size_t at = body.n;
        hs_buf_add(&body, parts[i].bytes.p, parts[i].bytes.n);
        pad(&body);
        strncpy(table[i].name, parts[i].name, HS_MODEL_NAME - 1);
        table[i].at = first + at;
        table[i].size = parts[i].bytes.n;
        table[i].sum = hs_hash64(body.p + at, body.n - at, i);
    }
    h.size = first + body.n;
    h.sum = head_sum(&h, table);
    hs_buf_add(&file, &h, sizeof h);
    hs_buf_add(&file, table, n * sizeof *table);
    hs_buf_add(&file, body.p, body.n);
    bool ok = hs_file_write(path, (hs_str){file.p, file.n}, err);
    hs_buf_free(&body);
    hs_buf_free(&file);
    return ok;
}
