/* Names in a document: which tokens make one, what kind of thing it names, what the text says its bearer is. */
#ifndef HS_FIND_NAMES_H
#define HS_FIND_NAMES_H

#include "find/looks.h"

enum {
    HS_NAME_OUTLET = 1,
    HS_NAME_WEAK = 2,    /* the kind is a guess: joining other mentions may change it */
    HS_NAME_ACRONYM = 4, /* all capitals */
    HS_NAME_ALIAS = 8,   /* another name of the name before it: "(CSI)", "aka" */
    HS_NAME_NICK = 32,   /* a nickname in quotation marks stands inside */
    HS_NAME_TITLED = 16  /* a title or role stood before it: a person for certain */
};

typedef struct {
    uint32_t first, end; /* tokens [first, end) */
    uint32_t kind;       /* hs_kind */
    uint32_t flags;      /* HS_NAME_… */
    uint32_t alias_of;   /* index of the name that it is another name of, or HS_NONE */
    hs_span role;        /* title before or apposition behind; n == 0 where none */
    bool form_nominal;   /* a title alone: "the Prime Minister" */
} hs_name;

typedef HS_VEC(hs_name) hs_names;

/* All names, in text order. */
void hs_names_find(const hs_doc *d, const hs_looks *w, hs_names *out);

#endif
