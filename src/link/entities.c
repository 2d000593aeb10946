/* Who is who across documents. The documents' own chains (find/) are joined into entities: a chain joins an entity only
 * if none of its spellings speaks against any spelling there (complete linkage: A with B and B with C never makes A
 * with C), and only on an equal name, or on a variant with a second sign: the same role, or a nickname that both
 * documents give. Everything weaker is a proposal with its reason. */
#include "base/map.h"
#include "link/group.h"
#include "link/kept.h"
#include "link/link.h"
#include "link/names.h"
#include "link/places.h"
#include "link/rulings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 200 };

/* What tells most candidates apart, close together in memory: the shape of a group's only spelling, where all of its
 * chains are taken in. */
typedef struct {
    hs_name_shape shape;
    bool only;
} gist;

typedef struct {
    uint32_t next, group; /* next: an older entry of the same key */
} entry;

typedef struct {
    hs_pile *p;
    hs_names names;
    hs_places places;
    uint32_t *group_of; /* per place that founded a group */
    HS_VEC(hs_group) groups;
    HS_VEC(gist) gists;    /* per group */
    HS_VEC(entry) entries; /* candidate lists */
    hs_map64 keys;         /* hash of a skeleton → latest entry */
    bool known;            /* how some chains were put last time */
    hs_map64 changed;      /* keys of groups that are changed, and of chains that were put elsewhere */
    HS_VEC(uint32_t) found;
    HS_VEC(uint32_t) seen; /* per group: the last probe that met it */
    uint32_t probe;
    hs_rulings rulings;
} linker;

/* ---- candidates ---- */

static uint64_t key_at(const linker *k, uint32_t i)
{
    return k->places.numbers.v[i];
}

static void collect(linker *k, hs_range keys)
{
    for (uint32_t i = keys.first; i < keys.first + keys.n; i++) {
        uint32_t at = hs_map64_get(&k->keys, key_at(k, i));
        for (uint32_t n = 0; at != HS_MISSING && n < CANDIDATES; n++, at = k->entries.v[at].next) {
            uint32_t g = k->entries.v[at].group;
            if (k->seen.v[g] == k->probe) continue;
            k->seen.v[g] = k->probe;
            *HS_PUSH(k->found) = g;
        }
    }
}

static void enter(linker *k, hs_range keys, uint32_t g)
{
    for (uint32_t i = keys.first; i < keys.first + keys.n; i++) {
        uint32_t *at = hs_map64_at(&k->keys, key_at(k, i));
        if (*at != HS_MISSING && k->entries.v[*at].group == g) continue;
        *HS_PUSH(k->entries) = (entry){*at, g};
        *at = k->entries.n - 1;
    }
}

static void add_key(hs_str key, void *ctx)
{
    hs_places *x = ctx;
    *HS_PUSH(x->numbers) = hs_hash64(key.p, key.n, 22);
}

static hs_range keys_of(linker *k, const hs_group *g)
{
    hs_range keys = {k->places.numbers.n, 0};
    for (uint32_t i = 0; i < g->names.n; i++) {
        hs_name_keys(hs_parts_of(&k->names, 0, g->names.v[i].shown, g->kind), add_key, &k->places);
        add_key(hs_str_of(g->names.v[i].folded), &k->places);
    }
    keys.n = k->places.numbers.n - keys.first;
    return keys;
}

/* ---- what is as it was ---- */

static void mark(linker *k, hs_range keys)
{
    for (uint32_t i = keys.first; i < keys.first + keys.n; i++) *hs_map64_at(&k->changed, key_at(k, i)) = 1;
}

static void mark_group(linker *k, uint32_t g)
{
    hs_group *x = &k->groups.v[g];
    for (uint32_t i = 0; i < x->places.n && !x->changed; i++) mark(k, k->places.all.v[x->places.v[i]].keys);
    x->changed = true;
}

/* Nothing by which the chain was put last time is another now. */
static bool stands(linker *k, const hs_place *s)
{
    bool founder = s == &k->places.all.v[s->founder];
    if (!s->known || (!founder && k->group_of[s->founder] == HS_NONE)) return false;
    for (uint32_t i = s->maybes.first; i < s->maybes.first + s->maybes.n; i++)
        if (k->group_of[k->places.maybes.v[i].founder] == HS_NONE) return false;
    for (uint32_t i = s->keys.first; i < s->keys.first + s->keys.n; i++)
        if (hs_map64_get(&k->changed, key_at(k, i)) != HS_MISSING) return false;
    if (!hs_place_has_news(&k->places, s)) return true;
    const hs_doc *d = k->p->docs.v[s->at.doc];
    const hs_chain *c = &d->chains.v[s->at.item];
    return hs_kind_of_name(&k->places.kinds, hs_str_of(hs_doc_str(d, c->name)), c->kind) == s->kind;
}

/* ---- building ---- */

/* Fullest names first, so that short forms meet the entities that they may belong to; then document order. */
static uint32_t *seeds_of(const hs_places *x)
{
    uint32_t *order = hs_malloc((x->all.n + 1) * sizeof *order);
    uint32_t most = 0, n = 0;
    for (uint32_t i = 0; i < x->all.n; i++)
        if (x->all.v[i].words > most) most = x->all.v[i].words;
    for (uint32_t words = most + 1; words-- > 0;)
        for (uint32_t i = 0; i < x->all.n; i++)
            if (x->all.v[i].words == words) order[n++] = i;
    return order;
}

static gist gist_of(const hs_group *g)
{
    return (gist){g->names.v[0].shape, g->names.n == 1 && g->kind == g->names.v[0].shape.kind};
}

/* Adds what its next chain says to an entity. */
static void take_in(linker *k, uint32_t at, hs_group *g)
{
    hs_group *into = &k->groups.v[at];
    if (into->taken_in) {
        hs_group_merge(into, g);
    } else {
        into->kind = g->kind;
        into->flags = g->flags;
        into->full = g->full;
        into->roles = g->roles;
        memcpy(into->kinds, g->kinds, sizeof g->kinds);
        memcpy(&into->names, &g->names, sizeof g->names);
        HS_VEC_FREE(g->places);
    }
    into->taken_in++;
    k->gists.v[at] = gist_of(into);
}

/* The entity with all that its chains say. */
static hs_group *whole(linker *k, uint32_t at)
{
    hs_group *x = &k->groups.v[at];
    while (x->taken_in < x->places.n) {
        hs_item chain = k->places.all.v[x->places.v[x->taken_in]].at;
        hs_group g = hs_group_of(&k->names, &k->places.kinds, k->p->docs.v[chain.doc], chain.item);
        take_in(k, at, &g);
    }
    return x;
}

/* A new entity of one chain; or one more chain of an entity. */
static void found_group(linker *k, uint32_t place)
{
    k->group_of[place] = k->groups.n;
    *HS_PUSH(k->groups) = (hs_group){0};
    *HS_PUSH(k->gists) = (gist){0};
    *HS_PUSH(k->seen) = 0;
    *HS_PUSH(k->groups.v[k->groups.n - 1].places) = place;
    enter(k, k->places.all.v[place].keys, k->groups.n - 1);
}

static void join_group(linker *k, uint32_t place, uint32_t into, hs_str why)
{
    hs_ref reason = hs_ledger_intern(&k->p->ledger, why);
    *HS_PUSH(k->groups.v[into].places) = place;
    *HS_PUSH(k->groups.v[into].whys) = reason;
    k->gists.v[into].only = false; /* until the chain is taken in */
    enter(k, k->places.all.v[place].keys, into);
}

/* Puts a chain where it was. */
static void repeat(linker *k, uint32_t place)
{
    const hs_place *s = &k->places.all.v[place];
    if (s->founder != place) {
        join_group(k, place, k->group_of[s->founder], s->why);
        return;
    }
    found_group(k, place);
    for (uint32_t i = s->maybes.first; i < s->maybes.first + s->maybes.n; i++) {
        const hs_place_maybe *m = &k->places.maybes.v[i];
        hs_ref why = hs_ledger_intern(&k->p->ledger, m->why);
        *HS_PUSH(k->p->ledger.maybes) = (hs_maybe){k->group_of[m->founder], k->groups.n - 1, why};
    }
}

typedef struct {
    uint32_t group;
    hs_ref why;
    uint32_t full;
} proposal;

typedef HS_VEC(proposal) proposals;

static void propose(linker *k, uint32_t g, uint32_t full, const proposals *found)
{
    enum { MOST = 4 };
    bool fuller = false; /* where a fuller name is there to belong to, equally bare ones are not listed */
    for (uint32_t i = 0; i < found->n; i++) fuller = fuller || found->v[i].full > full;
    for (uint32_t i = 0, given = 0; i < found->n && given < MOST; i++) {
        const proposal *x = &found->v[i];
        if (fuller ? x->full <= full : given && full < 2) continue;
        hs_str why = hs_str_of(hs_ledger_str(&k->p->ledger, x->why));
        uint32_t founder = k->groups.v[x->group].places.v[0];
        *HS_PUSH(k->p->ledger.maybes) = (hs_maybe){x->group, g, x->why};
        *HS_PUSH(k->places.maybes) =
            (hs_place_maybe){founder, {hs_arena_strndup(&k->names.arena, why.p, why.n), why.n}};
        given++;
    }
}

static bool has_chain(const linker *k, const hs_group *g, hs_item chain)
{
    uint32_t place = hs_place_of(&k->places, chain);
    for (uint32_t i = 0; i < g->places.n; i++)
        if (g->places.v[i] == place) return true;
    return false;
}

/* What a person ruled about a chain on its own and a group; NULL where nothing. */
static const hs_ruling *ruling_on(const linker *k, const hs_group *alone, const hs_group *other)
{
    const hs_ruling *found = NULL;
    for (uint32_t i = 0; i < k->rulings.n; i++) {
        const hs_ruling *r = &k->rulings.v[i];
        if ((has_chain(k, alone, r->a) && has_chain(k, other, r->b)) ||
            (has_chain(k, alone, r->b) && has_chain(k, other, r->a)))
            found = r;
    }
    return found;
}

/* The group that a person ruled this chain to be in, or HS_NONE. */
static uint32_t ruled_into(linker *k, const hs_group *g, hs_buf *why)
{
    for (uint32_t i = 0; i < k->groups.n && k->rulings.n; i++) {
        const hs_ruling *r = ruling_on(k, g, &k->groups.v[i]);
        if (!r || !r->same) continue;
        hs_buf_str(why, hs_ledger_str(&k->p->ledger, r->why));
        k->groups.v[i].ruled = true;
        return i;
    }
    return HS_NONE;
}

/* What has changed where the chain was not put as it was last time, or into what is not what it was. */
static void mark_changes(linker *k, uint32_t place, const hs_place *last)
{
    const hs_place *s = &k->places.all.v[place];
    uint32_t into = k->group_of[s->founder];
    bool same = last->known && last->founder == s->founder && last->kind == s->kind;
    if (!k->known || (same && (s->founder == place || !k->groups.v[into].changed))) return;
    mark(k, s->keys);
    mark_group(k, into);
    if (!last->known) return;
    mark(k, last->keys);
    if (last->founder != place && k->group_of[last->founder] != HS_NONE) mark_group(k, k->group_of[last->founder]);
}

/* The candidates that the chain's entity may be; the one that it joins, or HS_NONE, with the reason. */
static uint32_t find_entity(linker *k, const hs_group *g, proposals *found, hs_buf *kept)
{
    uint32_t into = HS_NONE, choices = 0, equals = 0;
    hs_buf why = {0};
    for (uint32_t i = 0; i < k->found.n; i++) {
        const gist *s = &k->gists.v[k->found.v[i]];
        if (s->only && g->names.n == 1 && hs_shapes_differ(&s->shape, &g->names.v[0].shape)) continue;
        hs_group *other = whole(k, k->found.v[i]);
        const hs_ruling *ruling = ruling_on(k, g, other);
        if ((other->kind != g->kind && !hs_groups_same_full_name(&k->names, other, g)) || (ruling && !ruling->same))
            continue;
        hs_buf_clear(&why);
        if (hs_groups_join(&k->names, other, g, &why)) {
            /* who has the very name comes before those who have one more */
            bool equal = hs_groups_same_full_name(&k->names, other, g), nearer = equal && !equals;
            choices = nearer ? 1 : choices + (equal || !equals);
            equals += equal;
            if (into == HS_NONE || nearer || ((equal || !equals) && k->found.v[i] < into)) {
                into = k->found.v[i];
                hs_buf_clear(kept);
                hs_buf_str(kept, hs_buf_c(&why));
            }
        }
        if (why.n) {
            hs_ref reason = hs_ledger_intern(&k->p->ledger, (hs_str){why.p, why.n});
            *HS_PUSH(*found) = (proposal){k->found.v[i], reason, other->full};
        }
    }
    hs_buf_clear(&why);
    uint32_t ruled = ruled_into(k, g, &why);
    if (ruled != HS_NONE) {
        into = ruled;
        choices = 1;
        hs_buf_clear(kept);
        hs_buf_str(kept, hs_buf_c(&why));
    }
    hs_buf_free(&why);
    return choices == 1 || (choices > 1 && g->full > 1 && g->kind != HS_PERSON) ? into : HS_NONE;
}

static void put(linker *k, uint32_t place)
{
    proposals found = {0};
    hs_buf why = {0};
    hs_place last = k->places.all.v[place];
    hs_group g = hs_group_of(&k->names, &k->places.kinds, k->p->docs.v[last.at.doc], last.at.item);
    *HS_PUSH(g.places) = place;
    hs_place s = {.at = last.at, .words = last.words, .tokens = last.tokens, .known = true, .kind = g.kind};
    s.keys = keys_of(k, &g);
    k->found.n = 0;
    k->probe++;
    collect(k, s.keys);
    uint32_t into = find_entity(k, &g, &found, &why);
    s.founder = into == HS_NONE ? place : k->groups.v[into].places.v[0];
    s.why = (hs_str){hs_arena_strndup(&k->names.arena, hs_buf_c(&why), why.n), why.n};
    s.maybes.first = k->places.maybes.n;
    s.entity = last.known && last.founder == place ? last.entity : (hs_str){0};
    k->places.all.v[place] = s;
    if (into != HS_NONE) {
        join_group(k, place, into, s.why);
    } else {
        into = k->groups.n;
        found_group(k, place);
        propose(k, into, g.full, &found);
        k->places.all.v[place].maybes.n = k->places.maybes.n - s.maybes.first;
    }
    if (k->groups.v[into].taken_in + 1 == k->groups.v[into].places.n) {
        take_in(k, into, &g);
    } else {
        hs_group_free(&g);
    }
    mark_changes(k, place, &last);
    HS_VEC_FREE(found);
    hs_buf_free(&why);
}

/* ---- the ledger ---- */

static int item_order(const void *x, const void *y)
{
    const hs_item *a = x, *b = y;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

/* Most frequent first, then the longest, then by bytes: the first is the one shown. */
static int spelling_order(const void *x, const void *y)
{
    const hs_spelling *a = x, *b = y;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    if (a->shown.n != b->shown.n) return a->shown.n > b->shown.n ? -1 : 1;
    return memcmp(a->shown.p, b->shown.p, a->shown.n);
}

static hs_ref entity_id(linker *k, hs_item first)
{
    const hs_doc *d = k->p->docs.v[first.doc];
    const hs_mention *m = &d->mentions.v[d->chains.v[first.item].mention];
    hs_buf anchor = {0};
    char id[12];
    hs_buf_add(&anchor, d->sha.b, sizeof d->sha.b);
    hs_str words = hs_doc_text(d, m->at);
    hs_buf_printf(&anchor, "%u ", m->at.at);
    hs_buf_add(&anchor, words.p, words.n);
    snprintf(id, sizeof id, "e%010llx", (unsigned long long)(hs_hash64(anchor.p, anchor.n, 1) >> 24));
    hs_buf_free(&anchor);
    return hs_ledger_intern(&k->p->ledger, hs_str_of(id));
}

/* The fullest among the spellings that at least half as many documents have as the most frequent one. */
static hs_str shown_name(linker *k, const hs_group *g)
{
    uint32_t best = 0, words = 0;
    for (uint32_t i = 0; i < g->names.n; i++) {
        uint32_t n = hs_parts_of(&k->names, 0, g->names.v[i].shown, g->kind)->n;
        if (g->names.v[i].count * 2 >= g->names.v[0].count && n > words) {
            words = n;
            best = i;
        }
    }
    return g->names.v[best].shown;
}

/* Of which chains an entity is, and as what each is taken. */
static uint64_t hash_of(const linker *k, const hs_group *g)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < g->places.n; i++) {
        const hs_place *s = &k->places.all.v[g->places.v[i]];
        h = hs_mix64(h ^ hs_kept_name(k->p, s->at.doc));
        h = hs_mix64(h ^ ((uint64_t)s->at.item << 8 | s->kind));
    }
    return h;
}

static void write_str(hs_buf *b, hs_str s)
{
    hs_kept_put_u32(b, (uint32_t)s.n);
    hs_buf_add(b, s.p, s.n);
}

/* An entity's kind, flags and names as bytes, to be kept with its first chain. */
static hs_str describe(linker *k, uint32_t at, uint64_t hash)
{
    hs_buf b = {0};
    hs_group *g = whole(k, at);
    qsort(g->names.v, g->names.n, sizeof *g->names.v, spelling_order);
    hs_kept_put_u64(&b, hash);
    hs_kept_put_u32(&b, g->kind);
    hs_kept_put_u32(&b, g->flags);
    write_str(&b, shown_name(k, g));
    for (uint32_t i = 0; i < g->names.n; i++) write_str(&b, g->names.v[i].shown);
    hs_str bytes = {hs_arena_strndup(&k->names.arena, b.p, b.n), b.n};
    hs_buf_free(&b);
    return bytes;
}

static hs_ref read_name(linker *k, hs_kept_reader *r)
{
    uint32_t n = hs_kept_u32(r);
    const char *name = hs_kept_items(r, n, 1);
    return name ? hs_ledger_intern(&k->p->ledger, (hs_str){name, n}) : 0;
}

static void write_group(linker *k, uint32_t at)
{
    hs_ledger *l = &k->p->ledger;
    hs_group *g = &k->groups.v[at];
    hs_place *founder = &k->places.all.v[g->places.v[0]];
    uint64_t hash = hash_of(k, g), was = 0;
    if (founder->entity.n > sizeof was) memcpy(&was, founder->entity.p, sizeof was);
    if (was != hash) founder->entity = describe(k, at, hash);
    hs_kept_reader r = {founder->entity.p, founder->entity.n, false};
    hs_entity *e = HS_PUSH(l->entities);
    hs_kept_u64(&r);
    e->kind = hs_kept_u32(&r);
    e->flags = hs_kept_u32(&r);
    e->name = read_name(k, &r);
    e->names.first = l->strings.n;
    while (r.n && !r.bad) {
        hs_ref name = read_name(k, &r);
        *HS_PUSH(l->strings) = name;
    }
    e->names.n = l->strings.n - e->names.first;
    e->chains = (hs_range){l->items.n, g->places.n};
    for (uint32_t i = 0; i < g->places.n; i++) *HS_PUSH(l->items) = k->places.all.v[g->places.v[i]].at;
    qsort(l->items.v + e->chains.first, e->chains.n, sizeof *l->items.v, item_order);
    e->id = entity_id(k, l->items.v[e->chains.first]);
    e->whys = (hs_range){l->strings.n, g->whys.n};
    for (uint32_t i = 0; i < g->whys.n; i++) *HS_PUSH(l->strings) = g->whys.v[i];
}

static void linker_free(linker *k)
{
    for (uint32_t i = 0; i < k->groups.n; i++) hs_group_free(&k->groups.v[i]);
    free(k->group_of);
    HS_VEC_FREE(k->groups);
    HS_VEC_FREE(k->gists);
    HS_VEC_FREE(k->entries);
    HS_VEC_FREE(k->found);
    HS_VEC_FREE(k->seen);
    HS_VEC_FREE(k->rulings);
    hs_map64_free(&k->keys);
    hs_map64_free(&k->changed);
    hs_names_free(&k->names);
    hs_places_free(&k->places);
}

bool hs_link_entities(hs_pile *p, hs_err *err)
{
    (void)err;
    linker k = {.p = p};
    hs_names_start(&k.names);
    hs_rulings_of(p, &k.rulings);
    hs_places_of(p, k.rulings.n == 0, &k.places);
    k.group_of = hs_malloc((k.places.all.n + 1) * sizeof *k.group_of);
    for (uint32_t i = 0; i < k.places.all.n; i++) {
        k.group_of[i] = HS_NONE;
        k.known = k.known || k.places.all.v[i].known;
    }
    uint32_t *seeds = seeds_of(&k.places);
    for (uint32_t i = 0; i < k.places.all.n; i++)
        if (stands(&k, &k.places.all.v[seeds[i]])) {
            repeat(&k, seeds[i]);
        } else {
            put(&k, seeds[i]);
        }
    free(seeds);
    for (uint32_t i = 0; i < k.groups.n; i++) write_group(&k, i);
    if (!k.rulings.n) hs_places_keep(p, &k.places);
    linker_free(&k);
    return true;
}
