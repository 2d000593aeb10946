#include "parse/conllu.h"

#include <stdlib.h>
#include <string.h>

enum { ID, FORM, LEMMA, UPOS, FEATS = 5, HEAD, DEPREL, MISC = 9, FIELDS, MOST_WORDS = 100000 };

typedef struct {
    hs_doc *doc;
    uint32_t first;            /* first token of the present sentence */
    HS_VEC(uint32_t) word;     /* word number - 1 → token */
    uint32_t from, to;         /* word numbers of the present multi-word token; 0 where there is none */
    hs_str rest;               /* what its words have left of its form */
    bool fresh, space, behind; /* a block begins; white space before the next token; white space behind the range */
} reader;

/* The decimal number that s is; UINT32_MAX where it is none. */
static uint32_t number(hs_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || n > MOST_WORDS) return UINT32_MAX;
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    }
    return s.n ? n : UINT32_MAX;
}

static bool space_after(hs_str misc)
{
    return hs_str_find(misc, HS_STR("SpaceAfter=No")) == SIZE_MAX;
}

static hs_ref value(hs_doc *d, hs_str s)
{
    return hs_str_eq(s, HS_STR("_")) ? 0 : hs_doc_intern(d, s);
}

static void part_from_last(reader *r)
{
    hs_doc *d = r->doc;
    if (r->fresh) {
        if (d->text.n) hs_buf_str(&d->text, "\n\n");
        HS_PUSH(d->blocks)->at = (hs_span){(uint32_t)d->text.n, 0};
    } else if (r->space) {
        hs_buf_char(&d->text, ' ');
        if (d->tokens.n) d->tokens.v[d->tokens.n - 1].flags |= HS_TOK_SPACE_AFTER;
    }
    r->fresh = r->space = false;
}

/* The bytes that a word of a multi-word token takes of its form: all of them where it is not spelled by its words. */
static size_t share(reader *r, hs_str form, uint32_t id)
{
    if (hs_str_starts(r->rest, form)) return id == r->to ? r->rest.n : form.n;
    return id == r->from || id == r->to ? r->rest.n : 0;
}

static void add_word(reader *r, uint32_t id, const hs_str f[FIELDS])
{
    hs_doc *d = r->doc;
    hs_str form = f[FORM];
    bool in_range = r->from && id >= r->from && id <= r->to, inner = in_range && id > r->from;
    if (!inner) part_from_last(r);
    if (in_range) {
        form = (hs_str){r->rest.p, share(r, form, id)};
        r->rest = (hs_str){r->rest.p + form.n, r->rest.n - form.n};
    }
    *HS_PUSH(r->word) = form.n || !inner ? d->tokens.n : d->tokens.n - 1;
    if (form.n || !inner) {
        hs_token t = {.at = {(uint32_t)d->text.n, (uint32_t)form.n}, .flags = inner ? HS_TOK_INNER : 0};
        t.lemma = value(d, f[LEMMA]);
        t.feats = value(d, f[FEATS]);
        t.upos = (uint8_t)hs_upos_parse(f[UPOS]);
        t.head = number(f[HEAD]);
        t.deprel = (uint8_t)(t.head == UINT32_MAX ? HS_DEP_NONE : hs_deprel_parse(f[DEPREL]));
        hs_buf_add(&d->text, form.p, form.n);
        *HS_PUSH(d->tokens) = t;
    }
    if (!in_range || id == r->to) r->space = in_range ? r->behind : space_after(f[MISC]);
}

static void end_sentence(reader *r)
{
    hs_doc *d = r->doc;
    if (d->tokens.n == r->first) return;
    for (uint32_t i = r->first; i < d->tokens.n; i++) {
        uint32_t head = d->tokens.v[i].head;
        d->tokens.v[i].head = head > 0 && head <= r->word.n ? r->word.v[head - 1] : i;
    }
    hs_span at = hs_span_join(d->tokens.v[r->first].at, d->tokens.v[d->tokens.n - 1].at);
    hs_block *b = &d->blocks.v[d->blocks.n - 1];
    b->at.n = hs_span_end(at) - b->at.at;
    *HS_PUSH(d->sentences) = (hs_sentence){at, r->first, d->tokens.n - r->first, d->blocks.n - 1};
    r->first = d->tokens.n;
    r->word.n = r->from = r->to = 0;
}

static bool split_fields(hs_str line, hs_str f[FIELDS])
{
    for (int k = 0; k < FIELDS; k++) {
        const char *tab = memchr(line.p, '\t', line.n);
        if (!tab && k + 1 < FIELDS) return false;
        f[k] = (hs_str){line.p, tab ? (size_t)(tab - line.p) : line.n};
        line = tab ? (hs_str){tab + 1, line.n - f[k].n - 1} : line;
    }
    return true;
}

static bool add_line(reader *r, hs_str line)
{
    hs_str f[FIELDS];
    if (!split_fields(line, f) || !f[FORM].n) return false;
    if (memchr(f[ID].p, '.', f[ID].n)) return true;
    const char *dash = memchr(f[ID].p, '-', f[ID].n);
    if (!dash) {
        if (number(f[ID]) != r->word.n + 1) return false;
        add_word(r, r->word.n + 1, f);
        return true;
    }
    size_t n = (size_t)(dash - f[ID].p);
    r->from = number((hs_str){f[ID].p, n});
    r->to = number((hs_str){dash + 1, f[ID].n - n - 1});
    r->rest = f[FORM];
    r->behind = space_after(f[MISC]);
    return r->from == r->word.n + 1 && r->to > r->from && r->to <= MOST_WORDS;
}

bool hs_conllu_read(hs_str bytes, hs_doc *d, hs_err *err)
{
    bool ok = true;
    reader r = {.doc = d, .first = d->tokens.n, .fresh = true};
    for (size_t at = 0; ok && at < bytes.n;) {
        const char *end = memchr(bytes.p + at, '\n', bytes.n - at);
        hs_str line = {bytes.p + at, end ? (size_t)(end - bytes.p) - at : bytes.n - at};
        size_t next = at + line.n + 1;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (d->text.n + line.n > UINT32_MAX / 2) {
            ok = hs_fail(err, HS_ERR_LIMIT, NULL, at, "the treebank is too large");
        } else if (!line.n) {
            end_sentence(&r);
        } else if (line.p[0] == '#') {
            if (hs_str_starts(line, HS_STR("# newdoc")) || hs_str_eq(line, HS_STR("# newpar")) ||
                hs_str_starts(line, HS_STR("# newpar ")))
                r.fresh = true;
        } else if (!add_line(&r, line)) {
            ok = hs_fail(err, HS_ERR_FORMAT, NULL, at, "not CoNLL-U: ten fields parted by tabs, words numbered from 1");
        }
        at = next;
    }
    end_sentence(&r);
    HS_VEC_FREE(r.word);
    return ok;
}
