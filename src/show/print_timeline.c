/* Days that the documents name, in order, each beside who says it where, and the exact words. */
#include <stdlib.h>
#include <string.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/ledger.h"
#include "show/places.h"
#include "show/printers.h"
#include "show/readings.h"

#define DAY 24 /* columns of the day */
#define GAP 2

/* The day, left out where it is that of the entry before. */
static void entry(const hs_view *v, hs_place x, hs_days before)
{
    const hs_doc *d = v->pile->docs.v[x.doc];
    const hs_date *date = &d->dates.v[x.item];
    hs_pane left = {.width = DAY, .colour = v->colour};
    hs_pane right = {.width = (uint32_t)v->width - DAY - GAP, .colour = v->colour};
    char days[40];
    hs_days_words(date->days, days);
    bool same = date->days.first == before.first && date->days.last == before.last;
    if (!same) hs_pane_text(&left, "", "", HS_ACCENT, hs_str_of(*days ? days : "no day known"));
    if (date->flags & HS_DATE_WRONG_WEEKDAY)
        hs_pane_text(&left, "  ", "  ", HS_PLAIN, HS_STR("the weekday does not fit the day"));
    hs_entry_place(&right, v, x, date->at, hs_id_item(v->pile, x.doc, HS_ID_DATE, x.item).s);
    hs_panes_print(&left, &right, GAP, v->out);
    hs_pane_free(&left);
    hs_pane_free(&right);
}

bool hs_print_timeline(const hs_view *v, hs_err *err)
{
    hs_view all = *v; /* --since and --until are of the days named, not of publication */
    all.filter.since = all.filter.until = HS_NO_DAY;
    hs_choice c;
    if (!hs_choose(&all, &c, err)) return false;
    hs_places places;
    hs_dates_in_order(v, &places);
    hs_days before = {INT32_MAX, INT32_MAX};
    bool ok = true;
    for (uint32_t i = 0; i < places.n && ok; i++) {
        hs_place x = places.v[i];
        const hs_date *date = &v->pile->docs.v[x.doc]->dates.v[x.item];
        bool chosen = x.assertion != HS_NONE ? hs_chosen_assertion(&c, (hs_item){x.doc, x.assertion})
                                             : hs_chosen_words(&c, x.doc, date->at);
        if (!chosen || !hs_days_touch(date->days, v->filter.since, v->filter.until)) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_date(v->pile, x.doc, x.item), err);
        } else {
            entry(v, x, before);
        }
        before = date->days;
    }
    HS_VEC_FREE(places);
    hs_choice_free(&c);
    return ok;
}
