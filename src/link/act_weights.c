/* Made by `python3 bench/fit_acts.py` from ../shared/data/crossdoc; not edited by hand. */
#include "link/happening.h"

/* Positive speaks for one happening. */
const float hs_act_weights[HS_ACT_SIGNS] = {
    [HS_ACT_BIAS] = -0.069F,        [HS_ACT_LEMMA] = 0.356F,         [HS_ACT_WORD] = 0.417F,
    [HS_ACT_NOBODY] = -0.394F,      [HS_ACT_OPEN] = -0.228F,         [HS_ACT_NEGATED] = -1.181F,
    [HS_ACT_DAY] = 0.606F,          [HS_ACT_SUBJECT] = 0.054F,       [HS_ACT_OBJECT] = 0.452F,
    [HS_ACT_BEFORE] = 0.088F,       [HS_ACT_BEFORE_APART] = -0.204F, [HS_ACT_LIGHT] = -1.121F,
    [HS_ACT_LIGHT_BY_ONE] = 0.753F, [HS_ACT_LIGHT_APART] = -0.590F,  [HS_ACT_LIGHT_WORDS] = 0.514F,
    [HS_ACT_COMMON] = 0.573F,       [HS_ACT_LEFT] = 0.353F,          [HS_ACT_RIGHT] = 0.623F,
    [HS_ACT_NEAR] = 0.071F,         [HS_ACT_LEAD] = 0.546F,          [HS_ACT_LATE] = -0.862F,
};
