/* Files and raw bytes: what was added, from where, and what the documents' bytes are. */
#include "base/file.h"
#include "base/utf8.h"
#include "keep/rows.h"
#include "keep/store.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the file lies, by a path from the root whose folder has no links in it; the last step is kept, for a link is a
 * file of its own. */
static void place_of(const char *path, hs_buf *out)
{
    char real[PATH_MAX];
    const char *slash = strrchr(path, '/');
    hs_buf folder = {0};
    if (slash == path) {
        hs_buf_char(&folder, '/');
    } else if (slash) {
        hs_buf_add(&folder, path, (size_t)(slash - path));
    } else {
        hs_buf_char(&folder, '.');
    }
    hs_buf_str(out, realpath(hs_buf_c(&folder), real) ? real : hs_buf_c(&folder));
    if (out->p[out->n - 1] != '/') hs_buf_char(out, '/');
    hs_buf_str(out, slash ? slash + 1 : path);
    hs_buf_free(&folder);
}

static bool log_addition(hs_case *c, const char *what, const char *path, const char *place, const hs_sha256 *sha,
                         size_t size, hs_err *err)
{
    char hex[65];
    hs_buf detail = {0};
    hs_sha256_hex(sha, hex);
    hs_buf_printf(&detail, "%s (%zu bytes, SHA-256 %s) from %s", path, size, hex, place);
    bool ok = hs_log_append(c, what, hs_buf_c(&detail), err);
    hs_buf_free(&detail);
    return ok;
}

static bool add_placed(hs_case *c, const hs_sha256 *sha, size_t size, const char *place, hs_err *err)
{
    return hs_db_do(c, err, "INSERT INTO raw (sha256, size, place) VALUES (?1, ?2, ?3)", "his", sha, (int64_t)size,
                    place);
}

static bool add_stored(hs_case *c, const hs_sha256 *sha, hs_str raw, hs_err *err)
{
    hs_buf place = {0};
    bool ok = hs_store_put(c->store, sha, raw, &place, err) &&
              (c->store_logged || hs_log_append(c, "store", c->store, err)) &&
              add_placed(c, sha, raw.n, hs_buf_c(&place), err);
    c->store_logged = ok;
    hs_buf_free(&place);
    return ok;
}

bool hs_raw_put(hs_case *c, const hs_sha256 *sha, hs_str raw, const char *place, int64_t *id, hs_err *err)
{
    if (!raw.p) raw.p = "";
    if (!hs_db_number(c, id, 0, err, "SELECT id FROM raw WHERE sha256 = ?1", "h", sha)) return false;
    if (*id) return true;
    bool ok = place && c->store ? add_stored(c, sha, raw, err)
              : place && raw.n > HS_RAW_INSIDE
                  ? add_placed(c, sha, raw.n, place, err)
                  : hs_db_do(c, err, "INSERT INTO raw (sha256, size, bytes) VALUES (?1, ?2, ?3)", "hib", sha,
                             (int64_t)raw.n, raw);
    *id = sqlite3_last_insert_rowid(c->db);
    return ok;
}

bool hs_file_put(hs_case *c, const hs_spot *at, const hs_sha256 *sha, int64_t size, int64_t raw, hs_file_news *news,
                 hs_err *err)
{
    int64_t known = 0, files = 0;
    char now[HS_TIME_TEXT];
    hs_time_now(now);
    if (!hs_db_number(c, &known, 0, err, "SELECT 1 FROM file WHERE place = ?1 AND raw = ?2", "si", at->place, raw) ||
        !hs_db_number(c, &files, 0, err, "SELECT 1 FROM file WHERE raw = ?1", "i", raw))
        return false;
    *news = known ? HS_FILE_KNOWN : files ? HS_FILE_COPY : HS_FILE_NEW;
    if (known) return true;
    return hs_db_do(c, err, "DELETE FROM file WHERE place = ?1 AND raw IS NULL", "s", at->place) &&
           hs_db_do(c, err,
                    "INSERT INTO file (path, place, raw, added, container) VALUES (?1, ?2, ?3, ?4, nullif(?5, 0))",
                    "ssisi", at->path, at->place, raw, now, at->container) &&
           log_addition(c, *news == HS_FILE_NEW ? "added" : "copy", at->path, at->place, sha, (size_t)size, err);
}

static bool add_read(hs_case *c, const hs_spot *at, hs_str raw, hs_file_news *news, hs_err *err)
{
    hs_sha256 sha = hs_sha256_of(raw.p, raw.n);
    int64_t id;
    return hs_raw_put(c, &sha, raw, at->place, &id, err) && hs_file_put(c, at, &sha, (int64_t)raw.n, id, news, err);
}

bool hs_file_refuse(hs_case *c, const hs_spot *at, const char *code, const char *reason, hs_err *err)
{
    char now[HS_TIME_TEXT];
    int64_t known;
    hs_time_now(now);
    if (!hs_db_number(c, &known, 0, err, "SELECT 1 FROM file WHERE place = ?1 AND raw IS NULL AND reason = ?2", "ss",
                      at->place, reason))
        return false;
    if (known) return true;
    hs_buf detail = {0};
    hs_buf_printf(&detail, "%s: %s", at->path, reason);
    bool ok = hs_db_do(c, err, "DELETE FROM file WHERE place = ?1 AND raw IS NULL", "s", at->place) &&
              hs_db_do(c, err,
                       "INSERT INTO file (path, place, added, code, reason, container) VALUES (?1, ?2, ?3, ?4, ?5, "
                       "nullif(?6, 0))",
                       "sssssi", at->path, at->place, now, code, reason, at->container) &&
              hs_log_append(c, "not read", hs_buf_c(&detail), err);
    hs_buf_free(&detail);
    return ok;
}

bool hs_case_add_file(hs_case *c, const char *path, const hs_str *raw, const hs_err *why_not, hs_file_news *news,
                      hs_err *err)
{
    hs_buf shown = {0}, place = {0};
    hs_utf8_shown(hs_str_of(path), &shown);
    place_of(path, &place);
    hs_spot at = {shown.p, place.p, 0};
    bool ok = hs_db_begin(c, err);
    if (ok && raw) ok = hs_db_end(c, add_read(c, &at, *raw, news, err), err);
    if (ok && !raw) {
        *news = HS_FILE_NOT_READ;
        ok = hs_db_end(c, hs_file_refuse(c, &at, hs_code_name(why_not->code), why_not->msg, err), err);
    }
    hs_buf_free(&shown);
    hs_buf_free(&place);
    return ok;
}

bool hs_case_folder_read(hs_case *c, const char *path, hs_err *err)
{
    hs_buf place = {0};
    place_of(path, &place);
    bool ok = hs_db_do(c, err, "DELETE FROM file WHERE place = ?1 AND raw IS NULL", "s", hs_buf_c(&place));
    hs_buf_free(&place);
    return ok;
}

bool hs_case_store_in(hs_case *c, const char *dir, hs_err *err)
{
    char real[PATH_MAX];
    struct stat st;
    if (!hs_file_mkdirs(dir, err)) return false;
    if (!realpath(dir, real) || stat(real, &st) != 0 || !S_ISDIR(st.st_mode))
        return hs_fail(err, HS_ERR_IO, dir, HS_NOWHERE, "this is no folder: originals cannot be kept in it");
    free(c->store);
    c->store = hs_strdup(real);
    c->store_logged = false;
    return true;
}

bool hs_case_path(hs_case *c, const hs_sha256 *sha, hs_buf *out, hs_err *err)
{
    sqlite3_stmt *s =
        hs_db_query(c, err, "SELECT min(path) FROM file WHERE raw = (SELECT id FROM raw WHERE sha256 = ?1)", "h", sha);
    if (!s || hs_db_step(c, s, err) != HS_ROW) return false;
    hs_str path = hs_db_text(s, 0);
    hs_buf_add(out, path.p, path.n);
    sqlite3_reset(s);
    return true;
}

static bool raw_at_place(const char *place, const hs_sha256 *sha, hs_buf *out, hs_err *err)
{
    hs_buf bytes = {0};
    bool ok = hs_file_read(place, UINT32_MAX, &bytes, err);
    hs_sha256 now = hs_sha256_of(bytes.p, bytes.n);
    if (ok && memcmp(now.b, sha->b, sizeof now.b) != 0)
        ok = hs_fail(err, HS_ERR_FORMAT, place, HS_NOWHERE, "the file has other bytes than when it was added");
    if (ok) hs_buf_add(out, bytes.p, bytes.n);
    hs_buf_free(&bytes);
    return ok;
}

bool hs_case_raw(hs_case *c, const hs_sha256 *sha, hs_buf *out, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT place, bytes FROM raw WHERE sha256 = ?1", "h", sha);
    if (!s) return false;
    hs_stepped got = hs_db_step(c, s, err);
    if (got == HS_END) return hs_fail(err, HS_ERR_NOTFOUND, c->path, HS_NOWHERE, "no document has this hash");
    if (got == HS_FAILED) return false;
    bool ok = true;
    if (sqlite3_column_type(s, 0) == SQLITE_NULL) {
        hs_str bytes = hs_db_text(s, 1);
        hs_buf_add(out, bytes.p, bytes.n);
    } else {
        ok = raw_at_place((const char *)sqlite3_column_text(s, 0), sha, out, err);
    }
    sqlite3_reset(s);
    return ok;
}

bool hs_case_stale(hs_case *c, const char *versions, const char *limited, hs_sha_list *out, hs_err *err)
{
    if (!hs_index_renew(c, err)) return false;
    sqlite3_stmt *s =
        hs_db_query(c, err,
                    "SELECT sha256 FROM raw LEFT JOIN pass_run ON doc = raw.id LEFT JOIN versions v ON "
                    "v.id = versions WHERE (text IS NULL OR text NOT IN (?1, ?2)) AND EXISTS (SELECT 1 FROM "
                    "file WHERE file.raw = raw.id) ORDER BY raw.id",
                    "ss", versions, limited);
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_str sha = hs_db_text(s, 0);
        hs_sha256 *to = HS_PUSH(*out);
        if (sha.n == sizeof to->b) memcpy(to->b, sha.p, sha.n);
    }
    return got == HS_END;
}
