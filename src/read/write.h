/* Writes a document's clean text, blocks and map from decoded text. Positions into the decoded text must ascend. */
#ifndef HS_READ_WRITE_H
#define HS_READ_WRITE_H

#include "read/decode.h"

typedef struct {
    hs_doc *doc;
    const hs_decoded *from;
    uint32_t run;        /* cursor into from->map */
    bool open;           /* inside a block */
    bool space;          /* white space is due before the next word */
    uint32_t gap, gap_n; /* the decoded white space that is due: where, how much; gap_n 0 where it was made up */
} hs_writer;

/* Opens a block, closing the one that is open. The separator is written with its first word. */
void hs_write_block(hs_writer *w, hs_block_kind kind);
/* Adds decoded bytes [at, at + n) to the open block. White space runs, line breaks among them, become one space each;
 * none stands at the ends of a block. Soft hyphens are left out. */
void hs_write_text(hs_writer *w, uint32_t at, uint32_t n);
/* Adds `word` for decoded bytes [at, at + n): an entity, for one. A word that is white space is treated as such. */
void hs_write_as(hs_writer *w, uint32_t at, uint32_t n, hs_str word);
/* Adds a word that stands in no bytes of the file: the colon behind a speaker's name, for one. It has no run in the
 * map.
 */
void hs_write_made(hs_writer *w, hs_str word);
/* White space without bytes of its own: the edge of an element, <br>. */
void hs_write_gap(hs_writer *w);
/* The last n bytes written so far are the open block's speaker label, which began the block. */
void hs_write_speaker(hs_writer *w);
/* Closes the open block; one without a word is dropped. */
void hs_write_end(hs_writer *w);

#endif
