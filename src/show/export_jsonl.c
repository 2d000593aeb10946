/* The contract's export: everything, one object a line, in the order of its types and of ids within a type. */
#include "show/json.h"
#include "show/printers.h"

#include <stdlib.h>

typedef json_t *(*maker)(const hs_view *v, uint32_t doc, uint32_t item);

static json_t *figure(const hs_view *v, uint32_t doc, uint32_t item)
{
    return hs_json_figure(v->pile, doc, item);
}

static json_t *date(const hs_view *v, uint32_t doc, uint32_t item)
{
    return hs_json_date(v->pile, doc, item);
}

static uint32_t count_mentions(const hs_doc *d)
{
    return d->mentions.n;
}

static uint32_t count_attributions(const hs_doc *d)
{
    return d->attributions.n;
}

static uint32_t count_figures(const hs_doc *d)
{
    return d->figures.n;
}

static uint32_t count_dates(const hs_doc *d)
{
    return d->dates.n;
}

static uint32_t count_assertions(const hs_doc *d)
{
    return d->assertions.n;
}

static bool items(const hs_view *v, uint32_t (*count)(const hs_doc *), maker make, hs_err *err)
{
    for (uint32_t d = 0; d < v->pile->docs.n; d++)
        for (uint32_t i = 0, n = count(v->pile->docs.v[d]); i < n; i++)
            if (!hs_json_line(v->out, make(v, d, i), err)) return false;
    return true;
}

static bool documents(const hs_view *v, hs_err *err)
{
    const hs_pile *p = v->pile;
    for (uint32_t i = 0; i < p->docs.n; i++)
        if (!hs_json_line(v->out, hs_json_document(v, i), err)) return false;
    for (uint32_t i = 0; i < p->files.n; i++)
        if (p->files.v[i].verdict != HS_READ_WHOLE && !hs_json_line(v->out, hs_json_unread(p, &p->files.v[i]), err))
            return false;
    return true;
}

/* The acts that no event holds, and the things: each was told of once, or nothing tells that two of them are one. */
static bool lone_acts(const hs_view *v, uint32_t doc, const bool *held, hs_err *err)
{
    const hs_doc *d = v->pile->docs.v[doc];
    for (uint32_t i = 0; i < d->acts.n; i++)
        if (!held[i] && !hs_json_line(v->out, hs_json_lone_act(v->pile, doc, i), err)) return false;
    return true;
}

static bool events(const hs_view *v, hs_err *err)
{
    const hs_pile *p = v->pile;
    const hs_ledger *l = &p->ledger;
    uint32_t *first = hs_calloc(p->docs.n + 1, sizeof *first);
    for (uint32_t d = 0; d < p->docs.n; d++) first[d + 1] = first[d] + p->docs.v[d]->acts.n;
    bool *held = hs_calloc(first[p->docs.n] + 1, sizeof *held), ok = true;
    for (uint32_t e = 0; e < l->events.n && ok; e++) {
        hs_range acts = l->events.v[e].acts;
        for (uint32_t i = acts.first; i < acts.first + acts.n; i++)
            held[first[l->items.v[i].doc] + l->items.v[i].item] = true;
        ok = hs_json_line(v->out, hs_json_event(p, e), err);
    }
    for (uint32_t d = 0; d < p->docs.n && ok; d++) ok = lone_acts(v, d, held + first[d], err);
    free(held);
    free(first);
    return ok;
}

bool hs_print_jsonl(const hs_view *v, hs_err *err)
{
    const hs_pile *p = v->pile;
    const hs_ledger *l = &p->ledger;
    if (!documents(v, err) || !items(v, count_mentions, hs_json_mention, err)) return false;
    for (uint32_t i = 0; i < l->entities.n; i++)
        if (!hs_json_line(v->out, hs_json_entity(v, i), err)) return false;
    if (!items(v, count_attributions, hs_json_attribution, err) || !items(v, count_figures, figure, err) ||
        !items(v, count_dates, date, err) || !items(v, count_assertions, hs_json_assertion, err))
        return false;
    for (uint32_t i = 0; i < l->claims.n; i++)
        if (!hs_json_line(v->out, hs_json_claim(p, i), err)) return false;
    if (!events(v, err)) return false;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        json_t *o = hs_json_derivation(p, i);
        if (v->facts->nearest[i]) json_object_set_new(o, "nearest", json_true());
        if (!hs_json_line(v->out, o, err)) return false;
    }
    for (uint32_t i = 0; i < p->decisions.n; i++)
        if (!hs_json_line(v->out, hs_json_decision(p, &p->decisions.v[i]), err)) return false;
    return true;
}
