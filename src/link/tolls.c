#include "link/tolls.h"

#include "base/fold.h"
#include "base/sort.h"
#include "link/denial_words.h"
#include "link/synonyms.h"

#include <stdlib.h>
#include <string.h>

/* Bytes that a document begins with; days that two reports of one event lie apart at most, and that an event lies
 * before its report; to how many times as many a toll rises. */
enum { LEAD = 900, WEEKS = 31, LONG_AGO = 45, RISES = 8 };

typedef struct hs_lead {
    uint32_t lead_names, names, words, numbers; /* first of each; they end where the next document's begin */
    uint32_t first;                             /* the document's first assertion */
    hs_day day; /* published, or the latest that it names; HS_NO_DAY where neither is known */
} lead;

static const hs_doc *doc_of(const hs_tolls *t, uint32_t doc)
{
    return t->stories->pile->docs.v[doc];
}

static const hs_assertion *assertion_of(const hs_tolls *t, uint32_t x)
{
    hs_item at = t->counts->t[x].at;
    return &doc_of(t, at.doc)->assertions.v[at.item];
}

/* ---- what a document begins with ---- */

static bool holds(const uint64_t *v, uint32_t n, uint64_t name)
{
    for (uint32_t i = 0; i < n; i++)
        if ((v[i] | 1) == (name | 1)) return true;
    return false;
}

static uint64_t name_of(const hs_doc *d, uint32_t chain)
{
    const hs_chain *c = &d->chains.v[chain];
    hs_buf folded = {0};
    hs_fold(hs_str_of(hs_doc_str(d, c->name)), &folded);
    hs_str name = {hs_buf_c(&folded), folded.n};
    for (size_t i = name.n; i > 0 && c->kind == HS_PERSON; i--) /* «Korin», «Vilem Korin» */
        if (name.p[i - 1] == ' ') {
            name = (hs_str){name.p + i, name.n - i};
            break;
        }
    uint64_t hash = (hs_hash64(name.p, name.n, 35) & ~(uint64_t)1) | (c->kind == HS_PLACE);
    hs_buf_free(&folded);
    return hash;
}

/* Whoever publishes it is no sign of what it tells. */
static bool tells_of(const hs_doc *d, uint32_t chain)
{
    if (chain == HS_NONE || !(d->chains.v[chain].flags & HS_CHAIN_NAMED)) return false;
    return !(d->chains.v[chain].flags & HS_CHAIN_OUTLET) &&
           strcmp(hs_doc_str(d, d->chains.v[chain].name), hs_doc_str(d, d->outlet)) != 0;
}

static void take_names(hs_tolls *t, uint32_t doc)
{
    enum { MOST = 24 };
    const hs_doc *d = doc_of(t, doc);
    uint32_t from = t->lead_names.n, all = t->names.n;
    for (uint32_t c = 0; c < d->chains.n; c++)
        if (tells_of(d, c)) *HS_PUSH(t->names) = name_of(d, c) | 1;
    if (t->names.n > all) hs_sort_u64(t->names.v + all, t->names.n - all, sizeof *t->names.v);
    for (uint32_t m = 0; m < d->mentions.n && d->mentions.v[m].at.at < LEAD && t->lead_names.n - from < MOST; m++) {
        uint32_t chain = d->mentions.v[m].chain;
        uint64_t name = tells_of(d, chain) ? name_of(d, chain) : 0;
        if (name && !holds(t->lead_names.v + from, t->lead_names.n - from, name)) *HS_PUSH(t->lead_names) = name;
    }
}

/* Words of what it tells there, but for names and for acts that are counted; ascending, each once. */
static void take_words(hs_tolls *t, uint32_t doc, uint32_t first)
{
    const hs_doc *d = doc_of(t, doc);
    uint32_t from = t->words.n, kept = from;
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        const hs_terms *u = &t->counts->t[first + i];
        if (d->spans.v[d->assertions.v[i].spans.first].at >= LEAD) break;
        for (uint32_t k = 0; k < u->n; k++)
            if (!u->act[k] && !(u->names >> k & 1)) *HS_PUSH(t->words) = u->term[k];
    }
    if (t->words.n > from) hs_sort_u64(t->words.v + from, t->words.n - from, sizeof *t->words.v);
    for (uint32_t i = from; i < t->words.n; i++)
        if (kept == from || t->words.v[kept - 1] != t->words.v[i]) t->words.v[kept++] = t->words.v[i];
    t->words.n = kept;
}

static hs_day day_of(const hs_doc *d)
{
    hs_day day = d->published_day;
    if (day != HS_NO_DAY) return day;
    for (uint32_t i = 0; i < d->dates.n; i++) {
        hs_day last = d->dates.v[i].days.last;
        if (last != HS_NO_DAY && (day == HS_NO_DAY || last > day)) day = last;
    }
    return day;
}

/* ---- the toll ---- */

/* A part of those whom the act befell, or others: «another two», «three more», «four of them», «the other 12», «30 are
 * seriously hurt». Beside the dead, others who are hurt or missing are all. */
static bool is_part(const hs_doc *d, const hs_count *m)
{
    static const char *const parts[] = {"another", "further", "more", "other", "others"};
    static const char *const how[] = {"badly", "critically", "lightly", "seriously", "severely", "slightly"};
    enum { BEFORE = 12, BEHIND = 9, CLAUSE = 40 };
    uint32_t at = m->f->at.at, end = hs_span_end(m->f->at), from = at > BEFORE ? at - BEFORE : 0;
    uint32_t to = end + BEHIND < d->text.n ? end + BEHIND : (uint32_t)d->text.n;
    hs_str before = hs_doc_text(d, (hs_span){from, at - from}), behind = hs_doc_text(d, (hs_span){end, to - end});
    uint32_t far = end + CLAUSE < d->text.n ? end + CLAUSE : (uint32_t)d->text.n;
    bool worse = hs_has_word(hs_doc_text(d, (hs_span){end, far - end}), how, sizeof how / sizeof *how);
    if (worse || hs_str_starts(behind, HS_STR(" of "))) return true;
    if (hs_counts_rest(m)) return false;
    return hs_has_word(before, parts, sizeof parts / sizeof *parts) ||
           hs_has_word(behind, parts, sizeof parts / sizeof *parts);
}

static bool is_long_ago(const hs_tolls *t, uint32_t doc, hs_day day)
{
    return day != HS_NO_DAY && t->lead[doc].day != HS_NO_DAY && day < t->lead[doc].day - LONG_AGO;
}

/* The day of which the clause tells: its own where that lies long before the report, else the report's. HS_NO_DAY where
 * it is not known; then *ago where what stands right before the clause tells of long ago: «A quake struck off the coast
 * in April 2012. Five people died». */
static hs_day told_day(const hs_tolls *t, uint32_t x, bool *ago)
{
    enum { BEFORE = 250 };
    const hs_assertion *a = assertion_of(t, x);
    uint32_t doc = t->counts->t[x].at.doc;
    const hs_doc *d = doc_of(t, doc);
    uint32_t at = d->spans.v[a->spans.first].at, from = at > BEFORE ? at - BEFORE : 0;
    hs_day own = HS_NO_DAY, before = HS_NO_DAY;
    for (uint32_t i = 0; i < a->dates.n && own == HS_NO_DAY; i++)
        own = d->dates.v[d->links.v[a->dates.first + i]].days.last;
    for (uint32_t i = 0; i < d->dates.n && own == HS_NO_DAY && d->dates.v[i].at.at < at; i++)
        if (d->dates.v[i].at.at >= from && d->dates.v[i].days.last != HS_NO_DAY) before = d->dates.v[i].days.last;
    *ago = own == HS_NO_DAY && is_long_ago(t, doc, before);
    if (is_long_ago(t, doc, own)) return own;
    return *ago ? HS_NO_DAY : t->lead[doc].day;
}

/* The clause names a place that the document does not begin with. */
static bool is_elsewhere(const hs_tolls *t, uint32_t x)
{
    const hs_assertion *a = assertion_of(t, x);
    uint32_t doc = t->counts->t[x].at.doc;
    const hs_doc *d = doc_of(t, doc);
    const uint64_t *names;
    uint32_t n = hs_lead_names(t, doc, &names);
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[d->links.v[a->mentions.first + i]];
        if (m->kind == HS_PLACE && tells_of(d, m->chain) && !holds(names, n, name_of(d, m->chain))) return true;
    }
    return false;
}

/* The figure of the assertion that may be a toll; HS_NONE where it has none. */
static uint32_t count_in(const hs_tolls *t, uint32_t x)
{
    const hs_counts *c = t->counts;
    const hs_assertion *a = assertion_of(t, x);
    if (c->t[x].modal || c->t[x].against || (a->flags & HS_ASKED)) return HS_NONE;
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++) {
        const hs_count *m = &c->counts.v[i];
        if (m->f->unit || m->f->ordinal || !hs_counted_act(m->event) || hs_figure_is_vague(m)) continue;
        if (m->counted.n && !hs_str_eq(m->counted, HS_STR("people"))) continue;
        if (!m->f->has_low || hs_dec_cmp(m->f->low, hs_dec_int(1)) < 0) continue;
        if (!hs_counts_its_act(c, x, i) && !hs_is_called_toll(m)) continue;
        if (!hs_figure_in_passing(m) && !is_part(m->doc, m)) return i;
    }
    return HS_NONE;
}

static bool counts_part(const hs_tolls *t, uint32_t x)
{
    const hs_counts *c = t->counts;
    for (uint32_t i = c->of[x]; i < c->of[x + 1]; i++) {
        const hs_count *m = &c->counts.v[i];
        if (!m->f->unit && hs_counted_act(m->event) && is_part(m->doc, m)) return true;
    }
    return false;
}

/* The count of an assertion that tells a toll. */
static const hs_count *count_of(const hs_tolls *t, uint32_t x)
{
    return &t->counts->counts.v[t->toll[x]];
}

/* «has risen to 33», «bringing the toll to 11» */
static bool moved(const hs_tolls *t, uint32_t x)
{
    const hs_doc *d = doc_of(t, t->counts->t[x].at.doc);
    return hs_moves(hs_str_of(hs_doc_str(d, assertion_of(t, x)->predicate))) || hs_is_called_toll(count_of(t, x));
}

static uint64_t number_of(const hs_count *m)
{
    hs_dec low = hs_dec_norm(m->f->low);
    return hs_mix64(hs_hash64(m->event.p, m->event.n, 36) ^ hs_mix64((uint64_t)low.m) ^ (uint64_t)(int64_t)low.e);
}

/* Of one act the toll is what is told first, or what it rose to; what counts it otherwise tells of a part. */
static void take_tolls(hs_tolls *t, uint32_t first, uint32_t end)
{
    enum { ACTS = 16 };
    uint32_t whole[ACTS], n = 0;
    for (uint32_t x = first; x < end; x++) {
        uint32_t mine = count_in(t, x), k = 0;
        bool ago = false;
        if (mine != HS_NONE) *HS_PUSH(t->numbers) = number_of(&t->counts->counts.v[mine]);
        t->day[x] = mine == HS_NONE ? HS_NO_DAY : told_day(t, x, &ago);
        t->toll[x] = mine != HS_NONE && !ago && !is_elsewhere(t, x) ? mine : HS_NONE;
        if (t->toll[x] == HS_NONE || is_long_ago(t, t->counts->t[x].at.doc, t->day[x])) continue;
        while (k < n && !hs_str_eq(count_of(t, whole[k])->event, count_of(t, x)->event)) k++;
        if (k == n ? n < ACTS : moved(t, x) && !moved(t, whole[k])) whole[k] = x;
        n += k == n && n < ACTS;
    }
    for (uint32_t x = first; x < end; x++) {
        const hs_count *m = t->toll[x] == HS_NONE ? NULL : count_of(t, x);
        bool is = m && is_long_ago(t, t->counts->t[x].at.doc, t->day[x]);
        for (uint32_t k = 0; k < n && m && !is; k++) {
            const hs_count *w = count_of(t, whole[k]);
            is = hs_str_eq(m->event, w->event) && !hs_dec_cmp(m->f->low, w->f->low);
        }
        if (!is) t->toll[x] = HS_NONE;
        t->part[x] = !is && counts_part(t, x);
    }
}

/* Whether assertions first … end - 1 count whom an act befell: of other documents nobody asks what they begin with. */
static bool count_acts(const hs_counts *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = c->of[first]; i < c->of[end]; i++)
        if (!c->counts.v[i].f->unit && hs_counted_act(c->counts.v[i].event)) return true;
    return false;
}

static bool counts_acts(const hs_counts *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = c->of[first]; i < c->of[end]; i++)
        if (!c->counts.v[i].f->unit && hs_counted_act(c->counts.v[i].event)) return true;
    return false;
}

void hs_tolls_of(const hs_stories *s, const hs_counts *c, uint32_t assertions, hs_tolls *t)
{
    uint32_t docs = s->pile->docs.n;
    *t = (hs_tolls){.stories = s, .counts = c, .toll = hs_malloc((assertions + 1) * sizeof *t->toll)};
    t->part = hs_calloc(assertions + 1, sizeof *t->part);
    t->day = hs_malloc((assertions + 1) * sizeof *t->day);
    t->lead = hs_calloc(docs + 1, sizeof *t->lead);
    for (uint32_t d = 0, first = 0, end; d < docs; d++, first = end) {
        end = first + s->pile->docs.v[d]->assertions.n;
        t->lead[d] = (lead){t->lead_names.n, t->names.n, t->words.n, 0, first, day_of(s->pile->docs.v[d])};
        if (!count_acts(c, first, end)) continue;
        if (!counts_acts(c, first, first + s->pile->docs.v[d]->assertions.n)) continue; /* nothing will ask */
        take_names(t, d);
        take_words(t, d, first);
    }
    t->lead[docs] = (lead){t->lead_names.n, t->names.n, t->words.n, 0, assertions, HS_NO_DAY};
    for (uint32_t d = 0; d < docs; d++) {
        t->lead[d].numbers = t->numbers.n;
        take_tolls(t, t->lead[d].first, t->lead[d + 1].first);
    }
    t->lead[docs].numbers = t->numbers.n;
}

void hs_tolls_free(hs_tolls *t)
{
    free(t->toll);
    free(t->day);
    free(t->part);
    free(t->lead);
    HS_VEC_FREE(t->lead_names);
    HS_VEC_FREE(t->names);
    HS_VEC_FREE(t->words);
    HS_VEC_FREE(t->numbers);
}

uint32_t hs_lead_names(const hs_tolls *t, uint32_t doc, const uint64_t **names)
{
    *names = t->lead_names.v + t->lead[doc].lead_names;
    return t->lead[doc + 1].lead_names - t->lead[doc].lead_names;
}

/* ---- one event ---- */

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* Most places that a begins with stand in b; true where it begins with none. */
static bool goes_on_there(const hs_tolls *t, uint32_t a, uint32_t b)
{
    const uint64_t *names, *held = t->names.v + t->lead[b].names;
    uint32_t n = hs_lead_names(t, a, &names), there = t->lead[b + 1].names - t->lead[b].names;
    uint32_t places = 0, both = 0;
    for (uint32_t i = 0; i < n; i++) {
        places += names[i] & 1;
        both += (names[i] & 1) && there && bsearch(&names[i], held, there, sizeof *held, by_value);
    }
    return both * 2 > places || !places;
}

static uint32_t names_in_common(const hs_tolls *t, uint32_t a, uint32_t b)
{
    const uint64_t *x, *y;
    uint32_t n = hs_lead_names(t, a, &x), m = hs_lead_names(t, b, &y), both = 0;
    for (uint32_t i = 0; i < n; i++) both += holds(y, m, x[i]);
    return both;
}

static uint32_t words_in_common(const hs_tolls *t, uint32_t a, uint32_t b)
{
    uint32_t i = t->lead[a].words, k = t->lead[b].words, both = 0;
    while (i < t->lead[a + 1].words && k < t->lead[b + 1].words) {
        uint64_t x = t->words.v[i], y = t->words.v[k];
        both += x == y;
        i += x <= y;
        k += y <= x;
    }
    return both;
}

static bool begins_with_names(const hs_tolls *t, uint32_t doc)
{
    return t->lead[doc + 1].lead_names > t->lead[doc].lead_names;
}

/* The day of which an assertion tells that counts. */
static hs_day day_of_count(const hs_tolls *t, uint32_t x)
{
    return t->toll[x] != HS_NONE ? t->day[x] : t->lead[t->counts->t[x].at.doc].day;
}

/* Whether two documents tell of one event: HS_ONE_TOLL where they do, HS_TWO_TOLLS where they do not. */
static hs_tolls_found one_event(const hs_tolls *t, uint32_t x, uint32_t y)
{
    uint32_t a = t->counts->t[x].at.doc, b = t->counts->t[y].at.doc;
    hs_day m = day_of_count(t, x), n = day_of_count(t, y);
    bool known = doc_of(t, a)->published_day != HS_NO_DAY && doc_of(t, b)->published_day != HS_NO_DAY;
    if (known && (m > n ? m - n : n - m) > WEEKS) return HS_TWO_TOLLS;
    uint32_t names = names_in_common(t, a, b), least = hs_few_documents(t->stories) ? 1 : 2;
    bool there = goes_on_there(t, a, b), back = goes_on_there(t, b, a);
    if (!names || words_in_common(t, a, b) < 2) return HS_TWO_TOLLS;
    if (names < least) return HS_TOLLS_UNTOLD;
    if ((there && back) || (known && (there || back))) return HS_ONE_TOLL;
    return there || back || names >= (known ? 2 : 3) ? HS_TOLLS_UNTOLD : HS_TWO_TOLLS;
}

/* A toll hardly ever falls, and does not rise without end. */
static bool can_follow(const hs_tolls *t, uint32_t x, uint32_t y)
{
    const hs_count *m = count_of(t, x), *n = count_of(t, y);
    hs_day a = m->doc->published_day, b = n->doc->published_day;
    bool known = a != HS_NO_DAY && b != HS_NO_DAY, less = hs_dec_cmp(m->f->low, n->f->low) < 0;
    const hs_count *early = known && a != b ? (a < b ? m : n) : less ? m : n, *late = early == m ? n : m;
    hs_dec most;
    if (!known) return hs_figures_within_twice(m, n);
    if (hs_str_eq(m->event, HS_STR("miss"))) return true; /* they are found, dead or alive */
    if (hs_dec_cmp(late->f->low, early->f->low) < 0) return hs_figures_near(m, n);
    return hs_dec_mul(early->f->low, hs_dec_int(RISES), &most) && hs_dec_cmp(late->f->low, most) <= 0;
}

/* The other document tells that number too, of another: «seven were killed there, 12 here». */
static bool tells_it_too(const hs_tolls *t, uint32_t x, uint32_t y)
{
    uint32_t doc = t->counts->t[y].at.doc;
    uint64_t mine = number_of(count_of(t, x));
    if (number_of(count_of(t, y)) == mine || moved(t, y)) return false; /* «from 31 to 33» */
    for (uint32_t i = t->lead[doc].numbers; i < t->lead[doc + 1].numbers; i++)
        if (t->numbers.v[i] == mine) return true;
    return false;
}

hs_tolls_found hs_tolls_compare(const hs_tolls *t, uint32_t x, uint32_t y)
{
    const hs_counts *c = t->counts;
    uint32_t a = c->t[x].at.doc, b = c->t[y].at.doc;
    bool counts = false, tolls = t->toll[x] != HS_NONE && t->toll[y] != HS_NONE;
    if (a == b) return HS_TOLLS_UNTOLD;
    for (uint32_t i = c->of[x]; i < c->of[x + 1] && !counts; i++)
        for (uint32_t k = c->of[y]; k < c->of[y + 1] && !counts; k++) {
            const hs_count *m = &c->counts.v[i], *n = &c->counts.v[k];
            counts =
                !m->f->unit && hs_counted_act(m->event) && hs_str_eq(m->event, n->event) && hs_figures_comparable(m, n);
        }
    if (!counts || !begins_with_names(t, a) || !begins_with_names(t, b)) return HS_TOLLS_UNTOLD;
    hs_tolls_found event = one_event(t, x, y);
    if (event == HS_TWO_TOLLS) return event;
    if (!tolls) {
        bool neither = t->toll[x] == HS_NONE && t->toll[y] == HS_NONE && !t->part[x] && !t->part[y];
        return event == HS_ONE_TOLL || !neither ? HS_TOLL_AND_PART : HS_TOLLS_UNTOLD;
    }
    if (tells_it_too(t, x, y) || tells_it_too(t, y, x)) return HS_TOLL_AND_PART;
    if (event == HS_ONE_TOLL && !can_follow(t, x, y)) return HS_TWO_TOLLS;
    return hs_figures_comparable(count_of(t, x), count_of(t, y)) ? event : HS_TOLL_AND_PART;
}
