#include "learn/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "learn/nettrain.h"

typedef struct {
    hs_net_plan plan;
    hs_net_data data;
    const char *out, *apart, *before;
} setup;

/* Options that set one number of the plan. */
typedef struct {
    const char *name;
    size_t at;
    bool real; /* float, otherwise int */
} number;

#define PLAN(field) offsetof(hs_net_plan, field)

static const number numbers[] = {
    {"--epochs", PLAN(main.epochs), false},
    {"--last-epochs", PLAN(last.epochs), false},
    {"--further-epochs", PLAN(further.epochs), false},
    {"--text-epochs", PLAN(text_epochs), false},
    {"--batch", PLAN(batch), false},
    {"--rate", PLAN(main.rate), true},
    {"--last-rate", PLAN(last.rate), true},
    {"--further-rate", PLAN(further.rate), true},
    {"--text-rate", PLAN(text_rate), true},
    {"--entities-share", PLAN(main.entities), true},
    {"--last-trees-share", PLAN(last.trees), true},
    {"--further-trees-share", PLAN(further.trees), true},
    {"--drop-input", PLAN(drop.input), true},
    {"--drop-hidden", PLAN(drop.hidden), true},
    {"--entities-weight", PLAN(drop.labels), true},
    {"--unknown", PLAN(main.noise.unknown), true},
    {"--last-unknown", PLAN(last.noise.unknown), true},
    {"--strange", PLAN(last.noise.strange), true},
    {"--unlisted", PLAN(last.noise.unlisted), true},
    {"--cased", PLAN(main.noise.cased), true},
    {"--hidden-words", PLAN(hidden), true},
    {"--hidden", PLAN(dims.hidden), false},
    {"--names-hidden", PLAN(dims.names_hidden), false},
    {"--arc", PLAN(dims.arc), false},
    {"--rel", PLAN(dims.rel), false},
    {"--word-dim", PLAN(dims.word_dim), false},
    {"--piece-dim", PLAN(dims.piece_dim), false},
    {"--pieces", PLAN(dims.pieces), false},
    {"--least", PLAN(least), false},
    {"--most", PLAN(most), false},
    {"--seed", PLAN(seed), false},
};

static bool set_number(hs_net_plan *plan, const char *name, const char *value)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(numbers[i].name, name)) continue;
        char *to = (char *)plan + numbers[i].at;
        if (numbers[i].real)
            *(float *)(void *)to = strtof(value, NULL);
        else
            *(int *)(void *)to = (int)strtol(value, NULL, 10);
        return true;
    }
    return false;
}

static hs_corpus *next_dev(setup *s, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (s->data.devs == sizeof s->data.dev / sizeof *s->data.dev) return NULL;
    s->data.dev_name[s->data.devs] = slash ? slash + 1 : path;
    return s->data.dev + s->data.devs++;
}

/* Lists of names by what is in them. */
static const struct {
    const char *name;
    uint32_t flag;
} lists[] = {{"--given", HS_NET_GIVEN},    {"--family", HS_NET_FAMILY},
             {"--places", HS_NET_PLACE},   {"--organisations", HS_NET_ORGANISATION},
             {"--peoples", HS_NET_PEOPLE}, {"--plain", HS_NET_PLAIN}};

static bool take(setup *s, const char *name, const char *value, hs_err *err)
{
    bool measured = !strncmp(name, "--dev-", 6) || (!strcmp(name, "--entities") && s->apart);
    hs_corpus *dev = measured ? next_dev(s, value) : NULL;
    if (measured && !dev) return hs_fail(err, HS_ERR_USAGE, value, HS_NOWHERE, "too many files to measure on");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(name, lists[i].name)) return hs_names_read(&s->data.lists, value, lists[i].flag, err);
    if (!strcmp(name, "--trees")) return hs_corpus_conllu(&s->data.trees, value, err);
    if (!strcmp(name, "--dev-trees")) return hs_corpus_conllu(dev, value, err);
    if (!strcmp(name, "--dev-names")) return hs_corpus_names(dev, value, err);
    if (!strcmp(name, "--names")) return hs_corpus_names(&s->data.entities, value, err);
    if (!strcmp(name, "--entities")) return hs_corpus_label_folder(&s->data.entities, dev, s->apart, value, err);
    if (!strcmp(name, "--held-out")) {
        s->apart = value;
        return true;
    }
    if (!strcmp(name, "--guess")) return hs_corpus_text(&s->data.guessed, value, err);
    if (!strcmp(name, "--text")) return hs_corpus_text(&s->data.text, value, err);
    if (!strcmp(name, "--before")) {
        s->before = value;
        return true;
    }
    if (!strcmp(name, "--stages")) {
        s->plan.stages = value;
        return true;
    }
    if (!strcmp(name, "--out")) {
        s->out = value;
        return true;
    }
    return set_number(&s->plan, name, value) || hs_fail(err, HS_ERR_USAGE, name, HS_NOWHERE, "no such option");
}

static void save(void *arg, const hs_buf *section)
{
    hs_err err;
    if (!hs_file_write(arg, (hs_str){section->p, section->n}, &err)) fprintf(stderr, "%s: %s\n", (char *)arg, err.msg);
}

/* The network to learn on from; its bytes, which the caller frees, in *bytes. */
static hs_net *open_before(const char *path, void **bytes, hs_err *err)
{
    hs_buf b = {0};
    if (!hs_file_read(path, (size_t)1 << 30, &b, err)) return NULL;
    *bytes = aligned_alloc(64, (b.n + 63) / 64 * 64);
    if (!*bytes) abort();
    memcpy(*bytes, b.p, b.n);
    hs_net *net = hs_net_open((hs_str){*bytes, b.n}, err);
    hs_buf_free(&b);
    return net;
}

int hs_train_net(int argc, char **argv)
{
    setup *s = hs_calloc(1, sizeof *s);
    hs_err err = {0};
    bool ok = true;
    hs_net *before = NULL;
    void *bytes = NULL;
    s->plan = hs_net_plan_default;
    for (int i = 0; i < argc && ok; i += 2)
        ok = i + 1 < argc ? take(s, argv[i], argv[i + 1], &err)
                          : hs_fail(&err, HS_ERR_USAGE, argv[i], HS_NOWHERE, "a value is missing");
    if (ok && s->before) ok = (before = open_before(s->before, &bytes, &err)) != NULL;
    if (ok)
        hs_net_train(&s->plan, &s->data, before, s->out ? save : NULL, (void *)(uintptr_t)s->out);
    else
        fprintf(stderr, "hearsay-train: %s: %s\n", err.doc, err.msg);
    hs_net_close(before);
    free(bytes);
    hs_net_data_free(&s->data);
    free(s);
    return ok ? 0 : 2;
}
