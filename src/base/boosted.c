#include "base/boosted.h"

#include <math.h>
#include <stdbool.h>

enum { TOGETHER = 8 };

/* The leaves of some trees, found side by side: each step waits for memory, and none for another tree's. */
static void walk(const hs_boosted *b, uint32_t first, const float *row, const hs_boosted_node *leaf[TOGETHER])
{
    const hs_boosted_node *root[TOGETHER];
    bool going = true;
    for (uint32_t i = 0; i < TOGETHER; i++) {
        uint32_t tree = first + i < b->trees ? first + i : b->trees - 1;
        root[i] = leaf[i] = b->nodes + b->roots[tree];
    }
    while (going) {
        going = false;
        for (uint32_t i = 0; i < TOGETHER; i++) {
            const hs_boosted_node *n = leaf[i];
            if (n->feature < 0) continue;
            uint32_t turn[2] = {n->right, n->left};
            leaf[i] = root[i] + turn[row[n->feature] <= n->at];
            going = true;
        }
    }
}

float hs_boosted_share(const hs_boosted *b, const float *row)
{
    const hs_boosted_node *leaf[TOGETHER];
    float sum = b->base;
    for (uint32_t i = 0; i < b->trees; i++) {
        if (i % TOGETHER == 0) walk(b, i, row, leaf);
        sum += leaf[i % TOGETHER]->at;
    }
    return 1 / (1 + expf(-sum));
}
