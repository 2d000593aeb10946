#include "show/places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

typedef struct {
    hs_place place;
    int64_t first, second, third; /* sort keys */
    double size;                  /* the last of them */
} keyed;

static int by_key(const void *va, const void *vb)
{
    const keyed *a = va, *b = vb;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->second != b->second) return a->second < b->second ? -1 : 1;
    if (a->third != b->third) return a->third < b->third ? -1 : 1;
    if (a->size < b->size || a->size > b->size) return a->size < b->size ? -1 : 1;
    if (a->place.doc != b->place.doc) return a->place.doc < b->place.doc ? -1 : 1;
    return a->place.item < b->place.item ? -1 : a->place.item > b->place.item;
}

/* The assertion that each figure (or date) of the document stands in: the first that links it. */
static uint32_t *holders(const hs_doc *d, bool dates)
{
    uint32_t n = dates ? d->dates.n : d->figures.n;
    uint32_t *of = hs_malloc(((size_t)n + 1) * sizeof *of);
    for (uint32_t i = 0; i < n; i++) of[i] = HS_NONE;
    for (uint32_t a = 0; a < d->assertions.n; a++) {
        hs_range r = dates ? d->assertions.v[a].dates : d->assertions.v[a].figures;
        for (uint32_t i = r.first; i < r.first + r.n; i++)
            if (of[d->links.v[i]] == HS_NONE) of[d->links.v[i]] = a;
    }
    return of;
}

static void finish(keyed *k, uint32_t n, hs_places *out)
{
    qsort(k, n, sizeof *k, by_key);
    *out = (hs_places){0};
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(*out) = k[i].place;
    free(k);
}

/* How many documents have a figure that counts this; the order of first appearance breaks ties. */
static uint32_t counted_key(hs_map *things, const hs_doc *d, const hs_figure *f)
{
    hs_buf key = {0};
    hs_buf_printf(&key, "%s\n%s", hs_doc_str(d, f->counted), hs_doc_str(d, f->unit));
    uint32_t *at = hs_map_at(things, (hs_str){key.p, key.n});
    if (*at == HS_MISSING) *at = things->entries.n - 1;
    hs_buf_free(&key);
    return *at;
}

void hs_figures_in_order(const hs_view *v, hs_places *out)
{
    hs_map things = {0}, events = {0};
    HS_VEC(keyed) all = {0};
    for (uint32_t d = 0; d < v->pile->docs.n; d++) {
        const hs_doc *doc = v->pile->docs.v[d];
        uint32_t *of = holders(doc, false);
        for (uint32_t i = 0; i < doc->figures.n; i++) {
            const hs_figure *f = &doc->figures.v[i];
            uint32_t *event = hs_map_at(&events, hs_str_of(hs_doc_str(doc, f->event)));
            if (*event == HS_MISSING) *event = events.entries.n - 1;
            hs_dec size = f->has_low ? f->low : f->high;
            *HS_PUSH(all) = (keyed){{d, i, of[i]},
                                    0,
                                    counted_key(&things, doc, f),
                                    f->event ? *event : INT64_MAX,
                                    (double)size.m * pow(10, size.e)};
        }
        free(of);
    }
    uint32_t *docs = hs_calloc((size_t)things.entries.n + 1, sizeof *docs);
    uint32_t *last = hs_calloc((size_t)things.entries.n + 1, sizeof *last);
    for (uint32_t i = 0; i < all.n; i++) {
        if (last[all.v[i].second] == all.v[i].place.doc + 1) continue;
        last[all.v[i].second] = all.v[i].place.doc + 1;
        docs[all.v[i].second]++;
    }
    for (uint32_t i = 0; i < all.n; i++) {
        const hs_figure *f = &v->pile->docs.v[all.v[i].place.doc]->figures.v[all.v[i].place.item];
        all.v[i].first = f->counted || f->unit ? -(int64_t)docs[all.v[i].second] : 1;
    }
    free(docs);
    free(last);
    hs_map_free(&things);
    hs_map_free(&events);
    finish(all.v, all.n, out);
}

void hs_dates_in_order(const hs_view *v, hs_places *out)
{
    HS_VEC(keyed) all = {0};
    for (uint32_t d = 0; d < v->pile->docs.n; d++) {
        const hs_doc *doc = v->pile->docs.v[d];
        uint32_t *of = holders(doc, true);
        for (uint32_t i = 0; i < doc->dates.n; i++) {
            hs_days days = doc->dates.v[i].days;
            int64_t first = days.first != HS_NO_DAY ? days.first : days.last;
            if (first == HS_NO_DAY) first = INT64_MAX;
            *HS_PUSH(all) = (keyed){{d, i, of[i]}, first, days.last, doc->published_day, 0};
        }
        free(of);
    }
    finish(all.v, all.n, out);
}

bool hs_days_touch(hs_days days, hs_day since, hs_day until)
{
    if (since == HS_NO_DAY && until == HS_NO_DAY) return true;
    if (days.first == HS_NO_DAY && days.last == HS_NO_DAY) return false;
    if (since != HS_NO_DAY && days.last != HS_NO_DAY && days.last < since) return false;
    return until == HS_NO_DAY || days.first == HS_NO_DAY || days.first <= until;
}
