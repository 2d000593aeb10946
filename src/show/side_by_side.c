#include "show/side_by_side.h"

#include <stdlib.h>

#include "show/plot.h"
#include "show/readings.h"

#define MOST 200u

typedef struct {
    hs_item figure;
    hs_day day;
} dated;

static int by_day(const void *va, const void *vb)
{
    const dated *a = va, *b = vb;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->figure.doc != b->figure.doc) return a->figure.doc < b->figure.doc ? -1 : 1;
    return a->figure.item < b->figure.item ? -1 : a->figure.item > b->figure.item;
}

static bool same_item(hs_item a, hs_item b)
{
    return a.doc == b.doc && a.item == b.item;
}

static void relation_to(hs_page *p, const hs_claim *c, hs_item first, hs_item other)
{
    const hs_ledger *l = &p->view->pile->ledger;
    for (uint32_t i = c->pairs.first; i < c->pairs.first + c->pairs.n; i++) {
        const hs_figure_pair *x = &l->pairs.v[i];
        if (!(same_item(x->a, first) && same_item(x->b, other)) && !(same_item(x->b, first) && same_item(x->a, other)))
            continue;
        hs_putf(p, "<b class=\"rel r%u\">%s</b> ", x->relation, hs_relation_words(x->relation));
        hs_put_str(p, hs_ledger_str(l, x->why));
        return;
    }
}

static void figure_row(hs_page *p, const hs_claim *c, const hs_scale *scale, hs_item first, hs_item f)
{
    const hs_doc *d = p->view->pile->docs.v[f.doc];
    hs_buf reading = {0}, words = {0};
    hs_figure_words(d, &d->figures.v[f.item], &reading);
    hs_words_at(d, hs_figure_span(&d->figures.v[f.item]), &words);
    hs_put(p, "<tr><td class=\"day\">");
    hs_put_day(p, d->published_day);
    hs_put(p, "</td><td>");
    hs_phrase where = {0};
    hs_say_doc_at(&where, p->view, f.doc, d->figures.v[f.item].at);
    hs_put_phrase(p, &where);
    hs_put(p, "</td><td class=\"n\">");
    hs_put_text(p, (hs_str){hs_buf_c(&reading), reading.n});
    hs_put(p, "</td><td>«");
    hs_link_item(p, f.doc, HS_ID_FIGURE, f.item);
    hs_put_text(p, (hs_str){hs_buf_c(&words), words.n});
    hs_put(p, "</a>»</td><td>");
    hs_put_plot(p, scale, &d->figures.v[f.item]);
    hs_put(p, "</td><td>");
    if (!same_item(first, f)) relation_to(p, c, first, f);
    hs_put(p, "</td></tr>\n");
    hs_buf_free(&reading);
    hs_buf_free(&words);
}

typedef HS_VEC(dated) dated_list;

/* Every figure that stands in a pair of the claim, once, by day of publication. */
static void gather(const hs_pile *pile, const hs_claim *c, dated_list *all)
{
    for (uint32_t i = c->pairs.first; i < c->pairs.first + c->pairs.n && all->n < MOST; i++) {
        hs_item ends[] = {pile->ledger.pairs.v[i].a, pile->ledger.pairs.v[i].b};
        for (size_t e = 0; e < 2; e++) {
            uint32_t k = 0;
            while (k < all->n && !same_item(all->v[k].figure, ends[e])) k++;
            if (k == all->n) *HS_PUSH(*all) = (dated){ends[e], pile->docs.v[ends[e].doc]->published_day};
        }
    }
    if (all->n) qsort(all->v, all->n, sizeof *all->v, by_day);
}

void hs_put_side_by_side(hs_page *p, uint32_t claim, uint32_t most)
{
    const hs_pile *pile = p->view->pile;
    const hs_claim *c = &pile->ledger.claims.v[claim];
    dated_list all = {0};
    gather(pile, c, &all);
    if (!all.n) return;
    if (!most) most = MOST;
    hs_item first = all.v[0].figure;
    hs_scale scale = HS_SCALE_EMPTY;
    for (uint32_t i = 0; i < all.n; i++) {
        const hs_doc *d = pile->docs.v[all.v[i].figure.doc];
        hs_scale_take(&scale, &d->figures.v[all.v[i].figure.item]);
    }
    hs_put(p, "<div class=\"pan\"><table class=\"side stack\"><thead><tr><th>Published</th><th>Document</th>"
              "<th class=\"n\">Reading</th><th>Words</th><th></th><th>Against ");
    hs_put_figure(p, first);
    hs_put(p, "</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < all.n && i < most; i++) figure_row(p, c, &scale, first, all.v[i].figure);
    hs_put(p, "</tbody></table></div>\n");
    if (all.n > most) {
        hs_put(p, "<p class=\"note\">");
        hs_link_claim(p, claim, "");
        hs_putf(p, "%u more</a></p>\n", all.n - most);
    }
    HS_VEC_FREE(all);
}
