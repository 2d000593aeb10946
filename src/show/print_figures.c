/* Every figure with its range, what it counts, and who puts it forward where. */
#include <stdlib.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/places.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {{"words", false, 14},   {"range", false, 8},     {"counts", false, 8},
                                    {"said by", false, 14}, {"document", false, 10}, {"id", false, 17}};

static void row(hs_table *t, const hs_view *v, uint32_t doc, uint32_t item, uint32_t assertion)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_figure *f = &d->figures.v[item];
    hs_buf words = {0}, range = {0};
    hs_words_at(d, hs_figure_span(f), &words);
    hs_figure_words(d, f, &range);
    hs_phrase who = {0}, where = {0};
    if (assertion != HS_NONE) hs_say_speaker(&who, v, (hs_item){doc, assertion});
    hs_say_doc_at(&where, v, doc, f->at);
    hs_table_cell(t, (hs_str){hs_buf_c(&words), words.n});
    hs_table_cell(t, (hs_str){hs_buf_c(&range), range.n});
    hs_table_cell(t, hs_str_of(hs_doc_str(d, f->counted)));
    hs_table_cell(t, hs_phrase_text(&who));
    hs_table_cell(t, hs_phrase_text(&where));
    hs_table_cell(t, hs_str_of(hs_id_item(v->pile, doc, HS_ID_FIGURE, item).s));
    hs_buf_free(&words);
    hs_buf_free(&range);
    hs_phrase_free(&who);
    hs_phrase_free(&where);
}

bool hs_print_figures(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    hs_places places;
    hs_figures_in_order(v, &places);
    hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
    bool ok = true;
    for (uint32_t i = 0; i < places.n && ok; i++) {
        hs_place x = places.v[i];
        bool chosen = x.assertion != HS_NONE ? hs_chosen_assertion(&c, (hs_item){x.doc, x.assertion})
                                             : hs_chosen_words(&c, x.doc, v->pile->docs.v[x.doc]->figures.v[x.item].at);
        if (!chosen) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_figure(v->pile, x.doc, x.item), err);
        } else {
            row(&t, v, x.doc, x.item, x.assertion);
        }
    }
    if (!v->json) hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
    hs_table_free(&t);
    HS_VEC_FREE(places);
    hs_choice_free(&c);
    return ok;
}
