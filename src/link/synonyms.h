/* Words that reports use for one another, as far as counting who says the same is concerned: a small thesaurus of news
 * English, written for hearsay. A word is in one class at most; a class is about one act or one kind of thing. */
#ifndef HS_LINK_SYNONYMS_H
#define HS_LINK_SYNONYMS_H

#include "base/str.h"

/* The first word of the lemma's class, or the lemma itself. The view points to static memory or into lemma. */
hs_str hs_synonym(hs_str lemma);

/* True where the class names an act that is counted («killed», «charged»), so that two counts under it can be compared.
 */
bool hs_counted_act(hs_str class);

/* A noun for people in general or by what they do: «person», «villager», «worker»; not «child», «rebel». */
bool hs_of_people(hs_str noun);

#endif
