#include "link/terms.h"

#include "base/fold.h"
#include "link/answers.h"
#include "link/denial_words.h"
#include "link/figures.h"
#include "link/kept.h"
#include "link/synonyms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef hs_term_memo memo;

uint64_t hs_term_class(hs_str word)
{
    hs_buf folded = {0};
    for (size_t i = 0; i < word.n && !folded.n; i++)
        if ((unsigned char)word.p[i] >= 0x80) hs_fold(word, &folded); /* «kızılbent» and «kizilbent» */
    hs_str c = hs_synonym(folded.n ? (hs_str){folded.p, folded.n} : word);
    uint64_t class = (hs_hash64(c.p, c.n, 11) & ~(uint64_t)1) | hs_counted_act(c);
    hs_buf_free(&folded);
    return class;
}

static uint64_t class_of(memo *m, hs_str word)
{
    uint32_t *at = hs_map_at(&m->words, word);
    if (*at == HS_MISSING) {
        *at = m->classes.n;
        *HS_PUSH(m->classes) = hs_term_class(word);
    }
    return m->classes.v[*at];
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static void add_term(memo *m, hs_str word, hs_terms *t)
{
    if (word.n && t->n < HS_TERMS) t->term[t->n++] = class_of(m, word);
}

/* Figures are compared as figures. */
static bool numeral(hs_str word)
{
    static const char *const small[] = {
        "billion",  "cent",      "dozen",    "eight",    "eighteen", "eighty",   "eleven",  "few",
        "fifteen",  "fifty",     "five",     "forty",    "four",     "fourteen", "hundred", "least",
        "million",  "most",      "nine",     "nineteen", "ninety",   "one",      "percent", "percentage",
        "seven",    "seventeen", "seventy",  "several",  "six",      "sixteen",  "sixty",   "ten",
        "thirteen", "thirty",    "thousand", "three",    "trillion", "twelve",   "twenty",  "two"};
    return hs_in_table(word, small, sizeof small / sizeof *small);
}

/* «Sen. Ted Cruz, R-Texas»: who he is, not what is said of him. */
static bool is_title(hs_str word)
{
    static const char *const titles[] = {"dr",  "dr.",  "former", "gov",  "gov.",    "governor",  "minister", "mr",
                                         "mr.", "mrs",  "mrs.",   "ms",   "ms.",     "president", "prof",     "prof.",
                                         "rep", "rep.", "sen",    "sen.", "senator", "sheikh",    "sheriff",  "sir"};
    return hs_in_table(word, titles, sizeof titles / sizeof *titles);
}

/* A name as terms have it: "court_of_audit". */
static void put_name(const char *name, hs_buf *out)
{
    for (const char *c = name; *c; c++)
        hs_buf_char(out, *c == ' ' || *c == '\n' || *c == '\t' ? '_' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c);
}

/* Marks the terms that are names of those whom the assertion mentions. */
static void mark_names(const hs_doc *d, const hs_assertion *a, memo *m, hs_terms *t)
{
    hs_buf name = {0};
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        const hs_mention *x = &d->mentions.v[d->links.v[a->mentions.first + i]];
        if (x->form != HS_NAME) continue;
        hs_buf_clear(&name);
        put_name(hs_doc_str(d, x->chain != HS_NONE ? d->chains.v[x->chain].name : x->name), &name);
        uint64_t class = name.n ? class_of(m, (hs_str){name.p, name.n}) : 0;
        for (uint32_t k = 0; k < t->n; k++)
            if (t->term[k] == class) t->names |= (uint64_t)1 << k;
    }
    hs_buf_free(&name);
    for (const char *at = hs_doc_str(d, a->terms); *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        uint64_t class = is_title(word) ? class_of(m, word) : 0;
        for (uint32_t k = 0; k < t->n; k++)
            if (t->term[k] == class) t->names |= (uint64_t)1 << k;
        at += n + (at[n] == ' ');
    }
}

/* «Did not return a call», «declined to comment», «read the latest updates below». */
static bool is_stock(const hs_doc *d, const hs_assertion *a, hs_str predicate)
{
    static const char *const acts[] = {"answer", "comment", "decline", "refuse", "reply", "respond", "return"};
    static const char *const things[] = {"call",   "calls",     "comment",  "comments", "email",
                                         "emails", "inquiries", "messages", "request",  "requests"};
    static const char *const page_acts[] = {"check", "click", "follow",    "listen", "read",
                                            "see",   "sign",  "subscribe", "watch"};
    static const char *const page_things[] = {"below",   "episode",   "here",   "newsletter",
                                              "podcast", "subscribe", "updates"};
    if (hs_in_table(predicate, page_acts, sizeof page_acts / sizeof *page_acts)) return HS_SAYS(d, a, page_things);
    return hs_in_table(predicate, acts, sizeof acts / sizeof *acts) && HS_SAYS(d, a, things);
}

/* The words of the terms and the predicate, in ascending order of their hashes, each once. */
static void take_terms(const char *terms, hs_str predicate, memo *m, hs_terms *t)
{
    static const char *const light[] = {"be", "become", "come", "do",  "get",  "give",
                                        "go", "have",   "make", "say", "take", "tell"};
    for (const char *at = terms; *at;) {
        size_t n = strcspn(at, " ");
        const char *colon = memchr(at, ':', n);
        hs_str word = colon ? (hs_str){colon + 1, n - (size_t)(colon + 1 - at)} : (hs_str){at, n};
        if (n > 4 && !strncmp(at, "mod:", 4) && hs_untruth(word)) {
            t->against = true; /* «inspectors were paid is false»: at least not the same as that they were */
        } else if (!numeral(word)) {
            add_term(m, word, t);
        }
        at += n + (at[n] == ' ');
    }
    if (!hs_in_table(predicate, light, sizeof light / sizeof *light)) add_term(m, predicate, t);
    qsort(t->term, t->n, sizeof *t->term, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < t->n; i++)
        if (!kept || t->term[kept - 1] != t->term[i]) t->term[kept++] = t->term[i];
    t->n = kept;
    for (uint32_t i = 0; i < kept; i++) t->act[i] = t->term[i] & 1;
}

/* Of the folded words, those that say what can, may or will be, and «another». */
static void take_marks(hs_str words, hs_terms *t)
{
    static const char *const modals[] = {"can",   "could",  "may",  "might",   "must",
                                         "shall", "should", "will", "whether", "would"};
    for (size_t i = 0, n; i < words.n; i += n + 1) {
        for (n = 0; i + n < words.n && words.p[i + n] != ' '; n++) {
        }
        hs_str word = {words.p + i, n};
        if (hs_in_table(word, modals, sizeof modals / sizeof *modals)) t->modal = true;
        if (hs_str_eq(word, HS_STR("another"))) t->another = true;
    }
}

/* Sets words, brief, modal and another. */
static void take_words(const hs_doc *d, const hs_assertion *a, hs_terms *t)
{
    enum { WORDS = 4, QUOTED = 3 };
    bool quoted = a->attribution != HS_NONE && d->attributions.v[a->attribution].mode == HS_DIRECT;
    hs_buf folded = {0}, letters = {0};
    uint32_t blanks = 0;
    for (uint32_t i = 0; i < a->spans.n; i++) hs_fold(hs_doc_text(d, d->spans.v[a->spans.first + i]), &folded);
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        blanks += c == ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80) hs_buf_char(&letters, c);
    }
    if (blanks + 1 >= (quoted ? QUOTED : WORDS)) t->words = hs_hash64(letters.p, letters.n, 13) | 1;
    t->brief = blanks + 1 < WORDS;
    take_marks((hs_str){folded.p, folded.n}, t);
    hs_buf_free(&folded);
    hs_buf_free(&letters);
}

static uint64_t voice_class(const hs_doc *d, const hs_assertion *a, memo *m)
{
    hs_buf name = {0};
    const hs_voice *v = &a->voice;
    if (a->attribution == HS_NONE || v->kind != HS_VOICE_ENTITY_ORGANISATION || v->chain == HS_NONE) return 0;
    put_name(hs_doc_str(d, d->chains.v[v->chain].name), &name);
    uint64_t class = name.n ? class_of(m, (hs_str){name.p, name.n}) : 0;
    hs_buf_free(&name);
    return class;
}

/* «Does not believe that …» says that it is not so; «is not aware that …» does not. */
static bool holds_for_true(const hs_doc *d, const hs_attribution *by)
{
    static const char *const verbs[] = {"accept",   "agree",  "believe", "believed", "believes", "buy",    "buys",
                                        "consider", "expect", "expects", "suppose",  "think",    "thinks", "thought"};
    for (uint32_t i = 0; i < by->cue.n; i++) {
        hs_str cue = hs_doc_text(d, d->spans.v[by->cue.first + i]);
        for (size_t at = 0, n; at < cue.n; at += n + 1) {
            for (n = 0; at + n < cue.n && cue.p[at + n] != ' '; n++) {
            }
            if (hs_in_table((hs_str){cue.p + at, n}, verbs, sizeof verbs / sizeof *verbs)) return true;
        }
    }
    return false;
}

static void fill(const hs_pile *p, hs_item at, memo *m, hs_terms *t)
{
    const hs_doc *d = p->docs.v[at.doc];
    const hs_assertion *a = &d->assertions.v[at.item];
    bool missing = a->figures.n && hs_not_found(d, a);
    hs_str predicate = missing ? HS_STR("missing") : hs_str_of(hs_doc_str(d, a->predicate));
    *t = (hs_terms){.at = at};
    take_words(d, a, t);
    take_terms(hs_doc_str(d, a->terms), predicate, m, t);
    if (predicate.n) t->predicate = class_of(m, predicate);
    mark_names(d, a, m, t);
    uint32_t answered[HS_ANSWERED];
    bool sure;
    const char *why;
    t->answers = hs_answered_by(d, at.item, answered, &sure, &why) > 0;
    t->stock = is_stock(d, a, hs_str_of(hs_doc_str(d, a->predicate)));
    t->voice = voice_class(d, a, m);
    const hs_attribution *by = a->attribution != HS_NONE ? &d->attributions.v[a->attribution] : NULL;
    bool unsaid = by && by->flags & HS_NEGATED, doubted = unsaid && by->stance == HS_BELIEVES && holds_for_true(d, by);
    t->denied = by && by->stance == HS_DENIES && !unsaid; /* «did not deny» denies nothing */
    if ((a->flags & HS_NEGATED) && !missing) t->against = !t->against;
    if (t->denied || doubted) t->against = !t->against;
    t->usable = !(a->flags & HS_ASKED) && (!unsaid || doubted) && (t->n >= 2 || (t->n && a->figures.n) || t->words);
}

/* How many documents hold each term decides its weight: log(1 + documents / holders), both in steps. */
static void weigh(hs_terms *all, uint32_t n, uint32_t docs)
{
    hs_map64 held = {0};
    HS_VEC(uint32_t) holders = {0}, last = {0}, number = {0};
    HS_VEC(float) weight = {0};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < all[i].n; k++) {
            uint32_t *at = hs_map64_at(&held, all[i].term[k]);
            if (*at == HS_MISSING) {
                *at = holders.n;
                *HS_PUSH(holders) = 0;
                *HS_PUSH(last) = HS_NONE;
            }
            if (last.v[*at] != all[i].at.doc) holders.v[*at]++;
            last.v[*at] = all[i].at.doc;
            *HS_PUSH(number) = *at;
        }
    float base = docs < 20 ? 20.0F : hs_kept_documents(docs);
    for (uint32_t h = 0; h < holders.n; h++) *HS_PUSH(weight) = logf(1.0F + base / hs_kept_step(holders.v[h], docs));
    for (uint32_t i = 0, at = 0; i < n; i++)
        for (uint32_t k = 0; k < all[i].n; k++) {
            all[i].weight[k] = weight.v[number.v[at++]];
            all[i].sum += all[i].weight[k];
        }
    hs_map64_free(&held);
    HS_VEC_FREE(number);
    HS_VEC_FREE(weight);
    HS_VEC_FREE(holders);
    HS_VEC_FREE(last);
}

/* ---- kept ---- */

enum { DENIED = 1, AGAINST = 2, MODAL = 4, ANOTHER = 8, BRIEF = 16, USABLE = 32, STOCK = 64, ANSWERS = 128 };

static void keep(hs_pile *p, uint32_t doc, const hs_terms *t, uint32_t n)
{
    hs_buf b = {0};
    hs_kept_put_u32(&b, n);
    for (uint32_t i = 0; i < n; i++, t++) {
        uint32_t flags = (t->denied ? DENIED : 0u) | (t->against ? AGAINST : 0u) | (t->modal ? MODAL : 0u) |
                         (t->another ? ANOTHER : 0u) | (t->brief ? BRIEF : 0u) | (t->usable ? USABLE : 0u) |
                         (t->stock ? STOCK : 0u) | (t->answers ? ANSWERS : 0u);
        hs_kept_put_u32(&b, t->n | flags << 8);
        hs_kept_put_u64(&b, t->predicate);
        hs_kept_put_u64(&b, t->voice);
        hs_kept_put_u64(&b, t->words);
        hs_kept_put_u64(&b, t->names);
        hs_buf_add(&b, t->term, t->n * sizeof *t->term);
    }
    hs_kept_put(p, doc, HS_KEPT_TERMS, &b);
    hs_buf_free(&b);
}

/* The terms of a document's n assertions as they were kept; false where they were not. */
static bool take_kept(const hs_pile *p, uint32_t doc, hs_terms *t, uint32_t n)
{
    hs_kept_reader r = hs_kept_read(p, doc, HS_KEPT_TERMS);
    if (hs_kept_u32(&r) != n) return false;
    for (uint32_t i = 0; i < n && !r.bad; i++, t++) {
        uint32_t head = hs_kept_u32(&r), flags = head >> 8;
        *t = (hs_terms){.at = {doc, i}, .n = head & 0xFF};
        t->predicate = hs_kept_u64(&r);
        t->voice = hs_kept_u64(&r);
        t->words = hs_kept_u64(&r);
        t->names = hs_kept_u64(&r);
        t->denied = flags & DENIED;
        t->against = flags & AGAINST;
        t->modal = flags & MODAL;
        t->another = flags & ANOTHER;
        t->brief = flags & BRIEF;
        t->usable = flags & USABLE;
        t->stock = flags & STOCK;
        t->answers = flags & ANSWERS;
        const void *term = t->n <= HS_TERMS ? hs_kept_items(&r, t->n, sizeof *t->term) : NULL;
        if (!term) return false;
        memcpy(t->term, term, t->n * sizeof *t->term);
        for (uint32_t k = 0; k < t->n; k++) t->act[k] = t->term[k] & 1;
    }
    return !r.bad;
}

void hs_terms_of_doc(hs_pile *p, uint32_t doc, hs_term_memo *m, hs_terms *out)
{
    uint32_t n = p->docs.v[doc]->assertions.n;
    if (take_kept(p, doc, out, n)) return;
    for (uint32_t i = 0; i < n; i++) fill(p, (hs_item){doc, i}, m, &out[i]);
    keep(p, doc, out, n);
}

void hs_term_memo_free(hs_term_memo *m)
{
    hs_map_free(&m->words);
    HS_VEC_FREE(m->classes);
}

hs_terms *hs_terms_of(hs_pile *p, uint32_t *n)
{
    *n = 0;
    for (uint32_t d = 0; d < p->docs.n; d++) *n += p->docs.v[d]->assertions.n;
    hs_terms *all = hs_calloc(*n, sizeof *all);
    hs_term_memo m = {0};
    for (uint32_t d = 0, k = 0; d < p->docs.n; k += p->docs.v[d++]->assertions.n) hs_terms_of_doc(p, d, &m, all + k);
    hs_term_memo_free(&m);
    weigh(all, *n, p->docs.n);
    return all;
}

bool hs_terms_name(const hs_terms *t, uint64_t word_class)
{
    bool found = word_class && t->predicate == word_class;
    for (uint32_t i = 0; i < t->n && word_class && !found; i++) found = t->term[i] == word_class;
    return found;
}

static void add_voice(const hs_terms *of, const hs_terms *in, hs_likeness *l)
{
    for (uint32_t i = 0; i < in->n && of->voice && of->voice != in->voice; i++)
        if (in->term[i] == of->voice) {
            l->both += in->weight[i];
            l->shared++;
        }
}

hs_likeness hs_terms_compare(const hs_terms *a, const hs_terms *b)
{
    hs_likeness l = {0};
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        if (a->term[i] < b->term[j]) {
            i++;
        } else if (a->term[i] > b->term[j]) {
            j++;
        } else {
            l.both += a->weight[i];
            if (a->act[i]) l.act = true;
            l.shared++;
            l.plain += !(a->names >> i & 1) && !(b->names >> j & 1);
            i++;
            j++;
        }
    }
    add_voice(a, b, &l);
    add_voice(b, a, &l);
    float all = a->sum + b->sum - l.both, lighter = a->sum < b->sum ? a->sum : b->sum;
    l.jaccard = all > 0 ? l.both / all : 0;
    l.least = lighter > 0 ? l.both / lighter : 0;
    return l;
}
