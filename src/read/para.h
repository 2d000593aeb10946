/* Decoded text → paragraphs with their kinds: what plain text alone tells about its structure. */
#ifndef HS_READ_PARA_H
#define HS_READ_PARA_H

#include "base/mem.h"
#include "doc/doc.h"

typedef struct {
    uint32_t at, n;     /* bytes of the text, white space at the ends trimmed; line breaks may stand inside */
    uint32_t speaker_n; /* of a turn: length of its label from `at`, the colon left out; 0 where none */
    uint32_t kind;      /* hs_block_kind */
    bool apart;         /* a blank line stands before it */
    bool dropped;       /* furniture */
} hs_para;

typedef HS_VEC(hs_para) hs_paras;

/* Appends the paragraphs of text, in order. Returns where it stopped: text.n, or less where there are more lines than
 * HS_PARA_LINES. */
enum { HS_PARA_LINES = 4000000 };
size_t hs_para_split(hs_str text, hs_paras *out);

static inline hs_str hs_para_str(hs_str text, const hs_para *p)
{
    return (hs_str){text.p + p->at, p->n};
}

/* True where the last character, closing quotation marks and brackets aside, ends a sentence. */
bool hs_para_ends_sentence(hs_str s);

#endif
