/* The story at a glance: what was read and what was not, the claims that most documents carry, the denials, the tree.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "show/pages.h"
#include "show/tree.h"

#define KEY_CLAIMS  8u
#define KEY_DENIALS 6u
#define FEW_DOCS    40u

typedef struct {
    uint32_t outlets, undated, unread, shared, denied, checked;
    hs_day first, last;
} glance;

static glance look(const hs_view *v)
{
    glance g = {.first = HS_NO_DAY, .last = HS_NO_DAY};
    hs_map outlets = {0};
    for (uint32_t i = 0; i < v->pile->docs.n; i++) {
        const hs_doc *d = v->pile->docs.v[i];
        if (d->outlet) hs_map_at(&outlets, hs_str_of(hs_doc_str(d, d->outlet)));
        if (d->published_day == HS_NO_DAY) {
            g.undated++;
            continue;
        }
        if (g.first == HS_NO_DAY || d->published_day < g.first) g.first = d->published_day;
        if (g.last == HS_NO_DAY || d->published_day > g.last) g.last = d->published_day;
    }
    for (uint32_t i = 0; i < v->pile->files.n; i++) g.unread += v->pile->files.v[i].verdict != HS_READ_WHOLE;
    for (uint32_t i = 0; i < v->facts->counts.n; i++) {
        g.shared += v->facts->counts.v[i].docs > 1;
        g.denied += v->facts->counts.v[i].denials > 0;
        g.checked += v->pile->ledger.claims.v[i].state > 0;
    }
    g.outlets = outlets.entries.n;
    hs_map_free(&outlets);
    return g;
}

static void number(hs_page *p, uint32_t n, const char *one, const char *many, const char *href)
{
    hs_putf(p, "<li><a href=\"%s.html\"><b>%u</b> <span>%s</span></a></li>", href, n, n == 1 ? one : many);
}

static void head(hs_page *p, const glance *g)
{
    const hs_pile *pile = p->view->pile;
    hs_put(p, "<h1>");
    hs_put_str(p, p->view->name);
    hs_put(p, "</h1>\n<p class=\"stand\">");
    hs_put_count(p, pile->docs.n, "document", "documents");
    if (g->outlets) {
        hs_put(p, " of ");
        hs_put_count(p, g->outlets, "outlet", "outlets");
    }
    if (g->first != HS_NO_DAY) {
        hs_put(p, ", published ");
        hs_put_days(p, (hs_days){g->first, g->last});
    }
    if (g->undated) hs_putf(p, ", %u without a date", g->undated);
    hs_put(p, ". What follows is who says what, on whose word.</p>\n<ul class=\"numbers\">");
    number(p, pile->ledger.claims.n, "claim", "claims", "ledger");
    number(p, g->shared, "in more than one document", "in more than one document", "ledger");
    number(p, g->denied, "denied", "denied", "ledger");
    number(p, g->checked, "checked by a person", "checked by a person", "ledger");
    number(p, g->unread, "file not read, or in part", "files not read, or in part", "unread");
    hs_put(p, "</ul>\n");
}

static void key_claims(hs_page *p)
{
    const hs_facts *f = p->view->facts;
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->claim_order.n && n < KEY_CLAIMS; i++) {
        uint32_t claim = f->claim_order.v[i];
        if (f->counts.v[claim].docs < 2) break;
        if (!n++)
            hs_put(p, "<section><h2>What most documents carry</h2>\n<p class=\"note\">In the order of how many "
                      "documents; that is no measure of truth.</p>\n<div class=\"entries\">\n");
        hs_put_claim(p, claim, 3);
    }
    if (n) hs_put(p, "</div>\n<p class=\"more\"><a href=\"ledger.html\">The whole ledger</a></p></section>\n");
}

/* An assertion whose voice denies it. */
static bool is_denial(const hs_view *v, hs_item it)
{
    const hs_doc *d = v->pile->docs.v[it.doc];
    uint32_t a = d->assertions.v[it.item].attribution;
    return a != HS_NONE && d->attributions.v[a].stance == HS_DENIES;
}

static void lone_denials(hs_page *p)
{
    const hs_facts *f = p->view->facts;
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->claim_order.n && n < KEY_DENIALS; i++) {
        hs_item wording = p->view->pile->ledger.claims.v[f->claim_order.v[i]].wording;
        if (!is_denial(p->view, wording) || hs_facts_denies(f, wording)) continue;
        if (!n++)
            hs_put(p, "<p class=\"note\">Denials that stand beside no claim, for none of these documents was seen to "
                      "assert it:</p>\n<div class=\"entries\">\n");
        hs_put_claim(p, f->claim_order.v[i], 2);
    }
    if (n) hs_put(p, "</div>\n");
}

static void denials(hs_page *p)
{
    const hs_facts *f = p->view->facts;
    uint32_t n = 0;
    hs_put(p, "<section><h2>What is denied</h2>\n");
    for (uint32_t i = 0; i < f->claim_order.n && n < KEY_DENIALS; i++) {
        uint32_t claim = f->claim_order.v[i];
        if (!f->counts.v[claim].denials) continue;
        if (!n++) hs_put(p, "<div class=\"entries\">\n");
        hs_put_claim(p, claim, 1);
    }
    hs_put(p, n ? "</div>\n" : "<p class=\"none\">Of no claim was a denial found in these documents.</p>\n");
    lone_denials(p);
    hs_put(p, "</section>\n");
}

void hs_body_index(hs_page *p, uint32_t part)
{
    (void)part;
    glance g = look(p->view);
    uint32_t n = p->view->pile->docs.n;
    head(p, &g);
    key_claims(p);
    denials(p);
    hs_put(p, "<section><h2>Who took from whom</h2>\n");
    hs_put_story_tree(p);
    hs_put(p, "</section>\n<section><h2>Documents</h2>\n");
    hs_put_doc_rows(p, 0, n < FEW_DOCS ? n : FEW_DOCS);
    if (n > FEW_DOCS) hs_putf(p, "<p class=\"more\"><a href=\"documents.html\">All %u documents</a></p>\n", n);
    hs_put(p, "</section>\n<section><h2>Not read</h2>\n");
    hs_put_unread_rows(p);
    hs_put(p, "</section>\n");
}
