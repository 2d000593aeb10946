#include "find/refusals.h"

/* clang-format off */
/* Things said, which are denied wherever the verb is one of refusing. */
static const char *const statements[] = {
    "account", "accusation", "allegation", "assertion", "attack", "characterisation", "characterization", "charge",
    "claim", "complaint", "conclusion", "contention", "criticism", "critique", "depiction", "description", "finding",
    "implication", "insinuation", "interpretation", "narrative", "portrayal", "report", "reporting", "rumor", "rumour",
    "slander", "speculation", "statement", "story", "suspicion", "talk", "testimony", "version"};
/* Said only where a clause tells what: «the idea that …». */
static const char *const thoughts[] = {"argument", "assumption", "idea",   "notion", "possibility",
                                       "premise",  "suggestion", "theory", "view"};
/* Asked for or had, never said: «denied bail». */
static const char *const refused[] = {
    "access", "admission", "appeal", "application", "asylum", "bail", "ballot", "bid", "bill", "card", "chance",
    "citizenship", "coverage", "entry", "extension", "funding", "hearing", "leave", "licence", "license", "loan", "motion",
    "opportunity", "parole", "permission", "permit", "petition", "request", "review", "right", "sanctuary", "status",
    "treatment", "visa"};
/* Verbs that say no to a proposal as well as to a claim. */
static const char *const refusing[] = {"brush", "contradict", "disagree", "disavow", "dismiss", "laugh", "reject", "repudiate",
                                       "retract", "shrug", "wave", "withdraw"};
/* Whose refusal decides a case. */
static const char *const deciding[] = {"commission", "committee", "court", "judge", "jury", "justice", "panel",
                                       "parliament", "senate", "tribunal", "voter"};
/* clang-format on */

#define LEMMA_IN(r, t, table) hs_in_table(hs_lemma(r, t), table, sizeof(table) / sizeof *(table))

#define ANY_LEMMA(r, w, table) hs_any_lemma(r, w, table, sizeof(table) / sizeof *(table))

/* The last word of the noun phrase that begins the range; w.to where it begins with none. */
static uint32_t head_noun(const hs_reading *r, hs_words_range w)
{
    const uint32_t ends = HS_W_PREP | HS_W_TO | HS_W_THAT | HS_W_WHO | HS_W_AUX | HS_W_COMMA | HS_W_COLON | HS_W_STOP |
                          HS_W_DASH | HS_W_AND | HS_W_BUT;
    uint32_t head = w.to;
    if (hs_word_is(r, w.from, "as")) /* «dismissed as propaganda a report that …» */
        while (w.from < w.to && !hs_class(r, w.from, HS_W_DET)) w.from++;
    if (hs_class(r, w.from, HS_W_THAT) && w.to == w.from + 2) w.from++; /* «reject that finding» */
    for (uint32_t t = w.from; t < w.to; t++) {
        bool said = t == w.from && hs_class(r, t + 1, HS_W_THAT); /* «rejected reports that», whatever its tag */
        bool verb = hs_finite(r, t) && !said, det = hs_class(r, t, HS_W_DET | HS_W_OBJECT);
        if (hs_class(r, t, HS_W_QUOTE) || det) continue; /* «denied him entry», «denied this claim» */
        if (verb || hs_class(r, t, ends)) break;
        head = t;
    }
    return head;
}

/* «Denied Garland a hearing», «denied them help»: something is not given to somebody. */
static bool is_given(const hs_reading *r, hs_words_range w)
{
    uint32_t t = w.from;
    if (t + 1 < w.to && hs_class(r, t, HS_W_OBJECT)) return !hs_class(r, t + 1, HS_W_PREP | HS_W_TO | HS_W_MARK);
    while (t < w.to && hs_class(r, t, HS_W_CAPITAL) && !hs_class(r, t, HS_W_DET)) t++;
    return t > w.from && t + 1 < w.to && hs_class(r, t, HS_W_DET) && !hs_finite(r, t) && !hs_finite(r, t + 1);
}

static bool has_that(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++)
        if (hs_class(r, t, HS_W_THAT)) return true;
    return false;
}

/* A quotation that stands right behind the verb is what is denied; one behind a colon or in front is the answer. */
static bool is_answer(const hs_reading *r, const hs_draft *draft, hs_words_range first)
{
    if (!draft->direct || draft->indirect) return false;
    if (first.from < draft->cue.to) return true;
    for (uint32_t t = draft->cue.to; t < first.from; t++)
        if (!hs_class(r, t, HS_W_QUOTE)) return true;
    return false;
}

bool hs_denies_content(const hs_reading *r, const hs_draft *draft)
{
    if (draft->content.n == 0) return true;
    hs_words_range first = hs_words_within(r->d, draft->content.v[0]);
    if (is_answer(r, draft, first)) return false;
    if (first.to > first.from + 2 && hs_class(r, first.from, HS_W_THAT)) return true;
    if (is_given(r, first)) return false;
    uint32_t head = head_noun(r, first);
    bool noun = head < first.to,
         said = noun && (LEMMA_IN(r, head, statements) ||
                         hs_word_in(r, head, statements, sizeof statements / sizeof *statements));
    bool thought = noun && LEMMA_IN(r, head, thoughts) && has_that(r, (hs_words_range){head, first.to});
    if (noun && LEMMA_IN(r, head, refused)) return false;
    if (!ANY_LEMMA(r, draft->cue, refusing)) return true;
    return (said || thought) && !ANY_LEMMA(r, draft->source, deciding);
}

static const char *const calling[] = {"brand", "call", "denounce", "describe", "label", "slam"};
static const char *const untruths[] = {"absurd",   "baseless", "bogus",      "fabricated", "fabrication", "fake",
                                       "false",    "fiction",  "fictitious", "groundless", "invention",   "lie",
                                       "nonsense", "rubbish",  "slander",    "unfounded",  "untrue"};

bool hs_calls_untrue(const hs_reading *r, const hs_draft *draft)
{
    if (draft->content.n == 0 || !ANY_LEMMA(r, draft->cue, calling)) return false;
    hs_words_range first = hs_words_within(r->d, draft->content.v[0]);
    for (uint32_t i = 1; i < draft->content.n; i++) first.to = hs_words_within(r->d, draft->content.v[i]).to;
    bool it = hs_word_is(r, first.from, "it") || hs_word_is(r, first.from, "this") || hs_word_is(r, first.from, "that");
    for (uint32_t t = first.from; t < first.to && !it; t++) {
        if (hs_class(r, t, HS_W_PREP) || LEMMA_IN(r, t, untruths)) break;
        it = LEMMA_IN(r, t, statements);
    }
    return it && ANY_LEMMA(r, first, untruths);
}

static const char *const untrue[] = {"absurd",     "baseless", "fabrication", "false", "fiction",
                                     "groundless", "invent",   "invention",   "lie",   "nonsense",
                                     "unfounded",  "untrue",   "wrong"};

bool hs_is_refuted_at(const hs_reading *r, uint32_t be)
{
    uint32_t t = be + 1;
    bool negated = false;
    if (!hs_class(r, be, HS_W_BE) || !hs_class(r, be, HS_W_AUX)) return false;
    for (; hs_class(r, t, HS_W_ADVERB | HS_W_NOT | HS_W_DET | HS_W_BE); t++) negated |= hs_class(r, t, HS_W_NOT);
    bool weighed = hs_word_is(r, t, "true") || hs_word_is(r, t, "correct");
    return negated ? weighed : hs_in_table(hs_lemma(r, t), untrue, sizeof untrue / sizeof *untrue);
}

bool hs_is_refuted(const hs_reading *r, const hs_spot *s)
{
    const hs_token *head = &r->d->tokens.v[s->head];
    uint32_t rel = hs_deprel_universal(head->deprel);
    if (s->kind != HS_SPOT_NOUN || (rel != HS_DEP_NSUBJ && head->deprel != HS_DEP_NSUBJ_PASS)) return false;
    bool refuting = hs_in_table(hs_lemma(r, head->head), untrue, sizeof untrue / sizeof *untrue);
    bool weighed = hs_word_is(r, head->head, "true") || hs_word_is(r, head->head, "correct");
    bool negated = false;
    for (uint32_t c = r->child[head->head]; c != HS_NONE; c = r->sibling[c]) negated |= hs_class(r, c, HS_W_NOT);
    return (refuting && !negated) || (weighed && negated);
}

uint32_t hs_called_untrue_at(const hs_reading *r, hs_words_range part)
{
    uint32_t verb = part.from - 2, end = part.to;
    if (verb >= part.from || !LEMMA_IN(r, verb, calling)) return HS_NONE;
    while (end > part.from + 2 && hs_class(r, end - 1, HS_W_QUOTE | HS_W_STOP)) end--;
    if (!LEMMA_IN(r, end - 1, untruths)) return HS_NONE;
    for (end--; end > part.from && hs_class(r, end - 1, HS_W_QUOTE | HS_W_DET | HS_W_ADVERB);) end--;
    return end;
}
