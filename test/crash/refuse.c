#include "refuse.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/ts.h>
#include <poll.h>
#include <pwd.h>
#include <seccomp.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_FUNCTIONS = 96 };

typedef struct {
    refusal wanted;
    uint64_t calls[MOST_FUNCTIONS];
} state;

static struct {
    const char *name;
    int ways;
} functions[MOST_FUNCTIONS];
static int known;
static state *shared; /* with all forked processes */
static bool armed;    /* this process, and those that it forks while it is */

static int add(const char *name, int ways)
{
    functions[known].name = name;
    functions[known].ways = ways;
    return known++;
}

void refuse_install(void)
{
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) _exit(2);
}

void refuse_arm(refusal r)
{
    memset(shared->calls, 0, sizeof shared->calls);
    shared->wanted = r;
    armed = true;
}

void refuse_disarm(void)
{
    armed = false;
}

int refuse_functions(void)
{
    return known;
}

const char *refuse_name(int function)
{
    return functions[function].name;
}

int refuse_ways(int function)
{
    return functions[function].ways;
}

uint64_t refuse_calls(int function)
{
    return shared->calls[function];
}

/* In which way this call is to fail; REFUSE_NOTHING where it is not. */
static int way_of(int function)
{
    if (!armed) return REFUSE_NOTHING;
    uint64_t n = __atomic_fetch_add(&shared->calls[function], 1, __ATOMIC_RELAXED);
    bool now = shared->wanted.function == function && shared->wanted.n == n;
    return now ? shared->wanted.way : REFUSE_NOTHING;
}

static int with(int why)
{
    errno = why;
    return -1;
}

/* A function: its result, name, parameters and arguments, in how many ways it fails, and what it gives then (`way`
 * tells which). */
#define CALL(result, name, params, args, ways, failure)                                                                \
    static int id_##name;                                                                                              \
    __attribute__((constructor)) static void add_##name(void)                                                          \
    {                                                                                                                  \
        id_##name = add(#name, ways);                                                                                  \
    }                                                                                                                  \
    result __real_##name params;                                                                                       \
    result __wrap_##name params;                                                                                       \
    result __wrap_##name params                                                                                        \
    {                                                                                                                  \
        int way = way_of(id_##name);                                                                                   \
        return way == REFUSE_NOTHING ? __real_##name args : (failure);                                                 \
    }

/* ---- the kernel ---- */

static struct passwd nameless;
static sqlite3_vfs ancient = {.iVersion = 1};

CALL(int, open64, (const char *path, int flags, mode_t mode), (path, flags, mode), 1, with(EMFILE))
CALL(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), 3,
     way == 0   ? with(EIO)
     : way == 1 ? with(EINTR)
                : __real_read(fd, to, n < 5 ? n : 5))
CALL(ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n), 3,
     way == 0   ? with(ENOSPC)
     : way == 1 ? with(EINTR)
                : __real_write(fd, bytes, n / 2))
CALL(int, fsync, (int fd), (fd), 1, with(EIO))
CALL(int, close, (int fd), (fd), 1, (__real_close(fd), with(EIO)))
CALL(off64_t, lseek64, (int fd, off64_t at, int from), (fd, at, from), 1, with(EINVAL))
CALL(int, memfd_create, (const char *name, unsigned flags), (name, flags), 1, with(EMFILE))
CALL(pid_t, _Fork, (void), (), 1, with(EAGAIN))
CALL(pid_t, fork, (void), (), 1, with(EAGAIN))
CALL(pid_t, waitpid, (pid_t pid, int *status, int options), (pid, status, options), 2,
     way == 0 ? with(EINTR) : (__real_waitpid(pid, status, options), *status = -1, with(ECHILD)))
CALL(int, pipe2, (int *ends, int flags), (ends, flags), 1, with(EMFILE))
CALL(int, poll, (struct pollfd * fds, nfds_t n, int ms), (fds, n, ms), 1, with(EINTR))
CALL(int, setrlimit64, (__rlimit_resource_t what, const struct rlimit64 *l), (what, l), 1, with(EPERM))
CALL(FILE *, fopen64, (const char *path, const char *mode), (path, mode), 2,
     way == 0 ? (with(EMFILE), NULL) : __real_fopen64("/dev/null", mode))
CALL(int, dup2, (int from, int to), (from, to), 1, with(EMFILE))
CALL(int, close_range, (unsigned from, unsigned to, int flags), (from, to, flags), 1, with(ENOSYS))
CALL(int, prctl, (int what, unsigned long a, unsigned long b, unsigned long c, unsigned long d), (what, a, b, c, d), 1,
     with(EINVAL))
/* Landlock alone: it is not there, or as the kernels before this one have it (the answer to NULL is its version). */
CALL(long, syscall, (long nr, void *a, size_t b, unsigned c), (nr, a, b, c), 7, way == 0 || a ? with(ENOSYS) : way)
CALL(int, stat64, (const char *path, struct stat64 *st), (path, st), 1, with(EACCES))
CALL(int, chmod, (const char *path, mode_t mode), (path, mode), 1, with(EPERM))
CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), 1, with(ENOSPC))
CALL(int, rename, (const char *from, const char *to), (from, to), 1, with(EIO))
CALL(struct passwd *, getpwuid, (uid_t uid), (uid), 2, way == 0 ? NULL : &nameless)

/* ---- libseccomp ---- */

CALL(scmp_filter_ctx, seccomp_init, (uint32_t otherwise), (otherwise), 1, NULL)
CALL(int, seccomp_rule_add,
     (scmp_filter_ctx f, uint32_t action, int nr, unsigned n, struct scmp_arg_cmp a, struct scmp_arg_cmp b),
     (f, action, nr, n, a, b), 2, way == 0 ? -ENOMEM : 0 /* left out, and said to be there */)
CALL(int, seccomp_export_bpf, (scmp_filter_ctx f, int fd), (f, fd), 2, way == 0 ? -ECANCELED : 0)

/* ---- libsodium ---- */

CALL(int, sodium_init, (void), (), 1, -1)
CALL(int, crypto_sign_seed_keypair, (unsigned char *public, unsigned char *secret, const unsigned char *seed),
     (public, secret, seed), 1, -1)

/* ---- SQLite ---- */

CALL(int, sqlite3_prepare_v3,
     (sqlite3 * db, const char *sql, int n, unsigned flags, sqlite3_stmt **s, const char **end),
     (db, sql, n, flags, s, end), 1, SQLITE_NOMEM)
CALL(int, sqlite3_step, (sqlite3_stmt * s), (s), 1, SQLITE_IOERR)
CALL(int, sqlite3_exec,
     (sqlite3 * db, const char *sql, int (*each)(void *, int, char **, char **), void *ctx, char **why),
     (db, sql, each, ctx, why), 1, SQLITE_IOERR)
CALL(sqlite3_vfs *, sqlite3_vfs_find, (const char *name), (name), 2, way == 0 ? NULL : &ancient)
CALL(int, sqlite3_vfs_register, (sqlite3_vfs * vfs, int usual), (vfs, usual), 1, SQLITE_NOMEM)
CALL(int, sqlite3_file_control, (sqlite3 * db, const char *name, int what, void *arg), (db, name, what, arg), 1,
     SQLITE_NOTFOUND)

/* ---- OpenSSL ---- */

CALL(TS_REQ *, TS_REQ_new, (void), (), 1, NULL)
CALL(int, TS_REQ_set_version, (TS_REQ * r, long version), (r, version), 1, 0)
CALL(TS_MSG_IMPRINT *, TS_MSG_IMPRINT_new, (void), (), 1, NULL)
CALL(X509_ALGOR *, X509_ALGOR_new, (void), (), 1, NULL)
CALL(int, X509_ALGOR_set0, (X509_ALGOR * a, ASN1_OBJECT *o, int type, void *value), (a, o, type, value), 1, 0)
CALL(int, TS_MSG_IMPRINT_set_algo, (TS_MSG_IMPRINT * m, X509_ALGOR *a), (m, a), 1, 0)
CALL(int, TS_MSG_IMPRINT_set_msg, (TS_MSG_IMPRINT * m, unsigned char *bytes, int n), (m, bytes, n), 1, 0)
CALL(int, TS_REQ_set_msg_imprint, (TS_REQ * r, TS_MSG_IMPRINT *m), (r, m), 1, 0)
CALL(ASN1_INTEGER *, ASN1_INTEGER_new, (void), (), 1, NULL)
CALL(int, RAND_bytes, (unsigned char *to, int n), (to, n), 1, 0)
CALL(int, ASN1_INTEGER_set_uint64, (ASN1_INTEGER * i, uint64_t n), (i, n), 1, 0)
CALL(int, TS_REQ_set_nonce, (TS_REQ * r, const ASN1_INTEGER *i), (r, i), 1, 0)
CALL(int, TS_REQ_set_cert_req, (TS_REQ * r, int wanted), (r, wanted), 1, 0)
CALL(int, i2d_TS_REQ, (const TS_REQ *r, unsigned char **out), (r, out), 1, -1)
CALL(TS_VERIFY_CTX *, TS_VERIFY_CTX_new, (void), (), 1, NULL)
CALL(X509_STORE *, X509_STORE_new, (void), (), 1, NULL)
CALL(void *, CRYPTO_memdup, (const void *p, size_t n, const char *file, int line), (p, n, file, line), 1, NULL)
CALL(int, X509_STORE_load_file, (X509_STORE * s, const char *path), (s, path), 1, 0)
CALL(int, ASN1_TIME_to_tm, (const ASN1_TIME *t, struct tm *tm), (t, tm), 1, 0)
CALL(TS_RESP *, d2i_TS_RESP, (TS_RESP * *r, const unsigned char **p, long n), (r, p, n), 1, NULL)
CALL(TS_TST_INFO *, TS_RESP_get_tst_info, (TS_RESP * r), (r), 1, NULL)
CALL(int, TS_RESP_verify_response, (TS_VERIFY_CTX * c, TS_RESP *r), (c, r), 1, 0)
CALL(BIO *, BIO_new, (const BIO_METHOD *m), (m), 1, NULL)
CALL(int, ASN1_GENERALIZEDTIME_print, (BIO * b, const ASN1_GENERALIZEDTIME *t), (b, t), 1, 0)
CALL(int, X509_NAME_print_ex, (BIO * b, const X509_NAME *n, int indent, unsigned long flags), (b, n, indent, flags), 1,
     -1)
CALL(STACK_OF(X509) *, PKCS7_get0_signers, (PKCS7 * p, STACK_OF(X509) * certs, int flags), (p, certs, flags), 1, NULL)
