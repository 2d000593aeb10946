#include "link/group.h"

#include "base/fold.h"
#include "link/names.h"

#include <stdlib.h>
#include <string.h>

enum { SPLIT = 8192, SPELLINGS = 40, ROLES = 400 };

/* A spelling taken apart: each is compared with many. */
struct hs_split {
    hs_str shown;
    uint32_t kind;
    hs_name_parts parts;
};

void hs_names_start(hs_names *k)
{
    *k = (hs_names){0};
    for (int i = 0; i < 2; i++) k->splits[i] = hs_calloc(SPLIT, sizeof *k->splits[i]);
}

void hs_names_free(hs_names *k)
{
    for (int i = 0; i < 2; i++) free(k->splits[i]);
    hs_arena_free(&k->arena);
}

static const char *folded(hs_names *k, hs_str s)
{
    hs_buf b = {0};
    hs_romanise(s, &b);
    char *copy = hs_arena_strndup(&k->arena, hs_buf_c(&b), b.n);
    hs_buf_free(&b);
    return copy;
}

const hs_name_parts *hs_parts_of(hs_names *k, int side, hs_str shown, uint32_t kind)
{
    hs_split *s = &k->splits[side][hs_hash64(shown.p, shown.n, kind) % SPLIT];
    if (s->kind != kind || !s->shown.p || !hs_str_eq(s->shown, shown)) {
        s->shown = shown;
        s->kind = kind;
        hs_name_split(shown, (hs_kind)kind, &s->parts);
    }
    return &s->parts;
}

static uint32_t words_of(hs_names *k, hs_str shown, uint32_t kind)
{
    return hs_parts_of(k, 0, shown, kind)->n;
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

hs_group hs_group_of(hs_names *k, const hs_kinds *kinds, const hs_doc *d, uint32_t chain)
{
    const hs_chain *c = &d->chains.v[chain];
    uint32_t kind = hs_kind_of_name(kinds, hs_str_of(hs_doc_str(d, c->name)), c->kind);
    hs_group g = {.kind = kind, .flags = c->flags};
    g.kinds[kind <= HS_OTHER ? kind : HS_OTHER] = 1;
    for (uint32_t i = 0; i < SPELLINGS && (i < c->names.n || !i); i++) {
        hs_str shown = hs_str_of(hs_doc_str(d, c->names.n ? d->strings.v[c->names.first + i] : c->name));
        const hs_name_parts *parts = hs_parts_of(k, 0, shown, kind);
        *HS_PUSH(g.names) = (hs_spelling){shown, folded(k, shown), 1, hs_name_shape_of(parts, (hs_kind)kind)};
        if (parts->n > g.full) g.full = parts->n;
    }
    add_roles(d, chain, &g.roles);
    return g;
}

void hs_group_free(hs_group *g)
{
    HS_VEC_FREE(g->places);
    HS_VEC_FREE(g->names);
    HS_VEC_FREE(g->whys);
    hs_buf_free(&g->roles);
}

/* ---- two groups ---- */

/* A word of five letters or more that stands in the roles of both and in no spelling: a second sign. */
static bool shared_role(const hs_group *a, const hs_group *b, hs_buf *word)
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

static comparison compare(hs_names *k, const hs_group *a, const hs_group *b)
{
    comparison c = {.best = {HS_DIFFERENT_NAME, HS_SIGN_NONE, false}};
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++) {
            const hs_spelling *x = &a->names.v[i], *y = &b->names.v[j];
            hs_name_match m;
            if (!strcmp(x->folded, y->folded)) {
                bool bare = a->kind == HS_PERSON && words_of(k, x->shown, HS_PERSON) < 2;
                m = (hs_name_match){bare ? HS_MAYBE_SAME_NAME : HS_SAME_NAME, bare ? HS_SIGN_SINGLE : HS_SIGN_EXACT,
                                    false};
                c.equal++;
            } else {
                m = hs_same_parts(x->shown, hs_parts_of(k, 0, x->shown, a->kind), y->shown,
                                  hs_parts_of(k, 1, y->shown, a->kind), (hs_kind)a->kind, NULL);
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
static bool all_differ(const hs_group *a, const hs_group *b)
{
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++)
            if (a->names.v[i].shape.kind != a->kind || !hs_shapes_differ(&a->names.v[i].shape, &b->names.v[j].shape))
                return false;
    return true;
}

bool hs_groups_join(hs_names *k, const hs_group *a, const hs_group *b, hs_buf *why)
{
    if (all_differ(a, b)) return false;
    comparison c = compare(k, a, b);
    hs_buf word = {0};
    bool yes = false, person = a->kind == HS_PERSON;
    if (c.best.verdict == HS_DIFFERENT_NAME) return false;
    if (a->ruled && c.best.sign == HS_SIGN_EXACT) c.against = false;
    uint32_t words_a = hs_parts_of(k, 0, c.a, a->kind)->n, words_b = hs_parts_of(k, 1, c.b, b->kind)->n;
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

bool hs_groups_same_full_name(hs_names *k, const hs_group *a, const hs_group *b)
{
    for (uint32_t i = 0; i < a->names.n; i++)
        for (uint32_t j = 0; j < b->names.n; j++) {
            const hs_spelling *x = &a->names.v[i], *y = &b->names.v[j];
            if (!strpbrk(x->folded, " -") || !strpbrk(y->folded, " -")) continue;
            if (!strcmp(x->folded, y->folded)) return true;
            const hs_name_parts *p = hs_parts_of(k, 0, x->shown, HS_OTHER), *q = hs_parts_of(k, 1, y->shown, HS_OTHER);
            hs_name_match m = hs_same_parts(x->shown, p, y->shown, q, HS_OTHER, NULL);
            if (m.verdict == HS_SAME_NAME && m.sign == HS_SIGN_EXACT && p->n > 1) return true;
        }
    return false;
}

void hs_group_merge(hs_group *into, hs_group *g)
{
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
    hs_group_free(g);
}
