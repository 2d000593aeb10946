/* Who is who: spellings, where, what may be the same and why (rule 5). */
#include <stdlib.h>
#include <string.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {{"id", false, 11},  {"name", false, 20},
                                    {"docs", true, 4},  {"says", true, 4},
                                    {"is in", true, 5}, {"also written; may be the same as", false, 20}};

static void cell_number(hs_table *t, uint32_t n)
{
    char text[16];
    snprintf(text, sizeof text, "%u", n);
    hs_table_cell(t, hs_str_of(text));
}

static void say_spellings(hs_phrase *s, const hs_pile *p, const hs_entity *e)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = e->names.first; i < e->names.first + e->names.n; i++) {
        const char *name = hs_ledger_str(l, l->strings.v[i]);
        if (strcmp(name, hs_ledger_str(l, e->name)) != 0) hs_buf_printf(&s->text, "%s%s", s->text.n ? "; " : "", name);
    }
}

static void say_proposals(hs_phrase *s, const hs_view *v, uint32_t entity)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_list maybes = hs_lists_of(&v->facts->entity_maybes, entity);
    for (uint32_t i = 0; i < maybes.n; i++) {
        const hs_maybe *m = &l->maybes.v[maybes.v[i]];
        hs_say(s, s->text.n ? "; may be " : "may be ");
        hs_say_entity(s, v, m->a == entity ? m->b : m->a);
        hs_buf_printf(&s->text, ", because %s", hs_ledger_str(l, m->why));
    }
}

static void row(hs_table *t, const hs_view *v, uint32_t entity)
{
    const hs_entity *e = &v->pile->ledger.entities.v[entity];
    hs_phrase name = {0}, also = {0};
    hs_say_entity(&name, v, entity);
    hs_buf_printf(&name.text, ", %s", hs_kind_name(e->kind));
    say_spellings(&also, v->pile, e);
    say_proposals(&also, v, entity);
    hs_table_cell(t, hs_str_of(hs_id_entity(v->pile, entity).s));
    hs_table_cell(t, hs_phrase_text(&name));
    cell_number(t, hs_lists_of(&v->facts->entity_docs, entity).n);
    cell_number(t, hs_lists_of(&v->facts->entity_says, entity).n);
    cell_number(t, hs_lists_of(&v->facts->entity_in, entity).n);
    hs_table_cell(t, hs_phrase_text(&also));
    hs_phrase_free(&name);
    hs_phrase_free(&also);
}

bool hs_print_entities(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    bool ok = true;
    hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
    for (uint32_t k = 0; k < v->facts->entity_order.n && ok; k++) {
        uint32_t i = v->facts->entity_order.v[k];
        if (!hs_chosen_entity(&c, i)) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_entity(v, i), err);
        } else {
            row(&t, v, i);
        }
    }
    if (!v->json) hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
    hs_table_free(&t);
    hs_choice_free(&c);
    return ok;
}
