/* Whose words: the source of a cue. Conventions of PolNeAR (Newell et al. 2018): with title, apposition and relative
 * clause, without the comma that closes it. */
#ifndef HS_FIND_SOURCES_H
#define HS_FIND_SOURCES_H

#include "find/spots.h"

typedef struct {
    hs_words_range words; /* empty where the text names none */
    bool behind;          /* it follows the cue: «said Ada Brenn» */
    bool relative;        /* «who», «that», «which» */
    bool shared;          /* it is the source of the cue before: «said A and added B» */
    bool closed;          /* the subject of the content stands right behind: it ends there for sure */
} hs_source;

/* invert: the place allows a source behind the cue, because the content stands before it. False where none is found. */
bool hs_source_of(const hs_reading *r, const hs_spot *s, hs_words_range seg, bool invert, hs_source *out);

/* «No official has said», «none of the owners told». */
bool hs_names_no_one(const hs_reading *r, hs_words_range source);

/* «The inquest heard the boy had been alone»: a body that hears cases and a clause with its subject. */
bool hs_hears_clause(const hs_reading *r, uint32_t heard);

/* «The court heard that …»: its subject is told, and does not say, what follows. */
bool hs_is_heard(const hs_reading *r, const hs_spot *s);

/* «…, a charge he denies», «…, which he denies»: what is denied stands before the verb and who denies it. */
bool hs_denied_before(const hs_reading *r, const hs_spot *s, hs_words_range *what);

/* «the Dam Office (DSO |», torn: the mark that closes the bracket is added, or the bracket goes. */
void hs_source_close_bracket(const hs_reading *r, hs_words_range *source);

#endif
