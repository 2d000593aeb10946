/* Verification: the checksums of pages, SQLite's own structures, every raw byte against its hash, the log's chain, the
 * log against what it tells of, the rows that passes made against their seals. */
#include "keep/pages.h"
#include "keep/rows.h"

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
    f->finding(line, f->ctx);
}

static bool verify_structure(hs_case *c, hs_findings *f, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, "PRAGMA integrity_check", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        hs_str line = hs_db_text(s, 0);
        if (!hs_str_eq(line, HS_STR("ok"))) hs_finding(f, "case file: %.*s", (int)line.n, line.p);
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
        c, err,
        "SELECT sha256, size, coalesce((SELECT min(path) FROM file WHERE file.raw = raw.id), (SELECT min(name) FROM "
        "child WHERE child.raw = raw.id), '?') FROM raw",
        "");
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

/* One finding a row of the query, in its words. */
static bool verify_none(hs_case *c, hs_findings *f, const char *sql, const char *what, hs_err *err)
{
    sqlite3_stmt *s = hs_db_query(c, err, sql, "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW)
        hs_finding(f, "%s %s", (const char *)sqlite3_column_text(s, 0), what);
    return got == HS_END;
}

/* How the log tells of an addition; older cases say nothing of the place. */
#define BYTES  "path || ' (' || size || ' bytes, SHA-256 ' || lower(hex(sha256)) || ')'"
#define PLACED BYTES " || ' from ' || file.place"
#define FILES  " FROM file JOIN raw ON raw.id = raw"
#define LOGGED "SELECT detail FROM log WHERE what IN ('added', 'copy')"
#define DECIDED                                                                                                        \
    "id || ' by ' || by || ': ' || what || ' [' || target || ']' || coalesce(' [' || other || ']', '') || ': ' || "    \
    "reason FROM decision"
#define RULINGS "SELECT detail FROM log WHERE what = 'decision'"

/* The log against what it tells of, both ways. */
static bool verify_log_against_case(hs_case *c, hs_findings *f, hs_err *err)
{
    return verify_none(c, f, LOGGED " EXCEPT SELECT " PLACED FILES " EXCEPT SELECT " BYTES FILES,
                       "was added, as the log says, and is not in the case", err) &&
           verify_none(c, f,
                       "SELECT " PLACED FILES " WHERE " PLACED " NOT IN (" LOGGED ") AND " BYTES " NOT IN (" LOGGED ")",
                       "is in the case, and the log knows nothing of it", err) &&
           verify_none(c, f, RULINGS " EXCEPT SELECT " DECIDED, "was decided, as the log says, and is not in the case",
                       err) &&
           verify_none(c, f, "SELECT " DECIDED " EXCEPT " RULINGS, "is a decision that the log knows nothing of", err);
}

static bool same_hash(sqlite3_stmt *s, int column, const hs_sha256 *h)
{
    return hs_str_eq(hs_db_text(s, column), (hs_str){(const char *)h->b, sizeof h->b});
}

/* What passes made of each document is as they stored it. */
static bool verify_seals(hs_case *c, hs_findings *f, hs_err *err)
{
    hs_sha256 now;
    sqlite3_stmt *s = hs_db_query(c, err,
                                  "SELECT d.doc, seal, coalesce((SELECT min(path) FROM file WHERE raw = d.doc), d.id) "
                                  "FROM document d LEFT JOIN pass_run p ON p.doc = d.doc ORDER BY d.doc",
                                  "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        if (!hs_seal_doc(c, sqlite3_column_int64(s, 0), &now, err)) return false;
        if (!same_hash(s, 1, &now))
            hs_finding(f, "%s: what was found in it is not as it was stored; 'hearsay rebuild' makes it again",
                       (const char *)sqlite3_column_text(s, 2));
    }
    return got == HS_END;
}

/* The ledger's rows are as they were stored, and are listed so. */
static bool verify_ledger(hs_case *c, hs_findings *f, hs_err *err)
{
    hs_units listed[HS_PARTS] = {0}, rows[HS_PARTS] = {0};
    hs_stepped got = HS_FAILED;
    if (hs_seal_listed(c, listed, err) && hs_seal_units(c, rows, err)) {
        hs_sha256 now = hs_seal_of(rows), as_listed = hs_seal_of(listed);
        sqlite3_stmt *s = hs_db_query(c, err, "SELECT seal FROM ledger", "");
        if (s && (got = hs_db_step(c, s, err)) == HS_ROW && (!same_hash(s, 0, &now) || !same_hash(s, 0, &as_listed)))
            hs_finding(f, "the ledger is not as it was stored; 'hearsay rebuild' makes it again");
        if (s) sqlite3_reset(s);
    }
    hs_parts_free(listed);
    hs_parts_free(rows);
    return got != HS_FAILED;
}

bool hs_case_verify(hs_case *c, void (*finding)(const char *line, void *), void *ctx, hs_checked *checked, hs_err *err)
{
    hs_findings f = {finding, ctx, {0}, 0};
    sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
                              NULL); /* pages that a kill left half done */
    bool ok = hs_db_snapshot(c, err);
    if (ok)
        ok = hs_db_end(c,
                       hs_pages_verify(c, &f, err) && verify_structure(c, &f, err) && verify_raw(c, &f, err) &&
                           hs_log_verify(c, &f, err) && verify_log_against_case(c, &f, err) &&
                           verify_seals(c, &f, err) && verify_ledger(c, &f, err),
                       err);
    *checked = f.checked;
    if (ok && f.found)
        return hs_fail(err, HS_ERR_CASE, c->path, HS_NOWHERE, "%llu findings: this case is not as it was",
                       (unsigned long long)f.found);
    return ok;
}
