/* What the sandbox costs: the same report read and searched in a forked process and in a confined one, by turns;
 * prints the mean time a document. */
#include "read/reader.h"
#include "run/worker.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 400 };

static const char report[] =
    "At least 12 people were hurt when the dam at Ilvar broke on 5 March 2021, Mara Voss told the Harbour Tribune.\n\n"
    "“We counted nine of them,” said Ilmar Deniz. “Nobody warned us.”\n\n"
    "The ministry denied that Petra Lund had paid $3 million to officials.\n";

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void one(const hs_limits *l)
{
    hs_worker w = {0};
    hs_err err = {.offset = HS_NOWHERE};
    bool died;
    hs_sha256 sha = hs_sha256_of(report, sizeof report - 1);
    if (!hs_worker_start(&w, hs_worker_read, (hs_str){report, sizeof report - 1}, NULL, &sha, l, &err)) {
        fprintf(stderr, "sandbox: %s\n", err.msg);
        exit(1);
    }
    while (!hs_worker_take(&w)) poll(&(struct pollfd){.fd = w.fd, .events = POLLIN}, 1, 1000);
    hs_doc *d = hs_worker_result(&w, &died, &err);
    if (!d || died) {
        fprintf(stderr, "sandbox: %s\n", err.msg);
        exit(1);
    }
    hs_doc_free(d);
    hs_buf_free(&w.in);
}

int main(void)
{
    hs_limits confined = {.seconds = 20, .megabytes = 1024}, open = confined;
    hs_err err = {.offset = HS_NOWHERE};
    double ms[2] = {0};
    open.unconfined = true;
    hs_worker_warm(20);
    if (!hs_confine_prepare(&confined, &err)) {
        fprintf(stderr, "sandbox: %s\n", err.msg);
        return 1;
    }
    for (int i = 0; i < ROUNDS; i++)
        for (int how = 0; how < 2; how++) {
            double since = now_ms();
            one(how ? &confined : &open);
            ms[how] += (now_ms() - since) / ROUNDS;
        }
    printf("sandbox: a short report takes %.2f ms in a process of its own without confinement, %.2f ms confined: the "
           "sandbox costs %.2f ms a document (%d documents each)\n",
           ms[0], ms[1], ms[1] - ms[0], ROUNDS);
    hs_buf_free(&confined.filter);
    return 0;
}
