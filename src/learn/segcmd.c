#include "learn/command.h"

#include "base/file.h"
#include "learn/segtrain.h"
#include "parse/conllu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEV = 8, MOST_BYTES = 1 << 30 };

typedef struct {
    hs_segplan plan;
    const hs_language *lang;
    const char *out;
    hs_doc *trees;
    const char *dev[MOST_DEV];
    size_t devs;
} setup;

static bool read_treebank(const char *path, hs_doc *d, hs_err *err)
{
    hs_buf bytes = {0};
    bool ok = hs_file_read(path, MOST_BYTES, &bytes, err) && hs_conllu_read((hs_str){bytes.p, bytes.n}, d, err);
    hs_buf_free(&bytes);
    return ok;
}

static bool take(setup *s, const char *name, const char *value, hs_err *err)
{
    if (!strcmp(name, "--trees")) return read_treebank(value, s->trees, err);
    if (!strcmp(name, "--dev-trees") && s->devs < MOST_DEV) return (s->dev[s->devs++] = value) != NULL;
    if (!strcmp(name, "--out")) return (s->out = value) != NULL;
    if (!strcmp(name, "--lang")) {
        s->lang = hs_language_of(hs_str_of(value));
        return s->lang || hs_fail(err, HS_ERR_USAGE, value, HS_NOWHERE, "not in the table of languages");
    }
    if (!strcmp(name, "--epochs")) return (s->plan.epochs = (uint32_t)atoi(value)) > 0;
    if (!strcmp(name, "--bits")) return (s->plan.bucket_bits = (uint32_t)atoi(value)) <= 20;
    if (!strcmp(name, "--least")) return (s->plan.least = (uint32_t)atoi(value)) > 0;
    if (!strcmp(name, "--rate")) return (s->plan.rate = strtof(value, NULL)) > 0;
    if (!strcmp(name, "--decay")) return (s->plan.decay = strtof(value, NULL)) >= 0;
    if (!strcmp(name, "--eager")) return (s->plan.eager = strtof(value, NULL)) >= 0;
    if (!strcmp(name, "--drop")) return (s->plan.drop = strtof(value, NULL)) >= 0;
    if (!strcmp(name, "--seed")) return (s->plan.seed = strtoull(value, NULL, 10)) > 0;
    return hs_fail(err, HS_ERR_USAGE, name, HS_NOWHERE, "no such option");
}

static bool score(const hs_engine *engine, const char *path, hs_err *err)
{
    hs_doc *gold = hs_doc_new();
    bool ok = read_treebank(path, gold, err);
    if (ok) {
        hs_segscore got = hs_segscore_of(engine, gold);
        fprintf(stderr, "%s: from raw text, tokens %.2f, sentences %.2f\n", path, got.tokens, got.sentences);
    }
    hs_doc_free(gold);
    return ok;
}

static bool run(setup *s, hs_err *err)
{
    hs_buf section = {0};
    if (!s->trees->sentences.n || !s->out)
        return hs_fail(err, HS_ERR_USAGE, "segmenter", HS_NOWHERE, "--trees FILE and --out FILE are needed");
    hs_segtrain(&s->plan, s->lang, s->trees, &section);
    hs_engine engine = {.lang = s->lang};
    bool ok = hs_splitter_open((hs_str){section.p, section.n}, &engine.splitter, err);
    for (size_t i = 0; ok && i < s->devs; i++) ok = score(&engine, s->dev[i], err);
    ok = ok && hs_file_write(s->out, (hs_str){section.p, section.n}, err);
    hs_buf_free(&section);
    return ok;
}

int hs_train_segmenter(int argc, char **argv)
{
    setup s = {.plan = hs_segplan_default, .lang = &hs_languages[0], .trees = hs_doc_new()};
    hs_err err = {.msg = "a value is missing or out of range"};
    bool ok = argc % 2 == 0;
    for (int i = 0; ok && i < argc; i += 2) ok = take(&s, argv[i], argv[i + 1], &err);
    ok = ok && run(&s, &err);
    if (!ok) fprintf(stderr, "hearsay-train: %s%s%s\n", err.doc, err.doc[0] ? ": " : "", err.msg);
    hs_doc_free(s.trees);
    return ok ? 0 : 2;
}
