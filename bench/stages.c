/* Where the time of reading documents goes: `stages FOLDER` reads each file below it and each member of those, parses
 * it and looks for what is said in it, all in this one process, without a sandbox or a case; prints the seconds of
 * processor of each step. What `hearsay run` takes beyond them it takes for processes, storing and linking. */
#include "base/file.h"
#include "doc/children.h"
#include "find/find.h"
#include "parse/parse.h"
#include "read/reader.h"
#include "run/worker.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DEEPEST = 8, LARGEST = 1 << 28, OPEN = 16 };

static struct {
    double read, parse, find;
    uint32_t documents, depth;
} spent;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef HS_VEC(hs_buf) members;

static void take(hs_str name, hs_str bytes, const hs_err *why_not, void *ctx)
{
    (void)name;
    if (!why_not) hs_buf_add(HS_PUSH(*(members *)ctx), bytes.p, bytes.n);
}

static void document(hs_str raw)
{
    hs_err err = {.offset = HS_NOWHERE};
    members inside = {0};
    hs_doc *d = hs_doc_new();
    d->children.take = take;
    d->children.ctx = &inside;
    double since = now();
    bool ok = hs_read(raw, d, &err);
    double read = now();
    bool parsed = ok && d->text.n && hs_parse(d, &err);
    double parse = now();
    if (parsed) hs_find(d);
    spent.find += now() - parse;
    spent.parse += parse - read;
    spent.read += read - since;
    spent.documents++;
    spent.depth++;
    for (uint32_t i = 0; i < inside.n; i++) {
        if (spent.depth < DEEPEST) document((hs_str){hs_buf_c(&inside.v[i]), inside.v[i].n});
        hs_buf_free(&inside.v[i]);
    }
    spent.depth--;
    HS_VEC_FREE(inside);
    hs_doc_free(d);
}

static int file(const char *path, const struct stat *st, int sort, struct FTW *at)
{
    hs_buf raw = {0};
    (void)st, (void)at;
    if (sort == FTW_F && hs_file_read(path, LARGEST, &raw, NULL)) document((hs_str){hs_buf_c(&raw), raw.n});
    hs_buf_free(&raw);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) return 2;
    hs_worker_warm(20);
    if (nftw(argv[1], file, OPEN, FTW_PHYS) != 0) return 1;
    printf("stages: %u files and members in one process: %.1f s of processor to read them, %.1f s to parse, %.1f s to "
           "find who says what\n",
           spent.documents, spent.read, spent.parse, spent.find);
    return 0;
}
