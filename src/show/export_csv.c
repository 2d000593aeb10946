/* The ledger as one flat table (RFC 4180): a row a report, with its claim. */
#include <stdlib.h>

#include "show/escape.h"
#include "show/id.h"
#include "show/printers.h"
#include "show/words.h"

static void field(hs_buf *row, hs_str text)
{
    if (row->n) hs_buf_char(row, ',');
    hs_escape_csv(text, row);
}

static void number(hs_buf *row, uint32_t n)
{
    hs_buf_printf(row, ",%u", n);
}

static void words_field(hs_buf *row, const hs_pile *p, hs_item it)
{
    hs_buf words = {0};
    hs_quote_of(p, it, &words);
    field(row, (hs_str){hs_buf_c(&words), words.n});
    hs_buf_free(&words);
}

static void chain_field(hs_buf *row, const hs_view *v, hs_item it)
{
    hs_phrase p = {0};
    hs_say_who(&p, v, it);
    field(row, hs_phrase_text(&p));
    hs_phrase_free(&p);
}

static void voice_field(hs_buf *row, const hs_view *v, hs_item it)
{
    hs_phrase p = {0};
    hs_say_speaker(&p, v, it);
    field(row, hs_phrase_text(&p));
    hs_phrase_free(&p);
}

static void report(hs_buf *row, const hs_view *v, uint32_t claim, const hs_member *m)
{
    static const char *const roles[] = {"asserts", "denies", "maybe the same", "maybe denies"};
    const hs_claim *c = &v->pile->ledger.claims.v[claim];
    hs_item it = m->assertion;
    const hs_doc *d = v->pile->docs.v[it.doc];
    const hs_assertion *a = &d->assertions.v[it.item];
    char marks[64], day[HS_DAY_TEXT];
    hs_day_text(d->published_day, day);
    field(row, hs_str_of(hs_id_claim(v->pile, claim).s));
    words_field(row, v->pile, c->wording);
    field(row, hs_str_of(hs_state_words(c->state)));
    number(row, c->least);
    number(row, c->most);
    field(row, hs_str_of(roles[m->role <= HS_MAYBE_DENIES ? m->role : HS_MAYBE_SAME]));
    voice_field(row, v, it);
    chain_field(row, v, it);
    words_field(row, v->pile, it);
    field(row, hs_str_of(hs_marks_of(a->flags, marks)));
    field(row, hs_str_of(hs_doc_str(d, d->outlet)));
    field(row, hs_str_of(day));
    field(row, hs_str_of(hs_doc_str(d, d->path)));
    field(row, hs_str_of(hs_id_item(v->pile, it.doc, HS_ID_ASSERTION, it.item).s));
    hs_span whole = a->spans.n ? hs_span_join(d->spans.v[a->spans.first], d->spans.v[a->spans.first + a->spans.n - 1])
                               : (hs_span){0, 0};
    number(row, whole.at);
    number(row, hs_span_end(whole));
    field(row, hs_str_of(hs_ledger_str(&v->pile->ledger, m->why)));
}

bool hs_print_csv(const hs_view *v, hs_err *err)
{
    const hs_ledger *l = &v->pile->ledger;
    fputs("claim,wording,state,origins_least,origins_most,role,voice,chain,words,marks,outlet,published,path,assertion,"
          "from,to,joined_because\r\n",
          v->out);
    hs_buf row = {0};
    for (uint32_t i = 0; i < v->facts->claim_order.n; i++) {
        hs_range r = l->claims.v[v->facts->claim_order.v[i]].members;
        for (uint32_t k = r.first; k < r.first + r.n; k++) {
            hs_buf_clear(&row);
            report(&row, v, v->facts->claim_order.v[i], &l->members.v[k]);
            fprintf(v->out, "%s\r\n", hs_buf_c(&row));
        }
    }
    hs_buf_free(&row);
    return !ferror(v->out) || hs_fail(err, HS_ERR_IO, NULL, HS_NOWHERE, "the output could not be written");
}
