/* Denials that repeat little of what they deny: «the president has denied any support to terrorists», «his lawyer
 * rejected the accusations». */
#ifndef HS_LINK_DENIALS_H
#define HS_LINK_DENIALS_H

#include "doc/pile.h"

/* True where those whom the statement speaks of (its subject) are those who deny: a word of the denier's name begins
 * like a word of the subject's («Turkish», «Turkey»). For a denial and a statement that name the same act. */
bool hs_denied_by_its_subject(const hs_pile *p, hs_item denial, hs_item statement);

/* A denial of everything («denies everything», «rejected the accusations») answers the statements before it in its
 * document that are alleged or name the denier: the nearest ones, within so many assertions. Their number is returned;
 * 0 where there is none, or where the denial says itself what it denies. */
enum { HS_ANSWERED = 4, HS_ANSWER_WITHIN = 14 };
uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED]);

#endif
