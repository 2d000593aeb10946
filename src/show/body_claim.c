/* A claim's page: each report in its context, the chain of who had it from whom, figures, denials, joins and folds with
 * their reasons, rulings. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "show/desk_pages.h"
#include "show/marked.h"
#include "show/pages.h"
#include "show/side_by_side.h"
#include "show/tree.h"

/* The block that holds the assertion's first word: blocks ascend. */
static uint32_t block_at(const hs_doc *d, uint32_t at)
{
    uint32_t lo = 0, hi = d->blocks.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (hs_span_end(d->blocks.v[mid].at) <= at) {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    return lo;
}

static void context(hs_page *p, hs_item it)
{
    const hs_doc *d = p->view->pile->docs.v[it.doc];
    hs_range r = d->assertions.v[it.item].spans;
    if (!r.n) return;
    uint32_t last = hs_span_end(d->spans.v[r.first + r.n - 1]);
    hs_marks marks;
    hs_marks_of_assertion(p->view, it, &marks);
    hs_put(p, "<blockquote>");
    uint32_t first = block_at(d, d->spans.v[r.first].at);
    for (uint32_t b = first; b < d->blocks.n && d->blocks.v[b].at.at < last && b < first + 6; b++) {
        hs_put(p, "<p>");
        hs_put_marked(p, it.doc, d->blocks.v[b].at, &marks);
        hs_put(p, "</p>");
    }
    hs_put(p, "</blockquote>\n");
    hs_marks_free(&marks);
}

static void bytes(hs_page *p, hs_item it)
{
    const hs_doc *d = p->view->pile->docs.v[it.doc];
    hs_range r = d->assertions.v[it.item].spans;
    hs_putf(p, "<p class=\"bytes\">%s", hs_id_item(p->view->pile, it.doc, HS_ID_ASSERTION, it.item).s);
    for (uint32_t i = r.first; i < r.first + r.n; i++) {
        hs_raw_ranges raw = {0};
        hs_doc_raw(d, d->spans.v[i], &raw);
        hs_buf unsure = {0};
        hs_say_unsure(&unsure, d, d->spans.v[i]);
        hs_put_text(p, (hs_str){hs_buf_c(&unsure), unsure.n});
        hs_buf_free(&unsure);
        hs_putf(p, " · clean bytes %u–%u", d->spans.v[i].at, hs_span_end(d->spans.v[i]));
        for (uint32_t k = 0; k < raw.n && k < 8; k++)
            hs_putf(p, "%s%" PRIu64 "–%" PRIu64, k ? ", " : ", raw bytes ", raw.v[k].from, raw.v[k].to);
        HS_VEC_FREE(raw);
    }
    hs_put(p, "</p>\n");
}

static void report(hs_page *p, const hs_member *m)
{
    hs_phrase who = {0};
    hs_put(p, "<article class=\"report\">\n<p class=\"label\">");
    hs_put_place(p, m->assertion);
    hs_put(p, "</p>\n<p class=\"chain\">");
    hs_say_who(&who, p->view, m->assertion);
    hs_put_phrase(p, &who);
    hs_put(p, "</p>\n");
    context(p, m->assertion);
    if (m->why) {
        bool proposed = m->role == HS_MAYBE_SAME || m->role == HS_MAYBE_DENIES;
        hs_put(p, proposed ? "<p class=\"note\">Proposed because " : "<p class=\"note\">Joined because ");
        hs_put_str(p, hs_ledger_str(&p->view->pile->ledger, m->why));
        hs_put(p, "</p>\n");
    }
    bytes(p, m->assertion);
    hs_put(p, "</article>\n");
}

static void reports(hs_page *p, const hs_claim *c, uint32_t role, const char *title, const char *none)
{
    uint32_t n = 0;
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &p->view->pile->ledger.members.v[i];
        if (m->role != role) continue;
        if (!n++) hs_putf(p, "<section class=\"role%u\"><h2>%s</h2>\n", role, title);
        report(p, m);
    }
    if (n) hs_put(p, "</section>\n");
    if (!n && *none) hs_putf(p, "<section><h2>%s</h2>\n<p class=\"none\">%s</p></section>\n", title, none);
}

/* Documents that carry the claim and say nothing of the denial. */
static void without_denial(hs_page *p, const hs_claim *c)
{
    const hs_pile *pile = p->view->pile;
    uint8_t *denies = hs_calloc((size_t)pile->docs.n + 1, 1);
    uint32_t n = 0;
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++)
        if (pile->ledger.members.v[i].role == HS_DENIES_IT) denies[pile->ledger.members.v[i].assertion.doc] = 1;
    for (uint32_t i = c->members.first; i < c->members.first + c->members.n; i++) {
        const hs_member *m = &pile->ledger.members.v[i];
        if (m->role != HS_ASSERTS || denies[m->assertion.doc]) continue;
        denies[m->assertion.doc] = 1;
        hs_put(p, n++ ? ", " : "<p class=\"note\">These carry the claim and not the denial: ");
        hs_put_place(p, m->assertion);
    }
    if (n) hs_put(p, "</p>\n");
    free(denies);
}

static void origins(hs_page *p, uint32_t claim)
{
    const hs_ledger *l = &p->view->pile->ledger;
    const hs_claim *c = &l->claims.v[claim];
    hs_put(p, "<p class=\"origins\">");
    hs_put_origins(p, claim);
    hs_put(p, "</p>\n");
    for (uint32_t i = c->folds.first; i < c->folds.first + c->folds.n; i++) {
        const hs_origin_fold *f = &l->folds.v[i];
        hs_put(p, f->certain ? "<p class=\"note\">One origin: " : "<p class=\"note\">Perhaps one origin: ");
        hs_put_str(p, hs_ledger_str(l, f->why));
        if (f->a < c->members.n && f->b < c->members.n) {
            hs_put(p, " (");
            hs_put_place(p, l->members.v[c->members.first + f->a].assertion);
            hs_put(p, "; ");
            hs_put_place(p, l->members.v[c->members.first + f->b].assertion);
            hs_put(p, ")");
        }
        hs_put(p, "</p>\n");
    }
}

void hs_page_claim(hs_page *p, uint32_t claim)
{
    const hs_claim *c = &p->view->pile->ledger.claims.v[claim];
    hs_buf title = {0};
    hs_words_of(p->view->pile, c->wording, &title);
    hs_page_begin(p, hs_buf_c(&title), "ledger");
    hs_buf_free(&title);
    hs_phrase voices = {0}, counts = {0}, denied = {0};
    hs_put(p, "<p class=\"label\">Claim · ");
    hs_put_state(p, c->state);
    hs_putf(p, " · %s</p>\n<p class=\"who\">", hs_id_claim(p->view->pile, claim).s);
    hs_say_voices(&voices, p->view, claim, HS_ASSERTS, 12);
    hs_put_phrase(p, &voices);
    hs_put(p, "</p>\n<h1 class=\"words\">");
    hs_put_quote(p, c->wording);
    hs_put(p, "</h1>\n<p class=\"stand\">");
    hs_say_counts(&counts, p->view->facts->counts.v[claim]);
    hs_put_phrase(p, &counts);
    hs_put(p, ". Denied by: ");
    if (!hs_say_voices(&denied, p->view, claim, HS_DENIES_IT, 12)) hs_say(&denied, "none found in these documents");
    hs_put_phrase(p, &denied);
    hs_put(p, ".</p>\n<section><h2>Origins</h2>\n");
    origins(p, claim);
    hs_put_claim_graph(p, claim);
    hs_put(p, "</section>\n");
    if (c->pairs.n) {
        hs_put(p, "<section><h2>Figures side by side</h2>\n");
        hs_put_side_by_side(p, claim, 0);
        hs_put(p, "</section>\n");
    }
    reports(p, c, HS_ASSERTS, "Who says so, in their words", "");
    reports(p, c, HS_DENIES_IT, "Denials", "None found in these documents.");
    if (p->view->facts->counts.v[claim].denials) without_denial(p, c);
    reports(p, c, HS_MAYBE_DENIES, "Perhaps denials", "");
    reports(p, c, HS_MAYBE_SAME, "Perhaps the same claim", "");
    hs_put_claim_form(p, claim);
    hs_put_rulings(p, hs_lists_of(&p->view->facts->claim_rulings, claim));
    hs_page_end(p);
}
