#include "read/plain.h"

#include "read/decode.h"
#include "read/para.h"
#include "read/saved.h"
#include "read/write.h"

#include <stdlib.h>

int hs_plain_sniff(hs_str raw)
{
    return raw.n && !hs_binary_kind(raw) ? 10 : 0;
}

static void write_paras(const hs_decoded *t, const hs_paras *ps, hs_doc *d)
{
    hs_writer w = {.doc = d, .from = t};
    for (uint32_t i = 0; i < ps->n; i++) {
        const hs_para *p = &ps->v[i];
        if (p->dropped) continue;
        hs_write_block(&w, p->kind);
        if (p->speaker_n) {
            hs_write_text(&w, p->at, p->speaker_n);
            hs_write_speaker(&w);
        }
        hs_write_text(&w, p->at + p->speaker_n, p->n - p->speaker_n);
    }
    hs_write_end(&w);
}

static void store(const hs_saved *s, hs_doc *d)
{
    d->title = hs_doc_intern(d, s->title);
    d->author = hs_doc_intern(d, s->author);
    d->outlet = hs_doc_intern(d, s->outlet);
    d->published_day = s->published;
    if (s->published == HS_NO_DAY) return;
    char day[HS_DAY_TEXT];
    hs_day_text(s->published, day);
    d->published = hs_doc_intern(d, hs_str_of(day));
    d->published_by = hs_doc_intern(d, HS_STR("visible"));
}

bool hs_plain_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    hs_paras ps = {0};
    hs_saved saved;
    hs_para_split(t.text, &ps);
    hs_saved_clean(t.text, &ps, &saved);
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    write_paras(&t, &ps, d);
    store(&saved, d);
    d->verdict = HS_READ_WHOLE;
    if (t.damaged) {
        d->verdict = HS_READ_PART;
        d->part = hs_doc_intern(d, HS_STR("single characters"));
        d->reason = hs_doc_intern(d, HS_STR("bytes that are no text in its character set stand as U+FFFD"));
    }
    HS_VEC_FREE(ps);
    hs_decoded_free(&t);
    return true;
}
