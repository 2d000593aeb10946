#include "base/boosted.h"

#include <math.h>

float hs_boosted_share(const hs_boosted *b, const float *row)
{
    float sum = b->base;
    for (uint32_t i = 0; i < b->trees; i++) {
        const hs_boosted_node *root = b->nodes + b->roots[i], *n = root;
        while (n->feature >= 0) n = root + (row[n->feature] <= n->at ? n->left : n->right);
        sum += n->at;
    }
    return 1 / (1 + expf(-sum));
}
