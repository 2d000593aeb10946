/* Who speaks: from the words of a source to a person, organisation, document or unnamed speaker of the document. */
#ifndef HS_FIND_VOICES_H
#define HS_FIND_VOICES_H

#include "find/reading.h"

/* Fills a->voice, a->other, a->addressee_chain and HS_UNSURE from the source's and the hearer's words (empty ranges
 * where there are none). The reason is appended to why. */
void hs_voice_resolve(const hs_reading *r, hs_words_range source, hs_words_range hearer, hs_attribution *a,
                      hs_buf *why);

/* A noun for something written or recorded that can speak: "transcript", "report", "study". */
bool hs_is_document_word(const hs_reading *r, uint32_t t);

#endif
