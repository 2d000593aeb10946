/* Page furniture: what a page says to its visitor instead of telling the story. Told by wording alone; where a
 * paragraph stands is the caller's business. The wordings are a table (furniture.c). */
#ifndef HS_READ_FURNITURE_H
#define HS_READ_FURNITURE_H

#include "base/str.h"

typedef enum {
    HS_NO_FURNITURE,
    HS_SHARE,   /* "Please share:", "Print Friendly, PDF & Email" */
    HS_COMMENT, /* "Leave a reply", "Your reply will be screened" */
    HS_TEASER,  /* "READ MORE: …" */
    HS_TAGS,    /* "Tags: isis, turkey" */
    HS_ACCOUNT, /* "Sign up", "Subscribe to our newsletter" */
    HS_COOKIE,
    HS_LEGAL, /* "All rights reserved" */
    HS_MENU,  /* "Skip to content", "Home > World" */
    HS_ADVERT,
    HS_COUNT, /* "3 min read", "Views: 2318" */
    HS_USER   /* "leonkuravson (leonkuravson) wrote," */
} hs_furniture_sort;

typedef struct {
    hs_furniture_sort sort;
    int sure; /* 3: nothing else reads like this; 2: begins like it and is short; 1: such words stand in it; 0: none */
} hs_furniture;

hs_furniture hs_furniture_of(hs_str paragraph);

/* Han, hiragana and katakana: written without spaces, so that each character counts as a word. */
bool hs_uc_ideograph(uint32_t c);
/* Appends the paragraph's lower-cased words with single spaces, punctuation left out. */
void hs_words_plain(hs_str s, hs_buf *out);
size_t hs_words_count(hs_str s); /* runs of characters between spaces */

#endif
