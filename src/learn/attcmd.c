/* hearsay-train attributions: learns from reports in which people marked who says what, and writes
 * src/find/judge_model.c. Prints how good each judge is on documents it has not seen. */
#include "base/file.h"
#include "find/drafts.h"
#include "find/find.h"
#include "learn/attgold.h"
#include "learn/attrates.h"
#include "learn/boost.h"
#include "learn/command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 30 };

typedef HS_VEC(hs_example) examples;

typedef struct {
    examples of[HS_JUDGES];
    uint32_t documents;
} lesson;

/* ---- answers ---- */

static bool holds(const hs_token_list *v, uint32_t t)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (v->v[i] == t) return true;
    return false;
}

static const hs_gold *gold_at(const hs_golds *g, uint32_t cue)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (holds(&g->v[i].cue, cue)) return &g->v[i];
    return NULL;
}

/* Nested attributions are not marked: what stands in a marked content or in a quotation tells nothing. */
static bool inside_content(const hs_golds *g, uint32_t t)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (holds(&g->v[i].content, t)) return true;
    return false;
}

/* The last word of the run of marked words that holds `from`; HS_NONE where it is not marked. */
static uint32_t run_end(const hs_doc *d, const hs_token_list *v, uint32_t from)
{
    uint32_t last = HS_NONE;
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t t = v->v[i];
        if (t < from) continue;
        for (uint32_t k = last == HS_NONE ? from : last + 1; k < t; k++)
            if (d->tokens.v[k].upos != HS_PUNCT) return last;
        last = t;
    }
    return last;
}

static uint32_t first_word(const hs_doc *d, uint32_t t)
{
    while (t < d->tokens.n && d->tokens.v[t].upos == HS_PUNCT) t++;
    return t;
}

static uint32_t last_word(const hs_doc *d, hs_words_range w)
{
    while (w.to > w.from && d->tokens.v[w.to - 1].upos == HS_PUNCT) w.to--;
    return w.to > w.from ? w.to - 1 : HS_NONE;
}

/* The edges that were asked for one thing, in order, up to the right one; n > 0. */
static void learn_edges(const hs_doc *d, const hs_golds *g, const hs_asked *a, uint32_t n, lesson *l)
{
    const hs_gold *gold = gold_at(g, a->cue);
    bool start = a->kind == HS_JUDGE_START;
    const hs_token_list *whole = gold ? a->kind == HS_JUDGE_SOURCE ? &gold->source : &gold->content : NULL;
    uint32_t from = a->words.from, right = HS_NONE;
    if (start) {
        for (uint32_t i = 0; whole && i < whole->n && right == HS_NONE; i++)
            if (whole->v[i] >= from) right = whole->v[i];
    } else if (whole) {
        right = run_end(d, whole, from);
    }
    if (right == HS_NONE || (start && right > a[n - 1].words.to)) return;
    for (uint32_t i = 0; i + (start ? 0 : 1) < n; i++) { /* nobody asks for the last end */
        uint32_t at = start ? first_word(d, a[i].words.to) : last_word(d, a[i].words);
        if (at != HS_NONE && at > right) return;
        *HS_PUSH(l->of[a->kind]) = (hs_example){a[i].q, at == right ? 1.0F : 0.0F, l->documents};
        if (at == right) return;
    }
}

static void learn_document(hs_doc *d, const hs_golds *g, lesson *l)
{
    hs_asked_list asked = {0};
    hs_drafts drafts;
    hs_find_quotes(d);
    hs_drafts_init(&drafts, d);
    drafts.asked = &asked;
    hs_drafts_of_runs(&drafts);
    for (uint32_t i = 0, to; i < asked.n; i = to) {
        const hs_asked *a = &asked.v[i];
        for (to = i + 1; to < asked.n && asked.v[to].kind == a->kind && asked.v[to].cue == a->cue;) to++;
        if (a->kind != HS_JUDGE_CUE) {
            learn_edges(d, g, a, to - i, l);
            continue;
        }
        const hs_gold *gold = gold_at(g, a->cue);
        if (!gold && (inside_content(g, a->cue) || drafts.r.quote[a->cue] != HS_NONE)) continue;
        *HS_PUSH(l->of[HS_JUDGE_CUE]) = (hs_example){a->q, gold ? 1.0F : 0.0F, l->documents};
    }
    l->documents++;
    hs_drafts_free(&drafts);
    HS_VEC_FREE(asked);
}

static bool learn_file(const char *path, lesson *l, hs_err *err)
{
    hs_buf all = {0};
    if (!hs_file_read(path, MOST, &all, err)) return false;
    bool ok = true;
    for (size_t at = 0; ok && at < all.n;) {
        const char *nl = memchr(all.p + at, '\n', all.n - at);
        size_t end = nl ? (size_t)(nl - all.p) : all.n;
        json_error_t why;
        json_t *line = json_loadb(all.p + at, end - at, 0, &why);
        hs_doc *d = NULL;
        hs_golds g = {0};
        ok = line ? hs_gold_read(line, &d, &g, err) : hs_fail(err, HS_ERR_FORMAT, path, at, "no line of JSON");
        if (ok) learn_document(d, &g, l);
        if (d) hs_doc_free(d);
        hs_golds_free(&g);
        json_decref(line);
        at = end + 1;
    }
    hs_buf_free(&all);
    return ok;
}

/* ---- learning ---- */

static const hs_boost_options options = {.trees = 160, .leaves = 12, .rate = 0.1, .least = 4, .columns = 0.5};

typedef struct {
    hs_boost trees;
    hs_judge_rate *rates;
    uint32_t rate_n;
} taught;

static taught teach(const examples *e)
{
    taught t = {.rates = NULL};
    float *rows = hs_malloc((size_t)e->n * HS_JUDGE_ROW * sizeof *rows);
    float *wanted = hs_calloc(e->n, sizeof *wanted), *weight = hs_calloc(e->n, sizeof *weight);
    hs_rates_learn(e->v, e->n, rows, &t.rates, &t.rate_n);
    for (uint32_t i = 0; i < e->n; i++) {
        wanted[i] = e->v[i].wanted;
        weight[i] = 1;
    }
    hs_boost_train(rows, e->n, HS_JUDGE_ROW, wanted, weight, &options, &t.trees);
    free(rows);
    free(wanted);
    free(weight);
    return t;
}

static void report(const char *name, const examples *e, hs_judge_kind kind, const taught *t)
{
    const hs_judge j = {&t->trees.model, t->rates, t->rate_n};
    double loss = 0;
    uint32_t right = 0, yes = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        float share = hs_judge_by(&j, &e->v[i].q);
        bool is = e->v[i].wanted > 0.5F;
        right += (share >= 0.5F) == is;
        yes += is;
        loss -= log((double)(is ? share : 1 - share) + 1e-9);
    }
    printf("%s (judge %d): %u places of documents not seen, %u yes; %.1f %% right, log loss %.3f\n", name, (int)kind,
           e->n, yes, e->n ? 100.0 * right / e->n : 0, e->n ? loss / e->n : 0);
}

static void print_judge(const taught *t, const char *name, hs_buf *out)
{
    char trees[32];
    snprintf(trees, sizeof trees, "%s_trees", name);
    hs_boost_print(&t->trees, trees, out);
    hs_buf_printf(out, "\n/* clang-format off */\nstatic const hs_judge_rate %s_rates[] = {\n", name);
    for (uint32_t i = 0; i < t->rate_n; i++)
        hs_buf_printf(out, "%s{0x%x, %d},%s", i % 6 ? " " : "    ", t->rates[i].key, t->rates[i].rate,
                      i % 6 == 5 || i + 1 == t->rate_n ? "\n" : "");
    hs_buf_str(out, "};\n/* clang-format on */\n");
}

static const char *const names[] = {"cue", "start", "end", "source"};

static bool write_model(const char *path, const taught *t, hs_err *err)
{
    hs_buf out = {0};
    hs_buf_str(&out, "/* Written by hearsay-train attributions: do not edit. */\n#include \"find/judge.h\"\n");
    for (int k = 0; k < (int)HS_JUDGES; k++) print_judge(&t[k], names[k], &out);
    hs_buf_str(&out, "\nconst hs_judge hs_judges[HS_JUDGES] = {\n");
    for (int k = 0; k < (int)HS_JUDGES; k++)
        hs_buf_printf(&out, "    {&%s_trees, %s_rates, sizeof %s_rates / sizeof *%s_rates},\n", names[k], names[k],
                      names[k], names[k]);
    hs_buf_str(&out, "};\n");
    bool ok = hs_file_write(path, (hs_str){out.p, out.n}, err);
    hs_buf_free(&out);
    return ok;
}

int hs_train_attributions(int argc, char **argv)
{
    lesson from = {.documents = 0}, dev = {.documents = 0};
    const char *out = NULL;
    hs_err err = {0};
    bool ok = true;
    for (int i = 0; ok && i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--out"))
            out = argv[i + 1];
        else
            ok = learn_file(argv[i + 1], !strcmp(argv[i], "--dev") ? &dev : &from, &err);
    }
    if (!ok || from.documents == 0) {
        fprintf(stderr, "hearsay-train attributions: %s\n", ok ? "nothing to learn from" : err.msg);
        return 2;
    }
    taught t[HS_JUDGES];
    printf("%u documents to learn from, %u not seen\n", from.documents, dev.documents);
    for (int k = 0; k < (int)HS_JUDGES; k++) {
        t[k] = teach(&from.of[k]);
        printf("%s: %u places, %zu nodes, %u rates\n", names[k], from.of[k].n, t[k].trees.n_nodes, t[k].rate_n);
        report(names[k], &dev.of[k], (hs_judge_kind)k, &t[k]);
    }
    if (out) ok = write_model(out, t, &err);
    if (!ok) fprintf(stderr, "hearsay-train attributions: %s\n", err.msg);
    for (int k = 0; k < (int)HS_JUDGES; k++) {
        hs_boost_free(&t[k].trees);
        free(t[k].rates);
        HS_VEC_FREE(from.of[k]);
        HS_VEC_FREE(dev.of[k]);
    }
    return ok ? 0 : 3;
}
