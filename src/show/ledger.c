#include <stdlib.h>

#include "show/ledger.h"

#include "base/map.h"
#include "show/id.h"

#define MARGIN      9u /* columns of the labels */
#define MOST_VOICES 8u

void hs_entry_words(hs_pane *b, const char *lead, hs_style style, const hs_pile *p, hs_item it)
{
    hs_buf words = {0};
    char marks[64];
    hs_quote_of(p, it, &words);
    if (*hs_marks_of(p->docs.v[it.doc]->assertions.v[it.item].flags, marks)) hs_buf_printf(&words, "  [%s]", marks);
    hs_pane_text(b, lead, lead, style, (hs_str){hs_buf_c(&words), words.n});
    hs_buf_free(&words);
}

static void who(hs_pane *b, const hs_view *v, hs_item it)
{
    hs_phrase p = {0};
    hs_say_who(&p, v, it);
    hs_pane_text(b, "  ", "  ", HS_PLAIN, hs_phrase_text(&p));
    hs_phrase_free(&p);
}

/* Where one report stands; the claim's line goes before it where the claim is this report alone. */
static void report(hs_pane *b, const hs_view *v, const hs_member *m, bool alone)
{
    static const char *const roles[] = {"", " · denial", " · perhaps the same"};
    hs_item it = m->assertion;
    char day[HS_DAY_TEXT];
    hs_day_text(v->pile->docs.v[it.doc]->published_day, day);
    hs_phrase p = {0};
    hs_say_where(&p, v, it);
    hs_buf_printf(&p.text, ", %s%s · %s", *day ? day : "no date", roles[m->role < 3 ? m->role : 0],
                  hs_id_item(v->pile, it.doc, HS_ID_ASSERTION, it.item).s);
    hs_pane_text(b, "", "", HS_FAINT, hs_phrase_text(&p));
    hs_phrase_free(&p);
    who(b, v, it);
    hs_entry_words(b, "  │ ", alone ? HS_STRONG : HS_PLAIN, v->pile, it);
}

void hs_entry_place(hs_pane *b, const hs_view *v, hs_place x, hs_span at, const char *id)
{
    const hs_doc *d = v->pile->docs.v[x.doc];
    char day[HS_DAY_TEXT];
    hs_day_text(d->published_day, day);
    hs_phrase p = {0};
    hs_say_doc_at(&p, v, x.doc, at);
    hs_buf_printf(&p.text, ", %s · %s", *day ? day : "no date", id);
    hs_pane_text(b, "", "", HS_FAINT, hs_phrase_text(&p));
    hs_phrase_free(&p);
    if (x.assertion != HS_NONE) {
        hs_item it = {x.doc, x.assertion};
        hs_say_who(&p, v, it);
        hs_pane_text(b, "", "", HS_PLAIN, hs_phrase_text(&p));
        hs_phrase_free(&p);
        hs_entry_words(b, "│ ", HS_STRONG, v->pile, it);
    } else {
        hs_buf words = {0};
        hs_context_of(d, at, &words);
        hs_pane_text(b, "│ ", "│ ", HS_PLAIN, (hs_str){hs_buf_c(&words), words.n});
        hs_buf_free(&words);
    }
}

void hs_entry_reports(hs_pane *b, const hs_view *v, uint32_t claim)
{
    hs_range r = v->pile->ledger.claims.v[claim].members;
    for (uint32_t i = r.first; i < r.first + r.n; i++) report(b, v, &v->pile->ledger.members.v[i], r.n == 1);
}

static void origins(hs_pane *b, const hs_view *v, const hs_claim *c)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_phrase p = {0};
    hs_say_origins(&p, c);
    hs_pane_field(b, MARGIN, "origins", hs_phrase_text(&p));
    hs_phrase_free(&p);
    hs_map reasons = {0};
    for (uint32_t i = c->folds.first; i < c->folds.first + c->folds.n; i++) {
        const hs_origin_fold *f = &l->folds.v[i];
        hs_buf why = {0};
        hs_buf_printf(&why, "%s %s", f->certain ? "one origin:" : "perhaps one origin:", hs_ledger_str(l, f->why));
        *hs_map_at(&reasons, (hs_str){hs_buf_c(&why), why.n}) = 0;
        hs_buf_free(&why);
    }
    for (uint32_t i = 0; i < reasons.entries.n; i++) /* each once */
        hs_pane_field(b, MARGIN, "", reasons.entries.v[i].key);
    hs_map_free(&reasons);
}

static void say_figure(hs_phrase *p, const hs_view *v, hs_item f)
{
    const hs_doc *d = v->pile->docs.v[f.doc];
    hs_say(p, "«");
    hs_words_at(d, hs_figure_span(&d->figures.v[f.item]), &p->text);
    hs_say(p, "» (");
    hs_say_doc_at(p, v, f.doc, d->figures.v[f.item].at);
    hs_say(p, ")");
}

static void say_pair(hs_phrase *p, const hs_view *v, const hs_figure_pair *x)
{
    say_figure(p, v, x->a);
    hs_say(p, " and ");
    say_figure(p, v, x->b);
    hs_buf_printf(&p->text, ": %s", hs_relation_words(x->relation));
    if (x->why) hs_buf_printf(&p->text, " (%s)", hs_ledger_str(&v->pile->ledger, x->why));
}

/* The pairs that are not the same; or, where all are, the figure once. */
static void figures(hs_pane *b, const hs_view *v, const hs_claim *c, uint32_t most)
{
    const hs_figure_pair *pairs = c->pairs.n ? v->pile->ledger.pairs.v + c->pairs.first : NULL;
    uint32_t apart = 0;
    for (uint32_t i = 0; i < c->pairs.n; i++) {
        if (pairs[i].relation == HS_SAME || apart++ >= most) continue;
        hs_phrase p = {0};
        say_pair(&p, v, &pairs[i]);
        hs_pane_field(b, MARGIN, apart == 1 ? "figures" : "", hs_phrase_text(&p));
        hs_phrase_free(&p);
    }
    hs_phrase p = {0};
    if (apart > most) hs_buf_printf(&p.text, "and %u more pairs that are not the same: 'hearsay show'", apart - most);
    if (c->pairs.n && !apart) {
        say_figure(&p, v, pairs[0].a);
        hs_say(&p, ": same in every report that counts it");
    }
    hs_pane_field(b, MARGIN, apart ? "" : "figures", hs_phrase_text(&p));
    hs_phrase_free(&p);
}

static void denials(hs_pane *b, const hs_view *v, uint32_t claim)
{
    hs_phrase p = {0}, perhaps = {0};
    if (!hs_say_voices(&p, v, claim, HS_DENIES_IT, MOST_VOICES)) hs_say(&p, "none found in these documents");
    hs_pane_field(b, MARGIN, "denials", hs_phrase_text(&p));
    hs_phrase_free(&p);
    if (hs_say_voices(&perhaps, v, claim, HS_MAYBE_DENIES, MOST_VOICES))
        hs_pane_field(b, MARGIN, "perhaps", hs_phrase_text(&perhaps));
    hs_phrase_free(&perhaps);
}

/* A claim of one report: all that is to say of it in one line. */
static void short_head(hs_pane *b, const hs_view *v, uint32_t claim)
{
    hs_buf head = {0};
    hs_buf_printf(&head, "%s · %s · 1 report · no denial found in these documents", hs_id_claim(v->pile, claim).s,
                  hs_state_words(v->pile->ledger.claims.v[claim].state));
    hs_pane_text(b, "", "", HS_ACCENT, (hs_str){head.p, head.n});
    hs_buf_free(&head);
}

void hs_entry_head(hs_pane *b, const hs_view *v, uint32_t claim, uint32_t pairs)
{
    const hs_claim *c = &v->pile->ledger.claims.v[claim];
    if (c->members.n == 1) {
        short_head(b, v, claim);
        return;
    }
    hs_phrase p = {0};
    hs_buf_printf(&p.text, "%s · %s · ", hs_id_claim(v->pile, claim).s, hs_state_words(c->state));
    hs_say_counts(&p, v->facts->counts.v[claim]);
    hs_pane_text(b, "", "", HS_ACCENT, hs_phrase_text(&p));
    hs_phrase_free(&p);
    hs_phrase voices = {0};
    hs_say_voices(&voices, v, claim, HS_ASSERTS, MOST_VOICES);
    hs_say(&voices, ":");
    hs_pane_text(b, "", "", HS_PLAIN, hs_phrase_text(&voices));
    hs_phrase_free(&voices);
    hs_entry_words(b, "│ ", HS_STRONG, v->pile, c->wording);
    denials(b, v, claim);
    origins(b, v, c);
    figures(b, v, c, pairs);
}
