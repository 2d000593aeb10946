#include "find/voices.h"

#include "find/cues.h"

static hs_voice nobody(void)
{
    return (hs_voice){HS_VOICE_UNNAMED, HS_NONE, 0};
}

/* The mention that a source is about: the longest that begins first inside it; of two, the name. */
static uint32_t mention_in(const hs_doc *d, hs_span at)
{
    uint32_t lo = 0, hi = d->mentions.n, best = HS_NONE;
    while (lo < hi) { /* mentions ascend */
        uint32_t mid = (lo + hi) / 2;
        if (hs_span_end(d->mentions.v[mid].at) <= at.at)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (uint32_t i = lo; i < d->mentions.n && d->mentions.v[i].at.at < hs_span_end(at); i++) {
        const hs_mention *m = &d->mentions.v[i];
        if (m->at.at < at.at || hs_span_end(m->at) > hs_span_end(at)) continue;
        if (m->kind == HS_PLACE && best == HS_NONE && hs_span_end(m->at) < hs_span_end(at)) continue;
        if (best == HS_NONE ||
            (d->mentions.v[best].form == HS_NOMINAL && m->form == HS_NAME && m->kind == d->mentions.v[best].kind))
            best = i;
    }
    return best;
}

static uint32_t kind_of_chain(const hs_doc *d, uint32_t chain)
{
    const hs_chain *c = &d->chains.v[chain];
    if (c->flags & HS_CHAIN_DOCUMENT) return HS_VOICE_DOCUMENT;
    if (!(c->flags & HS_CHAIN_NAMED)) return HS_VOICE_UNNAMED;
    return c->kind == HS_PERSON ? HS_VOICE_ENTITY_PERSON : HS_VOICE_ENTITY_ORGANISATION;
}

bool hs_is_document_word(const hs_reading *r, uint32_t t)
{
    static const char *const words[] = {
        "account",    "affidavit",  "analysis",  "article", "book",      "bulletin",   "census",      "complaint",
        "data",       "document",   "documents", "email",   "evidence",  "figures",    "filing",      "files",
        "footage",    "indictment", "letter",    "memo",    "papers",    "poll",       "polls",       "record",
        "recording",  "recordings", "records",   "report",  "reports",   "research",   "results",     "statement",
        "statistics", "study",      "studies",   "survey",  "testimony", "transcript", "transcripts", "video"};
    char lower[16];
    hs_str w = hs_word(r, t);
    if (w.n == 0 || w.n >= sizeof lower) return false;
    for (size_t i = 0; i < w.n; i++) lower[i] = (char)(w.p[i] >= 'A' && w.p[i] <= 'Z' ? w.p[i] + 32 : w.p[i]);
    return hs_in_table((hs_str){lower, w.n}, words, sizeof words / sizeof *words);
}

/* The head noun of a source by its place: the last word before a preposition, comma or relative. */
static uint32_t head_of(const hs_reading *r, hs_words_range w)
{
    uint32_t t = w.from;
    while (t + 1 < w.to && !hs_class(r, t + 1, HS_W_PREP | HS_W_COMMA | HS_W_WHO | HS_W_THAT | HS_W_OPEN | HS_W_AUX))
        t++;
    return t;
}

static void voice_of_words(const hs_reading *r, hs_words_range w, hs_voice *v)
{
    hs_doc *d = r->d;
    hs_span at = hs_words_span(r, w);
    uint32_t m = mention_in(d, at);
    if (hs_is_document_word(r, head_of(r, w)) && (m == HS_NONE || d->mentions.v[m].form == HS_NAME)) {
        v->kind = HS_VOICE_DOCUMENT;
    } else if (m != HS_NONE && d->mentions.v[m].chain != HS_NONE) {
        v->chain = d->mentions.v[m].chain;
        v->kind = kind_of_chain(d, v->chain);
        v->name = d->chains.v[v->chain].name;
        return;
    }
    v->name = hs_doc_intern(d, hs_doc_text(d, at));
}

void hs_voice_resolve(const hs_reading *r, hs_words_range source, hs_words_range hearer, hs_attribution *a, hs_buf *why)
{
    hs_doc *d = r->d;
    a->voice = a->other = nobody();
    a->addressee_chain = HS_NONE;
    if (hearer.from < hearer.to) {
        uint32_t m = mention_in(d, hs_words_span(r, hearer));
        a->addressee = hs_doc_intern(d, hs_doc_text(d, hs_words_span(r, hearer)));
        if (m != HS_NONE) a->addressee_chain = d->mentions.v[m].chain;
    }
    if (source.from >= source.to) return;
    uint32_t last = source.to - 1;
    bool pronoun = source.to == source.from + 1 && hs_class(r, last, HS_W_SUBJECT | HS_W_WHO | HS_W_THAT | HS_W_DET);
    if (pronoun && hs_class(r, last, HS_W_WHO | HS_W_THAT) && source.from > 0) { /* its antecedent stands before it */
        uint32_t to = source.from - (hs_class(r, source.from - 1, HS_W_COMMA) ? 1 : 0), from = to;
        while (from > 0 && to - from < 12 &&
               !hs_class(r, from - 1, HS_W_MARK | HS_W_AUX | HS_W_BUT | HS_W_AND | HS_W_THAT))
            from--;
        uint32_t best = HS_NONE;
        for (uint32_t k = from; k < to; k++) {
            uint32_t m = mention_in(d, hs_words_span(r, (hs_words_range){k, to}));
            if (m != HS_NONE) best = m;
        }
        if (best != HS_NONE && d->mentions.v[best].chain != HS_NONE) {
            a->voice.chain = d->mentions.v[best].chain;
            a->voice.kind = kind_of_chain(d, a->voice.chain);
            a->voice.name = d->chains.v[a->voice.chain].name;
        } else if (from < to) {
            a->voice.name = hs_doc_intern(d, hs_doc_text(d, hs_words_span(r, (hs_words_range){from, to})));
        }
        return;
    }
    voice_of_words(r, source, &a->voice);
    if (pronoun && a->voice.chain == HS_NONE) {
        a->flags |= HS_UNSURE;
        hs_buf_str(why, "; whom the pronoun stands for is open");
    }
}
