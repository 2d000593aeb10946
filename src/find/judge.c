#include "find/judge.h"

static float rate_of(const hs_judge *j, uint32_t key)
{
    uint32_t lo = 0, hi = j->rate_n;
    while (key && lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (j->rates[mid].key == key) return (float)j->rates[mid].rate / 16.0F;
        if (j->rates[mid].key < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

float hs_judge_share(const hs_judge *j, const hs_question *q)
{
    float row[HS_JUDGE_ROW];
    for (uint32_t i = 0; i < HS_JUDGE_SEEN; i++) row[i] = q->seen[i];
    for (uint32_t i = 0; i < HS_JUDGE_KEYS; i++) row[HS_JUDGE_SEEN + i] = rate_of(j, q->key[i]);
    return hs_boosted_share(j->trees, row);
}
