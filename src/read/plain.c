#include "read/plain.h"

#include "base/utf8.h"
#include "read/byline.h"
#include "read/decode.h"
#include "read/furniture.h"
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

/* "DISTRICT COURT OF TESKARA" to "District Court of Teskara"; other names stay as they are. */
static hs_ref intern_name(hs_doc *d, hs_str s)
{
    static const char *const small[] = {"AND", "FOR", "IN", "OF", "ON", "THE"};
    hs_buf b = {0};
    bool shouted = hs_words_count(s) > 1;
    for (size_t at = 0; at < s.n && shouted;) shouted = !hs_uc_lower(hs_utf8_next(s, &at));
    for (size_t at = 0; at < s.n && shouted;) {
        size_t end = at;
        while (end < s.n && s.p[end] != ' ') end++;
        hs_str word = {s.p + at, end - at};
        bool first = !hs_in_table(word, small, sizeof small / sizeof *small) || at == 0;
        while (at < end) {
            uint32_t c = hs_utf8_next(s, &at);
            hs_utf8_put(&b, first ? c : hs_uc_tolower(c));
            first = false;
        }
        if (at < s.n) hs_buf_char(&b, s.p[at++]);
    }
    hs_ref name = hs_doc_intern(d, shouted ? (hs_str){b.p, b.n} : s);
    hs_buf_free(&b);
    return name;
}

/* Without the blanks of a corpus that parted its tokens. The outlet is named by it where nothing else does. */
static void store_address(hs_str address, hs_doc *d)
{
    hs_buf b = {0};
    for (size_t i = 0; i < address.n; i++)
        if (address.p[i] != ' ') hs_buf_char(&b, address.p[i]);
    d->canonical = hs_doc_intern(d, (hs_str){b.p, b.n});
    if (!d->outlet) d->outlet = hs_doc_intern(d, hs_address_host((hs_str){b.p, b.n}));
    hs_buf_free(&b);
}

static void store(const hs_saved *s, hs_doc *d)
{
    d->title = hs_doc_intern(d, s->title);
    d->author = hs_doc_intern(d, s->author);
    d->outlet = intern_name(d, s->outlet);
    if (s->address.n) store_address(s->address, d);
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
    size_t end = hs_para_split(t.text, &ps);
    hs_saved_clean(t.text, &ps, &saved);
    d->charset = hs_doc_intern(d, hs_str_of(t.charset));
    write_paras(&t, &ps, d);
    store(&saved, d);
    d->verdict = HS_READ_WHOLE;
    if (end < t.text.n) {
        d->verdict = HS_READ_PART;
        d->part = hs_doc_intern(d, HS_STR("the end of the file"));
        d->reason = hs_doc_intern(d, HS_STR("the file has more lines than are read"));
    } else if (t.damaged) {
        d->verdict = HS_READ_PART;
        d->part = hs_doc_intern(d, HS_STR("single characters"));
        d->reason = hs_doc_intern(d, HS_STR("bytes that are no text in its character set stand as U+FFFD"));
    }
    HS_VEC_FREE(ps);
    hs_decoded_free(&t);
    return true;
}
