/* Dates that the documents name, in order, each with the words that it stands in and who says them. */
#include <stdlib.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/places.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {{"day", false, 10},
                                    {"what is said", false, 20},
                                    {"said by", false, 12},
                                    {"document", false, 10},
                                    {"id", false, 17}};

static void row(hs_table *t, const hs_view *v, hs_place x)
{
    const hs_doc *d = v->pile->docs.v[x.doc];
    const hs_date *date = &d->dates.v[x.item];
    char days[40];
    hs_days_words(date->days, days);
    hs_buf day = {0}, words = {0};
    hs_buf_printf(&day, "%s%s", days, date->flags & HS_DATE_WRONG_WEEKDAY ? " (weekday does not fit)" : "");
    hs_phrase who = {0}, where = {0};
    if (x.assertion != HS_NONE) {
        hs_quote_of(v->pile, (hs_item){x.doc, x.assertion}, &words);
        hs_say_speaker(&who, v, (hs_item){x.doc, x.assertion});
    } else {
        hs_context_of(d, date->at, &words);
    }
    hs_say_doc_at(&where, v, x.doc, date->at);
    hs_table_cell(t, (hs_str){hs_buf_c(&day), day.n});
    hs_table_cell(t, (hs_str){hs_buf_c(&words), words.n});
    hs_table_cell(t, hs_phrase_text(&who));
    hs_table_cell(t, hs_phrase_text(&where));
    hs_table_cell(t, hs_str_of(hs_id_item(v->pile, x.doc, HS_ID_DATE, x.item).s));
    hs_buf_free(&day);
    hs_buf_free(&words);
    hs_phrase_free(&who);
    hs_phrase_free(&where);
}

bool hs_print_timeline(const hs_view *v, hs_err *err)
{
    hs_view all = *v; /* --since and --until are of the days named, not of publication */
    all.filter.since = all.filter.until = HS_NO_DAY;
    hs_choice c;
    if (!hs_choose(&all, &c, err)) return false;
    hs_places places;
    hs_dates_in_order(v, &places);
    hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
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
            row(&t, v, x);
        }
    }
    if (!v->json) hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
    hs_table_free(&t);
    HS_VEC_FREE(places);
    hs_choice_free(&c);
    return ok;
}
