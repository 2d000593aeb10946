/* «The Post reported, citing two officials, that …»: what the Post reports is the officials' word; they stand below the
 * Post in the chain. What already is another's within the report («reported, citing the police, that a driver said …»)
 * stays as it is. And «“…,” the Post quoted Brenn as saying». */
#include "find/drafts.h"
#include "find/lexicon.h"
#include "find/voices.h"

static bool is_citing(const hs_reading *r, const hs_draft *dr)
{
    static const char *const words[] = {"citing", "quoting"};
    bool one = dr->cue.to == dr->cue.from + 1 && dr->source.from < dr->source.to && dr->content.n == 1;
    return one && hs_parsed(r, dr->cue.from) && hs_word_in(r, dr->cue.from, words, sizeof words / sizeof *words);
}

/* A mention of somebody by name or as what they are ends there. */
static bool ends_mention(const hs_doc *d, uint32_t t)
{
    uint32_t end = hs_span_end(d->tokens.v[t].at), lo = HS_BEFORE(d->mentions, hs_mention, at.at, end);
    for (uint32_t i = lo; i > 0 && lo - i < 4; i--) {
        const hs_mention *m = &d->mentions.v[i - 1];
        if (hs_span_end(m->at) == end) return m->form == HS_NOMINAL || (m->form == HS_NAME && m->kind != HS_PLACE);
    }
    return false;
}

/* Somebody or a document, not a reason: «citing low demand». */
static bool can_speak(const hs_reading *r, hs_words_range w)
{
    for (uint32_t t = w.from; t < w.to; t++) {
        uint32_t head = r->d->tokens.v[t].head;
        if (head >= w.from && head < w.to && head != t) continue;
        return hs_is_document_word(r, t) || ends_mention(r->d, t) ||
               hs_lexicon(hs_lemma(r, t)) & (HS_LEX_ROLE | HS_LEX_ORGNOUN | HS_LEX_DOCNOUN);
    }
    return false;
}

/* The report of the same sentence and source that has content of its own; HS_NONE where none. */
static uint32_t report_of(const hs_drafts *d, uint32_t citing)
{
    const hs_draft *c = &d->v.v[citing];
    uint32_t sentence = hs_sentence_of(&d->r, c->cue.from);
    for (uint32_t i = 0; i < d->v.n; i++) {
        const hs_draft *x = &d->v.v[i];
        if (i == citing || x->cue.from >= x->cue.to || hs_sentence_of(&d->r, x->cue.from) != sentence) continue;
        if (x->source.from == c->source.from && x->content.n > 0 && !x->weak && x->stance != HS_DENIES) return i;
    }
    return HS_NONE;
}

static bool holds_cue(const hs_drafts *d, const hs_draft *report)
{
    for (uint32_t i = 0; i < d->v.n; i++) {
        const hs_draft *x = &d->v.v[i];
        if (x->cue.from >= x->cue.to || x->weak) continue;
        for (uint32_t k = 0; k < report->content.n; k++)
            if (hs_span_covers(report->content.v[k], d->r.d->tokens.v[x->cue.from].at)) return true;
    }
    return false;
}

/* «“…,” the Post quoted Brenn as saying.»: Brenn's words stand in the Post's report. */
static void report_quoter(hs_drafts *d, uint32_t quoted)
{
    hs_words_range who = d->v.v[quoted].quoter, cue = {who.to, d->v.v[quoted].source.from};
    if (who.from >= who.to || cue.from >= cue.to || !d->v.v[quoted].content.n) return;
    hs_draft *by = hs_draft_new(d, cue, "who quotes it"), *q = &d->v.v[quoted];
    by->source = who;
    by->stance = HS_STATES;
    by->direct = q->direct;
    by->indirect = q->indirect;
    for (uint32_t k = 0; k < q->content.n; k++) *HS_PUSH(by->content) = q->content.v[k];
    q->within = d->v.n - 1;
}

void hs_drafts_of_citing(hs_drafts *d)
{
    for (uint32_t i = 0; i < d->of_runs; i++) {
        report_quoter(d, i);
        hs_draft *c = &d->v.v[i];
        if (!is_citing(&d->r, c)) continue;
        hs_words_range cited = hs_words_trim(&d->r, hs_words_within(d->r.d, c->content.v[0]));
        uint32_t report = report_of(d, i);
        if (report == HS_NONE || cited.from >= cited.to || !can_speak(&d->r, cited)) continue;
        const hs_draft *of = &d->v.v[report];
        if (holds_cue(d, of)) continue;
        c->source = cited;
        c->content.n = 0;
        for (uint32_t k = 0; k < of->content.n; k++) *HS_PUSH(c->content) = of->content.v[k];
        c->direct = of->direct;
        c->indirect = of->indirect;
        c->weak = false;
        c->within = report;
        c->why = "whom the report cites";
    }
}
