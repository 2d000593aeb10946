/* The documents by day of publication, and the files that were not read. */
#include <stdlib.h>

#include "show/pages.h"

#define ON_A_PAGE 400u

typedef struct {
    hs_day day;
    uint32_t doc;
} dated;

static int by_day(const void *va, const void *vb)
{
    const dated *a = va, *b = vb;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return a->doc < b->doc ? -1 : a->doc > b->doc;
}

uint32_t *hs_docs_by_day(const hs_view *v)
{
    uint32_t n = v->pile->docs.n;
    dated *all = hs_calloc((size_t)n + 1, sizeof *all);
    uint32_t *out = hs_calloc((size_t)n + 1, sizeof *out);
    for (uint32_t i = 0; i < n; i++) {
        hs_day day = v->pile->docs.v[i]->published_day;
        all[i] = (dated){day == HS_NO_DAY ? INT32_MAX : day, i};
    }
    qsort(all, n, sizeof *all, by_day);
    for (uint32_t i = 0; i < n; i++) out[i] = all[i].doc;
    free(all);
    return out;
}

static void upstreams(hs_page *p, uint32_t doc)
{
    hs_list took = hs_lists_of(&p->view->facts->doc_took, doc);
    for (uint32_t i = 0; i < took.n && i < 3; i++) {
        const hs_derivation *x = &p->view->pile->ledger.derivations.v[took.v[i]];
        hs_phrase s = {0};
        if (i) hs_say(&s, "; ");
        hs_buf_printf(&s.text, "%s ", hs_derivation_words(x));
        if (x->from_doc != HS_NONE) {
            hs_say_doc(&s, p->view, x->from_doc);
        } else if (x->from_entity != HS_NONE) {
            hs_say_entity(&s, p->view, x->from_entity);
        }
        hs_put_phrase(p, &s);
    }
    if (took.n > 3) hs_putf(p, "; %u more", took.n - 3);
}

static void row(hs_page *p, uint32_t doc)
{
    const hs_view *v = p->view;
    const hs_doc *d = v->pile->docs.v[doc];
    uint32_t copies = hs_lists_of(&v->facts->doc_files, doc).n;
    hs_put(p, "<tr><td class=\"day\">");
    hs_put_day(p, d->published_day);
    hs_put(p, "</td><td>");
    hs_put_str(p, d->outlet ? hs_doc_str(d, d->outlet) : "not stated");
    hs_put(p, "</td><td class=\"wide\">");
    hs_link_doc(p, doc);
    hs_put_str(p, hs_title_of(d));
    hs_put(p, "</a>");
    if (copies > 1) hs_putf(p, " <small class=\"mark\">%u copies</small>", copies);
    if (d->verdict == HS_READ_PART) hs_put(p, " <small class=\"mark\">read in part</small>");
    hs_put(p, "</td><td class=\"took\">");
    upstreams(p, doc);
    hs_putf(p, "</td><td class=\"n\">%u</td></tr>\n", hs_lists_of(&v->facts->doc_claims, doc).n);
}

void hs_put_doc_rows(hs_page *p, uint32_t first, uint32_t n)
{
    uint32_t *order = hs_docs_by_day(p->view);
    hs_put(p,
           "<div class=\"pan\"><table class=\"docs stack\"><thead><tr><th>Published</th><th>Outlet</th><th>Title</th>"
           "<th>Takes from</th><th class=\"n\">Claims</th></tr></thead><tbody>\n");
    for (uint32_t i = first; i < first + n && i < p->view->pile->docs.n; i++) row(p, order[i]);
    hs_put(p, "</tbody></table></div>\n");
    free(order);
}

uint32_t hs_parts_documents(const hs_view *v)
{
    return (v->pile->docs.n + ON_A_PAGE - 1) / ON_A_PAGE;
}

void hs_body_documents(hs_page *p, uint32_t part)
{
    hs_put(p, "<h1>Documents</h1>\n<p class=\"stand\">By day of publication, with what each takes from others.</p>\n");
    hs_put_doc_rows(p, part * ON_A_PAGE, ON_A_PAGE);
}

void hs_put_unread_rows(hs_page *p)
{
    const hs_pile *pile = p->view->pile;
    uint32_t n = 0;
    for (uint32_t i = 0; i < pile->files.n; i++) {
        const hs_file *f = &pile->files.v[i];
        if (f->verdict == HS_READ_WHOLE) continue;
        if (!n++)
            hs_put(p,
                   "<div class=\"pan\"><table><thead><tr><th>File</th><th>Read</th><th>Why</th></tr></thead><tbody>\n");
        hs_put(p, "<tr><td class=\"path\">");
        hs_put_str(p, hs_ledger_str(&pile->ledger, f->path));
        hs_putf(p, "</td><td>%s</td><td>", f->verdict == HS_READ_PART ? "in part" : "not");
        hs_put_str(p, hs_ledger_str(&pile->ledger, f->reason));
        if (f->part) {
            hs_put(p, " (missing: ");
            hs_put_str(p, hs_ledger_str(&pile->ledger, f->part));
            hs_put(p, ")");
        }
        hs_put(p, "</td></tr>\n");
    }
    hs_put(p, n ? "</tbody></table></div>\n" : "<p class=\"none\">Every file was read whole.</p>\n");
}

void hs_body_unread(hs_page *p, uint32_t part)
{
    (void)part;
    hs_put(p, "<h1>Not read</h1>\n<p class=\"stand\">Files that could not be read, or only in part, with the reason. "
              "Nothing that they say is in the ledger.</p>\n");
    hs_put_unread_rows(p);
}
