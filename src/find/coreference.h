/* What is known of the document's chains while it is read on: shared by coreference.c (pronouns, the order of reading)
 * and roles.c (nominals). */
#ifndef HS_FIND_COREFERENCE_H
#define HS_FIND_COREFERENCE_H

#include "find/looks.h"

typedef enum { HS_NO_GENDER, HS_MALE, HS_FEMALE } hs_gender;

/* What is known of a chain. */
typedef struct {
    uint32_t sentence, token; /* of its last mention */
    uint32_t told;            /* that sentence's number among those not wholly quoted */
    uint32_t count;           /* mentions so far */
    bool subject, quoted;     /* its last mention was a sentence's subject; stood inside a quotation */
    bool speaks;              /* it stood beside a word of speaking, outside quotations */
    bool seen;
    hs_gender sex;
    hs_span at;   /* its first mention */
    hs_buf roles; /* folded words of its roles and names, each between blanks */
} hs_bearer;

typedef struct {
    hs_doc *d;
    hs_looks w;
    HS_VEC(hs_mention) out;  /* all mentions, pronouns among them */
    HS_VEC(uint32_t) recent; /* chains, most recently mentioned last */
    hs_bearer *of;           /* per chain */
    uint32_t room;           /* size of of */
    bool *quoted;            /* per token: inside a quotation that is speech */
    uint32_t *told;          /* per sentence: how many before it are not wholly quoted */
    uint32_t outlet;         /* the last outlet chain mentioned */
    uint32_t owned;          /* what begins with the pronoun that is being read: never whom it stands for */
    uint32_t subject;        /* of the verb that has it as its object: neither */
    uint32_t governs;        /* subject of the clause that its own clause hangs on: most likely it */
    uint32_t client;         /* whose lawyer was spoken of last */
    hs_gender open;          /* of the last pronoun that a person's ruling left open */
} hs_coref;

enum { HS_COREF_CANDIDATES = 24 };

/* Makes room in of for all chains of the document. */
void hs_coref_grow(hs_coref *r);
hs_gender hs_coref_sex(uint32_t classes); /* of a word's HS_LEX_ classes */
/* Appends the folded words of s between blanks. */
void hs_coref_fold(const char *s, hs_buf *out);
/* A reason, in the document's pool; fmt takes the word (%.*s) and the rest (%s). */
hs_ref hs_coref_reason(hs_coref *r, const char *fmt, hs_str word, const char *rest);

/* Puts a nominal into the chain of the person of whom its own sentence says that (roles.c): "Voss is a driver". */
bool hs_coref_told_of(hs_coref *r, hs_mention *m, uint32_t sentence);
/* Sets chain, kind and why of a nominal, mention i of the document, where the text tells whom it stands for (roles.c).
 */
void hs_coref_nominal(hs_coref *r, hs_mention *m, uint32_t i, uint32_t sentence);

#endif
