/* The words that people read, the same on the terminal and on pages: who speaks, by which chain of voices, how sure,
 * how many origins, whether checked. A phrase is text with pieces that a page can link. All of it is raw text: whoever
 * prints it escapes it. Neutral frame (rule 2): «X told Y that»; a loaded or hedged cue follows in brackets, as quoted.
 */
#ifndef HS_SHOW_WORDS_H
#define HS_SHOW_WORDS_H

#include "show/show.h"

typedef enum { HS_PIECE_ENTITY, HS_PIECE_DOC } hs_piece_kind;

typedef struct {
    uint32_t at, n; /* bytes of the phrase's text */
    uint32_t kind;  /* hs_piece_kind */
    uint32_t index; /* the entity or document it names */
} hs_piece;

/* Zero-initialise; the pieces ascend and do not overlap. */
typedef struct {
    hs_buf text;
    HS_VEC(hs_piece) pieces;
} hs_phrase;

void hs_phrase_free(hs_phrase *p);
hs_str hs_phrase_text(hs_phrase *p); /* valid until the next change */

void hs_say(hs_phrase *p, const char *plain);
void hs_say_entity(hs_phrase *p, const hs_view *v, uint32_t entity); /* with its warning, "(mixes scripts)" */
void hs_say_doc(hs_phrase *p, const hs_view *v, uint32_t doc);       /* outlet, else author, title, file name */
/* The document and where in it the span, or the assertion's first span, stands, where that is known: "Tarn Post, p. 4"
 */
void hs_say_doc_at(hs_phrase *p, const hs_view *v, uint32_t doc, hs_span s);
void hs_say_where(hs_phrase *p, const hs_view *v, hs_item assertion);
/* Appends "; recognised in a picture, unsure of «Skarvlk» (43 %)" for a span that was, at most three words. */
void hs_say_unsure(hs_buf *out, const hs_doc *d, hs_span s);
const char *hs_title_of(const hs_doc *d); /* the title, else the file name */
/* Who speaks in an attribution: a name; else the text's own words for who it is, as quoted. */
void hs_say_voice(hs_phrase *p, const hs_view *v, uint32_t doc, uint32_t attribution);
/* Who puts an assertion forward: the same, or the document where it speaks for itself. */
void hs_say_speaker(hs_phrase *p, const hs_view *v, hs_item assertion);

/* "Elin Dahlqvist told the Norrsund Courier that", outermost voice first; "in its own words:" for the document's own
 * voice. What follows are the assertion's words. */
void hs_say_who(hs_phrase *p, const hs_view *v, hs_item assertion);
/* The same for one attribution and those around it; without the "that" or ":" at its end where joint is false. */
void hs_say_chain(hs_phrase *p, const hs_view *v, uint32_t doc, uint32_t attribution, bool joint);

/* Appends the assertion's exact words, white space made single, " … " where its spans leave words out. */
void hs_words_of(const hs_pile *p, hs_item assertion, hs_buf *out);
/* The same, in quotation marks where they stand in a direct quotation. */
void hs_quote_of(const hs_pile *p, hs_item assertion, hs_buf *out);
/* The exact words of a span, white space made single. */
void hs_words_at(const hs_doc *d, hs_span s, hs_buf *out);
/* Why a mention is in its chain, without the word itself before it; "" where that needs no reason. */
const char *hs_mention_why(const hs_doc *d, uint32_t mention);

/* The words around a span, to the ends of its paragraph or about 90 bytes to each side. */
void hs_context_of(const hs_doc *d, hs_span s, hs_buf *out);

/* "hedged, negated": the marks that an assertion must keep; "" where none. */
const char *hs_marks_of(uint32_t flags, char out[64]);

/* "at least 1, at most 3 apparent origins in these documents" */
void hs_say_origins(hs_phrase *p, const hs_claim *c);

/* The distinct voices that assert the claim (role HS_ASSERTS) or deny it, separated by " · ", each with how it stands
 * to the words where it does not simply state them ("X, who denied"), those with a name first, unnamed ones with their
 * document; past `most` only their number. Returns how many there are. */
uint32_t hs_say_voices(hs_phrase *p, const hs_view *v, uint32_t claim, uint32_t role, uint32_t most);
/* Whether the voice has neither a name nor words for who it is: "reportedly", and no source named. */
bool hs_voice_is_nobody(hs_voice voice);

const char *hs_state_words(uint32_t state);       /* "not checked", … "cleared" */
const char *hs_relation_words(uint32_t relation); /* "same", … "later update", "other scope" */
/* What "from" did: "cites", "quotes", "copies", "rewrites"; and where no direction is known. */
const char *hs_derivation_words(const hs_derivation *x);

/* The figure with the words of what it counts, where they stand side by side: «six Turkish citizens». */
hs_span hs_figure_span(const hs_figure *f);
/* "3 reports in 3 documents of 2 outlets" */
void hs_say_counts(hs_phrase *p, hs_counts n);

#endif
