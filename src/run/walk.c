#include "run/walk.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 200 };

static const char *not_a_file(mode_t mode)
{
    return S_ISFIFO(mode)                   ? "a named pipe, not a file"
           : S_ISSOCK(mode)                 ? "a socket, not a file"
           : S_ISCHR(mode) || S_ISBLK(mode) ? "a device, not a file"
                                            : "not a file";
}

static bool refuse(const hs_walk *w, const char *path, hs_code code, const char *why)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_fail(&err, code, NULL, HS_NOWHERE, "%s", why);
    return w->each(path, &err, w->ctx);
}

static bool is_own(const hs_walk *w, const struct stat *st, const char *path)
{
    struct stat own;
    static const char *const beside[] = {"", "-wal", "-shm", "-journal", "-lock"};
    hs_buf name = {0};
    bool same = false;
    for (size_t i = 0; !same && i < sizeof beside / sizeof *beside; i++) {
        hs_buf_clear(&name);
        hs_buf_printf(&name, "%s%s", w->own, beside[i]);
        const char *a = strrchr(name.p, '/'), *b = strrchr(path, '/');
        if (strcmp(a ? a + 1 : name.p, b ? b + 1 : path) != 0) continue; /* the cheap test first */
        same = stat(name.p, &own) == 0 && own.st_dev == st->st_dev && own.st_ino == st->st_ino;
    }
    hs_buf_free(&name);
    return same;
}

/* A link inside a folder: followed to a file under root, listed otherwise. */
static bool walk_link(const hs_walk *w, const char *path, const char *root)
{
    char real[PATH_MAX], top[PATH_MAX];
    struct stat st;
    if (!realpath(path, real))
        return refuse(w, path, HS_ERR_IO,
                      errno == ELOOP    ? "a link that leads round in a loop"
                      : errno == ENOENT ? "a link to nothing"
                                        : "a link that cannot be followed");
    size_t n = realpath(root, top) ? strlen(top) : SIZE_MAX;
    bool inside =
        n != SIZE_MAX && strncmp(real, top, n) == 0 && (real[n] == '/' || real[n] == '\0' || top[n - 1] == '/');
    if (!inside)
        return refuse(w, path, HS_ERR_UNSUPPORTED,
                      "a link that leads out of the folder, not followed: name its target to add that");
    if (stat(real, &st) != 0) return refuse(w, path, HS_ERR_IO, strerror(errno));
    if (S_ISDIR(st.st_mode)) return refuse(w, path, HS_ERR_UNSUPPORTED, "a link to a folder that is read on its own");
    if (!S_ISREG(st.st_mode)) return refuse(w, path, HS_ERR_UNSUPPORTED, not_a_file(st.st_mode));
    return is_own(w, &st, real) || w->each(path, NULL, w->ctx);
}

/* The store's copies of what was added are no documents of their own. */
static bool is_store(const hs_walk *w, const struct stat *st)
{
    struct stat own;
    return w->store && stat(w->store, &own) == 0 && own.st_dev == st->st_dev && own.st_ino == st->st_ino;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool walk_one(const hs_walk *w, const char *path, const char *root, int depth);

static bool walk_folder(const hs_walk *w, const char *path, const char *root, int depth)
{
    if (depth > DEEPEST) return refuse(w, path, HS_ERR_LIMIT, "a folder nested too deep");
    DIR *d = opendir(path);
    if (!d) return refuse(w, path, HS_ERR_IO, strerror(errno));
    HS_VEC(char *) names = {0};
    const struct dirent *e;
    for (errno = 0; (e = readdir(d)) != NULL; errno = 0)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) *HS_PUSH(names) = hs_strdup(e->d_name);
    int why = errno;
    closedir(d);
    qsort(names.v, names.n, sizeof *names.v, by_name);
    bool go = why ? refuse(w, path, HS_ERR_IO, strerror(why)) : !w->folder || w->folder(path, w->ctx);
    hs_buf below = {0};
    for (uint32_t i = 0; i < names.n; i++) {
        hs_buf_clear(&below);
        if (strcmp(path, ".") != 0) hs_buf_printf(&below, "%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/");
        hs_buf_str(&below, names.v[i]);
        go = go && walk_one(w, hs_buf_c(&below), root, depth + 1);
        free(names.v[i]);
    }
    hs_buf_free(&below);
    HS_VEC_FREE(names);
    return go;
}

static bool walk_one(const hs_walk *w, const char *path, const char *root, int depth)
{
    struct stat st;
    bool named = depth == 0; /* by a person: links are followed */
    if ((named ? stat(path, &st) : lstat(path, &st)) != 0) return refuse(w, path, HS_ERR_IO, strerror(errno));
    if (S_ISLNK(st.st_mode)) return walk_link(w, path, root);
    if (S_ISDIR(st.st_mode)) return is_store(w, &st) || walk_folder(w, path, root, depth);
    if (!S_ISREG(st.st_mode)) return refuse(w, path, HS_ERR_UNSUPPORTED, not_a_file(st.st_mode));
    return is_own(w, &st, path) || w->each(path, NULL, w->ctx);
}

bool hs_walk_path(const hs_walk *w, const char *path)
{
    hs_buf trimmed = {0};
    hs_buf_str(&trimmed, path);
    while (trimmed.n > 1 && trimmed.p[trimmed.n - 1] == '/') trimmed.p[--trimmed.n] = '\0';
    bool go = walk_one(w, hs_buf_c(&trimmed), hs_buf_c(&trimmed), 0);
    hs_buf_free(&trimmed);
    return go;
}

bool hs_walk_read(const char *path, size_t max, hs_buf *out, hs_err *err)
{
    struct stat st;
    bool ok = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "%s", strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "%s", not_a_file(st.st_mode));
        goto done;
    }
    for (ssize_t n = 1; n > 0;) {
        char chunk[65536];
        n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno != EINTR) {
            hs_fail(err, HS_ERR_IO, NULL, out->n, "%s", strerror(errno));
            goto done;
        }
        if (n > 0 && (size_t)n > max - out->n) {
            hs_fail(err, HS_ERR_LIMIT, NULL, HS_NOWHERE, "larger than %zu MB", max >> 20);
            goto done;
        }
        if (n > 0) hs_buf_add(out, chunk, (size_t)n);
        if (n < 0) n = 1;
    }
    ok = true;
done:
    close(fd);
    return ok;
}
