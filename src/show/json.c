#include "show/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "show/words.h"

json_t *hs_json_text(hs_str s)
{
    if (hs_utf8_bad(s) == SIZE_MAX) return json_stringn_nocheck(s.p ? s.p : "", s.n);
    hs_buf b = {0};
    for (size_t at = 0; at < s.n;) hs_utf8_put(&b, hs_utf8_next(s, &at));
    json_t *o = json_stringn_nocheck(b.p, b.n);
    hs_buf_free(&b);
    return o;
}

json_t *hs_json_text_or_null(hs_str s)
{
    return s.n ? hs_json_text(s) : json_null();
}

static void put(json_t *o, const char *key, json_t *value)
{
    json_object_set_new_nocheck(o, key, value);
}

static void put_str(json_t *o, const char *key, const char *s)
{
    put(o, key, hs_json_text_or_null(hs_str_of(s)));
}

static void put_doc_str(json_t *o, const char *key, const hs_doc *d, hs_ref r)
{
    put_str(o, key, hs_doc_str(d, r));
}

static json_t *object(const char *type)
{
    json_t *o = json_object();
    put_str(o, "type", type);
    return o;
}

/* A decimal as a JSON number: exact where it is a 64-bit integer or has at most 15 digits. */
static json_t *number(hs_dec d)
{
    char text[HS_DEC_TEXT];
    hs_dec_text(d, text);
    if (!text[strspn(text, "-0123456789")] && strlen(text) < 19) return json_integer(strtoll(text, NULL, 10));
    return json_real(strtod(text, NULL));
}

static json_t *id_or_null(hs_id id)
{
    return hs_json_text_or_null(hs_str_of(id.s));
}

static json_t *raw_ranges(const hs_doc *d, hs_span s)
{
    json_t *raw = json_array();
    hs_raw_ranges r = {0};
    hs_doc_raw(d, s, &r);
    for (uint32_t i = 0; i < r.n; i++)
        json_array_append_new(raw, json_pack("[II]", (json_int_t)r.v[i].from, (json_int_t)r.v[i].to));
    HS_VEC_FREE(r);
    return raw;
}

/* "place" as people say it, the page that the span begins on and its box there, in points from the upper left. */
static void put_place(json_t *o, const hs_doc *d, hs_span s)
{
    hs_range at = hs_doc_locators(d, s);
    hs_locator box;
    hs_buf name = {0};
    if (!at.n) return;
    hs_doc_place(d, s, &name);
    put(o, "place", hs_json_text((hs_str){hs_buf_c(&name), name.n}));
    hs_buf_free(&name);
    if (d->locators.v[at.first].page) put(o, "page", json_integer(d->locators.v[at.first].page));
    if (hs_doc_box(d, s, &box))
        put(o, "box", json_pack("[ffff]", box.x0 / 100.0, box.y0 / 100.0, box.x1 / 100.0, box.y1 / 100.0));
}

json_t *hs_json_span(const hs_pile *p, uint32_t doc, hs_span s)
{
    const hs_doc *d = p->docs.v[doc];
    json_t *o = json_object();
    put(o, "doc", id_or_null(hs_id_doc(p, doc)));
    put(o, "from", json_integer(s.at));
    put(o, "to", json_integer(hs_span_end(s)));
    if (d->map.n || !d->locators.n) put(o, "raw", raw_ranges(d, s));
    put_place(o, d, s);
    put(o, "text", hs_json_text(hs_doc_text(d, s)));
    return o;
}

static json_t *spans(const hs_pile *p, uint32_t doc, hs_range r)
{
    json_t *a = json_array();
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        json_array_append_new(a, hs_json_span(p, doc, p->docs.v[doc]->spans.v[i]));
    return a;
}

/* The least span over a source's or a cue's parts; null where it has none. */
static json_t *one_span(const hs_pile *p, uint32_t doc, hs_range r)
{
    if (!r.n) return json_null();
    const hs_doc *d = p->docs.v[doc];
    return hs_json_span(p, doc, hs_span_join(d->spans.v[r.first], d->spans.v[r.first + r.n - 1]));
}

static void put_sha(json_t *o, const hs_sha256 *sha)
{
    static const hs_sha256 none;
    char hex[65];
    hs_sha256_hex(sha, hex);
    put(o, "sha256", memcmp(sha, &none, sizeof none) ? json_string(hex) : json_null());
}

json_t *hs_json_document(const hs_view *v, uint32_t doc)
{
    const hs_pile *p = v->pile;
    const hs_doc *d = p->docs.v[doc];
    json_t *o = object("document");
    put(o, "id", id_or_null(hs_id_doc(p, doc)));
    put_doc_str(o, "path", d, d->path);
    put_sha(o, &d->sha);
    put_doc_str(o, "media", d, d->media);
    put_doc_str(o, "title", d, d->title);
    put_doc_str(o, "author", d, d->author);
    put_doc_str(o, "outlet", d, d->outlet);
    put_doc_str(o, "published", d, d->published);
    put_doc_str(o, "language", d, d->language);
    put_doc_str(o, "parent", d, d->parent);
    json_t *copies = json_array();
    const hs_ledger *l = &p->ledger;
    hs_list files = hs_lists_of(&v->facts->doc_files, doc);
    for (uint32_t i = 0; i < files.n; i++) {
        const char *path = hs_ledger_str(l, p->files.v[files.v[i]].path);
        if (strcmp(path, hs_doc_str(d, d->path)) != 0) json_array_append_new(copies, hs_json_text(hs_str_of(path)));
    }
    put(o, "copies", copies);
    put(o, "text", hs_json_text((hs_str){d->text.p, d->text.n}));
    put_doc_str(o, "published_by", d, d->published_by);
    put_doc_str(o, "canonical", d, d->canonical);
    return o;
}

json_t *hs_json_unread(const hs_pile *p, const hs_file *f)
{
    const hs_ledger *l = &p->ledger;
    json_t *o = object("unread");
    put_str(o, "path", hs_ledger_str(l, f->path));
    put_sha(o, &f->sha);
    put_str(o, "reason", hs_ledger_str(l, f->reason));
    put_str(o, "part", hs_ledger_str(l, f->part));
    return o;
}

static json_t *entity_or_null(const hs_view *v, uint32_t doc, uint32_t chain)
{
    return id_or_null(hs_id_entity(v->pile, hs_index_entity(&v->facts->index, doc, chain)));
}

json_t *hs_json_mention(const hs_view *v, uint32_t doc, uint32_t item)
{
    static const char *const forms[] = {"name", "nominal", "pronoun"};
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_mention *m = &d->mentions.v[item];
    json_t *o = object("mention");
    put(o, "id", id_or_null(hs_id_item(v->pile, doc, HS_ID_MENTION, item)));
    put(o, "span", hs_json_span(v->pile, doc, m->at));
    put_str(o, "kind", hs_kind_name(m->kind));
    put(o, "entity", entity_or_null(v, doc, m->chain));
    put(o, "chain", id_or_null(hs_id_item(v->pile, doc, HS_ID_CHAIN, m->chain)));
    put_str(o, "form", m->form < 3 ? forms[m->form] : "");
    put_doc_str(o, "role", d, m->role);
    put_doc_str(o, "why", d, m->why);
    return o;
}

json_t *hs_json_entity(const hs_view *v, uint32_t entity)
{
    const hs_pile *p = v->pile;
    const hs_ledger *l = &p->ledger;
    const hs_entity *e = &l->entities.v[entity];
    json_t *o = object("entity");
    put_str(o, "id", hs_ledger_str(l, e->id));
    put_str(o, "kind", hs_kind_name(e->kind));
    put_str(o, "name", hs_ledger_str(l, e->name));
    json_t *names = json_array(), *maybe = json_array(), *why = json_array();
    for (uint32_t i = e->names.first; i < e->names.first + e->names.n; i++)
        json_array_append_new(names, hs_json_text(hs_str_of(hs_ledger_str(l, l->strings.v[i]))));
    hs_list proposals = hs_lists_of(&v->facts->entity_maybes, entity);
    for (uint32_t i = 0; i < proposals.n; i++) {
        const hs_maybe *m = &l->maybes.v[proposals.v[i]];
        json_t *other = json_object();
        put(other, "entity", id_or_null(hs_id_entity(p, m->a == entity ? m->b : m->a)));
        put_str(other, "why", hs_ledger_str(l, m->why));
        json_array_append_new(maybe, other);
    }
    for (uint32_t i = e->whys.first; i < e->whys.first + e->whys.n; i++)
        json_array_append_new(why, hs_json_text(hs_str_of(hs_ledger_str(l, l->strings.v[i]))));
    put(o, "names", names);
    put(o, "maybe", maybe);
    put(o, "why", why);
    return o;
}

json_t *hs_json_event(const hs_pile *p, uint32_t event)
{
    const hs_ledger *l = &p->ledger;
    const hs_event *e = &l->events.v[event];
    hs_item first = l->items.v[e->acts.first];
    bool thing = p->docs.v[first.doc]->acts.v[first.item].kind != HS_HAPPENS;
    json_t *o = object(thing ? "thing" : "event"), *acts = json_array();
    put_str(o, "id", hs_ledger_str(l, e->id));
    put_str(o, "name", hs_ledger_str(l, e->name));
    for (uint32_t i = e->acts.first; i < e->acts.first + e->acts.n; i++) {
        hs_item at = l->items.v[i];
        json_t *word = hs_json_span(p, at.doc, p->docs.v[at.doc]->acts.v[at.item].at);
        put(word, "id", id_or_null(hs_id_item(p, at.doc, HS_ID_WORD, at.item)));
        json_array_append_new(acts, word);
    }
    put(o, thing ? "spans" : "acts", acts);
    put_str(o, "why", hs_ledger_str(l, e->why));
    return o;
}

json_t *hs_json_lone_act(const hs_pile *p, uint32_t doc, uint32_t act)
{
    const hs_act *a = &p->docs.v[doc]->acts.v[act];
    bool thing = a->kind != HS_HAPPENS;
    json_t *o = object(thing ? "thing" : "event"), *acts = json_array(), *word = hs_json_span(p, doc, a->at);
    hs_id id = hs_id_item(p, doc, HS_ID_WORD, act);
    put(o, "id", id_or_null(id));
    put_doc_str(o, "name", p->docs.v[doc], a->act);
    put(word, "id", id_or_null(id));
    json_array_append_new(acts, word);
    put(o, thing ? "spans" : "acts", acts);
    put(o, "why", json_null());
    return o;
}

static json_t *voice(const hs_view *v, uint32_t doc, hs_voice w)
{
    const hs_doc *d = v->pile->docs.v[doc];
    uint32_t e = hs_index_entity(&v->facts->index, doc, w.chain);
    const char *name = hs_doc_str(d, w.name);
    if (!*name && w.chain != HS_NONE) name = hs_doc_str(d, d->chains.v[w.chain].name);
    if (e != HS_NONE) name = hs_ledger_str(&v->pile->ledger, v->pile->ledger.entities.v[e].name);
    json_t *o = json_object();
    put(o, "entity", id_or_null(hs_id_entity(v->pile, e)));
    put_str(o, "name", name);
    put_str(o, "kind", hs_voice_kind_name(w.kind));
    return o;
}

static void put_flags(json_t *o, uint32_t flags)
{
    put(o, "negated", json_boolean(flags & HS_NEGATED));
    put(o, "hedged", json_boolean(flags & HS_HEDGED));
    put(o, "asked", json_boolean(flags & HS_ASKED));
}

json_t *hs_json_attribution(const hs_view *v, uint32_t doc, uint32_t item)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_attribution *a = &d->attributions.v[item];
    json_t *o = object("attribution");
    put(o, "id", id_or_null(hs_id_item(v->pile, doc, HS_ID_ATTRIBUTION, item)));
    put(o, "doc", id_or_null(hs_id_doc(v->pile, doc)));
    put(o, "source", one_span(v->pile, doc, a->source));
    put(o, "cue", one_span(v->pile, doc, a->cue));
    put(o, "content", spans(v->pile, doc, a->content));
    put_str(o, "mode", hs_mode_name(a->mode));
    put_str(o, "stance", hs_stance_name(a->stance));
    put(o, "parent", id_or_null(hs_id_item(v->pile, doc, HS_ID_ATTRIBUTION, a->parent)));
    put(o, "voice", voice(v, doc, a->voice));
    put_flags(o, a->flags);
    put(o, "loaded", json_boolean(a->flags & HS_LOADED));
    put(o, "unsure", json_boolean(a->flags & HS_UNSURE));
    bool second = (a->flags & HS_UNSURE) && (a->other.chain != HS_NONE || a->other.name);
    put(o, "other_voice", second ? voice(v, doc, a->other) : json_null());
    put_doc_str(o, "addressee", d, a->addressee);
    put_doc_str(o, "why", d, a->why);
    return o;
}

json_t *hs_json_figure(const hs_pile *p, uint32_t doc, uint32_t item)
{
    const hs_doc *d = p->docs.v[doc];
    const hs_figure *f = &d->figures.v[item];
    json_t *o = object("figure");
    put(o, "id", id_or_null(hs_id_item(p, doc, HS_ID_FIGURE, item)));
    put(o, "span", hs_json_span(p, doc, f->at));
    put(o, "low", f->has_low ? number(f->low) : json_null());
    put(o, "high", f->has_high ? number(f->high) : json_null());
    put(o, "approximate", json_boolean(f->approximate));
    put_doc_str(o, "unit", d, f->unit);
    put_doc_str(o, "counted", d, f->counted);
    put_doc_str(o, "per", d, f->per);
    put(o, "ordinal", json_boolean(f->ordinal));
    put_doc_str(o, "event", d, f->event);
    return o;
}

static json_t *day(hs_day d)
{
    char text[HS_DAY_TEXT];
    hs_day_text(d, text);
    return hs_json_text_or_null(hs_str_of(text));
}

json_t *hs_json_date(const hs_pile *p, uint32_t doc, uint32_t item)
{
    static const char *const anchors[] = {"none", "published", "text"};
    const hs_date *t = &p->docs.v[doc]->dates.v[item];
    json_t *o = object("date");
    put(o, "id", id_or_null(hs_id_item(p, doc, HS_ID_DATE, item)));
    put(o, "span", hs_json_span(p, doc, t->at));
    put(o, "first", day(t->days.first));
    put(o, "last", day(t->days.last));
    put_str(o, "anchor", t->anchor < 3 ? anchors[t->anchor] : "none");
    put(o, "wrong_weekday", json_boolean(t->flags & HS_DATE_WRONG_WEEKDAY));
    return o;
}

static json_t *item_ids(const hs_pile *p, uint32_t doc, hs_id_letter letter, hs_range r)
{
    json_t *a = json_array();
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        json_array_append_new(a, id_or_null(hs_id_item(p, doc, letter, p->docs.v[doc]->links.v[i])));
    return a;
}

/* The entities of an assertion's mentions, each once, in the order of the text. */
static json_t *entities_of(const hs_view *v, uint32_t doc, hs_range mentions)
{
    const hs_doc *d = v->pile->docs.v[doc];
    json_t *a = json_array();
    HS_VEC(uint32_t) seen = {0};
    for (uint32_t i = mentions.first; i < mentions.first + mentions.n; i++) {
        uint32_t e = hs_index_entity(&v->facts->index, doc, d->mentions.v[d->links.v[i]].chain), k = 0;
        while (k < seen.n && seen.v[k] != e) k++;
        if (e == HS_NONE || k < seen.n) continue;
        *HS_PUSH(seen) = e;
        json_array_append_new(a, id_or_null(hs_id_entity(v->pile, e)));
    }
    HS_VEC_FREE(seen);
    return a;
}

json_t *hs_json_assertion(const hs_view *v, uint32_t doc, uint32_t item)
{
    const hs_pile *p = v->pile;
    const hs_assertion *a = &p->docs.v[doc]->assertions.v[item];
    json_t *o = object("assertion");
    put(o, "id", id_or_null(hs_id_item(p, doc, HS_ID_ASSERTION, item)));
    put(o, "spans", spans(p, doc, a->spans));
    put(o, "act", a->act.n ? hs_json_span(p, doc, a->act) : json_null());
    put(o, "attribution", id_or_null(hs_id_item(p, doc, HS_ID_ATTRIBUTION, a->attribution)));
    put(o, "voice", voice(v, doc, a->voice));
    put_flags(o, a->flags);
    put(o, "figures", item_ids(p, doc, HS_ID_FIGURE, a->figures));
    put(o, "dates", item_ids(p, doc, HS_ID_DATE, a->dates));
    put(o, "entities", entities_of(v, doc, a->mentions));
    put(o, "claim", id_or_null(hs_id_claim(p, hs_index_claim(&v->facts->index, doc, item))));
    put(o, "unsure", json_boolean(a->flags & HS_UNSURE));
    return o;
}

static json_t *members(const hs_pile *p, const hs_claim *c, uint32_t role)
{
    json_t *a = json_array();
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &p->ledger.members.v[i];
        if (m->role == role)
            json_array_append_new(a, id_or_null(hs_id_item(p, m->assertion.doc, HS_ID_ASSERTION, m->assertion.item)));
    }
    return a;
}

static json_t *joins(const hs_pile *p, const hs_claim *c)
{
    json_t *a = json_array();
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &p->ledger.members.v[i];
        if (!m->why) continue;
        json_t *o = json_object();
        put(o, "assertion", id_or_null(hs_id_item(p, m->assertion.doc, HS_ID_ASSERTION, m->assertion.item)));
        put_str(o, "why", hs_ledger_str(&p->ledger, m->why));
        json_array_append_new(a, o);
    }
    return a;
}

static json_t *origins(const hs_pile *p, const hs_claim *c)
{
    json_t *o = json_object(), *why = json_array();
    put(o, "least", json_integer(c->least));
    put(o, "most", json_integer(c->most));
    for (uint32_t i = c->folds.first; i < c->folds.first + c->folds.n; i++)
        json_array_append_new(why, hs_json_text(hs_str_of(hs_ledger_str(&p->ledger, p->ledger.folds.v[i].why))));
    put(o, "why", why);
    return o;
}

static json_t *figure_pairs(const hs_pile *p, const hs_claim *c)
{
    json_t *a = json_array();
    for (uint32_t i = c->pairs.first; i < c->pairs.first + c->pairs.n; i++) {
        const hs_figure_pair *f = &p->ledger.pairs.v[i];
        json_t *o = json_object();
        put(o, "a", id_or_null(hs_id_item(p, f->a.doc, HS_ID_FIGURE, f->a.item)));
        put(o, "b", id_or_null(hs_id_item(p, f->b.doc, HS_ID_FIGURE, f->b.item)));
        put_str(o, "relation", hs_relation_name(f->relation));
        put_str(o, "why", hs_ledger_str(&p->ledger, f->why));
        json_array_append_new(a, o);
    }
    return a;
}

json_t *hs_json_claim(const hs_pile *p, uint32_t claim)
{
    const hs_claim *c = &p->ledger.claims.v[claim];
    json_t *o = object("claim");
    hs_buf words = {0};
    hs_words_of(p, c->wording, &words);
    put(o, "id", id_or_null(hs_id_claim(p, claim)));
    put(o, "wording", hs_json_text((hs_str){hs_buf_c(&words), words.n}));
    hs_buf_free(&words);
    put(o, "assertions", members(p, c, HS_ASSERTS));
    put(o, "denials", members(p, c, HS_DENIES_IT));
    put(o, "origins", origins(p, c));
    put(o, "figures", figure_pairs(p, c));
    put_str(o, "state", hs_state_name(c->state));
    put(o, "maybe", members(p, c, HS_MAYBE_SAME));
    put(o, "maybe_denials", members(p, c, HS_MAYBE_DENIES));
    put(o, "joins", joins(p, c));
    return o;
}

json_t *hs_json_derivation(const hs_pile *p, uint32_t derivation)
{
    const hs_ledger *l = &p->ledger;
    const hs_derivation *x = &l->derivations.v[derivation];
    json_t *o = object("derivation"), *from = json_object(), *to = json_object(), *passages = json_array();
    put(from, "doc", id_or_null(hs_id_doc(p, x->taker)));
    if (x->from_doc != HS_NONE) put(to, "doc", id_or_null(hs_id_doc(p, x->from_doc)));
    if (x->from_entity != HS_NONE) put(to, "entity", id_or_null(hs_id_entity(p, x->from_entity)));
    for (uint32_t i = x->passages.first; i < x->passages.first + x->passages.n; i++) {
        const hs_passage *g = &l->passages.v[i];
        json_array_append_new(passages, hs_json_span(p, x->taker, g->taker));
        if (g->from.n && x->from_doc != HS_NONE) json_array_append_new(passages, hs_json_span(p, x->from_doc, g->from));
    }
    put(o, "from", from);
    put(o, "to", to);
    put_str(o, "kind", hs_derivation_kind_name(x->kind));
    put(o, "spans", passages);
    put(o, "share", json_real(x->share / 1000.0));
    if (x->direction_unknown) put_str(o, "direction", "unknown");
    put_str(o, "why", hs_ledger_str(l, x->why));
    return o;
}

/* What kind of question a ruling answers. */
static const char *question(const char *ruling)
{
    if (!strcmp(ruling, "same") || !strcmp(ruling, "different")) return "identity";
    return strcmp(ruling, "undo") ? "state" : "undo";
}

json_t *hs_json_decision(const hs_pile *p, const hs_decision *d)
{
    const hs_ledger *l = &p->ledger;
    json_t *o = object("decision");
    put(o, "id", json_integer((json_int_t)d->id));
    put_str(o, "at", hs_ledger_str(l, d->at));
    put_str(o, "by", hs_ledger_str(l, d->by));
    put_str(o, "what", question(hs_ledger_str(l, d->what)));
    char target[40], other[40];
    hs_ruled_id(p, hs_ledger_str(l, d->target), target);
    hs_ruled_id(p, hs_ledger_str(l, d->other), other);
    put_str(o, "target", *target ? target : hs_ledger_str(l, d->target));
    put_str(o, "ruling", hs_ledger_str(l, d->what));
    put_str(o, "reason", hs_ledger_str(l, d->reason));
    put_str(o, "other", other);
    put_str(o, "anchor", hs_ledger_str(l, d->target));
    return o;
}

json_t *hs_json_log(const hs_log_entry *e)
{
    return json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:s}", "type", "log", "seq", (json_int_t)e->seq, "at",
                     hs_json_text(hs_str_of(e->at)), "by", hs_json_text(hs_str_of(e->by)), "what",
                     hs_json_text(hs_str_of(e->what)), "detail", hs_json_text(hs_str_of(e->detail)), "hash", e->hash);
}

bool hs_json_line(FILE *out, json_t *o, hs_err *err)
{
    bool ok = json_dumpf(o, out, JSON_COMPACT | JSON_REAL_PRECISION(15)) == 0 && fputc('\n', out) != EOF;
    json_decref(o);
    return ok || hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "the output could not be written: is the disk full?");
}
