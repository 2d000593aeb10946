/* What happened, across documents: which acts tell of one event; and whom or what a story speaks of without a name.
 * Documents are put together into stories by their words, rare ones counting more; which acts of a story are one event
 * is weighed (happening.h). A thing that enough documents of a story speak of is one; one of which few of them speak
 * is, where the same names or words stand beside it. */
#include "link/act_classes.h"
#include "link/beside.h"
#include "link/days.h"
#include "link/gather.h"
#include "link/happening.h"
#include "link/light.h"
#include "link/link.h"
#include "link/rulings.h"
#include "link/told.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Things of one class of which few documents speak that are looked at; how many of the words beside two of them must be
 * the same, and where the noun is light, or says no more than age and sex or a count. */
enum { FEW_ACTS = 64, SHARED = 2, SHARED_BY_LIGHT = 3, SHARED_BY_PEOPLE = 5 };
static const float enough = 0.5F;

typedef struct {
    uint32_t story, kind; /* hs_act_kind */
    uint64_t class;
    hs_item at;
} told;

typedef struct {
    hs_pile *p;
    hs_told_words words;
    hs_gathered stories;
    HS_VEC(told) acts;
    hs_rulings rulings;      /* on words */
    hs_happenings_each each; /* NULL: events are written */
    void *to;
    hs_act_classes wide;
    hs_index index; /* chains → entities */
} teller;

/* ---- events ---- */

static int told_order(const void *x, const void *y)
{
    const told *a = x, *b = y;
    if (a->story != b->story) return a->story < b->story ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->class != b->class) return a->class < b->class ? -1 : 1;
    if (a->at.doc != b->at.doc) return a->at.doc < b->at.doc ? -1 : 1;
    return (a->at.item > b->at.item) - (a->at.item < b->at.item);
}

static hs_str words_of(const teller *t, hs_item at)
{
    const hs_doc *d = t->p->docs.v[at.doc];
    return hs_str_of(hs_doc_str(d, d->acts.v[at.item].act));
}

/* The lemma that most of the first acts have. */
static hs_str commonest(const teller *t, const told *v, uint32_t n)
{
    enum { LOOK = 40 };
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < n && i < LOOK; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < n && k < LOOK; k++) same += hs_str_eq(words_of(t, v[i].at), words_of(t, v[k].at));
        if (same > most) {
            most = same;
            best = i;
        }
    }
    return words_of(t, v[best].at);
}

static hs_ref event_id(const teller *t, hs_item first)
{
    const hs_doc *d = t->p->docs.v[first.doc];
    hs_span at = d->acts.v[first.item].at;
    hs_str words = hs_doc_text(d, at);
    hs_buf anchor = {0};
    char id[12];
    hs_buf_add(&anchor, d->sha.b, sizeof d->sha.b);
    hs_buf_printf(&anchor, "%u ", at.at);
    hs_buf_add(&anchor, words.p, words.n);
    snprintf(id, sizeof id, "%c%010llx", d->acts.v[first.item].kind == HS_HAPPENS ? 'v' : 'o',
             (unsigned long long)(hs_hash64(anchor.p, anchor.n, 3) >> 24));
    hs_buf_free(&anchor);
    return hs_ledger_intern(&t->p->ledger, hs_str_of(id));
}

static bool among(const told *v, uint32_t n, hs_item at)
{
    for (uint32_t i = 0; i < n; i++)
        if (v[i].at.doc == at.doc && v[i].at.item == at.item) return true;
    return false;
}

/* Leaves out the words of documents that a person ruled to mean another: those of the ruling's second word. */
static uint32_t part_ruled(const teller *t, told *v, uint32_t n)
{
    for (uint32_t r = 0; r < t->rulings.n; r++) {
        const hs_ruling *x = &t->rulings.v[r];
        uint32_t kept = 0;
        if (x->same || x->a.doc == x->b.doc || !among(v, n, x->a) || !among(v, n, x->b)) continue;
        for (uint32_t i = 0; i < n; i++)
            if (v[i].at.doc != x->b.doc) v[kept++] = v[i];
        n = kept;
    }
    return n;
}

static uint32_t docs_of(const told *v, uint32_t n)
{
    uint32_t docs = n > 0;
    for (uint32_t i = 1; i < n; i++) docs += v[i].at.doc != v[i - 1].at.doc;
    return docs;
}

/* One event of these acts, in their order. */
static void add_event(teller *t, const told *v, uint32_t n, hs_str why)
{
    hs_ledger *l = &t->p->ledger;
    hs_str name = commonest(t, v, n);
    hs_event e = {.id = event_id(t, v->at), .name = hs_ledger_intern(l, name), .acts = {l->items.n, n}};
    e.why = hs_ledger_intern(l, why);
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(l->items) = v[i].at;
    *HS_PUSH(l->events) = e;
}

/* One event of these acts, where several documents tell of it. */
static void write_event(teller *t, told *v, uint32_t n, const char *sign)
{
    uint32_t docs, all = t->stories.size.v[v->story];
    hs_buf why = {0};
    n = part_ruled(t, v, n);
    docs = docs_of(v, n);
    if (docs < 2) return;
    hs_buf_printf(&why, "%u of the %u documents of one story %s of it%s", docs, all, v->kind ? "speak" : "tell", sign);
    add_event(t, v, n, (hs_str){why.p, why.n});
    hs_buf_free(&why);
}

/* ---- what few documents tell of ---- */

/* The group that the act belongs to: at least half of its acts have so many classes beside them in common with it; the
 * one with most of these; a new one where there is none. */
static uint32_t group_of(const hs_beside *with, const uint32_t *group, uint32_t act, uint32_t groups, uint32_t least)
{
    uint32_t size[FEW_ACTS] = {0}, like[FEW_ACTS] = {0}, best = groups, most = 0;
    for (uint32_t i = 0; i < act; i++) {
        size[group[i]]++;
        like[group[i]] += hs_beside_shared(&with[i], &with[act]) >= least;
    }
    for (uint32_t g = 0; g < groups; g++) {
        if (like[g] * 2 < size[g] || like[g] <= most) continue;
        most = like[g];
        best = g;
    }
    return best;
}

/* The things of one class of which less than half of the story's documents tell: one event where the same stands beside
 * them. */
static void write_few(teller *t, const told *v, uint32_t n, uint32_t least)
{
    hs_beside with[FEW_ACTS];
    uint32_t group[FEW_ACTS], groups = 0;
    told one[FEW_ACTS];
    if (n > FEW_ACTS) n = FEW_ACTS;
    for (uint32_t i = 0; i < n; i++) {
        with[i] = hs_beside_of(t->p, &t->index, v[i].at);
        group[i] = group_of(with, group, i, groups, least);
        groups += group[i] == groups;
    }
    for (uint32_t g = 0; g < groups; g++) {
        uint32_t m = 0;
        for (uint32_t i = 0; i < n; i++)
            if (group[i] == g) one[m++] = v[i];
        write_event(t, one, m, ", beside the same words");
    }
    for (uint32_t i = 0; i < n; i++) hs_beside_free(&with[i]);
}

/* The things of one class in one story. */
static void write_things(teller *t, told *v, uint32_t n)
{
    uint32_t docs = docs_of(v, n);
    if (hs_day_relative(words_of(t, v->at)) || hs_vague_thing(commonest(t, v, n))) return;
    if (hs_light_thing(commonest(t, v, n))) {
        write_few(t, v, n, hs_light_people(commonest(t, v, n)) ? SHARED_BY_PEOPLE : SHARED_BY_LIGHT);
    } else if (docs > 2 && (float)docs >= enough * (float)t->stories.size.v[v->story]) {
        write_event(t, v, n, "");
    } else {
        write_few(t, v, n, SHARED);
    }
}

/* ---- what happens ---- */

/* The acts of one class in one story. Past HS_HAPPENINGS they are grouped piece by piece. */
static void write_happenings(teller *t, const told *v, uint32_t n)
{
    hs_item items[HS_HAPPENINGS];
    uint32_t group[HS_HAPPENINGS];
    told one[HS_HAPPENINGS];
    float common = (float)(docs_of(v, n) - 1) / (float)t->stories.size.v[v->story];
    for (uint32_t i = 0; i < n; i++) items[i] = v[i].at;
    hs_happenings h = hs_happenings_of(t->p, &t->index, items, n, common);
    if (t->each) {
        t->each(t->to, &h, items);
    } else {
        hs_happenings_group(&h, group);
    }
    for (uint32_t g = 0; g < n && !t->each; g++) {
        uint32_t m = 0;
        for (uint32_t i = 0; i < n; i++)
            if (group[i] == g) one[m++] = v[i];
        if (m > 1) write_event(t, one, m, "");
    }
    hs_happenings_free(&h);
}

static void find_events(teller *t)
{
    for (uint32_t d = 0, k = 0; d < t->p->docs.n; d++)
        for (uint32_t i = 0; i < t->p->docs.v[d]->acts.n; i++, k++) {
            const hs_act *a = &t->p->docs.v[d]->acts.v[i];
            uint64_t which = a->kind == HS_HAPPENS ? hs_beside_which(t->p->docs.v[d], a->at) : 0;
            uint64_t class = t->words.act.v[k];
            if (a->kind == HS_HAPPENS) class = hs_act_classes_wide(&t->wide, class);
            *HS_PUSH(t->acts) = (told){t->stories.story[d], a->kind, class ^ which, (hs_item){d, i}};
        }
    if (t->acts.n) qsort(t->acts.v, t->acts.n, sizeof *t->acts.v, told_order);
    for (uint32_t i = 0, end; i < t->acts.n; i = end) {
        told *v = &t->acts.v[i];
        for (end = i + 1; end < t->acts.n && t->acts.v[end].story == v->story && t->acts.v[end].kind == v->kind &&
                          t->acts.v[end].class == v->class;
             end++) {
        }
        if (docs_of(v, end - i) < 2) continue;
        if (v->kind != HS_HAPPENS) {
            if (!t->each) write_things(t, v, end - i);
            continue;
        }
        for (uint32_t k = i; k < end; k += HS_HAPPENINGS)
            write_happenings(t, &t->acts.v[k], end - k < HS_HAPPENINGS ? end - k : HS_HAPPENINGS);
    }
}

/* A day of several words (days.h). */
static void add_day(const hs_item *v, uint32_t n, hs_str why, void *ctx)
{
    HS_VEC(told) all = {0};
    for (uint32_t i = 0; i < n; i++) *HS_PUSH(all) = (told){0, HS_THING, 0, v[i]};
    qsort(all.v, all.n, sizeof *all.v, told_order);
    add_event(ctx, all.v, n, why);
    HS_VEC_FREE(all);
}

static void tell(teller *t)
{
    hs_pile *p = t->p;
    hs_word_rulings_of(p, &t->rulings);
    hs_pile_index(p, &t->index);
    hs_told_words_of(p, &t->words);
    t->stories = hs_gather(p, &t->words);
    hs_act_classes_make(&t->wide);
    find_events(t);
    if (!t->each) hs_join_days(p, &t->rulings, add_day, t);
    hs_act_classes_free(&t->wide);
    HS_VEC_FREE(t->acts);
    HS_VEC_FREE(t->rulings);
    hs_index_free(&t->index);
    hs_gathered_free(&t->stories);
    hs_told_words_free(&t->words);
}

bool hs_link_events(hs_pile *p, hs_err *err)
{
    (void)err;
    tell(&(teller){.p = p});
    return true;
}

void hs_happenings_walk(hs_pile *p, hs_happenings_each each, void *to)
{
    tell(&(teller){.p = p, .each = each, .to = to});
}
