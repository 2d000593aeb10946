/* The words of denials: whether an assertion calls something untrue, and whether it says itself what. */
#ifndef HS_LINK_DENIAL_WORDS_H
#define HS_LINK_DENIAL_WORDS_H

#include "doc/doc.h"

/* «lie», «nonsense»: words that call what is said untrue. */
bool hs_untruth(hs_str word);

/* «deny», «reject»; and what stands for all that was said: «accusation», «it». */
bool hs_is_refusal(hs_str word);
bool hs_stands_for_all(hs_str word);

/* «denies everything», «rejected the accusations», «this is not true», «nonsense»: and nothing else. */
bool hs_refuses_all(const hs_doc *d, const hs_assertion *a);
bool hs_is_bare_denial(const hs_doc *d, const hs_assertion *a);

/* The words, or those of the assertion, hold one of the sorted table's, without case. */
bool hs_has_word(hs_str words, const char *const *sorted, size_t n);
bool hs_assertion_says(const hs_doc *d, const hs_assertion *a, const char *const *sorted, size_t n);
#define HS_SAYS(d, a, table) hs_assertion_says(d, a, table, sizeof(table) / sizeof *(table))

/* The chain that the assertion speaks of first, before its act; HS_NONE where it names nobody there. */
uint32_t hs_subject_chain(const hs_doc *d, const hs_assertion *a);

/* The assertion speaks of the chain; never true for HS_NONE. */
bool hs_names_chain(const hs_doc *d, const hs_assertion *a, uint32_t chain);

#endif
