#include "read/docx.h"

#include "base/map.h"
#include "read/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_BYTES = 160 }; /* a longer paragraph in a cell is prose */

/* Listening to one part. */
typedef struct {
    hs_composer out;
    hs_map *headings;    /* ids of styles that are headings */
    const char *note;    /* "footnote", "endnote", "comment"; NULL in the body */
    hs_buf label;        /* of the note: "footnote 3", "comment by Ada Brenn" */
    uint32_t paragraphs; /* so far */
    uint32_t page;       /* 0 where the body has no page breaks */
    uint32_t skip;       /* depth inside what is no text: deleted text, fallbacks */
    uint32_t cells;      /* depth of tables */
    uint32_t text;       /* depth of w:t */
    uint32_t block;      /* index of the paragraph's block */
} listener;

static bool is(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static void place(listener *l)
{
    hs_doc *d = l->out.doc;
    if (l->note) {
        hs_compose_at(&l->out, hs_office_place(d, HS_AT_PART, 0, "%s", hs_buf_c(&l->label)));
    } else if (l->page) {
        hs_compose_at(&l->out, hs_office_place(d, HS_AT_PAGE, l->page, "p. %u", l->page));
    } else {
        hs_compose_at(&l->out, hs_office_place(d, HS_AT_PART, 0, "para. %u", l->paragraphs));
    }
}

static void open_paragraph(listener *l)
{
    l->paragraphs++;
    place(l);
    hs_compose_block(&l->out, l->cells ? HS_BLOCK_CELL : HS_BLOCK_PARAGRAPH);
    l->block = l->out.doc->blocks.n - 1;
}

static void set_kind(listener *l, hs_block_kind kind)
{
    hs_doc *d = l->out.doc;
    if (l->out.open && l->block + 1 == d->blocks.n) d->blocks.v[l->block].kind = kind;
}

static void turn_page(listener *l)
{
    if (l->note) return;
    l->page++;
    place(l);
}

static void open_note(listener *l, hs_xml_attributes a)
{
    hs_str by = hs_xml_get(a, "author"), id = hs_xml_get(a, "id"), type = hs_xml_get(a, "type");
    hs_buf_clear(&l->label);
    hs_buf_printf(&l->label, "%s %s%.*s", l->note, by.n ? "by " : "", (int)(by.n ? by.n : id.n), by.n ? by.p : id.p);
    l->skip += type.n > 0 && !hs_str_eq(type, HS_STR("normal")); /* the separator lines */
}

static void on_open(void *ctx, const char *name, hs_xml_attributes a)
{
    listener *l = ctx;
    if (l->note && is(name, l->note)) open_note(l, a);
    if (l->skip || is(name, "del") || is(name, "moveFrom") || is(name, "Fallback") || is(name, "delText")) {
        l->skip++;
        return;
    }
    if (is(name, "tbl")) l->cells++;
    if (is(name, "p")) open_paragraph(l);
    if (is(name, "pStyle") && hs_map_get(l->headings, hs_xml_get(a, "val")) != HS_MISSING)
        set_kind(l, HS_BLOCK_HEADING);
    if (is(name, "numPr") && !l->cells) set_kind(l, HS_BLOCK_ITEM);
    if (is(name, "t")) l->text++;
    if (is(name, "tab") || is(name, "br") || is(name, "cr")) hs_compose_gap(&l->out);
    if (is(name, "noBreakHyphen")) hs_compose_text(&l->out, HS_STR("-"));
    if (is(name, "lastRenderedPageBreak")) turn_page(l);
}

static void on_close(void *ctx, const char *name)
{
    listener *l = ctx;
    hs_doc *d = l->out.doc;
    if (l->skip) {
        l->skip--;
        if (l->skip == 1 && l->note && is(name, l->note)) l->skip = 0;
        return;
    }
    if (is(name, "tbl") && l->cells) l->cells--;
    if (is(name, "t") && l->text) l->text--;
    if (is(name, "p")) {
        if (l->out.open && d->blocks.v[d->blocks.n - 1].kind == HS_BLOCK_CELL &&
            d->blocks.v[d->blocks.n - 1].at.n > CELL_BYTES)
            d->blocks.v[d->blocks.n - 1].kind = HS_BLOCK_PARAGRAPH;
        hs_compose_gap(&l->out);
    }
}

static void on_text(void *ctx, hs_str s)
{
    listener *l = ctx;
    if (l->text && !l->skip) hs_compose_text(&l->out, s);
}

/* ---- styles ---- */

typedef struct {
    hs_map *headings;
    hs_buf id;
} styles;

static void on_style(void *ctx, const char *name, hs_xml_attributes a)
{
    styles *s = ctx;
    hs_str v = hs_xml_get(a, "val");
    if (is(name, "style")) {
        hs_buf_clear(&s->id);
        hs_buf_add(&s->id, hs_xml_get(a, "styleId").p, hs_xml_get(a, "styleId").n);
    }
    bool heading = is(name, "name") && ((v.n > 7 && hs_str_ieq((hs_str){v.p, 7}, HS_STR("heading"))) ||
                                        hs_str_ieq(v, HS_STR("title")) || hs_str_ieq(v, HS_STR("subtitle")));
    if (heading && s->id.n) *hs_map_at(s->headings, (hs_str){s->id.p, s->id.n}) = 1;
}

/* ---- the whole ---- */

int hs_docx_sniff(hs_str raw)
{
    return hs_package_has(raw, "word/document.xml") ? 95 : hs_package_has(raw, "word/document2.xml") ? 95 : 0;
}

static bool read_part(listener *l, const hs_package *p, const char *part, const char *note)
{
    static const hs_xml_events events = {on_open, on_close, on_text};
    hs_str xml = hs_package_part(p, part);
    l->note = note;
    l->skip = l->cells = l->text = 0;
    bool sound = !xml.n || hs_xml_parse(xml, &events, l);
    hs_compose_end(&l->out);
    return sound;
}

/* A page break in the body means that the text before the first one is page 1. */
static bool has_pages(hs_str xml)
{
    return hs_str_find(xml, HS_STR("lastRenderedPageBreak")) != SIZE_MAX;
}

static void title_from_headings(hs_doc *d)
{
    for (uint32_t i = 0; i < d->blocks.n && i < 12 && !d->title; i++)
        if (d->blocks.v[i].kind == HS_BLOCK_HEADING) d->title = hs_compose_string(d, hs_doc_text(d, d->blocks.v[i].at));
}

static bool read_package(const hs_package *p, hs_doc *d)
{
    static const hs_xml_events of_styles = {.open = on_style};
    static const char *const notes[][2] = {{"footnotes", "footnote"}, {"endnotes", "endnote"}, {"comments", "comment"}};
    hs_map headings = {0};
    hs_buf main_part = {0}, other = {0};
    styles s = {.headings = &headings};
    listener l = {.out = {.doc = d}, .headings = &headings};
    if (!hs_package_related(p, "", NULL, "/officeDocument", &main_part)) hs_buf_str(&main_part, "word/document.xml");
    if (hs_package_related(p, hs_buf_c(&main_part), NULL, "/styles", &other))
        hs_xml_parse(hs_package_part(p, hs_buf_c(&other)), &of_styles, &s);
    l.page = has_pages(hs_package_part(p, hs_buf_c(&main_part)));
    bool sound = read_part(&l, p, hs_buf_c(&main_part), NULL);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        char type[32];
        snprintf(type, sizeof type, "/%s", notes[i][0]);
        hs_buf_clear(&other);
        if (hs_package_related(p, hs_buf_c(&main_part), NULL, type, &other))
            sound &= read_part(&l, p, hs_buf_c(&other), notes[i][1]);
    }
    sound &= hs_office_shapes(p, hs_buf_c(&main_part), "/diagramData", "document", &l.out);
    hs_buf_free(&l.label);
    hs_buf_free(&s.id);
    hs_buf_free(&main_part);
    hs_buf_free(&other);
    hs_map_free(&headings);
    return sound;
}

bool hs_docx_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_package p;
    if (!hs_package_open(raw, &p, err)) return false;
    bool sound = read_package(&p, d);
    title_from_headings(d);
    hs_office_meta(&p, "docProps/core.xml", d);
    return hs_office_end(&p, sound, d, err);
}
