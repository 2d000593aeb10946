/* Entity labels from the mentions that GUM annotates in MISC: "Entity=(8-organization-…(9-place-…" opens mentions at a
 * word, "9)8)" closes them, "(58-organization-…)" does both. Mentions are whole noun phrases; a name is the run of
 * proper nouns around the phrase's head. */
#include <stdlib.h>
#include <string.h>

#include "learn/netdata.h"

enum { OPEN_MOST = 64, PERSON, ORGANISATION, PLACE, OTHER };

typedef struct {
    uint32_t id, from;
    int kind;
} mention;

typedef struct {
    mention open[OPEN_MOST];
    uint32_t n;
} mentions;

static bool proper(const hs_train_word *w)
{
    return hs_str_eq(w->upos, HS_STR("PROPN"));
}

/* The word of [from, to] whose head lies outside; s points at the sentence's first word. */
static uint32_t head_of(const hs_train_word *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++)
        if (s[i].head == 0 || s[i].head < (int)from + 1 || s[i].head > (int)to + 1) return i;
    return from;
}

static void name(hs_train_word *s, uint32_t from, uint32_t to, int kind)
{
    uint32_t a = head_of(s, from, to), b = a;
    if (!proper(s + a)) return;
    while (a > from && proper(s + a - 1)) a--;
    while (b < to) {
        uint32_t next = b + 1;
        if (next < to && hs_str_eq(s[next].form, HS_STR("of"))) next++;
        if (next > b + 1 && next < to && hs_str_eq(s[next].form, HS_STR("the"))) next++;
        if (!proper(s + next)) break;
        b = next;
    }
    for (uint32_t i = a; i <= b; i++) /* a longer mention closes later and takes its inner ones over */
        s[i].label = 1 + 4 * (kind - PERSON) + (a == b ? 3 : i == a ? 0 : i == b ? 2 : 1);
    if (b < to && s[b + 1].label > 0 && (s[b + 1].label - 1) % 4 != 0 && (s[b + 1].label - 1) % 4 != 3)
        s[b + 1].label = 0;
}

static int kind_of(hs_str type)
{
    if (hs_str_eq(type, HS_STR("person"))) return PERSON;
    if (hs_str_eq(type, HS_STR("organization"))) return ORGANISATION;
    if (hs_str_eq(type, HS_STR("place"))) return PLACE;
    return hs_str_eq(type, HS_STR("time")) ? 0 : OTHER;
}

/* One bracket behind '(': "8-organization-new-…". */
static mention opened(hs_str s, uint32_t at)
{
    mention m = {.from = at};
    size_t i = 0, from;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) m.id = m.id * 10 + (uint32_t)(s.p[i] - '0');
    from = ++i;
    while (i < s.n && s.p[i] != '-' && s.p[i] != '(' && s.p[i] != ')') i++;
    if (from < i && i <= s.n) m.kind = kind_of((hs_str){s.p + from, i - from});
    return m;
}

static void closed(mentions *m, uint32_t id, hs_train_word *s, uint32_t at)
{
    uint32_t i = m->n;
    while (i > 0 && m->open[i - 1].id != id) i--;
    if (i == 0) return;
    mention was = m->open[i - 1];
    memmove(m->open + i - 1, m->open + i, (m->n - i) * sizeof *m->open);
    m->n--;
    if (was.kind) name(s, was.from, at, was.kind);
}

static void word(mentions *m, hs_str e, hs_train_word *s, uint32_t at)
{
    for (size_t i = 0; i < e.n; i++) {
        if (e.p[i] == '(') {
            mention o = opened((hs_str){e.p + i + 1, e.n - i - 1}, at);
            while (i + 1 < e.n && e.p[i + 1] != '(' && e.p[i + 1] != ')') i++;
            if (m->n < OPEN_MOST) m->open[m->n++] = o;
            if (i + 1 < e.n && e.p[i + 1] == ')') closed(m, o.id, s, at), i++;
        } else {
            uint32_t id = 0;
            for (; i < e.n && e.p[i] >= '0' && e.p[i] <= '9'; i++) id = id * 10 + (uint32_t)(e.p[i] - '0');
            if (i < e.n && e.p[i] == ')') closed(m, id, s, at);
        }
    }
}

static void sentence(hs_train_word *s, uint32_t n)
{
    mentions m = {.n = 0};
    for (uint32_t i = 0; i < n; i++) s[i].label = 0;
    for (uint32_t i = 0; i < n; i++) {
        size_t at = hs_str_find(s[i].misc, HS_STR("Entity="));
        if (at == SIZE_MAX) continue;
        hs_str e = {s[i].misc.p + at + 7, s[i].misc.n - at - 7};
        const char *bar = memchr(e.p, '|', e.n);
        if (bar) e.n = (size_t)(bar - e.p);
        word(&m, e, s, i);
    }
    for (uint32_t i = 0; i < n; i++) s[i].head = -1;
}

bool hs_corpus_names(hs_corpus *c, const char *path, hs_err *err)
{
    uint32_t before = c->sents.n;
    if (!hs_corpus_conllu(c, path, err)) return false;
    for (uint32_t k = before; k < c->sents.n; k++) sentence(c->words.v + c->sents.v[k].first, c->sents.v[k].n);
    return true;
}
