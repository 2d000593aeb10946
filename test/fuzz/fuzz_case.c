/* A case from a stranger: values of a sound one are replaced by any others, in any tables, behind sound checksums of
 * its pages. It is refused with a reason, or loads into a pile that every printer prints; verify looks at it either
 * way.
 *
 * The input is a list of changes: which column, which row, what kind of value, a length and as many bytes. */
#include "find/find.h"
#include "fuzz.h"
#include "keep/db.h"
#include "link/link.h"
#include "parse/parse.h"
#include "read/reader.h"
#include "show/show.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char table[32], column[32];
    bool has_item;
} column;

static struct {
    hs_case *c;
    HS_VEC(column) columns;
} fuzzed;

static const char *const texts[] = {
    "Dam breaks\n\nAt least 12 people were hurt at Ilvar on 5 March 2021, Mara Voss told the Harbour Tribune.\n\n"
    "\u201cWe counted nine of them,\u201d said Ilmar Deniz.\n",
    "Ilvar\n\nThe ministry denied that 12 people were hurt at Ilvar. Ms Voss admitted that nobody had warned them.\n"};

static void add_columns(void)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(
        fuzzed.c->db,
        "SELECT m.name, p.name, EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'item') FROM "
        "sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, p.cid",
        -1, &s, NULL);
    while (sqlite3_step(s) == SQLITE_ROW) {
        column *c = HS_PUSH(fuzzed.columns);
        snprintf(c->table, sizeof c->table, "%s", (const char *)sqlite3_column_text(s, 0));
        snprintf(c->column, sizeof c->column, "%s", (const char *)sqlite3_column_text(s, 1));
        c->has_item = sqlite3_column_int(s, 2);
    }
    sqlite3_finalize(s);
}

static void close_case(void)
{
    hs_case_close(fuzzed.c);
    HS_VEC_FREE(fuzzed.columns);
}

static void make_case(void)
{
    char path[64];
    FUZZ_CHECK(atexit(close_case) == 0); /* what SQLite has lies where the leak checker does not look */
    hs_err err = {0};
    hs_pile pile = {0};
    snprintf(path, sizeof path, "/dev/shm/hs-fuzz-%ld.case", (long)getpid());
    fuzzed.c = hs_case_open(path, true, &err);
    FUZZ_CHECK(fuzzed.c);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        hs_doc *d = hs_doc_new();
        hs_str raw = hs_str_of(texts[i]);
        hs_file_news news;
        FUZZ_CHECK(hs_case_add_file(fuzzed.c, i ? "/b.txt" : "/a.txt", &raw, NULL, &news, &err));
        FUZZ_CHECK(hs_read(raw, d, &err) && hs_parse(d, &err));
        hs_find(d);
        FUZZ_CHECK(hs_case_put_doc(fuzzed.c, d, "1", &err));
        hs_doc_free(d);
    }
    FUZZ_CHECK(hs_case_load(fuzzed.c, &pile, &err) && hs_link(&pile, &err));
    FUZZ_CHECK(hs_case_put_ledger(fuzzed.c, &pile, "1", &err));
    hs_pile_free(&pile);
    static const char *const beside[] = {"", "-wal", "-shm", "-lock"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) { /* open while the process lives, then gone */
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, beside[i]);
        unlink(name);
    }
    sqlite3_exec(fuzzed.c->db, "DROP TRIGGER log_is_final; DROP TRIGGER decision_is_final; PRAGMA foreign_keys = 0",
                 NULL, NULL, NULL);
    add_columns();
}

static size_t change(const uint8_t *bytes, size_t n)
{
    if (n < 4) return n;
    const column *c = &fuzzed.columns.v[bytes[0] % fuzzed.columns.n];
    size_t size = bytes[3] < n - 4 ? bytes[3] : n - 4;
    char sql[200];
    sqlite3_stmt *s = NULL;
    long long number = 0;
    memcpy(&number, bytes + 4, size < sizeof number ? size : sizeof number);
    snprintf(sql, sizeof sql, "UPDATE \"%s\" SET \"%s\" = ?1 WHERE %s = ?2", c->table, c->column,
             c->has_item ? "item" : "rowid");
    if (sqlite3_prepare_v2(fuzzed.c->db, sql, -1, &s, NULL) == SQLITE_OK) {
        if (bytes[2] % 4 == 0) sqlite3_bind_int64(s, 1, number);
        if (bytes[2] % 4 == 1) sqlite3_bind_text(s, 1, (const char *)bytes + 4, (int)size, SQLITE_TRANSIENT);
        if (bytes[2] % 4 == 2) sqlite3_bind_blob(s, 1, bytes + 4, (int)size, SQLITE_TRANSIENT);
        sqlite3_bind_int(s, 2, bytes[1] % 16);
        sqlite3_step(s); /* a value that the schema does not allow is not taken */
    }
    sqlite3_finalize(s);
    return 4 + size;
}

static void print_all(hs_pile *p)
{
    char *text = NULL;
    size_t n = 0;
    hs_view v = {.pile = p, .facts = hs_facts_of(p), .width = 80, .out = open_memstream(&text, &n)};
    v.filter.since = v.filter.until = HS_NO_DAY;
    for (size_t i = 0; i < hs_printer_count; i++) {
        hs_err err = {0};
        if (hs_printers[i].sort != HS_FOLDER) hs_printers[i].print(&v, &err);
    }
    fclose(v.out);
    free(text);
    hs_facts_free((hs_facts *)(uintptr_t)v.facts);
}

static void note(const char *line, void *ctx)
{
    (void)ctx;
    FUZZ_CHECK(*line);
}

static void note_hit(const hs_hit *hit, void *ctx)
{
    (void)ctx;
    FUZZ_CHECK(hs_span_end(hit->at) <= hit->doc->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    hs_pile pile = {0};
    hs_checked checked;
    hs_err err = {0};
    if (!fuzzed.c) make_case();
    FUZZ_CHECK(hs_db_begin(fuzzed.c, &err));
    for (size_t at = 0; at < n;) at += change(bytes + at, n - at);
    if (hs_case_load(fuzzed.c, &pile, &err)) print_all(&pile);
    hs_pile_free(&pile);
    hs_case_search(fuzzed.c, "voss OR ilvar", 10, note_hit, NULL, &err);
    hs_case_verify(fuzzed.c, note, NULL, &checked, &err);
    hs_db_end(fuzzed.c, false, &err);
    return 0;
}
