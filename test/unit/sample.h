/* A made-up pile, built by hand, with one of everything that show/ prints: a chain of voices, a denial, a loaded cue, a
 * hedge, a copy, a citation, a proposal of two names, figures that agree and differ, folds, an unread file, and one
 * document whose words attack whatever prints them. Every printer's golden file comes from it. */
#ifndef HS_TEST_SAMPLE_H
#define HS_TEST_SAMPLE_H

#include "doc/pack.h"
#include "doc/pile.h"
#include "keep/decision.h"

typedef struct {
    const char *path, *media, *title, *author, *outlet, *published, *text;
} sample_source;

/* The first place where the document says so; words must stand in it. "Marit| hit" is the «Marit» before « hit». */
static hs_span sample_at(const hs_doc *d, const char *words)
{
    char context[256];
    size_t n = strcspn(words, "|");
    snprintf(context, sizeof context, "%.*s%s", (int)n, words, words[n] ? words + n + 1 : "");
    size_t at = hs_str_find((hs_str){d->text.p, d->text.n}, hs_str_of(context));
    if (at == SIZE_MAX) fail_msg("the sample does not say '%s'", words);
    return (hs_span){(uint32_t)at, (uint32_t)n};
}

static hs_ref sample_str(hs_doc *d, const char *s)
{
    return hs_doc_intern(d, hs_str_of(s));
}

static hs_range sample_range(hs_doc *d, const char *words)
{
    if (!words) return (hs_range){d->spans.n, 0};
    hs_span s = sample_at(d, words);
    return hs_doc_spans(d, &s, 1);
}

static hs_doc *sample_doc(const sample_source *s)
{
    hs_doc *d = hs_doc_new();
    hs_doc_identify(d, hs_str_of(s->text));
    d->path = sample_str(d, s->path);
    d->media = sample_str(d, s->media);
    d->title = sample_str(d, s->title);
    d->author = sample_str(d, s->author);
    d->outlet = sample_str(d, s->outlet);
    d->published = sample_str(d, s->published);
    d->published_day = hs_day_parse(hs_str_of(s->published));
    d->published_by = sample_str(d, *s->published ? "meta" : "");
    d->language = sample_str(d, "en");
    hs_buf_str(&d->text, s->text);
    uint32_t n = (uint32_t)d->text.n, at = 0;
    *HS_PUSH(d->map) = (hs_run){0, n, 0, n};
    while (at < n) {
        const char *end = strstr(d->text.p + at, "\n\n");
        uint32_t to = end ? (uint32_t)(end - d->text.p) : n;
        hs_block *b = HS_PUSH(d->blocks);
        b->at = (hs_span){at, to - at};
        b->kind = d->blocks.n == 1 ? HS_BLOCK_HEADING : HS_BLOCK_PARAGRAPH;
        at = to + 2;
    }
    return d;
}

static uint32_t sample_chain(hs_doc *d, const char *name, uint32_t kind, uint32_t flags)
{
    hs_chain *c = HS_PUSH(d->chains);
    c->kind = kind;
    c->flags = flags;
    c->mention = d->mentions.n;
    c->name = sample_str(d, name);
    hs_ref names[] = {c->name};
    c->names = hs_doc_strings(d, names, 1);
    return d->chains.n - 1;
}

static uint32_t sample_mention(hs_doc *d, const char *words, uint32_t chain, uint32_t form, const char *role)
{
    hs_mention *m = HS_PUSH(d->mentions);
    m->at = sample_at(d, words);
    m->chain = chain;
    m->kind = d->chains.v[chain].kind;
    m->form = form;
    m->name = hs_doc_intern(d, hs_doc_text(d, m->at));
    m->role = sample_str(d, role);
    return d->mentions.n - 1;
}

static uint32_t sample_named(hs_doc *d, const char *words, uint32_t kind, uint32_t flags, const char *role)
{
    uint32_t c = sample_chain(d, "", kind, flags | HS_CHAIN_NAMED);
    uint32_t m = sample_mention(d, words, c, HS_NAME, role);
    d->chains.v[c].name = d->mentions.v[m].name;
    d->chains.v[c].names.n = 1;
    d->strings.v[d->chains.v[c].names.first] = d->chains.v[c].name;
    return c;
}

static uint32_t sample_attribution(hs_doc *d, const char *source, const char *cue, const char *content, uint32_t mode,
                                   uint32_t stance, uint32_t chain)
{
    hs_attribution a = {.mode = mode, .stance = stance, .parent = HS_NONE, .addressee_chain = HS_NONE};
    a.source = sample_range(d, source);
    a.cue = sample_range(d, cue);
    a.content = sample_range(d, content);
    a.other.chain = HS_NONE;
    a.voice.chain = chain;
    a.voice.kind = chain == HS_NONE                       ? HS_VOICE_UNNAMED
                   : d->chains.v[chain].kind == HS_PERSON ? HS_VOICE_ENTITY_PERSON
                                                          : HS_VOICE_ENTITY_ORGANISATION;
    a.voice.name = chain == HS_NONE ? sample_str(d, source ? source : "") : 0;
    *HS_PUSH(d->attributions) = a;
    return d->attributions.n - 1;
}

static uint32_t sample_assertion(hs_doc *d, const char *words, uint32_t attribution, uint32_t flags)
{
    hs_assertion a = {.attribution = attribution, .flags = flags};
    hs_span at = sample_at(d, words);
    a.spans = hs_doc_spans(d, &at, 1);
    a.voice = (hs_voice){HS_VOICE_AUTHOR, HS_NONE, 0};
    if (attribution != HS_NONE) a.voice = d->attributions.v[attribution].voice;
    HS_VEC(uint32_t) in = {0};
    for (uint32_t i = 0; i < d->mentions.n; i++)
        if (hs_span_covers(at, d->mentions.v[i].at)) *HS_PUSH(in) = i;
    a.mentions = hs_doc_links(d, in.v, in.n);
    in.n = 0;
    for (uint32_t i = 0; i < d->figures.n; i++)
        if (hs_span_covers(at, d->figures.v[i].at)) *HS_PUSH(in) = i;
    a.figures = hs_doc_links(d, in.v, in.n);
    in.n = 0;
    for (uint32_t i = 0; i < d->dates.n; i++)
        if (hs_span_covers(at, d->dates.v[i].at)) *HS_PUSH(in) = i;
    a.dates = hs_doc_links(d, in.v, in.n);
    HS_VEC_FREE(in);
    *HS_PUSH(d->assertions) = a;
    return d->assertions.n - 1;
}

static uint32_t sample_figure(hs_doc *d, const char *words, int64_t low, int64_t high, const char *counted)
{
    hs_figure *f = HS_PUSH(d->figures);
    f->at = sample_at(d, words);
    f->has_low = low >= 0;
    f->has_high = high >= 0;
    f->low = hs_dec_norm(hs_dec_int(low));
    f->high = hs_dec_norm(hs_dec_int(high));
    f->counted = sample_str(d, counted);
    return d->figures.n - 1;
}

static void sample_date(hs_doc *d, const char *words, const char *day)
{
    hs_date *t = HS_PUSH(d->dates);
    t->at = sample_at(d, words);
    t->days.first = t->days.last = hs_day_parse(hs_str_of(day));
    t->anchor = HS_ANCHOR_PUBLISHED;
}

/* ---- the documents ---- */

static const sample_source sample_courier = {
    "ferry/courier.html",
    "text/html",
    "Ferry Marit hits rock off Skarvik",
    "Tove Almgren",
    "Norrsund Courier",
    "2021-05-03",
    "Ferry Marit hits rock off Skarvik\n\n"
    "At least 12 people were injured when the ferry Marit hit a rock off Skarvik on Sunday, harbour master Elin "
    "Dahlqvist told the Norrsund Courier.\n\n"
    "“We had warned the company twice,” Dahlqvist said. “The radar did not work.”\n\n"
    "The company Östlinjen denies that it was warned."};

static const sample_source sample_bulletin = {
    "ferry/bulletin.txt",
    "text/plain",
    "What the courier found",
    "",
    "Skarvik Bulletin",
    "2021-05-04",
    "What the courier found\n\n"
    "Harbour master Elin Dahlquist told the Norrsund Courier that at least 12 people were injured when the Marit hit a "
    "rock.\n\n"
    "She boasted that she “had warned the company twice”. The captain may have been asleep."};

static const sample_source sample_wire = {
    "ferry/wire.txt",
    "text/plain",
    "Fourteen hurt on ferry",
    "",
    "Vest Wire",
    "2021-05-05",
    "Fourteen hurt on ferry\n\n"
    "Fourteen people were injured on the ferry Marit, two officers told Vest Wire."};

static const sample_source sample_statement = {"ferry/statement.pdf",
                                               "application/pdf",
                                               "Statement",
                                               "",
                                               "Östlinjen",
                                               "2021-05-04",
                                               "Statement\n\nThe company received no warning from anybody."};

static const sample_source sample_hostile = {"ferry/hostile.txt",
                                             "text/plain",
                                             "<script>alert(1)</script>",
                                             "=HYPERLINK(\"http://x.invalid\")",
                                             "\"><img src=x onerror=alert(2)>",
                                             "",
                                             "<script>alert(1)</script>\n\n"
                                             "\x1B[31mRed\x1B]0;title\x07 words, said E\xD0\xBBin D\xE2\x80\xAE"
                                             "ahlqvist, & </script> ]]> --> \xC2\x9B"
                                             "1m."};

static void sample_fill_courier(hs_doc *d)
{
    uint32_t elin = sample_named(d, "Elin Dahlqvist", HS_PERSON, 0, "harbour master");
    uint32_t paper = sample_named(d, "Norrsund Courier", HS_ORGANISATION, HS_CHAIN_OUTLET, "");
    uint32_t firm = sample_named(d, "Östlinjen", HS_ORGANISATION, 0, "");
    sample_named(d, "Marit| hit a", HS_OTHER, 0, "ferry");
    sample_named(d, "Skarvik| on", HS_PLACE, 0, "");
    sample_mention(d, "Dahlqvist| said", elin, HS_NAME, "");
    sample_figure(d, "At least 12 people", 12, -1, "person");
    sample_date(d, "on Sunday", "2021-05-02");
    uint32_t told =
        sample_attribution(d, "harbour master Elin Dahlqvist", "told",
                           "At least 12 people were injured when the ferry Marit hit a rock off Skarvik on Sunday",
                           HS_INDIRECT, HS_STATES, elin);
    d->attributions.v[told].addressee = sample_str(d, "the Norrsund Courier");
    d->attributions.v[told].addressee_chain = paper;
    sample_assertion(d, "At least 12 people were injured when the ferry Marit hit a rock off Skarvik on Sunday", told,
                     0);
    uint32_t said =
        sample_attribution(d, "Dahlqvist| said", "said", "We had warned the company twice", HS_DIRECT, HS_STATES, elin);
    sample_assertion(d, "We had warned the company twice", said, 0);
    sample_assertion(d, "The radar did not work", said, HS_NEGATED);
    uint32_t denies =
        sample_attribution(d, "The company Östlinjen", "denies", "that it was warned", HS_INDIRECT, HS_DENIES, firm);
    sample_assertion(d, "it was warned", denies, 0);
}

static void sample_fill_bulletin(hs_doc *d)
{
    uint32_t elin = sample_named(d, "Elin Dahlquist", HS_PERSON, 0, "harbour master");
    uint32_t paper = sample_named(d, "Norrsund Courier", HS_ORGANISATION, HS_CHAIN_OUTLET, "");
    sample_named(d, "Marit", HS_OTHER, 0, "");
    sample_mention(d, "She", elin, HS_PRONOUN, "");
    sample_figure(d, "at least 12 people", 12, -1, "person");
    uint32_t told = sample_attribution(d, "Harbour master Elin Dahlquist", "told",
                                       "that at least 12 people were injured when the Marit hit a rock", HS_INDIRECT,
                                       HS_STATES, elin);
    d->attributions.v[told].addressee = sample_str(d, "the Norrsund Courier");
    d->attributions.v[told].addressee_chain = paper;
    sample_assertion(d, "at least 12 people were injured when the Marit hit a rock", told, 0);
    uint32_t boast =
        sample_attribution(d, "She", "boasted", "that she “had warned the company twice”", HS_MIXED, HS_STATES, elin);
    d->attributions.v[boast].flags = HS_LOADED;
    sample_assertion(d, "she “had warned the company twice”", boast, 0);
    sample_assertion(d, "The captain may have been asleep", HS_NONE, HS_HEDGED);
}

static void sample_fill_wire(hs_doc *d)
{
    sample_named(d, "Marit", HS_OTHER, 0, "ferry");
    uint32_t wire = sample_named(d, "Vest Wire", HS_ORGANISATION, HS_CHAIN_OUTLET, "");
    sample_figure(d, "Fourteen people", 14, 14, "person");
    uint32_t told = sample_attribution(d, "two officers", "told", "Fourteen people were injured on the ferry Marit",
                                       HS_INDIRECT, HS_STATES, HS_NONE);
    d->attributions.v[told].addressee = sample_str(d, "Vest Wire");
    d->attributions.v[told].addressee_chain = wire;
    sample_assertion(d, "Fourteen people were injured on the ferry Marit", told, 0);
}

/* Two pages: the heading on the first, the statement on the second. */
static void sample_fill_statement(hs_doc *d)
{
    HS_VEC_FREE(d->map);
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        char name[16];
        snprintf(name, sizeof name, "p. %u", i + 1);
        hs_locator l = {.at = d->blocks.v[i].at, .kind = HS_AT_PAGE, .page = i + 1, .x0 = 7200, .y0 = 8000};
        l.x1 = 40000;
        l.y1 = 9250;
        l.name = sample_str(d, name);
        *HS_PUSH(d->locators) = l;
    }
    sample_assertion(d, "The company received no warning from anybody", HS_NONE, HS_NEGATED);
}

static void sample_fill_hostile(hs_doc *d)
{
    uint32_t elin = sample_named(d,
                                 "E\xD0\xBBin D\xE2\x80\xAE"
                                 "ahlqvist",
                                 HS_PERSON, 0, "");
    uint32_t said = sample_attribution(d,
                                       "E\xD0\xBBin D\xE2\x80\xAE"
                                       "ahlqvist",
                                       "said", "\x1B[31mRed\x1B]0;title\x07 words", HS_INDIRECT, HS_STATES, elin);
    sample_assertion(d, "\x1B[31mRed\x1B]0;title\x07 words", said, 0);
}

/* ---- the pile ---- */

static uint32_t sample_doc_titled(const hs_pile *p, const char *path)
{
    for (uint32_t i = 0; i < p->docs.n; i++)
        if (!strcmp(hs_doc_str(p->docs.v[i], p->docs.v[i]->path), path)) return i;
    fail_msg("the sample has no %s", path);
    return HS_NONE;
}

static hs_ref sample_word(hs_pile *p, const char *s)
{
    return hs_ledger_intern(&p->ledger, hs_str_of(s));
}

static void sample_file(hs_pile *p, const char *path, uint32_t doc, uint32_t verdict, const char *reason)
{
    hs_file *f = HS_PUSH(p->files);
    f->path = sample_word(p, path);
    f->doc = doc == HS_NONE ? 0 : sample_word(p, hs_doc_str(p->docs.v[doc], p->docs.v[doc]->id));
    if (doc != HS_NONE) f->sha = p->docs.v[doc]->sha;
    f->verdict = verdict;
    f->reason = sample_word(p, reason);
}

static uint32_t sample_entity(hs_pile *p, const char *id, const char *name, uint32_t kind, const hs_item *chains,
                              uint32_t n, const char *why)
{
    hs_ledger *l = &p->ledger;
    hs_entity e = {.kind = kind};
    e.id = sample_word(p, id);
    e.name = sample_word(p, name);
    e.names = (hs_range){l->strings.n, 0};
    e.chains = (hs_range){l->items.n, n};
    for (uint32_t i = 0; i < n; i++) {
        const hs_doc *d = p->docs.v[chains[i].doc];
        const char *spelling = hs_doc_str(d, d->chains.v[chains[i].item].name);
        *HS_PUSH(l->items) = chains[i];
        e.flags |= d->chains.v[chains[i].item].flags;
        bool have = false;
        for (uint32_t k = 0; k < e.names.n; k++)
            have |= !strcmp(hs_ledger_str(l, l->strings.v[e.names.first + k]), spelling);
        if (have) continue;
        *HS_PUSH(l->strings) = sample_word(p, spelling);
        e.names.n++;
    }
    e.whys = (hs_range){l->strings.n, 0};
    if (why) {
        *HS_PUSH(l->strings) = sample_word(p, why);
        e.whys.n = 1;
    }
    *HS_PUSH(l->entities) = e;
    return l->entities.n - 1;
}

static void sample_member(hs_pile *p, hs_claim *c, uint32_t doc, uint32_t item, uint32_t role, const char *why)
{
    hs_member *m = HS_PUSH(p->ledger.members);
    m->assertion = (hs_item){doc, item};
    m->role = role;
    m->why = sample_word(p, why);
    c->members.n++;
}

static hs_claim sample_claim(hs_pile *p, const char *id, uint32_t doc, uint32_t item)
{
    hs_ledger *l = &p->ledger;
    hs_claim c = {.id = sample_word(p, id), .wording = {doc, item}, .least = 1, .most = 1};
    c.members = (hs_range){l->members.n, 0};
    c.pairs = (hs_range){l->pairs.n, 0};
    c.folds = (hs_range){l->folds.n, 0};
    sample_member(p, &c, doc, item, HS_ASSERTS, "");
    return c;
}

static void sample_fold(hs_pile *p, hs_claim *c, uint32_t a, uint32_t b, const char *why, bool certain)
{
    hs_origin_fold *f = HS_PUSH(p->ledger.folds);
    *f = (hs_origin_fold){a, b, sample_word(p, why), certain};
    c->folds.n++;
}

static void sample_pair(hs_pile *p, hs_claim *c, hs_item a, hs_item b, uint32_t relation, const char *why)
{
    hs_figure_pair *f = HS_PUSH(p->ledger.pairs);
    *f = (hs_figure_pair){a, b, relation, sample_word(p, why)};
    c->pairs.n++;
}

static void sample_claims(hs_pile *p, uint32_t courier, uint32_t bulletin, uint32_t wire, uint32_t statement,
                          uint32_t hostile)
{
    hs_ledger *l = &p->ledger;
    hs_claim c = sample_claim(p, "c0000000001", courier, 0);
    sample_member(p, &c, bulletin, 0, HS_ASSERTS, "same event (injure), same ship, same figure");
    sample_member(p, &c, wire, 0, HS_ASSERTS, "same event (injure), same ship, another figure");
    sample_pair(p, &c, (hs_item){courier, 0}, (hs_item){bulletin, 0}, HS_SAME, "both at least 12 people");
    sample_pair(p, &c, (hs_item){courier, 0}, (hs_item){wire, 0}, HS_LATER, "the later report is within «at least 12»");
    sample_fold(p, &c, 0, 1, "bulletin.txt cites the Norrsund Courier", true);
    sample_fold(p, &c, 0, 2, "both may rest on the same officers", false);
    c.most = 2;
    *HS_PUSH(l->claims) = c;
    c = sample_claim(p, "c0000000002", courier, 1);
    sample_member(p, &c, bulletin, 1, HS_ASSERTS, "same words quoted");
    sample_member(p, &c, courier, 3, HS_DENIES_IT, "denies that it was warned");
    sample_member(p, &c, statement, 0, HS_DENIES_IT, "received no warning");
    sample_fold(p, &c, 0, 1, "both quote Elin Dahlqvist", true);
    c.state = 3;
    *HS_PUSH(l->claims) = c;
    c = sample_claim(p, "c0000000003", courier, 2);
    *HS_PUSH(l->claims) = c;
    c = sample_claim(p, "c0000000004", bulletin, 2);
    sample_member(p, &c, hostile, 0, HS_MAYBE_SAME, "one word in common");
    *HS_PUSH(l->claims) = c;
    c = sample_claim(p, "c0000000005", hostile, 0);
    *HS_PUSH(l->claims) = c;
}

static void sample_entities(hs_pile *p, uint32_t courier, uint32_t bulletin, uint32_t wire, uint32_t hostile)
{
    hs_ledger *l = &p->ledger;
    uint32_t elin =
        sample_entity(p, "e0000000001", "Elin Dahlqvist", HS_PERSON, (hs_item[]){{courier, 0}, {bulletin, 0}}, 2,
                      "«Elin Dahlqvist», «Elin Dahlquist»: one letter apart, both harbour master");
    uint32_t paper = sample_entity(p, "e0000000002", "Norrsund Courier", HS_ORGANISATION,
                                   (hs_item[]){{courier, 1}, {bulletin, 1}}, 2, "same spelling");
    sample_entity(p, "e0000000003", "Östlinjen", HS_ORGANISATION, (hs_item[]){{courier, 2}}, 1, NULL);
    sample_entity(p, "e0000000004", "Marit", HS_OTHER, (hs_item[]){{courier, 3}, {bulletin, 2}, {wire, 0}}, 3,
                  "same spelling");
    sample_entity(p, "e0000000005", "Skarvik", HS_PLACE, (hs_item[]){{courier, 4}}, 1, NULL);
    sample_entity(p, "e0000000006", "Vest Wire", HS_ORGANISATION, (hs_item[]){{wire, 1}}, 1, NULL);
    uint32_t odd = sample_entity(p, "e0000000007",
                                 "E\xD0\xBBin D\xE2\x80\xAE"
                                 "ahlqvist",
                                 HS_PERSON, (hs_item[]){{hostile, 0}}, 1, NULL);
    *HS_PUSH(l->maybes) = (hs_maybe){elin, odd, sample_word(p, "same letters in two scripts")};
    hs_derivation *x = HS_PUSH(l->derivations);
    *x = (hs_derivation){.taker = bulletin, .from_doc = courier, .from_entity = paper, .kind = HS_CITES, .share = 417};
    x->why = sample_word(p, "«told the Norrsund Courier»");
    x->passages = (hs_range){l->passages.n, 1};
    hs_passage *g = HS_PUSH(l->passages);
    g->taker = sample_at(p->docs.v[bulletin], "at least 12 people were injured when the Marit hit a rock");
    g->from = sample_at(p->docs.v[courier], "At least 12 people were injured when the ferry Marit hit a rock");
}

static int sample_by_id(const void *a, const void *b)
{
    const hs_doc *x = *(hs_doc *const *)a, *y = *(hs_doc *const *)b;
    return strcmp(hs_doc_str(x, x->id), hs_doc_str(y, y->id));
}

static void sample_pile(hs_pile *p)
{
    static const sample_source *const sources[] = {&sample_courier, &sample_bulletin, &sample_wire, &sample_statement,
                                                   &sample_hostile};
    static void (*const fill[])(hs_doc *) = {sample_fill_courier, sample_fill_bulletin, sample_fill_wire,
                                             sample_fill_statement, sample_fill_hostile};
    *p = (hs_pile){0};
    hs_err err = {0};
    for (size_t i = 0; i < 5; i++) {
        hs_doc *d = sample_doc(sources[i]);
        fill[i](d);
        if (!hs_doc_check(d, &err)) fail_msg("%s: %s", sources[i]->path, err.msg);
        *HS_PUSH(p->docs) = d;
    }
    qsort(p->docs.v, p->docs.n, sizeof *p->docs.v, sample_by_id);
    uint32_t courier = sample_doc_titled(p, "ferry/courier.html"),
             bulletin = sample_doc_titled(p, "ferry/bulletin.txt"), wire = sample_doc_titled(p, "ferry/wire.txt"),
             statement = sample_doc_titled(p, "ferry/statement.pdf"),
             hostile = sample_doc_titled(p, "ferry/hostile.txt");
    sample_entities(p, courier, bulletin, wire, hostile);
    sample_claims(p, courier, bulletin, wire, statement, hostile);
    sample_file(p, "ferry/broken.pdf", HS_NONE, HS_READ_NOT, "no reader here for application/pdf");
    sample_file(p, "ferry/bulletin.txt", bulletin, HS_READ_WHOLE, "");
    sample_file(p, "ferry/courier.html", courier, HS_READ_WHOLE, "");
    sample_file(p, "ferry/hostile.txt", hostile, HS_READ_WHOLE, "");
    sample_file(p, "ferry/statement.pdf", statement, HS_READ_WHOLE, "");
    sample_file(p, "ferry/wire-again.txt", wire, HS_READ_WHOLE, "");
    sample_file(p, "ferry/wire.txt", wire, HS_READ_WHOLE, "");
    hs_decision *d = HS_PUSH(p->decisions);
    d->id = 1;
    d->at = sample_word(p, "2021-05-06T08:00:00Z");
    d->by = sample_word(p, "Ida Holm");
    d->what = sample_word(p, "cleared");
    hs_buf anchor = {0};
    hs_anchor_of(p, HS_RULED_ASSERTION, (hs_item){courier, 1}, &anchor);
    d->target = sample_word(p, hs_buf_c(&anchor));
    hs_buf_free(&anchor);
    d->reason = sample_word(p, "heard the recording");
}

#endif
