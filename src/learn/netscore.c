#include "learn/netscore.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "parse/netlemma.h"

typedef struct {
    uint64_t words, upos, feats, lemma, uas, las;
    uint64_t right[4], gold[4], said[4];
} tally;

static hs_str base(hs_str rel)
{
    const char *colon = memchr(rel.p, ':', rel.n);
    return colon ? (hs_str){rel.p, (size_t)(colon - rel.p)} : rel;
}

static void tally_tree(const hs_net *net, const hs_train_word *g, const hs_net_word *w, hs_buf *b, tally *t)
{
    hs_str tag = hs_net_tag_name(net, w->tag);
    size_t bar = hs_str_find(tag, HS_STR("|"));
    hs_str upos = {tag.p, bar}, feats = {tag.p + bar + 1, tag.n - bar - 1};
    hs_buf_clear(b);
    hs_netlemma_apply(g->form, hs_net_lemma_script(net, w->lemma), b);
    t->words++;
    t->upos += hs_str_eq(upos, g->upos);
    t->feats += hs_str_eq(feats, g->feats);
    t->lemma += hs_str_eq((hs_str){hs_buf_c(b), b->n}, g->lemma) || hs_str_eq(g->lemma, HS_STR("_"));
    if (w->head != (uint32_t)g->head) return;
    t->uas++;
    t->las += g->head == 0 || hs_str_eq(base(hs_net_rel_name(net, w->rel)), base(g->rel));
}

static bool gold_opens(const hs_train_word *g)
{
    return g->label > 0 && ((g->label - 1) % 4 == 0 || (g->label - 1) % 4 == 3);
}

static void tally_entities(const hs_train_word *g, const hs_net_word *w, uint32_t n, tally *t)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t gold_end = i + 1, said_end = i + 1;
        int kind = gold_opens(g + i) ? (g[i].label - 1) / 4 : -1, said = w[i].first ? w[i].ne - 1 : -1;
        while (kind >= 0 && gold_end < n && g[gold_end].label > 0 && !gold_opens(g + gold_end)) gold_end++;
        while (said >= 0 && said_end < n && w[said_end].ne && !w[said_end].first) said_end++;
        if (kind >= 0) t->gold[kind]++;
        if (said >= 0) t->said[said]++;
        if (kind >= 0 && kind == said && gold_end == said_end) t->right[kind]++;
    }
}

static double f1(uint64_t right, uint64_t gold, uint64_t said)
{
    return gold + said ? 200.0 * (double)right / (double)(gold + said) : 0;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Each document by itself, as hearsay parse sees them. ends is filled. */
static void words_by_document(const hs_net *net, const hs_corpus *c, const hs_str *words, uint32_t *ends,
                              hs_net_word *out)
{
    for (uint32_t from = 0, to; from < c->sents.n; from = to) {
        uint32_t base = c->sents.v[from].first;
        for (to = from; to < c->sents.n && c->sents.v[to].doc == c->sents.v[from].doc; to++)
            ends[to] = c->sents.v[to].first + c->sents.v[to].n - base;
        hs_net_words(net, NULL, words + base, ends + from, to - from, out + base);
    }
}

static hs_net_word *words_of(const hs_net *net, const hs_corpus *c)
{
    hs_str *words = hs_calloc(c->words.n, sizeof *words);
    uint32_t *ends = hs_calloc(c->sents.n, sizeof *ends);
    hs_net_word *w = hs_calloc(c->words.n, sizeof *w);
    for (uint32_t i = 0; i < c->words.n; i++) words[i] = c->words.v[i].form;
    words_by_document(net, c, words, ends, w);
    free(words);
    free(ends);
    return w;
}

void hs_net_score(const hs_net *net, const hs_corpus *c, hs_net_scores *out)
{
    tally t = {0};
    hs_buf b = {0};
    double start = seconds();
    hs_net_word *w = words_of(net, c);
    out->words_per_second = (double)c->words.n / (seconds() - start);
    for (uint32_t i = 0; i < c->words.n; i++)
        if (c->words.v[i].head >= 0) tally_tree(net, c->words.v + i, w + i, &b, &t);
    for (uint32_t i = 0; i < c->sents.n; i++)
        if (c->words.v[c->sents.v[i].first].label >= 0)
            tally_entities(c->words.v + c->sents.v[i].first, w + c->sents.v[i].first, c->sents.v[i].n, &t);
    double per = t.words ? 100.0 / (double)t.words : 0;
    out->upos = (double)t.upos * per;
    out->feats = (double)t.feats * per;
    out->lemma = (double)t.lemma * per;
    out->uas = (double)t.uas * per;
    out->las = (double)t.las * per;
    for (int k = 0; k < 4; k++) out->kind_f1[k] = f1(t.right[k], t.gold[k], t.said[k]);
    out->f1 =
        f1(t.right[0] + t.right[1] + t.right[2], t.gold[0] + t.gold[1] + t.gold[2], t.said[0] + t.said[1] + t.said[2]);
    free(w);
    hs_buf_free(&b);
}

void hs_net_guess(const hs_net *net, hs_corpus *c)
{
    hs_net_word *w = words_of(net, c);
    for (uint32_t i = 0; i < c->sents.n; i++) {
        const hs_train_sent *s = c->sents.v + i;
        for (uint32_t k = s->first; k < s->first + s->n; k++) {
            bool end = k + 1 == s->first + s->n || !w[k + 1].ne || w[k + 1].first;
            int part = w[k].first ? (end ? 3 : 0) : end ? 2 : 1; /* single, begin, end, inside */
            c->words.v[k].label = w[k].ne ? 1 + 4 * (w[k].ne - 1) + part : 0;
        }
    }
    free(w);
}
