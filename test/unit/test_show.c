/* The printers against golden files made from the sample pile. HS_GOLDEN_WRITE=1 in the environment rewrites them. */
#include "unit.h"

#include "sample.h"
#include "show/show.h"

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
    const hs_view *v = *state;
    for (size_t i = 0; i < hs_printer_count; i++) {
        char name[64];
        snprintf(name, sizeof name, "export.%s", hs_printers[i].verb);
        if (hs_printers[i].sort == HS_EXPORT) prints(printer(hs_printers[i].verb), v, name);
    }
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
        cmocka_unit_test(every_export_is_golden),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
