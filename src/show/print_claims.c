/* The ledger: one entry a claim, with who says it on whose word, in which documents, how many origins, the figures side
 * by side, the denials, and whether anybody checked. */
#include <stdlib.h>

#include "show/choose.h"
#include "show/id.h"
#include "show/json.h"
#include "show/layout.h"
#include "show/ledger.h"
#include "show/printers.h"

#define WIDE 130 /* columns from which the reports stand beside the claim */
#define GAP  3

static void entry(const hs_view *v, uint32_t claim)
{
    uint32_t width = (uint32_t)v->width;
    bool wide = v->width >= WIDE && v->pile->ledger.claims.v[claim].members.n > 1;
    uint32_t half = width > 200 ? 100 - GAP : (width - GAP) / 2;
    hs_pane left = {.width = wide ? half : width, .colour = v->colour};
    hs_pane right = {.width = half, .colour = v->colour};
    hs_entry_head(&left, v, claim, 3);
    hs_entry_reports(wide ? &right : &left, v, claim);
    hs_panes_print(&left, &right, GAP, v->out);
    fputc('\n', v->out);
    hs_pane_free(&left);
    hs_pane_free(&right);
}

bool hs_print_claims(const hs_view *v, hs_err *err)
{
    hs_choice c;
    if (!hs_choose(v, &c, err)) return false;
    bool ok = true;
    for (uint32_t i = 0; i < v->facts->claim_order.n && ok; i++) {
        uint32_t claim = v->facts->claim_order.v[i];
        if (!hs_chosen_claim(&c, claim)) continue;
        if (v->json) {
            ok = hs_json_line(v->out, hs_json_claim(v->pile, claim), err);
        } else {
            entry(v, claim);
        }
    }
    hs_choice_free(&c);
    return ok;
}
