/* Attributions that people marked, as tokens of a parsed document. */
#ifndef HS_LEARN_ATTGOLD_H
#define HS_LEARN_ATTGOLD_H

#include "base/err.h"
#include "doc/doc.h"

#include <jansson.h>

typedef HS_VEC(uint32_t) hs_token_list;
typedef struct {
    hs_token_list source, cue, content; /* tokens, ascending; marks left out */
} hs_gold;
typedef HS_VEC(hs_gold) hs_golds;

/* Reads a line {"text", "date", "byte_spans": {annotator: [attribution…]}}, parses its text into *d and takes the
 * attributions of the first annotator by name. The caller frees both. */
bool hs_gold_read(const json_t *line, hs_doc **d, hs_golds *out, hs_err *err);
/* Reads one document of a treebank whose MISC column marks discourse units, as GUM's does
 * (Discourse=attribution-positive:… at the first word of a unit): each unit of attribution becomes a gold whose cue is
 * all of its words, «Brenn said», and which has no source or content. The tokens are the treebank's, tags and trees the
 * parser's. */
bool hs_gold_read_units(hs_str conllu, hs_doc **d, hs_golds *out, hs_err *err);
void hs_golds_free(hs_golds *g);

#endif
