/* The lexicon of cues: the words by which a text says that somebody says something, what may follow them, and what
 * they tell of the speaker's stance. The verbs are those that reporters use, gathered from news texts. */
#ifndef HS_FIND_CUES_H
#define HS_FIND_CUES_H

#include "doc/doc.h"

/* What may stand as the content of a verb. */
enum {
    HS_FRAME_QUOTE = 1,    /* direct speech: «“…,” said X» */
    HS_FRAME_THAT = 2,     /* a clause, with or without «that» */
    HS_FRAME_TO = 4,       /* an infinitive: «vowed to leave» */
    HS_FRAME_WHETHER = 8,  /* an indirect question: «asked how many crossed» */
    HS_FRAME_THING = 16,   /* a noun phrase: «denied any support» */
    HS_FRAME_HEARER = 32,  /* somebody told, before the content: «told RT that …» */
    HS_FRAME_BLAMED = 64,  /* somebody blamed, whose deed is the content: «accused Ankara of hiding it» */
    HS_FRAME_HEARSAY = 128 /* the passive with nobody named: «is reported to have close ties» */
};

typedef struct {
    const char *lemma;
    uint16_t frames;
    uint8_t stance;    /* hs_stance */
    uint8_t flags;     /* HS_LOADED or 0 */
    const char *preps; /* prepositions that belong to the cue, space-separated: "for on" */
} hs_cue;

/* NULL where the lemma is no cue. */
const hs_cue *hs_cue_verb(hs_str lemma);
const hs_cue *hs_cue_noun(hs_str lemma);   /* «the claim that», «accusations of» */
const hs_cue *hs_cue_adverb(hs_str lower); /* «allegedly»; flags HS_HEDGED where it only hedges */

/* Verbs that the two words behind them make a cue: «pleaded not guilty», «maintains her innocence», «went on:». NULL
 * where they don't. */
const hs_cue *hs_cue_phrase(hs_str lemma, hs_str next, hs_str after);

bool hs_cue_takes(const hs_cue *cue, hs_str prep);

/* Tells no more than that its subject speaks, thinks or denies: «said», «wrote», «denied». Every other verb,
 * «revealed», «hopes», «ordered», is the document's choice, and is shown as its word. */
bool hs_cue_is_plain(const hs_cue *cue);

/* A form of a verb of speaking that commonly stands beside a quotation, whatever its case: "said", "asks". */
bool hs_cue_is_speech(hs_str word);

#endif
