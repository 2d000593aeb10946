#include "doc/bound.h"

#include "doc/children.h"

static uint64_t found_rows(const hs_doc *d)
{
    return (uint64_t)d->mentions.n + d->chains.n + d->quotes.n + d->figures.n + d->dates.n + d->attributions.n +
           d->assertions.n + d->acts.n;
}

static uint64_t read_rows(const hs_doc *d)
{
    return (uint64_t)d->blocks.n + d->locators.n + d->map.n;
}

static bool text_fits(const hs_doc *d, uint32_t share)
{
    return d->text.n <= HS_DOC_TEXT / share && read_rows(d) <= HS_DOC_READ_ROWS / share;
}

bool hs_doc_is_bounded(const hs_doc *d)
{
    return text_fits(d, 1) && found_rows(d) <= HS_DOC_FOUND_ROWS;
}

static uint32_t runs_before(const hs_doc *d, uint32_t end)
{
    return HS_BEFORE(d->map, hs_run, clean, end);
}

static uint32_t locators_before(const hs_doc *d, uint32_t end)
{
    return HS_BEFORE(d->locators, hs_locator, at.at, end);
}

static bool fits_to(const hs_doc *d, uint32_t share, uint32_t blocks, uint32_t end)
{
    return end <= HS_DOC_TEXT / share &&
           (uint64_t)blocks + runs_before(d, end) + locators_before(d, end) <= HS_DOC_READ_ROWS / share;
}

/* The end of the words that fit where not even the first block does. */
static uint32_t words_that_fit(const hs_doc *d, uint32_t share)
{
    hs_str text = {d->text.p, d->text.n};
    uint32_t low = 0, high = (uint32_t)d->text.n;
    while (low < high) {
        uint32_t mid = low + (high - low + 1) / 2;
        if (fits_to(d, share, 1, mid)) {
            low = mid;
        } else {
            high = mid - 1;
        }
    }
    uint32_t end = low;
    while (end < text.n && end > low / 2 && text.p[end] != ' ' && text.p[end] != '\n') end--;
    if (end <= low / 2) end = low; /* one word of megabytes */
    while (end && ((unsigned char)text.p[end] & 0xC0) == 0x80) end--;
    return end;
}

static void cut_span(hs_span *s, uint32_t end)
{
    if (s->at > end) s->at = end;
    if (s->n > end - s->at) s->n = end - s->at;
}

/* Nothing of the text behind byte `end` is left, nor of what lies there. */
static void cut_at(hs_doc *d, uint32_t blocks, uint32_t end)
{
    d->map.n = runs_before(d, end);
    d->locators.n = locators_before(d, end);
    d->blocks.n = blocks;
    d->text.n = end;
    if (d->map.n) {
        hs_run *last = &d->map.v[d->map.n - 1];
        bool same = last->len == last->raw_len;
        if (last->len > end - last->clean) last->len = end - last->clean;
        if (same) last->raw_len = last->len;
    }
    if (d->locators.n) cut_span(&d->locators.v[d->locators.n - 1].at, end);
    if (!blocks) return;
    cut_span(&d->blocks.v[blocks - 1].at, end);
    cut_span(&d->blocks.v[blocks - 1].speaker, end);
}

void hs_doc_bound_text(hs_doc *d, uint32_t share)
{
    uint32_t low = 0, high = d->blocks.n;
    if (text_fits(d, share)) return;
    while (low < high) {
        uint32_t mid = low + (high - low + 1) / 2;
        if (fits_to(d, share, mid, hs_span_end(d->blocks.v[mid - 1].at))) {
            low = mid;
        } else {
            high = mid - 1;
        }
    }
    if (low) {
        cut_at(d, low, hs_span_end(d->blocks.v[low - 1].at));
    } else {
        cut_at(d, d->blocks.n ? 1 : 0, words_that_fit(d, share));
    }
    hs_doc_partly(d, "the end", "it is longer than is kept of one document");
}
