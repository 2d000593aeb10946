#include "find/clauses.h"

#include "find/cues.h"

#include <string.h>

enum { SUBJECT_WORDS = 9, SENTENCE_WORDS = 400 }; /* what is longer is no sentence */

static bool ends_in_s(const hs_reading *r, uint32_t t)
{
    return hs_ends(r, t, "s") && !hs_ends(r, t, "ss") && !hs_ends(r, t, "'s") && !hs_ends(r, t, "us");
}

/* A form like «crossed» or «came», by its lemma; plurals and -ing forms differ from their lemmas as well. */
static bool past_form(const hs_reading *r, uint32_t t)
{
    static const char *const nouns[] = {"children", "feet", "men", "people", "police", "women"};
    if (hs_in_table(hs_word(r, t), nouns, sizeof nouns / sizeof *nouns)) return false;
    if (hs_class(r, t, HS_W_MARK | HS_W_NUMBER | HS_W_CAPITAL | HS_W_ADVERB | HS_W_DET | HS_W_OBJECT | HS_W_SUBJECT))
        return false;
    return !hs_str_ieq(hs_word(r, t), hs_lemma(r, t)) && !ends_in_s(r, t) && !hs_ends(r, t, "ing") &&
           !hs_ends(r, t, "er") && !hs_ends(r, t, "est");
}

static bool present_form(const hs_reading *r, uint32_t t)
{
    if (!ends_in_s(r, t) || hs_class(r, t, HS_W_MARK | HS_W_NUMBER | HS_W_DET | HS_W_PREP | HS_W_CAPITAL)) return false;
    return hs_class(r, t + 1, HS_W_DET | HS_W_OBJECT | HS_W_TO | HS_W_THAT | HS_W_ADVERB) ||
           (hs_class(r, t + 1, HS_W_CAPITAL) && !hs_class(r, t - 1, HS_W_DET | HS_W_PREP));
}

static bool finite_at(const hs_reading *r, uint32_t t, hs_words_range w)
{
    if (hs_parsed(r, t)) {
        const hs_token *k = &r->d->tokens.v[t];
        bool bare = !*hs_doc_str(r->d, k->feats) && (k->upos == HS_VERB || k->upos == HS_AUX);
        uint32_t object = hs_child(r, t, HS_DEP_OBJ, HS_DEP_OBJ);
        bool missed = (k->upos == HS_ADJ || k->upos == HS_NOUN) && hs_child(r, t, HS_DEP_COP, HS_DEP_CASE) == HS_NONE &&
                      hs_child(r, t, HS_DEP_NSUBJ, HS_DEP_NSUBJ) < t && object != HS_NONE &&
                      object > t; /* «The repair cost $3»: a verb all the same */
        return hs_finite(r, t) || missed || (bare && hs_class(r, t, HS_W_AUX));
    }
    if (hs_class(r, t, HS_W_AUX))
        return !hs_word_is(r, t, "be") && !hs_word_is(r, t, "been") && !hs_word_is(r, t, "being") &&
               !hs_word_is(r, t, "having") && !(t > w.from && hs_class(r, t - 1, HS_W_TO));
    if (t == w.from) return false;
    bool after_noun = !hs_class(r, t - 1, HS_W_DET | HS_W_TO) && !hs_class(r, t - 1, HS_W_HAVE | HS_W_BE);
    if (past_form(r, t)) return after_noun && !hs_class(r, t - 1, HS_W_PREP);
    return after_noun && present_form(r, t);
}

static bool is_participle(const hs_reading *r, uint32_t t)
{
    return past_form(r, t) || hs_ends(r, t, "ing");
}

/* «Is it [the field] the place …?»: a finite copula that a wrong tree hung on another word than the head; not one of a
 * clause that narrows a noun or another clause. */
static uint32_t stray_copula(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel), up = r->d->tokens.v[t].head;
        if (rel != HS_DEP_COP || up < w.from || up >= w.to || !finite_at(r, t, w)) continue;
        rel = hs_deprel_universal(r->d->tokens.v[up].deprel);
        if (rel != HS_DEP_ACL && rel != HS_DEP_ADVCL && rel != HS_DEP_CCOMP && rel != HS_DEP_CSUBJ) return up;
    }
    return HS_NONE;
}

/* The word or an auxiliary or copula of it is finite; or it is a verb with a subject, whose form the tagger took for a
 * participle: «that 12 of 30 valves leaked». */
static bool is_finite_with_helpers(const hs_reading *r, uint32_t head, hs_words_range w)
{
    if (finite_at(r, head, w)) return true;
    for (uint32_t c = r->child[head]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[c].deprel);
        if (c < w.from || c >= w.to) continue;
        if ((rel == HS_DEP_AUX || rel == HS_DEP_COP) && finite_at(r, c, w)) return true;
        if (rel == HS_DEP_NSUBJ && r->d->tokens.v[head].upos == HS_VERB && c < head && !hs_ends(r, head, "ing"))
            return true;
        bool name = rel == HS_DEP_COP && hs_str_eq(hs_word(r, c), HS_STR("IS"));
        if (name && present_form(r, head)) return true; /* «IS controls the village» */
    }
    return false;
}

/* «The suspect confessed», read as a noun and what hangs on it: the finite verb that hangs on it without «who». */
static uint32_t verb_of_noun(const hs_reading *r, uint32_t noun, hs_words_range w)
{
    for (uint32_t c = r->child[noun]; c != HS_NONE; c = r->sibling[c])
        if (c > noun && c < w.to && r->d->tokens.v[c].deprel == HS_DEP_ACL && finite_at(r, c, w)) return c;
    return HS_NONE;
}

/* «The repair of 2018 cost $48 million», where the tagger took «cost» for a noun. */
static bool costs_money(const hs_reading *r, uint32_t t)
{
    static const char *const money[] = {"$", "£", "€"};
    bool price = hs_word_in(r, t + 1, money, sizeof money / sizeof *money) || hs_class(r, t + 1, HS_W_NUMBER);
    return price && hs_word_is(r, t, "cost") && !hs_class(r, t - 1, HS_W_DET | HS_W_PREP) &&
           !(hs_parsed(r, t - 1) && r->d->tokens.v[t - 1].upos == HS_ADJ);
}

/* «Asked if he knew, | Brenn left», where a tree takes the participle that opens the sentence for its verb. */
static uint32_t verb_behind_opening(const hs_reading *r, uint32_t head, hs_words_range w)
{
    if (hs_child(r, head, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) != HS_NONE || hs_class(r, head, HS_W_AUX)) return HS_NONE;
    for (uint32_t c = r->child[head]; c != HS_NONE; c = r->sibling[c]) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[c].deprel), low = r->low[c];
        if (c <= head || c >= w.to || low == 0 || !hs_class(r, low - 1, HS_W_COMMA)) continue;
        if (rel != HS_DEP_CCOMP && rel != HS_DEP_CONJ && rel != HS_DEP_PARATAXIS) continue;
        if (hs_child(r, c, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) != HS_NONE) return c;
    }
    return HS_NONE;
}

/* «Closing the gate would cost lives», where a tree takes the gerund for the head: the first finite verb. */
static uint32_t verb_of_gerund(const hs_reading *r, hs_words_range w)
{
    if (!hs_ends(r, w.from, "ing") || r->d->tokens.v[w.from].upos != HS_VERB) return HS_NONE;
    for (uint32_t t = w.from + 1; t < w.to; t++) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel), verb = t;
        if (hs_class(r, t, HS_W_WHO | HS_W_THAT | HS_W_WH | HS_W_QUOTE)) return HS_NONE;
        if (!finite_at(r, t, w)) continue;
        if (rel == HS_DEP_AUX || rel == HS_DEP_COP) verb = r->d->tokens.v[t].head;
        return verb > w.from && verb < w.to ? verb : t;
    }
    return HS_NONE;
}

/* How well a word on which the rest hangs can be the predicate: a wrong tree has several. */
static uint32_t worth(const hs_reading *r, uint32_t t, hs_words_range w)
{
    uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel);
    if (!is_finite_with_helpers(r, t, w)) return 1;
    return rel == HS_DEP_NSUBJ || rel == HS_DEP_OBJ || rel == HS_DEP_OBL ? 2 : 3;
}

uint32_t hs_predicate_in(const hs_reading *r, hs_words_range w)
{
    uint32_t head = HS_NONE, most = 0;
    for (uint32_t t = w.from; t < w.to; t++) {
        if (!hs_parsed(r, t)) break;
        const hs_token *k = &r->d->tokens.v[t];
        bool top = k->head == t || k->head < w.from || k->head >= w.to; /* the word that the rest hangs on */
        uint32_t its = !top || k->deprel == HS_DEP_PUNCT ? 0 : worth(r, t, w);
        if (its <= most) continue;
        most = its;
        head = t;
    }
    for (uint32_t t = w.from + 1; most < 2 && t < w.to; t++)
        if (costs_money(r, t)) return t;
    if (head != HS_NONE) {
        uint32_t behind = head == w.from ? verb_behind_opening(r, head, w) : HS_NONE;
        if (behind != HS_NONE) return behind;
        uint32_t verb = most > 1 ? head : verb_of_noun(r, head, w);
        if (verb == HS_NONE) verb = stray_copula(r, w);
        return verb != HS_NONE ? verb : verb_of_gerund(r, w);
    }
    for (uint32_t t = w.from; t < w.to; t++) {
        if (!finite_at(r, t, w)) continue;
        if (!hs_class(r, t, HS_W_AUX)) return t;
        uint32_t verb = t;
        while (verb < w.to && hs_class(r, verb, HS_W_AUX | HS_W_NOT | HS_W_ADVERB)) verb++;
        bool modal = hs_class(r, t, HS_W_MODAL | HS_W_DO) && verb < w.to && !hs_class(r, verb, HS_W_MARK | HS_W_DET);
        return verb < w.to && (is_participle(r, verb) || modal) ? verb : t;
    }
    return HS_NONE;
}

/* «Just don't tell anyone | is a documentary»: where the copula behind an order makes the order the name of a work, the
 * copula; else HS_NONE. */
static uint32_t behind_title(const hs_reading *r, hs_words_range w)
{
    static const char *const works[] = {"album",     "book",    "campaign", "documentary", "drama",  "film", "game",
                                        "motto",     "movie",   "musical",  "novel",       "play",   "poem", "podcast",
                                        "programme", "project", "series",   "show",        "slogan", "song", "title"};
    bool order = false;
    for (uint32_t t = w.from; t < w.to && hs_parsed(r, t); t++) {
        uint32_t head = r->d->tokens.v[t].head;
        if (hs_class(r, t, HS_W_COMMA | HS_W_WHO | HS_W_BUT)) return HS_NONE;
        bool noun = hs_deprel_universal(r->d->tokens.v[t].deprel) == HS_DEP_COP && head > t && head < w.to;
        if (order && noun) return hs_in_table(hs_lemma(r, head), works, sizeof works / sizeof *works) ? t : HS_NONE;
        order |= strstr(hs_doc_str(r->d, r->d->tokens.v[t].feats), "Mood=Imp") != NULL;
    }
    return HS_NONE;
}

static uint32_t first_finite(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++)
        if (finite_at(r, t, w)) return t;
    return HS_NONE;
}

/* Does a clause with its own subject begin at t: a few words, none of them a mark, then a finite verb? */
static bool own_subject_at(const hs_reading *r, uint32_t t, uint32_t to)
{
    bool subject = false;
    if (hs_class(r, t, HS_W_PREP | HS_W_MARK | HS_W_WHO)) return false;
    for (uint32_t k = t; k < to && k - t < SUBJECT_WORDS; k++) {
        if (hs_class(r, k, HS_W_MARK | HS_W_WHO | HS_W_AND | HS_W_THAT)) return false;
        if (finite_at(r, k, (hs_words_range){t, to})) return subject;
        if (!hs_class(r, k, HS_W_ADVERB | HS_W_DET | HS_W_PREP) || hs_class(r, k, HS_W_SUBJECT)) subject = true;
    }
    return false;
}

/* By its tree, the verb behind the conjunction goes with a verb before it; where «and» joins nouns it does not.
 * contrast: behind «, while», by which a second statement comes in as an adverbial. */
static bool joins_clauses(const hs_reading *r, hs_words_range left, uint32_t next, uint32_t to, bool contrast)
{
    if (!hs_parsed(r, next)) return true;
    for (uint32_t t = next; t < to && t - next < SUBJECT_WORDS + 3; t++) {
        if (!finite_at(r, t, (hs_words_range){next, to})) continue;
        const hs_token *k = &r->d->tokens.v[t];
        uint32_t rel = hs_deprel_universal(k->deprel), verb = t;
        if ((rel == HS_DEP_AUX || rel == HS_DEP_COP) && k->head < r->d->tokens.n) verb = k->head;
        rel = hs_deprel_universal(r->d->tokens.v[verb].deprel);
        uint32_t head = r->d->tokens.v[verb].head;
        return (rel == HS_DEP_CONJ || rel == HS_DEP_PARATAXIS || (contrast && rel == HS_DEP_ADVCL)) &&
               head >= left.from && head < left.to;
    }
    return false;
}

/* The «that» of a content, not that of «That is why …». */
static bool is_conjunction_that(const hs_reading *r, uint32_t t)
{
    if (!hs_class(r, t, HS_W_THAT)) return false;
    if (!hs_parsed(r, t)) return !hs_class(r, t + 1, HS_W_AUX);
    bool before_name = r->d->tokens.v[t].deprel == HS_DEP_OBJ && hs_class(r, t + 1, HS_W_CAPITAL);
    return before_name || r->d->tokens.v[t].upos == HS_SCONJ || r->d->tokens.v[t].deprel == HS_DEP_MARK;
}

typedef enum { NO_CUT, OWN_SUBJECT, SHARED_SUBJECT } cut;

static cut cut_at(const hs_reading *r, hs_words_range left, uint32_t t, uint32_t to)
{
    bool semicolon = hs_word_is(r, t, ";");
    bool joint = hs_class(r, t, HS_W_AND) || hs_word_is(r, t, "but") || hs_word_is(r, t, "while") ||
                 hs_word_is(r, t, "whereas") || hs_word_is(r, t, "although");
    bool list = hs_class(r, t, HS_W_COMMA) && hs_class(r, t + 1, HS_W_NUMBER); /* «Nine were killed, 20 were hurt» */
    if ((!joint && !semicolon && !list) || left.to < left.from + 2) return NO_CUT;
    uint32_t predicate = hs_predicate_in(r, left);
    if (predicate == HS_NONE || hs_word_is(r, t, "or")) return NO_CUT;
    uint32_t next = t + 1;
    while (next < to && hs_class(r, next, HS_W_COMMA)) next++;
    bool that = next < to && hs_class(r, t, HS_W_AND) && is_conjunction_that(r, next); /* «and that 31 had died» */
    if (that) left = (hs_words_range){predicate, predicate + 1};
    next += that;
    bool contrast = hs_class(r, t - 1, HS_W_COMMA) && !hs_class(r, t, HS_W_AND);
    if (own_subject_at(r, next, to))
        return semicolon || joins_clauses(r, left, next, to, contrast) ? OWN_SUBJECT : NO_CUT;
    if (list) return NO_CUT;
    while (next < to && hs_class(r, next, HS_W_ADVERB)) next++;
    if (predicate + 1 >= left.to || next + 1 >= to || !hs_class(r, t, HS_W_AND))
        return NO_CUT; /* the object is shared too */
    bool verb = hs_class(r, next, HS_W_AUX) || (past_form(r, next) && past_form(r, predicate));
    if (hs_parsed(r, next))
        verb = r->d->tokens.v[next].upos == HS_VERB && r->d->tokens.v[next].deprel == HS_DEP_CONJ &&
               r->d->tokens.v[next].head == predicate;
    return verb ? SHARED_SUBJECT : NO_CUT;
}

static void add_clause(const hs_reading *r, hs_words_range shared, hs_words_range w, hs_clauses *out)
{
    w = hs_words_trim(r, w);
    while (w.from < w.to && hs_class(r, w.from, HS_W_AND | HS_W_COMMA)) w.from++;
    if (w.from < w.to && (hs_word_is(r, w.from, "but") || is_conjunction_that(r, w.from))) w.from++;
    w = hs_words_trim(r, w);
    if (w.to < w.from + 2) return;
    uint32_t predicate = hs_predicate_in(r, w), copula = behind_title(r, w);
    if (copula != HS_NONE) predicate = r->d->tokens.v[copula].head;
    if (predicate == HS_NONE && shared.from < shared.to) predicate = w.from;
    if (predicate == HS_NONE) return;
    uint32_t subject = hs_parsed(r, predicate) ? hs_child(r, predicate, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) : HS_NONE;
    bool behind = subject != HS_NONE && subject > w.from; /* «Where are you?» */
    bool order = hs_parsed(r, predicate) && strstr(hs_doc_str(r->d, r->d->tokens.v[predicate].feats), "Mood=Imp");
    if (shared.to <= shared.from && predicate == w.from && !behind && !order)
        return; /* no subject: not a clause that stands alone */
    *HS_PUSH(*out) = (hs_clause){shared, w, predicate};
}

/* «will tell them and | have him look»: a plain form behind a clause with a modal takes over the modal as well. */
static bool needs_modal(const hs_reading *r, uint32_t t, hs_words_range left)
{
    uint32_t verb = hs_predicate_in(r, left);
    uint32_t modal = hs_parsed(r, verb) ? hs_child(r, verb, HS_DEP_AUX, HS_DEP_AUX) : HS_NONE;
    bool will = modal != HS_NONE && (hs_class(r, modal, HS_W_MODAL) || hs_ends(r, modal, "ll"));
    return will && hs_str_ieq(hs_word(r, t), hs_lemma(r, t));
}

/* «The line for today: | the minutes are forged»: where the clause begins behind a label, which has no verb. */
static uint32_t behind_label(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t + 1 < w.to && t - w.from < SUBJECT_WORDS; t++) {
        if (hs_class(r, t, HS_W_QUOTE)) break;
        if (!hs_word_is(r, t, ":")) continue;
        bool label = t > w.from && hs_predicate_in(r, (hs_words_range){w.from, t}) == HS_NONE;
        return label && hs_predicate_in(r, (hs_words_range){t + 1, w.to}) != HS_NONE ? t + 1 : w.from;
    }
    return w.from;
}

void hs_clauses_in(const hs_reading *r, hs_words_range w, hs_clauses *out)
{
    hs_words_range left = w, shared = {0, 0};
    bool quoted = false;
    if (w.to - w.from > SENTENCE_WORDS) return;
    left.from = w.from = behind_label(r, w);
    for (uint32_t t = w.from; t < w.to; t++) {
        if (hs_class(r, t, HS_W_QUOTE)) quoted = !quoted;
        if (quoted) continue;
        left.to = t;
        cut how = cut_at(r, left, t, w.to);
        if (how == NO_CUT) continue;
        add_clause(r, shared, left, out);
        if (how == OWN_SUBJECT) {
            shared = (hs_words_range){0, 0};
        } else if (shared.from == shared.to) {
            uint32_t finite = first_finite(r, left), verb = hs_predicate_in(r, left);
            bool own_aux = hs_class(r, t + 1, HS_W_AUX) && !needs_modal(r, t + 1, left);
            uint32_t subject = hs_parsed(r, verb) ? hs_child(r, verb, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS) : HS_NONE;
            shared = (hs_words_range){left.from, own_aux ? finite : verb};
            if (subject != HS_NONE && r->low[subject] >= left.from && subject < verb) {
                uint32_t end = r->high[subject] + 1;
                shared.from = r->low[subject];
                if (own_aux || end >= r->d->tokens.n || r->d->tokens.v[end].upos != HS_AUX) shared.to = end;
            }
            shared = hs_words_trim(r, shared);
            if (shared.from < shared.to && is_conjunction_that(r, shared.from)) shared.from++;
        }
        left.from = t + 1;
    }
    left.to = w.to;
    add_clause(r, shared, left, out);
}

/* «No official has taken money»: the determiner of what the verb is about. */
static bool denies_argument(const hs_reading *r, uint32_t t, uint32_t predicate)
{
    if (!hs_word_is(r, t, "no") && !hs_word_is(r, t, "neither")) return false;
    if (!hs_parsed(r, t)) return hs_word_is(r, t, "no") && t > 0 && hs_class(r, t - 1, HS_W_AUX);
    const hs_token *noun = &r->d->tokens.v[r->d->tokens.v[t].head];
    uint32_t rel = hs_deprel_universal(noun->deprel);
    return r->d->tokens.v[t].deprel == HS_DEP_DET && noun->head == predicate &&
           (rel == HS_DEP_NSUBJ || rel == HS_DEP_OBJ || rel == HS_DEP_CSUBJ);
}

/* «Not only», «not just»: it is so, and more is. */
static bool says_more(const hs_reading *r, uint32_t no)
{
    static const char *const more[] = {"exclusively", "just", "merely", "only", "simply", "solely"};
    enum { WITHIN = 2 };
    for (uint32_t t = no + 1; t <= no + WITHIN; t++)
        if (hs_word_in(r, t, more, sizeof more / sizeof *more)) return true;
    return false;
}

/* In a lesser clause within: «When nothing happened, I wrote again», «asked not to be named». */
static bool of_lesser_clause(const hs_reading *r, uint32_t t, uint32_t predicate)
{
    enum { STEPS = 8 };
    if (!hs_parsed(r, t)) return false;
    for (uint32_t steps = 0; steps < STEPS && t != predicate && t < r->d->tokens.n; steps++) {
        uint32_t rel = hs_deprel_universal(r->d->tokens.v[t].deprel);
        if (rel == HS_DEP_ADVCL || rel == HS_DEP_ACL || rel == HS_DEP_CSUBJ || rel == HS_DEP_CCOMP ||
            rel == HS_DEP_XCOMP)
            return r->d->tokens.v[t].head == predicate || rel == HS_DEP_ACL;
        if (r->d->tokens.v[t].head == t) return false;
        t = r->d->tokens.v[t].head;
    }
    return false;
}

uint32_t hs_clause_flags(const hs_reading *r, const hs_clause *c)
{
    static const char *const none[] = {"neither", "nobody", "none", "nothing", "nowhere"};
    uint32_t flags = 0, copula = behind_title(r, c->words);
    for (uint32_t t = copula != HS_NONE ? copula : c->words.from; t < c->words.to; t++) {
        bool near = t <= c->predicate + 2;
        bool no = hs_class(r, t, HS_W_NOT) || hs_word_in(r, t, none, sizeof none / sizeof *none);
        if (near && no && !says_more(r, t) && !of_lesser_clause(r, t, c->predicate)) flags |= HS_NEGATED;
        if (denies_argument(r, t, c->predicate)) flags |= HS_NEGATED;
        if (hs_cue_adverb(hs_word(r, t))) flags |= HS_HEDGED;
        bool month = hs_class(r, t, HS_W_CAPITAL) && t > c->words.from; /* «in May» */
        if ((hs_word_is(r, t, "may") && !month) || hs_word_is(r, t, "might") ||
            (hs_word_is(r, t, "could") && !hs_class(r, t + 1, HS_W_NOT)))
            flags |= HS_HEDGED;
    }
    return flags;
}
