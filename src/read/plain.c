#include "read/plain.h"

#include "read/decode.h"
#include "read/para.h"
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

/* The headline: the first heading, if nothing but short lines stands before it. */
static void set_title(hs_str text, const hs_paras *ps, hs_doc *d)
{
    for (uint32_t i = 0; i < ps->n && ps->v[i].n < 240; i++) {
        if (ps->v[i].kind != HS_BLOCK_HEADING || ps->v[i].dropped) continue;
        d->title = hs_doc_intern(d, hs_para_str(text, &ps->v[i]));
        return;
    }
}

bool hs_plain_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_decoded t = {0};
    if (!hs_decode(raw, (hs_str){0}, &t, err)) return false;
    hs_paras ps = {0};
    hs_para_split(t.text, &ps);
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    write_paras(&t, &ps, d);
    set_title(t.text, &ps, d);
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
