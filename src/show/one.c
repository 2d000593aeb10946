/* `show ID`: one document, claim or entity whole, with where every word stands in clean text and raw file. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "keep/decision.h"
#include "show/changed.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/ledger.h"
#include "show/words.h"

#define MARGIN 11u

static hs_pane pane(const hs_view *v)
{
    return (hs_pane){.width = (uint32_t)(v->width > 100 ? 100 : v->width), .colour = v->colour};
}

static void finish(hs_pane *p, const hs_view *v)
{
    hs_pane_print(p, v->out);
    hs_pane_free(p);
}

/* "d….s0: p. 4, clean bytes 35 to 120, raw bytes 210 to 295": enough to check a quotation against the file with any
 * tool. */
static void place(hs_pane *p, const hs_view *v, uint32_t doc, const char *id, hs_range spans)
{
    const hs_doc *d = v->pile->docs.v[doc];
    for (uint32_t i = spans.first; i < spans.first + spans.n; i++) {
        hs_span s = d->spans.v[i];
        hs_raw_ranges raw = {0};
        hs_doc_raw(d, s, &raw);
        hs_buf b = {0};
        hs_buf_printf(&b, "%s: ", id);
        size_t before = b.n;
        hs_doc_place(d, s, &b);
        if (b.n > before) hs_buf_str(&b, ", ");
        hs_buf_printf(&b, "clean bytes %u to %u", s.at, hs_span_end(s));
        for (uint32_t k = 0; k < raw.n; k++)
            hs_buf_printf(&b, "%s %" PRIu64 " to %" PRIu64, k ? "," : ", raw bytes", raw.v[k].from, raw.v[k].to);
        hs_say_unsure(&b, d, s);
        hs_pane_text(p, "  ", "  ", HS_FAINT, (hs_str){b.p, b.n});
        hs_buf_free(&b);
        HS_VEC_FREE(raw);
    }
}

static void place_assertion(hs_pane *p, const hs_view *v, hs_item it)
{
    place(p, v, it.doc, hs_id_item(v->pile, it.doc, HS_ID_ASSERTION, it.item).s,
          v->pile->docs.v[it.doc]->assertions.v[it.item].spans);
}

/* ---- a claim ---- */

static void decisions(hs_pane *p, const hs_view *v, hs_list rulings)
{
    const hs_ledger *l = &v->pile->ledger;
    for (uint32_t i = 0; i < rulings.n; i++) {
        const hs_decision *d = &v->pile->decisions.v[rulings.v[i]];
        hs_buf b = {0};
        hs_buf_printf(&b, "%s by %s, %s", hs_ledger_str(l, d->what), hs_ledger_str(l, d->by), hs_ledger_str(l, d->at));
        if (d->reason) hs_buf_printf(&b, ": %s", hs_ledger_str(l, d->reason));
        if (!hs_decision_stands(v->pile, rulings.v[i])) hs_buf_str(&b, " (taken back)");
        hs_pane_field(p, MARGIN, i ? "" : "ruled", (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
}

static void show_claim(const hs_view *v, uint32_t claim)
{
    const hs_ledger *l = &v->pile->ledger;
    const hs_claim *c = &l->claims.v[claim];
    hs_pane p = pane(v);
    hs_entry_head(&p, v, claim, UINT32_MAX);
    decisions(&p, v, hs_lists_of(&v->facts->claim_rulings, claim));
    hs_pane_blank(&p);
    hs_entry_reports(&p, v, claim);
    hs_pane_blank(&p);
    hs_pane_text(&p, "", "", HS_FAINT, HS_STR("why joined, and where the words stand"));
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &l->members.v[i];
        place_assertion(&p, v, m->assertion);
        if (m->why) hs_pane_text(&p, "    ", "    ", HS_PLAIN, hs_str_of(hs_ledger_str(l, m->why)));
    }
    finish(&p, v);
}

/* ---- an entity ---- */

static void entity_names(hs_pane *p, const hs_view *v, const hs_entity *e)
{
    const hs_ledger *l = &v->pile->ledger;
    for (uint32_t i = e->names.first; i < e->names.first + e->names.n; i++) {
        const char *name = hs_ledger_str(l, l->strings.v[i]), *first = i == e->names.first ? "written" : "";
        hs_pane_field(p, MARGIN, first, hs_str_of(name));
    }
    for (uint32_t i = e->whys.first; i < e->whys.first + e->whys.n; i++)
        hs_pane_field(p, MARGIN, i == e->whys.first ? "joined" : "", hs_str_of(hs_ledger_str(l, l->strings.v[i])));
}

static void entity_maybes(hs_pane *p, const hs_view *v, uint32_t entity)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_list maybes = hs_lists_of(&v->facts->entity_maybes, entity);
    for (uint32_t i = 0; i < maybes.n; i++) {
        const hs_maybe *m = &l->maybes.v[maybes.v[i]];
        uint32_t other = m->a == entity ? m->b : m->a;
        hs_phrase s = {0};
        hs_say_entity(&s, v, other);
        hs_buf_printf(&s.text, " (%s), because %s", hs_id_entity(v->pile, other).s, hs_ledger_str(l, m->why));
        hs_pane_field(p, MARGIN, i ? "" : "may be", hs_phrase_text(&s));
        hs_phrase_free(&s);
    }
}

/* Where it is named: each document with its roles there. */
static void entity_places(hs_pane *p, const hs_view *v, const hs_entity *e)
{
    const hs_ledger *l = &v->pile->ledger;
    for (uint32_t i = e->chains.first; i < e->chains.first + e->chains.n; i++) {
        hs_item it = l->items.v[i];
        const hs_doc *d = v->pile->docs.v[it.doc];
        hs_phrase s = {0};
        hs_say_doc(&s, v, it.doc);
        hs_buf_printf(&s.text, " %s: ", hs_id_item(v->pile, it.doc, HS_ID_CHAIN, it.item).s);
        for (uint32_t m = 0, n = 0; m < d->mentions.n; m++) {
            if (d->mentions.v[m].chain != it.item) continue;
            hs_say(&s, n++ ? "; «" : "«");
            hs_words_at(d, d->mentions.v[m].at, &s.text);
            hs_buf_printf(&s.text, "» at %u", d->mentions.v[m].at.at);
            if (d->mentions.v[m].role) hs_buf_printf(&s.text, " (%s)", hs_doc_str(d, d->mentions.v[m].role));
            if (d->mentions.v[m].why) hs_buf_printf(&s.text, " [m%u, %s]", m, hs_mention_why(d, m));
        }
        hs_pane_field(p, MARGIN, i == e->chains.first ? "named in" : "", hs_phrase_text(&s));
        hs_phrase_free(&s);
    }
}

static void entity_claims(hs_pane *p, const hs_view *v, const char *label, hs_list claims)
{
    for (uint32_t i = 0; i < claims.n; i++) {
        hs_buf b = {0};
        hs_buf_printf(&b, "%s ", hs_id_claim(v->pile, claims.v[i]).s);
        hs_quote_of(v->pile, v->pile->ledger.claims.v[claims.v[i]].wording, &b);
        hs_pane_field(p, MARGIN, i ? "" : label, (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
}

static void show_entity(const hs_view *v, uint32_t entity)
{
    const hs_entity *e = &v->pile->ledger.entities.v[entity];
    hs_pane p = pane(v);
    hs_phrase s = {0};
    hs_say_entity(&s, v, entity);
    hs_buf_printf(&s.text, " · %s · %s", hs_kind_name(e->kind), hs_id_entity(v->pile, entity).s);
    hs_pane_text(&p, "", "", HS_STRONG, hs_phrase_text(&s));
    hs_phrase_free(&s);
    entity_names(&p, v, e);
    entity_maybes(&p, v, entity);
    decisions(&p, v, hs_lists_of(&v->facts->entity_rulings, entity));
    entity_places(&p, v, e);
    entity_claims(&p, v, "speaks in", hs_lists_of(&v->facts->entity_says, entity));
    entity_claims(&p, v, "is in", hs_lists_of(&v->facts->entity_in, entity));
    finish(&p, v);
}

/* ---- a document ---- */

static void meta(hs_pane *p, const hs_doc *d, const char *label, hs_ref r)
{
    hs_pane_field(p, MARGIN, label, hs_str_of(hs_doc_str(d, r)));
}

/* What a document made of the words that it took, the first of it. */
static void changes(hs_pane *p, const hs_view *v, uint32_t derivation)
{
    enum { MOST = 12 };
    hs_changes all = {0};
    hs_changes_of(v->pile, derivation, &all);
    for (uint32_t i = 0; i < all.n && i < MOST; i++) {
        hs_buf b = {0};
        hs_say_change(v->pile, derivation, &all.v[i], &b);
        hs_pane_field(p, MARGIN, hs_change_words[all.v[i].kind], (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
    if (all.n > MOST) {
        hs_buf b = {0};
        hs_buf_printf(&b, "and %u changes more", all.n - MOST);
        hs_pane_field(p, MARGIN, " ", (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
    HS_VEC_FREE(all);
}

static void document_head(hs_pane *p, const hs_view *v, uint32_t doc)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_ledger *l = &v->pile->ledger;
    char hex[65];
    hs_sha256_hex(&d->sha, hex);
    hs_pane_text(p, "", "", HS_STRONG, hs_str_of(hs_title_of(d)));
    meta(p, d, "id", d->id);
    hs_pane_field(p, MARGIN, "sha-256", hs_str_of(hex));
    hs_list files = hs_lists_of(&v->facts->doc_files, doc);
    if (!files.n) meta(p, d, "path", d->path);
    for (uint32_t i = 0; i < files.n; i++)
        hs_pane_field(p, MARGIN, i ? "copy" : "path", hs_str_of(hs_ledger_str(l, v->pile->files.v[files.v[i]].path)));
    meta(p, d, "media", d->media);
    meta(p, d, "outlet", d->outlet);
    meta(p, d, "author", d->author);
    meta(p, d, "published", d->published);
    meta(p, d, "dated by", d->published_by);
    meta(p, d, "address", d->canonical);
    meta(p, d, "language", d->language);
    meta(p, d, "part of", d->parent);
    meta(p, d, "not read", d->part);
    meta(p, d, "because", d->reason);
    hs_list took = hs_lists_of(&v->facts->doc_took, doc);
    for (uint32_t i = 0; i < took.n; i++) {
        const hs_derivation *x = &l->derivations.v[took.v[i]];
        hs_phrase s = {0};
        hs_buf_printf(&s.text, "%s ", hs_derivation_words(x));
        if (x->from_entity != HS_NONE) hs_say_entity(&s, v, x->from_entity);
        if (x->from_entity == HS_NONE && x->from_doc != HS_NONE) hs_say_doc(&s, v, x->from_doc);
        hs_buf_printf(&s.text, ": %s", hs_ledger_str(l, x->why));
        hs_pane_field(p, MARGIN, i ? "" : "took", hs_phrase_text(&s));
        hs_phrase_free(&s);
        if (v->facts->nearest[took.v[i]]) changes(p, v, took.v[i]);
    }
}

static void show_document(const hs_view *v, uint32_t doc)
{
    const hs_doc *d = v->pile->docs.v[doc];
    hs_pane p = pane(v);
    document_head(&p, v, doc);
    decisions(&p, v, hs_lists_of(&v->facts->doc_rulings, doc));
    hs_pane_blank(&p);
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        hs_pane_text(&p, "", "", d->blocks.v[i].kind == HS_BLOCK_HEADING ? HS_STRONG : HS_PLAIN,
                     hs_doc_text(d, d->blocks.v[i].at));
        hs_pane_blank(&p);
    }
    hs_pane_text(&p, "", "", HS_FAINT, HS_STR("who says what"));
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        hs_item it = {doc, i};
        hs_phrase s = {0};
        hs_say_who(&s, v, it);
        hs_pane_text(&p, "", "", HS_PLAIN, hs_phrase_text(&s));
        hs_phrase_free(&s);
        hs_entry_words(&p, "│ ", HS_PLAIN, v->pile, it);
        place_assertion(&p, v, it);
    }
    finish(&p, v);
}

/* ---- anything else ---- */

static json_t *item_json(const hs_view *v, const hs_id_target *t)
{
    switch (t->letter) {
    case HS_ID_MENTION:
        return hs_json_mention(v, t->index, t->item);
    case HS_ID_ATTRIBUTION:
        return hs_json_attribution(v, t->index, t->item);
    case HS_ID_ASSERTION:
        return hs_json_assertion(v, t->index, t->item);
    case HS_ID_FIGURE:
        return hs_json_figure(v->pile, t->index, t->item);
    case HS_ID_DATE:
        return hs_json_date(v->pile, t->index, t->item);
    default:
        return NULL;
    }
}

static hs_span item_span(const hs_doc *d, const hs_id_target *t)
{
    switch (t->letter) {
    case HS_ID_MENTION:
        return d->mentions.v[t->item].at;
    case HS_ID_CHAIN:
        return d->mentions.v[d->chains.v[t->item].mention].at;
    case HS_ID_FIGURE:
        return d->figures.v[t->item].at;
    case HS_ID_DATE:
        return d->dates.v[t->item].at;
    case HS_ID_QUOTE:
        return d->quotes.v[t->item].outer;
    case HS_ID_WORD:
        return d->acts.v[t->item].at;
    default:
        return (hs_span){0, 0};
    }
}

/* An item of a document: its words and where they stand; for an assertion and an attribution, who says it. */
static void show_item(const hs_view *v, const hs_id_target *t, const char *id)
{
    const hs_doc *d = v->pile->docs.v[t->index];
    hs_pane p = pane(v);
    hs_phrase s = {0};
    hs_say_doc(&s, v, t->index);
    hs_pane_text(&p, "", "", HS_FAINT, hs_phrase_text(&s));
    hs_phrase_free(&s);
    s = (hs_phrase){0};
    if (t->letter == HS_ID_ASSERTION) {
        hs_say_who(&s, v, (hs_item){t->index, t->item});
        hs_pane_text(&p, "", "", HS_PLAIN, hs_phrase_text(&s));
        hs_entry_words(&p, "│ ", HS_PLAIN, v->pile, (hs_item){t->index, t->item});
        place_assertion(&p, v, (hs_item){t->index, t->item});
    } else if (t->letter == HS_ID_ATTRIBUTION) {
        hs_range content = d->attributions.v[t->item].content;
        hs_say_chain(&s, v, t->index, t->item, true);
        hs_pane_text(&p, "", "", HS_PLAIN, hs_phrase_text(&s));
        for (uint32_t i = content.first; i < content.first + content.n; i++)
            hs_pane_text(&p, "│ ", "│ ", HS_PLAIN, hs_doc_text(d, d->spans.v[i]));
        place(&p, v, t->index, id, content);
    } else {
        hs_span at = item_span(d, t);
        hs_pane_text(&p, "│ ", "│ ", HS_PLAIN, hs_doc_text(d, at));
        hs_buf b = {0};
        hs_buf_printf(&b, "%s: ", id);
        size_t before = b.n;
        hs_doc_place(d, at, &b);
        hs_buf_printf(&b, "%sclean bytes %u to %u", b.n > before ? ", " : "", at.at, hs_span_end(at));
        hs_pane_text(&p, "  ", "  ", HS_FAINT, (hs_str){b.p, b.n});
        hs_buf_free(&b);
    }
    hs_phrase_free(&s);
    finish(&p, v);
}

static json_t *as_json(const hs_view *v, const hs_id_target *t)
{
    if (t->sort == HS_IS_DOC) return hs_json_document(v, t->index);
    if (t->sort == HS_IS_ENTITY) return hs_json_entity(v, t->index);
    if (t->sort == HS_IS_CLAIM) return hs_json_claim(v->pile, t->index);
    return item_json(v, t);
}

/* A document's or claim's object, and those of the items in it, so that every span comes with it. */
static bool print_json(const hs_view *v, const hs_id_target *t, hs_err *err)
{
    json_t *o = as_json(v, t);
    if (!o) return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "this kind of item has no JSON form");
    if (!hs_json_line(v->out, o, err)) return false;
    if (t->sort == HS_IS_DOC) {
        const hs_doc *d = v->pile->docs.v[t->index];
        for (uint32_t i = 0; i < d->assertions.n; i++)
            if (!hs_json_line(v->out, hs_json_assertion(v, t->index, i), err)) return false;
    }
    if (t->sort == HS_IS_CLAIM) {
        hs_range r = v->pile->ledger.claims.v[t->index].members;
        for (uint32_t i = r.first; i < r.first + r.n; i++) {
            hs_item it = v->pile->ledger.members.v[i].assertion;
            if (!hs_json_line(v->out, hs_json_assertion(v, it.doc, it.item), err)) return false;
        }
    }
    return true;
}

bool hs_show_one(const hs_view *v, const char *id, hs_err *err)
{
    hs_id_target t = {0};
    if (!hs_id_find(v->pile, id, &t, err)) return false;
    if (v->json) return print_json(v, &t, err);
    if (t.sort == HS_IS_DOC) show_document(v, t.index);
    if (t.sort == HS_IS_ENTITY) show_entity(v, t.index);
    if (t.sort == HS_IS_CLAIM) show_claim(v, t.index);
    if (t.sort == HS_IS_ITEM) show_item(v, &t, id);
    return true;
}
