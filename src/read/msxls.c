#include "read/msxls.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/cells.h"
#include "read/cfb.h"
#include "read/decode.h"
#include "read/little.h"
#include "read/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STREAM = 256 << 20, MOST_SHEETS = 2000, MOST_CELLS = 3000000, MOST_FORMATS = 1000, BIFF8 = 0x600 };

/* Types of records. */
enum {
    FORMULA = 0x06,
    END = 0x0A,
    DATEMODE = 0x22,
    FILEPASS = 0x2F,
    CONTINUE = 0x3C,
    CODEPAGE = 0x42,
    BOUNDSHEET = 0x85,
    MULRK = 0xBD,
    RSTRING = 0xD6,
    XF = 0xE0,
    SST = 0xFC,
    LABELSST = 0xFD,
    TXO = 0x1B6,
    NUMBER = 0x203,
    LABEL = 0x204,
    BOOLERR = 0x205,
    STRING = 0x207,
    RK = 0x27E,
    FORMAT = 0x41E,
    BOF = 0x809
};

typedef struct {
    uint32_t type;
    hs_str body;
    size_t next; /* where the record after it begins */
} record;

typedef struct {
    hs_buf name;
    uint32_t at;
    bool hidden;
} sheet;

typedef struct {
    hs_composer out;
    hs_str s;    /* the stream */
    bool narrow; /* of Excel 5 and 95: strings are bytes in a code page */
    char charset[24];
    bool from_1904, encrypted, damaged, full;
    HS_VEC(sheet) sheets;
    hs_buf text; /* shared strings, each with its end */
    HS_VEC(uint32_t) ends;
    HS_VEC(uint32_t) own_id; /* numbers of the workbook's own formats … */
    HS_VEC(uint8_t) own;     /* … and what each is */
    HS_VEC(uint8_t) style;   /* format of each cell style */
    const sheet *in;
    uint32_t row, column, cells; /* the cell in hand, from 1; row 0: none yet in this sheet */
    bool awaits;                 /* its formula's string */
    size_t left;                 /* bytes of records that are still looked at: sheets may claim the same ones */
} reader;

static double double_at(hs_str s, uint64_t at)
{
    uint64_t bits = hs_u32_at(s, at) | (uint64_t)hs_u32_at(s, at + 4) << 32;
    double n;
    memcpy(&n, &bits, sizeof n);
    return n;
}

static bool record_at(hs_str s, size_t at, record *r)
{
    if (at > s.n || s.n - at < 4) return false;
    size_t n = hs_u16_at(s, at + 2);
    if (n > s.n - at - 4) return false;
    *r = (record){hs_u16_at(s, at), {s.p + at + 4, n}, at + 4 + n};
    return true;
}

/* ---- strings, which may go on in the records behind ---- */

typedef struct {
    hs_str s, part;
    size_t at, next;
} cursor;

static bool more(cursor *c)
{
    record r;
    if (!record_at(c->s, c->next, &r) || r.type != CONTINUE) return false;
    c->part = r.body;
    c->at = 0;
    c->next = r.next;
    return true;
}

static bool take_number(cursor *c, int bytes, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < bytes; i++) {
        while (c->at >= c->part.n)
            if (!more(c)) return false;
        *out |= (uint32_t)(unsigned char)c->part.p[c->at++] << 8 * i;
    }
    return true;
}

static bool skip(cursor *c, uint64_t n)
{
    while (n > c->part.n - c->at) {
        n -= c->part.n - c->at;
        if (!more(c)) return false;
    }
    c->at += (size_t)n;
    return true;
}

/* n characters of one byte or two; where they go on in another record, its first byte says which anew. */
static bool take_characters(cursor *c, uint32_t n, bool wide, hs_buf *out)
{
    uint32_t high = 0;
    for (uint32_t i = 0; i < n; i++) {
        while (c->at >= c->part.n) {
            if (!more(c)) return false;
            wide = hs_u8_at(c->part, 0) & 1;
            c->at = 1;
        }
        uint32_t unit = wide ? hs_u16_at(c->part, c->at) : hs_u8_at(c->part, c->at);
        c->at += wide ? 2 : 1;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
            continue;
        }
        bool pair = high && unit >= 0xDC00 && unit < 0xE000;
        hs_utf8_put(out, pair ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit);
        high = 0;
    }
    if (c->at > c->part.n) c->at = c->part.n;
    return true;
}

/* A string of n characters behind its length. */
static bool take_string(cursor *c, uint32_t n, hs_buf *out)
{
    uint32_t flags, runs = 0, phonetic = 0;
    if (!take_number(c, 1, &flags)) return n == 0;
    if (flags & 8 && !take_number(c, 2, &runs)) return false;
    if (flags & 4 && !take_number(c, 4, &phonetic)) return false;
    return take_characters(c, n, flags & 1, out) && skip(c, (uint64_t)runs * 4 + phonetic);
}

static void take_bytes(const reader *b, hs_str bytes, hs_buf *out)
{
    hs_decoded text = {0};
    if (!hs_decode(bytes, hs_str_of(b->charset), &text, NULL)) return;
    hs_buf_add(out, text.text.p, text.text.n);
    hs_decoded_free(&text);
}

/* The string of a record, whose length stands at `at` in one byte or two. */
static void string_at(reader *b, const record *r, size_t at, int length, hs_buf *out)
{
    cursor c = {b->s, r->body, at, r->next};
    uint32_t n;
    if (at > r->body.n || !take_number(&c, length, &n)) return;
    if (!b->narrow) {
        if (!take_string(&c, n, out)) b->damaged = true;
    } else if (n <= c.part.n - c.at) {
        take_bytes(b, (hs_str){c.part.p + c.at, n}, out);
    }
}

/* ---- the workbook ---- */

static void take_shared(reader *b, const record *r)
{
    cursor c = {b->s, r->body, r->body.n < 8 ? r->body.n : 8, r->next};
    uint32_t n, all = hs_u32_at(r->body, 4);
    for (uint32_t i = 0; i < all; i++) {
        bool whole = take_number(&c, 2, &n) && take_string(&c, n, &b->text);
        *HS_PUSH(b->ends) = (uint32_t)b->text.n;
        if (whole) continue;
        b->damaged = true;
        return;
    }
}

static void take_sheet(reader *b, const record *r)
{
    if (b->sheets.n >= MOST_SHEETS || hs_u8_at(r->body, 5) != 0) return; /* charts and programs have no cells */
    sheet *s = HS_PUSH(b->sheets);
    s->at = hs_u32_at(r->body, 0);
    s->hidden = hs_u8_at(r->body, 4) & 3;
    string_at(b, r, 6, 1, &s->name);
}

static void take_format(reader *b, const record *r)
{
    hs_buf code = {0};
    string_at(b, r, 2, b->narrow ? 1 : 2, &code);
    if (b->own.n < MOST_FORMATS) {
        *HS_PUSH(b->own_id) = hs_u16_at(r->body, 0);
        *HS_PUSH(b->own) = (uint8_t)hs_cell_format_of((hs_str){hs_buf_c(&code), code.n});
    }
    hs_buf_free(&code);
}

static void take_style(reader *b, const record *r)
{
    uint32_t id = hs_u16_at(r->body, 2);
    hs_cell_format f = hs_cell_format_built_in(id);
    for (uint32_t i = 0; i < b->own.n; i++)
        if (b->own_id.v[i] == id) f = (hs_cell_format)b->own.v[i];
    *HS_PUSH(b->style) = (uint8_t)f;
}

static void take_global(reader *b, const record *r)
{
    if (r->type == BOF) b->narrow = hs_u16_at(r->body, 0) < BIFF8;
    if (r->type == CODEPAGE) snprintf(b->charset, sizeof b->charset, "windows-%u", hs_u16_at(r->body, 0));
    if (r->type == DATEMODE) b->from_1904 = hs_u16_at(r->body, 0) == 1;
    if (r->type == FILEPASS) b->encrypted = true;
    if (r->type == FORMAT) take_format(b, r);
    if (r->type == XF) take_style(b, r);
    if (r->type == BOUNDSHEET) take_sheet(b, r);
    if (r->type == SST) take_shared(b, r);
}

/* ---- a sheet ---- */

/* Opens the cell of this row and column, counted from 0, which has a word. */
static bool open_cell(reader *b, uint32_t row, uint32_t column)
{
    hs_buf ref = {0};
    if (++b->cells > MOST_CELLS) {
        b->full = true;
        return false;
    }
    bool goes_on = b->row == row + 1;
    if (!goes_on) hs_compose_block(&b->out, HS_BLOCK_CELL);
    b->row = row + 1;
    hs_compose_gap(&b->out);
    if (goes_on) {
        hs_compose_at(&b->out, (hs_locator){0});
        hs_compose_text(&b->out, HS_STR("| "));
    }
    hs_cell_name(row + 1, column + 1, &ref);
    hs_compose_at(&b->out, hs_office_place(b->out.doc, HS_AT_CELL, 0, "%s%s!%s", hs_buf_c((hs_buf *)&b->in->name),
                                           b->in->hidden ? " (hidden)" : "", hs_buf_c(&ref)));
    hs_buf_free(&ref);
    return true;
}

static void put_text(reader *b, uint32_t row, uint32_t column, hs_str text)
{
    text = hs_str_trim(text);
    if (text.n && open_cell(b, row, column)) hs_compose_text(&b->out, text);
}

static void put_number(reader *b, uint32_t row, uint32_t column, uint32_t style, double n)
{
    hs_buf text = {0};
    hs_cell_format f = style < b->style.n ? (hs_cell_format)b->style.v[style] : HS_CELL_PLAIN;
    hs_cell_number(n, f, b->from_1904, &text);
    put_text(b, row, column, (hs_str){text.p, text.n});
    hs_buf_free(&text);
}

/* A number packed into 30 bits: an integer, or the upper half of a double; perhaps in hundredths. */
static double unpacked(uint32_t rk)
{
    uint64_t bits = (uint64_t)(rk & ~3U) << 32;
    double n;
    memcpy(&n, &bits, sizeof n);
    if (rk & 2) n = (double)((int32_t)(rk & ~3U) / 4);
    return rk & 1 ? n / 100 : n;
}

static void put_truth(reader *b, uint32_t row, uint32_t column, uint32_t value, bool error)
{
    static const struct {
        uint32_t code;
        const char *shown;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
    const char *shown = value ? "TRUE" : "FALSE";
    for (size_t i = 0; error && i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == value) shown = errors[i].shown;
    put_text(b, row, column, hs_str_of(shown));
}

static void put_formula(reader *b, uint32_t row, uint32_t column, hs_str s)
{
    if (hs_u16_at(s, 12) != 0xFFFF) {
        put_number(b, row, column, hs_u16_at(s, 4), double_at(s, 6));
    } else if (hs_u8_at(s, 6) == 0) {
        b->awaits = true;
        b->column = column;
    } else if (hs_u8_at(s, 6) < 3) {
        put_truth(b, row, column, hs_u8_at(s, 8), hs_u8_at(s, 6) == 2);
    }
}

/* Notes and text boxes. */
static void put_box(reader *b, const record *r)
{
    hs_buf text = {0};
    cursor c = {b->s, {"", 0}, 0, r->next};
    if (b->narrow || !hs_u16_at(r->body, 10)) return;
    take_characters(&c, hs_u16_at(r->body, 10), false, &text);
    hs_compose_block(&b->out, HS_BLOCK_PARAGRAPH);
    hs_compose_at(&b->out, hs_office_place(b->out.doc, HS_AT_PART, 0, "%s, note", hs_buf_c((hs_buf *)&b->in->name)));
    hs_compose_text(&b->out, (hs_str){text.p, text.n});
    hs_buf_free(&text);
    b->row = 0;
}

static void take_cell(reader *b, const record *r, uint32_t *formula_row)
{
    hs_str s = r->body;
    hs_buf text = {0};
    uint32_t row = hs_u16_at(s, 0), column = hs_u16_at(s, 2), style = hs_u16_at(s, 4);
    if (r->type == NUMBER) put_number(b, row, column, style, double_at(s, 6));
    if (r->type == RK) put_number(b, row, column, style, unpacked(hs_u32_at(s, 6)));
    for (size_t at = 4; r->type == MULRK && at + 8 <= s.n; at += 6, column++)
        put_number(b, row, column, hs_u16_at(s, at), unpacked(hs_u32_at(s, at + 2)));
    if (r->type == BOOLERR) put_truth(b, row, column, hs_u8_at(s, 6), hs_u8_at(s, 7) != 0);
    if (r->type == LABELSST && hs_u32_at(s, 6) < b->ends.n) {
        uint32_t i = hs_u32_at(s, 6), from = i ? b->ends.v[i - 1] : 0;
        put_text(b, row, column, (hs_str){hs_buf_c(&b->text) + from, b->ends.v[i] - from});
    }
    if (r->type == LABEL || r->type == RSTRING) string_at(b, r, 6, 2, &text);
    if (r->type == STRING && b->awaits) {
        string_at(b, r, 0, 2, &text);
        row = *formula_row;
        column = b->column;
    }
    if (text.n) put_text(b, row, column, (hs_str){text.p, text.n});
    if (r->type == FORMULA) {
        *formula_row = row;
        put_formula(b, row, column, s);
    } else if (r->type == STRING) {
        b->awaits = false;
    }
    if (r->type == TXO) put_box(b, r);
    hs_buf_free(&text);
}

/* The records from there to the end of what begins there; charts inside it aside. */
static void walk(reader *b, size_t at, bool globals)
{
    record r;
    uint32_t depth = 0, formula_row = 0;
    do {
        if (!record_at(b->s, at, &r) || b->left < r.next - at || (!depth && r.type != BOF)) {
            b->damaged = true;
            return;
        }
        b->left -= r.next - at;
        at = r.next;
        depth += r.type == BOF;
        depth -= r.type == END;
        if (depth == 1 && globals) take_global(b, &r);
        if (depth == 1 && !globals) take_cell(b, &r, &formula_row);
    } while (depth && !b->full && !b->encrypted);
}

/* ---- the whole ---- */

static uint32_t stream_of(const hs_cfb *c)
{
    uint32_t stream = hs_cfb_find(c, "Workbook");
    return stream != UINT32_MAX ? stream : hs_cfb_find(c, "Book");
}

int hs_msxls_sniff(hs_str raw)
{
    hs_cfb c;
    if (!hs_cfb_is(raw) || !hs_cfb_open(raw, &c)) return 0;
    bool workbook = hs_cfb_has(&c, "Workbook") || hs_cfb_has(&c, "Book");
    hs_cfb_close(&c);
    return workbook ? 80 : 0;
}

static bool read_book(reader *b, hs_err *err)
{
    walk(b, 0, true);
    if (b->encrypted)
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "encrypted: add a copy without a password");
    for (uint32_t i = 0; i < b->sheets.n && !b->full; i++) {
        b->in = &b->sheets.v[i];
        b->row = 0;
        b->awaits = false;
        walk(b, b->in->at, false);
        hs_compose_end(&b->out);
    }
    if (b->full) hs_doc_partly(b->out.doc, "the last cells", "it has more cells than are read");
    if (b->damaged) hs_doc_partly(b->out.doc, "some of the cells", "the workbook is damaged or cut short");
    return b->out.doc->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                                         b->damaged ? "this XLS is damaged" : "there is no text in this XLS");
}

bool hs_msxls_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_cfb c;
    if (!hs_cfb_open(raw, &c)) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this compound file is damaged");
    hs_buf stream = {0};
    bool whole = hs_cfb_read(&c, stream_of(&c), MOST_STREAM, &stream);
    reader b = {.out = {.doc = d}, .s = {hs_buf_c(&stream), stream.n}, .charset = "windows-1252", .damaged = !whole};
    b.left = 2 * stream.n;
    bool ok = read_book(&b, err);
    for (uint32_t i = 0; i < b.sheets.n; i++) hs_buf_free(&b.sheets.v[i].name);
    HS_VEC_FREE(b.sheets);
    HS_VEC_FREE(b.ends);
    HS_VEC_FREE(b.own_id);
    HS_VEC_FREE(b.own);
    HS_VEC_FREE(b.style);
    hs_buf_free(&b.text);
    hs_buf_free(&stream);
    hs_cfb_close(&c);
    return ok;
}
