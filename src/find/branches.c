#include "find/branches.h"

static uint32_t relation(const hs_reading *r, uint32_t t)
{
    return hs_deprel_universal(r->d->tokens.v[t].deprel);
}

static hs_words_range branch(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    hs_words_range w = {r->low[t], r->high[t] + 1};
    if (w.from < seg.from) w.from = seg.from;
    if (w.to > seg.to) w.to = seg.to;
    return w;
}

static void add(const hs_reading *r, hs_content *c, hs_words_range w)
{
    w = hs_words_trim(r, w);
    if (w.to == w.from + 1 && hs_class(r, w.from, HS_W_WHO | HS_W_THAT)) return;
    if (w.from < w.to && c->n < 2) c->parts[c->n++] = w;
}

/* The end of what hangs on t to its right, up to a coordinated verb or a clause that is set off by a comma. */
static uint32_t phrase_end(const hs_reading *r, uint32_t t, hs_words_range seg)
{
    uint32_t end = branch(r, t, seg).to;
    for (uint32_t c = r->child[t]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = relation(r, c), low = r->low[c];
        if (c < t || low <= t || low >= end) continue;
        bool clause = rel == HS_DEP_CONJ || rel == HS_DEP_PARATAXIS;
        bool aside = rel == HS_DEP_ADVCL && low > 0 && hs_class(r, low - 1, HS_W_COMMA);
        bool first = rel == HS_DEP_ADVCL && hs_class(r, low, HS_W_COMMA);
        if (clause || aside || first) end = low;
    }
    return end;
}

/* The branch of `host` without the cue's own branch: «The dam, Brenn said, had cracked». */
static bool around_cue(const hs_reading *r, uint32_t host, hs_words_range own, hs_words_range seg, hs_content *out)
{
    hs_words_range all = branch(r, host, seg);
    if (all.from < own.from) add(r, out, (hs_words_range){all.from, own.from});
    if (own.to < all.to) add(r, out, (hs_words_range){own.to, all.to});
    return out->n > 0;
}

static hs_words_range own_words(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg)
{
    hs_words_range own = s->words;
    if (source->words.from < source->words.to) {
        if (source->words.from < own.from) own.from = source->words.from;
        if (source->words.to > own.to) own.to = source->words.to;
    }
    for (uint32_t c = r->child[s->head]; c != HS_NONE; c = r->sibling[c]) { /* «on Friday», «in a letter» */
        uint32_t rel = relation(r, c);
        if (rel != HS_DEP_OBL && rel != HS_DEP_ADVMOD && rel != HS_DEP_OBJ && rel != HS_DEP_IOBJ) continue;
        hs_words_range w = branch(r, c, seg);
        if (w.to > own.to) own.to = w.to;
    }
    return own;
}

static bool is_cased(const hs_reading *r, const hs_spot *s, uint32_t t)
{
    uint32_t mark = hs_child(r, t, HS_DEP_CASE, HS_DEP_MARK);
    return mark != HS_NONE && mark + 1 == s->words.to;
}

/* «…, two workers said; | Tasch denies it», «the agency says 40; | the charity says more»: a semicolon stands between
 * the cue and t. */
static bool behind_semicolon(const hs_reading *r, const hs_spot *s, uint32_t t)
{
    enum { FAR = 60 };
    bool before = t < s->head;
    uint32_t from = before ? t : s->words.to, to = before ? s->words.from : t;
    for (uint32_t k = from; k < to && k - from < FAR; k++)
        if (hs_word_is(r, k, ";")) return true;
    return false;
}

/* The child that is the content, by the cue's frames; HS_NONE where the verb has none. */
static uint32_t content_child(const hs_reading *r, const hs_spot *s)
{
    uint32_t clause = HS_NONE, open = HS_NONE, thing = HS_NONE, prep = HS_NONE;
    for (uint32_t c = r->child[s->head]; c != HS_NONE; c = r->sibling[c]) {
        switch (relation(r, c)) {
        case HS_DEP_CCOMP:
            if (!behind_semicolon(r, s, c)) clause = clause == HS_NONE || c > s->head ? c : clause;
            break;
        case HS_DEP_XCOMP:
            open = c;
            break;
        case HS_DEP_OBJ:
            thing = thing == HS_NONE ? c : thing;
            break;
        case HS_DEP_OBL:
        case HS_DEP_ADVCL:
            prep = is_cased(r, s, c) ? c : prep;
            break;
        default:
            break;
        }
    }
    uint32_t frames = s->cue->frames;
    if (!(frames & (HS_FRAME_THAT | HS_FRAME_WHETHER | HS_FRAME_QUOTE))) clause = HS_NONE;
    if (clause != HS_NONE && open > s->head && open < clause && !(frames & HS_FRAME_HEARER)) clause = HS_NONE;
    if (clause != HS_NONE) return clause;
    if (prep != HS_NONE) return prep;
    if (frames & HS_FRAME_BLAMED && thing != HS_NONE) return thing;
    if (open != HS_NONE && open > s->head && !(thing != HS_NONE && thing < open && !(frames & HS_FRAME_HEARER)))
        return open;
    return frames & HS_FRAME_THING ? thing : HS_NONE;
}

/* «…, which led to …», «…, forcing them …», «(…)» behind a content are the writer's. */
static uint32_t cut_aside(const hs_reading *r, uint32_t child, hs_words_range w)
{
    for (uint32_t t = w.from + 1; t + 1 < w.to; t++) {
        if (hs_class(r, t, HS_W_QUOTE)) return w.to;
        if (t <= child || !hs_class(r, t, HS_W_COMMA)) continue;
        bool thing = relation(r, child) == HS_DEP_OBJ;
        if (thing && hs_class(r, t + 1, HS_W_WHO)) return t;
        if (r->d->tokens.v[t + 1].upos == HS_VERB && hs_ends(r, t + 1, "ing") && relation(r, t + 1) == HS_DEP_ADVCL)
            return t;
    }
    return w.to;
}

/* «the rifles, which | police say | were bought here», «the man who | the court heard | had paid»: the pronoun before
 * the source begins what is said, and a finite verb right behind the cue goes on with it. */
static bool relative_branch(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg,
                            hs_content *out)
{
    uint32_t who = source->words.from - 1, verb = s->words.to, comma = s->words.to;
    bool before = !source->behind && source->words.from > seg.from && source->words.from < source->words.to;
    if (!before || source->words.to > s->words.from) return false;
    if (s->cue->frames & HS_FRAME_BLAMED && hs_word_is(r, who, "whom") && s->words.to > s->head + 1) {
        while (comma < seg.to && !hs_class(r, comma, HS_W_COMMA))
            comma++; /* «Tasch, whom | police | accuse of | theft» */
        out->parts[out->n++] = (hs_words_range){who, who + 1};
        add(r, out, (hs_words_range){s->words.to, comma});
        return out->n == 2;
    }
    if (!(s->cue->frames & HS_FRAME_THAT)) return false;
    while (who > seg.from && source->words.from - who < 4 && !hs_class(r, who, HS_W_WHO | HS_W_THAT | HS_W_MARK) &&
           r->d->tokens.v[who].upos != HS_VERB)
        who--; /* «which his wife | Brenn | said was» */
    if (!hs_class(r, who, HS_W_WHO | HS_W_THAT) || who == seg.from || verb >= seg.to) return false;
    while (verb + 1 < seg.to && hs_class(r, verb, HS_W_ADVERB)) verb++;
    if (!hs_finite(r, verb) && !hs_class(r, verb, HS_W_MODAL)) return false;
    while (comma < seg.to && !hs_class(r, comma, HS_W_COMMA)) comma++;
    while (r->d->tokens.v[verb].head >= s->words.to && r->d->tokens.v[verb].head < comma &&
           r->d->tokens.v[verb].head != verb)
        verb = r->d->tokens.v[verb].head;
    hs_words_range rest = {s->words.to, r->high[verb] + 1};
    if (rest.to > comma) rest.to = comma;
    out->parts[out->n++] = (hs_words_range){who, who + 1};
    add(r, out, rest);
    return out->n == 2;
}

static bool verb_branch(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg,
                        hs_content *out)
{
    if (relative_branch(r, s, source, seg, out)) return true;
    out->n = 0;
    uint32_t child = content_child(r, s), rel = relation(r, s->head);
    uint32_t start = hs_content_start(r, s, source, seg.to, out);
    bool frames = s->cue->frames & (HS_FRAME_QUOTE | HS_FRAME_THAT);
    if (child != HS_NONE) {
        hs_words_range w = branch(r, child, seg);
        if (child < s->head) {
            if (w.to > s->words.from) return around_cue(r, child, own_words(r, s, source, seg), seg, out);
            add(r, out, w);
            return out->n > 0;
        }
        if (w.from < s->words.to) w.from = s->words.to;
        if (start < w.to && start >= s->words.to) {
            bool finite = relation(r, child) == HS_DEP_XCOMP && hs_finite(r, child); /* «says more than 40 | died» */
            bool clause = finite || relation(r, child) == HS_DEP_CCOMP || (frames && relation(r, child) == HS_DEP_OBJ);
            if (start > w.from || clause) w.from = start;
        }
        if (relation(r, child) != HS_DEP_CCOMP) {
            uint32_t end = phrase_end(r, s->head, seg);
            if (end > w.to) w.to = end;
        }
        w.to = cut_aside(r, child, w);
        w.to = hs_clause_end(r, w.from, w.to);
        add(r, out, w);
        return out->n > 0;
    }
    if (rel == HS_DEP_PARATAXIS && frames) {
        uint32_t host = r->d->tokens.v[s->head].head;
        if (behind_semicolon(r, s, host)) return false;
        return around_cue(r, host, own_words(r, s, source, seg), seg, out);
    }
    return false;
}

/* «Tasch is reported to have paid»: the subject and the rest. */
static bool passive_branch(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg,
                           hs_content *out)
{
    uint32_t subject = hs_child(r, s->head, HS_DEP_NSUBJ_PASS, HS_DEP_NSUBJ), joined = r->d->tokens.v[s->head].head;
    if (subject == HS_NONE && relation(r, s->head) == HS_DEP_CONJ && s->words.from <= joined)
        subject = hs_child(r, joined, HS_DEP_NSUBJ_PASS, HS_DEP_NSUBJ); /* «has time and again been accused» */
    uint32_t open = hs_child(r, s->head, HS_DEP_XCOMP, HS_DEP_CCOMP);
    if (open == HS_NONE) open = hs_child(r, s->head, HS_DEP_CSUBJ_PASS, HS_DEP_CSUBJ); /* «it is reported that …» */
    bool that = s->cue->frames & HS_FRAME_THAT && hs_class(r, s->words.to, HS_W_THAT);
    bool hearsay = (s->cue->frames & HS_FRAME_HEARSAY || that) && open != HS_NONE;
    bool named = source->words.from < source->words.to;
    if (named && !(s->cue->frames & ~(uint32_t)HS_FRAME_THAT)) return false;
    if (!hearsay && !named && !(s->cue->frames & HS_FRAME_BLAMED)) return false;
    hs_words_range noun = hs_narrowed_by(r, s, source);
    if (subject == HS_NONE && noun.from < noun.to) {
        add(r, out, (hs_words_range){noun.from > seg.from ? noun.from : seg.from, noun.to});
        return out->n > 0;
    }
    if (subject != HS_NONE && subject < s->head && !hs_word_is(r, subject, "it")) {
        hs_words_range w = branch(r, subject, seg);
        if (w.to > s->words.from) w.to = s->words.from;
        add(r, out, w);
    }
    hs_words_range rest = {s->words.to, phrase_end(r, s->head, seg)};
    if (named && source->words.from >= rest.from && source->words.from < rest.to) {
        if (source->words.to < rest.to && source->words.from <= rest.from + 1)
            rest.from = source->words.to;
        else
            rest.to = source->words.from - 1;
    }
    add(r, out, rest);
    return out->n > 0;
}

static bool adverb_branch(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_content *out)
{
    uint32_t host = r->d->tokens.v[s->head].head;
    if (host == s->head || host >= r->d->tokens.n) return false;
    hs_words_range all = branch(r, host, seg);
    for (uint32_t c = r->child[host]; c != HS_NONE; c = r->sibling[c])
        if (relation(r, c) == HS_DEP_CONJ && r->low[c] > s->head && r->low[c] < all.to) all.to = r->low[c];
    while (all.from < all.to && hs_class(r, all.from, HS_W_AND | HS_W_BUT | HS_W_THAT | HS_W_COMMA)) all.from++;
    add(r, out, (hs_words_range){all.from, s->words.from});
    add(r, out, (hs_words_range){s->words.to, all.to});
    return out->n > 0;
}

static bool noun_branch(const hs_reading *r, const hs_spot *s, hs_words_range seg, hs_content *out)
{
    for (uint32_t c = r->child[s->head]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = relation(r, c);
        uint32_t mark = hs_child(r, c, HS_DEP_MARK, HS_DEP_MARK);
        bool relative =
            r->d->tokens.v[c].deprel == HS_DEP_ACL_RELCL && !(mark != HS_NONE && hs_class(r, mark, HS_W_THAT));
        if (c < s->head || relative) continue;
        if (rel != HS_DEP_ACL && rel != HS_DEP_CCOMP && rel != HS_DEP_NMOD) continue;
        hs_words_range w = branch(r, c, seg);
        if (w.from < s->words.to) w.from = s->words.to;
        add(r, out, w);
        return out->n > 0;
    }
    return false;
}

bool hs_branch_of(const hs_reading *r, const hs_spot *s, const hs_source *source, hs_words_range seg, hs_content *out)
{
    *out = (hs_content){.n = 0};
    switch (s->kind) {
    case HS_SPOT_ADVERB:
        return adverb_branch(r, s, seg, out);
    case HS_SPOT_NOUN:
        return noun_branch(r, s, seg, out);
    case HS_SPOT_ACCORDING:
        return false;
    default:
        break;
    }
    if (s->passive && !(s->cue->frames & HS_FRAME_HEARER)) return passive_branch(r, s, source, seg, out);
    return verb_branch(r, s, source, seg, out);
}
