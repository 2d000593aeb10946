#include "link/kinds.h"

#include "link/name_parts.h"

#include <stdlib.h>
#include <string.h>

static hs_kind_votes *votes_of(hs_kinds *k, hs_str word)
{
    uint32_t *at = hs_map_at(&k->words, word);
    if (*at == HS_MISSING) {
        *at = k->votes.n;
        *HS_PUSH(k->votes) = (hs_kind_votes){{0}, 0};
    }
    return &k->votes.v[*at];
}

void hs_kinds_vote(hs_kinds *k, hs_str word, hs_kind_vote what)
{
    hs_kind_votes *v = votes_of(k, word);
    *(what == HS_VOTE_FAMILY ? &v->family : &v->as[what]) += 1;
}

void hs_kinds_each_vote(const hs_doc *d, void (*each)(hs_str word, hs_kind_vote what, void *ctx), void *ctx)
{
    for (const hs_chain *c = d->chains.v; c < d->chains.v + d->chains.n; c++)
        for (uint32_t i = 0; (i < c->names.n || !i) && (c->flags & HS_CHAIN_NAMED) && c->kind <= HS_OTHER; i++) {
            hs_name_parts parts;
            hs_ref name = c->names.n ? d->strings.v[c->names.first + i] : c->name;
            hs_name_split(hs_str_of(hs_doc_str(d, name)), (hs_kind)c->kind, &parts);
            if (parts.n == 1) each(hs_str_of(parts.t[0].text), (hs_kind_vote)c->kind, ctx);
            if (parts.n > 1 && c->kind == HS_PERSON && !parts.comma)
                each(hs_str_of(parts.t[parts.n - 1].text), HS_VOTE_FAMILY, ctx);
        }
}

void hs_kinds_free(hs_kinds *k)
{
    hs_map_free(&k->words);
    HS_VEC_FREE(k->votes);
}

static uint32_t family_votes(const hs_kinds *k, const char *word)
{
    uint32_t at = hs_map_get(&k->words, hs_str_of(word));
    return at == HS_MISSING ? 0 : k->votes.v[at].family;
}

/* «Bali» is a place; «Ilhamil Bali» is none where others bear that family name: unless a word before it makes places.
 */
static bool bears_family_name(const hs_kinds *k, const hs_name_parts *p)
{
    static const char *const of_places[] = {"bay",   "cape",     "central",  "city",  "east",  "eastern", "fort",
                                            "great", "gulf",     "isle",     "lake",  "lower", "mount",   "new",
                                            "north", "northern", "old",      "port",  "river", "saint",   "san",
                                            "santa", "south",    "southern", "upper", "west",  "western"};
    const char *last = p->t[p->n - 1].text;
    uint32_t at = hs_map_get(&k->words, hs_str_of(last)), family = family_votes(k, last);
    if (hs_in_table(hs_str_of(p->t[0].text), of_places, sizeof of_places / sizeof *of_places)) return false;
    return p->n == 2 && family > 1 && family > k->votes.v[at].as[HS_PLACE];
}

/* «Brenn-Tasch» are two people where both are family names. */
static bool two_people(const hs_kinds *k, hs_str name)
{
    const char *dash = memchr(name.p, '-', name.n);
    if (!dash || memchr(name.p, ' ', name.n)) return false;
    hs_name_parts a, b;
    hs_name_split((hs_str){name.p, (size_t)(dash - name.p)}, HS_PERSON, &a);
    hs_name_split((hs_str){dash + 1, name.n - (size_t)(dash - name.p) - 1}, HS_PERSON, &b);
    return a.n == 1 && b.n == 1 && family_votes(k, a.t[0].text) && family_votes(k, b.t[0].text);
}

uint32_t hs_kind_of_name(const hs_kinds *k, hs_str name, uint32_t kind)
{
    hs_name_parts parts;
    if (kind > HS_OTHER) return kind;
    hs_name_split(name, (hs_kind)kind, &parts);
    if (kind == HS_PLACE && parts.n > 1 && bears_family_name(k, &parts)) return HS_PERSON;
    if (kind == HS_PERSON && (name.n == 1 || two_people(k, name))) return HS_OTHER;
    uint32_t at = parts.n == 1 ? hs_map_get(&k->words, hs_str_of(parts.t[0].text)) : HS_MISSING;
    if (at == HS_MISSING) return kind;
    const hs_kind_votes *v = &k->votes.v[at];
    uint32_t things = v->as[HS_ORGANISATION] + v->as[HS_PLACE], unsure = v->as[HS_PERSON] + v->as[HS_OTHER];
    uint32_t thing = v->as[HS_ORGANISATION] >= v->as[HS_PLACE] ? HS_ORGANISATION : HS_PLACE;
    if (v->family && v->family >= things + v->as[HS_OTHER]) return HS_PERSON;
    if (v->family && kind == HS_PERSON) return kind;
    if (things) return kind == HS_PERSON || kind == HS_OTHER || unsure >= things ? thing : kind;
    return v->as[HS_OTHER] ? HS_OTHER : kind;
}
