/* One document in a process of its own: forked from this one, with parsers and models already in memory, and confined
 * before it looks at a byte. What it found comes back through a pipe. A worker that dies, hangs or eats memory costs
 * its document and nothing else. */
#ifndef HS_RUN_WORKER_H
#define HS_RUN_WORKER_H

#include "doc/doc.h"
#include "keep/within.h"
#include "run/confine.h"

#include <sys/types.h>

typedef struct {
    pid_t pid;      /* 0 while idle */
    int fd;         /* the pipe's reading end */
    hs_buf in;      /* what came so far */
    hs_sha256 sha;  /* the document in hand */
    int64_t since;  /* hs_clock_ms */
    uint64_t size;  /* of its raw bytes */
    uint32_t limit; /* seconds */
    bool late;      /* killed for its time */
    bool flooding;  /* killed for writing too much */
    bool lost;      /* its pipe could not be read */
    size_t used;    /* bytes at the front of `in` that hs_worker_child has handed out */
    uint32_t children;
    uint64_t children_bytes;
} hs_worker;

/* A member that the document's reader handed out; views into the worker, valid until the next hs_worker_take. */
typedef struct {
    uint32_t item; /* 0, 1, 2 … */
    hs_code code;  /* HS_OK, or why it cannot be had: bytes then is the reason */
    hs_str name, bytes;
} hs_worker_member;

int64_t hs_clock_ms(void); /* monotonic */

/* Reads, parses and searches a few made-up words, so that what loads at first use is loaded before the first fork. */
void hs_worker_warm(uint32_t seconds);

/* What a worker does with a document's bytes once it is confined, answering into the pipe: hs_worker_read in every run;
 * tests plant others. */
typedef void (*hs_worker_body)(int pipe, hs_str raw, const hs_withins *ruled);
void hs_worker_read(int pipe, hs_str raw, const hs_withins *ruled);

/* Starts on a document. w is idle; raw may be freed on return. ruled: what people ruled within documents, or NULL. */
bool hs_worker_start(hs_worker *w, hs_worker_body body, hs_str raw, const hs_withins *ruled, const hs_sha256 *sha,
                     const hs_limits *limits, hs_err *err);

/* Takes some of what the pipe holds. True once the worker has ended; w->in is complete then. */
bool hs_worker_take(hs_worker *w);
/* The next member that has come whole; false where there is none. To be called until then after each hs_worker_take. */
bool hs_worker_child(hs_worker *w, hs_worker_member *out);
void hs_worker_kill_late(hs_worker *w, int64_t now);

/* What became of the document, after hs_worker_take was true; w is idle again. The document, read in part where the
 * worker died after reading it; or NULL with the reason in why. *died says whether it died, or sent what is no sound
 * document. */
hs_doc *hs_worker_result(hs_worker *w, bool *died, hs_err *why);

#endif
