/* Ids as people see them: "d3f09a1b2c4d.a7". doc/pile.h says how they are made. */
#ifndef HS_SHOW_ID_H
#define HS_SHOW_ID_H

#include "doc/pile.h"

/* The letter of an item's array: mention, chain, attribution, assertion, figure, date, quote, act or thing. */
typedef enum {
    HS_ID_MENTION = 'm',
    HS_ID_CHAIN = 'c',
    HS_ID_ATTRIBUTION = 'a',
    HS_ID_ASSERTION = 's',
    HS_ID_FIGURE = 'f',
    HS_ID_DATE = 't',
    HS_ID_QUOTE = 'q',
    HS_ID_WORD = 'w'
} hs_id_letter;

typedef struct {
    char s[40]; /* "" for HS_NONE */
} hs_id;

hs_id hs_id_doc(const hs_pile *p, uint32_t doc);
hs_id hs_id_item(const hs_pile *p, uint32_t doc, hs_id_letter letter, uint32_t item);
hs_id hs_id_entity(const hs_pile *p, uint32_t entity);
hs_id hs_id_claim(const hs_pile *p, uint32_t claim);

/* What an id, or an unambiguous beginning of one, stands for. */
typedef enum { HS_IS_DOC, HS_IS_ITEM, HS_IS_ENTITY, HS_IS_CLAIM } hs_id_sort;
typedef struct {
    hs_id_sort sort;
    uint32_t index;      /* document, entity or claim */
    hs_id_letter letter; /* of an item of that document */
    uint32_t item;
} hs_id_target;

/* HS_ERR_NOTFOUND where nothing or more than one thing begins so. A document's path, or the last part of it, is taken
 * for its id. */
bool hs_id_find(const hs_pile *p, const char *id, hs_id_target *out, hs_err *err);

#endif
