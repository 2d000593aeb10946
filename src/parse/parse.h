/* Text → sentences, tokens, tags, trees, for one document. */
#ifndef HS_PARSE_PARSE_H
#define HS_PARSE_PARSE_H

#include "doc/doc.h"

/* Raised when sentences, tokens or trees of the same text may change. */
extern const uint32_t hs_parse_version;

/* Fills d->sentences and d->tokens; needs text and blocks, and makes paragraphs of the text between blank lines where
 * there are no blocks. A block's end always ends a sentence, and so does a turn's speaker label. False where the
 * document's language is not supported: then only search is offered (rule 10) and err says so. A short text is put down
 * as English whatever language was detected, where English has all its words that are no names. Linear in the text. */
bool hs_parse(hs_doc *d, hs_err *err);

/* The same for a document whose sentences and tokens are given: tags, lemmas, trees and names anew. */
bool hs_parse_tokens(hs_doc *d, hs_err *err);

/* False, with a message for people, where there is no model for the language: hs_parse then gives sentences, tokens and
 * lemmas by rule, and no tags, trees and names. */
bool hs_parse_whole(hs_str language, hs_err *err);

#endif
