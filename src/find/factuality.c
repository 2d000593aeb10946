#include "find/factuality.h"

#include "find/cues.h"

enum { WHAT_REACH = 8, FAR = 6 };

#define WORD_IN(r, t, table)  hs_word_in(r, t, table, sizeof(table) / sizeof *(table))
#define LEMMA_IN(r, t, table) hs_in_table(hs_lemma(r, t), table, sizeof(table) / sizeof *(table))

/* The governing word at `at`, and what stands before it in its group, «has not yet», «was», become part of the cue. */
static void take_governor(const hs_reading *r, uint32_t at, uint32_t least, hs_words_range *group, bool *negated)
{
    if (at < least) return;
    while (at > least && hs_class(r, at - 1, HS_W_AUX | HS_W_NOT | HS_W_ADVERB) && !hs_class(r, at - 1, HS_W_BUT)) {
        at--;
        if (hs_class(r, at, HS_W_NOT)) *negated = true;
    }
    group->from = at;
}

static bool is_adjective(const hs_reading *r, uint32_t t)
{
    return hs_parsed(r, t) && r->d->tokens.v[t].upos == HS_ADJ;
}

/* «refused to say», «is unable to say», «has yet to say», «too early to say», «hopes to prove». */
static hs_factuality infinitive(const hs_reading *r, uint32_t p, uint32_t least, hs_words_range *group, bool *negated)
{
    static const char *const unsaid[] = {"decline", "fail",      "forget", "hesitate",   "neglect",  "omit",
                                         "refuse",  "reluctant", "unable", "unprepared", "unwilling"};
    static const char *const ready[] = {"able",  "eager", "first", "free", "glad",  "happy", "keen",   "last",
                                        "proud", "quick", "ready", "slow", "sorry", "sure",  "willing"};
    if (hs_word_is(r, p, "yet")) {
        take_governor(r, p, least, group, negated);
        return HS_UNSAID;
    }
    for (; p > 0 && hs_class(r, p, HS_W_ADVERB); p--)
        if (hs_word_is(r, p - 1, "too")) return HS_NO_ACT;
    if (LEMMA_IN(r, p, unsaid)) {
        take_governor(r, p, least, group, negated);
        return HS_UNSAID;
    }
    if (p > 0 && hs_word_is(r, p - 1, "too")) return HS_NO_ACT;
    if (is_adjective(r, p)) return LEMMA_IN(r, p, ready) ? HS_SAID : HS_NO_ACT;
    static const char *const dared[] = {"challenge", "dare", "defy"}; /* «challenged them to prove it» */
    for (uint32_t k = p; k > 0 && p - k < FAR && !hs_class(r, k, HS_W_MARK); k--)
        if (LEMMA_IN(r, k, dared)) return HS_NO_ACT;
    const hs_cue *governor = hs_cue_verb(hs_lemma(r, p));
    bool passive = p > 0 && hs_class(r, p - 1, HS_W_BE);
    bool verb = !hs_parsed(r, p) || r->d->tokens.v[p].upos == HS_VERB;
    return governor && governor->frames & HS_FRAME_TO && verb && !passive ? HS_NO_ACT : HS_SAID;
}

/* «without saying», «stopped short of saying», «avoided saying», «instead of saying». */
static hs_factuality gerund(const hs_reading *r, uint32_t p, uint32_t least, hs_words_range *group, bool *negated)
{
    if (hs_word_is(r, p, "without")) {
        if (p >= least) group->from = p;
        return HS_UNSAID;
    }
    if (hs_str_ieq(hs_lemma(r, p), HS_STR("avoid"))) {
        take_governor(r, p, least, group, negated);
        return HS_UNSAID;
    }
    if (!hs_word_is(r, p, "of") || p == 0) return HS_SAID;
    if (hs_word_is(r, p - 1, "instead")) return HS_NO_ACT;
    if (!hs_word_is(r, p - 1, "short")) return HS_SAID;
    if (p > least) group->from = p - 1;
    if (p > least + 1 && (hs_ends(r, p - 2, "ed") || hs_str_ieq(hs_lemma(r, p - 2), HS_STR("fall"))))
        take_governor(r, p - 2, least, group, negated);
    return HS_UNSAID;
}

hs_factuality hs_factuality_of(const hs_reading *r, uint32_t verb, uint32_t least, hs_words_range *group, bool *negated)
{
    *negated = false;
    uint32_t first = r->d->sentences.v[hs_sentence_of(r, verb)].first, p = group->from;
    while (p > first && hs_class(r, p - 1, HS_W_QUOTE)) p--; /* «“too early” to say» */
    if (p <= first) return HS_SAID;
    p--;
    if (p < least) least = group->from; /* what stands in another quotation is heard, but no part of the cue */
    if (hs_word_is(r, p, "than") && p > 0 && hs_word_is(r, p - 1, "rather")) return HS_NO_ACT;
    if (hs_class(r, group->from, HS_W_TO)) return infinitive(r, p, least, group, negated);
    return hs_ends(r, verb, "ing") ? gerund(r, p, least, group, negated) : HS_SAID;
}

bool hs_tells_no_content(const hs_reading *r, hs_words_range cue, hs_words_range seg)
{
    static const char *const before[] = {"despite", "from", "of", "to", "unlike", "with"};
    uint32_t behind = cue.to, what = cue.from;
    for (; behind < seg.to && !hs_class(r, behind, HS_W_COMMA | HS_W_STOP | HS_W_DASH); behind++) {
        uint32_t upos = r->d->tokens.v[behind].upos;
        if (behind - cue.to > WHAT_REACH || upos == HS_VERB || upos == HS_AUX || hs_class(r, behind, HS_W_THAT))
            return false;
    }
    while (what > seg.from && cue.from - what < WHAT_REACH && !hs_class(r, what, HS_W_MARK) &&
           !hs_word_is(r, what, "what"))
        what--;
    return hs_word_is(r, what, "what") && what > seg.from && WORD_IN(r, what - 1, before);
}
