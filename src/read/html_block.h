/* The text of a page as a list of blocks: runs of text that no block element and no double line break cuts. */
#ifndef HS_READ_HTML_BLOCK_H
#define HS_READ_HTML_BLOCK_H

#include "doc/doc.h"
#include "read/html_tree.h"
#include "read/write.h"

typedef struct {
    uint32_t first, end; /* nodes that its text lies in: [first, end) */
    uint32_t box;        /* the block element it stands in */
    hs_str text;         /* entities undone, white space single */
    uint32_t chars, words, link_chars, bold_chars;
    uint32_t kind; /* hs_block_kind */
    uint32_t tag;  /* hs_tag of the element that gave the kind, or of box */
    float share;   /* how surely it is of the main text, 0 to 1 */
    bool keep;
} hs_html_block;

typedef struct {
    HS_VEC(hs_html_block) v;
    hs_arena arena; /* their text */
} hs_html_blocks;

void hs_html_blocks_find(const hs_tree *t, hs_html_blocks *out);
void hs_html_blocks_free(hs_html_blocks *b);

/* Writes one block's text through w, which has a block open. */
void hs_html_block_write(const hs_tree *t, const hs_html_block *b, hs_writer *w);

#endif
