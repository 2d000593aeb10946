#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool hs_file_read(const char *path, size_t max, hs_buf *out, hs_err *err)
{
    bool ok = false;
    size_t got = 0;
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot open: %s", strerror(errno));
    for (;;) {
        char chunk[65536];
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            hs_fail(err, HS_ERR_IO, path, got, "cannot read: %s", strerror(errno));
            goto done;
        }
        if (n == 0) break;
        got += (size_t)n;
        if (got > max) {
            hs_fail(err, HS_ERR_LIMIT, path, got, "larger than the limit of %zu bytes", max);
            goto done;
        }
        hs_buf_add(out, chunk, (size_t)n);
    }
    ok = true;
done:
    if (fd != STDIN_FILENO) close(fd);
    return ok;
}

static bool write_all(int fd, hs_str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes = (hs_str){bytes.p + n, bytes.n - (size_t)n};
    }
    return fsync(fd) == 0;
}

/* The folder of a file, so that its new name outlives a loss of power too. */
static bool sync_folder(const char *path)
{
    hs_buf folder = {0};
    hs_buf_printf(&folder, "%s", path);
    char *slash = strrchr(folder.p, '/');
    if (slash) slash[slash == folder.p] = '\0';
    int fd = open(slash ? folder.p : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    hs_buf_free(&folder);
    return ok;
}

bool hs_file_write(const char *path, hs_str bytes, hs_err *err)
{
    bool ok = false;
    hs_buf temporary = {0};
    hs_buf_printf(&temporary, "%s.%ld.part", path, (long)getpid());
    int fd = open(hs_buf_c(&temporary), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot write: %s", strerror(errno));
        goto done;
    }
    bool written = write_all(fd, bytes);
    int why = errno;
    if (close(fd) != 0 && written) {
        written = false;
        why = errno;
    }
    if (written && (rename(hs_buf_c(&temporary), path) != 0 || !sync_folder(path))) {
        written = false;
        why = errno;
    }
    if (!written) {
        unlink(hs_buf_c(&temporary));
        hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot write: %s", strerror(why));
        goto done;
    }
    ok = true;
done:
    hs_buf_free(&temporary);
    return ok;
}

bool hs_file_mkdirs(const char *path, hs_err *err)
{
    bool ok = false;
    hs_buf at = {0};
    hs_buf_str(&at, path);
    for (size_t i = 1; i <= at.n; i++) {
        if (i < at.n && at.p[i] != '/') continue;
        char kept = at.p[i];
        at.p[i] = '\0';
        bool made = mkdir(at.p, 0777) == 0 || errno == EEXIST;
        at.p[i] = kept;
        if (!made) {
            hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot make the folder: %s", strerror(errno));
            goto done;
        }
    }
    ok = true;
done:
    hs_buf_free(&at);
    return ok;
}
