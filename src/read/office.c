#include "read/office.h"

#include "doc/children.h"
#include "doc/day.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

hs_locator hs_office_place(hs_doc *d, hs_locator_kind kind, uint32_t page, const char *fmt, ...)
{
    char name[512];
    va_list list;
    va_start(list, fmt);
    vsnprintf(name, sizeof name, fmt, list);
    va_end(list);
    return (hs_locator){.kind = kind, .page = page, .name = hs_compose_string(d, hs_str_of(name))};
}

typedef struct {
    hs_composer *out;
    const char *where, *what;
    bool in_text;
} shapes;

static void shape_open(void *ctx, const char *name, hs_xml_attributes a)
{
    shapes *s = ctx;
    hs_str ref = hs_xml_get(a, "ref");
    bool note = !strcmp(name, "comment");
    if (note)
        hs_compose_at(s->out,
                      hs_office_place(s->out->doc, HS_AT_CELL, 0, "%s!%.*s, note", s->where, (int)ref.n, ref.p));
    if (note || (!strcmp(name, "p") && strcmp(s->what, "note") != 0)) hs_compose_block(s->out, HS_BLOCK_PARAGRAPH);
    s->in_text = !strcmp(name, "t");
}

static void shape_close(void *ctx, const char *name)
{
    (void)name;
    ((shapes *)ctx)->in_text = false;
}

static void shape_text(void *ctx, hs_str t)
{
    shapes *s = ctx;
    if (s->in_text) hs_compose_text(s->out, t);
}

bool hs_office_shapes(const hs_package *p, const char *from, const char *type, const char *where, hs_composer *out)
{
    static const hs_xml_events events = {shape_open, shape_close, shape_text};
    bool notes = !strcmp(type, "/comments");
    shapes s = {.out = out, .where = where, .what = notes ? "note" : "drawing"};
    hs_buf part = {0};
    if (!hs_package_related(p, from, NULL, type, &part)) return true;
    hs_compose_at(out, hs_office_place(out->doc, HS_AT_PART, 0, "%s, %s", where, s.what));
    bool sound = hs_xml_parse(hs_package_part(p, hs_buf_c(&part)), &events, &s);
    hs_compose_end(out);
    hs_buf_free(&part);
    return sound;
}

static void hand_out(const hs_package *p, hs_doc *d)
{
    for (uint32_t i = 0; i < p->parts.n; i++) {
        const hs_part *x = &p->parts.v[i];
        const char *at = strstr(x->name, "/embeddings/");
        if (at && x->bytes.n && !hs_child_add(d, hs_str_of(at + 1), (hs_str){x->bytes.p, x->bytes.n})) return;
    }
}

typedef struct {
    hs_buf title, author;
    hs_buf *into;
} meta;

static void meta_open(void *ctx, const char *name, hs_xml_attributes a)
{
    meta *m = ctx;
    (void)a;
    m->into = !strcmp(name, "title")                                         ? &m->title
              : !strcmp(name, "creator") || !strcmp(name, "initial-creator") ? &m->author
                                                                             : NULL;
    if (m->into) hs_buf_clear(m->into);
}

static void meta_close(void *ctx, const char *name)
{
    (void)name;
    ((meta *)ctx)->into = NULL;
}

static void meta_text(void *ctx, hs_str s)
{
    meta *m = ctx;
    if (m->into) hs_buf_add(m->into, s.p, s.n);
}

void hs_office_meta(const hs_package *p, const char *part, hs_doc *d)
{
    static const hs_xml_events events = {meta_open, meta_close, meta_text};
    meta m = {0};
    hs_xml_parse(hs_package_part(p, part), &events, &m);
    if (!d->title) d->title = hs_compose_string(d, (hs_str){hs_buf_c(&m.title), m.title.n});
    hs_str author = hs_str_trim((hs_str){hs_buf_c(&m.author), m.author.n});
    if (hs_str_find(author, HS_STR(" ")) != SIZE_MAX) d->author = hs_compose_string(d, author);
    hs_buf_free(&m.title);
    hs_buf_free(&m.author);
}

bool hs_office_end(hs_package *p, bool sound, hs_doc *d, hs_err *err)
{
    hand_out(p, d);
    if (p->locked) hs_doc_partly(d, "encrypted parts", "they open only with a password; add a copy without it");
    if (!sound) hs_doc_partly(d, "the end of a part", "its XML is not well-formed or declares entities");
    if (p->cut) hs_doc_partly(d, "some parts", "they are damaged or larger than is read");
    hs_package_free(p);
    if (d->text.n || d->children.n) return true;
    bool why = d->verdict == HS_READ_PART;
    return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there is no text in it%s%s", why ? ": " : "",
                   why ? hs_doc_str(d, d->reason) : "");
}

void hs_office_day(double serial, bool from_1904, hs_buf *out)
{
    char day[HS_DAY_TEXT];
    if (!(serial >= 0 && serial < 2958466)) {
        hs_buf_printf(out, "%.15g", serial);
        return;
    }
    long seconds = lround((serial - floor(serial)) * 86400);
    int days = (int)floor(serial) + (seconds == 86400);
    seconds %= 86400;
    if (!from_1904 && days < 60) days++; /* its 1900 had a 29 February */
    hs_day_text(hs_day_of(from_1904 ? 1904 : 1899, from_1904 ? 1 : 12, from_1904 ? 1 : 30) + days, day);
    bool time_alone = serial < 1;
    if (!time_alone) hs_buf_str(out, day);
    if (seconds || time_alone)
        hs_buf_printf(out, "%s%02ld:%02ld", time_alone ? "" : " ", seconds / 3600, seconds / 60 % 60);
    if (seconds % 60) hs_buf_printf(out, ":%02ld", seconds % 60);
}
