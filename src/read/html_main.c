#include "read/html_main.h"

#include "read/para.h"

static bool outside(const hs_tree *t, uint32_t node)
{
    for (uint32_t i = node; i; i = t->nodes.v[i].parent) {
        uint32_t tag = t->nodes.v[i].tag;
        if (tag == HS_TAG_NAV || tag == HS_TAG_FOOTER || tag == HS_TAG_ASIDE || tag == HS_TAG_FORM) return true;
    }
    return false;
}

void hs_html_main(const hs_tree *t, hs_html_blocks *b)
{
    for (uint32_t i = 0; i < b->v.n; i++) {
        hs_html_block *k = &b->v.v[i];
        bool prose = k->words >= 5 && k->link_chars * 2 < k->chars && hs_para_ends_sentence(k->text);
        k->keep = prose && !outside(t, k->box);
        k->share = k->keep;
    }
}
