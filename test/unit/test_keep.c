/* The case file: what is put comes back, whatever order it came in; searching, decisions, verification. */
#include "unit.h"

#include "base/file.h"
#include "base/hash.h"
#include "keep/case.h"
#include "keep/decision.h"
#include "keep/query.h"
#include "keep/units.h"
#include "keep/words.h"
#include "sample.h"
#include "show/show.h"

#include <sqlite3.h>
#include <unistd.h>

static const char versions[] = "read 1 parse 1";
static char case_path[64];

static int fresh(void **state)
{
    (void)state;
    snprintf(case_path, sizeof case_path, "/tmp/hs-keep-%ld.case", (long)getpid());
    return 0;
}

static int gone(void **state)
{
    (void)state;
    const char *const beside[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", case_path, beside[i]);
        unlink(name);
    }
    return 0;
}

static hs_err failure;
#define OK(call)                                                                                                       \
    do {                                                                                                               \
        failure = (hs_err){.offset = HS_NOWHERE};                                                                      \
        if (!(call)) fail_msg("%s: %s", #call, failure.msg);                                                           \
    } while (0)

static hs_case *opened(bool create)
{
    hs_err err = {.msg = ""};
    hs_case *c = hs_case_open(case_path, create, &err);
    if (!c) fail_msg("%s", err.msg);
    return c;
}

/* The sample pile as a case. Documents in their order, or the other way round. */
static void put_sample(hs_case *c, const hs_pile *p, bool backwards)
{
    hs_file_news news;
    for (uint32_t i = 0; i < p->files.n; i++) {
        const hs_file *f = &p->files.v[backwards ? p->files.n - 1 - i : i];
        const char *path = hs_ledger_str(&p->ledger, f->path);
        hs_err why = {.code = HS_ERR_UNSUPPORTED};
        snprintf(why.msg, sizeof why.msg, "%s", hs_ledger_str(&p->ledger, f->reason));
        uint32_t d = hs_pile_doc(p, hs_ledger_str(&p->ledger, f->doc));
        hs_str raw = d == HS_NONE ? HS_STR("") : (hs_str){p->docs.v[d]->text.p, p->docs.v[d]->text.n};
        OK(hs_case_add_file(c, path, d == HS_NONE ? NULL : &raw, &why, &news, &failure));
    }
    for (uint32_t i = 0; i < p->docs.n; i++)
        OK(hs_case_put_doc(c, p->docs.v[backwards ? p->docs.n - 1 - i : i], versions, &failure));
    OK(hs_case_put_ledger(c, p, "entities 1", &failure));
}

static char *exported(const hs_pile *p)
{
    char *text = NULL;
    size_t n = 0;
    hs_view v = {.pile = p, .facts = hs_facts_of(p), .width = 80, .out = open_memstream(&text, &n)};
    v.filter.since = v.filter.until = HS_NO_DAY;
    for (size_t i = 0; i < hs_printer_count; i++)
        if (!strcmp(hs_printers[i].verb, "jsonl")) OK(hs_printers[i].print(&v, &failure));
    fclose(v.out);
    hs_facts_free((hs_facts *)(uintptr_t)v.facts);
    return text;
}

/* The sample, its documents named by the first of their paths as a case names them, without decisions. */
static void sample_as_kept(hs_pile *p)
{
    sample_pile(p);
    p->decisions.n = 0;
    for (uint32_t i = p->files.n; i-- > 0;) {
        uint32_t d = hs_pile_doc(p, hs_ledger_str(&p->ledger, p->files.v[i].doc));
        if (d != HS_NONE) p->docs.v[d]->path = sample_str(p->docs.v[d], hs_ledger_str(&p->ledger, p->files.v[i].path));
    }
}

static void what_is_put_comes_back(void **state)
{
    (void)state;
    hs_pile p, back;
    sample_as_kept(&p);
    char *want = exported(&p);
    for (int backwards = 0; backwards < 2; backwards++) {
        hs_case *c = opened(true);
        put_sample(c, &p, backwards);
        put_sample(c, &p, backwards); /* again: nothing is doubled */
        back = (hs_pile){0};
        OK(hs_case_load(c, &back, &failure));
        char *got = exported(&back);
        assert_string_equal(got, want);
        free(got);
        hs_pile_free(&back);
        hs_case_close(c);
        gone(NULL);
    }
    free(want);
    hs_pile_free(&p);
}

static void only_the_stale_is_redone(void **state)
{
    (void)state;
    hs_pile p;
    hs_sha_list stale = {0};
    bool old = false;
    sample_as_kept(&p);
    hs_case *c = opened(true);
    put_sample(c, &p, false);
    OK(hs_case_stale(c, versions, "", &stale, &failure));
    assert_int_equal(stale.n, 0);
    OK(hs_case_stale(c, "read 2 parse 1", "", &stale, &failure));
    assert_int_equal(stale.n, 5);
    OK(hs_case_ledger_stale(c, "entities 1", &old, &failure));
    assert_false(old);
    OK(hs_case_ledger_stale(c, "entities 2", &old, &failure));
    assert_true(old);
    hs_err why = {.code = HS_ERR_CRASH, .msg = "the reader crashed"};
    OK(hs_case_put_failed(c, &stale.v[0], "read 2", &why, &failure));
    OK(hs_case_ledger_stale(c, "entities 1", &old, &failure));
    assert_true(old);
    OK(hs_case_forget_derived(c, &failure));
    stale.n = 0;
    OK(hs_case_stale(c, versions, "", &stale, &failure));
    assert_int_equal(stale.n, 5);
    HS_VEC_FREE(stale);
    hs_case_close(c);
    hs_pile_free(&p);
}

/* ---- searching ---- */

static void no_query_is_syntax(void **state)
{
    (void)state;
    static const struct {
        const char *query, *fts; /* fts NULL: an error at byte `at` */
        uint64_t at;
    } cases[] = {
        {"dam", "{text title author outlet} : \"dam\"", 0},
        {"IŞIK ışık", "{text title author outlet} : \"isik\" AND {text title author outlet} : \"isik\"", 0},
        {"Норрсунд", "{text title author outlet} : \"norrsund\"", 0},
        {"title:dam*", "{title} : \"dam\" *", 0},
        {"\"hit a rock\"", "{text title author outlet} : \"hit a rock\"", 0},
        {"«hit a» NEAR/5 rock", "{text title author outlet} : NEAR(\"hit a\" \"rock\", 5)", 0},
        {"date:2016-02", "{date} : \"201602\"", 0},
        {"(lang:en OR lang:tr) NOT lang:de", "(({lang} : \"en\" OR {lang} : \"tr\") NOT {lang} : \"de\")", 0},
        {"don't", "{text title author outlet} : \"don t\"", 0},
        {"10:30", "{text title author outlet} : \"10 30\"", 0},
        {"", NULL, 0},
        {"dam AND", NULL, 7},
        {"(dam", NULL, 0},
        {"dam)", NULL, 3},
        {"dam \"never closed", NULL, 4},
        {"titel:dam", NULL, 0},
        {"dam date:soon", NULL, 9},
        {"dam & water", NULL, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hs_buf out = {0};
        hs_err err = {.offset = HS_NOWHERE};
        bool ok = hs_query_translate(hs_str_of(cases[i].query), &out, &err);
        if (ok != (cases[i].fts != NULL)) fail_msg("%s: %s", cases[i].query, ok ? hs_buf_c(&out) : err.msg);
        if (ok) assert_string_equal(hs_buf_c(&out), cases[i].fts);
        if (!ok) assert_int_equal(err.offset, cases[i].at);
        hs_buf_free(&out);
    }
}

typedef struct {
    uint32_t n;
    char first[300];
} hits;

static void count_hit(const hs_hit *h, void *ctx)
{
    hits *x = ctx;
    hs_str s = hs_doc_text(h->doc, h->n ? h->words[0] : h->at);
    if (!x->n++) snprintf(x->first, sizeof x->first, "%.*s", (int)s.n, s.p);
}

/* Whatever a person types is answered: with hits or with a place in what was typed, never with FTS5's own error. */
static void any_bytes_are_a_query(void **state)
{
    (void)state;
    static const char alphabet[] = "a\"*()+-^{}:/ NEAR AND OR NOT NEAR/ title: “”«» {} \\ é";
    hs_case *c = opened(true);
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        char query[24];
        size_t n = 0;
        for (size_t most = hs_mix64(seed++) % 20; n < most;)
            query[n++] = alphabet[hs_mix64(seed++) % (sizeof alphabet - 1)];
        query[n] = '\0';
        hits got = {0};
        hs_err err = {.offset = HS_NOWHERE};
        if (!hs_case_search(c, query, 10, count_hit, &got, &err) && (err.code != HS_ERR_USAGE || err.offset > n))
            fail_msg("«%s»: %s", query, err.msg);
    }
    hs_case_close(c);
}

static void words_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *query, *first;
        uint32_t n;
    } cases[] = {
        {"ostlinjen denies NOT bulletin", "Östlinjen", 1}, {"voice:dahlqvist", "Ferry Marit hits rock off Skarvik", 1},
        {"date:2021-05-04 courier", "courier", 1},         {"date:2021-05 captain", "captain", 1},
        {"rock NEAR/2 skarvik outlet:courier", "rock", 2}, {"nothing such", "", 0},
        {"outlet:wire", "Fourteen hurt on ferry", 1}};
    hs_pile p;
    sample_as_kept(&p);
    hs_case *c = opened(true);
    put_sample(c, &p, true);
    put_sample(c, &p, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hits got = {0};
        OK(hs_case_search(c, cases[i].query, 10, count_hit, &got, &failure));
        if (got.n < cases[i].n || (got.n && !cases[i].n)) fail_msg("%s: %u hits", cases[i].query, got.n);
        if (cases[i].n) assert_string_equal(got.first, cases[i].first);
    }
    hs_case_close(c);
    hs_pile_free(&p);
}

/* ---- decisions ---- */

static void a_decision_finds_its_words_again(void **state)
{
    (void)state;
    hs_pile p;
    hs_buf anchor = {0}, moved = {0};
    hs_ruled what;
    hs_item item;
    sample_as_kept(&p);
    uint32_t d = sample_doc_titled(&p, "ferry/courier.html");
    hs_anchor_of(&p, HS_RULED_ASSERTION, (hs_item){d, 1}, &anchor);
    assert_true(hs_anchor_find(&p, hs_buf_c(&anchor), &what, &item));
    assert_int_equal(what, HS_RULED_ASSERTION);
    assert_int_equal(item.doc, d);
    assert_int_equal(item.item, 1);
    /* the words stand elsewhere after a reader has learned to cut better */
    char hex[65];
    hs_sha256_hex(&p.docs.v[d]->sha, hex);
    hs_buf_printf(&moved, "assertion %s 3 34 We had warned the company twice", hex);
    assert_true(hs_anchor_find(&p, hs_buf_c(&moved), &what, &item));
    assert_int_equal(item.item, 1);
    hs_buf_clear(&moved);
    hs_buf_printf(&moved, "assertion %s 3 24 words that nobody say", hex);
    assert_false(hs_anchor_find(&p, hs_buf_c(&moved), &what, &item));
    assert_false(hs_anchor_find(&p, "chain 00 1 2", &what, &item));
    hs_case *c = opened(true);
    put_sample(c, &p, false);
    OK(hs_case_decide(c, "Ida Holm", "checked", hs_buf_c(&anchor), NULL, "read the passage", &failure));
    OK(hs_case_decide(c, "Ida Holm", "undo", "decision 1", NULL, "read the wrong one", &failure));
    hs_err err = {0};
    assert_false(hs_case_decide(c, "Ida Holm", "undo", "decision 9", NULL, "", &err));
    hs_pile back = {0};
    OK(hs_case_load(c, &back, &failure));
    assert_int_equal(back.decisions.n, 2);
    assert_false(hs_decision_stands(&back, 0));
    assert_false(hs_decision_stands(&back, 1));
    hs_pile_free(&back);
    hs_case_close(c);
    hs_buf_free(&anchor);
    hs_buf_free(&moved);
    hs_pile_free(&p);
}

/* ---- the words that stand for numbers ---- */

static const char *word_of(uint32_t field, uint32_t n)
{
    return field == 0   ? hs_kind_name(n)
           : field == 1 ? hs_mode_name(n)
           : field == 2 ? hs_stance_name(n)
           : field == 3 ? hs_voice_kind_name(n)
           : field == 4 ? hs_derivation_kind_name(n)
           : field == 5 ? hs_relation_name(n)
                        : hs_state_name(n);
}

static void numbers_mean_what_the_program_means(void **state)
{
    (void)state;
    static const char *const fields[] = {"kind", "mode", "stance", "voice", "derivation", "relation", "state"};
    hs_case_close(opened(true));
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_open(case_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT word FROM meaning WHERE field = ?1 AND number = ?2", -1, &s, NULL),
                     SQLITE_OK);
    for (uint32_t f = 0; f < 7; f++)
        for (uint32_t n = 0; n < 8; n++) {
            sqlite3_bind_text(s, 1, fields[f], -1, SQLITE_STATIC);
            sqlite3_bind_int64(s, 2, n);
            bool there = sqlite3_step(s) == SQLITE_ROW;
            assert_string_equal(there ? (const char *)sqlite3_column_text(s, 0) : "unknown", word_of(f, n));
            sqlite3_reset(s);
        }
    sqlite3_finalize(s);
    sqlite3_close(db);
}

/* ---- custody ---- */

static void note(const char *line, void *ctx)
{
    hs_buf_printf(ctx, "%s\n", line);
}

/* Changes the case behind hearsay's back, then verifies: the finding must name the place. */
static void finds(const char *sql, const char *finding)
{
    hs_pile p;
    hs_buf found = {0};
    hs_checked checked = {0};
    sample_as_kept(&p);
    hs_case *c = opened(true);
    put_sample(c, &p, false);
    hs_case_close(c);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(case_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    c = opened(false);
    hs_err err = {0};
    bool ok = hs_case_verify(c, note, &found, &checked, &err);
    if (finding && (ok || !strstr(hs_buf_c(&found), finding))) fail_msg("%s: found «%s»", sql, hs_buf_c(&found));
    if (!finding && !ok) fail_msg("%s: %s", err.msg, hs_buf_c(&found));
    assert_int_equal(checked.documents, 5);
    hs_case_close(c);
    hs_buf_free(&found);
    hs_pile_free(&p);
    gone(NULL);
}

static void verify_finds_what_was_changed(void **state)
{
    (void)state;
    finds("SELECT 1", NULL);
    finds("UPDATE raw SET bytes = CAST(replace(CAST(bytes AS TEXT), '12', '13') AS BLOB) WHERE id = 1",
          "ferry/bulletin.txt: its bytes have changed");
    finds("UPDATE mention SET name = 'Somebody Else' WHERE item = 0",
          "ferry/courier.html: what was found in it is not as it was stored");
    finds("UPDATE document SET title = 'Another'",
          "ferry/wire-again.txt: what was found in it is not as it was stored");
    finds("UPDATE claim SET most = 7", "the ledger is not as it was stored");
    finds("UPDATE member SET why = 'for another reason'", "the ledger is not as it was stored");
    finds("UPDATE sealed SET units = substr(units, 1, 24)", "the ledger is not as it was stored");
    finds("DELETE FROM sealed WHERE part = 0", "the ledger is not as it was stored");
    finds("DELETE FROM file WHERE path = 'ferry/wire.txt'", "was added, as the log says, and is not in the case");
    finds("INSERT INTO file (path, place, raw, added) VALUES ('x', '/x', 1, '')", "and the log knows nothing of it");
    finds("INSERT INTO decision (at, by, what, target, reason) VALUES ('', 'x', 'cleared', 'y', 'z')",
          "1 by x: cleared [y]: z is a decision that the log knows nothing of");
    finds("DROP TRIGGER log_is_final; UPDATE log SET detail = 'nothing' WHERE seq = 3", "log: entry 3 does not follow");
    finds("DROP TRIGGER log_stays; DELETE FROM log WHERE seq = 2", "log: entries 2 to 2 are missing");
    finds("PRAGMA foreign_keys = OFF; DELETE FROM document", "refers to nothing");
}

static void the_log_is_append_only(void **state)
{
    (void)state;
    hs_case_close(opened(true));
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(case_path, &db), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "UPDATE log SET what = 'x'", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(db, "DELETE FROM log", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- files that are no case ---- */

static void refuses(const char *bytes, size_t n, const char *why)
{
    hs_err err = {0};
    OK(hs_file_write(case_path, (hs_str){bytes, n}, &failure));
    assert_null(hs_case_open(case_path, true, &err));
    if (!strstr(err.msg, why)) fail_msg("%s", err.msg);
    gone(NULL);
}

static void what_is_no_case_stays_as_it_is(void **state)
{
    (void)state;
    char garbage[5000];
    memset(garbage, 'x', sizeof garbage);
    refuses(garbage, sizeof garbage, "not a database");
    hs_case_close(opened(true));
    hs_buf whole = {0};
    OK(hs_file_read(case_path, 1 << 24, &whole, &failure));
    gone(NULL);
    refuses(whole.p, 8192, "malformed");
    whole.p[63] = 99; /* user_version */
    refuses(whole.p, whole.n, "use a newer hearsay");
    whole.p[68] = 'X'; /* application_id */
    refuses(whole.p, whole.n, "another program");
    hs_buf_free(&whole);
    hs_err err = {0};
    assert_null(hs_case_open(case_path, false, &err));
    assert_non_null(strstr(err.msg, "there is no case here"));
    assert_null(hs_case_open("/tmp", true, &err));
}

static void an_older_case_is_renewed(void **state)
{
    (void)state;
    hs_pile p;
    hs_sha_list stale = {0};
    hs_err err = {0};
    sqlite3 *db;
    sample_as_kept(&p);
    hs_case *c = opened(true);
    put_sample(c, &p, false);
    hs_case_close(c);
    assert_int_equal(sqlite3_open(case_path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(
            db, "DROP TABLE child; ALTER TABLE file DROP COLUMN container; DROP TABLE locator; PRAGMA user_version=1",
            NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    assert_null(hs_case_open(case_path, false, &err));
    assert_non_null(strstr(err.msg, "hearsay run"));
    c = opened(true);
    OK(hs_case_lock(c, &failure));
    OK(hs_case_stale(c, versions, "", &stale, &failure));
    assert_int_equal(stale.n, 5);
    put_sample(c, &p, false);
    hs_case_close(c);
    hs_case_close(opened(false));
    HS_VEC_FREE(stale);
    hs_pile_free(&p);
}

/* One unit a letter. */
static hs_units units_of(const char *letters)
{
    hs_units u = {0};
    for (; *letters; letters++) hs_units_add(&u, letters, 1);
    return u;
}

/* Numbers the units of `letters` beside those of u, which they replace; says which stay: "a.c". */
static void follow(hs_units *u, const char *letters, const char *expected)
{
    hs_units now = units_of(letters);
    bool stays[64] = {false};
    char said[64] = "";
    hs_units_number(u, &now, stays);
    for (uint32_t i = 0; i < now.n; i++) {
        bool there = false;
        said[i] = stays[i] ? letters[i] : '.';
        assert_true(now.v[i].item > (i ? now.v[i - 1].item : 0));
        for (uint32_t k = 0; k < u->n; k++)
            there = there || (u->v[k].item == now.v[i].item && !memcmp(u->v[k].hash, now.v[i].hash, 16));
        assert_true(there || !stays[i]);
    }
    assert_string_equal(said, expected);
    HS_VEC_FREE(*u);
    *u = now;
}

static void a_unit_that_is_as_it_was_keeps_its_number(void **state)
{
    (void)state;
    hs_units u = {0}, back = {0};
    hs_buf bytes = {0};
    follow(&u, "acegi", ".....");
    follow(&u, "acegi", "acegi");
    follow(&u, "abcdegij", "a.c.egi.");
    follow(&u, "bcd", "bcd");
    follow(&u, "dbc", ".bc");
    follow(&u, "dbcc", "dbc."); /* two that are equal */
    follow(&u, "", "");
    follow(&u, "az", "..");
    char letters[64] = "az";
    for (int i = 0; i < 24; i++) { /* always in the same place, until there is no room */
        memmove(letters + 2, letters + 1, strlen(letters));
        letters[1] = (char)('A' + i);
        char expected[64];
        snprintf(expected, sizeof expected, "%s", letters);
        expected[1] = '.';
        if (i == 20) memset(expected, '.', strlen(expected));
        follow(&u, letters, expected);
    }
    hs_units_write(&u, 0, u.n, &bytes);
    assert_true(hs_units_read((hs_str){bytes.p, bytes.n}, &back));
    assert_int_equal(back.n, u.n);
    assert_memory_equal(back.v, u.v, u.n * sizeof *u.v);
    assert_false(hs_units_read((hs_str){bytes.p, bytes.n}, &back)); /* they do not ascend behind themselves */
    back.n = 0;
    assert_false(hs_units_read((hs_str){bytes.p, bytes.n - 1}, &back));
    HS_VEC_FREE(u);
    HS_VEC_FREE(back);
    hs_buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_put_comes_back, fresh, gone),
        cmocka_unit_test_setup_teardown(only_the_stale_is_redone, fresh, gone),
        cmocka_unit_test(no_query_is_syntax),
        cmocka_unit_test_setup_teardown(any_bytes_are_a_query, fresh, gone),
        cmocka_unit_test_setup_teardown(words_are_found, fresh, gone),
        cmocka_unit_test_setup_teardown(a_decision_finds_its_words_again, fresh, gone),
        cmocka_unit_test_setup_teardown(numbers_mean_what_the_program_means, fresh, gone),
        cmocka_unit_test_setup_teardown(verify_finds_what_was_changed, fresh, gone),
        cmocka_unit_test(a_unit_that_is_as_it_was_keeps_its_number),
        cmocka_unit_test_setup_teardown(the_log_is_append_only, fresh, gone),
        cmocka_unit_test_setup_teardown(an_older_case_is_renewed, fresh, gone),
        cmocka_unit_test_setup_teardown(what_is_no_case_stays_as_it_is, fresh, gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
