/* Made by `python3 bench/fit_acts.py` from ../shared/data/crossdoc; not edited by hand. */
#include "link/happening.h"

/* Positive speaks for one happening. */
const float hs_act_weights[HS_ACT_SIGNS] = {
    [HS_ACT_BIAS] = -0.111F,        [HS_ACT_LEMMA] = 0.347F,         [HS_ACT_WORD] = 0.442F,
    [HS_ACT_NOBODY] = -0.365F,      [HS_ACT_OPEN] = -0.235F,         [HS_ACT_NEGATED] = -1.177F,
    [HS_ACT_DAY] = 0.599F,          [HS_ACT_SUBJECT] = 0.129F,       [HS_ACT_OBJECT] = 0.481F,
    [HS_ACT_BEFORE] = 0.074F,       [HS_ACT_BEFORE_APART] = -0.193F, [HS_ACT_LIGHT] = -1.065F,
    [HS_ACT_LIGHT_BY_ONE] = 0.549F, [HS_ACT_LIGHT_APART] = -0.634F,  [HS_ACT_LIGHT_WORDS] = 0.494F,
    [HS_ACT_COMMON] = 0.521F,       [HS_ACT_LEFT] = 0.427F,          [HS_ACT_RIGHT] = 0.606F,
    [HS_ACT_NEAR] = 0.046F,         [HS_ACT_LEAD] = 0.602F,          [HS_ACT_LATE] = -0.835F,
};
