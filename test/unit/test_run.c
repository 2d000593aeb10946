/* The walk over hostile folders, and what a confined process can do. */
#include "unit.h"

#include "run/confine.h"
#include "run/walk.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the jail: each attempt is made by a planted worker; 0 would mean that it went through ---- */

enum { STOPPED = 7 };

static int opens_passwd(void)
{
    return open("/etc/passwd", O_RDONLY) < 0 ? STOPPED : 0;
}

static int writes_a_file(void)
{
    return open("/tmp/hs-escaped", O_WRONLY | O_CREAT, 0600) < 0 ? STOPPED : 0;
}

static int connects(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? STOPPED : 0;
}

static int forks(void)
{
    return fork() < 0 ? STOPPED : 0;
}

static int runs_a_program(void)
{
    return execl("/bin/true", "true", NULL) < 0 ? STOPPED : 0;
}

static int traces(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0 ? STOPPED : 0;
}

static int signals_its_parent(void)
{
    return kill(getppid(), SIGUSR1) < 0 ? STOPPED : 0;
}

static int maps_new_code(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? STOPPED : 0;
}

static int makes_memory_code(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED || mprotect(p, 4096, PROT_READ | PROT_EXEC) != 0 ? STOPPED : 0;
}

static int writes_elsewhere(void)
{
    return write(STDERR_FILENO, "x", 1) < 0 ? STOPPED : 0;
}

static int reads_what_was_open(void)
{
    char c;
    return read(STDIN_FILENO, &c, 1) < 0 && read(9, &c, 1) < 0 ? STOPPED : 0;
}

static int takes_memory(void)
{
    return mmap(NULL, (size_t)512 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? STOPPED
               : 0;
}

static int status_of(const hs_limits *l, int (*attempt)(void))
{
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        if (!hs_confine(l, ends[1])) _exit(EXIT_UNCONFINED);
        _exit(attempt ? attempt() : write(HS_WORKER_PIPE, "ok", 2) == 2 ? 0 : 1);
    }
    close(ends[1]);
    waitpid(pid, &status, 0);
    close(ends[0]);
    return status;
}

static void a_confined_process_can_only_answer(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    print_message("skipped: under AddressSanitizer workers have no filter\n");
    skip();
#endif
    static const struct {
        const char *what;
        int (*attempt)(void);
    } attempts[] = {{"open /etc/passwd", opens_passwd},
                    {"write a file", writes_a_file},
                    {"connect", connects},
                    {"fork", forks},
                    {"run a program", runs_a_program},
                    {"trace", traces},
                    {"signal", signals_its_parent},
                    {"map new code", maps_new_code},
                    {"make memory code", makes_memory_code},
                    {"write elsewhere", writes_elsewhere},
                    {"read what was open", reads_what_was_open},
                    {"take memory", takes_memory}};
    hs_limits l = {.seconds = 5, .megabytes = 64};
    hs_err err = {.msg = ""};
    if (!hs_confine_prepare(&l, &err)) fail_msg("%s", err.msg);
    assert_int_equal(status_of(&l, NULL), 0);
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        int status = status_of(&l, attempts[i].attempt);
        bool stopped = WIFSIGNALED(status) ? WTERMSIG(status) == SIGSYS : WEXITSTATUS(status) == STOPPED;
        if (!stopped) fail_msg("a worker could %s (status %d)", attempts[i].what, status);
    }
    assert_int_not_equal(access("/tmp/hs-escaped", F_OK), 0);
    hs_buf_free(&l.filter);
}

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
    const hs_walk w = {"in/story.case", list, &seen};
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
        cmocka_unit_test(a_confined_process_can_only_answer),
        cmocka_unit_test(every_kind_of_file_has_a_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
