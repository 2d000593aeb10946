#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hs_no_memory(const char *what)
{
    fprintf(stderr, "hearsay: out of memory (%s); nothing already stored is lost\n", what);
    exit(3);
}

static void *or_die(void *p, size_t size)
{
    char what[40];
    if (p) return p;
    snprintf(what, sizeof what, "asked for %zu bytes", size);
    hs_no_memory(what);
}

void *hs_malloc(size_t size)
{
    return or_die(malloc(size ? size : 1), size);
}

void *hs_calloc(size_t n, size_t size)
{
    return or_die(calloc(n ? n : 1, size ? size : 1), n);
}

void *hs_realloc_array(void *p, size_t n, size_t size)
{
    return or_die(reallocarray(p, n ? n : 1, size ? size : 1), n);
}

char *hs_strndup(const char *s, size_t n)
{
    char *copy = hs_malloc(n + 1);
    memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *hs_strdup(const char *s)
{
    return hs_strndup(s, strlen(s));
}

struct hs_arena_block {
    hs_arena_block *next;
    size_t used, size;
    _Alignas(16) unsigned char data[];
};

enum { BLOCK = 64 * 1024 };

void *hs_arena_alloc(hs_arena *a, size_t size)
{
    size_t need = (size + 15) & ~(size_t)15;
    if (need < size) or_die(NULL, size);
    if (!a->head || a->head->size - a->head->used < need) {
        size_t room = need > BLOCK ? need : BLOCK;
        hs_arena_block *b = hs_malloc(sizeof *b + room);
        b->next = a->head;
        b->used = 0;
        b->size = room;
        a->head = b;
    }
    void *p = a->head->data + a->head->used;
    a->head->used += need;
    a->used += need;
    return memset(p, 0, need);
}

char *hs_arena_strndup(hs_arena *a, const char *s, size_t n)
{
    char *copy = hs_arena_alloc(a, n + 1);
    memcpy(copy, s, n);
    return copy;
}

void hs_arena_free(hs_arena *a)
{
    for (hs_arena_block *b = a->head, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = (hs_arena){0};
}

void *hs_vec_grow(void *v, uint32_t *cap, size_t size)
{
    if (*cap > UINT32_MAX / 2) or_die(NULL, SIZE_MAX);
    *cap = *cap ? *cap * 2 : 8;
    return hs_realloc_array(v, *cap, size);
}

uint32_t hs_vec_before(const void *v, uint32_t n, size_t size, size_t member, uint32_t value)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2, at;
        memcpy(&at, (const char *)v + mid * size + member, sizeof at);
        if (at < value)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void hs_zero(void *p, size_t n)
{
    memset(p, 0, n);
}
