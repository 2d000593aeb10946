#include "link/compare.h"

#include "link/synonyms.h"

#include <stdlib.h>
#include <string.h>

static const hs_assertion *assertion_of(const hs_counts *c, uint32_t x)
{
    return &c->pile->docs.v[c->t[x].at.doc]->assertions.v[c->t[x].at.item];
}

void hs_counts_of(const hs_pile *p, const hs_terms *t, uint32_t n, hs_counts *c)
{
    *c = (hs_counts){.pile = p, .t = t, .of = hs_malloc((n + 1) * sizeof *c->of)};
    for (uint32_t i = 0; i < n; i++) {
        const hs_doc *d = p->docs.v[t[i].at.doc];
        const hs_assertion *a = assertion_of(c, i);
        c->of[i] = c->counts.n;
        for (uint32_t k = a->figures.first; k < a->figures.first + a->figures.n; k++)
            *HS_PUSH(c->counts) = hs_count_of(d, d->links.v[k], t[i].at.item);
    }
    c->of[n] = c->counts.n;
}

void hs_counts_free(hs_counts *c)
{
    free(c->of);
    HS_VEC_FREE(c->counts);
}

static hs_relation relation(const hs_count *m, const hs_count *n)
{
    hs_buf why = {0};
    hs_relation r = hs_figures_relation(m, n, &why);
    hs_buf_free(&why);
    return r;
}

bool hs_figure_is_in(const hs_counts *c, const hs_count *m, uint32_t y, hs_relation farthest)
{
    for (uint32_t k = c->of[y]; k < c->of[y + 1]; k++)
        if (hs_figures_comparable(m, &c->counts.v[k]) && relation(m, &c->counts.v[k]) <= farthest) return true;
    return false;
}

/* «45 to 40 per cent», «58 to 40 per cent». */
static bool figures_clash(const hs_counts *c, uint32_t x, uint32_t y)
{
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++) {
        const hs_count *m = &c->counts.v[i];
        bool agrees = hs_figure_is_in(c, m, y, HS_COMPATIBLE);
        for (uint32_t k = c->of[y]; k < c->of[y + 1] && !agrees; k++) {
            const hs_count *n = &c->counts.v[k];
            if (hs_figures_comparable(m, n) && !hs_figure_is_in(c, n, x, HS_COMPATIBLE)) return true;
        }
    }
    return false;
}

uint32_t hs_main_figure(const hs_counts *c, uint32_t x)
{
    hs_span act = assertion_of(c, x)->act;
    uint32_t best = HS_NONE, least = UINT32_MAX;
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++) {
        const hs_count *m = &c->counts.v[i];
        uint32_t from = m->f->at.at, to = hs_span_end(m->f->at);
        uint32_t far = from >= hs_span_end(act) ? from - hs_span_end(act) : act.at >= to ? act.at - to : 0;
        if (m->f->ordinal || hs_figure_is_time(m) || hs_figure_is_total(m) || far >= least) continue;
        least = far;
        best = i;
    }
    return best;
}

bool hs_counts_its_act(const hs_counts *c, uint32_t x, uint32_t figure)
{
    if (hs_main_figure(c, x) == figure) return true;
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++)
        if (i != figure && hs_str_eq(c->counts.v[i].event, c->counts.v[figure].event)) return false;
    return true;
}

static bool tells_number(const hs_counts *c, uint32_t x)
{
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++) {
        const hs_count *m = &c->counts.v[i];
        if (!m->f->ordinal && !hs_figure_is_time(m) && !hs_figure_is_vague(m)) return true;
    }
    return false;
}

static hs_dec size_of(const hs_figure *f)
{
    return f->has_low ? f->low : f->high;
}

static bool is_range(const hs_figure *f)
{
    return f->has_low && f->has_high && hs_dec_cmp(f->low, f->high) != 0;
}

/* What two figures that agree tell. */
static void weigh(const hs_count *m, const hs_count *n, bool equal, hs_comparison *out)
{
    const hs_figure *f = m->f;
    hs_dec size = size_of(f), bare = hs_dec_norm(size);
    bool range = is_range(f);
    bool one_number = !range && !is_range(n->f) && !hs_dec_cmp(size, size_of(n->f)); /* «19» and «at least 19» */
    bool share = !strcmp(hs_doc_str(m->doc, f->unit), "%"), money = hs_figure_is_money(m), fraction = bare.e < 0;
    out->span = out->span && hs_figure_is_time(m);
    out->passing = out->passing && (hs_figure_in_passing(m) || hs_figure_in_passing(n));
    out->shares = out->shares && share;
    out->exact = out->exact || one_number || equal;
    out->particular =
        out->particular || ((one_number || equal) && !share && !hs_figure_is_time(m) && (range || bare.m > 9));
    out->large = out->large || range || fraction || hs_dec_cmp(size, hs_dec_int(100)) >= 0;
    if (hs_counts_other(m, n)) return;
    bool near = equal || one_number || (!share && !range && hs_figures_near(m, n)),
         telling = money || share || fraction;
    out->telling = out->telling || (near && (telling || hs_dec_cmp(size, hs_dec_int(3)) > 0));
    out->strong = out->strong || (equal && (telling || range || hs_dec_cmp(size, hs_dec_int(10)) > 0));
}

/* What speaks against it whether or not they are comparable. */
static void look_apart(const hs_count *m, const hs_count *n, hs_comparison *out)
{
    bool acts = hs_counted_act(m->event) && hs_counted_act(n->event);
    bool turns = m->f->ordinal && n->f->ordinal && m->f->has_low && n->f->has_low;
    bool one_thing = turns && !strcmp(hs_doc_str(m->doc, m->f->counted), hs_doc_str(n->doc, n->f->counted));
    out->apart = out->apart || (acts && !hs_str_eq(m->event, n->event));
    out->other_turn = out->other_turn || (one_thing && hs_dec_cmp(m->f->low, n->f->low) != 0);
}

/* An amount of something: «$48 million», «12 metres», «two of the four doors»; no share, no length of time. */
static bool is_measure(const hs_count *m)
{
    if (hs_figure_of_total(m)) return true;
    return m->f->unit && strcmp(hs_doc_str(m->doc, m->f->unit), "%") != 0 && !hs_figure_is_time(m);
}

static bool counts_one_act(const hs_count *m, const hs_count *n)
{
    return !m->f->unit && hs_counted_act(m->event) && hs_str_eq(m->event, n->event);
}

/* What happened to those counted is not the act of the clause. */
static bool is_embedded(const hs_counts *c, const hs_count *m, uint32_t x)
{
    hs_str act = hs_synonym(hs_str_of(hs_doc_str(m->doc, assertion_of(c, x)->predicate)));
    return hs_counted_act(m->event) && act.n && !hs_moves(act) && !hs_str_eq(act, m->event);
}

hs_comparison hs_compare_figures(const hs_counts *c, uint32_t x, uint32_t y)
{
    uint32_t first_x = hs_main_figure(c, x), first_y = hs_main_figure(c, y), agreeing = 0;
    hs_comparison out = {.best = HS_NO_FIGURES, .span = true, .shares = true, .passing = true, .embedded = true};
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++)
        for (uint32_t k = c->of[y]; k < c->of[y + 1]; k++) {
            const hs_count *m = &c->counts.v[i], *n = &c->counts.v[k];
            look_apart(m, n, &out);
            if (!hs_figures_comparable(m, n) || hs_figure_of_total(m) != hs_figure_of_total(n)) continue;
            if (hs_figure_is_total(m) || hs_figure_is_total(n)) continue; /* told beside the figure that tells */
            hs_relation r = relation(m, n);
            hs_figures_found found = r == HS_SAME         ? HS_FIGURES_EQUAL
                                     : r == HS_COMPATIBLE ? HS_FIGURES_AGREE
                                                          : HS_FIGURES_PART;
            if (out.best == HS_NO_FIGURES || found < out.best) out.best = found;
            out.count = out.count || (counts_one_act(m, n) && hs_figures_one_count(m, n));
            out.measure = out.measure || (found == HS_FIGURES_PART && is_measure(m) && hs_figures_within_twice(m, n));
            if (found > HS_FIGURES_AGREE || hs_figure_is_vague(m) || hs_figure_is_vague(n)) continue;
            bool other = (first_x != HS_NONE && first_x != i) || (first_y != HS_NONE && first_y != k);
            out.main = out.main || !other || hs_counts_alike(m, n) || ++agreeing == 2;
            out.embedded = out.embedded && (is_embedded(c, m, x) || is_embedded(c, n, y));
            weigh(m, n, found == HS_FIGURES_EQUAL, &out);
        }
    out.embedded = out.embedded && out.best <= HS_FIGURES_AGREE && out.best != HS_NO_FIGURES;
    out.other = out.best == HS_NO_FIGURES && tells_number(c, x) && tells_number(c, y);
    out.clash = out.best <= HS_FIGURES_AGREE && out.best != HS_NO_FIGURES && figures_clash(c, x, y);
    return out;
}

bool hs_two_counts(const hs_counts *c, uint32_t x, uint32_t y)
{
    bool apart = false;
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++)
        for (uint32_t k = c->of[y]; k < c->of[y + 1]; k++) {
            const hs_count *m = &c->counts.v[i], *n = &c->counts.v[k];
            if (hs_figure_is_in(c, m, y, HS_COMPATIBLE) || hs_figure_is_in(c, n, x, HS_COMPATIBLE)) return false;
            apart = apart || (counts_one_act(m, n) && hs_figures_comparable(m, n));
        }
    return apart;
}

bool hs_share_date(const hs_counts *c, uint32_t x, uint32_t y)
{
    const hs_doc *a = c->pile->docs.v[c->t[x].at.doc], *b = c->pile->docs.v[c->t[y].at.doc];
    const hs_assertion *s = assertion_of(c, x), *t = assertion_of(c, y);
    for (uint32_t i = 0; i < s->dates.n; i++)
        for (uint32_t k = 0; k < t->dates.n; k++) {
            hs_days m = a->dates.v[a->links.v[s->dates.first + i]].days;
            hs_days n = b->dates.v[b->links.v[t->dates.first + k]].days;
            if (m.first != HS_NO_DAY && m.first == n.first && m.last == n.last) return true;
        }
    return false;
}
