/* Prints the signs by which acts of a linked case are judged one happening (src/link/happening.h), one pair a line:
 * document and byte of either act, then the signs. For bench/fit_acts.py.
 *
 *     build/test/act_pairs CASE */
#include "keep/case.h"
#include "link/happening.h"

#include <stdio.h>

typedef struct {
    const hs_pile *p;
} printer;

static void print_pairs(void *to, const hs_happenings *h, const hs_item *acts)
{
    const printer *x = to;
    float signs[HS_ACT_SIGNS];
    for (uint32_t a = 1; a < h->n; a++)
        for (uint32_t b = 0; b < a; b++) {
            const hs_doc *da = x->p->docs.v[acts[a].doc], *db = x->p->docs.v[acts[b].doc];
            hs_act_signs(h, a, b, signs);
            printf("%s %u %s %u", hs_doc_str(da, da->id), da->acts.v[acts[a].item].at.at, hs_doc_str(db, db->id),
                   db->acts.v[acts[b].item].at.at);
            for (uint32_t i = 0; i < HS_ACT_SIGNS; i++) printf(" %.5g", (double)signs[i]);
            printf("\n");
        }
}

int main(int argc, char **argv)
{
    hs_err err = {0};
    hs_pile pile = {0};
    hs_case *c = argc == 2 ? hs_case_open(argv[1], false, &err) : NULL;
    bool ok = c && hs_case_load(c, &pile, &err);
    if (ok) {
        hs_pile_keep(&pile);
        hs_happenings_walk(&pile, print_pairs, &(printer){&pile});
    } else {
        fprintf(stderr, "act_pairs: %s\n", err.msg);
    }
    hs_pile_free(&pile);
    hs_case_close(c);
    return ok ? 0 : 3;
}
