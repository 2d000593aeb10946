#include "show/desk_pages.h"

#include <inttypes.h>
#include <string.h>

#include "keep/case.h"
#include "show/pages.h"

#define MOST_DOCS 40

/* ---- forms ---- */

static void form_begin(hs_page *p)
{
    hs_putf(p, "<form method=\"post\" action=\"%sdecide\"><input type=\"hidden\" name=\"token\" value=\"%s\">", p->up,
            p->token);
}

static void hidden(hs_page *p, const char *name, const char *ours)
{
    hs_putf(p, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, ours);
}

static void reason_and_name(hs_page *p)
{
    hs_put(p, "<label>because <input name=\"because\" required maxlength=\"1000\"></label>"
              "<label>signed <input name=\"by\" size=\"12\" maxlength=\"200\" placeholder=\"");
    hs_put_str(p, p->by);
    hs_put(p, "\"></label>");
}

static void button(hs_page *p, const char *ruling, const char *words)
{
    hs_putf(p, "<button name=\"what\" value=\"%s\">%s</button>", ruling, words);
}

void hs_put_claim_form(hs_page *p, uint32_t claim)
{
    if (!p->token) return;
    hs_put(p, "<section><h2>Rule</h2>\n");
    form_begin(p);
    hidden(p, "id", hs_id_claim(p->view->pile, claim).s);
    reason_and_name(p);
    button(p, "checked", "Checked against the passages");
    button(p, "second", "Checked by a second reader");
    button(p, "cleared", "Cleared to publish");
    button(p, "wrong", "Misread: leave it out");
    hs_put(p, "</form></section>\n");
}

void hs_put_maybe_form(hs_page *p, uint32_t a, uint32_t b)
{
    if (!p->token) return;
    form_begin(p);
    hidden(p, "id", hs_id_entity(p->view->pile, a).s);
    hidden(p, "other", hs_id_entity(p->view->pile, b).s);
    reason_and_name(p);
    button(p, "same", "The same");
    button(p, "different", "Not the same");
    hs_put(p, "</form>\n");
}

void hs_put_undo_form(hs_page *p, uint64_t decision)
{
    if (!p->token) return;
    char id[24];
    snprintf(id, sizeof id, "%" PRIu64, decision);
    form_begin(p);
    hidden(p, "id", id);
    reason_and_name(p);
    button(p, "undo", "Take back");
    hs_put(p, "</form>\n");
}

/* ---- search ---- */

typedef struct {
    hs_page *page;
    uint32_t hits;
    char last[16];
} results;

/* The place to jump to: the first assertion that shares bytes with the passage. */
static uint32_t assertion_in(const hs_doc *d, hs_span s)
{
    for (uint32_t i = 0; i < d->assertions.n; i++) {
        hs_range r = d->assertions.v[i].spans;
        for (uint32_t k = r.first; k < r.first + r.n; k++)
            if (hs_span_overlap(d->spans.v[k], s)) return i;
    }
    return HS_NONE;
}

static void passage(hs_page *p, const hs_hit *h)
{
    uint32_t at = h->at.at;
    hs_put(p, "<blockquote><p>");
    for (uint32_t i = 0; i < h->n; i++) {
        hs_put_text(p, hs_doc_text(h->doc, (hs_span){at, h->words[i].at - at}));
        hs_put(p, "<mark>");
        hs_put_text(p, hs_doc_text(h->doc, h->words[i]));
        hs_put(p, "</mark>");
        at = hs_span_end(h->words[i]);
    }
    hs_put_text(p, hs_doc_text(h->doc, (hs_span){at, hs_span_end(h->at) - at}));
    hs_put(p, "</p></blockquote>\n");
}

static void hit(const hs_hit *h, void *ctx)
{
    results *r = ctx;
    hs_page *p = r->page;
    const char *id = hs_doc_str(h->doc, h->doc->id);
    uint32_t doc = hs_pile_doc(p->view->pile, id);
    if (doc == HS_NONE) return; /* added since this desk loaded the case */
    uint32_t assertion = assertion_in(p->view->pile->docs.v[doc], h->at);
    r->hits++;
    if (strcmp(r->last, id) != 0) {
        hs_put(p, "<p class=\"label\">");
        if (assertion != HS_NONE) {
            hs_put_place(p, (hs_item){doc, assertion});
        } else {
            hs_phrase where = {0};
            hs_say_doc(&where, p->view, doc);
            hs_put_phrase(p, &where);
        }
        hs_put(p, " · ");
        hs_put_str(p, hs_doc_str(h->doc, h->doc->title));
        hs_put(p, "</p>\n");
        snprintf(r->last, sizeof r->last, "%s", id);
    }
    passage(p, h);
}

void hs_page_search(hs_page *p, const char *case_path, const char *query)
{
    results r = {.page = p};
    hs_err err = {.offset = HS_NOWHERE};
    hs_page_begin(p, "Search", "search");
    hs_put(p, "<h1>Search</h1>\n<form action=\"search\"><input type=\"search\" name=\"q\" autofocus value=\"");
    hs_put_str(p, query);
    hs_put(p, "\"><button>Search</button></form>\n<p class=\"note\">Words, “phrases”, AND OR NOT, prefix*, NEAR/5, and "
              "title: author: outlet: voice: date: before a word. Accents and scripts make no difference.</p>\n");
    if (*query) {
        hs_case *c = hs_case_open(case_path, false, &err);
        bool ok = c && hs_case_search(c, query, MOST_DOCS, hit, &r, &err);
        hs_case_close(c);
        if (!ok) {
            hs_put(p, "<p class=\"warn\">");
            hs_put_str(p, err.msg);
            hs_put(p, "</p>\n");
        } else if (!r.hits) {
            hs_put(p, "<p class=\"none\">Nothing in these documents matches.</p>\n");
        }
    }
    hs_page_end(p);
}

void hs_page_message(hs_page *p, const char *title, const char *message)
{
    hs_page_begin(p, title, "");
    hs_put(p, "<h1>");
    hs_put_str(p, title);
    hs_put(p, "</h1>\n<p class=\"stand\">");
    hs_put_str(p, message);
    hs_put(p, "</p>\n");
    hs_page_end(p);
}
