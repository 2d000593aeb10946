#include "find/reading.h"

#include "base/utf8.h"
#include "find/cues.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *word;
    uint32_t classes;
} word_class;

/* Sorted (strcmp). */
static const word_class closed[] = {
    {"'d", HS_W_MODAL},
    {"'ll", HS_W_MODAL},
    {"'m", HS_W_BE},
    {"'re", HS_W_BE},
    {"'s", 0},
    {"'ve", HS_W_HAVE},
    {"a", HS_W_DET},
    {"about", HS_W_PREP},
    {"above", HS_W_PREP},
    {"across", HS_W_PREP},
    {"after", HS_W_PREP | HS_W_BUT},
    {"again", HS_W_ADVERB},
    {"against", HS_W_PREP},
    {"ago", HS_W_ADVERB},
    {"all", HS_W_DET},
    {"along", HS_W_PREP},
    {"already", HS_W_ADVERB},
    {"also", HS_W_ADVERB},
    {"although", HS_W_BUT},
    {"always", HS_W_ADVERB},
    {"am", HS_W_BE},
    {"amid", HS_W_PREP},
    {"among", HS_W_PREP},
    {"an", HS_W_DET},
    {"and", HS_W_AND},
    {"any", HS_W_DET},
    {"april", HS_W_TIME},
    {"are", HS_W_BE},
    {"around", HS_W_PREP},
    {"as", HS_W_PREP | HS_W_BUT},
    {"at", HS_W_PREP},
    {"august", HS_W_TIME},
    {"be", HS_W_BE},
    {"because", HS_W_BUT},
    {"been", HS_W_BE},
    {"before", HS_W_PREP | HS_W_BUT},
    {"being", HS_W_BE},
    {"between", HS_W_PREP},
    {"both", HS_W_DET},
    {"but", HS_W_BUT},
    {"by", HS_W_PREP},
    {"can", HS_W_MODAL},
    {"could", HS_W_MODAL},
    {"december", HS_W_TIME},
    {"despite", HS_W_PREP},
    {"did", HS_W_DO},
    {"do", HS_W_DO},
    {"does", HS_W_DO},
    {"during", HS_W_PREP},
    {"each", HS_W_DET},
    {"earlier", HS_W_ADVERB},
    {"even", HS_W_ADVERB},
    {"ever", HS_W_ADVERB},
    {"february", HS_W_TIME},
    {"first", HS_W_ADVERB},
    {"for", HS_W_PREP},
    {"friday", HS_W_TIME},
    {"from", HS_W_PREP},
    {"further", HS_W_ADVERB},
    {"had", HS_W_HAVE},
    {"has", HS_W_HAVE},
    {"have", HS_W_HAVE},
    {"having", HS_W_HAVE},
    {"he", HS_W_SUBJECT},
    {"her", HS_W_DET | HS_W_OBJECT},
    {"him", HS_W_OBJECT},
    {"himself", HS_W_OBJECT},
    {"his", HS_W_DET},
    {"how", HS_W_WH},
    {"however", HS_W_ADVERB},
    {"i", HS_W_SUBJECT},
    {"if", HS_W_WH | HS_W_BUT},
    {"in", HS_W_PREP},
    {"instead", HS_W_ADVERB},
    {"into", HS_W_PREP},
    {"is", HS_W_BE},
    {"it", HS_W_SUBJECT},
    {"its", HS_W_DET},
    {"january", HS_W_TIME},
    {"july", HS_W_TIME},
    {"june", HS_W_TIME},
    {"just", HS_W_ADVERB},
    {"last", HS_W_ADVERB | HS_W_TIME},
    {"later", HS_W_ADVERB},
    {"march", HS_W_TIME},
    {"may", HS_W_MODAL},
    {"me", HS_W_OBJECT},
    {"meanwhile", HS_W_ADVERB},
    {"might", HS_W_MODAL},
    {"monday", HS_W_TIME},
    {"moreover", HS_W_ADVERB},
    {"must", HS_W_MODAL},
    {"my", HS_W_DET},
    {"n't", HS_W_NOT},
    {"never", HS_W_NOT | HS_W_ADVERB},
    {"no", HS_W_DET},
    {"not", HS_W_NOT},
    {"november", HS_W_TIME},
    {"now", HS_W_ADVERB},
    {"october", HS_W_TIME},
    {"of", HS_W_PREP},
    {"often", HS_W_ADVERB},
    {"on", HS_W_PREP},
    {"once", HS_W_ADVERB},
    {"or", HS_W_AND},
    {"our", HS_W_DET},
    {"over", HS_W_PREP},
    {"personally", HS_W_ADVERB},
    {"previously", HS_W_ADVERB},
    {"saturday", HS_W_TIME},
    {"september", HS_W_TIME},
    {"several", HS_W_DET},
    {"shall", HS_W_MODAL},
    {"she", HS_W_SUBJECT},
    {"should", HS_W_MODAL},
    {"simply", HS_W_ADVERB},
    {"since", HS_W_PREP | HS_W_BUT},
    {"so", HS_W_ADVERB},
    {"some", HS_W_DET},
    {"sometimes", HS_W_ADVERB},
    {"soon", HS_W_ADVERB},
    {"still", HS_W_ADVERB},
    {"such", HS_W_DET},
    {"sunday", HS_W_TIME},
    {"that", HS_W_THAT},
    {"the", HS_W_DET},
    {"their", HS_W_DET},
    {"them", HS_W_OBJECT},
    {"then", HS_W_ADVERB},
    {"there", HS_W_SUBJECT},
    {"therefore", HS_W_ADVERB},
    {"these", HS_W_DET | HS_W_SUBJECT},
    {"they", HS_W_SUBJECT},
    {"this", HS_W_DET | HS_W_SUBJECT},
    {"those", HS_W_DET | HS_W_SUBJECT},
    {"though", HS_W_BUT},
    {"through", HS_W_PREP},
    {"thursday", HS_W_TIME},
    {"thus", HS_W_ADVERB},
    {"to", HS_W_TO | HS_W_PREP},
    {"today", HS_W_TIME},
    {"tuesday", HS_W_TIME},
    {"under", HS_W_PREP},
    {"unless", HS_W_BUT},
    {"until", HS_W_PREP | HS_W_BUT},
    {"upon", HS_W_PREP},
    {"us", HS_W_OBJECT},
    {"was", HS_W_BE},
    {"we", HS_W_SUBJECT},
    {"wednesday", HS_W_TIME},
    {"were", HS_W_BE},
    {"what", HS_W_WH},
    {"when", HS_W_WH | HS_W_BUT},
    {"where", HS_W_WH | HS_W_BUT},
    {"whereas", HS_W_BUT},
    {"whether", HS_W_WH},
    {"which", HS_W_WHO},
    {"while", HS_W_BUT},
    {"who", HS_W_WHO},
    {"whom", HS_W_WHO | HS_W_OBJECT},
    {"whose", HS_W_WHO},
    {"why", HS_W_WH},
    {"will", HS_W_MODAL},
    {"with", HS_W_PREP},
    {"within", HS_W_PREP},
    {"without", HS_W_PREP},
    {"would", HS_W_MODAL},
    {"yesterday", HS_W_TIME},
    {"yet", HS_W_ADVERB | HS_W_BUT},
    {"you", HS_W_SUBJECT},
    {"your", HS_W_DET},
};

static uint32_t look_up(const char *lower)
{
    size_t lo = 0, hi = sizeof closed / sizeof *closed;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(closed[mid].word, lower);
        if (c == 0) return closed[mid].classes;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

static uint32_t classify_mark(uint32_t c)
{
    switch (c) {
    case ',':
        return HS_W_MARK | HS_W_COMMA;
    case ':':
        return HS_W_MARK | HS_W_COLON;
    case '.':
    case '?':
    case '!':
    case ';':
    case 0x2026:
        return HS_W_MARK | HS_W_STOP;
    case '(':
    case '[':
        return HS_W_MARK | HS_W_OPEN;
    case ')':
    case ']':
        return HS_W_MARK | HS_W_CLOSE;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2015:
        return HS_W_MARK | HS_W_DASH;
    case '"':
    case '`':
    case '\'':
    case 0xAB:
    case 0xBB:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2039:
    case 0x203A:
        return HS_W_MARK | HS_W_QUOTE;
    default:
        return hs_uc_punct(c) ? HS_W_MARK : 0;
    }
}

static uint32_t classify(hs_str w)
{
    char lower[24];
    if (w.n == 0) return HS_W_MARK;
    size_t at = 0;
    uint32_t c = hs_utf8_next(w, &at);
    bool word = false;
    for (size_t i = 0; i < w.n && !word; i++) word = (uint8_t)w.p[i] >= 0xC3 || hs_uc_letter((uint8_t)w.p[i]);
    uint32_t classes = 0;
    if (hs_uc_digit(c)) return HS_W_NUMBER;
    if (!word || at == w.n) classes = classify_mark(c);
    if (hs_uc_upper(c)) classes |= HS_W_CAPITAL;
    if (hs_str_eq(w, HS_STR("WHO")) || hs_str_eq(w, HS_STR("US"))) return classes; /* no pronouns */
    if (w.n >= sizeof lower) return classes;
    size_t n = 0;
    for (size_t i = 0; i < w.n; i++) { /* ’ counts as ' */
        bool curly = i + 2 < w.n && memcmp(w.p + i, "\xE2\x80\x99", 3) == 0;
        lower[n++] = curly ? '\'' : (char)(w.p[i] >= 'A' && w.p[i] <= 'Z' ? w.p[i] + 32 : w.p[i]);
        if (curly) i += 2;
    }
    lower[n] = 0;
    classes |= look_up(lower);
    if (w.n > 4 && memcmp(lower + w.n - 2, "ly", 2) == 0 && !(classes & HS_W_CAPITAL) && strcmp(lower, "family") != 0 &&
        strcmp(lower, "ally") != 0)
        classes |= HS_W_ADVERB;
    return classes;
}

/* ---- quotations ---- */

bool hs_quote_is_speech(const hs_doc *d, uint32_t quote)
{
    const hs_quote *q = &d->quotes.v[quote];
    if (q->flags & HS_QUOTE_SCARE) return false;
    if (q->kind == HS_QUOTE_DASH || q->kind == HS_QUOTE_BLOCK || q->before != HS_NONE) return true;
    const char *text = d->text.p;
    uint32_t at = q->outer.at;
    while (at > 0 && text[at - 1] == ' ') at--;
    if (at == 0 || strchr(",:;.?!\n-", text[at - 1])) return true;
    if (at >= 3 && (memcmp(text + at - 3, "\xE2\x80\x94", 3) == 0 || memcmp(text + at - 3, "\xE2\x80\x93", 3) == 0))
        return true;
    uint32_t word = at;
    while (word > 0 && hs_uc_letter((uint8_t)text[word - 1])) word--;
    if (hs_cue_is_speech((hs_str){text + word, at - word})) return true;
    hs_str inner = hs_doc_text(d, q->inner); /* more than one sentence is speech wherever it stands */
    return inner.n > 400 || hs_str_find(inner, HS_STR(". ")) != SIZE_MAX;
}

static void mark_quotes(hs_reading *r)
{
    hs_doc *d = r->d;
    for (uint32_t t = 0; t < d->tokens.n; t++) r->quote[t] = HS_NONE;
    /* Quotations ascend and inner ones come after outer ones, so the innermost wins. Nesting is shallow. */
    for (uint32_t i = 0; i < d->quotes.n; i++) {
        if (!hs_quote_is_speech(d, i)) continue;
        uint32_t end = hs_span_end(d->quotes.v[i].outer);
        for (uint32_t t = hs_doc_token_at(d, d->quotes.v[i].outer.at); t < d->tokens.n && d->tokens.v[t].at.at < end;
             t++)
            r->quote[t] = i;
    }
}

/* ---- trees ---- */

static bool is_root(const hs_doc *d, uint32_t t)
{
    return d->tokens.v[t].head == t || d->tokens.v[t].head >= d->tokens.n || d->tokens.v[t].deprel == HS_DEP_NONE;
}

/* Extents grow from the leaves up: a token is done when all its children are. A cycle is never done and stays small. */
static void grow_subtrees(hs_reading *r)
{
    hs_doc *d = r->d;
    uint32_t n = d->tokens.n, *waiting = hs_calloc(n + 1, sizeof *waiting), *queue = hs_calloc(n + 1, sizeof *queue);
    uint32_t done = 0, ready = 0;
    for (uint32_t t = n; t > 0; t--) {
        r->low[t - 1] = r->high[t - 1] = t - 1;
        if (is_root(d, t - 1)) continue;
        uint32_t head = d->tokens.v[t - 1].head;
        waiting[head]++;
        r->sibling[t - 1] = r->child[head];
        r->child[head] = t - 1;
    }
    for (uint32_t t = 0; t < n; t++)
        if (waiting[t] == 0) queue[ready++] = t;
    while (done < ready) {
        uint32_t t = queue[done++];
        if (is_root(d, t)) continue;
        uint32_t head = d->tokens.v[t].head;
        if (r->low[t] < r->low[head]) r->low[head] = r->low[t];
        if (r->high[t] > r->high[head]) r->high[head] = r->high[t];
        if (--waiting[head] == 0) queue[ready++] = head;
    }
    free(waiting);
    free(queue);
}

/* The hyphen of «al-Nouri», which the tokeniser sets apart. */
static bool is_inner_hyphen(const hs_doc *d, uint32_t t)
{
    hs_span at = d->tokens.v[t].at;
    if (at.n != 1 || d->text.p[at.at] != '-' || at.at == 0 || at.at + 1 >= d->text.n) return false;
    return d->text.p[at.at - 1] != ' ' && d->text.p[at.at + 1] != ' ';
}

void hs_reading_init(hs_reading *r, hs_doc *d)
{
    uint32_t n = d->tokens.n;
    *r = (hs_reading){.d = d};
    uint32_t **arrays[] = {&r->classes, &r->quote, &r->low, &r->high, &r->child, &r->sibling};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) *arrays[i] = hs_calloc(n + 1, sizeof **arrays[i]);
    for (uint32_t t = 0; t < n; t++) {
        r->classes[t] = classify(hs_doc_text(d, d->tokens.v[t].at));
        if (is_inner_hyphen(d, t)) r->classes[t] = 0;
        if (hs_str_eq(hs_doc_text(d, d->tokens.v[t].at), HS_STR("IS"))) r->classes[t] = HS_W_CAPITAL; /* a name */
        if (t > 0 && hs_str_eq(hs_doc_text(d, d->tokens.v[t].at), HS_STR("May")) && hs_class(r, t - 1, HS_W_PREP))
            r->classes[t] = HS_W_TIME | HS_W_CAPITAL;
        if (d->tokens.v[t].upos == HS_AUX && !(r->classes[t] & HS_W_AUX)) r->classes[t] |= HS_W_HAVE; /* «’s said» */
        r->child[t] = r->sibling[t] = HS_NONE;
    }
    mark_quotes(r);
    grow_subtrees(r);
}

void hs_reading_free(hs_reading *r)
{
    free(r->classes);
    free(r->quote);
    free(r->low);
    free(r->high);
    free(r->child);
    free(r->sibling);
    *r = (hs_reading){0};
}

hs_str hs_word(const hs_reading *r, uint32_t t)
{
    return t < r->d->tokens.n ? hs_doc_text(r->d, r->d->tokens.v[t].at) : (hs_str){"", 0};
}

bool hs_word_is(const hs_reading *r, uint32_t t, const char *lower)
{
    return hs_str_ieq(hs_word(r, t), hs_str_of(lower));
}

bool hs_word_in(const hs_reading *r, uint32_t t, const char *const *sorted, size_t n)
{
    char lower[24];
    hs_str word = hs_word(r, t);
    if (word.n > sizeof lower) return false;
    for (size_t i = 0; i < word.n; i++)
        lower[i] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] | 0x20 : word.p[i]);
    return hs_in_table((hs_str){lower, word.n}, sorted, n);
}

bool hs_is_possessive(const hs_reading *r, uint32_t t)
{
    if (hs_word_is(r, t, "'s") || hs_word_is(r, t, "\xE2\x80\x99s")) return true;
    if (t == 0 || (!hs_word_is(r, t, "'") && !hs_word_is(r, t, "\xE2\x80\x99"))) return false;
    hs_span before = r->d->tokens.v[t - 1].at, mark = r->d->tokens.v[t].at; /* «the farmers' union» */
    size_t behind = hs_span_end(mark);
    bool blank = behind < r->d->text.n && r->d->text.p[behind] == ' ';
    return blank && hs_span_end(before) == mark.at && hs_ends(r, t - 1, "s") && r->quote[t - 1] == HS_NONE &&
           r->quote[t] == HS_NONE;
}

hs_str hs_lemma(const hs_reading *r, uint32_t t)
{
    return hs_str_of(hs_doc_str(r->d, r->d->tokens.v[t].lemma));
}

bool hs_class(const hs_reading *r, uint32_t t, uint32_t mask)
{
    return t < r->d->tokens.n && (r->classes[t] & mask) != 0;
}

bool hs_parsed(const hs_reading *r, uint32_t t)
{
    return t < r->d->tokens.n && r->d->tokens.v[t].deprel != HS_DEP_NONE;
}

bool hs_finite(const hs_reading *r, uint32_t t)
{
    const hs_token *k = &r->d->tokens.v[t];
    if (k->upos != HS_VERB && k->upos != HS_AUX) return false;
    if (hs_str_eq(hs_word(r, t), HS_STR("IS"))) return false;
    return hs_str_find(hs_str_of(hs_doc_str(r->d, k->feats)), HS_STR("VerbForm=Fin")) != SIZE_MAX;
}

bool hs_ends(const hs_reading *r, uint32_t t, const char *suffix)
{
    hs_str w = hs_word(r, t), s = hs_str_of(suffix);
    return w.n > s.n && hs_str_ieq((hs_str){w.p + w.n - s.n, s.n}, s);
}

uint32_t hs_child(const hs_reading *r, uint32_t t, uint32_t deprel, uint32_t or_deprel)
{
    for (uint32_t c = r->child[t]; c != HS_NONE; c = r->sibling[c])
        if (r->d->tokens.v[c].deprel == deprel || r->d->tokens.v[c].deprel == or_deprel) return c;
    return HS_NONE;
}

uint32_t hs_sentence_of(const hs_reading *r, uint32_t t)
{
    return hs_doc_sentence_at(r->d, r->d->tokens.v[t].at.at);
}

hs_span hs_words_span(const hs_reading *r, hs_words_range w)
{
    if (w.from >= w.to || w.to > r->d->tokens.n) return (hs_span){0, 0};
    hs_span a = r->d->tokens.v[w.from].at, b = r->d->tokens.v[w.to - 1].at;
    return (hs_span){a.at, hs_span_end(b) - a.at};
}

hs_words_range hs_words_within(const hs_doc *d, hs_span s)
{
    hs_words_range w = {hs_doc_token_at(d, s.at), 0};
    for (w.to = w.from; w.to < d->tokens.n && d->tokens.v[w.to].at.at < hs_span_end(s);) w.to++;
    return w;
}

bool hs_any_lemma(const hs_reading *r, hs_words_range w, const char *const *table, size_t n)
{
    for (uint32_t t = w.from; t < w.to; t++)
        if (hs_in_table(hs_lemma(r, t), table, n)) return true;
    return false;
}

bool hs_is_list_number(const hs_reading *r, uint32_t t)
{
    enum { DIGITS = 3 };
    hs_str word = hs_word(r, t);
    size_t digits = 0;
    while (digits < word.n && word.p[digits] >= '0' && word.p[digits] <= '9') digits++;
    bool one = digits + 1 == word.n && (word.p[digits] == '.' || word.p[digits] == ')');
    bool two = digits == word.n && (hs_word_is(r, t + 1, ".") || hs_word_is(r, t + 1, ")"));
    if (digits == 0 || digits > DIGITS || (!one && !two)) return false;
    uint32_t s = hs_sentence_of(r, t);
    if (r->d->sentences.v[s].n < 3) return false;
    return r->d->sentences.v[s].first == t && (s == 0 || r->d->sentences.v[s - 1].block != r->d->sentences.v[s].block);
}

hs_words_range hs_words_trim(const hs_reading *r, hs_words_range w)
{
    const uint32_t edge = HS_W_COMMA | HS_W_COLON | HS_W_STOP | HS_W_DASH;
    while (w.from < w.to && (hs_class(r, w.from, edge) || hs_is_list_number(r, w.from))) w.from++;
    while (w.to > w.from && hs_class(r, w.to - 1, edge)) w.to--;
    return w;
}
