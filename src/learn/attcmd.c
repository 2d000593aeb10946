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

enum { MOST = 1 << 30, UNITS = 1 << 20 /* folds of treebanks begin there */ };

typedef HS_VEC(hs_example) examples;

typedef struct {
    hs_doc *d;
    hs_golds golds;
} report_of;

typedef struct {
    examples of[HS_JUDGES];
    HS_VEC(report_of) reports;
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
static void learn_edges(const hs_doc *d, const hs_golds *g, const hs_asked *a, uint32_t n, lesson *l, uint32_t fold)
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
        *HS_PUSH(l->of[a->kind]) = (hs_example){a[i].q, at == right ? 1.0F : 0.0F, fold};
        if (at == right) return;
    }
}

static void learn_document(hs_doc *d, const hs_golds *g, lesson *l, uint32_t fold)
{
    hs_asked_list asked = {0};
    hs_drafts drafts;
    hs_drafts_init(&drafts, d);
    drafts.asked = &asked;
    hs_drafts_of_runs(&drafts);
    for (uint32_t i = 0, to; i < asked.n; i = to) {
        const hs_asked *a = &asked.v[i];
        for (to = i + 1; to < asked.n && asked.v[to].kind == a->kind && asked.v[to].cue == a->cue;) to++;
        if (a->kind != HS_JUDGE_CUE) {
            learn_edges(d, g, a, to - i, l, fold);
            continue;
        }
        const hs_gold *gold = gold_at(g, a->cue);
        if (!gold && (fold >= UNITS || inside_content(g, a->cue) || drafts.r.quote[a->cue] != HS_NONE)) continue;
        *HS_PUSH(l->of[HS_JUDGE_CUE]) = (hs_example){a->q, gold ? 1.0F : 0.0F, fold};
    }
    hs_drafts_free(&drafts);
    HS_VEC_FREE(asked);
}

/* The passes before attributions. */
static void find_before(hs_doc *d)
{
    hs_find_quotes(d);
    hs_find_dates(d);
    hs_find_figures(d);
    hs_find_mentions(d);
    hs_find_coreference(d);
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
        report_of *r = HS_PUSH(l->reports);
        ok =
            line ? hs_gold_read(line, &r->d, &r->golds, err) : hs_fail(err, HS_ERR_FORMAT, path, at, "no line of JSON");
        if (ok) {
            find_before(r->d);
            learn_document(r->d, &r->golds, l, l->reports.n - 1);
        }
        json_decref(line);
        at = end + 1;
    }
    hs_buf_free(&all);
    return ok;
}

/* Documents of a treebank with units of discourse: they tell of cues that they report, nested ones among them. Cues
 * that no unit holds tell nothing there, for only reports of clauses are units. */
static bool learn_treebank(const char *path, lesson *l, hs_err *err)
{
    static const char head[] = "# newdoc";
    hs_buf all = {0};
    if (!hs_file_read(path, MOST, &all, err)) return false;
    bool ok = true;
    uint32_t fold = 0;
    for (size_t at = 0; ok && at < all.n; fold++) {
        hs_str rest = {all.p + at + 1, all.n - at - 1};
        size_t next = hs_str_find(rest, hs_str_of(head)), n = next == SIZE_MAX ? all.n - at : next + 1;
        hs_doc *d = NULL;
        hs_golds golds = {0};
        ok = hs_gold_read_units((hs_str){all.p + at, n}, &d, &golds, err);
        if (ok) {
            find_before(d);
            learn_document(d, &golds, l, UNITS + fold);
        }
        hs_golds_free(&golds);
        hs_doc_free(d);
        at += n;
    }
    hs_buf_free(&all);
    return ok;
}

static void forget(lesson *l)
{
    for (uint32_t i = 0; i < l->reports.n; i++) {
        if (l->reports.v[i].d) hs_doc_free(l->reports.v[i].d);
        hs_golds_free(&l->reports.v[i].golds);
    }
    HS_VEC_FREE(l->reports);
    for (int k = 0; k < (int)HS_JUDGES; k++) HS_VEC_FREE(l->of[k]);
}

/* ---- learning ---- */

static const hs_boost_options options = {.trees = 240, .leaves = 10, .rate = 0.07, .least = 6, .columns = 0.4};

typedef struct {
    hs_boost trees;
    hs_judge_rate *rates;
    uint32_t rate_n;
} taught;

/* From the examples of all folds, or of those whose number modulo 2 is `half`. */
static taught teach(const examples *all, uint32_t half)
{
    examples some = {0};
    for (uint32_t i = 0; i < all->n; i++)
        if (half > 1 || all->v[i].fold % 2 == half) *HS_PUSH(some) = all->v[i];
    const examples *e = &some;
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
    HS_VEC_FREE(some);
    return t;
}

/* ---- what is right in the end ---- */

static hs_token_list words_of(const hs_doc *d, hs_range r)
{
    hs_token_list v = {0};
    for (uint32_t i = 0; i < r.n; i++) {
        hs_span s = d->spans.v[r.first + i];
        for (uint32_t t = hs_doc_token_at(d, s.at); t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(s); t++)
            if (d->tokens.v[t].upos != HS_PUNCT) *HS_PUSH(v) = t;
    }
    return v;
}

static uint32_t common(const hs_token_list *a, const hs_token_list *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++) n += holds(b, a->v[i]);
    return n;
}

/* Cue and source touch, contents agree by 0.8: the soft match of shared/score/attribution.py. */
static bool is_right(const hs_doc *d, const hs_attribution *a, const hs_golds *golds)
{
    hs_token_list cue = words_of(d, a->cue), source = words_of(d, a->source), content = words_of(d, a->content);
    bool right = false;
    for (uint32_t i = 0; i < golds->n && !right; i++) {
        const hs_gold *g = &golds->v[i];
        if (!common(&g->cue, &cue) || !g->source.n != !source.n) continue;
        uint32_t both = common(&g->content, &content), any = g->content.n + content.n - both;
        right = (!source.n || common(&g->source, &source)) && both * 5 >= any * 4;
    }
    HS_VEC_FREE(cue);
    HS_VEC_FREE(source);
    HS_VEC_FREE(content);
    return right;
}

/* Attributions of the reports of one half (2: of all), found with these judges, as examples for the last judge. */
static void try_out(lesson *l, const taught *t, uint32_t half, examples *out)
{
    hs_judge judges[HS_JUDGES];
    for (int k = 0; k < (int)HS_JUDGES; k++) judges[k] = (hs_judge){&t[k].trees.model, t[k].rates, t[k].rate_n};
    for (uint32_t i = 0; i < l->reports.n; i++) {
        if (half < 2 && i % 2 != half) continue;
        hs_doc *d = l->reports.v[i].d;
        const hs_golds *golds = &l->reports.v[i].golds;
        hs_asked_list sure = {0};
        hs_drafts drafts;
        hs_drafts_init(&drafts, d);
        drafts.judges = judges;
        drafts.sure = &sure;
        d->attributions.n = 0;
        hs_attributions_of(&drafts);
        for (uint32_t k = 0, a = 0; k < sure.n; k++) { /* both ascend by their cues */
            uint32_t at = d->tokens.v[sure.v[k].cue].at.at;
            while (a < d->attributions.n &&
                   (!d->attributions.v[a].cue.n || d->spans.v[d->attributions.v[a].cue.first].at < at))
                a++;
            if (a == d->attributions.n) break;
            const hs_attribution *found = &d->attributions.v[a];
            bool nested = found->parent != HS_NONE || drafts.r.quote[sure.v[k].cue] != HS_NONE;
            if (d->spans.v[found->cue.first].at != at || nested) continue;
            if (half < 2 && !gold_at(golds, sure.v[k].cue)) continue; /* left out by oversight as often as not */
            *HS_PUSH(*out) = (hs_example){sure.v[k].q, is_right(d, found, golds) ? 1.0F : 0.0F, i};
        }
        hs_drafts_free(&drafts);
        HS_VEC_FREE(sure);
    }
}

static int by_share(const void *a, const void *b)
{
    const float *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

/* The least share from which on RIGHT of those at or above it are right; prints how many those are. */
static float sure_from(const examples *e, const taught *t)
{
    static const double RIGHT = 0.955;
    const hs_judge j = {&t->trees.model, t->rates, t->rate_n};
    float(*v)[2] = hs_calloc(e->n + 1, sizeof *v), from = 1;
    uint32_t right = 0, sure = 0, sure_right = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        v[i][0] = hs_judge_share(&j, &e->v[i].q);
        v[i][1] = e->v[i].wanted;
    }
    qsort(v, e->n, sizeof *v, by_share);
    for (uint32_t i = 0; i < e->n; i++) {
        right += v[i][1] > 0.5F;
        if ((i + 1) % (e->n / 20 + 1) == 0)
            printf("  the surest %u: %.1f %% right (%.3f)\n", i + 1, 100.0 * right / (i + 1), (double)v[i][0]);
        if (right < RIGHT * (i + 1)) continue;
        from = v[i][0];
        sure = i + 1;
        sure_right = right;
    }
    printf("shown as sure: %u of %u, %.1f %% of them right\n", sure, e->n, sure ? 100.0 * sure_right / sure : 0);
    free(v);
    return from;
}

static void report(const char *name, const examples *e, hs_judge_kind kind, const taught *t)
{
    const hs_judge j = {&t->trees.model, t->rates, t->rate_n};
    double loss = 0;
    uint32_t right = 0, yes = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        float share = hs_judge_share(&j, &e->v[i].q);
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

static const char *const names[] = {"cue", "start", "end", "source", "sure"};

static bool write_model(const char *path, const taught *t, float sure, hs_err *err)
{
    hs_buf out = {0};
    hs_buf_str(&out, "/* Written by hearsay-train attributions: do not edit. */\n#include \"find/judge.h\"\n");
    for (int k = 0; k < (int)HS_JUDGES; k++) print_judge(&t[k], names[k], &out);
    hs_buf_str(&out, "\nconst hs_judge hs_judges[HS_JUDGES] = {\n");
    for (int k = 0; k < (int)HS_JUDGES; k++)
        hs_buf_printf(&out, "    {&%s_trees, %s_rates, sizeof %s_rates / sizeof *%s_rates},\n", names[k], names[k],
                      names[k], names[k]);
    hs_buf_printf(&out, "};\nconst float hs_judge_sure_from = %.6fF;\n", (double)sure);
    bool ok = hs_file_write(path, (hs_str){out.p, out.n}, err);
    hs_buf_free(&out);
    return ok;
}

/* The last judge learns from what the others do with reports that they have not seen: of each half by those that
 * learned from the other half. */
static void learn_sure(lesson *l)
{
    for (uint32_t half = 0; half < 2; half++) {
        taught t[HS_JUDGES];
        memset(t, 0, sizeof t);
        for (int k = 0; k < HS_JUDGE_SURE; k++) t[k] = teach(&l->of[k], 1 - half);
        try_out(l, t, half, &l->of[HS_JUDGE_SURE]);
        for (int k = 0; k < HS_JUDGE_SURE; k++) {
            hs_boost_free(&t[k].trees);
            free(t[k].rates);
        }
    }
}

static bool learn_all(lesson *from, lesson *dev, const char *out, hs_err *err)
{
    taught t[HS_JUDGES];
    memset(t, 0, sizeof t);
    learn_sure(from);
    for (int k = 0; k < (int)HS_JUDGES; k++) {
        if (k == HS_JUDGE_SURE) try_out(dev, t, 2, &dev->of[k]);
        t[k] = teach(&from->of[k], 2);
        printf("%s: %u places, %zu nodes, %u rates\n", names[k], from->of[k].n, t[k].trees.n_nodes, t[k].rate_n);
        report(names[k], &dev->of[k], (hs_judge_kind)k, &t[k]);
    }
    float sure = sure_from(&dev->of[HS_JUDGE_SURE], &t[HS_JUDGE_SURE]);
    bool ok = !out || write_model(out, t, sure, err);
    for (int k = 0; k < (int)HS_JUDGES; k++) {
        hs_boost_free(&t[k].trees);
        free(t[k].rates);
    }
    return ok;
}

int hs_train_attributions(int argc, char **argv)
{
    lesson from = {.reports = {0}}, dev = {.reports = {0}};
    const char *out = NULL;
    hs_err err = {0};
    bool ok = true;
    for (int i = 0; ok && i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--out"))
            out = argv[i + 1];
        else if (!strcmp(argv[i], "--units"))
            ok = learn_treebank(argv[i + 1], &from, &err);
        else
            ok = learn_file(argv[i + 1], !strcmp(argv[i], "--dev") ? &dev : &from, &err);
    }
    if (ok && from.reports.n == 0) ok = hs_fail(&err, HS_ERR_USAGE, "", HS_NOWHERE, "nothing to learn from");
    printf("%u reports to learn from, %u not seen\n", from.reports.n, dev.reports.n);
    ok = ok && learn_all(&from, &dev, out, &err);
    if (!ok) fprintf(stderr, "hearsay-train attributions: %s\n", err.msg);
    forget(&from);
    forget(&dev);
    return ok ? 0 : 3;
}
