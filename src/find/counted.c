#include "find/counted.h"

#include "base/utf8.h"
#include "find/events.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

enum { MOST_WORDS = 6, FAR = 400 };

static const char *const stops[] = {
    "about", "after",  "against", "aged",   "ago",   "all",     "along", "also",    "although", "among",   "and",
    "are",   "around", "as",      "at",     "be",    "because", "been",  "before",  "being",    "between", "but",
    "by",    "came",   "can",     "could",  "did",   "do",      "does",  "during",  "each",     "for",     "from",
    "had",   "has",    "have",    "he",     "her",   "him",     "how",   "i",       "if",       "in",      "inside",
    "into",  "is",     "it",      "just",   "later", "made",    "may",   "might",   "near",     "nor",     "not",
    "now",   "of",     "off",     "on",     "only",  "or",      "out",   "outside", "over",     "per",     "said",
    "say",   "says",   "she",     "should", "since", "so",      "still", "than",    "that",     "the",     "their",
    "them",  "then",   "there",   "they",   "this",  "through", "to",    "told",    "took",     "under",   "until",
    "up",    "us",     "versus",  "via",    "was",   "we",      "went",  "were",    "what",     "when",    "where",
    "which", "while",  "who",     "whom",   "whose", "will",    "with",  "within",  "without",  "would",   "yet",
    "you"};
static const char *const leads[] = {"her", "his", "its", "my", "our", "such", "the", "their", "these", "those", "your"};
static const char *const vague[] = {"additional", "another",  "different", "estimated", "extra",  "further",
                                    "many",       "more",     "new",       "other",     "others", "own",
                                    "reported",   "separate", "several",   "such",      "total"};
static const char *const plurals[] = {"aircraft", "cattle",    "children", "crew",  "dead",  "feet",   "folk", "men",
                                      "people",   "personnel", "police",   "staff", "teeth", "troops", "women"};
static const char *const extents[] = {"deep", "high", "long", "tall", "thick", "wide"};

static bool in(const char *word, const char *const *table, size_t n)
{
    return *word && hs_in_table(hs_str_of(word), table, n);
}

static bool letters(const hs_doc *d, uint32_t t)
{
    hs_str s = hs_doc_text(d, d->tokens.v[t].at);
    size_t at = 0;
    return s.n && hs_uc_letter(hs_utf8_next(s, &at));
}

static bool plural_word(const hs_doc *d, uint32_t t)
{
    char w[HS_LOW_MAX];
    size_t n = strlen(hs_token_low(d, t, w));
    if (in(w, plurals, COUNT(plurals))) return true;
    if (n < 4 || w[n - 1] != 's' || w[n - 2] == 's' || w[n - 2] == '\'') return false;
    return !(n > 3 && (strcmp(w + n - 3, "ous") == 0 || strcmp(w + n - 2, "is") == 0 || strcmp(w + n - 2, "us") == 0));
}

/* Can token t stand in the noun phrase? By tag where a tagger ran, by word where not. */
static bool nominal_token(const hs_doc *d, uint32_t t)
{
    char w[HS_LOW_MAX];
    const hs_token *tok = &d->tokens.v[t];
    if (!letters(d, t) || in(hs_token_low(d, t, w), stops, COUNT(stops)) || hs_token_adverb(d, t)) return false;
    if (tok->upos == HS_X) return true;
    return tok->upos == HS_NOUN || tok->upos == HS_PROPN || tok->upos == HS_ADJ ||
           (tok->upos == HS_VERB && t + 1 < d->tokens.n && d->tokens.v[t + 1].upos == HS_NOUN);
}

static bool possessive(const hs_doc *d, uint32_t t)
{
    char w[HS_LOW_MAX];
    hs_token_low(d, t, w);
    return strcmp(w, "'s") == 0 || strcmp(w, "\xE2\x80\x99s") == 0;
}

/* The noun phrase from token t on: its first and head tokens. */
static bool phrase(const hs_doc *d, uint32_t t, uint32_t stop, bool plural, uint32_t *first, uint32_t *head)
{
    char w[HS_LOW_MAX];
    if (t < stop && strcmp(hs_token_low(d, t, w), "of") == 0) t++;
    while (t < stop && (in(hs_token_low(d, t, w), leads, COUNT(leads)) || strcmp(w, "-") == 0)) t++;
    *first = t;
    uint32_t last = HS_NONE;
    for (uint32_t k = t; k < stop && k - t < MOST_WORDS; k++) {
        if (possessive(d, k)) continue;
        if (!nominal_token(d, k)) break;
        bool ed = strlen(hs_token_low(d, k, w)) > 4 && strcmp(w + strlen(w) - 2, "ed") == 0;
        bool tagged = d->tokens.v[k].upos != HS_X;
        if (tagged ? d->tokens.v[k].upos != HS_ADJ && d->tokens.v[k].upos != HS_VERB : !ed) last = k;
        if (last == HS_NONE && tagged && d->tokens.v[k].upos == HS_ADJ && (k + 1 == stop || !nominal_token(d, k + 1)))
            last = k; /* "116 dead" */
        if (plural && plural_word(d, k) &&
            !(k + 1 < stop && (possessive(d, k + 1) || (nominal_token(d, k + 1) && plural_word(d, k + 1)))))
            break;
        if (!plural && !tagged) break;
    }
    *head = last;
    return last != HS_NONE;
}

static hs_ref name_of(hs_doc *d, uint32_t first, uint32_t head)
{
    char w[HS_LOW_MAX];
    hs_buf b = {0};
    if (head - first > 4) first = head - 4;
    for (uint32_t k = first; k <= head; k++) {
        if (possessive(d, k) || in(hs_token_low(d, k, w), vague, COUNT(vague)) || (!*w && k != head)) continue;
        if (b.n && k != first && hs_span_end(d->tokens.v[k - 1].at) == d->tokens.v[k].at.at) {
            hs_buf_str(&b, w);
            continue;
        }
        if (b.n) hs_buf_char(&b, ' ');
        const char *lemma = hs_doc_str(d, d->tokens.v[k].lemma);
        if (strcmp(lemma, "people") == 0) lemma = "person"; /* which treebanks keep apart */
        hs_buf_str(&b, k == head ? lemma : w);
    }
    hs_ref r = hs_doc_intern(d, (hs_str){hs_buf_c(&b), b.n});
    hs_buf_free(&b);
    return r;
}

/* The noun that the number is a modifier of by the tree: "five [teen girls]", "four [deadly mass shootings]". */
static uint32_t noun_by_tree(const hs_doc *d, uint32_t number, uint32_t t, uint32_t stop)
{
    char w[HS_LOW_MAX];
    uint32_t n = number;
    for (int k = 0; k < 3 && d->tokens.v[n].head > n && d->tokens.v[n].head < t; k++) n = d->tokens.v[n].head;
    uint32_t rel = d->tokens.v[n].deprel, head = d->tokens.v[n].head;
    if ((rel != HS_DEP_NUMMOD && rel != HS_DEP_AMOD) || head < t || head >= stop || head - t > 8) return HS_NONE;
    const hs_token *x = &d->tokens.v[head];
    if (x->upos != HS_NOUN && x->upos != HS_PROPN) return HS_NONE;
    for (uint32_t k = t; k <= head; k++)
        if (in(hs_token_low(d, k, w), stops, COUNT(stops))) return HS_NONE;
    bool name = d->tokens.v[head].upos == HS_PROPN || hs_uc_upper((unsigned char)d->text.p[x->at.at]);
    const hs_token *b = head > t ? &d->tokens.v[head - 1] : x;
    bool noun = head > t && b->upos == HS_NOUN && !hs_uc_upper((unsigned char)d->text.p[b->at.at]);
    return name && noun ? head - 1 : head; /* "the first transcript Demir is …" */
}

/* "the country's 50 state legislatures" behind "two thirds of": what is counted stands behind the second number. */
static uint32_t over_possessor(const hs_doc *d, uint32_t t, uint32_t stop)
{
    for (uint32_t k = t; k + 1 < stop && k - t < 5; k++) {
        if (possessive(d, k) && d->tokens.v[k + 1].upos == HS_NUM) return k + 2;
        if (k > t && !letters(d, k) && !possessive(d, k)) break;
    }
    return t;
}

/* "fifteen of them": what the figure before counts, where it stands near. */
static bool of_them(hs_doc *d, hs_figure *f, uint32_t t, uint32_t stop)
{
    static const char *const pronouns[] = {"them", "these", "those", "us", "whom"};
    char w[HS_LOW_MAX];
    if (t + 1 >= stop || strcmp(hs_token_low(d, t, w), "of") != 0) return false;
    if (!in(hs_token_low(d, t + 1, w), pronouns, COUNT(pronouns))) return false;
    if (t + 2 < stop && nominal_token(d, t + 2) && d->tokens.v[t + 2].upos != HS_VERB)
        return false; /* "of these states" */
    for (uint32_t k = d->figures.n; k > 0 && d->figures.n - k < 4; k--) {
        const hs_figure *g = &d->figures.v[k - 1];
        if (hs_span_end(g->at) + FAR < f->at.at) break;
        if (!g->counted || g->unit || g->ordinal) continue;
        f->counted = g->counted;
        f->counted_at = d->tokens.v[t + 1].at;
        return true;
    }
    return true;
}

/* "ten-storey building", "25-room home": the word joined on is what is counted. */
static bool joined_on(hs_doc *d, hs_figure *f, uint32_t t, uint32_t stop)
{
    static const char *const not_counted[] = {"and", "by",  "fold", "in",   "odd",       "of",     "old",
                                              "on",  "out", "plus", "some", "something", "strong", "way"};
    char w[HS_LOW_MAX];
    if (t + 1 >= stop || d->tokens.v[t].at.at != hs_span_end(f->at) || strcmp(hs_token_low(d, t, w), "-") != 0)
        return false;
    if (hs_span_end(d->tokens.v[t].at) != d->tokens.v[t + 1].at.at || !letters(d, t + 1)) return false;
    if (in(hs_token_low(d, t + 1, w), not_counted, COUNT(not_counted))) return false;
    f->counted_at = d->tokens.v[t + 1].at;
    f->counted = d->tokens.v[t + 1].lemma;
    return true;
}

/* "12 dead", "five more wounded": people, whatever else the text calls them. */
static bool state_word(const hs_doc *d, uint32_t t)
{
    static const char *const states[] = {"dead", "homeless", "injured", "missing", "wounded"};
    char w[HS_LOW_MAX];
    return in(hs_token_low(d, t, w), states, COUNT(states));
}

/* "a population of about 23 million", "a crowd of 4,000": the noun before, where none stands behind. */
static void noun_before(hs_doc *d, hs_figure *f, uint32_t number, const hs_counting *c)
{
    static const char *const no_thing[] = {"average", "family",  "group",  "list",   "majority", "margin", "maximum",
                                           "mean",    "minimum", "number", "record", "sum",      "team",   "total"};
    uint32_t n = number;
    for (int k = 0; k < 3 && d->tokens.v[n].head >= c->first && d->tokens.v[n].head < c->behind; k++)
        n = d->tokens.v[n].head;
    uint32_t head = d->tokens.v[n].head, first = head;
    if (d->tokens.v[n].deprel != HS_DEP_NMOD || head < c->start || head + 1 >= c->first) return;
    if (d->tokens.v[head].upos != HS_NOUN || in(hs_doc_str(d, d->tokens.v[head].lemma), no_thing, COUNT(no_thing)))
        return;
    char w[HS_LOW_MAX];
    if (strcmp(hs_token_low(d, head + 1, w), "of") != 0) return;
    while (first > c->start && head - first < 4 &&
           (nominal_token(d, first - 1) || strcmp(hs_token_low(d, first - 1, w), "-") == 0))
        first--;
    f->counted_at = hs_span_join(d->tokens.v[first].at, d->tokens.v[head].at);
    f->counted = name_of(d, first, head);
}

/* "The number of dead has risen to 33": what the number is of, and what befell that. */
static void number_of(hs_doc *d, hs_figure *f, hs_counting *c)
{
    static const char *const lead[] = {"about", "at", "from", "is", "nearly", "over", "reached", "stands", "to", "was"};
    char w[HS_LOW_MAX];
    if (c->first == c->start || !in(hs_token_low(d, c->first - 1, w), lead, COUNT(lead))) return;
    for (uint32_t k = c->first; k > c->start && c->first - k < 24; k--) {
        uint32_t first, head;
        if (strcmp(hs_token_low(d, k - 1, w), "number") != 0 || strcmp(hs_token_low(d, k, w), "of") != 0) continue;
        if (!phrase(d, k, c->first, true, &first, &head)) return;
        f->counted_at = hs_span_join(d->tokens.v[first].at, d->tokens.v[head].at);
        f->counted = name_of(d, first, head);
        c->at = head;
        c->behind = head + 1;
        return;
    }
}

void hs_counted_find(hs_doc *d, hs_figure *f, uint32_t end, bool plural)
{
    uint32_t t = hs_doc_token_at(d, end), s = hs_doc_sentence_at(d, end ? end - 1 : 0), first = 0, head = HS_NONE;
    if (s >= d->sentences.n) return;
    hs_counting c = {.start = d->sentences.v[s].first};
    c.stop = c.start + d->sentences.v[s].n;
    if (t < c.stop && d->tokens.v[t].at.at < end) t++;
    c.first = hs_doc_token_at(d, f->at.at);
    if (c.first > c.stop || t > c.stop) return;
    c.at = t > c.start ? t - 1 : t;
    c.behind = t;
    if (joined_on(d, f, t, c.stop)) return;
    bool them = of_them(d, f, t, c.stop);
    if (them) {
        c.behind = t + 2;
    } else {
        uint32_t from = over_possessor(d, t, c.stop), tree = HS_NONE;
        bool found = phrase(d, from, c.stop, plural, &first, &head);
        if (from == t && t < c.stop) tree = noun_by_tree(d, c.at, t, c.stop);
        if (tree != HS_NONE) {
            first = found && first < tree ? first : t;
            head = tree;
            found = true;
        }
        char last[HS_LOW_MAX];
        bool extent = found && in(hs_token_low(d, head, last), extents, COUNT(extents)); /* "5 feet tall" */
        bool adjective = found && (extent || d->tokens.v[head].upos == HS_ADJ);
        bool name = adjective && hs_uc_upper((unsigned char)d->text.p[d->tokens.v[head].at.at]); /* "12 Chinese" */
        if (found && !(adjective && (f->unit || !(name || state_word(d, head))))) {              /* not "17% lighter" */
            f->counted_at = hs_span_join(d->tokens.v[first].at, d->tokens.v[head].at);
            f->counted = name_of(d, first, head);
            c.at = head;
            c.behind = head + 1;
        }
    }
    bool bare = !f->counted && !f->unit && !f->ordinal && c.at < c.stop;
    if (bare) noun_before(d, f, c.at, &c);
    if (bare && !f->counted) number_of(d, f, &c);
    f->event = hs_event_find(d, &c);
    bool people = !f->unit && !f->ordinal && hs_event_of_people(hs_doc_str(d, f->event));
    uint32_t noun = f->counted_at.n ? hs_doc_token_at(d, f->counted_at.at) : c.stop;
    bool state = !them && noun < c.stop && d->tokens.v[noun].at.n == f->counted_at.n && state_word(d, noun);
    char w[HS_LOW_MAX] = "";
    bool others = f->counted_at.n && !them && strcmp(hs_token_low(d, c.at, w), "others") == 0;
    if (others) f->counted = hs_doc_intern(d, people ? HS_STR("other person") : HS_STR("other"));
    if (people && (!f->counted || state)) f->counted = hs_doc_intern(d, HS_STR("person"));
}
