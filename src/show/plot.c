#include "show/plot.h"

#include <math.h>

#define WIDTH  150.0 /* pixels of the scale; a margin of MARGIN stands on either side */
#define MARGIN 9.0

static double value(hs_dec d)
{
    return (double)d.m * pow(10, d.e);
}

static void take(hs_scale *s, double v)
{
    bool empty = s->low > s->high;
    if (empty || v < s->low) s->low = v;
    if (empty || v > s->high) s->high = v;
}

void hs_scale_take(hs_scale *s, const hs_figure *f)
{
    if (f->has_low) take(s, value(f->low));
    if (f->has_high) take(s, value(f->high));
}

static double place(const hs_scale *s, hs_dec d)
{
    return MARGIN + WIDTH * (value(d) - s->low) / (s->high - s->low);
}

void hs_put_plot(hs_page *p, const hs_scale *s, const hs_figure *f)
{
    if (!(s->low < s->high) || !isfinite(s->high - s->low) || (!f->has_low && !f->has_high)) return;
    double end = WIDTH + 2 * MARGIN;
    double from = f->has_low ? place(s, f->low) : 2, to = f->has_high ? place(s, f->high) : end - 2;
    hs_putf(p, "<svg class=\"plot\" width=\"%.0f\" height=\"14\" viewBox=\"0 0 %.0f 14\" aria-hidden=\"true\">", end,
            end);
    hs_putf(p, "<path class=\"axis\" d=\"M0 7H%.0f\"/>", end);
    if (to - from > 0.5) hs_putf(p, "<path class=\"bar\" d=\"M%.1f 7H%.1f\"/>", from, to);
    if (!f->has_high) hs_putf(p, "<path class=\"tip\" d=\"M%.1f 3l5 4l-5 4\"/>", to - 4);
    if (!f->has_low) hs_putf(p, "<path class=\"tip\" d=\"M%.1f 3l-5 4l5 4\"/>", from + 4);
    if (f->has_low) hs_putf(p, "<circle cx=\"%.1f\" cy=\"7\" r=\"4\"/>", from);
    if (f->has_high && to - from > 0.5) hs_putf(p, "<circle cx=\"%.1f\" cy=\"7\" r=\"4\"/>", to);
    hs_put(p, "</svg>");
}
