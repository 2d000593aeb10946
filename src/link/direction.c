#include "link/direction.h"

#include "link/kept.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    const hs_pile *p;
    hs_text *texts;
    hs_upstreams *up;
    hs_takings *all;
    uint32_t *first; /* per document: its place in of; one more at the end */
    uint32_t *of;    /* takings by document */
} judge;

static hs_taker of_two(bool first_took)
{
    return first_took ? HS_FIRST_TOOK : HS_SECOND_TOOK;
}

/* ---- what the two documents say about themselves ---- */

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

static bool two_digits(const char *s, int *v)
{
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9') return false;
    *v = (s[0] - '0') * 10 + s[1] - '0';
    return true;
}

/* Minutes of the day, in UTC, of «2021-03-05T14:20:00+02:00»; false where there is no time or no zone. */
static bool minute_of(const char *stamp, int *minute)
{
    int h, m, zh = 0, zm = 0;
    if (strlen(stamp) < 16 || stamp[10] != 'T' || !two_digits(stamp + 11, &h) || !two_digits(stamp + 14, &m))
        return false;
    const char *zone = stamp + 16 + strspn(stamp + 16, "0123456789:.");
    if (*zone == '+' || *zone == '-') {
        if (!two_digits(zone + 1, &zh)) return false;
        const char *rest = zone + 3 + (zone[3] == ':');
        if (*rest && !two_digits(rest, &zm)) return false;
    } else if (*zone != 'Z') {
        return false;
    }
    *minute = h * 60 + m - (*zone == '-' ? -1 : 1) * (zh * 60 + zm);
    return true;
}

int64_t hs_direction_when(const hs_doc *d)
{
    enum { DAY = 24 * 60 };
    int minute = DAY;
    if (d->published_day == HS_NO_DAY) return INT64_MAX;
    if (!minute_of(hs_doc_str(d, d->published), &minute)) minute = DAY;
    return (int64_t)d->published_day * DAY + minute;
}

/* «told the Harbour Tribune» in the Harbour Tribune. */
static bool was_told(hs_upstreams *u, uint32_t doc)
{
    bool found = false;
    const char *const cues[] = {"told the ", "told "};
    for (int i = 0; i < 2 && !found && u->outlets.key[doc][0]; i++) {
        hs_buf b = {0};
        hs_buf_printf(&b, "%s%s", cues[i], u->outlets.key[doc]);
        found = strstr(hs_upstream_folded(u, doc), hs_buf_c(&b)) != NULL;
        hs_buf_free(&b);
    }
    return found;
}

static hs_taker by_days(const hs_doc *a, const hs_doc *b, hs_buf *why)
{
    if (a->published_day == HS_NO_DAY || b->published_day == HS_NO_DAY) return HS_NOBODY;
    int x, y;
    if (a->published_day != b->published_day) {
        bool a_later = a->published_day > b->published_day;
        char early[HS_DAY_TEXT], late[HS_DAY_TEXT];
        hs_day_text(a_later ? b->published_day : a->published_day, early);
        hs_day_text(a_later ? a->published_day : b->published_day, late);
        hs_buf_printf(why, "; published %s, the other %s", late, early);
        return of_two(a_later);
    }
    if (!minute_of(hs_doc_str(a, a->published), &x) || !minute_of(hs_doc_str(b, b->published), &y) || x == y)
        return HS_NOBODY;
    int apart = x > y ? x - y : y - x;
    hs_buf_printf(why, "; published %d h %02d min after the other", apart / 60, apart % 60);
    return of_two(x > y);
}

static hs_taker by_credit(const judge *j, hs_pair p, hs_buf *why)
{
    const hs_doc *a = j->p->docs.v[p.a], *b = j->p->docs.v[p.b];
    bool a_names_b = hs_upstream_names(j->up, p.a, p.b), b_names_a = hs_upstream_names(j->up, p.b, p.a);
    if (a_names_b != b_names_a) {
        const hs_doc *from = a_names_b ? b : a;
        hs_buf_printf(why, "; the taker names %s", hs_doc_str(from, from->outlet));
        return of_two(a_names_b);
    }
    bool a_agency = agency_dateline(a), b_agency = agency_dateline(b);
    if (a_agency != b_agency && a->published_day == b->published_day) {
        hs_buf_str(why, "; the other is an agency's text, by its dateline");
        return of_two(b_agency);
    }
    return HS_NOBODY;
}

/* ---- what is missing on one side ---- */

static hs_gap gap_of(const judge *j, const hs_taking *t, bool second)
{
    hs_text *text = &j->texts[second ? t->pair.b : t->pair.a];
    hs_text_open(text);
    return hs_overlap_gap(text, &t->overlap, second);
}

static hs_taker by_gaps(const judge *j, const hs_taking *t, hs_buf *why)
{
    enum { LEAD = 12, WHOLE = 20, PART = 7, LEFT_OUT = 20 }; /* one in WHOLE, one in PART, words */
    hs_gap a = gap_of(j, t, false), b = gap_of(j, t, true);
    bool a_inside = a.missing * WHOLE <= a.words, b_inside = b.missing * WHOLE <= b.words;
    if (a_inside && b.head >= LEAD && (b.missing - b.head) * WHOLE <= b.words) {
        hs_buf_printf(why, "; all of the other stands in it, behind %u words of its own", b.head);
        return HS_SECOND_TOOK;
    }
    if (b_inside && a.head >= LEAD && (a.missing - a.head) * WHOLE <= a.words) {
        hs_buf_printf(why, "; all of the other stands in it, behind %u words of its own", a.head);
        return HS_FIRST_TOOK;
    }
    bool a_more = a.missing >= LEFT_OUT && a.missing * PART >= a.words && !a.head;
    bool b_more = b.missing >= LEFT_OUT && b.missing * PART >= b.words && !b.head;
    if (a_inside == b_inside || (a_inside ? !b_more : !a_more)) return HS_NOBODY;
    hs_buf_printf(why, "; all of it stands in the other, which has %u words more", a_inside ? b.missing : a.missing);
    return of_two(a_inside);
}

/* «told the Harbour Tribune» stands in the Harbour Tribune, and the other lacks it. */
static hs_taker by_dropped_credit(const judge *j, hs_pair p, hs_buf *why)
{
    bool a = was_told(j->up, p.a), b = was_told(j->up, p.b);
    if (a == b) return HS_NOBODY;
    const hs_doc *from = j->p->docs.v[a ? p.a : p.b];
    hs_buf_printf(why, "; “told %s” stands in the other and is missing here", hs_doc_str(from, from->outlet));
    return of_two(b);
}

/* ---- what further documents tell ---- */

static uint32_t other_of(const hs_taking *t, uint32_t doc)
{
    return t->pair.a == doc ? t->pair.b : t->pair.a;
}

static bool joined(const judge *j, uint32_t x, uint32_t y)
{
    for (uint32_t i = j->first[x]; i < j->first[x + 1]; i++)
        if (other_of(&j->all->v[j->of[i]], x) == y) return true;
    return false;
}

/* Per mille of doc's words in the passages. */
static uint32_t share_of(const judge *j, const hs_taking *t, uint32_t doc)
{
    hs_gap g = gap_of(j, t, t->pair.b == doc);
    return g.words ? (g.words - g.missing) * 1000 / g.words : 0;
}

/* A third document that doc shares other parts with, and that has nothing to do with the one of t: doc merges both. */
static uint32_t merged_with(const judge *j, const hs_taking *t, uint32_t doc)
{
    enum {
        MOST = 600,
        ALL = 650,
        KEPT = 600,
        LOOK = 24
    }; /* KEPT: of the other, that stands in doc; more is a part of doc */
    uint32_t other = other_of(t, doc), mine = share_of(j, t, doc);
    if (mine >= MOST || share_of(j, t, other) >= KEPT) return HS_NONE;
    for (uint32_t i = j->first[doc]; i < j->first[doc + 1] && i < j->first[doc] + LOOK; i++) {
        const hs_taking *x = &j->all->v[j->of[i]];
        uint32_t third = other_of(x, doc), theirs = share_of(j, x, doc);
        if (x == t || theirs >= MOST || mine + theirs < ALL || mine + theirs > 1050) continue;
        if (share_of(j, x, third) < KEPT && !joined(j, third, other)) return third;
    }
    return HS_NONE;
}

static hs_taker by_merging(const judge *j, const hs_taking *t, hs_buf *why)
{
    uint32_t a = merged_with(j, t, t->pair.a), b = merged_with(j, t, t->pair.b);
    if ((a == HS_NONE) == (b == HS_NONE)) return HS_NOBODY;
    const hs_doc *third = j->p->docs.v[a != HS_NONE ? a : b];
    hs_buf_printf(why, "; the rest of it stands in %s, which has nothing in common with the other",
                  third->outlet ? hs_doc_str(third, third->outlet) : hs_doc_str(third, third->id));
    return of_two(a != HS_NONE);
}

static bool has_print(const hs_text *t, uint64_t hash)
{
    uint32_t lo = 0, hi = t->prints.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (t->prints.v[mid].hash < hash) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo < t->prints.n && t->prints.v[lo].hash == hash;
}

/* Fingerprints of `doc` that the other of t lacks and an earlier document has that takes part in both. */
static uint32_t witnessed(const judge *j, const hs_taking *t, uint32_t doc, hs_day before)
{
    enum { LOOK = 12 };
    hs_text *mine = &j->texts[doc], *theirs = &j->texts[other_of(t, doc)];
    uint32_t n = 0;
    hs_text_open(mine);
    for (uint32_t k = 0; k < mine->prints.n; k++) {
        uint64_t hash = mine->prints.v[k].hash;
        uint32_t at = mine->prints.v[k].at;
        bool seen = at >= mine->words.n || mine->words.v[at].common || has_print(theirs, hash);
        for (uint32_t i = j->first[doc], looked = 0; i < j->first[doc + 1] && looked < LOOK && !seen; i++) {
            uint32_t third = other_of(&j->all->v[j->of[i]], doc);
            hs_day day = j->p->docs.v[third]->published_day;
            if (third == other_of(t, doc) || day == HS_NO_DAY || day >= before) continue;
            looked++;
            if (!has_print(&j->texts[third], hash) || !joined(j, third, other_of(t, doc))) continue;
            n++;
            seen = true;
        }
    }
    return n;
}

/* Where the two differ, an earlier document has the words of one: the other changed them. */
static hs_taker by_witnesses(const judge *j, const hs_taking *t, hs_buf *why)
{
    enum { LEAST = 4 };
    hs_day a = j->p->docs.v[t->pair.a]->published_day, b = j->p->docs.v[t->pair.b]->published_day;
    hs_day before = a == HS_NO_DAY ? b : b == HS_NO_DAY ? a : a < b ? a : b;
    if (before == HS_NO_DAY) return HS_NOBODY;
    uint32_t x = witnessed(j, t, t->pair.a, before), y = witnessed(j, t, t->pair.b, before);
    if ((x > y ? x : y) < LEAST || (x > y ? y : x) * 4 > (x > y ? x : y)) return HS_NOBODY;
    hs_buf_str(why, "; where they differ, an earlier document has the other's words");
    return of_two(y > x);
}

/* ---- all ---- */

static void index_takings(judge *j)
{
    uint32_t n = j->p->docs.n;
    j->first = hs_calloc(n + 3, sizeof *j->first);
    j->of = hs_malloc((j->all->n * 2 + 1) * sizeof *j->of);
    for (uint32_t i = 0; i < j->all->n; i++) {
        j->first[j->all->v[i].pair.a + 2]++; /* documents from the second place on: the places are filled below */
        j->first[j->all->v[i].pair.b + 2]++;
    }
    for (uint32_t d = 0; d < n; d++) j->first[d + 2] += j->first[d + 1];
    for (uint32_t i = 0; i < j->all->n; i++) {
        j->of[j->first[j->all->v[i].pair.a + 1]++] = i;
        j->of[j->first[j->all->v[i].pair.b + 1]++] = i;
    }
}

/* What the directions of a document's takings are judged from: all of them, in order, and with whom. */
static uint64_t hash_around(const judge *j, uint32_t doc)
{
    uint64_t h = 0;
    for (uint32_t i = j->first[doc]; i < j->first[doc + 1]; i++) {
        const hs_taking *t = &j->all->v[j->of[i]];
        h = hs_mix64(h ^ hs_kept_name(j->p, other_of(t, doc)));
        h = hs_mix64(h ^ t->hash);
    }
    return h;
}

static void judge_one(const judge *j, hs_taking *t)
{
    hs_buf_clear(&t->why);
    t->taker = by_credit(j, t->pair, &t->why);
    if (!t->taker) t->taker = by_days(j->p->docs.v[t->pair.a], j->p->docs.v[t->pair.b], &t->why);
    if (!t->taker) t->taker = by_dropped_credit(j, t->pair, &t->why);
    if (!t->taker) t->taker = by_merging(j, t, &t->why);
    if (!t->taker) t->taker = by_gaps(j, t, &t->why);
    if (!t->taker) t->taker = by_witnesses(j, t, &t->why);
    if (!t->taker) hs_buf_str(&t->why, "; which was first is not known");
}

void hs_directions(const hs_pile *p, hs_text *texts, hs_upstreams *u, hs_takings *all)
{
    judge j = {p, texts, u, all, NULL, NULL};
    index_takings(&j);
    uint64_t *around = hs_malloc((p->docs.n + 1) * sizeof *around);
    for (uint32_t d = 0; d < p->docs.n; d++) around[d] = hash_around(&j, d);
    for (uint32_t i = 0; i < all->n; i++) {
        hs_taking *t = &all->v[i];
        uint64_t now = hs_mix64(hs_mix64(around[t->pair.a]) ^ around[t->pair.b]) | 1;
        if (t->around != now) judge_one(&j, t);
        t->around = now;
    }
    free(around);
    free(j.first);
    free(j.of);
}
