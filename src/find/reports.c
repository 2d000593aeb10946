#include "find/reports.h"

#include "find/clauses.h"

#include <string.h>

hs_words_range hs_piece_of(const hs_doc *d, hs_range spans, uint32_t i)
{
    return hs_words_within(d, d->spans.v[spans.first + i]);
}

bool hs_is_relative_content(const hs_reading *r, const hs_attribution *a)
{
    hs_words_range who = a->content.n == 2 ? hs_piece_of(r->d, a->content, 0) : (hs_words_range){0, 0};
    return who.to == who.from + 1 && hs_class(r, who.from, HS_W_WHO | HS_W_THAT);
}

uint32_t hs_verb_by_participle(const hs_reading *r, const hs_attribution *a)
{
    static const char *const verbs[] = {"add",    "allege", "believe", "claim", "insist",
                                        "report", "say",    "state",   "think"};
    if (a->content.n != 1 || !a->source.n || !a->cue.n) return HS_NONE;
    hs_words_range what = hs_piece_of(r->d, a->content, 0), cue = hs_piece_of(r->d, a->cue, 0);
    if (what.from < cue.to || !hs_any_lemma(r, cue, verbs, sizeof verbs / sizeof *verbs)) return HS_NONE;
    for (uint32_t t = what.from; t < what.to; t++) {
        uint32_t head = r->d->tokens.v[t].head;
        bool part = hs_deprel_universal(r->d->tokens.v[t].deprel) == HS_DEP_ACL &&
                    strstr(hs_doc_str(r->d, r->d->tokens.v[t].feats), "Tense=Past|VerbForm=Part");
        if (!part || head >= t || head < what.from || r->d->tokens.v[head].head >= what.from) continue;
        return hs_child(r, t, HS_DEP_AUX_PASS, HS_DEP_NSUBJ) == HS_NONE ? t : HS_NONE;
    }
    return HS_NONE;
}

static bool has_clause(const hs_reading *r, const hs_attribution *a)
{
    if (hs_is_relative_content(r, a) || hs_verb_by_participle(r, a) != HS_NONE) return true;
    for (uint32_t i = 0; i < a->content.n; i++)
        if (hs_predicate_in(r, hs_piece_of(r->d, a->content, i)) != HS_NONE) return true;
    return false;
}

/* «Turkey is accused of …», «… reportedly …»: the content surrounds its cue. */
static bool is_around(const hs_doc *d, const hs_attribution *a)
{
    if (a->cue.n == 0 || a->content.n == 0) return false;
    hs_span cue = d->spans.v[a->cue.first], first = d->spans.v[a->content.first];
    return a->source.n == 0 && first.at < cue.at && hs_span_end(first) + 2 >= cue.at;
}

/* «suspect Tasch of opening the gate» */
static bool blames(const hs_reading *r, const hs_attribution *a)
{
    hs_words_range w = a->content.n == 1 ? hs_piece_of(r->d, a->content, 0) : (hs_words_range){0, 0};
    for (uint32_t t = w.from; t + 1 < w.to; t++)
        if (hs_word_is(r, t, "of") && r->d->tokens.v[t + 1].upos == HS_VERB && hs_ends(r, t + 1, "ing")) return true;
    return false;
}

/* «called the accord a betrayal», «identified Tasch as the driver», «put Tasch at the scene»: what the source makes of
 * somebody or something. */
static bool judges(const hs_reading *r, const hs_attribution *a)
{
    static const char *const as[] = {"characterise", "characterize", "depict",    "describe",  "identify",
                                     "name",         "portray",      "recognise", "recognize", "regard"};
    static const char *const so[] = {"brand", "call", "consider", "deem", "dub", "label"};
    const hs_doc *d = r->d;
    hs_words_range cue =
        a->cue.n && a->content.n == 1 ? hs_words_within(d, d->spans.v[a->cue.first]) : (hs_words_range){0, 0};
    hs_words_range what = a->content.n == 1 ? hs_piece_of(d, a->content, 0) : (hs_words_range){0, 0};
    for (uint32_t t = cue.from; t < cue.to; t++) {
        uint32_t object = hs_parsed(r, t) ? hs_child(r, t, HS_DEP_OBJ, HS_DEP_OBJ) : HS_NONE;
        if (object == HS_NONE || object < what.from || object >= what.to) continue;
        hs_str lemma = hs_lemma(r, t);
        bool both = false;
        for (uint32_t c = r->child[t]; c != HS_NONE; c = r->sibling[c]) {
            uint32_t rel = hs_deprel_universal(d->tokens.v[c].deprel);
            bool act = d->tokens.v[c].upos == HS_VERB; /* «called Tasch to come» */
            both |= c != object && !act && (rel == HS_DEP_XCOMP || rel == HS_DEP_OBJ || rel == HS_DEP_IOBJ);
        }
        both |= hs_child(r, object, HS_DEP_APPOS, HS_DEP_APPOS) != HS_NONE; /* «called the fire “a crime”» */
        both |= hs_child(r, object, HS_DEP_ACL, HS_DEP_ACL) == what.to - 1; /* «called the report biased» */
        if (hs_str_eq(lemma, HS_STR("put"))) return true;
        if (both && hs_in_table(lemma, so, sizeof so / sizeof *so)) return true;
        for (uint32_t k = object + 1; k < what.to; k++)
            if (hs_word_is(r, k, "as") && hs_in_table(lemma, as, sizeof as / sizeof *as)) return true;
    }
    return false;
}

/* «admits having met Tasch», «denies ever meeting him»: a deed that the source owns to or has seen. */
static bool tells_deed(const hs_reading *r, const hs_attribution *a)
{
    static const char *const verbs[] = {"acknowledge", "admit",  "confess", "confirm",  "deny",  "describe",
                                        "mention",     "recall", "recount", "remember", "report"};
    hs_words_range what = a->content.n == 1 ? hs_piece_of(r->d, a->content, 0) : (hs_words_range){0, 0};
    hs_words_range cue = a->cue.n ? hs_piece_of(r->d, a->cue, 0) : what;
    while (what.from < what.to && hs_class(r, what.from, HS_W_ADVERB | HS_W_TO)) what.from++;
    if (what.from >= what.to || !hs_ends(r, what.from, "ing")) return false;
    return hs_any_lemma(r, cue, verbs, sizeof verbs / sizeof *verbs);
}

/* «The footage shows a van leaving the yard»: what a document has others do. */
static bool shows(const hs_reading *r, const hs_attribution *a)
{
    static const char *const verbs[] = {"capture", "depict", "show"};
    hs_words_range what = a->content.n == 1 ? hs_piece_of(r->d, a->content, 0) : (hs_words_range){0, 0};
    hs_words_range cue = a->cue.n ? hs_piece_of(r->d, a->cue, 0) : what;
    if (a->voice.kind != HS_VOICE_DOCUMENT || !hs_any_lemma(r, cue, verbs, sizeof verbs / sizeof *verbs)) return false;
    for (uint32_t t = what.from; t < what.to; t++)
        if (r->d->tokens.v[t].upos == HS_VERB && hs_ends(r, t, "ing")) return true;
    return false;
}

/* «Analysts expect prices to fall»: what somebody else will do. */
static bool expects(const hs_reading *r, const hs_attribution *a)
{
    static const char *const verbs[] = {"anticipate", "envisage", "expect", "foresee"};
    hs_words_range what = a->content.n == 1 ? hs_piece_of(r->d, a->content, 0) : (hs_words_range){0, 0};
    hs_words_range cue = a->cue.n ? hs_piece_of(r->d, a->cue, 0) : what;
    if (a->stance != HS_BELIEVES || !hs_any_lemma(r, cue, verbs, sizeof verbs / sizeof *verbs)) return false;
    for (uint32_t t = what.from + 1; t < what.to; t++)
        if (hs_class(r, t, HS_W_TO) && t + 1 < what.to && r->d->tokens.v[t + 1].upos == HS_VERB) return true;
    return false;
}

/* «said no», «told reporters the opposite»: words of speech and their source, whatever is said. */
static bool is_told(const hs_reading *r, const hs_attribution *a)
{
    static const char *const verbs[] = {"plead", "report", "say", "tell", "testify"};
    hs_words_range cue = a->cue.n && a->content.n ? hs_piece_of(r->d, a->cue, 0) : (hs_words_range){0, 0};
    return a->stance == HS_STATES && hs_any_lemma(r, cue, verbs, sizeof verbs / sizeof *verbs);
}

/* «The board knew that the wall was cracking»: what somebody else knows is told of him, not by him; «could not see what
 * was in it», «knows who did it»: what he sees or knows is not told. */
static bool is_known(const hs_reading *r, const hs_attribution *a)
{
    static const char *const words[] = {"aware", "know", "realise", "realize", "unaware"};
    static const char *const own[] = {"i", "we"};
    bool unsaid = (a->flags & HS_NEGATED) && a->stance == HS_STATES; /* «would not say how many» */
    if (a->mode == HS_DIRECT || !a->cue.n || !a->source.n || !a->content.n) return false;
    if ((unsaid || a->stance == HS_BELIEVES) && hs_class(r, hs_piece_of(r->d, a->content, 0).from, HS_W_WH | HS_W_WHO))
        return true;
    if (a->stance != HS_BELIEVES) return false;
    return hs_any_lemma(r, hs_piece_of(r->d, a->cue, 0), words, sizeof words / sizeof *words) &&
           !hs_word_in(r, hs_piece_of(r->d, a->source, 0).from, own, sizeof own / sizeof *own);
}

hs_report_kind hs_report_kind_of(const hs_reading *r, const hs_attribution *a)
{
    if (is_around(r->d, a)) return HS_REPORTS_AROUND;
    if (is_known(r, a)) return HS_REPORTS_NOTHING;
    if (a->source.n > 0 && tells_deed(r, a)) return HS_REPORTS_WHOLE;
    if (a->mode == HS_DIRECT || has_clause(r, a)) return HS_REPORTS_CLAUSES;
    bool own = a->stance == HS_DENIES || a->stance == HS_ALLEGES || a->stance == HS_ESTIMATES || blames(r, a) ||
               judges(r, a) || is_told(r, a) || shows(r, a) || expects(r, a);
    if (a->stance == HS_ASKS && a->content.n > 0) /* «asks what to write», not «asked to be named» */
        own = hs_class(r, hs_piece_of(r->d, a->content, 0).from, HS_W_WH);
    return own && a->source.n > 0 ? HS_REPORTS_WHOLE : HS_REPORTS_NOTHING;
}
