/* Where cues stand: a verb with its auxiliaries, adverbs and particles («has also told», «did not say», «is reported»),
 * «according to», an adverb («allegedly»), a noun with its clause («the claim that»), an adjective («is certain»). */
#ifndef HS_FIND_SPOTS_H
#define HS_FIND_SPOTS_H

#include "find/cues.h"
#include "find/reading.h"

typedef enum { HS_SPOT_VERB, HS_SPOT_ACCORDING, HS_SPOT_ADVERB, HS_SPOT_NOUN, HS_SPOT_ADJECTIVE } hs_spot_kind;

typedef struct {
    const hs_cue *cue;
    uint32_t kind;                 /* hs_spot_kind */
    uint32_t head;                 /* the token that decides: the verb, "according", the adverb, the noun */
    hs_words_range words;          /* all of the cue's words */
    uint32_t flags;                /* HS_NEGATED, HS_HEDGED, HS_LOADED */
    bool passive;                  /* «is believed» */
    bool participle;               /* «adding that …»: its subject stands elsewhere */
    bool infinitive;               /* «to say» */
    hs_words_range inside, quoter; /* «the Post quoted | Brenn | as saying»: whose words these are where the cue holds
                                      it, and who quotes; empty elsewhere */
    bool joined;                   /* «continued to say»: an earlier verb is part of the cue */
} hs_spot;

/* Fills out where token t is the head of a cue; false where it is none. Looks no further than the tokens of seg. */
bool hs_spot_at(const hs_reading *r, uint32_t t, hs_words_range seg, hs_spot *out);

#endif
