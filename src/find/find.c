#include "find/find.h"

const hs_find_pass hs_find_passes[] = {
    {"quotes", 2, "text blocks", "quotes", hs_find_quotes},
    {"dates", 9, "text", "dates", hs_find_dates},
    {"figures", 14, "tokens dates", "figures", hs_find_figures},
    {"mentions", 14, "tokens", "mentions chains", hs_find_mentions},
    {"coreference", 14, "mentions chains quotes", "mentions chains", hs_find_coreference},
    {"attributions", 40, "tokens quotes mentions chains", "attributions", hs_find_attributions},
    {"callings", 1, "tokens mentions chains", "mentions", hs_find_callings},
    {"speakers", 1, "tokens quotes mentions chains attributions", "mentions", hs_find_speakers},
    {"assertions", 41, "tokens attributions mentions figures dates", "assertions", hs_find_assertions},
    {"acts", 8, "tokens mentions chains dates", "acts", hs_find_acts},
};
const size_t hs_find_pass_count = sizeof hs_find_passes / sizeof *hs_find_passes;

void hs_find(hs_doc *d)
{
    for (size_t i = 0; i < hs_find_pass_count; i++) hs_find_passes[i].find(d);
}
