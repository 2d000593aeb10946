#include "link/denials.h"

#include "base/fold.h"
#include "link/denial_words.h"

#include <string.h>

enum { STEM = 4 }; /* letters that two names of one people or country share: Turk-ish, Turk-ey */

/* What would be, or ought not to be, denies nothing that is said to be. */
static const char *const unreal[] = {"can",  "cannot", "could",  "if",     "may",  "might",
                                     "must", "shall",  "should", "unless", "will", "would"};
static const char *const conditions[] = {"if", "unless", "whether"};
/* Acts that tell nothing by themselves. */
static const char *const light[] = {"aware", "be",   "become", "believe", "certain", "clear", "come", "do",   "feel",
                                    "get",   "give", "go",     "have",    "hold",    "hope",  "keep", "know", "let",
                                    "like",  "look", "make",   "mean",    "need",    "put",   "run",  "say",  "see",
                                    "seem",  "set",  "sure",   "take",    "tell",    "think", "try",  "want"};
/* What is said of a denial, not what it denies: «lied about the bombing». */
static const char *const of_denials[] = {"contest", "deceive", "deny",   "dismiss", "dispute",
                                         "lie",     "mislead", "refute", "reject",  "repudiate"};
static const char *const outright[] = {"any", "anybody", "anyone", "anything", "never",
                                       "no",  "nobody",  "none",   "nor",      "nothing"};
static const char *const absolutes[] = {"any",    "anybody", "anyone", "anything", "never", "no",
                                        "nobody", "none",    "nor",    "nothing",  "not"};

static const char *const first_person[] = {"i", "me", "my", "our", "us", "we"};
static const char *const pointing[] = {"it", "that", "there", "these", "this", "those"};

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

/* «Saudi officials» are not «American officials». */
static bool is_common(hs_str word)
{
    static const char *const words[] = {
        "administration", "army",      "authorities", "authority",   "board",    "campaign",  "company", "country",
        "department",     "forces",    "government",  "group",       "lawyer",   "leader",    "leaders", "military",
        "minister",       "ministry",  "officer",     "officers",    "official", "officials", "party",   "people",
        "police",         "president", "spokesman",   "spokeswoman", "state",    "team"};
    return IN(word, words);
}

/* «The ministry»: nothing tells which. */
static bool all_common(const char *text)
{
    for (const char *at = text; *at;) {
        size_t n = strcspn(at, " ");
        hs_str word = {at, n};
        bool article = hs_str_eq(word, HS_STR("the")) || hs_str_eq(word, HS_STR("a")) || hs_str_eq(word, HS_STR("an"));
        if (n && !article && !is_common(word)) return false;
        at += n + (at[n] != '\0');
    }
    return true;
}

/* «urlich» of «stepan_urlich». */
static hs_str last_name(hs_str term)
{
    size_t from = term.n;
    while (from && term.p[from - 1] != '_') from--;
    return (hs_str){term.p + from, term.n - from};
}

/* True where those whom the statement speaks of (its subject) are those who deny: a word of the denier's name begins
 * like a word of the subject's («Turkish», «Turkey»); last: like the last of its words. For a denial and a statement
 * that name the same act. */
static bool denied_by_its_subject(const hs_pile *p, hs_item denial, hs_item statement, bool last)
{
    const hs_doc *d = p->docs.v[denial.doc], *s = p->docs.v[statement.doc];
    uint32_t a = d->assertions.v[denial.item].attribution;
    hs_buf denier = {0};
    bool found = false;
    if (a == HS_NONE || d->attributions.v[a].voice.kind > HS_VOICE_ENTITY_ORGANISATION) return false;
    for (uint32_t i = 0; i < d->attributions.v[a].source.n; i++)
        hs_fold(hs_doc_text(d, d->spans.v[d->attributions.v[a].source.first + i]), &denier);
    if (denier.n && strchr(hs_buf_c(&denier), ',')) /* «Oda Brenn, the mother of Elin Dahlqvist,» */
        denier.p[denier.n = (uint32_t)(strchr(denier.p, ',') - denier.p)] = '\0';
    bool common = all_common(hs_buf_c(&denier));
    for (const char *at = hs_doc_str(s, s->assertions.v[statement.item].terms); *at && !found;) {
        size_t n = strcspn(at, " ");
        hs_buf word = {0};
        if (n > 5 + STEM && !strncmp(at, "subj:", 5))
            hs_fold(last ? last_name((hs_str){at + 5, n - 5}) : (hs_str){at + 5, n - 5}, &word);
        found = word.n >= STEM && (common || !is_common((hs_str){word.p, word.n})) &&
                begins_like(hs_buf_c(&denier), word.p);
        hs_buf_free(&word);
        at += n + (at[n] == ' ');
    }
    hs_buf_free(&denier);
    return found;
}

static bool alleged(const hs_doc *d, const hs_assertion *s)
{
    return (s->flags & HS_HEDGED) ||
           (s->attribution != HS_NONE && d->attributions.v[s->attribution].stance == HS_ALLEGES);
}

/* ---- a denial and a statement ---- */

/* What is denied is a thing, not a clause: «denied the reports», «rejected his request». */
static bool denies_noun(const hs_doc *d, const hs_assertion *a)
{
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        if (n > 4 && !strncmp(at, "mod:", 4) && hs_is_refusal((hs_str){at + 4, n - 4})) return true;
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

/* «never received a letter»: the act, «wrote», stands as a thing among what the denial's verb is about. */
static bool names_as_thing(const hs_doc *d, const hs_assertion *a, uint64_t act, hs_str as_told)
{
    for (const char *at = hs_doc_str(d, a->terms); *at && act;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){0};
        bool thing = colon && (!strncmp(at, "obj:", 4) || !strncmp(at, "subj:", 5)) && !hs_str_eq(word, as_told);
        if (thing && hs_term_class(word) == act) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

/* «Denied having given any order», of «ordered him to sail» or «gave the order»: the act is the thing that is given. */
static bool gives_as_thing(const hs_doc *d, const hs_assertion *a, const hs_terms *yes)
{
    static const char *const giving[] = {"give", "issue"};
    if (!IN(hs_str_of(hs_doc_str(d, a->predicate)), giving)) return false;
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        if (n > 4 && !strncmp(at, "obj:", 4) && yes->predicate == hs_term_class((hs_str){at + 4, n - 4})) return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

/* What a denial and a statement are held against each other with. */
typedef struct {
    const hs_stories *s;
    const hs_terms *t, *u; /* of the denial and of the statement */
    hs_likeness l;
    const hs_doc *d, *e;
    const hs_assertion *no, *yes;
    bool one_doc, story;
    bool act;   /* what the denial denies stands in the statement */
    bool both;  /* and is its act too */
    bool said;  /* the statement's act stands in the denial */
    bool thing; /* as a thing: «wrote», «a letter» */
    bool given; /* a denied clause about giving it: «denied giving any order» */
    bool light; /* the denial's act tells nothing by itself */
    bool clash; /* each speaks of a subject that the other does not speak of */
    bool told;  /* the statement is reported, not the writer's own */
} facing;

/* Asked last: it reads the words of both. */
static bool is_unreal(const facing *f)
{
    return HS_SAYS(f->d, f->no, unreal) || HS_SAYS(f->e, f->yes, conditions);
}

static facing face(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l)
{
    facing f = {.s = s, .t = no, .u = yes, .l = l, .d = s->pile->docs.v[no->at.doc], .e = s->pile->docs.v[yes->at.doc]};
    f.no = &f.d->assertions.v[no->at.item];
    f.yes = &f.e->assertions.v[yes->at.item];
    f.one_doc = no->at.doc == yes->at.doc;
    f.story = f.one_doc || hs_one_story(s, no->at.doc, yes->at.doc);
    f.act = no->predicate && hs_terms_name(yes, no->predicate);
    f.both = f.act && no->predicate == yes->predicate;
    hs_str told = hs_str_of(hs_doc_str(f.e, f.yes->predicate));
    f.thing = names_as_thing(f.d, f.no, yes->predicate, told);
    f.given = no->denied && gives_as_thing(f.d, f.no, yes);
    f.thing = f.thing || f.given;
    f.said = (f.both || f.thing) && !IN(told, light);
    f.light = IN(hs_str_of(hs_doc_str(f.d, f.no->predicate)), light);
    f.clash = subject_in(f.d, f.no, yes) == 2 && subject_in(f.e, f.yes, no) == 2;
    f.told = f.yes->attribution != HS_NONE;
    return f;
}

/* Each begins with somebody, and it is the same one. */
static bool one_subject(const facing *f)
{
    uint32_t x = hs_subject_chain(f->d, f->no), y = hs_subject_chain(f->e, f->yes);
    uint32_t a = x == HS_NONE ? HS_NONE : hs_index_entity(&f->s->index, f->t->at.doc, x);
    uint32_t b = y == HS_NONE ? HS_NONE : hs_index_entity(&f->s->index, f->u->at.doc, y);
    return (a != HS_NONE && a == b) || subject_in(f->d, f->no, f->u) == 1;
}

/* The negated clause is about who speaks it: «I have never …», «there is no letter in my office», «he paid nobody». */
static bool of_speaker(const facing *f)
{
    uint32_t subject = hs_subject_chain(f->d, f->no);
    static const char *const himself[] = {"i", "we"}; /* «nobody suggested that to me» is about nobody */
    if (f->thing ? HS_SAYS(f->d, f->no, first_person) : HS_SAYS(f->d, f->no, himself)) return true;
    if (f->given) return true;
    return subject != HS_NONE && subject == f->no->voice.chain;
}

typedef enum { NO_DENIAL, MAYBE_DENIAL, SURE_DENIAL } firmness;

/* «Denied the raid», «denies that he knew of it»: said of those who deny it. */
static firmness by_subject(const facing *f)
{
    hs_str act = hs_str_of(hs_doc_str(f->d, f->no->predicate));
    if (!f->act || !f->story || hs_stands_for_all(act) || f->l.jaccard < 0.05F) return NO_DENIAL;
    if (!denied_by_its_subject(f->s->pile, f->t->at, f->u->at, false)) return NO_DENIAL;
    static const char *const all[] = {"all", "everything"};
    bool noun = denies_noun(f->d, f->no);
    if (f->both && HS_SAYS(f->e, f->yes, all)) return SURE_DENIAL; /* «knew everything», «denies that it knew of it» */
    if (f->light && !noun) return f->l.shared >= 2 ? MAYBE_DENIAL : NO_DENIAL;
    return noun || f->l.shared >= 2 || f->l.least >= 0.4F ? SURE_DENIAL : NO_DENIAL;
}

/* A denial, by the words in common. */
static firmness denied_words(const facing *f)
{
    bool alike = f->l.jaccard >= 0.3F || (f->l.least >= 0.5F && f->l.jaccard >= 0.2F);
    if (f->l.shared < 2 || f->clash || !f->story || !alike) return NO_DENIAL;
    if (f->no->attribution == HS_NONE)
        return f->both && f->l.least >= 0.6F && f->l.jaccard >= 0.35F ? SURE_DENIAL : NO_DENIAL; /* «that … is false» */
    bool said = hs_stands_for_all(hs_str_of(hs_doc_str(f->d, f->no->predicate))); /* «criticism», whatever of */
    if (!f->act || said) return f->l.jaccard >= 0.5F ? MAYBE_DENIAL : NO_DENIAL;
    return f->both || f->l.jaccard >= 0.4F || denies_noun(f->d, f->no) ? SURE_DENIAL : MAYBE_DENIAL;
}

/* A negated statement, by the words in common: hardly ever an answer, unless it is nearly the same clause. */
static firmness negated_words(const facing *f)
{
    const hs_voice *v = &f->no->voice;
    if (f->l.shared < 2 || f->clash || !f->story || !f->both || f->light) return NO_DENIAL;
    if (f->l.jaccard < 0.4F || f->l.least < 0.5F || is_unreal(f)) return NO_DENIAL;
    bool whole = (f->l.shared >= 3 && f->l.jaccard >= 0.5F && f->l.least >= 0.8F) || f->l.jaccard >= 0.6F;
    if (f->no->attribution == HS_NONE) return whole && !f->one_doc ? MAYBE_DENIAL : NO_DENIAL; /* the writer's own */
    bool named = v->chain != HS_NONE && (f->d->chains.v[v->chain].flags & HS_CHAIN_NAMED);
    bool own = f->one_doc && v->chain == f->yes->voice.chain; /* within a document nobody answers himself */
    if (!named || own || !one_subject(f)) return NO_DENIAL;
    return whole && f->told ? SURE_DENIAL : MAYBE_DENIAL;
}

/* «Nobody ordered him to sail»: whoever is said to have done it. */
static bool says_nobody(const facing *f)
{
    const char *terms = hs_doc_str(f->d, f->no->terms);
    return strstr(terms, "subj:nobody") || strstr(terms, "subj:none");
}

/* «I have never received a letter»: by the act and whom it is said of, where few words are shared. */
static firmness negated_act(const facing *f, hs_buf *why)
{
    static const char *const told_of[] = {"he", "i", "she", "we"};
    uint32_t denier = hs_entity_of_voice(f->s, f->t->at), speaker = hs_entity_of_voice(f->s, f->u->at);
    if (f->no->attribution == HS_NONE || !f->story || !f->said || !f->told || is_unreal(f)) return NO_DENIAL;
    if (!HS_SAYS(f->d, f->no, absolutes)) return NO_DENIAL;
    bool thing = f->thing, one_act = thing || (f->both && !f->light);
    bool of_him = hs_names_entity(f->s, f->u->at, denier), of_teller = hs_names_entity(f->s, f->t->at, speaker);
    bool person = f->no->voice.kind == HS_VOICE_ENTITY_PERSON; /* «Colonel Urlich», «Stepan Urlich» */
    if (f->given && denied_by_its_subject(f->s->pile, f->t->at, f->u->at, person)) of_him = true;
    bool accused = f->e->attributions.v[f->yes->attribution].stance == HS_ALLEGES;
    bool near_him = of_teller || (f->l.least >= 0.2F && (accused || thing || f->one_doc));
    if (one_act && of_him && of_speaker(f) && near_him) {
        hs_buf_str(why, ", the same act, said of who denies");
        return SURE_DENIAL;
    }
    bool near_words = f->l.shared >= 2 && f->l.least >= 0.4F && f->l.jaccard >= 0.2F && !f->clash;
    bool of_same = thing ? of_teller : one_subject(f) || says_nobody(f);
    if (one_act && near_words && of_same && HS_SAYS(f->d, f->no, outright) && !HS_SAYS(f->d, f->no, first_person)) {
        hs_buf_str(why, ", the act as such");
        return SURE_DENIAL;
    }
    if (!accused || f->t->n > 3 || !f->both || f->light || !of_him) return NO_DENIAL;
    if (!HS_SAYS(f->d, f->no, told_of)) return NO_DENIAL;
    hs_buf_str(why, ", the act that is alleged");
    return SURE_DENIAL;
}

/* «This is not his voice», shortly behind «the voice is his». */
static firmness answers_last(const facing *f, hs_buf *why)
{
    enum { WITHIN = 14 };
    bool before = f->one_doc && f->t->at.item > f->u->at.item && f->t->at.item - f->u->at.item <= WITHIN;
    bool other = f->no->attribution != HS_NONE && f->no->voice.chain != f->yes->voice.chain;
    if (!before || !other || f->t->n != 1 || f->l.shared != 1 || f->l.jaccard < 0.2F || !f->told) return NO_DENIAL;
    if (is_unreal(f) || !HS_SAYS(f->d, f->no, pointing) || HS_SAYS(f->d, f->no, first_person)) return NO_DENIAL;
    hs_buf_str(why, ", all that it denies, and shortly before it");
    return SURE_DENIAL;
}

/* Neither is a denial of the other: one voice, words about a denial, another place. */
static bool cannot_answer(const facing *f)
{
    uint32_t denier = hs_entity_of_voice(f->s, f->t->at);
    if (denier != HS_NONE && denier == hs_entity_of_voice(f->s, f->u->at)) return true; /* nobody answers himself */
    if (IN(hs_str_of(hs_doc_str(f->e, f->yes->predicate)), of_denials)) return true;
    return hs_name_others(f->s, f->t->at, f->u->at, HS_PLACE);
}

float hs_denial_fits(const hs_stories *s, const hs_terms *no, const hs_terms *yes, hs_likeness l, bool *sure,
                     hs_buf *why)
{
    facing f = face(s, no, yes, l);
    hs_str act = hs_str_of(hs_doc_str(f.d, f.no->predicate));
    bool told = hs_stands_for_all(act) || hs_is_refusal(act);
    float score = 1 + l.jaccard + (f.act ? 0.5F : 0) + (alleged(f.e, f.yes) ? 0.2F : 0);
    firmness firm = NO_DENIAL;
    if (!l.shared || cannot_answer(&f)) return 0;
    if (no->denied &&
        ((told && hs_is_bare_denial(f.d, f.no)) || (!told && !f.act && !f.given && denies_noun(f.d, f.no))))
        return 0;
    if (no->denied && !f.given && (firm = by_subject(&f)) != NO_DENIAL) {
        hs_buf_str(why, ", and those deny it of whom it is said");
        score = 3 + l.jaccard;
    }
    if (!firm && !f.given) firm = no->denied ? denied_words(&f) : negated_words(&f);
    if (!firm && (firm = negated_act(&f, why))) score = 2 + l.jaccard;
    if (!firm && (firm = answers_last(&f, why))) score = 1 + l.jaccard;
    *sure = firm == SURE_DENIAL;
    return firm ? score : 0;
}
