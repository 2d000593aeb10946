/* Documents, their copies, and what could not be read (rule 9). */
#include <stdlib.h>

#include "show/choose.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/printers.h"
#include "show/words.h"

static const hs_column columns[] = {{"id", false, 13},    {"published", false, 10}, {"outlet", false, 8},
                                    {"title", false, 14}, {"claims", true, 6},      {"notes", false, 12}};

static void say_notes(hs_phrase *p, const hs_view *v, uint32_t doc)
{
    const hs_doc *d = v->pile->docs.v[doc];
    hs_list files = hs_lists_of(&v->facts->doc_files, doc), took = hs_lists_of(&v->facts->doc_took, doc);
    if (files.n > 1) hs_buf_printf(&p->text, "%u copies", files.n);
    if (d->verdict == HS_READ_PART)
        hs_buf_printf(&p->text, "%sread in part: %s", p->text.n ? "; " : "", hs_doc_str(d, d->reason));
    for (uint32_t i = 0; i < took.n && i < 3; i++) {
        const hs_derivation *x = &v->pile->ledger.derivations.v[took.v[i]];
        hs_buf_printf(&p->text, "%s%s ", p->text.n ? "; " : "", hs_derivation_words(x));
        if (x->from_entity != HS_NONE) {
            hs_say_entity(p, v, x->from_entity);
        } else if (x->from_doc != HS_NONE) {
            hs_say_doc(p, v, x->from_doc);
        }
    }
    if (took.n > 3) hs_buf_printf(&p->text, "; and %u more: 'hearsay origins'", took.n - 3);
}

static void row(hs_table *t, const hs_view *v, uint32_t doc)
{
    const hs_doc *d = v->pile->docs.v[doc];
    char day[HS_DAY_TEXT], number[16];
    hs_day_text(d->published_day, day);
    snprintf(number, sizeof number, "%u", hs_lists_of(&v->facts->doc_claims, doc).n);
    hs_phrase notes = {0};
    say_notes(&notes, v, doc);
    hs_table_cell(t, hs_str_of(hs_doc_str(d, d->id)));
    hs_table_cell(t, hs_str_of(*day ? day : "no date"));
    hs_table_cell(t, hs_str_of(d->outlet ? hs_doc_str(d, d->outlet) : "not stated"));
    hs_table_cell(t, hs_str_of(hs_title_of(d)));
    hs_table_cell(t, hs_str_of(number));
    hs_table_cell(t, hs_phrase_text(&notes));
    hs_phrase_free(&notes);
}

static void print_unread(const hs_view *v)
{
    static const hs_column unread[] = {{"not read, or read in part", false, 20}, {"reason", false, 20}};
    const hs_pile *p = v->pile;
    hs_table t = {unread, 2, {0}};
    for (uint32_t i = 0; i < p->files.n; i++) {
        const hs_file *f = &p->files.v[i];
        if (f->verdict == HS_READ_WHOLE) continue;
        hs_buf why = {0};
        hs_buf_str(&why, hs_ledger_str(&p->ledger, f->reason));
        if (f->part) hs_buf_printf(&why, " (missing: %s)", hs_ledger_str(&p->ledger, f->part));
        hs_table_cell(&t, hs_str_of(hs_ledger_str(&p->ledger, f->path)));
        hs_table_cell(&t, (hs_str){hs_buf_c(&why), why.n});
        hs_buf_free(&why);
    }
    if (t.cells.n) {
        fputc('\n', v->out);
        hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
    }
    hs_table_free(&t);
}

static bool as_json(const hs_view *v, const hs_choice *c, hs_err *err)
{
    const hs_pile *p = v->pile;
    for (uint32_t i = 0; i < p->docs.n; i++)
        if (hs_chosen_doc(c, i) && !hs_json_line(v->out, hs_json_document(v, i), err)) return false;
    for (uint32_t i = 0; i < p->files.n; i++)
        if (p->files.v[i].verdict != HS_READ_WHOLE && !hs_json_line(v->out, hs_json_unread(p, &p->files.v[i]), err))
            return false;
    return true;
}

bool hs_print_docs(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    bool ok = true;
    if (v->json) {
        ok = as_json(v, &c, err);
    } else {
        hs_table t = {columns, sizeof columns / sizeof *columns, {0}};
        for (uint32_t i = 0; i < v->pile->docs.n; i++)
            if (hs_chosen_doc(&c, i)) row(&t, v, i);
        hs_table_print(&t, (uint32_t)v->width, v->colour, v->out);
        hs_table_free(&t);
        print_unread(v);
    }
    hs_choice_free(&c);
    return ok;
}
