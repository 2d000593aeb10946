/* The days that the documents name, and the days on which they were published. */
#include <stdlib.h>

#include "show/pages.h"
#include "show/places.h"

#define ON_A_PAGE 400u

uint32_t hs_parts_timeline(const hs_view *v)
{
    uint32_t n = 0;
    for (uint32_t d = 0; d < v->pile->docs.n; d++) n += v->pile->docs.v[d]->dates.n;
    return (n + ON_A_PAGE - 1) / ON_A_PAGE;
}

static void row(hs_page *p, hs_place x, bool same_day)
{
    const hs_view *v = p->view;
    const hs_doc *d = v->pile->docs.v[x.doc];
    const hs_date *t = &d->dates.v[x.item];
    hs_put(p, same_day ? "<tr class=\"on\"><td class=\"day\">" : "<tr><td class=\"day\">");
    if (!same_day) hs_put_days(p, t->days);
    hs_put(p, "</td><td class=\"wide\">");
    hs_put_said(p, x, t->at);
    hs_put(p, "</td><td>«");
    hs_link_item(p, x.doc, HS_ID_DATE, x.item);
    hs_put_text(p, hs_doc_text(d, t->at));
    hs_put(p, "</a>»");
    if (t->flags & HS_DATE_WRONG_WEEKDAY) hs_put(p, " <small class=\"mark\">the weekday does not fit the day</small>");
    if (t->anchor == HS_ANCHOR_PUBLISHED) hs_put(p, " <small>counted from the day of publication</small>");
    hs_put(p, "</td><td>");
    hs_phrase where = {0};
    hs_say_doc_at(&where, v, x.doc, t->at);
    hs_put_phrase(p, &where);
    hs_put(p, ", ");
    hs_put_day(p, d->published_day);
    hs_put(p, "</td></tr>\n");
}

void hs_body_timeline(hs_page *p, uint32_t part)
{
    hs_places places;
    hs_dates_in_order(p->view, &places);
    hs_put(p, "<h1>Timeline</h1>\n<p class=\"stand\">The days that the documents name, with the words and who says "
              "them.</p>\n");
    if (!places.n) hs_put(p, "<p class=\"none\">No date was found in these documents.</p>\n");
    if (places.n)
        hs_put(p, "<div class=\"pan\"><table class=\"timeline stack\"><thead><tr><th>Day</th><th>What is said</th>"
                  "<th>Written as</th><th>Document</th></tr></thead><tbody>\n");
    hs_days last = {HS_NO_DAY, HS_NO_DAY};
    for (uint32_t i = part * ON_A_PAGE; i < places.n && i < (part + 1) * ON_A_PAGE; i++) {
        hs_days days = p->view->pile->docs.v[places.v[i].doc]->dates.v[places.v[i].item].days;
        row(p, places.v[i], i > part * ON_A_PAGE && days.first == last.first && days.last == last.last);
        last = days;
    }
    if (places.n) hs_put(p, "</tbody></table></div>\n");
    HS_VEC_FREE(places);
}
