/* CoNLL-U (https://universaldependencies.org/format.html), written from a document and read into one. */
#ifndef HS_PARSE_CONLLU_H
#define HS_PARSE_CONLLU_H

#include "doc/doc.h"

/* Appends all sentences of d to out: `# newpar` at each block, `# sent_id = N`, `# text`, multi-word tokens as ranges,
 * and in MISC `SpaceAfter=No`, `TokenRange=from:to` (bytes of the clean text) and `NE=B-PER` where it is not O. */
void hs_conllu_write(const hs_doc *d, hs_buf *out);

#endif
