/* A hash map from byte strings to 32-bit numbers. Keys are copied. Iteration order is insertion order, so that output
 * never depends on the hash. Zero-initialise to start: hs_map m = {0}. */
#ifndef HS_BASE_MAP_H
#define HS_BASE_MAP_H

#include "base/mem.h"
#include "base/str.h"

typedef struct {
    hs_str key;
    uint64_t hash;
    uint32_t value;
} hs_map_entry;

typedef struct {
    HS_VEC(hs_map_entry) entries; /* in insertion order; read-only for callers */
    uint32_t *slots;              /* index + 1 into entries; 0 is free */
    uint32_t mask;                /* number of slots - 1 */
    hs_arena keys;
} hs_map;

#define HS_MISSING UINT32_MAX

uint32_t hs_map_get(const hs_map *m, hs_str key); /* HS_MISSING where absent */
/* The value's place, made with the value HS_MISSING where absent; valid until the next hs_map_at. */
uint32_t *hs_map_at(hs_map *m, hs_str key);
void hs_map_free(hs_map *m);

/* The same from numbers that are spread over all 64 bits (hashes); neither 0 nor any other is special. */
typedef struct {
    uint64_t key;
    uint32_t value, used;
} hs_map64_slot;

typedef struct {
    hs_map64_slot *slots;
    uint32_t n, mask; /* keys; number of slots - 1 */
} hs_map64;

uint32_t hs_map64_get(const hs_map64 *m, uint64_t key);
uint32_t *hs_map64_at(hs_map64 *m, uint64_t key);
void hs_map64_free(hs_map64 *m);

#endif
