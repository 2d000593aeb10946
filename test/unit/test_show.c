/* The printers against golden files made from the sample pile. HS_GOLDEN_WRITE=1 in the environment rewrites them. */
#include "unit.h"

#include "sample.h"
#include "show/show.h"
#include "show/thin.h"

#include "base/file.h"

static void same_as_golden(const char *name, const char *got, size_t n)
{
    char path[512];
    snprintf(path, sizeof path, "%s/golden/show/%s", HS_TEST_DIR, name);
    hs_err err = {0};
    if (getenv("HS_GOLDEN_WRITE")) {
        if (!hs_file_write(path, (hs_str){got, n}, &err)) fail_msg("%s", err.msg);
        return;
    }
    hs_buf want = {0};
    if (!hs_file_read(path, 1 << 24, &want, &err)) fail_msg("%s: %s", path, err.msg);
    if (want.n != n || memcmp(want.p, got, n)) {
        char seen[600];
        snprintf(seen, sizeof seen, "/tmp/hs-golden-%s", name);
        hs_file_write(seen, (hs_str){got, n}, &err);
        fail_msg("%s is not what was printed; see %s", path, seen);
    }
    hs_buf_free(&want);
}

static const hs_printer *printer(const char *verb)
{
    for (size_t i = 0; i < hs_printer_count; i++)
        if (!strcmp(hs_printers[i].verb, verb)) return &hs_printers[i];
    fail_msg("there is no printer %s", verb);
    return NULL;
}

static void prints(const hs_printer *p, const hs_view *like, const char *golden)
{
    hs_view v = *like;
    char *text = NULL;
    size_t n = 0;
    hs_err err = {0};
    v.out = open_memstream(&text, &n);
    if (!p->print(&v, &err)) fail_msg("%s: %s", p->verb, err.msg);
    fclose(v.out);
    same_as_golden(golden, text, n);
    free(text);
}

static void every_export_is_golden(void **state)
{
    for (size_t i = 0; i < hs_printer_count; i++) {
        char name[64];
        snprintf(name, sizeof name, "export.%s", hs_printers[i].verb);
        if (hs_printers[i].sort == HS_EXPORT) prints(&hs_printers[i], *state, name);
    }
}

static void every_table_is_golden(void **state)
{
    hs_view v = *(const hs_view *)*state;
    for (size_t i = 0; i < hs_printer_count; i++) {
        if (hs_printers[i].sort != HS_TABLE) continue;
        for (v.width = 80; v.width <= 200; v.width += 120) {
            char name[64];
            snprintf(name, sizeof name, "%s.%d", hs_printers[i].verb, v.width);
            prints(&hs_printers[i], &v, name);
        }
    }
}

static void filters_choose(void **state)
{
    hs_view v = *(const hs_view *)*state;
    v.filter.voice = "dahlqvist";
    prints(printer("claims"), &v, "claims.voice");
    v.filter = (hs_filter){.about = "SKARVIK", .since = HS_NO_DAY, .until = HS_NO_DAY};
    prints(printer("claims"), &v, "claims.about");
    v.filter = (hs_filter){.doc = "wire.txt", .since = HS_NO_DAY, .until = HS_NO_DAY};
    v.json = true;
    prints(printer("claims"), &v, "claims.doc.json");
    v.filter = (hs_filter){.since = hs_day_of(2021, 5, 5), .until = HS_NO_DAY};
    prints(printer("docs"), &v, "docs.since.json");
    v.filter = (hs_filter){.doc = "no such", .since = HS_NO_DAY, .until = HS_NO_DAY};
    hs_err err = {0};
    assert_false(printer("docs")->print(&v, &err));
    assert_int_equal(err.code, HS_ERR_NOTFOUND);
}

static void whole(const hs_view *like, const char *id, const char *golden)
{
    hs_view v = *like;
    char *text = NULL;
    size_t n = 0;
    hs_err err = {0};
    v.out = open_memstream(&text, &n);
    if (!hs_show_one(&v, id, &err)) fail_msg("%s: %s", id, err.msg);
    fclose(v.out);
    same_as_golden(golden, text, n);
    free(text);
}

static void one_thing_whole(void **state)
{
    const hs_view *v = *state;
    whole(v, "c0000000001", "one.claim");
    whole(v, "e0000000001", "one.entity");
    whole(v, "courier.html", "one.document");
    whole(v, "hostile.txt", "one.hostile");
    hs_view json = *v;
    json.json = true;
    whole(&json, "c0000000002", "one.claim.json");
    hs_err err = {0};
    assert_false(hs_show_one(v, "c00000000", &err));
    assert_non_null(strstr(err.msg, "5 things"));
    assert_false(hs_show_one(v, "zz", &err));
}

/* No printer lets a control character of a document through to a terminal. */
static void tables_hold_no_control(void **state)
{
    hs_view v = *(const hs_view *)*state;
    for (size_t i = 0; i < hs_printer_count; i++) {
        if (hs_printers[i].sort != HS_TABLE) continue;
        char *text = NULL;
        size_t n = 0;
        hs_err err = {0};
        v.out = open_memstream(&text, &n);
        assert_true(hs_printers[i].print(&v, &err));
        fclose(v.out);
        for (size_t k = 0; k < n; k++) assert_true((uint8_t)text[k] >= 0x20 || text[k] == '\n');
        assert_null(strstr(text, "\xE2\x80\xAE"));
        assert_null(strstr(text, "\xC2\x9B"));
        free(text);
    }
}

/* One report that 60 copy, one of which 30 copy, and one by itself. */
static void a_large_story_is_folded(void **state)
{
    (void)state;
    enum { FIRST = 60, SECOND = 30, N = 1 + FIRST + SECOND + 1 };
    hs_pile p = {0};
    hs_ledger_intern(&p.ledger, HS_STR(""));
    for (uint32_t d = 0; d < N; d++) {
        hs_doc *doc = hs_doc_new();
        hs_buf_str(&doc->text, "The ferry hit a rock.");
        *HS_PUSH(p.docs) = doc;
        if (!d || d + 1 == N) continue;
        hs_derivation x = {.taker = d, .from_doc = d <= FIRST ? 0 : 1, .from_entity = HS_NONE, .kind = HS_COPIES};
        x.passages = (hs_range){p.ledger.passages.n, 1};
        x.direction_unknown = d == 1; /* the one that has fewer takers took */
        *HS_PUSH(p.ledger.passages) = (hs_passage){{0, 20}, {0, 20}};
        *HS_PUSH(p.ledger.derivations) = x;
    }
    hs_facts *facts = hs_facts_of(&p);
    hs_view v = {.pile = &p, .facts = facts};
    hs_thinned t;
    hs_thin(&v, 8, &t);
    assert_int_equal(t.drawn[0], 0);
    assert_int_equal(t.drawn[1], 1);
    assert_int_equal(t.parent[1], 0);
    assert_int_equal(t.drawn[2], 0);
    assert_int_equal(t.folded[0], FIRST - 1);
    assert_int_equal(t.drawn[N - 2], 1);
    assert_int_equal(t.folded[1], SECOND);
    assert_int_equal(t.drawn[N - 1], N - 1);
    hs_thinned_free(&t);
    hs_facts_free(facts);
    hs_pile_free(&p);
}

static int setup(void **state)
{
    hs_view *v = calloc(1, sizeof *v);
    hs_pile *p = calloc(1, sizeof *p);
    sample_pile(p);
    v->pile = p;
    v->facts = hs_facts_of(p);
    v->width = 80;
    v->filter.since = v->filter.until = HS_NO_DAY;
    *state = v;
    return 0;
}

static int teardown(void **state)
{
    hs_view *v = *state;
    hs_facts_free((hs_facts *)(uintptr_t)v->facts);
    hs_pile_free((hs_pile *)(uintptr_t)v->pile);
    free((void *)(uintptr_t)v->pile);
    free(v);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_export_is_golden), cmocka_unit_test(every_table_is_golden),
        cmocka_unit_test(filters_choose),         cmocka_unit_test(one_thing_whole),
        cmocka_unit_test(tables_hold_no_control), cmocka_unit_test(a_large_story_is_folded),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
