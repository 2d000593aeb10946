#include "find/counted.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(t) (sizeof(t) / sizeof *(t))

enum { MOST_WORDS = 6, REACH = 8, WORD_MAX = 32 };

static const char *const stops[] = {
    "about",  "after",  "against", "ago",   "all",     "along", "also",    "although", "among",   "and",    "are",
    "around", "as",     "at",      "be",    "because", "been",  "before",  "being",    "between", "but",    "by",
    "came",   "can",    "could",   "did",   "do",      "does",  "during",  "each",     "for",     "from",   "had",
    "has",    "have",   "he",      "her",   "him",     "how",   "i",       "if",       "in",      "inside", "into",
    "is",     "it",     "just",    "later", "made",    "may",   "might",   "near",     "nor",     "not",    "now",
    "of",     "off",    "on",      "only",  "or",      "out",   "outside", "over",     "per",     "said",   "say",
    "says",   "she",    "should",  "since", "so",      "still", "than",    "that",     "the",     "their",  "them",
    "then",   "there",  "they",    "this",  "through", "to",    "told",    "took",     "under",   "until",  "up",
    "us",     "versus", "via",     "was",   "we",      "went",  "were",    "what",     "when",    "where",  "which",
    "while",  "who",    "whom",    "whose", "will",    "with",  "within",  "without",  "would",   "yet",    "you"};
static const char *const leads[] = {"his", "its", "my", "our", "such", "the", "their", "these", "those", "your"};
static const char *const vague[] = {"additional", "another",  "different", "estimated", "extra",  "further",
                                    "many",       "more",     "new",       "other",     "others", "own",
                                    "reported",   "separate", "several",   "such",      "total"};
static const char *const plurals[] = {"aircraft", "children",  "cattle", "crew",  "dead",  "feet",   "folk", "men",
                                      "people",   "personnel", "police", "staff", "teeth", "troops", "women"};
static const char *const events[] = {
    "abduct",  "accuse",    "admit",   "arrest",      "attack",      "attend",   "ban",       "behead",   "bomb",
    "bury",    "buy",       "capture", "charge",      "convict",     "cross",    "defect",    "deport",   "deploy",
    "destroy", "detain",    "die",     "disappear",   "dismiss",     "displace", "donate",    "drown",    "earn",
    "employ",  "evacuate",  "execute", "expel",       "export",      "fine",     "fire",      "flee",     "free",
    "gather",  "hire",      "hit",     "hospitalise", "hospitalize", "hurt",     "imprison",  "indict",   "infect",
    "injure",  "interview", "invest",  "jail",        "join",        "kidnap",   "kill",      "launch",   "lose",
    "march",   "monitor",   "murder",  "pay",         "perish",      "protest",  "prosecute", "question", "raid",
    "raise",   "receive",   "recover", "release",     "rescue",      "sack",     "search",    "seize",    "sell",
    "send",    "sentence",  "shoot",   "sign",        "smuggle",     "spend",    "steal",     "strand",   "survive",
    "suspend", "test",      "train",   "transfer",    "trap",        "treat",    "vaccinate", "vote",     "watch",
    "wound"};
/* Nouns that say what happened: "came under surveillance", "filed charges against". */
static const struct {
    const char *noun, *event;
} nominal[] = {{"arrest", "arrest"},        {"charge", "charge"}, {"indictment", "indict"},
               {"surveillance", "monitor"}, {"death", "die"},     {"injury", "injure"}};

/* The token's word in small ASCII letters ("" where it is too long or no word). */
static const char *low(const hs_doc *d, uint32_t t, char out[WORD_MAX])
{
    hs_str s = hs_doc_text(d, d->tokens.v[t].at);
    out[0] = '\0';
    if (s.n >= WORD_MAX) return out;
    for (size_t i = 0; i < s.n; i++) out[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    out[s.n] = '\0';
    return out;
}

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
    char w[WORD_MAX];
    size_t n = strlen(low(d, t, w));
    if (in(w, plurals, COUNT(plurals))) return true;
    if (n < 4 || w[n - 1] != 's' || w[n - 2] == 's' || w[n - 2] == '\'') return false;
    return !(n > 3 && (strcmp(w + n - 3, "ous") == 0 || strcmp(w + n - 2, "is") == 0 || strcmp(w + n - 2, "us") == 0));
}

static bool adverb(const char *w)
{
    size_t n = strlen(w);
    return n > 4 && strcmp(w + n - 2, "ly") == 0 && strcmp(w, "family") != 0 && strcmp(w, "elderly") != 0;
}

/* Can token t stand in the noun phrase? By tag where a tagger ran, by word where not. */
static bool nominal_token(const hs_doc *d, uint32_t t)
{
    char w[WORD_MAX];
    const hs_token *tok = &d->tokens.v[t];
    if (!letters(d, t) || in(low(d, t, w), stops, COUNT(stops)) || adverb(w)) return false;
    if (tok->upos == HS_X) return true;
    return tok->upos == HS_NOUN || tok->upos == HS_PROPN || tok->upos == HS_ADJ ||
           (tok->upos == HS_VERB && t + 1 < d->tokens.n && d->tokens.v[t + 1].upos == HS_NOUN);
}

static bool possessive(const hs_doc *d, uint32_t t)
{
    char w[WORD_MAX];
    low(d, t, w);
    return strcmp(w, "'s") == 0 || strcmp(w, "\xE2\x80\x99s") == 0;
}

/* The noun phrase from token t on: its first and head tokens. */
static bool phrase(const hs_doc *d, uint32_t t, uint32_t stop, bool plural, uint32_t *first, uint32_t *head)
{
    char w[WORD_MAX];
    if (t < stop && strcmp(low(d, t, w), "of") == 0) t++;
    while (t < stop && (in(low(d, t, w), leads, COUNT(leads)) || strcmp(w, "-") == 0)) t++;
    *first = t;
    uint32_t last = HS_NONE;
    for (uint32_t k = t; k < stop && k - t < MOST_WORDS; k++) {
        if (possessive(d, k)) continue;
        if (!nominal_token(d, k)) break;
        bool ed = strlen(low(d, k, w)) > 4 && strcmp(w + strlen(w) - 2, "ed") == 0;
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
    char w[WORD_MAX];
    hs_buf b = {0};
    for (uint32_t k = first; k <= head && head - first < 5; k++) {
        if (possessive(d, k) || in(low(d, k, w), vague, COUNT(vague)) || (!*w && k != head)) continue;
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

static hs_ref event_of(hs_doc *d, uint32_t t)
{
    char w[WORD_MAX];
    const char *lemma = hs_doc_str(d, d->tokens.v[t].lemma);
    if (in(lemma, events, COUNT(events)) && d->tokens.v[t].upos != HS_NOUN) return d->tokens.v[t].lemma;
    low(d, t, w);
    for (size_t k = 0; k < COUNT(nominal); k++)
        if (strcmp(lemma, nominal[k].noun) == 0 || strcmp(w, nominal[k].noun) == 0)
            return hs_doc_intern(d, hs_str_of(nominal[k].event));
    return 0;
}

/* Behind the phrase: over auxiliaries, adverbs and "who" to the verb. */
static hs_ref event_behind(hs_doc *d, uint32_t t, uint32_t stop)
{
    static const char *const over[] = {"allegedly", "also",     "are", "be",   "been", "being", "came",
                                       "come",      "feared",   "get", "had",  "has",  "have",  "may",
                                       "now",       "reported", "so",  "that", "then", "to",    "under",
                                       "was",       "were",     "who", "will", "would"};
    char w[WORD_MAX];
    for (uint32_t k = t; k < stop && k - t < REACH; k++) {
        hs_ref e = event_of(d, k);
        if (e) return e;
        low(d, k, w);
        if (!in(w, over, COUNT(over)) && !adverb(w)) return 0;
    }
    return 0;
}

static hs_ref event_before(hs_doc *d, uint32_t t, uint32_t start)
{
    static const char *const over[] = {"a",    "about", "against", "almost",    "an",   "another", "around",
                                       "as",   "at",    "for",     "estimated", "from", "least",   "many",
                                       "more", "most",  "nearly",  "of",        "off",  "on",      "other",
                                       "out",  "over",  "some",    "than",      "the",  "to",      "up"};
    char w[WORD_MAX];
    for (uint32_t k = t; k > start && t - k < REACH; k--) {
        hs_ref e = event_of(d, k - 1);
        if (e) return e;
        low(d, k - 1, w);
        if (!in(w, over, COUNT(over)) && !adverb(w)) return 0;
    }
    return 0;
}

/* By the tree: the verb that the thing counted is an argument of. */
static hs_ref event_by_tree(const hs_doc *d, uint32_t head)
{
    const hs_token *t = &d->tokens.v[head];
    if (t->head >= d->tokens.n || t->head == head) return 0;
    const hs_token *verb = &d->tokens.v[t->head];
    uint32_t rel = hs_deprel_universal(t->deprel);
    static const char *const light[] = {"be",   "become", "come",    "contain", "do",   "get",
                                        "go",   "have",   "include", "involve", "keep", "make",
                                        "need", "remain", "see",     "take",    "use",  "want"};
    bool core = rel == HS_DEP_NSUBJ || rel == HS_DEP_OBJ;
    if (!core || verb->upos != HS_VERB) return 0;
    return in(hs_doc_str(d, verb->lemma), light, COUNT(light)) ? 0 : verb->lemma;
}

void hs_counted_find(hs_doc *d, hs_figure *f, uint32_t end, bool plural)
{
    uint32_t t = hs_doc_token_at(d, end), s = hs_doc_sentence_at(d, end ? end - 1 : 0), before;
    if (s >= d->sentences.n) return;
    uint32_t start = d->sentences.v[s].first, stop = start + d->sentences.v[s].n, first, head;
    if (t < stop && d->tokens.v[t].at.at < end) t++;
    before = hs_doc_token_at(d, f->at.at);
    if (before > stop) return;
    uint32_t behind = t;
    if (phrase(d, t, stop, plural, &first, &head)) {
        f->counted_at = hs_span_join(d->tokens.v[first].at, d->tokens.v[head].at);
        f->counted = name_of(d, first, head);
        f->event = event_by_tree(d, head);
        behind = head + 1;
    }
    if (!f->event) f->event = event_behind(d, behind, stop);
    if (!f->event) f->event = event_before(d, before, start);
}
