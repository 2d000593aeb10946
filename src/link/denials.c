#include "link/denials.h"

#include "base/fold.h"

#include <string.h>

enum { STEM = 4 }; /* letters that two names of one people or country share: Turk-ish, Turk-ey */

/* Words that stand for a whole report in a denial of it. */
static const char *const everything[] = {"account", "accusation", "all",        "allegation", "any",        "anything",
                                         "charge",  "claim",      "everything", "guilty",     "innocence",  "it",
                                         "paper",   "report",     "reports",    "story",      "suggestion", "that",
                                         "this",    "those",      "which",      "wrongdoing"};
static const char *const refusals[] = {"contest", "deny", "dismiss", "dispute", "refute", "reject", "repudiate"};
/* Not denied but not given: «denied access», «rejected the request». */
static const char *const refused[] = {
    "access",     "admission", "aid",     "appeal",      "application", "asylum",   "bail",  "ballot",
    "bid",        "bill",      "budget",  "citizenship", "coverage",    "deal",     "entry", "extension",
    "fund",       "funding",   "help",    "idea",        "licence",     "license",  "loan",  "motion",
    "nomination", "offer",     "parole",  "permission",  "permit",      "petition", "plan",  "proposal",
    "request",    "right",     "service", "treatment",   "visa"};
/* What would be, or ought not to be, denies nothing that is said to be. */
static const char *const unreal[] = {"can",  "cannot", "could",  "if",     "may",  "might",
                                     "must", "shall",  "should", "unless", "will", "would"};
static const char *const conditions[] = {"if", "unless", "whether"};
/* Acts that tell nothing by themselves. */
static const char *const light[] = {"be",   "become", "come", "do",   "get",  "give", "go",
                                    "have", "hold",   "keep", "know", "let",  "make", "put",
                                    "run",  "say",    "see",  "set",  "take", "tell", "want"};
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
    const hs_attribution *t = a->attribution == HS_NONE ? NULL : &d->attributions.v[a->attribution];
    bool denies = t && t->stance == HS_DENIES, negated = a->flags & HS_NEGATED;
    if ((a->flags & HS_ASKED) || (denies && (t->flags & HS_NEGATED))) return false; /* «did not deny it» */
    return (!negated && IN(act, refusals)) || (denies && IN(act, everything)) || (negated && IN(act, truths)) ||
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
enum { ALLEGED = 1, NO_ANSWER = 4 };
static uint32_t answered(const hs_doc *d, const hs_assertion *denial, const hs_assertion *s)
{
    bool same_voice = s->voice.chain != HS_NONE && s->voice.chain == denial->voice.chain;
    bool against =
        (s->flags & HS_NEGATED) || (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_DENIES);
    if (same_voice || against || (s->flags & HS_ASKED) || refuses_all(d, s)) return NO_ANSWER;
    bool of_him = names_chain(d, s, denial->voice.chain);
    if (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_ALLEGES)
        return of_him ? 0 : ALLEGED;
    return (s->flags & HS_HEDGED) ? 2 : of_him ? 3 : NO_ANSWER;
}

/* «This account» is all that its teller says before it: adds the statements of the voice of the first answered. */
static uint32_t add_account(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED], uint32_t n)
{
    uint32_t teller = d->assertions.v[out[0]].voice.chain;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < HS_ANSWER_WITHIN && n < HS_ANSWERED; back++) {
        const hs_assertion *s = &d->assertions.v[i];
        if (i != out[0] && teller != HS_NONE && s->voice.chain == teller && !(s->flags & (HS_ASKED | HS_NEGATED)))
            out[n++] = i;
    }
    return n;
}

uint32_t hs_blanket_denial_answers(const hs_doc *d, uint32_t denial, uint32_t out[HS_ANSWERED])
{
    static const char *const many[] = {"accusations", "all",     "allegations", "anything", "charges",   "claims",
                                       "everything",  "reports", "suggestions", "those",    "wrongdoing"};
    enum { WHOLE = 60, GAP = 5, NEAREST = 3 };
    static const char *const whole[] = {"all", "anything", "everything", "wrongdoing"};
    static const char *const accounts[] = {"account", "story", "testimony", "version"};
    const hs_assertion *a = &d->assertions.v[denial];
    uint32_t n = 0, best = NO_ANSWER;
    if (!refuses_all(d, a) || !says_nothing_else(d, a)) return 0;
    bool account = SAYS(d, a, accounts), single = account || !SAYS(d, a, many), all = SAYS(d, a, whole);
    uint32_t within = all ? WHOLE : HS_ANSWER_WITHIN;
    for (uint32_t i = denial, back = 0; i-- > 0 && back < within; back++) {
        uint32_t rank = answered(d, a, &d->assertions.v[i]);
        if (n && !all && out[n - 1] - i > GAP) break; /* what was said long before is not meant */
        if (rank != NO_ANSWER && (account || (single && rank <= 2) || (all && rank <= ALLEGED))) rank = 0;
        if (rank == NO_ANSWER || rank > best) continue;
        if (rank < best) n = 0; /* what is alleged before what is only told of him */
        best = rank;
        if (n < (single ? 1 : all ? HS_ANSWERED : NEAREST)) out[n++] = i;
    }
    return account && n ? add_account(d, denial, out, n) : n;
}

/* ---- a denial and a statement ---- */

/* What is denied is a thing, not a clause: «denied the reports», «rejected his request». */
static bool denies_noun(const hs_doc *d, const hs_assertion *a)
{
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        if (n > 4 && !strncmp(at, "mod:", 4) && IN(((hs_str){at + 4, n - 4}), refusals)) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

/* 0 where a has no subject, 1 where one of its subjects is among the terms, 2 where none is. */
static int subject_in(const hs_doc *d, const hs_assertion *a, const hs_terms *t)
{
    int found = 0;
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        hs_str word = n > 5 ? (hs_str){at + 5, n - 5} : (hs_str){0};
        if (n > 5 && !strncmp(at, "subj:", 5) && !IN(word, absolutes)) {
            if (hs_terms_name(t, hs_term_class(word))) return 1;
            found = 2;
        }
        at += n + (at[n] == ' ');
    }
    return found;
}

/* «never received a letter»: the act stands among what the denial's verb is about. */
static bool names_as_thing(const hs_doc *d, const hs_assertion *a, uint64_t act)
{
    for (const char *at = hs_doc_str(d, a->terms); *at && act;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        bool thing = colon && (!strncmp(at, "obj:", 4) || !strncmp(at, "subj:", 5));
        if (thing && hs_term_class((hs_str){colon + 1, n - (size_t)(colon + 1 - at)}) == act) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

/* What a denial and a statement are held against each other with. */
typedef struct {
    const hs_doc *d, *e;
    const hs_assertion *no, *yes;
    bool one_doc, story;
    bool act;   /* what the denial denies stands in the statement */
    bool both;  /* and is its act too */
    bool said;  /* the statement's act stands in the denial */
    bool clash; /* each speaks of a subject that the other does not speak of */
} facing;

/* Asked last: it reads the words of both. */
static bool is_unreal(const facing *f)
{
    return SAYS(f->d, f->no, unreal) || SAYS(f->e, f->yes, conditions);
}

static facing face(const hs_stories *s, const hs_terms *no, const hs_terms *yes)
{
    facing f = {.d = s->pile->docs.v[no->at.doc], .e = s->pile->docs.v[yes->at.doc]};
    f.no = &f.d->assertions.v[no->at.item];
    f.yes = &f.e->assertions.v[yes->at.item];
    f.one_doc = no->at.doc == yes->at.doc;
    f.story = f.one_doc || hs_one_story(s, no->at.doc, yes->at.doc);
    f.act = no->predicate && hs_terms_name(yes, no->predicate);
    f.both = f.act && no->predicate == yes->predicate;
    f.said = (f.both || names_as_thing(f.d, f.no, yes->predicate)) &&
             !IN(hs_str_of(hs_doc_str(f.e, f.yes->predicate)), light);
    f.clash = subject_in(f.d, f.no, yes) == 2 && subject_in(f.e, f.yes, no) == 2;
    return f;
}

static bool by_words(const facing *f, const hs_terms *no, hs_likeness l)
{
    bool alike = l.jaccard >= 0.3F || (l.least >= 0.5F && l.jaccard >= 0.2F);
    if (l.shared < 2 || f->clash || !f->story || !alike) return false;
    if (no->denied && f->no->attribution == HS_NONE)
        return f->both && l.least >= 0.6F && l.jaccard >= 0.35F; /* «that … is false» */
    if (no->denied) return f->act || l.jaccard >= 0.5F;
    const hs_voice *v = &f->no->voice;
    bool nearly = !f->one_doc && f->both && l.shared >= 3 && l.jaccard >= 0.5F && l.least >= 0.8F;
    if (f->no->attribution == HS_NONE)
        return nearly && !is_unreal(f); /* the writer's own word: only against the same one */
    bool named = v->chain != HS_NONE && (f->d->chains.v[v->chain].flags & HS_CHAIN_NAMED);
    bool own = f->one_doc && v->chain == f->yes->voice.chain; /* within a document nobody answers himself */
    return named && !own && f->both && f->said && l.least >= 0.5F && !is_unreal(f);
}

/* «I have never received a letter»: by the act and whom it is said of, where few words are shared. */
static float by_act(const hs_stories *s, const facing *f, const hs_terms *no, const hs_terms *yes, hs_likeness l,
                    hs_buf *why)
{
    static const char *const told_of[] = {"he", "i", "she", "we"};
    uint32_t denier = hs_entity_of_voice(s, no->at), speaker = hs_entity_of_voice(s, yes->at);
    bool spoken = f->no->attribution != HS_NONE;
    if (!spoken || !f->story || !f->said || is_unreal(f) || !SAYS(f->d, f->no, absolutes)) return 0;
    if (hs_names_entity(s, yes->at, denier) && (l.least >= 0.2F || hs_names_entity(s, no->at, speaker))) {
        hs_buf_str(why, ", the same act, said of who denies");
        return 2 + l.jaccard;
    }
    bool near_words = l.shared >= 2 && l.least >= 0.4F && l.jaccard >= 0.2F;
    if (!f->clash && near_words && hs_names_one_of(s, yes->at, no->at.doc) && !SAYS(f->d, f->no, first_person)) {
        hs_buf_str(why, ", the act as such");
        return 1.5F + l.jaccard;
    }
    bool accused = f->yes->attribution != HS_NONE && f->e->attributions.v[f->yes->attribution].stance == HS_ALLEGES;
    if (!accused || no->n > 3 || !f->both || !SAYS(f->d, f->no, told_of)) return 0;
    hs_buf_str(why, ", the act that is alleged");
    return 1.9F + l.jaccard;
}

float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, hs_buf *why)
{
    facing f = face(s, no, yes);
    hs_str act = hs_str_of(hs_doc_str(f.d, f.no->predicate));
    uint32_t denier = hs_entity_of_voice(s, no->at);
    bool told = IN(act, everything) || IN(act, refusals), noun = denies_noun(f.d, f.no);
    if (denier != HS_NONE && denier == hs_entity_of_voice(s, yes->at)) return 0; /* nobody answers himself */
    if (no->denied && ((told && says_nothing_else(f.d, f.no)) || (noun && !told && (IN(act, refused) || !f.act))))
        return 0;
    if (no->denied && f.act && f.story && hs_denied_by_its_subject(s->pile, no->at, yes->at)) {
        hs_buf_str(why, ", and those deny it of whom it is said");
        return 3 + l.jaccard;
    }
    if (by_words(&f, no, l)) return 1 + l.jaccard + (f.act ? 0.5F : 0) + (alleged(f.e, f.yes) ? 0.2F : 0);
    bool before = f.one_doc && no->at.item > yes->at.item && no->at.item - yes->at.item <= HS_ANSWER_WITHIN;
    bool other = f.no->attribution != HS_NONE && f.no->voice.chain != f.yes->voice.chain;
    if (before && other && no->n == 1 && l.shared == 1) { /* «this is not his voice» */
        hs_buf_str(why, ", all that it denies, and shortly before it");
        return 1 + l.jaccard;
    }
    return l.shared ? by_act(s, &f, no, yes, l, why) : 0;
}
