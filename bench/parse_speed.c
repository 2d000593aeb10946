/* Speed of parse/ by stage, and how flat its time per byte is.
 *     parse_speed FILE [ROUNDS]      words per second of each stage on the file, medians; how far memory bounds them
 *     parse_speed --flat MOST        seconds per megabyte from 1 KB to MOST bytes, for text of several habits
 *     parse_speed --flat-split MOST  the same without the network */
#include "base/file.h"
#include "base/hash.h"
#include "parse/conllu.h"
#include "parse/engine.h"
#include "parse/netfeat.h"
#include "parse/netpass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* CPU seconds for a fresh parse of the text; the document is left in *out. */
static double timed(const hs_engine *e, hs_str text, hs_doc **out)
{
    hs_doc_free(*out);
    *out = hs_doc_new();
    hs_buf_add(&(*out)->text, text.p, text.n);
    double start = now();
    hs_parse_with(e, *out);
    return now() - start;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_of(const hs_engine *e, hs_str text, int rounds, hs_doc **doc)
{
    double v[64];
    if (rounds > 64) rounds = 64;
    for (int i = 0; i < rounds; i++) v[i] = timed(e, text, doc);
    qsort(v, (size_t)rounds, sizeof *v, by_value);
    return v[rounds / 2];
}

/* ---- what memory has to do with it ---- */

enum { LINE = 64 };

/* Lines a second that one core reads from random places of a table of so many bytes, none waiting for another. */
static double random_lines(size_t bytes)
{
    enum { READS = 20000000 };
    size_t lines = 1;
    while (lines * 2 * LINE <= bytes) lines *= 2;
    volatile uint8_t *table = aligned_alloc(LINE, lines * LINE);
    if (!table) abort();
    for (size_t i = 0; i < lines * LINE; i++) table[i] = (uint8_t)i;
    double start = now();
    for (uint64_t i = 0; i < READS; i++) (void)table[(hs_mix64(i) & (lines - 1)) * LINE];
    double seconds = now() - start;
    free((void *)(uintptr_t)table);
    return READS / seconds;
}

static double lines_of(size_t bytes)
{
    return (double)((bytes + LINE - 1) / LINE);
}

/* Lines of its tables of vectors that the network reads for a word, on average. */
static double table_lines(const hs_net *net, const hs_doc *d)
{
    double lines = 0, row = lines_of(net->h.piece_dim) + 1; /* a vector and its scale */
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        hs_net_feat f;
        hs_net_feat_of(hs_doc_text(d, d->tokens.v[i].at), &f);
        lines += 1 + lines_of(net->h.word_dim) + 1 + (f.n + 2) * row; /* slot, word, pieces, shape and lists */
    }
    return lines / d->tokens.n;
}

/* The segmenter's time with all of its table, p, against that with the first few buckets, which stay in the nearest
 * cache: the answers are wrong there, the work is the same. r: the stage before it. */
static void print_memory(const hs_engine *whole, const hs_engine *split, hs_str text, int rounds, double r, double p,
                         double net_seconds, hs_doc **doc)
{
    hs_splitter near = split->splitter;
    hs_engine small = *split;
    if (near.mask > 63) near.mask = 63;
    small.splitter = near;
    double s = median_of(&small, text, rounds, doc);
    if (p - r > 1e-9) printf("memory segmenter %.0f\n", s < p ? (p - s) / (p - r) * 100 : 0.0);
    if (!whole->net) return;
    timed(whole, text, doc);
    double each = table_lines(whole->net, *doc),
           rate = random_lines((size_t)whole->net->h.pieces * whole->net->h.piece_dim);
    printf("memory network %.0f lines a word, %.1f %% of %.0f million lines a second\n", each,
           each * (*doc)->tokens.n / net_seconds / rate * 100, rate / 1e6);
}

static int stages(const hs_engine *whole, const char *path, int rounds)
{
    hs_buf text = {0}, conllu = {0};
    hs_err err;
    hs_doc *doc = NULL;
    if (!hs_file_read(path, 1 << 30, &text, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.msg);
        return 3;
    }
    hs_str s = {text.p, text.n};
    hs_engine rules = {.lang = whole->lang}, split = {.lang = whole->lang, .splitter = whole->splitter};
    double r = median_of(&rules, s, rounds, &doc), p = median_of(&split, s, rounds, &doc);
    double w = whole->net ? median_of(whole, s, rounds, &doc) : p, start = now();
    double words = doc->tokens.n;
    hs_conllu_write(doc, &conllu);
    double c = now() - start;
    printf("words %.0f bytes %zu\n", words, text.n);
    printf("stage rules-and-lemmas words/s %.0f\n", words / r);
    printf("stage trained-segmenter words/s %.0f\n", words / (p - r > 1e-9 ? p - r : 1e-9));
    printf("stage network words/s %.0f\n", words / (w - p > 1e-9 ? w - p : 1e-9));
    printf("stage conllu-writing words/s %.0f\n", words / (c > 1e-9 ? c : 1e-9));
    printf("chain words/s %.0f\n", words / w);
    print_memory(whole, &split, s, rounds, r, p, w - p, &doc);
    hs_doc_free(doc);
    hs_buf_free(&text);
    hs_buf_free(&conllu);
    return 0;
}

static const struct {
    const char *name, *unit;
} habits[] = {
    {"news", "The minister said on Friday that 27 people, among them two officers, had been charged. “We don't know "
             "why,” she told the paper. "},
    {"no full stop", "and then he said that she had seen the men "},
    {"no space", "abcdefghij"},
    {"abbreviations", "U.S. Mr. a.m. "},
    {"quotes", "\"'“ "},
    {"brackets", "(["},
    {"addresses", "http://a.example/b@c.example "},
    {"line breaks", "Lund\n"},
    {"digits", "1,000."},
};

static int flat(const hs_engine *e, size_t most)
{
    hs_doc *doc = NULL;
    for (size_t k = 0; k < sizeof habits / sizeof *habits; k++) {
        hs_buf text = {0};
        printf("flat %-14s", habits[k].name);
        for (size_t n = 1000; n <= most; n *= 10) {
            while (text.n < n) hs_buf_str(&text, habits[k].unit);
            int rounds = n < 100000 ? 9 : n < 10000000 ? 3 : 1;
            double s = median_of(e, (hs_str){text.p, text.n}, rounds, &doc);
            printf(" %zuB:%.3f", n, s / (double)text.n * 1e6);
            fflush(stdout);
        }
        printf(" s/MB\n");
        hs_buf_free(&text);
    }
    hs_doc_free(doc);
    return 0;
}

int main(int argc, char **argv)
{
    hs_err err = {0};
    hs_engine e;
    if (argc < 2) return 2;
    if (!hs_engine_open(&hs_languages[0], NULL, &e, &err)) {
        fprintf(stderr, "%s: %s\n", err.doc, err.msg);
        return 3;
    }
    if (argc == 3 && !strcmp(argv[1], "--flat-split")) e.net = NULL;
    bool flatness = argc == 3 && !strncmp(argv[1], "--flat", 6);
    return flatness ? flat(&e, strtoull(argv[2], NULL, 10)) : stages(&e, argv[1], argc > 2 ? atoi(argv[2]) : 5);
}
