/* The walk over hostile folders. */
#include "unit.h"

#include "run/walk.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- the walk ---- */

static bool list(const char *path, const hs_err *why_not, void *ctx)
{
    hs_buf_printf(ctx, "%s%s%s\n", path, why_not ? ": " : "", why_not ? why_not->msg : "");
    return true;
}

static void put(const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
}

static void every_kind_of_file_has_a_verdict(void **state)
{
    (void)state;
    char dir[] = "/tmp/hs-walk-XXXXXX";
    assert_non_null(mkdtemp(dir));
    assert_int_equal(chdir(dir), 0);
    assert_int_equal(mkdir("in", 0700) + mkdir("in/b", 0700) + mkdir("out", 0700), 0);
    put("in/z.txt");
    put("in/.hidden");
    put("in/b/a.txt");
    put("in/story.case");
    put("out/secret");
    assert_int_equal(mkfifo("in/pipe", 0600), 0);
    assert_int_equal(symlink("loop2", "in/loop1") + symlink("loop1", "in/loop2") + symlink("..", "in/b/up"), 0);
    assert_int_equal(symlink("nowhere", "in/dangling") + symlink("../out/secret", "in/outside"), 0);
    assert_int_equal(symlink("b/a.txt", "in/inside") + symlink("/dev/zero", "in/zero"), 0);
    hs_buf seen = {0};
    const hs_walk w = {"in/story.case", NULL, list, NULL, &seen};
    assert_true(hs_walk_path(&w, "in/"));
    assert_true(hs_walk_path(&w, "/dev/zero"));
    assert_true(hs_walk_path(&w, "absent"));
    assert_string_equal(hs_buf_c(&seen),
                        "in/.hidden\n"
                        "in/b/a.txt\n"
                        "in/b/up: a link to a folder that is read on its own\n"
                        "in/dangling: a link to nothing\n"
                        "in/inside\n"
                        "in/loop1: a link that leads round in a loop\n"
                        "in/loop2: a link that leads round in a loop\n"
                        "in/outside: a link that leads out of the folder, not followed: name its target to add that\n"
                        "in/pipe: a named pipe, not a file\n"
                        "in/z.txt\n"
                        "in/zero: a link that leads out of the folder, not followed: name its target to add that\n"
                        "/dev/zero: a device, not a file\n"
                        "absent: No such file or directory\n");
    hs_buf_free(&seen);
    hs_err err = {.msg = ""};
    assert_false(hs_walk_read("in/pipe", 100, &seen, &err)); /* and does not wait for a writer */
    assert_false(hs_walk_read("/dev/zero", 100, &seen, &err));
    char clean[80];
    snprintf(clean, sizeof clean, "rm -r %s", dir);
    assert_int_equal(system(clean), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_file_has_a_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
