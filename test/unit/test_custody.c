/* The chain of custody: keys and checkpoints that are none, case files changed behind hearsay's back, page by page. */
#include "unit.h"

#include "base/file.h"
#include "keep/checkpoint.h"
#include "keep/pages.h"
#include "keep/timestamp.h"

#include <sqlite3.h>
#include <unistd.h>

static const char words[] = "Nine boats were lost at Ilvar, Mara Voss said.\n";
static char folder[] = "/tmp/hs-custody-XXXXXX";

static hs_str str(const hs_buf *b)
{
    return (hs_str){b->p, b->n};
}

static void put(const char *path, hs_str bytes)
{
    hs_err err;
    if (!hs_file_write(path, bytes, &err)) fail_msg("%s", err.msg);
}

static void get(const char *path, hs_buf *out)
{
    hs_err err;
    hs_buf_clear(out);
    if (!hs_file_read(path, 1 << 26, out, &err)) fail_msg("%s", err.msg);
}

static void add_report(void)
{
    hs_err err = {0};
    hs_str raw = hs_str_of(words);
    hs_file_news news;
    hs_case *c = hs_case_open("x.case", true, &err);
    if (!c || !hs_case_add_file(c, "report.txt", &raw, NULL, &news, &err)) fail_msg("%s", err.msg);
    hs_case_close(c);
}

static void make_case(void)
{
    unlink("x.case");
    add_report();
}

static void add_line(const char *line, void *ctx)
{
    hs_buf_printf(ctx, "%s\n", line);
}

/* The case as it lies there: sound (finding NULL), or with a finding in these words. */
static void verify(const char *finding)
{
    hs_err err = {0};
    hs_buf found = {0};
    hs_checked checked;
    hs_case *c = hs_case_open("x.case", false, &err);
    if (!c) fail_msg("%s", err.msg);
    bool ok = hs_case_verify(c, add_line, &found, &checked, &err);
    if (ok != !finding || (finding && !strstr(hs_buf_c(&found), finding)))
        fail_msg("%s: found «%s», %s", finding ? finding : "sound", hs_buf_c(&found), ok ? "ok" : err.msg);
    hs_case_close(c);
    hs_buf_free(&found);
}

/* ---- the case file ---- */

static void change(const char *vfs, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;
    assert_int_equal(sqlite3_open_v2("x.case", &db, SQLITE_OPEN_READWRITE, vfs), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) fail_msg("%s", why);
    sqlite3_close(db);
}

static void pages_have_checksums(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    make_case();
    verify(NULL);
    get("x.case", &bytes);
    hs_buf_str(&bytes, "more");
    put("x.case", str(&bytes));
    verify("it ends in the middle of a page");
    bytes.n -= 4;
    bytes.p[20] = 0; /* bytes kept free on each page */
    put("x.case", str(&bytes));
    verify("it has lost the checksums of its pages");
    hs_buf_free(&bytes);
}

static void pages_of_any_size_have_checksums(void **state)
{
    (void)state;
    static const char *const sizes[] = {"PRAGMA page_size=512", "PRAGMA page_size=65536"};
    for (size_t i = 0; i < 2; i++) {
        sqlite3 *db = NULL;
        unlink("x.case");
        assert_int_equal(sqlite3_open_v2("x.case", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, hs_pages_vfs()),
                         SQLITE_OK);
        hs_pages_reserve(db);
        assert_int_equal(sqlite3_exec(db, sizes[i], NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (x); DROP TABLE t", NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        add_report();
        verify(NULL);
        change(NULL, "UPDATE raw SET size = 1"); /* by a program that leaves the sums as they were */
        verify("is not as it was written");
    }
}

static void a_case_of_before_there_were_checksums_has_none(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    make_case();
    change(NULL, "DROP TRIGGER log_is_final; UPDATE log SET detail = '' WHERE seq = 1");
    get("x.case", &bytes);
    bytes.p[20] = 0;
    put("x.case", str(&bytes));
    verify("log: entry 1 does not follow"); /* and no word of pages */
    hs_err err = {0};
    hs_findings f = {add_line, &bytes, {0}, 0};
    hs_case *c = hs_case_open("x.case", false, &err);
    assert_true(hs_pages_verify(c, &f, &err));
    assert_int_equal(f.found, 0);
    hs_case_close(c);
    hs_buf_free(&bytes);
}

static void headers_of_other_files_are_no_cases(void **state)
{
    (void)state;
    char header[100] = "SQLite format 3";
    static const unsigned char sizes[][2] = {{0, 100}, {3, 0}, {16, 0}};
    for (size_t i = 0; i < 3; i++) {
        hs_err err = {0};
        memcpy(header + 16, sizes[i], 2);
        put("other.case", (hs_str){header, sizeof header});
        assert_null(hs_case_open("other.case", false, &err));
        assert_true(*err.msg);
    }
}

static void rows_that_were_changed_are_found(void **state)
{
    (void)state;
    make_case();
    change(hs_pages_vfs(), "UPDATE raw SET size = 3");
    verify("its bytes have changed");
    make_case();
    change(hs_pages_vfs(), "PRAGMA ignore_check_constraints = 1; UPDATE raw SET sha256 = x'00'");
    verify("its hash is no SHA-256");
    make_case();
    change(hs_pages_vfs(), "UPDATE raw SET bytes = NULL, place = '/nowhere/report.txt'");
    verify("report.txt");
}

/* ---- keys and checkpoints ---- */

static void what_is_no_key_signs_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "hearsay",
        "hearsay signing key 1",
        "hearsay signing key 2\n00",
        "hearsay signing key 1\n00",
        "hearsay signing key 1\nxyz",
        "another's signing key\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "hearsay signing key 1\n00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00"};
    hs_err err = {0};
    hs_checkpoint p;
    make_case();
    hs_case *c = hs_case_open("x.case", false, &err);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put("no.key", hs_str_of(texts[i]));
        assert_false(hs_checkpoint_make(c, "no.key", &p, &err));
        assert_non_null(strstr(err.msg, "this is no signing key"));
    }
    hs_case_close(c);
}

static void replace(hs_buf *text, const char *from, const char *to)
{
    char *at = strstr(hs_buf_c(text), from);
    if (!at) fail_msg("no «%s» in %s", from, hs_buf_c(text));
    hs_buf out = {0};
    hs_buf_add(&out, text->p, (size_t)(at - text->p));
    hs_buf_str(&out, to);
    hs_buf_str(&out, at + strlen(from));
    hs_buf_free(text);
    *text = out;
}

static void refused(const hs_buf *sound, const char *from, const char *to, const char *why)
{
    hs_buf text = {0};
    hs_err err = {0};
    hs_checkpoint p;
    hs_buf_add(&text, sound->p, sound->n);
    replace(&text, from, to);
    assert_false(hs_checkpoint_parse(str(&text), &p, &err));
    if (!strstr(err.msg, why)) fail_msg("%s for %s: %s", to, from, err.msg);
    hs_buf_free(&text);
}

static void what_is_mistyped_is_named(void **state)
{
    (void)state;
    hs_err err = {0};
    hs_checkpoint p, again;
    hs_buf text = {0}, spaced = {0};
    char many[400];
    make_case();
    hs_case *c = hs_case_open("x.case", false, &err);
    if (!hs_key_make("the.key", &err) || !hs_checkpoint_make(c, "the.key", &p, &err)) fail_msg("%s", err.msg);
    hs_checkpoint_print(&p, &text);
    for (size_t i = 0; i < text.n; i++) hs_buf_printf(&spaced, text.p[i] == '\n' ? "\n \n" : "%c", text.p[i]);
    while (spaced.p[spaced.n - 1] == '\n' || spaced.p[spaced.n - 1] == ' ') spaced.n--;
    if (!hs_checkpoint_parse(str(&spaced), &again, &err)) fail_msg("%s", err.msg);
    assert_memory_equal(&p, &again, sizeof p);
    assert_true(hs_checkpoint_check(c, &again, add_line, &spaced, &err));
    hs_case_close(c);

    memset(many, 'x', sizeof many);
    many[sizeof many - 1] = '\0';
    const char *made_by = strstr(text.p, "made by");
    char by[300];
    snprintf(by, sizeof by, "%.*s", (int)strcspn(made_by, "\n"), made_by);
    refused(&text, by, "made by", "line 6");
    refused(&text, by, "made at", "line 6");
    refused(&text, by + 8, many, "line 6");
    refused(&text, by + 8, "      somebody else", "signature does not hold");
    char entries[80];
    snprintf(entries, sizeof entries, "%.*s", (int)strcspn(strstr(text.p, "log entries"), "\n"),
             strstr(text.p, "log entries"));
    refused(&text, entries, "log entries 3x", "line 2");
    refused(&text, entries, "log entries x", "line 2");
    refused(&text, entries, "log entries -1", "line 2");
    refused(&text, " /", " ", "line 3");
    refused(&text, " /", " 00 /", "line 3");
    refused(&text, "last hash ", "last hash / ", "line 3");
    refused(&text, "hearsay checkpoint 1", "hearsay checkpoint 2", "this is no checkpoint");
    assert_false(hs_checkpoint_parse(HS_STR(""), &p, &err));
    assert_false(hs_checkpoint_parse(HS_STR("hearsay checkpoint 1\n\n  \n"), &p, &err));
    hs_buf_free(&text);
    hs_buf_free(&spaced);
}

static void a_response_too_large_is_none(void **state)
{
    (void)state;
    hs_buf large = {0}, when = {0}, who = {0};
    hs_err err = {0};
    for (int i = 0; i < 2 << 20; i++) hs_buf_char(&large, '0');
    assert_false(hs_timestamp_check(hs_str_of(words), str(&large), "none.pem", &when, &who, &err));
    assert_non_null(strstr(err.msg, "no response"));
    hs_buf_free(&large);
}

static int in_a_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder) || chdir(folder) != 0;
}

static int gone(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_have_checksums),
        cmocka_unit_test(pages_of_any_size_have_checksums),
        cmocka_unit_test(a_case_of_before_there_were_checksums_has_none),
        cmocka_unit_test(headers_of_other_files_are_no_cases),
        cmocka_unit_test(rows_that_were_changed_are_found),
        cmocka_unit_test(what_is_no_key_signs_nothing),
        cmocka_unit_test(what_is_mistyped_is_named),
        cmocka_unit_test(a_response_too_large_is_none),
    };
    return cmocka_run_group_tests(tests, in_a_folder, gone);
}
