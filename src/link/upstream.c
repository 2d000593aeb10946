#include "link/upstream.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool has_words(const char *text, const char *words)
{
    size_t n = strlen(words);
    for (const char *at = text; n >= 2 && (at = strstr(at, words)) != NULL; at++)
        if ((at == text || !word_char(at[-1])) && !word_char(at[n])) return true;
    return false;
}

const char *hs_upstream_folded(hs_upstreams *u, uint32_t doc)
{
    const hs_doc *d = u->pile->docs.v[doc];
    if (!u->folded[doc]) {
        hs_buf b = {0};
        hs_fold((hs_str){d->text.p, d->text.n}, &b);
        u->folded[doc] = hs_buf_take(&b);
    }
    return u->folded[doc];
}

bool hs_upstream_names(hs_upstreams *u, uint32_t a, uint32_t b)
{
    const char *of_a = u->outlets.key[a], *of_b = u->outlets.key[b];
    return of_b[0] && strcmp(of_a, of_b) != 0 && has_words(hs_upstream_folded(u, a), of_b);
}

/* ---- what the words around a name say ---- */

typedef struct {
    const char *words; /* folded, whole words */
    uint32_t kind;
    const char *sign;
} pattern;

/* Just before the name; longest first where one ends another. */
static const pattern before[] = {
    {"citing", HS_CITES, "citing"},
    {"cites", HS_CITES, "cites"},
    {"cited", HS_CITES, "cited"},
    {"cites a report in", HS_CITES, "cites a report in"},
    {"quoting", HS_CITES, "quoting"},
    {"quotes", HS_CITES, "quotes"},
    {"quoted", HS_CITES, "quoted"},
    {"quoted by", HS_CITES, "quoted by"},
    {"cited by", HS_CITES, "cited by"},
    {"according to", HS_CITES, "according to"},
    {"published in", HS_CITES, "published in"},
    {"published by", HS_CITES, "published by"},
    {"printed in", HS_CITES, "printed in"},
    {"printed by", HS_CITES, "printed by"},
    {"appeared in", HS_CITES, "appeared in"},
    {"reported by", HS_CITES, "reported by"},
    {"reported in", HS_CITES, "reported in"},
    {"report in", HS_CITES, "report in"},
    {"report by", HS_CITES, "report by"},
    {"reports in", HS_CITES, "reports in"},
    {"revealed in", HS_CITES, "revealed in"},
    {"revealed by", HS_CITES, "revealed by"},
    {"seen by", HS_CITES, "seen by"},
    {"obtained by", HS_CITES, "obtained by"},
    {"told", HS_QUOTES, "told"},
    {"interview with", HS_QUOTES, "interview with"},
    {"interview to", HS_QUOTES, "interview to"},
    {"source", HS_CITES, "source"},
    {"via", HS_CITES, "via"},
    {"copied from", HS_CITES, "copied from"},
    {"first appeared in", HS_CITES, "first appeared in"},
};

/* Behind the name, within a few words. */
static const pattern behind[] = {
    {"reported", HS_CITES, "reported"},
    {"reports", HS_CITES, "reports"},
    {"said", HS_CITES, "said"},
    {"says", HS_CITES, "says"},
    {"wrote", HS_CITES, "wrote"},
    {"writes", HS_CITES, "writes"},
    {"revealed", HS_CITES, "revealed"},
    {"reveals", HS_CITES, "reveals"},
    {"published", HS_CITES, "published"},
    {"printed", HS_CITES, "printed"},
    {"has learned", HS_CITES, "has learned"},
    {"has seen", HS_CITES, "has seen"},
    {"made public", HS_CITES, "made public"},
    {"put on its page", HS_CITES, "put on its page"},
    {"claims", HS_CITES, "claims"},
    {"claimed", HS_CITES, "claimed"},
    {"quotes", HS_CITES, "quotes"},
    {"quoted", HS_CITES, "quoted"},
    {"cites", HS_CITES, "cites"},
    {"cited", HS_CITES, "cited"},
};

/* Words between the pattern and the name that change nothing: «citing the daily Cumhuriyet newspaper». */
static const char *const fillers[] = {"a",     "an",      "and",     "channel", "daily",   "newspaper",
                                      "news",  "paper",   "portal",  "radio",   "station", "the",
                                      "today", "today's", "website", "weekly",  "which"};

static bool filler(const char *w, size_t n)
{
    return hs_in_table((hs_str){w, n}, fillers, sizeof fillers / sizeof *fillers);
}

/* Cuts filler words, and marks, off the end of a folded string. */
static void drop_fillers_behind(hs_buf *b)
{
    for (;;) {
        while (b->n && !word_char(b->p[b->n - 1])) b->p[--b->n] = '\0';
        size_t from = b->n;
        while (from && (word_char(b->p[from - 1]) || b->p[from - 1] == '\'')) from--;
        if (from == b->n || !filler(b->p + from, b->n - from)) return;
        b->p[b->n = from] = '\0';
    }
}

static const pattern *sign_before(const hs_doc *d, hs_span at)
{
    enum { LOOK = 64 };
    hs_buf b = {0};
    size_t from = at.at > LOOK ? at.at - LOOK : 0;
    hs_fold((hs_str){d->text.p + from, at.at - from}, &b);
    if (b.n) drop_fillers_behind(&b);
    const pattern *found = NULL;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t n = strlen(before[i].words);
        if (b.n < n || strcmp(b.p + b.n - n, before[i].words) != 0 || (b.n > n && word_char(b.p[b.n - n - 1])))
            continue;
        if (!found || n > strlen(found->words)) found = &before[i];
    }
    hs_buf_free(&b);
    return found;
}

static const pattern *sign_behind(const hs_doc *d, hs_span at)
{
    enum { LOOK = 48, WORDS = 3 };
    hs_buf b = {0};
    size_t end = hs_span_end(at), n = d->text.n - end < LOOK ? d->text.n - end : LOOK;
    hs_fold((hs_str){d->text.p + end, n}, &b);
    char *stop = b.n ? strpbrk(b.p, ".;!?\"") : NULL;
    if (stop) *stop = '\0';
    const pattern *found = NULL;
    uint32_t words = 0;
    for (char *w = b.p; w && *w && !found && words < WORDS;) {
        while (*w && !word_char(*w)) w++;
        size_t k = 0;
        while (w[k] && (word_char(w[k]) || w[k] == '\'')) k++;
        for (size_t i = 0; i < sizeof behind / sizeof *behind && !found; i++) {
            size_t m = strlen(behind[i].words);
            if (!strncmp(w, behind[i].words, m) && !word_char(w[m])) found = &behind[i];
        }
        if (k && !filler(w, k)) words++;
        w += k;
    }
    hs_buf_free(&b);
    return found;
}

/* «The Centre … has published a detailed report»: an organisation that is no outlet, and its report. */
static bool publishes_report(const hs_doc *d, hs_span at)
{
    enum { LOOK = 90 };
    hs_buf b = {0};
    size_t end = hs_span_end(at), n = d->text.n - end < LOOK ? d->text.n - end : LOOK;
    hs_fold((hs_str){d->text.p + end, n}, &b);
    char *stop = b.n ? strpbrk(b.p, ".;!?\"") : NULL;
    if (stop) *stop = '\0';
    bool out = b.n && (has_words(b.p, "published") || has_words(b.p, "released") || has_words(b.p, "issued"));
    bool yes = out && (has_words(b.p, "report") || has_words(b.p, "study") || has_words(b.p, "survey"));
    hs_buf_free(&b);
    return yes;
}

/* The name goes on behind the mention, and so named is another outlet of the case: «told the Ilvar Post Weekly». */
static bool names_longer_outlet(const hs_upstreams *u, const hs_doc *d, hs_span at)
{
    size_t end = hs_span_end(at), n = 0;
    if (end >= d->text.n || d->text.p[end] != ' ') return false;
    while (end + 1 + n < d->text.n && !strchr(" ,.;:!?()\"\n", d->text.p[end + 1 + n])) n++;
    hs_str whole = {d->text.p + at.at, end + 1 + n - at.at};
    return n && hs_outlets_known(&u->outlets, whole);
}

/* ---- the list ---- */

static void look_at(hs_pile *p, hs_upstreams *u, uint32_t doc, const hs_mention *m, uint32_t entity)
{
    const hs_doc *d = p->docs.v[doc];
    const hs_entity *e = &p->ledger.entities.v[entity];
    if (e->kind != HS_ORGANISATION && !(e->flags & HS_CHAIN_OUTLET)) return;
    if (hs_outlets_published(&u->outlets, entity, doc) || names_longer_outlet(u, d, m->at)) return;
    for (uint32_t i = u->named.n; i-- > 0 && u->named.v[i].doc == doc;)
        if (u->named.v[i].entity == entity) return;
    bool outlet = (e->flags & HS_CHAIN_OUTLET) || hs_outlets_is_one(&u->outlets, entity);
    const pattern *sign = outlet ? sign_before(d, m->at) : NULL;
    if (outlet && !sign) sign = sign_behind(d, m->at);
    static const pattern report = {"", HS_CITES, "published a report"};
    if (!outlet && publishes_report(d, m->at)) sign = &report;
    if (sign) *HS_PUSH(u->named) = (hs_upstream){doc, entity, sign->kind, m->at, sign->sign};
}

void hs_upstreams_find(hs_pile *p, hs_upstreams *u)
{
    *u = (hs_upstreams){.pile = p};
    hs_outlets_of(p, &u->outlets);
    u->folded = hs_calloc(p->docs.n + 1, sizeof *u->folded);
    hs_index x;
    hs_pile_index(p, &x);
    for (uint32_t d = 0; d < p->docs.n; d++)
        for (uint32_t i = 0; i < p->docs.v[d]->mentions.n; i++) {
            const hs_mention *m = &p->docs.v[d]->mentions.v[i];
            uint32_t e = hs_index_entity(&x, d, m->chain);
            if (e != HS_NONE && m->form == HS_NAME) look_at(p, u, d, m, e);
        }
    hs_index_free(&x);
}

void hs_upstreams_free(hs_upstreams *u)
{
    for (uint32_t d = 0; d < u->outlets.n; d++) free(u->folded[d]);
    free(u->folded);
    hs_outlets_free(&u->outlets);
    HS_VEC_FREE(u->named);
    *u = (hs_upstreams){0};
}

/* ---- into the ledger ---- */

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* Hashes of the words of five letters and more in the first part of a folded text, ascending, each once. */
static void long_words(const char *text, hs_numbers *out)
{
    enum { LOOK = 4000, LONG = 5 };
    out->n = 0;
    for (const char *at = text; *at && at - text < LOOK;) {
        size_t k = 0;
        while (word_char(at[k])) k++;
        if (k >= LONG) *HS_PUSH(*out) = (uint32_t)hs_hash64(at, k, 3);
        at += k ? k : 1;
    }
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->n; i++)
        if (!kept || out->v[kept - 1] != out->v[i]) out->v[kept++] = out->v[i];
    out->n = kept;
}

static uint32_t common(const hs_numbers *a, const hs_numbers *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        uint32_t x = a->v[i], y = b->v[j];
        n += x == y;
        i += x <= y;
        j += y <= x;
    }
    return n;
}

/* The document of the named outlet that has most to do with the one that names it: HS_NONE where there is none. */
static uint32_t upstream_doc(const hs_pile *p, hs_upstreams *u, const hs_upstream *named)
{
    hs_numbers candidates = {0}, mine = {0}, theirs = {0};
    uint32_t best = HS_NONE, most = 0;
    hs_outlets_until(p, &u->outlets, named->entity, p->docs.v[named->doc]->published_day, &candidates);
    if (candidates.n) long_words(hs_upstream_folded(u, named->doc), &mine);
    for (uint32_t i = 0; i < candidates.n; i++) {
        uint32_t d = candidates.v[i];
        if (d == named->doc) continue;
        long_words(hs_upstream_folded(u, d), &theirs);
        uint32_t n = common(&mine, &theirs);
        if (best == HS_NONE || n > most || (n == most && d < best)) {
            best = d;
            most = n;
        }
    }
    HS_VEC_FREE(candidates);
    HS_VEC_FREE(mine);
    HS_VEC_FREE(theirs);
    return best;
}

static hs_str key_of(const uint32_t pair[2])
{
    return (hs_str){(const char *)pair, 2 * sizeof *pair};
}

void hs_upstreams_write(hs_pile *p, hs_upstreams *u, const hs_document_rulings *rulings)
{
    hs_ledger *l = &p->ledger;
    hs_map known = {0}; /* taker and upstream of the derivations that are there */
    for (uint32_t i = 0; i < l->derivations.n; i++)
        *hs_map_at(&known, key_of((const uint32_t[]){l->derivations.v[i].taker, l->derivations.v[i].from_doc})) = i;
    for (uint32_t i = 0; i < u->named.n; i++) {
        const hs_upstream *n = &u->named.v[i];
        uint32_t from = upstream_doc(p, u, n);
        uint32_t *there = from == HS_NONE ? NULL : hs_map_at(&known, key_of((const uint32_t[]){n->doc, from}));
        const hs_ruling *r = from == HS_NONE ? NULL : hs_document_ruling(rulings, n->doc, from);
        if ((there && *there != HS_MISSING) || (r && !r->same)) continue;
        if (there) *there = l->derivations.n;
        hs_buf why = {0};
        hs_buf_printf(&why, "its words “%s” beside the name", n->sign);
        if (from == HS_NONE) hs_buf_str(&why, "; no document of that publisher is in this case");
        hs_derivation d = {.taker = n->doc, .from_doc = from, .from_entity = n->entity, .kind = n->kind};
        d.passages = (hs_range){l->passages.n, 1};
        *HS_PUSH(l->passages) = (hs_passage){n->at, {0, 0}};
        d.why = hs_ledger_intern(l, (hs_str){hs_buf_c(&why), why.n});
        *HS_PUSH(l->derivations) = d;
        hs_buf_free(&why);
    }
    hs_map_free(&known);
}
