/* Who is who across documents. The documents' own chains (find/) are joined into entities: a chain joins an entity only
 * if none of its spellings speaks against any spelling there (complete linkage: A with B and B with C never makes A
 * with C), and only on an equal name, or on a variant with a second sign: the same role, or a nickname that both
 * documents give. Everything weaker is a proposal with its reason. */
#include "base/fold.h"
#include "base/map.h"
#include "link/kinds.h"
#include "link/link.h"
#include "link/name_shape.h"
#include "link/names.h"
#include "link/rulings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPLIT = 8192, CANDIDATES = 200, SPELLINGS = 40, ROLES = 400 };

typedef struct {
    hs_str shown;
    const char *folded; /* in the arena */
    uint32_t count;
    hs_name_shape shape;
} spelling;

typedef struct {
    uint32_t kind, flags;
    HS_VEC(hs_item) chains;
    HS_VEC(spelling) names;
    HS_VEC(hs_ref) whys;
    hs_buf roles;                 /* folded content words of its roles, each between blanks */
    uint32_t full;                /* most words in a spelling */
    bool ruled;                   /* a person joined spellings that speak against each other */
    uint32_t kinds[HS_OTHER + 1]; /* how many documents take it for which kind */
} group;

/* What tells most candidates apart, close together in memory: the shape of a group's only spelling. */
typedef struct {
    hs_name_shape shape;
    bool only;
} gist;

typedef struct {
    uint32_t next, group; /* next: an older entry of the same key */
} entry;

/* A spelling taken apart: each is compared with many. */
typedef struct {
    hs_str shown;
    uint32_t kind;
    hs_name_parts parts;
} split;

typedef struct {
    hs_pile *p;
    split *splits[2]; /* SPLIT each, by the hash of the spelling: one for either side of a comparison */
    HS_VEC(group) groups;
    HS_VEC(gist) gists;    /* per group */
    HS_VEC(entry) entries; /* candidate lists */
    hs_map keys;           /* skeleton → latest entry */
    HS_VEC(uint32_t) found;
    HS_VEC(uint32_t) seen; /* per group: the last probe that met it */
    uint32_t probe;
    hs_arena arena;
    hs_rulings rulings;
    hs_kinds one_word;
} linker;

static const char *folded(linker *k, hs_str s)
{
    hs_buf b = {0};
    hs_romanise(s, &b);
    char *copy = hs_arena_strndup(&k->arena, hs_buf_c(&b), b.n);
    hs_buf_free(&b);
    return copy;
}

static const hs_name_parts *parts_of(linker *k, int side, hs_str shown, uint32_t kind)
{
    split *s = &k->splits[side][hs_hash64(shown.p, shown.n, kind) % SPLIT];
    if (s->kind != kind || !s->shown.p || !hs_str_eq(s->shown, shown)) {
        s->shown = shown;
        s->kind = kind;
        hs_name_split(shown, (hs_kind)kind, &s->parts);
    }
    return &s->parts;
}

static uint32_t words_of(linker *k, hs_str shown, uint32_t kind)
{
    return parts_of(k, 0, shown, kind)->n;
}

/* ---- a chain as a group of one ---- */

static void add_roles(const hs_doc *d, uint32_t chain, hs_buf *out)
{
    hs_buf role = {0};
    for (uint32_t i = 0; i < d->mentions.n && out->n < ROLES; i++)
        if (d->mentions.v[i].chain == chain && d->mentions.v[i].role) {
            hs_buf_clear(&role);
            hs_fold(hs_str_of(hs_doc_str(d, d->mentions.v[i].role)), &role);
            hs_buf_char(out, ' ');
            hs_buf_add(out, hs_buf_c(&role), role.n);
        }
    hs_buf_char(out, ' ');
    hs_buf_free(&role);
}

static group group_of(linker *k, uint32_t doc, uint32_t chain)
{
    const hs_doc *d = k->p->docs.v[doc];
    const hs_chain *c = &d->chains.v[chain];
    uint32_t kind = hs_kind_of_name(&k->one_word, hs_str_of(hs_doc_str(d, c->name)), c->kind);
    group g = {.kind = kind, .flags = c->flags};
    g.kinds[kind <= HS_OTHER ? kind : HS_OTHER] = 1;
    *HS_PUSH(g.chains) = (hs_item){doc, chain};
    for (uint32_t i = 0; i < SPELLINGS && (i < c->names.n || !i); i++) {
        hs_str shown = hs_str_of(hs_doc_str(d, c->names.n ? d->strings.v[c->names.first + i] : c->name));
        const hs_name_parts *parts = parts_of(k, 0, shown, kind);
        *HS_PUSH(g.names) = (spelling){shown, folded(k, shown), 1, hs_name_shape_of(parts, (hs_kind)kind)};
        if (parts->n > g.full) g.full = parts->n;
    }
    add_roles(d, chain, &g.roles);
    return g;
}

static void group_free(group *g)
{
    HS_VEC_FREE(g->chains);
    HS_VEC_FREE(g->names);
    HS_VEC_FREE(g->whys);
    hs_buf_free(&g->roles);
}

/* ---- two groups ---- */

/* A word of five letters or more that stands in the roles of both and in no spelling: a second sign. */
static bool shared_role(const group *a, const group *b, hs_buf *word)
{
    for (const char *at = hs_buf_c((hs_buf *)&a->roles); *at;) {
        size_t n = strcspn(at, " ");
        if (n >= 5 && b->roles.n) {
            hs_buf_clear(word);
            hs_buf_printf(word, " %.*s ", (int)n, at);
            if (strstr(b->roles.p, hs_buf_c(word))) return true;
        }
        at += n + (at[n] == ' ');
    }
    return false;
}

typedef struct {
    hs_name_match best;
    bool against;   /* two full spellings that cannot be one name */
    uint32_t equal; /* pairs of equal spellings of different words: more than one is a second sign */
    hs_str a, b;    /* the best pair */
} comparison;

static bool better(hs_name_match m, hs_name_match than)
{
    return m.verdict != than.verdict ? m.verdict < than.verdict : m.sign < than.sign;
}

static comparison compare(linker *k, const group *a, const group *b)
{
    comparison c = {.best = {HS_DIFFERENT_NAME, HS_SIGN_NONE, false}};
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++) {
            const spelling *x = &a->names.v[i], *y = &b->names.v[j];
            hs_name_match m;
            if (!strcmp(x->folded, y->folded)) {
                bool bare = a->kind == HS_PERSON && words_of(k, x->shown, HS_PERSON) < 2;
                m = (hs_name_match){bare ? HS_MAYBE_SAME_NAME : HS_SAME_NAME, bare ? HS_SIGN_SINGLE : HS_SIGN_EXACT,
                                    false};
                c.equal++;
            } else {
                m = hs_same_parts(x->shown, parts_of(k, 0, x->shown, a->kind), y->shown,
                                  parts_of(k, 1, y->shown, a->kind), (hs_kind)a->kind, NULL);
            }
            if (m.apart) c.against = true;
            if (better(m, c.best)) {
                c.best = m;
                c.a = x->shown;
                c.b = y->shown;
            }
        }
    return c;
}

/* No spelling of a can be one of b: told by their shapes, of which most candidates differ. */
static bool all_differ(const group *a, const group *b)
{
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++)
            if (a->names.v[i].shape.kind != a->kind || !hs_shapes_differ(&a->names.v[i].shape, &b->names.v[j].shape))
                return false;
    return true;
}

/* True where a and b may be joined on sight; the reason goes to why. Otherwise why holds the proposal's reason, or is
 * empty where there is none to make. */
static bool joins(linker *k, const group *a, const group *b, hs_buf *why)
{
    if (all_differ(a, b)) return false;
    comparison c = compare(k, a, b);
    hs_buf word = {0};
    bool yes = false, person = a->kind == HS_PERSON;
    if (c.best.verdict == HS_DIFFERENT_NAME) return false;
    if (a->ruled && c.best.sign == HS_SIGN_EXACT) c.against = false;
    uint32_t words_a = parts_of(k, 0, c.a, a->kind)->n, words_b = parts_of(k, 1, c.b, b->kind)->n;
    bool single = person && (words_a < 2 || words_b < 2);
    bool role = shared_role(a, b, &word), second = role || c.equal > 1;
    hs_buf_printf(why, "“%.*s” and “%.*s”: ", (int)c.a.n, c.a.p, (int)c.b.n, c.b.p);
    bool equal = hs_str_eq(c.a, c.b);
    if (equal || (c.best.sign == HS_SIGN_EXACT && c.best.verdict == HS_SAME_NAME)) {
        hs_buf_str(why, single ? "the same single name, which others may bear" : "the same name");
    } else {
        hs_same_name(c.a, c.b, (hs_kind)a->kind, why);
    }
    if (c.against && single) hs_buf_clear(why); /* two full names that differ, and a family name in common: relatives */
    switch (c.best.sign) {
    case HS_SIGN_EXACT:
        yes = c.best.verdict == HS_SAME_NAME && !c.against && !single;
        break;
    case HS_SIGN_SINGLE:
        yes = c.equal > 1 && a->full > 1 && b->full > 1 && !c.against;
        break;
    case HS_SIGN_EXTRA:
        yes = c.best.verdict == HS_SAME_NAME && person && !c.against;
        break;
    case HS_SIGN_SPELLING:
    case HS_SIGN_SCRIPT:
        yes = second && !single && !c.against;
        break;
    default:
        break;
    }
    if (second && role) hs_buf_printf(why, "; both are called%s", hs_buf_c(&word));
    if (second && !role) hs_buf_str(why, "; both documents give a second name that is equal");
    while (why->n && why->p[why->n - 1] == ' ') why->p[--why->n] = '\0';
    hs_buf_free(&word);
    return yes;
}

/* An equal name of two words or more: one thing, even where two documents took it for different kinds. A single word
 * can be a town and its government. */
static bool same_full_name(linker *k, const group *a, const group *b)
{
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++) {
            const spelling *x = &a->names.v[i], *y = &b->names.v[j];
            if (!strpbrk(x->folded, " -") || !strpbrk(y->folded, " -")) continue;
            if (!strcmp(x->folded, y->folded)) return true;
            const hs_name_parts *p = parts_of(k, 0, x->shown, HS_OTHER), *q = parts_of(k, 1, y->shown, HS_OTHER);
            hs_name_match m = hs_same_parts(x->shown, p, y->shown, q, HS_OTHER, NULL);
            if (m.verdict == HS_SAME_NAME && m.sign == HS_SIGN_EXACT && p->n > 1) return true;
        }
    return false;
}

/* ---- candidates ---- */

static void collect(hs_str key, void *ctx)
{
    linker *k = ctx;
    uint32_t at = hs_map_get(&k->keys, key);
    for (uint32_t n = 0; at != HS_MISSING && n < CANDIDATES; n++, at = k->entries.v[at].next) {
        uint32_t g = k->entries.v[at].group;
        if (k->seen.v[g] == k->probe) continue;
        k->seen.v[g] = k->probe;
        *HS_PUSH(k->found) = g;
    }
}

typedef struct {
    linker *k;
    uint32_t group;
} indexing;

static void enter(hs_str key, void *ctx)
{
    indexing *x = ctx;
    uint32_t *at = hs_map_at(&x->k->keys, key);
    if (*at != HS_MISSING && x->k->entries.v[*at].group == x->group) return;
    *HS_PUSH(x->k->entries) = (entry){*at, x->group};
    *at = x->k->entries.n - 1;
}

static void each_key(linker *k, const group *g, void (*each)(hs_str, void *), void *ctx)
{
    for (uint32_t i = 0; i < g->names.n; i++) {
        hs_name_keys(parts_of(k, 0, g->names.v[i].shown, g->kind), each, ctx);
        each(hs_str_of(g->names.v[i].folded), ctx);
    }
}

/* ---- building ---- */

typedef struct {
    uint32_t doc, chain, words;
} seed;

/* Fullest names first, so that short forms meet the entities that they may belong to; then document order. */
static int seed_order(const void *x, const void *y)
{
    const seed *a = x, *b = y;
    if (a->words != b->words) return a->words > b->words ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return (a->chain > b->chain) - (a->chain < b->chain);
}

static void merge(linker *k, group *into, group *g, hs_str why)
{
    for (uint32_t i = 0; i < g->chains.n; i++) *HS_PUSH(into->chains) = g->chains.v[i];
    for (uint32_t i = 0; i < g->names.n; i++) {
        uint32_t j = 0;
        while (j < into->names.n && !hs_str_eq(into->names.v[j].shown, g->names.v[i].shown)) j++;
        if (j < into->names.n) {
            into->names.v[j].count++;
        } else if (into->names.n < SPELLINGS) {
            *HS_PUSH(into->names) = g->names.v[i];
        }
    }
    into->flags |= g->flags;
    for (uint32_t i = 0; i <= HS_OTHER; i++) into->kinds[i] += g->kinds[i];
    for (uint32_t i = 0; i <= HS_OTHER; i++)
        if (into->kinds[i] > into->kinds[into->kind]) into->kind = i;
    if (g->full > into->full) into->full = g->full;
    if (into->roles.n < ROLES * 4) hs_buf_add(&into->roles, hs_buf_c(&g->roles), g->roles.n);
    *HS_PUSH(into->whys) = hs_ledger_intern(&k->p->ledger, why);
    group_free(g);
}

typedef struct {
    uint32_t group;
    hs_ref why;
    uint32_t full;
} proposal;

static void propose(linker *k, uint32_t g, const proposal *found, uint32_t n)
{
    enum { MOST = 4 };
    bool fuller = false; /* where a fuller name is there to belong to, equally bare ones are not listed */
    for (uint32_t i = 0; i < n; i++) fuller = fuller || found[i].full > k->groups.v[g].full;
    for (uint32_t i = 0, given = 0; i < n && given < MOST; i++) {
        if (fuller ? found[i].full <= k->groups.v[g].full : given && k->groups.v[g].full < 2) continue;
        *HS_PUSH(k->p->ledger.maybes) = (hs_maybe){found[i].group, g, found[i].why};
        given++;
    }
}

static bool has_chain(const group *g, hs_item chain)
{
    for (uint32_t i = 0; i < g->chains.n; i++)
        if (g->chains.v[i].doc == chain.doc && g->chains.v[i].item == chain.item) return true;
    return false;
}

/* What a person ruled about a chain on its own and a group; NULL where nothing. */
static const hs_ruling *ruling_on(const linker *k, const group *alone, const group *other)
{
    const hs_ruling *found = NULL;
    for (uint32_t i = 0; i < k->rulings.n; i++) {
        const hs_ruling *r = &k->rulings.v[i];
        if ((has_chain(alone, r->a) && has_chain(other, r->b)) || (has_chain(alone, r->b) && has_chain(other, r->a)))
            found = r;
    }
    return found;
}

/* The group that a person ruled this chain to be in, or HS_NONE. */
static uint32_t ruled_into(linker *k, const group *g, hs_buf *why)
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

static gist gist_of(const group *g)
{
    return (gist){g->names.v[0].shape, g->names.n == 1 && g->kind == g->names.v[0].shape.kind};
}

static void place(linker *k, group g)
{
    HS_VEC(proposal) found = {0};
    uint32_t into = HS_NONE, choices = 0, equals = 0;
    hs_buf why = {0}, kept = {0};
    k->found.n = 0;
    k->probe++;
    each_key(k, &g, collect, k);
    for (uint32_t i = 0; i < k->found.n; i++) {
        const gist *s = &k->gists.v[k->found.v[i]];
        if (s->only && g.names.n == 1 && hs_shapes_differ(&s->shape, &g.names.v[0].shape)) continue;
        group *other = &k->groups.v[k->found.v[i]];
        const hs_ruling *ruling = ruling_on(k, &g, other);
        if ((other->kind != g.kind && !same_full_name(k, other, &g)) || (ruling && !ruling->same)) continue;
        hs_buf_clear(&why);
        if (joins(k, other, &g, &why)) {
            /* who has the very name comes before those who have one more */
            bool equal = same_full_name(k, other, &g), nearer = equal && !equals;
            choices = nearer ? 1 : choices + (equal || !equals);
            equals += equal;
            if (into == HS_NONE || nearer || ((equal || !equals) && k->found.v[i] < into)) {
                into = k->found.v[i];
                hs_buf_clear(&kept);
                hs_buf_str(&kept, hs_buf_c(&why));
            }
        }
        if (why.n) {
            hs_ref reason = hs_ledger_intern(&k->p->ledger, (hs_str){why.p, why.n});
            *HS_PUSH(found) = (proposal){k->found.v[i], reason, other->full};
        }
    }
    hs_buf_clear(&why);
    uint32_t ruled = ruled_into(k, &g, &why);
    if (ruled != HS_NONE) {
        into = ruled;
        choices = 1;
        hs_buf_clear(&kept);
        hs_buf_str(&kept, hs_buf_c(&why));
    }
    if (choices == 1 || (choices > 1 && g.full > 1 && g.kind != HS_PERSON)) {
        indexing x = {k, into};
        each_key(k, &g, enter, &x);
        merge(k, &k->groups.v[into], &g, (hs_str){hs_buf_c(&kept), kept.n});
        k->gists.v[into] = gist_of(&k->groups.v[into]);
    } else {
        uint32_t at = k->groups.n;
        *HS_PUSH(k->groups) = g;
        *HS_PUSH(k->gists) = gist_of(&g);
        *HS_PUSH(k->seen) = 0;
        indexing x = {k, at};
        each_key(k, &g, enter, &x);
        propose(k, at, found.v, found.n);
    }
    HS_VEC_FREE(found);
    hs_buf_free(&why);
    hs_buf_free(&kept);
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
    const spelling *a = x, *b = y;
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
static hs_ref shown_name(linker *k, const group *g)
{
    uint32_t best = 0, words = 0;
    for (uint32_t i = 0; i < g->names.n; i++) {
        uint32_t n = words_of(k, g->names.v[i].shown, g->kind);
        if (g->names.v[i].count * 2 >= g->names.v[0].count && n > words) {
            words = n;
            best = i;
        }
    }
    return hs_ledger_intern(&k->p->ledger, g->names.v[best].shown);
}

static void write_group(linker *k, group *g)
{
    hs_ledger *l = &k->p->ledger;
    hs_entity *e = HS_PUSH(l->entities);
    qsort(g->chains.v, g->chains.n, sizeof *g->chains.v, item_order);
    qsort(g->names.v, g->names.n, sizeof *g->names.v, spelling_order);
    *e = (hs_entity){.id = entity_id(k, g->chains.v[0]), .kind = g->kind, .flags = g->flags, .name = shown_name(k, g)};
    e->chains = (hs_range){l->items.n, g->chains.n};
    for (uint32_t i = 0; i < g->chains.n; i++) *HS_PUSH(l->items) = g->chains.v[i];
    e->names = (hs_range){l->strings.n, g->names.n};
    for (uint32_t i = 0; i < g->names.n; i++) {
        hs_ref shown = hs_ledger_intern(l, g->names.v[i].shown);
        *HS_PUSH(l->strings) = shown;
    }
    e->whys = (hs_range){l->strings.n, g->whys.n};
    for (uint32_t i = 0; i < g->whys.n; i++) *HS_PUSH(l->strings) = g->whys.v[i];
}

bool hs_link_entities(hs_pile *p, hs_err *err)
{
    (void)err;
    linker k = {.p = p};
    for (int i = 0; i < 2; i++) k.splits[i] = hs_calloc(SPLIT, sizeof *k.splits[i]);
    hs_rulings_of(p, &k.rulings);
    hs_kinds_of(p, &k.one_word);
    HS_VEC(seed) seeds = {0};
    for (uint32_t d = 0; d < p->docs.n; d++)
        for (uint32_t c = 0; c < p->docs.v[d]->chains.n; c++) {
            const hs_chain *chain = &p->docs.v[d]->chains.v[c];
            if (!(chain->flags & HS_CHAIN_NAMED) || chain->mention >= p->docs.v[d]->mentions.n) continue;
            hs_str name = hs_str_of(hs_doc_str(p->docs.v[d], chain->name));
            *HS_PUSH(seeds) = (seed){d, c, words_of(&k, name, chain->kind)};
        }
    if (seeds.n) qsort(seeds.v, seeds.n, sizeof *seeds.v, seed_order);
    for (uint32_t i = 0; i < seeds.n; i++) place(&k, group_of(&k, seeds.v[i].doc, seeds.v[i].chain));
    for (uint32_t i = 0; i < k.groups.n; i++) {
        write_group(&k, &k.groups.v[i]);
        group_free(&k.groups.v[i]);
    }
    HS_VEC_FREE(seeds);
    HS_VEC_FREE(k.groups);
    HS_VEC_FREE(k.gists);
    HS_VEC_FREE(k.entries);
    HS_VEC_FREE(k.found);
    HS_VEC_FREE(k.seen);
    HS_VEC_FREE(k.rulings);
    hs_kinds_free(&k.one_word);
    for (int i = 0; i < 2; i++) free(k.splits[i]);
    hs_map_free(&k.keys);
    hs_arena_free(&k.arena);
    return true;
}
