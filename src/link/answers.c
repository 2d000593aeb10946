#include "link/answers.h"

#include "base/fold.h"
#include "link/denial_words.h"

#include <string.h>

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

enum { NEAR = 5, NEXT = 2, WHOLE = 60, NO_ANSWER = UINT16_MAX };

/* «Prosecutors say that», «according to the indictment»: what they tell of somebody is alleged, whatever the verb. */
static bool is_alleged(const hs_doc *d, const hs_assertion *s)
{
    static const char *const accusers[] = {"accuser",       "accusers",   "indictment", "investigator",
                                           "investigators", "plaintiff",  "plaintiffs", "police",
                                           "prosecution",   "prosecutor", "prosecutors"};
    const hs_attribution *t = s->attribution == HS_NONE ? NULL : &d->attributions.v[s->attribution];
    if (!t || t->stance != HS_STATES) return t && t->stance == HS_ALLEGES;
    for (uint32_t i = 0; i < t->source.n; i++)
        if (hs_has_word(hs_doc_text(d, d->spans.v[t->source.first + i]), accusers, sizeof accusers / sizeof *accusers))
            return true;
    return false;
}

static bool one_paragraph(const hs_doc *d, const hs_assertion *s, const hs_assertion *a)
{
    uint32_t from = d->spans.v[s->spans.first].at, to = d->spans.v[a->spans.first].at;
    return to > from && !memchr(d->text.p + from, '\n', to - from);
}

/* How far a statement before a denial of everything is from being what it answers; NO_ANSWER where it is not. */
static uint32_t distance(const hs_doc *d, uint32_t denial, uint32_t statement)
{
    static const char *const accusations[] = {"accusation",  "accusations", "allegation",
                                              "allegations", "charge",      "charges"};
    enum { OF_HIM = 0, ALLEGED = 1, TOLD_OF_HIM = 2, TOLD = 3 };
    const hs_assertion *a = &d->assertions.v[denial], *s = &d->assertions.v[statement];
    const hs_attribution *t = s->attribution == HS_NONE ? NULL : &d->attributions.v[s->attribution];
    static const char *const of_claims[] = {"accusation",  "accusations", "allegation",
                                            "allegations", "claim",       "claims"};
    static const char *const evidence[] = {"evidence", "proof"};
    bool same_voice = s->voice.chain != HS_NONE && s->voice.chain == a->voice.chain;
    bool against = (s->flags & HS_NEGATED) || (t && t->stance == HS_DENIES);
    if (HS_SAYS(d, s, of_claims) && HS_SAYS(d, s, evidence)) return NO_ANSWER; /* «he had evidence for the claim» */
    if (same_voice || against || (s->flags & HS_ASKED) || hs_refuses_all(d, s)) return NO_ANSWER;
    bool of_him = hs_names_chain(d, s, a->voice.chain), alleged = is_alleged(d, s);
    if (alleged) return denial - statement + (of_him ? OF_HIM : ALLEGED);
    if (t && of_him) return denial - statement + TOLD_OF_HIM;
    bool accused = HS_SAYS(d, a, accusations); /* «denied the charges»: of somebody, not whatever was said last */
    bool near = denial - statement == 1 || (denial - statement <= NEXT && one_paragraph(d, s, a));
    return t && !accused && near ? denial - statement + TOLD : NO_ANSWER;
}

/* «Denies everything»: all that is alleged before it; «denies any wrongdoing»: what is alleged of the denier. */
static uint32_t all_alleged(const hs_doc *d, uint32_t denial, bool of_him, uint32_t out[HS_ANSWERED])
{
    uint32_t n = 0, denier = d->assertions.v[denial].voice.chain;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < WHOLE; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        if (!is_alleged(d, s) || n == HS_ANSWERED || distance(d, denial, i) == NO_ANSWER) continue;
        if (!of_him || back < NEXT || hs_names_chain(d, s, denier)) out[n++] = i;
    }
    return n;
}

/* Where nothing is alleged: what others told of the denier shortly before. */
static uint32_t all_told_of_him(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    uint32_t n = 0, denier = d->assertions.v[denial].voice.chain;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < NEAR && n < HS_ANSWERED; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        if (s->attribution != HS_NONE && hs_names_chain(d, s, denier) && distance(d, denial, i) != NO_ANSWER)
            out[n++] = i;
    }
    return n;
}

/* «The reports were changed», not «I know the handwriting»: what can be rejected in the account of who says it. */
static bool tells_of_others(const hs_doc *d, const hs_assertion *s)
{
    static const char *const himself[] = {"i", "we"};
    uint32_t subject = hs_subject_chain(d, s);
    if (s->flags & (HS_ASKED | HS_NEGATED)) return false;
    return !HS_SAYS(d, s, himself) && (subject == HS_NONE || subject != s->voice.chain);
}

/* What is told last, whoever tells it. */
static uint32_t told_last(const hs_doc *d, uint32_t last, uint32_t out[HS_ANSWERED])
{
    uint32_t n = 0;
    for (uint32_t i = last + 1; i-- > 0 && n < HS_ANSWERED && last - i < NEAR;)
        if (d->assertions.v[i].attribution == d->assertions.v[last].attribution) out[n++] = i;
    return n;
}

/* «This account» is all that its teller, the last one before it, says of others. */
static uint32_t account(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    static const char *const several[] = {"their"};
    uint32_t n = 0, teller = HS_NONE, denier = d->assertions.v[denial].voice.chain;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < HS_ANSWER_WITHIN && n < HS_ANSWERED; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        bool named = s->voice.chain != HS_NONE && (d->chains.v[s->voice.chain].flags & HS_CHAIN_NAMED);
        bool told = s->attribution != HS_NONE && s->voice.chain != denier;
        bool some = told && s->voice.kind == HS_VOICE_UNNAMED && back < NEXT;
        if (teller == HS_NONE && some && HS_SAYS(d, &d->assertions.v[denial], several))
            return told_last(d, i, out); /* «she and another reporter said» */
        if (teller == HS_NONE && told && named && back < NEAR) teller = s->voice.chain;
        if (teller != HS_NONE && s->voice.chain == teller && tells_of_others(d, s)) out[n++] = i;
    }
    return n;
}

/* The nearest one; of «accusations» also those beside it of the same voice. */
static uint32_t nearest(const hs_doc *d, uint32_t denial, bool single, uint32_t out[HS_ANSWERED])
{
    uint32_t n = 0, best = HS_NONE, least = NO_ANSWER;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < NEAR; back++) {
        uint32_t far = distance(d, denial, i);
        if (far < least) {
            least = far;
            best = i;
        }
    }
    if (best != HS_NONE) out[n++] = best;
    for (uint32_t i = best; !single && n && i-- > 0 && best - i <= NEXT && n < HS_ANSWERED;) {
        const hs_assertion *s = &d->assertions.v[i], *t = &d->assertions.v[best];
        bool one_voice = s->attribution != HS_NONE && s->voice.chain == t->voice.chain;
        if (one_voice && distance(d, denial, i) != NO_ANSWER) out[n++] = i;
    }
    return n;
}

/* «denied the claim that», «dismissed Tasch's charge that»; not «denied a story about his claim that». */
static bool is_denied_report(const hs_doc *d, uint32_t denial, uint32_t report)
{
    static const char *const between[] = {"about", "and", "but", "by", "for", "in", "of", "on", "over", "to", "while"};
    const hs_attribution *a = &d->attributions.v[denial], *b = &d->attributions.v[report];
    if (!a->content.n || !b->cue.n) return false;
    if (b->voice.chain != HS_NONE && b->voice.chain == a->voice.chain) return false;
    uint32_t from = d->spans.v[a->content.first].at, to = d->spans.v[b->cue.first].at;
    if (from > to) return false;
    hs_str words = hs_doc_text(d, (hs_span){from, to - from});
    return !hs_has_word(words, between, sizeof between / sizeof *between);
}

/* «Denied the claim that the reports were changed»: the report that stands inside the denial. */
static uint32_t told_inside(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = 0;
    if (a->attribution == HS_NONE || d->attributions.v[a->attribution].stance != HS_DENIES) return 0;
    if ((a->flags | d->attributions.v[a->attribution].flags) & (HS_ASKED | HS_NEGATED)) return 0;
    for (uint32_t i = denial + 1; i < d->assertions.n && i - denial <= HS_ANSWERED && n < HS_ANSWERED; i++) {
        uint32_t by = d->assertions.v[i].attribution;
        if (by == HS_NONE || d->attributions.v[by].parent != a->attribution) continue;
        if (!(d->assertions.v[i].flags & HS_ASKED) && is_denied_report(d, a->attribution, by)) out[n++] = i;
    }
    return n;
}

static bool denier_is_named(const hs_doc *d, const hs_assertion *a)
{
    static const char *const pronouns[] = {"he", "it", "she", "they", "who"};
    if (a->attribution == HS_NONE || d->attributions.v[a->attribution].source.n == 0) return true;
    hs_buf folded = {0};
    hs_fold(hs_doc_text(d, d->spans.v[d->attributions.v[a->attribution].source.first]), &folded);
    bool named = !IN(((hs_str){hs_buf_c(&folded), folded.n}), pronouns);
    hs_buf_free(&folded);
    return named;
}

/* «He called it baseless», behind what is alleged of a man by name: the pronoun stands for him. */
static bool is_of_named(const hs_doc *d, const hs_assertion *a, const hs_assertion *s)
{
    uint32_t denier = a->voice.chain;
    bool named = denier != HS_NONE && (d->chains.v[denier].flags & HS_CHAIN_NAMED);
    return named && is_alleged(d, s) && hs_names_chain(d, s, denier);
}

/* The words before are the denier's own: «We are told that … It is all lies», and what he means may be among them. */
static bool goes_on(const hs_doc *d, uint32_t denial)
{
    const hs_assertion *a = &d->assertions.v[denial], *before = denial ? a - 1 : a;
    bool denies = d->attributions.v[a->attribution].stance == HS_DENIES;
    return denial && !denies && a->voice.chain != HS_NONE && before->voice.chain == a->voice.chain;
}

uint32_t hs_answered_by(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED], bool *sure, const char **why)
{
    static const char *const many[] = {"accusations", "allegations", "charges", "claims", "reports", "suggestions"};
    static const char *const whole[] = {"all", "anything", "everything", "wrongdoing"};
    static const char *const wrong[] = {"anything", "wrongdoing"};
    static const char *const accounts[] = {"account", "story", "testimony", "version"};
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = told_inside(d, denial, out);
    *why = "what is denied is told in the denial";
    *sure = n > 0 || denier_is_named(d, a);
    if (n || !hs_refuses_all(d, a) || !hs_is_bare_denial(d, a)) return n;
    *why = "a denial of everything, in answer to this statement before it";
    if (HS_SAYS(d, a, accounts)) return account(d, denial, out);
    bool all = d->attributions.v[a->attribution].stance == HS_DENIES && HS_SAYS(d, a, whole), on = goes_on(d, denial);
    n = all ? all_alleged(d, denial, HS_SAYS(d, a, wrong), out) : nearest(d, denial, !HS_SAYS(d, a, many), out);
    if (!n && all) n = all_told_of_him(d, denial, out);
    if (on && !all) *sure = false;
    if (n && !on && is_of_named(d, a, &d->assertions.v[out[0]])) *sure = true;
    return n;
}
