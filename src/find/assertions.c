/* Assertions: what attributions report and what the document says in its own voice, clause by clause. A clause that
 * holds a further report is left to that report. What is no clause with a finite verb is left out; a question says that
 * it is one; where the content alone is none («denied any support»), the whole report stands for it. */
#include "find/clauses.h"
#include "find/find.h"
#include "find/reports.h"

#include <stdlib.h>
#include <string.h>

enum { PIECES = 6, DEPTH = 6, TERMS = 48 };

typedef struct {
    hs_reading r;
    bool *told;      /* per token: it stands in an assertion */
    uint32_t *owner; /* per token: 1 + innermost attribution that reports it, 0 for the document's own voice */
    hs_clauses clauses;
    hs_buf terms;
} pass;

typedef struct {
    hs_words_range piece[PIECES];
    uint32_t n, predicate, attribution, flags;
} sketch;

/* ---- terms ---- */

typedef struct {
    char *v[TERMS];
    uint32_t n;
} term_list;

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_term(term_list *l, const char *role, hs_str word)
{
    if (l->n == TERMS || word.n == 0) return;
    hs_buf b = {0};
    hs_buf_str(&b, role);
    hs_buf_char(&b, ':');
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        hs_buf_char(&b, c == ' ' || c == '\n' || c == '\t' ? '_' : c);
    }
    l->v[l->n++] = hs_buf_take(&b);
}

static const char *role_of(const pass *p, uint32_t t, const sketch *s)
{
    if (!hs_parsed(&p->r, t)) return t < s->predicate ? "subj" : "mod";
    for (int steps = 0; steps < 12; steps++) {
        const hs_token *k = &p->r.d->tokens.v[t];
        uint32_t rel = hs_deprel_universal(k->deprel);
        if (rel == HS_DEP_NSUBJ || rel == HS_DEP_CSUBJ) return "subj";
        if (rel == HS_DEP_OBJ || rel == HS_DEP_IOBJ) return "obj";
        if (rel == HS_DEP_OBL) return "obl";
        if (k->head == t || k->head >= p->r.d->tokens.n || t == s->predicate) break;
        t = k->head;
    }
    return "mod";
}

/* The name mention that token t is in, or HS_NONE. */
static uint32_t name_at(const hs_doc *d, uint32_t t)
{
    uint32_t lo = HS_BEFORE(d->mentions, hs_mention, at.at, d->tokens.v[t].at.at + 1);
    for (uint32_t k = lo; k > 0 && lo - k < 4; k--) {
        const hs_mention *m = &d->mentions.v[k - 1];
        if (m->form == HS_NAME && hs_span_covers(m->at, d->tokens.v[t].at)) return k - 1;
    }
    return HS_NONE;
}

static void collect_terms(pass *p, const sketch *s, term_list *l)
{
    hs_doc *d = p->r.d;
    const uint32_t stop = HS_W_MARK | HS_W_AUX | HS_W_NOT | HS_W_DET | HS_W_PREP | HS_W_SUBJECT | HS_W_OBJECT |
                          HS_W_WHO | HS_W_THAT | HS_W_WH | HS_W_AND | HS_W_BUT | HS_W_NUMBER | HS_W_TIME | HS_W_ADVERB;
    uint32_t last = HS_NONE;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t t = s->piece[i].from; t < s->piece[i].to; t++) {
            uint32_t m = name_at(d, t);
            if (m != HS_NONE) {
                uint32_t chain = d->mentions.v[m].chain;
                hs_ref name = chain != HS_NONE ? d->chains.v[chain].name : d->mentions.v[m].name;
                if (m != last) add_term(l, role_of(p, t, s), hs_str_of(hs_doc_str(d, name)));
                last = m;
                continue;
            }
            if (hs_class(&p->r, t, stop) || d->tokens.v[t].at.n < 2 || t == s->predicate) continue;
            hs_str lemma = hs_lemma(&p->r, t);
            if (lemma.n > 0 && lemma.p[0] != '\'' && !hs_is_possessive(&p->r, t)) add_term(l, role_of(p, t, s), lemma);
        }
}

static hs_ref terms_of(pass *p, const sketch *s)
{
    term_list l = {.n = 0};
    collect_terms(p, s, &l);
    if (l.n > 1) qsort(l.v, l.n, sizeof *l.v, by_text);
    hs_buf_clear(&p->terms);
    for (uint32_t i = 0; i < l.n; i++) {
        if (i > 0 && strcmp(l.v[i], l.v[i - 1]) == 0) continue;
        if (p->terms.n) hs_buf_char(&p->terms, ' ');
        hs_buf_str(&p->terms, l.v[i]);
    }
    for (uint32_t i = 0; i < l.n; i++) free(l.v[i]);
    return hs_doc_intern(p->r.d, (hs_str){p->terms.p, p->terms.n});
}

/* ---- one assertion ---- */

#define ITEMS_INSIDE(array, type, spans, count, out)                                                                   \
    for (uint32_t i_ = 0; i_ < (count); i_++)                                                                          \
        for (uint32_t k_ = HS_BEFORE(array, type, at.at, (spans)[i_].at);                                              \
             k_ < (array).n && (array).v[k_].at.at < hs_span_end((spans)[i_]); k_++)                                   \
            if (hs_span_covers((spans)[i_], (array).v[k_].at)) *HS_PUSH(out) = k_;

static bool is_question(const pass *p, uint32_t t)
{
    const hs_sentence *s = &p->r.d->sentences.v[hs_sentence_of(&p->r, t)];
    uint32_t end = s->first + s->n;
    while (end > s->first && hs_class(&p->r, end - 1, HS_W_QUOTE | HS_W_CLOSE)) end--;
    return end > s->first && hs_word_is(&p->r, end - 1, "?");
}

static void emit(pass *p, const sketch *s)
{
    hs_doc *d = p->r.d;
    hs_span spans[PIECES];
    HS_VEC(uint32_t) inside = {0};
    if (s->n == 0) return;
    for (uint32_t i = 0; i < s->n; i++) {
        spans[i] = hs_words_span(&p->r, s->piece[i]);
        for (uint32_t t = s->piece[i].from; t < s->piece[i].to; t++) p->told[t] = true;
    }
    hs_assertion a = {.attribution = s->attribution, .flags = s->flags, .voice = {HS_VOICE_AUTHOR, HS_NONE, 0}};
    a.spans = hs_doc_spans(d, spans, s->n);
    if (is_question(p, s->piece[s->n - 1].from)) a.flags |= HS_ASKED;
    if (s->attribution != HS_NONE) {
        const hs_attribution *from = &d->attributions.v[s->attribution];
        a.voice = from->voice;
        a.flags |= from->flags & (HS_HEDGED | HS_UNSURE);
        if (from->stance == HS_ASKS) a.flags |= HS_ASKED;
    }
    ITEMS_INSIDE(d->mentions, hs_mention, spans, s->n, inside)
    a.mentions = hs_doc_links(d, inside.v, inside.n);
    inside.n = 0;
    ITEMS_INSIDE(d->figures, hs_figure, spans, s->n, inside)
    a.figures = hs_doc_links(d, inside.v, inside.n);
    inside.n = 0;
    ITEMS_INSIDE(d->dates, hs_date, spans, s->n, inside)
    a.dates = hs_doc_links(d, inside.v, inside.n);
    HS_VEC_FREE(inside);
    a.predicate = hs_doc_intern(d, hs_lemma(&p->r, s->predicate));
    if (s->predicate < d->tokens.n) a.act = d->tokens.v[s->predicate].at;
    a.terms = terms_of(p, s);
    *HS_PUSH(d->assertions) = a;
}

/* ---- clauses of a region ---- */

static bool all_owned(const pass *p, hs_words_range w, uint32_t owner)
{
    for (uint32_t t = w.from; t < w.to; t++)
        if (p->owner[t] != owner && !hs_class(&p->r, t, HS_W_MARK)) return false;
    return true;
}

static uint32_t count_quotes(const pass *p, hs_words_range w)
{
    uint32_t marks = 0;
    for (uint32_t t = w.from; t < w.to; t++) marks += hs_class(&p->r, t, HS_W_QUOTE) && !hs_word_is(&p->r, t, "'");
    return marks;
}

/* Off go full stops and commas at the end, marks that stand around all of it, and marks without a partner. */
static hs_words_range strip_edges(const pass *p, hs_words_range w)
{
    for (bool again = true; again && w.from < w.to;) {
        again = false;
        bool opens = hs_class(&p->r, w.from, HS_W_QUOTE), closes = hs_class(&p->r, w.to - 1, HS_W_QUOTE);
        uint32_t marks = count_quotes(p, w);
        if (hs_is_list_number(&p->r, w.from))
            w = hs_words_trim(&p->r, w), again = true;
        else if (hs_class(&p->r, w.to - 1, HS_W_STOP | HS_W_COMMA | HS_W_COLON))
            w.to--, again = true;
        else if (opens && (marks % 2 || (closes && marks == 2)))
            w.from++, again = true;
        else if (closes && marks % 2)
            w.to--, again = true;
    }
    if (count_quotes(p, w) % 2 == 0) return w; /* else the partner stands right behind: «“rarely speak in Arabic.”» */
    uint32_t mark = w.to + (hs_class(&p->r, w.to, HS_W_STOP | HS_W_COMMA) ? 1 : 0);
    if (hs_class(&p->r, mark, HS_W_QUOTE)) w.to = mark + 1;
    return w;
}

/* «The man is Bali, | who reportedly gave the order»: the clause without the further report that hangs on it, where a
 * comma parts them. Empty where its main verb is not its own. */
static hs_words_range own_part(const pass *p, hs_words_range w, uint32_t owner)
{
    uint32_t cut = w.from;
    while (cut < w.to && (p->owner[cut] == owner || hs_class(&p->r, cut, HS_W_MARK))) cut++;
    bool when = cut > w.from && cut < w.to && hs_class(&p->r, cut - 1, HS_W_WH | HS_W_BUT) &&
                !hs_class(&p->r, cut - 1, HS_W_PREP); /* «had lied | when he said» */
    if (when) cut--;
    while (!when && cut > w.from && !hs_class(&p->r, cut - 1, HS_W_COMMA)) cut--;
    if (cut == w.from) return (hs_words_range){0, 0};
    if (!when && !hs_class(&p->r, cut, HS_W_WHO | HS_W_BUT) && !hs_word_is(&p->r, cut, "whose") &&
        !hs_ends(&p->r, cut, "ing"))
        return (hs_words_range){0, 0};
    hs_words_range own = strip_edges(p, (hs_words_range){w.from, cut});
    uint32_t verb = hs_predicate_in(&p->r, w);
    return verb != HS_NONE && verb < own.to && hs_predicate_in(&p->r, own) == verb ? own : (hs_words_range){0, 0};
}

/* «The gate was open, Brenn said; a guard was asleep», «…, he said, while a guard was asleep»: that may be his word as
 * well. */
static bool beside_report(const pass *p, hs_words_range w, uint32_t owner)
{
    uint32_t t = w.from;
    while (t > 0 && w.from - t < 2 && (hs_class(&p->r, t - 1, HS_W_COMMA) || hs_word_is(&p->r, t - 1, "while"))) t--;
    if (t > 0 && hs_word_is(&p->r, t - 1, ";")) t--;
    return !owner && t > 0 && t < w.from && p->owner[t - 1];
}

/* «The main point “is that the guards took money. …”»: whose words they are is not told. */
static bool quotes_somebody(const pass *p, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++)
        if (p->r.quote[t] != HS_NONE) return true;
    return false;
}

/* «The company, | which Tasch says paid the bribes, | has closed»: what stands around a report in a relative clause. */
static bool take_around_aside(pass *p, const hs_clause *c, uint32_t owner)
{
    hs_words_range in = c->words;
    while (in.from < in.to && p->owner[in.from] == owner) in.from++;
    while (in.to > in.from && p->owner[in.to - 1] == owner) in.to--;
    bool comma = hs_class(&p->r, in.to, HS_W_COMMA);
    uint32_t behind = in.to + comma;
    bool alike = in.from > c->words.from && hs_class(&p->r, in.from - 1, HS_W_COMMA) == comma && behind < c->words.to;
    if (!alike || !hs_class(&p->r, in.from, HS_W_WHO | HS_W_THAT) || c->predicate < behind) return false;
    if (!comma && !hs_finite(&p->r, behind)) return false;
    for (uint32_t t = in.from; t < in.to; t++)
        if (p->owner[t] == owner && !hs_class(&p->r, t, HS_W_MARK)) return false;
    sketch s = {.n = 2, .predicate = c->predicate, .attribution = owner ? owner - 1 : HS_NONE};
    s.piece[0] = strip_edges(p, (hs_words_range){c->words.from, in.from});
    s.piece[1] = strip_edges(p, (hs_words_range){behind, c->words.to});
    s.flags = hs_clause_flags(&p->r, &(hs_clause){s.piece[0], s.piece[1], c->predicate});
    if (s.piece[0].from < s.piece[0].to && s.piece[1].from < s.piece[1].to) emit(p, &s);
    return true;
}

/* «Brenn | called it a crime and | promised help»: whoever a report is from also does what the next clause tells. */
static bool is_source(const pass *p, hs_words_range w)
{
    uint32_t owner = p->owner[w.from];
    if (!owner || !p->r.d->attributions.v[owner - 1].source.n) return false;
    hs_span source = p->r.d->spans.v[p->r.d->attributions.v[owner - 1].source.first];
    return hs_span_covers(source, hs_words_span(&p->r, w));
}

static void take_clauses(pass *p, hs_words_range w, uint32_t owner)
{
    p->clauses.n = 0;
    hs_clauses_in(&p->r, w, &p->clauses);
    for (uint32_t i = 0; i < p->clauses.n; i++) {
        const hs_clause *c = &p->clauses.v[i];
        hs_words_range all = {c->shared.from < c->shared.to ? c->shared.from : c->words.from, c->words.to};
        hs_words_range words = strip_edges(p, c->words);
        if (!all_owned(p, all, owner)) {
            bool apart = c->shared.from < c->shared.to;
            if (apart ? !is_source(p, c->shared) : take_around_aside(p, c, owner)) continue;
            if (!apart) words = own_part(p, c->words, owner);
            if (words.from >= words.to || !all_owned(p, words, owner)) continue;
        }
        sketch s = {.n = 0, .predicate = c->predicate, .attribution = owner ? owner - 1 : HS_NONE};
        if (c->shared.from < c->shared.to) s.piece[s.n++] = c->shared;
        s.piece[s.n++] = words;
        s.flags = hs_clause_flags(&p->r, &(hs_clause){c->shared, words, c->predicate});
        if (beside_report(p, words, owner) || (!owner && quotes_somebody(p, words))) s.flags |= HS_UNSURE;
        emit(p, &s);
    }
}

/* A region is cut at sentence ends and where the quotation changes. */
static void take_region(pass *p, hs_words_range w, uint32_t owner)
{
    const hs_doc *d = p->r.d;
    while (w.from < w.to) {
        const hs_sentence *s = &d->sentences.v[hs_sentence_of(&p->r, w.from)];
        uint32_t end = s->first + s->n < w.to ? s->first + s->n : w.to, t = w.from;
        if (end <= t) break;
        hs_words_range inner = strip_edges(p, (hs_words_range){t, end});
        if (inner.from < inner.to) take_clauses(p, inner, owner);
        w.from = end;
    }
}

/* ---- attributions ---- */

/* The words from the first piece of the report to the last, where they stand in one sentence. */
static bool whole_report(const hs_doc *d, const hs_attribution *a, bool with_source, hs_words_range *out)
{
    const hs_range parts[] = {a->cue, a->content, a->source};
    *out = (hs_words_range){UINT32_MAX, 0};
    for (int k = 0; k < (with_source ? 3 : 2); k++)
        for (uint32_t i = 0; i < parts[k].n; i++) {
            hs_words_range w = hs_piece_of(d, parts[k], i);
            if (w.from < out->from) out->from = w.from;
            if (w.to > out->to) out->to = w.to;
        }
    if (out->from >= out->to) return false;
    uint32_t s = hs_doc_sentence_at(d, d->tokens.v[out->from].at.at);
    return s < d->sentences.n && out->to <= d->sentences.v[s].first + d->sentences.v[s].n;
}

static void paint(pass *p, hs_words_range w, uint32_t owner)
{
    for (uint32_t t = w.from; t < w.to; t++) p->owner[t] = owner;
}

static uint32_t depth_of(const hs_doc *d, uint32_t i)
{
    uint32_t depth = 0;
    while (d->attributions.v[i].parent != HS_NONE && depth < DEPTH) {
        i = d->attributions.v[i].parent;
        depth++;
    }
    return depth;
}

static void paint_owners(pass *p, const uint8_t *kinds)
{
    hs_doc *d = p->r.d;
    for (uint32_t depth = 0; depth < DEPTH; depth++)
        for (uint32_t i = 0; i < d->attributions.n; i++) {
            const hs_attribution *a = &d->attributions.v[i];
            if (kinds[i] == HS_REPORTS_NOTHING || depth_of(d, i) != depth) continue;
            const hs_range parts[] = {a->source, a->cue, a->content};
            for (int k = 0; k < 3; k++)
                for (uint32_t n = 0; n < parts[k].n; n++) paint(p, hs_piece_of(d, parts[k], n), i + 1);
        }
}

/* The words that «, which» at `comma` takes up, for a clause whose verb hangs on `noun`. */
static hs_words_range antecedent(const pass *p, uint32_t noun, uint32_t comma)
{
    enum { LONGEST = 14 };
    hs_words_range w = {p->r.low[noun], comma};
    if (noun >= comma || w.from > noun || comma - w.from > LONGEST) return (hs_words_range){0, 0};
    while (w.from < noun && hs_class(&p->r, w.from, HS_W_PREP | HS_W_AND | HS_W_MARK)) w.from++;
    return hs_words_trim(&p->r, w);
}

/* «Brenn, who has denied any wrongdoing»: Brenn has. */
static void name_subject(const pass *p, sketch *s)
{
    uint32_t who = s->piece[0].from, verb = p->r.d->tokens.v[who].head;
    if (!hs_class(&p->r, who, HS_W_WHO) || !hs_parsed(&p->r, who) || verb <= who || verb >= s->piece[0].to) return;
    bool comma = who > 0 && hs_class(&p->r, who - 1, HS_W_COMMA);
    hs_words_range of = antecedent(p, p->r.d->tokens.v[verb].head, comma ? who - 1 : who);
    if (of.from >= of.to) return;
    s->piece[1] = (hs_words_range){who + 1, s->piece[0].to};
    s->piece[0] = of;
    s->n = 2;
}

/* «denied any support», «denied the claim that …»: the report as a whole; its predicate is the first telling word of
 * the content. */
static void take_whole(pass *p, uint32_t index)
{
    hs_doc *d = p->r.d;
    const hs_attribution *a = &d->attributions.v[index];
    sketch s = {.n = 1, .predicate = HS_NONE, .attribution = index};
    if (!whole_report(d, a, true, &s.piece[0])) return;
    const uint32_t closed = HS_W_MARK | HS_W_AUX | HS_W_NOT | HS_W_DET | HS_W_PREP | HS_W_CAPITAL | HS_W_OBJECT |
                            HS_W_TO | HS_W_NUMBER | HS_W_ADVERB;
    for (uint32_t i = 0; i < a->content.n; i++) {
        hs_words_range content = hs_piece_of(d, a->content, i);
        if (a->stance != HS_DENIES && !all_owned(p, content, index + 1)) return; /* left to the report that it holds */
        for (uint32_t t = content.from; t < content.to && s.predicate == HS_NONE; t++)
            if (!hs_class(&p->r, t, closed) && !hs_is_possessive(&p->r, t)) s.predicate = t;
    }
    uint32_t only = a->content.n == 1 ? hs_piece_of(d, a->content, 0).from : HS_NONE;
    if (s.predicate == HS_NONE && hs_class(&p->r, only, HS_W_WHO)) s.predicate = only; /* «which he denies» */
    if (s.predicate == HS_NONE) return;
    s.piece[0] = strip_edges(p, s.piece[0]);
    if (s.predicate != only || !hs_class(&p->r, only, HS_W_WHO)) name_subject(p, &s);
    emit(p, &s);
}

static void take_around(pass *p, uint32_t index)
{
    hs_doc *d = p->r.d;
    const hs_attribution *a = &d->attributions.v[index];
    sketch s = {.n = 1, .attribution = index, .flags = HS_HEDGED};
    if (!whole_report(d, a, false, &s.piece[0])) return;
    s.piece[0] = strip_edges(p, hs_words_trim(&p->r, s.piece[0]));
    if (s.piece[0].from < s.piece[0].to && hs_class(&p->r, s.piece[0].from, HS_W_AND | HS_W_WHO | HS_W_BUT)) return;
    hs_words_range after = hs_piece_of(d, a->content, a->content.n - 1);
    s.predicate = hs_predicate_in(&p->r, after);
    for (uint32_t t = after.from; t < after.to && s.predicate == HS_NONE; t++)
        if (!hs_class(&p->r, t, HS_W_TO | HS_W_PREP | HS_W_AUX | HS_W_DET | HS_W_ADVERB)) s.predicate = t;
    if (s.predicate == HS_NONE) s.predicate = after.from;
    hs_clause c = {{0, 0}, s.piece[0], s.predicate};
    s.flags |= hs_clause_flags(&p->r, &c);
    emit(p, &s);
}

/* «“1,128,” his associate replied.»: an answer that is no clause, but a figure. */
static void take_figure(pass *p, uint32_t index)
{
    enum { WORDS = 12 };
    const hs_attribution *a = &p->r.d->attributions.v[index];
    hs_words_range w = strip_edges(p, hs_piece_of(p->r.d, a->content, 0));
    HS_VEC(uint32_t) inside = {0};
    hs_span span = hs_words_span(&p->r, w);
    if (w.from < w.to) {
        ITEMS_INSIDE(p->r.d->figures, hs_figure, &span, 1, inside)
    }
    sketch s = {.n = 1, .piece = {w}, .predicate = w.from, .attribution = index};
    if (inside.n > 0 && w.to - w.from <= WORDS && all_owned(p, w, index + 1)) emit(p, &s);
    HS_VEC_FREE(inside);
}

/* «If the valve had been tested, …», «… unless the wall is mended»: says nothing without its main clause. */
static bool is_subordinate(const pass *p, hs_words_range w)
{
    static const char *const begins[] = {"although", "because", "if", "once", "though", "unless", "until", "whether"};
    while (w.from < w.to && hs_class(&p->r, w.from, HS_W_MARK | HS_W_THAT)) w.from++;
    return w.from < w.to && hs_word_in(&p->r, w.from, begins, sizeof begins / sizeof *begins);
}

/* «Oru | Tasch» */
static bool is_flat(const hs_doc *d, uint32_t t)
{
    uint32_t rel = hs_deprel_universal(d->tokens.v[t].deprel);
    return rel == HS_DEP_FLAT && d->tokens.v[t].head < t;
}

/* «the rifles, which police say were bought here»: the rifles were; the verb of saying hangs on what «which» takes up.
 */
static hs_words_range taken_up(const pass *p, const hs_attribution *a, hs_words_range who, hs_words_range rest)
{
    const hs_doc *d = p->r.d;
    bool comma = who.from > 0 && hs_class(&p->r, who.from - 1, HS_W_COMMA);
    hs_words_range cue = a->cue.n ? hs_words_within(d, d->spans.v[a->cue.first]) : who;
    if (who.to != who.from + 1 || !hs_class(&p->r, who.from, HS_W_WHO | HS_W_THAT)) return who;
    for (uint32_t t = cue.from; t <= cue.to; t++) { /* the cue's words, then the pronoun's own verb */
        uint32_t verb = t < cue.to ? t : hs_parsed(&p->r, who.from) ? d->tokens.v[who.from].head : HS_NONE;
        uint32_t noun = verb != HS_NONE && hs_parsed(&p->r, verb) ? d->tokens.v[verb].head : HS_NONE;
        hs_words_range of = noun < who.from ? antecedent(p, noun, who.from - comma) : who;
        bool one = hs_word_is(&p->r, rest.from, "was") || hs_word_is(&p->r, rest.from, "is");
        bool many = noun < who.from && strstr(hs_doc_str(d, d->tokens.v[noun].feats), "Number=Plur");
        if (one && many) return who; /* «closed two gates, which Brenn said was wise»: more than a noun is taken up */
        if (noun < who.from && of.from < of.to) return of;
    }
    uint32_t noun = who.from - comma; /* no verb tells: the noun right before */
    if (noun == 0 || !hs_parsed(&p->r, noun - 1) || hs_class(&p->r, noun - 1, HS_W_MARK)) return who;
    for (noun--; is_flat(d, noun); noun = d->tokens.v[noun].head) {
    }
    hs_words_range of = antecedent(p, noun, who.from - comma);
    return of.from < of.to ? of : who;
}

/* «C1, Brenn said, C2»: one clause in two pieces, unless each piece is a clause. */
static void take_content(pass *p, uint32_t index)
{
    hs_doc *d = p->r.d;
    const hs_attribution *a = &d->attributions.v[index];
    if (a->content.n == 2) {
        hs_words_range x = hs_piece_of(d, a->content, 0), y = hs_piece_of(d, a->content, 1);
        bool torn = hs_is_relative_content(&p->r, a) ||
                    (hs_predicate_in(&p->r, x) == HS_NONE) != (hs_predicate_in(&p->r, y) == HS_NONE) ||
                    is_subordinate(p, x) || is_subordinate(p, y);
        if (torn && hs_sentence_of(&p->r, x.from) == hs_sentence_of(&p->r, y.to - 1) && all_owned(p, x, index + 1) &&
            all_owned(p, y, index + 1)) {
            sketch s = {
                .n = 2, .piece = {strip_edges(p, taken_up(p, a, x, y)), strip_edges(p, y)}, .attribution = index};
            s.predicate = hs_predicate_in(&p->r, y);
            if (s.predicate == HS_NONE) s.predicate = hs_predicate_in(&p->r, x);
            if (s.predicate == HS_NONE) s.predicate = y.from;
            hs_clause c = {{0, 0}, {x.from, y.to}, s.predicate};
            s.flags = hs_clause_flags(&p->r, &c);
            emit(p, &s);
            return;
        }
    }
    uint32_t before = d->assertions.n, verb = hs_verb_by_participle(&p->r, a);
    for (uint32_t i = 0; i < a->content.n; i++)
        take_region(p, hs_piece_of(d, d->attributions.v[index].content, i), index + 1);
    if (d->assertions.n == before && verb != HS_NONE && all_owned(p, hs_piece_of(d, a->content, 0), index + 1)) {
        sketch s = {
            .n = 1, .piece = {strip_edges(p, hs_piece_of(d, a->content, 0))}, .predicate = verb, .attribution = index};
        s.flags = hs_clause_flags(&p->r, &(hs_clause){{0, 0}, s.piece[0], verb});
        emit(p, &s);
    }
    if (d->assertions.n == before && d->attributions.v[index].stance == HS_DENIES) take_whole(p, index);
    if (d->assertions.n == before && a->mode == HS_DIRECT && a->cue.n > 0) take_figure(p, index);
}

static bool is_prose(const hs_doc *d, const hs_sentence *s)
{
    if (s->block >= d->blocks.n) return true;
    uint32_t kind = d->blocks.v[s->block].kind;
    return kind == HS_BLOCK_PARAGRAPH || kind == HS_BLOCK_QUOTE || kind == HS_BLOCK_TURN || kind == HS_BLOCK_ITEM;
}

/* Outside quotations, or in one that nobody is said to speak: «The main point “is that … .”» */
static bool is_own(const pass *p, uint32_t t)
{
    return p->r.quote[t] == HS_NONE || p->owner[t] == 0;
}

static void own_voice(pass *p)
{
    hs_doc *d = p->r.d;
    bool prose = false;
    for (uint32_t i = 0; i < d->sentences.n && !prose; i++) prose = is_prose(d, &d->sentences.v[i]);
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const hs_sentence *s = &d->sentences.v[i];
        if (prose && !is_prose(d, s)) continue;
        for (uint32_t t = s->first, end = t + s->n; t < end;) {
            uint32_t k = t;
            bool own = is_own(p, t);
            while (k < end && is_own(p, k) == own) k++;
            if (own) take_region(p, (hs_words_range){t, k}, 0);
            t = k;
        }
    }
}

/* ---- what is told in passing ---- */

static bool in_content(const hs_doc *d, const hs_attribution *a, uint32_t t)
{
    for (uint32_t i = 0; i < a->content.n; i++)
        if (hs_span_covers(d->spans.v[a->content.first + i], d->tokens.v[t].at)) return true;
    return false;
}

/* «the dam, which broke on Thursday and killed 27 people»: the dam broke, the dam killed 27 people. */
static void take_relative(pass *p, uint32_t verb)
{
    const hs_doc *d = p->r.d;
    uint32_t who = hs_child(&p->r, verb, HS_DEP_NSUBJ, HS_DEP_NSUBJ_PASS), noun = d->tokens.v[verb].head;
    if (who == HS_NONE || who > verb || who == 0 || noun >= who || !hs_class(&p->r, who, HS_W_WHO)) return;
    if (!hs_class(&p->r, who - 1, HS_W_COMMA) || p->told[verb]) return;
    hs_words_range of = antecedent(p, noun, who - 1), rest = {who + 1, p->r.high[verb] + 1};
    if (of.from >= of.to || rest.from >= rest.to || !all_owned(p, rest, p->owner[verb])) return;
    uint32_t owner = p->owner[verb];
    if (owner && !in_content(d, &d->attributions.v[owner - 1], verb)) return; /* «two officers, who asked not to» */
    bool beside = p->owner[who - 2 < who ? who - 2 : 0] != owner; /* the report before it may hold it as well */
    while (rest.from < rest.to) {
        uint32_t cut = rest.from, next = rest.to;
        for (uint32_t c = p->r.child[verb]; c != HS_NONE; c = p->r.sibling[c]) {
            bool joint = d->tokens.v[c].deprel == HS_DEP_CONJ && c > verb && hs_finite(&p->r, c) && p->r.low[c] < next;
            if (joint && p->r.low[c] > rest.from && hs_class(&p->r, p->r.low[c], HS_W_AND)) next = p->r.low[c];
        }
        sketch s = {.n = 2, .piece = {of, strip_edges(p, (hs_words_range){cut, next})}, .attribution = HS_NONE};
        if (owner) s.attribution = owner - 1;
        s.predicate = hs_predicate_in(&p->r, s.piece[1]);
        if (s.predicate == HS_NONE) s.predicate = s.piece[1].from;
        s.flags = hs_clause_flags(&p->r, &(hs_clause){of, s.piece[1], s.predicate}) | (beside ? HS_UNSURE : 0);
        if (s.piece[1].from < s.piece[1].to) emit(p, &s);
        rest.from = next + (next < rest.to ? 1 : 0);
    }
}

static int by_place(const void *a, const void *b, void *doc)
{
    const hs_assertion *x = a, *y = b;
    hs_span s = ((const hs_doc *)doc)->spans.v[x->spans.first], t = ((const hs_doc *)doc)->spans.v[y->spans.first];
    if (s.at != t.at) return s.at < t.at ? -1 : 1;
    return x->spans.first < y->spans.first ? -1 : x->spans.first > y->spans.first;
}

void hs_find_assertions(hs_doc *d)
{
    pass p = {.owner = NULL};
    if (d->tokens.n == 0) return;
    hs_reading_init(&p.r, d);
    p.owner = hs_calloc(d->tokens.n + 1, sizeof *p.owner);
    p.told = hs_calloc(d->tokens.n + 1, sizeof *p.told);
    uint8_t *kinds = hs_calloc(d->attributions.n + 1, 1);
    for (uint32_t i = 0; i < d->attributions.n; i++) kinds[i] = (uint8_t)hs_report_kind_of(&p.r, &d->attributions.v[i]);
    paint_owners(&p, kinds);
    own_voice(&p);
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        if (kinds[i] == HS_REPORTS_CLAUSES)
            take_content(&p, i);
        else if (kinds[i] == HS_REPORTS_AROUND)
            take_around(&p, i);
        else if (kinds[i] == HS_REPORTS_WHOLE)
            take_whole(&p, i);
    }
    for (uint32_t t = 0; t < d->tokens.n; t++)
        if (d->tokens.v[t].deprel == HS_DEP_ACL_RELCL) take_relative(&p, t);
    if (d->assertions.n > 1) qsort_r(d->assertions.v, d->assertions.n, sizeof *d->assertions.v, by_place, d);
    free(kinds);
    free(p.owner);
    free(p.told);
    HS_VEC_FREE(p.clauses);
    hs_buf_free(&p.terms);
    hs_reading_free(&p.r);
}
