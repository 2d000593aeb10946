/* Figures on one scale, so that the eye sees how far they are apart: a dot for a number, a bar for a range, an arrow
 * where a range is open. Binary floating point is for drawing only. */
#ifndef HS_SHOW_PLOT_H
#define HS_SHOW_PLOT_H

#include "show/page.h"

typedef struct {
    double low, high; /* ends of the scale */
} hs_scale;

/* Takes the figure's ends into the scale; start with HS_SCALE_EMPTY. */
#define HS_SCALE_EMPTY ((hs_scale){1, 0})
void hs_scale_take(hs_scale *s, const hs_figure *f);

/* The figure's drawing; nothing where the scale has no length. */
void hs_put_plot(hs_page *p, const hs_scale *s, const hs_figure *f);

#endif
