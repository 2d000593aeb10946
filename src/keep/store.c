#include "keep/store.h"

#include "base/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool there(const char *path, hs_str bytes)
{
    struct stat st;
    hs_buf now = {0};
    hs_err ignored;
    bool same = stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == bytes.n &&
                hs_file_read(path, bytes.n, &now, &ignored) && hs_str_eq((hs_str){now.p, now.n}, bytes);
    hs_buf_free(&now);
    return same;
}

bool hs_store_put(const char *dir, const hs_sha256 *sha, hs_str bytes, hs_buf *place, hs_err *err)
{
    char hex[65];
    hs_sha256_hex(sha, hex);
    hs_buf_printf(place, "%s/%.2s", dir, hex);
    if (!hs_file_mkdirs(hs_buf_c(place), err)) return false;
    hs_buf_printf(place, "/%s", hex + 2);
    if (there(hs_buf_c(place), bytes)) return true;
    if (!hs_file_write(hs_buf_c(place), bytes, err)) return false;
    return chmod(hs_buf_c(place), 0444) == 0 ||
           hs_fail(err, HS_ERR_IO, hs_buf_c(place), HS_NOWHERE, "cannot be made read-only: %s", strerror(errno));
}
