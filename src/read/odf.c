#include "read/odf.h"

#include "doc/children.h"
#include "read/office.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 3000000 };

typedef enum { TEXT, SHEETS, SLIDES } sort;

/* A note or comment, which is written behind the paragraph that it stands in. */
typedef struct {
    hs_buf text, by;
    bool comment;
} aside;

typedef struct {
    hs_composer out;
    HS_VEC(aside) asides;
    uint32_t aside; /* depth inside one */
    sort kind;
    hs_buf table; /* name of the sheet */
    hs_buf value; /* of a cell without text */
    uint32_t row, column, repeated;
    uint32_t paragraphs, page, slide;
    uint32_t skip;   /* depth inside what is no text: tracked deletions, settings of forms */
    uint32_t inside; /* depth of paragraphs and headings */
    uint32_t items, cells, notes;
    uint32_t creator; /* depth inside a comment's author and date */
    uint32_t written; /* cells so far */
    bool row_open, cell_text, full;
} listener;

static bool is(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static uint32_t number(hs_str s, uint32_t otherwise)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 10000000; i++)
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    return n ? n : otherwise;
}

static void place(listener *l)
{
    hs_doc *d = l->out.doc;
    hs_locator at = {0};
    if (l->kind == SLIDES && l->slide) {
        at = hs_office_place(d, HS_AT_SLIDE, l->slide, l->notes ? "slide %u, notes" : "slide %u", l->slide);
    } else if (l->kind == TEXT && l->page) {
        at = hs_office_place(d, HS_AT_PAGE, l->page, "p. %u", l->page);
    } else if (l->kind == TEXT) {
        at = hs_office_place(d, HS_AT_PART, 0, "para. %u", l->paragraphs);
    }
    hs_compose_at(&l->out, at);
}

static void place_cell(listener *l)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (uint32_t c = l->column; c && at; c = (c - 1) / 26) letters[--at] = (char)('A' + (c - 1) % 26);
    if (!l->row_open) hs_compose_block(&l->out, HS_BLOCK_CELL);
    hs_compose_gap(&l->out);
    if (l->row_open) {
        hs_compose_at(&l->out, (hs_locator){0});
        hs_compose_text(&l->out, HS_STR("| "));
    }
    l->row_open = true;
    hs_compose_at(&l->out,
                  hs_office_place(l->out.doc, HS_AT_CELL, 0, "%s!%s%u", hs_buf_c(&l->table), letters + at, l->row));
}

/* A cell gets its place with its first word; it may have a value and no text. */
static void open_paragraph(listener *l, hs_block_kind kind)
{
    if (l->inside++) { /* a note inside a paragraph */
        hs_compose_gap(&l->out);
        return;
    }
    l->paragraphs++;
    if (l->kind == SHEETS && l->cells) {
        if (!l->cell_text && !l->full) place_cell(l);
        hs_compose_gap(&l->out);
        l->cell_text = true;
        return;
    }
    place(l);
    hs_compose_block(&l->out, l->cells && kind == HS_BLOCK_PARAGRAPH ? HS_BLOCK_CELL : kind);
}

static void open_cell(listener *l, hs_xml_attributes a)
{
    hs_str date = hs_xml_get(a, "date-value"), value = hs_xml_get(a, "value");
    l->cells++;
    l->column++;
    l->repeated = number(hs_xml_get(a, "number-columns-repeated"), 1);
    l->cell_text = false;
    hs_buf_clear(&l->value);
    hs_buf_add(&l->value, date.n ? date.p : value.p, date.n ? date.n : value.n);
    if (++l->written > MOST_CELLS) l->full = true;
}

static void close_cell(listener *l)
{
    if (l->kind == SHEETS && !l->cell_text && l->value.n && !l->full) {
        place_cell(l);
        hs_compose_text(&l->out, (hs_str){l->value.p, l->value.n});
    }
    l->column += l->repeated - 1;
    if (l->cells) l->cells--;
}

static void on_spaces(listener *l, const char *name, hs_xml_attributes a)
{
    if (is(name, "s") || is(name, "tab") || is(name, "line-break")) hs_compose_gap(&l->out);
    if (is(name, "soft-page-break") && l->kind == TEXT) {
        l->page++;
        place(l);
    }
    if (is(name, "table")) {
        hs_str title = hs_xml_get(a, "name");
        hs_buf_clear(&l->table);
        hs_buf_add(&l->table, title.p, title.n < 200 ? title.n : 200);
        l->row = 0;
    }
    if (is(name, "table-row")) {
        l->row++;
        l->column = 0;
        l->repeated = 1;
        l->row_open = false;
    }
}

static void write_asides(listener *l)
{
    for (uint32_t i = 0; i < l->asides.n; i++) {
        aside *x = &l->asides.v[i];
        const char *by = hs_buf_c(&x->by);
        hs_compose_at(&l->out, hs_office_place(l->out.doc, HS_AT_PART, 0, "para. %u, %s%s%s", l->paragraphs,
                                               x->comment ? "comment" : "note", *by ? " by " : "", by));
        hs_compose_block(&l->out, HS_BLOCK_PARAGRAPH);
        hs_compose_text(&l->out, (hs_str){hs_buf_c(&x->text), x->text.n});
        hs_buf_free(&x->text);
        hs_buf_free(&x->by);
    }
    if (l->asides.n) hs_compose_at(&l->out, (hs_locator){0});
    HS_VEC_FREE(l->asides);
}

/* Whether the event belongs to a note or comment. */
static bool in_aside(listener *l, const char *name)
{
    bool opens = is(name, "annotation") || is(name, "note");
    if (!l->aside && !(opens && l->inside && l->kind == TEXT)) return false;
    if (!l->aside++) HS_PUSH(l->asides)->comment = is(name, "annotation");
    if (is(name, "note-citation")) l->skip++;
    if (is(name, "creator")) l->creator++;
    if (is(name, "p")) hs_buf_char(&l->asides.v[l->asides.n - 1].text, ' ');
    return true;
}

static void on_open(void *ctx, const char *name, hs_xml_attributes a)
{
    listener *l = ctx;
    if (l->skip || is(name, "tracked-changes") || is(name, "forms")) {
        l->skip++;
        return;
    }
    if (in_aside(l, name)) return;
    if (is(name, "spreadsheet")) l->kind = SHEETS;
    if (is(name, "presentation") && !l->slide) l->kind = SLIDES;
    if (is(name, "page") && l->kind == SLIDES) {
        l->slide++;
        l->notes = 0;
    }
    if (is(name, "notes") && l->kind == SLIDES) l->notes++;
    if (is(name, "table-cell") || is(name, "covered-table-cell")) open_cell(l, a);
    if (is(name, "list-item")) l->items++;
    if (is(name, "creator") || is(name, "date")) l->creator++;
    if (is(name, "h")) open_paragraph(l, HS_BLOCK_HEADING);
    if (is(name, "p")) open_paragraph(l, l->items && l->kind == TEXT ? HS_BLOCK_ITEM : HS_BLOCK_PARAGRAPH);
    on_spaces(l, name, a);
    if (is(name, "table-row") && number(hs_xml_get(a, "number-rows-repeated"), 1) > 1)
        l->row += number(hs_xml_get(a, "number-rows-repeated"), 1) - 1; /* named by the last of its rows */
}

static void on_close(void *ctx, const char *name)
{
    listener *l = ctx;
    if (l->skip) {
        l->skip--;
        if (l->aside && !l->skip) l->aside--; /* it was counted in both */
        return;
    }
    if (l->aside) {
        l->aside--;
        if (is(name, "creator") && l->creator) l->creator--;
        return;
    }
    if ((is(name, "p") || is(name, "h")) && l->inside) {
        hs_compose_gap(&l->out);
        if (!--l->inside) write_asides(l);
    }
    if (is(name, "table-cell") || is(name, "covered-table-cell")) close_cell(l);
    if (is(name, "list-item") && l->items) l->items--;
    if (is(name, "notes") && l->notes) l->notes--;
    if ((is(name, "creator") || is(name, "date")) && l->creator) l->creator--;
    if (is(name, "table") && l->kind == SHEETS) hs_compose_end(&l->out);
}

static void on_text(void *ctx, hs_str s)
{
    listener *l = ctx;
    if (l->aside && !l->skip && l->asides.v[l->asides.n - 1].text.n < 1 << 20) {
        aside *x = &l->asides.v[l->asides.n - 1];
        hs_buf_add(l->creator ? &x->by : &x->text, s.p, l->creator && s.n > 100 ? 100 : s.n);
    } else if (l->inside && !l->skip && !l->creator && !l->full)
        hs_compose_text(&l->out, s);
}

int hs_odf_sniff(hs_str raw)
{
    hs_str head = {raw.p, raw.n < 256 ? raw.n : 256};
    bool content = hs_package_has(raw, "content.xml"), named = content || hs_package_has(raw, "mimetype");
    bool told =
        hs_str_find(head, HS_STR("application/vnd.oasis.opendocument.")) != SIZE_MAX; /* where it is not packed */
    return (named && told) || (content && hs_package_has(raw, "META-INF/manifest.xml")) ? 95 : 0;
}

/* "application/vnd.oasis.opendocument.text" and its sisters. */
static void store_media(const hs_package *p, hs_doc *d)
{
    hs_str m = hs_str_trim(hs_package_part(p, "mimetype"));
    if (m.n && m.n < 100) d->media = hs_compose_string(d, m);
}

bool hs_odf_read(hs_str raw, hs_doc *d, hs_err *err)
{
    static const hs_xml_events events = {on_open, on_close, on_text};
    hs_package p;
    if (!hs_package_open(raw, &p, err)) return false;
    hs_str content = hs_package_part(&p, "content.xml");
    bool locked = hs_str_find(hs_package_part(&p, "META-INF/manifest.xml"), HS_STR("encryption-data")) != SIZE_MAX;
    if (locked) {
        hs_package_free(&p);
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "encrypted: add a copy without a password");
    }
    listener l = {.out = {.doc = d}};
    l.page = hs_str_find(content, HS_STR("soft-page-break")) != SIZE_MAX;
    bool sound = hs_xml_parse(content, &events, &l);
    write_asides(&l);
    hs_compose_end(&l.out);
    store_media(&p, d);
    for (uint32_t i = 0; i < d->blocks.n && i < 12 && !d->title; i++)
        if (d->blocks.v[i].kind == HS_BLOCK_HEADING) d->title = hs_compose_string(d, hs_doc_text(d, d->blocks.v[i].at));
    hs_office_meta(&p, "meta.xml", d);
    if (l.full) hs_doc_partly(d, "the last cells", "it has more cells than are read");
    hs_buf_free(&l.table);
    hs_buf_free(&l.value);
    return hs_office_end(&p, sound, d, err);
}
