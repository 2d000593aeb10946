#include "read/rtf.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/compose.h"
#include "read/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { DEEPEST = 400, MOST_FONTS = 4096, LONGEST_WORD = 32, HELD = 64 };

/* What a group inherits. */
typedef struct {
    uint32_t codepage, skip_after; /* of its font; bytes that stand behind \u for older programs */
    bool hidden;                   /* not text: tables of fonts, pictures, fields' instructions, deleted text */
    bool fonts, title, author;     /* inside these tables */
    bool note;                     /* a footnote or comment: a block of its own */
} state;

typedef struct {
    hs_str raw;
    size_t at;
    hs_writer out;
    hs_doc *doc;
    state group[DEEPEST];
    uint32_t depth, too_deep;
    uint32_t codepage;          /* the document's */
    uint16_t fonts[MOST_FONTS]; /* font → code page */
    uint32_t font;              /* of the table's entry in hand */
    char held[HELD];            /* bytes of the code page not yet written … */
    uint32_t held_n, held_page;
    size_t held_from, held_to; /* … and where they stand */
    uint32_t to_skip;
    bool cells;
    hs_buf title, author;
    UConverter *converter;
    uint32_t converter_page;
} reader;

static state *now(reader *r)
{
    return &r->group[r->depth];
}

/* ---- characters ---- */

static UConverter *converter(reader *r, uint32_t codepage)
{
    char name[24];
    UErrorCode bad = U_ZERO_ERROR;
    if (r->converter && r->converter_page == codepage) return r->converter;
    if (r->converter) ucnv_close(r->converter);
    snprintf(name, sizeof name, "windows-%u", codepage);
    r->converter = ucnv_open(name, &bad);
    bad = U_ZERO_ERROR;
    if (!r->converter) r->converter = ucnv_open("windows-1252", &bad);
    r->converter_page = codepage;
    return r->converter;
}

static void put(reader *r, size_t from, size_t to, hs_str word)
{
    state *s = now(r);
    if (s->title) hs_buf_add(&r->title, word.p, word.n);
    if (s->author) hs_buf_add(&r->author, word.p, word.n);
    if (s->hidden || s->title || s->author || !word.n) return;
    if (!r->out.open) hs_write_block(&r->out, r->cells ? HS_BLOCK_CELL : HS_BLOCK_PARAGRAPH);
    hs_write_as(&r->out, (uint32_t)from, (uint32_t)(to - from), word);
}

static void flush(reader *r)
{
    UChar wide[2 * HELD];
    UErrorCode bad = U_ZERO_ERROR;
    if (!r->held_n) return;
    UConverter *c = converter(r, r->held_page);
    int32_t n = c ? ucnv_toUChars(c, wide, 2 * HELD, r->held, (int32_t)r->held_n, &bad) : 0;
    char word[8 * HELD];
    int32_t length = 0;
    if (U_SUCCESS(bad)) u_strToUTF8(word, sizeof word, &length, wide, n, &bad);
    if (U_SUCCESS(bad) && length == 1 && (unsigned char)*word < 0x20) *word = ' ';
    if (U_SUCCESS(bad)) put(r, r->held_from, r->held_to, (hs_str){word, (size_t)length});
    r->held_n = 0;
}

/* A byte of the code page: held until what belongs to it has come. */
static void take_byte(reader *r, unsigned char b, size_t from, size_t to)
{
    state *s = now(r);
    if (r->to_skip) {
        r->to_skip--;
        return;
    }
    bool joins = r->held_n && r->held_page == s->codepage && r->held_to == from && r->held_n < HELD - 1;
    if (!joins || (b < 0x80 && r->held_n == 1 && (unsigned char)r->held[0] < 0x80)) flush(r);
    if (!r->held_n) {
        r->held_from = from;
        r->held_page = s->codepage;
    }
    r->held[r->held_n++] = (char)b;
    r->held_to = to;
    if (b < 0x80 || s->codepage < 900 || s->codepage > 1000) flush(r); /* only the pages of East Asia have pairs */
}

static void take_unicode(reader *r, long n, size_t from)
{
    hs_buf word = {0};
    flush(r);
    hs_utf8_put(&word, (uint32_t)(n < 0 ? n + 65536 : n));
    put(r, from, r->at, (hs_str){word.p, word.n});
    hs_buf_free(&word);
    r->to_skip = now(r)->skip_after;
}

/* ---- control words ---- */

typedef enum {
    HIDE = 1,
    PARAGRAPH,
    CELL,
    ROW,
    GAP,
    FONTS,
    TITLE,
    AUTHOR,
    ANSI_PAGE,
    FONT,
    CHARSET,
    UNICODE,
    UNICODE_SKIP,
    BINARY,
    DELETED,
    HIDDEN,
    PLAIN,
    IN_TABLE,
    PARD,
    NOTE,
    SIGN
} action;

static const struct {
    const char *word;
    uint8_t does;
    uint16_t sign;
} words[] = {{"annotation", NOTE, 0},   {"footnote", NOTE, 0},
             {"ansicpg", ANSI_PAGE, 0}, {"author", AUTHOR, 0},
             {"bin", BINARY, 0},        {"bullet", SIGN, 0x2022},
             {"cell", CELL, 0},         {"colortbl", HIDE, 0},
             {"deleted", DELETED, 0},   {"emdash", SIGN, 0x2014},
             {"endash", SIGN, 0x2013},  {"f", FONT, 0},
             {"fcharset", CHARSET, 0},  {"fldinst", HIDE, 0},
             {"fonttbl", FONTS, 0},     {"footer", HIDE, 0},
             {"footerf", HIDE, 0},      {"footerl", HIDE, 0},
             {"footerr", HIDE, 0},      {"header", HIDE, 0},
             {"headerf", HIDE, 0},      {"headerl", HIDE, 0},
             {"headerr", HIDE, 0},      {"info", HIDE, 0},
             {"intbl", IN_TABLE, 0},    {"ldblquote", SIGN, 0x201C},
             {"line", GAP, 0},          {"lquote", SIGN, 0x2018},
             {"nonshppict", HIDE, 0},   {"objdata", HIDE, 0},
             {"page", PARAGRAPH, 0},    {"par", PARAGRAPH, 0},
             {"pard", PARD, 0},         {"pict", HIDE, 0},
             {"plain", PLAIN, 0},       {"rdblquote", SIGN, 0x201D},
             {"row", ROW, 0},           {"rquote", SIGN, 0x2019},
             {"sect", PARAGRAPH, 0},    {"stylesheet", HIDE, 0},
             {"tab", GAP, 0},           {"title", TITLE, 0},
             {"u", UNICODE, 0},         {"uc", UNICODE_SKIP, 0},
             {"v", HIDDEN, 0},          {"xe", HIDE, 0}};

static uint32_t page_of_charset(long n)
{
    static const uint16_t pages[][2] = {{77, 1252},  {128, 932},  {129, 949},  {134, 936},  {136, 950},
                                        {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
                                        {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (pages[i][0] == n) return pages[i][1];
    return 0;
}

static void end_block(reader *r)
{
    flush(r);
    if (!now(r)->hidden) hs_write_end(&r->out);
}

static void act(reader *r, size_t word, bool has_number, long n, size_t from)
{
    state *s = now(r);
    hs_buf sign = {0};
    switch ((action)words[word].does) {
    case HIDE:
        s->hidden = true;
        break;
    case DELETED:
    case HIDDEN:
        s->hidden = !has_number || n != 0;
        break;
    case PLAIN:
        break;
    case FONTS:
        s->fonts = s->hidden = true;
        break;
    case TITLE:
        s->title = true;
        break;
    case AUTHOR:
        s->author = true;
        break;
    case NOTE: /* it stands in the middle of a paragraph, hidden from programs that do not know it */
        s->hidden = r->depth && r->group[r->depth - 1].hidden;
        s->note = true;
        end_block(r);
        break;
    case PARAGRAPH:
    case CELL:
        end_block(r);
        break;
    case ROW:
        end_block(r);
        r->cells = false;
        break;
    case IN_TABLE:
        r->cells = true;
        break;
    case PARD:
        r->cells = false;
        break;
    case GAP:
        flush(r);
        if (!s->hidden) hs_write_gap(&r->out);
        break;
    case ANSI_PAGE:
        r->codepage = s->codepage = (uint32_t)(n > 0 && n < 65536 ? n : 1252);
        break;
    case FONT:
        if (n < 0 || n >= MOST_FONTS) break;
        if (s->fonts) r->font = (uint32_t)n;
        if (!s->fonts) s->codepage = r->fonts[n] ? r->fonts[n] : r->codepage;
        break;
    case CHARSET:
        if (s->fonts) r->fonts[r->font] = (uint16_t)page_of_charset(n);
        break;
    case UNICODE:
        take_unicode(r, n, from);
        break;
    case UNICODE_SKIP:
        s->skip_after = (uint32_t)(n >= 0 && n < 16 ? n : 1);
        break;
    case BINARY:
        r->at += n > 0 ? ((size_t)n < r->raw.n - r->at ? (size_t)n : r->raw.n - r->at) : 0;
        break;
    case SIGN:
        flush(r);
        hs_utf8_put(&sign, words[word].sign);
        put(r, from, r->at, (hs_str){sign.p, sign.n});
        break;
    }
    hs_buf_free(&sign);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void control_word(reader *r, size_t from)
{
    char word[LONGEST_WORD + 1];
    size_t n = 0;
    while (r->at < r->raw.n && is_letter(r->raw.p[r->at]) && n < LONGEST_WORD) word[n++] = r->raw.p[r->at++];
    word[n] = '\0';
    bool minus = r->at < r->raw.n && r->raw.p[r->at] == '-';
    size_t digits = r->at + minus;
    long number = 0;
    while (digits < r->raw.n && r->raw.p[digits] >= '0' && r->raw.p[digits] <= '9' && number < 100000000)
        number = number * 10 + (r->raw.p[digits++] - '0');
    bool has_number = digits > r->at + minus;
    if (has_number) r->at = digits;
    if (r->at < r->raw.n && r->raw.p[r->at] == ' ') r->at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].word, word)) act(r, i, has_number, minus ? -number : number, from);
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool first_in_group(const reader *r, size_t at)
{
    while (at && (r->raw.p[at - 1] == '\r' || r->raw.p[at - 1] == '\n')) at--;
    return at && r->raw.p[at - 1] == '{';
}

/* A backslash and what follows it. */
static void control(reader *r)
{
    size_t from = r->at++;
    if (r->at >= r->raw.n) return;
    char c = r->raw.p[r->at];
    if (is_letter(c)) {
        control_word(r, from);
        return;
    }
    r->at++;
    if (c == '\'' && r->at + 2 <= r->raw.n && hex(r->raw.p[r->at]) >= 0 && hex(r->raw.p[r->at + 1]) >= 0) {
        int b = hex(r->raw.p[r->at]) * 16 + hex(r->raw.p[r->at + 1]);
        r->at += 2;
        take_byte(r, (unsigned char)b, from, r->at);
    } else if (c == '*' && first_in_group(r, from)) {
        now(r)->hidden = true; /* what a program that does not know the next word shall leave out */
    } else if (c == '\\' || c == '{' || c == '}') {
        take_byte(r, (unsigned char)c, from, r->at);
    } else if (c == '~') {
        flush(r);
        put(r, from, r->at, HS_STR(" "));
    } else if (c == '_') {
        flush(r);
        put(r, from, r->at, HS_STR("-"));
    } else if (c == '\n' || c == '\r') {
        end_block(r);
    }
}

static void group(reader *r, bool opens)
{
    flush(r);
    r->to_skip = 0;
    r->at++;
    if (opens && r->depth + 1 < DEEPEST) {
        r->group[r->depth + 1] = r->group[r->depth];
        r->depth++;
        now(r)->note = false;
    } else if (opens) {
        r->too_deep++;
    } else if (r->too_deep) {
        r->too_deep--;
    } else if (r->depth) {
        if (now(r)->note) end_block(r);
        r->depth--;
    }
}

static void walk(reader *r)
{
    while (r->at < r->raw.n) {
        char c = r->raw.p[r->at];
        if (c == '\\') {
            control(r);
        } else if (c == '{' || c == '}') {
            group(r, c == '{');
        } else {
            r->at++;
            if (c != '\r' && c != '\n' && c != '\0') take_byte(r, (unsigned char)c, r->at - 1, r->at);
        }
    }
    flush(r);
    hs_write_end(&r->out);
}

int hs_rtf_sniff(hs_str raw)
{
    return hs_str_starts(hs_str_trim((hs_str){raw.p, raw.n < 64 ? raw.n : 64}), HS_STR("{\\rtf")) ? 95 : 0;
}

bool hs_rtf_read(hs_str raw, hs_doc *d, hs_err *err)
{
    if (raw.n >= UINT32_MAX) return hs_fail(err, HS_ERR_LIMIT, NULL, HS_NOWHERE, "this RTF is larger than is read");
    hs_decoded positions = {.text = raw};
    *HS_PUSH(positions.map) = (hs_run){0, (uint32_t)raw.n, 0, raw.n};
    reader *r = hs_calloc(1, sizeof *r);
    r->raw = raw;
    r->doc = d;
    r->out = (hs_writer){.doc = d, .from = &positions};
    r->codepage = 1252;
    r->group[0] = (state){.codepage = 1252, .skip_after = 1};
    walk(r);
    if (r->title.n) d->title = hs_compose_string(d, (hs_str){r->title.p, r->title.n});
    if (r->author.n && memchr(r->author.p, ' ', r->author.n))
        d->author = hs_compose_string(d, (hs_str){r->author.p, r->author.n});
    if (r->depth) hs_doc_partly(d, "the end of the file", "it is cut short");
    if (r->converter) ucnv_close(r->converter);
    hs_buf_free(&r->title);
    hs_buf_free(&r->author);
    free(r);
    HS_VEC_FREE(positions.map);
    return d->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there is no text in this RTF");
}
