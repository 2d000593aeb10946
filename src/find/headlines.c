#include "find/headlines.h"

#include "find/lexicon.h"

typedef struct {
    const hs_doc *d;
    const hs_looks *w;
    hs_names *names;
    hs_map family; /* family name → the first who bears it: index of a name */
} trimmer;

static hs_str fold(const trimmer *h, uint32_t t)
{
    return hs_look_at(h->w, t)->fold;
}

static bool is_given(const trimmer *h, uint32_t t)
{
    return hs_lexicon_given(fold(h, t)) != 0 || (h->w->shape[t] & HS_LOOK_INITIAL);
}

/* The capitals of its words say nothing. */
static bool in_headline(const trimmer *h, const hs_name *n)
{
    uint8_t shape = h->w->shape[n->first];
    return (shape & HS_LOOK_TITLED) || ((shape & HS_LOOK_START) && !is_given(h, n->first));
}

static void know(trimmer *h)
{
    for (uint32_t i = 0; i < h->names->n; i++) {
        const hs_name *n = &h->names->v[i];
        if (n->kind != HS_PERSON || n->form_nominal || n->end - n->first < 2 || in_headline(h, n)) continue;
        uint32_t *slot = hs_map_at(&h->family, fold(h, n->end - 1));
        if (*slot == HS_MISSING) *slot = i;
    }
}

/* A word that is no name: the text has it in small letters too, or it is a role, or no noun. */
static bool is_word(const trimmer *h, uint32_t t)
{
    const hs_look *x = hs_look_at(h->w, t);
    uint32_t upos = h->d->tokens.v[t].upos;
    bool other =
        upos == HS_VERB || upos == HS_AUX || upos == HS_ADJ || upos == HS_ADV || upos == HS_ADP || upos == HS_SCONJ;
    return !is_given(h, t) && (x->lower > 0 || (x->classes & (HS_LEX_ROLE | HS_LEX_TITLE)) || other);
}

/* The words of the name that are the person's: all of the full name, else the family name where what stands beside it
 * are words that are no names. False where there are none. */
static bool own_words(const trimmer *h, const hs_name *n, uint32_t *first, uint32_t *end)
{
    for (uint32_t t = n->first; t < n->end; t++) {
        uint32_t who = hs_map_get(&h->family, fold(h, t)), k = t;
        if (who == HS_MISSING) continue;
        const hs_name *full = &h->names->v[who];
        for (uint32_t x = full->end - 1; x > full->first && k > n->first && hs_str_eq(fold(h, k - 1), fold(h, x - 1));
             x--)
            k--;
        for (uint32_t x = n->first; x < n->end && k == t; x++)
            if (x != t && !is_word(h, x)) return false;
        if (k == t && t != n->first && t + 1 != n->end) return false;
        *first = k;
        *end = t + 1;
        return true;
    }
    return false;
}

void hs_headlines_trim(const hs_doc *d, const hs_looks *w, hs_names *names)
{
    trimmer h = {.d = d, .w = w, .names = names};
    know(&h);
    for (uint32_t i = 0; i < names->n; i++) {
        hs_name *n = &names->v[i];
        uint32_t first, end;
        if (n->kind != HS_PERSON || n->end - n->first < 2 || n->form_nominal || !in_headline(&h, n) ||
            !own_words(&h, n, &first, &end))
            continue;
        if (first == n->first && end == n->end) continue;
        n->first = first;
        n->end = end;
        n->kind = HS_PERSON;
        n->flags &= ~(uint32_t)(HS_NAME_OUTLET | HS_NAME_ACRONYM | HS_NAME_NICK);
    }
    hs_map_free(&h.family);
}
