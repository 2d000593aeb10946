#include "learn/netbatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "learn/netlayer.h"
#include "parse/netfeat.h"

static void put(hs_ints *v, int x)
{
    *HS_PUSH(*v) = x;
}

/* What is done to a sentence. */
typedef struct {
    int how;         /* 1 capitals, 2 small letters */
    uint64_t cipher; /* 0: the words keep their letters */
    bool whole;      /* it fits */
} sentence_noise;

typedef struct {
    hs_half_store *h;
    const hs_batch_source *src;
    const hs_noise *noise;
    uint64_t seed, drawn;
    hs_buf form;
} filler;

static float draw(filler *f)
{
    return hs_uniform(f->seed, f->drawn++);
}

static hs_str recased(filler *f, hs_str form, int how) /* how: 1 capitals, 2 small letters */
{
    if (how == 0) return form;
    hs_buf_clear(&f->form);
    for (size_t at = 0; at < form.n;) {
        uint32_t c = hs_utf8_next(form, &at);
        if (how == 2)
            c = hs_uc_tolower(c);
        else if (c >= 'a' && c <= 'z')
            c -= 32;
        hs_utf8_put(&f->form, c);
    }
    return (hs_str){f->form.p, f->form.n};
}

/* ASCII vowels become vowels and consonants consonants, by a table that cipher chooses. */
static hs_str ciphered(filler *f, hs_str form, uint64_t cipher)
{
    static const char *const letters[] = {"bcdfghjklmnprstvwxyz", "aeiou"};
    hs_buf_clear(&f->form);
    for (size_t i = 0; i < form.n; i++) {
        char c = (char)(form.p[i] | 32);
        const char *to = letters[strchr("aeiou", c) != NULL];
        bool letter = c >= 'a' && c <= 'z';
        char x = letter ? to[hs_mix64(cipher ^ (uint8_t)c) % strlen(to)] : c;
        hs_buf_char(&f->form, letter ? (char)(x ^ (~form.p[i] & 32)) : form.p[i]);
    }
    return (hs_str){f->form.p, f->form.n};
}

static int row_of(const filler *f, uint64_t key)
{
    uint32_t row = hs_map_get(f->src->vocab, (hs_str){(const char *)&key, sizeof key});
    return row == HS_MISSING ? 0 : (int)row;
}

static int listed_of(filler *f, uint8_t flags)
{
    return flags && f->noise->unlisted > 0 && draw(f) < f->noise->unlisted ? 0 : flags;
}

static void put_word(filler *f, const hs_train_word *w, const sentence_noise *s, uint8_t flags)
{
    enum { COMMON = 2000 }; /* rows of the vocabulary that keep their letters */
    hs_half_store *h = f->h;
    hs_net_feat feat;
    hs_net_feat_of(recased(f, w->form, s->how), &feat);
    int id = row_of(f, feat.key);
    bool strange = s->cipher && (id == 0 || id > COMMON) && w->form.n > 1 && w->form.p[0] >= 'A' && w->form.p[0] <= 'Z';
    if (strange) {
        hs_net_feat_of(ciphered(f, w->form, s->cipher), &feat);
        id = 0;
    }
    put(&h->listed, listed_of(f, flags));
    bool hide = f->noise->hidden > 0 && id > 0 && id < f->src->cloze && draw(f) < f->noise->hidden;
    put(&h->cloze, hide ? id : -1);
    put(&h->word, hide || draw(f) < f->noise->unknown ? 0 : id);
    put(&h->shape, hide ? 0 : (int)feat.shape);
    if (hide)
        put(&h->piece, 0);
    else
        for (uint32_t k = 0; k < feat.n; k++) put(&h->piece, (int)(feat.piece[k] & ((uint32_t)f->src->pieces - 1)));
    put(&h->piece_at, (int)h->piece.n);
    put(&h->tag, w->tag_id);
    put(&h->lemma, s->how || strange ? -1 : w->lemma_id);
    put(&h->label, s->whole ? w->label : -1);
    put(&h->head, s->whole ? w->head : -1);
    put(&h->rel, s->whole ? w->rel_id : -1);
}

static void clear(hs_half_store *h)
{
    hs_ints *all[] = {&h->off, &h->count, &h->word,  &h->shape, &h->listed, &h->piece_at, &h->piece,
                      &h->tag, &h->lemma, &h->label, &h->head,  &h->rel,    &h->cloze};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) all[i]->n = 0;
    put(&h->piece_at, 0);
}

static void point(hs_half_store *h, uint32_t sents)
{
    h->half.pack = (hs_packing){(int)h->word.n, (int)h->count.n, (int)sents, h->off.v, h->count.v};
    h->half.word = h->word.v;
    h->half.shape = h->shape.v;
    h->half.listed = h->listed.v;
    h->half.piece_at = h->piece_at.v;
    h->half.piece = h->piece.v;
    h->half.tag = h->tag.v;
    h->half.lemma = h->lemma.v;
    h->half.label = h->label.v;
    h->half.head = h->head.v;
    h->half.rel = h->rel.v;
    h->half.cloze = h->cloze.v;
}

typedef HS_VEC(uint8_t) flag_bytes;

/* What the lists say of the sentences' words: those of sentence i are flags from start i. */
static void list(const hs_batch_source *src, const uint32_t *sents, uint32_t n, flag_bytes *flags, hs_uints *start)
{
    HS_VEC(hs_str) words = {0};
    for (uint32_t i = 0; i < n; i++) {
        const hs_train_sent *s = src->corpus->sents.v + sents[i];
        words.n = 0;
        *HS_PUSH(*start) = flags->n;
        for (uint32_t k = 0; k < s->n; k++) {
            *HS_PUSH(words) = src->corpus->words.v[s->first + k].form;
            *HS_PUSH(*flags) = 0;
        }
        hs_net_listed(&src->lists, words.v, s->n, flags->v + start->v[i]);
    }
    HS_VEC_FREE(words);
}

void hs_half_fill(hs_half_store *h, const hs_batch_source *src, const uint32_t *sents, uint32_t n,
                  const hs_noise *noise, uint64_t seed)
{
    filler f = {.h = h, .src = src, .noise = noise, .seed = seed};
    const hs_corpus *c = src->corpus;
    uint32_t left = n;
    flag_bytes flags = {0};
    hs_uints start = {0};
    list(src, sents, n, &flags, &start);
    clear(h);
    for (uint32_t t = 0; t < src->longest; t++) {
        while (left > 0 && c->sents.v[sents[left - 1]].n <= t) left--;
        if (left == 0) break;
        put(&h->off, (int)h->word.n);
        put(&h->count, (int)left);
        for (uint32_t i = 0; i < left; i++) {
            const hs_train_sent *s = c->sents.v + sents[i];
            float u = hs_uniform(seed ^ 0x5A5A, sents[i]);
            sentence_noise kind = {.how = u < noise->cased       ? 1
                                          : u < 2 * noise->cased ? 2
                                                                 : 0,
                                   .whole = s->n <= src->longest};
            if (!kind.how && hs_uniform(seed ^ 0xC1FE, sents[i]) < noise->strange)
                kind.cipher = hs_mix64(seed ^ ((uint64_t)sents[i] << 20)) | 1;
            put_word(&f, c->words.v + s->first + t, &kind, flags.v[start.v[i] + t]);
        }
    }
    put(&h->off, (int)h->word.n);
    point(h, n);
    HS_VEC_FREE(flags);
    HS_VEC_FREE(start);
    hs_buf_free(&f.form);
}

void hs_half_free(hs_half_store *h)
{
    hs_ints *all[] = {&h->off, &h->count, &h->word,  &h->shape, &h->listed, &h->piece_at, &h->piece,
                      &h->tag, &h->lemma, &h->label, &h->head,  &h->rel,    &h->cloze};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) HS_VEC_FREE(*all[i]);
}

typedef struct {
    uint32_t n, sent;
} sized;

static int longer_first(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->n != y->n) return x->n < y->n ? 1 : -1;
    return x->sent < y->sent ? -1 : x->sent > y->sent;
}

void hs_batches(const hs_corpus *c, int words, uint64_t seed, hs_uints *order, hs_uints *ends)
{
    enum { POOL = 1500 };
    uint32_t n = c->sents.n;
    sized *v = hs_calloc(n, sizeof *v);
    for (uint32_t i = 0; i < n; i++) v[i] = (sized){c->sents.v[i].n, i};
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = (uint32_t)(hs_mix64(seed + i) % i);
        sized keep = v[i - 1];
        v[i - 1] = v[j];
        v[j] = keep;
    }
    order->n = ends->n = 0;
    int sum = 0;
    for (uint32_t at = 0; at < n; at += POOL) {
        uint32_t here = n - at < POOL ? n - at : POOL;
        qsort(v + at, here, sizeof *v, longer_first);
        for (uint32_t i = at; i < at + here; i++) {
            if (sum > 0 && (sum + (int)v[i].n > words || i == at)) {
                *HS_PUSH(*ends) = order->n;
                sum = 0;
            }
            *HS_PUSH(*order) = v[i].sent;
            sum += (int)v[i].n;
        }
    }
    if (sum > 0) *HS_PUSH(*ends) = order->n;
    free(v);
}

void hs_vocab_count(const hs_corpus *c, hs_map *counts)
{
    hs_net_feat f;
    for (uint32_t i = 0; i < c->words.n; i++) {
        hs_net_feat_of(c->words.v[i].form, &f);
        uint32_t *n = hs_map_at(counts, (hs_str){(const char *)&f.key, sizeof f.key});
        *n = *n == HS_MISSING ? 1 : *n + 1;
    }
}

static int commoner_first(const void *a, const void *b)
{
    const sized *x = a, *y = b; /* sent: order of first occurrence */
    if (x->n != y->n) return x->n < y->n ? 1 : -1;
    return x->sent < y->sent ? -1 : x->sent > y->sent;
}

void hs_vocab_make(const hs_map *counts, uint32_t least, uint32_t most, hs_map *vocab)
{
    uint32_t n = counts->entries.n;
    sized *v = hs_calloc(n, sizeof *v);
    for (uint32_t i = 0; i < n; i++) v[i] = (sized){counts->entries.v[i].value, i};
    qsort(v, n, sizeof *v, commoner_first);
    for (uint32_t i = 0; i < n && i < most && v[i].n >= least; i++)
        *hs_map_at(vocab, counts->entries.v[v[i].sent].key) = i + 1;
    free(v);
}
