#include "link/days.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_OF_ONE = 64, MOST = 200 };

typedef struct {
    hs_item at;
    uint32_t up;      /* union-find: another of its group, or itself */
    uint32_t next;    /* of its group, round and round */
    uint32_t thing;   /* the ledger's event that it is in, or HS_NONE */
    uint32_t weekday; /* 1 to 7; 0 where it names none */
    uint32_t why;     /* of a root: the event by which its group was put together, or HS_NONE */
    hs_str name;
} day;

typedef struct {
    uint32_t event, day;
} dated;

typedef struct {
    hs_pile *p;
    const hs_rulings *ruled;
    HS_VEC(day) days;
    HS_VEC(dated) dated; /* by event */
    hs_map64 event_of;   /* doc and act → event */
    hs_map64 day_of;     /* doc and act → day */
} joiner;

bool hs_day_relative(hs_str name)
{
    return hs_str_eq(name, HS_STR("Today")) || hs_str_eq(name, HS_STR("Yesterday")) ||
           hs_str_eq(name, HS_STR("Last night"));
}

static uint64_t key_of(hs_item at)
{
    return hs_hash64(&at, sizeof at, 31);
}

static uint32_t weekday_of(hs_str name)
{
    static const char *const words[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (uint32_t i = 0; i < 7; i++)
        if (hs_str_starts(name, hs_str_of(words[i]))) return i + 1;
    return 0;
}

/* "8 July", not "July". */
static bool numbered(hs_str name)
{
    return name.n && *name.p >= '0' && *name.p <= '9';
}

/* Is the act a day? Things are called in small letters, or by a number alone. */
static bool is_day(const hs_act *a, hs_str name)
{
    if (a->kind != HS_THING || !name.n) return false;
    bool month = numbered(name) && name.n > 3 && name.p[name.n - 1] >= 'a' && memchr(name.p, ' ', name.n) &&
                 strpbrk(name.p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return weekday_of(name) || month || hs_day_relative(name);
}

static void collect(joiner *j)
{
    const hs_ledger *l = &j->p->ledger;
    for (uint32_t e = 0; e < l->events.n; e++)
        for (uint32_t i = l->events.v[e].acts.first, n = 0; n < l->events.v[e].acts.n; n++)
            *hs_map64_at(&j->event_of, key_of(l->items.v[i + n])) = e;
    for (uint32_t d = 0; d < j->p->docs.n; d++)
        for (uint32_t i = 0; i < j->p->docs.v[d]->acts.n; i++) {
            hs_act a = j->p->docs.v[d]->acts.v[i];
            hs_str name = hs_str_of(hs_doc_str(j->p->docs.v[d], a.act));
            hs_item at = {d, i};
            if (!is_day(&a, name)) continue;
            uint32_t thing = hs_map64_get(&j->event_of, key_of(at)), self = j->days.n;
            day x = {at, self, self, thing == HS_MISSING ? HS_NONE : thing, weekday_of(name), HS_NONE, name};
            *hs_map64_at(&j->day_of, key_of(at)) = self;
            *HS_PUSH(j->days) = x;
        }
}

static uint32_t act_at(const hs_doc *d, uint32_t at)
{
    uint32_t i = HS_BEFORE(d->acts, hs_act, at.at, at);
    return i < d->acts.n && d->acts.v[i].at.at == at ? i : HS_NONE;
}

/* The days that stand in the clause whose act is of an event. */
static void find_dated(joiner *j)
{
    for (uint32_t k = 0; k < j->p->docs.n; k++) {
        const hs_doc *d = j->p->docs.v[k];
        for (uint32_t i = 0; i < d->assertions.n; i++) {
            const hs_assertion *a = &d->assertions.v[i];
            uint32_t act = a->act.n && a->dates.n ? act_at(d, a->act.at) : HS_NONE;
            uint32_t e = act == HS_NONE ? HS_MISSING : hs_map64_get(&j->event_of, key_of((hs_item){k, act}));
            for (uint32_t n = 0; n < a->dates.n && e != HS_MISSING; n++) {
                uint32_t item = act_at(d, d->dates.v[d->links.v[a->dates.first + n]].at.at);
                uint32_t x = item == HS_NONE ? HS_MISSING : hs_map64_get(&j->day_of, key_of((hs_item){k, item}));
                if (x != HS_MISSING) *HS_PUSH(j->dated) = (dated){e, x};
            }
        }
    }
}

static uint32_t root_of(joiner *j, uint32_t x)
{
    while (j->days.v[x].up != x) x = j->days.v[x].up = j->days.v[j->days.v[x].up].up;
    return x;
}

/* Two days that cannot be one. */
static bool differ(const joiner *j, const day *a, const day *b)
{
    if (a->weekday && b->weekday && a->weekday != b->weekday) return true;
    if (numbered(a->name) && numbered(b->name) && !hs_str_eq(a->name, b->name)) return true;
    for (uint32_t i = 0; i < j->ruled->n; i++) {
        const hs_ruling *r = &j->ruled->v[i];
        bool there = key_of(r->a) == key_of(a->at) && key_of(r->b) == key_of(b->at);
        if (!r->same && (there || (key_of(r->a) == key_of(b->at) && key_of(r->b) == key_of(a->at)))) return true;
    }
    bool same = a->weekday ? a->weekday == b->weekday : hs_str_eq(a->name, b->name);
    return a->at.doc == b->at.doc && !same;
}

/* Those of one group; more than MOST are not listed. */
static uint32_t members_of(const joiner *j, uint32_t first, uint32_t out[MOST + 1])
{
    uint32_t n = 0, x = first;
    do {
        out[n++] = x;
        x = j->days.v[x].next;
    } while (x != first && n <= MOST);
    return n;
}

static void link_groups(joiner *j, uint32_t low, uint32_t high)
{
    uint32_t next = j->days.v[low].next;
    j->days.v[high].up = low;
    j->days.v[low].next = j->days.v[high].next;
    j->days.v[high].next = next;
}

static void unite(joiner *j, uint32_t a, uint32_t b, uint32_t event)
{
    uint32_t x[MOST + 1], y[MOST + 1], r = root_of(j, a), s = root_of(j, b);
    if (r == s) return;
    uint32_t n = members_of(j, r, x), m = members_of(j, s, y);
    if (n + m > MOST) return;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (differ(j, &j->days.v[x[i]], &j->days.v[y[k]])) return;
    link_groups(j, r < s ? r : s, r < s ? s : r);
    j->days.v[r < s ? r : s].why = event;
}

static int by_event(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    if (a->event != b->event) return a->event < b->event ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

/* The weekdays among the days of one event, as bits. */
static uint32_t weekdays(const joiner *j, const dated *v, uint32_t n)
{
    uint32_t bits = 0;
    for (uint32_t i = 0; i < n; i++)
        if (j->days.v[v[i].day].weekday) bits |= 1U << j->days.v[v[i].day].weekday;
    return bits;
}

/* Days of one event: all, where they name one weekday at most; else those that name the same. */
static void join_event(joiner *j, const dated *v, uint32_t n)
{
    uint32_t bits = weekdays(j, v, n);
    bool several = (bits & (bits - 1)) != 0;
    if (n > DAYS_OF_ONE) n = DAYS_OF_ONE;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            const day *a = &j->days.v[v[i].day], *b = &j->days.v[v[k].day];
            if (several && (!a->weekday || a->weekday != b->weekday)) continue;
            if (a->at.doc != b->at.doc) unite(j, v[i].day, v[k].day, v[i].event);
        }
}

/* The groups that were put together, in place of the things that they were put together of. */
static void write_groups(joiner *j, void (*make)(const hs_item *v, uint32_t n, hs_str why, void *ctx), void *ctx)
{
    hs_ledger *l = &j->p->ledger;
    bool *gone = hs_calloc(l->events.n + 1, sizeof *gone);
    uint32_t events = l->events.n, kept = 0, joined = 0;
    for (uint32_t i = 0; i < j->days.n; i++) {
        uint32_t x[MOST + 1], e = j->days.v[i].why;
        hs_item items[MOST + 1];
        if (j->days.v[i].up != i || e == HS_NONE) continue;
        uint32_t n = members_of(j, i, x);
        for (uint32_t k = 0; k < n; k++) {
            items[k] = j->days.v[x[k]].at;
            if (j->days.v[x[k]].thing != HS_NONE) gone[j->days.v[x[k]].thing] = true;
        }
        hs_buf why = {0};
        hs_buf_printf(&why, "the day of what these documents tell of: %s", hs_ledger_str(l, l->events.v[e].name));
        make(items, n, (hs_str){why.p, why.n}, ctx);
        hs_buf_free(&why);
        joined++;
    }
    for (uint32_t e = 0; e < l->events.n; e++)
        if (e >= events || !gone[e]) l->events.v[kept++] = l->events.v[e];
    if (joined) l->events.n = kept;
    free(gone);
}

/* What is one thing by its word already. */
static void join_by_word(joiner *j)
{
    hs_map64 first = {0};
    for (uint32_t i = 0; i < j->days.n; i++) {
        if (j->days.v[i].thing == HS_NONE) continue;
        uint32_t *at = hs_map64_at(&first, hs_hash64(&j->days.v[i].thing, sizeof(uint32_t), 32));
        if (*at == HS_MISSING) {
            *at = i;
        } else {
            link_groups(j, *at, i);
        }
    }
    hs_map64_free(&first);
}

void hs_join_days(hs_pile *p, const hs_rulings *ruled,
                  void (*make)(const hs_item *v, uint32_t n, hs_str why, void *ctx), void *ctx)
{
    joiner j = {.p = p, .ruled = ruled};
    collect(&j);
    find_dated(&j);
    join_by_word(&j);
    if (j.dated.n) qsort(j.dated.v, j.dated.n, sizeof *j.dated.v, by_event);
    for (uint32_t i = 0, end; i < j.dated.n; i = end) {
        for (end = i + 1; end < j.dated.n && j.dated.v[end].event == j.dated.v[i].event; end++) {
        }
        join_event(&j, &j.dated.v[i], end - i);
    }
    write_groups(&j, make, ctx);
    HS_VEC_FREE(j.days);
    HS_VEC_FREE(j.dated);
    hs_map64_free(&j.event_of);
    hs_map64_free(&j.day_of);
}
