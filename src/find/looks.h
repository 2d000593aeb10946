/* What the passes over names know of each token: its folded form, its shape, its classes in the lexicon, and how the
 * document writes the same word elsewhere. */
#ifndef HS_FIND_LOOKS_H
#define HS_FIND_LOOKS_H

#include "base/map.h"
#include "doc/doc.h"

enum {
    HS_LOOK_CAP = 1,     /* begins with a capital */
    HS_LOOK_CAPS = 2,    /* two letters or more, all capitals */
    HS_LOOK_LETTERS = 4, /* begins with a letter */
    HS_LOOK_INITIAL = 8, /* "J.", "J" */
    HS_LOOK_START = 16,  /* first word of its sentence or quotation: its capital says nothing */
    HS_LOOK_TITLED = 32, /* stands in a headline with capitals throughout */
    HS_LOOK_COMMON = 64  /* an everyday word that is no name by itself: "the", "however" */
};

/* One of a document's distinct words. */
typedef struct {
    hs_str fold;             /* in the arena */
    uint32_t classes;        /* HS_LEX_… */
    uint32_t capital, lower; /* times it stands with and without a capital where its capital says something */
    bool people, place;
} hs_look;

typedef struct {
    hs_map index; /* surface form → word */
    hs_arena arena;
    HS_VEC(hs_look) words;
    uint32_t *word; /* per token */
    uint8_t *shape; /* per token, HS_LOOK_… */
    bool tagged;    /* a tagger of names ran on this document */
} hs_looks;

void hs_looks_of(const hs_doc *d, hs_looks *w);
void hs_looks_free(hs_looks *w);

static inline const hs_look *hs_look_at(const hs_looks *w, uint32_t t)
{
    return &w->words.v[w->word[t]];
}
static inline bool hs_look_is(const hs_looks *w, uint32_t t, const char *fold)
{
    return hs_str_eq(hs_look_at(w, t)->fold, hs_str_of(fold));
}

#endif
