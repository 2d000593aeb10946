#include "show/marked.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORTED, QUOTED, SOURCE, CUE, NAME, FIGURE, DATE, UNSURE, ASSERTION };

static void add(hs_marks *m, hs_span s, uint8_t layer, uint32_t index)
{
    if (!s.n) return;
    *HS_PUSH(m->edges) = (hs_edge){s.at, hs_span_end(s), index, layer, 1};
    *HS_PUSH(m->edges) = (hs_edge){hs_span_end(s), s.at, index, layer, 0};
}

static void add_range(hs_marks *m, const hs_doc *d, hs_range r, uint8_t layer, uint32_t index)
{
    for (uint32_t i = 0; i < r.n; i++) add(m, d->spans.v[r.first + i], layer, i ? HS_NONE : index);
}

/* At one place spans close before others open; the inner of two closes first, the outer opens first. */
static int by_place(const void *va, const void *vb)
{
    const hs_edge *a = va, *b = vb;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    if (a->opens != b->opens) return a->opens < b->opens ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    if (a->layer != b->layer) return (a->layer < b->layer) == (a->opens == 1) ? -1 : 1;
    return (a->index < b->index) == (a->opens == 1) ? -1 : 1;
}

/* Words of a picture that recognition is not sure of. */
static void add_unsure(hs_marks *m, const hs_doc *d, hs_span s)
{
    hs_range r = hs_doc_locators(d, s);
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (d->locators.v[i].sure && d->locators.v[i].sure < HS_UNSURE_WORD)
            add(m, d->locators.v[i].at, UNSURE, HS_NONE);
}

static void finish(hs_marks *m)
{
    if (m->edges.n) qsort(m->edges.v, m->edges.n, sizeof *m->edges.v, by_place);
    m->entity = HS_NONE;
}

static void add_attribution(hs_marks *m, const hs_doc *d, uint32_t i, bool content)
{
    const hs_attribution *a = &d->attributions.v[i];
    add_range(m, d, a->source, SOURCE, i);
    add_range(m, d, a->cue, CUE, i);
    if (content) add_range(m, d, a->content, a->mode == HS_DIRECT ? QUOTED : REPORTED, i);
}

void hs_marks_of_doc(const hs_view *v, uint32_t doc, hs_marks *m)
{
    const hs_doc *d = v->pile->docs.v[doc];
    *m = (hs_marks){.ids = true};
    for (uint32_t i = 0; i < d->attributions.n; i++) add_attribution(m, d, i, true);
    add_unsure(m, d, (hs_span){0, (uint32_t)d->text.n});
    for (uint32_t i = 0; i < d->mentions.n; i++) add(m, d->mentions.v[i].at, NAME, i);
    for (uint32_t i = 0; i < d->figures.n; i++) add(m, d->figures.v[i].at, FIGURE, i);
    for (uint32_t i = 0; i < d->dates.n; i++) add(m, d->dates.v[i].at, DATE, i);
    for (uint32_t i = 0; i < d->assertions.n; i++) add_range(m, d, d->assertions.v[i].spans, ASSERTION, i);
    finish(m);
}

void hs_marks_of_assertion(const hs_view *v, hs_item it, hs_marks *m)
{
    const hs_doc *d = v->pile->docs.v[it.doc];
    const hs_assertion *a = &d->assertions.v[it.item];
    *m = (hs_marks){0};
    uint32_t depth = 0;
    for (uint32_t i = a->attribution; i != HS_NONE && depth < 16; i = d->attributions.v[i].parent, depth++)
        add_attribution(m, d, i, false);
    for (uint32_t i = 0; i < a->spans.n; i++) {
        add_unsure(m, d, d->spans.v[a->spans.first + i]);
        add(m, d->spans.v[a->spans.first + i], ASSERTION, it.item);
    }
    finish(m);
}

void hs_marks_free(hs_marks *m)
{
    HS_VEC_FREE(m->edges);
    HS_VEC_FREE(m->open);
}

/* An assertion becomes an element where its span does not cross the one that is open. */
static void open_assertion(hs_page *p, const hs_doc *d, hs_marks *m, const hs_edge *e)
{
    if (e->index == HS_NONE) return;
    if (m->open.n) {
        hs_span outer = d->spans.v[d->assertions.v[m->open.v[m->open.n - 1]].spans.first];
        if (hs_span_end(outer) < e->end) {
            if (m->ids) hs_putf(p, "<span id=\"s%u\"></span>", e->index);
            return;
        }
    }
    *HS_PUSH(m->open) = e->index;
    if (m->ids) {
        hs_putf(p, "<span class=\"as\" id=\"s%u\">", e->index);
    } else {
        hs_put(p, "<mark>");
    }
}

static void close_assertion(hs_page *p, hs_marks *m)
{
    m->open.n--;
    hs_put(p, m->ids ? "</span>" : "</mark>");
}

static void pass(hs_page *p, uint32_t doc, hs_marks *m, const hs_edge *e)
{
    static const char letters[] = {'a', 'a', 0, 0, 'm', 'f', 't', 0, 0};
    const hs_doc *d = p->view->pile->docs.v[doc];
    if (e->opens) {
        m->depth[e->layer]++;
        if (e->layer == ASSERTION) open_assertion(p, d, m, e);
        if (m->ids && letters[e->layer] && e->index != HS_NONE)
            hs_putf(p, "<span id=\"%c%u\"></span>", letters[e->layer], e->index);
        if (e->layer == NAME) m->entity = hs_index_entity(&p->view->facts->index, doc, d->mentions.v[e->index].chain);
    } else {
        if (m->depth[e->layer]) m->depth[e->layer]--;
        if (e->layer == ASSERTION && m->open.n && m->open.v[m->open.n - 1] == e->index) close_assertion(p, m);
        if (e->layer == NAME && !m->depth[NAME]) m->entity = HS_NONE;
    }
}

/* One run of text between two edges, in one element that carries all open layers. */
static void run(hs_page *p, hs_str text, const hs_marks *m)
{
    static const char *const names[] = {"rep", "quo", "src", "cue", "name", "fig", "date", "unsure"};
    if (!text.n) return;
    bool link = m->depth[NAME] && m->entity != HS_NONE, any = false;
    char class[64] = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!m->depth[i]) continue;
        snprintf(class + strlen(class), sizeof class - strlen(class), "%s%s", any ? " " : "", names[i]);
        any = true;
    }
    if (link) {
        hs_putf(p, "<a class=\"%s\" href=\"%swho/%s.html\">", class, p->up, hs_id_entity(p->view->pile, m->entity).s);
    } else if (any) {
        hs_putf(p, "<span class=\"%s\">", class);
    }
    hs_put_text(p, text);
    if (any) hs_put(p, link ? "</a>" : "</span>");
}

void hs_put_marked(hs_page *p, uint32_t doc, hs_span s, hs_marks *m)
{
    const hs_doc *d = p->view->pile->docs.v[doc];
    uint32_t at = s.at, end = hs_span_end(s);
    while (at < end) {
        while (m->next < m->edges.n && m->edges.v[m->next].at <= at) pass(p, doc, m, &m->edges.v[m->next++]);
        uint32_t to = m->next < m->edges.n && m->edges.v[m->next].at < end ? m->edges.v[m->next].at : end;
        run(p, hs_doc_text(d, (hs_span){at, to - at}), m);
        at = to;
    }
    while (m->next < m->edges.n && m->edges.v[m->next].at <= end && !m->edges.v[m->next].opens)
        pass(p, doc, m, &m->edges.v[m->next++]);
    while (m->open.n) close_assertion(p, m);
}
