#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "parse/netlemma.h"
#include "parse/netpass.h"

/* A sentence, or a piece of one that is too long for the parser. */
typedef struct {
    uint32_t from, n;
    bool goes_on; /* the piece before belongs to the same sentence */
} piece;

typedef HS_VEC(piece) pieces;

static bool is_break(hs_str w)
{
    return w.n == 1 && strchr(",;:.!?-", w.p[0]) != NULL;
}

/* Long sentences part behind a mark in the second half of what fits, or where it is full. */
static void cut(const hs_str *words, const uint32_t *ends, uint32_t sentences, pieces *out)
{
    for (uint32_t i = 0, at = 0; i < sentences; at = ends[i++])
        for (uint32_t start = at; at < ends[i];) {
            uint32_t n = ends[i] - at;
            if (n > HS_NET_CHUNK) {
                n = HS_NET_CHUNK;
                while (n > HS_NET_CHUNK / 2 && !is_break(words[at + n - 1])) n--;
                if (n == HS_NET_CHUNK / 2) n = HS_NET_CHUNK;
            }
            piece *p = HS_PUSH(*out);
            *p = (piece){at, n, at > start};
            at += n;
        }
}

static int by_length(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? 1 : -1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* Heads of a piece count from the sentence's start; later pieces' roots hang on the first piece's. */
static void rejoin(const hs_net *net, const pieces *all, hs_net_word *out)
{
    uint32_t start = 0, root = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        const piece *p = all->v + i;
        if (!p->goes_on) start = p->from;
        for (uint32_t k = p->from; k < p->from + p->n; k++) {
            hs_net_word *w = out + k;
            if (w->head)
                w->head += p->from - start;
            else if (!p->goes_on)
                root = k - start + 1;
            else
                *w = (hs_net_word){root, w->tag, (uint16_t)net->loose, w->lemma, w->ne, w->first};
        }
    }
}

static void run_batches(hs_net_pass *p, const pieces *all, hs_net_word *out)
{
    pieces sorted = {.v = hs_realloc_array(NULL, all->n, sizeof *all->v)};
    memcpy(sorted.v, all->v, all->n * sizeof *all->v);
    qsort(sorted.v, all->n, sizeof *all->v, by_length);
    for (uint32_t at = 0; at < all->n;) {
        uint32_t rows = 0;
        p->sents = 0;
        for (; at < all->n && rows + sorted.v[at].n <= HS_NET_BATCH; at++, p->sents++) {
            p->from[p->sents] = sorted.v[at].from;
            p->length[p->sents] = sorted.v[at].n;
            rows += sorted.v[at].n;
        }
        hs_net_pass_run(p, out);
    }
    free(sorted.v);
}

/* A run of whole sentences, few enough for their scores to be held. */
static void run_part(const hs_net *net, const hs_netmath *math, const hs_str *words, const uint32_t *ends,
                     uint32_t sentences, hs_net_word *out)
{
    pieces all = {0};
    hs_net_pass p;
    cut(words, ends, sentences, &all);
    uint32_t *at = hs_calloc(all.n, sizeof *at);
    hs_net_pass_begin(&p, net, math ? math : hs_netmath_best(), words, ends[sentences - 1]);
    p.emit = hs_calloc(ends[sentences - 1], sizeof *p.emit);
    p.listed = hs_calloc(ends[sentences - 1], 1);
    for (uint32_t i = 0, from = 0; i < sentences; from = ends[i++]) {
        hs_net_listed(&net->lists, words + from, ends[i] - from, p.listed + from);
        hs_net_initials(words + from, ends[i] - from, p.listed + from);
    }
    run_batches(&p, &all, out);
    for (uint32_t i = 0; i < all.n; i++) at[i] = all.v[i].from + all.v[i].n;
    hs_net_agree(net, words, at, all.n, p.emit, out);
    rejoin(net, &all, out);
    free(p.emit);
    free(p.listed);
    free(at);
    hs_net_pass_end(&p);
    HS_VEC_FREE(all);
}

void hs_net_words(const hs_net *net, const hs_netmath *math, const hs_str *words, const uint32_t *ends,
                  uint32_t sentences, hs_net_word *out)
{
    enum { PART = 1 << 12 }; /* words */
    uint32_t *part = hs_calloc(sentences, sizeof *part);
    for (uint32_t from = 0, to; from < sentences; from = to) {
        uint32_t base = from ? ends[from - 1] : 0;
        for (to = from; to < sentences && (to == from || ends[to] - base <= PART); to++)
            part[to - from] = ends[to] - base;
        if (ends[to - 1] > base) run_part(net, math, words + base, part, to - from, out + base);
    }
    free(part);
}

typedef struct {
    hs_ref *feats; /* by tag, HS_NONE where not yet in the document's pool */
    hs_map lemmas;
    hs_buf b;
} pool;

static hs_ref feats_of(const hs_net *net, hs_doc *d, pool *p, uint32_t tag)
{
    if (p->feats[tag] != HS_NONE) return p->feats[tag];
    hs_str name = net->tags[tag];
    size_t bar = hs_str_find(name, HS_STR("|"));
    hs_str feats = {name.p + bar + 1, name.n - bar - 1};
    return p->feats[tag] = hs_str_eq(feats, HS_STR("_")) ? 0 : hs_doc_intern(d, feats);
}

static hs_ref lemma_of(const hs_net *net, hs_doc *d, pool *p, hs_str form, uint32_t script)
{
    hs_buf_clear(&p->b);
    hs_netlemma_apply(form, net->lemmas[script], &p->b);
    uint32_t *at = hs_map_at(&p->lemmas, (hs_str){hs_buf_c(&p->b), p->b.n});
    if (*at == HS_MISSING) *at = hs_doc_intern(d, (hs_str){p->b.p, p->b.n});
    return *at;
}

static void fill(const hs_net *net, hs_doc *d, pool *p, const hs_net_word *w)
{
    for (uint32_t s = 0, at = 0; s < d->sentences.n; s++)
        for (uint32_t i = 0; i < d->sentences.v[s].n; i++, at++) {
            uint32_t first = d->sentences.v[s].first;
            hs_token *t = d->tokens.v + first + i;
            t->upos = net->upos[w[at].tag];
            t->feats = feats_of(net, d, p, w[at].tag);
            t->lemma = lemma_of(net, d, p, hs_doc_text(d, t->at), w[at].lemma);
            t->head = first + (w[at].head ? w[at].head - 1 : i);
            t->deprel = w[at].head ? net->deprel[w[at].rel] : HS_DEP_ROOT;
            t->ne = w[at].ne;
            t->flags = (uint8_t)((t->flags & ~HS_TOK_NE_FIRST) | (w[at].first ? HS_TOK_NE_FIRST : 0));
        }
}

void hs_net_parse(const hs_net *net, hs_doc *d)
{
    hs_str *words = hs_calloc(d->tokens.n, sizeof *words);
    uint32_t *ends = hs_calloc(d->sentences.n, sizeof *ends), n = 0;
    hs_net_word *out = hs_calloc(d->tokens.n, sizeof *out);
    pool p = {.feats = hs_calloc(net->h.tags, sizeof *p.feats)};
    for (uint32_t i = 0; i < net->h.tags; i++) p.feats[i] = HS_NONE;
    for (uint32_t s = 0; s < d->sentences.n; s++) {
        for (uint32_t i = 0; i < d->sentences.v[s].n; i++)
            words[n++] = hs_doc_text(d, d->tokens.v[d->sentences.v[s].first + i].at);
        ends[s] = n;
    }
    hs_net_words(net, NULL, words, ends, d->sentences.n, out);
    fill(net, d, &p, out);
    hs_map_free(&p.lemmas);
    hs_buf_free(&p.b);
    free(p.feats);
    free(out);
    free(ends);
    free(words);
}
