#include "link/denial_words.h"

#include "base/fold.h"

#include <string.h>

/* clang-format off */
/* Words that stand for a whole report in a denial of it. */
static const char *const everything[] = {
    "account", "accusation", "all", "allegation", "any", "anything", "assertion", "charge", "claim", "criticism", "do", "everything", "guilty", "innocence", "it", "paper", "report", "reports", "rumor", "rumour", "say", "story", "suggestion", "that", "this", "those", "which", "wrongdoing",
};
static const char *const refusals[] = {"contest", "deny", "dismiss", "dispute", "rebut", "refute", "reject",
                                       "repudiate"};
static const char *const truths[] = {"accurate", "correct", "right", "so", "true"};
static const char *const untruths[] = {"absurd", "baseless", "fabrication", "false", "groundless", "invention", "lie",
                                       "nonsense", "slander", "unfounded", "untrue", "untruth"};
/* What can be called untrue. */
static const char *const things_said[] = {
    "account", "accusation", "accusations", "all", "allegation", "allegations", "assertion", "assertions", "charge",
    "charges", "claim", "claims", "everything", "it", "it’s", "report", "reports", "rumors", "rumours", "statement",
    "statements", "story", "suggestion", "suggestions", "that", "that’s", "these", "they", "this", "those"};
static const char *const proposing[] = {"could", "must", "should", "would"};
static const char *const somebody[] = {"he", "i", "she", "we", "who", "you"};
static const char *const degrees[] = {"complete", "completely", "entirely", "even", "little", "simply", "single",
                                      "word"};
static const char *const fillers[] = {
    "a", "against", "all", "an", "any", "as", "both", "each", "every", "her", "him", "his", "it", "its", "such", "that", "the", "their", "them", "these", "this", "those", "two", "us"};
/* clang-format on */
enum { SHORT = 20 }; /* letters of «Nonsense», «Lies, all lies» */

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

bool hs_untruth(hs_str word)
{
    return IN(word, untruths);
}

bool hs_is_refusal(hs_str word)
{
    return IN(word, refusals);
}

bool hs_stands_for_all(hs_str word)
{
    return IN(word, everything);
}

/* «The charge», «those claims against him»: all that a report of a denial has as its content. */
static bool content_is_bare(const hs_doc *d, const hs_attribution *t)
{
    hs_buf folded = {0};
    bool bare = t->content.n > 0;
    for (uint32_t i = 0; i < t->content.n; i++) {
        hs_buf_char(&folded, ' ');
        hs_fold(hs_doc_text(d, d->spans.v[t->content.first + i]), &folded);
    }
    const char *whose = strstr(hs_buf_c(&folded), "'s "); /* «the driver's account as an invention» */
    enum { NAME = 40 };
    bool named = t->voice.chain != HS_NONE && (d->chains.v[t->voice.chain].flags & HS_CHAIN_NAMED);
    bool told = whose && named && whose - hs_buf_c(&folded) < NAME;
    for (const char *at = told ? whose + 3 : hs_buf_c(&folded); *at && bare;) {
        size_t n = strcspn(at, " \"'“”‘’");
        hs_str word = {at, n}, one = {at, n && at[n - 1] == 's' ? n - 1 : n};
        bare = !n || IN(word, fillers) || IN(word, everything) || IN(one, everything) || IN(word, degrees) ||
               IN(word, untruths);
        at += n + (at[n] != '\0');
    }
    hs_buf_free(&folded);
    return bare;
}

bool hs_is_bare_denial(const hs_doc *d, const hs_assertion *a)
{
    const hs_attribution *t = a->attribution == HS_NONE ? NULL : &d->attributions.v[a->attribution];
    bool denies = t && t->stance == HS_DENIES;
    if (denies && content_is_bare(d, t)) return true;
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        bool of_all = IN(word, everything) || IN(word, refusals) || IN(word, degrees);
        bool denier = denies && !strncmp(at, "subj:", 5); /* «her judgment was not right» says what was not */
        if (!of_all && !denier) return false;
        at += n + (at[n] == ' ');
    }
    return true;
}

bool hs_refuses_all(const hs_doc *d, const hs_assertion *a)
{
    hs_str act = hs_str_of(hs_doc_str(d, a->predicate));
    const hs_attribution *t = a->attribution == HS_NONE ? NULL : &d->attributions.v[a->attribution];
    bool denies = t && t->stance == HS_DENIES, negated = a->flags & HS_NEGATED;
    if (!t || (a->flags & HS_ASKED) || (denies && (t->flags & HS_NEGATED))) return false; /* «did not deny it» */
    if (t->stance == HS_BELIEVES && t->voice.chain == HS_NONE) return false; /* «an idea that was untrue» */
    bool word = a->spans.n && d->spans.v[a->spans.first].n <= SHORT && !HS_SAYS(d, a, somebody);
    bool of_it = word || HS_SAYS(d, a, things_said);
    if (denies && content_is_bare(d, t)) return !HS_SAYS(d, a, proposing);
    if (!denies && !of_it) return false; /* «she lied to me» */
    return (!negated && IN(act, refusals)) || (denies && IN(act, everything)) || (negated && IN(act, truths)) ||
           (!negated && IN(act, untruths));
}

bool hs_has_word(hs_str words, const char *const *sorted, size_t n)
{
    hs_buf folded = {0};
    bool found = false;
    hs_fold(words, &folded);
    for (const char *at = hs_buf_c(&folded); *at && !found;) {
        size_t len = strcspn(at, " .,;:\"'");
        found = hs_in_table((hs_str){at, len}, sorted, n);
        at += len + (at[len] != '\0');
    }
    hs_buf_free(&folded);
    return found;
}

bool hs_assertion_says(const hs_doc *d, const hs_assertion *a, const char *const *sorted, size_t n)
{
    bool found = false;
    for (uint32_t i = 0; i < a->spans.n && !found; i++)
        found = hs_has_word(hs_doc_text(d, d->spans.v[a->spans.first + i]), sorted, n);
    return found;
}

uint32_t hs_subject_chain(const hs_doc *d, const hs_assertion *a)
{
    uint32_t chain = HS_NONE, first = UINT32_MAX;
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        const hs_mention *m = &d->mentions.v[d->links.v[a->mentions.first + i]];
        if (m->at.at >= first || (a->act.n && hs_span_end(m->at) > a->act.at)) continue;
        first = m->at.at;
        chain = m->chain;
    }
    return chain;
}

bool hs_names_chain(const hs_doc *d, const hs_assertion *a, uint32_t chain)
{
    for (uint32_t m = 0; m < a->mentions.n && chain != HS_NONE; m++)
        if (d->mentions.v[d->links.v[a->mentions.first + m]].chain == chain) return true;
    return false;
}
