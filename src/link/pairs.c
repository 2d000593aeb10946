#include "link/pairs.h"

#include "base/sort.h"
#include "link/kept.h"

#include <stdlib.h>
#include <string.h>

enum {
    WHOLE = 40,        /* holders of a hash that are all paired with each other */
    FIRST = 8,         /* of a longer list: the earliest holders, with which all others are paired */
    RARE = 60,         /* holders of a word that is rare */
    PRINTS_SHARED = 2, /* fingerprints, or rare words, that make a pair */
    RARE_SHARED = 8,
    SPREAD = 4,  /* unrelated holders of a passage that is nobody's, where most are unrelated */
    CERTAIN = 6, /* and where there are further holders */
    SAMPLE = 24, /* holders that are looked at for that */
    AROUND = 60, /* words around a fingerprint that may be the same passage */
    TELLING = 6, /* fingerprints further off that a document must have to be called unrelated */
    RELATED = 8, /* one in so many of them shared makes two documents related */
};

typedef struct {
    uint64_t hash;
    uint32_t doc, at;
} posting;

/* Postings by hash; each list of equal hashes by the rank of its documents: earliest first, undated last. */
typedef struct {
    HS_VEC(posting) all;
    uint32_t *doc;   /* per posting */
    uint32_t *list;  /* per posting: the first one of its list; one more at the end */
    uint32_t *end;   /* per first posting of a list */
    uint32_t *first; /* per document: its place in own; one more at the end */
    uint32_t *own;   /* indices of postings by document */
    uint32_t docs;
    bool *fresh;   /* per document: none of its pairs is kept */
    bool *touched; /* per document: its pairs are counted again; all that are fresh, and those of lists that changed */
} postings;

/* Which holders of a list make pairs, but for those that are fresh, is no longer what it was. */
static void touch_list(postings *p, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) p->touched[p->all.v[i].doc] = true;
}

static uint32_t fresh_of(const postings *p, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++) n += p->fresh[p->all.v[i].doc];
    return n;
}

/* Leaves lists of two holders to `most`: the others pair nobody. */
static void leave_lists(postings *p, uint32_t most)
{
    uint32_t left = 0;
    for (uint32_t i = 0, end; i < p->all.n; i = end) {
        for (end = i + 1; end < p->all.n && p->all.v[end].hash == p->all.v[i].hash; end++) {
        }
        if (end - i > most && end - i - fresh_of(p, i, end) <= most) touch_list(p, i, end);
        if (end - i < 2 || end - i > most) continue;
        memmove(p->all.v + left, p->all.v + i, (end - i) * sizeof *p->all.v);
        left += end - i;
    }
    p->all.n = left;
}

/* The postings came in by rank, and the lists, of at most so many holders, keep that order. */
static void arrange(postings *p, uint32_t most)
{
    hs_sort_u64(p->all.v, p->all.n, sizeof *p->all.v);
    leave_lists(p, most);
    p->list = hs_malloc((p->all.n + 1) * sizeof *p->list);
    p->doc = hs_malloc((p->all.n + 1) * sizeof *p->doc);
    p->end = hs_malloc((p->all.n + 1) * sizeof *p->end);
    p->own = hs_malloc((p->all.n + 1) * sizeof *p->own);
    p->first = hs_calloc(p->docs + 2, sizeof *p->first);
    for (uint32_t i = 0; i < p->all.n; i++) {
        p->list[i] = i && p->all.v[i].hash == p->all.v[i - 1].hash ? p->list[i - 1] : i;
        p->doc[i] = p->all.v[i].doc;
        p->end[p->list[i]] = i + 1;
        p->first[p->doc[i] + 2]++;
    }
    p->list[p->all.n] = p->all.n;
    for (uint32_t d = 0; d < p->docs; d++) p->first[d + 2] += p->first[d + 1];
    for (uint32_t i = 0; i < p->all.n; i++) p->own[p->first[p->all.v[i].doc + 1]++] = i;
}

static void postings_free(postings *p)
{
    HS_VEC_FREE(p->all);
    free(p->doc);
    free(p->list);
    free(p->end);
    free(p->own);
    free(p->first);
    *p = (postings){.docs = p->docs, .fresh = p->fresh, .touched = p->touched};
}

/* ---- passages that are nobody's ---- */

static bool near(uint32_t a, uint32_t b)
{
    return (a > b ? a - b : b - a) <= AROUND;
}

static uint32_t far_from(const hs_text *t, uint32_t at)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->prints.n; i++) n += !near(t->prints.v[i].at, at);
    return n;
}

/* Whether two documents that share the passage at i of a and j of b share more than that. */
static bool related(const hs_text *a, uint32_t i, const hs_text *b, uint32_t j)
{
    uint32_t shared = 0, fewer = a->prints.n < b->prints.n ? a->prints.n : b->prints.n;
    for (uint32_t x = 0, y = 0; x < a->prints.n && y < b->prints.n;) {
        const hs_print *p = &a->prints.v[x], *q = &b->prints.v[y];
        shared += p->hash == q->hash && !near(p->at, i) && !near(q->at, j);
        if (shared > 1 && shared * RELATED >= fewer) return true; /* whatever of the rest is further off */
        x += p->hash <= q->hash;
        y += q->hash <= p->hash;
    }
    uint32_t far_a = far_from(a, i), far_b = far_from(b, j);
    fewer = far_a < far_b ? far_a : far_b;
    return fewer < TELLING || (shared > 1 && shared * RELATED >= fewer);
}

/* Many holders have nothing else in common with each other. A passage that one family of copies prints, and a few that
 * merge it with something else, is the family's. */
static bool is_common(const postings *p, const hs_text *texts, uint32_t first, uint32_t end)
{
    uint32_t apart[SAMPLE], n = 0, looked = 0;
    for (uint32_t i = first; i < end && looked < SAMPLE; i++, looked++) {
        const posting *x = &p->all.v[i];
        bool new = true;
        for (uint32_t k = 0; k < n && new; k++) {
            const posting *y = &p->all.v[apart[k]];
            new = !related(&texts[x->doc], x->at, &texts[y->doc], y->at);
        }
        if (new) apart[n++] = i;
    }
    return n >= CERTAIN || (n >= SPREAD && n * 5 >= looked * 3);
}

/* What that is told from: the first holders, in order, and where the passage stands in them; those that are fresh are
 * passed over for what it was told from. Even; the lowest bit is for the answer. */
static uint64_t common_key(const hs_pile *pile, const postings *p, uint32_t first, uint32_t end, bool fresh)
{
    uint64_t h = 0;
    for (uint32_t i = first, n = 0; i < end && n < SAMPLE; i++) {
        if (!fresh && p->fresh[p->doc[i]]) continue;
        h = hs_mix64(h ^ hs_kept_name(pile, p->doc[i]));
        h = hs_mix64(h ^ p->all.v[i].at);
        n++;
    }
    return h & ~(uint64_t)1;
}

enum { UNKNOWN = 2 };

/* The answer that was kept with the first holder: 0 or 1. */
static uint64_t kept_answer(const hs_pile *pile, uint32_t doc, uint64_t key)
{
    hs_kept_reader r = hs_kept_read(pile, doc, HS_KEPT_COMMON);
    size_t lo = 0, n = r.n / sizeof key, hi = n;
    uint64_t v = 0;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        memcpy(&v, r.p + mid * sizeof v, sizeof v);
        if (v < key) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    if (lo < n) memcpy(&v, r.p + lo * sizeof v, sizeof v);
    return lo < n && v >> 1 == key >> 1 ? v & 1 : UNKNOWN;
}

/* Whether the list made other pairs of those that are not fresh. */
static bool has_changed(const hs_pile *pile, const postings *p, uint32_t first, uint32_t end, uint64_t answer)
{
    uint32_t fresh = fresh_of(p, first, end), old = first;
    if (!fresh || fresh == end - first) return false;
    while (p->fresh[p->doc[old]]) old++;
    uint64_t was =
        end - first - fresh < SPREAD ? 0 : kept_answer(pile, p->doc[old], common_key(pile, p, first, end, false));
    return was != answer || (!answer && end - first > WHOLE);
}

typedef HS_VEC(uint64_t) answers;

static void keep_answers(hs_pile *pile, answers *of)
{
    for (uint32_t d = 0; d < pile->docs.n; d++) {
        hs_buf b = {0};
        hs_sort_u64(of[d].v, of[d].n, sizeof *of[d].v);
        hs_buf_add(&b, of[d].v, of[d].n * sizeof *of[d].v);
        hs_kept_put(pile, d, HS_KEPT_COMMON, &b);
        hs_buf_free(&b);
        HS_VEC_FREE(of[d]);
    }
}

/* Tells the texts, and empties the list: it pairs nobody. */
static void mark_common(hs_pile *pile, postings *p, hs_text *texts)
{
    answers *of = hs_calloc(p->docs + 1, sizeof *of);
    for (uint32_t i = 0, end; i < p->all.n; i = end) {
        end = p->end[i];
        if (end - i < SPREAD) continue;
        uint64_t key = common_key(pile, p, i, end, true), answer = kept_answer(pile, p->doc[i], key);
        if (answer == UNKNOWN) answer = is_common(p, texts, i, end);
        if (has_changed(pile, p, i, end, answer)) touch_list(p, i, end);
        *HS_PUSH(of[p->doc[i]]) = key | answer;
        if (!answer) continue;
        for (uint32_t k = i; k < end; k++) {
            p->list[k] = HS_NONE;
            *HS_PUSH(texts[p->all.v[k].doc].nobodys) = p->all.v[k].at;
        }
    }
    keep_answers(pile, of);
    free(of);
}

/* ---- pairs ---- */

typedef struct {
    uint32_t *count;         /* per document: what it shares with the one in hand */
    HS_VEC(uint32_t) others; /* those with a count */
} sharing;

/* A pair is counted with the first of its two documents, where both are touched. */
static void add_share(const postings *p, sharing *s, uint32_t doc, uint32_t other)
{
    if (other == doc || (other < doc && p->touched[other])) return;
    if (!s->count[other]++) *HS_PUSH(s->others) = other;
}

/* Whoever shares posting i with its document: all where the list is short or the document is among its earliest. */
static void share_one(const postings *p, uint32_t i, uint32_t whole, uint32_t few, sharing *s)
{
    uint32_t doc = p->doc[i], first = p->list[i];
    if (first == HS_NONE) return;
    uint32_t end = p->end[first];
    if (end - first <= whole || i < first + few) {
        for (uint32_t k = first; k < end; k++) add_share(p, s, doc, p->doc[k]);
        return;
    }
    for (uint32_t k = first; k < first + few; k++) add_share(p, s, doc, p->doc[k]);
    if (few && i > first + few) add_share(p, s, doc, p->doc[i - 1]);
    if (few && i + 1 < end) add_share(p, s, doc, p->doc[i + 1]);
}

typedef HS_VEC(uint64_t) couples; /* the first document in the upper half */

static void share_all(const postings *p, uint32_t whole, uint32_t few, uint32_t least, couples *out)
{
    sharing s = {.count = hs_calloc(p->docs + 1, sizeof *s.count)};
    for (uint32_t d = 0; d < p->docs; d++) {
        if (!p->touched[d]) continue;
        for (uint32_t i = p->first[d]; i < p->first[d + 1]; i++) share_one(p, p->own[i], whole, few, &s);
        for (uint32_t i = 0; i < s.others.n; i++) {
            uint64_t other = s.others.v[i];
            if (s.count[other] >= least) *HS_PUSH(*out) = d < other ? (uint64_t)d << 32 | other : other << 32 | d;
            s.count[other] = 0;
        }
        s.others.n = 0;
    }
    free(s.count);
    HS_VEC_FREE(s.others);
}

/* ---- kept ---- */

/* Documents whose pairs are not kept, or were found with another bound of what is rare. */
static void find_fresh(const hs_pile *pile, uint32_t n, uint32_t most, bool *fresh)
{
    for (uint32_t d = 0; d < n; d++) {
        hs_kept_reader r = hs_kept_read(pile, d, HS_KEPT_PARTNERS);
        fresh[d] = hs_kept_u32(&r) != most || r.bad;
        while (r.n && !fresh[d]) fresh[d] = hs_kept_doc(pile, hs_kept_u64(&r)) == HS_NONE || r.bad;
    }
}

/* The kept pairs of which neither document is touched. */
static void add_kept(const hs_pile *pile, uint32_t n, const bool *touched, couples *out)
{
    for (uint32_t d = 0; d < n; d++) {
        hs_kept_reader r = hs_kept_read(pile, d, HS_KEPT_PARTNERS);
        hs_kept_u32(&r);
        while (r.n && !r.bad && !touched[d]) {
            uint32_t other = hs_kept_doc(pile, hs_kept_u64(&r));
            if (other != HS_NONE && other > d && !touched[other]) *HS_PUSH(*out) = (uint64_t)d << 32 | other;
        }
    }
}

static void keep_pairs(hs_pile *pile, uint32_t n, uint32_t most, const hs_pairs *pairs)
{
    hs_buf b = {0};
    for (uint32_t d = 0, i = 0; d < n; d++) {
        hs_buf_clear(&b);
        hs_kept_put_u32(&b, most);
        for (; i < pairs->n && pairs->v[i].a == d; i++) hs_kept_put_u64(&b, hs_kept_name(pile, pairs->v[i].b));
        hs_kept_put(pile, d, HS_KEPT_PARTNERS, &b);
    }
    hs_buf_free(&b);
}

/* ---- all ---- */

typedef struct {
    int64_t when;
    uint32_t doc;
} dated;

static int dated_order(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    if (a->when != b->when) return a->when < b->when ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

/* Words by the top bits of their hashes: those that documents hold whose pairs are counted again. */
enum { SET_BITS = 20 };

static void take_rare(postings *rare, const hs_text *texts, const dated *order, uint32_t n)
{
    uint64_t *set = hs_calloc((UINT32_C(1) << SET_BITS) / 64, sizeof *set);
    for (uint32_t d = 0; d < n; d++)
        for (uint32_t i = 0; i < texts[d].distinct.n && rare->touched[d]; i++) {
            uint64_t at = texts[d].distinct.v[i] >> (64 - SET_BITS);
            set[at / 64] |= UINT64_C(1) << at % 64;
        }
    for (uint32_t r = 0; r < n; r++) {
        uint32_t d = order[r].doc;
        for (uint32_t i = 0; i < texts[d].distinct.n; i++) {
            uint64_t hash = texts[d].distinct.v[i], at = hash >> (64 - SET_BITS);
            if (set[at / 64] >> at % 64 & 1) *HS_PUSH(rare->all) = (posting){hash, d, 0};
        }
    }
    free(set);
}

static uint32_t count_of(const bool *v, uint32_t n)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n; i++) count += v[i];
    return count;
}

/* The lists of rare words that touched documents hold; once more where a list that is too long now has touched others.
 */
static void arrange_rare(postings *rare, const hs_text *texts, const dated *order, uint32_t n, uint32_t most)
{
    for (uint32_t touched = HS_NONE; touched != count_of(rare->touched, n);) {
        touched = count_of(rare->touched, n);
        postings_free(rare);
        take_rare(rare, texts, order, n);
        arrange(rare, most);
    }
}

void hs_pairs_find(hs_pile *p, hs_text *texts, const int64_t *when, uint32_t n, hs_pairs *out)
{
    dated *order = hs_malloc((n + 1) * sizeof *order);
    for (uint32_t d = 0; d < n; d++) order[d] = (dated){when[d], d};
    if (n) qsort(order, n, sizeof *order, dated_order);

    couples found = {0};
    uint32_t most = n < 24 ? 6 : n / 4 < RARE ? n / 4 : RARE;
    bool *fresh = hs_calloc(n + 1, sizeof *fresh), *touched = hs_calloc(n + 1, sizeof *touched);
    find_fresh(p, n, most, fresh);
    memcpy(touched, fresh, n * sizeof *touched);
    postings prints = {.docs = n, .fresh = fresh, .touched = touched}, rare = prints;
    for (uint32_t r = 0; r < n; r++) {
        uint32_t d = order[r].doc;
        for (uint32_t i = 0; i < texts[d].prints.n; i++)
            *HS_PUSH(prints.all) = (posting){texts[d].prints.v[i].hash, d, texts[d].prints.v[i].at};
    }
    arrange(&prints, UINT32_MAX);
    mark_common(p, &prints, texts);
    arrange_rare(&rare, texts, order, n, most);
    free(order);
    share_all(&prints, WHOLE, FIRST, PRINTS_SHARED, &found);
    share_all(&rare, most, 0, RARE_SHARED, &found);
    postings_free(&prints);
    postings_free(&rare);
    add_kept(p, n, touched, &found);
    free(fresh);
    free(touched);

    hs_sort_u64(found.v, found.n, sizeof *found.v);
    for (uint32_t i = 0; i < found.n; i++)
        if (!i || found.v[i - 1] != found.v[i])
            *HS_PUSH(*out) = (hs_pair){(uint32_t)(found.v[i] >> 32), (uint32_t)found.v[i]};
    HS_VEC_FREE(found);
    keep_pairs(p, n, most, out);
}
