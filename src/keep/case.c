#include "keep/pages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool set_up(hs_case *c, hs_err *err)
{
    sqlite3_busy_timeout(c->db, 10000);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    /* EXTRA is FULL, and syncs the folder when the journal of a new case is removed: if that came back after a loss of
     * power, it would undo the making of the case. */
    return hs_db_script(c, "PRAGMA foreign_keys=ON; PRAGMA synchronous=EXTRA; PRAGMA cache_size=-32768;", err);
}

static bool empty(hs_case *c, bool *out, hs_err *err)
{
    int64_t tables;
    bool ok = hs_db_number(c, &tables, 0, err, "SELECT count(*) FROM sqlite_schema", "");
    if (ok) *out = tables == 0;
    return ok;
}

/* Checks that the file is a case of a version that this program knows. */
static bool recognised(hs_case *c, hs_err *err)
{
    int64_t application, version;
    if (!hs_db_number(c, &application, 0, err, "PRAGMA application_id", "") ||
        !hs_db_number(c, &version, 0, err, "PRAGMA user_version", ""))
        return false;
    if (application != HS_CASE_APPLICATION)
        return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "this is a database of another program, not a case");
    c->version = version;
    c->outdated = version < HS_CASE_VERSION;
    if (version > HS_CASE_VERSION)
        return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE,
                       "this case has format %lld and this program knows %d: use a newer hearsay", (long long)version,
                       HS_CASE_VERSION);
    return true;
}

/* Two processes may make the same case at once: the second finds it made. */
static bool make(hs_case *c, hs_err *err)
{
    bool still_empty = false;
    char versions[96];
    snprintf(versions, sizeof versions, "PRAGMA application_id=%d; PRAGMA user_version=%d;", HS_CASE_APPLICATION,
             HS_CASE_VERSION);
    hs_pages_reserve(c->db);
    if (!hs_db_script(c, "PRAGMA journal_mode=WAL;", err) || !hs_db_begin(c, err)) return false;
    bool ok = empty(c, &still_empty, err);
    if (ok && still_empty)
        ok = hs_db_script(c, hs_schema_permanent, err) && hs_db_script(c, hs_schema_derived, err) &&
             hs_db_script(c, versions, err) && hs_log_append(c, "created", HS_PAGES_CREATED, err);
    return hs_db_end(c, ok, err);
}

static bool check_file(const char *path, bool create, hs_err *err)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno == ENOENT && create) return true;
        if (errno == ENOENT)
            return hs_fail(err, HS_ERR_CASE, path, HS_NOWHERE, "there is no case here; 'hearsay run' makes one");
        return hs_fail(err, HS_ERR_IO, path, HS_NOWHERE, "cannot open the case: %s", strerror(errno));
    }
    if (!S_ISREG(st.st_mode)) return hs_fail(err, HS_ERR_CASE, path, HS_NOWHERE, "a case is a file, and this is none");
    return true;
}

/* Whether neither the case nor what SQLite keeps beside it can be written: a case on a read-only share or disc. */
static bool read_only(const char *path)
{
    hs_buf name = {0};
    hs_buf_str(&name, path);
    char *slash = name.n ? strrchr(name.p, '/') : NULL;
    if (slash) slash[slash == name.p] = '\0';
    bool folder = access(slash ? name.p : ".", W_OK) == 0;
    hs_buf_clear(&name);
    hs_buf_printf(&name, "%s-wal", path);
    bool pending = access(name.p, F_OK) == 0; /* without it the file holds everything */
    hs_buf_free(&name);
    return !pending && (!folder || access(path, W_OK) != 0);
}

/* Opens the file; one that can only be read as SQLite's "immutable", which needs nothing beside it. */
static bool open_db(hs_case *c, bool create, hs_err *err)
{
    hs_buf uri = {0};
    const char *layer = hs_pages_vfs(); /* pages written without it would look changed later */
    if (!layer) return hs_fail(err, HS_ERR_IO, c->path, HS_NOWHERE, "SQLite cannot be started: run again");
    bool immutable = !create && read_only(c->path);
    int flags = immutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
    hs_buf_str(&uri, "file:");
    for (const char *p = c->path; immutable && *p; p++) hs_buf_printf(&uri, "%%%02X", (unsigned char)*p);
    hs_buf_str(&uri, "?immutable=1");
    int got = sqlite3_open_v2(immutable ? uri.p : c->path, &c->db, flags | (create ? SQLITE_OPEN_CREATE : 0), layer);
    hs_buf_free(&uri);
    return got == SQLITE_OK || hs_db_fail(c, err);
}

hs_case *hs_case_open(const char *path, bool create, hs_err *err)
{
    if (!check_file(path, create, err)) return NULL;
    hs_db_memory();
    hs_case *c = hs_calloc(1, sizeof *c);
    bool ok = false, none = false;
    c->path = hs_strdup(path);
    c->lock_fd = -1;
    if (!open_db(c, create, err)) goto done;
    if (!set_up(c, err) || !empty(c, &none, err)) goto done;
    if (none && !create) {
        hs_fail(err, HS_ERR_CASE, path, HS_NOWHERE, "this file is empty, not a case; 'hearsay run' makes one");
        goto done;
    }
    ok = (!none || make(c, err)) && recognised(c, err);
    if (ok && c->outdated && !create)
        ok = hs_fail(err, HS_ERR_CASE, path, HS_NOWHERE,
                     "an older hearsay made this case: 'hearsay run' brings it up to date");
done:
    if (ok) return c;
    hs_case_close(c);
    return NULL;
}

void hs_case_close(hs_case *c)
{
    if (!c) return;
    for (uint32_t i = 0; i < c->statements.n; i++) sqlite3_finalize(c->statements.v[i]);
    HS_VEC_FREE(c->statements);
    hs_map_free(&c->known);
    sqlite3_close(c->db);
    hs_db_unlock(c);
    free(c->path);
    free(c->store);
    free(c);
}

/* A case of an older format: its derived tables are dropped and made in today's form; of the others, a column that they
 * lack is added, and nothing else is touched. */
enum { WITH_CONTAINERS = 3 };
static bool renew(hs_case *c, hs_err *err)
{
    char version[64];
    hs_buf drop = {0};
    snprintf(version, sizeof version, "PRAGMA user_version=%d;", HS_CASE_VERSION);
    sqlite3_stmt *s = hs_db_query(c, err,
                                  "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name "
                                  "NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' AND name NOT IN ('raw', "
                                  "'file', 'decision', 'log')",
                                  "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW)
        hs_buf_printf(&drop, "DROP %s %s;", hs_db_text(s, 0).p, hs_db_text(s, 1).p);
    hs_buf_str(&drop, "DROP TABLE IF EXISTS search_made;");
    if (c->version < WITH_CONTAINERS)
        hs_buf_str(&drop, "ALTER TABLE file ADD COLUMN container INTEGER REFERENCES file;");
    bool ok = got == HS_END && hs_db_script(c, "PRAGMA foreign_keys=OFF;", err) && hs_db_begin(c, err) &&
              hs_db_end(c,
                        hs_db_script(c, hs_buf_c(&drop), err) && hs_db_script(c, hs_schema_derived, err) &&
                            hs_db_script(c, version, err) && hs_log_append(c, "forgot derived", "", err),
                        err);
    hs_buf_free(&drop);
    c->outdated = !ok;
    return ok && hs_db_script(c, "PRAGMA foreign_keys=ON;", err);
}

bool hs_case_lock(hs_case *c, hs_err *err)
{
    return hs_db_lock(c, err) && (!c->outdated || renew(c, err));
}

bool hs_case_begin(hs_case *c, hs_err *err)
{
    return hs_db_begin(c, err);
}

bool hs_case_end(hs_case *c, bool ok, hs_err *err)
{
    return hs_db_end(c, ok, err);
}
