/* A planted hostile worker: runs given system calls inside the confinement that every worker has, and says what became
 * of each.
 *
 *     planted                   the attempts below, then every system call number once; exit 1 if one went through
 *     planted CALL [ARGUMENT…]  one call: arguments are numbers, words, or @ for a page of zeros
 *
 * A test program: hearsay itself has no way to run this. */
#include "run/worker.h"

#include <errno.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 7, HIGHEST_CALL = 600, X32 = 0x40000000 };

typedef struct {
    bool i386; /* through the door of the 32-bit system calls */
    long nr, argument[MOST - 1];
} call;

static _Alignas(4096) char page[4096];

static const struct {
    const char *what, *words;
} attempts[] = {
    {"open /etc/passwd", "openat -100 /etc/passwd 0"},
    {"open /etc/passwd, the old way", "open /etc/passwd 0"},
    {"open /etc/passwd, the new way", "openat2 -100 /etc/passwd @ 24"},
    {"open by handle", "open_by_handle_at 3 @ 0"},
    {"make a file", "openat -100 /tmp/hs-escaped 0x241 0600"},
    {"make a file, the old way", "creat /tmp/hs-escaped 0600"},
    {"make a folder", "mkdir /tmp/hs-escaped-folder 0700"},
    {"make a link", "symlink /etc/passwd /tmp/hs-escaped"},
    {"remove a file", "unlink /tmp/hs-escaped"},
    {"rename a file", "rename /tmp/hs-escaped /tmp/hs-escaped-too"},
    {"change rights", "chmod /tmp/hs-escaped 0777"},
    {"list a folder", "getdents64 3 @ 4096"},
    {"write to standard error", "write 2 escaped 7"},
    {"write to a descriptor of the supervisor", "write 5 escaped 7"},
    {"write at a place", "pwrite64 2 escaped 7 0"},
    {"write a vector", "writev 2 @ 1"},
    {"read standard input", "read 0 @ 16"},
    {"read its own pipe", "read 3 @ 16"},
    {"copy a descriptor", "dup 3"},
    {"send a file", "sendfile 3 0 @ 16"},
    {"open a socket", "socket 2 1 0"},
    {"open a local socket", "socket 1 1 0"},
    {"connect", "connect 3 @ 16"},
    {"send", "sendto 3 escaped 7 0 @ 16"},
    {"receive", "recvfrom 3 @ 16 0 0 0"},
    {"listen", "listen 3 1"},
    {"make a queue of requests to the kernel", "io_uring_setup 8 @"},
    {"fork", "fork"},
    {"vfork", "vfork"},
    {"clone", "clone 17 0 0 0 0"},
    {"clone, the new way", "clone3 @ 88"},
    {"run a program", "execve /bin/true @ @"},
    {"run a program from a descriptor", "execveat -100 /bin/true @ @ 0"},
    {"trace", "ptrace 0 0 0 0"},
    {"read another process", "process_vm_readv 1 @ 1 @ 1 0"},
    {"write another process", "process_vm_writev 1 @ 1 @ 1 0"},
    {"signal its supervisor", "kill 1 10"},
    {"signal by thread", "tgkill 1 1 10"},
    {"open a process", "pidfd_open 1 0"},
    {"map writable code", "mmap 0 4096 7 0x22 -1 0"},
    {"map code", "mmap 0 4096 5 0x22 -1 0"},
    {"make memory code", "mprotect @ 4096 5"},
    {"make memory code with a key", "pkey_mprotect @ 4096 5 0"},
    {"make a file in memory", "memfd_create escaped 0"},
    {"share memory", "shmget 0 4096 0x3b6"},
    {"change personality", "personality 0x0040000"},
    {"take other limits", "setrlimit 9 @"},
    {"take other limits, the new way", "prlimit64 0 9 @ 0"},
    {"drop its parent's signal", "prctl 1 0 0 0 0"},
    {"replace the filter", "seccomp 1 0 @"},
    {"load a program into the kernel", "bpf 5 @ 64"},
    {"mount", "mount none /mnt tmpfs 0 @"},
    {"leave its namespaces", "unshare 0x10000000"},
    {"change its root", "chroot /tmp"},
    {"become somebody else", "setuid 0"},
    {"set the clock", "clock_settime 0 @"},
    {"catch page faults", "userfaultfd 0"},
    {"count events of the processor", "perf_event_open @ 0 -1 -1 0"},
    {"load a module", "init_module @ 16 @"},
    {"read the kernel's keys", "keyctl 0 0 0 0 0"},
    {"sleep past its time", "nanosleep @ 0"},
};

/* What computing needs, and nothing that reaches outside: the filter lets these and no others through. */
static const char *const harmless[] = {
    "brk",  "clock_gettime", "exit",   "exit_group", "futex",          "getrandom",    "madvise",
    "mmap", "mprotect",      "mremap", "munmap",     "rt_sigprocmask", "rt_sigreturn", "sched_yield",
};

static bool parse(char *const *words, int n, call *c)
{
    *c = (call){.nr = seccomp_syscall_resolve_name(words[0])};
    for (int i = 1; i < n && i < MOST; i++) {
        char *end;
        long v = strtol(words[i], &end, 0);
        c->argument[i - 1] = !strcmp(words[i], "@") ? (long)page : *end ? (long)words[i] : v;
    }
    return c->nr >= 0 && n <= MOST;
}

static long run_i386(const call *c)
{
#ifdef __x86_64__
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(c->nr), "b"(0L), "c"(0L), "d"(0L) : "memory");
    errno = (int)-result;
    return result < 0 ? -1 : result;
#else
    return (void)c, errno = EPERM, -1;
#endif
}

/* In the worker: the call, then its result and error number into the pipe. */
static void run_call(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    call c;
    memcpy(&c, raw.p, sizeof c);
    const long *a = c.argument;
    errno = 0;
    long result = c.i386 ? run_i386(&c) : syscall(c.nr, a[0], a[1], a[2], a[3], a[4], a[5]);
    long report[2] = {result, errno};
    if (write(pipe, report, sizeof report) < 0) _exit(1);
}

typedef enum { KILLED, REFUSED, THROUGH } outcome;

static outcome try(const call *c, const hs_limits *l, char how[128])
{
    hs_worker w = {0};
    hs_err err = {.offset = HS_NOWHERE};
    int status = 0;
    long report[2];
    hs_sha256 none = {{0}};
    if (!hs_worker_start(&w, run_call, (hs_str){(const char *)c, sizeof *c}, NULL, &none, l, &err)) {
        fprintf(stderr, "planted: %s\n", err.msg);
        exit(2);
    }
    while (!hs_worker_take(&w)) poll(&(struct pollfd){.fd = w.fd, .events = POLLIN}, 1, 1000);
    close(w.fd);
    while (waitpid(w.pid, &status, 0) < 0 && errno == EINTR) continue;
    bool reported = w.in.n == sizeof report;
    if (reported) memcpy(report, w.in.p, sizeof report);
    hs_buf_free(&w.in);
    bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
    bool refused = reported && report[0] == -1 && report[1] == EPERM;
    snprintf(how, 128, "%s", killed ? "killed" : refused ? "refused" : "WENT THROUGH");
    if (reported && !refused) snprintf(how, 128, "WENT THROUGH: %ld, %s", report[0], strerror((int)report[1]));
    return killed ? KILLED : refused ? REFUSED : THROUGH;
}

static int attempt(char *const *words, int n, const char *what, const hs_limits *l)
{
    call c;
    char how[128];
    if (!parse(words, n, &c)) {
        printf("%-45s no such call on this machine\n", what);
        return 0;
    }
    outcome o = try(&c, l, how);
    printf("%-45s %s\n", what, how);
    return o == THROUGH;
}

static int all_attempts(const hs_limits *l)
{
    int through = 0;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        char line[128], *words[MOST + 1], *rest = line;
        int n = 0;
        snprintf(line, sizeof line, "%s", attempts[i].words);
        while (n <= MOST && (words[n] = strtok_r(NULL, " ", &rest)) != NULL) n++;
        through += attempt(words, n, attempts[i].what, l);
    }
    return through;
}

/* From Linux 6.11 on the kernel itself lets its calls for probes (uretprobe, uprobe) past any filter, since a debugger
 * puts them into programs; made from elsewhere they fail or end the process. */
static bool is_probe(long nr)
{
#ifdef __x86_64__
    return nr == 335 || nr == 336;
#else
    return nr < 0;
#endif
}

static bool is_harmless(long nr, const char *name)
{
    return is_probe(nr) || (name && hs_in_table(hs_str_of(name), harmless, sizeof harmless / sizeof *harmless));
}

/* Every number once, with arguments of zero, as 64-bit, x32 and 32-bit call. */
static int every_call(const hs_limits *l)
{
    int bad = 0, count[3] = {0};
    for (int door = 0; door < 3; door++)
        for (long nr = 0; nr < HIGHEST_CALL; nr++) {
            call c = {door == 2, door == 1 ? nr | X32 : nr, {0}};
            char how[128], *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, (int)nr);
            outcome o = try(&c, l, how);
            count[o]++;
            if (o != KILLED && (door || (o == THROUGH && !is_harmless(nr, name)))) {
                printf("call %ld (%s) through door %d: %s\n", nr, name ? name : "?", door, how);
                bad++;
            }
            free(name);
        }
    printf("planted: %d numbers as 64-bit, x32 and 32-bit calls: %d killed, %d refused, %d allowed (computing, memory, "
           "and the kernel's "
           "own calls for probes)\n",
           HIGHEST_CALL, count[KILLED], count[REFUSED], count[THROUGH]);
    return bad;
}

int main(int argc, char **argv)
{
    hs_limits l = {.seconds = 5, .megabytes = 64};
    hs_err err = {.offset = HS_NOWHERE};
    if (!hs_confine_prepare(&l, &err)) {
        fprintf(stderr, "planted: %s\n", err.msg);
        return 2;
    }
    int through = argc > 1 ? attempt(argv + 1, argc - 1, argv[1], &l) : all_attempts(&l) + every_call(&l);
    if (argc == 1)
        printf("planted: %zu attempts, %s\n", sizeof attempts / sizeof *attempts,
               through ? "SOME WENT THROUGH" : "all stopped");
    hs_buf_free(&l.filter);
    return through > 0;
}
