/* Who "I" and "we" are: within a quotation whose speaker is known, that one. "I", "me" and "my" are one person; "we"
 * and "our" are a body, or several people, that speak; a single speaker's "we" may be anybody with him, and stays out.
 */
#include "find/chains.h"
#include "find/events.h"
#include "find/find.h"

#include <stdlib.h>
#include <string.h>

enum { NOBODY = 0, ONE = 1, SEVERAL = 2 };

/* ONE or SEVERAL where the token is such a word. */
static int first_person(const hs_doc *d, uint32_t t)
{
    static const char *const one[] = {"i", "me", "mine", "my", "myself"}, *const several[] = {"our", "ours",
                                                                                              "ourselves", "us", "we"};
    char low[HS_LOW_MAX];
    hs_str word = hs_str_of(hs_token_low(d, t, low));
    bool capital = d->text.p[d->tokens.v[t].at.at] <= 'Z';
    if (hs_in_table(word, one, sizeof one / sizeof *one)) return word.n == 1 && !capital ? NOBODY : ONE;
    bool us = hs_str_eq(word, HS_STR("us")) && capital; /* "US", "Us" */
    return !us && hs_in_table(word, several, sizeof several / sizeof *several) ? SEVERAL : NOBODY;
}

/* Per token: 1 + the quotation that it stands in, the innermost that is speech; the caller frees it. */
static uint32_t *quotes_of(const hs_doc *d)
{
    uint32_t *in = hs_calloc(d->tokens.n + 1, sizeof *in);
    for (uint32_t q = 0; q < d->quotes.n; q++) {
        const hs_quote *x = &d->quotes.v[q];
        if (x->flags & HS_QUOTE_SCARE) continue;
        for (uint32_t t = hs_doc_token_at(d, x->inner.at);
             t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(x->inner); t++)
            if (!in[t] || hs_span_covers(d->quotes.v[in[t] - 1].inner, x->inner)) in[t] = q + 1;
    }
    return in;
}

/* "Berg and Voss said": which of them says "I" the words do not tell. */
static bool of_two(const hs_doc *d, const hs_attribution *a)
{
    for (uint32_t k = a->source.first; k < a->source.first + a->source.n; k++) {
        uint32_t people = 0, i = HS_BEFORE(d->mentions, hs_mention, at.at, d->spans.v[k].at);
        for (; i < d->mentions.n && d->mentions.v[i].at.at < hs_span_end(d->spans.v[k]); i++)
            people += d->mentions.v[i].form == HS_NAME && d->mentions.v[i].kind == HS_PERSON;
        if (people > 1) return true;
    }
    return false;
}

/* It may be another who speaks, or nobody is said to. */
static bool disputed(const hs_attribution *a)
{
    return !a->source.n || ((a->flags & HS_UNSURE) &&
                            (a->other.name || (a->other.chain != HS_NONE && a->other.chain != a->voice.chain)));
}

/* Per quotation: 1 + the attribution whose content it is or begins, whose speaker says "I" there; the caller frees it.
 * Of several the narrowest content speaks. */
static uint32_t *speakers_of(const hs_doc *d, const uint32_t *in)
{
    uint32_t *said_by = hs_calloc(d->quotes.n + 1, sizeof *said_by), *size = hs_calloc(d->quotes.n + 1, sizeof *size);
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        if (a->mode == HS_INDIRECT || disputed(a) || of_two(d, a)) continue;
        for (uint32_t k = a->content.first; k < a->content.first + a->content.n; k++) {
            hs_span s = d->spans.v[k];
            for (uint32_t t = hs_doc_token_at(d, s.at); t < d->tokens.n && d->tokens.v[t].at.at < hs_span_end(s); t++) {
                uint32_t q = in[t] ? in[t] - 1 : HS_NONE;
                if (q == HS_NONE || (said_by[q] && size[q] <= s.n)) continue;
                said_by[q] = i + 1;
                size[q] = s.n;
            }
        }
    }
    free(size);
    return said_by;
}

/* The chain that speaks, where it can say the word. */
static uint32_t speaker(const hs_doc *d, const hs_attribution *a, int person)
{
    uint32_t c = a->voice.chain;
    if (c == HS_NONE || (d->chains.v[c].flags & HS_CHAIN_DOCUMENT)) return HS_NONE;
    bool group = (d->chains.v[c].flags & HS_CHAIN_GROUP) != 0, body = d->chains.v[c].kind == HS_ORGANISATION;
    if (person == ONE) return d->chains.v[c].kind == HS_PERSON && !group ? c : HS_NONE;
    return group || body ? c : HS_NONE;
}

void hs_find_speakers(hs_doc *d)
{
    uint32_t *in = quotes_of(d), *said_by = speakers_of(d, in);
    HS_VEC(hs_mention) more = {0};
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        int person = in[t] && said_by[in[t] - 1] ? first_person(d, t) : NOBODY;
        if (!person) continue;
        uint32_t c = speaker(d, &d->attributions.v[said_by[in[t] - 1] - 1], person);
        if (c == HS_NONE) continue;
        hs_mention m = {.at = d->tokens.v[t].at, .kind = d->chains.v[c].kind, .form = HS_PRONOUN, .chain = c};
        hs_buf why = {0};
        hs_str word = hs_doc_text(d, m.at);
        hs_buf_printf(&why, "'%.*s': who speaks in this quotation", (int)word.n, word.p);
        m.why = hs_doc_intern(d, (hs_str){why.p, why.n});
        *HS_PUSH(more) = m;
        hs_buf_free(&why);
    }
    if (more.n) hs_mentions_merge(d, more.v, more.n);
    HS_VEC_FREE(more);
    free(said_by);
    free(in);
}
