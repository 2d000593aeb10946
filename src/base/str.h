/* Strings: hs_str is a view (not owned, not terminated); hs_buf is a growing byte buffer, always NUL-terminated. */
#ifndef HS_BASE_STR_H
#define HS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *p;
    size_t n;
} hs_str;

#define HS_STR(literal) ((hs_str){(literal), sizeof(literal) - 1})

hs_str hs_str_of(const char *s); /* NULL gives the empty view */
bool hs_str_eq(hs_str a, hs_str b);
bool hs_str_ieq(hs_str a, hs_str b); /* ASCII letters compared without case */
bool hs_str_starts(hs_str s, hs_str prefix);
bool hs_str_ends(hs_str s, hs_str suffix);
hs_str hs_str_trim(hs_str s);                /* ASCII white space and U+00A0 off both ends */
size_t hs_str_find(hs_str s, hs_str needle); /* first byte offset, or SIZE_MAX; linear (memmem) */

/* As strcmp; s may hold a NUL, which strncmp would take for the end of both. */
int hs_str_against(hs_str s, const char *c);

/* True where word is in the table, which is sorted (strcmp order) and has n entries. */
bool hs_in_table(hs_str word, const char *const *sorted, size_t n);

typedef struct {
    char *p; /* NULL while empty */
    size_t n, cap;
} hs_buf;

void hs_buf_add(hs_buf *b, const void *bytes, size_t n);
void hs_buf_str(hs_buf *b, const char *s);
void hs_buf_char(hs_buf *b, char c);
void hs_buf_number(hs_buf *b, int64_t v); /* in decimal */
void hs_buf_printf(hs_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void hs_buf_clear(hs_buf *b);    /* empty, memory kept */
void hs_buf_free(hs_buf *b);     /* empty, memory freed */
const char *hs_buf_c(hs_buf *b); /* the bytes as a C string, "" while empty; valid until the next change */
char *hs_buf_take(hs_buf *b);    /* the caller owns the string; b is empty */

#endif
