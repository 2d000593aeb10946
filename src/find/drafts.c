#include "find/drafts.h"

#include <stdlib.h>

enum { MAX_CONTENT = 64 };

void hs_drafts_init(hs_drafts *d, hs_doc *doc)
{
    *d = (hs_drafts){.judges = hs_judges};
    hs_reading_init(&d->r, doc);
    d->taken = hs_calloc(doc->quotes.n + 1, sizeof *d->taken);
    d->next_part = hs_calloc(doc->quotes.n + 1, sizeof *d->next_part);
    for (uint32_t q = 0; q <= doc->quotes.n; q++) d->next_part[q] = HS_NONE;
    for (uint32_t q = 0; q < doc->quotes.n; q++)
        if (doc->quotes.v[q].before != HS_NONE) d->next_part[doc->quotes.v[q].before] = q;
}

void hs_drafts_free(hs_drafts *d)
{
    for (uint32_t i = 0; i < d->v.n; i++) HS_VEC_FREE(d->v.v[i].content);
    HS_VEC_FREE(d->v);
    free(d->taken);
    free(d->next_part);
    hs_reading_free(&d->r);
}

hs_draft *hs_draft_new(hs_drafts *d, hs_words_range cue, const char *why)
{
    hs_draft *n = HS_PUSH(d->v);
    n->cue = cue;
    n->like = n->within = HS_NONE;
    n->why = why;
    n->other_end = HS_NONE;
    return n;
}

void hs_draft_words(hs_drafts *d, uint32_t draft, hs_words_range w)
{
    hs_draft *to = &d->v.v[draft];
    w = hs_words_trim(&d->r, w);
    while (w.from < w.to && hs_class(&d->r, w.from, HS_W_MARK) && w.to == w.from + 1) w.from++; /* a lone mark */
    if (w.from >= w.to || to->content.n >= MAX_CONTENT) return;
    *HS_PUSH(to->content) = hs_words_span(&d->r, w);
    to->indirect = true;
}

void hs_draft_quotation(hs_drafts *d, uint32_t draft, uint32_t quote)
{
    hs_draft *to = &d->v.v[draft];
    for (; quote != HS_NONE && to->content.n < MAX_CONTENT; quote = d->next_part[quote]) {
        if (d->taken[quote]) return;
        d->taken[quote] = draft + 1;
        *HS_PUSH(to->content) = d->r.d->quotes.v[quote].outer;
        to->direct = true;
    }
}

uint32_t hs_block_of(const hs_reading *r, uint32_t token)
{
    return r->d->sentences.v[hs_sentence_of(r, token)].block;
}
