/* Nouns that tell little by themselves: "the version", "a woman", "five people". Documents of one story mean one thing
 * by them only where more of the same stands beside them. */
#ifndef HS_LINK_LIGHT_H
#define HS_LINK_LIGHT_H

#include "doc/doc.h"

/* Is the thing called by such a noun? */
bool hs_light_thing(hs_str name);
/* By one that says so little that several reports hardly mean one thing by it: "the role", "the evidence"? */
bool hs_vague_thing(hs_str name);
/* Is the thing light, and called by one for people by age and sex, or by how many people they are? */
bool hs_light_people(hs_str name);

/* The class of synonyms (terms.h) by which an act is compared with others; people by age and sex are in none: a man is
 * no woman, though the thesaurus calls both people. */
uint64_t hs_act_class(const hs_doc *d, uint32_t act);

#endif
