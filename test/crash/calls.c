/* The chain of custody and the sandbox while single calls fail: of each function of OpenSSL, libsodium, libseccomp,
 * SQLite and the kernel that they use (refuse.c), the nth call, in each way, in a process of its own.
 *
 *     calls [STEP]      every STEP-th n (1)
 *
 * Each scene must do its work as if nothing had happened, or say why it did not. None may call sound what is not: a
 * changed case, a log that was cut, a stamp on other bytes; nor let a document reach a file. Exit 1 at the first that
 * does, naming the call. Test code. */
#include "authority.h"
#include "refuse.h"

#include "base/file.h"
#include "keep/checkpoint.h"
#include "keep/db.h"
#include "keep/store.h"
#include "keep/timestamp.h"
#include "run/worker.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { DONE, SAID_WHY, OUT_OF_MEMORY = 3, WRONG, MUTE } outcome;

enum { TOO_LONG = 60 };

static const char text[] =
    "At least 12 people were hurt at Ilvar on 5 March 2021, Mara Voss told the Harbour Tribune.\n";
static refusal planned;

static outcome of(bool ok, const hs_err *err)
{
    return ok ? DONE : *err->msg ? SAID_WHY : MUTE;
}

/* ---- files ---- */

static void must(bool ok, const char *what, const hs_err *err)
{
    if (ok) return;
    fprintf(stderr, "calls: %s: %s\n", what, err->msg);
    _exit(2);
}

static void get(const char *path, hs_buf *out)
{
    hs_err err;
    must(hs_file_read(path, 1 << 26, out, &err), path, &err);
}

static void put(const char *path, hs_str bytes)
{
    hs_err err;
    must(hs_file_write(path, bytes, &err), path, &err);
}

static void copy(const char *from, const char *to)
{
    hs_buf bytes = {0};
    get(from, &bytes);
    put(to, (hs_str){bytes.p, bytes.n});
    hs_buf_free(&bytes);
}

/* ---- the scenes: what is done with calls failing stands between arming and disarming ---- */

static outcome opened(hs_case **c, const char *path, hs_err *err)
{
    *c = hs_case_open(path, false, err);
    return of(*c != NULL, err);
}

static void ignore(const char *line, void *ctx)
{
    (void)line, (void)ctx;
}

static bool is_sound(const char *path)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checked checked;
    hs_case *c = hs_case_open(path, false, &err);
    bool ok = c && hs_case_verify(c, ignore, NULL, &checked, &err);
    if (!ok) fprintf(stderr, "%s\n", err.msg);
    hs_case_close(c);
    return ok;
}

static outcome makes_a_key(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checkpoint p;
    copy("sound.case", "work.case");
    unlink("new.key");
    refuse_arm(planned);
    bool ok = hs_key_make("new.key", &err);
    refuse_disarm();
    if (!ok) return access("new.key", F_OK) == 0 ? WRONG : of(false, &err); /* half a key is none */
    hs_case *c = hs_case_open("work.case", false, &err);
    return hs_checkpoint_make(c, "new.key", &p, &err) ? DONE : WRONG;
}

static outcome makes_a_checkpoint(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checkpoint p, again;
    hs_buf printed = {0};
    hs_case *c = NULL;
    copy("sound.case", "work.case");
    refuse_arm(planned);
    bool ok = opened(&c, "work.case", &err) == DONE && hs_checkpoint_make(c, "signing.key", &p, &err);
    hs_case_close(c);
    refuse_disarm();
    if (!is_sound("work.case")) return WRONG;
    if (!ok) return of(false, &err);
    hs_checkpoint_print(&p, &printed);
    c = hs_case_open("work.case", false, &err);
    ok = hs_checkpoint_parse((hs_str){printed.p, printed.n}, &again, &err) &&
         hs_checkpoint_check(c, &again, ignore, NULL, &err);
    return ok ? DONE : WRONG;
}

static outcome checks(const char *path)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checkpoint p;
    hs_buf printed = {0};
    hs_case *c = NULL;
    get("checkpoint.txt", &printed);
    refuse_arm(planned);
    bool ok = opened(&c, path, &err) == DONE && hs_checkpoint_parse((hs_str){printed.p, printed.n}, &p, &err) &&
              hs_checkpoint_check(c, &p, ignore, NULL, &err);
    refuse_disarm();
    return of(ok, &err);
}

static outcome checks_a_log(void)
{
    return checks("sound.case");
}

static outcome never(outcome o)
{
    return o == DONE ? WRONG : o;
}

static outcome checks_a_cut_log(void)
{
    return never(checks("cut.case"));
}

static outcome verifies(const char *path)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checked checked = {0};
    hs_case *c = NULL;
    refuse_arm(planned);
    bool ok = opened(&c, path, &err) == DONE && hs_case_verify(c, ignore, NULL, &checked, &err);
    hs_case_close(c);
    refuse_disarm();
    return ok && checked.documents != 1 ? WRONG : of(ok, &err);
}

static outcome verifies_a_case(void)
{
    return verifies("sound.case");
}

static outcome verifies_a_changed_case(void)
{
    return never(verifies("changed.case"));
}

static void count(const hs_log_entry *e, void *ctx)
{
    *(uint64_t *)ctx += e->seq > 0;
}

static outcome tells_the_log(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    uint64_t before = 0, entries = 0;
    hs_case *c = NULL;
    copy("sound.case", "work.case");
    must(opened(&c, "work.case", &err) == DONE && hs_case_log(c, count, &before, &err), "log", &err);
    hs_case_close(c);
    refuse_arm(planned);
    bool added = opened(&c, "work.case", &err) == DONE && hs_case_log_add(c, "export", "to paper", &err);
    bool ok = added && hs_case_log(c, count, &entries, &err);
    hs_case_close(c);
    refuse_disarm();
    if (!is_sound("work.case") || (ok && entries != before + 1)) return WRONG;
    return of(ok, &err);
}

static outcome stores(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_buf place = {0}, kept = {0};
    hs_str bytes = hs_str_of(text);
    hs_sha256 sha = hs_sha256_of(bytes.p, bytes.n);
    bool ok = true;
    refuse_arm(planned);
    for (int i = 0; ok && i < 2; i++) { /* new, then there already */
        hs_buf_clear(&place);
        ok = hs_store_put("store", &sha, bytes, &place, &err);
    }
    refuse_disarm();
    if (ok) get(hs_buf_c(&place), &kept);
    return ok && !hs_str_eq((hs_str){kept.p, kept.n}, bytes) ? WRONG : of(ok, &err);
}

static outcome asks_for_a_stamp(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_buf request = {0}, again = {0};
    refuse_arm(planned);
    bool ok = hs_timestamp_request(hs_str_of(text), &request, &err);
    refuse_disarm();
    if (ok && !authority_answers((hs_str){request.p, request.n}, "again.pem", &again)) return WRONG;
    return of(ok, &err);
}

static outcome checks_the_stamp_on(const char *words)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_buf response = {0}, when = {0}, who = {0};
    get("stamp.tsr", &response);
    refuse_arm(planned);
    bool ok =
        hs_timestamp_check(hs_str_of(words), (hs_str){response.p, response.n}, "authority.pem", &when, &who, &err);
    refuse_disarm();
    return ok && (!when.n || !hs_str_eq((hs_str){who.p, who.n}, HS_STR("CN=Ilvar Notaries"))) ? WRONG : of(ok, &err);
}

static outcome checks_a_stamp(void)
{
    return checks_the_stamp_on(text);
}

static outcome checks_a_stamp_on_other_words(void)
{
    return never(checks_the_stamp_on("Nobody was hurt.\n"));
}

/* A worker that first looks whether it can get at a file. */
static void escapes(int pipe, hs_str raw, const hs_withins *ruled)
{
    if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0) {
        if (write(pipe, "ESCAPED", 7) < 0) _exit(1);
        return;
    }
    hs_worker_read(pipe, raw, ruled);
}

static outcome reads_confined(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_limits l = {.seconds = 20, .megabytes = 256};
    hs_worker w = {0};
    hs_str raw = hs_str_of(text);
    hs_sha256 sha = hs_sha256_of(raw.p, raw.n);
    bool died = false;
    refuse_arm(planned);
    bool ok = hs_confine_prepare(&l, &err) && hs_worker_start(&w, escapes, raw, NULL, &sha, &l, &err);
    while (ok && !hs_worker_take(&w)) poll(&(struct pollfd){.fd = w.fd, .events = POLLIN}, 1, 1000);
    if (ok && memmem(hs_buf_c(&w.in), w.in.n, "ESCAPED", 7)) return WRONG;
    hs_doc *d = ok ? hs_worker_result(&w, &died, &err) : NULL;
    refuse_disarm();
    return of(d != NULL, &err);
}

static const struct {
    const char *name;
    outcome (*play)(void);
    outcome undisturbed;
} scenes[] = {
    {"makes a key", makes_a_key, DONE},
    {"makes a checkpoint", makes_a_checkpoint, DONE},
    {"checks a log", checks_a_log, DONE},
    {"checks a log that was cut", checks_a_cut_log, SAID_WHY},
    {"verifies a case", verifies_a_case, DONE},
    {"verifies a changed case", verifies_a_changed_case, SAID_WHY},
    {"adds to the log and tells it", tells_the_log, DONE},
    {"stores an original", stores, DONE},
    {"asks for a time stamp", asks_for_a_stamp, DONE},
    {"checks a time stamp", checks_a_stamp, DONE},
    {"checks a time stamp on other words", checks_a_stamp_on_other_words, SAID_WHY},
    {"reads a document confined", reads_confined, DONE},
};

/* ---- processes ---- */

/* In a process of its own. */
static int played(outcome (*play)(void))
{
    int status = 0;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        alarm(TOO_LONG);
        _exit((int)play());
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static bool acceptable(int got)
{
    return got == DONE || got == SAID_WHY || got == OUT_OF_MEMORY;
}

static bool play_with(size_t scene, uint64_t step, uint64_t *runs, uint64_t *done)
{
    uint64_t calls[128];
    planned = (refusal){REFUSE_NOTHING, 0, 0};
    int got = played(scenes[scene].play);
    if (got != (int)scenes[scene].undisturbed) {
        printf("calls: %s, undisturbed: ended with %d\n", scenes[scene].name, got);
        return false;
    }
    for (int f = 0; f < refuse_functions(); f++) calls[f] = refuse_calls(f);
    for (int f = 0; f < refuse_functions(); f++)
        for (int way = 0; way < refuse_ways(f); way++)
            for (uint64_t n = 0; n < calls[f]; n += step) {
                planned = (refusal){f, way, n};
                got = played(scenes[scene].play);
                ++*runs;
                *done += got == DONE;
                if (acceptable(got)) continue;
                printf("calls: %s: call %" PRIu64 " of %s, failing in way %d, ended it with %d\n", scenes[scene].name,
                       n, refuse_name(f), way, got);
                return false;
            }
    return true;
}

/* ---- what the scenes find ---- */

static void make_case(const char *path)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_str raw = hs_str_of(text);
    hs_file_news news;
    hs_case *c = hs_case_open(path, true, &err);
    must(c && hs_case_add_file(c, "report.txt", &raw, NULL, &news, &err), path, &err);
    hs_doc *d = hs_doc_new();
    hs_doc_identify(d, raw);
    hs_buf_add(&d->text, raw.p, raw.n);
    must(hs_case_put_doc(c, d, "1", &err), path, &err);
    hs_case_close(c);
}

static outcome sets_up(void)
{
    hs_err err = {.offset = HS_NOWHERE};
    hs_checkpoint p;
    hs_buf bytes = {0}, stamp = {0};
    make_case("sound.case");
    copy("sound.case", "cut.case");
    must(hs_key_make("signing.key", &err), "key", &err);
    hs_case *c = hs_case_open("sound.case", false, &err);
    must(c && hs_checkpoint_make(c, "signing.key", &p, &err), "checkpoint", &err);
    hs_case_close(c);
    hs_checkpoint_print(&p, &bytes);
    put("checkpoint.txt", (hs_str){bytes.p, bytes.n});
    hs_buf_clear(&bytes);
    get("sound.case", &bytes);
    char *words = memmem(bytes.p, bytes.n, "12 people", 9);
    if (!words) return WRONG;
    words[0] = '7';
    put("changed.case", (hs_str){bytes.p, bytes.n});
    hs_buf_clear(&bytes);
    must(hs_timestamp_request(hs_str_of(text), &bytes, &err), "request", &err);
    if (!authority_answers((hs_str){bytes.p, bytes.n}, "authority.pem", &stamp)) return WRONG;
    put("stamp.tsr", (hs_str){stamp.p, stamp.n});
    return DONE;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/hs-calls-XXXXXX", clean[64];
    uint64_t step = argc > 1 ? strtoull(argv[1], NULL, 10) : 1, runs = 0, done = 0;
    if (step == 0 || !mkdtemp(folder) || chdir(folder) != 0) return 2;
    refuse_install();
    hs_worker_warm(20);
    if (played(sets_up) != DONE) return 2;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        if (!play_with(i, step, &runs, &done)) return 1;
    printf("calls: of %d functions each %" PRIu64 ". call failed in %zu scenes, %" PRIu64 " runs: %" PRIu64
           " did their work all the same, the rest said why not\n",
           refuse_functions(), step, sizeof scenes / sizeof *scenes, runs, done);
    snprintf(clean, sizeof clean, "rm -r %s", folder);
    return system(clean) != 0;
}
