/* Verification: every raw byte against its hash, the log's chain, SQLite's own structures. */
#include "keep/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hs_finding(hs_findings *f, const char *fmt, ...)
{
    char line[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    f->found++;
    if (f->finding) f->finding(line, f->ctx);
}

static bool verify_structure(hs_case *c, hs_findings *f, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, "PRAGMA integrity_check", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        const char *line = (const char *)sqlite3_column_text(s, 0);
        if (line && strcmp(line, "ok") != 0) hs_finding(f, "case file: %s", line);
    }
    if (got != HS_END) return false;
    s = hs_db_query(c, err, "PRAGMA foreign_key_check", "");
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW)
        hs_finding(f, "table %s: row %lld refers to nothing", (const char *)sqlite3_column_text(s, 0),
                   (long long)sqlite3_column_int64(s, 1));
    return s && got == HS_END;
}

static void verify_one(hs_case *c, hs_findings *f, const hs_sha256 *sha, const char *path, int64_t size)
{
    char hex[65];
    hs_err why;
    hs_buf raw = {0};
    hs_sha256_hex(sha, hex);
    if (!hs_case_raw(c, sha, &raw, &why)) {
        hs_finding(f, "%s (%.12s): %s%s%s", path, hex, why.doc, why.doc[0] ? ": " : "", why.msg);
    } else {
        hs_sha256 now = hs_sha256_of(raw.p, raw.n);
        if (memcmp(now.b, sha->b, sizeof now.b) != 0 || (int64_t)raw.n != size)
            hs_finding(f, "%s: its bytes have changed: added as SHA-256 %s", path, hex);
    }
    f->checked.documents++;
    f->checked.bytes += raw.n;
    hs_buf_free(&raw);
}

static bool verify_raw(hs_case *c, hs_findings *f, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(
        c, err, "SELECT sha256, size, coalesce((SELECT min(path) FROM file WHERE raw = raw.id), '?') FROM raw", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_sha256 sha;
        hs_str bytes = hs_db_text(s, 0);
        const char *path = (const char *)sqlite3_column_text(s, 2);
        if (bytes.n != sizeof sha.b) {
            hs_finding(f, "%s: its hash is no SHA-256", path);
            continue;
        }
        memcpy(sha.b, bytes.p, bytes.n);
        verify_one(c, f, &sha, path, sqlite3_column_int64(s, 1));
    }
    return got == HS_END;
}

bool hs_case_verify(hs_case *c, void (*finding)(const char *line, void *), void *ctx, hs_checked *checked, hs_err *err)
{
    hs_findings f = {finding, ctx, {0}, 0};
    bool ok = hs_db_snapshot(c, err);
    if (ok) ok = hs_db_end(c, verify_structure(c, &f, err) && verify_raw(c, &f, err) && hs_log_verify(c, &f, err), err);
    *checked = f.checked;
    if (ok && f.found)
        return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "%llu findings: this case is not as it was",
                       (unsigned long long)f.found);
    return ok;
}
