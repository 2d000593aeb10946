#include "link/denials.h"

#include "base/fold.h"

#include <string.h>

enum { STEM = 4 }; /* letters that two names of one people or country share: Turk-ish, Turk-ey */

/* Words that stand for a whole report in a denial of it. */
static const char *const everything[] = {
    "account", "accusation", "all",     "allegation", "any",        "anything", "charge", "claim", "everything", "it",
    "paper",   "report",     "reports", "story",      "suggestion", "that",     "this",   "those", "wrongdoing"};
static const char *const refusals[] = {"contest", "deny", "dismiss", "dispute", "refute", "reject", "repudiate"};
static const char *const truths[] = {"accurate", "correct", "right", "so", "true"};
static const char *const untruths[] = {"absurd", "baseless", "fabrication", "false",     "groundless", "invention",
                                       "lie",    "nonsense", "slander",     "unfounded", "untrue",     "untruth"};
static const char *const degrees[] = {"complete", "completely", "entirely", "even",
                                      "little",   "simply",     "single",   "word"};
static const char *const absolutes[] = {"any",    "anybody", "anyone", "anything", "never", "no",
                                        "nobody", "none",    "nor",    "nothing",  "not"};

#define IN(word, table) hs_in_table(word, table, sizeof(table) / sizeof *(table))

/* True where a word of the folded text begins like `word`. */
static bool begins_like(const char *text, const char *word)
{
    for (const char *at = text; *at;) {
        size_t n = strcspn(at, " -'’");
        if (n >= STEM && !strncmp(at, word, STEM)) return true;
        at += n + (at[n] != '\0');
    }
    return false;
}

bool hs_denied_by_its_subject(const hs_pile *p, hs_item denial, hs_item statement)
{
    const hs_doc *d = p->docs.v[denial.doc], *s = p->docs.v[statement.doc];
    uint32_t a = d->assertions.v[denial.item].attribution;
    hs_buf denier = {0};
    bool found = false;
    if (a == HS_NONE) return false;
    for (uint32_t i = 0; i < d->attributions.v[a].source.n; i++)
        hs_fold(hs_doc_text(d, d->spans.v[d->attributions.v[a].source.first + i]), &denier);
    for (const char *at = hs_doc_str(s, s->assertions.v[statement.item].terms); *at && !found;) {
        size_t n = strcspn(at, " ");
        hs_buf word = {0};
        if (n > 5 + STEM && !strncmp(at, "subj:", 5)) hs_fold((hs_str){at + 5, n - 5}, &word);
        found = word.n >= STEM && begins_like(hs_buf_c(&denier), word.p);
        hs_buf_free(&word);
        at += n + (at[n] == ' ');
    }
    hs_buf_free(&denier);
    return found;
}

/* Calls nothing, but is true where every term but subjects is in one of the tables. */
static bool says_nothing_else(const hs_doc *d, const hs_assertion *a)
{
    uint32_t other = 0;
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        bool subject = !strncmp(at, "subj:", 5);
        if (!subject && !IN(word, everything) && !IN(word, refusals) && !IN(word, degrees)) other++;
        at += n + (at[n] == ' ');
    }
    return other == 0;
}

/* «denies everything», «rejected the accusations», «this is not true», «nonsense». */
static bool refuses_all(const hs_doc *d, const hs_assertion *a)
{
    hs_str act = hs_str_of(hs_doc_str(d, a->predicate));
    bool denies = a->attribution != HS_NONE && d->attributions.v[a->attribution].stance == HS_DENIES;
    bool negated = a->flags & HS_NEGATED;
    return IN(act, refusals) || (denies && IN(act, everything)) || (negated && IN(act, truths)) ||
           (!negated && IN(act, untruths));
}

bool hs_called_untrue(const char *terms)
{
    for (const char *at = terms; *at;) {
        size_t n = strcspn(at, " ");
        if (n > 4 && !strncmp(at, "mod:", 4) && IN(((hs_str){at + 4, n - 4}), untruths)) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

static bool names_chain(const hs_doc *d, const hs_assertion *s, uint32_t chain)
{
    for (uint32_t m = 0; m < s->mentions.n && chain != HS_NONE; m++)
        if (d->mentions.v[d->links.v[s->mentions.first + m]].chain == chain) return true;
    return false;
}

static bool alleged(const hs_doc *d, const hs_assertion *s)
{
    return (s->flags & HS_HEDGED) ||
           (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_ALLEGES);
}

uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = 0;
    if (!refuses_all(d, a) || !says_nothing_else(d, a)) return 0;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < HS_ANSWER_WITHIN && n < HS_ANSWERED; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        bool same_voice = s->voice.chain != HS_NONE && s->voice.chain == a->voice.chain;
        bool answered = alleged(d, s) || names_chain(d, s, a->voice.chain);
        if (answered && !same_voice && !(s->flags & HS_ASKED) && !refuses_all(d, s)) out[n++] = i;
    }
    return n;
}

/* ---- a denial and a statement ---- */

/* «I paid nobody», «never», «no letter», «any support»: it denies the act as such. */
static bool absolute(const hs_doc *d, const hs_assertion *a)
{
    hs_buf folded = {0};
    bool found = false;
    for (uint32_t i = 0; i < a->spans.n; i++) hs_fold(hs_doc_text(d, d->spans.v[a->spans.first + i]), &folded);
    for (const char *at = hs_buf_c(&folded); *at && !found;) {
        size_t n = strcspn(at, " .,;:\"'");
        found = IN(((hs_str){at, n}), absolutes);
        at += n + (at[n] != '\0');
    }
    hs_buf_free(&folded);
    return found;
}

float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, hs_buf *why)
{
    const hs_doc *d = s->pile->docs.v[no->at.doc], *e = s->pile->docs.v[yes->at.doc];
    const hs_assertion *a = &d->assertions.v[no->at.item], *b = &e->assertions.v[yes->at.item];
    bool act = no->predicate && hs_terms_name(yes, no->predicate), both = no->predicate == yes->predicate && act;
    uint32_t denier = hs_entity_of_voice(s, no->at);
    if (denier != HS_NONE && denier == hs_entity_of_voice(s, yes->at)) return 0; /* nobody answers himself */
    if (no->denied && act && hs_denied_by_its_subject(s->pile, no->at, yes->at)) {
        hs_buf_str(why, ", and those deny it of whom it is said");
        return 3 + l.jaccard;
    }
    bool in_words = no->denied
                        ? l.shared >= 2 && (l.jaccard >= 0.3F || l.least >= 0.5F)
                        : l.shared >= 2 && (l.jaccard >= 0.5F || (both && l.least >= 0.5F && l.jaccard >= 0.25F));
    bool names = hs_share_names(s, no->at, yes->at);
    if (in_words && (no->at.doc == yes->at.doc || names || l.jaccard >= 0.5F || (act && l.shared >= 3)))
        return 1 + l.jaccard + (act ? 0.5F : 0) + (alleged(e, b) ? 0.2F : 0);
    if (!hs_one_story(s, no->at.doc, yes->at.doc) || !absolute(d, a) || !l.shared) return 0;
    if (hs_names_entity(s, yes->at, denier) && (act || hs_terms_name(no, yes->predicate))) {
        hs_buf_str(why, ", the same act, said of who denies");
        return 2 + l.jaccard;
    }
    if (both && alleged(e, b) && no->n <= 3) {
        hs_buf_str(why, ", the act that is alleged");
        return 1 + l.jaccard;
    }
    return 0;
}
