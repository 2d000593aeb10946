#include "run/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 }; /* its shadow memory is terabytes of address space, and it makes system calls of its own */
#else
enum { SANITIZED = 0 };
#endif

enum { COMPILE_SECONDS = 1 };

/* ---- the filter ---- */

/* What computing needs. Memory that is both new and executable is not among it. */
static const int allowed[] = {SCMP_SYS(brk),        SCMP_SYS(munmap),         SCMP_SYS(mremap),
                              SCMP_SYS(madvise),    SCMP_SYS(futex),          SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(exit_group), SCMP_SYS(rt_sigprocmask), SCMP_SYS(exit),
                              SCMP_SYS(getrandom),  SCMP_SYS(clock_gettime),  SCMP_SYS(sched_yield)};

/* What libraries ask for in passing and can do without: answered with "not permitted". Anything else ends the process.
 */
static const int refused[] = {SCMP_SYS(open),         SCMP_SYS(openat),
                              SCMP_SYS(access),       SCMP_SYS(faccessat),
                              SCMP_SYS(stat),         SCMP_SYS(lstat),
                              SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
                              SCMP_SYS(statx),        SCMP_SYS(readlink),
                              SCMP_SYS(ioctl),        SCMP_SYS(readlinkat),
                              SCMP_SYS(getpid),       SCMP_SYS(gettid),
                              SCMP_SYS(tgkill),       SCMP_SYS(getuid),
                              SCMP_SYS(sysinfo),      SCMP_SYS(uname),
                              SCMP_SYS(getcwd),       SCMP_SYS(prlimit64),
                              SCMP_SYS(rt_sigaction), SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(close),        SCMP_SYS(lseek)};

static int add_rules(scmp_filter_ctx f)
{
    int bad = 0;
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
    bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, HS_WORKER_PIPE, 0));
    bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_NE, HS_WORKER_PIPE, 0));
    bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    return bad;
}

static bool limit(int what, rlim_t most)
{
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) == 0;
}

/* First a signal that says what it is for, a second later the end. */
static bool limit_time(rlim_t seconds)
{
    return setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds + 1}) == 0;
}

static int wait_for(pid_t pid)
{
    int status = -1;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return status;
}

/* The compiled filter, by way of a file in memory; in a process of its own, since libseccomp, when it lacks memory for
 * a moment, may also go round in a loop for good. */
static bool compile(hs_buf *out)
{
    char chunk[4096];
    int fd = memfd_create("filter", MFD_CLOEXEC);
    fflush(NULL);
    pid_t pid = fd >= 0 ? _Fork() : -1; /* no worker: what is done for those in a fork is left out */
    if (pid == 0) {
        limit(RLIMIT_CPU, COMPILE_SECONDS);
        scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
        _exit(f && add_rules(f) == 0 && seccomp_export_bpf(f, fd) == 0 ? 0 : 1);
    }
    bool ok = wait_for(pid) == 0 && lseek(fd, 0, SEEK_SET) == 0;
    for (ssize_t n; ok && (n = read(fd, chunk, sizeof chunk)) > 0;) hs_buf_add(out, chunk, (size_t)n);
    if (fd >= 0) close(fd);
    return ok && out->n > 0 && out->n % sizeof(struct sock_filter) == 0;
}

/* Made twice, and taken only if both are the same: libseccomp, when it lacks memory for a moment, may leave rules out
 * of what it exports and say that all went well. */
static bool compile_surely(hs_buf *out)
{
    hs_buf again = {0};
    bool ok = compile(out) && compile(&again) && hs_str_eq((hs_str){out->p, out->n}, (hs_str){again.p, again.n});
    hs_buf_free(&again);
    return ok;
}

bool hs_confine_prepare(hs_limits *l, hs_err *err)
{
    bool ok = l->unconfined || compile_surely(&l->filter);
    fflush(NULL);
    pid_t pid = ok ? fork() : -1;
    if (pid == 0) _exit(hs_confine(l, STDERR_FILENO) ? 0 : EXIT_UNCONFINED);
    return wait_for(pid) == 0 ||
           hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE,
                   "this system cannot confine the processes that read documents (no seccomp filter); "
                   "--unconfined reads them all the same, and the log records it");
}

/* ---- in the worker ---- */

/* Bytes of address space that this process has now; 0 where the system does not say. */
static rlim_t taken(void)
{
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && read(fd, text, sizeof text - 1) < 0) *text = '\0';
    if (fd >= 0) close(fd);
    return (rlim_t)strtoul(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

static bool limit_memory(uint32_t megabytes)
{
    rlim_t now = taken();
    return SANITIZED || (now && limit(RLIMIT_AS, now + ((rlim_t)megabytes << 20)));
}

static bool set_limits(const hs_limits *l)
{
    return limit_memory(l->megabytes) && limit_time(l->seconds + 1) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

/* The pipe and nothing else stays open; 0, 1 and 2 lead nowhere. */
static bool close_all_but(int pipe)
{
    if (pipe != HS_WORKER_PIPE && dup2(pipe, HS_WORKER_PIPE) < 0) return false;
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < HS_WORKER_PIPE; fd++)
        if (dup2(nowhere, fd) < 0) return false;
    return close_range(HS_WORKER_PIPE + 1, ~0U, 0) == 0;
}

/* The attributes of a ruleset as they are in Linux 6.12; older headers know a part of them. */
typedef struct {
    uint64_t files, net, scoped;
} landlock_rights;

/* Every right that this kernel's Landlock knows is given up: over files, TCP ports, abstract sockets and signals to
 * other processes. Kernels without it have the filter alone. */
static bool leave_files(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) return true;
    int rights = abi < 2 ? 13 : abi < 3 ? 14 : abi < 5 ? 15 : 16;
    landlock_rights all = {(UINT64_C(1) << rights) - 1, abi < 4 ? 0 : 3, abi < 6 ? 0 : 3};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    bool ok = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0) close(rules);
    return ok;
}

bool hs_confine(const hs_limits *l, int pipe)
{
    struct sock_fprog program = {(unsigned short)(l->filter.n / sizeof(struct sock_filter)), (void *)l->filter.p};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !set_limits(l) || !close_all_but(pipe)) return false;
    if (l->unconfined) return true;
    return leave_files() && (SANITIZED || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
}
