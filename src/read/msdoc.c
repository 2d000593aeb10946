#include "read/msdoc.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/cfb.h"
#include "read/little.h"
#include "read/office.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_STREAM = 256 << 20,
    MOST_CHARACTERS = 64 << 20,
    FLAGS = 10,
    ENCRYPTED = 0x100,
    COMPLEX = 4,
    FIRST_TABLE = 0x200, /* the table stream is "1Table" */
    WORD_97 = 193,
    COUNTS = 76, /* of characters: text, footnotes, headers, (macros), comments, endnotes, boxes */
    CLX = 418,
    PARTS = 7
};

typedef struct {
    hs_composer out;
    hs_str words; /* the stream "WordDocument" */
    uint32_t counts[PARTS];
    uint32_t part, left; /* the part of the text in hand, characters left in it */
    uint32_t paragraphs;
    uint32_t fields;       /* how deep in fields */
    uint64_t instructions; /* a bit for each of them while its instruction is read, which is not shown */
    bool open;
    uint64_t taken;
} reader;

/* The upper half of windows-1252 where it is not Latin-1. */
static uint32_t from_1252(unsigned char b)
{
    static const uint16_t upper[] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                     0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    return b >= 0x80 && b < 0xA0 ? upper[b - 0x80] : b;
}

static void open_block(reader *r)
{
    static const char *const names[] = {"", "footnotes", "", "", "comments", "endnotes", "text boxes"};
    hs_doc *d = r->out.doc;
    hs_locator at = r->part ? hs_office_place(d, HS_AT_PART, 0, "%s", names[r->part])
                            : hs_office_place(d, HS_AT_PART, 0, "para. %u", ++r->paragraphs);
    hs_compose_at(&r->out, at);
    hs_compose_block(&r->out, HS_BLOCK_PARAGRAPH);
    r->open = true;
}

/* A cell's end makes its block one. */
static void close_block(reader *r, bool cell)
{
    hs_doc *d = r->out.doc;
    if (r->open && cell && d->blocks.n) d->blocks.v[d->blocks.n - 1].kind = HS_BLOCK_CELL;
    r->open = false;
}

static void put(reader *r, uint32_t c)
{
    hs_buf one = {0};
    if (!r->open) open_block(r);
    hs_utf8_put(&one, c);
    hs_compose_text(&r->out, (hs_str){one.p, one.n});
    hs_buf_free(&one);
}

/* A field begins with its instruction; what it shows stands behind a separator, where there is one. */
static void field(reader *r, uint32_t c)
{
    if (c == 0x13) r->fields++;
    uint64_t bit = r->fields ? (uint64_t)1 << (r->fields % 64) : 0;
    r->instructions = c == 0x13 ? r->instructions | bit : r->instructions & ~bit;
    if (c == 0x15 && r->fields) r->fields--;
}

static void take(reader *r, uint32_t c)
{
    while (!r->left && r->part < PARTS - 1) {
        r->left = r->counts[++r->part];
        close_block(r, false);
        r->fields = 0;
        r->instructions = 0;
    }
    if (r->left) r->left--;
    r->taken++;
    if (r->part == 2 || r->part == 3) return; /* headers and footers; macros */
    if (c >= 0x13 && c <= 0x15) {
        field(r, c);
        return;
    }
    if (r->instructions) return;
    if (c == 0x0D || c == 0x0C || c == 0x07) {
        close_block(r, c == 0x07);
    } else if (c == 0x1E) {
        put(r, '-');
    } else if (c >= 0x20 || c == '\t' || c == 0x0B) {
        put(r, c);
    }
}

/* One piece: n characters at byte `at`, of one byte or two. */
static bool take_piece(reader *r, uint64_t at, uint32_t n, bool narrow)
{
    if (at > r->words.n || (r->words.n - at) / (narrow ? 1 : 2) < n || r->taken + n > MOST_CHARACTERS) return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = narrow ? from_1252((unsigned char)r->words.p[at + i]) : hs_u16_at(r->words, at + 2 * (uint64_t)i);
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < n && !narrow) {
            uint32_t low = hs_u16_at(r->words, at + 2 * (uint64_t)i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                take(r, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
                if (r->left) r->left--;
                i++;
                continue;
            }
        }
        take(r, c);
    }
    return true;
}

static bool take_pieces(reader *r, hs_str clx)
{
    size_t at = 0;
    while (at + 3 <= clx.n && clx.p[at] == 1) at += 3 + (size_t)hs_u16_at(clx, at + 1);
    if (at + 5 > clx.n || clx.p[at] != 2) return false;
    uint32_t size = hs_u32_at(clx, at + 1);
    hs_str table = {clx.p + at + 5, clx.n - at - 5};
    if (size > table.n || size < 16) return false;
    uint32_t n = (size - 4) / 12;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = hs_u32_at(table, (uint64_t)i * 4), to = hs_u32_at(table, (uint64_t)i * 4 + 4);
        uint32_t place = hs_u32_at(table, ((uint64_t)n + 1) * 4 + (uint64_t)i * 8 + 2);
        bool narrow = (place & 0x40000000) != 0;
        uint64_t where = place & 0x3FFFFFFF;
        if (to < from || !take_piece(r, narrow ? where / 2 : where, to - from, narrow)) return false;
    }
    return true;
}

static bool read_words(const hs_cfb *c, reader *r, hs_err *err)
{
    hs_buf table = {0};
    uint32_t flags = hs_u16_at(r->words, FLAGS);
    bool whole = false;
    if (hs_u16_at(r->words, 0) != 0xA5EC && hs_u16_at(r->words, 0) != 0xA5DC)
        return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this DOC is damaged: it does not begin as one");
    if (flags & ENCRYPTED)
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "encrypted: add a copy without a password");
    if (hs_u16_at(r->words, 2) < WORD_97) {
        uint32_t from = hs_u32_at(r->words, 24), to = hs_u32_at(r->words, 28);
        r->left = UINT32_MAX;
        if (!(flags & COMPLEX) && to > from) whole = take_piece(r, from, to - from, true);
    } else {
        for (uint32_t i = 0; i < PARTS; i++) r->counts[i] = hs_u32_at(r->words, COUNTS + i * 4);
        r->left = r->counts[0];
        hs_cfb_read(c, hs_cfb_find(c, flags & FIRST_TABLE ? "1Table" : "0Table"), MOST_STREAM, &table);
        uint32_t at = hs_u32_at(r->words, CLX), n = hs_u32_at(r->words, CLX + 4);
        if (at <= table.n && n <= table.n - at) whole = take_pieces(r, (hs_str){hs_buf_c(&table) + at, n});
    }
    hs_compose_end(&r->out);
    if (!whole)
        hs_doc_partly(r->out.doc, "some of the text", "the table of its pieces is damaged or of another version");
    hs_buf_free(&table);
    return r->out.doc->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                                         whole ? "there is no text in this DOC" : "this DOC is damaged");
}

static bool refuse(const hs_cfb *c, hs_err *err)
{
    return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "%s",
                   hs_cfb_find(c, "EncryptedPackage") != UINT32_MAX
                       ? "encrypted: add a copy without a password"
                       : "a Microsoft compound file that holds no text that is known here");
}

int hs_msdoc_sniff(hs_str raw)
{
    return hs_cfb_is(raw) ? 60 : 0;
}

bool hs_msdoc_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_cfb c;
    if (!hs_cfb_open(raw, &c)) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this compound file is damaged");
    uint32_t stream = hs_cfb_find(&c, "WordDocument");
    hs_buf words = {0};
    bool ok = stream != UINT32_MAX || refuse(&c, err);
    if (ok) {
        bool whole = hs_cfb_read(&c, stream, MOST_STREAM, &words);
        reader r = {.out = {.doc = d}, .words = {hs_buf_c(&words), words.n}};
        ok = read_words(&c, &r, err);
        if (ok && !whole) hs_doc_partly(d, "some of the text", "the file is cut short or damaged");
    }
    hs_buf_free(&words);
    hs_cfb_close(&c);
    return ok;
}
