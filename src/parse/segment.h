/* Atoms → tokens and sentences. Every decision is one cut before one atom: by rule first, then, where the model has a
 * segmenter for the language, by a trained linear model that sees the rule's answer among its features. */
#ifndef HS_PARSE_SEGMENT_H
#define HS_PARSE_SEGMENT_H

#include "parse/atoms.h"

typedef enum {
    HS_CUT_NONE,    /* the same token goes on */
    HS_CUT_INNER,   /* a further word of a multi-word token: "do|n't" */
    HS_CUT_TOKEN,   /* a new token */
    HS_CUT_SENTENCE /* a new token that begins a sentence */
} hs_cut;

/* What the rules look at: consecutive atoms of one block. cut[i] is the decision before atom i; cut[0] is given. */
typedef struct {
    hs_str text;
    hs_span block;
    uint32_t line_width; /* of the block's longest line, code points */
    const hs_language *lang;
    const hs_atom *atoms;
    uint8_t *cut;
    uint8_t *fixed; /* 1 where the rule is certain: inside an address, at a hard line break */
    int8_t *side;   /* of straight quotes: +1 opens, -1 closes */
    uint32_t n;
    bool quote_open; /* a straight double quote is open before the first atom */
    bool edited;     /* the paragraphs around end with a full stop, ? or !: then sentences do, too */
} hs_window;

/* Fills cut[1..n) with HS_CUT_NONE, _INNER or _TOKEN, and fixed and side. Linear in the number of atoms. */
void hs_segment_tokens(hs_window *w);
/* Makes those token cuts HS_CUT_SENTENCE where a sentence begins; linear. */
void hs_segment_sentences(hs_window *w);

/* True where the token before atom i is a full stop, ? or !, brackets and quotes that close left aside, or a dash that
 * breaks off ("I never— You did"). */
bool hs_stop_before(const hs_window *w, uint32_t i);

/* The same of the text's last character, for whole paragraphs. */
bool hs_stop_at_end(hs_str text);

/* True where atom i opens or closes something: brackets and quotes, by their form and by `side`. */
bool hs_atom_opens(const hs_window *w, uint32_t i);
bool hs_atom_closes(const hs_window *w, uint32_t i);

#endif
