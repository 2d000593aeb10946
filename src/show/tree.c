#include "show/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "show/graph.h"
#include "show/thin.h"

#define FOLD_FROM  6  /* takers of one upstream that are drawn as one box from this number on, */
#define MANY       60 /* documents; in a story of more, this many are drawn one by one, the others folded beside them */
#define NAMED_MOST 40 /* lines; from there on the way of taking is told by the line alone */
#define MOST_DRAWN 40 /* reports of a claim that are drawn; */
#define FEW_DRAWN  8  /* of more than so many, each beside the nearest alone */

/* ---- nodes ---- */

static uint32_t doc_node(hs_graph *g, hs_page *p, uint32_t doc)
{
    const hs_doc *d = p->view->pile->docs.v[doc];
    char key[32], href[96], day[HS_DAY_TEXT];
    snprintf(key, sizeof key, "d%u", doc);
    snprintf(href, sizeof href, "%sdocs/%s.html", p->up, hs_id_doc(p->view->pile, doc).s);
    hs_day_text(d->published_day, day);
    hs_phrase name = {0};
    hs_say_doc(&name, p->view, doc);
    uint32_t n = hs_graph_node_at(g, key, hs_phrase_text(&name), hs_str_of(*day ? day : "no date"), "doc", href);
    hs_phrase_free(&name);
    return n;
}

static uint32_t entity_node(hs_graph *g, hs_page *p, uint32_t entity, const char *below, const char *class)
{
    char key[32], href[96];
    snprintf(key, sizeof key, "e%u", entity);
    snprintf(href, sizeof href, "%swho/%s.html", p->up, hs_id_entity(p->view->pile, entity).s);
    hs_phrase name = {0};
    hs_say_entity(&name, p->view, entity);
    uint32_t n = hs_graph_node_at(g, key, hs_phrase_text(&name), hs_str_of(below), class, href);
    hs_phrase_free(&name);
    return n;
}

static uint32_t voice_node(hs_graph *g, hs_page *p, uint32_t doc, uint32_t attribution, bool denies)
{
    const hs_doc *d = p->view->pile->docs.v[doc];
    hs_voice voice = d->attributions.v[attribution].voice;
    uint32_t entity = hs_index_entity(&p->view->facts->index, doc, voice.chain);
    if (voice.kind == HS_VOICE_AUTHOR) return doc_node(g, p, doc);
    bool named = voice.chain != HS_NONE && (d->chains.v[voice.chain].flags & HS_CHAIN_NAMED);
    if (entity != HS_NONE && named)
        return entity_node(g, p, entity, denies ? "denies" : "", denies ? "voice deny" : "voice");
    hs_phrase name = {0};
    hs_say_voice(&name, p->view, doc, attribution);
    hs_buf key = {0};
    hs_buf_printf(&key, "u%u %s", doc, hs_buf_c(&name.text));
    uint32_t n = hs_graph_node_at(g, hs_buf_c(&key), hs_phrase_text(&name), HS_STR("in the text’s words"),
                                  denies ? "voice unnamed deny" : "voice unnamed", NULL);
    hs_buf_free(&key);
    hs_phrase_free(&name);
    return n;
}

/* ---- the story ---- */

/* The nearest among the derivations of a list; *one is the last of them. */
static uint32_t nearest_of(const hs_view *v, hs_list all, uint32_t *one)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        if (!v->facts->nearest[all.v[i]]) continue;
        n++;
        *one = all.v[i];
    }
    return n;
}

/* A document that takes from one place only, in one way, and from which nobody takes. */
static bool is_leaf(const hs_view *v, uint32_t doc)
{
    uint32_t one;
    return nearest_of(v, hs_lists_of(&v->facts->doc_took, doc), &one) == 1 &&
           nearest_of(v, hs_lists_of(&v->facts->doc_gave, doc), &one) == 0;
}

static bool same_upstream(const hs_derivation *a, const hs_derivation *b)
{
    return a->kind == b->kind && a->from_doc == b->from_doc && a->direction_unknown == b->direction_unknown &&
           (a->from_doc != HS_NONE || a->from_entity == b->from_entity);
}

/* How many leaves share this derivation's upstream and kind. */
static uint32_t leaves_beside(const hs_view *v, const hs_derivation *x)
{
    hs_list all = x->from_doc != HS_NONE ? hs_lists_of(&v->facts->doc_gave, x->from_doc)
                                         : hs_lists_of(&v->facts->entity_gave, x->from_entity);
    uint32_t n = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        const hs_derivation *y = &v->pile->ledger.derivations.v[all.v[i]];
        n += v->facts->nearest[all.v[i]] && same_upstream(x, y) && is_leaf(v, y->taker);
    }
    return n;
}

static uint32_t taker_node(hs_graph *g, hs_page *p, const hs_derivation *x)
{
    uint32_t n = is_leaf(p->view, x->taker) ? leaves_beside(p->view, x) : 0;
    if (n < FOLD_FROM) return doc_node(g, p, x->taker);
    char key[64], title[32], href[32];
    snprintf(key, sizeof key, "fold %u %u %u", x->from_doc, x->from_entity, x->kind);
    snprintf(title, sizeof title, "%u documents", n);
    snprintf(href, sizeof href, "%sdocuments.html", p->up);
    return hs_graph_node_at(g, key, hs_str_of(title), HS_STR("each from there alone"), "doc fold", href);
}

/* One line is drawn for a pair: the strongest way of taking. */
static bool is_outdone(const hs_view *v, const hs_derivation *x)
{
    static const uint8_t strength[] = {0, 1, 3, 2}; /* cites, quotes, copies, rewrites */
    hs_list took = hs_lists_of(&v->facts->doc_took, x->taker);
    for (uint32_t i = 0; i < took.n; i++) {
        const hs_derivation *y = &v->pile->ledger.derivations.v[took.v[i]];
        if (y != x && y->from_doc == x->from_doc && (y->from_doc != HS_NONE || y->from_entity == x->from_entity) &&
            strength[y->kind & 3] > strength[x->kind & 3])
            return true;
    }
    return false;
}

/* Those folded beside a document, as one box; one alone as itself. */
static uint32_t folded_node(hs_graph *g, hs_page *p, uint32_t upstream, const hs_thinned *thin)
{
    char key[32], title[32], href[32];
    for (uint32_t d = 0; d < p->view->pile->docs.n && thin->folded[upstream] == 1; d++)
        if (d != upstream && thin->drawn[d] == upstream) return doc_node(g, p, d);
    snprintf(key, sizeof key, "folded %u", upstream);
    snprintf(title, sizeof title, "%u documents", thin->folded[upstream]);
    snprintf(href, sizeof href, "%sdocuments.html", p->up);
    return hs_graph_node_at(g, key, hs_str_of(title), HS_STR("from there, or from each other"), "doc fold", href);
}

static uint32_t upstream_node(hs_graph *g, hs_page *p, const hs_derivation *x)
{
    if (x->from_doc != HS_NONE) return doc_node(g, p, x->from_doc);
    return x->from_entity == HS_NONE ? HS_NONE : entity_node(g, p, x->from_entity, "named as the source", "voice out");
}

/* A large story: each drawn document beside the one that it took from most, then what else it took from, then those
 * folded beside it. */
static void thin_tree(hs_graph *g, hs_page *p)
{
    static const char *const classes[] = {"cites", "quotes", "copies", "rewrites"};
    const hs_ledger *l = &p->view->pile->ledger;
    hs_thinned thin;
    hs_thin(p->view, MANY, &thin);
    for (uint32_t d = 0; d < p->view->pile->docs.n; d++) {
        if (thin.drawn[d] != d || thin.parent[d] == HS_NONE) continue;
        const hs_derivation *x = &l->derivations.v[thin.by[d]];
        uint32_t from = doc_node(g, p, thin.parent[d]);
        hs_graph_link(g, from, doc_node(g, p, d), classes[x->kind & 3], "", !x->direction_unknown);
    }
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *x = &l->derivations.v[i];
        if (!p->view->facts->nearest[i] || x->direction_unknown || x->from_doc == HS_NONE) continue;
        if (thin.drawn[x->taker] != x->taker || thin.drawn[x->from_doc] != x->from_doc || is_outdone(p->view, x))
            continue;
        hs_graph_link(g, doc_node(g, p, x->from_doc), doc_node(g, p, x->taker), classes[x->kind & 3], "", true);
    }
    for (uint32_t d = 0; d < p->view->pile->docs.n; d++)
        if (thin.folded[d]) hs_graph_link(g, doc_node(g, p, d), folded_node(g, p, d, &thin), "copies", "", true);
    hs_thinned_free(&thin);
}

static void whole_tree(hs_graph *g, hs_page *p)
{
    static const char *const classes[] = {"cites", "quotes", "copies", "rewrites"};
    static const char *const labels[] = {"cited by", "quoted by", "copied by", "rewritten by"};
    static const char *const unsure[] = {"cites", "quotes", "copies", "rewrites"};
    const hs_ledger *l = &p->view->pile->ledger;
    uint32_t lines = 0;
    for (uint32_t i = 0; i < l->derivations.n; i++) lines += p->view->facts->nearest[i];
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *x = &l->derivations.v[i];
        if (!p->view->facts->nearest[i] || is_outdone(p->view, x)) continue;
        const char *label = lines > NAMED_MOST ? "" : x->direction_unknown ? unsure[x->kind & 3] : labels[x->kind & 3];
        uint32_t from = upstream_node(g, p, x);
        hs_graph_link(g, from, taker_node(g, p, x), classes[x->kind & 3], label, !x->direction_unknown);
    }
}

void hs_put_story_tree(hs_page *p)
{
    hs_graph g = {0};
#define LINES "A strong line: copied; a line without a tip: the direction is not known."
    bool large = p->view->pile->docs.n > MANY;
    if (large) {
        thin_tree(&g, p);
    } else {
        whole_tree(&g, p);
    }
    if (g.edges.n) {
        hs_put_graph(p, &g,
                     large ? "Who took from whom, as far as these documents show: the reports from which most took, "
                             "each beside the one that it is most like, and the others folded beside them. " LINES
                           : "Who took from whom, as far as these documents show: each report beside the one that it "
                             "is most like. " LINES);
    } else {
        hs_put(p, "<p class=\"none\">No document is seen to take from another.</p>\n");
    }
    hs_graph_free(&g);
}

/* ---- a claim ---- */

/* The member document whose outlet is this entity, where «told the Courier» stands in another paper's report. */
static uint32_t doc_of_outlet(const hs_view *v, uint32_t claim, uint32_t entity)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_range r = l->claims.v[claim].members;
    const char *name = hs_ledger_str(l, l->entities.v[entity].name);
    for (uint32_t i = r.first; i < r.first + r.n; i++) {
        uint32_t doc = l->members.v[i].assertion.doc;
        const hs_doc *d = v->pile->docs.v[doc];
        if (*name && !strcmp(hs_doc_str(d, d->outlet), name)) return doc;
    }
    return HS_NONE;
}

/* From the one told to the document: nothing in between where the document is the one that was told. */
static uint32_t via_addressee(hs_graph *g, hs_page *p, uint32_t claim, uint32_t doc, const hs_attribution *a)
{
    uint32_t entity = hs_index_entity(&p->view->facts->index, doc, a->addressee_chain);
    if (entity == HS_NONE) return HS_NONE;
    uint32_t told = doc_of_outlet(p->view, claim, entity);
    if (told == doc) return HS_NONE;
    return told != HS_NONE ? doc_node(g, p, told) : entity_node(g, p, entity, "", "voice out");
}

static void member_path(hs_graph *g, hs_page *p, uint32_t claim, const hs_member *m)
{
    hs_item it = m->assertion;
    const hs_doc *d = p->view->pile->docs.v[it.doc];
    bool denies = m->role == HS_DENIES_IT;
    uint32_t depth = 0, last = HS_NONE;
    for (uint32_t i = d->assertions.v[it.item].attribution; i != HS_NONE && depth < 16; depth++) {
        const hs_attribution *a = &d->attributions.v[i];
        uint32_t speaker = hs_voice_is_nobody(a->voice) ? last : voice_node(g, p, it.doc, i, denies && depth == 0);
        const char *class = denies ? "denies" : "says";
        hs_graph_link(g, last, speaker, class, "", true);
        uint32_t told = via_addressee(g, p, claim, it.doc, a);
        hs_graph_link(g, speaker, told, class, "told", true);
        last = told != HS_NONE ? told : speaker;
        i = a->parent;
    }
    hs_graph_link(g, last, doc_node(g, p, it.doc),
                  denies                  ? "denies"
                  : m->role == HS_ASSERTS ? "says"
                                          : "maybe",
                  "", true);
}

void hs_put_claim_graph(hs_page *p, uint32_t claim)
{
    static const char *const labels[] = {"cited by", "quoted by", "copied by", "rewritten by"};
    const hs_ledger *l = &p->view->pile->ledger;
    hs_range r = l->claims.v[claim].members;
    hs_graph g = {0};
    uint8_t *in = hs_calloc((size_t)p->view->pile->docs.n + 1, 1);
    for (uint32_t i = r.first; i < r.first + r.n && i < r.first + MOST_DRAWN; i++) {
        member_path(&g, p, claim, &l->members.v[i]);
        in[l->members.v[i].assertion.doc] = 1;
    }
    for (uint32_t i = r.first; i < r.first + r.n && i < r.first + MOST_DRAWN; i++) {
        hs_list took = hs_lists_of(&p->view->facts->doc_took, l->members.v[i].assertion.doc);
        for (uint32_t k = 0; k < took.n; k++) {
            const hs_derivation *x = &l->derivations.v[took.v[k]];
            bool many = r.n > FEW_DRAWN && !p->view->facts->nearest[took.v[k]];
            if (x->from_doc == HS_NONE || !in[x->from_doc] || many) continue;
            hs_graph_link(&g, doc_node(&g, p, x->from_doc), doc_node(&g, p, x->taker), "took",
                          labels[x->kind < 4 ? x->kind : 0], !x->direction_unknown);
        }
    }
    if (g.edges.n)
        hs_put_graph(p, &g, "Who had it from whom: from the first voice that is named, left, to the documents.");
    free(in);
    hs_graph_free(&g);
}

/* ---- voices ---- */

/* The voices to draw: who speaks in two documents and more, those that speak in most of them where there are many. */
static uint8_t *chosen_voices(const hs_view *v)
{
    enum { MOST_VOICES = 40 };
    const hs_pile *pile = v->pile;
    uint32_t n = pile->ledger.entities.n, at[MOST_VOICES], chosen = 0;
    uint32_t *docs = hs_calloc((size_t)n + 1, sizeof *docs), *last = hs_calloc((size_t)n + 1, sizeof *last);
    uint8_t *in = hs_calloc((size_t)n + 1, 1);
    for (uint32_t d = 0; d < pile->docs.n; d++)
        for (uint32_t i = 0; i < pile->docs.v[d]->attributions.n; i++) {
            uint32_t e = hs_index_entity(&v->facts->index, d, pile->docs.v[d]->attributions.v[i].voice.chain);
            if (e != HS_NONE && last[e] != d + 1) docs[e]++;
            if (e != HS_NONE) last[e] = d + 1;
        }
    for (uint32_t e = 0; e < n; e++) {
        uint32_t k = chosen;
        if (docs[e] < 2) continue;
        for (; k && docs[at[k - 1]] < docs[e]; k--)
            if (k < MOST_VOICES) at[k] = at[k - 1];
        if (k < MOST_VOICES) at[k] = e;
        if (chosen < MOST_VOICES) chosen++;
    }
    for (uint32_t k = 0; k < chosen; k++) in[at[k]] = 1;
    free(docs);
    free(last);
    return in;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* The chosen voices of a document, as text: documents of one text are drawn as one box. */
static void voices_of(const hs_view *v, uint32_t doc, const uint8_t *chosen, hs_buf *out)
{
    const hs_doc *d = v->pile->docs.v[doc];
    HS_VEC(uint32_t) all = {0};
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        uint32_t e = hs_index_entity(&v->facts->index, doc, d->attributions.v[i].voice.chain);
        if (e != HS_NONE && chosen[e]) *HS_PUSH(all) = e;
    }
    if (all.n) qsort(all.v, all.n, sizeof *all.v, by_number);
    for (uint32_t i = 0; i < all.n; i++)
        if (!i || all.v[i] != all.v[i - 1]) hs_buf_printf(out, "%u ", all.v[i]);
    HS_VEC_FREE(all);
}

static uint32_t box_node(hs_graph *g, hs_page *p, uint32_t doc, const char *voices, uint32_t documents)
{
    if (documents < 2) return doc_node(g, p, doc);
    char title[32], href[32];
    snprintf(title, sizeof title, "%u documents", documents);
    snprintf(href, sizeof href, "%sdocuments.html", p->up);
    return hs_graph_node_at(g, voices, hs_str_of(title), HS_STR("the same voices"), "doc fold", href);
}

void hs_put_voices_graph(hs_page *p)
{
    const hs_pile *pile = p->view->pile;
    uint8_t *chosen = chosen_voices(p->view);
    hs_graph g = {0};
    hs_map boxes = {0};
    uint32_t *documents = hs_calloc((size_t)pile->docs.n + 1, sizeof *documents);
    hs_buf voices = {0};
    for (uint32_t d = 0; d < pile->docs.n; d++) {
        hs_buf_clear(&voices);
        voices_of(p->view, d, chosen, &voices);
        uint32_t *box = voices.n ? hs_map_at(&boxes, (hs_str){voices.p, voices.n}) : NULL;
        if (box && *box == HS_MISSING) *box = d;
        if (box) documents[*box]++;
    }
    for (uint32_t b = 0; b < boxes.entries.n; b++) {
        hs_buf_clear(&voices);
        hs_buf_add(&voices, boxes.entries.v[b].key.p, boxes.entries.v[b].key.n);
        uint32_t first = boxes.entries.v[b].value;
        uint32_t box = box_node(&g, p, first, hs_buf_c(&voices), documents[first]);
        for (const char *at = hs_buf_c(&voices); *at;) {
            char *end;
            uint32_t e = (uint32_t)strtoul(at, &end, 10);
            at = end + strspn(end, " ");
            hs_graph_link(&g, entity_node(&g, p, e, "", "voice"), box, "says", "", true);
        }
    }
    if (g.edges.n)
        hs_put_graph(p, &g, "Voices that speak in more than one document, and the documents that they speak in.");
    free(chosen);
    free(documents);
    hs_buf_free(&voices);
    hs_map_free(&boxes);
    hs_graph_free(&g);
}
