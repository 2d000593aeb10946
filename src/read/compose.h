/* Writes a document's clean text, blocks and locators from strings, for formats whose text stands in no raw bytes that
 * could be shown: compressed, laid out or recognised. Any bytes may come in: what goes out is well-formed UTF-8 with
 * single spaces. Where text still has its raw bytes, read/write.h is used instead. */
#ifndef HS_READ_COMPOSE_H
#define HS_READ_COMPOSE_H

#include "doc/doc.h"

typedef struct {
    hs_doc *doc;
    hs_locator place; /* where the words that come next stand; name 0: nowhere */
    uint32_t from;    /* first byte written since the place was set */
    bool written;     /* a word was written since the place was set */
    bool open;        /* inside a block */
    bool space;       /* white space is due before the next word */
    bool full;        /* the text has reached its limit: what comes is left out */
} hs_composer;

/* Most bytes of clean text; and the most blocks. */
enum { HS_COMPOSE_MOST = 32 << 20, HS_COMPOSE_BLOCKS = 4000000 };

/* Words from now on stand there. A locator with name 0 ends the last one. */
void hs_compose_at(hs_composer *c, hs_locator place);
/* Opens a block, closing the one that is open. */
void hs_compose_block(hs_composer *c, hs_block_kind kind);
/* Adds to the open block. White space runs become one space; control characters count as white space; soft hyphens and
 * zero-width marks of layout are left out. */
void hs_compose_text(hs_composer *c, hs_str s);
/* White space between what was added and what comes. */
void hs_compose_gap(hs_composer *c);
/* Closes the open block (one without a word is dropped) and the last locator. */
void hs_compose_end(hs_composer *c);

/* A string of metadata for the pool: well-formed, white space single, none at the ends, at most 1000 bytes. */
hs_ref hs_compose_string(hs_doc *d, hs_str s);

#endif
