/* Documents put together into stories by their words, rare ones counting more (mean cosine with the documents of a
 * story: average linkage). One pass over the documents begins the stories; a second puts each where it is likest to now
 * that they are whole, and who is alone also where it is a little less alike; then a story joins another where more
 * than half of its documents are likest to that one. Work grows with the words that stories share, but for those of
 * many documents. Kept: where each document was put, and which story it was likest to; it is judged by that story
 * again, and by those alone that have got or lost a document, for as long as its words' weights and that story are the
 * same. */
#ifndef HS_LINK_GATHER_H
#define HS_LINK_GATHER_H

#include "link/told.h"

typedef struct {
    uint32_t *story;       /* of each document */
    HS_VEC(uint32_t) size; /* documents, by story; some have none */
} hs_gathered;

hs_gathered hs_gather(hs_pile *p, const hs_told_words *words); /* its documents' words */
void hs_gathered_free(hs_gathered *g);

#endif
