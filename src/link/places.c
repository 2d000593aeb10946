#include "link/places.h"

#include "link/kept.h"
#include "link/name_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- the words of names ---- */

static void put_str(hs_buf *b, hs_str s)
{
    hs_kept_put_u32(b, (uint32_t)s.n);
    hs_buf_add(b, s.p, s.n);
}

static hs_str take_str(hs_kept_reader *r)
{
    uint32_t n = hs_kept_u32(r);
    const char *p = hs_kept_items(r, n, 1);
    return p ? (hs_str){p, n} : (hs_str){0};
}

static void put_tokens(hs_str name, hs_kind kind, hs_buf *b, uint32_t *n)
{
    hs_name_parts parts;
    hs_name_split(name, kind, &parts);
    for (uint32_t i = 0; i < parts.n; i++) hs_kept_put_u64(b, hs_hash64(parts.t[i].text, strlen(parts.t[i].text), 0));
    *n += parts.n;
}

/* A chain with a name: its words, and those of the halves of one with a hyphen. */
static void put_name(const hs_doc *d, uint32_t chain, hs_buf *b)
{
    const hs_chain *c = &d->chains.v[chain];
    hs_str name = hs_str_of(hs_doc_str(d, c->name));
    const char *dash = memchr(name.p, '-', name.n);
    hs_buf tokens = {0};
    uint32_t words = 0, n;
    put_tokens(name, (hs_kind)c->kind, &tokens, &words);
    n = words;
    if (dash) {
        put_tokens((hs_str){name.p, (size_t)(dash - name.p)}, HS_PERSON, &tokens, &n);
        put_tokens((hs_str){dash + 1, name.n - (size_t)(dash - name.p) - 1}, HS_PERSON, &tokens, &n);
    }
    hs_kept_put_u32(b, chain);
    hs_kept_put_u32(b, words);
    hs_kept_put_u32(b, n);
    hs_buf_add(b, tokens.p, tokens.n);
    hs_buf_free(&tokens);
}

static void put_vote(hs_str word, hs_kind_vote what, void *ctx)
{
    hs_kept_put_u32(ctx, (uint32_t)what);
    put_str(ctx, word);
}

/* What the names of a document are, and how it votes on kinds: of this document alone. */
static void make_names(hs_pile *p, uint32_t doc)
{
    const hs_doc *d = p->docs.v[doc];
    hs_buf b = {0}, names = {0};
    uint32_t n = 0;
    for (uint32_t c = 0; c < d->chains.n; c++) {
        if (!(d->chains.v[c].flags & HS_CHAIN_NAMED) || d->chains.v[c].mention >= d->mentions.n) continue;
        put_name(d, c, &names);
        n++;
    }
    hs_kept_put_u32(&b, n);
    hs_buf_add(&b, names.p, names.n);
    hs_kinds_each_vote(d, put_vote, &b);
    hs_kept_put(p, doc, HS_KEPT_NAMES, &b);
    hs_buf_free(&names);
    hs_buf_free(&b);
}

static void add_news(hs_places *x, hs_str word)
{
    *hs_map64_at(&x->news, hs_hash64(word.p, word.n, 0)) = 1;
}

static bool read_names(const hs_pile *p, uint32_t doc, bool news, hs_kept_reader r, hs_places *x)
{
    const hs_doc *d = p->docs.v[doc];
    for (uint32_t n = hs_kept_u32(&r); n && !r.bad; n--) {
        hs_place s = {.at = {.doc = doc}};
        s.at.item = hs_kept_u32(&r);
        s.words = hs_kept_u32(&r);
        s.tokens = (hs_range){x->numbers.n, hs_kept_u32(&r)};
        for (uint32_t i = 0; i < s.tokens.n && !r.bad; i++) *HS_PUSH(x->numbers) = hs_kept_u64(&r);
        if (r.bad || s.words > HS_NAME_TOKENS || s.at.item >= d->chains.n ||
            d->chains.v[s.at.item].mention >= d->mentions.n)
            return false;
        x->of_chain[x->first.v[doc] + s.at.item] = x->all.n;
        *HS_PUSH(x->all) = s;
    }
    while (r.n && !r.bad) {
        uint32_t what = hs_kept_u32(&r);
        hs_str word = take_str(&r);
        if (r.bad || what > HS_VOTE_FAMILY) return false;
        hs_kinds_vote(&x->kinds, word, (hs_kind_vote)what);
        if (news) add_news(x, word);
    }
    return !r.bad;
}

/* ---- how they were put ---- */

static uint32_t take_founder(const hs_pile *p, const hs_places *x, hs_kept_reader *r)
{
    uint32_t doc = hs_kept_doc(p, hs_kept_u64(r)), chain = hs_kept_u32(r);
    return doc == HS_NONE ? HS_NONE : hs_place_of(x, (hs_item){doc, chain});
}

static void read_place(const hs_pile *p, hs_places *x, uint32_t i, hs_kept_reader *r)
{
    hs_place s = x->all.v[i];
    bool chain = hs_kept_u32(r) == s.at.item;
    s.kind = hs_kept_u32(r);
    s.founder = i;
    s.known = true;
    if (hs_kept_u32(r)) {
        s.founder = take_founder(p, x, r);
        s.why = take_str(r);
    } else {
        s.maybes = (hs_range){x->maybes.n, hs_kept_u32(r)};
        for (uint32_t k = 0; k < s.maybes.n && !r->bad; k++) {
            hs_place_maybe m = {.founder = take_founder(p, x, r)};
            m.why = take_str(r);
            if (m.founder == HS_NONE) s.known = false;
            *HS_PUSH(x->maybes) = m;
        }
        s.entity = take_str(r);
    }
    s.keys = (hs_range){x->numbers.n, hs_kept_u32(r)};
    for (uint32_t k = 0; k < s.keys.n && !r->bad; k++) *HS_PUSH(x->numbers) = hs_kept_u64(r);
    if (!chain || s.founder == HS_NONE || s.kind > HS_OTHER) s.known = false;
    if (s.known && !r->bad) x->all.v[i] = s;
}

static void put_founder(const hs_pile *p, const hs_places *x, uint32_t founder, hs_buf *b)
{
    hs_item at = x->all.v[founder].at;
    hs_kept_put_u64(b, hs_kept_name(p, at.doc));
    hs_kept_put_u32(b, at.item);
}

static void put_place(const hs_pile *p, const hs_places *x, uint32_t i, hs_buf *b)
{
    const hs_place *s = &x->all.v[i];
    bool joined = s->founder != i;
    hs_kept_put_u32(b, s->at.item);
    hs_kept_put_u32(b, s->kind);
    hs_kept_put_u32(b, joined);
    if (joined) {
        put_founder(p, x, s->founder, b);
        put_str(b, s->why);
    } else {
        hs_kept_put_u32(b, s->maybes.n);
        for (uint32_t k = s->maybes.first; k < s->maybes.first + s->maybes.n; k++) {
            put_founder(p, x, x->maybes.v[k].founder, b);
            put_str(b, x->maybes.v[k].why);
        }
        put_str(b, s->entity);
    }
    hs_kept_put_u32(b, s->keys.n);
    hs_buf_add(b, x->numbers.v + s->keys.first, s->keys.n * sizeof *x->numbers.v);
}

void hs_places_keep(hs_pile *p, const hs_places *x)
{
    hs_buf b = {0};
    for (uint32_t d = 0, i = 0; d < p->kept.n; d++) {
        hs_buf_clear(&b);
        for (; i < x->all.n && x->all.v[i].at.doc == d; i++) put_place(p, x, i, &b);
        hs_kept_put(p, d, HS_KEPT_PLACES, &b);
    }
    hs_buf_free(&b);
}

/* ---- all ---- */

static void names_of(hs_pile *p, uint32_t d, bool news, hs_places *x)
{
    hs_kept_reader r = hs_kept_read(p, d, HS_KEPT_NAMES);
    uint32_t places = x->all.n, numbers = x->numbers.n;
    if (r.n && read_names(p, d, news, r, x)) return;
    x->all.n = places;
    x->numbers.n = numbers;
    make_names(p, d);
    read_names(p, d, news, hs_kept_read(p, d, HS_KEPT_NAMES), x);
}

void hs_places_of(hs_pile *p, bool kept, hs_places *x)
{
    *x = (hs_places){0};
    uint64_t chains = 0;
    for (uint32_t d = 0; d < p->docs.n; d++) {
        *HS_PUSH(x->first) = chains;
        chains += p->docs.v[d]->chains.n;
    }
    *HS_PUSH(x->first) = chains;
    x->of_chain = hs_malloc((chains + 1) * sizeof *x->of_chain);
    memset(x->of_chain, 0xFF, (chains + 1) * sizeof *x->of_chain);
    for (uint32_t d = 0; d < p->docs.n; d++) names_of(p, d, !hs_kept_read(p, d, HS_KEPT_PLACES).n, x);
    for (uint32_t d = 0, i = 0; d < p->docs.n; d++) {
        hs_kept_reader r = kept ? hs_kept_read(p, d, HS_KEPT_PLACES) : (hs_kept_reader){0};
        for (; i < x->all.n && x->all.v[i].at.doc == d; i++)
            if (r.n) read_place(p, x, i, &r);
    }
}

void hs_places_free(hs_places *x)
{
    HS_VEC_FREE(x->all);
    HS_VEC_FREE(x->first);
    HS_VEC_FREE(x->numbers);
    HS_VEC_FREE(x->maybes);
    free(x->of_chain);
    hs_kinds_free(&x->kinds);
    hs_map64_free(&x->news);
}

uint32_t hs_place_of(const hs_places *x, hs_item chain)
{
    if (chain.doc + 1 >= x->first.n || chain.item >= x->first.v[chain.doc + 1] - x->first.v[chain.doc]) return HS_NONE;
    return x->of_chain[x->first.v[chain.doc] + chain.item];
}

bool hs_place_has_news(const hs_places *x, const hs_place *s)
{
    for (uint32_t i = s->tokens.first; i < s->tokens.first + s->tokens.n; i++)
        if (hs_map64_get(&x->news, x->numbers.v[i]) != HS_MISSING) return true;
    return false;
}
