/* The model file: what is written is read back; every truncation and every flipped bit is refused. */
#include "base/file.h"
#include "parse/model.h"
#include "unit.h"

#include <unistd.h>

static const char *const path = "test_model.tmp";

static void write_small(hs_buf *bytes)
{
    char body[150];
    for (size_t i = 0; i < sizeof body; i++) body[i] = (char)i;
    hs_model_part parts[] = {{"words", {body, sizeof body}}, {"none", {"", 0}}, {"weights", {body, 64}}};
    assert_true(hs_model_write(path, parts, 3, NULL));
    assert_true(hs_file_read(path, 1 << 20, bytes, NULL));
}

static bool opens(const hs_buf *bytes, size_t n, hs_err *err)
{
    hs_model *m = NULL;
    FILE *f = fopen(path, "wb"); /* not hs_file_write, which waits for the disk */
    assert_non_null(f);
    assert_int_equal(fwrite(bytes->p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    bool ok = hs_model_open(path, &m, err);
    if (ok) hs_model_close(m);
    return ok;
}

static void sections_come_back(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    hs_model *m = NULL;
    write_small(&bytes);
    assert_true(hs_model_open(path, &m, NULL));
    hs_str s = hs_model_section(m, "words");
    assert_int_equal(s.n, 150);
    assert_int_equal((uintptr_t)s.p % 64, 0);
    assert_int_equal((unsigned char)s.p[149], 149);
    assert_int_equal(hs_model_section(m, "weights").n, 64);
    assert_int_equal(hs_model_section(m, "none").n, 0);
    assert_null(hs_model_section(m, "other").p);
    hs_model_close(m);
    hs_buf_free(&bytes);
}

static void every_truncation_is_refused(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    write_small(&bytes);
    for (size_t n = 0; n < bytes.n; n++) {
        hs_err err = {0};
        assert_false(opens(&bytes, n, &err));
        assert_true(err.msg[0]);
    }
    hs_buf_char(&bytes, 0);
    assert_false(opens(&bytes, bytes.n, NULL));
    hs_buf_free(&bytes);
}

static void every_flipped_bit_is_refused(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    write_small(&bytes);
    for (size_t bit = 0; bit < bytes.n * 8; bit++) {
        bytes.p[bit / 8] = (char)(bytes.p[bit / 8] ^ 1 << bit % 8);
        assert_false(opens(&bytes, bytes.n, NULL));
        bytes.p[bit / 8] = (char)(bytes.p[bit / 8] ^ 1 << bit % 8);
    }
    assert_true(opens(&bytes, bytes.n, NULL));
    hs_buf_free(&bytes);
}

static void versions_are_named(void **state)
{
    (void)state;
    hs_buf bytes = {0};
    write_small(&bytes);
    for (int step = -1; step <= 1; step += 2) {
        hs_err err = {0};
        bytes.p[8] = (char)(HS_MODEL_VERSION + step);
        assert_false(opens(&bytes, bytes.n, &err));
        assert_int_equal(err.code, HS_ERR_FORMAT);
        assert_non_null(strstr(err.msg, "version"));
    }
    hs_buf_free(&bytes);
}

static void the_environment_names_the_model(void **state)
{
    (void)state;
    hs_buf bytes = {0}, found = {0};
    hs_err err = {0};
    write_small(&bytes);
    setenv("HS_MODEL", path, 1);
    assert_true(hs_model_find("en.model", &found, NULL));
    assert_string_equal(hs_buf_c(&found), path);
    setenv("HS_MODEL", ".", 1);
    assert_true(hs_model_find(path, &found, NULL));
    assert_false(hs_model_find("absent.model", &found, &err));
    assert_int_equal(err.code, HS_ERR_IO);
    unsetenv("HS_MODEL");
    hs_buf_free(&bytes);
    hs_buf_free(&found);
}

static int clean(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_come_back),
        cmocka_unit_test(every_truncation_is_refused),
        cmocka_unit_test(every_flipped_bit_is_refused),
        cmocka_unit_test(versions_are_named),
        cmocka_unit_test(the_environment_names_the_model),
    };
    return cmocka_run_group_tests(tests, NULL, clean);
}
