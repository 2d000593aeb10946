#include "find/voices.h"

#include "find/cues.h"

static hs_voice nobody(void)
{
    return (hs_voice){HS_VOICE_UNNAMED, HS_NONE, 0};
}

static uint32_t first_mention(const hs_doc *d, uint32_t at)
{
    return HS_BEFORE(d->mentions, hs_mention, at.at, at);
}

/* Whether «'s» stands right behind: the mention owns what follows and is not it («Ada Brenn's lawyer»). */
static bool owns(const hs_doc *d, const hs_mention *m)
{
    hs_str rest = {d->text.p + hs_span_end(m->at), d->text.n - hs_span_end(m->at)};
    return hs_str_starts(rest, hs_str_of("'s")) || hs_str_starts(rest, hs_str_of("’s"));
}

/* The mention that words are about: a person's name that ends them («UN envoy Ada Brenn»), else what holds their head
 * noun, else the first name; a pronoun only where it is all («he», not «his friend»). */
static uint32_t mention_in(const hs_reading *r, hs_span core, hs_span head)
{
    const hs_doc *d = r->d;
    uint32_t holds = HS_NONE, name = HS_NONE;
    for (uint32_t i = first_mention(d, core.at); i < d->mentions.n && d->mentions.v[i].at.at < hs_span_end(core); i++) {
        const hs_mention *m = &d->mentions.v[i];
        if (hs_span_end(m->at) > hs_span_end(core) || (m->form == HS_PRONOUN && m->at.n < core.n)) continue;
        uint32_t t = m->at.at > core.at ? hs_doc_token_at(d, m->at.at) : 0;
        bool of = t > 0 && hs_class(r, t - 1, HS_W_PREP); /* «the mayor of Brenn» */
        if (m->form == HS_NAME && m->kind == HS_PERSON && hs_span_end(m->at) == hs_span_end(core) && !of) return i;
        bool better = holds == HS_NONE || (m->form == HS_NAME && d->mentions.v[holds].form != HS_NAME);
        if (hs_span_covers(m->at, head) && better) holds = i;
        if (name == HS_NONE && m->form == HS_NAME && m->at.at == core.at && m->kind != HS_PLACE && !owns(d, m))
            name = i;
    }
    return holds != HS_NONE ? holds : name;
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
        "account",       "affidavit",      "analysis",    "article",   "audio",       "autopsy",   "book",
        "bulletin",      "cable",          "cables",      "calls",     "census",      "complaint", "conversations",
        "data",          "diary",          "document",    "documents", "dossier",     "email",     "emails",
        "evidence",      "figures",        "files",       "filing",    "footage",     "images",    "indictment",
        "indictments",   "intercepts",     "interviews",  "letter",    "letters",     "logs",      "memo",
        "memos",         "messages",       "minutes",     "papers",    "photographs", "photos",    "poll",
        "polls",         "post",           "record",      "recording", "recordings",  "records",   "report",
        "reports",       "research",       "results",     "ruling",    "screenshots", "statement", "statistics",
        "studies",       "study",          "survey",      "tape",      "tapes",       "testimony", "transcript",
        "transcription", "transcriptions", "transcripts", "tweet",     "tweets",      "verdict",   "video",
        "videos",        "wiretaps"};
    char lower[16];
    hs_str w = hs_word(r, t);
    if (w.n == 0 || w.n >= sizeof lower) return false;
    for (size_t i = 0; i < w.n; i++) lower[i] = (char)(w.p[i] >= 'A' && w.p[i] <= 'Z' ? w.p[i] + 32 : w.p[i]);
    return hs_in_table((hs_str){lower, w.n}, words, sizeof words / sizeof *words);
}

/* «the Food | and | Agriculture Organization» */
static bool within_name(const hs_doc *d, uint32_t t)
{
    hs_span at = d->tokens.v[t].at;
    for (uint32_t i = first_mention(d, at.at + 1), n = 0; i > 0 && n < 4; i--, n++) {
        const hs_mention *m = &d->mentions.v[i - 1];
        if (m->form == HS_NAME && hs_span_covers(m->at, at)) return true;
    }
    return false;
}

/* «a March 14 |,| 2019 press release» */
static bool within_date(const hs_reading *r, uint32_t t)
{
    return hs_class(r, t, HS_W_COMMA) && hs_class(r, t - 1, HS_W_NUMBER) && hs_class(r, t + 1, HS_W_NUMBER) &&
           hs_word(r, t + 1).n == 4;
}

/* The source without apposition, relative clause or second conjunct. */
static hs_words_range core_of(const hs_reading *r, hs_words_range w)
{
    const uint32_t end = HS_W_COMMA | HS_W_WHO | HS_W_OPEN | HS_W_DASH | HS_W_AUX;
    uint32_t t = w.from + 1;
    while (t < w.to && (!hs_class(r, t, end) || within_date(r, t)) &&
           !(hs_class(r, t, HS_W_AND) && hs_class(r, t + 1, HS_W_CAPITAL | HS_W_DET) && !within_name(r->d, t)))
        t++;
    return (hs_words_range){w.from, t < w.to ? t : w.to};
}

/* The head noun by its place: the last word before a preposition. */
static uint32_t head_of(const hs_reading *r, hs_words_range core)
{
    uint32_t t = core.from;
    while (t + 1 < core.to && !hs_class(r, t + 1, HS_W_PREP | HS_W_THAT)) t++;
    return t;
}

/* The person named right behind a role, with or without a comma: «his lawyer, Ada Brenn», «mayor Ada Brenn»; HS_NONE
 * where none. A title may stand between: «the minister, Ms Ada Brenn». w may end at the role: the name goes with it. */
static uint32_t named_behind(const hs_reading *r, hs_words_range w, hs_words_range core)
{
    const hs_doc *d = r->d;
    bool comma = core.to < w.to && hs_class(r, core.to, HS_W_COMMA);
    uint32_t t = core.to + (comma ? 1 : 0);
    if (t >= d->tokens.n || (core.to < w.to && !comma)) return HS_NONE;
    uint32_t i = first_mention(d, d->tokens.v[t].at.at);
    if (i >= d->mentions.n) return HS_NONE;
    const hs_mention *m = &d->mentions.v[i];
    uint32_t begins = hs_doc_token_at(d, m->at.at), titles = comma ? 1 : 0;
    bool whole = comma && m->kind != HS_PLACE && hs_span_end(m->at) == hs_span_end(d->tokens.v[w.to - 1].at);
    bool person = m->form == HS_NAME && (m->kind == HS_PERSON || whole) && m->chain != HS_NONE;
    return person && begins <= t + titles && (!comma || begins < w.to) ? i : HS_NONE;
}

static void voice_of_words(const hs_reading *r, hs_words_range w, bool speaks, hs_voice *v)
{
    hs_doc *d = r->d;
    hs_words_range core = core_of(r, w);
    uint32_t head = head_of(r, core);
    uint32_t m = mention_in(r, hs_words_span(r, core), d->tokens.v[head].at);
    bool role = m == HS_NONE || d->mentions.v[m].form == HS_NOMINAL;
    uint32_t behind = speaks && role ? named_behind(r, w, core) : HS_NONE;
    if (behind != HS_NONE) m = behind;
    v->name = hs_doc_intern(d, hs_doc_text(d, hs_words_span(r, core)));
    if (m != HS_NONE && d->mentions.v[m].chain != HS_NONE) {
        v->chain = d->mentions.v[m].chain;
        v->kind = kind_of_chain(d, v->chain);
        bool named = d->chains.v[v->chain].flags & HS_CHAIN_NAMED;
        if (named) v->name = d->chains.v[v->chain].name;
        if (named) return;
    }
    if (hs_is_document_word(r, head)) v->kind = HS_VOICE_DOCUMENT;
}

/* «Ada Brenn and Oru Tasch», «the mayor, the union and two drivers»: up to the last of those who speak together; of
 * what is one («the mayor and owner of the dam», «the Ministry of Trade and Industry») nothing. */
static hs_words_range speak_together(const hs_reading *r, hs_words_range w)
{
    uint32_t head = w.from, last = HS_NONE;
    bool and = false;
    while (head < w.to && hs_parsed(r, head) && r->d->tokens.v[head].head >= w.from &&
           r->d->tokens.v[head].head < w.to && r->d->tokens.v[head].head != head)
        head++;
    if (head >= w.to || !hs_parsed(r, head)) return (hs_words_range){0, 0};
    uint32_t named = hs_child(r, head, HS_DEP_APPOS, HS_DEP_APPOS); /* «officers | Jan Roth and Eda Lim» */
    if (named != HS_NONE && named > head && r->low[named] == named && within_name(r->d, named) &&
        hs_child(r, named, HS_DEP_CONJ, HS_DEP_CONJ) != HS_NONE)
        head = named;
    for (uint32_t c = r->child[head]; c != HS_NONE && c < w.to; c = r->sibling[c]) {
        if (c < head || hs_deprel_universal(r->d->tokens.v[c].deprel) != HS_DEP_CONJ) continue;
        uint32_t from = r->low[c], cc = hs_child(r, c, HS_DEP_CC, HS_DEP_CC);
        while (from < c && (from == cc || hs_class(r, from, HS_W_COMMA))) from++;
        bool somebody = hs_class(r, from, HS_W_DET | HS_W_CAPITAL | HS_W_NUMBER) || hs_ends(r, c, "s");
        if (!somebody || within_name(r->d, from - 1)) return (hs_words_range){0, 0};
        and |= cc != HS_NONE && hs_word_is(r, cc, "and");
        last = c;
    }
    bool names = within_name(r->d, head) || hs_class(r, w.from, HS_W_DET | HS_W_NUMBER) || hs_ends(r, head, "s");
    if (last == HS_NONE || !and || !names) return (hs_words_range){0, 0};
    return (hs_words_range){w.from, core_of(r, (hs_words_range){last, w.to}).to};
}

/* The person last named before the token, outside quotations: the second reading of an open pronoun. */
static void nearest_person(const hs_reading *r, uint32_t token, hs_voice *v)
{
    const hs_doc *d = r->d;
    uint32_t i = first_mention(d, d->tokens.v[token].at.at), looked = 0;
    for (; i > 0 && looked < 40; i--, looked++) {
        const hs_mention *m = &d->mentions.v[i - 1];
        if (m->form != HS_NAME || m->kind != HS_PERSON || m->chain == HS_NONE) continue;
        if (r->quote[hs_doc_token_at(d, m->at.at)] != HS_NONE) continue;
        *v = (hs_voice){kind_of_chain(d, m->chain), m->chain, d->chains.v[m->chain].name};
        return;
    }
}

/* «who»: the noun phrase before it. */
static bool antecedent(const hs_reading *r, uint32_t at, hs_words_range *out)
{
    uint32_t to = at - (at > 0 && hs_class(r, at - 1, HS_W_COMMA) ? 1 : 0), from = to;
    const uint32_t stop = HS_W_MARK | HS_W_AUX | HS_W_BUT | HS_W_AND | HS_W_THAT;
    while (from > 0 && to - from < 12 && !hs_class(r, from - 1, stop)) from--;
    while (from + 1 < to && hs_class(r, from, HS_W_PREP)) from++; /* «by a guard | who said» */
    *out = (hs_words_range){from, to};
    return from < to;
}

/* «Tarn, a nurse | who said»: the person named before the comma; puts her words in *w. */
static bool apposed_to(const hs_reading *r, hs_words_range *w)
{
    const hs_doc *d = r->d;
    if (w->from < 2 || !hs_class(r, w->from - 1, HS_W_COMMA)) return false;
    if (!hs_word_is(r, w->from, "a") && !hs_word_is(r, w->from, "an")) return false;
    uint32_t end = hs_span_end(d->tokens.v[w->from - 2].at), i = first_mention(d, end);
    const hs_mention *m = i > 0 ? &d->mentions.v[i - 1] : NULL;
    if (!m || m->form != HS_NAME || m->kind != HS_PERSON || hs_span_end(m->at) != end) return false;
    *w = (hs_words_range){hs_doc_token_at(d, m->at.at), w->from - 1};
    return true;
}

void hs_voice_resolve(const hs_reading *r, hs_words_range source, hs_words_range hearer, hs_attribution *a, hs_buf *why)
{
    hs_doc *d = r->d;
    a->voice = a->other = nobody();
    a->addressee_chain = HS_NONE;
    if (hearer.from < hearer.to) {
        hs_voice told = nobody();
        voice_of_words(r, hearer, false, &told);
        a->addressee = hs_doc_intern(d, hs_doc_text(d, hs_words_span(r, hearer)));
        a->addressee_chain = told.chain;
    }
    while (source.from + 2 < source.to && hs_class(r, source.from, HS_W_PREP) &&
           hs_class(r, source.from + 1, HS_W_TIME))
        source.from += 2; /* «on Sunday | the mayors of Orvan and Korsh» */
    if (source.from >= source.to) return;
    bool one = source.to == source.from + 1;
    hs_words_range before;
    if (one && hs_class(r, source.from, HS_W_WHO | HS_W_THAT) && antecedent(r, source.from, &before)) {
        if (apposed_to(r, &before)) {
            voice_of_words(r, before, true, &a->voice);
            return;
        }
        /* the nearest mention to the pronoun's left */
        uint32_t best = HS_NONE, end = r->d->tokens.v[before.to - 1].at.at;
        for (uint32_t i = first_mention(d, d->tokens.v[before.from].at.at); i < d->mentions.n; i++) {
            if (d->mentions.v[i].at.at > end) break;
            if (d->mentions.v[i].form != HS_PRONOUN) best = i;
        }
        if (best == HS_NONE) {
            voice_of_words(r, before, true, &a->voice);
        } else {
            uint32_t from = hs_doc_token_at(d, d->mentions.v[best].at.at);
            voice_of_words(r, (hs_words_range){from, before.to}, true, &a->voice);
        }
        return;
    }
    voice_of_words(r, source, true, &a->voice);
    hs_words_range all = speak_together(r, source);
    if (all.from < all.to) {
        a->voice.chain = HS_NONE;
        a->voice.name = hs_doc_intern(d, hs_doc_text(d, hs_words_span(r, all)));
    }
    if (one && hs_class(r, source.from, HS_W_SUBJECT | HS_W_DET) && a->voice.chain == HS_NONE) {
        a->flags |= HS_UNSURE;
        hs_buf_str(why, "; whom the pronoun stands for is open");
        nearest_person(r, source.from, &a->other);
    }
}
