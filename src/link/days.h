/* Days that no document dates, by what happened on them: where several documents tell of one event, and one puts it on
 * "Thursday", another "yesterday", a third on "Thursday night", they mean one day. */
#ifndef HS_LINK_DAYS_H
#define HS_LINK_DAYS_H

#include "link/rulings.h"

/* Is it "Today", "Yesterday" or the like, which alone is no one's day but its document's? */
bool hs_day_relative(hs_str name);

/* Puts things of the ledger that are days, and such days that are in none, together by the events on which they stand.
 * Never two weekdays, nor two days of the month, nor two days of which one document speaks by different words. make: an
 * event of these words, as the events pass writes them. */
void hs_join_days(hs_pile *p, const hs_rulings *ruled,
                  void (*make)(const hs_item *v, uint32_t n, hs_str why, void *ctx), void *ctx);

#endif
