#include "find/chains.h"

#include "base/fold.h"
#include "find/lexicon.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_TOKENS = 8 };

/* One distinct folded name. */
typedef struct {
    hs_str key; /* its tokens without particles, space-separated */
    hs_str token[KEY_TOKENS];
    uint32_t n;                /* tokens */
    uint32_t parent;           /* union-find */
    uint32_t sure[4], weak[4]; /* votes for each kind */
    uint32_t kind, flags;      /* flags: HS_CHAIN_… */
    uint32_t ambiguous;        /* more than one person bears it */
    bool acronym, nick, titled;
    hs_ref why; /* why it joined its parent */
} node;

/* Two names that a person ruled to be two. */
typedef struct {
    uint32_t a, b; /* nodes */
} apart;

typedef struct {
    hs_doc *d;
    const hs_looks *w;
    const hs_names *names;
    hs_map keys;
    hs_arena arena;
    HS_VEC(node) nodes;
    uint32_t *of; /* node of each name */
    HS_VEC(apart) apart;
} builder;

static uint32_t root(builder *b, uint32_t i)
{
    while (b->nodes.v[i].parent != i) i = b->nodes.v[i].parent = b->nodes.v[b->nodes.v[i].parent].parent;
    return i;
}

static bool ruled_apart(builder *b, uint32_t c, uint32_t r)
{
    for (uint32_t i = 0; i < b->apart.n; i++) {
        uint32_t x = root(b, b->apart.v[i].a), y = root(b, b->apart.v[i].b);
        if ((x == c && y == r) || (x == r && y == c)) return true;
    }
    return false;
}

static void join(builder *b, uint32_t child, uint32_t into, const char *why)
{
    uint32_t c = root(b, child), r = root(b, into);
    if (c == r || ruled_apart(b, c, r)) return;
    b->nodes.v[c].parent = r;
    b->nodes.v[r].flags |= b->nodes.v[c].flags;
    for (int k = 0; k < 4; k++) {
        b->nodes.v[r].sure[k] += b->nodes.v[c].sure[k];
        b->nodes.v[r].weak[k] += b->nodes.v[c].weak[k];
    }
    b->nodes.v[child].why = hs_doc_intern(b->d, hs_str_of(why));
}

static bool skipped(hs_str s)
{
    static const char *const none[] = {"\"",  "&",  "'",   "'s", "-",  ".",  "al",  "and", "el",
                                       "for", "jr", "jr.", "of", "on", "sr", "sr.", "the"};
    return hs_in_table(s, none, sizeof none / sizeof *none);
}

static void fill_key(builder *b, const hs_name *m, hs_buf *key)
{
    bool glue = false; /* "Berg-Holm" is one family name, "al-Nouri" that of Nouri */
    hs_buf_clear(key);
    for (uint32_t t = m->first; t < m->end; t++) {
        hs_str s = hs_look_at(b->w, t)->fold;
        if (hs_str_eq(s, HS_STR("-"))) {
            glue = key->n > 0 && !skipped(hs_look_at(b->w, t - 1)->fold);
            continue;
        }
        if (skipped(s) && m->end - m->first > 1) continue;
        while (s.n > 1 && s.p[s.n - 1] == '.') s.n--;
        if (key->n) hs_buf_char(key, glue ? '-' : ' ');
        glue = false;
        hs_buf_add(key, s.p, s.n);
    }
}

static uint32_t node_of(builder *b, const hs_name *m, hs_buf *key)
{
    fill_key(b, m, key);
    uint32_t *slot = hs_map_at(&b->keys, (hs_str){key->p, key->n});
    if (*slot == HS_MISSING) {
        *slot = b->nodes.n;
        node *x = HS_PUSH(b->nodes);
        x->parent = b->nodes.n - 1;
        x->key = (hs_str){hs_arena_strndup(&b->arena, hs_buf_c(key), key->n), key->n};
        for (size_t at = 0; at < x->key.n && x->n < KEY_TOKENS; x->n++) {
            const char *blank = memchr(x->key.p + at, ' ', x->key.n - at);
            size_t len = blank ? (size_t)(blank - x->key.p) - at : x->key.n - at;
            x->token[x->n] = (hs_str){x->key.p + at, len};
            at += len + 1;
        }
    }
    return *slot;
}

static void vote(node *x, const hs_name *m)
{
    (m->flags & HS_NAME_WEAK ? x->weak : x->sure)[m->kind]++;
    if (m->flags & HS_NAME_TITLED) x->sure[HS_PERSON] += 2;
    x->titled |= (m->flags & HS_NAME_TITLED) != 0;
    if (m->flags & HS_NAME_OUTLET) {
        x->flags |= HS_CHAIN_OUTLET;
        x->sure[HS_ORGANISATION] += 2;
    }
    if (m->flags & HS_NAME_ACRONYM) x->acronym = true;
    if (m->flags & HS_NAME_NICK) x->nick = true;
}

static uint32_t winner(const node *x)
{
    uint32_t best = HS_OTHER;
    for (uint32_t k = 0; k < HS_OTHER; k++) {
        uint32_t a = x->sure[k] * 4 + x->weak[k], c = x->sure[best] * 4 + x->weak[best];
        if (best == HS_OTHER ? a > x->sure[best] * 4 : a > c) best = k;
    }
    return best;
}

/* ---- people ---- */

static bool initial_of(hs_str a, hs_str b)
{
    return a.n == 1 && b.n > 1 && a.p[0] == b.p[0];
}

/* "De la Fuente" beside "Rosa De la Fuente": a family name of several words. */
static bool family_only(const node *a, const node *b)
{
    static const char *const particles[] = {"abu", "bin", "da",  "de", "del", "della", "di",
                                            "dos", "du",  "ibn", "la", "le",  "van",   "von"};
    if (a->n >= b->n || !hs_in_table(a->token[0], particles, sizeof particles / sizeof *particles)) return false;
    for (uint32_t k = 1; k <= a->n; k++)
        if (!hs_str_eq(a->token[a->n - k], b->token[b->n - k])) return false;
    return true;
}

/* "J. Berg" and "Jon Berg", "Karim Hassan Nouri" and "Karim Nouri": one first name, one last name. */
static bool same_person(const node *a, const node *b)
{
    if (a->n < 2 || b->n < 2 || !hs_str_eq(a->token[a->n - 1], b->token[b->n - 1])) return false;
    if (family_only(a, b) || family_only(b, a)) return true;
    if (a->nick && a->n == 3 && hs_str_eq(a->token[1], b->token[0])) return true; /* Jonas “Jo” Berg and Jo Berg */
    if (b->nick && b->n == 3 && hs_str_eq(b->token[1], a->token[0])) return true;
    hs_str x = a->token[0], y = b->token[0];
    if (hs_str_eq(x, y)) {
        if (a->n != b->n) return true;
        for (uint32_t k = 1; k + 1 < a->n; k++)
            if (!hs_str_eq(a->token[k], b->token[k]) && !initial_of(a->token[k], b->token[k]) &&
                !initial_of(b->token[k], a->token[k]))
                return false;
        return true;
    }
    return (initial_of(x, y) || initial_of(y, x)) && (a->n == 2 || b->n == 2);
}

/* How much a spelling says: words, then letters. */
static uint32_t fullness(const node *x)
{
    return x->n * 256 + (uint32_t)(x->key.n < 255 ? x->key.n : 255);
}

/* The node of the list by descending fullness. */
static void sort_by_fullness(const builder *b, uint32_t *list, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) /* at most 64, mostly two or three */
        for (uint32_t k = i; k > 0 && fullness(&b->nodes.v[list[k]]) > fullness(&b->nodes.v[list[k - 1]]); k--) {
            uint32_t swap = list[k];
            list[k] = list[k - 1];
            list[k - 1] = swap;
        }
}

/* A spelling joins a fuller one only where it fits no second person: "J. Berg" beside Jon and Jens Berg fits neither,
 * "Van Holm" beside Eddie and Alex Van Holm likewise. */
static void join_people(builder *b, uint32_t *list, uint32_t n)
{
    sort_by_fullness(b, list, n);
    for (uint32_t i = 1; i < n; i++) {
        uint32_t found = HS_NONE, roots = 0;
        for (uint32_t k = 0; k < i; k++) {
            if (!same_person(&b->nodes.v[list[i]], &b->nodes.v[list[k]])) continue;
            uint32_t r = root(b, list[k]);
            roots += r != found;
            found = r;
        }
        if (roots == 1) join(b, list[i], found, "first and last name agree");
        if (roots > 1) b->nodes.v[list[i]].ambiguous = 1;
    }
}

static int by_last(const void *a, const void *b)
{
    const node *const *x = a, *const *y = b;
    hs_str s = (*x)->token[(*x)->n - 1], t = (*y)->token[(*y)->n - 1];
    int c = memcmp(s.p, t.p, s.n < t.n ? s.n : t.n);
    if (c) return c;
    if (s.n != t.n) return s.n < t.n ? -1 : 1;
    return *x < *y ? -1 : *x > *y;
}

static void full_people(builder *b)
{
    HS_VEC(const node *) v = {0};
    for (uint32_t i = 0; i < b->nodes.n; i++)
        if (b->nodes.v[i].n > 1 && b->nodes.v[i].kind == HS_PERSON) *HS_PUSH(v) = &b->nodes.v[i];
    if (v.n) qsort(v.v, v.n, sizeof *v.v, by_last);
    for (uint32_t from = 0, to; from < v.n; from = to) {
        uint32_t list[64], n = 0;
        for (to = from; to < v.n && hs_str_eq(v.v[from]->token[v.v[from]->n - 1], v.v[to]->token[v.v[to]->n - 1]); to++)
            if (n < 64) list[n++] = (uint32_t)(v.v[to] - b->nodes.v);
        if (n > 1) join_people(b, list, n);
    }
    HS_VEC_FREE(v);
}

/* Bearers of a single name: by family name, else by given name. */
typedef struct {
    hs_map last, first; /* token → root, or MANY */
} bearers;

#define MANY (UINT32_MAX - 1)

static void bear(builder *b, hs_map *m, hs_str token, uint32_t who)
{
    uint32_t *slot = hs_map_at(m, token);
    *slot = *slot == HS_MISSING || *slot == root(b, who) ? root(b, who) : MANY;
}

static void single_people(builder *b)
{
    bearers all = {0};
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        if (x->n < 2 || b->nodes.v[root(b, i)].kind != HS_PERSON) continue;
        bear(b, &all.last, x->token[x->n - 1], i);
        for (uint32_t k = 0; k + 1 < x->n; k++)
            if (x->token[k].n > 2) bear(b, &all.first, x->token[k], i);
    }
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        node *x = &b->nodes.v[i];
        if (x->n != 1 || x->acronym || root(b, i) != i) continue;
        uint32_t person = x->sure[HS_PERSON] + x->weak[HS_PERSON];
        bool fixed = x->sure[HS_ORGANISATION] > 1 + 2 * person || (x->flags & HS_CHAIN_OUTLET);
        uint32_t who = hs_map_get(&all.last, x->key);
        bool family = who != HS_MISSING;
        if (!family) who = hs_map_get(&all.first, x->key);
        if (who == HS_MISSING || fixed) continue;
        if (!family && x->kind != HS_PERSON && x->kind != HS_OTHER) continue;
        if (family && x->sure[HS_PLACE] && !x->weak[HS_PERSON] && !x->sure[HS_PERSON] && x->kind == HS_PLACE &&
            who == MANY)
            continue;
        if (who == MANY) {
            x->ambiguous = 1;
            x->kind = HS_PERSON;
            continue;
        }
        if (x->sure[HS_PLACE] && !b->nodes.v[who].sure[HS_PERSON]) continue;
        b->nodes.v[who].sure[HS_PERSON] += 1000; /* a person's name stays one, whatever else is called so */
        join(b, i, who,
             family ? "the only person here with this family name" : "the only person here with this given name");
    }
    hs_map_free(&all.last);
    hs_map_free(&all.first);
}

/* ---- organisations ---- */

/* The first letters of a body's name, all letters of a word that is an abbreviation itself: "U.S. Geological Survey".
 */
static uint32_t initials(const node *x, char out[2 * KEY_TOKENS])
{
    static const char *const short_words[] = {"eu", "uk", "un", "us"};
    uint32_t n = 0;
    for (uint32_t k = 0; k < x->n; k++) {
        hs_str s = x->token[k];
        bool whole =
            s.n < 5 && (memchr(s.p, '.', s.n) || hs_in_table(s, short_words, sizeof short_words / sizeof *short_words));
        for (size_t i = 0; i < (whole ? s.n : 1) && n < 2 * KEY_TOKENS; i++)
            if (s.p[i] != '.') out[n++] = s.p[i];
    }
    return n;
}

static void acronyms(builder *b)
{
    hs_map full = {0}; /* initials → node, or MANY */
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        char letters[2 * KEY_TOKENS];
        if (x->n < 2 || x->kind == HS_PERSON || x->n > KEY_TOKENS) continue;
        uint32_t *slot = hs_map_at(&full, (hs_str){letters, initials(x, letters)});
        *slot = *slot == HS_MISSING ? i : MANY;
    }
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        node *x = &b->nodes.v[i];
        if (!x->acronym || x->n != 1 || x->key.n < 3 || root(b, i) != i || x->kind == HS_PLACE) continue;
        uint32_t f = hs_map_get(&full, x->key);
        if (f != HS_MISSING && f != MANY) join(b, i, f, "its initials");
    }
    hs_map_free(&full);
}

/* A body's name without the place or the nation before it: "the Lanterns" beside "the Velbeton Lanterns". */
static bool of_a_place(const builder *b, const node *x)
{
    hs_str where = {x->key.p, (size_t)(x->token[x->n - 1].p - x->key.p) - 1};
    uint32_t known = hs_map_get(&b->keys, where);
    return hs_lexicon_place(where) || hs_lexicon_people(where) ||
           (known != HS_MISSING && b->nodes.v[known].kind == HS_PLACE);
}

static void short_bodies(builder *b)
{
    hs_map full = {0}; /* last word → node, or MANY */
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        if (x->n < 2 || x->n >= KEY_TOKENS || (x->kind != HS_ORGANISATION && x->kind != HS_OTHER)) continue;
        uint32_t *slot = hs_map_at(&full, x->token[x->n - 1]);
        *slot = *slot == HS_MISSING ? i : MANY;
    }
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        if (x->n != 1 || (x->kind != HS_ORGANISATION && x->kind != HS_OTHER) || root(b, i) != i) continue;
        uint32_t f = hs_map_get(&full, x->key);
        if (f == HS_MISSING || f == MANY || !of_a_place(b, &b->nodes.v[f])) continue;
        join(b, i, f, "the only body here with this name, told with its place");
    }
    hs_map_free(&full);
}

static bool is_company(const node *x)
{
    bool trade = false;
    for (uint32_t k = 1; k < x->n; k++) trade |= (hs_lexicon(x->token[k]) & HS_LEX_TRADE) != 0;
    return trade && x->kind == HS_ORGANISATION;
}

/* "Solmac" beside "Solmac Minerals", where no other body's or person's name holds it. */
static void short_companies(builder *b)
{
    hs_map full = {0}; /* word → node whose first word it is, or MANY */
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        for (uint32_t k = 0; k < x->n && x->n > 1; k++) {
            uint32_t *slot = hs_map_at(&full, x->token[k]);
            bool free = *slot == HS_MISSING || (*slot != MANY && root(b, *slot) == root(b, i));
            *slot = free && !k && is_company(x) ? i : MANY;
        }
    }
    for (uint32_t i = 0; i < b->nodes.n; i++) {
        const node *x = &b->nodes.v[i];
        bool other = x->sure[HS_PLACE] || x->titled || (x->flags & HS_CHAIN_OUTLET);
        uint32_t f = x->n == 1 && !other && root(b, i) == i ? hs_map_get(&full, x->key) : HS_MISSING;
        if (f == HS_MISSING || f == MANY || hs_lexicon_place(x->key) || hs_lexicon_people(x->key)) continue;
        b->nodes.v[root(b, f)].sure[HS_ORGANISATION] += 1000; /* whatever «Solmac said» was taken for */
        join(b, i, f, "the only company here with this name");
    }
    hs_map_free(&full);
}

static bool has_word(const node *x, hs_str word)
{
    for (uint32_t k = 0; k < x->n; k++)
        if (hs_str_eq(x->token[k], word)) return true;
    return false;
}

static bool begins_with(const node *longer, const node *x)
{
    for (uint32_t k = 0; k < x->n; k++)
        if (!hs_str_eq(x->token[k], longer->token[k])) return false;
    return true;
}

/* The only body of several words, beside x, that begins with all words of x, or of which x is the sort: "the Heron
 * Institute" and "the Institute" beside "the Heron Institute for Dams". HS_NONE where there is none or a second one. */
static uint32_t longer_body(builder *b, const node *x)
{
    static const char *const sorts[] = {"agency",    "association", "commission", "committee",   "council",
                                        "court",     "federation",  "foundation", "initiative",  "inspectorate",
                                        "institute", "ministry",    "network",    "observatory", "tribunal"};
    bool sort = x->n == 1, known = hs_in_table(x->token[x->n - 1], sorts, sizeof sorts / sizeof *sorts);
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < b->nodes.n && known; i++) {
        const node *y = &b->nodes.v[i];
        if (y->n <= x->n || y->kind != HS_ORGANISATION) continue;
        if (sort ? !has_word(y, x->key) : !begins_with(y, x)) continue;
        if (found != HS_NONE && root(b, found) != root(b, i)) return HS_NONE;
        found = i;
    }
    return found;
}

static void long_bodies(builder *b)
{
    enum { MOST = 2000 };
    for (uint32_t i = 0; i < b->nodes.n && b->nodes.n <= MOST; i++) {
        const node *x = &b->nodes.v[i];
        if (!x->n || x->n == KEY_TOKENS || root(b, i) != i || (x->flags & HS_CHAIN_OUTLET)) continue;
        uint32_t f = longer_body(b, x);
        if (f != HS_NONE && root(b, f) != i) join(b, i, f, "the only longer name of a body here that holds it");
    }
}

static void aliases(builder *b)
{
    for (uint32_t i = 0; i < b->names->n; i++) {
        const hs_name *m = &b->names->v[i];
        if (m->alias_of == HS_NONE || m->form_nominal) continue;
        uint32_t base = b->of[m->alias_of];
        if (base != HS_NONE && b->of[i] != HS_NONE) join(b, b->of[i], base, "the text gives both names together");
    }
}

/* ---- what people ruled ---- */

/* The name that stands there; HS_NONE where none. */
static uint32_t name_at(const builder *b, const uint32_t *at, hs_span s)
{
    for (uint32_t i = 0; i < b->names->n; i++) {
        hs_span n = b->d->mentions.v[at[i]].at;
        if (n.at == s.at && n.n == s.n) return b->of[i] == HS_NONE ? HS_NONE : i;
    }
    return HS_NONE;
}

/* One spelling for two: the second name gets a node of its own. */
static void split(builder *b, uint32_t name)
{
    node x = b->nodes.v[b->of[name]];
    x.parent = b->of[name] = b->nodes.n;
    memset(x.sure, 0, sizeof x.sure);
    memset(x.weak, 0, sizeof x.weak);
    *HS_PUSH(b->nodes) = x;
    vote(&b->nodes.v[b->of[name]], &b->names->v[name]);
}

static void take_rulings(builder *b, const uint32_t *at, bool same)
{
    for (uint32_t i = 0; i < b->d->ruled.n; i++) {
        const hs_pairing *p = &b->d->ruled.v[i];
        uint32_t x = name_at(b, at, p->at[0]), y = name_at(b, at, p->at[1]);
        if (p->same != same || x == HS_NONE || y == HS_NONE || x == y) continue;
        if (same) {
            join(b, b->of[y], b->of[x], hs_doc_str(b->d, p->why));
        } else {
            if (b->of[x] == b->of[y]) split(b, y);
            *HS_PUSH(b->apart) = (apart){b->of[x], b->of[y]};
        }
    }
}

/* ---- the whole ---- */

static void set_kinds(builder *b)
{
    for (uint32_t i = 0; i < b->nodes.n; i++) b->nodes.v[i].kind = winner(&b->nodes.v[i]);
}

/* True where this mention of a single name is the place after all: "in Bali" beside Mr Bali. */
static bool stays_place(builder *b, const hs_name *m)
{
    static const char *const at[] = {"across", "from", "in", "into", "near", "outside", "throughout"};
    return m->kind == HS_PLACE && m->end == m->first + 1 && m->first > 0 &&
           hs_in_table(hs_look_at(b->w, m->first - 1)->fold, at, sizeof at / sizeof *at);
}

/* The only bearer of the family name that the text has named so far; HS_NONE where there is none or a second one. */
static uint32_t bearer_so_far(builder *b, const hs_map *seen, const node *x)
{
    uint32_t who = x->n == 1 ? hs_map_get(seen, x->key) : HS_MISSING;
    return who == HS_MISSING || who == MANY ? HS_NONE : root(b, who);
}

static void assign(builder *b, const uint32_t *at)
{
    hs_map seen = {0}; /* family name → root of its bearer, or MANY */
    HS_VEC(uint32_t) chain_of = {0};
    for (uint32_t i = 0; i <= b->nodes.n; i++) *HS_PUSH(chain_of) = HS_NONE;
    uint32_t place_chain = HS_NONE;
    hs_buf why = {0};
    for (uint32_t i = 0; i < b->names->n; i++) {
        const hs_name *m = &b->names->v[i];
        hs_mention *x = &b->d->mentions.v[at[i]];
        if (b->of[i] == HS_NONE) continue;
        const node *n = &b->nodes.v[b->of[i]], *r = &b->nodes.v[root(b, b->of[i])];
        uint32_t *chain = &chain_of.v[root(b, b->of[i])];
        uint32_t so_far = n->ambiguous ? bearer_so_far(b, &seen, n) : HS_NONE;
        if (so_far != HS_NONE && chain_of.v[so_far] != HS_NONE) {
            x->chain = chain_of.v[so_far];
            x->kind = HS_PERSON;
            x->why = hs_doc_intern(b->d, HS_STR("the only one of this name so far"));
            continue;
        }
        if (n->ambiguous) {
            x->kind = HS_PERSON;
            x->why = hs_doc_intern(b->d, HS_STR("more than one person here bears this name"));
            continue;
        }
        if (n->n > 1 && r->kind == HS_PERSON) bear(b, &seen, n->token[n->n - 1], b->of[i]);
        bool place = r->kind == HS_PERSON && n->n == 1 && stays_place(b, m);
        if (place) chain = &place_chain;
        if (*chain == HS_NONE) *chain = hs_chain_new(b->d, at[i], HS_CHAIN_NAMED | (place ? 0 : r->flags));
        x = &b->d->mentions.v[at[i]];
        x->chain = *chain;
        x->kind = place ? HS_PLACE : r->kind;
        b->d->chains.v[*chain].kind = x->kind;
        if (!n->why || place) continue;
        hs_buf_clear(&why);
        hs_buf_printf(&why, "'%s': %s", hs_doc_str(b->d, x->name), hs_doc_str(b->d, n->why));
        x->why = hs_doc_intern(b->d, (hs_str){why.p, why.n});
    }
    hs_buf_free(&why);
    hs_map_free(&seen);
    HS_VEC_FREE(chain_of);
}

void hs_chains_of_names(hs_doc *d, const hs_looks *w, const hs_names *names, const uint32_t *at)
{
    builder b = {.d = d, .w = w, .names = names, .of = hs_calloc(names->n + 1, sizeof *b.of)};
    hs_buf key = {0};
    for (uint32_t i = 0; i < names->n; i++) {
        const hs_name *m = &names->v[i];
        b.of[i] = HS_NONE;
        if (m->form_nominal) continue;
        b.of[i] = node_of(&b, m, &key);
        vote(&b.nodes.v[b.of[i]], m);
    }
    take_rulings(&b, at, false);
    set_kinds(&b);
    take_rulings(&b, at, true);
    aliases(&b);
    full_people(&b);
    for (uint32_t i = 0; i < b.nodes.n; i++)
        b.nodes.v[i].kind = root(&b, i) == i ? winner(&b.nodes.v[i]) : b.nodes.v[i].kind;
    single_people(&b);
    acronyms(&b);
    short_bodies(&b);
    short_companies(&b);
    long_bodies(&b);
    for (uint32_t i = 0; i < b.nodes.n; i++)
        if (root(&b, i) == i && !b.nodes.v[i].ambiguous) b.nodes.v[i].kind = winner(&b.nodes.v[i]);
    assign(&b, at);
    hs_buf_free(&key);
    hs_map_free(&b.keys);
    hs_arena_free(&b.arena);
    HS_VEC_FREE(b.nodes);
    HS_VEC_FREE(b.apart);
    free(b.of);
}

uint32_t hs_chain_new(hs_doc *d, uint32_t mention, uint32_t flags)
{
    hs_chain *c = HS_PUSH(d->chains);
    c->kind = d->mentions.v[mention].kind;
    c->flags = flags;
    c->mention = mention;
    return d->chains.n - 1;
}

/* ---- finishing ---- */

static uint32_t rank(const hs_doc *d, uint32_t m)
{
    const hs_mention *x = &d->mentions.v[m];
    const char *name = hs_doc_str(d, x->name);
    uint32_t words = 1;
    for (const char *p = name; *p; p++) words += *p == ' ';
    size_t n = strlen(name);
    return (x->form == HS_NAME      ? 100000
            : x->form == HS_NOMINAL ? 1000
                                    : 0) +
           words * 200 + (uint32_t)(n < 199 ? n : 199);
}

static int by_rank(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* The chain's spellings, fullest first, each once; its fullest mention and its reasons. */
static void finish_chain(hs_doc *d, hs_chain *c, const uint32_t *mentions, uint32_t n, hs_buf *why)
{
    HS_VEC(uint64_t) order = {0};
    HS_VEC(hs_ref) names = {0};
    hs_map seen = {0};
    uint32_t reasons = 0;
    hs_buf_clear(why);
    for (uint32_t i = 0; i < n; i++)
        *HS_PUSH(order) = (uint64_t)(UINT32_MAX - rank(d, mentions[i])) << 32 | mentions[i];
    qsort(order.v, order.n, sizeof *order.v, by_rank);
    c->mention = (uint32_t)(order.v[0] & UINT32_MAX);
    c->name = d->mentions.v[c->mention].name;
    bool named = d->mentions.v[c->mention].form == HS_NAME;
    for (uint32_t i = 0; i < n; i++) {
        const hs_mention *m = &d->mentions.v[order.v[i] & UINT32_MAX];
        if (!m->name || (named && m->form != HS_NAME) || m->form == HS_PRONOUN) continue;
        uint32_t *slot = hs_map_at(&seen, hs_str_of(hs_doc_str(d, m->name)));
        if (*slot != HS_MISSING) continue;
        *slot = 1;
        *HS_PUSH(names) = m->name;
        if (!m->why || m->form != HS_NAME || reasons++ >= 8) continue;
        if (why->n) hs_buf_str(why, "; ");
        hs_buf_str(why, hs_doc_str(d, m->why));
    }
    c->names = hs_doc_strings(d, names.v, names.n);
    c->why = hs_doc_intern(d, (hs_str){hs_buf_c(why), why->n});
    hs_map_free(&seen);
    HS_VEC_FREE(order);
    HS_VEC_FREE(names);
}

void hs_chains_finish(hs_doc *d)
{
    uint32_t n = d->chains.n, used = 0, m = d->mentions.n;
    uint32_t *to = hs_calloc(n + 1, sizeof *to), *first = hs_calloc(n + 2, sizeof *first);
    uint32_t *list = hs_calloc(m + 1, sizeof *list);
    hs_chain *old = hs_calloc(n + 1, sizeof *old);
    hs_buf why = {0};
    for (uint32_t i = 0; i < n; i++) to[i] = HS_NONE;
    for (uint32_t i = 0; i < m; i++) {
        uint32_t *c = &d->mentions.v[i].chain;
        if (*c == HS_NONE) continue;
        if (to[*c] == HS_NONE) {
            old[used] = d->chains.v[*c];
            to[*c] = used++;
        }
        *c = to[*c];
        first[*c + 1]++;
    }
    for (uint32_t i = 0; i < used; i++) first[i + 1] += first[i];
    for (uint32_t i = 0; i < used; i++) d->chains.v[i] = old[i];
    d->chains.n = used;
    uint32_t *next = hs_calloc(used + 1, sizeof *next);
    for (uint32_t i = 0; i < m; i++) {
        uint32_t c = d->mentions.v[i].chain;
        if (c != HS_NONE) list[first[c] + next[c]++] = i;
    }
    for (uint32_t i = 0; i < used; i++)
        finish_chain(d, &d->chains.v[i], list + first[i], first[i + 1] - first[i], &why);
    hs_buf_free(&why);
    free(to);
    free(first);
    free(list);
    free(old);
    free(next);
}

void hs_mentions_merge(hs_doc *d, const hs_mention *more, uint32_t n)
{
    uint32_t *to = hs_calloc(d->mentions.n + 1, sizeof *to), old = d->mentions.n, k = 0;
    hs_mention *all = hs_calloc(old + n + 1, sizeof *all);
    for (uint32_t i = 0; i < old; i++) {
        while (k < n && more[k].at.at < d->mentions.v[i].at.at) {
            all[i + k] = more[k];
            k++;
        }
        to[i] = i + k;
        all[i + k] = d->mentions.v[i];
    }
    for (; k < n; k++) all[old + k] = more[k];
    for (uint32_t i = 0; i < d->chains.n; i++) d->chains.v[i].mention = to[d->chains.v[i].mention];
    d->mentions.n = 0;
    for (uint32_t i = 0; i < old + n; i++) *HS_PUSH(d->mentions) = all[i];
    free(all);
    free(to);
}
