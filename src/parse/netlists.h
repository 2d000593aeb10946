/* Lists of names in a model: given and family names, places, organisations, peoples, and what is written like a name
 * and is none. What they say of a word is one more thing that the network sees of it; it learns how far to trust them.
 * Names are compared as words are (see netfeat.h). */
#ifndef HS_PARSE_NETLISTS_H
#define HS_PARSE_NETLISTS_H

#include "base/str.h"
#include "parse/netfile.h"

/* Flags of a listed name, and so of each of its words. */
enum {
    HS_NET_GIVEN = 1,
    HS_NET_FAMILY = 2,
    HS_NET_PLACE = 4,
    HS_NET_ORGANISATION = 8,
    HS_NET_PEOPLE = 16,
    HS_NET_SEVERAL = 32, /* the name has several words */
    HS_NET_PLAIN = 64,   /* forms of address, offices, abbreviations: capitals that make no name */
    HS_NET_LISTED = 128
};
#define HS_NET_LIST_WORDS 6 /* most words of a listed name */

typedef struct {
    const hs_net_slot *slots; /* open addressing by the low bits of a name's key; row is its flags, 0 a free slot */
    uint32_t mask;
} hs_net_lists;

/* The key of a name whose first words have key so far (0 at first), with one word more. */
uint64_t hs_net_list_key(uint64_t so_far, uint64_t word);

/* What the lists say of each of a sentence's n words, 0 where nothing: the longest name from each capitalised word on.
 */
void hs_net_listed(const hs_net_lists *lists, const hs_str *words, uint32_t n, uint8_t *flags);

/* Takes initials before a capitalised word ("R. Vosk") for given names. For parsing alone: the papers that names are
 * learnt from write the stop as a word of its own, so that the network has met no such initial in a name. */
void hs_net_initials(const hs_str *words, uint32_t n, uint8_t *flags);

#endif
