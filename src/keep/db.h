/* Private to keep/: the open case, its prepared statements, transactions and errors. */
#ifndef HS_KEEP_DB_H
#define HS_KEEP_DB_H

#include "base/map.h"
#include "keep/case.h"

#include <sqlite3.h>

struct hs_case {
    sqlite3 *db;
    char *path;
    char *store; /* folder that gets the originals of new documents; NULL: the case itself does */
    bool store_logged;
    int lock_fd;   /* open and locked while this process is the writer; -1 before */
    bool outdated; /* of an older format, not yet renewed */
    int64_t version;
    int depth;    /* open transactions, nested ones as savepoints */
    hs_map known; /* SQL text → index into statements: each is prepared once */
    HS_VEC(sqlite3_stmt *) statements;
};

/* The schema's version, as PRAGMA user_version has it; a case with a higher one is of a newer hearsay. */
enum { HS_CASE_APPLICATION = 0x48534159 /* "HSAY" */, HS_CASE_VERSION = 8 };
#define HS_PAGES_CREATED "pages with checksums" /* what the log's first entry says of a case that has them */
extern const char hs_schema_permanent[], hs_schema_derived[];

/* From now on SQLite and jansson, too, end the process when memory runs out, so that nothing is stored that lacks a
 * part for that reason. Before SQLite is used first; later it changes nothing. */
void hs_db_memory(void);

/* Fills err from the connection's last error. Returns false. */
bool hs_db_fail(hs_case *c, hs_err *err);

/* The statement of this SQL, reset, with values bound as `types` says, one letter a value: i int64_t, s const char *
 * (NULL gives NULL), t hs_str as text, b hs_str as blob (p NULL gives NULL), h const hs_sha256 *, z for NULL (no
 * value). Values must outlive the last step. NULL and err filled where it cannot be prepared. The case owns it. */
sqlite3_stmt *hs_db_query(hs_case *c, hs_err *err, const char *sql, const char *types, ...);

typedef enum { HS_ROW, HS_END, HS_FAILED } hs_stepped;
hs_stepped hs_db_step(hs_case *c, sqlite3_stmt *s, hs_err *err); /* resets the statement unless it gave a row */

/* hs_db_query and one step: false on failure. */
bool hs_db_do(hs_case *c, hs_err *err, const char *sql, const char *types, ...);

/* The first column of the first row as a number; `none` where there is no row. */
bool hs_db_number(hs_case *c, int64_t *out, int64_t none, hs_err *err, const char *sql, const char *types, ...);

/* Several statements without values or results. */
bool hs_db_script(hs_case *c, const char *sql, hs_err *err);

bool hs_db_clear(hs_case *c, const char *table, hs_err *err); /* deletes all its rows */

hs_str hs_db_text(sqlite3_stmt *s, int column); /* valid until the next step; the empty view for NULL */

/* Makes this process the case's writer, until the case is closed: waits 10 s for another one. */
bool hs_db_lock(hs_case *c, hs_err *err);
void hs_db_unlock(hs_case *c);

/* A transaction (takes the lock), or a savepoint inside one. hs_db_end commits where ok, else rolls back; it returns
 * whether all went well, so that `return hs_db_end(c, ok, err)` reads well. */
bool hs_db_begin(hs_case *c, hs_err *err);
bool hs_db_end(hs_case *c, bool ok, hs_err *err);

/* A transaction that only reads: everything in it sees one state of the case, while others write. Ended by hs_db_end.
 */
bool hs_db_snapshot(hs_case *c, hs_err *err);

#define HS_WHO_TEXT 256
/* Appends a log entry in the open transaction, by this user of this machine. */
bool hs_log_append(hs_case *c, const char *what, const char *detail, hs_err *err);

/* What verify found: one line each, handed on at once. */
typedef struct {
    void (*finding)(const char *line, void *ctx);
    void *ctx;
    hs_checked checked;
    uint64_t found;
} hs_findings;
void hs_finding(hs_findings *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool hs_log_verify(hs_case *c, hs_findings *f, hs_err *err);

/* "2016-02-22T10:00:00Z", now. */
#define HS_TIME_TEXT 24
void hs_time_now(char out[HS_TIME_TEXT]);

#endif
