#include "doc/pack.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAGIC = 0x33445348 }; /* "HSD3" */

/* clang-format off */
/* Everything of hs_doc that is neither a buffer nor an array. */
#define SCALARS(X) \
    X(sha) X(id) X(path) X(media) X(charset) X(title) X(author) X(outlet) X(published) X(published_day) \
    X(published_by) X(canonical) X(language) X(parent) X(verdict) X(part) X(reason) X(raw_size)

#define ARRAYS(X) \
    X(map) X(locators) X(blocks) X(sentences) X(tokens) X(spans) X(links) X(strings) X(mentions) X(chains) X(quotes) X(figures) \
    X(dates) X(attributions) X(assertions) X(acts)
/* clang-format on */

void hs_doc_pack(const hs_doc *d, hs_buf *out)
{
    uint32_t magic = MAGIC, n;
    hs_buf_add(out, &magic, sizeof magic);
#define PACK_SCALAR(f) hs_buf_add(out, &d->f, sizeof d->f);
    SCALARS(PACK_SCALAR)
    const hs_buf *bufs[] = {&d->text, &d->pool};
    for (size_t i = 0; i < 2; i++) {
        n = (uint32_t)bufs[i]->n;
        hs_buf_add(out, &n, sizeof n);
        hs_buf_add(out, bufs[i]->p, n);
    }
#define PACK_ARRAY(f)                                                                                                  \
    hs_buf_add(out, &d->f.n, sizeof d->f.n);                                                                           \
    hs_buf_add(out, d->f.v, d->f.n * sizeof *d->f.v);
    ARRAYS(PACK_ARRAY)
}

static bool take(hs_str *in, void *to, size_t n)
{
    if (in->n < n) return false;
    if (n) memcpy(to, in->p, n);
    *in = (hs_str){in->p + n, in->n - n};
    return true;
}

/* With room behind it for what may be added: where the file lies, what became of it. */
static bool take_buf(hs_str *in, hs_buf *b)
{
    enum { ROOM = 200 };
    uint32_t n;
    if (!take(in, &n, sizeof n) || in->n < n) return false;
    hs_buf_free(b);
    b->cap = (size_t)n + ROOM;
    b->p = hs_malloc(b->cap);
    hs_buf_add(b, in->p, n);
    *in = (hs_str){in->p + n, in->n - n};
    return true;
}

hs_doc *hs_doc_unpack(hs_str in, hs_err *err)
{
    hs_doc *d = hs_doc_new();
    uint32_t magic, n;
    if (!take(&in, &magic, sizeof magic) || magic != MAGIC) goto broken;
#define TAKE_SCALAR(f)                                                                                                 \
    if (!take(&in, &d->f, sizeof d->f)) goto broken;
    SCALARS(TAKE_SCALAR)
    if (!take_buf(&in, &d->text) || !take_buf(&in, &d->pool)) goto broken;
#define TAKE_ARRAY(f)                                                                                                  \
    if (!take(&in, &n, sizeof n) || in.n / sizeof *d->f.v < n) goto broken;                                            \
    d->f.v = hs_realloc_array(NULL, n, sizeof *d->f.v);                                                                \
    d->f.n = d->f.cap = n;                                                                                             \
    if (!take(&in, d->f.v, n * sizeof *d->f.v)) goto broken;
    ARRAYS(TAKE_ARRAY)
    if (in.n) goto broken;
    if (!hs_doc_check(d, err)) {
        hs_doc_free(d);
        return NULL;
    }
    return d;
broken:
    hs_doc_free(d);
    hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a packed document is cut short or damaged");
    return NULL;
}

/* ---- checks ---- */

static bool boundary(const hs_doc *d, uint32_t at)
{
    return at == d->text.n || ((unsigned char)d->text.p[at] & 0xC0) != 0x80;
}

static bool span_ok(const hs_doc *d, hs_span s)
{
    return s.at <= d->text.n && s.n <= d->text.n - s.at && boundary(d, s.at) && boundary(d, s.at + s.n);
}

static bool range_ok(hs_range r, uint32_t n)
{
    return r.first <= n && r.n <= n - r.first;
}

static bool ref_ok(const hs_doc *d, hs_ref r)
{
    return r < d->pool.n;
}

static bool index_ok(uint32_t i, uint32_t n)
{
    return i < n || i == HS_NONE;
}

static bool all_below(const hs_doc *d, hs_range r, uint32_t n)
{
    if (!range_ok(r, d->links.n)) return false;
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (d->links.v[i] >= n) return false;
    return true;
}

static bool voice_ok(const hs_doc *d, hs_voice v)
{
    return v.kind <= HS_VOICE_AUTHOR && index_ok(v.chain, d->chains.n) && ref_ok(d, v.name);
}

#define CHECK(cond)                                                                                                    \
    if (!(cond)) return #cond

static const char *check_head(const hs_doc *d)
{
    const hs_ref refs[] = {d->id,        d->path,         d->media,     d->charset,  d->title,  d->author, d->outlet,
                           d->published, d->published_by, d->canonical, d->language, d->parent, d->part,   d->reason};
    CHECK(hs_utf8_bad((hs_str){d->text.p, d->text.n}) == SIZE_MAX);
    CHECK(hs_utf8_bad((hs_str){d->pool.p, d->pool.n}) == SIZE_MAX);
    CHECK(d->pool.n > 0 && d->pool.p[0] == '\0' && d->pool.p[d->pool.n - 1] == '\0');
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) CHECK(ref_ok(d, refs[i]));
    CHECK(d->verdict <= HS_READ_NOT);
    uint64_t clean = 0, raw = 0;
    for (uint32_t i = 0; i < d->map.n; i++) {
        const hs_run *r = &d->map.v[i];
        CHECK(r->clean >= clean && r->raw >= raw && r->raw <= d->raw_size && r->raw_len <= d->raw_size - r->raw);
        CHECK(span_ok(d, (hs_span){r->clean, r->len}));
        clean = (uint64_t)r->clean + r->len;
        raw = r->raw + r->raw_len;
    }
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->locators.n; i++) {
        const hs_locator *l = &d->locators.v[i];
        CHECK(span_ok(d, l->at) && l->at.at >= end && l->kind <= HS_AT_PART && l->sure <= 100);
        CHECK(l->x0 <= l->x1 && l->y0 <= l->y1 && l->name && ref_ok(d, l->name));
        end = hs_span_end(l->at);
    }
    end = 0;
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        const hs_block *b = &d->blocks.v[i];
        CHECK(span_ok(d, b->at) && b->at.at >= end && span_ok(d, b->speaker) && b->kind <= HS_BLOCK_TURN);
        end = hs_span_end(b->at);
    }
    return NULL;
}

static const char *check_parse(const hs_doc *d)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const hs_sentence *s = &d->sentences.v[i];
        CHECK(span_ok(d, s->at) && s->at.at >= end && range_ok((hs_range){s->first, s->n}, d->tokens.n));
        CHECK(index_ok(s->block, d->blocks.n));
        end = hs_span_end(s->at);
    }
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        const hs_token *t = &d->tokens.v[i];
        CHECK(span_ok(d, t->at) && t->head < d->tokens.n && ref_ok(d, t->lemma) && ref_ok(d, t->feats));
        CHECK(t->upos < HS_UPOS_COUNT && t->deprel < HS_DEP_COUNT && t->ne <= HS_NE_MISC);
    }
    for (uint32_t i = 0; i < d->spans.n; i++) CHECK(span_ok(d, d->spans.v[i]));
    for (uint32_t i = 0; i < d->strings.n; i++) CHECK(ref_ok(d, d->strings.v[i]));
    return NULL;
}

static const char *check_names(const hs_doc *d)
{
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[i];
        CHECK(span_ok(d, m->at) && m->kind <= HS_OTHER && m->form <= HS_PRONOUN && index_ok(m->chain, d->chains.n));
        CHECK(ref_ok(d, m->name) && ref_ok(d, m->role) && ref_ok(d, m->why));
    }
    for (uint32_t i = 0; i < d->chains.n; i++) {
        const hs_chain *c = &d->chains.v[i];
        CHECK(c->kind <= HS_OTHER && c->mention < d->mentions.n && ref_ok(d, c->name) && ref_ok(d, c->why));
        CHECK(range_ok(c->names, d->strings.n));
    }
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        const hs_quote *q = &d->quotes.v[i];
        CHECK(span_ok(d, q->outer) && span_ok(d, q->inner) && q->kind <= HS_QUOTE_BLOCK);
        CHECK(index_ok(q->parent, d->quotes.n) && (q->before == HS_NONE || q->before < i));
    }
    for (uint32_t i = 0; i < d->figures.n; i++) {
        const hs_figure *f = &d->figures.v[i];
        CHECK(span_ok(d, f->at) && span_ok(d, f->counted_at) && ref_ok(d, f->unit) && ref_ok(d, f->counted));
        CHECK(ref_ok(d, f->event) && ref_ok(d, f->per));
    }
    for (uint32_t i = 0; i < d->dates.n; i++)
        CHECK(span_ok(d, d->dates.v[i].at) && d->dates.v[i].anchor <= HS_ANCHOR_TEXT);
    return NULL;
}

static const char *check_voices(const hs_doc *d)
{
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        CHECK(range_ok(a->source, d->spans.n) && range_ok(a->cue, d->spans.n) && range_ok(a->content, d->spans.n));
        CHECK(a->mode <= HS_MIXED && a->stance <= HS_ASKS && index_ok(a->parent, d->attributions.n) && a->parent != i);
        CHECK(voice_ok(d, a->voice) && voice_ok(d, a->other) && ref_ok(d, a->addressee) && ref_ok(d, a->why));
        CHECK(index_ok(a->addressee_chain, d->chains.n));
    }
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        const hs_assertion *s = &d->assertions.v[i];
        CHECK(range_ok(s->spans, d->spans.n) && s->spans.n > 0 && index_ok(s->attribution, d->attributions.n));
        CHECK(voice_ok(d, s->voice) && ref_ok(d, s->predicate) && ref_ok(d, s->terms) && span_ok(d, s->act));
        CHECK(all_below(d, s->mentions, d->mentions.n) && all_below(d, s->figures, d->figures.n));
        CHECK(all_below(d, s->dates, d->dates.n));
    }
    for (uint32_t i = 0; i < d->acts.n; i++)
        CHECK(span_ok(d, d->acts.v[i].at) && ref_ok(d, d->acts.v[i].act) && d->acts.v[i].kind <= HS_THINGS);
    for (uint32_t i = 0, up, steps; i < d->attributions.n; i++) { /* no cycle of parents */
        for (up = d->attributions.v[i].parent, steps = 0; up != HS_NONE; up = d->attributions.v[up].parent)
            CHECK(++steps <= 64 && up != i);
    }
    return NULL;
}

bool hs_doc_check(const hs_doc *d, hs_err *err)
{
    const char *bad = check_head(d);
    if (!bad) bad = check_parse(d);
    if (!bad) bad = check_names(d);
    if (!bad) bad = check_voices(d);
    return !bad || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "a document is not sound: not (%s)", bad);
}
