/* hearsay-train pages: learns what the main text of a page is, prints how good that is on pages it has not seen, and
 * writes src/read/page_model.c. */
#include "base/file.h"
#include "base/hash.h"
#include "learn/boost.h"
#include "learn/command.h"
#include "learn/pagelabel.h"
#include "read/html.h"
#include "read/html_main.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDS = 5 };

typedef struct {
    char *name;   /* DIR/NAME.html */
    uint32_t set; /* which DIR */
    uint32_t fold;
    uint32_t first, n; /* its rows */
    uint32_t truth;    /* words of the true text */
} page;

typedef struct {
    HS_VEC(page) pages;
    uint32_t rows, room;
    float *row;            /* rows * HS_FEATURES */
    float *cover, *weight; /* wanted share and how much it counts */
    float *words;
    float *share; /* what trees say that did not see the row's page */
} corpus;

static void more_rooms(corpus *c, uint32_t n)
{
    if (c->rows + n <= c->room) return;
    c->room = (c->rows + n) * 2;
    c->row = hs_realloc_array(c->row, (size_t)c->room * HS_FEATURES, sizeof *c->row);
    c->cover = hs_realloc_array(c->cover, c->room, sizeof *c->cover);
    c->weight = hs_realloc_array(c->weight, c->room, sizeof *c->weight);
    c->words = hs_realloc_array(c->words, c->room, sizeof *c->words);
}

static bool take_page(const char *dir, const char *name, uint32_t set, corpus *c)
{
    char path[4096];
    hs_buf raw = {0}, truth = {0};
    hs_err err = {0};
    hs_html_page p;
    size_t stem = strlen(name) - strlen(".html");
    snprintf(path, sizeof path, "%s/%.*s.txt", dir, (int)stem, name);
    bool ok = hs_file_read(path, 1 << 26, &truth, &err);
    snprintf(path, sizeof path, "%s/%s", dir, name);
    ok = ok && hs_file_read(path, 1 << 28, &raw, &err) && hs_html_open((hs_str){hs_buf_c(&raw), raw.n}, &p, &err);
    if (!ok) {
        fprintf(stderr, "hearsay-train pages: %s: %s\n", path, err.msg);
    } else {
        uint32_t n = p.blocks.v.n;
        more_rooms(c, n);
        page *g = HS_PUSH(c->pages);
        *g = (page){hs_strdup(path), set, (uint32_t)(hs_hash64(name, stem, 5) % FOLDS), c->rows, n, 0};
        g->truth = hs_page_label(&p.blocks, (hs_str){hs_buf_c(&truth), truth.n}, c->cover + c->rows);
        hs_features *f = hs_features_new(&p.tree, &p.blocks, &p.meta, 0, n);
        /* A page counts by the words of its text, so that a long menu weighs no more than the article; the first folder
         * holds reports, which are what hearsay reads. */
        float scale = (set == 0 ? 1000.0F : 400.0F) / ((float)g->truth + 400);
        for (uint32_t i = 0; i < n; i++) {
            hs_features_row(f, i, c->row + (size_t)(c->rows + i) * HS_FEATURES);
            c->words[c->rows + i] = (float)p.blocks.v.v[i].words;
            c->weight[c->rows + i] = (c->words[c->rows + i] + 3) * scale;
        }
        c->rows += n;
        hs_features_free(f);
        hs_html_close(&p);
    }
    hs_buf_free(&raw);
    hs_buf_free(&truth);
    return ok;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_page(const struct dirent *d)
{
    return hs_str_ends(hs_str_of(d->d_name), HS_STR(".html"));
}

static bool take_folder(const char *dir, uint32_t set, corpus *c)
{
    struct dirent **list;
    int n = scandir(dir, &list, is_page, by_name);
    bool ok = n > 0;
    for (int i = 0; i < n; i++) {
        ok &= take_page(dir, list[i]->d_name, set, c);
        free(list[i]);
    }
    if (n >= 0) free(list);
    return ok;
}

/* ---- training ---- */

static const hs_boost_options options = {.trees = 200, .leaves = 14, .rate = 0.08, .least = 2, .columns = 0.4};

/* Trains on every fold but `left_out` (FOLDS: on all). */
static void train(const corpus *c, uint32_t left_out, hs_boost *out)
{
    uint32_t n = 0;
    float *row = hs_malloc((size_t)c->rows * HS_FEATURES * sizeof *row);
    float *wanted = hs_calloc(c->rows, sizeof *wanted), *weight = hs_calloc(c->rows, sizeof *weight);
    for (uint32_t p = 0; p < c->pages.n; p++) {
        const page *g = &c->pages.v[p];
        if (g->fold == left_out) continue;
        memcpy(row + (size_t)n * HS_FEATURES, c->row + (size_t)g->first * HS_FEATURES,
               (size_t)g->n * HS_FEATURES * sizeof *row);
        memcpy(wanted + n, c->cover + g->first, g->n * sizeof *wanted);
        memcpy(weight + n, c->weight + g->first, g->n * sizeof *weight);
        n += g->n;
    }
    hs_boost_train(row, n, HS_FEATURES, wanted, weight, &options, out);
    free(row);
    free(wanted);
    free(weight);
}

static void ask(corpus *c, const hs_boost *b, uint32_t fold)
{
    for (uint32_t p = 0; p < c->pages.n; p++) {
        const page *g = &c->pages.v[p];
        for (uint32_t i = g->first; g->fold == fold && i < g->first + g->n; i++)
            c->share[i] = hs_boosted_share(&b->model, c->row + (size_t)i * HS_FEATURES);
    }
}

/* ---- how good it is ---- */

typedef struct {
    double precision, recall, f;
    uint32_t pages;
} score;

/* Precision and recall by words of one page, where the blocks from `threshold` on are kept. */
static void measure_page(const corpus *c, const page *g, const float *share, float threshold, score *s)
{
    double kept = 0, right = 0;
    for (uint32_t i = g->first; i < g->first + g->n; i++) {
        if (share[i] < threshold) continue;
        kept += (double)c->words[i];
        right += (double)(c->words[i] * c->cover[i]);
    }
    double precision = kept > 0 ? right / kept : g->truth == 0, recall = g->truth ? right / g->truth : kept == 0;
    if (recall > 1) recall = 1;
    s->precision += precision;
    s->recall += recall;
    s->f += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    s->pages++;
}

static void report(const corpus *c, uint32_t set)
{
    for (unsigned best = 0; best < 2; best++) {
        score s = {0};
        for (uint32_t p = 0; p < c->pages.n; p++) {
            const page *g = &c->pages.v[p];
            if (g->set != set) continue;
            float t = best ? 0.5F : hs_page_threshold(c->share + g->first, c->words + g->first, g->n);
            measure_page(c, g, best ? c->cover : c->share, t, &s);
        }
        double p = s.precision / s.pages, r = s.recall / s.pages;
        printf("folder %u, %s: mean F1 of a page %.4f; mean P %.4f, mean R %.4f, their F1 %.4f\n", set + 1,
               best ? "best possible" : "pages not seen", s.f / s.pages, p, r, 2 * p * r / (p + r));
    }
}

static void report_each(const corpus *c)
{
    for (uint32_t p = 0; p < c->pages.n; p++) {
        const page *g = &c->pages.v[p];
        score s = {0}, best = {0};
        measure_page(c, g, c->share, hs_page_threshold(c->share + g->first, c->words + g->first, g->n), &s);
        measure_page(c, g, c->cover, 0.5F, &best);
        printf("%s P %.3f R %.3f F %.3f best %.3f %.3f words %u\n", g->name, s.precision, s.recall, s.f, best.precision,
               best.recall, g->truth);
    }
}

static int learn(corpus *c, uint32_t sets, bool each, const char *path)
{
    hs_boost b;
    c->share = hs_calloc(c->rows, sizeof *c->share);
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        train(c, fold, &b);
        ask(c, &b, fold);
        hs_boost_free(&b);
    }
    for (uint32_t set = 0; set < sets; set++) report(c, set);
    if (each) report_each(c);
    if (!path) return 0;
    hs_err err;
    train(c, FOLDS, &b);
    hs_buf out = {0};
    hs_buf_str(&out, "/* Written by src/learn/pages.sh: do not edit. */\n#include \"read/page_model.h\"\n");
    hs_boost_print(&b, "hs_page_model", &out);
    bool ok = hs_file_write(path, (hs_str){out.p, out.n}, &err);
    hs_buf_free(&out);
    if (!ok) fprintf(stderr, "hearsay-train pages: %s\n", err.msg);
    hs_boost_free(&b);
    return ok ? 0 : 3;
}

int hs_train_pages(int argc, char **argv)
{
    corpus c = {0};
    const char *path = NULL;
    uint32_t sets = 0;
    bool ok = true, each = false;
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--out") && i + 1 < argc) {
            path = argv[++i];
        } else if (!strcmp(argv[i], "--each")) {
            each = true;
        } else {
            ok &= take_folder(argv[i], sets++, &c);
        }
    }
    if (!ok || !sets) return 2;
    printf("%u pages, %u blocks\n", c.pages.n, c.rows);
    int status = learn(&c, sets, each, path);
    for (uint32_t i = 0; i < c.pages.n; i++) free(c.pages.v[i].name);
    HS_VEC_FREE(c.pages);
    free(c.row);
    free(c.cover);
    free(c.weight);
    free(c.words);
    free(c.share);
    return status;
}
