/* A document's page: its clean text with everything marked, who speaks beside each paragraph, and where it comes from.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "show/changed.h"
#include "show/escape.h"
#include "show/marked.h"
#include "show/pages.h"

static void fact(hs_page *p, const char *label, const char *value)
{
    if (!*value) return;
    hs_putf(p, "<dt>%s</dt><dd>", label);
    hs_put_str(p, value);
    hs_put(p, "</dd>\n");
}

static void address(hs_page *p, const char *url)
{
    if (!*url) return;
    hs_put(p, "<dt>Address</dt><dd>");
    if (hs_is_web_address(hs_str_of(url))) {
        hs_put(p, "<a rel=\"noreferrer noopener nofollow\" href=\"");
        hs_put_str(p, url);
        hs_put(p, "\">");
        hs_put_str(p, url);
        hs_put(p, "</a>");
    } else {
        hs_put_str(p, url);
    }
    hs_put(p, "</dd>\n");
}

/* What the taker made of the words, folded away; each line carries the words on either side. */
static void changes(hs_page *p, uint32_t derivation)
{
    enum { MOST = 40 };
    const hs_pile *pile = p->view->pile;
    hs_changes all = {0};
    hs_changes_of(pile, derivation, &all);
    if (all.n) hs_putf(p, "<details><summary>%u changed, dropped or added</summary><ul>", all.n);
    for (uint32_t i = 0; i < all.n && i < MOST; i++) {
        hs_buf b = {0};
        hs_say_change(pile, derivation, &all.v[i], &b);
        hs_putf(p, "<li>%s ", hs_change_words[all.v[i].kind]);
        hs_put_str(p, hs_buf_c(&b));
        hs_put(p, "</li>");
        hs_buf_free(&b);
    }
    if (all.n > MOST) hs_putf(p, "<li>and %u more</li>", all.n - MOST);
    if (all.n) hs_put(p, "</ul></details>");
    HS_VEC_FREE(all);
}

static void derivations(hs_page *p, const char *label, hs_list list, bool took)
{
    const hs_ledger *l = &p->view->pile->ledger;
    if (!list.n) return;
    hs_putf(p, "<dt>%s</dt><dd><ul>", label);
    for (uint32_t i = 0; i < list.n; i++) {
        const hs_derivation *x = &l->derivations.v[list.v[i]];
        hs_phrase s = {0};
        if (took) {
            hs_buf_printf(&s.text, "%s ", hs_derivation_words(x));
            if (x->from_doc != HS_NONE) hs_say_doc(&s, p->view, x->from_doc);
            if (x->from_doc == HS_NONE && x->from_entity != HS_NONE) hs_say_entity(&s, p->view, x->from_entity);
        } else {
            hs_say_doc(&s, p->view, x->taker);
            hs_buf_printf(&s.text, " %s it", hs_derivation_words(x));
        }
        hs_put(p, "<li>");
        hs_put_phrase(p, &s);
        if (x->share) hs_putf(p, ", %u %% of the taker’s words", (x->share + 5) / 10);
        if (x->why) {
            hs_put(p, ": ");
            hs_put_str(p, hs_ledger_str(l, x->why));
        }
        if (took && p->view->facts->nearest[list.v[i]]) changes(p, list.v[i]);
        hs_put(p, "</li>");
    }
    hs_put(p, "</ul></dd>\n");
}

static void facts(hs_page *p, uint32_t doc)
{
    const hs_pile *pile = p->view->pile;
    const hs_doc *d = pile->docs.v[doc];
    char hex[65], size[32];
    hs_sha256_hex(&d->sha, hex);
    snprintf(size, sizeof size, "%" PRIu64 " bytes", d->raw_size);
    hs_put(p, "<section><h2>The file</h2>\n<dl class=\"facts\">\n");
    hs_list files = hs_lists_of(&p->view->facts->doc_files, doc);
    if (!files.n) fact(p, "Path", hs_doc_str(d, d->path));
    for (uint32_t i = 0; i < files.n; i++)
        fact(p, i ? "Exact copy" : "Path", hs_ledger_str(&pile->ledger, pile->files.v[files.v[i]].path));
    fact(p, "Part of", hs_doc_str(d, d->parent));
    fact(p, "SHA-256", hex);
    fact(p, "Size", d->raw_size ? size : "");
    fact(p, "Type", hs_doc_str(d, d->media));
    fact(p, "Charset", hs_doc_str(d, d->charset));
    fact(p, "Language", hs_doc_str(d, d->language));
    address(p, hs_doc_str(d, d->canonical));
    fact(p, "Dated by", hs_doc_str(d, d->published_by));
    hs_put(p, "</dl></section>\n");
}

/* ---- the text, with who speaks beside it ---- */

typedef struct {
    uint32_t at, index;
} start;

static int by_start(const void *va, const void *vb)
{
    const start *a = va, *b = vb;
    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Attributions in the order of their first words. */
static start *attributions_in_order(const hs_doc *d, uint32_t *n)
{
    start *v = hs_calloc((size_t)d->attributions.n + 1, sizeof *v);
    *n = 0;
    for (uint32_t i = 0; i < d->attributions.n; i++) {
        const hs_attribution *a = &d->attributions.v[i];
        if (!a->content.n) continue;
        uint32_t at = d->spans.v[a->content.first].at;
        if (a->source.n && d->spans.v[a->source.first].at < at) at = d->spans.v[a->source.first].at;
        v[(*n)++] = (start){at, i};
    }
    qsort(v, *n, sizeof *v, by_start);
    return v;
}

/* The claims of the assertions whose innermost attribution is this one: links with their counts. */
static void claims_of(hs_page *p, uint32_t doc, const hs_lists *by_attribution, uint32_t attribution)
{
    hs_list own = hs_lists_of(by_attribution, attribution);
    for (uint32_t i = 0; i < own.n; i++) {
        uint32_t claim = hs_index_claim(&p->view->facts->index, doc, own.v[i]);
        if (claim == HS_NONE) continue;
        hs_counts c = p->view->facts->counts.v[claim];
        hs_put(p, " ");
        hs_link_claim(p, claim, "count");
        hs_put_count(p, c.reports, "report", "reports");
        hs_put(p, c.denials ? ", denied</a>" : "</a>");
    }
}

static void note(hs_page *p, uint32_t doc, const hs_lists *by_attribution, uint32_t attribution)
{
    hs_phrase s = {0};
    hs_put(p, "<p>");
    hs_say_chain(&s, p->view, doc, attribution, false);
    hs_put_phrase(p, &s);
    claims_of(p, doc, by_attribution, attribution);
    hs_put(p, "</p>");
}

static hs_lists assertions_by_attribution(const hs_doc *d)
{
    hs_lists l = {0};
    for (uint32_t i = 0; i <= d->attributions.n; i++) *HS_PUSH(l.first) = 0;
    for (uint32_t i = 0; i < d->assertions.n; i++)
        if (d->assertions.v[i].attribution != HS_NONE) l.first.v[d->assertions.v[i].attribution + 1]++;
    for (uint32_t i = 0; i < d->attributions.n; i++) l.first.v[i + 1] += l.first.v[i];
    for (uint32_t i = 0; i < l.first.v[d->attributions.n]; i++) *HS_PUSH(l.of) = 0;
    uint32_t *at = hs_calloc((size_t)d->attributions.n + 1, sizeof *at);
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        uint32_t a = d->assertions.v[i].attribution;
        if (a != HS_NONE) l.of.v[l.first.v[a] + at[a]++] = i;
    }
    free(at);
    return l;
}

static const char *tag_of(uint32_t kind)
{
    switch (kind) {
    case HS_BLOCK_HEADING:
        return "h3";
    case HS_BLOCK_QUOTE:
        return "blockquote";
    default:
        return "p";
    }
}

static void text(hs_page *p, uint32_t doc)
{
    const hs_doc *d = p->view->pile->docs.v[doc];
    hs_marks marks;
    hs_marks_of_doc(p->view, doc, &marks);
    uint32_t n, next = 0;
    start *order = attributions_in_order(d, &n);
    hs_lists own = assertions_by_attribution(d);
    for (uint32_t b = 0; b < d->blocks.n; b++) {
        const hs_block *k = &d->blocks.v[b];
        const char *tag = tag_of(k->kind);
        hs_putf(p, "<div class=\"row\"><%s class=\"k%u\">", tag, k->kind);
        hs_put_marked(p, doc, k->at, &marks);
        hs_putf(p, "</%s>", tag);
        if (next < n && order[next].at < hs_span_end(k->at)) {
            hs_put(p, "<aside>");
            for (; next < n && order[next].at < hs_span_end(k->at); next++) note(p, doc, &own, order[next].index);
            hs_put(p, "</aside>");
        }
        hs_put(p, "</div>\n");
    }
    if (!d->blocks.n) hs_put_marked(p, doc, (hs_span){0, (uint32_t)d->text.n}, &marks);
    HS_VEC_FREE(own.first);
    HS_VEC_FREE(own.of);
    free(order);
    hs_marks_free(&marks);
}

void hs_page_doc(hs_page *p, uint32_t doc)
{
    const hs_doc *d = p->view->pile->docs.v[doc];
    const char *title = hs_title_of(d);
    hs_page_begin(p, title, "documents");
    hs_putf(p, "<p class=\"label\">Document · %s</p>\n<h1>", hs_id_doc(p->view->pile, doc).s);
    hs_put_str(p, title);
    hs_put(p, "</h1>\n<p class=\"stand\">");
    hs_put_str(p, d->outlet ? hs_doc_str(d, d->outlet) : "Outlet not stated");
    hs_put(p, ", ");
    hs_put_day(p, d->published_day);
    if (d->author) {
        hs_put(p, ", by ");
        hs_put_str(p, hs_doc_str(d, d->author));
    }
    hs_put(p, "</p>\n");
    if (d->verdict == HS_READ_PART) {
        hs_put(p, "<p class=\"warn\">Missing: ");
        hs_put_str(p, hs_doc_str(d, d->part));
        hs_put(p, ". ");
        hs_put_str(p, hs_doc_str(d, d->reason));
        hs_put(p, ".</p>\n");
    }
    hs_list took = hs_lists_of(&p->view->facts->doc_took, doc), gave = hs_lists_of(&p->view->facts->doc_gave, doc);
    if (took.n || gave.n) hs_put(p, "<dl class=\"facts\">\n");
    derivations(p, "Takes from others", took, true);
    derivations(p, "Is taken from", gave, false);
    if (took.n || gave.n) hs_put(p, "</dl>\n");
    hs_put(p, "<p class=\"key\"><span class=\"quo\">quoted</span> <span class=\"rep\">reported</span> "
              "<span class=\"src\">who says it</span> <span class=\"cue\">by which words</span> "
              "<span class=\"name\">name</span> <span class=\"fig\">figure</span> <span class=\"date\">date</span> "
              "<span class=\"unsure\">hardly legible</span> "
              "<span>the document’s own voice is unmarked</span></p>\n<div class=\"text\">\n");
    text(p, doc);
    hs_put(p, "</div>\n");
    facts(p, doc);
    hs_page_end(p);
}
