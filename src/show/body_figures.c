/* Figures side by side: everything that documents count, grouped by what is counted. */
#include <stdlib.h>
#include <string.h>

#include "show/pages.h"
#include "show/places.h"
#include "show/readings.h"
#include "show/side_by_side.h"

#define ON_A_PAGE  400u
#define MOST_APART 20u /* claims whose figures are set side by side above the table */
#define MOST_ROWS  12u

uint32_t hs_parts_figures(const hs_view *v)
{
    uint32_t n = 0;
    for (uint32_t d = 0; d < v->pile->docs.n; d++) n += v->pile->docs.v[d]->figures.n;
    return (n + ON_A_PAGE - 1) / ON_A_PAGE;
}

static void reading(hs_page *p, hs_place x, const hs_doc *d, const hs_figure *f)
{
    hs_buf words = {0};
    hs_figure_words(d, f, &words);
    hs_put(p, "<tr><td class=\"n\">");
    hs_link_item(p, x.doc, HS_ID_FIGURE, x.item);
    hs_put_text(p, (hs_str){hs_buf_c(&words), words.n});
    hs_put(p, "</a></td><td class=\"act\">");
    hs_put_str(p, hs_doc_str(d, f->event));
    hs_put(p, "</td>");
    hs_buf_free(&words);
}

static void row(hs_page *p, hs_place x)
{
    const hs_view *v = p->view;
    const hs_doc *d = v->pile->docs.v[x.doc];
    const hs_figure *f = &d->figures.v[x.item];
    reading(p, x, d, f);
    hs_put(p, "<td class=\"wide\">");
    hs_put_said(p, x, f->at);
    hs_put(p, "</td><td>");
    hs_phrase where = {0};
    hs_say_doc_at(&where, v, x.doc, f->at);
    hs_put_phrase(p, &where);
    hs_put(p, ", ");
    hs_put_day(p, d->published_day);
    hs_put(p, "</td><td>");
    uint32_t claim = x.assertion == HS_NONE ? HS_NONE : hs_index_claim(&v->facts->index, x.doc, x.assertion);
    if (claim != HS_NONE) {
        hs_link_claim(p, claim, "");
        hs_put(p, "claim</a>");
    }
    hs_put(p, "</td></tr>\n");
}

/* Whether a pair is worth a look: of compatible ranges there are many and they say nothing. */
static bool parts(const hs_figure_pair *x)
{
    return x->relation == HS_LATER || x->relation == HS_SCOPE || x->relation == HS_DIFFERS;
}

/* Claims of which figures part, each with its figures side by side, so that nobody has to look for them. */
static void apart(hs_page *p)
{
    const hs_ledger *l = &p->view->pile->ledger;
    uint32_t n = 0;
    for (uint32_t c = 0; c < p->view->facts->claim_order.n && n < MOST_APART; c++) {
        uint32_t claim = p->view->facts->claim_order.v[c];
        hs_range r = l->claims.v[claim].pairs;
        uint32_t i = r.first;
        while (i < r.first + r.n && !parts(&l->pairs.v[i])) i++;
        if (i == r.first + r.n) continue;
        if (!n++) hs_put(p, "<section class=\"apart\"><h2>Where figures of one claim part</h2>\n");
        hs_put(p, "<h3>");
        hs_link_claim(p, claim, "");
        hs_put_quote(p, l->claims.v[claim].wording);
        hs_put(p, "</a></h3>\n");
        hs_put_side_by_side(p, claim, MOST_ROWS);
    }
    if (n) hs_put(p, "</section>\n");
}

static void group(hs_page *p, const hs_doc *d, const hs_figure *f)
{
    hs_buf thing = {0};
    hs_figure_thing(d, f, &thing);
    hs_put(p, "<tbody><tr><th colspan=\"5\" scope=\"rowgroup\">");
    hs_put_str(p, thing.n ? hs_buf_c(&thing) : "what is counted was not found");
    hs_buf_free(&thing);
    hs_put(p, "</th></tr>\n");
}

void hs_body_figures(hs_page *p, uint32_t part)
{
    const hs_pile *pile = p->view->pile;
    hs_places places;
    hs_figures_in_order(p->view, &places);
    hs_put(p,
           "<h1>Figures</h1>\n<p class=\"stand\">Every number that the documents give, grouped by what it counts, with "
           "the reading on the left, then what happened, who says it and the exact words. Figures differ before they "
           "conflict: only a person says that two conflict.</p>\n");
    if (!part) apart(p);
    if (!places.n) hs_put(p, "<p class=\"none\">No figure was found in these documents.</p>\n");
    if (places.n)
        hs_put(p, "<div class=\"pan\"><table class=\"figures stack\"><thead><tr><th class=\"n\">Reading</th><th></th>"
                  "<th>What is said</th><th>Document</th><th></th></tr></thead>\n");
    const hs_doc *d0 = NULL;
    const hs_figure *f0 = NULL;
    for (uint32_t i = part * ON_A_PAGE; i < places.n && i < (part + 1) * ON_A_PAGE; i++) {
        const hs_doc *d = pile->docs.v[places.v[i].doc];
        const hs_figure *f = &d->figures.v[places.v[i].item];
        bool same = f0 && !strcmp(hs_doc_str(d0, f0->counted), hs_doc_str(d, f->counted)) &&
                    !strcmp(hs_doc_str(d0, f0->unit), hs_doc_str(d, f->unit));
        if (!same && f0) hs_put(p, "</tbody>\n");
        if (!same) group(p, d, f);
        row(p, places.v[i]);
        d0 = d;
        f0 = f;
    }
    if (places.n) hs_put(p, "</tbody></table></div>\n");
    HS_VEC_FREE(places);
}
