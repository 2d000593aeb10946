/* Who took from whom. Two ways: passages that stand in two documents (fingerprints find the pairs, words are aligned,
 * what is only the same quotation of one speaker does not count), sentences said again in other words; and what a
 * document itself names as its source («citing the Ilvar Post», «published in …», «told RT»). Direction: a named source
 * first, then the dates; where neither tells, it is unknown and said so. */
#include "base/hash.h"
#include "base/map.h"
#include "link/link.h"
#include "link/upstream.h"
#include "link/words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    RUN = 7,          /* words of the shortest run that is looked at */
    PASSAGE = 10,     /* words of the shortest passage that counts */
    STEMS = 5,        /* distinct words in it that are no stop words */
    LONG = 18,        /* words of a passage that tells on its own */
    COMMON = 60,      /* a fingerprint in more documents than this is boilerplate */
    OWN_WORDS = 14,   /* unquoted words in passages that make a derivation */
    COPY_SHARE = 800, /* per mille of the taker's words */
    REWRITE_SHARE = 300,
    TAKEN_SHARE = 100,      /* of one long passage, with less in all */
    SAME_OUTLET_SHARE = 600 /* an outlet repeats its own background */
};

typedef struct {
    hs_words words;
    HS_VEC(uint32_t) sentences; /* first word of each; one more at the end */
    HS_VEC(uint64_t) stems;     /* of each sentence: its distinct stems, ascending */
    HS_VEC(uint32_t) first;     /* where each sentence's stems start; one more at the end */
    HS_VEC(uint64_t) masks;     /* of each sentence: a bit for each of its stems */
} text;

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static void add_stems(text *t, uint32_t from, uint32_t to)
{
    uint32_t first = t->stems.n, kept = first;
    *HS_PUSH(t->first) = first;
    for (uint32_t i = from; i < to; i++)
        if (t->words.v[i].stem) *HS_PUSH(t->stems) = t->words.v[i].stem;
    if (t->stems.n > first) qsort(t->stems.v + first, t->stems.n - first, sizeof *t->stems.v, by_value);
    for (uint32_t i = first; i < t->stems.n; i++)
        if (kept == first || t->stems.v[kept - 1] != t->stems.v[i]) t->stems.v[kept++] = t->stems.v[i];
    t->stems.n = kept;
    uint64_t mask = 0;
    for (uint32_t i = first; i < kept; i++) mask |= UINT64_C(1) << (hs_mix64(t->stems.v[i]) & 63);
    *HS_PUSH(t->masks) = mask;
}

typedef struct {
    uint32_t a, b, shared;
} pair;

typedef struct {
    hs_pile *p;
    text *texts;
    HS_VEC(pair) pairs;
    hs_upstreams up;
} finder;

static void read_text(const hs_doc *d, text *t)
{
    hs_link_words(d, &t->words);
    *HS_PUSH(t->sentences) = 0;
    for (uint32_t i = 0; i < t->words.n; i++)
        if (t->words.v[i].ends || i + 1 == t->words.n) {
            add_stems(t, t->sentences.v[t->sentences.n - 1], i + 1);
            *HS_PUSH(t->sentences) = i + 1;
        }
    *HS_PUSH(t->first) = t->stems.n;
}

/* ---- pairs that may have to do with each other ---- */

typedef struct {
    uint64_t hash;
    uint32_t doc;
} posting;

static int posting_order(const void *x, const void *y)
{
    const posting *a = x, *b = y;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static int pair_order(const void *x, const void *y)
{
    const pair *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

typedef HS_VEC(posting) postings;

/* Every pair of documents that share a posting held by at most `common` documents, with the number they share. */
static void share_postings(postings *all, uint32_t common, uint32_t least, finder *f)
{
    HS_VEC(pair) hits = {0};
    if (all->n) qsort(all->v, all->n, sizeof *all->v, posting_order);
    for (uint32_t i = 0, end; i < all->n; i = end) {
        for (end = i + 1; end < all->n && all->v[end].hash == all->v[i].hash; end++) {
        }
        if (end - i > common) continue;
        for (uint32_t x = i; x < end; x++)
            for (uint32_t y = x + 1; y < end; y++)
                if (all->v[x].doc != all->v[y].doc) *HS_PUSH(hits) = (pair){all->v[x].doc, all->v[y].doc, 1};
    }
    if (hits.n) qsort(hits.v, hits.n, sizeof *hits.v, pair_order);
    for (uint32_t i = 0, end; i < hits.n; i = end) {
        for (end = i + 1; end < hits.n && hits.v[end].a == hits.v[i].a && hits.v[end].b == hits.v[i].b; end++) {
        }
        if (end - i >= least) *HS_PUSH(f->pairs) = (pair){hits.v[i].a, hits.v[i].b, end - i};
    }
    HS_VEC_FREE(hits);
}

static void find_pairs(finder *f)
{
    enum { RARE_SHARED = 8 };
    postings prints = {0}, rare = {0};
    hs_hashes h = {0};
    uint32_t n = f->p->docs.n;
    for (uint32_t d = 0; d < n; d++) {
        h.n = 0;
        hs_words_fingerprints(&f->texts[d].words, &h);
        for (uint32_t i = 0; i < h.n; i++) *HS_PUSH(prints) = (posting){h.v[i], d};
        hs_map seen = {0};
        for (uint32_t i = 0; i < f->texts[d].words.n; i++) {
            const hs_word *w = &f->texts[d].words.v[i];
            if (!w->stem) continue;
            uint32_t *at = hs_map_at(&seen, (hs_str){(const char *)&w->stem, sizeof w->stem});
            if (*at == HS_MISSING) *HS_PUSH(rare) = (posting){w->stem, d};
            *at = 1;
        }
        hs_map_free(&seen);
    }
    share_postings(&prints, COMMON, 1, f);
    share_postings(&rare, n < 24 ? 6 : n / 4 < COMMON ? n / 4 : COMMON, RARE_SHARED, f);
    if (f->pairs.n) qsort(f->pairs.v, f->pairs.n, sizeof *f->pairs.v, pair_order);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->pairs.n; i++)
        if (!kept || pair_order(&f->pairs.v[kept - 1], &f->pairs.v[i]) != 0) f->pairs.v[kept++] = f->pairs.v[i];
    f->pairs.n = kept;
    HS_VEC_FREE(prints);
    HS_VEC_FREE(rare);
    HS_VEC_FREE(h);
}

/* ---- one pair ---- */

typedef struct {
    hs_matches passages;              /* in words of a and b; copied ones first, then sentences said again */
    uint32_t copied_a, copied_b, own; /* words in copied passages; of them not quoted on both sides */
    uint32_t again_a, again_b;        /* words of further sentences said again in other words */
    uint32_t copied_n, longest;       /* longest: words of the longest passage that tells on its own */
} overlap;

static bool covered(const hs_matches *m, uint32_t n, uint32_t from, uint32_t to)
{
    uint32_t inside = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = m->v[i].a > from ? m->v[i].a : from, end = m->v[i].a + m->v[i].na;
        uint32_t y = end < to ? end : to;
        if (y > x) inside += y - x;
    }
    return inside * 2 > to - from;
}

/* Stems that sentence i of a and sentence j of b share. */
static uint32_t shared_stems(const text *a, uint32_t i, const text *b, uint32_t j)
{
    uint32_t n = 0, x = a->first.v[i], y = b->first.v[j];
    while (x < a->first.v[i + 1] && y < b->first.v[j + 1]) {
        uint64_t u = a->stems.v[x], v = b->stems.v[y];
        n += u == v;
        x += u <= v;
        y += v <= u;
    }
    return n;
}

/* At most so many stems can be shared: those whose bits both sentences have, and those of i that share a bit. */
static uint32_t shared_at_most(const text *a, uint32_t i, const text *b, uint32_t j)
{
    uint32_t n = a->first.v[i + 1] - a->first.v[i];
    int bits = __builtin_popcountll(a->masks.v[i]), both = __builtin_popcountll(a->masks.v[i] & b->masks.v[j]);
    return (uint32_t)both + n - (uint32_t)bits;
}

/* Sentences of a that b says in other words: five stems in common at least, three in five of the shorter one's and two
 * in five of the longer one's. A sentence of b serves once. */
static void said_again(const text *a, const text *b, overlap *o)
{
    enum { SENTENCES = 400 };
    bool used[SENTENCES] = {false};
    uint32_t na = a->sentences.n - 1, nb = b->sentences.n - 1;
    for (uint32_t i = 0; i < na && i < SENTENCES; i++) {
        uint32_t from = a->sentences.v[i], to = a->sentences.v[i + 1], best = 0, at = 0;
        uint32_t n = a->first.v[i + 1] - a->first.v[i];
        if (n < 5 || covered(&o->passages, o->copied_n, from, to)) continue;
        for (uint32_t j = 0; j < nb && j < SENTENCES; j++) {
            uint32_t m = b->first.v[j + 1] - b->first.v[j];
            if (used[j] || m < 5) continue;
            uint32_t least = n < m ? n * 3 : m * 3, other = n < m ? m * 2 : n * 2;
            if (least < other) least = other;
            least = least > 25 ? (least + 4) / 5 : 5;
            if (shared_at_most(a, i, b, j) < least) continue;
            uint32_t both = shared_stems(a, i, b, j);
            if (both >= least && both > best) {
                best = both;
                at = j;
            }
        }
        if (!best) continue;
        used[at] = true;
        uint32_t words_b = b->sentences.v[at + 1] - b->sentences.v[at];
        *HS_PUSH(o->passages) = (hs_match){from, b->sentences.v[at], to - from, words_b, 0};
        o->again_a += to - from;
        o->again_b += words_b;
    }
}

/* Long enough, and of words that tell: «the president of the United States said on» is nobody's passage. */
static bool telling(const text *t, const hs_match *m)
{
    uint64_t seen[STEMS];
    uint32_t n = 0;
    for (uint32_t i = m->a; i < m->a + m->na && n < STEMS; i++) {
        bool old = !t->words.v[i].stem;
        for (uint32_t k = 0; k < n && !old; k++) old = seen[k] == t->words.v[i].stem;
        if (!old) seen[n++] = t->words.v[i].stem;
    }
    return m->na >= PASSAGE && n == STEMS;
}

static void compare(const text *a, const text *b, overlap *o)
{
    hs_matches runs = {0};
    hs_words_match(&a->words, &b->words, RUN, &runs);
    for (uint32_t i = 0; i < runs.n; i++)
        if (telling(a, &runs.v[i])) *HS_PUSH(o->passages) = runs.v[i];
    HS_VEC_FREE(runs);
    o->copied_n = o->passages.n;
    for (uint32_t i = 0; i < o->copied_n; i++) {
        const hs_match *m = &o->passages.v[i];
        if (m->na >= LONG && m->quoted * 2 < m->na) o->longest = m->na > o->longest ? m->na : o->longest;
        o->copied_a += m->na;
        o->copied_b += m->nb;
        o->own += m->na - (m->quoted < m->na ? m->quoted : m->na);
    }
    said_again(a, b, o);
}

static uint32_t per_mille(uint32_t part, uint32_t whole)
{
    return whole ? (uint32_t)((uint64_t)(part < whole ? part : whole) * 1000 / whole) : 0;
}

static hs_span words_span(const text *t, uint32_t first, uint32_t n)
{
    return hs_span_join(t->words.v[first].at, t->words.v[first + n - 1].at);
}

/* An agency's text says so in its dateline: «TESKARA, March 5 (Pelican Wire) -». Others take from it, not it from them.
 */
static bool agency_dateline(const hs_doc *d)
{
    enum { LOOK = 600 };
    const char *outlet = hs_doc_str(d, d->outlet);
    size_t n = strlen(outlet), end = d->text.n < LOOK ? d->text.n : LOOK;
    for (size_t i = 0; n && i + n + 2 < end; i++) {
        const char *at = d->text.p + i;
        if (*at != '(' || strncasecmp(at + 1, outlet, n) != 0 || at[n + 1] != ')') continue;
        const char *mark = at + n + 2 + strspn(at + n + 2, " ");
        if (*mark == '-' || !strncmp(mark, "\xE2\x80\x93", 3) || !strncmp(mark, "\xE2\x80\x94", 3)) return true;
    }
    return false;
}

/* Which of the two took: 1 for a, 2 for b, 0 unknown. The reason is appended. */
static int taker_of(finder *f, pair p, hs_buf *why)
{
    const hs_doc *a = f->p->docs.v[p.a], *b = f->p->docs.v[p.b];
    bool a_names_b = hs_upstream_names(&f->up, p.a, p.b), b_names_a = hs_upstream_names(&f->up, p.b, p.a);
    if (a_names_b != b_names_a) {
        const hs_doc *from = a_names_b ? b : a;
        hs_buf_printf(why, "; the taker names %s", hs_doc_str(from, from->outlet));
        return a_names_b ? 1 : 2;
    }
    bool a_agency = agency_dateline(a), b_agency = agency_dateline(b);
    if (a_agency != b_agency && a->published_day == b->published_day) {
        hs_buf_str(why, "; the other is an agency's text, by its dateline");
        return b_agency ? 1 : 2;
    }
    if (a->published_day != HS_NO_DAY && b->published_day != HS_NO_DAY && a->published_day != b->published_day) {
        bool a_later = a->published_day > b->published_day;
        char early[HS_DAY_TEXT], late[HS_DAY_TEXT];
        hs_day_text(a_later ? b->published_day : a->published_day, early);
        hs_day_text(a_later ? a->published_day : b->published_day, late);
        hs_buf_printf(why, "; published %s, the other %s", late, early);
        return a_later ? 1 : 2;
    }
    hs_buf_str(why, "; which was first is not known");
    return 0;
}

static void write_derivation(finder *f, pair p, const overlap *o, uint32_t kind)
{
    hs_ledger *l = &f->p->ledger;
    text *a = &f->texts[p.a], *b = &f->texts[p.b];
    uint32_t share_a = per_mille(o->copied_a + o->again_a, a->words.n);
    uint32_t share_b = per_mille(o->copied_b + o->again_b, b->words.n);
    hs_buf why = {0};
    uint32_t again = o->passages.n - o->copied_n;
    if (o->copied_n)
        hs_buf_printf(&why, "%u equal words in %u passage%s", o->copied_a, o->copied_n, &"s"[o->copied_n == 1]);
    if (again) hs_buf_printf(&why, "%s%u sentence%s said again", why.n ? ", " : "", again, &"s"[again == 1]);
    int taker = taker_of(f, p, &why);
    bool swap = taker == 2 || (taker == 0 && share_b > share_a);
    hs_derivation d = {.taker = swap ? p.b : p.a,
                       .from_doc = swap ? p.a : p.b,
                       .from_entity = HS_NONE,
                       .kind = kind,
                       .direction_unknown = taker == 0,
                       .share = swap ? share_b : share_a,
                       .passages = {l->passages.n, o->passages.n}};
    for (uint32_t i = 0; i < o->passages.n; i++) {
        const hs_match *m = &o->passages.v[i];
        hs_span x = words_span(a, m->a, m->na), y = words_span(b, m->b, m->nb);
        *HS_PUSH(l->passages) = swap ? (hs_passage){y, x} : (hs_passage){x, y};
    }
    d.why = hs_ledger_intern(l, (hs_str){hs_buf_c(&why), why.n});
    *HS_PUSH(l->derivations) = d;
    hs_buf_free(&why);
}

static bool same_outlet(const hs_doc *a, const hs_doc *b)
{
    return a->outlet && b->outlet &&
           hs_str_ieq(hs_str_of(hs_doc_str(a, a->outlet)), hs_str_of(hs_doc_str(b, b->outlet)));
}

static void judge(finder *f, pair p)
{
    text *a = &f->texts[p.a], *b = &f->texts[p.b];
    overlap o = {0};
    compare(a, b, &o);
    uint32_t copied_a = per_mille(o.copied_a, a->words.n), copied_b = per_mille(o.copied_b, b->words.n);
    uint32_t copied = copied_a > copied_b ? copied_a : copied_b;
    uint32_t all_a = per_mille(o.copied_a + o.again_a, a->words.n),
             all_b = per_mille(o.copied_b + o.again_b, b->words.n);
    uint32_t all = all_a > all_b ? all_a : all_b, again = o.passages.n - o.copied_n;
    bool own = o.own >= OWN_WORDS || again >= 3;
    if (same_outlet(f->p->docs.v[p.a], f->p->docs.v[p.b]) && all < SAME_OUTLET_SHARE) own = false;
    if (own && copied >= COPY_SHARE) {
        write_derivation(f, p, &o, HS_COPIES);
    } else if (own && all >= REWRITE_SHARE && o.copied_n + again >= 3) {
        write_derivation(f, p, &o, HS_REWRITES);
    } else if (own && o.longest && (o.own >= LONG * 2 || copied >= TAKEN_SHARE)) {
        write_derivation(f, p, &o, HS_COPIES);
    }
    HS_VEC_FREE(o.passages);
}

bool hs_link_derivations(hs_pile *p, hs_err *err)
{
    (void)err;
    finder f = {.p = p, .texts = hs_calloc(p->docs.n, sizeof *f.texts)};
    for (uint32_t d = 0; d < p->docs.n; d++) read_text(p->docs.v[d], &f.texts[d]);
    hs_upstreams_find(p, &f.up);
    find_pairs(&f);
    for (uint32_t i = 0; i < f.pairs.n; i++) judge(&f, f.pairs.v[i]);
    hs_upstreams_write(p, &f.up);
    for (uint32_t d = 0; d < p->docs.n; d++) {
        HS_VEC_FREE(f.texts[d].words);
        HS_VEC_FREE(f.texts[d].sentences);
        HS_VEC_FREE(f.texts[d].stems);
        HS_VEC_FREE(f.texts[d].first);
        HS_VEC_FREE(f.texts[d].masks);
    }
    free(f.texts);
    HS_VEC_FREE(f.pairs);
    hs_upstreams_free(&f.up);
    return true;
}
