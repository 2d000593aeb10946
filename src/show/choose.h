/* What --about, --voice, --doc, --since and --until leave of a pile. Names are compared folded (case, accents, dotless
 * i), and a part of a name is enough; --about also takes words of the text. */
#ifndef HS_SHOW_CHOOSE_H
#define HS_SHOW_CHOOSE_H

#include "show/show.h"

typedef struct {
    const hs_view *view;
    uint32_t doc;                    /* --doc, or HS_NONE for all */
    HS_VEC(bool) about, voice;       /* per entity: its name fits --about, --voice */
    hs_buf about_words, voice_words; /* folded; empty where not asked for */
} hs_choice;

/* HS_ERR_NOTFOUND where --doc names no document. The caller frees with hs_choice_free. */
bool hs_choose(const hs_view *v, hs_choice *out, hs_err *err);
void hs_choice_free(hs_choice *c);

bool hs_chosen_doc(const hs_choice *c, uint32_t doc);
bool hs_chosen_assertion(const hs_choice *c, hs_item assertion);
bool hs_chosen_claim(const hs_choice *c, uint32_t claim); /* one of its members is chosen */
bool hs_chosen_entity(const hs_choice *c, uint32_t entity);
/* Whether a span's document and words are chosen; for figures and dates outside any assertion. */
bool hs_chosen_words(const hs_choice *c, uint32_t doc, hs_span s);

#endif
