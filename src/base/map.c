#include "base/map.h"

#include "base/hash.h"

#include <stdlib.h>

static uint32_t slot_of(const hs_map *m, hs_str key, uint64_t hash)
{
    uint32_t i = (uint32_t)hash & m->mask;
    while (m->slots[i]) {
        const hs_map_entry *e = &m->entries.v[m->slots[i] - 1];
        if (e->hash == hash && hs_str_eq(e->key, key)) break;
        i = (i + 1) & m->mask;
    }
    return i;
}

uint32_t hs_map_get(const hs_map *m, hs_str key)
{
    if (!m->slots) return HS_MISSING;
    uint32_t i = slot_of(m, key, hs_hash64(key.p, key.n, 0));
    return m->slots[i] ? m->entries.v[m->slots[i] - 1].value : HS_MISSING;
}

static void grow(hs_map *m)
{
    uint32_t size = m->slots ? (m->mask + 1) * 2 : 16;
    free(m->slots);
    m->slots = hs_calloc(size, sizeof *m->slots);
    m->mask = size - 1;
    for (uint32_t k = 0; k < m->entries.n; k++) {
        uint32_t i = (uint32_t)m->entries.v[k].hash & m->mask;
        while (m->slots[i]) i = (i + 1) & m->mask;
        m->slots[i] = k + 1;
    }
}

uint32_t *hs_map_at(hs_map *m, hs_str key)
{
    if (!m->slots || m->entries.n >= (m->mask + 1) / 2) grow(m);
    uint64_t hash = hs_hash64(key.p, key.n, 0);
    uint32_t i = slot_of(m, key, hash);
    if (!m->slots[i]) {
        hs_map_entry *e = HS_PUSH(m->entries);
        e->key = (hs_str){hs_arena_strndup(&m->keys, key.p, key.n), key.n};
        e->hash = hash;
        e->value = HS_MISSING;
        m->slots[i] = m->entries.n;
    }
    return &m->entries.v[m->slots[i] - 1].value;
}

void hs_map_free(hs_map *m)
{
    HS_VEC_FREE(m->entries);
    free(m->slots);
    hs_arena_free(&m->keys);
    *m = (hs_map){0};
}

static hs_map64_slot *slot64(const hs_map64 *m, uint64_t key)
{
    uint32_t i = (uint32_t)(key ^ key >> 32) & m->mask;
    while (m->slots[i].used && m->slots[i].key != key) i = (i + 1) & m->mask;
    return &m->slots[i];
}

uint32_t hs_map64_get(const hs_map64 *m, uint64_t key)
{
    const hs_map64_slot *s = m->slots ? slot64(m, key) : NULL;
    return s && s->used ? s->value : HS_MISSING;
}

static void grow64(hs_map64 *m)
{
    hs_map64 wider = {.n = m->n, .mask = m->slots ? m->mask * 2 + 1 : 15};
    wider.slots = hs_calloc((size_t)wider.mask + 1, sizeof *wider.slots);
    for (uint32_t i = 0; m->slots && i <= m->mask; i++)
        if (m->slots[i].used) *slot64(&wider, m->slots[i].key) = m->slots[i];
    free(m->slots);
    *m = wider;
}

uint32_t *hs_map64_at(hs_map64 *m, uint64_t key)
{
    if (!m->slots || m->n >= (m->mask + 1) / 2) grow64(m);
    hs_map64_slot *s = slot64(m, key);
    if (!s->used) {
        *s = (hs_map64_slot){key, HS_MISSING, 1};
        m->n++;
    }
    return &s->value;
}

void hs_map64_free(hs_map64 *m)
{
    free(m->slots);
    *m = (hs_map64){0};
}
