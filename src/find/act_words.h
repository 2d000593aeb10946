/* Words that tell of something happening without being verbs. Small letters in, the verb's lemma out; empty for other
 * words. */
#ifndef HS_FIND_ACT_WORDS_H
#define HS_FIND_ACT_WORDS_H

#include "base/str.h"

hs_str hs_act_of_noun(hs_str noun);       /* "arrest": "arrest", "death": "die", "earthquake": itself */
hs_str hs_act_of_state(hs_str adjective); /* "dead": "die" */

#endif
