#include "find/questions.h"

#include "base/hash.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- numbers and words ---- */

typedef struct {
    hs_question *q;
    uint32_t seen, keys;
} pen;

static void put(pen *p, float x)
{
    if (p->seen < HS_JUDGE_SEEN) p->q->seen[p->seen++] = x;
}

static void put_n(pen *p, uint32_t x)
{
    put(p, (float)x);
}

static void put_if(pen *p, bool x)
{
    put(p, x ? 1.0F : 0.0F);
}

/* Words are hashed without case; which key it is goes in as well. */
static void put_key(pen *p, uint32_t mark, hs_str a, hs_str b)
{
    char text[96];
    size_t n = 0;
    for (int part = 0; part < 2; part++) {
        hs_str s = part ? b : a;
        for (size_t i = 0; i < s.n && n < sizeof text - 2; i++)
            text[n++] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
        text[n++] = '|';
    }
    if (p->keys < HS_JUDGE_KEYS) {
        uint32_t which = p->keys;
        uint32_t h = (uint32_t)(hs_hash64(text, n, (uint64_t)which << 32 | mark) >> 32);
        p->q->key[p->keys++] = a.n || b.n ? h | 1U : 0;
    }
}

static uint32_t relation(const hs_reading *r, uint32_t t)
{
    return hs_deprel_universal(r->d->tokens.v[t].deprel);
}

static hs_str word_at(const hs_reading *r, uint32_t t, bool there)
{
    return there ? hs_word(r, t) : hs_str_of("");
}

/* One number for the class of a word; 0 past the end. */
static uint32_t class_of(const hs_reading *r, uint32_t t, bool there)
{
    static const uint32_t order[] = {HS_W_THAT,  HS_W_TO,     HS_W_WH,     HS_W_WHO,    HS_W_QUOTE,  HS_W_COMMA,
                                     HS_W_COLON, HS_W_STOP,   HS_W_DASH,   HS_W_OPEN,   HS_W_CLOSE,  HS_W_SUBJECT,
                                     HS_W_TIME,  HS_W_DET,    HS_W_AND,    HS_W_PREP,   HS_W_BUT,    HS_W_NOT,
                                     HS_W_AUX,   HS_W_OBJECT, HS_W_ADVERB, HS_W_NUMBER, HS_W_CAPITAL};
    if (!there) return 0;
    for (uint32_t i = 0; i < sizeof order / sizeof *order; i++)
        if (hs_class(r, t, order[i])) return i + 1;
    return sizeof order / sizeof *order + 1;
}

/* ---- the cue ---- */

typedef struct {
    uint32_t clause, open, thing, side, prep; /* children of the cue; HS_NONE */
} wing;

static wing wing_of(const hs_reading *r, uint32_t head)
{
    wing w = {HS_NONE, HS_NONE, HS_NONE, HS_NONE, HS_NONE};
    for (uint32_t c = r->child[head]; c != HS_NONE; c = r->sibling[c]) {
        switch (relation(r, c)) {
        case HS_DEP_CCOMP:
        case HS_DEP_PARATAXIS:
            w.clause = w.clause == HS_NONE || relation(r, c) == HS_DEP_CCOMP ? c : w.clause;
            break;
        case HS_DEP_XCOMP:
            w.open = c;
            break;
        case HS_DEP_OBJ:
            w.thing = w.thing == HS_NONE ? c : w.thing;
            break;
        case HS_DEP_ADVCL:
        case HS_DEP_ACL:
            w.side = c;
            break;
        case HS_DEP_OBL:
        case HS_DEP_NMOD:
            w.prep = w.prep == HS_NONE ? c : w.prep;
            break;
        default:
            break;
        }
    }
    return w;
}

/* What hangs on the cue that can be its content, as one word for keys. */
static const char *shape_of(const wing *w, const hs_scene *s)
{
    if (w->clause != HS_NONE) return w->clause < s->spot->head ? "clause before" : "clause";
    if (s->left || s->right) return "quotation";
    if (w->open != HS_NONE) return "open";
    if (w->thing != HS_NONE) return "thing";
    if (w->side != HS_NONE) return "side";
    return w->prep != HS_NONE ? "prep" : "nothing";
}

static uint32_t source_head(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++) {
        uint32_t h = r->d->tokens.v[t].head;
        if (h == t || h < w.from || h >= w.to) return t;
    }
    return w.from;
}

static const char *source_kind(const hs_reading *r, const hs_source *s)
{
    static const char *const own[] = {"i", "we"};
    if (s->words.from >= s->words.to) return "none";
    uint32_t t = source_head(r, s->words);
    if (hs_word_is(r, t, "I") || hs_in_table(hs_word(r, t), own, 2)) return "own";
    if (hs_word_is(r, t, "you")) return "you";
    if (hs_word_is(r, t, "it") || hs_class(r, t, HS_W_THAT)) return "it";
    if (hs_class(r, t, HS_W_WHO)) return "who";
    if (hs_class(r, t, HS_W_SUBJECT)) return "pronoun";
    if (r->d->tokens.v[t].upos == HS_PROPN) return "name";
    return "noun";
}

static uint32_t form_of(const hs_reading *r, uint32_t t)
{
    return hs_ends(r, t, "ing") ? 1 : hs_ends(r, t, "ed") ? 2 : hs_ends(r, t, "s") ? 3 : 4;
}

static void put_source(const hs_reading *r, const hs_scene *s, pen *p)
{
    const hs_source *from = s->source;
    bool any = from->words.from < from->words.to;
    uint32_t t = any ? source_head(r, from->words) : 0;
    static const char *const kinds[] = {"none", "own", "you", "it", "who", "pronoun", "name", "noun"};
    uint32_t k = 0;
    while (k < 7 && strcmp(kinds[k], source_kind(r, from)) != 0) k++;
    put_n(p, k);
    put_if(p, from->behind);
    put_n(p, from->words.to - from->words.from);
    put_n(p, any ? r->d->tokens.v[t].upos : 0);
    put_n(p, any ? r->d->tokens.v[t].ne : 0);
    put(p, any ? (float)s->spot->words.from - (float)from->words.to : -99.0F);
}

static void put_spot(const hs_reading *r, const hs_scene *s, pen *p)
{
    const hs_spot *k = s->spot;
    const hs_token *head = &r->d->tokens.v[k->head];
    put_n(p, k->kind);
    put_n(p, (uint32_t)k->passive + 2 * (uint32_t)k->participle + 4 * (uint32_t)k->infinitive);
    put_if(p, k->joined);
    for (uint32_t bit = 1; bit <= HS_FRAME_HEARSAY; bit *= 2) put_if(p, k->cue->frames & bit);
    put_n(p, k->cue->stance);
    put_n(p, k->flags);
    put_n(p, head->upos);
    put_n(p, head->deprel);
    put_n(p, form_of(r, k->head));
    put_n(p, k->words.to - k->words.from);
}

void hs_ask_cue(const hs_reading *r, const hs_scene *s, hs_question *q)
{
    pen p = {q, 0, 0};
    const hs_spot *k = s->spot;
    const hs_token *head = &r->d->tokens.v[k->head],
                   *up = &r->d->tokens.v[head->head < r->d->tokens.n ? head->head : k->head];
    *q = (hs_question){0};
    wing w = wing_of(r, k->head);
    uint32_t child = w.clause != HS_NONE  ? w.clause
                     : w.open != HS_NONE  ? w.open
                     : w.thing != HS_NONE ? w.thing
                                          : w.prep;
    bool root = head->head == k->head;
    put_spot(r, s, &p);
    put_source(r, s, &p);
    put_n(&p, root ? 0 : up->deprel);
    put_n(&p, root ? 0 : up->upos);
    put_if(&p, w.clause != HS_NONE);
    put_if(&p, w.open != HS_NONE);
    put_if(&p, w.thing != HS_NONE);
    put_if(&p, w.side != HS_NONE);
    put_if(&p, w.prep != HS_NONE);
    put(&p, child == HS_NONE ? 0 : (float)child - (float)k->head);
    put_n(&p, child == HS_NONE ? 0 : r->high[child] - r->low[child] + 1);
    put_n(&p, child == HS_NONE ? 0 : r->d->tokens.v[child].upos);
    put_n(&p, class_of(r, k->words.to, k->words.to < s->seg.to));
    put_n(&p, class_of(r, k->words.from - (k->words.from > 0), k->words.from > s->seg.from));
    put_if(&p, s->left);
    put_if(&p, s->right);
    put_n(&p, s->seg.to - k->words.to);
    put_n(&p, k->words.from - s->seg.from);
    put_n(&p, s->seg.to - s->seg.from);
    hs_str lemma = hs_lemma(r, k->head);
    const char *shape = shape_of(&w, s);
    put_key(&p, k->kind, lemma, hs_str_of(""));
    put_key(&p, k->kind, lemma, hs_str_of(shape));
    put_key(&p, k->kind, lemma, word_at(r, k->words.to, k->words.to < s->seg.to));
    put_key(&p, k->kind, lemma, hs_str_of(source_kind(r, s->source)));
    bool any = s->source->words.from < s->source->words.to;
    put_key(&p, 0, any ? hs_lemma(r, source_head(r, s->source->words)) : hs_str_of(""), hs_str_of(""));
    put_key(&p, 0, lemma, child == HS_NONE ? hs_str_of("") : hs_lemma(r, child));
    put_key(&p, relation(r, k->head), root ? hs_str_of("") : hs_lemma(r, head->head), hs_str_of(""));
    put_key(&p, 0, child == HS_NONE ? hs_str_of("") : hs_lemma(r, child), hs_str_of(shape));
}

/* ---- where a content or a source begins and ends ---- */

/* The largest branch that begins at t. */
static uint32_t branch_at(const hs_reading *r, uint32_t t)
{
    uint32_t x = t;
    for (int steps = 0; steps < 40; steps++) {
        uint32_t up = r->d->tokens.v[x].head;
        if (up == x || up >= r->d->tokens.n || r->low[up] != t) break;
        x = up;
    }
    return x;
}

/* Whether a branch ends with the word before t that hangs on a word from t on: «Brenn | has long said». */
static bool ends_left_branch(const hs_reading *r, uint32_t t)
{
    uint32_t z = t - 1;
    for (int steps = 0; steps < 40; steps++) {
        uint32_t up = r->d->tokens.v[z].head;
        if (up == z || up >= r->d->tokens.n) return false;
        if (up >= t) return r->d->tokens.v[z].deprel != HS_DEP_PUNCT && r->low[up] < t;
        if (r->high[up] != t - 1) return false;
        z = up;
    }
    return false;
}

static bool joins_noun(const hs_reading *r, uint32_t t) /* «the | old | dam»: no edges */
{
    uint32_t rel = relation(r, t - 1);
    return rel == HS_DEP_DET || rel == HS_DEP_AMOD || rel == HS_DEP_COMPOUND || rel == HS_DEP_CASE ||
           rel == HS_DEP_NUMMOD || rel == HS_DEP_AUX || rel == HS_DEP_MARK || rel == HS_DEP_COP;
}

uint32_t hs_edges_of(const hs_reading *r, hs_words_range range, bool heads, uint32_t *at, uint32_t most)
{
    uint32_t n = 0;
    for (uint32_t t = range.from + 1; t < range.to && n + 1 < most; t++) {
        bool mark = hs_class(r, t, HS_W_MARK) && !hs_class(r, t, HS_W_QUOTE | HS_W_CLOSE) && !hs_word_is(r, t, "-");
        if (hs_class(r, t - 1, HS_W_MARK) && n > 0 && at[n - 1] + 1 == t) continue; /* the mark was asked */
        uint32_t x = branch_at(r, t);
        uint32_t up = r->d->tokens.v[x].head;
        bool hangs_left = r->low[x] == t && up < t && up != x;
        if (mark || hangs_left || (heads && !joins_noun(r, t) && ends_left_branch(r, t))) at[n++] = t;
    }
    if (n < most && range.to > range.from) at[n++] = range.to;
    return n;
}

static bool holds_finite(const hs_reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        const hs_token *k = &r->d->tokens.v[t];
        if (k->upos != HS_VERB && k->upos != HS_AUX) continue;
        if (hs_str_find(hs_str_of(hs_doc_str(r->d, k->feats)), HS_STR("VerbForm=Fin")) != SIZE_MAX) return true;
    }
    return false;
}

/* How a word stands to the cue: 0 it is its head, 1 its content's head, 2 within the content, 3 elsewhere before it. */
static uint32_t standing(const hs_reading *r, uint32_t t, uint32_t cue, hs_words_range content)
{
    if (t == cue) return 0;
    if (t < content.from || t >= content.to) return 3;
    uint32_t up = r->d->tokens.v[t].head;
    return up == cue || up < content.from || up >= content.to ? 1 : 2;
}

static uint32_t depth_of(const hs_reading *r, uint32_t t, uint32_t cue)
{
    uint32_t n = 0;
    while (n < 8 && t != cue && r->d->tokens.v[t].head != t && r->d->tokens.v[t].head < r->d->tokens.n) {
        t = r->d->tokens.v[t].head;
        n++;
    }
    return n;
}

void hs_ask_edge(const hs_reading *r, const hs_scene *s, hs_words_range content, uint32_t at, uint32_t rule,
                 hs_question *q)
{
    pen p = {q, 0, 0};
    const hs_spot *k = s->spot;
    *q = (hs_question){0};
    bool last = at >= content.to, first = at == content.from;
    uint32_t word = at; /* the first word behind a mark */
    while (word < content.to && hs_class(r, word, HS_W_MARK)) word++;
    bool there = word < content.to;
    uint32_t x = last ? at - (at > 0) : branch_at(r, hs_class(r, at, HS_W_MARK) && there ? word : at);
    if (!last && there && r->low[x] > at) x = branch_at(r, at) != at ? branch_at(r, at) : x;
    uint32_t up = r->d->tokens.v[x].head;
    if (up >= r->d->tokens.n) up = x;
    uint32_t quotes = 0, commas = 0, opened = 0;
    for (uint32_t t = content.from; t < at; t++) {
        quotes += hs_class(r, t, HS_W_QUOTE) && !hs_word_is(r, t, "'");
        commas += hs_class(r, t, HS_W_COMMA);
        opened += hs_class(r, t, HS_W_OPEN);
        opened -= opened > 0 && hs_class(r, t, HS_W_CLOSE);
    }
    put_if(&p, last);
    put_n(&p, at - content.from);
    put_n(&p, content.to - at);
    put(&p, (float)at - (float)rule);
    put_if(&p, at == rule);
    put_n(&p, class_of(r, at, !last));
    put_n(&p, class_of(r, word, there));
    put_n(&p, there ? r->d->tokens.v[word].upos : 0);
    uint32_t before = at > 0 ? at - 1 : 0;
    put_if(&p, first);
    put_n(&p, class_of(r, before, true));
    put_n(&p, r->d->tokens.v[before].upos);
    put_n(&p, there ? class_of(r, word + 1, word + 1 < content.to) : 0);
    put_n(&p, there && word + 1 < content.to ? r->d->tokens.v[word + 1].upos : 0);
    put_n(&p, last ? 0 : r->d->tokens.v[x].deprel);
    put_n(&p, last ? 0 : r->d->tokens.v[x].upos);
    put_n(&p, last ? 0 : r->high[x] - r->low[x] + 1);
    put_n(&p, last ? 9 : standing(r, up, k->head, content));
    put_n(&p, last ? 9 : depth_of(r, up, k->head));
    put_n(&p, last || up >= at ? 0 : at - up);
    put_n(&p, last ? 0 : r->d->tokens.v[up].upos);
    put_n(&p, last ? 0 : r->d->tokens.v[up].deprel);
    put_n(&p, quotes % 2);
    put_n(&p, commas);
    put_n(&p, opened);
    put_if(&p, holds_finite(r, content.from, at));
    put_if(&p, !last && holds_finite(r, r->low[x], r->high[x] + 1 < content.to ? r->high[x] + 1 : content.to));
    put_if(&p, !last && r->high[x] + 1 >= content.to);
    put_n(&p, class_of(r, content.from, true));
    put_n(&p, r->d->tokens.v[content.from].upos);
    put_n(&p, k->kind);
    put_n(&p, (uint32_t)k->passive + 2 * (uint32_t)k->participle + 4 * (uint32_t)k->infinitive);
    put_n(&p, k->cue->stance);
    put_if(&p, s->right);
    put_if(&p, r->quote[k->head] != HS_NONE);
    put_n(&p, r->d->tokens.v[k->head].deprel);
    put(&p, (float)content.from - (float)k->head);
    put_if(&p, there && hs_ends(r, word, "ing"));
    hs_str begin = there ? hs_word(r, word) : hs_str_of("");
    hs_str deprel = hs_str_of(last ? "end" : hs_deprel_name(r->d->tokens.v[x].deprel));
    uint32_t mark = last ? 0 : class_of(r, at, true) + 32 * standing(r, up, k->head, content);
    put_key(&p, mark, begin, deprel);
    put_key(&p, mark, deprel, hs_lemma(r, k->head));
    put_key(&p, 0, last ? hs_str_of("") : hs_lemma(r, up), begin);
    put_key(&p, class_of(r, at, !last), begin, there ? word_at(r, word + 1, word + 1 < content.to) : hs_str_of(""));
    put_key(&p, mark, last ? hs_str_of("") : hs_lemma(r, x), deprel);
    put_key(&p, 0, hs_word(r, before), begin);
    put_key(&p, last, hs_lemma(r, k->head), hs_str_of(""));
}

/* ---- the whole ---- */

enum { CUE_SEEN = 40 }; /* numbers that hs_ask_cue puts */

void hs_ask_sure(const hs_question *scene, const hs_outcome *o, hs_question *q)
{
    *q = *scene;
    pen p = {q, CUE_SEEN, HS_JUDGE_KEYS};
    float least = 1;
    for (int i = 0; i < 4; i++) {
        put(&p, o->shares[i]);
        least *= o->shares[i];
    }
    put(&p, least);
    put_n(&p, o->parts);
    put_n(&p, o->words);
    put_if(&p, o->direct);
    put_if(&p, o->indirect);
    put_if(&p, o->known_voice);
    put_if(&p, o->pronoun);
    put_n(&p, o->lead);
    put_n(&p, o->gap);
    put_n(&p, o->rest);
    put_if(&p, o->quote_before);
    put_if(&p, o->quote_behind);
}
