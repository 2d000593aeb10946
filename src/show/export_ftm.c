/* FollowTheMoney entities, one JSON object a line: Person, Organization and Address (places) with their spellings,
 * documents, named mentions resolved to them, and who took from whom as UnknownLink. Proposals stay out: FollowTheMoney
 * has no "may be the same". */
#include <string.h>
#include <unicode/uloc.h>

#include "show/escape.h"
#include "show/id.h"
#include "show/json.h"
#include "show/printers.h"
#include "show/words.h"

static const char *schema_of(uint32_t kind)
{
    static const char *const schemata[] = {"Person", "Organization", "Address"};
    return kind < 3 ? schemata[kind] : NULL;
}

/* Every value of FollowTheMoney is a list of strings; empty ones are left out. */
static void add(json_t *properties, const char *key, hs_str value)
{
    if (!value.n) return;
    json_t *list = json_object_get(properties, key);
    if (!list) {
        list = json_array();
        json_object_set_new(properties, key, list);
    }
    json_array_append_new(list, hs_json_text(value));
}

static bool line(const hs_view *v, const char *id, const char *schema, json_t *properties, hs_err *err)
{
    return hs_json_line(v->out, json_pack("{s:s, s:s, s:o}", "id", id, "schema", schema, "properties", properties),
                        err);
}

static bool entity(const hs_view *v, uint32_t i, hs_err *err)
{
    const hs_ledger *l = &v->pile->ledger;
    const hs_entity *e = &l->entities.v[i];
    if (!schema_of(e->kind)) return true;
    const char *name = hs_ledger_str(l, e->name);
    json_t *p = json_object();
    add(p, e->kind == HS_PLACE ? "full" : "name", hs_str_of(name));
    for (uint32_t k = e->names.first; k < e->names.first + e->names.n; k++) {
        const char *other = hs_ledger_str(l, l->strings.v[k]);
        if (strcmp(other, name) != 0) add(p, "alias", hs_str_of(other));
    }
    return line(v, hs_id_entity(v->pile, i).s, schema_of(e->kind), p, err);
}

static bool document(const hs_view *v, uint32_t doc, hs_err *err)
{
    const hs_doc *d = v->pile->docs.v[doc];
    char hex[65], day[HS_DAY_TEXT];
    hs_sha256_hex(&d->sha, hex);
    hs_day_text(d->published_day, day);
    json_t *p = json_object();
    hs_list files = hs_lists_of(&v->facts->doc_files, doc);
    const char *path = hs_doc_str(d, d->path), *media = hs_doc_str(d, d->media);
    add(p, "title", hs_str_of(hs_doc_str(d, d->title)));
    add(p, "fileName", hs_str_of(path));
    for (uint32_t i = 0; i < files.n; i++) {
        const char *copy = hs_ledger_str(&v->pile->ledger, v->pile->files.v[files.v[i]].path);
        if (strcmp(copy, path) != 0) add(p, "fileName", hs_str_of(copy));
    }
    add(p, "contentHash", hs_str_of(hex));
    add(p, "mimeType", hs_str_of(media));
    add(p, "author", hs_str_of(hs_doc_str(d, d->author)));
    add(p, "publisher", hs_str_of(hs_doc_str(d, d->outlet)));
    add(p, "publishedAt", hs_str_of(day));
    add(p, "language", hs_str_of(uloc_getISO3Language(hs_doc_str(d, d->language))));
    if (hs_is_web_address(hs_str_of(hs_doc_str(d, d->canonical))))
        add(p, "sourceUrl", hs_str_of(hs_doc_str(d, d->canonical)));
    add(p, "parent", hs_str_of(hs_doc_str(d, d->parent)));
    add(p, "bodyText", (hs_str){d->text.p, d->text.n});
    const char *schema = !strcmp(media, "text/html")    ? "HyperText"
                         : !strcmp(media, "text/plain") ? "PlainText"
                                                        : "Document";
    return line(v, hs_id_doc(v->pile, doc).s, schema, p, err);
}

static bool mention(const hs_view *v, uint32_t doc, uint32_t i, hs_err *err)
{
    const hs_doc *d = v->pile->docs.v[doc];
    const hs_mention *m = &d->mentions.v[i];
    if (m->form != HS_NAME) return true;
    uint32_t e = hs_index_entity(&v->facts->index, doc, m->chain);
    json_t *p = json_object();
    add(p, "document", hs_str_of(hs_id_doc(v->pile, doc).s));
    add(p, "name", hs_doc_text(d, m->at));
    if (schema_of(m->kind)) add(p, "detectedSchema", hs_str_of(schema_of(m->kind)));
    if (e != HS_NONE && schema_of(v->pile->ledger.entities.v[e].kind))
        add(p, "resolved", hs_str_of(hs_id_entity(v->pile, e).s));
    return line(v, hs_id_item(v->pile, doc, HS_ID_MENTION, i).s, "Mention", p, err);
}

static bool derivation(const hs_view *v, uint32_t i, hs_err *err)
{
    const hs_pile *pile = v->pile;
    const hs_derivation *x = &pile->ledger.derivations.v[i];
    hs_id to = x->from_doc != HS_NONE ? hs_id_doc(pile, x->from_doc) : hs_id_entity(pile, x->from_entity);
    if (!to.s[0]) return true;
    char id[32];
    snprintf(id, sizeof id, "x%u", i);
    json_t *p = json_object();
    add(p, "subject", hs_str_of(hs_id_doc(pile, x->taker).s));
    add(p, "object", hs_str_of(to.s));
    add(p, "role", hs_str_of(hs_derivation_words(x)));
    add(p, "summary", hs_str_of(hs_ledger_str(&pile->ledger, x->why)));
    return line(v, id, "UnknownLink", p, err);
}

bool hs_print_ftm(const hs_view *v, hs_err *err)
{
    const hs_pile *p = v->pile;
    for (uint32_t i = 0; i < p->docs.n; i++)
        if (!document(v, i, err)) return false;
    for (uint32_t i = 0; i < p->ledger.entities.n; i++)
        if (!entity(v, i, err)) return false;
    for (uint32_t d = 0; d < p->docs.n; d++)
        for (uint32_t i = 0; i < p->docs.v[d]->mentions.n; i++)
            if (!mention(v, d, i, err)) return false;
    for (uint32_t i = 0; i < p->ledger.derivations.n; i++)
        if (!derivation(v, i, err)) return false;
    return true;
}
