#include "read/msppt.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/cfb.h"
#include "read/little.h"
#include "read/office.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STREAM = 256 << 20, MOST_EDITS = 1000, MOST_PLACES = 1 << 20, DEEPEST = 20 };

/* Types of records. */
enum {
    DOCUMENT = 1000,
    SLIDE = 1006,
    NOTES = 1008,
    NOTES_ATOM = 1009,
    SLIDE_PERSIST = 1011,
    TEXT_HEADER = 3999,
    TEXT_WIDE = 4000,
    TEXT_NARROW = 4008,
    NAME = 4026,
    SLIDE_LIST = 4080,
    USER_EDIT = 4085,
    BINARY_TAG = 5003, /* comments are in one */
    PLACES = 6002,
    COMMENT = 12000
};

typedef struct {
    uint32_t instance, type;
    bool container;
    hs_str body;
    size_t next;
} record;

typedef struct {
    uint32_t place, id; /* where its container stands; by what notes name it */
} slide;

typedef struct {
    hs_composer out;
    hs_str s;                /* the stream */
    HS_VEC(uint32_t) places; /* of what was saved, by number; UINT32_MAX where there is none */
    HS_VEC(slide) slides;
    uint32_t number;    /* of the slide in hand, from 1 */
    const char *beside; /* ", notes" or ", comment" */
    bool title, damaged;
    size_t left; /* bytes of records that are still looked at: records may be named twice */
} reader;

static bool record_at(hs_str s, size_t at, record *r)
{
    if (at > s.n || s.n - at < 8) return false;
    size_t n = hs_u32_at(s, at + 4);
    if (n > s.n - at - 8) return false;
    uint32_t head = hs_u16_at(s, at);
    *r = (record){head >> 4, hs_u16_at(s, at + 2), (head & 15) == 15, {s.p + at + 8, n}, at + 8 + n};
    return true;
}

/* ---- words ---- */

static void put_paragraph(reader *r, hs_str words)
{
    words = hs_str_trim(words);
    if (!words.n || hs_str_eq(words, HS_STR("*"))) return; /* where a slide shows its number */
    hs_compose_block(&r->out, r->title ? HS_BLOCK_HEADING : HS_BLOCK_PARAGRAPH);
    hs_compose_at(&r->out, r->number
                               ? hs_office_place(r->out.doc, HS_AT_SLIDE, r->number, "slide %u%s", r->number, r->beside)
                               : hs_office_place(r->out.doc, HS_AT_PART, 0, "notes"));
    hs_compose_text(&r->out, words);
}

/* A text, whose paragraphs end with carriage returns. */
static void put_text(reader *r, hs_str body, bool wide)
{
    hs_buf words = {0};
    uint32_t high = 0;
    for (size_t i = 0, step = wide ? 2 : 1; i + step <= body.n; i += step) {
        uint32_t c = wide ? hs_u16_at(body, i) : hs_u8_at(body, i);
        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
        } else if (c == '\r') {
            put_paragraph(r, (hs_str){hs_buf_c(&words), words.n});
            hs_buf_clear(&words);
        } else {
            hs_utf8_put(&words,
                        high && c >= 0xDC00 && c < 0xE000 ? 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00) : c);
            high = 0;
        }
    }
    put_paragraph(r, (hs_str){hs_buf_c(&words), words.n});
    hs_buf_free(&words);
}

static void take_text(reader *r, const record *x)
{
    if (x->type == TEXT_HEADER) r->title = hs_u32_at(x->body, 0) == 0 || hs_u32_at(x->body, 0) == 6;
    if (x->type == TEXT_WIDE || x->type == TEXT_NARROW) put_text(r, x->body, x->type == TEXT_WIDE);
}

/* Who wrote it and what. */
static void take_comment(reader *r, hs_str s)
{
    record x;
    const char *before = r->beside;
    r->beside = ", comment";
    r->title = false;
    for (size_t at = 0; at < s.n && record_at(s, at, &x); at = x.next)
        if (x.type == NAME && x.instance < 2) put_text(r, x.body, true);
    r->beside = before;
}

/* All texts inside of a container. */
static void take_inside(reader *r, hs_str s, uint32_t depth)
{
    record x;
    for (size_t at = 0; at < s.n; at = x.next) {
        if (!record_at(s, at, &x) || depth > DEEPEST || r->left < 8) {
            r->damaged = true;
            return;
        }
        r->left -= 8;
        if (x.type == BINARY_TAG) {
            record tag;
            for (size_t i = 0; i < x.body.n && record_at(x.body, i, &tag); i = tag.next)
                if (tag.type == COMMENT) take_comment(r, tag.body);
        } else if (x.container) {
            take_inside(r, x.body, depth + 1);
        } else {
            take_text(r, &x);
        }
    }
}

/* ---- where things are ---- */

static bool take_places(reader *r, hs_str s)
{
    for (size_t at = 0; at + 4 <= s.n;) {
        uint32_t first = hs_u32_at(s, at) & 0xFFFFF, n = hs_u32_at(s, at) >> 20;
        at += 4;
        if (n > (s.n - at) / 4 || first + n > MOST_PLACES) return false;
        while (r->places.n < first + n) *HS_PUSH(r->places) = UINT32_MAX;
        for (uint32_t i = first; i < first + n; i++, at += 4)
            if (r->places.v[i] == UINT32_MAX) r->places.v[i] = hs_u32_at(s, at); /* later edits were read before */
    }
    return true;
}

/* Follows the edits from the last one back; the number of the document, or UINT32_MAX. */
static uint32_t read_edits(reader *r, uint32_t at, bool *encrypted)
{
    uint32_t document = UINT32_MAX;
    record x, places;
    for (uint32_t i = 0; i < MOST_EDITS; i++) {
        if (!record_at(r->s, at, &x) || x.type != USER_EDIT) return UINT32_MAX;
        if (x.body.n >= 32 && hs_u32_at(x.body, 28)) *encrypted = true;
        if (!record_at(r->s, hs_u32_at(x.body, 12), &places) || places.type != PLACES || !take_places(r, places.body))
            return UINT32_MAX;
        if (!i) document = hs_u32_at(x.body, 16);
        uint32_t before = hs_u32_at(x.body, 8);
        if (!before || before >= at) break;
        at = before;
    }
    return document;
}

static bool saved(const reader *r, uint32_t number, uint32_t type, record *out)
{
    return number < r->places.n && r->places.v[number] != UINT32_MAX && record_at(r->s, r->places.v[number], out) &&
           out->type == type;
}

/* ---- the whole ---- */

/* A slide's own drawing; the words of its outline stand in the list. */
static void end_slide(reader *r)
{
    record x;
    if (!r->slides.n) return;
    if (saved(r, r->slides.v[r->slides.n - 1].place, SLIDE, &x)) {
        take_inside(r, x.body, 0);
    } else {
        r->damaged = true;
    }
}

static void read_slides(reader *r, hs_str list)
{
    record x;
    for (size_t at = 0; at < list.n && record_at(list, at, &x); at = x.next) {
        if (x.type == SLIDE_PERSIST) {
            end_slide(r);
            *HS_PUSH(r->slides) = (slide){hs_u32_at(x.body, 0), hs_u32_at(x.body, 12)};
            r->number++;
        } else {
            take_text(r, &x);
        }
    }
    end_slide(r);
}

static void read_notes(reader *r, hs_str list)
{
    record x, notes, atom;
    r->beside = ", notes";
    for (size_t at = 0; at < list.n && record_at(list, at, &x); at = x.next) {
        if (x.type != SLIDE_PERSIST || !saved(r, hs_u32_at(x.body, 0), NOTES, &notes)) continue;
        uint32_t id = record_at(notes.body, 0, &atom) && atom.type == NOTES_ATOM ? hs_u32_at(atom.body, 0) : 0;
        r->number = 0;
        for (uint32_t i = 0; i < r->slides.n && i < MOST_EDITS && !r->number; i++)
            if (r->slides.v[i].id == id) r->number = i + 1;
        take_inside(r, notes.body, 0);
    }
}

/* Where no edit can be followed: the slides as they stand in the file. */
static void read_as_they_stand(reader *r)
{
    record x;
    for (size_t at = 0; at < r->s.n && record_at(r->s, at, &x); at = x.next) {
        if (x.type != SLIDE) continue;
        r->number++;
        take_inside(r, x.body, 0);
    }
    r->damaged = true;
}

static bool read_show(reader *r, uint32_t last_edit, hs_err *err)
{
    bool encrypted = false;
    record show, x;
    uint32_t document = read_edits(r, last_edit, &encrypted);
    if (encrypted)
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "encrypted: add a copy without a password");
    if (!saved(r, document, DOCUMENT, &show)) {
        read_as_they_stand(r);
    } else {
        for (int notes = 0; notes < 2; notes++)
            for (size_t at = 0; at < show.body.n && record_at(show.body, at, &x); at = x.next) {
                if (x.type == SLIDE_LIST && x.instance == 0 && !notes) read_slides(r, x.body);
                if (x.type == SLIDE_LIST && x.instance == 2 && notes) read_notes(r, x.body);
            }
    }
    hs_compose_end(&r->out);
    if (r->damaged) hs_doc_partly(r->out.doc, "some of the slides", "the file is damaged or cut short");
    return r->out.doc->text.n || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE,
                                         r->damaged ? "this PPT is damaged" : "there is no text in this PPT");
}

int hs_msppt_sniff(hs_str raw)
{
    hs_cfb c;
    if (!hs_cfb_is(raw) || !hs_cfb_open(raw, &c)) return 0;
    bool show = hs_cfb_has(&c, "PowerPoint Document");
    hs_cfb_close(&c);
    return show ? 80 : 0;
}

bool hs_msppt_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_cfb c;
    if (!hs_cfb_open(raw, &c)) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this compound file is damaged");
    hs_buf stream = {0}, user = {0};
    bool whole = hs_cfb_read(&c, hs_cfb_find(&c, "PowerPoint Document"), MOST_STREAM, &stream);
    hs_cfb_read(&c, hs_cfb_find(&c, "Current User"), 4096, &user);
    reader r = {
        .out = {.doc = d}, .beside = "", .s = {hs_buf_c(&stream), stream.n}, .damaged = !whole, .left = 4 * stream.n};
    bool ok = read_show(&r, hs_u32_at((hs_str){hs_buf_c(&user), user.n}, 16), err);
    HS_VEC_FREE(r.places);
    HS_VEC_FREE(r.slides);
    hs_buf_free(&stream);
    hs_buf_free(&user);
    hs_cfb_close(&c);
    return ok;
}
