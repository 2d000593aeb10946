#include "show/id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static hs_id id_of(const char *s)
{
    hs_id id;
    snprintf(id.s, sizeof id.s, "%s", s);
    return id;
}

hs_id hs_id_doc(const hs_pile *p, uint32_t doc)
{
    return id_of(doc < p->docs.n ? hs_doc_str(p->docs.v[doc], p->docs.v[doc]->id) : "");
}

hs_id hs_id_item(const hs_pile *p, uint32_t doc, hs_id_letter letter, uint32_t item)
{
    hs_id id = {""};
    if (doc < p->docs.n && item != HS_NONE)
        snprintf(id.s, sizeof id.s, "%.20s.%c%u", hs_doc_str(p->docs.v[doc], p->docs.v[doc]->id), (char)letter, item);
    return id;
}

hs_id hs_id_entity(const hs_pile *p, uint32_t entity)
{
    const hs_ledger *l = &p->ledger;
    return id_of(entity < l->entities.n ? hs_ledger_str(l, l->entities.v[entity].id) : "");
}

hs_id hs_id_claim(const hs_pile *p, uint32_t claim)
{
    const hs_ledger *l = &p->ledger;
    return id_of(claim < l->claims.n ? hs_ledger_str(l, l->claims.v[claim].id) : "");
}

/* ---- finding ---- */

typedef struct {
    const char *want;
    size_t n;
    hs_id_target *out;
    uint32_t found; /* candidates so far; an exact one ends the search */
    bool exact;
} search;

static void offer(search *s, const char *have, hs_id_sort sort, uint32_t index)
{
    if (s->exact || !s->n || strncmp(have, s->want, s->n) != 0) return;
    s->exact = have[s->n] == '\0';
    s->found = s->exact ? 1 : s->found + 1;
    *s->out = (hs_id_target){.sort = sort, .index = index, .item = HS_NONE};
}

static void offer_path(search *s, const char *path, uint32_t doc)
{
    const char *slash = strrchr(path, '/');
    if (!strcmp(path, s->want) || (slash && !strcmp(slash + 1, s->want))) {
        if (s->found++ == 0) *s->out = (hs_id_target){.sort = HS_IS_DOC, .index = doc, .item = HS_NONE};
    }
}

static uint32_t items_of(const hs_doc *d, char letter)
{
    switch (letter) {
    case HS_ID_MENTION:
        return d->mentions.n;
    case HS_ID_CHAIN:
        return d->chains.n;
    case HS_ID_ATTRIBUTION:
        return d->attributions.n;
    case HS_ID_ASSERTION:
        return d->assertions.n;
    case HS_ID_FIGURE:
        return d->figures.n;
    case HS_ID_DATE:
        return d->dates.n;
    case HS_ID_QUOTE:
        return d->quotes.n;
    case HS_ID_WORD:
        return d->acts.n;
    default:
        return 0;
    }
}

/* ".a7" behind a document's id: false where there is no such item. */
static bool item_part(const hs_pile *p, const char *part, hs_id_target *out)
{
    char *end = NULL;
    unsigned long n = part[0] && part[1] >= '0' && part[1] <= '9' ? strtoul(part + 1, &end, 10) : 0;
    if (!end || *end || n >= items_of(p->docs.v[out->index], part[0])) return false;
    out->sort = HS_IS_ITEM;
    out->letter = (hs_id_letter)part[0];
    out->item = (uint32_t)n;
    return true;
}

bool hs_id_find(const hs_pile *p, const char *id, hs_id_target *out, hs_err *err)
{
    const hs_ledger *l = &p->ledger;
    const char *dot = id[0] == 'd' ? strchr(id, '.') : NULL;
    search s = {id, dot ? (size_t)(dot - id) : strlen(id), out, 0, false};
    for (uint32_t i = 0; i < p->docs.n; i++) offer(&s, hs_doc_str(p->docs.v[i], p->docs.v[i]->id), HS_IS_DOC, i);
    if (s.found == 1 && dot && item_part(p, dot + 1, out)) return true;
    if (dot) s.n = 0, s.found = 0;
    for (uint32_t i = 0; i < l->entities.n; i++) offer(&s, hs_ledger_str(l, l->entities.v[i].id), HS_IS_ENTITY, i);
    for (uint32_t i = 0; i < l->claims.n; i++) offer(&s, hs_ledger_str(l, l->claims.v[i].id), HS_IS_CLAIM, i);
    for (uint32_t i = 0; i < p->docs.n && !s.found; i++)
        offer_path(&s, hs_doc_str(p->docs.v[i], p->docs.v[i]->path), i);
    if (s.found == 1) return true;
    if (s.found)
        return hs_fail(err, HS_ERR_NOTFOUND, NULL, HS_NOWHERE, "%u things begin with '%.60s': give more of the id",
                       s.found, id);
    return hs_fail(err, HS_ERR_NOTFOUND, NULL, HS_NOWHERE,
                   "nothing begins with '%.60s': 'hearsay docs', 'claims' and 'entities' list the ids", id);
}
