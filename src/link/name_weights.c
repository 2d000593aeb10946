/* Made by `python3 bench/fit_names.py` from ../shared/data/names/pairs.csv; not edited by hand. */
#include "link/name_likeness.h"

/* People, then all else. Positive speaks for one name. */
const double hs_name_weights[2][HS_NAME_MEASURES] = {
    {[HS_NAME_BIAS] = -0.464,   [HS_NAME_WHOLE] = 0.968,    [HS_NAME_BAG] = -0.559,      [HS_NAME_SPELLED] = -0.020,
     [HS_NAME_WORST] = 2.692,   [HS_NAME_WORST_2] = 4.590,  [HS_NAME_MEAN] = 0.551,      [HS_NAME_FIRST] = -0.577,
     [HS_NAME_LAST] = -0.635,   [HS_NAME_EXTRA] = 0.761,    [HS_NAME_MANY] = -0.710,     [HS_NAME_FATHER] = 1.731,
     [HS_NAME_FAR] = 0.531,     [HS_NAME_EDITS] = -3.726,   [HS_NAME_INITIALS] = -1.186, [HS_NAME_SWAPPED] = -0.785,
     [HS_NAME_SON_OF] = -3.113, [HS_NAME_INITIAL] = 0.621,  [HS_NAME_AGAINST] = -0.110,  [HS_NAME_PET] = 0.707,
     [HS_NAME_SCRIPTS] = 2.739, [HS_NAME_FOREIGN] = -1.370, [HS_NAME_SINGLE] = -1.039,   [HS_NAME_NUMBER] = 0.000,
     [HS_NAME_FORM] = 0.000,    [HS_NAME_FORM_ONE] = 0.000, [HS_NAME_ACRONYM] = 0.000,   [HS_NAME_EQUAL] = -1.716},
    {[HS_NAME_BIAS] = -1.310,   [HS_NAME_WHOLE] = 0.369,    [HS_NAME_BAG] = 0.347,       [HS_NAME_SPELLED] = 0.593,
     [HS_NAME_WORST] = 1.268,   [HS_NAME_WORST_2] = 1.785,  [HS_NAME_MEAN] = -0.106,     [HS_NAME_FIRST] = 0.726,
     [HS_NAME_LAST] = -0.093,   [HS_NAME_EXTRA] = 0.244,    [HS_NAME_MANY] = 1.844,      [HS_NAME_FATHER] = 0.000,
     [HS_NAME_FAR] = 0.781,     [HS_NAME_EDITS] = -3.689,   [HS_NAME_INITIALS] = -0.001, [HS_NAME_SWAPPED] = -0.518,
     [HS_NAME_SON_OF] = 0.000,  [HS_NAME_INITIAL] = 0.000,  [HS_NAME_AGAINST] = 0.811,   [HS_NAME_PET] = 0.000,
     [HS_NAME_SCRIPTS] = 1.929, [HS_NAME_FOREIGN] = -1.080, [HS_NAME_SINGLE] = -0.075,   [HS_NAME_NUMBER] = 1.087,
     [HS_NAME_FORM] = -3.554,   [HS_NAME_FORM_ONE] = 0.918, [HS_NAME_ACRONYM] = 1.463,   [HS_NAME_EQUAL] = 0.703},
};
