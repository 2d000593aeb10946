#include "read/xlsx.h"

#include "doc/children.h"
#include "read/cells.h"
#include "read/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHEETS = 2000, MOST_CELLS = 3000000, FIRST_OWN_FORMAT = 164 };

typedef struct {
    hs_buf text;
    HS_VEC(uint32_t) ends; /* end of each shared string in text */
    uint32_t skip;         /* depth inside phonetic readings */
    bool in;
} strings;

typedef struct {
    HS_VEC(uint32_t) own_id; /* numbers of the workbook's own formats … */
    HS_VEC(uint8_t) own;     /* … and what each is */
    HS_VEC(uint8_t) cell;    /* format of each cell style */
    bool in_cells;
} styles;

typedef struct {
    hs_buf name, id;
    bool hidden;
} sheet;

typedef struct {
    HS_VEC(sheet) sheets;
    bool from_1904;
} book;

typedef struct {
    hs_composer out;
    const book *b;
    const sheet *s;
    const strings *shared;
    const styles *styles;
    hs_buf value, ref;
    char type[12];
    uint32_t style, row, column, skip;
    uint32_t cells;
    bool in_value, row_open, full;
} listener;

static bool is(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static uint32_t number(hs_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000000; i++)
        n = n * 10 + (uint32_t)(s.p[i] - '0');
    return n;
}

/* ---- shared strings ---- */

static void string_open(void *ctx, const char *name, hs_xml_attributes a)
{
    strings *s = ctx;
    (void)a;
    if (s->skip || is(name, "rPh")) s->skip++;
    s->in = !s->skip && is(name, "t");
}

static void string_close(void *ctx, const char *name)
{
    strings *s = ctx;
    s->in = false;
    if (s->skip) {
        s->skip--;
    } else if (is(name, "si")) {
        *HS_PUSH(s->ends) = (uint32_t)s->text.n;
    }
}

static void string_text(void *ctx, hs_str t)
{
    strings *s = ctx;
    if (s->in) hs_buf_add(&s->text, t.p, t.n);
}

static hs_str shared(const strings *s, uint32_t i)
{
    if (i >= s->ends.n || !s->text.n) return (hs_str){"", 0};
    uint32_t from = i ? s->ends.v[i - 1] : 0;
    return (hs_str){s->text.p + from, s->ends.v[i] - from};
}

/* ---- formats ---- */

static void style_open(void *ctx, const char *name, hs_xml_attributes a)
{
    styles *s = ctx;
    uint32_t id = number(hs_xml_get(a, "numFmtId"));
    if (is(name, "cellXfs")) s->in_cells = true;
    if (is(name, "numFmt")) {
        *HS_PUSH(s->own_id) = id;
        *HS_PUSH(s->own) = (uint8_t)hs_cell_format_of(hs_xml_get(a, "formatCode"));
    }
    if (!is(name, "xf") || !s->in_cells) return;
    hs_cell_format f = hs_cell_format_built_in(id);
    for (uint32_t i = 0; i < s->own_id.n && i < 1000; i++)
        if (s->own_id.v[i] == id) f = (hs_cell_format)s->own.v[i];
    *HS_PUSH(s->cell) = (uint8_t)f;
}

static void style_close(void *ctx, const char *name)
{
    if (is(name, "cellXfs")) ((styles *)ctx)->in_cells = false;
}

/* ---- the workbook ---- */

static void book_open(void *ctx, const char *name, hs_xml_attributes a)
{
    book *b = ctx;
    if (is(name, "workbookPr")) {
        hs_str v = hs_xml_get(a, "date1904");
        b->from_1904 = hs_str_eq(v, HS_STR("1")) || hs_str_eq(v, HS_STR("true"));
    }
    if (!is(name, "sheet") || b->sheets.n >= MOST_SHEETS) return;
    sheet *s = HS_PUSH(b->sheets);
    hs_str title = hs_xml_get(a, "name"), id = hs_xml_get_of(a, "r", "id");
    for (size_t at; (at = hs_str_find(title, HS_STR("&#38;"))) != SIZE_MAX;) { /* libxml2 leaves "&" so */
        hs_buf_add(&s->name, title.p, at);
        hs_buf_char(&s->name, '&');
        title = (hs_str){title.p + at + 5, title.n - at - 5};
    }
    hs_buf_add(&s->name, title.p, title.n < 200 ? title.n : 200);
    hs_buf_add(&s->id, id.p, id.n);
    s->hidden = hs_xml_get(a, "state").n && !hs_str_eq(hs_xml_get(a, "state"), HS_STR("visible"));
}

/* ---- a sheet ---- */

static void write_value(listener *l, hs_str v)
{
    hs_cell_format f = l->style < l->styles->cell.n ? (hs_cell_format)l->styles->cell.v[l->style] : HS_CELL_PLAIN;
    char *end;
    hs_buf text = {0};
    if (is(l->type, "s")) {
        hs_compose_text(&l->out, shared(l->shared, number(v)));
    } else if (is(l->type, "b")) {
        hs_compose_text(&l->out, hs_str_eq(v, HS_STR("1")) ? HS_STR("TRUE") : HS_STR("FALSE"));
    } else if (!*l->type || is(l->type, "n")) {
        double n = strtod(v.p, &end);
        if (end == v.p) {
            hs_buf_add(&text, v.p, v.n);
        } else {
            hs_cell_number(n, f, l->b->from_1904, &text);
        }
        hs_compose_text(&l->out, (hs_str){text.p, text.n});
    } else {
        hs_compose_text(&l->out, v);
    }
    hs_buf_free(&text);
}

static void end_cell(listener *l)
{
    hs_str v = hs_str_trim((hs_str){hs_buf_c(&l->value), l->value.n});
    if (!v.n || (is(l->type, "s") && !hs_str_trim(shared(l->shared, number(v))).n)) return;
    if (++l->cells > MOST_CELLS) {
        l->full = true;
        return;
    }
    if (!l->ref.n) hs_cell_name(l->row, l->column, &l->ref); /* where it does not say itself */
    if (!l->row_open) hs_compose_block(&l->out, HS_BLOCK_CELL);
    hs_compose_gap(&l->out);
    if (l->row_open) {
        hs_compose_at(&l->out, (hs_locator){0});
        hs_compose_text(&l->out, HS_STR("| "));
    }
    l->row_open = true;
    hs_compose_at(&l->out, hs_office_place(l->out.doc, HS_AT_CELL, 0, "%s%s!%s", hs_buf_c((hs_buf *)&l->s->name),
                                           l->s->hidden ? " (hidden)" : "", l->ref.p));
    write_value(l, v);
}

static void on_open(void *ctx, const char *name, hs_xml_attributes a)
{
    listener *l = ctx;
    if (l->skip || is(name, "rPh")) l->skip++;
    if (is(name, "row")) {
        hs_str r = hs_xml_get(a, "r");
        l->row = r.n ? number(r) : l->row + 1;
        l->column = 0;
        l->row_open = false;
    }
    if (is(name, "c")) {
        hs_str r = hs_xml_get(a, "r"), t = hs_xml_get(a, "t");
        hs_buf_clear(&l->ref);
        hs_buf_clear(&l->value);
        hs_buf_add(&l->ref, r.p, r.n < 16 ? r.n : 16);
        snprintf(l->type, sizeof l->type, "%.*s", (int)(t.n < 11 ? t.n : 11), t.p);
        l->style = number(hs_xml_get(a, "s"));
        l->column++;
    }
    l->in_value = !l->skip && (is(name, "v") || is(name, "t"));
}

static void on_close(void *ctx, const char *name)
{
    listener *l = ctx;
    l->in_value = false;
    if (l->skip) l->skip--;
    if (is(name, "c") && !l->full) end_cell(l);
}

static void on_text(void *ctx, hs_str s)
{
    listener *l = ctx;
    if (l->in_value && l->value.n < 1 << 20) hs_buf_add(&l->value, s.p, s.n);
}

/* ---- the whole ---- */

int hs_xlsx_sniff(hs_str raw)
{
    return hs_package_has(raw, "xl/workbook.xml") ? 95 : 0;
}

static bool read_sheets(const hs_package *p, const char *main_part, listener *l, const book *b)
{
    static const hs_xml_events events = {on_open, on_close, on_text};
    bool sound = true;
    hs_buf part = {0};
    for (uint32_t i = 0; i < b->sheets.n; i++) {
        hs_buf_clear(&part);
        l->s = &b->sheets.v[i];
        l->row = 0;
        l->skip = 0;
        const char *where = hs_buf_c(&b->sheets.v[i].name);
        if (!hs_package_related(p, main_part, hs_buf_c(&b->sheets.v[i].id), NULL, &part)) continue;
        sound &= hs_xml_parse(hs_package_part(p, hs_buf_c(&part)), &events, l);
        hs_compose_end(&l->out);
        sound &= hs_office_shapes(p, hs_buf_c(&part), "/comments", where, &l->out);
        sound &= hs_office_shapes(p, hs_buf_c(&part), "/drawing", where, &l->out);
    }
    hs_buf_free(&part);
    return sound;
}

static bool related_part(const hs_package *p, const char *from, const char *type, const hs_xml_events *events,
                         void *ctx)
{
    hs_buf part = {0};
    bool sound = !hs_package_related(p, from, NULL, type, &part) ||
                 hs_xml_parse(hs_package_part(p, hs_buf_c(&part)), events, ctx);
    hs_buf_free(&part);
    return sound;
}

bool hs_xlsx_read(hs_str raw, hs_doc *d, hs_err *err)
{
    static const hs_xml_events of_book = {.open = book_open}, of_styles = {.open = style_open, .close = style_close},
                               of_strings = {string_open, string_close, string_text};
    hs_package p;
    if (!hs_package_open(raw, &p, err)) return false;
    book b = {0};
    strings shared_strings = {0};
    styles st = {0};
    hs_buf main_part = {0};
    listener l = {.out = {.doc = d}, .b = &b, .shared = &shared_strings, .styles = &st};
    if (!hs_package_related(&p, "", NULL, "/officeDocument", &main_part)) hs_buf_str(&main_part, "xl/workbook.xml");
    bool sound = hs_xml_parse(hs_package_part(&p, hs_buf_c(&main_part)), &of_book, &b);
    sound &= related_part(&p, hs_buf_c(&main_part), "/sharedStrings", &of_strings, &shared_strings);
    sound &= related_part(&p, hs_buf_c(&main_part), "/styles", &of_styles, &st);
    sound &= read_sheets(&p, hs_buf_c(&main_part), &l, &b);
    hs_office_meta(&p, "docProps/core.xml", d);
    if (l.full) hs_doc_partly(d, "the last cells", "it has more cells than are read");
    for (uint32_t i = 0; i < b.sheets.n; i++) {
        hs_buf_free(&b.sheets.v[i].name);
        hs_buf_free(&b.sheets.v[i].id);
    }
    HS_VEC_FREE(b.sheets);
    HS_VEC_FREE(shared_strings.ends);
    HS_VEC_FREE(st.own_id);
    HS_VEC_FREE(st.own);
    HS_VEC_FREE(st.cell);
    hs_buf_free(&shared_strings.text);
    hs_buf_free(&main_part);
    hs_buf_free(&l.value);
    hs_buf_free(&l.ref);
    return hs_office_end(&p, sound, d, err);
}
