/* How many apparent origins a claim has: a range. The members that assert it are folded in two ways. Certain folds
 * count at both ends: the same document, a copy, a document that says itself it has the statement from another one
 * there, the same named voice. Possible folds count at the low end only: a rewrite, one publisher, the same upstream
 * named by both, the same words quoted by both. What the documents do not show, such as a press conference that nobody
 * cites, cannot be seen: the printers say so. */
#include "base/fold.h"
#include "link/link.h"
#include "link/rulings.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    hs_pile *p;
    hs_index index;
    hs_document_rulings rulings;
    hs_rulings on_people;   /* oldest first */
    HS_VEC(uint32_t) takes; /* per document: first of its derivations in order; one more at the end */
    HS_VEC(uint32_t) order; /* derivations by taker */
} counter;

/* The innermost voice of an assertion: who is said to have said it first. */
static hs_voice root_voice(const hs_doc *d, const hs_assertion *a)
{
    return a->attribution == HS_NONE ? a->voice : d->attributions.v[a->attribution].voice;
}

static const hs_derivation *between(const counter *c, uint32_t taker, uint32_t from)
{
    for (uint32_t i = c->takes.v[taker]; i < c->takes.v[taker + 1]; i++) {
        const hs_derivation *d = &c->p->ledger.derivations.v[c->order.v[i]];
        if (d->from_doc == from) return d;
    }
    return NULL;
}

/* An upstream, document or entity, that both documents take from. */
static const hs_derivation *shared_upstream(const counter *c, uint32_t a, uint32_t b)
{
    for (uint32_t i = c->takes.v[a]; i < c->takes.v[a + 1]; i++) {
        const hs_derivation *x = &c->p->ledger.derivations.v[c->order.v[i]];
        for (uint32_t k = c->takes.v[b]; k < c->takes.v[b + 1]; k++) {
            const hs_derivation *y = &c->p->ledger.derivations.v[c->order.v[k]];
            bool same_doc = x->from_doc != HS_NONE && x->from_doc == y->from_doc;
            bool same_entity = x->from_entity != HS_NONE && x->from_entity == y->from_entity;
            if (same_doc || same_entity) return x;
        }
    }
    return NULL;
}

static bool covers(const hs_pile *p, const hs_derivation *d, bool taker, const hs_doc *doc, const hs_assertion *a)
{
    for (uint32_t i = 0; i < d->passages.n; i++) {
        const hs_passage *m = &p->ledger.passages.v[d->passages.first + i];
        if (hs_span_overlap(taker ? m->taker : m->from, doc->spans.v[a->spans.first])) return true;
    }
    return false;
}

/* Outlet, title or path: whichever is there. */
static const char *doc_name(const hs_doc *d)
{
    const char *outlet = hs_doc_str(d, d->outlet), *title = hs_doc_str(d, d->title);
    return *outlet ? outlet : *title ? title : hs_doc_str(d, d->path);
}

static const char *upstream_name(const hs_pile *p, const hs_derivation *d)
{
    if (d->from_entity != HS_NONE) return hs_ledger_str(&p->ledger, p->ledger.entities.v[d->from_entity].name);
    return doc_name(p->docs.v[d->from_doc]);
}

typedef struct {
    bool fold, certain;
    bool vague; /* nothing speaks for it but that no source is named: asked last */
} verdict;

static bool takes_from_entity(const counter *c, uint32_t taker, uint32_t entity)
{
    for (uint32_t i = c->takes.v[taker]; i < c->takes.v[taker + 1]; i++)
        if (c->p->ledger.derivations.v[c->order.v[i]].from_entity == entity) return true;
    return false;
}

/* The taker's words say that this statement is the upstream's: its name is a voice in the chain over the assertion,
 * and none below it is another upstream's («the Tribune wrote, citing the Post»: it is the Post's; what the Tribune
 * itself prints may be its own). */
static bool credits(const counter *c, hs_item taken, const hs_derivation *up)
{
    const hs_doc *d = c->p->docs.v[taken.doc];
    for (uint32_t a = d->assertions.v[taken.item].attribution; a != HS_NONE; a = d->attributions.v[a].parent) {
        uint32_t voice = hs_index_entity(&c->index, taken.doc, d->attributions.v[a].voice.chain);
        if (voice == HS_NONE) continue;
        if (voice == up->from_entity) return true;
        if (takes_from_entity(c, taken.doc, voice)) return false;
    }
    return false;
}

static bool same_words(const hs_doc *a, const hs_assertion *x, const hs_doc *b, const hs_assertion *y)
{
    hs_buf m = {0}, n = {0};
    hs_fold(hs_doc_text(a, a->spans.v[x->spans.first]), &m);
    hs_fold(hs_doc_text(b, b->spans.v[y->spans.first]), &n);
    bool same = m.n == n.n && m.n && !memcmp(m.p, n.p, m.n);
    hs_buf_free(&m);
    hs_buf_free(&n);
    return same;
}

/* Content words that both names hold: two make it likely that «Orvania's civil protection service» is «the civil
 * protection service». */
static uint32_t common_words(const char *a, const char *b)
{
    hs_buf m = {0}, n = {0};
    uint32_t both = 0;
    hs_buf_char(&m, ' ');
    hs_buf_char(&n, ' ');
    hs_fold(hs_str_of(a), &m);
    hs_fold(hs_str_of(b), &n);
    hs_buf_char(&n, ' ');
    for (const char *w = m.p + 1; *w;) {
        size_t k = strcspn(w, " ");
        hs_buf word = {0};
        hs_buf_printf(&word, " %.*s ", (int)k, w);
        both += k > 3 && strstr(n.p, word.p) != NULL;
        hs_buf_free(&word);
        w += k + (w[k] == ' ');
    }
    hs_buf_free(&m);
    hs_buf_free(&n);
    return both;
}

/* «prosecutors» and «the prosecution», «an official» and «officials». */
static bool share_stem(const char *a, const char *b)
{
    enum { STEM = 6 };
    for (const char *v = a; *v;) {
        size_t k = strcspn(v, " ");
        for (const char *w = b; k >= STEM && *w;) {
            size_t l = strcspn(w, " ");
            if (l >= STEM && !strncasecmp(v, w, STEM)) return true;
            w += l + (w[l] == ' ');
        }
        v += k + (v[k] == ' ');
    }
    return false;
}

/* A person ruled that these two chains are not one: the latest ruling counts. */
static bool ruled_apart(const counter *c, hs_item x, hs_item y)
{
    for (uint32_t i = c->on_people.n; i > 0; i--) {
        const hs_ruling *r = &c->on_people.v[i - 1];
        bool there = r->a.doc == x.doc && r->a.item == x.item && r->b.doc == y.doc && r->b.item == y.item;
        bool back = r->a.doc == y.doc && r->a.item == y.item && r->b.doc == x.doc && r->b.item == x.item;
        if (there || back) return !r->same;
    }
    return false;
}

static verdict same_voice(const counter *c, hs_item x, hs_item y, hs_buf *why)
{
    const hs_doc *a = c->p->docs.v[x.doc], *b = c->p->docs.v[y.doc];
    hs_voice v = root_voice(a, &a->assertions.v[x.item]), w = root_voice(b, &b->assertions.v[y.item]);
    uint32_t e = hs_index_entity(&c->index, x.doc, v.chain), f = hs_index_entity(&c->index, y.doc, w.chain);
    if (e != HS_NONE && e == f) {
        hs_buf_printf(why, "both have it from %s", hs_ledger_str(&c->p->ledger, c->p->ledger.entities.v[e].name));
        return (verdict){.fold = true, .certain = true};
    }
    if (ruled_apart(c, (hs_item){x.doc, v.chain}, (hs_item){y.doc, w.chain}))
        return (verdict){.fold = false, .certain = false};
    const char *n = hs_doc_str(a, v.name), *m = hs_doc_str(b, w.name);
    if (v.kind != HS_VOICE_AUTHOR && w.kind != HS_VOICE_AUTHOR && common_words(n, m) >= 2) {
        hs_buf_printf(why, "both have it from “%s”, who may be one", n);
        return (verdict){.fold = true, .certain = false};
    }
    if (v.kind == HS_VOICE_DOCUMENT && w.kind == HS_VOICE_DOCUMENT) {
        hs_buf_str(why, "both have it from a document that may be one");
        return (verdict){.fold = true, .certain = false};
    }
    if (v.kind == HS_VOICE_UNNAMED && w.kind == HS_VOICE_UNNAMED && *n && (!strcasecmp(n, m) || share_stem(n, m))) {
        hs_buf_printf(why, "both have it from unnamed “%s”, who may be the same", n);
        return (verdict){.fold = true, .certain = false};
    }
    return (verdict){.fold = false, .certain = false};
}

/* In the report's own voice, or nobody knows whose: it does not say from whom it has it. */
static bool unsourced(const hs_doc *d, const hs_assertion *a)
{
    hs_voice v = root_voice(d, a);
    return v.chain == HS_NONE && (v.kind == HS_VOICE_AUTHOR || !*hs_doc_str(d, v.name));
}

/* Figures of the two differ, and not because one is later. */
static bool figures_differ(const hs_ledger *l, const hs_claim *claim, hs_item x, hs_item y)
{
    bool differ = false;
    for (uint32_t i = claim->pairs.first; i < claim->pairs.first + claim->pairs.n; i++) {
        const hs_figure_pair *f = &l->pairs.v[i];
        bool theirs = (f->a.doc == x.doc && f->b.doc == y.doc) || (f->a.doc == y.doc && f->b.doc == x.doc);
        if (theirs && (f->relation == HS_SAME || f->relation == HS_COMPATIBLE)) return false;
        differ = differ || (theirs && f->relation != HS_LATER);
    }
    return differ;
}

/* Three words and more in quotation marks: one utterance, perhaps, that both heard of. */
static bool quotes_words(const hs_doc *d, const hs_assertion *a)
{
    hs_str words = hs_doc_text(d, d->spans.v[a->spans.first]);
    uint32_t blanks = 0;
    for (size_t i = 0; i < words.n; i++) blanks += words.p[i] == ' ';
    return a->attribution != HS_NONE && d->attributions.v[a->attribution].mode == HS_DIRECT && blanks > 1;
}

static verdict fold_pair(const counter *c, const hs_claim *claim, hs_item x, hs_item y, hs_buf *why)
{
    const hs_pile *p = c->p;
    const hs_doc *a = p->docs.v[x.doc], *b = p->docs.v[y.doc];
    if (x.doc == y.doc) {
        hs_buf_str(why, "the same document");
        return (verdict){.fold = true, .certain = true};
    }
    const hs_ruling *r = hs_document_ruling(&c->rulings, x.doc, y.doc);
    if (r && r->same) {
        hs_buf_str(why, hs_ledger_str(&p->ledger, r->why));
        return (verdict){.fold = true, .certain = true};
    }
    if (r) { /* nothing that is only possible folds them, and no derivation joins them any more */
        verdict one = same_voice(c, x, y, why);
        return one.certain ? one : (verdict){.fold = false, .certain = false};
    }
    const hs_derivation *d = between(c, x.doc, y.doc), *e = d ? NULL : between(c, y.doc, x.doc);
    if (d || e) {
        const hs_derivation *one = d ? d : e;
        const hs_assertion *s = &a->assertions.v[x.item], *t = &b->assertions.v[y.item];
        bool taken = one->kind != HS_CITES && (covers(p, one, true, d ? a : b, d ? s : t) || same_words(a, s, b, t));
        hs_buf_printf(why, "%s %s %s (%s)", doc_name(d ? a : b), hs_derivation_kind_name(one->kind),
                      doc_name(d ? b : a), hs_ledger_str(&p->ledger, one->why));
        return (verdict){.fold = true, .certain = taken || credits(c, d ? x : y, one)};
    }
    verdict v = same_voice(c, x, y, why);
    if (v.fold) return v;
    const hs_assertion *s = &a->assertions.v[x.item], *t = &b->assertions.v[y.item];
    if (quotes_words(a, s) && quotes_words(b, t) && same_words(a, s, b, t)) {
        hs_buf_str(why, "both quote the same words");
        return (verdict){.fold = true, .certain = false};
    }
    const hs_derivation *up = shared_upstream(c, x.doc, y.doc);
    if (up) {
        hs_buf_printf(why, "both documents take from %s", upstream_name(p, up));
        return (verdict){.fold = true, .certain = false};
    }
    if (a->outlet && b->outlet && !strcasecmp(hs_doc_str(a, a->outlet), hs_doc_str(b, b->outlet))) {
        hs_buf_printf(why, "one publisher, %s", hs_doc_str(a, a->outlet));
        return (verdict){.fold = true, .certain = false};
    }
    bool first = unsourced(a, s);
    if (same_words(a, s, b, t)) return (verdict){.fold = false}; /* unrelated documents that print it alike: a notice */
    if ((first || unsourced(b, t)) && !figures_differ(&p->ledger, claim, x, y)) {
        hs_buf_printf(why, "%s does not say from whom it has it", doc_name(first ? a : b));
        return (verdict){.fold = true, .vague = true};
    }
    return (verdict){.fold = false, .certain = false};
}

static uint32_t root_of(uint32_t *up, uint32_t i)
{
    while (up[i] != i) i = up[i] = up[up[i]];
    return i;
}

/* The pass in which a fold of this verdict is made: certain ones first and vague ones last, so that the reasons shown
 * are the best. */
enum { CERTAIN, POSSIBLE, VAGUE, NEVER };

static uint8_t pass_of(verdict v)
{
    return !v.fold ? NEVER : v.certain ? CERTAIN : v.vague ? VAGUE : POSSIBLE;
}

/* Folds the members that assert the claim; a fold is written only where it lowers one of the two counts. */
static void count(counter *c, hs_claim *claim)
{
    enum { LOOK = 300 }; /* members behind each one that it is held against */
    hs_ledger *l = &c->p->ledger;
    uint32_t n = 0;
    while (n < claim->members.n && l->members.v[claim->members.first + n].role == HS_ASSERTS) n++;
    claim->folds = (hs_range){l->folds.n, 0};
    claim->least = claim->most = n;
    if (n < 2) return;
    uint32_t *sure = hs_malloc(n * sizeof *sure), *maybe = hs_malloc(n * sizeof *maybe), row = n < LOOK ? n : LOOK;
    uint8_t *in_pass = hs_malloc((size_t)n * row); /* per pair, known from the first pass on */
    memset(in_pass, CERTAIN, (size_t)n * row);
    for (uint32_t i = 0; i < n; i++) sure[i] = maybe[i] = i;
    hs_buf why = {0};
    for (uint8_t pass = CERTAIN; pass < NEVER; pass++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t k = i + 1; k < n && k - i <= row; k++) {
                uint32_t a = root_of(maybe, i), b = root_of(maybe, k), x = root_of(sure, i), y = root_of(sure, k);
                uint8_t *of_pair = &in_pass[(size_t)i * row + (k - i - 1)];
                if ((a == b && (pass || x == y)) || *of_pair != pass) continue; /* folded already, or not now */
                hs_buf_clear(&why);
                verdict v = fold_pair(c, claim, l->members.v[claim->members.first + i].assertion,
                                      l->members.v[claim->members.first + k].assertion, &why);
                *of_pair = pass_of(v);
                if (*of_pair != pass) continue;
                if (a != b) claim->least--;
                if (v.certain && x != y) claim->most--;
                maybe[b] = a;
                if (v.certain) sure[y] = x;
                hs_ref reason = hs_ledger_intern(l, (hs_str){hs_buf_c(&why), why.n});
                *HS_PUSH(l->folds) = (hs_origin_fold){i, k, reason, v.certain};
            }
    hs_buf_free(&why);
    free(sure);
    free(maybe);
    free(in_pass);
    claim->folds.n = l->folds.n - claim->folds.first;
}

static void index_derivations(counter *c)
{
    const hs_ledger *l = &c->p->ledger;
    for (uint32_t d = 0; d <= c->p->docs.n; d++) *HS_PUSH(c->takes) = 0;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        c->takes.v[l->derivations.v[i].taker + 1]++;
        *HS_PUSH(c->order) = i;
    }
    for (uint32_t d = 0; d < c->p->docs.n; d++) c->takes.v[d + 1] += c->takes.v[d];
    uint32_t *next = hs_malloc((c->p->docs.n + 1) * sizeof *next);
    memcpy(next, c->takes.v, (c->p->docs.n + 1) * sizeof *next);
    for (uint32_t i = 0; i < l->derivations.n; i++) c->order.v[next[l->derivations.v[i].taker]++] = i;
    free(next);
}

bool hs_link_origins(hs_pile *p, hs_err *err)
{
    (void)err;
    counter c = {.p = p};
    hs_pile_index(p, &c.index);
    hs_document_rulings_of(p, &c.rulings);
    hs_rulings_of(p, &c.on_people);
    index_derivations(&c);
    for (uint32_t i = 0; i < p->ledger.claims.n; i++) count(&c, &p->ledger.claims.v[i]);
    hs_document_rulings_free(&c.rulings);
    HS_VEC_FREE(c.on_people);
    hs_index_free(&c.index);
    HS_VEC_FREE(c.takes);
    HS_VEC_FREE(c.order);
    return true;
}
