/* The ledger: every claim, those that most documents carry first. */
#include "show/pages.h"

#define ON_A_PAGE 60u

uint32_t hs_parts_ledger(const hs_view *v)
{
    return (v->facts->claim_order.n + ON_A_PAGE - 1) / ON_A_PAGE;
}

void hs_body_ledger(hs_page *p, uint32_t part)
{
    const hs_facts *f = p->view->facts;
    uint32_t first = part * ON_A_PAGE, last = first + ON_A_PAGE;
    if (last > f->claim_order.n) last = f->claim_order.n;
    hs_put(p, "<h1>Ledger</h1>\n<p class=\"stand\">");
    hs_put_count(p, f->claim_order.n, "claim", "claims");
    hs_put(p, ", those in most documents first. Above each stands who says it.</p>\n"
              "<p class=\"key\"><span class=\"dots\"><i class=\"full\"></i><i class=\"open\"></i><i class=\"gone\"></i>"
              "</span> one dot a report: full, an apparent origin at least; hollow, one at most; faint, folded into "
              "another.</p>\n<div class=\"entries\">\n");
    for (uint32_t i = first; i < last; i++) hs_put_claim(p, f->claim_order.v[i], 3);
    hs_put(p, "</div>\n");
}
