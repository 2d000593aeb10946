#include "link/act_classes.h"

#include "link/terms.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const char *const alike[] = {
    "say tell add state note accord explain write report announce reveal unveil confirm disclose claim tweet insist recall",
    "strike hit rock rattle shake jolt slam batter occur erupt happen",
    "foil thwart repulse repel prevent avert stop",
    "release issue launch publish deliver ship rush roll introduce offer debut",
    "damage destroy flatten devastate wreck ruin reduce sever cut snap gut ravage",
    "disrupt interrupt hamper affect lose block outage problem fail fault glitch",
    "fix plug patch repair resolve remedy restore solve mend",
    "win lose beat defeat triumph top edge upset",
    "break set surpass eclipse pass become overtake",
    "crash collide smash mow plow",
    "flee escape leave run",
    "ask approach choose pick select tap nominate appoint name consider",
    "tackle fight battle extinguish douse",
    "arrest nab catch apprehend",
    "resign quit step depart retire replace",
    "attack hijack attempt drop explode land shell",
    "convict find guilty",
    "charge file accuse indict",
    "kill murder slay homicide manslaughter",
    "host emcee present front stint appear perform gig",
    "ceremony show celebrate broadcast event award",
    "exploit use hack",
    "drive drink intoxicate influence",
    "spark trigger cause prompt",
    "seize confiscate recover",
    "evacuate displace",
    "increase rise climb jump surge soar grow",
    "fall drop decline slump plunge tumble decrease",
    "meet talk discuss negotiate",
    "reject refuse dismiss",
    "game match contest final",
    "buy acquire purchase takeover",
    "operation action mission",
    "schedule plan expect"};
/* clang-format on */

void hs_act_classes_make(hs_act_classes *c)
{
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        uint64_t wide = 0;
        for (const char *at = alike[i]; *at;) {
            size_t n = strcspn(at, " ");
            uint64_t class = hs_term_class((hs_str){at, n});
            uint32_t *row = hs_map64_at(&c->of, class);
            if (!wide) wide = class;
            if (*row == HS_MISSING) {
                *row = c->wide.n;
                *HS_PUSH(c->wide) = wide;
            }
            at += n + (at[n] == ' ');
        }
    }
}

uint64_t hs_act_classes_wide(const hs_act_classes *c, uint64_t class)
{
    uint32_t row = hs_map64_get(&c->of, class);
    return row == HS_MISSING ? class : c->wide.v[row];
}

void hs_act_classes_free(hs_act_classes *c)
{
    hs_map64_free(&c->of);
    HS_VEC_FREE(c->wide);
}
