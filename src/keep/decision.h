/* What people ruled, anchored to bytes: a document's SHA-256, a place in its clean text and the words that stand there.
 * An anchor outlives a rebuild, a better model and a reader that cuts the text differently.
 *
 *     chain SHA256 FROM TO WORDS        whoever these words name (same, different)
 *     assertion SHA256 FROM TO WORDS    what these words put forward (checked, second, cleared, wrong)
 *     document SHA256                   the document (same, different: whether one has it from the other)
 *     word SHA256 FROM TO WORD          an act or a thing (different: two words do not tell of one)
 *
 * An undo's target is "decision N". Rulings on a claim are anchored to the assertion whose words stand for it. */
#ifndef HS_KEEP_DECISION_H
#define HS_KEEP_DECISION_H

#include "doc/pile.h"

typedef enum { HS_RULED_CHAIN, HS_RULED_ASSERTION, HS_RULED_DOCUMENT, HS_RULED_WORD } hs_ruled;

/* Of a document, item.item does not count. */
void hs_anchor_of(const hs_pile *p, hs_ruled what, hs_item item, hs_buf *out);
/* Of a mention: a chain's anchor, with the words of this mention, not of its chain's fullest. */
void hs_anchor_of_mention(const hs_pile *p, hs_item mention, hs_buf *out);

/* What a chain's anchor says, without the pile; words is a view into it. False for anchors of anything else. */
bool hs_anchor_within(const char *anchor, hs_sha256 *sha, hs_span *at, hs_str *words);

/* What an anchor stands for in this pile: the item at the same place with the same words; else the one with these words
 * that is nearest; else, for an assertion, the one that shares most of their bytes, at least half. False where the
 * document is not in the pile or says no such thing any more. */
bool hs_anchor_find(const hs_pile *p, const char *anchor, hs_ruled *what, hs_item *out);

/* False for an undo and for a decision that was undone. */
bool hs_decision_stands(const hs_pile *p, uint32_t decision);

#endif
