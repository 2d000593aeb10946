/* Who is who: people, organisations, places, with their spellings and what may be the same; and a page for each. */
#include <stdlib.h>
#include <string.h>

#include "show/desk_pages.h"
#include "show/escape.h"
#include "show/pages.h"
#include "show/tree.h"
#include "show/words.h"

#define ON_A_PAGE 500u

uint32_t hs_parts_who(const hs_view *v)
{
    return (v->pile->ledger.entities.n + ON_A_PAGE - 1) / ON_A_PAGE;
}

static void spellings(hs_page *p, const hs_entity *e, const char *before)
{
    const hs_ledger *l = &p->view->pile->ledger;
    for (uint32_t i = e->names.first, n = 0; i < e->names.first + e->names.n; i++) {
        const char *name = hs_ledger_str(l, l->strings.v[i]);
        if (!strcmp(name, hs_ledger_str(l, e->name))) continue;
        hs_put(p, n++ ? "; " : before);
        hs_put_str(p, name);
    }
}

static void proposals(hs_page *p, uint32_t entity, bool with_form)
{
    const hs_ledger *l = &p->view->pile->ledger;
    hs_list maybes = hs_lists_of(&p->view->facts->entity_maybes, entity);
    for (uint32_t i = 0; i < maybes.n; i++) {
        const hs_maybe *m = &l->maybes.v[maybes.v[i]];
        hs_phrase s = {0};
        hs_say(&s, "may be the same as ");
        hs_say_entity(&s, p->view, m->a == entity ? m->b : m->a);
        hs_buf_printf(&s.text, ", because %s", hs_ledger_str(l, m->why));
        hs_put(p, "<p class=\"maybe\">");
        hs_put_phrase(p, &s);
        hs_put(p, "</p>");
        if (with_form) hs_put_maybe_form(p, m->a, m->b);
    }
}

static void row(hs_page *p, uint32_t entity)
{
    const hs_facts *f = p->view->facts;
    hs_phrase name = {0};
    hs_say_entity(&name, p->view, entity);
    hs_put(p, "<tr><td class=\"wide\">");
    hs_put_phrase(p, &name);
    spellings(p, &p->view->pile->ledger.entities.v[entity], "<br><small>also </small>");
    proposals(p, entity, false);
    hs_putf(p, "</td><td class=\"n\">%u</td><td class=\"n\">%u</td><td class=\"n\">%u</td></tr>\n",
            hs_lists_of(&f->entity_docs, entity).n, hs_lists_of(&f->entity_says, entity).n,
            hs_lists_of(&f->entity_in, entity).n);
}

void hs_body_who(hs_page *p, uint32_t part)
{
    static const char *const titles[] = {"People", "Organisations", "Places", "Other names"};
    const hs_ledger *l = &p->view->pile->ledger;
    const uint32_t *order = p->view->facts->entity_order.v;
    uint32_t n = l->entities.n, kind = UINT32_MAX;
    hs_put(p,
           "<h1>Who is who</h1>\n<p class=\"stand\">Names that were joined, with every spelling; names that may be one "
           "person are only proposed, never joined by themselves.</p>\n");
    if (!part) hs_put_voices_graph(p);
    for (uint32_t i = part * ON_A_PAGE; i < n && i < (part + 1) * ON_A_PAGE; i++) {
        if (l->entities.v[order[i]].kind != kind) {
            if (kind != UINT32_MAX) hs_put(p, "</tbody></table></section>\n");
            kind = l->entities.v[order[i]].kind;
            hs_putf(
                p,
                "<section><h2>%s</h2>\n<table class=\"names\"><thead><tr><th>Name</th><th class=\"n\">Documents</th>"
                "<th class=\"n\">Says</th><th class=\"n\">Is in</th></tr></thead><tbody>\n",
                titles[kind < 4 ? kind : 3]);
        }
        row(p, order[i]);
    }
    if (kind != UINT32_MAX) hs_put(p, "</tbody></table></section>\n");
}

/* ---- one of them ---- */

static void places(hs_page *p, const hs_entity *e)
{
    const hs_ledger *l = &p->view->pile->ledger;
    hs_put(p, "<section><h2>Where the name stands</h2>\n<dl class=\"facts\">\n");
    for (uint32_t i = e->chains.first; i < e->chains.first + e->chains.n; i++) {
        hs_item it = l->items.v[i];
        const hs_doc *d = p->view->pile->docs.v[it.doc];
        hs_phrase where = {0};
        hs_say_doc(&where, p->view, it.doc);
        hs_put(p, "<dt>");
        hs_put_phrase(p, &where);
        hs_put(p, "</dt><dd>");
        const char *why = ""; /* said once where it is the same for several in a row */
        for (uint32_t m = 0, n = 0; m < d->mentions.n; m++) {
            if (d->mentions.v[m].chain != it.item) continue;
            if (n++) hs_put(p, ", ");
            hs_link_item(p, it.doc, HS_ID_MENTION, m);
            hs_put_text(p, hs_doc_text(d, d->mentions.v[m].at));
            hs_put(p, "</a>");
            if (d->mentions.v[m].role) {
                hs_put(p, " <small>");
                hs_put_str(p, hs_doc_str(d, d->mentions.v[m].role));
                hs_put(p, "</small>");
            }
            if (d->mentions.v[m].why && strcmp(hs_mention_why(d, m), why) != 0) {
                why = hs_mention_why(d, m);
                hs_put(p, " <small>(");
                hs_put_str(p, why);
                hs_put(p, ")</small>");
            }
        }
        hs_put(p, "</dd>\n");
    }
    hs_put(p, "</dl></section>\n");
}

static void claims(hs_page *p, const char *title, hs_list list)
{
    if (!list.n) return;
    hs_putf(p, "<section><h2>%s</h2>\n<div class=\"entries\">\n", title);
    for (uint32_t i = 0; i < list.n && i < 60; i++) hs_put_claim(p, list.v[i], 2);
    hs_put(p, "</div>");
    if (list.n > 60) hs_putf(p, "<p class=\"more\">and %u more in the ledger</p>", list.n - 60);
    hs_put(p, "</section>\n");
}

void hs_page_entity(hs_page *p, uint32_t entity)
{
    const hs_ledger *l = &p->view->pile->ledger;
    const hs_entity *e = &l->entities.v[entity];
    const char *name = hs_ledger_str(l, e->name), *warning = hs_name_warning(hs_str_of(name));
    hs_page_begin(p, name, "who");
    hs_putf(p, "<p class=\"label\">%s · %s</p>\n<h1>", hs_kind_name(e->kind), hs_id_entity(p->view->pile, entity).s);
    hs_put_str(p, name);
    hs_put(p, "</h1>\n");
    if (warning) hs_putf(p, "<p class=\"warn\">The name %s.</p>\n", warning);
    hs_put(p, "<p class=\"stand\">");
    spellings(p, e, "Also written ");
    hs_put(p, "</p>\n");
    for (uint32_t i = e->whys.first; i < e->whys.first + e->whys.n; i++) {
        hs_put(p, "<p class=\"note\">Joined: ");
        hs_put_str(p, hs_ledger_str(l, l->strings.v[i]));
        hs_put(p, "</p>\n");
    }
    proposals(p, entity, true);
    hs_put_rulings(p, hs_lists_of(&p->view->facts->entity_rulings, entity));
    claims(p, e->kind == HS_PERSON ? "What they say" : "What it says",
           hs_lists_of(&p->view->facts->entity_says, entity));
    claims(p, e->kind == HS_PERSON ? "What is said of them" : "What is said of it",
           hs_lists_of(&p->view->facts->entity_in, entity));
    places(p, e);
    hs_page_end(p);
}
