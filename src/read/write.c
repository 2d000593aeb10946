#include "read/write.h"

#include "base/utf8.h"

enum { EXACT_RUNS = 1000000, COARSE_BYTES = 4096 };

/* The document's map: a run of clean bytes at the end of the text; one-by-one neighbours join. Past EXACT_RUNS, which
 * only hostile files and the largest have, a run maps as a whole what stands in COARSE_BYTES. */
static void map(hs_writer *w, uint32_t len, uint64_t raw, uint64_t raw_len)
{
    hs_doc *d = w->doc;
    uint32_t clean = (uint32_t)d->text.n - len;
    hs_run *last = d->map.n ? &d->map.v[d->map.n - 1] : NULL;
    if (last && len == raw_len && last->len == last->raw_len && last->clean + last->len == clean &&
        last->raw + last->raw_len == raw) {
        last->len += len;
        last->raw_len += raw_len;
        return;
    }
    if (last && raw >= last->raw && raw < last->raw + last->raw_len) { /* another piece of a run that maps as a whole */
        uint64_t end = raw + raw_len > last->raw + last->raw_len ? raw + raw_len : last->raw + last->raw_len;
        last->len = clean + len - last->clean;
        last->raw_len = end - last->raw;
        return;
    }
    if (last && d->map.n > EXACT_RUNS && last->raw_len < COARSE_BYTES &&
        raw + raw_len - last->raw != clean + len - last->clean) {
        last->len = clean + len - last->clean;
        last->raw_len = raw + raw_len - last->raw;
        return;
    }
    *HS_PUSH(d->map) = (hs_run){.clean = clean, .len = len, .raw = raw, .raw_len = raw_len};
}

/* The run of the decoding that holds decoded byte `at`; amortised constant, since positions ascend. */
static const hs_run *run_of(hs_writer *w, uint32_t at)
{
    const hs_run *v = w->from->map.v;
    while (w->run > 0 && v[w->run].clean > at) w->run--;
    while (w->run + 1 < w->from->map.n && v[w->run].clean + v[w->run].len <= at) w->run++;
    return &v[w->run];
}

/* Raw bytes of decoded [at, at + n), as one range. */
static void raw_of(hs_writer *w, uint32_t at, uint32_t n, uint64_t *raw, uint64_t *raw_n)
{
    const hs_run *r = run_of(w, at);
    *raw = r->raw + (r->len == r->raw_len ? at - r->clean : 0);
    r = run_of(w, at + n - 1);
    uint64_t end = r->raw + (r->len == r->raw_len ? at + n - r->clean : r->raw_len);
    *raw_n = end - *raw;
}

static void copy(hs_writer *w, uint32_t at, uint32_t n)
{
    while (n) {
        const hs_run *r = run_of(w, at);
        uint32_t within = at - r->clean, take = r->len - within < n ? r->len - within : n;
        hs_buf_add(&w->doc->text, w->from->text.p + at, take);
        if (r->len == r->raw_len) {
            map(w, take, r->raw + within, take);
        } else {
            map(w, take, r->raw, r->raw_len);
        }
        at += take;
        n -= take;
    }
}

void hs_write_block(hs_writer *w, hs_block_kind kind)
{
    hs_write_end(w);
    HS_PUSH(w->doc->blocks)->kind = kind;
    w->open = true;
    w->space = false;
}

static bool tight(uint32_t a, uint32_t b)
{
    return a == b && (a == HS_BLOCK_ITEM || a == HS_BLOCK_TURN);
}

/* Before a word: the separator of a block that begins, or the space that is due. */
static void before_word(hs_writer *w)
{
    hs_doc *d = w->doc;
    hs_block *b = &d->blocks.v[d->blocks.n - 1];
    if (b->at.n == 0) {
        if (d->blocks.n > 1) hs_buf_str(&d->text, tight(b[-1].kind, b->kind) ? "\n" : "\n\n");
        b->at.at = (uint32_t)d->text.n;
    } else if (w->space) {
        hs_buf_char(&d->text, ' ');
        uint64_t raw, n;
        if (w->gap_n) {
            raw_of(w, w->gap, w->gap_n, &raw, &n);
            map(w, 1, raw, n);
        }
    }
    w->space = false;
}

static void after_word(hs_writer *w)
{
    hs_block *b = &w->doc->blocks.v[w->doc->blocks.n - 1];
    b->at.n = (uint32_t)w->doc->text.n - b->at.at;
}

static void due(hs_writer *w, uint32_t at, uint32_t n)
{
    if (!w->space || w->gap_n == 0 || w->gap + w->gap_n != at) {
        w->gap = at;
        w->gap_n = 0;
    }
    w->gap_n += n;
    w->space = true;
}

static bool is_space(uint32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : c != 0x200B && c != 0xFEFF && hs_uc_space(c);
}

enum { SOFT_HYPHEN = 0xAD };

void hs_write_text(hs_writer *w, uint32_t at, uint32_t n)
{
    hs_str s = {w->from->text.p + at, n};
    for (size_t i = 0; i < n;) {
        size_t from = i, to = i;
        uint32_t c = 0;
        while (i < n && !is_space(c = hs_utf8_next(s, &i)) && c != SOFT_HYPHEN) to = i;
        if (to > from) {
            before_word(w);
            copy(w, at + (uint32_t)from, (uint32_t)(to - from));
            after_word(w);
        }
        if (i > to && c != SOFT_HYPHEN) due(w, at + (uint32_t)to, (uint32_t)(i - to));
    }
}

void hs_write_as(hs_writer *w, uint32_t at, uint32_t n, hs_str word)
{
    size_t end = 0;
    uint32_t c = word.n ? hs_utf8_next(word, &end) : SOFT_HYPHEN;
    if (end == word.n && is_space(c)) due(w, at, n);
    if (end == word.n && (is_space(c) || c == SOFT_HYPHEN)) return;
    before_word(w);
    hs_buf_add(&w->doc->text, word.p, word.n);
    uint64_t raw, raw_n;
    raw_of(w, at, n, &raw, &raw_n);
    map(w, (uint32_t)word.n, raw, raw_n);
    after_word(w);
}

void hs_write_made(hs_writer *w, hs_str word)
{
    before_word(w);
    hs_buf_add(&w->doc->text, word.p, word.n);
    after_word(w);
}

void hs_write_gap(hs_writer *w)
{
    if (w->space) return;
    w->space = true;
    w->gap_n = 0;
}

void hs_write_speaker(hs_writer *w)
{
    hs_block *b = &w->doc->blocks.v[w->doc->blocks.n - 1];
    b->speaker = b->at;
}

void hs_write_end(hs_writer *w)
{
    hs_doc *d = w->doc;
    if (w->open && d->blocks.v[d->blocks.n - 1].at.n == 0) d->blocks.n--;
    w->open = false;
}
