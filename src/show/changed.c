#include "show/changed.h"

#include "show/words.h"

const char *const hs_change_words[] = {"changed", "dropped", "added"};

static void say(const hs_doc *d, hs_span at, hs_buf *out)
{
    enum { LONG = 120 };
    bool cut = at.n > LONG;
    if (cut)
        for (at.n = LONG; ((unsigned char)d->text.p[hs_span_end(at)] & 0xC0) == 0x80; at.n--) {
        }
    hs_buf_str(out, "«");
    hs_words_at(d, at, out);
    hs_buf_str(out, cut ? " …»" : "»");
}

void hs_say_change(const hs_pile *p, uint32_t derivation, const hs_change *c, hs_buf *out)
{
    const hs_derivation *d = &p->ledger.derivations.v[derivation];
    if (c->taker.n) say(p->docs.v[d->taker], c->taker, out);
    if (c->taker.n && c->from.n) hs_buf_str(out, " for ");
    if (c->from.n) say(p->docs.v[d->from_doc], c->from, out);
}
