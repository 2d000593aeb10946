#include "read/pptx.h"

#include "read/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SLIDES = 2000 };

typedef struct {
    hs_composer out;
    HS_VEC(hs_ref) ids; /* relations of the slides, in their order */
    uint32_t slide;
    bool notes, in_text, title, furniture; /* furniture: date, footer and slide number */
    uint32_t skip, cells;
} listener;

static bool is(const char *a, const char *b)
{
    return !strcmp(a, b);
}

static void order_open(void *ctx, const char *name, hs_xml_attributes a)
{
    listener *l = ctx;
    if (is(name, "sldId") && l->ids.n < MOST_SLIDES)
        *HS_PUSH(l->ids) = hs_doc_intern(l->out.doc, hs_xml_get_of(a, "r", "id"));
}

static void open_shape(listener *l, hs_xml_attributes a)
{
    hs_str type = hs_xml_get(a, "type");
    l->title = hs_str_eq(type, HS_STR("title")) || hs_str_eq(type, HS_STR("ctrTitle"));
    l->furniture = hs_str_eq(type, HS_STR("dt")) || hs_str_eq(type, HS_STR("ftr")) ||
                   hs_str_eq(type, HS_STR("sldNum")) || hs_str_eq(type, HS_STR("hdr"));
}

static void on_open(void *ctx, const char *name, hs_xml_attributes a)
{
    listener *l = ctx;
    if (l->skip || is(name, "Fallback")) {
        l->skip++;
        return;
    }
    if (is(name, "sp")) l->title = l->furniture = false;
    if (is(name, "ph")) open_shape(l, a);
    if (is(name, "tc")) l->cells++;
    if (is(name, "p"))
        hs_compose_block(&l->out, l->title && !l->notes ? HS_BLOCK_HEADING
                                  : l->cells            ? HS_BLOCK_CELL
                                                        : HS_BLOCK_PARAGRAPH);
    if (is(name, "br") || is(name, "tab")) hs_compose_gap(&l->out);
    l->in_text = is(name, "t") && !l->furniture;
}

static void on_close(void *ctx, const char *name)
{
    listener *l = ctx;
    l->in_text = false;
    if (l->skip) {
        l->skip--;
        return;
    }
    if (is(name, "tc") && l->cells) l->cells--;
    if (is(name, "sp")) l->title = l->furniture = false;
}

static void on_text(void *ctx, hs_str s)
{
    listener *l = ctx;
    if (l->in_text && !l->skip) hs_compose_text(&l->out, s);
}

static bool read_part(listener *l, const hs_package *p, const char *part, bool notes)
{
    static const hs_xml_events events = {on_open, on_close, on_text};
    l->notes = notes;
    l->skip = l->cells = 0;
    l->title = l->furniture = false;
    hs_compose_at(&l->out,
                  hs_office_place(l->out.doc, HS_AT_SLIDE, l->slide, notes ? "slide %u, notes" : "slide %u", l->slide));
    bool sound = hs_xml_parse(hs_package_part(p, part), &events, l);
    hs_compose_end(&l->out);
    return sound;
}

int hs_pptx_sniff(hs_str raw)
{
    return hs_package_has(raw, "ppt/presentation.xml") ? 95 : 0;
}

bool hs_pptx_read(hs_str raw, hs_doc *d, hs_err *err)
{
    static const hs_xml_events of_order = {.open = order_open};
    hs_package p;
    if (!hs_package_open(raw, &p, err)) return false;
    hs_buf main_part = {0}, slide = {0}, notes = {0};
    listener l = {.out = {.doc = d}};
    if (!hs_package_related(&p, "", NULL, "/officeDocument", &main_part))
        hs_buf_str(&main_part, "ppt/presentation.xml");
    bool sound = hs_xml_parse(hs_package_part(&p, hs_buf_c(&main_part)), &of_order, &l);
    for (uint32_t i = 0; i < l.ids.n; i++) {
        hs_buf_clear(&slide);
        hs_buf_clear(&notes);
        l.slide = i + 1;
        if (!hs_package_related(&p, hs_buf_c(&main_part), hs_doc_str(d, l.ids.v[i]), NULL, &slide)) continue;
        sound &= read_part(&l, &p, hs_buf_c(&slide), false);
        char where[24];
        snprintf(where, sizeof where, "slide %u", l.slide);
        sound &= hs_office_shapes(&p, hs_buf_c(&slide), "/diagramData", where, &l.out);
        if (hs_package_related(&p, hs_buf_c(&slide), NULL, "/notesSlide", &notes))
            sound &= read_part(&l, &p, hs_buf_c(&notes), true);
    }
    hs_office_meta(&p, "docProps/core.xml", d);
    HS_VEC_FREE(l.ids);
    hs_buf_free(&main_part);
    hs_buf_free(&slide);
    hs_buf_free(&notes);
    return hs_office_end(&p, sound, d, err);
}
