#include "read/mailtext.h"

#include "base/utf8.h"
#include "read/write.h"

#include <string.h>

enum {
    WRAPPED = 50 /* a line of so many bytes was broken by its width */,
    LOOK_AHEAD = 8,
    DEEPEST = 32,
    NAME_WORDS = 6
};

/* ---- lines ---- */

typedef struct {
    uint32_t at, n; /* of the decoded text, quotation marks ("> >") and white space at the ends left out */
    uint8_t level;
} line;

static size_t line_of(hs_str s, size_t at, line *l)
{
    const char *nl = memchr(s.p + at, '\n', s.n - at);
    size_t end = nl ? (size_t)(nl - s.p) : s.n, next = nl ? end + 1 : end;
    uint8_t level = 0;
    for (size_t i = at; i < end && (s.p[i] == '>' || (s.p[i] == ' ' && level)); i++) {
        if (s.p[i] == '>' && level < DEEPEST) level++;
        if (s.p[i] == '>') at = i + 1;
    }
    hs_str t = hs_str_trim((hs_str){s.p + at, end - at});
    *l = (line){t.n ? (uint32_t)(t.p - s.p) : (uint32_t)at, (uint32_t)t.n, level};
    return next;
}

static bool begins_with(hs_str s, const char *const *table, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(table[i]);
        if (s.n >= k && !memcmp(s.p, table[i], k)) return true;
    }
    return false;
}
#define BEGINS(s, table) begins_with(s, table, sizeof(table) / sizeof *(table))

static const char *const from_labels[] = {
    "From:", "*From:*", "Von:", "De:", "De :", "Da:", "Van:", "Od:", "Kimden:", "От:", "Від:", "Fra:", "Från:"};
static const char *const date_labels[] = {
    "Sent:", "*Sent:*", "Date:",  "*Date:*", "Gesendet:",  "Datum:", "Envoyé", "Date :",  "Inviato",
    "Data:", "Enviado", "Fecha:", "Tarih:",  "Verzonden:", "Дата:",  "Sendt:", "Skickat:"};

static hs_str text_of(hs_str s, const line *l)
{
    return (hs_str){s.p + l->at, l->n};
}

/* Whether a quoted mail's header begins at this line: From, and within a few lines its date. */
static bool is_quoted_header(hs_str s, size_t at)
{
    line l;
    size_t next = line_of(s, at, &l);
    if (l.level || !BEGINS(text_of(s, &l), from_labels)) return false;
    for (int i = 0; i < LOOK_AHEAD && next < s.n; i++) {
        next = line_of(s, next, &l);
        if (!l.n) return false;
        if (BEGINS(text_of(s, &l), date_labels)) return true;
    }
    return false;
}

/* "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:" */
static bool is_divider(hs_str s)
{
    size_t dashes = 0;
    while (dashes < s.n && (s.p[dashes] == '-' || s.p[dashes] == '_')) dashes++;
    if (dashes >= 2 && dashes < s.n && s.n < 80 && s.p[s.n - 1] == '-') return true;
    return hs_str_ieq(s, HS_STR("Begin forwarded message:"));
}

static bool is_item(hs_str s)
{
    size_t i = 0;
    if (s.n > 2 && strchr("-*+", s.p[0]) && s.p[1] == ' ') return true;
    if (s.n > 4 && !memcmp(s.p, "• ", 4)) return true;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') i++;
    return i > 0 && i < 4 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ';
}

/* Whether line b goes on with the paragraph that line a is of. */
static bool goes_on(hs_str s, const line *a, const line *b)
{
    if (a->level != b->level || !a->n || !b->n || is_item(text_of(s, b))) return false;
    size_t at = b->at;
    return a->n >= WRAPPED || hs_uc_lower(hs_utf8_next(s, &at));
}

typedef struct {
    hs_writer w;
    hs_doc *d;
    hs_mail_levels *levels;
    uint32_t base; /* HS_MAIL_BELOW behind the first quoted header */
} mail;

static void open_block(mail *m, hs_block_kind kind, uint32_t level)
{
    hs_write_end(&m->w);
    while (m->levels->n < m->d->blocks.n) *HS_PUSH(*m->levels) = 0;
    m->levels->n = m->d->blocks.n; /* an empty block was dropped */
    hs_write_block(&m->w, kind);
    *HS_PUSH(*m->levels) = (uint8_t)level;
}

/* The lines of a quoted header, a block each; returns where it ends. */
static size_t write_header(mail *m, hs_str s, size_t at)
{
    line l;
    m->base = HS_MAIL_BELOW;
    while (at < s.n) {
        size_t next = line_of(s, at, &l);
        if (!l.n) break;
        open_block(m, HS_BLOCK_CELL, m->base);
        hs_write_text(&m->w, l.at, l.n);
        at = next;
    }
    return at;
}

void hs_mail_write(const hs_decoded *t, hs_doc *d, hs_mail_levels *levels)
{
    mail m = {.w = {.doc = d, .from = t}, .d = d, .levels = levels};
    line before = {0}, l;
    for (size_t at = 0; at < t->text.n;) {
        if (is_quoted_header(t->text, at)) {
            at = write_header(&m, t->text, at);
            before = (line){0};
            continue;
        }
        at = line_of(t->text, at, &l);
        hs_str s = text_of(t->text, &l);
        if (l.n && !goes_on(t->text, &before, &l)) {
            uint32_t level = m.base + l.level;
            open_block(&m,
                       is_divider(s) ? HS_BLOCK_CELL
                       : level       ? HS_BLOCK_QUOTE
                       : is_item(s)  ? HS_BLOCK_ITEM
                                     : HS_BLOCK_PARAGRAPH,
                       level);
        } else if (l.n) {
            hs_write_gap(&m.w);
        }
        if (l.n) hs_write_text(&m.w, l.at, l.n);
        before = l;
    }
    hs_write_end(&m.w);
    levels->n = d->blocks.n < levels->n ? d->blocks.n : levels->n;
}

/* ---- whose words they are ---- */

static bool is_verb(hs_str w)
{
    static const char *const verbs[] = {"escribió", "geschreven", "ha scritto", "napisał(a)", "schreef",
                                        "schrieb",  "scritto",    "skrev",      "wrote",      "yazdı",
                                        "écrit",    "пишет",      "написал",    "написав",    "пише"};
    while (w.n && (w.p[w.n - 1] == ':' || w.p[w.n - 1] == ',')) w.n--;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (hs_str_eq(w, hs_str_of(verbs[i]))) return true;
    return false;
}

/* A word that belongs to the date or the frame, not to the name. */
static bool is_frame(hs_str w)
{
    static const char *const frame[] = {"AM", "Am", "El",  "Il", "Le", "On", "PM", "Op",
                                        "a",  "at", "kl.", "le", "om", "um", "à"};
    for (size_t i = 0; i < w.n; i++)
        if (w.p[i] >= '0' && w.p[i] <= '9') return true;
    return w.n == 0 || w.p[w.n - 1] == ',' || hs_in_table(w, frame, sizeof frame / sizeof *frame);
}

/* The words of a line: up to `most` of them before byte `end`, last first. */
static bool word_before(hs_str s, size_t *end, hs_str *w)
{
    while (*end && s.p[*end - 1] == ' ') (*end)--;
    size_t to = *end;
    while (*end && s.p[*end - 1] != ' ') (*end)--;
    *w = (hs_str){s.p + *end, to - *end};
    return w->n > 0;
}

/* The name that ends before byte `end` of s. */
static hs_str name_before(hs_str s, size_t end)
{
    size_t from = end, at = end;
    hs_str w;
    for (int n = 0; n < NAME_WORDS && word_before(s, &at, &w) && !is_frame(w); n++) from = at;
    hs_str name = hs_str_trim((hs_str){s.p + from, end - from});
    while (name.n && strchr("\"'*(", name.p[0])) name = (hs_str){name.p + 1, name.n - 1};
    while (name.n && strchr("\"'*)", name.p[name.n - 1])) name.n--;
    return name;
}

static hs_str address_in(hs_str s)
{
    const char *open = memchr(s.p, '<', s.n);
    const char *close = open ? memchr(open, '>', (size_t)(s.p + s.n - open)) : NULL;
    return close ? (hs_str){open + 1, (size_t)(close - open - 1)} : (hs_str){s.p, 0};
}

/* "On 5 March 2021, Mara Voss <…> wrote:", "Am 5.3.2021 schrieb Mara Voss <…>:"; empty where it is no such line. */
static hs_str author_of_line(hs_str s)
{
    if (s.n < 8 || s.n > 400 || s.p[s.n - 1] != ':') return (hs_str){s.p, 0};
    hs_str address = address_in(s), w;
    size_t at = s.n, verb = SIZE_MAX, verb_end = 0;
    for (int n = 0; n < 12 && word_before(s, &at, &w); n++)
        if (is_verb(w)) {
            verb = at;
            verb_end = at + w.n;
            break;
        }
    if (verb == SIZE_MAX) return (hs_str){s.p, 0};
    size_t open = address.n ? (size_t)(address.p - s.p) - 1 : s.n - 1;
    hs_str name;
    if (verb_end + 1 < s.n && open > verb_end) { /* the verb stands before the name */
        name = hs_str_trim((hs_str){s.p + verb_end, open - verb_end});
    } else {
        if (verb >= 3 && verb < s.n && !memcmp(s.p + verb - 3, " a ", 3)) verb -= 2; /* "a écrit", "ha scritto" */
        name = name_before(s, address.n ? open : verb);
    }
    return name.n ? name : address;
}

/* "From: Mara Voss [mailto:…]" */
static hs_str author_of_field(hs_str s)
{
    const char *colon = BEGINS(s, from_labels) ? memchr(s.p, ':', s.n) : NULL;
    if (!colon) return (hs_str){s.p, 0};
    hs_str v = {colon + 1, (size_t)(s.p + s.n - colon - 1)};
    while (v.n && (v.p[0] == '*' || v.p[0] == ' ' || v.p[0] == '"')) v = (hs_str){v.p + 1, v.n - 1};
    size_t n = 0;
    while (n < v.n && !strchr("<[(\"", v.p[n])) n++;
    hs_str name = hs_str_trim((hs_str){v.p, n});
    return name.n ? name : address_in(v);
}

void hs_mail_voices(hs_doc *d, const hs_mail_levels *levels)
{
    hs_span author[256] = {{0, 0}}; /* of each level; a line that names one speaks for the level below it */
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        hs_block *b = &d->blocks.v[i];
        uint32_t level = i < levels->n ? levels->v[i] : 0, below = level + (b->kind != HS_BLOCK_CELL);
        hs_str s = hs_doc_text(d, b->at), name = author_of_line(s);
        if (b->kind == HS_BLOCK_CELL && level >= HS_MAIL_BELOW) name = author_of_field(s);
        if (b->kind == HS_BLOCK_QUOTE && level < 256) b->speaker = author[level];
        if (name.n && below < 256) {
            author[below] = (hs_span){(uint32_t)(name.p - d->text.p), (uint32_t)name.n};
            b->kind = HS_BLOCK_CELL; /* the frame of a quotation, nobody's statement */
            b->speaker = (hs_span){0, 0};
        } else if (!level && b->kind != HS_BLOCK_QUOTE &&
                   !(i + 1 < d->blocks.n && d->blocks.v[i + 1].kind == HS_BLOCK_QUOTE)) {
            author[1] = (hs_span){0, 0};
        }
    }
}
