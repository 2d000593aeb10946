/* Denials that repeat little of what they deny: «the president has denied any support to terrorists», «his lawyer
 * rejected the accusations». */
#ifndef HS_LINK_DENIALS_H
#define HS_LINK_DENIALS_H

#include "link/stories.h"
#include "link/terms.h"

/* True where those whom the statement speaks of (its subject) are those who deny: a word of the denier's name begins
 * like a word of the subject's («Turkish», «Turkey»). For a denial and a statement that name the same act. */
bool hs_denied_by_its_subject(const hs_pile *p, hs_item denial, hs_item statement);

/* A denial of everything («denies everything», «rejected the accusations») answers the statements before it in its
 * document that are alleged or name the denier: the nearest ones, within so many assertions. Their number is returned;
 * 0 where there is none, or where the denial says itself what it denies. */
/* True for words that call what is said untrue: «that inspectors were paid is false». */
bool hs_untruth(hs_str word);

/* How well a denial answers a statement that points the other way: 0 where it does not; the reason goes on in why. By
 * their words; by the denier, where the statement names him and the act; or, for a denial of the act as such («I paid
 * nobody»), by an act that is alleged. Few words in common count within one story only. */
float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, hs_buf *why);

enum { HS_ANSWERED = 8, HS_ANSWER_WITHIN = 14 };
uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED]);

#endif
