#include "link/name_shape.h"

hs_name_shape hs_name_shape_of(const hs_name_parts *p, hs_kind kind)
{
    hs_name_shape s = {.kind = kind};
    if (p->n > HS_SHAPE_WORDS) return s;
    for (; s.n < p->n; s.n++) {
        const hs_name_token *t = &p->t[s.n];
        s.word[s.n].pets = t->pets;
        s.word[s.n].letters = t->letters;
        s.word[s.n].n = t->n;
        s.word[s.n].first = t->text[0];
        s.word[s.n].initial = t->initial;
        s.all |= t->letters;
        s.sum += t->n;
    }
    return s;
}

/* The words i and j can be spellings of one: names.c allows two letters' difference in long ones. */
static bool can_match(const hs_name_shape *a, uint32_t i, const hs_name_shape *b, uint32_t j)
{
    if (a->word[i].initial || b->word[j].initial) return a->word[i].first == b->word[j].first;
    if (a->word[i].pets & b->word[j].pets) return true;
    int n = a->word[i].n, m = b->word[j].n, most = (n > m ? n : m) >= 8 ? 2 : 1;
    return (n > m ? n - m : m - n) <= most && __builtin_popcount(a->word[i].letters ^ b->word[j].letters) <= 2 * most;
}

static bool has_strange_word(const hs_name_shape *a, const hs_name_shape *b)
{
    for (uint32_t i = 0; i < a->n; i++) {
        bool known = false;
        for (uint32_t j = 0; j < b->n && !known; j++) known = can_match(a, i, b, j);
        if (!known) return true;
    }
    return false;
}

bool hs_shapes_differ(const hs_name_shape *a, const hs_name_shape *b)
{
    if (!a->n || !b->n || a->kind != b->kind) return false;
    if (a->n != b->n && a->all == b->all && a->sum == b->sum) return false;   /* one name, divided differently */
    if (a->kind == HS_ORGANISATION && (a->n == 1 || b->n == 1)) return false; /* initials of the other */
    return has_strange_word(a, b) && has_strange_word(b, a);
}
