/* Names and nominals as mentions in text order, and the chains of the names. Definite nominals in the singular ("the
 * spokesman") wait for coreference.c. */
#include "find/chains.h"
#include "find/find.h"
#include "find/headlines.h"
#include "find/nominals.h"

#include <stdlib.h>
#include <string.h>

static hs_ref words_of(hs_doc *d, hs_span at, hs_buf *buf)
{
    hs_str s = hs_doc_text(d, at);
    bool gap = false;
    hs_buf_clear(buf);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');
        bool nbsp = (unsigned char)s.p[i] == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0;
        if (blank || nbsp) {
            gap = true;
            i += nbsp;
            continue;
        }
        if (gap && buf->n) hs_buf_char(buf, ' ');
        gap = false;
        hs_buf_char(buf, s.p[i]);
    }
    return hs_doc_intern(d, (hs_str){hs_buf_c(buf), buf->n});
}

static hs_span span_of(const hs_doc *d, uint32_t first, uint32_t end)
{
    return hs_span_join(d->tokens.v[first].at, d->tokens.v[end - 1].at);
}

static void add_name(hs_doc *d, const hs_name *n, hs_buf *buf)
{
    hs_mention *m = HS_PUSH(d->mentions);
    m->at = span_of(d, n->first, n->end);
    m->kind = n->kind;
    m->form = n->form_nominal ? HS_NOMINAL : HS_NAME;
    m->chain = HS_NONE;
    uint32_t i = d->mentions.n - 1;
    hs_ref name = n->form_nominal ? d->tokens.v[n->end - 1].lemma : words_of(d, m->at, buf);
    hs_ref role = n->role.n ? words_of(d, n->role, buf) : 0;
    d->mentions.v[i].name = name;
    d->mentions.v[i].role = role;
}

static void add_nominal(hs_doc *d, const hs_nominal *n)
{
    hs_mention *m = HS_PUSH(d->mentions);
    m->at = span_of(d, n->first, n->end);
    m->kind = n->kind;
    m->form = HS_NOMINAL;
    m->chain = HS_NONE;
    m->name = d->tokens.v[n->head].lemma;
}

/* The nominal's words in small letters without its determiner. */
static void nominal_key(const hs_doc *d, const hs_looks *w, const hs_nominal *n, hs_buf *key)
{
    static const char *const drop[] = {"a", "an", "the", "these", "this", "those"};
    hs_buf_clear(key);
    for (uint32_t t = n->first; t < n->head; t++) {
        hs_str s = hs_look_at(w, t)->fold;
        if (hs_in_table(s, drop, sizeof drop / sizeof *drop)) continue;
        hs_buf_add(key, s.p, s.n);
        hs_buf_char(key, ' ');
    }
    hs_buf_str(key, hs_doc_str(d, d->tokens.v[n->head].lemma));
}

/* Plural and indefinite nominals, and documents: by their words. The last chain of each key and of each bare head. */
static void chain_nominal(hs_doc *d, const hs_looks *w, const hs_nominal *n, uint32_t mention, hs_map *last,
                          hs_buf *key)
{
    nominal_key(d, w, n, key);
    hs_str whole = {key->p, key->n}, head = hs_str_of(hs_doc_str(d, d->tokens.v[n->head].lemma));
    if (n->definite && !n->plural && !n->document) return;
    bool bare = whole.n == head.n, joins = n->plural || n->definite;
    uint32_t known = joins ? hs_map_get(last, whole) : HS_MISSING;
    uint32_t flags = (n->plural ? HS_CHAIN_GROUP : 0) | (n->document ? HS_CHAIN_DOCUMENT : 0);
    uint32_t chain = known != HS_MISSING ? known : hs_chain_new(d, mention, flags);
    d->mentions.v[mention].chain = chain;
    *hs_map_at(last, whole) = chain;
    if (!bare && known == HS_MISSING) *hs_map_at(last, head) = chain;
}

void hs_find_mentions(hs_doc *d)
{
    hs_looks w;
    hs_names names = {0};
    hs_nominals nominals = {0};
    hs_buf buf = {0};
    hs_map last = {0};
    hs_looks_of(d, &w);
    hs_names_find(d, &w, &names);
    hs_headlines_trim(d, &w, &names);
    bool *taken = hs_calloc(d->tokens.n + 1, sizeof *taken);
    uint32_t *at = hs_calloc(names.n + 1, sizeof *at), *nominal_at;
    for (uint32_t i = 0; i < names.n; i++)
        for (uint32_t t = names.v[i].first; t < names.v[i].end; t++) taken[t] = true;
    hs_nominals_find(d, &w, taken, &nominals);
    nominal_at = hs_calloc(nominals.n + 1, sizeof *nominal_at);
    for (uint32_t i = 0, k = 0; i < names.n || k < nominals.n;) {
        if (k >= nominals.n || (i < names.n && names.v[i].first < nominals.v[k].first)) {
            at[i] = d->mentions.n;
            add_name(d, &names.v[i++], &buf);
        } else {
            nominal_at[k] = d->mentions.n;
            add_nominal(d, &nominals.v[k++]);
        }
    }
    hs_chains_of_names(d, &w, &names, at);
    for (uint32_t k = 0; k < nominals.n; k++) chain_nominal(d, &w, &nominals.v[k], nominal_at[k], &last, &buf);
    hs_chains_finish(d);
    hs_looks_free(&w);
    HS_VEC_FREE(names);
    HS_VEC_FREE(nominals);
    hs_buf_free(&buf);
    hs_map_free(&last);
    free(taken);
    free(at);
    free(nominal_at);
}
