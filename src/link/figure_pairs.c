#include "link/figure_pairs.h"

#include "link/synonyms.h"

static const hs_doc *doc_of(const hs_tolls *t, uint32_t x)
{
    return t->counts->pile->docs.v[t->counts->t[x].at.doc];
}

/* Whether two figures that do not agree are of one thing: counts of one act, or what both clauses tell first of all. */
static bool stand_beside(const hs_tolls *t, uint32_t x, uint32_t y, uint32_t i, uint32_t k)
{
    const hs_counts *c = t->counts;
    const hs_count *m = &c->counts.v[i], *n = &c->counts.v[k];
    if (hs_figure_is_vague(m) || hs_figure_is_vague(n)) return false;
    bool one_act = hs_counted_act(m->event) && hs_str_eq(m->event, n->event) && !hs_figure_is_time(m);
    bool acts = one_act && hs_counts_its_act(c, x, i) && hs_counts_its_act(c, y, k);
    uint32_t toll_x = t->toll[x], toll_y = t->toll[y];
    if (one_act && toll_x != HS_NONE && toll_y != HS_NONE) /* «three more, which brings it to 15» */
        return toll_x == i && toll_y == k;
    bool first = hs_main_figure(c, x) == i && hs_main_figure(c, y) == k;
    bool one_predicate = c->t[x].predicate && c->t[x].predicate == c->t[y].predicate;
    /* «35,000 bags were paid for and 20,000 arrived»: what is the same there is not held against the rest */
    if (hs_figure_is_in(c, m, y, HS_SAME) || hs_figure_is_in(c, n, x, HS_SAME)) return false;
    return acts || (first && (!m->f->unit || one_predicate));
}

/* A place behind the figure, «killed 170,000 people in Podstrelj», that the other clause does not name. */
static bool narrowed(const hs_tolls *t, uint32_t x, uint32_t y, const hs_figure *f)
{
    hs_item at = t->counts->t[x].at;
    const hs_doc *d = doc_of(t, x);
    const hs_assertion *a = &d->assertions.v[at.item];
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[d->links.v[a->mentions.first + i]];
        if (m->kind != HS_PLACE || m->at.at < f->at.at || m->chain == HS_NONE) continue;
        uint32_t e = hs_index_entity(&t->stories->index, at.doc, m->chain);
        if (e != HS_NONE && !hs_names_entity(t->stories, t->counts->t[y].at, e)) return true;
    }
    return false;
}

/* The relation of two comparable figures as the clauses have it; its reason goes to why. */
static hs_relation relation(const hs_tolls *t, uint32_t x, uint32_t y, const hs_count *m, const hs_count *n,
                            hs_tolls_found tolls, hs_buf *why)
{
    hs_relation r = hs_figures_relation(m, n, why);
    if (r <= HS_COMPATIBLE) return r;
    if (tolls == HS_ONE_TOLL && r != HS_SCOPE) return r;
    if (tolls == HS_ONE_TOLL) { /* «12 workers», «15 people» */
        hs_buf_clear(why);
        return hs_figures_in_time(m, n, why);
    }
    if (r != HS_SCOPE && narrowed(t, x, y, m->f) && narrowed(t, y, x, n->f)) {
        hs_buf_clear(why);
        hs_buf_str(why, "each names another place");
        return HS_SCOPE;
    }
    if (r == HS_LATER && hs_share_date(t->counts, x, y)) {
        hs_buf_clear(why);
        hs_buf_str(why, "both tell of the same day or year");
        return HS_DIFFERS;
    }
    return r;
}

static void add_pair(const hs_tolls *t, hs_ledger *l, uint32_t x, uint32_t y, uint32_t i, uint32_t k)
{
    const hs_count *m = &t->counts->counts.v[i], *n = &t->counts->counts.v[k];
    hs_buf why = {0};
    if (!hs_figures_comparable(m, n)) return;
    hs_tolls_found tolls = hs_tolls_compare(t, x, y);
    hs_relation r = relation(t, x, y, m, n, tolls, &why);
    if (r <= HS_COMPATIBLE || (tolls <= HS_ONE_TOLL && stand_beside(t, x, y, i, k))) {
        hs_ref reason = hs_ledger_intern(l, (hs_str){hs_buf_c(&why), why.n});
        hs_item f = {t->counts->t[x].at.doc, (uint32_t)(m->f - doc_of(t, x)->figures.v)};
        hs_item h = {t->counts->t[y].at.doc, (uint32_t)(n->f - doc_of(t, y)->figures.v)};
        *HS_PUSH(l->pairs) = (hs_figure_pair){f, h, r, reason};
    }
    hs_buf_free(&why);
}

void hs_pair_figures(const hs_tolls *t, hs_pile *p, const uint32_t *v, uint32_t n)
{
    enum { MOST = 60 };
    const hs_counts *c = t->counts;
    uint32_t before = p->ledger.pairs.n;
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = x + 1; y < n && p->ledger.pairs.n - before < MOST; y++) {
            if (c->t[v[x]].at.doc == c->t[v[y]].at.doc) continue;
            for (uint32_t i = c->of[v[x]]; i < c->of[v[x] + 1]; i++)
                for (uint32_t k = c->of[v[y]]; k < c->of[v[y] + 1]; k++) add_pair(t, &p->ledger, v[x], v[y], i, k);
        }
}
