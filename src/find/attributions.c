/* Attributions: drafts of all kinds, put in order, given their voices and their place in the chain. */
#include "find/drafts.h"
#include "find/find.h"
#include "find/refusals.h"
#include "find/voices.h"

#include <stdlib.h>

static const float SURE_END = 0.8F; /* below, the second end is worth telling */

/* ---- out ---- */

static uint32_t mode_of(const hs_drafts *p, const hs_draft *dr)
{
    if (dr->direct && !dr->indirect) return HS_DIRECT;
    if (dr->direct) return HS_MIXED;
    const hs_doc *d = p->r.d;
    for (uint32_t i = 0; i < dr->content.n; i++) {
        hs_span s = dr->content.v[i];
        uint32_t t = hs_doc_token_at(d, s.at);
        for (; t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(s); t++)
            if (hs_class(&p->r, t, HS_W_QUOTE) && !hs_word_is(&p->r, t, "'") &&
                p->r.quote[t] == p->r.quote[dr->cue.from])
                return HS_MIXED;
    }
    return HS_INDIRECT;
}

static int by_place(const void *a, const void *b)
{
    const hs_span *x = a, *y = b;
    return x->at != y->at ? (x->at < y->at ? -1 : 1) : (x->n > y->n ? -1 : x->n < y->n);
}

static hs_range one_span(hs_doc *d, hs_span s)
{
    return hs_doc_spans(d, &s, s.n > 0);
}

static uint32_t words_in(const hs_reading *r, uint32_t from, uint32_t to)
{
    uint32_t n = 0;
    for (uint32_t t = from; t < to; t++) n += !hs_class(r, t, HS_W_MARK);
    return n;
}

/* What of its sentences is no part of the report, and whether quotations stand beside it. */
static void look_around(const hs_drafts *p, const hs_draft *dr, const hs_attribution *a, hs_outcome *o)
{
    const hs_doc *d = p->r.d;
    hs_words_range all = {UINT32_MAX, 0}, part = {0, 0};
    uint32_t parts = 3 + a->content.n, mine = 0;
    for (uint32_t i = 0; i < parts; i++) {
        if (i < 3) part = i == 0 ? dr->source : i == 1 ? dr->cue : dr->hearer;
        if (i >= 3) part = hs_words_within(d, d->spans.v[a->content.first + i - 3]);
        if (part.from >= part.to) continue;
        mine += words_in(&p->r, part.from, part.to);
        if (part.from < all.from) all.from = part.from;
        if (part.to > all.to) all.to = part.to;
    }
    if (all.from >= all.to) return;
    const hs_sentence *first = &d->sentences.v[hs_sentence_of(&p->r, all.from)];
    const hs_sentence *last = &d->sentences.v[hs_sentence_of(&p->r, all.to - 1)];
    uint32_t end = last->first + last->n, whole = words_in(&p->r, all.from, all.to);
    o->lead = words_in(&p->r, first->first, all.from);
    o->gap = whole > mine ? whole - mine : 0;
    o->rest = end > all.to ? words_in(&p->r, all.to, end) : 0;
    o->quote_before = all.from > 0 && p->r.quote[all.from - 1] != HS_NONE;
    o->quote_behind = end < d->tokens.n && p->r.quote[end] != HS_NONE;
}

/* What is not sure by the last judge says so; where the content may end elsewhere, the reason says where. */
static void judge_sure(hs_drafts *p, const hs_draft *dr, hs_attribution *a, hs_buf *why)
{
    const hs_doc *d = p->r.d;
    hs_question q;
    hs_outcome o = {.shares = {dr->cue_share, dr->start_share, dr->end_share, dr->source_share}};
    if (!dr->judged) return;
    o.parts = a->content.n;
    for (uint32_t i = 0; i < a->content.n; i++) o.words += d->spans.v[a->content.first + i].n / 6;
    o.direct = dr->direct;
    o.indirect = dr->indirect;
    o.known_voice = a->voice.chain != HS_NONE || a->voice.kind <= HS_VOICE_ENTITY_ORGANISATION;
    o.pronoun = dr->source.to == dr->source.from + 1 && hs_class(&p->r, dr->source.from, HS_W_SUBJECT | HS_W_WHO);
    if (o.pronoun && a->voice.kind == HS_VOICE_UNNAMED) a->flags |= HS_UNSURE; /* whoever «she» is */
    look_around(p, dr, a, &o);
    hs_ask_sure(&dr->scene, &o, &q);
    if (p->sure) *HS_PUSH(*p->sure) = (hs_asked){q, HS_JUDGE_SURE, dr->cue.from, dr->cue};
    if (p->sure || hs_judge_share(&p->judges[HS_JUDGE_SURE], &q) >= hs_judge_sure_from) return;
    a->flags |= HS_UNSURE;
    if (dr->other_end == HS_NONE || dr->other_end == 0 || dr->end_share > SURE_END) return;
    hs_str last = hs_word(&p->r, dr->other_end - 1);
    hs_buf_printf(why, "; or it ends with «%.*s»", (int)last.n, last.p);
}

static void emit(hs_drafts *p, hs_draft *dr)
{
    hs_doc *d = p->r.d;
    if (dr->content.n > 1) qsort(dr->content.v, dr->content.n, sizeof *dr->content.v, by_place);
    if (dr->speaker.n) dr->source = hs_words_within(d, dr->speaker);
    if (hs_names_no_one(&p->r, dr->source)) dr->flags ^= HS_NEGATED;
    hs_attribution *a = HS_PUSH(d->attributions);
    *a = (hs_attribution){.stance = dr->stance, .flags = dr->flags, .parent = HS_NONE, .mode = mode_of(p, dr)};
    if (dr->stance == HS_DENIES && !dr->refuted && !hs_denies_content(&p->r, dr)) a->stance = HS_STATES;
    if (hs_calls_untrue(&p->r, dr)) a->stance = HS_DENIES;
    a->source = one_span(d, hs_words_span(&p->r, dr->source));
    a->cue = one_span(d, hs_words_span(&p->r, dr->cue));
    a->content = hs_doc_spans(d, dr->content.v, dr->content.n);
    hs_buf why = {0};
    hs_buf_str(&why, dr->why);
    hs_voice_resolve(&p->r, dr->source, dr->hearer, a, &why);
    if (dr->refuted) { /* the cue, «claim», is another's word */
        a->voice = (hs_voice){HS_VOICE_AUTHOR, HS_NONE, 0};
        a->flags &= ~(uint32_t)HS_LOADED;
    }
    judge_sure(p, dr, a, &why);
    a->why = hs_doc_intern(d, (hs_str){why.p, why.n});
    hs_buf_free(&why);
}

typedef struct {
    uint32_t at, draft;
} place;

static int by_at(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->draft < y->draft ? -1 : x->draft > y->draft;
}

/* In the order of their cues, or contents where there is no cue. */
static void emit_all(hs_drafts *p, bool *weak)
{
    hs_doc *d = p->r.d;
    place *order = hs_calloc(p->v.n + 1, sizeof *order);
    uint32_t *index = hs_calloc(p->v.n + 1, sizeof *index);
    for (uint32_t i = 0; i < p->v.n; i++) {
        const hs_draft *dr = &p->v.v[i];
        index[i] = HS_NONE;
        bool cue = dr->cue.from < dr->cue.to;
        order[i] = (place){cue ? d->tokens.v[dr->cue.from].at.at : dr->content.n ? dr->content.v[0].at : 0, i};
    }
    if (p->v.n > 1) qsort(order, p->v.n, sizeof *order, by_at);
    for (uint32_t i = 0; i < p->v.n; i++) {
        hs_draft *dr = &p->v.v[order[i].draft];
        index[order[i].draft] = d->attributions.n;
        weak[i] = dr->weak;
        emit(p, dr);
        hs_attribution *a = &d->attributions.v[d->attributions.n - 1];
        if (dr->record.n)
            a->voice = (hs_voice){HS_VOICE_DOCUMENT, HS_NONE, hs_doc_intern(d, hs_doc_text(d, dr->record))};
        if (dr->like == HS_NONE || index[dr->like] == HS_NONE) continue;
        a->voice = d->attributions.v[index[dr->like]].voice;
        a->why = hs_doc_intern(d, HS_STR("no cue: perhaps the speaker of the quotation before"));
    }
    for (uint32_t i = 0; i < p->v.n; i++)
        if (p->v.v[i].within != HS_NONE) d->attributions.v[index[i]].parent = index[p->v.v[i].within];
    free(order);
    free(index);
}

typedef struct {
    uint32_t at, end, attribution;
} reach;

static int by_reach(const void *a, const void *b)
{
    const reach *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->end != y->end) return x->end > y->end ? -1 : 1;
    return x->attribution < y->attribution ? -1 : x->attribution > y->attribution;
}

static uint32_t anchor_of(const hs_doc *d, const hs_attribution *a)
{
    return a->cue.n ? d->spans.v[a->cue.first].at : d->spans.v[a->content.first].at;
}

/* Contents may hold each other's cues: whether making `up` the parent of i would close a circle, or nest too deep. */
static bool would_circle(const hs_doc *d, uint32_t up, uint32_t i)
{
    enum { DEEPEST = 30 };
    for (uint32_t steps = 0; up != HS_NONE && up != i && steps < DEEPEST; steps++) up = d->attributions.v[up].parent;
    return up != HS_NONE;
}

/* «Solmac said it will pay, Solmac said.»: one voice named twice in a sentence, not a report of itself. */
static bool says_twice(const hs_doc *d, uint32_t outer, uint32_t inner)
{
    const hs_attribution *o = &d->attributions.v[outer], *i = &d->attributions.v[inner];
    if (!o->source.n || !i->source.n || o->cue.n == 0 || i->cue.n == 0) return false;
    hs_span a = d->spans.v[o->source.first], b = d->spans.v[i->source.first];
    return b.at < a.at && hs_str_eq(hs_doc_text(d, a), hs_doc_text(d, b));
}

/* The parent, where a draft did not tell, is the one whose content is the least that holds the cue. Contents nest or
 * are apart, so a stack serves.
 */
static void find_parents(hs_doc *d)
{
    HS_VEC(reach) all = {0};
    HS_VEC(reach) open = {0};
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        for (uint32_t k = 0; k < a->content.n; k++) {
            hs_span s = d->spans.v[a->content.first + k];
            *HS_PUSH(all) = (reach){s.at, hs_span_end(s), i};
        }
    }
    if (all.n > 1) qsort(all.v, all.n, sizeof *all.v, by_reach);
    uint32_t next = 0;
    for (uint32_t i = 0; i < d->attributions.n; i++) { /* attributions ascend by their cue */
        if (d->attributions.v[i].parent != HS_NONE) continue;
        uint32_t at = anchor_of(d, &d->attributions.v[i]);
        while (next < all.n && all.v[next].at <= at) {
            while (open.n > 0 && open.v[open.n - 1].end <= all.v[next].at) open.n--;
            *HS_PUSH(open) = all.v[next++];
        }
        while (open.n > 0 && open.v[open.n - 1].end <= at) open.n--;
        for (uint32_t k = open.n; k > 0; k--) {
            const reach *o = &open.v[k - 1];
            if (o->end <= at || would_circle(d, o->attribution, i) || says_twice(d, o->attribution, i)) continue;
            d->attributions.v[i].parent = o->attribution;
            break;
        }
    }
    HS_VEC_FREE(all);
    HS_VEC_FREE(open);
}

/* What a sentence calls false is denied by whoever speaks that sentence. */
static void give_refuters(hs_doc *d)
{
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        hs_attribution *a = &d->attributions.v[i];
        uint32_t up = a->parent;
        while (up != HS_NONE && d->attributions.v[up].voice.kind == HS_VOICE_AUTHOR) up = d->attributions.v[up].parent;
        if (a->voice.kind == HS_VOICE_AUTHOR && up != HS_NONE) a->voice = d->attributions.v[up].voice;
    }
}

/* Drops attitudes to things inside reports; what stood in them moves up to the report. */
static void drop_weak(hs_doc *d, const bool *weak)
{
    uint32_t *index = hs_calloc(d->attributions.n + 1, sizeof *index), kept = 0;
    for (uint32_t i = 0; i < d->attributions.n; i++)
        index[i] = weak[i] && d->attributions.v[i].parent != HS_NONE ? HS_NONE : kept++;
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        hs_attribution *a = &d->attributions.v[i];
        while (a->parent != HS_NONE && index[a->parent] == HS_NONE) a->parent = d->attributions.v[a->parent].parent;
    }
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        hs_attribution *a = &d->attributions.v[i];
        if (a->parent != HS_NONE) a->parent = index[a->parent];
    }
    for (uint32_t i = 0; i < d->attributions.n; i++)
        if (index[i] != HS_NONE) d->attributions.v[index[i]] = d->attributions.v[i];
    d->attributions.n = kept;
    free(index);
}

void hs_attributions_of(hs_drafts *d)
{
    hs_drafts_of_runs(d);
    hs_drafts_of_citing(d);
    hs_drafts_of_labels(d);
    hs_drafts_of_uncued(d);
    bool *weak = hs_calloc(d->v.n + 1, sizeof *weak);
    emit_all(d, weak);
    find_parents(d->r.d);
    give_refuters(d->r.d);
    drop_weak(d->r.d, weak);
    free(weak);
}

void hs_find_attributions(hs_doc *d)
{
    hs_drafts drafts;
    if (d->tokens.n == 0) return;
    hs_drafts_init(&drafts, d);
    hs_attributions_of(&drafts);
    hs_drafts_free(&drafts);
}
