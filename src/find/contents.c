#include "find/contents.h"

#include "find/clauses.h"
#include "find/refusals.h"

enum { HEARER_WORDS = 12, ADJUNCT_WORDS = 12 };

static bool starts_clause(const hs_reading *r, uint32_t t)
{
    if (hs_class(r, t, HS_W_SUBJECT | HS_W_DET | HS_W_CAPITAL | HS_W_NUMBER | HS_W_QUOTE | HS_W_OPEN)) return true;
    return !hs_class(r, t,
                     HS_W_MARK | HS_W_PREP | HS_W_AUX | HS_W_NOT | HS_W_ADVERB | HS_W_AND | HS_W_OBJECT | HS_W_TIME |
                         HS_W_BUT);
}

static bool introduces(const hs_reading *r, const hs_spot *s, uint32_t t)
{
    if (hs_class(r, t, HS_W_THAT | HS_W_WH | HS_W_TO | HS_W_COLON | HS_W_COMMA | HS_W_QUOTE)) return true;
    if (!hs_class(r, t, HS_W_PREP) || !hs_cue_takes(s->cue, hs_word(r, t))) return false;
    return !hs_word_is(r, t, "of") || !hs_class(r, t + 1, HS_W_DET); /* «one of his men» */
}

static uint32_t skip_hearer(const hs_reading *r, const hs_spot *s, uint32_t t, uint32_t to, hs_content *out)
{
    uint32_t from = t;
    if (t >= to || introduces(r, s, t) || hs_class(r, t, HS_W_MARK)) return t;
    if (hs_class(r, t, HS_W_OBJECT | HS_W_SUBJECT) && !hs_class(r, t, HS_W_DET)) {
        t++;
    } else if (!starts_clause(r, t)) {
        return t;
    } else {
        bool lower = false;
        while (t < to && t - from < HEARER_WORDS && !introduces(r, s, t) && !hs_class(r, t, HS_W_MARK)) {
            bool noun = !hs_class(r, t, HS_W_DET | HS_W_PREP | HS_W_CAPITAL);
            bool amount = hs_class(r, t, HS_W_NUMBER) ? !hs_class(r, t - 1, HS_W_DET) : hs_word_is(r, t, "only");
            if (t > from && (amount || hs_class(r, t, HS_W_SUBJECT | HS_W_AUX | HS_W_TIME | HS_W_BUT) ||
                             (hs_class(r, t, HS_W_DET) && !hs_class(r, t - 1, HS_W_PREP)) ||
                             (lower && hs_class(r, t, HS_W_CAPITAL))))
                break;
            lower = noun;
            t++;
        }
        while (t > from + 1 && hs_class(r, t - 1, HS_W_PREP)) t--; /* «told the police in | November» */
    }
    out->hearer = (hs_words_range){from, t};
    return t;
}

/* «said on Monday that», «said in a statement that»: a «that» not far behind, with nothing but an adjunct between. */
static uint32_t that_behind(const hs_reading *r, uint32_t t, uint32_t to)
{
    static const char *const when[] = {"earlier", "early", "last", "late", "later", "this"};
    bool day = hs_word_in(r, t, when, sizeof when / sizeof *when) && !hs_class(r, t + 1, HS_W_AUX | HS_W_MARK);
    if (!day && !hs_class(r, t, HS_W_PREP | HS_W_TIME | HS_W_ADVERB | HS_W_COMMA)) return HS_NONE;
    bool aside = false; /* «, citing people who were there, that» */
    for (uint32_t k = t; k < to && k - t < ADJUNCT_WORDS; k++) {
        if (hs_class(r, k, HS_W_COMMA)) aside = hs_ends(r, k + 1, "ing");
        uint32_t ends = HS_W_STOP | HS_W_COLON | HS_W_DASH | (aside ? 0 : HS_W_AUX | HS_W_SUBJECT);
        if (hs_class(r, k, HS_W_THAT) && !aside) return k;
        if (hs_class(r, k, ends) && !hs_class(r, k, HS_W_DET)) return HS_NONE;
    }
    return HS_NONE;
}

uint32_t hs_content_start(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t to, hs_content *out)
{
    uint32_t t = s->words.to;
    if (source->behind && source->words.to > t) t = source->words.to;
    out->hearer = (hs_words_range){0, 0};
    bool prep = s->kind == HS_SPOT_VERB && s->words.to > s->head + 1; /* «warned of a crack» */
    if ((s->cue->frames & HS_FRAME_HEARER) && !s->passive && !prep) t = skip_hearer(r, s, t, to, out);
    while (t < to && hs_class(r, t, HS_W_TIME) && !hs_class(r, t, HS_W_MODAL)) t++;
    uint32_t that = that_behind(r, t, to);
    return that != HS_NONE ? that : t;
}

static bool takes(const hs_reading *r, const hs_spot *s, uint32_t t)
{
    uint32_t frames = s->cue->frames;
    bool prep = s->words.to > s->head + 1;
    if (hs_class(r, t, HS_W_THAT)) return frames & (HS_FRAME_THAT | HS_FRAME_BLAMED);
    if (hs_class(r, t, HS_W_WH)) return prep || frames & (HS_FRAME_WHETHER | HS_FRAME_THAT | HS_FRAME_THING);
    if (hs_class(r, t, HS_W_TO)) return frames & (HS_FRAME_TO | HS_FRAME_HEARSAY) || s->passive;
    if (frames & HS_FRAME_BLAMED) return starts_clause(r, t) || hs_class(r, t, HS_W_OBJECT);
    if (prep) return starts_clause(r, t) || hs_ends(r, t, "ing");
    uint32_t deed = t + hs_class(r, t, HS_W_ADVERB); /* «denies ever having met» */
    if (frames & HS_FRAME_THING && hs_ends(r, deed, "ing")) return true;
    if (frames & HS_FRAME_THING) return starts_clause(r, t) || hs_class(r, t, HS_W_OBJECT);
    return (frames & HS_FRAME_THAT) && starts_clause(r, t);
}

/* Where a clause that begins at `from` ends: at a full stop, a dash, or a comma with another clause behind it. */
uint32_t hs_clause_end(const hs_reading *r, uint32_t from, uint32_t to)
{
    bool quoted = false;
    for (uint32_t t = from; t < to; t++) {
        if (hs_class(r, t, HS_W_QUOTE)) quoted = !quoted;
        if (quoted) continue;
        if (hs_class(r, t, HS_W_STOP) && hs_word_is(r, t, ";")) return t;
        if (hs_class(r, t, HS_W_COMMA) && hs_class(r, t + 1, HS_W_BUT) && !hs_class(r, t + 1, HS_W_PREP | HS_W_WH))
            return t;
        if (hs_class(r, t, HS_W_DASH) && t > from + 2 && !hs_word_is(r, t, "-")) return t;
    }
    return to;
}

static void add_part(const hs_reading *r, hs_content *c, hs_words_range w)
{
    w = hs_words_trim(r, w);
    if (w.to == w.from + 1 && hs_class(r, w.from, HS_W_WHO | HS_W_THAT)) return;
    if (w.from < w.to && c->n < 2) c->parts[c->n++] = w;
}

static uint32_t left_limit(const hs_spot *s, const hs_source *source)
{
    bool before = source->words.to > source->words.from && !source->behind && source->words.from < s->words.from;
    return before ? source->words.from : s->words.from;
}

/* «C, Brenn said»; «C, according to Brenn»: the clause before a comma that the cue's group follows. */
static bool content_left(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t from, bool torn,
                         hs_content *c)
{
    uint32_t end = left_limit(s, source);
    bool comma = end > from && hs_class(r, end - 1, HS_W_COMMA | HS_W_DASH);
    if (s->kind != HS_SPOT_ACCORDING && !comma) return false;
    if (end < from + 2 || (s->kind != HS_SPOT_ACCORDING && hs_word_is(r, from, "according"))) return false;
    bool clause = hs_predicate_in(r, (hs_words_range){from, end}) != HS_NONE;
    if (!torn && !clause && (comma ? hs_class(r, from, HS_W_PREP | HS_W_TIME | HS_W_ADVERB) : true)) return false;
    add_part(r, c, (hs_words_range){from, end});
    return c->n > 0;
}

static bool around(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t from, uint32_t to,
                   hs_content *c)
{
    uint32_t behind = source->words.to > s->words.to ? source->words.to : s->words.to;
    add_part(r, c, (hs_words_range){from, s->words.from});
    if (behind < to) add_part(r, c, (hs_words_range){behind, hs_clause_end(r, behind, to)});
    return c->n > 0;
}

/* «According to Brenn, a captain, one of the oldest, the dam …»: from the comma at `at` to the next where what stands
 * between them is neither a clause nor an adjunct, and a clause follows. */
static uint32_t over_apposition(const hs_reading *r, uint32_t at, uint32_t to)
{
    uint32_t comma = at + 1;
    if (!hs_class(r, at, HS_W_COMMA) || hs_class(r, at + 1, HS_W_PREP | HS_W_TIME | HS_W_ADVERB)) return at;
    while (comma < to && comma - at < ADJUNCT_WORDS && !hs_class(r, comma, HS_W_COMMA)) comma++;
    if (comma >= to || !hs_class(r, comma, HS_W_COMMA) || hs_class(r, comma + 1, HS_W_WHO | HS_W_AND)) return at;
    for (uint32_t t = at + 1; t < comma; t++)
        if (r->d->tokens.v[t].upos == HS_VERB || r->d->tokens.v[t].upos == HS_AUX || !hs_parsed(r, t)) return at;
    return hs_predicate_in(r, (hs_words_range){comma + 1, to}) != HS_NONE ? comma : at;
}

/* «According to the register, which the Post has seen, | 26 people died», «…, seen by the Post, | …»: behind what is
 * said of the source, where a clause follows. */
static uint32_t over_aside(const hs_reading *r, uint32_t at, uint32_t to)
{
    static const char *const had[] = {"dated",    "leaked",   "made", "obtained", "published",
                                      "released", "reviewed", "seen", "shared",   "shown"};
    bool which = hs_class(r, at, HS_W_COMMA) && hs_class(r, at + 1, HS_W_WHO);
    bool part = hs_class(r, at, HS_W_COMMA) && hs_word_in(r, at + 1, had, sizeof had / sizeof *had);
    uint32_t comma = at + 1;
    while (comma < to && !hs_class(r, comma, HS_W_COMMA | HS_W_QUOTE)) comma++;
    bool clause =
        comma < to && hs_class(r, comma, HS_W_COMMA) && hs_predicate_in(r, (hs_words_range){comma + 1, to}) != HS_NONE;
    return (which || part) && clause ? comma : at;
}

static bool according_content(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t from,
                              uint32_t to, hs_content *c)
{
    uint32_t behind = source->words.to > s->words.to ? source->words.to : s->words.to;
    if (hs_class(r, behind, HS_W_OPEN)) /* «the Dam Office (DSO), …» */
        while (behind < to && !hs_class(r, behind - 1, HS_W_CLOSE)) behind++;
    behind = over_aside(r, over_apposition(r, behind, to), to);
    uint32_t who = s->words.from - (s->words.from > from && hs_class(r, s->words.from - 1, HS_W_COMMA));
    if (who > from + 1 && hs_class(r, who - 1, HS_W_WHO)) { /* «Vey, who according to Brenn was present, left» */
        uint32_t end = behind + hs_class(r, behind, HS_W_COMMA);
        while (end < to && !hs_class(r, end, HS_W_COMMA)) end++;
        c->parts[c->n++] = (hs_words_range){who - 1, who};
        add_part(r, c, (hs_words_range){behind, end});
        return c->n == 2;
    }
    bool torn = hs_class(r, behind, HS_W_COMMA);
    bool left = content_left(r, s, source, from, torn, c);
    if (!left || torn) add_part(r, c, (hs_words_range){behind, hs_clause_end(r, behind, to)});
    return c->n > 0;
}

bool hs_is_aside(const hs_reading *r, const hs_spot *s)
{
    uint32_t it = s->words.from;
    return s->kind == HS_SPOT_VERB && s->passive && s->cue->frames & HS_FRAME_HEARSAY && it > 2 &&
           hs_word_is(r, it - 1, "it") && hs_class(r, it - 2, HS_W_COMMA) &&
           hs_class(r, s->words.to, HS_W_STOP | HS_W_COMMA);
}

void hs_content_take_joined(const hs_reading *r, uint32_t cue, hs_words_range seg, hs_words_range *part)
{
    uint32_t verb = hs_predicate_in(r, *part), t = part->to;
    while (t < seg.to && hs_class(r, t, HS_W_COMMA)) t++;
    if (verb == HS_NONE || !hs_class(r, t, HS_W_AND) || !hs_class(r, part->from, HS_W_THAT)) return;
    for (uint32_t v = t + 1; v < seg.to && v < t + 4; v++) {
        const hs_token *k = &r->d->tokens.v[v];
        if (!hs_finite(r, v) || k->head != verb || k->deprel != HS_DEP_CONJ || hs_cue_verb(hs_lemma(r, v))) continue;
        if (hs_child(r, v, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) != HS_NONE || r->high[v] >= seg.to) return;
        if (cue > v) return;
        part->to = r->high[v] + 1;
        return;
    }
}

uint32_t hs_noun_content_end(const hs_reading *r, hs_words_range part)
{
    uint32_t called = hs_called_untrue_at(r, part);
    if (called != HS_NONE) return called;
    uint32_t verb = part.from, other;
    while (verb < part.to && !hs_finite(r, verb)) verb++;
    for (other = verb + 1; other < part.to; other++) {
        if (hs_is_refuted_at(r, other)) return other;
        if (hs_class(r, other, HS_W_WHO | HS_W_THAT | HS_W_WH | HS_W_AND | HS_W_BUT | HS_W_MARK | HS_W_SUBJECT) &&
            !hs_class(r, other, HS_W_DET))
            return part.to;
        bool group = hs_class(r, other - 1, HS_W_AUX | HS_W_NOT | HS_W_ADVERB);
        if (hs_finite(r, other) && !group && other > verb + 1) return other;
    }
    return part.to;
}

hs_words_range hs_narrowed_by(const hs_reading *r, const hs_spot *s, const hs_source *source)
{
    const hs_token *verb = &r->d->tokens.v[s->head];
    bool agent = s->passive && source->words.from < source->words.to && hs_parsed(r, s->head);
    if (!agent || hs_deprel_universal(verb->deprel) != HS_DEP_ACL || verb->head >= s->head)
        return (hs_words_range){0, 0};
    return (hs_words_range){r->low[verb->head], s->words.from};
}

/* «The pier is shut, Brenn announced | late on Thursday.»: a clause before, and neither object nor clause behind. */
static bool tells_before(const hs_reading *r, const hs_spot *s, hs_words_range left)
{
    if (!hs_parsed(r, s->head) || s->words.to > s->head + 1) return false;
    if (hs_class(r, left.from, HS_W_BUT | HS_W_WH | HS_W_PREP | HS_W_TIME)) return false;
    for (uint32_t c = r->child[s->head]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[c].deprel);
        if (c > s->head && (rel == HS_DEP_OBJ || rel == HS_DEP_CCOMP || rel == HS_DEP_XCOMP)) return false;
    }
    return hs_predicate_in(r, left) != HS_NONE;
}

bool hs_content_of(const hs_reading *r, const hs_spot *s, const hs_source *source, uint32_t from, uint32_t to,
                   hs_content *out)
{
    *out = (hs_content){.n = 0};
    if (s->kind == HS_SPOT_ACCORDING) return according_content(r, s, source, from, to, out);
    if (s->kind == HS_SPOT_ADVERB) return around(r, s, source, from, to, out);
    bool told_of = (s->cue->frames & HS_FRAME_HEARSAY && hs_class(r, s->words.to, HS_W_TO | HS_W_THAT)) ||
                   (s->cue->frames & HS_FRAME_THAT && hs_class(r, s->words.to, HS_W_THAT)) ||
                   s->cue->frames & HS_FRAME_BLAMED || source->words.to > source->words.from;
    hs_words_range noun = hs_narrowed_by(r, s, source);
    if (noun.from < noun.to && !(s->cue->frames & HS_FRAME_HEARER)) {
        add_part(r, out, (hs_words_range){noun.from > from ? noun.from : from, noun.to});
        return out->n > 0;
    }
    if (hs_is_aside(r, s) && s->words.from > from + 2) {
        add_part(r, out, (hs_words_range){from, s->words.from - 2});
        return out->n > 0;
    }
    if (s->passive && !(s->cue->frames & HS_FRAME_HEARER)) return told_of && around(r, s, source, from, to, out);
    if (s->kind == HS_SPOT_NOUN) {
        add_part(r, out, (hs_words_range){s->words.to, hs_clause_end(r, s->words.to, to)});
        return out->n > 0;
    }
    uint32_t start = hs_content_start(r, s, source, to, out);
    bool parenthesis = start < to && hs_class(r, start, HS_W_COMMA);
    bool right = start < to && takes(r, s, start);
    uint32_t lead = left_limit(s, source);
    lead -= lead > from + 1 && hs_class(r, lead - 1, HS_W_DASH); /* «…, - said Brenn» */
    bool comma_before = lead > from + 1 && hs_class(r, lead - 1, HS_W_COMMA);
    if (comma_before && right && tells_before(r, s, (hs_words_range){from, lead - 1})) right = false;
    bool which = comma_before && lead > from + 2 && hs_class(r, lead - 2, HS_W_WHO) && parenthesis;
    if (which && !s->participle && (s->cue->frames & HS_FRAME_THAT)) { /* «the gate, which, Brenn said, was open» */
        uint32_t end = start + 1;
        while (end < to && !hs_class(r, end, HS_W_COMMA)) end++;
        out->parts[out->n++] = (hs_words_range){lead - 2, lead - 1};
        add_part(r, out, (hs_words_range){start, hs_clause_end(r, start + 1, end)});
        return out->n == 2;
    }
    if (comma_before && !right && !s->participle && (s->cue->frames & HS_FRAME_THAT)) {
        content_left(r, s, source, from, parenthesis, out);
        static const char *const aside[] = {"citing",   "quoting", "referring", "speaking",
                                            "standing", "talking", "writing"};
        bool leaves = hs_class(r, start + 1, HS_W_WHO) ||
                      hs_word_in(r, start + 1, aside, sizeof aside / sizeof *aside) ||
                      (hs_class(r, start + 1, HS_W_AND | HS_W_BUT) && !hs_class(r, start + 1, HS_W_PREP));
        if (parenthesis && !leaves && start + 3 < to)
            add_part(r, out, (hs_words_range){start, hs_clause_end(r, start + 1, to)});
        return out->n > 0;
    }
    hs_words_range before;
    if (!right && hs_denied_before(r, s, &before) && before.from >= from) out->parts[out->n++] = before;
    if (right) add_part(r, out, (hs_words_range){start, hs_clause_end(r, start, to)});
    return out->n > 0;
}
