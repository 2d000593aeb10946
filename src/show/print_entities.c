/* Who is who: spellings, where, what may be the same and why (rule 5). */
#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {
    {"id", false, 11}, {"name", false, 12}, {"kind", false, 6},          {"mentions", true, 4},
    {"docs", true, 4}, {"claims", true, 4}, {"also written", false, 10}, {"may be the same as", false, 14}};

static void cell_number(hs_table *t, uint32_t n)
{
    char text[16];
    snprintf(text, sizeof text, "%u", n);
    hs_table_cell(t, hs_str_of(text));
}

static void cell_spellings(hs_table *t, const hs_pile *p, const hs_entity *e)
{
    const hs_ledger *l = &p->ledger;
    hs_buf b = {0};
    for (uint32_t i = e->names.first; i < e->names.first + e->names.n; i++) {
        const char *name = hs_ledger_str(l, l->strings.v[i]);
        if (!strcmp(name, hs_ledger_str(l, e->name))) continue;
        hs_buf_printf(&b, "%s%s", b.n ? "; " : "", name);
    }
    hs_table_cell(t, (hs_str){hs_buf_c(&b), b.n});
    hs_buf_free(&b);
}

static void cell_proposals(hs_table *t, const hs_view *v, uint32_t entity)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_list maybes = hs_lists_of(&v->facts->entity_maybes, entity);
    hs_phrase p = {0};
    for (uint32_t i = 0; i < maybes.n; i++) {
        const hs_maybe *m = &l->maybes.v[maybes.v[i]];
        if (i) hs_say(&p, "; ");
        hs_say_entity(&p, v, m->a == entity ? m->b : m->a);
        hs_buf_printf(&p.text, ", because %s", hs_ledger_str(l, m->why));
    }
    hs_table_cell(t, hs_phrase_text(&p));
    hs_phrase_free(&p);
}

static void row(hs_table *t, const hs_view *v, uint32_t entity)
{
    const hs_entity *e = &v->pile->ledger.entities.v[entity];
    hs_phrase name = {0};
    hs_say_entity(&name, v, entity);
    hs_table_cell(t, hs_str_of(hs_id_entity(v->pile, entity).s));
    hs_table_cell(t, hs_phrase_text(&name));
    hs_table_cell(t, hs_str_of(hs_kind_name(e->kind)));
    cell_number(t, v->facts->mentions.v[entity]);
    cell_number(t, hs_lists_of(&v->facts->entity_docs, entity).n);
    cell_number(t, hs_lists_of(&v->facts->entity_says, entity).n);
    cell_spellings(t, v->pile, e);
    cell_proposals(t, v, entity);
    hs_phrase_free(&name);
}

bool hs_print_entities(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    bool ok = true;
    hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
    for (uint32_t i = 0; i < v->pile->ledger.entities.n && ok; i++) {
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
