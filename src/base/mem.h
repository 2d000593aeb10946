/* Memory. Out of memory ends the process with a message: state is transactional, so nothing stored is lost. */
#ifndef HS_BASE_MEM_H
#define HS_BASE_MEM_H

#include <stddef.h>
#include <stdint.h>

/* Never NULL, for size 0 neither. hs_calloc zeroes. hs_realloc_array checks n * size for overflow. Free with free(). */
void *hs_malloc(size_t size);
void *hs_calloc(size_t n, size_t size);
void *hs_realloc_array(void *p, size_t n, size_t size);
char *hs_strdup(const char *s);
char *hs_strndup(const char *s, size_t n);

/* Says so and ends the process with status 3. For what other libraries allocate. */
void hs_no_memory(const char *what) __attribute__((noreturn));

/* An arena: allocations live until the arena is freed or reset. Zero-initialise to start: hs_arena a = {0}. */
typedef struct hs_arena_block hs_arena_block;
typedef struct {
    hs_arena_block *head;
    size_t used; /* bytes handed out, for statistics and limits */
} hs_arena;

void *hs_arena_alloc(hs_arena *a, size_t size); /* aligned to 16, zeroed */
char *hs_arena_strndup(hs_arena *a, const char *s, size_t n);
void hs_arena_free(hs_arena *a); /* frees everything; a is as new */

/* A growing array of any element type: struct { T *v; uint32_t n, cap; }. HS_PUSH returns a pointer to a new zeroed
 * element, valid until the next push. HS_VEC_FREE leaves it empty. */
#define HS_VEC(T)                                                                                                      \
    struct {                                                                                                           \
        T *v;                                                                                                          \
        uint32_t n, cap;                                                                                               \
    }
#define HS_PUSH(vec)                                                                                                   \
    ((vec).n == (vec).cap ? (void)((vec).v = hs_vec_grow((vec).v, &(vec).cap, sizeof *(vec).v)) : (void)0,             \
     hs_zero(&(vec).v[(vec).n++], sizeof *(vec).v), &(vec).v[(vec).n - 1])
#define HS_VEC_FREE(vec) (free((vec).v), (vec).v = NULL, (vec).n = (vec).cap = 0)
/* How many elements, which ascend by a uint32_t member, have one below `value`: HS_BEFORE(d->quotes, hs_quote,
 * outer.at, 9). */
#define HS_BEFORE(vec, type, member, value)                                                                            \
    hs_vec_before((vec).v, (vec).n, sizeof *(vec).v, offsetof(type, member), value)

void *hs_vec_grow(void *v, uint32_t *cap, size_t size);
uint32_t hs_vec_before(const void *v, uint32_t n, size_t size, size_t member, uint32_t value);
void hs_zero(void *p, size_t n);

#endif
