#include "link/upstream.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

/* ---- outlets of the documents ---- */

static char *outlet_key(hs_str name)
{
    hs_buf b = {0};
    hs_fold(name, &b);
    if (b.n > 4 && !strncmp(b.p, "the ", 4)) {
        char *rest = hs_strdup(b.p + 4);
        hs_buf_free(&b);
        return rest;
    }
    return hs_buf_take(&b);
}

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

bool hs_upstream_names(const hs_upstreams *u, uint32_t a, uint32_t b)
{
    const char *of_a = u->outlet[a], *of_b = u->outlet[b];
    return of_b[0] && strcmp(of_a, of_b) != 0 && has_words(u->folded[a], of_b);
}

/* The entity's spellings against a document's outlet. */
static bool published_by(const hs_pile *p, const hs_upstreams *u, uint32_t doc, uint32_t entity)
{
    const hs_entity *e = &p->ledger.entities.v[entity];
    bool found = false;
    for (uint32_t i = 0; i < e->names.n && !found && u->outlet[doc][0]; i++) {
        char *key = outlet_key(hs_str_of(hs_ledger_str(&p->ledger, p->ledger.strings.v[e->names.first + i])));
        found = !strcmp(key, u->outlet[doc]);
        free(key);
    }
    return found;
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

/* ---- the list ---- */

static void look_at(hs_pile *p, hs_upstreams *u, uint32_t doc, const hs_mention *m, uint32_t entity)
{
    const hs_doc *d = p->docs.v[doc];
    const hs_entity *e = &p->ledger.entities.v[entity];
    if (e->kind != HS_ORGANISATION && !(e->flags & HS_CHAIN_OUTLET)) return;
    if (published_by(p, u, doc, entity)) return;
    for (uint32_t i = 0; i < u->named.n; i++)
        if (u->named.v[i].doc == doc && u->named.v[i].entity == entity) return;
    bool outlet = e->flags & HS_CHAIN_OUTLET;
    for (uint32_t k = 0; k < p->docs.n && !outlet; k++) outlet = published_by(p, u, k, entity);
    const pattern *sign = outlet ? sign_before(d, m->at) : NULL;
    if (outlet && !sign) sign = sign_behind(d, m->at);
    static const pattern report = {"", HS_CITES, "published a report"};
    if (!outlet && publishes_report(d, m->at)) sign = &report;
    if (sign) *HS_PUSH(u->named) = (hs_upstream){doc, entity, sign->kind, m->at, sign->sign};
}

void hs_upstreams_find(hs_pile *p, hs_upstreams *u)
{
    *u = (hs_upstreams){.docs = p->docs.n};
    u->outlet = hs_calloc(p->docs.n, sizeof *u->outlet);
    u->folded = hs_calloc(p->docs.n, sizeof *u->folded);
    for (uint32_t d = 0; d < p->docs.n; d++) {
        const hs_doc *doc = p->docs.v[d];
        hs_buf b = {0};
        hs_fold((hs_str){doc->text.p, doc->text.n}, &b);
        u->folded[d] = hs_buf_take(&b);
        u->outlet[d] = outlet_key(hs_str_of(hs_doc_str(doc, doc->outlet)));
    }
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
    for (uint32_t d = 0; d < u->docs; d++) {
        free(u->outlet[d]);
        free(u->folded[d]);
    }
    free(u->outlet);
    free(u->folded);
    HS_VEC_FREE(u->named);
    *u = (hs_upstreams){0};
}

/* ---- into the ledger ---- */

/* Words of five letters and more that both folded texts hold: how much two documents have to do with each other. */
static uint32_t common_words(const char *a, const char *b)
{
    enum { LOOK = 4000 };
    uint32_t n = 0;
    char word[40];
    for (const char *at = a; *at && at - a < LOOK;) {
        size_t k = 0;
        while (word_char(at[k])) k++;
        if (k >= 5 && k < sizeof word) {
            memcpy(word, at, k);
            word[k] = '\0';
            n += has_words(b, word);
        }
        at += k ? k : 1;
    }
    return n;
}

static uint32_t upstream_doc(const hs_pile *p, const hs_upstreams *u, const hs_upstream *named)
{
    uint32_t best = HS_NONE, most = 0;
    hs_day taken = p->docs.v[named->doc]->published_day;
    for (uint32_t d = 0; d < p->docs.n; d++) {
        hs_day day = p->docs.v[d]->published_day;
        if (d == named->doc || (day != HS_NO_DAY && taken != HS_NO_DAY && day > taken)) continue;
        if (!published_by(p, u, d, named->entity)) continue;
        uint32_t n = common_words(u->folded[named->doc], u->folded[d]);
        if (best == HS_NONE || n > most) {
            best = d;
            most = n;
        }
    }
    return best;
}

static bool already(const hs_ledger *l, uint32_t taker, uint32_t from_doc)
{
    for (uint32_t i = 0; i < l->derivations.n && from_doc != HS_NONE; i++)
        if (l->derivations.v[i].taker == taker && l->derivations.v[i].from_doc == from_doc) return true;
    return false;
}

void hs_upstreams_write(hs_pile *p, const hs_upstreams *u)
{
    hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < u->named.n; i++) {
        const hs_upstream *n = &u->named.v[i];
        uint32_t from = upstream_doc(p, u, n);
        if (already(l, n->doc, from)) continue;
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
}
