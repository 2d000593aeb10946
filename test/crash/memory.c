#include "memory.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static int64_t wanted = MEMORY_NEVER, of_children = MEMORY_NEVER;
static uint64_t own, *calls = &own, *of_child = &own;

static bool fails(void)
{
    bool now = (int64_t)(*calls)++ == wanted;
    if (now) errno = ENOMEM;
    return now;
}

void *malloc(size_t n)
{
    return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails() ? NULL : __libc_realloc(p, n);
}

void *reallocarray(void *p, size_t n, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) return NULL;
    return fails() ? NULL : __libc_realloc(p, all);
}

static void in_child(void)
{
    wanted = of_children;
    calls = of_child;
    *calls = 0;
}

void memory_arm(int64_t n, bool in_children, uint64_t *counter)
{
    static bool told;
    if (!told) pthread_atfork(NULL, NULL, in_child);
    told = true;
    wanted = in_children ? MEMORY_NEVER : n;
    of_children = in_children ? n : MEMORY_NEVER;
    of_child = counter ? counter : &own;
    *calls = 0;
}

uint64_t memory_calls(void)
{
    return *calls;
}
