/* What class names, ids, roles and the like call a part of a page. */
#ifndef HS_READ_HTML_VOCAB_H
#define HS_READ_HTML_VOCAB_H

#include "read/html_tree.h"

typedef enum { /* groups of words that pages use for their parts */
               HS_VOCAB_ARTICLE,
               HS_VOCAB_BODY,
               HS_VOCAB_STORY_BODY, /* a word of each of the first two in one name: "entry-content" */
               HS_VOCAB_COMMENT,
               HS_VOCAB_SHARE,
               HS_VOCAB_RELATED,
               HS_VOCAB_AD,
               HS_VOCAB_NAV,
               HS_VOCAB_FOOT,
               HS_VOCAB_SIDE,
               HS_VOCAB_AUTHOR,
               HS_VOCAB_CAPTION,
               HS_VOCAB_LETTER,
               HS_VOCAB_COOKIE,
               HS_VOCAB_TAG,
               HS_VOCAB_FORUM,
               HS_VOCAB_PRODUCT,
               HS_VOCAB_LOGIN,
               HS_VOCAB_HEAD,
               HS_VOCAB_SEARCH,
               HS_VOCAB_COUNT
} hs_vocab;

/* Bit set (1 << hs_vocab) of the groups that the node's own attributes name. */
uint32_t hs_html_vocab(const hs_tree *t, uint32_t node);

#endif
