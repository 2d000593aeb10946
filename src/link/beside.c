#include "link/beside.h"

#include "link/light.h"

#include <stdlib.h>

enum { NEAR = 100 };

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* The first mention that begins at `from` or behind it: they ascend. */
static uint32_t mention_from(const hs_doc *d, uint32_t from)
{
    uint32_t low = 0, high = d->mentions.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->mentions.v[mid].at.at < from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static void add_acts(const hs_doc *d, uint32_t act, uint32_t from, uint32_t to, hs_beside *b)
{
    uint64_t self = hs_act_class(d, act);
    uint32_t i = act;
    while (i > 0 && d->acts.v[i - 1].at.at >= from) i--;
    for (; i < d->acts.n && d->acts.v[i].at.at < to; i++) {
        uint64_t class = hs_act_class(d, i);
        if (class != self) *HS_PUSH(b->classes) = class;
    }
}

/* Ascending, each once: how many are left. */
static uint32_t put_in_order(uint64_t *v, uint32_t n)
{
    uint32_t kept = 0;
    if (n) qsort(v, n, sizeof *v, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || v[kept - 1] != v[i]) v[kept++] = v[i];
    return kept;
}

hs_beside hs_beside_of(const hs_pile *p, const hs_index *entities, hs_item act)
{
    hs_beside b = {0};
    const hs_doc *d = p->docs.v[act.doc];
    uint32_t at = d->acts.v[act.item].at.at, from = at > NEAR ? at - NEAR : 0, to = at + NEAR;
    add_acts(d, act.item, from, to, &b);
    for (uint32_t m = mention_from(d, from); m < d->mentions.n && d->mentions.v[m].at.at < to; m++) {
        uint32_t chain = d->mentions.v[m].chain,
                 e = chain == HS_NONE ? HS_NONE : hs_index_entity(entities, act.doc, chain);
        if (e != HS_NONE) *HS_PUSH(b.who) = hs_hash64(&e, sizeof e, 23);
    }
    b.classes.n = put_in_order(b.classes.v, b.classes.n);
    b.who.n = put_in_order(b.who.v, b.who.n);
    return b;
}

void hs_beside_free(hs_beside *b)
{
    HS_VEC_FREE(b->classes);
    HS_VEC_FREE(b->who);
}

static uint32_t in_both(const uint64_t *a, uint32_t an, const uint64_t *b, uint32_t bn)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < an && k < bn;) {
        uint64_t x = a[i], y = b[k];
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

uint32_t hs_beside_shared_classes(const hs_beside *a, const hs_beside *b)
{
    return in_both(a->classes.v, a->classes.n, b->classes.v, b->classes.n);
}

uint32_t hs_beside_shared_who(const hs_beside *a, const hs_beside *b)
{
    return in_both(a->who.v, a->who.n, b->who.v, b->who.n);
}

uint32_t hs_beside_shared(const hs_beside *a, const hs_beside *b)
{
    return hs_beside_shared_classes(a, b) + hs_beside_shared_who(a, b);
}

hs_str hs_beside_word_before(const hs_doc *d, uint32_t end)
{
    const char *p = d->text.p;
    while (end > 0 && p[end - 1] == ' ') end--;
    uint32_t from = end;
    while (from > 0 && ((p[from - 1] >= 'a' && p[from - 1] <= 'z') || (p[from - 1] >= 'A' && p[from - 1] <= 'Z')))
        from--;
    return (hs_str){p + from, end - from};
}

uint64_t hs_beside_which(const hs_doc *d, hs_span act)
{
    static const char *const counted[] = {"another", "eighth",  "fifth", "fourth", "ninth",
                                          "second",  "seventh", "sixth", "tenth",  "third"};
    static const char *const former[] = {"earlier", "previous"}, *const articles[] = {"a", "an", "the"};
    hs_str word = hs_beside_word_before(d, act.at);
    bool is = hs_in_table(word, counted, sizeof counted / sizeof *counted);
    if (!is && hs_in_table(word, former, sizeof former / sizeof *former))
        is = hs_in_table(hs_beside_word_before(d, (uint32_t)(word.p - d->text.p)), articles,
                         sizeof articles / sizeof *articles);
    return is ? hs_hash64(word.p, word.n, 24) : 0;
}
