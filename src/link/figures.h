/* How two figures stand to each other: same, compatible, later update, other scope, differs. Only a person says
 * conflict. */
#ifndef HS_LINK_FIGURES_H
#define HS_LINK_FIGURES_H

#include "doc/pile.h"

/* True where the two count the same kind of thing in the same unit, so that a relation can be named at all. */
bool hs_figures_comparable(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y);

/* True where neither is more than twice the other, and where both name what happened to those counted («killed»,
 * «died») that it is one counted act: figures that can be one count at two times. For comparable figures. */
bool hs_figures_one_count(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y);

/* The relation of two comparable figures; its reason is appended to why. */
hs_relation hs_figures_relation(const hs_doc *a, const hs_figure *x, const hs_doc *b, const hs_figure *y, hs_buf *why);

#endif
