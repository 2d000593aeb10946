#include "keep/db.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* An entry's hash covers the one before it and each field with its length, so that no two logs share a chain. */
static hs_sha256 chained(const hs_sha256 *before, int64_t seq, const hs_str field[4])
{
    hs_buf b = {0};
    hs_buf_add(&b, before->b, sizeof before->b);
    hs_buf_printf(&b, "%lld\n", (long long)seq);
    for (int i = 0; i < 4; i++) {
        hs_buf_printf(&b, "%zu:", field[i].n);
        hs_buf_add(&b, field[i].p, field[i].n);
    }
    hs_sha256 h = hs_sha256_of(b.p, b.n);
    hs_buf_free(&b);
    return h;
}

/* user@machine */
static void who(char out[HS_WHO_TEXT])
{
    char machine[65] = "unknown";
    const struct passwd *pw = getpwuid(geteuid());
    gethostname(machine, sizeof machine - 1);
    snprintf(out, HS_WHO_TEXT, "%.160s@%s", pw && pw->pw_name ? pw->pw_name : "unknown", machine);
}

bool hs_log_append(hs_case *c, const char *what, const char *detail, hs_err *err)
{
    hs_sha256 before = {{0}};
    int64_t seq = 1;
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1", "");
    if (!s) return false;
    hs_stepped got = hs_db_step(c, s, err);
    if (got == HS_FAILED) return false;
    if (got == HS_ROW) {
        seq = sqlite3_column_int64(s, 0) + 1;
        memcpy(before.b, sqlite3_column_blob(s, 1), sizeof before.b);
        sqlite3_reset(s);
    }
    char at[HS_TIME_TEXT], by[HS_WHO_TEXT];
    hs_time_now(at);
    who(by);
    const hs_str field[4] = {hs_str_of(at), hs_str_of(by), hs_str_of(what), hs_str_of(detail)};
    hs_sha256 hash = chained(&before, seq, field);
    return hs_db_do(c, err, "INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6)", "itttth", seq, field[0], field[1],
                    field[2], field[3], &hash);
}

bool hs_case_log_add(hs_case *c, const char *what, const char *detail, hs_err *err)
{
    return hs_db_begin(c, err) && hs_db_end(c, hs_log_append(c, what, detail, err), err);
}

bool hs_case_log(hs_case *c, void (*each)(const hs_log_entry *, void *), void *ctx, hs_err *err)
{
    sqlite3_stmt *s =
        hs_db_query(c, err, "SELECT seq, at, by, what, detail, lower(hex(hash)) FROM log ORDER BY seq", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        const char *field[5];
        for (int i = 0; i < 5; i++) field[i] = (const char *)sqlite3_column_text(s, i + 1);
        hs_log_entry e = {(uint64_t)sqlite3_column_int64(s, 0), field[0], field[1], field[2], field[3], field[4]};
        each(&e, ctx);
    }
    return got == HS_END;
}

bool hs_log_verify(hs_case *c, hs_findings *f, hs_err *err)
{
    hs_sha256 before = {{0}};
    int64_t expected = 1;
    sqlite3_stmt *s = hs_db_query(c, err, "SELECT seq, at, by, what, detail, hash FROM log ORDER BY seq", "");
    hs_stepped got = HS_FAILED;
    while (s && (got = hs_db_step(c, s, err)) == HS_ROW) {
        int64_t seq = sqlite3_column_int64(s, 0);
        if (seq != expected)
            hs_finding(f, "log: entries %lld to %lld are missing", (long long)expected, (long long)seq - 1);
        hs_str field[4];
        for (int i = 0; i < 4; i++) field[i] = hs_db_text(s, i + 1);
        hs_sha256 hash = chained(&before, seq, field);
        hs_str kept = hs_db_text(s, 5);
        if (!hs_str_eq(kept, (hs_str){(const char *)hash.b, sizeof hash.b}))
            hs_finding(f, "log: entry %lld does not follow from the one before it: one of the two was changed",
                       (long long)seq);
        if (kept.n == sizeof before.b) memcpy(before.b, kept.p, kept.n);
        expected = seq + 1;
        f->checked.log_entries++;
    }
    return got == HS_END;
}
