#include "read/pdf.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/lines.h"
#include "read/ocr.h"

#include <iconv.h>
#include <math.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_WITHIN = 1024, MOST_PAGES = 4000, MOST_TEXT = 64 << 20, MOST_EXTRAS = 2000 };

#define FAR 100000.0 /* points */

int hs_pdf_sniff(hs_str raw)
{
    size_t at = hs_str_find((hs_str){raw.p, raw.n < MARK_WITHIN ? raw.n : MARK_WITHIN}, HS_STR("%PDF-"));
    return at == SIZE_MAX ? 0 : at == 0 ? 100 : 70;
}

/* ---- a page's lines ---- */

static void widen(hs_line *x, const PopplerRectangle *r)
{
    if (!(r->x2 > r->x1) || !(r->y2 > r->y1)) return;
    bool first = x->box.x1 <= x->box.x0;
    if (first || (float)r->x1 < x->box.x0) x->box.x0 = (float)r->x1;
    if (first || (float)r->x2 > x->box.x1) x->box.x1 = (float)r->x2;
    if (first || (float)r->y1 < x->box.y0) x->box.y0 = (float)r->y1;
    if (first || (float)r->y2 > x->box.y1) x->box.y1 = (float)r->y2;
}

static void end_line(hs_lines *l, hs_line *x, double heights, uint32_t letters)
{
    x->n = (uint32_t)l->text.n - x->at;
    x->size = letters ? (float)(heights / letters) : 0;
    if (letters) *HS_PUSH(l->v) = *x;
}

/* How a character stands to the one before: poppler runs cells of a table together, and rows. */
static bool parted(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double h = fmin(a->y2 - a->y1, b->y2 - b->y1);
    return b->x1 - a->x2 > 0.2 * h || fmin(a->y2, b->y2) - fmax(a->y1, b->y1) < 0.3 * h;
}

/* On another row, or so far to the right that it may belong to another column. */
static bool elsewhere(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double h = fmin(a->y2 - a->y1, b->y2 - b->y1);
    bool other_row = fmin(a->y2, b->y2) - fmax(a->y1, b->y1) < 0.1 * h && fabs(b->x1 - a->x2) > 3 * h;
    return h > 0 && (other_row || b->x1 - a->x2 > 1.2 * h);
}

/* A character's box as it is when the page is turned so that its line stands upright; its place counts from elsewhere.
 */
static PopplerRectangle turned(const PopplerRectangle *r, hs_turn turn)
{
    if (turn == HS_READS_DOWN) return (PopplerRectangle){r->y1, -r->x2, r->y2, -r->x1};
    if (turn == HS_READS_UP) return (PopplerRectangle){-r->y2, r->x1, -r->y1, r->x2};
    return *r;
}

/* How the line that begins here reads: letter above letter, boxes that are wider than high (or, of four and more
 * letters, as high: Chinese and Japanese set in columns), is a line that was turned. */
static hs_turn turn_of(hs_str text, size_t at, const PopplerRectangle *r, guint n)
{
    const PopplerRectangle *before = NULL;
    double width = 0, height = 0;
    uint32_t steps = 0, down = 0, up = 0;
    for (; at < text.n && n; r++, n--) {
        uint32_t c = hs_utf8_next(text, &at);
        if (c == '\n') break;
        if (hs_uc_space(c)) continue;
        width += r->x2 - r->x1;
        height += r->y2 - r->y1;
        if (before) {
            bool above =
                fmin(before->x2, r->x2) - fmax(before->x1, r->x1) > 0.5 * fmin(before->x2 - before->x1, r->x2 - r->x1);
            double gap = 1.5 * (r->x2 - r->x1);
            steps++;
            down += above && r->y1 > before->y1 && r->y1 - before->y2 < gap;
            up += above && r->y1 < before->y1 && before->y1 - r->y2 < gap;
        }
        before = r;
    }
    bool lying = width > 1.15 * height || (steps > 2 && width > 0.85 * height);
    if (!lying || 4 * fmax(down, up) < 3 * steps || !steps) return HS_UPRIGHT;
    return down > up ? HS_READS_DOWN : HS_READS_UP;
}

/* The page's text, each character with its box, as lines; counts letters by how their lines read. */
static void take_lines(hs_lines *l, hs_str text, const PopplerRectangle *r, guint n, uint32_t by_turn[3])
{
    hs_line x = {.at = (uint32_t)l->text.n, .page = l->pages.n - 1};
    PopplerRectangle before = {0};
    bool any = false, begins = true;
    hs_turn turn = HS_UPRIGHT;
    double heights = 0;
    uint32_t letters = 0;
    for (size_t at = 0, from = 0; at<text.n; from = at, r += n> 0, n -= n > 0) {
        if (begins) turn = turn_of(text, at, r, n);
        uint32_t c = hs_utf8_next(text, &at);
        bool space = hs_uc_space(c);
        PopplerRectangle here = n ? turned(r, turn) : (PopplerRectangle){0};
        begins = c == '\n';
        if (begins || (!space && n && any && elsewhere(&before, &here))) {
            end_line(l, &x, heights, letters);
            x = (hs_line){.at = (uint32_t)l->text.n, .page = l->pages.n - 1};
            any = false;
            heights = 0;
            letters = 0;
        }
        if (!space && n && any && parted(&before, &here) && l->text.p[l->text.n - 1] != ' ') hs_buf_char(&l->text, ' ');
        if (!begins) hs_buf_add(&l->text, text.p + from, at - from);
        if (space) continue;
        letters++;
        by_turn[turn]++;
        if (!n) continue;
        widen(&x, r);
        heights += here.y2 - here.y1;
        before = here;
        any = true;
    }
    end_line(l, &x, heights, letters);
}

/* What stands on the page without being printed on it: a comment, a filled-in field. `area` is counted from the lower
 * left. Nothing where the page's own lines say the same. */
static void take_extra(hs_lines *l, hs_doc *d, const char *what, const char *by, char *words,
                       const PopplerRectangle *area)
{
    hs_sheet *p = &l->pages.v[l->pages.n - 1];
    hs_buf name = {0};
    hs_str s = hs_str_trim(hs_str_of(words));
    uint32_t from = p->first < l->v.n ? l->v.v[p->first].at : (uint32_t)l->text.n;
    bool known = l->text.n > from && hs_str_find((hs_str){l->text.p + from, l->text.n - from}, s) != SIZE_MAX;
    if (s.n && !known) {
        hs_line x = {.at = (uint32_t)l->text.n, .n = (uint32_t)s.n, .page = l->pages.n - 1};
        x.box = (hs_box){(float)area->x1, p->height - (float)area->y2, (float)area->x2, p->height - (float)area->y1};
        hs_buf_add(&l->text, s.p, s.n);
        hs_buf_printf(&name, "p. %u, %s%s%s", p->number, what, by && *by ? " by " : "", by ? by : "");
        x.name = hs_compose_string(d, (hs_str){name.p, name.n});
        *HS_PUSH(l->v) = x;
    }
    hs_buf_free(&name);
    g_free(words);
}

static void take_comments(hs_lines *l, hs_doc *d, PopplerPage *page)
{
    GList *all = poppler_page_get_annot_mapping(page);
    int left = MOST_EXTRAS;
    for (GList *g = all; g && left--; g = g->next) {
        PopplerAnnotMapping *m = g->data;
        PopplerAnnotType type = poppler_annot_get_annot_type(m->annot);
        if (type == POPPLER_ANNOT_WIDGET || type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_POPUP) continue;
        char *by =
            POPPLER_IS_ANNOT_MARKUP(m->annot) ? poppler_annot_markup_get_label(POPPLER_ANNOT_MARKUP(m->annot)) : NULL;
        take_extra(l, d, "comment", by, poppler_annot_get_contents(m->annot), &m->area);
        g_free(by);
    }
    poppler_page_free_annot_mapping(all);
}

static void take_fields(hs_lines *l, hs_doc *d, PopplerPage *page)
{
    GList *all = poppler_page_get_form_field_mapping(page);
    int left = MOST_EXTRAS;
    for (GList *g = all; g && left--; g = g->next) {
        PopplerFormFieldMapping *m = g->data;
        PopplerFormFieldType type = poppler_form_field_get_field_type(m->field);
        char *words = type == POPPLER_FORM_FIELD_TEXT     ? poppler_form_field_text_get_text(m->field)
                      : type == POPPLER_FORM_FIELD_CHOICE ? poppler_form_field_choice_get_text(m->field)
                                                          : NULL;
        take_extra(l, d, "field", NULL, words, &m->area);
    }
    poppler_page_free_form_field_mapping(all);
}

/* False where the page cannot be read. */
static bool take_page(hs_lines *l, hs_doc *d, PopplerDocument *pdf, int i)
{
    PopplerPage *page = poppler_document_get_page(pdf, i);
    if (!page) return false;
    double width, height;
    PopplerRectangle *r = NULL;
    guint n = 0;
    poppler_page_get_size(page, &width, &height);
    hs_sheet *sheet = HS_PUSH(l->pages);
    *sheet = (hs_sheet){(uint32_t)i + 1, (float)width, (float)height, l->v.n, 0, HS_UPRIGHT};
    PopplerRectangle all = {-FAR, -FAR, FAR, FAR}; /* words beyond the page's edge are words all the same */
    char *text = poppler_page_get_text_for_area(page, &all);
    if (!text || !poppler_page_get_text_layout_for_area(page, &all, &r, &n)) n = 0;
    uint32_t by_turn[3] = {0};
    take_lines(l, hs_str_of(text), r, n, by_turn);
    take_comments(l, d, page);
    take_fields(l, d, page);
    uint32_t letters = by_turn[HS_UPRIGHT] + by_turn[HS_READS_DOWN] + by_turn[HS_READS_UP];
    if (2 * by_turn[HS_READS_DOWN] > letters) hs_lines_turn(l, HS_READS_DOWN);
    if (2 * by_turn[HS_READS_UP] > letters) hs_lines_turn(l, HS_READS_UP);
    l->pages.v[l->pages.n - 1].n = l->v.n - l->pages.v[l->pages.n - 1].first;
    g_free(r);
    g_free(text);
    g_object_unref(page);
    return true;
}

/* ---- pages that are pictures ---- */

enum { DPI = 250, MOST_EDGE = 6000 };

/* The page as grey values; NULL where it is too large to be drawn. */
static unsigned char *draw(PopplerPage *page, double dpi, int *width, int *height)
{
    double w, h;
    poppler_page_get_size(page, &w, &h);
    *width = (int)(w * dpi / 72);
    *height = (int)(h * dpi / 72);
    if (!(w > 0 && h > 0) || *width < 8 || *height < 8 || *width > MOST_EDGE || *height > MOST_EDGE) return NULL;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, *width, *height);
    cairo_t *c = cairo_create(s);
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_paint(c);
    cairo_scale(c, dpi / 72, dpi / 72);
    poppler_page_render(page, c);
    cairo_surface_flush(s);
    const unsigned char *pixels = cairo_image_surface_get_data(s);
    unsigned char *grey = pixels ? hs_malloc((size_t)*width * (size_t)*height) : NULL;
    for (int y = 0; grey && y < *height; y++) {
        const unsigned char *p = pixels + (size_t)y * (size_t)cairo_image_surface_get_stride(s);
        for (int x = 0; x < *width; x++, p += 4)
            grey[(size_t)y * (size_t)*width + (size_t)x] = (unsigned char)((p[0] * 29 + p[1] * 150 + p[2] * 77) >> 8);
    }
    cairo_destroy(c);
    cairo_surface_destroy(s);
    return grey;
}

/* Puts the words of a picture in place of the page that was added last and has none. */
static bool recognise(hs_lines *l, PopplerDocument *pdf, int i)
{
    int width, height;
    PopplerPage *page = poppler_document_get_page(pdf, i);
    unsigned char *grey = page ? draw(page, DPI, &width, &height) : NULL;
    hs_sheet empty = l->pages.v[l->pages.n - 1];
    if (grey) l->pages.n--;
    bool ok = grey && hs_ocr_page(grey, width, height, width, DPI, (uint32_t)i + 1, l);
    if (grey && !ok) *HS_PUSH(l->pages) = empty;
    free(grey);
    if (page) g_object_unref(page);
    return ok && l->pages.v[l->pages.n - 1].n > 0;
}

/* ---- the whole ---- */

static bool open_pdf(hs_str raw, PopplerDocument **out, hs_err *err)
{
    GError *why = NULL;
    GBytes *bytes = g_bytes_new_static(raw.p, raw.n);
    *out = poppler_document_new_from_bytes(bytes, NULL, &why);
    g_bytes_unref(bytes);
    if (*out) return true;
    bool locked = why && why->domain == POPPLER_ERROR && why->code == POPPLER_ERROR_ENCRYPTED;
    g_clear_error(&why);
    return locked
               ? hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE,
                         "encrypted: this PDF opens only with a password; add a copy without it")
               : hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "this PDF is damaged: none of its pages can be found");
}

/* "pages 2 to 4, 7": numbers from 1 as people say them. */
typedef struct {
    hs_buf text;
    uint32_t from, to, n; /* the open range; how many pages in all */
} page_list;

static void end_range(page_list *p)
{
    if (!p->to) return;
    if (p->text.n < 200) {
        hs_buf_printf(&p->text, p->text.n ? ", %u" : "%u", p->from);
        if (p->to > p->from) hs_buf_printf(&p->text, " to %u", p->to);
    } else if (!hs_str_ends((hs_str){p->text.p, p->text.n}, HS_STR(" …"))) {
        hs_buf_str(&p->text, " …");
    }
    p->to = 0;
}

static void add_page(page_list *p, uint32_t number)
{
    if (p->to && number != p->to + 1) end_range(p);
    if (!p->to) p->from = number;
    p->to = number;
    p->n++;
}

static void report(hs_doc *d, page_list *p, const char *reason)
{
    end_range(p);
    if (p->n) {
        hs_buf part = {0};
        hs_buf_printf(&part, "%s %s", p->n > 1 ? "pages" : "page", p->text.p);
        hs_doc_partly(d, hs_buf_c(&part), reason);
        hs_buf_free(&part);
    }
    hs_buf_free(&p->text);
}

static void store_meta(PopplerDocument *pdf, const hs_lines *l, hs_doc *d)
{
    char *title = poppler_document_get_title(pdf), *author = poppler_document_get_author(pdf);
    hs_buf shown = {0};
    hs_lines_title(l, &shown);
    bool stands =
        title && *title && l->text.n && hs_str_find((hs_str){l->text.p, l->text.n}, hs_str_of(title)) != SIZE_MAX;
    if (shown.n && !stands) d->title = hs_compose_string(d, (hs_str){shown.p, shown.n});
    if (!d->title && title) d->title = hs_compose_string(d, hs_str_of(title));
    /* a login name is no author: one that stands in the text or has two words is taken */
    if (author && strchr(author, ' ')) d->author = hs_compose_string(d, hs_str_of(author));
    hs_buf_free(&shown);
    g_free(title);
    g_free(author);
}

/* Characters that fonts without a table of letters give: private ones and replacements, in percent. */
static unsigned unknown_letters(const hs_doc *d)
{
    hs_str s = {d->text.p, d->text.n};
    uint64_t all = 0, unknown = 0;
    for (size_t at = 0; at < s.n; all++) {
        uint32_t c = hs_utf8_next(s, &at);
        unknown += c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF);
    }
    return all ? (unsigned)(unknown * 100 / all) : 0;
}

bool hs_pdf_read(hs_str raw, hs_doc *d, hs_err *err)
{
    PopplerDocument *pdf;
    hs_pdf_warm();
    if (!open_pdf(raw, &pdf, err)) return false;
    int pages = poppler_document_get_n_pages(pdf);
    hs_lines l = {0};
    page_list broken = {0}, pictures = {0}, beyond = {0}, blank = {0};
    uint32_t empty = 0; /* pages without letters */
    for (int i = 0; i < pages; i++) {
        if (i >= MOST_PAGES || l.text.n > MOST_TEXT) {
            add_page(&beyond, (uint32_t)i + 1);
        } else if (!take_page(&l, d, pdf, i)) {
            add_page(&broken, (uint32_t)i + 1);
        } else if (!l.pages.v[l.pages.n - 1].n) {
            empty++;
            if (empty <= hs_ocr_most() && hs_ocr_ready() && recognise(&l, pdf, i)) continue;
            add_page(hs_ocr_ready() && empty <= hs_ocr_most() ? &blank : &pictures, (uint32_t)i + 1);
        }
    }
    hs_lines_drop_furniture(&l);
    hs_lines_order(&l);
    hs_lines_write(&l, d);
    store_meta(pdf, &l, d);
    bool any = d->text.n > 0;
    report(d, &beyond, "the document has more pages than are read");
    report(d, &broken, "damaged");
    if (any && unknown_letters(d) > 30)
        hs_doc_partly(d, "most letters", "its fonts do not say which letters they show");
    const char *missing =
        hs_ocr_ready() ? "pictures; more than are recognised in the time: give --seconds" : hs_ocr_missing();
    report(d, &pictures, missing);
    hs_buf_free(&blank.text);
    hs_lines_free(&l);
    g_object_unref(pdf);
    const char *why = !pages           ? "this PDF has no pages"
                      : hs_ocr_ready() ? "no text in it, and none was recognised in its pictures"
                                       : hs_ocr_missing();
    return any || hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "%s", why);
}

static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer ctx)
{
    (void)level, (void)fields, (void)n, (void)ctx;
    return G_LOG_WRITER_HANDLED;
}

/* An open document keeps poppler's list of its data files; an open converter keeps iconv's table of UTF-16, which names
 * and notes are written in. Both stay until the process ends. */
void hs_pdf_warm(void)
{
    static struct {
        PopplerDocument *pdf;
        iconv_t names; /* NULL until warm */
    } kept;
    static const char least[] =
        "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/"
        "Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        "trailer<</Root 1 0 R>>\n";
    if (kept.names) return;
    g_log_set_writer_func(say_nothing, NULL, NULL);
    hs_lines l = {0};
    hs_doc *d = hs_doc_new();
    if (open_pdf((hs_str){least, sizeof least - 1}, &kept.pdf, NULL)) take_page(&l, d, kept.pdf, 0);
    kept.names = iconv_open("UTF-8", "UTF-16BE"); /* (iconv_t)-1 where there is none: not tried again */
    hs_lines_free(&l);
    hs_doc_free(d);
}
