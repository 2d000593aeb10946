/* What the supervisor makes of workers that crash, hang, eat memory, flood it, or lie. */
#include "unit.h"

#include "doc/children.h"
#include "doc/pack.h"
#include "read/reader.h"
#include "run/worker.h"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static const char words[] = "The river rose at Ilvar, Mara Voss said.\n";

typedef struct {
    uint32_t tag, code;
    uint64_t n, name_n;
} frame;

static void send_doc(int pipe, uint32_t tag, hs_str raw)
{
    hs_err err;
    hs_buf packed = {0};
    hs_doc *d = hs_doc_new();
    if (!hs_read(raw, d, &err)) _exit(9);
    hs_doc_pack(d, &packed);
    frame f = {tag, 0, packed.n, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, packed.p, packed.n) < 0) _exit(9);
}

static void crashes(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)pipe, (void)raw;
    *(volatile char *)(uintptr_t)words = 1; /* read-only memory */
}

static void crashes_late(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    send_doc(pipe, 1, raw);
    crashes(pipe, raw, ruled);
}

static void hangs(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)pipe, (void)raw;
    for (volatile int i = 0;; i++) continue;
}

static void takes_memory(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)pipe, (void)raw;
    for (;;) memset(hs_malloc(16 << 20), 1, 16 << 20);
}

static void floods(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    static const char zeros[65536];
    (void)raw;
    for (;;)
        if (write(pipe, zeros, sizeof zeros) < 0) _exit(9);
}

static void asks_too_much(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)pipe, (void)raw;
    if (fork() < 0) _exit(9);
}

static void ends_early(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    frame f = {2, 0, UINT64_MAX, 0};
    if (write(pipe, &f, sizeof f) < 0) _exit(9);
    _exit(0);
}

static void sends_noise(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    frame f = {2, 0, raw.n, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, raw.p, raw.n) < 0) _exit(9);
}

static void sends_another_document(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    send_doc(pipe, 2, HS_STR("Nobody said anything of the kind.\n"));
}

static void says_encrypted(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    static const char why[] = "it wants a password";
    frame f = {3, HS_ERR_ENCRYPTED, sizeof why - 1, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, why, sizeof why - 1) < 0) _exit(9);
}

static void says_nonsense(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    frame f = {3, 77, 0, 0};
    if (write(pipe, &f, sizeof f) < 0) _exit(9);
}

static void sends_a_document_of_another_size(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    hs_buf packed = {0};
    hs_err err;
    hs_doc *d = hs_doc_new();
    if (!hs_read(raw, d, &err)) _exit(9);
    d->raw_size++;
    hs_doc_pack(d, &packed);
    frame f = {2, 0, packed.n, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, packed.p, packed.n) < 0) _exit(9);
}

static void sends_a_document_of_another_name(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    hs_buf packed = {0};
    hs_err err;
    hs_doc *d = hs_doc_new();
    if (!hs_read(raw, d, &err)) _exit(9);
    d->id = hs_doc_intern(d, HS_STR("d000000000000"));
    hs_doc_pack(d, &packed);
    frame f = {2, 0, packed.n, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, packed.p, packed.n) < 0) _exit(9);
}

static void reads_and_sends_noise(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    frame f = {1, 0, raw.n, 0};
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, raw.p, raw.n) < 0) _exit(9);
}

static void cannot_be_confined(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)pipe, (void)raw;
    _exit(EXIT_UNCONFINED);
}

static void sends_child(int pipe, frame f, size_t bytes)
{
    static const char zeros[64];
    if (write(pipe, &f, sizeof f) < 0 || write(pipe, zeros, bytes) < 0) _exit(9);
}

static void names_a_member_at_length(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    sends_child(pipe, (frame){4, 0, 4 * HS_CHILD_NAME + 1, 4 * HS_CHILD_NAME + 1}, 0);
    hangs(pipe, raw, ruled);
}

static void sends_a_huge_member(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    sends_child(pipe, (frame){4, 0, (uint64_t)HS_CHILD_LARGEST + 9, 8}, 0);
    hangs(pipe, raw, ruled);
}

static void names_more_than_it_sends(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    sends_child(pipe, (frame){4, 0, 8, 9}, 8);
}

static void sends_a_member_for_no_known_reason(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    sends_child(pipe, (frame){4, 77, 8, 4}, 8);
}

static void names_a_little_member(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    (void)raw;
    sends_child(pipe, (frame){4, 0, 1, 1}, 1);
}

static void sends_members_without_end(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    for (;;) names_a_little_member(pipe, raw, ruled);
}

static void sends_members_of_too_many_bytes(int pipe, hs_str raw, const hs_withins *ruled)
{
    (void)ruled;
    static char zeros[1 << 20];
    (void)raw;
    for (;;) {
        frame f = {4, 0, sizeof zeros + 4, 4};
        if (write(pipe, &f, sizeof f) < 0 || write(pipe, zeros, 4) < 0 || write(pipe, zeros, sizeof zeros) < 0)
            _exit(9);
    }
}

static hs_limits limits = {.seconds = 20, .megabytes = 256};

static uint64_t members;
static bool patient; /* only the kernel counts its time */

static hs_doc *result_of(hs_worker_body body, bool *died, hs_err *why)
{
    hs_worker w = {0};
    hs_sha256 sha = hs_sha256_of(words, sizeof words - 1);
    *why = (hs_err){.offset = HS_NOWHERE};
    signal(SIGSEGV, SIG_DFL); /* cmocka has a handler */
    if (!hs_worker_start(&w, body, (hs_str){words, sizeof words - 1}, NULL, &sha, &limits, why))
        fail_msg("%s", why->msg);
    hs_worker_member member;
    while (!hs_worker_take(&w)) {
        while (hs_worker_child(&w, &member)) members++;
        poll(&(struct pollfd){.fd = w.fd, .events = POLLIN}, 1, 50);
        if (!patient) hs_worker_kill_late(&w, hs_clock_ms());
    }
    hs_doc *d = hs_worker_result(&w, died, why);
    assert_int_equal(w.pid, 0);
    hs_buf_free(&w.in);
    return d;
}

static void every_end_has_its_verdict(void **state)
{
    (void)state;
    static const struct {
        hs_worker_body body;
        hs_code code;
        const char *why;
    } ends[] = {
        {crashes, HS_ERR_CRASH, "the reader crashed on it (Segmentation fault)"},
        {hangs, HS_ERR_TIMEOUT, "took longer than 1 s"},
        {takes_memory, HS_ERR_LIMIT, "needs more memory than a worker may have"},
        {floods, HS_ERR_LIMIT, "grew too large while it was read"},
        {asks_too_much, HS_ERR_CRASH, "stopped: while being read it asked the system for what no reader needs"},
        {ends_early, HS_ERR_CRASH, "the reader ended without a word (status 0)"},
        {sends_noise, HS_ERR_FORMAT, ""},
        {sends_another_document, HS_ERR_CRASH, "the reader gave back another document"},
        {says_encrypted, HS_ERR_ENCRYPTED, "it wants a password"},
        {says_nonsense, HS_ERR_CRASH, "the reader ended without a word (status 0)"},
        {sends_a_document_of_another_size, HS_ERR_CRASH, "the reader gave back another document"},
        {sends_a_document_of_another_name, HS_ERR_CRASH, "the reader gave back another document"},
        {reads_and_sends_noise, HS_ERR_FORMAT, ""},
        {cannot_be_confined, HS_ERR_UNSUPPORTED, "this system cannot confine the process"},
        {names_a_member_at_length, HS_ERR_LIMIT, "grew too large while it was read"},
        {sends_a_huge_member, HS_ERR_LIMIT, "grew too large while it was read"},
        {names_more_than_it_sends, HS_ERR_CRASH, "the reader ended without a word (status 0)"},
        {sends_a_member_for_no_known_reason, HS_ERR_CRASH, "the reader ended without a word (status 0)"},
        {sends_members_without_end, HS_ERR_LIMIT, "grew too large while it was read"},
        {sends_members_of_too_many_bytes, HS_ERR_LIMIT, "grew too large while it was read"},
    };
#ifdef __SANITIZE_ADDRESS__
    print_message("skipped: under AddressSanitizer workers have neither filter nor memory limit\n");
    skip();
#endif
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        hs_err why;
        bool died = false;
        limits.seconds = ends[i].code == HS_ERR_TIMEOUT ? 1 : 20;
        assert_null(result_of(ends[i].body, &died, &why));
        if (why.code != ends[i].code || !strstr(why.msg, ends[i].why))
            fail_msg("end %zu: %s: %s", i, hs_code_name(why.code), why.msg);
        assert_int_equal(died, ends[i].code != HS_ERR_ENCRYPTED);
    }
}

static void the_kernel_counts_time_too(void **state)
{
    (void)state;
    hs_err why;
    bool died = false;
#ifdef __SANITIZE_ADDRESS__
    skip();
#endif
    patient = true;
    limits.seconds = 0;
    assert_null(result_of(hangs, &died, &why));
    patient = false;
    limits.seconds = 20;
    assert_int_equal(why.code, HS_ERR_TIMEOUT);
    assert_non_null(strstr(why.msg, "of processor time"));
}

static void what_was_read_before_a_crash_is_kept(void **state)
{
    (void)state;
    hs_err why;
    bool died = false;
    hs_doc *d = result_of(crashes_late, &died, &why);
    assert_non_null(d);
    assert_true(died);
    assert_int_equal(d->verdict, HS_READ_PART);
    assert_string_equal(hs_doc_str(d, d->part), "who says what: it can be searched only");
    hs_doc_free(d);
}

static void a_document_is_read(void **state)
{
    (void)state;
    hs_err why;
    bool died = true;
    hs_doc *d = result_of(hs_worker_read, &died, &why);
    assert_non_null(d);
    assert_false(died);
    hs_doc_free(d);
}

static int prepare(void **state)
{
    (void)state;
    hs_err err = {.msg = ""};
    signal(SIGPIPE, SIG_IGN);
    hs_worker_warm(20);
    if (!hs_confine_prepare(&limits, &err)) fail_msg("%s", err.msg);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    hs_buf_free(&limits.filter);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_end_has_its_verdict),
        cmocka_unit_test(the_kernel_counts_time_too),
        cmocka_unit_test(what_was_read_before_a_crash_is_kept),
        cmocka_unit_test(a_document_is_read),
    };
    return cmocka_run_group_tests(tests, prepare, clean);
}
