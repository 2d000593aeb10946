/* Documents, entities and claims as a graph (GraphML, Brandes et al. 2002): who took from whom, who says what, where.
 */
#include <stdlib.h>

#include "show/escape.h"
#include "show/id.h"
#include "show/printers.h"
#include "show/words.h"

static void data(const hs_view *v, const char *key, hs_str value)
{
    if (!value.n) return;
    hs_buf b = {0};
    hs_escape_html(value, &b);
    fprintf(v->out, "<data key=\"%s\">%s</data>", key, hs_buf_c(&b));
    hs_buf_free(&b);
}

static void node(const hs_view *v, hs_id id, const char *kind, hs_str label)
{
    fprintf(v->out, "<node id=\"%s\">", id.s);
    data(v, "kind", hs_str_of(kind));
    data(v, "label", label);
}

static void edge(const hs_view *v, hs_id from, hs_id to, const char *kind, const char *why)
{
    fprintf(v->out, "<edge source=\"%s\" target=\"%s\">", from.s, to.s);
    data(v, "relation", hs_str_of(kind));
    data(v, "why", hs_str_of(why));
    fputs("</edge>\n", v->out);
}

static void nodes(const hs_view *v)
{
    const hs_pile *p = v->pile;
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < p->docs.n; i++) {
        const hs_doc *d = p->docs.v[i];
        node(v, hs_id_doc(p, i), "document", hs_str_of(hs_title_of(d)));
        data(v, "outlet", hs_str_of(hs_doc_str(d, d->outlet)));
        data(v, "published", hs_str_of(hs_doc_str(d, d->published)));
        fputs("</node>\n", v->out);
    }
    for (uint32_t i = 0; i < l->entities.n; i++) {
        node(v, hs_id_entity(p, i), hs_kind_name(l->entities.v[i].kind),
             hs_str_of(hs_ledger_str(l, l->entities.v[i].name)));
        fputs("</node>\n", v->out);
    }
    for (uint32_t i = 0; i < l->claims.n; i++) {
        hs_buf words = {0};
        hs_quote_of(p, l->claims.v[i].wording, &words);
        node(v, hs_id_claim(p, i), "claim", (hs_str){hs_buf_c(&words), words.n});
        data(v, "state", hs_str_of(hs_state_name(l->claims.v[i].state)));
        fprintf(v->out, "<data key=\"least\">%u</data><data key=\"most\">%u</data></node>\n", l->claims.v[i].least,
                l->claims.v[i].most);
        hs_buf_free(&words);
    }
}

static void claim_edges(const hs_view *v, uint32_t claim)
{
    static const char *const in[] = {"asserted in", "denied in", "perhaps in", "perhaps denied in"};
    static const char *const by[] = {"says", "denies", "perhaps says", "perhaps denies"};
    const hs_pile *p = v->pile;
    hs_range r = p->ledger.claims.v[claim].members;
    for (uint32_t i = r.first; i < r.first + r.n; i++) {
        const hs_member *m = &p->ledger.members.v[i];
        hs_item it = m->assertion;
        uint32_t role = m->role <= HS_MAYBE_DENIES ? m->role : HS_MAYBE_SAME;
        uint32_t e = hs_index_entity(&v->facts->index, it.doc, p->docs.v[it.doc]->assertions.v[it.item].voice.chain);
        edge(v, hs_id_claim(p, claim), hs_id_doc(p, it.doc), in[role], hs_ledger_str(&p->ledger, m->why));
        if (e != HS_NONE) edge(v, hs_id_entity(p, e), hs_id_claim(p, claim), by[role], "");
    }
}

static void edges(const hs_view *v)
{
    const hs_pile *p = v->pile;
    const hs_ledger *l = &p->ledger;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        const hs_derivation *x = &l->derivations.v[i];
        hs_id to = x->from_doc != HS_NONE ? hs_id_doc(p, x->from_doc) : hs_id_entity(p, x->from_entity);
        if (to.s[0]) edge(v, hs_id_doc(p, x->taker), to, hs_derivation_words(x), hs_ledger_str(l, x->why));
    }
    for (uint32_t i = 0; i < l->maybes.n; i++)
        edge(v, hs_id_entity(p, l->maybes.v[i].a), hs_id_entity(p, l->maybes.v[i].b), "may be the same as",
             hs_ledger_str(l, l->maybes.v[i].why));
    for (uint32_t i = 0; i < l->claims.n; i++) claim_edges(v, i);
}

bool hs_print_graphml(const hs_view *v, hs_err *err)
{
    static const char *const node_keys[] = {"kind", "label", "outlet", "published", "state"};
    static const char *const edge_keys[] = {"relation", "why"};
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
          v->out);
    for (size_t i = 0; i < sizeof node_keys / sizeof *node_keys; i++)
        fprintf(v->out, "<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"string\"/>\n", node_keys[i],
                node_keys[i]);
    fputs("<key id=\"least\" for=\"node\" attr.name=\"least\" attr.type=\"int\"/>\n"
          "<key id=\"most\" for=\"node\" attr.name=\"most\" attr.type=\"int\"/>\n",
          v->out);
    for (size_t i = 0; i < sizeof edge_keys / sizeof *edge_keys; i++)
        fprintf(v->out, "<key id=\"%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"string\"/>\n", edge_keys[i],
                edge_keys[i]);
    fputs("<graph edgedefault=\"directed\">\n", v->out);
    nodes(v);
    edges(v);
    fputs("</graph>\n</graphml>\n", v->out);
    return !ferror(v->out) || hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "the output could not be written");
}
