/* Who took from whom, and the claims whose reports fold into fewer origins. */
#include <stdlib.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {
    {"taker", false, 12}, {"", false, 6}, {"from", false, 12}, {"share", true, 5}, {"because", false, 16}};

static void say_upstream(hs_phrase *p, const hs_view *v, const hs_derivation *x)
{
    if (x->from_doc != HS_NONE) {
        hs_say_doc(p, v, x->from_doc);
        hs_buf_printf(&p->text, " %s", hs_id_doc(v->pile, x->from_doc).s);
    } else if (x->from_entity != HS_NONE) {
        hs_say_entity(p, v, x->from_entity);
        hs_say(p, " (not among these documents)");
    }
}

static void row(hs_table *t, const hs_view *v, const hs_derivation *x)
{
    char share[16] = "";
    if (x->share) snprintf(share, sizeof share, "%u %%", (x->share + 5) / 10);
    hs_phrase taker = {0}, from = {0};
    hs_say_doc(&taker, v, x->taker);
    hs_buf_printf(&taker.text, " %s", hs_id_doc(v->pile, x->taker).s);
    say_upstream(&from, v, x);
    hs_table_cell(t, hs_phrase_text(&taker));
    hs_table_cell(t, hs_str_of(hs_derivation_words(x)));
    hs_table_cell(t, hs_phrase_text(&from));
    hs_table_cell(t, hs_str_of(share));
    hs_table_cell(t, hs_str_of(hs_ledger_str(&v->pile->ledger, x->why)));
    hs_phrase_free(&taker);
    hs_phrase_free(&from);
}

static bool chosen(const hs_choice *c, const hs_derivation *x)
{
    return hs_chosen_doc(c, x->taker) || (x->from_doc != HS_NONE && hs_chosen_doc(c, x->from_doc));
}

static bool derivations(const hs_view *v, const hs_choice *c, hs_err *err)
{
    const hs_ledger *l = &v->pile->ledger;
    hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
    bool ok = true;
    for (uint32_t i = 0; i < l->derivations.n && ok; i++) {
        if (!chosen(c, &l->derivations.v[i])) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_derivation(v->pile, i), err);
        } else {
            row(&t, v, &l->derivations.v[i]);
        }
    }
    if (!v->json && t.cells.n) hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
    if (!v->json && !t.cells.n) fputs("No document is seen to take from another.\n", v->out);
    hs_table_free(&t);
    return ok;
}

/* A claim of several reports: how many origins they come down to, and why. */
static void claim(const hs_view *v, uint32_t i)
{
    const hs_ledger *l = &v->pile->ledger;
    const hs_claim *c = &l->claims.v[i];
    hs_pane b = {.width = (uint32_t)v->width, .colour = v->colour};
    hs_buf words = {0};
    hs_quote_of(v->pile, c->wording, &words);
    hs_pane_blank(&b);
    hs_pane_text(&b, "", "", HS_STRONG, (hs_str){hs_buf_c(&words), words.n});
    hs_phrase p = {0};
    hs_buf_printf(&p.text, "%s · ", hs_id_claim(v->pile, i).s);
    hs_say_counts(&p, v->facts->counts.v[i]);
    hs_say(&p, " · ");
    hs_say_origins(&p, c);
    hs_pane_text(&b, "", "", HS_PLAIN, hs_phrase_text(&p));
    for (uint32_t k = c->folds.first; k < c->folds.first + c->folds.n; k++)
        hs_pane_text(&b, l->folds.v[k].certain ? "  one:     " : "  perhaps: ", "           ", HS_PLAIN,
                     hs_str_of(hs_ledger_str(l, l->folds.v[k].why)));
    hs_pane_print(&b, v->out);
    hs_pane_free(&b);
    hs_phrase_free(&p);
    hs_buf_free(&words);
}

bool hs_print_origins(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    bool ok = derivations(v, &c, err);
    for (uint32_t i = 0; i < v->facts->claim_order.n && ok && !v->json; i++) {
        uint32_t k = v->facts->claim_order.v[i];
        if (v->facts->counts.v[k].reports > 1 && hs_chosen_claim(&c, k)) claim(v, k);
    }
    if (!v->json) {
        hs_pane note = {.width = (uint32_t)v->width, .colour = v->colour};
        hs_pane_blank(&note);
        hs_pane_text(&note, "", "", HS_FAINT,
                     HS_STR("Origins are counted from what these documents show. A source that nobody names, such as "
                            "a press conference that all of them attended, cannot be seen here."));
        hs_pane_print(&note, v->out);
        hs_pane_free(&note);
    }
    hs_choice_free(&c);
    return ok;
}
