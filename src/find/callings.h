/* What somebody is called in the very sentence, by its grammar: "Voss, a driver", "Voss is a driver and a witness",
 * "the driver Mara Voss", "Voss was named as host". */
#ifndef HS_FIND_CALLINGS_H
#define HS_FIND_CALLINGS_H

#include "doc/doc.h"

/* The chain of the one person whom the mention at token t names or stands for; HS_NONE where none. */
typedef uint32_t (*hs_person_at)(const void *ctx, uint32_t t);

/* Whom the sentence calls by the noun at token `head`; HS_NONE where it does not say so: of several, under "not", "if"
 * or "could". from, end: the sentence's tokens. */
uint32_t hs_calling_of(const hs_doc *d, uint32_t head, uint32_t from, uint32_t end, hs_person_at person,
                       const void *ctx);

#endif
