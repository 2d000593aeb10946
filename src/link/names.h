/* Comparing spellings of names: tokens aligned whatever their order, after folding and romanisation (base/fold.h), by
 * exact form, by a skeleton that evens out romanisation habits (kh/h, ou/u, w/v, tsch/ch …), by initials and by edit
 * distance (Damerau 1964). Word classes that tell nothing (titles, particles, legal forms) do not count. */
#ifndef HS_LINK_NAMES_H
#define HS_LINK_NAMES_H

#include "base/str.h"
#include "doc/doc.h"
#include "link/name_parts.h"

typedef enum { HS_SAME_NAME, HS_MAYBE_SAME_NAME, HS_DIFFERENT_NAME } hs_name_verdict;

/* The weakest sign that the verdict rests on, from strong to weak. */
typedef enum {
    HS_SIGN_EXACT,    /* equal when folded */
    HS_SIGN_EXTRA,    /* two tokens or more equal, one side has more (a middle name, a patronymic) */
    HS_SIGN_SPELLING, /* equal in the skeleton, or one or two letters apart */
    HS_SIGN_SCRIPT,   /* one side romanised from another script */
    HS_SIGN_ACRONYM,  /* one side is the initials of the other */
    HS_SIGN_INITIAL,  /* an initial stands for a given name */
    HS_SIGN_SINGLE,   /* a bare family name, or one word of several */
    HS_SIGN_NONE
} hs_name_sign;

typedef struct {
    hs_name_verdict verdict;
    hs_name_sign sign;
    bool apart; /* words in common, and each has one that the other lacks: brothers, two ministries */
} hs_name_match;

/* Whether the two spellings can be one name of that kind. The reason, one line, is appended to why (which may be NULL).
 */
hs_name_match hs_same_name(hs_str a, hs_str b, hs_kind kind, hs_buf *why);
/* The same for names that are split already: p is a's, q is b's. */
hs_name_match hs_same_parts(hs_str a, const hs_name_parts *p, hs_str b, const hs_name_parts *q, hs_kind kind,
                            hs_buf *why);

/* What `hearsay same` answers: by the fitted likeness of the two names (name_likeness.h). It calls a misspelt name the
 * same; whether chains of a case are one is decided by hs_same_name and a second sign. */
hs_name_verdict hs_judge_names(hs_str a, hs_str b, hs_kind kind, hs_buf *why);

/* Calls each with the skeleton of every token of the name that can serve as a key to find candidates. */
void hs_name_keys(const hs_name_parts *p, void (*each)(hs_str key, void *ctx), void *ctx);

#endif
