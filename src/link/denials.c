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

static const char *const first_person[] = {"i", "we"};

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
    if (a->flags & HS_ASKED) return false;
    return IN(act, refusals) || (denies && IN(act, everything)) || (negated && IN(act, truths)) ||
           (!negated && IN(act, untruths));
}

bool hs_untruth(hs_str word)
{
    return IN(word, untruths);
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

/* The words of an assertion hold one of the table's. */
static bool says(const hs_doc *d, const hs_assertion *a, const char *const *table, size_t words)
{
    hs_buf folded = {0};
    bool found = false;
    for (uint32_t i = 0; i < a->spans.n; i++) {
        hs_buf_char(&folded, ' ');
        hs_fold(hs_doc_text(d, d->spans.v[a->spans.first + i]), &folded);
    }
    for (const char *at = hs_buf_c(&folded); *at && !found;) {
        size_t n = strcspn(at, " .,;:\"'");
        found = hs_in_table((hs_str){at, n}, table, words);
        at += n + (at[n] != '\0');
    }
    hs_buf_free(&folded);
    return found;
}
#define SAYS(d, a, table) says(d, a, table, sizeof(table) / sizeof *(table))

/* How well a statement before a denial of everything is what it answers: 0 best, NO_ANSWER where it is not. */
enum { NO_ANSWER = 3 };
static uint32_t answered(const hs_doc *d, const hs_assertion *denial, const hs_assertion *s)
{
    bool same_voice = s->voice.chain != HS_NONE && s->voice.chain == denial->voice.chain;
    bool against =
        (s->flags & HS_NEGATED) || (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_DENIES);
    if (same_voice || against || (s->flags & HS_ASKED) || refuses_all(d, s)) return NO_ANSWER;
    if (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_ALLEGES) return 0;
    if (s->flags & HS_HEDGED) return 1;
    return names_chain(d, s, denial->voice.chain) ? 2 : NO_ANSWER;
}

uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    static const char *const one[] = {"it", "that", "this"};
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = 0, best = NO_ANSWER;
    if (!refuses_all(d, a) || !says_nothing_else(d, a)) return 0;
    bool single = SAYS(d, a, one);
    for (uint32_t i = denial, back = 0; i-- > 0 && back < HS_ANSWER_WITHIN; back++) {
        uint32_t rank = answered(d, a, &d->assertions.v[i]);
        if (single && rank == 1) rank = 0;
        if (rank == NO_ANSWER || rank > best) continue;
        if (rank < best) n = 0; /* what is alleged before what is only told of him */
        best = rank;
        if (n < (single ? 1 : HS_ANSWERED)) out[n++] = i;
    }
    return n;
}

/* ---- a denial and a statement ---- */

/* Within one document a negation answers another's word, not the writer's or the speaker's own. */
static bool answers(const hs_doc *d, const hs_assertion *no, const hs_assertion *yes)
{
    bool named = no->voice.chain != HS_NONE && (d->chains.v[no->voice.chain].flags & HS_CHAIN_NAMED);
    return named && no->voice.chain != yes->voice.chain;
}

float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, hs_buf *why)
{
    const hs_doc *d = s->pile->docs.v[no->at.doc], *e = s->pile->docs.v[yes->at.doc];
    const hs_assertion *a = &d->assertions.v[no->at.item], *b = &e->assertions.v[yes->at.item];
    bool act = no->predicate && hs_terms_name(yes, no->predicate), both = no->predicate == yes->predicate && act;
    uint32_t denier = hs_entity_of_voice(s, no->at);
    if (denier != HS_NONE && denier == hs_entity_of_voice(s, yes->at)) return 0; /* nobody answers himself */
    bool told =
        IN(hs_str_of(hs_doc_str(d, a->predicate)), everything) || IN(hs_str_of(hs_doc_str(d, a->predicate)), refusals);
    if (no->denied && act && !told && hs_one_story(s, no->at.doc, yes->at.doc) &&
        hs_denied_by_its_subject(s->pile, no->at, yes->at)) {
        hs_buf_str(why, ", and those deny it of whom it is said");
        return 3 + l.jaccard;
    }
    bool in_words = no->denied
                        ? l.shared >= 2 && (l.jaccard >= 0.3F || (l.least >= 0.5F && l.jaccard >= 0.2F))
                        : l.shared >= 2 && (l.jaccard >= 0.5F || (both && l.least >= 0.5F && l.jaccard >= 0.25F));
    bool named_voice = a->voice.chain != HS_NONE && (d->chains.v[a->voice.chain].flags & HS_CHAIN_NAMED);
    if (!no->denied && no->at.doc == yes->at.doc && !answers(d, a, b)) return 0;
    if (!no->denied && !named_voice && l.jaccard < 0.5F && no->at.doc != yes->at.doc) return 0;
    bool one_doc = no->at.doc == yes->at.doc, story = hs_one_story(s, no->at.doc, yes->at.doc);
    if (in_words && (one_doc || (story && (act || l.jaccard >= 0.5F || hs_share_names(s, no->at, yes->at)))))
        return 1 + l.jaccard + (act ? 0.5F : 0) + (alleged(e, b) ? 0.2F : 0);
    bool next = one_doc && no->at.item > yes->at.item && no->at.item - yes->at.item <= HS_ANSWER_WITHIN;
    if (next && no->n == 1 && l.shared == 1) { /* «this is not his voice» */
        hs_buf_str(why, ", all that it denies, and shortly before it");
        return 1 + l.jaccard;
    }
    if (!story || !SAYS(d, a, absolutes) || !l.shared) return 0;
    bool act_of_it = hs_terms_name(no, yes->predicate) || (act && strcmp(hs_doc_str(d, a->predicate), "know") != 0);
    if (l.least >= 0.2F && hs_names_entity(s, yes->at, denier) && act_of_it) {
        hs_buf_str(why, ", the same act, said of who denies");
        return 2 + l.jaccard;
    }
    if (act_of_it && l.shared >= 2 && l.least >= 0.4F && l.jaccard >= 0.2F && hs_names_one_of(s, yes->at, no->at.doc)) {
        hs_buf_str(why, ", the act as such");
        return 1.5F + l.jaccard;
    }
    bool accused = b->attribution != HS_NONE && e->attributions.v[b->attribution].stance == HS_ALLEGES;
    if (both && accused && no->n <= 3 && SAYS(d, a, first_person)) {
        hs_buf_str(why, ", the act that is alleged");
        return 1.9F + l.jaccard;
    }
    return 0;
}
