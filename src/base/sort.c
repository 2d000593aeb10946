#include "base/sort.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = sizeof(uint64_t), VALUES = 256, FEW = 48, SMALL = 64 };

static uint64_t number_of(const char *item)
{
    uint64_t v;
    memcpy(&v, item, sizeof v);
    return v;
}

/* Where the items with each value of a byte begin; false where all have one value. */
static bool places(const size_t count[VALUES], size_t n, size_t at[VALUES])
{
    for (size_t v = 0, sum = 0; v < VALUES; sum += count[v++]) {
        if (count[v] == n) return false;
        at[v] = sum;
    }
    return true;
}

/* By insertion: for few items, of SMALL bytes at most, counting takes longer. */
static inline void sort_few(char *items, size_t n, size_t size)
{
    char item[SMALL];
    for (size_t i = 1; i < n; i++) {
        size_t k = i;
        uint64_t v = number_of(items + i * size);
        while (k && number_of(items + (k - 1) * size) > v) k--;
        if (k == i) continue;
        memcpy(item, items + i * size, size);
        memmove(items + (k + 1) * size, items + k * size, (i - k) * size);
        memcpy(items + k * size, item, size);
    }
}

/* Inlined with the sizes that are sorted most, so that an item is moved without a call. */
static inline void sort(void *items, size_t n, size_t size)
{
    if (n <= FEW && size <= SMALL) {
        sort_few(items, n, size);
        return;
    }
    size_t count[BYTES][VALUES] = {0}, at[VALUES];
    char *from = items, *spare = hs_malloc(n * size), *to = spare;
    for (size_t i = 0; i < n; i++) {
        uint64_t v = number_of(from + i * size);
        for (size_t b = 0; b < BYTES; b++) count[b][v >> (8 * b) & 0xFF]++;
    }
    for (size_t b = 0; b < BYTES; b++) {
        if (!places(count[b], n, at)) continue;
        for (size_t i = 0; i < n; i++) {
            const char *item = from + i * size;
            memcpy(to + at[number_of(item) >> (8 * b) & 0xFF]++ * size, item, size);
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != items) memcpy(items, from, n * size);
    free(spare);
}

void hs_sort_u64(void *items, size_t n, size_t size)
{
    switch (size) {
    case sizeof(uint64_t):
        sort(items, n, sizeof(uint64_t));
        break;
    case 2 * sizeof(uint64_t):
        sort(items, n, 2 * sizeof(uint64_t));
        break;
    default:
        sort(items, n, size);
    }
}
