/* The tables every canvas shares: colours and dash patterns.
 *
 * The series colours were searched for so that the nearest two of them stay at least 0.07 apart
 * in Oklab (B. Ottosson, 2020) for normal sight and for full protanopia, deuteranopia and
 * tritanopia as simulated by G. M. Machado et al., IEEE Trans. Vis. Comput. Graph. 15, 1291
 * (2009), with a contrast of at least 3.2 to the paper. The dashes tell them apart as well. */
#include "canvas.h"

const kiln_paint_colour kiln_paint_colours[KILN_PAINT_COUNT] = {
#define KILN_PAINT_ROW(paint, name, light, dark) [KILN_PAINT_##paint] = {name, light, dark},
    KILN_PAINT_MAP(KILN_PAINT_ROW)
#undef KILN_PAINT_ROW
};

const double kiln_dashes[KILN_DASH_COUNT][KILN_DASH_PARTS_MAX + 1] = {
    {0},
    {4, 2.2},
    {1.1, 1.7},
    {6, 1.8, 1.2, 1.8},
    {2.2, 1.4},
    {8, 2.4},
    {6, 1.6, 1.2, 1.6, 1.2, 1.6},
    {8, 1.6, 2.4, 1.6},
};

void kiln_canvas_line(kiln_canvas *canvas, double x1_px, double y1_px, double x2_px,
                      double y2_px)
{
    canvas->line_to(canvas, x1_px, y1_px);
    canvas->line_to(canvas, x2_px, y2_px);
    canvas->line_end(canvas);
}
