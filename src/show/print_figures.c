/* Every figure under what it counts: how it is read and what happened, beside who says it where, and the exact words.
 */
#include <stdlib.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/ledger.h"
#include "show/places.h"
#include "show/printers.h"
#include "show/readings.h"

#define READING 22 /* columns of the reading */
#define GAP     2

static void heading(const hs_view *v, hs_str thing)
{
    hs_pane b = {.width = (uint32_t)v->width, .colour = v->colour};
    hs_pane_text(&b, "", "", HS_ACCENT, thing.n ? thing : HS_STR("what is counted was not found"));
    hs_pane_print(&b, v->out);
    hs_pane_free(&b);
}

static void entry(const hs_view *v, hs_place x)
{
    const hs_doc *d = v->pile->docs.v[x.doc];
    const hs_figure *f = &d->figures.v[x.item];
    hs_pane left = {.width = READING, .colour = v->colour};
    hs_pane right = {.width = (uint32_t)v->width - READING - GAP, .colour = v->colour};
    hs_buf reading = {0};
    hs_figure_words(d, f, &reading);
    if (f->event) hs_buf_printf(&reading, " · %s", hs_doc_str(d, f->event));
    hs_pane_text(&left, "  ", "    ", HS_STRONG, (hs_str){hs_buf_c(&reading), reading.n});
    hs_entry_place(&right, v, x, f->at, hs_id_item(v->pile, x.doc, HS_ID_FIGURE, x.item).s);
    hs_panes_print(&left, &right, GAP, v->out);
    hs_buf_free(&reading);
    hs_pane_free(&left);
    hs_pane_free(&right);
}

bool hs_print_figures(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    hs_places places;
    hs_figures_in_order(v, &places);
    hs_buf last = {0}, thing = {0};
    bool ok = true, any = false;
    for (uint32_t i = 0; i < places.n && ok; i++) {
        hs_place x = places.v[i];
        const hs_doc *d = v->pile->docs.v[x.doc];
        bool chosen = x.assertion != HS_NONE ? hs_chosen_assertion(&c, (hs_item){x.doc, x.assertion})
                                             : hs_chosen_words(&c, x.doc, d->figures.v[x.item].at);
        if (!chosen) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_figure(v->pile, x.doc, x.item), err);
            continue;
        }
        hs_buf_clear(&thing);
        hs_figure_thing(d, &d->figures.v[x.item], &thing);
        hs_str now = {hs_buf_c(&thing), thing.n};
        if (!any || !hs_str_eq(now, (hs_str){hs_buf_c(&last), last.n})) {
            if (any) fputc('\n', v->out);
            heading(v, now);
            hs_buf_clear(&last);
            hs_buf_str(&last, now.p);
        }
        any = true;
        entry(v, x);
    }
    hs_buf_free(&last);
    hs_buf_free(&thing);
    HS_VEC_FREE(places);
    hs_choice_free(&c);
    return ok;
}
