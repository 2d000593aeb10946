#include "link/link.h"

/* clang-format off */
const hs_link_pass hs_link_passes[] = {
    {"entities", 10, hs_link_entities},
    {"derivations", 7, hs_link_derivations},
    {"events", 13, hs_link_events},
    {"claims", 44, hs_link_claims},
    {"origins", 7, hs_link_origins},
};
/* clang-format on */
const size_t hs_link_pass_count = sizeof hs_link_passes / sizeof *hs_link_passes;

void hs_link_clear(hs_pile *p)
{
    hs_ledger *l = &p->ledger;
    l->entities.n = l->maybes.n = l->derivations.n = l->events.n = l->claims.n = l->items.n = 0;
    l->strings.n = l->passages.n = l->members.n = l->pairs.n = l->folds.n = 0;
}

bool hs_link(hs_pile *p, hs_err *err)
{
    bool ok = true, keeps = p->kept.n > 0;
    hs_link_clear(p);
    hs_pile_keep(p);
    for (size_t i = 0; ok && i < hs_link_pass_count; i++) ok = hs_link_passes[i].link(p, err);
    if (!keeps) hs_pile_forget_kept(p);
    return ok;
}
