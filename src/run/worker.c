#include "run/worker.h"

#include "doc/bound.h"
#include "doc/children.h"
#include "doc/pack.h"
#include "find/find.h"
#include "parse/engine.h"
#include "parse/parse.h"
#include "read/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What goes through the pipe: frames of a tag, a length, bytes. Members of a container come first, as they are read; a
 * member's frame begins with its name. The document is sent once read and again once searched, so that one whose
 * analysis fails is still there to be searched. */
typedef enum { FRAME_READ = 1, FRAME_FOUND, FRAME_NOT, FRAME_CHILD } frame_tag;
typedef struct {
    uint32_t tag, code; /* code: hs_code of FRAME_NOT or of a member that cannot be had; bytes are the reason then */
    uint64_t n;         /* of the name and the bytes */
    uint64_t name_n;    /* of a member's name */
} frame;

enum {
    EXIT_OUT_OF_MEMORY = 3,
    SENT_PER_BYTE = 64,
    SENT_AT_LEAST = 64 << 20,
    SMALLEST_SHARE = 1 << 12,
    TAKEN_AT_ONCE = 64
};

int64_t hs_clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- in the worker ---- */

static void send_all(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n) {
        ssize_t k = write(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) _exit(1);
        p += k;
        n -= (size_t)k;
    }
}

static void send_frame(int fd, frame_tag tag, hs_code code, hs_str bytes)
{
    frame f = {(uint32_t)tag, (uint32_t)code, bytes.n, 0};
    send_all(fd, &f, sizeof f);
    send_all(fd, bytes.p, bytes.n);
}

static const char everything_but_search[] = "who says what: it can be searched only";

/* What the supervisor takes of a document of this size: as it was read, and once more with what was found in it. */
static uint64_t most_sent(uint64_t size)
{
    return size * SENT_PER_BYTE + SENT_AT_LEAST;
}

/* Packs it; false where it is more than half of what is taken. */
static bool packed_fits(const hs_doc *d, hs_buf *packed)
{
    hs_buf_clear(packed);
    hs_doc_pack(d, packed);
    return packed->n + sizeof(frame) <= most_sent(d->raw_size) / 2;
}

static void send_read(int fd, hs_doc *d)
{
    hs_buf packed = {0};
    for (uint32_t share = 1; share <= SMALLEST_SHARE; share *= 2) {
        hs_doc_bound_text(d, share);
        if (packed_fits(d, &packed)) break;
    }
    send_frame(fd, FRAME_READ, HS_OK, (hs_str){packed.p, packed.n});
    hs_buf_free(&packed);
}

static void send_found(int fd, hs_doc *d)
{
    hs_buf packed = {0};
    if (!hs_doc_is_bounded(d) || !packed_fits(d, &packed)) {
        hs_doc_clear_found(d);
        hs_doc_partly(d, everything_but_search, "more was found in it than is kept");
        packed_fits(d, &packed);
    }
    send_frame(fd, FRAME_FOUND, HS_OK, (hs_str){packed.p, packed.n});
    hs_buf_free(&packed);
}

static void send_child(hs_str name, hs_str bytes, const hs_err *why_not, void *ctx)
{
    const int *fd = ctx;
    if (why_not) bytes = hs_str_of(why_not->msg);
    frame f = {FRAME_CHILD, why_not ? (uint32_t)why_not->code : HS_OK, name.n + bytes.n, name.n};
    send_all(*fd, &f, sizeof f);
    send_all(*fd, name.p, name.n);
    send_all(*fd, bytes.p, bytes.n);
}

static void find_all(hs_doc *d)
{
    hs_err err = {.offset = HS_NOWHERE};
    if (hs_parse(d, &err)) {
        hs_find(d);
    } else {
        hs_doc_partly(d, everything_but_search, err.msg);
    }
    HS_VEC_FREE(d->sentences); /* the case does not keep them */
    HS_VEC_FREE(d->tokens);
}

void hs_worker_read(int pipe, hs_str raw, const hs_withins *ruled)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_doc *d = hs_doc_new();
    d->children.take = send_child;
    d->children.ctx = &pipe;
    if (!hs_read(raw, d, &err)) {
        send_frame(pipe, FRAME_NOT, err.code, hs_str_of(err.msg));
        return;
    }
    send_read(pipe, d);
    if (ruled) hs_withins_give(ruled, d);
    if (d->text.n) find_all(d); /* an archive has members and no text */
    send_found(pipe, d);
}

void hs_worker_warm(uint32_t seconds)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* names in archives */
    static const char words[] = "“The water rose,” said Mara Voss, of Ilvar, on 5 March 2021.\n";
    const hs_engine *engine = NULL;
    hs_err err;
    hs_doc *d = hs_doc_new();
    hs_read_warm(seconds);
    hs_read((hs_str){words, sizeof words - 1}, d, &err);
    find_all(d);
    if (hs_engine_shared(&hs_languages[0], &engine, &err) && engine->model) hs_model_settle(engine->model);
    hs_doc_free(d);
}

/* ---- in the supervisor ---- */

bool hs_worker_start(hs_worker *w, hs_worker_body body, hs_str raw, const hs_withins *ruled, const hs_sha256 *sha,
                     const hs_limits *limits, hs_err *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "cannot make a pipe: %s", strerror(errno));
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0) {
        int why = errno;
        close(ends[0]);
        close(ends[1]);
        return hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "cannot start a worker: %s", strerror(why));
    }
    if (pid == 0) {
        if (!hs_confine(limits, ends[1])) _exit(EXIT_UNCONFINED);
        body(HS_WORKER_PIPE, raw, ruled);
        _exit(0);
    }
    close(ends[1]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    hs_buf in = w->in;
    *w = (hs_worker){.pid = pid,
                     .fd = ends[0],
                     .in = in,
                     .sha = *sha,
                     .since = hs_clock_ms(),
                     .size = raw.n,
                     .limit = limits->seconds};
    hs_buf_clear(&w->in);
    return true;
}

void hs_worker_kill_late(hs_worker *w, int64_t now)
{
    if (w->late || now - w->since < (int64_t)w->limit * 1000) return;
    w->late = true;
    kill(w->pid, SIGKILL);
}

/* Whether what came is a member in the making: then the bounds of members hold, else those of documents. */
static bool too_much(const hs_worker *w)
{
    frame f = {0};
    if (w->in.n - w->used >= sizeof f) memcpy(&f, w->in.p + w->used, sizeof f);
    if (f.tag != FRAME_CHILD) return w->in.n - w->used > most_sent(w->size);
    return f.name_n > 4 * HS_CHILD_NAME || f.n > HS_CHILD_LARGEST + f.name_n || w->children > HS_CHILDREN_MOST ||
           w->children_bytes + f.n > hs_children_bytes(w->size) + HS_CHILDREN_MOST * (uint64_t)HS_CHILD_NAME;
}

bool hs_worker_take(hs_worker *w)
{
    char chunk[65536];
    if (w->used) memmove(w->in.p, w->in.p + w->used, w->in.n -= w->used);
    w->used = 0;
    for (int i = 0; i < TAKEN_AT_ONCE; i++) {
        ssize_t n = read(w->fd, chunk, sizeof chunk);
        if (n == 0) return true;
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return false;
        if (n < 0) {
            w->lost = true;
            kill(w->pid, SIGKILL);
            return true;
        }
        hs_buf_add(&w->in, chunk, (size_t)n);
        if (too_much(w)) {
            w->flooding = true;
            kill(w->pid, SIGKILL);
            return true;
        }
    }
    return false;
}

/* How the worker ended, where it did not end well. */
static void say_how(const hs_worker *w, int status, hs_err *why)
{
    if (w->late) {
        hs_fail(why, HS_ERR_TIMEOUT, NULL, HS_NOWHERE, "took longer than %u s", w->limit);
    } else if (w->lost) {
        hs_fail(why, HS_ERR_IO, NULL, HS_NOWHERE, "what its reader sent could not be taken: run again");
    } else if (w->flooding) {
        hs_fail(why, HS_ERR_LIMIT, NULL, HS_NOWHERE, "grew too large while it was read");
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        hs_fail(why, HS_ERR_TIMEOUT, NULL, HS_NOWHERE, "took longer than %u s of processor time", w->limit);
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) {
        hs_fail(why, HS_ERR_CRASH, NULL, HS_NOWHERE,
                "stopped: while being read it asked the system for what no reader needs");
    } else if (WIFSIGNALED(status)) {
        hs_fail(why, HS_ERR_CRASH, NULL, HS_NOWHERE, "the reader crashed on it (%s)", strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY) {
        hs_fail(why, HS_ERR_LIMIT, NULL, HS_NOWHERE, "needs more memory than a worker may have");
    } else if (WEXITSTATUS(status) == EXIT_UNCONFINED) {
        hs_fail(why, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "this system cannot confine the process that would read it");
    } else {
        hs_fail(why, HS_ERR_CRASH, NULL, HS_NOWHERE, "the reader ended without a word (status %d)",
                WEXITSTATUS(status));
    }
}

/* The next frame, or false where none is complete. */
static bool next_frame(hs_str *in, frame *f, hs_str *bytes)
{
    if (in->n < sizeof *f) return false;
    memcpy(f, in->p, sizeof *f);
    if (in->n - sizeof *f < f->n) return false;
    *bytes = (hs_str){in->p + sizeof *f, f->n};
    *in = (hs_str){bytes->p + f->n, in->n - sizeof *f - f->n};
    return true;
}

bool hs_worker_child(hs_worker *w, hs_worker_member *out)
{
    frame f;
    hs_str rest = {w->in.p + w->used, w->in.n - w->used}, bytes;
    if (!next_frame(&rest, &f, &bytes) || f.tag != FRAME_CHILD || too_much(w) || f.name_n > f.n ||
        f.code > HS_ERR_ENCRYPTED)
        return false;
    w->used = w->in.n - rest.n;
    w->children_bytes += f.n;
    out->item = w->children++;
    out->code = (hs_code)f.code;
    out->name = (hs_str){bytes.p, f.name_n};
    out->bytes = (hs_str){bytes.p + f.name_n, f.n - f.name_n};
    return true;
}

/* A worker that was taken over by its document may send anything: only a sound document of these very bytes counts. */
static hs_doc *unpack(const hs_worker *w, hs_str bytes, hs_err *why)
{
    hs_doc *d = hs_doc_unpack(bytes, why);
    char hex[65];
    hs_sha256_hex(&w->sha, hex);
    if (d && (memcmp(d->sha.b, w->sha.b, sizeof d->sha.b) != 0 || d->raw_size != w->size ||
              strncmp(hs_doc_str(d, d->id) + 1, hex, 12) != 0)) {
        hs_fail(why, HS_ERR_CRASH, NULL, HS_NOWHERE, "the reader gave back another document");
        hs_doc_free(d);
        d = NULL;
    } else if (d && !hs_doc_is_bounded(d)) {
        hs_fail(why, HS_ERR_LIMIT, NULL, HS_NOWHERE, "grew too large while it was read");
        hs_doc_free(d);
        d = NULL;
    }
    return d;
}

hs_doc *hs_worker_result(hs_worker *w, bool *died, hs_err *why)
{
    int status = 0;
    frame f;
    hs_str rest = {w->in.p + w->used, w->in.n - w->used}, bytes, read = {NULL, 0}, found = {NULL, 0};
    hs_doc *d = NULL;
    close(w->fd);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR) continue;
    w->pid = 0;
    say_how(w, status, why);
    *died = true;
    while (next_frame(&rest, &f, &bytes)) {
        if (f.tag == FRAME_READ) read = bytes;
        if (f.tag == FRAME_FOUND) found = bytes;
        if (f.tag == FRAME_NOT && f.code <= HS_ERR_ENCRYPTED) {
            hs_buf reason = {0};
            hs_buf_add(&reason, bytes.p, bytes.n);
            hs_fail(why, (hs_code)f.code, NULL, HS_NOWHERE, "%s", hs_buf_c(&reason));
            hs_buf_free(&reason);
            *died = false;
            return NULL;
        }
    }
    if (found.p) d = unpack(w, found, why);
    *died = !d;
    if (!d && read.p && (d = unpack(w, read, why)) != NULL) hs_doc_partly(d, everything_but_search, why->msg);
    return d;
}
