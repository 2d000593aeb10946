#include "run/progress.h"

#include "run/worker.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TERMINAL_MS = 100, PLAIN_MS = 5000, TERMINAL_PATH = 48 };

hs_progress hs_progress_start(const char *what, uint32_t total, bool quiet)
{
    int64_t now = hs_clock_ms();
    return (hs_progress){quiet, isatty(STDERR_FILENO) != 0, what, total, now, now, false};
}

/* The path; on a terminal its end alone, so that the line stays one line. */
static void print_path(const hs_progress *p, const char *at)
{
    size_t n = strlen(at), from = p->terminal && n > TERMINAL_PATH ? n - TERMINAL_PATH : 0;
    while (from && ((unsigned char)at[from] & 0xC0) == 0x80) from++; /* whole characters */
    if (n) fprintf(stderr, ", at %s%s", from ? "…" : "", at + from);
}

static void line(hs_progress *p, uint32_t done, uint32_t failed, const char *at)
{
    int64_t now = hs_clock_ms();
    double seconds = (double)(now - p->since) / 1000, rate = seconds > 0 ? done / seconds : 0;
    fprintf(stderr, "%s%u", p->terminal ? "\r\033[K" : "", done);
    if (p->total) fprintf(stderr, " of %u", p->total);
    fprintf(stderr, " %s, %.0f a second", p->what, rate);
    if (failed) fprintf(stderr, ", %u not", failed);
    if (p->total > done && rate > 0) fprintf(stderr, ", %.0f s left", (p->total - done) / rate);
    print_path(p, at);
    if (!p->terminal) fputc('\n', stderr);
    fflush(stderr);
    p->shown = now;
    p->open = p->terminal;
}

bool hs_progress_due(const hs_progress *p)
{
    return !p->quiet && hs_clock_ms() - p->shown >= (p->terminal ? TERMINAL_MS : PLAIN_MS);
}

void hs_progress_show(hs_progress *p, uint32_t done, uint32_t failed, const char *at)
{
    if (hs_progress_due(p)) line(p, done, failed, at);
}

void hs_progress_end(hs_progress *p, uint32_t done, uint32_t failed)
{
    if (p->quiet || !done) return;
    line(p, done, failed, "");
    if (p->open) fputc('\n', stderr);
    p->open = false;
}
