/* JSON (RFC 8259) as a flat list of values with their places in the text, so that words map back to raw bytes. Lenient:
 * what is broken ends the list. No recursion. */
#ifndef HS_READ_JSONSCAN_H
#define HS_READ_JSONSCAN_H

#include "base/mem.h"
#include "base/str.h"

typedef enum {
    HS_JSONSCAN_OBJECT,
    HS_JSONSCAN_ARRAY,
    HS_JSONSCAN_STRING,
    HS_JSONSCAN_OTHER /* number, true, false, null */
} hs_jsonscan_type;

typedef struct {
    uint32_t at, n; /* of a string: what stands between the quotation marks, still escaped */
    uint32_t end;   /* index behind its last descendant */
    uint32_t key;   /* index of its name, or HS_JSONSCAN_NONE */
    uint8_t type;   /* hs_jsonscan_type */
} hs_jsonscan_value;
#define HS_JSONSCAN_NONE UINT32_MAX

typedef struct {
    hs_str text;
    HS_VEC(hs_jsonscan_value) v; /* names of members are among them, right before their value */
    bool cut;                    /* broken, too deep or too long: the list ends early */
} hs_jsonscan;

void hs_jsonscan_read(hs_str text, hs_jsonscan *out);
void hs_jsonscan_free(hs_jsonscan *j);

/* The member of an object by any of the names (the first of the list that there is); HS_JSONSCAN_NONE where absent. */
uint32_t hs_jsonscan_member(const hs_jsonscan *j, uint32_t object, const char *const *names, size_t n);
/* A string's characters, escapes undone, appended. Of other values the text as it is. */
void hs_jsonscan_text(const hs_jsonscan *j, uint32_t value, hs_buf *out);
/* The escape at s[at], which is a backslash: its length, and what it stands for. */
size_t hs_jsonscan_escape(hs_str s, size_t at, uint32_t *c);

#endif
