#include "find/events.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

enum { REACH = 9, WINDOW = 60 };

/* Verbs taken for events by their words alone, where no tree says how they are joined. */
static const char *const events[] = {
    "abduct",  "accuse",    "admit",   "arrest",      "attack",      "attend",    "ban",       "behead",   "bomb",
    "bury",    "buy",       "capture", "charge",      "convict",     "cross",     "defect",    "deploy",   "deport",
    "destroy", "detain",    "die",     "disappear",   "dismiss",     "displace",  "donate",    "drown",    "earn",
    "employ",  "evacuate",  "execute", "expel",       "export",      "fine",      "fire",      "flee",     "free",
    "gather",  "hire",      "hit",     "hospitalise", "hospitalize", "hurt",      "imprison",  "indict",   "infect",
    "injure",  "interview", "invest",  "jail",        "join",        "kidnap",    "kill",      "launch",   "lose",
    "march",   "monitor",   "murder",  "pay",         "perish",      "prosecute", "protest",   "question", "raid",
    "raise",   "receive",   "recover", "release",     "rescue",      "sack",      "search",    "seize",    "sell",
    "send",    "sentence",  "shoot",   "sign",        "smuggle",     "spend",     "steal",     "strand",   "survive",
    "suspend", "test",      "train",   "transfer",    "trap",        "treat",     "vaccinate", "vote",     "watch",
    "wound"};
/* Of people; where no noun stands they are counted. */
static const char *const of_people[] = {
    "abduct",   "arrest", "behead",  "charge",   "convict", "deport",    "detain",      "die",         "discharge",
    "displace", "drown",  "execute", "fire",     "flee",    "hire",      "hospitalise", "hospitalize", "hurt",
    "imprison", "indict", "infect",  "injure",   "jail",    "kidnap",    "kill",        "miss",        "missing",
    "murder",   "perish", "rescue",  "sentence", "survive", "vaccinate", "wound"};
/* What an active subject does to another, so that it did not befall the subject. */
static const char *const done_to[] = {
    "abduct",  "accuse",   "arrest",  "attack",    "ban",      "behead",   "bomb",     "bury",      "capture", "charge",
    "convict", "deport",   "destroy", "detain",    "dismiss",  "displace", "evacuate", "execute",   "expel",   "fine",
    "fire",    "free",     "hit",     "hurt",      "imprison", "indict",   "infect",   "injure",    "jail",    "kidnap",
    "kill",    "monitor",  "murder",  "prosecute", "question", "raid",     "release",  "rescue",    "sack",    "search",
    "seize",   "sentence", "shoot",   "steal",     "suspend",  "trap",     "treat",    "vaccinate", "watch",   "wound"};
static const char *const light[] = {
    "average", "be",   "become", "come",   "comprise", "consist", "contain",   "continue", "do",   "equal",
    "exceed",  "find", "follow", "get",    "go",       "have",    "include",   "involve",  "keep", "lead",
    "make",    "mean", "need",   "number", "reach",    "remain",  "represent", "see",      "seem", "set",
    "start",   "take", "tell",   "total",  "turn",     "use",     "want"};
static const char *const saying[] = {
    "accord",   "acknowledge", "add",      "allege",   "announce", "assert",   "believe",  "cite",     "claim",
    "conclude", "confirm",     "consider", "declare",  "deny",     "describe", "disclose", "estimate", "expect",
    "explain",  "fear",        "hear",     "indicate", "insist",   "know",     "learn",    "list",     "mention",
    "note",     "order",       "presume",  "provide",  "publish",  "quote",    "record",   "report",   "reveal",
    "say",      "show",        "state",    "stress",   "suggest",  "suspect",  "tell",     "think",    "write"};
/* Verbs that leave the event to the verb below them: "permitted a thousand fighters to cross". */
static const char *const control[] = {"allow", "ask",  "cause", "enable", "encourage", "force", "help",
                                      "let",   "make", "order", "permit", "urge",      "want"};
/* Words for states and deeds that are no verbs: "came under surveillance", "filed charges against", "were missing". */
static const struct {
    const char *word, *event;
} nominal[] = {{"abduction", "abduct"},   {"arrest", "arrest"},     {"charge", "charge"},
               {"conviction", "convict"}, {"dead", "die"},          {"death", "die"},
               {"detention", "detain"},   {"execution", "execute"}, {"fatality", "die"},
               {"homeless", "displace"},  {"indictment", "indict"}, {"injured", "injure"},
               {"injury", "injure"},      {"kidnapping", "kidnap"}, {"killing", "kill"},
               {"missing", "missing"},    {"murder", "murder"},     {"surveillance", "monitor"},
               {"toll", "die"},           {"wounded", "wound"}};

static bool in(const char *word, const char *const *table, size_t n)
{
    return *word && hs_in_table(hs_str_of(word), table, n);
}

const char *hs_token_low(const hs_doc *d, uint32_t t, char out[HS_LOW_MAX])
{
    hs_str s = hs_doc_text(d, d->tokens.v[t].at);
    out[0] = '\0';
    if (s.n >= HS_LOW_MAX) return out;
    for (size_t i = 0; i < s.n; i++) out[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    out[s.n] = '\0';
    return out;
}

bool hs_token_adverb(const hs_doc *d, uint32_t t)
{
    char w[HS_LOW_MAX];
    if (d->tokens.v[t].upos != HS_X) return d->tokens.v[t].upos == HS_ADV;
    size_t n = strlen(hs_token_low(d, t, w));
    return n > 4 && strcmp(w + n - 2, "ly") == 0 && strcmp(w, "family") != 0 && strcmp(w, "elderly") != 0;
}

bool hs_event_of_people(const char *event)
{
    return in(event, of_people, COUNT(of_people));
}

static hs_ref nominal_of(hs_doc *d, uint32_t t)
{
    char w[HS_LOW_MAX];
    const char *lemma = hs_doc_str(d, d->tokens.v[t].lemma);
    hs_token_low(d, t, w);
    for (size_t k = 0; k < COUNT(nominal); k++)
        if (strcmp(lemma, nominal[k].word) == 0 || strcmp(w, nominal[k].word) == 0)
            return hs_doc_intern(d, hs_str_of(nominal[k].event));
    return 0;
}

/* ---- by the tree ---- */

static uint32_t child(const hs_doc *d, const hs_counting *c, uint32_t head, uint32_t deprel, uint32_t or_deprel)
{
    uint32_t from = head > c->start + WINDOW ? head - WINDOW : c->start,
             to = head + WINDOW < c->stop ? head + WINDOW : c->stop;
    for (uint32_t t = from; t < to; t++) {
        const hs_token *x = &d->tokens.v[t];
        if (t != head && x->head == head && (x->deprel == deprel || x->deprel == or_deprel)) return t;
    }
    return HS_NONE;
}

static hs_ref event_of_verb(hs_doc *d, const hs_counting *c, uint32_t verb)
{
    for (int depth = 0; depth < 3; depth++) {
        const char *lemma = hs_doc_str(d, d->tokens.v[verb].lemma);
        uint32_t below = in(lemma, control, COUNT(control)) ? child(d, c, verb, HS_DEP_XCOMP, HS_DEP_XCOMP) : HS_NONE;
        if (below == HS_NONE || d->tokens.v[below].upos != HS_VERB) break;
        verb = below;
    }
    const char *lemma = hs_doc_str(d, d->tokens.v[verb].lemma);
    uint32_t object = strcmp(lemma, "lose") == 0 ? child(d, c, verb, HS_DEP_OBJ, HS_DEP_OBJ) : HS_NONE;
    if (object != HS_NONE && strcmp(hs_doc_str(d, d->tokens.v[object].lemma), "life") == 0) /* "lost their lives" */
        return hs_doc_intern(d, HS_STR("die"));
    if (in(lemma, light, COUNT(light)) || in(lemma, saying, COUNT(saying))) return 0;
    return d->tokens.v[verb].lemma;
}

static bool semicolon_between(const hs_doc *d, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (hs_str_eq(hs_doc_text(d, d->tokens.v[t].at), HS_STR(";"))) return true;
    return false;
}

static hs_ref by_tree(hs_doc *d, const hs_counting *c)
{
    uint32_t at = c->at, verb = c->first > c->start ? c->first - 1 : c->first;
    bool joint = d->tokens.v[at].deprel == HS_DEP_CONJ && d->tokens.v[verb].upos == HS_VERB;
    if (joint && d->tokens.v[verb].deprel == HS_DEP_CONJ &&
        in(hs_doc_str(d, d->tokens.v[verb].lemma), events, COUNT(events)))
        return d->tokens.v[verb].lemma; /* «killed three and injured nine», where the tree joins the numbers */
    for (int k = 0; k < 4 && d->tokens.v[at].deprel == HS_DEP_CONJ && d->tokens.v[at].head < at; k++)
        at = d->tokens.v[at].head;
    const hs_token *x = &d->tokens.v[at];
    if (x->head >= c->stop || x->head < c->start || x->head == at || semicolon_between(d, x->head, c->at)) return 0;
    const hs_token *up = &d->tokens.v[x->head];
    uint32_t rel = x->deprel, clause = child(d, c, at, HS_DEP_ACL, HS_DEP_ACL_RELCL);
    bool passive = rel == HS_DEP_NSUBJ_PASS ||
                   (rel == HS_DEP_NSUBJ && child(d, c, x->head, HS_DEP_AUX_PASS, HS_DEP_AUX_PASS) != HS_NONE);
    if (rel == HS_DEP_NMOD && nominal_of(d, x->head)) return nominal_of(d, x->head);
    if ((rel == HS_DEP_NSUBJ || passive) && nominal_of(d, x->head)) return nominal_of(d, x->head); /* "were missing" */
    hs_ref event = 0;
    if (up->upos == HS_VERB && (passive || rel == HS_DEP_OBJ)) event = event_of_verb(d, c, x->head);
    if (up->upos == HS_VERB && rel == HS_DEP_NSUBJ && !passive) {
        event = event_of_verb(d, c, x->head);
        bool object = child(d, c, x->head, HS_DEP_OBJ, HS_DEP_CCOMP) != HS_NONE;
        if (object && in(hs_doc_str(d, event), done_to, COUNT(done_to))) event = 0;
    }
    if (!event && clause != HS_NONE && clause > at && d->tokens.v[clause].upos == HS_VERB &&
        d->tokens.v[clause].deprel == HS_DEP_ACL && strstr(hs_doc_str(d, d->tokens.v[clause].feats), "Tense=Past"))
        event = event_of_verb(d, c, clause); /* "people killed in the blast" */
    return event;
}

/* ---- by the words ---- */

static hs_ref event_of(hs_doc *d, uint32_t t)
{
    const hs_token *x = &d->tokens.v[t];
    const char *lemma = hs_doc_str(d, x->lemma);
    if (in(lemma, events, COUNT(events)) && x->upos != HS_NOUN) return x->lemma;
    return nominal_of(d, t);
}

/* An active verb right behind its subject: "two men killed a guard". */
static bool active(const hs_doc *d, const hs_counting *c, uint32_t t, bool be)
{
    const char *feats = hs_doc_str(d, d->tokens.v[t].feats);
    return !be && in(hs_doc_str(d, d->tokens.v[t].lemma), done_to, COUNT(done_to)) && strstr(feats, "VerbForm=Fin") &&
           child(d, c, t, HS_DEP_AUX_PASS, HS_DEP_AUX_PASS) == HS_NONE &&
           child(d, c, t, HS_DEP_OBJ, HS_DEP_CCOMP) != HS_NONE;
}

/* Behind the phrase: over auxiliaries, adverbs and "who" to the verb. */
static hs_ref behind(hs_doc *d, const hs_counting *c)
{
    static const char *const over[] = {
        "allegedly", "already",   "also",       "are",      "be",     "been", "being",      "believed", "came",
        "come",      "confirmed", "considered", "declared", "feared", "get",  "got",        "had",      "has",
        "have",      "known",     "may",        "more",     "now",    "of",   "officially", "others",   "people",
        "presumed",  "reported",  "so",         "still",    "that",   "them", "then",       "these",    "those",
        "thought",   "to",        "under",      "us",       "was",    "were", "who",        "will",     "would"};
    char w[HS_LOW_MAX];
    bool be = false;
    for (uint32_t k = c->behind; k < c->stop && k - c->behind < REACH; k++) {
        hs_ref e = event_of(d, k);
        if (e) return active(d, c, k, be) ? 0 : e;
        hs_token_low(d, k, w);
        if (!in(w, over, COUNT(over)) && !hs_token_adverb(d, k)) return 0;
        be |= strcmp(w, "was") == 0 || strcmp(w, "were") == 0 || strcmp(w, "been") == 0 || strcmp(w, "be") == 0;
    }
    return 0;
}

static hs_ref before(hs_doc *d, const hs_counting *c)
{
    static const char *const over[] = {"a",    "about", "against",   "almost", "an",   "another", "around",
                                       "as",   "at",    "estimated", "for",    "from", "least",   "many",
                                       "more", "most",  "nearly",    "of",     "off",  "on",      "other",
                                       "out",  "over",  "some",      "than",   "the",  "to",      "up"};
    char w[HS_LOW_MAX];
    for (uint32_t k = c->first; k > c->start && c->first - k < REACH; k--) {
        hs_ref e = event_of(d, k - 1);
        if (e) return e;
        hs_token_low(d, k - 1, w);
        if (!in(w, over, COUNT(over)) && !hs_token_adverb(d, k - 1)) return 0;
    }
    return 0;
}

/* "The death toll has risen to 31", "the number of dead was 33" */
static hs_ref toll(hs_doc *d, const hs_counting *c)
{
    char w[HS_LOW_MAX], of[HS_LOW_MAX];
    bool alone = c->at >= c->first && c->at < c->behind; /* no noun stands behind the number */
    for (uint32_t k = c->first; k > c->start && c->first - k < 24; k--) {
        bool dead = strcmp(hs_token_low(d, k - 1, w), "dead") == 0 || strcmp(w, "victims") == 0;
        dead = dead && alone && k > c->start + 1 && strcmp(hs_token_low(d, k - 2, of), "of") == 0;
        if (dead || (strcmp(w, "toll") == 0 && alone)) return hs_doc_intern(d, HS_STR("die"));
    }
    return 0;
}

/* "killed five children and two drivers": what befell those before befell these, where no verb stands between. */
static hs_ref shared(hs_doc *d, const hs_counting *c)
{
    char w[HS_LOW_MAX];
    if (!d->figures.n || c->first == c->start) return 0;
    hs_token_low(d, c->first - 1, w);
    const hs_figure *g = &d->figures.v[d->figures.n - 1];
    if ((strcmp(w, "and") != 0 && strcmp(w, ",") != 0) || g->at.at < d->tokens.v[c->start].at.at) return 0;
    if (!in(hs_doc_str(d, g->event), done_to, COUNT(done_to)) || !g->counted_at.n) return 0;
    for (uint32_t t = hs_doc_token_at(d, hs_span_end(g->counted_at)); t < c->first; t++)
        if (d->tokens.v[t].upos == HS_VERB || d->tokens.v[t].upos == HS_AUX) return 0;
    return g->event;
}

hs_ref hs_event_find(hs_doc *d, const hs_counting *c)
{
    hs_ref event = c->at < c->stop && c->at >= c->start ? nominal_of(d, c->at) : 0; /* "961 arrests" */
    if (!event && c->at < c->stop && c->at >= c->start && d->tokens.v[c->at].deprel != HS_DEP_NONE)
        event = by_tree(d, c);
    if (!event) event = behind(d, c);
    if (!event) event = before(d, c);
    if (!event) event = shared(d, c);
    return event ? event : toll(d, c);
}
