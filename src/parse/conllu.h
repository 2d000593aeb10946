/* CoNLL-U (https://universaldependencies.org/format.html), written from a document and read into one. */
#ifndef HS_PARSE_CONLLU_H
#define HS_PARSE_CONLLU_H

#include "doc/doc.h"

/* Appends all sentences of d to out: `# newpar` at each block, `# sent_id = N`, `# text`, multi-word tokens as ranges,
 * and in MISC `SpaceAfter=No`, `TokenRange=from:to` (bytes of the clean text) and `NE=B-PER` where it is not O. */
void hs_conllu_write(const hs_doc *d, hs_buf *out);

/* Appends a treebank to d: text from the forms and SpaceAfter, a block at each `# newdoc` and `# newpar`, sentences and
 * tokens with lemma, upos, feats, head and relation (names and enhanced graphs are left out, empty nodes too). d was
 * made by hs_doc_new or by this. HS_ERR_FORMAT with the byte where a line is not CoNLL-U. */
bool hs_conllu_read(hs_str bytes, hs_doc *d, hs_err *err);

#endif
