#include "show/page.h"
#include "show/readings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep/decision.h"
#include "show/desk_pages.h"
#include "show/escape.h"
#include "show/pages.h"

void hs_put(hs_page *p, const char *ours)
{
    hs_buf_str(&p->html, ours);
}

void hs_putf(hs_page *p, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    hs_buf_str(&p->html, text);
}

void hs_put_text(hs_page *p, hs_str text)
{
    hs_escape_html(text, &p->html);
}

void hs_put_str(hs_page *p, const char *text)
{
    hs_put_text(p, hs_str_of(text));
}

/* ---- the frame ---- */

static void navigation(hs_page *p, const char *here)
{
    hs_put(p, "<nav>");
    for (size_t i = 0; i < hs_section_count; i++)
        hs_putf(p, "<a href=\"%s%s.html\"%s>%s</a>", p->up, hs_sections[i].name,
                strcmp(hs_sections[i].name, here) ? "" : " aria-current=\"page\"", hs_sections[i].title);
    if (p->token)
        hs_putf(p, "<a href=\"%ssearch\"%s>Search</a>", p->up, strcmp("search", here) ? "" : " aria-current=\"page\"");
    hs_put(p, "</nav>");
}

void hs_page_begin(hs_page *p, const char *title, const char *here)
{
    hs_put(p, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' file:; "
              "form-action 'self'; base-uri 'none'\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
              "<title>");
    hs_put_str(p, title);
    hs_put(p, " · ");
    hs_put_str(p, p->view->name);
    hs_putf(p,
            "</title>\n<link rel=\"stylesheet\" href=\"%sstyle.css\">\n</head>\n<body>\n<header class=\"mast\">"
            "<a class=\"case\" href=\"%sindex.html\">",
            p->up, p->up);
    hs_put_str(p, p->view->name);
    hs_put(p, "</a>");
    navigation(p, here);
    hs_put(p, "</header>\n<main>\n");
}

void hs_page_end(hs_page *p)
{
    hs_put(p,
           "</main>\n<footer><p>Made by hearsay " HS_VERSION ". It shows who says what, on whose word and where; it "
           "does not say what is so. Lines marked <em>not checked</em> were proposed by a machine and read by nobody. "
           "Origins are counted from these documents alone: a source that nobody names, such as a press conference "
           "that all attended, cannot be seen.</p></footer>\n</body>\n</html>\n");
}

/* ---- links ---- */

void hs_link_claim(hs_page *p, uint32_t claim, const char *class)
{
    hs_putf(p, "<a%s%s%s href=\"%sclaims/%s.html\">", *class ? " class=\"" : "", class, *class ? "\"" : "", p->up,
            hs_id_claim(p->view->pile, claim).s);
}

void hs_link_entity(hs_page *p, uint32_t entity)
{
    hs_putf(p, "<a href=\"%swho/%s.html\">", p->up, hs_id_entity(p->view->pile, entity).s);
}

void hs_link_doc(hs_page *p, uint32_t doc)
{
    hs_putf(p, "<a href=\"%sdocs/%s.html\">", p->up, hs_id_doc(p->view->pile, doc).s);
}

void hs_link_item(hs_page *p, uint32_t doc, hs_id_letter letter, uint32_t item)
{
    hs_putf(p, "<a href=\"%sdocs/%s.html#%c%u\">", p->up, hs_id_doc(p->view->pile, doc).s, (char)letter, item);
}

void hs_put_phrase(hs_page *p, hs_phrase *phrase)
{
    size_t at = 0;
    hs_str all = hs_phrase_text(phrase);
    for (uint32_t i = 0; i < phrase->pieces.n; i++) {
        hs_piece x = phrase->pieces.v[i];
        hs_put_text(p, (hs_str){all.p + at, x.at - at});
        if (x.kind == HS_PIECE_ENTITY) hs_link_entity(p, x.index);
        if (x.kind == HS_PIECE_DOC) hs_link_doc(p, x.index);
        hs_put_text(p, (hs_str){all.p + x.at, x.n});
        hs_put(p, "</a>");
        at = x.at + x.n;
    }
    hs_put_text(p, (hs_str){all.p + at, all.n - at});
    hs_phrase_free(phrase);
}

/* ---- days and numbers ---- */

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

void hs_put_day(hs_page *p, hs_day day)
{
    if (day == HS_NO_DAY) {
        hs_put(p, "no date");
        return;
    }
    int y, m, d;
    hs_day_parts(day, &y, &m, &d);
    hs_putf(p, "<time datetime=\"%04d-%02d-%02d\">%d&nbsp;%s %d</time>", y, m, d, d, months[m - 1], y);
}

/* A day, month or year, as coarse as the grain of hs_days_grain. */
static void put_grain(hs_page *p, hs_day day, int grain)
{
    int y, m, d;
    hs_day_parts(day, &y, &m, &d);
    if (grain == 12) {
        hs_putf(p, "%d", y);
    } else if (grain == 1) {
        hs_putf(p, "%s&nbsp;%d", months[m - 1], y);
    } else {
        hs_put_day(p, day);
    }
}

void hs_put_days(hs_page *p, hs_days days)
{
    bool from = days.first != HS_NO_DAY, to = days.last != HS_NO_DAY;
    int grain = hs_days_grain(days), y, m, d, y2, m2, d2;
    if (!from && !to) {
        hs_put(p, "no date");
        return;
    }
    if (!from || !to) hs_put(p, from ? "from " : "until ");
    put_grain(p, from ? days.first : days.last, grain);
    if (!from || !to) return;
    hs_day_parts(days.first, &y, &m, &d);
    hs_day_parts(days.last, &y2, &m2, &d2);
    if (days.first == days.last || (grain == 12 && y == y2) || (grain == 1 && y == y2 && m == m2)) return;
    hs_put(p, " to ");
    put_grain(p, days.last, grain);
}

void hs_put_count(hs_page *p, uint32_t n, const char *one, const char *many)
{
    hs_putf(p, "%u %s", n, n == 1 ? one : many);
}

/* ---- parts of entries ---- */

void hs_put_quote(hs_page *p, hs_item it)
{
    hs_buf words = {0};
    char marks[64];
    hs_quote_of(p->view->pile, it, &words);
    hs_put_text(p, (hs_str){hs_buf_c(&words), words.n});
    hs_buf_free(&words);
    if (*hs_marks_of(p->view->pile->docs.v[it.doc]->assertions.v[it.item].flags, marks))
        hs_putf(p, " <small class=\"mark\">%s</small>", marks);
}

void hs_put_said(hs_page *p, hs_place x, hs_span at)
{
    hs_item it = {x.doc, x.assertion};
    if (x.assertion != HS_NONE) {
        hs_phrase who = {0};
        hs_say_who(&who, p->view, it);
        hs_put_phrase(p, &who);
        hs_put(p, " <q>");
        hs_put_quote(p, it);
        hs_put(p, "</q>");
        return;
    }
    hs_buf words = {0};
    hs_context_of(p->view->pile->docs.v[x.doc], at, &words);
    hs_put(p, "<q>");
    hs_put_text(p, (hs_str){hs_buf_c(&words), words.n});
    hs_put(p, "</q>");
    hs_buf_free(&words);
}

void hs_put_state(hs_page *p, uint32_t state)
{
    hs_putf(p, "<span class=\"state s%u\">%s</span>", state, hs_state_words(state));
}

#define MAX_DOTS 24u

void hs_put_origins(hs_page *p, uint32_t claim)
{
    const hs_claim *c = &p->view->pile->ledger.claims.v[claim];
    uint32_t n = p->view->facts->counts.v[claim].reports;
    if (n > MAX_DOTS) n = MAX_DOTS;
    if (n > 1) hs_put(p, "<span class=\"dots\" aria-hidden=\"true\">");
    for (uint32_t i = 0; i < n && n > 1; i++)
        hs_putf(p, "<i class=\"%s\"></i>", i < c->least ? "full" : i < c->most ? "open" : "gone");
    if (n > 1) hs_put(p, "</span>");
    hs_phrase s = {0};
    hs_say_origins(&s, c);
    hs_put_phrase(p, &s);
}

void hs_put_place(hs_page *p, hs_item it)
{
    const hs_doc *d = p->view->pile->docs.v[it.doc];
    hs_phrase s = {0};
    hs_say_where(&s, p->view, it);
    hs_link_item(p, it.doc, HS_ID_ASSERTION, it.item);
    hs_put_text(p, hs_phrase_text(&s));
    hs_put(p, ", ");
    hs_put_day(p, d->published_day);
    hs_put(p, "</a>");
    hs_phrase_free(&s);
}

void hs_put_figure(hs_page *p, hs_item f)
{
    const hs_doc *d = p->view->pile->docs.v[f.doc];
    hs_buf words = {0};
    hs_words_at(d, hs_figure_span(&d->figures.v[f.item]), &words);
    hs_put(p, "«");
    hs_link_item(p, f.doc, HS_ID_FIGURE, f.item);
    hs_put_text(p, (hs_str){hs_buf_c(&words), words.n});
    hs_put(p, "</a>» (");
    hs_phrase s = {0};
    hs_say_doc_at(&s, p->view, f.doc, d->figures.v[f.item].at);
    hs_put_phrase(p, &s);
    hs_put(p, ")");
    hs_buf_free(&words);
}

void hs_put_pair(hs_page *p, const hs_figure_pair *x)
{
    hs_put_figure(p, x->a);
    hs_put(p, " and ");
    hs_put_figure(p, x->b);
    hs_putf(p, ": <b class=\"rel r%u\">%s</b>", x->relation, hs_relation_words(x->relation));
    if (x->why) {
        hs_put(p, ", ");
        hs_put_str(p, hs_ledger_str(&p->view->pile->ledger, x->why));
    }
}

static bool same_words(const hs_pile *p, hs_item x, hs_item y)
{
    hs_buf a = {0}, b = {0};
    hs_words_of(p, x, &a);
    hs_words_of(p, y, &b);
    bool same = a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
    hs_buf_free(&a);
    hs_buf_free(&b);
    return same;
}

static void entry_reports(hs_page *p, uint32_t claim, uint32_t role, uint32_t most)
{
    hs_range r = p->view->pile->ledger.claims.v[claim].members;
    uint32_t n = 0;
    for (uint32_t i = r.first; i < r.first + r.n; i++) {
        const hs_member *m = &p->view->pile->ledger.members.v[i];
        if (m->role != role || n++ >= most) continue;
        hs_put(p, "<li>");
        hs_put_place(p, m->assertion);
        hs_put(p, ": ");
        hs_phrase s = {0};
        hs_say_who(&s, p->view, m->assertion);
        hs_put_phrase(p, &s);
        if (same_words(p->view->pile, m->assertion, p->view->pile->ledger.claims.v[claim].wording)) {
            hs_put(p, " <span class=\"none\">these words</span></li>");
            continue;
        }
        hs_put(p, " <q>");
        hs_put_quote(p, m->assertion);
        hs_put(p, "</q></li>");
    }
    if (n > most) {
        hs_put(p, "<li>");
        hs_link_claim(p, claim, "");
        hs_putf(p, "and %u more</a></li>", n - most);
    }
}

/* The pairs that are not the same; or, where all are, the figure once. */
static void entry_figures(hs_page *p, const hs_claim *c)
{
    const hs_figure_pair *pairs = p->view->pile->ledger.pairs.v + c->pairs.first;
    uint32_t apart = 0;
    if (!c->pairs.n) return;
    hs_put(p, "<dt>Figures</dt><dd>");
    for (uint32_t i = 0; i < c->pairs.n; i++) {
        if (pairs[i].relation == HS_SAME || apart++ >= 2) continue;
        hs_put(p, "<p>");
        hs_put_pair(p, &pairs[i]);
        hs_put(p, "</p>");
    }
    if (apart > 2) hs_putf(p, "<p>and %u more pairs that are not the same</p>", apart - 2);
    if (!apart) {
        hs_put_figure(p, pairs[0].a);
        hs_putf(p, ": <b class=\"rel\">same</b> in every report that counts it");
    }
    hs_put(p, "</dd>");
}

/* What stands behind a claim of one report. */
static void short_entry(hs_page *p, uint32_t claim)
{
    const hs_claim *c = &p->view->pile->ledger.claims.v[claim];
    hs_item it = p->view->pile->ledger.members.v[c->members.first].assertion;
    hs_phrase who = {0};
    hs_put(p, "<div class=\"single\"><p>");
    hs_put_place(p, it);
    hs_put(p, ": ");
    hs_say_who(&who, p->view, it);
    hs_put_phrase(p, &who);
    hs_put(p, " <span class=\"none\">these words</span></p>\n<p>1 report, ");
    hs_put_origins(p, claim);
    hs_put(p, "; <span class=\"none\">no denial found in them</span> · ");
    hs_put_state(p, c->state);
    hs_put(p, "</p></div>\n</article>\n");
}

/* Denials, and reports that may say the same. */
static void entry_disputes(hs_page *p, uint32_t claim, hs_counts n)
{
    hs_putf(p, "<dt>Denied</dt><dd%s>", n.denials ? " class=\"denial\"" : "");
    if (n.denials) {
        hs_put(p, "<ul>");
        entry_reports(p, claim, HS_DENIES_IT, 3);
        hs_put(p, "</ul>");
    } else {
        hs_put(p, "<span class=\"none\">none found in these documents</span>");
    }
    hs_put(p, "</dd>\n");
    if (!n.maybes && !n.maybe_denials) return;
    hs_put(p, "<dt>Perhaps</dt><dd>");
    hs_link_claim(p, claim, "");
    if (n.maybe_denials) hs_put_count(p, n.maybe_denials, "report that may deny it", "reports that may deny it");
    if (n.maybes && n.maybe_denials) hs_put(p, ", ");
    if (n.maybes) hs_put_count(p, n.maybes, "report that may say the same", "reports that may say the same");
    hs_put(p, "</a></dd>\n");
}

void hs_put_claim(hs_page *p, uint32_t claim, uint32_t reports)
{
    const hs_claim *c = &p->view->pile->ledger.claims.v[claim];
    hs_counts n = p->view->facts->counts.v[claim];
    hs_put(p, "<article class=\"claim\">\n<div>\n<p class=\"who\">");
    hs_phrase voices = {0}, counts = {0};
    hs_say_voices(&voices, p->view, claim, HS_ASSERTS, 4);
    hs_put_phrase(p, &voices);
    hs_put(p, "</p>\n<h3>");
    hs_link_claim(p, claim, "");
    hs_put_quote(p, c->wording);
    hs_put(p, "</a></h3>\n</div>\n");
    if (c->members.n == 1) {
        short_entry(p, claim);
        return;
    }
    hs_put(p, "<dl>\n<dt>Reports</dt><dd>");
    hs_say_counts(&counts, n);
    hs_put_phrase(p, &counts);
    hs_put(p, " · ");
    hs_put_state(p, c->state);
    if (reports) hs_put(p, "<ul>");
    if (reports) entry_reports(p, claim, HS_ASSERTS, reports);
    if (reports) hs_put(p, "</ul>");
    hs_put(p, "</dd>\n<dt>Origins</dt><dd>");
    hs_put_origins(p, claim);
    hs_put(p, "</dd>\n");
    entry_figures(p, c);
    entry_disputes(p, claim, n);
    hs_put(p, "</dl>\n</article>\n");
}

void hs_put_rulings(hs_page *p, hs_list rulings)
{
    const hs_ledger *l = &p->view->pile->ledger;
    if (rulings.n) hs_put(p, "<section><h2>Rulings</h2>\n<ul class=\"rulings\">\n");
    for (uint32_t i = 0; i < rulings.n; i++) {
        const hs_decision *d = &p->view->pile->decisions.v[rulings.v[i]];
        hs_put(p, "<li><b>");
        hs_put_str(p, hs_ledger_str(l, d->what));
        hs_put(p, "</b> by ");
        hs_put_str(p, hs_ledger_str(l, d->by));
        hs_put(p, ", ");
        hs_put_str(p, hs_ledger_str(l, d->at));
        if (d->reason) {
            hs_put(p, ": ");
            hs_put_str(p, hs_ledger_str(l, d->reason));
        }
        hs_put(p, hs_decision_stands(p->view->pile, rulings.v[i]) ? "</li>\n" : " (taken back)</li>\n");
        if (hs_decision_stands(p->view->pile, rulings.v[i])) hs_put_undo_form(p, d->id);
    }
    if (rulings.n) hs_put(p, "</ul></section>\n");
}

void hs_put_parts(hs_page *p, const char *name, uint32_t part, uint32_t parts)
{
    if (parts < 2) return;
    hs_put(p, "<p class=\"parts\">Page");
    for (uint32_t i = 0; i < parts; i++) {
        if (i == part) {
            hs_putf(p, " <b>%u</b>", i + 1);
        } else if (i == 0) {
            hs_putf(p, " <a href=\"%s.html\">1</a>", name);
        } else {
            hs_putf(p, " <a href=\"%s-%u.html\">%u</a>", name, i + 1, i + 1);
        }
    }
    hs_put(p, "</p>\n");
}
