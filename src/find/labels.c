/* Who speaks, set as a label: the speaker of a turn («VARGA: Well, …»), a headline's («Varga: Bridge Will Not Open»),
 * and the name that signs a quotation («“…” — Lena Varga»). */
#include "find/clauses.h"
#include "find/drafts.h"
#include "find/lexicon.h"

enum { LABEL_WORDS = 6, MARKS = 4 };

static bool opens_paragraph(const hs_reading *r, uint32_t t)
{
    const hs_doc *d = r->d;
    uint32_t at = d->tokens.v[t].at.at, before = t ? hs_span_end(d->tokens.v[t - 1].at) : 0;
    if (t == 0) return true;
    for (uint32_t i = before; i < at; i++)
        if (d->text.p[i] == '\n') return true;
    return false;
}

static bool shouted(const hs_reading *r, hs_words_range w)
{
    uint32_t letters = 0;
    for (uint32_t t = w.from; t < w.to; t++) {
        hs_str s = hs_word(r, t);
        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
            letters += s.p[i] >= 'A' && s.p[i] <= 'Z';
        }
    }
    return letters > 1;
}

/* The words of [from, colon) as a speaker: a few, the first with a capital, none of them a verb or a mark. */
static bool is_speaker(const hs_reading *r, hs_words_range w)
{
    static const char *const signs[] = {"breaking", "clarification", "correction", "exclusive", "note",  "photos",
                                        "read",     "related",       "update",     "updated",   "video", "watch"};
    if (shouted(r, w) && hs_word_in(r, w.from, signs, sizeof signs / sizeof *signs)) return false; /* «UPDATE: …» */
    if (w.to <= w.from || w.to - w.from > LABEL_WORDS || !hs_class(r, w.from, HS_W_CAPITAL)) return false;
    for (uint32_t t = w.from; t < w.to; t++) {
        uint32_t upos = r->d->tokens.v[t].upos;
        if (hs_class(r, t, HS_W_NUMBER | HS_W_COMMA | HS_W_COLON | HS_W_QUOTE | HS_W_AUX)) return false;
        if ((upos == HS_VERB || upos == HS_ADP || upos == HS_ADV) && !shouted(r, w)) return false;
    }
    return true;
}

static uint32_t paragraph_end(const hs_reading *r, uint32_t t)
{
    while (t + 1 < r->d->tokens.n && !opens_paragraph(r, t + 1)) t++;
    return t + 1;
}

/* A name, or in a headline what can speak («Poll: …», «Police: …»). */
static bool can_head(const hs_reading *r, hs_words_range w)
{
    static const char *const speaking[] = {"analysis", "army",      "court",  "data",   "experts",  "minister",
                                           "ministry", "officials", "police", "poll",   "report",   "reports",
                                           "sources",  "spokesman", "study",  "survey", "witnesses"};
    char lower[16];
    hs_str last = hs_word(r, w.to - 1);
    static const char *const first[] = {"i", "my", "our", "we"};
    if (r->d->tokens.v[w.to - 1].upos == HS_PROPN && hs_word_in(r, w.to + 1, first, sizeof first / sizeof *first))
        return true;
    if (r->d->tokens.v[w.to - 1].ne == HS_NE_PER || r->d->tokens.v[w.to - 1].ne == HS_NE_ORG) return true;
    if (last.n >= sizeof lower) return false;
    for (size_t i = 0; i < last.n; i++)
        lower[i] = (char)(last.p[i] >= 'A' && last.p[i] <= 'Z' ? last.p[i] + 32 : last.p[i]);
    static const char *const several[] = {"activists", "doctors",  "families", "farmers",   "fishermen",
                                          "lawyers",   "parents",  "rebels",   "residents", "soldiers",
                                          "survivors", "teachers", "victims",  "villagers", "workers"};
    if (hs_in_table((hs_str){lower, last.n}, several, sizeof several / sizeof *several)) return true;
    if (hs_lexicon((hs_str){lower, last.n}) & (HS_LEX_ROLE | HS_LEX_ORGNOUN)) return true; /* «Mayor: …» */
    return hs_in_table((hs_str){lower, last.n}, speaking, sizeof speaking / sizeof *speaking);
}

static void label_at(hs_drafts *d, uint32_t t)
{
    const hs_reading *r = &d->r;
    uint32_t from = t, end = paragraph_end(r, t);
    while (from < end && from - t < MARKS && hs_class(r, from, HS_W_QUOTE)) from++;
    hs_words_range who = {from, from};
    while (who.to < end && who.to - from <= LABEL_WORDS && !hs_class(r, who.to, HS_W_COLON)) who.to++;
    if (who.to + 2 >= end || !hs_class(r, who.to, HS_W_COLON) || !is_speaker(r, who)) return;
    uint32_t q = r->quote[who.to + 1];
    bool turn = shouted(r, who), title = t == 0 && can_head(r, who);
    if ((!turn && !title) || (q != HS_NONE && q != r->quote[who.to])) return; /* a quotation after a name: uncued.c */
    hs_draft *dr = hs_draft_new(d, (hs_words_range){who.to, who.to + 1},
                                turn ? "the speaker's label of the turn" : "the name before a headline");
    dr->source = who;
    if (turn && q != HS_NONE) d->taken[q] = d->v.n; /* the turn is told once */
    hs_draft_words(d, d->v.n - 1, (hs_words_range){who.to + 1, end});
    d->v.v[d->v.n - 1].direct = turn;
    d->v.v[d->v.n - 1].indirect = !turn;
}

/* The quotation that ends right before t, not taken yet. */
static uint32_t free_quotation_before(const hs_drafts *d, uint32_t t)
{
    const hs_reading *r = &d->r;
    uint32_t q = t > 0 ? r->quote[t - 1] : HS_NONE;
    if (q == HS_NONE || q == r->quote[t] || d->taken[q] || r->d->quotes.v[q].kind == HS_QUOTE_DASH) return HS_NONE;
    return hs_span_end(r->d->quotes.v[q].outer) <= r->d->tokens.v[t].at.at ? q : HS_NONE;
}

static void signature_at(hs_drafts *d, uint32_t t)
{
    const hs_reading *r = &d->r;
    uint32_t q = free_quotation_before(d, t);
    if (q == HS_NONE) return;
    hs_words_range who = {t + 1, t + 1};
    while (who.to < r->d->tokens.n && who.to - t <= LABEL_WORDS && !opens_paragraph(r, who.to) &&
           !hs_class(r, who.to, HS_W_QUOTE | HS_W_COMMA | HS_W_STOP))
        who.to++;
    bool closed = who.to >= r->d->tokens.n || opens_paragraph(r, who.to) || hs_class(r, who.to, HS_W_COMMA | HS_W_STOP);
    if (!closed || !is_speaker(r, who) || r->d->tokens.v[who.to - 1].ne == HS_NE_O) return;
    hs_draft *dr = hs_draft_new(d, (hs_words_range){t, t + 1}, "the name that signs the quotation");
    dr->source = who;
    hs_draft_quotation(d, d->v.n - 1, q);
}

/* «Ten people killed in crash – police», «The river is dead: fishermen»: a headline's last words. */
static void headline_source_at(hs_drafts *d, uint32_t t)
{
    const hs_reading *r = &d->r;
    uint32_t end = paragraph_end(r, 0);
    hs_words_range who = {t + 1, end};
    if (t < 3 || who.to <= who.from || who.to - who.from > LABEL_WORDS / 2 || !can_head(r, who)) return;
    for (uint32_t k = 0; k < end; k++)
        if (hs_class(r, k, HS_W_STOP | HS_W_QUOTE) || (k > t && hs_class(r, k, HS_W_MARK | HS_W_CAPITAL))) return;
    if (hs_predicate_in(r, who) != HS_NONE) return;
    hs_draft *dr = hs_draft_new(d, (hs_words_range){t, t + 1}, "the source behind a headline");
    dr->source = who;
    hs_draft_words(d, d->v.n - 1, (hs_words_range){0, t});
}

void hs_drafts_of_labels(hs_drafts *d)
{
    const hs_doc *doc = d->r.d;
    for (uint32_t t = 0; t + 1 < doc->tokens.n; t++) {
        if (opens_paragraph(&d->r, t)) label_at(d, t);
        if (hs_class(&d->r, t, HS_W_DASH)) signature_at(d, t);
        if (hs_class(&d->r, t, HS_W_DASH | HS_W_COLON)) headline_source_at(d, t);
    }
}
