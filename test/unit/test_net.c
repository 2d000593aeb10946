#include "unit.h"

#include <math.h>
#include <time.h>

#include "base/file.h"
#include "base/hash.h"
#include "learn/netloss.h"
#include "learn/netpack.h"
#include "learn/nettrain.h"
#include "parse/net.h"
#include "parse/netdecode.h"
#include "parse/netlemma.h"
#include "parse/netpass.h"

/* ---- gradients ---- */

enum { ROWS = 9 };

/* Sentences of 4, 3 and 2 words, packed; every task has something to learn. */
static const int OFF[] = {0, 3, 6, 8, 9}, COUNT[] = {3, 3, 2, 1};
static const int WORD[ROWS] = {1, 2, 3, 4, 0, 5, 6, 2, 1}, SHAPE[ROWS] = {0, 1, 2, 1, 1, 0, 3, 3, 2};
static const int LISTED[ROWS] = {0, 1, 0, 36, 0, 2, 0, 1, 0};
static const int PIECE_AT[ROWS + 1] = {0, 2, 3, 5, 6, 8, 9, 11, 12, 14};
static const int PIECE[] = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 2, 3, 7};
static const int TAG[ROWS] = {0, 1, 2, 1, -1, 0, 2, 1, 0}, LEMMA[ROWS] = {1, 0, -1, 1, 1, 0, 0, 1, 0};
static const int LABEL[ROWS] = {0, -1, 4, 1, -1, 0, 3, -1, 0};
static const int HEAD[ROWS] = {2, 0, -1, 0, 1, -1, 2, 1, 3}, REL[ROWS] = {0, 1, -1, 2, 1, -1, 0, 0, 2};
static const int CLOZE[ROWS] = {-1, 3, -1, -1, 2, -1, -1, -1, 1};

static hs_half example(void)
{
    hs_half h = {.pack = {ROWS, 4, 3, OFF, COUNT}};
    h.word = WORD;
    h.shape = SHAPE;
    h.listed = LISTED;
    h.piece_at = PIECE_AT;
    h.piece = PIECE;
    h.tag = TAG;
    h.lemma = LEMMA;
    h.label = LABEL;
    h.head = HEAD;
    h.rel = REL;
    h.cloze = CLOZE;
    return h;
}

static double total(hs_net_model *m, hs_scratch *s)
{
    hs_half h = example();
    hs_net_rates rates = {0.2f, 0.2f, 1.0f};
    hs_net_loss l = {0};
    hs_net_model_learn(m, &h, &rates, 11, ROWS, 1, s, &l);
    return l.tag + l.lemma + l.label + l.arc + l.rel + l.cloze;
}

/* The loss's slope along a fixed random direction of p, from two points e to either side; grad is what the gradient
 * says of it. */
static double slope_of(hs_net_model *m, hs_param *p, float e, hs_scratch *s, double *grad)
{
    int n = p->rows * p->cols;
    float *kept = malloc((size_t)n * sizeof *kept);
    double slope = 0;
    memcpy(kept, p->w, (size_t)n * sizeof *kept);
    for (int side = -1; side <= 1; side += 2) {
        *grad = 0;
        for (int k = 0; k < n; k++) {
            float d = hs_uniform(7 + (uint64_t)(p - m->p), (uint64_t)k) < 0.5f ? -1.0f : 1.0f;
            p->w[k] = kept[k] + (float)side * e * d;
            *grad += (double)(p->g[0][k] * d);
        }
        slope += side * total(m, s);
    }
    memcpy(p->w, kept, (size_t)n * sizeof *kept);
    free(kept);
    return slope / (2 * (double)e);
}

/* For each parameter the slope along a random direction must be what its gradient says. A wide step may straddle a bend
 * of the rectifiers, a narrow one drowns in rounding: either will do. */
static void gradients_match_slopes(void **state)
{
    (void)state;
    hs_net_dims dims = {.words = 7,
                        .word_dim = 12,
                        .pieces = 8,
                        .piece_dim = 8,
                        .hidden = 16,
                        .names_hidden = 16,
                        .arc = 16,
                        .rel = 16,
                        .tags = 3,
                        .lemmas = 2,
                        .labels = HS_NET_LABELS,
                        .rels = 3,
                        .cloze = 5};
    hs_net_model m;
    hs_scratch s = {.cap = 1 << 24};
    hs_net_rates rates = {0.2f, 0.2f, 1.0f};
    hs_net_loss l = {0};
    hs_half h = example();
    s.mem = malloc(s.cap);
    hs_net_model_init(&m, &dims, 5);
    for (int i = 0; i < HS_P_COUNT; i++) /* nothing may hide behind a zero */
        for (int k = 0; k < m.p[i].rows * m.p[i].cols; k++)
            m.p[i].w[k] += 0.2f * (hs_uniform(99 + (uint64_t)i, (uint64_t)k) - 0.5f);
    hs_net_model_learn(&m, &h, &rates, 11, ROWS, 0, &s, &l);
    for (int i = 0; i < HS_P_COUNT; i++) {
        double grad, wide = slope_of(&m, m.p + i, 2e-3f, &s, &grad), narrow = slope_of(&m, m.p + i, 2e-4f, &s, &grad);
        if (fabs(wide - grad) > 0.01 * fabs(grad) + 5e-4 && fabs(narrow - grad) > 0.01 * fabs(grad) + 2e-3)
            fail_msg("%s (%d): slope %.5f or %.5f, gradient %.5f", m.p[i].name, i, wide, narrow, grad);
    }
    hs_net_model_free(&m);
    free(s.mem);
}

/* ---- decoding ---- */

static bool is_tree(uint32_t n, const uint32_t *head)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = i + 1, steps = 0;
        while (at && steps++ <= n) at = head[at - 1];
        if (at) return false;
        roots += head[i] == 0;
    }
    return roots == 1;
}

static void trees_are_the_best_ones(void **state)
{
    (void)state;
    enum { N = 5 };
    for (uint64_t round = 0; round < 400; round++) {
        float score[N * (N + 1)], top = -1e9f, sum = 0;
        uint32_t head[N], try[N];
        for (uint32_t i = 0; i < N * (N + 1); i++) score[i] = hs_uniform(round, i);
        for (uint32_t code = 0; code < 7776; code++) { /* 6 to the power of 5: every choice of heads */
            uint32_t c = code;
            float s = 0;
            for (uint32_t i = 0; i < N; i++, c /= 6) {
                try[i] = c % 6;
                s += score[i * (N + 1) + try[i]];
            }
            if (s > top && is_tree(N, try)) top = s;
        }
        hs_net_tree(N, score, head);
        for (uint32_t i = 0; i < N; i++) sum += score[i * (N + 1) + head[i]];
        assert_true(is_tree(N, head));
        assert_true(sum > top - 0.3f); /* the root is one of the likeliest, not of all */
    }
}

static void labels_open_and_close(void **state)
{
    (void)state;
    float e[40 * HS_NET_LABELS], moves[HS_NET_LABELS * HS_NET_LABELS] = {0}, first[HS_NET_LABELS] = {0};
    uint8_t label[40];
    for (uint64_t round = 0; round < 200; round++) {
        for (uint32_t i = 0; i < 40 * HS_NET_LABELS; i++) e[i] = hs_uniform(round, i);
        hs_net_labels(40, e, HS_NET_LABELS, moves, first, label);
        uint32_t open = 0;
        for (uint32_t t = 0; t < 40; t++) {
            uint32_t kind = label[t] ? 1 + (label[t] - 1u) / 4 : 0, part = label[t] ? (label[t] - 1u) % 4 : 3;
            assert_int_equal(open, part == 0 || part == 3 ? 0 : kind);
            open = part < 2 ? kind : 0;
        }
        assert_int_equal(open, 0);
    }
}

static void lemma_scripts_go_back_and_forth(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"said", "say"},      {"Women", "woman"},   {"was", "be"},
                                           {"Velmar", "Velmar"}, {"VELMAR", "Velmar"}, {"2,000", "2000"},
                                           {"çöl", "çöl"},       {"’s", "be"},         {"cafés", "café"},
                                           {"n't", "not"},       {"Running", "run"},   {".", "."}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        hs_buf script = {0}, lemma = {0};
        hs_netlemma_make(hs_str_of(pairs[i][0]), hs_str_of(pairs[i][1]), &script);
        hs_netlemma_apply(hs_str_of(pairs[i][0]), (hs_str){script.p, script.n}, &lemma);
        assert_string_equal(hs_buf_c(&lemma), pairs[i][1]);
        hs_buf_clear(&lemma);
        hs_netlemma_apply(HS_STR("I"), HS_STR("l9:x"), &lemma);
        assert_string_equal(hs_buf_c(&lemma), "I");
        hs_buf_free(&script);
        hs_buf_free(&lemma);
    }
}

/* ---- a network trained on made-up sentences ---- */

static hs_buf trained;

static void keep(void *arg, const hs_buf *section)
{
    hs_buf *b = arg;
    hs_buf_clear(b);
    hs_buf_add(b, section->p, section->n);
}

static void add(hs_corpus *c, const char *form, const char *upos, const char *rel, int head, int label)
{
    hs_train_word *w = HS_PUSH(c->words);
    *w = (hs_train_word){hs_str_of(form),
                         hs_str_of(form),
                         hs_str_of(upos),
                         HS_STR("_"),
                         hs_str_of(rel),
                         {NULL, 0},
                         head,
                         label,
                         -1,
                         -1,
                         -1};
}

/* "Oruna saw the red ship ." and its like. */
static void make_corpus(hs_corpus *c, uint64_t seed)
{
    static const char *const people[] = {"Oruna", "Tavik", "Melis", "Jorren"}, *const verbs[] = {"saw", "met", "left"};
    static const char *const things[] = {"ship", "house", "letter"}, *const looks[] = {"red", "old", "small"};
    for (uint64_t i = 0; i < 120; i++) {
        uint64_t r = hs_mix64(seed + i);
        uint32_t first = c->words.n, look = r % 3 == 0;
        add(c, people[r % 4], "PROPN", "nsubj", 2, 4);
        add(c, verbs[r / 4 % 3], "VERB", "root", 0, 0);
        add(c, "the", "DET", "det", look ? 5 : 4, 0);
        if (look) add(c, looks[r / 16 % 3], "ADJ", "amod", 5, 0);
        add(c, things[r / 64 % 3], "NOUN", "obj", 2, 0);
        add(c, ".", "PUNCT", "punct", 2, 0);
        hs_train_sent *s = HS_PUSH(c->sents);
        *s = (hs_train_sent){first, c->words.n - first, 0};
    }
}

/* Lists of names: persons' and, with a mark and several words, places'. */
static void read_lists(hs_names *names)
{
    static const char *const path = "test_net.tmp";
    hs_err err = {0};
    assert_true(hs_file_write(path, HS_STR("# made up, Ship\nOruna, Tavik,\n, Selm\n"), &err));
    assert_true(hs_names_read(names, path, HS_NET_GIVEN, &err));
    assert_true(hs_file_write(path, HS_STR("Selm-Orvane, Selm\nGulf of Tavik, a b c d e f g"), &err));
    assert_true(hs_names_read(names, path, HS_NET_PLACE, &err));
    assert_true(hs_file_write(path, HS_STR("Warden, Tavik"), &err));
    assert_true(hs_names_read(names, path, HS_NET_PLAIN, &err));
    assert_false(hs_names_read(names, "/nowhere/at/all", HS_NET_PLACE, &err));
    remove(path);
}

static void lists_know_names(void **state)
{
    (void)state;
    enum { PLACES = HS_NET_PLACE | HS_NET_SEVERAL, BOTH = HS_NET_GIVEN | HS_NET_PLACE };
    static const uint8_t wanted[] = {PLACES, PLACES, PLACES, HS_NET_GIVEN | HS_NET_PLAIN, PLACES, PLACES, PLACES, BOTH,
                                     0,      0,      0};
    const hs_str words[] = {HS_STR("GULF"), HS_STR("of"),   HS_STR("Tavik"),  HS_STR("Tavik"),
                            HS_STR("Selm"), HS_STR("-"),    HS_STR("Orvane"), HS_STR("Selm"),
                            HS_STR("selm"), HS_STR("Ship"), HS_STR("")};
    uint8_t flags[11];
    hs_names names = {0};
    hs_names none = {0};
    read_lists(&names);
    hs_names_finish(&names);
    hs_net_listed(&(hs_net_lists){names.slots, names.n - 1}, words, 11, flags);
    assert_memory_equal(flags, wanted, sizeof wanted);
    hs_names_finish(&none);
    hs_net_listed(&(hs_net_lists){none.slots, none.n - 1}, words, 11, flags);
    for (int i = 0; i < 11; i++) assert_int_equal(flags[i], 0);
    hs_net_initials((const hs_str[]){HS_STR("R."), HS_STR("Selm"), HS_STR("r."), HS_STR("Q.")}, 4, flags);
    for (int i = 0; i < 4; i++) assert_int_equal(flags[i], i == 0 ? HS_NET_GIVEN : 0);
    hs_names_free(&names);
    hs_names_free(&none);
}

static void plan_small(hs_net_plan *plan, hs_net_data *data)
{
    *data = (hs_net_data){.devs = 0};
    *plan = hs_net_plan_default;
    make_corpus(&data->trees, 1);
    make_corpus(&data->entities, 2);
    read_lists(&data->lists);
    plan->dims.word_dim = 16;
    plan->dims.piece_dim = 16;
    plan->dims.pieces = 256;
    plan->dims.hidden = plan->dims.names_hidden = plan->dims.arc = plan->dims.rel = 16;
    plan->main.epochs = 20;
    plan->last.epochs = plan->further.epochs = 2;
    plan->drop = (hs_net_rates){0, 0, 1};
    plan->batch = 60;
    plan->main.rate = plan->last.rate = plan->further.rate = 0.01f;
    plan->quiet = true;
}

static void train(hs_buf *section)
{
    hs_net_data data;
    hs_net_plan plan;
    plan_small(&plan, &data);
    hs_net_train(&plan, &data, NULL, keep, section);
    hs_net_data_free(&data);
}

static hs_str aligned(const hs_buf *b, void **memory)
{
    *memory = aligned_alloc(64, (b->n + 63) / 64 * 64);
    memcpy(*memory, b->p, b->n);
    return (hs_str){*memory, b->n};
}

static int train_once(void **state)
{
    (void)state;
    train(&trained);
    return trained.n == 0;
}

static int forget(void **state)
{
    (void)state;
    hs_buf_free(&trained);
    return 0;
}

static void it_learns(void **state)
{
    (void)state;
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    const hs_str words[] = {HS_STR("Melis"), HS_STR("met"), HS_STR("the"), HS_STR("red"), HS_STR("house"), HS_STR(".")};
    static const uint32_t heads[] = {2, 0, 5, 5, 2, 2};
    uint32_t end = 6;
    hs_net_word out[6];
    assert_non_null(net);
    hs_net_words(net, NULL, words, &end, 1, out);
    for (uint32_t i = 0; i < 6; i++) assert_int_equal(out[i].head, heads[i]);
    assert_memory_equal(hs_net_tag_name(net, out[4].tag).p, "NOUN|", 5);
    assert_true(hs_str_eq(hs_net_rel_name(net, out[4].rel), HS_STR("obj")));
    assert_int_equal(out[0].ne, HS_NE_PER);
    assert_int_equal(out[0].first, 1);
    assert_int_equal(out[1].ne, HS_NE_O);
    hs_net_close(net);
    free(memory);
}

static void plain_words_make_no_names(void **state)
{
    (void)state;
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    const hs_str words[] = {HS_STR("Warden"), HS_STR("met"), HS_STR("the"), HS_STR("ship"), HS_STR("."),
                            HS_STR("Tavik"),  HS_STR("met"), HS_STR("the"), HS_STR("ship"), HS_STR(".")};
    const uint32_t ends[] = {5, 10};
    hs_net_word out[10];
    hs_net_words(net, NULL, words, ends, 2, out);
    assert_int_not_equal(out[0].ne, HS_NE_PER);
    assert_int_equal(out[5].ne, HS_NE_PER); /* plain, but a given name too */
    hs_net_close(net);
    free(memory);
}

/* From the shipped bytes, with texts whose names the network before says. */
static void it_learns_on(void **state)
{
    (void)state;
    void *memory, *memory2;
    hs_net_data data;
    hs_net_plan plan;
    hs_buf section = {0};
    hs_net *before = hs_net_open(aligned(&trained, &memory), NULL);
    plan_small(&plan, &data);
    make_corpus(&data.guessed, 3);
    for (uint32_t i = 0; i < data.guessed.words.n; i++) {
        hs_train_word *w = data.guessed.words.v + i;
        w->label = w->head = w->tag_id = -1;
    }
    hs_net_train(&plan, &data, before, keep, &section);
    assert_int_equal(data.guessed.words.v[0].label, 4); /* one word, a person */
    assert_int_equal(data.guessed.words.v[1].label, 0);
    assert_int_equal(section.n, trained.n);
    assert_memory_not_equal(section.p, trained.p, trained.n);
    hs_net *net = hs_net_open(aligned(&section, &memory2), NULL);
    const hs_str words[] = {HS_STR("Melis"), HS_STR("met"), HS_STR("the"), HS_STR("ship"), HS_STR(".")};
    hs_net_word out[5];
    hs_net_words(net, NULL, words, &(uint32_t){5}, 1, out);
    assert_int_equal(out[0].ne, HS_NE_PER);
    assert_int_equal(out[0].head, 2);
    assert_int_equal(out[1].head, 0);
    hs_net_data_free(&data);
    hs_buf_clear(&section);
    plan_small(&plan, &data);
    plan.dims.hidden = 32; /* another network's */
    hs_net_train(&plan, &data, before, keep, &section);
    assert_int_equal(section.n, 0);
    hs_net_data_free(&data);
    hs_net_close(net);
    hs_net_close(before);
    hs_buf_free(&section);
    free(memory);
    free(memory2);
}

static void training_again_gives_the_same_bytes(void **state)
{
    (void)state;
    hs_buf again = {0};
    train(&again);
    assert_int_equal(again.n, trained.n);
    assert_memory_equal(again.p, trained.p, trained.n);
    hs_buf_free(&again);
}

/* n words, sentences of every length. */
static uint32_t babble(uint32_t n, hs_str *words, uint32_t *ends)
{
    static const char *const some[] = {"Tavik",    "left", "the", "ship", ",",   "quillon",
                                       "\xff\xfe", "",     "99",  "“",    "old", "."};
    uint32_t sents = 0;
    for (uint32_t i = 0; i < n; i++) {
        words[i] = hs_str_of(some[hs_mix64(i) % (sizeof some / sizeof *some)]);
        if (i + 1 == n || hs_mix64(i ^ 0x77) % 23 == 0) ends[sents++] = i + 1;
    }
    return sents;
}

static void kernels_and_batches_agree(void **state)
{
    (void)state;
    enum { N = 3000 };
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    hs_str *words = malloc(N * sizeof *words);
    uint32_t *ends = malloc(N * sizeof *ends), sents = babble(N, words, ends);
    hs_net_word *a = calloc(N, sizeof *a), *b = calloc(N, sizeof *b);
    hs_net_words(net, hs_netmath_at(0), words, ends, sents, a);
    for (uint32_t k = 1; hs_netmath_at(k); k++) {
        hs_net_words(net, hs_netmath_at(k), words, ends, sents, b);
        assert_memory_equal(a, b, N * sizeof *a);
    }
    for (uint32_t s = 0, at = 0; s < sents; at = ends[s++]) { /* one at a time */
        uint32_t end = ends[s] - at;
        hs_net_words(net, NULL, words + at, &end, 1, b + at);
    }
    for (uint32_t i = 0; i < N; i++) { /* entities look at the whole document */
        assert_int_equal(a[i].head, b[i].head);
        assert_int_equal(a[i].tag, b[i].tag);
        assert_int_equal(a[i].rel, b[i].rel);
        assert_int_equal(a[i].lemma, b[i].lemma);
    }
    free(words);
    free(ends);
    free(a);
    free(b);
    hs_net_close(net);
    free(memory);
}

static void tiny_numbers_are_zeros(void **state)
{
    (void)state;
    float x[32] = {1e-40f, -1e-40f};
    uint8_t bytes[32];
    for (uint32_t k = 0; hs_netmath_at(k); k++) {
        hs_netmath_at(k)->bytes(x, 32, bytes);
        for (int i = 0; i < 32; i++) assert_int_equal(bytes[i], 128);
    }
}

/* "Irena Vosk … Vosk": the second place leans to a town by itself. */
static void names_of_a_document_agree(void **state)
{
    (void)state;
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    const hs_str words[] = {HS_STR("Irena"), HS_STR("Vosk"), HS_STR("Vosk"), HS_STR("vosk")};
    const uint32_t ends[] = {2, 3, 4};
    float emit[4][HS_NET_LABELS] = {0};
    hs_net_word out[4] = {0};
    emit[0][1] = emit[1][3] = 20; /* begins and ends a person */
    emit[2][12] = 11;             /* a single word that is a place, but hardly more than a person */
    emit[2][4] = 10;
    emit[3][12] = 11;
    emit[3][4] = 10;
    hs_net_agree(net, words, ends, 3, emit, out);
    assert_int_equal(out[1].ne, HS_NE_PER);
    assert_int_equal(out[2].ne, HS_NE_PER);
    assert_int_equal(out[3].ne, HS_NE_LOC); /* another form */
    hs_net_close(net);
    free(memory);
}

/* "Vosk Te-in": the hyphen's syllable leans to be no name, but not much. */
static void given_names_keep_their_syllables(void **state)
{
    (void)state;
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    const hs_str words[] = {HS_STR("Vosk"), HS_STR("Te"), HS_STR("-"), HS_STR("in")};
    const uint32_t ends[] = {4};
    float emit[4][HS_NET_LABELS] = {0};
    hs_net_word out[4] = {0};
    emit[0][1] = emit[1][2] = emit[1][3] = 20;
    emit[2][0] = emit[3][0] = 1;
    hs_net_agree(net, words, ends, 1, emit, out);
    for (int i = 0; i < 4; i++) assert_int_equal(out[i].ne, HS_NE_PER);
    hs_net_close(net);
    free(memory);
}

static double time_of(const hs_net *net, const hs_str *words, uint32_t n, hs_net_word *out)
{
    clock_t start = clock();
    hs_net_words(net, NULL, words, &n, 1, out);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void a_long_sentence_is_a_tree_in_linear_time(void **state)
{
    (void)state;
    enum { N = 64000 };
    void *memory;
    hs_net *net = hs_net_open(aligned(&trained, &memory), NULL);
    hs_str *words = malloc(N * sizeof *words);
    uint32_t *ends = malloc(N * sizeof *ends), *head = malloc(N * sizeof *head);
    hs_net_word *out = calloc(N, sizeof *out);
    babble(N, words, ends);
    double part = time_of(net, words, N / 8, out), whole = time_of(net, words, N, out);
    assert_true(whole < 8 * part * 2 + 0.05);
    hs_net_words(net, NULL, words, &(uint32_t){2000}, 1, out);
    for (uint32_t i = 0; i < 2000; i++) head[i] = out[i].head;
    assert_true(is_tree(2000, head));
    free(words);
    free(ends);
    free(head);
    free(out);
    hs_net_close(net);
    free(memory);
}

static void damaged_sections_are_refused(void **state)
{
    (void)state;
    void *memory;
    hs_str whole = aligned(&trained, &memory);
    hs_net_header *h = memory, kept = *h;
    hs_err err = {0};
    for (size_t n = 0; n < whole.n; n += n < 2000 ? 13 : 4001) assert_null(hs_net_open((hs_str){whole.p, n}, &err));
    assert_int_equal(err.code, HS_ERR_FORMAT);
    for (size_t at = 0; at <= offsetof(hs_net_header, rels); at += 4) {
        *(uint32_t *)((char *)memory + at) ^= 0x01000010u;
        assert_null(hs_net_open(whole, &err));
        *h = kept;
    }
    for (int k = 0; k < HS_NB_COUNT; k++) {
        h->block[k].at += 64ull << 40;
        assert_null(hs_net_open(whole, &err));
        *h = kept;
        h->block[k].size = UINT64_MAX;
        assert_null(hs_net_open(whole, &err));
        *h = kept;
    }
    for (int k = HS_NB_MOVES; k < HS_NB_LSTM; k++) {
        float *first = (float *)(void *)((char *)memory + h->block[k].at), was = *first;
        *first = k % 2 ? NAN : 1e30f;
        assert_null(hs_net_open(whole, &err));
        *first = was;
    }
    hs_net *net = hs_net_open(whole, &err);
    assert_non_null(net);
    hs_net_close(net);
    free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_match_slopes),
        cmocka_unit_test(trees_are_the_best_ones),
        cmocka_unit_test(labels_open_and_close),
        cmocka_unit_test(lemma_scripts_go_back_and_forth),
        cmocka_unit_test(lists_know_names),
        cmocka_unit_test(it_learns),
        cmocka_unit_test(plain_words_make_no_names),
        cmocka_unit_test(it_learns_on),
        cmocka_unit_test(training_again_gives_the_same_bytes),
        cmocka_unit_test(kernels_and_batches_agree),
        cmocka_unit_test(tiny_numbers_are_zeros),
        cmocka_unit_test(names_of_a_document_agree),
        cmocka_unit_test(given_names_keep_their_syllables),
        cmocka_unit_test(a_long_sentence_is_a_tree_in_linear_time),
        cmocka_unit_test(damaged_sections_are_refused),
    };
    return cmocka_run_group_tests(tests, train_once, forget);
}
