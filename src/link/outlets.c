#include "link/outlets.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

enum { LATEST = 48, UNDATED = 16 };

static char *key_of(hs_str name)
{
    hs_buf b = {0};
    hs_fold(name, &b);
    if (b.n > 4 && !strncmp(b.p, "the ", 4)) {
        char *rest = hs_strdup(b.p + 4);
        hs_buf_free(&b);
        return rest;
    }
    return hs_buf_take(&b);
}

typedef struct {
    uint32_t outlet, doc;
    hs_day day;
} issue;

static int issue_order(const void *x, const void *y)
{
    const issue *a = x, *b = y;
    if (a->outlet != b->outlet) return a->outlet < b->outlet ? -1 : 1;
    if (a->day != b->day) return b->day == HS_NO_DAY || (a->day != HS_NO_DAY && a->day < b->day) ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static void list_docs(const hs_pile *p, hs_outlets *o)
{
    HS_VEC(issue) all = {0};
    for (uint32_t d = 0; d < o->n; d++)
        if (o->number[d] != HS_NONE) *HS_PUSH(all) = (issue){o->number[d], d, p->docs.v[d]->published_day};
    if (all.n) qsort(all.v, all.n, sizeof *all.v, issue_order);
    for (uint32_t i = 0; i < all.n; i++) {
        if (!i || all.v[i].outlet != all.v[i - 1].outlet) *HS_PUSH(o->first) = i;
        *HS_PUSH(o->docs) = all.v[i].doc;
    }
    *HS_PUSH(o->first) = all.n;
    HS_VEC_FREE(all);
}

static void list_names(const hs_pile *p, hs_outlets *o)
{
    const hs_ledger *l = &p->ledger;
    for (uint32_t e = 0; e < l->entities.n; e++) {
        hs_range names = l->entities.v[e].names;
        *HS_PUSH(o->named) = o->names.n;
        for (uint32_t i = names.first; i < names.first + names.n; i++) {
            char *key = key_of(hs_str_of(hs_ledger_str(l, l->strings.v[i])));
            uint32_t number = hs_map_get(&o->keys, hs_str_of(key));
            bool known = number == HS_MISSING;
            for (uint32_t k = o->named.v[e]; k < o->names.n && !known; k++) known = o->names.v[k] == number;
            if (!known) *HS_PUSH(o->names) = number;
            free(key);
        }
    }
    *HS_PUSH(o->named) = o->names.n;
}

void hs_outlets_of(const hs_pile *p, hs_outlets *o)
{
    *o = (hs_outlets){.n = p->docs.n};
    o->key = hs_calloc(p->docs.n + 1, sizeof *o->key);
    o->number = hs_calloc(p->docs.n + 1, sizeof *o->number);
    for (uint32_t d = 0; d < o->n; d++) {
        o->key[d] = key_of(hs_str_of(hs_doc_str(p->docs.v[d], p->docs.v[d]->outlet)));
        o->number[d] = HS_NONE;
        if (!*o->key[d]) continue;
        uint32_t *number = hs_map_at(&o->keys, hs_str_of(o->key[d]));
        if (*number == HS_MISSING) *number = o->keys.entries.n - 1;
        o->number[d] = *number;
    }
    list_docs(p, o);
    list_names(p, o);
}

void hs_outlets_free(hs_outlets *o)
{
    for (uint32_t d = 0; d < o->n; d++) free(o->key[d]);
    free(o->key);
    free(o->number);
    hs_map_free(&o->keys);
    HS_VEC_FREE(o->first);
    HS_VEC_FREE(o->docs);
    HS_VEC_FREE(o->named);
    HS_VEC_FREE(o->names);
    *o = (hs_outlets){0};
}

bool hs_outlets_known(const hs_outlets *o, hs_str name)
{
    char *key = key_of(name);
    bool known = hs_map_get(&o->keys, hs_str_of(key)) != HS_MISSING;
    free(key);
    return known;
}

bool hs_outlets_published(const hs_outlets *o, uint32_t entity, uint32_t doc)
{
    bool found = false;
    for (uint32_t i = o->named.v[entity]; i < o->named.v[entity + 1] && !found; i++)
        found = o->names.v[i] == o->number[doc];
    return found;
}

bool hs_outlets_is_one(const hs_outlets *o, uint32_t entity)
{
    return o->named.v[entity + 1] > o->named.v[entity];
}

void hs_outlets_until(const hs_pile *p, const hs_outlets *o, uint32_t entity, hs_day day, hs_numbers *out)
{
    for (uint32_t i = o->named.v[entity]; i < o->named.v[entity + 1]; i++) {
        uint32_t first = o->first.v[o->names.v[i]], end = o->first.v[o->names.v[i] + 1], lo = first, hi = end;
        while (lo < hi) { /* the first that is later than the day, or undated */
            uint32_t mid = lo + (hi - lo) / 2;
            hs_day at = p->docs.v[o->docs.v[mid]]->published_day;
            bool later = at == HS_NO_DAY || (day != HS_NO_DAY && at > day);
            lo = later ? lo : mid + 1;
            hi = later ? mid : hi;
        }
        for (uint32_t k = lo > first + LATEST ? lo - LATEST : first; k < lo; k++) *HS_PUSH(*out) = o->docs.v[k];
        for (uint32_t k = end, n = 0; k-- > lo && n < UNDATED; n++) {
            if (p->docs.v[o->docs.v[k]]->published_day != HS_NO_DAY) break;
            *HS_PUSH(*out) = o->docs.v[k];
        }
    }
}
