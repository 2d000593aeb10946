/* So much of a name that most pairs of names are told apart without comparing their letters: for each word its length,
 * its first letter and which letters it has. A long list of candidates is held against a name by their shapes. */
#ifndef HS_LINK_NAME_SHAPE_H
#define HS_LINK_NAME_SHAPE_H

#include "link/name_parts.h"

enum { HS_SHAPE_WORDS = 4 };

typedef struct {
    hs_kind kind; /* as which it was taken apart */
    uint32_t n;   /* words; 0 where there are none or more than HS_SHAPE_WORDS, of which nothing can be told */
    uint32_t all; /* letters of all words */
    uint32_t sum; /* their number */
    struct {
        uint64_t pets; /* of the token */
        uint32_t letters;
        uint8_t n;
        char first;
        bool initial;
    } word[HS_SHAPE_WORDS];
} hs_name_shape;

hs_name_shape hs_name_shape_of(const hs_name_parts *p, hs_kind kind);

/* True only where hs_same_parts finds two different names; false says nothing. */
bool hs_shapes_differ(const hs_name_shape *a, const hs_name_shape *b);

#endif
