/* Quotations that no cue stands beside: they go on from an earlier one, follow a name and a colon, or are lines of a
 * dialogue. Where the speaker is open, the attribution says so. */
#include "find/clauses.h"
#include "find/drafts.h"
#include "find/voices.h"

enum { LABEL_WORDS = 6, LOOK_BACK = 12, RECORD_WORDS = 80 };

static bool only_space(const hs_doc *d, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++)
        if (d->text.p[at] != ' ' && d->text.p[at] != '\n' && d->text.p[at] != '.') return false;
    return true;
}

/* How many drafts of cues stand before the token. */
static uint32_t drafts_before(const hs_drafts *d, uint32_t token)
{
    return hs_vec_before(d->v.v, d->of_runs, sizeof *d->v.v, offsetof(hs_draft, cue.from), token);
}

/* The last direct draft of a cue that stands in the sentence. */
static uint32_t direct_in_sentence(const hs_drafts *d, uint32_t sentence, uint32_t token)
{
    uint32_t lo = drafts_before(d, token);
    for (uint32_t i = lo; i > 0 && lo - i < LOOK_BACK; i--) {
        const hs_draft *dr = &d->v.v[i - 1];
        if (dr->direct && hs_sentence_of(&d->r, dr->cue.from) == sentence) return i - 1;
    }
    return HS_NONE;
}

/* «“A,” Brenn said. “B.”»: it follows the sentence of a direct report in the same paragraph. */
static bool carry_on(hs_drafts *d, uint32_t q, uint32_t t)
{
    const hs_doc *doc = d->r.d;
    uint32_t before = doc->quotes.v[q].before;
    if (before != HS_NONE && d->taken[before]) {
        hs_draft_quotation(d, d->taken[before] - 1, q);
        return true;
    }
    if (t == 0 || hs_block_of(&d->r, t) != hs_block_of(&d->r, t - 1)) return false;
    uint32_t owner = direct_in_sentence(d, hs_sentence_of(&d->r, t - 1), t);
    if (owner == HS_NONE || !only_space(doc, hs_span_end(doc->tokens.v[t - 1].at), doc->quotes.v[q].outer.at))
        return false;
    hs_draft_quotation(d, owner, q);
    return true;
}

/* «Brenn: “…”» */
static bool after_label(hs_drafts *d, uint32_t q, uint32_t t)
{
    const hs_reading *r = &d->r;
    if (t == 0 || !hs_class(r, t - 1, HS_W_COLON)) return false;
    const hs_sentence *s = &r->d->sentences.v[hs_sentence_of(r, t - 1)];
    hs_words_range who = {t - 1, t - 1};
    while (who.from > s->first && who.to - who.from <= LABEL_WORDS && !hs_class(r, who.from - 1, HS_W_MARK)) who.from--;
    if (who.from == who.to || who.to - who.from > LABEL_WORDS || !hs_class(r, who.from, HS_W_CAPITAL)) return false;
    if (hs_predicate_in(r, (hs_words_range){who.from, t - 1}) != HS_NONE) return false;
    hs_draft *dr = hs_draft_new(d, (hs_words_range){t - 1, t}, "a name and a colon before the quotation");
    dr->source = who;
    hs_draft_quotation(d, d->v.n - 1, q);
    return true;
}

/* «The union's leader, Oru Lind, was more blunt: “…”»: perhaps whom the clause before the colon is about. */
static bool after_clause(hs_drafts *d, uint32_t q, uint32_t t)
{
    const hs_reading *r = &d->r;
    if (t == 0 || !hs_class(r, t - 1, HS_W_COLON) || !hs_parsed(r, t - 1)) return false;
    hs_words_range clause = {r->d->sentences.v[hs_sentence_of(r, t - 1)].first, t - 1};
    uint32_t verb = hs_predicate_in(r, clause);
    uint32_t subject = verb == HS_NONE ? HS_NONE : hs_child(r, verb, HS_DEP_NSUBJ, HS_DEP_NSUBJ);
    if (subject == HS_NONE || subject >= verb || r->low[subject] < clause.from) return false;
    hs_words_range who = hs_words_trim(r, (hs_words_range){r->low[subject], r->high[subject] + 1});
    if (who.to > verb) return false;
    hs_draft *dr = hs_draft_new(d, hs_words_trim(r, (hs_words_range){who.to, t - 1}),
                                "perhaps whom the words before the colon are about");
    dr->source = who;
    dr->flags = HS_UNSURE;
    hs_draft_quotation(d, d->v.n - 1, q);
    return true;
}

/* «The court described it as follows:» and a quotation: the last cue of the sentence before the block. */
static bool after_colon(hs_drafts *d, uint32_t q, uint32_t t)
{
    const hs_reading *r = &d->r;
    if (t == 0 || !hs_class(r, t - 1, HS_W_COLON)) return false;
    uint32_t sentence = hs_sentence_of(r, t - 1), from = r->d->sentences.v[sentence].first;
    uint32_t last = drafts_before(d, t);
    for (uint32_t i = last; i > 0 && last - i < LOOK_BACK; i--) {
        const hs_draft *dr = &d->v.v[i - 1];
        if (dr->cue.from < from) return false;
        if (dr->source.from >= dr->source.to) continue;
        hs_words_range cue = dr->cue, source = dr->source;
        hs_draft *made = hs_draft_new(d, cue, "announced before the quotation");
        made->source = source;
        hs_draft_quotation(d, d->v.n - 1, q);
        return true;
    }
    return false;
}

static bool is_paragraph_of_its_own(const hs_drafts *d, uint32_t q)
{
    const hs_doc *doc = d->r.d;
    const hs_quote *k = &doc->quotes.v[q];
    uint32_t block = hs_block_of(&d->r, hs_doc_token_at(doc, k->outer.at));
    if (block >= doc->blocks.n) return false;
    hs_span b = doc->blocks.v[block].at;
    return only_space(doc, b.at, k->outer.at) && only_space(doc, hs_span_end(k->outer), hs_span_end(b));
}

/* A sentence or more of its own: begins where one begins, and ends as one does. */
static bool is_sentence(const hs_drafts *d, uint32_t q, uint32_t t)
{
    const hs_doc *doc = d->r.d;
    hs_span in = doc->quotes.v[q].inner;
    char end = in.n ? doc->text.p[hs_span_end(in) - 1] : ' ';
    return doc->sentences.v[hs_sentence_of(&d->r, t)].first == t && (end == '.' || end == '?' || end == '!');
}

/* «In the first transcript …», before the dialogue: the words for the document that holds it. */
static hs_span record_before(const hs_reading *r, uint32_t t)
{
    uint32_t words = 0;
    while (t > 0 && words < RECORD_WORDS) {
        t--;
        if (r->quote[t] != HS_NONE && r->d->quotes.v[r->quote[t]].kind != HS_QUOTE_BLOCK) continue;
        words++;
        if (!hs_is_document_word(r, t)) continue;
        uint32_t from = t;
        while (from > 0 && t - from < 4 && hs_block_of(r, from - 1) == hs_block_of(r, t) &&
               !hs_class(r, from, HS_W_DET) && !hs_class(r, from - 1, HS_W_MARK | HS_W_PREP))
            from--;
        return hs_words_span(r, (hs_words_range){from, t + 1});
    }
    return (hs_span){0, 0};
}

/* «The main point “is that … . They …”»: what follows the sentence that the quotation is part of has no voice. */
static void goes_on(hs_drafts *d, const hs_quote *k, uint32_t t)
{
    const hs_doc *doc = d->r.d;
    const hs_sentence *s = &doc->sentences.v[hs_sentence_of(&d->r, t)];
    hs_words_range rest = {s->first + s->n, hs_doc_token_at(doc, hs_span_end(k->outer))};
    if (k->flags & (HS_QUOTE_UNOPENED | HS_QUOTE_UNCLOSED) || s->first == t || rest.from >= rest.to ||
        rest.to > doc->tokens.n)
        return;
    hs_draft *dr = hs_draft_new(d, (hs_words_range){t, t}, "a quotation with no cue");
    dr->flags = HS_UNSURE;
    dr->direct = true;
    hs_draft_words(d, d->v.n - 1, rest);
}

/* «“Did you pay?” Brenn asked. | “No,” Tasch said. | “Who did?”»: where two speak in turn, the next is not the last. */
static bool in_turn(const hs_drafts *d, uint32_t last)
{
    const hs_draft *b = &d->v.v[last], *a = NULL;
    for (uint32_t i = last; i > 0 && last - i < LOOK_BACK && !a; i--)
        if (d->v.v[i - 1].direct) a = &d->v.v[i - 1];
    if (!a || a->cue.from >= a->cue.to || b->cue.from >= b->cue.to) return false;
    hs_str x = hs_doc_text(d->r.d, hs_words_span(&d->r, a->source)),
           y = hs_doc_text(d->r.d, hs_words_span(&d->r, b->source));
    return hs_block_of(&d->r, a->cue.from) + 1 == hs_block_of(&d->r, b->cue.from) && !hs_str_ieq(x, y);
}

/* A line of dialogue with its speaker's label, or with none; a paragraph that is all quotation goes on, perhaps, from
 * the speaker before. */
static void alone(hs_drafts *d, uint32_t q, uint32_t t, uint32_t last)
{
    const hs_doc *doc = d->r.d;
    const hs_quote *k = &doc->quotes.v[q];
    uint32_t block = hs_block_of(&d->r, t);
    bool dialogue = k->kind == HS_QUOTE_DASH;
    if (!dialogue && k->kind != HS_QUOTE_BLOCK && !is_paragraph_of_its_own(d, q) && !is_sentence(d, q, t)) {
        goes_on(d, k, t);
        return;
    }
    hs_draft *dr = hs_draft_new(d, (hs_words_range){t, t}, dialogue ? "a line of dialogue" : "a quotation with no cue");
    if (block < doc->blocks.n && doc->blocks.v[block].speaker.n) {
        dr->speaker = doc->blocks.v[block].speaker;
        dr->why = "the speaker's label of the turn";
    } else {
        dr->flags = HS_UNSURE;
        if (!dialogue && last != HS_NONE && in_turn(d, last))
            dr->like = HS_NONE;
        else if (!dialogue)
            dr->like = is_paragraph_of_its_own(d, q) || k->kind == HS_QUOTE_BLOCK ? last : HS_NONE;
        else
            dr->record = record_before(&d->r, t);
    }
    hs_draft_quotation(d, d->v.n - 1, q);
}

void hs_drafts_of_uncued(hs_drafts *d)
{
    const hs_doc *doc = d->r.d;
    uint32_t cued = d->v.n, last = HS_NONE;
    for (uint32_t q = 0; q < doc->quotes.n; q++) {
        uint32_t t = hs_doc_token_at(doc, doc->quotes.v[q].outer.at);
        if (t >= doc->tokens.n || doc->quotes.v[q].parent != HS_NONE || !hs_quote_is_speech(doc, q)) continue;
        if (!d->taken[q] && !carry_on(d, q, t) && !after_label(d, q, t) && !after_colon(d, q, t) &&
            !after_clause(d, q, t))
            alone(d, q, t, last);
        if (d->taken[q] && d->taken[q] <= cued) last = d->taken[q] - 1;
    }
}
