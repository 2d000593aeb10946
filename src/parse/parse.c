#include "parse/parse.h"

#include "base/map.h"
#include "parse/engine.h"
#include "parse/lemma.h"

#include <stdlib.h>
#include <string.h>

const uint32_t hs_parse_version = 7;

/* A window of atoms is segmented at a time, so that memory does not grow with a block; a sentence is cut where it grows
 * past what any treebank holds. */
enum { WINDOW = 4096, SOFT_MOST = 600, HARD_MOST = 1000 };

typedef struct {
    hs_doc *doc;
    const hs_engine *engine;
    hs_atoms atoms;
    HS_VEC(uint8_t) edited; /* of each block: see hs_window */
    uint8_t cut[WINDOW + 1];
    uint8_t fixed[WINDOW + 1];
    int8_t side[WINDOW + 1];
    hs_split_state split;
} parser;

/* ---- blocks of plain text ---- */

static void add_block(hs_doc *d, uint32_t from, uint32_t to)
{
    hs_str s = hs_str_trim((hs_str){d->text.p + from, to - from});
    if (s.n) HS_PUSH(d->blocks)->at = (hs_span){(uint32_t)(s.p - d->text.p), (uint32_t)s.n};
}

static void blocks_of_text(hs_doc *d)
{
    uint32_t from = 0, n = (uint32_t)d->text.n;
    for (uint32_t at = 0; at < n;) {
        const char *line = memchr(d->text.p + at, '\n', n - at);
        uint32_t end = line ? (uint32_t)(line - d->text.p) : n, next = end + 1;
        if (!hs_str_trim((hs_str){d->text.p + at, end - at}).n) {
            add_block(d, from, at);
            from = next;
        }
        at = next;
    }
    if (from < n) add_block(d, from, n);
}

/* ---- tokens ---- */

static void add_token(parser *p, uint32_t first, uint32_t end)
{
    const hs_atom *a = &p->atoms.v[first], *z = &p->atoms.v[end - 1];
    hs_span at = {a->at, z->at + z->n - a->at};
    bool inner = p->cut[first] == HS_CUT_INNER;
    hs_token *t = HS_PUSH(p->doc->tokens);
    *t = (hs_token){.at = at, .head = p->doc->tokens.n - 1};
    if (inner) t->flags |= HS_TOK_INNER;
    if (p->doc->tokens.n > 1 && hs_span_end(t[-1].at) < at.at) t[-1].flags |= HS_TOK_SPACE_AFTER;
}

static void add_sentence(parser *p, uint32_t from, uint32_t to, uint32_t block)
{
    hs_doc *d = p->doc;
    uint32_t first = d->tokens.n;
    for (uint32_t i = from, next; i < to; i = next) {
        for (next = i + 1; next < to && p->cut[next] == HS_CUT_NONE; next++) {
        }
        add_token(p, i, next);
    }
    hs_span at = hs_span_join(d->tokens.v[first].at, d->tokens.v[d->tokens.n - 1].at);
    *HS_PUSH(d->sentences) = (hs_sentence){at, first, d->tokens.n - first, block};
}

/* ---- windows ---- */

static bool weak_end(const hs_atom *a)
{
    return a->kind == HS_ATOM_MARK && (a->c == ';' || a->c == ',' || a->c == ':' || a->c == '|' || a->c == 0x2022);
}

/* Ends a sentence that has grown too long: behind a weak mark, or where it must. */
static void bound_sentences(parser *p)
{
    for (uint32_t i = 1, start = 0; i < p->atoms.n; i++) {
        if (p->cut[i] == HS_CUT_SENTENCE) start = i;
        bool soft = i - start >= SOFT_MOST && p->cut[i] == HS_CUT_TOKEN && weak_end(&p->atoms.v[i - 1]);
        if (!soft && i - start < HARD_MOST) continue;
        p->cut[i] = HS_CUT_SENTENCE;
        start = i;
    }
}

/* The longest line of the block in code points. */
static uint32_t line_width(hs_str text, hs_span block)
{
    uint32_t width = 0, line = 0;
    for (uint32_t at = block.at; at < hs_span_end(block); at++) {
        if (((unsigned char)text.p[at] & 0xC0) != 0x80) line++;
        if (text.p[at] == '\n') line = 0;
        if (line > width) width = line;
    }
    return width;
}

/* Segments the run [from, to) of one block; sentences begun in a full window are taken up again by the next one. */
static void segment(parser *p, hs_span run, uint32_t block)
{
    hs_str text = {p->doc->text.p, p->doc->text.n};
    hs_window w = {
        .text = text, .block = run, .lang = p->engine->lang, .cut = p->cut, .fixed = p->fixed, .side = p->side};
    w.line_width = line_width(text, run);
    w.edited = p->edited.v[block];
    for (uint32_t at = run.at; at < hs_span_end(run);) {
        p->atoms.n = 0;
        uint32_t behind = hs_atoms_of(text, at, hs_span_end(run), p->engine->lang, WINDOW, &p->atoms);
        if (!p->atoms.n) return;
        bool last = behind >= hs_span_end(run);
        w.atoms = p->atoms.v;
        w.n = p->atoms.n;
        p->cut[0] = HS_CUT_SENTENCE;
        hs_segment_tokens(&w);
        if (p->engine->splitter.buckets) hs_split_tokens(&p->engine->splitter, &w);
        hs_segment_sentences(&w);
        if (p->engine->splitter.buckets) hs_split_sentences(&p->engine->splitter, &w, last, &p->split);
        bound_sentences(p);
        uint32_t from = 0;
        for (uint32_t i = 1; i < w.n; i++) {
            if (p->cut[i] != HS_CUT_SENTENCE) continue;
            add_sentence(p, from, i, block);
            from = i;
        }
        if (last || !from) {
            add_sentence(p, from, w.n, block);
            from = w.n;
        }
        at = from < w.n ? p->atoms.v[from].at : behind;
        for (uint32_t i = 0; i < from; i++)
            if (p->side[i] && p->atoms.v[i].c == '"') w.quote_open = p->side[i] > 0;
    }
}

/* A block is edited where two long ones near it, or the only one of the text, end with a stop, and no long one near it
 * does not. */
static void find_edited(parser *p)
{
    enum { LONG = 80, NEAR = 4, STOPPED = 1, LOOSE = 2 };
    hs_doc *d = p->doc;
    uint32_t stopped = 0, loose = 0, n = d->blocks.n;
    HS_VEC(uint8_t) kind = {0};
    for (uint32_t b = 0; b < n; b++) {
        hs_str text = hs_str_trim(hs_doc_text(d, d->blocks.v[b].at));
        *HS_PUSH(kind) = text.n < LONG ? 0 : hs_stop_at_end(text) ? STOPPED : LOOSE;
    }
    for (uint32_t b = 0; b < n + NEAR; b++) {
        if (b < n && kind.v[b] == STOPPED) stopped++;
        if (b < n && kind.v[b] == LOOSE) loose++;
        if (b > 2 * NEAR && kind.v[b - 2 * NEAR - 1] == STOPPED) stopped--;
        if (b > 2 * NEAR && kind.v[b - 2 * NEAR - 1] == LOOSE) loose--;
        if (b >= NEAR) *HS_PUSH(p->edited) = (stopped > 1 || (stopped && n == 1)) && !loose;
    }
    HS_VEC_FREE(kind);
}

/* Bytes of the place, "Old Teskara", where a date and an agency in brackets follow: "Old Teskara, March 5 (Pelican
 * Wire)".
 */
static size_t small_place(hs_str head)
{
    enum { LONGEST = 40 };
    const char *comma = memchr(head.p, ',', head.n), *open = memchr(head.p, '(', head.n);
    bool dated = false;
    if (!comma || !open || open < comma || comma - head.p > LONGEST) return 0;
    for (const char *p = comma; p < open; p++) dated |= *p >= '0' && *p <= '9';
    for (const char *p = head.p; p < comma; p++)
        if ((p == head.p || p[-1] == ' ') && *p >= 'a' && *p <= 'z') return 0;
    return dated ? (size_t)(comma - head.p) : 0;
}

/* Bytes of an agency's dateline with its dash, "TESKARA, March 5 (Pelican Wire) - "; 0 where the text begins with none:
 * a place in capitals, then a date, an agency in brackets or nothing but a long dash; or a place, a date and an agency.
 */
static uint32_t dateline(hs_str text)
{
    enum { LONG = 120 };
    static const char *const dashes[] = {" - ", " – ", " — ", " -- "};
    hs_str head = {text.p, text.n < LONG ? text.n : LONG};
    size_t end = SIZE_MAX, n = 0, place = 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = hs_str_find(head, hs_str_of(dashes[i]));
        if (at >= end) continue;
        end = at;
        n = strlen(dashes[i]);
    }
    if (end == SIZE_MAX || end == 0) return 0;
    while (place < end && ((text.p[place] >= 'A' && text.p[place] <= 'Z') || (text.p[place] & 0x80))) place++;
    bool agency = text.p[end - 1] == ')' && memchr(text.p, '(', end);
    if (agency && place < 3) place = small_place((hs_str){text.p, end});
    bool dated = false;
    for (size_t i = place; i < end && text.p[place] == ','; i++) dated |= text.p[i] >= '0' && text.p[i] <= '9';
    bool parted = text.p[place] == ' ' || text.p[place] == ',', long_dash = place == end && text.p[place + 1] != '-';
    if (place >= 3 && long_dash && end + n < text.n && text.p[end + n] >= 'A' && text.p[end + n] <= 'Z')
        return (uint32_t)(end + n); /* «VELMAR – At least 14 …» */
    return place >= 3 && parted && (agency || dated) ? (uint32_t)(end + n) : 0;
}

/* The speaker's label and an agency's dateline are no part of the sentence behind them. */
static void parse_block(parser *p, uint32_t b)
{
    hs_block block = p->doc->blocks.v[b];
    uint32_t end = hs_span_end(block.at), body = hs_block_body(p->doc, &block);
    if (body == block.at.at) body += dateline(hs_doc_text(p->doc, block.at));
    if (body > block.at.at) segment(p, (hs_span){block.at.at, body - block.at.at}, b);
    if (body < end) segment(p, (hs_span){body, end - body}, b);
}

/* ---- what tokens are ---- */

/* Lemmas by rule, each made once: by the word, and the mark of an inner token. */
static void lemmas_by_rule(const hs_language *lang, hs_doc *d)
{
    hs_map known = {0};
    hs_buf lemma = {0}, key = {0};
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        hs_token *t = &d->tokens.v[i];
        hs_str word = hs_doc_text(d, t->at);
        bool inner = t->flags & HS_TOK_INNER;
        hs_buf_clear(&key);
        hs_buf_add(&key, word.p, word.n);
        if (inner) hs_buf_char(&key, '\t');
        hs_ref *ref = hs_map_at(&known, (hs_str){key.p, key.n});
        if (*ref == HS_MISSING) {
            if (lang->english) {
                hs_lemma_english(word, HS_X, inner, &lemma);
            } else {
                hs_lemma_lower(word, &lemma);
            }
            *ref = hs_doc_intern(d, (hs_str){lemma.p, lemma.n});
        }
        t->lemma = *ref;
    }
    hs_map_free(&known);
    hs_buf_free(&lemma);
    hs_buf_free(&key);
}

/* The network spells irregular verbs that it has not met by analogy; a table knows better. */
static void mend_lemmas(hs_doc *d)
{
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        hs_token *t = &d->tokens.v[i];
        const char *lemma = hs_doc_str(d, t->lemma);
        bool common = t->upos == HS_VERB && *lemma >= 'a' && *lemma <= 'z';
        const char *known = common ? hs_lemma_irregular(hs_doc_text(d, t->at)) : NULL;
        if (known && strcmp(known, lemma) != 0) t->lemma = hs_doc_intern(d, hs_str_of(known));
    }
}

static void tag(const hs_engine *engine, hs_doc *d)
{
    if (!engine->net) {
        lemmas_by_rule(engine->lang, d);
        return;
    }
    hs_net_parse(engine->net, d);
    if (engine->lang->english) mend_lemmas(d);
}

/* ---- the entrance ---- */

static bool engine_of(hs_str code, const char *doc, const hs_engine **out, hs_err *err)
{
    const hs_language *lang = hs_language_of(code);
    if (!lang)
        return hs_fail(err, HS_ERR_UNSUPPORTED, doc, HS_NOWHERE,
                       "no grammar for the language '%.*s': the document can be searched, and no more",
                       code.n < 20 ? (int)code.n : 20, code.p);
    return hs_engine_shared(lang, out, err);
}

bool hs_parse_whole(hs_str language, hs_err *err)
{
    const hs_engine *engine;
    if (!engine_of(language, NULL, &engine, err)) return false;
    if (engine->net) return true;
    return hs_fail(
        err, HS_ERR_NOTFOUND, engine->lang->model, HS_NOWHERE,
        "there is no model beside the program: sentences and tokens by rule, no tags, trees and names; 'make "
        "model' makes it, HS_MODEL=FILE names another");
}

/* «Tasch met Vey in Korsh.»: what a detector of languages makes of a few words that are mostly names says nothing where
 * English knows every word that is none. */
static bool is_short_english(const hs_doc *d)
{
    enum { SHORT = 160, FOREIGN = 3 }; /* bytes; of a code like "nl" */
    static const char *const articles[] = {"das", "de", "den", "der", "det", "die", "een", "el", "en",
                                           "er",  "es", "het", "il",  "ist", "la",  "las", "le", "les",
                                           "los", "o",  "os",  "un",  "una", "une", "van"};
    const hs_engine *english;
    hs_err err;
    hs_str code = hs_str_of(hs_doc_str(d, d->language));
    uint32_t known = 0;
    if (!code.n || code.n > FOREIGN || d->text.n > SHORT || hs_str_starts(code, HS_STR("en"))) return false;
    for (uint32_t i = 0; i < d->text.n; i++)
        if ((unsigned char)d->text.p[i] > 126) return false;
    if (!hs_engine_shared(&hs_languages[0], &english, &err) || !english->net) return false;
    for (size_t i = 0, n; i < d->text.n; i += n ? n : 1) {
        const char *word = d->text.p + i;
        for (n = 0; i + n < d->text.n && ((word[n] | 32) >= 'a' && (word[n] | 32) <= 'z');) n++;
        for (size_t k = 0; k < sizeof articles / sizeof *articles; k++)
            if (hs_str_ieq((hs_str){word, n}, hs_str_of(articles[k]))) return false;
        if (!n || *word < 'a') continue;
        if (!hs_net_knows(english->net, (hs_str){word, n})) return false;
        known++;
    }
    return known > 1;
}

bool hs_parse(hs_doc *d, hs_err *err)
{
    const hs_engine *engine;
    if (is_short_english(d)) d->language = hs_doc_intern(d, HS_STR("en"));
    if (!engine_of(hs_str_of(hs_doc_str(d, d->language)), hs_doc_str(d, d->path), &engine, err)) return false;
    hs_parse_with(engine, d);
    return true;
}

bool hs_parse_tokens(hs_doc *d, hs_err *err)
{
    const hs_engine *engine;
    if (!engine_of(hs_str_of(hs_doc_str(d, d->language)), hs_doc_str(d, d->path), &engine, err)) return false;
    for (uint32_t i = 0; i < d->tokens.n; i++) {
        hs_token *t = &d->tokens.v[i];
        hs_token bare = {.at = t->at, .head = i, .flags = t->flags & (HS_TOK_SPACE_AFTER | HS_TOK_INNER)};
        *t = bare;
    }
    tag(engine, d);
    return true;
}

void hs_parse_with(const hs_engine *engine, hs_doc *d)
{
    d->sentences.n = d->tokens.n = 0;
    if (!d->blocks.n) blocks_of_text(d);
    parser *p = hs_calloc(1, sizeof *p);
    p->doc = d;
    p->engine = engine;
    find_edited(p);
    for (uint32_t b = 0; b < d->blocks.n; b++) parse_block(p, b);
    HS_VEC_FREE(p->atoms);
    HS_VEC_FREE(p->edited);
    hs_split_free(&p->split);
    free(p);
    tag(engine, d);
}
