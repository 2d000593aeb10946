/* Progress on standard error: one line that renews itself on a terminal, a plain line every few seconds elsewhere. */
#ifndef HS_RUN_PROGRESS_H
#define HS_RUN_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool quiet, terminal;
    const char *what; /* "documents read" */
    uint32_t total;   /* 0 where unknown */
    int64_t since, shown;
    bool open; /* a line without its end stands on the terminal */
} hs_progress;

hs_progress hs_progress_start(const char *what, uint32_t total, bool quiet);
bool hs_progress_due(const hs_progress *p); /* whether hs_progress_show would print now */
/* As often as you like; at is the path of the file in hand (hs_utf8_shown), or "". */
void hs_progress_show(hs_progress *p, uint32_t done, uint32_t failed, const char *at);
void hs_progress_end(hs_progress *p, uint32_t done, uint32_t failed);

#endif
