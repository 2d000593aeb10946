/* Made by `python3 bench/fit_names.py` from ../shared/data/names/pairs.csv; not edited by hand. */
#include "link/name_likeness.h"

/* People, then all else. Positive speaks for one name. */
const double hs_name_weights[2][HS_NAME_MEASURES] = {
    {[HS_NAME_BIAS] = -1.072,   [HS_NAME_WHOLE] = 0.562,    [HS_NAME_BAG] = -0.251,      [HS_NAME_SPELLED] = 0.020,
     [HS_NAME_WORST] = 2.418,   [HS_NAME_WORST_2] = 3.596,  [HS_NAME_MEAN] = 0.483,      [HS_NAME_FIRST] = -0.288,
     [HS_NAME_LAST] = -0.218,   [HS_NAME_EXTRA] = 0.390,    [HS_NAME_MANY] = -0.453,     [HS_NAME_FATHER] = 1.076,
     [HS_NAME_FAR] = -0.157,    [HS_NAME_EDITS] = -2.731,   [HS_NAME_INITIALS] = -0.881, [HS_NAME_SWAPPED] = -0.751,
     [HS_NAME_SON_OF] = -1.734, [HS_NAME_INITIAL] = 0.331,  [HS_NAME_AGAINST] = -0.049,  [HS_NAME_PET] = 0.491,
     [HS_NAME_SCRIPTS] = 1.908, [HS_NAME_FOREIGN] = -0.958, [HS_NAME_SINGLE] = -0.440,   [HS_NAME_NUMBER] = 0.000,
     [HS_NAME_FORM] = 0.000,    [HS_NAME_FORM_ONE] = 0.000, [HS_NAME_ACRONYM] = 0.000,   [HS_NAME_EQUAL] = -0.922},
    {[HS_NAME_BIAS] = -1.442,   [HS_NAME_WHOLE] = 0.456,    [HS_NAME_BAG] = 0.436,       [HS_NAME_SPELLED] = 0.549,
     [HS_NAME_WORST] = 0.953,   [HS_NAME_WORST_2] = 1.370,  [HS_NAME_MEAN] = 0.126,      [HS_NAME_FIRST] = 0.513,
     [HS_NAME_LAST] = 0.067,    [HS_NAME_EXTRA] = 0.137,    [HS_NAME_MANY] = 1.282,      [HS_NAME_FATHER] = 0.000,
     [HS_NAME_FAR] = 0.181,     [HS_NAME_EDITS] = -2.767,   [HS_NAME_INITIALS] = -0.023, [HS_NAME_SWAPPED] = -0.247,
     [HS_NAME_SON_OF] = 0.000,  [HS_NAME_INITIAL] = 0.000,  [HS_NAME_AGAINST] = 0.477,   [HS_NAME_PET] = 0.000,
     [HS_NAME_SCRIPTS] = 0.896, [HS_NAME_FOREIGN] = -0.696, [HS_NAME_SINGLE] = 0.071,    [HS_NAME_NUMBER] = 0.959,
     [HS_NAME_FORM] = -2.331,   [HS_NAME_FORM_ONE] = 0.616, [HS_NAME_ACRONYM] = 0.762,   [HS_NAME_EQUAL] = 0.749},
};
