/* The contract's export: everything, one object a line, in the order of its types and of ids within a type. */
#include "show/json.h"
#include "show/printers.h"

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
    for (uint32_t i = 0; i < l->events.n; i++)
        if (!hs_json_line(v->out, hs_json_event(p, i), err)) return false;
    for (uint32_t i = 0; i < l->derivations.n; i++) {
        json_t *o = hs_json_derivation(p, i);
        if (v->facts->nearest[i]) json_object_set_new(o, "nearest", json_true());
        if (!hs_json_line(v->out, o, err)) return false;
    }
    for (uint32_t i = 0; i < p->decisions.n; i++)
        if (!hs_json_line(v->out, hs_json_decision(p, &p->decisions.v[i]), err)) return false;
    return true;
}
