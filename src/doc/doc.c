#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#define NAME_OF(table, i) ((i) < sizeof(table) / sizeof *(table) ? (table)[i] : "unknown")

const char *hs_kind_name(uint32_t kind)
{
    static const char *const names[] = {"person", "organisation", "place", "other"};
    return NAME_OF(names, kind);
}

const char *hs_mode_name(uint32_t mode)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return NAME_OF(names, mode);
}

const char *hs_stance_name(uint32_t stance)
{
    static const char *const names[] = {"states", "alleges", "denies", "estimates", "believes", "asks"};
    return NAME_OF(names, stance);
}

const char *hs_voice_kind_name(uint32_t kind)
{
    static const char *const names[] = {"person", "organisation", "document", "unnamed", "author"};
    return NAME_OF(names, kind);
}

hs_doc *hs_doc_new(void)
{
    hs_doc *d = hs_calloc(1, sizeof *d);
    d->published_day = HS_NO_DAY;
    hs_buf_char(&d->pool, '\0');
    hs_buf_add(&d->text, "", 0);
    return d;
}

void hs_doc_free(hs_doc *d)
{
    if (!d) return;
    hs_doc_clear_found(d);
    HS_VEC_FREE(d->ruled);
    hs_map_free(&d->children.names);
    hs_buf_free(&d->children.list);
    HS_VEC_FREE(d->map);
    HS_VEC_FREE(d->locators);
    HS_VEC_FREE(d->blocks);
    hs_buf_free(&d->text);
    hs_buf_free(&d->pool);
    free(d);
}

void hs_doc_clear_found(hs_doc *d)
{
    HS_VEC_FREE(d->sentences);
    HS_VEC_FREE(d->tokens);
    HS_VEC_FREE(d->spans);
    HS_VEC_FREE(d->links);
    HS_VEC_FREE(d->strings);
    HS_VEC_FREE(d->mentions);
    HS_VEC_FREE(d->chains);
    HS_VEC_FREE(d->quotes);
    HS_VEC_FREE(d->figures);
    HS_VEC_FREE(d->dates);
    HS_VEC_FREE(d->attributions);
    HS_VEC_FREE(d->assertions);
    HS_VEC_FREE(d->acts);
}

bool hs_doc_find_words(const hs_doc *d, hs_str words, hs_span *at)
{
    hs_str text = {d->text.p, d->text.n};
    uint32_t best = HS_NONE, far = UINT32_MAX;
    for (size_t from = 0, k; from < text.n; from += k + 1) {
        k = hs_str_find((hs_str){text.p + from, text.n - from}, words);
        if (k == SIZE_MAX) break;
        uint32_t there = (uint32_t)(from + k), off = there > at->at ? there - at->at : at->at - there;
        if (off < far) best = there;
        if (off >= far) break; /* ascending: it only gets farther */
        far = off;
    }
    if (best != HS_NONE) *at = (hs_span){best, (uint32_t)words.n};
    return best != HS_NONE;
}

hs_ref hs_doc_intern(hs_doc *d, hs_str s)
{
    if (!s.n || d->pool.n + s.n + 1 >= UINT32_MAX) return 0;
    const char *nul = memchr(s.p, '\0', s.n);
    if (nul) s.n = (size_t)(nul - s.p);
    if (!s.n) return 0;
    hs_ref r = (hs_ref)d->pool.n;
    if (s.p >= d->pool.p && s.p < d->pool.p + d->pool.n) { /* a string of the pool itself: growing may move it */
        char *copy = hs_strndup(s.p, s.n);
        hs_buf_add(&d->pool, copy, s.n + 1);
        free(copy);
    } else {
        hs_buf_add(&d->pool, s.p, s.n);
        hs_buf_char(&d->pool, '\0');
    }
    return r;
}

const char *hs_doc_str(const hs_doc *d, hs_ref r)
{
    return r < d->pool.n ? d->pool.p + r : "";
}

hs_str hs_doc_text(const hs_doc *d, hs_span s)
{
    return (hs_str){d->text.p + s.at, s.n};
}

hs_span hs_span_join(hs_span a, hs_span b)
{
    uint32_t from = a.at < b.at ? a.at : b.at;
    uint32_t to = hs_span_end(a) > hs_span_end(b) ? hs_span_end(a) : hs_span_end(b);
    return (hs_span){from, to - from};
}

hs_range hs_doc_spans(hs_doc *d, const hs_span *v, uint32_t n)
{
    hs_range r = {d->spans.n, n};
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(d->spans) = v[i];
    return r;
}

hs_range hs_doc_links(hs_doc *d, const uint32_t *v, uint32_t n)
{
    hs_range r = {d->links.n, n};
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(d->links) = v[i];
    return r;
}

hs_range hs_doc_strings(hs_doc *d, const hs_ref *v, uint32_t n)
{
    hs_range r = {d->strings.n, n};
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(d->strings) = v[i];
    return r;
}

uint32_t hs_doc_token_at(const hs_doc *d, uint32_t at)
{
    uint32_t lo = 0, hi = d->tokens.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hs_span_end(d->tokens.v[mid].at) > at) {
            hi = mid;
        } else {
            lo = mid + 1;
        }
    }
    return lo;
}

uint32_t hs_doc_sentence_at(const hs_doc *d, uint32_t at)
{
    uint32_t lo = 0, hi = d->sentences.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hs_span_end(d->sentences.v[mid].at) > at) {
            hi = mid;
        } else {
            lo = mid + 1;
        }
    }
    return lo;
}

void hs_doc_identify(hs_doc *d, hs_str raw)
{
    char hex[65], id[14];
    d->sha = hs_sha256_of(raw.p, raw.n);
    hs_sha256_hex(&d->sha, hex);
    id[0] = 'd';
    memcpy(id + 1, hex, 12);
    d->id = hs_doc_intern(d, (hs_str){id, 13});
    d->raw_size = raw.n;
}

static uint32_t run_at(const hs_doc *d, uint32_t clean)
{
    uint32_t lo = 0, hi = d->map.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (d->map.v[mid].clean + d->map.v[mid].len > clean) {
            hi = mid;
        } else {
            lo = mid + 1;
        }
    }
    return lo;
}

void hs_doc_raw(const hs_doc *d, hs_span s, hs_raw_ranges *out)
{
    for (uint32_t i = run_at(d, s.at); i < d->map.n && d->map.v[i].clean < hs_span_end(s); i++) {
        const hs_run *r = &d->map.v[i];
        uint64_t from = r->raw, to = r->raw + r->raw_len;
        if (r->len == r->raw_len) {
            if (s.at > r->clean) from += s.at - r->clean;
            if (hs_span_end(s) < r->clean + r->len) to -= r->clean + r->len - hs_span_end(s);
        }
        if (out->n && out->v[out->n - 1].to == from) {
            out->v[out->n - 1].to = to;
        } else {
            *HS_PUSH(*out) = (hs_raw_range){from, to};
        }
    }
}

hs_range hs_doc_locators(const hs_doc *d, hs_span s)
{
    uint32_t lo = 0, hi = d->locators.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hs_span_end(d->locators.v[mid].at) > s.at) {
            hi = mid;
        } else {
            lo = mid + 1;
        }
    }
    hs_range r = {lo, 0};
    while (lo + r.n < d->locators.n && d->locators.v[lo + r.n].at.at < hs_span_end(s)) r.n++;
    return r;
}

void hs_doc_place(const hs_doc *d, hs_span s, hs_buf *out)
{
    hs_range r = hs_doc_locators(d, s);
    if (!r.n) return;
    const char *first = hs_doc_str(d, d->locators.v[r.first].name);
    const char *last = hs_doc_str(d, d->locators.v[r.first + r.n - 1].name);
    hs_buf_str(out, first);
    if (strcmp(first, last) != 0) hs_buf_printf(out, " to %s", last);
}

static bool has_box(const hs_locator *l)
{
    return l->x1 > l->x0 && l->y1 > l->y0;
}

bool hs_doc_box(const hs_doc *d, hs_span s, hs_locator *out)
{
    hs_range r = hs_doc_locators(d, s);
    bool found = false;
    for (uint32_t i = r.first; i < r.first + r.n; i++) {
        const hs_locator *l = &d->locators.v[i];
        if (!l->page || !has_box(l) || (found && l->page != out->page)) continue;
        if (!found) *out = *l;
        found = true;
        if (l->x0 < out->x0) out->x0 = l->x0;
        if (l->y0 < out->y0) out->y0 = l->y0;
        if (l->x1 > out->x1) out->x1 = l->x1;
        if (l->y1 > out->y1) out->y1 = l->y1;
    }
    return found;
}

void hs_doc_locate(hs_doc *d, uint32_t from, hs_locator l)
{
    if (from >= d->text.n) return;
    l.at = (hs_span){from, (uint32_t)d->text.n - from};
    *HS_PUSH(d->locators) = l;
}

uint32_t hs_block_body(const hs_doc *d, const hs_block *b)
{
    uint32_t end = hs_span_end(b->at), body = b->at.at;
    if (!b->speaker.n) return body;
    bool inside = hs_span_covers(b->at, b->speaker);
    if (!inside && (b->kind != HS_BLOCK_TURN || b->at.n < 2 || d->text.p[body + 1] != '.')) return body;
    body = inside ? hs_span_end(b->speaker) : body + 2;
    while (body < end && strchr(" \t:.", d->text.p[body])) body++;
    return body;
}
