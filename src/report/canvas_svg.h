/* Private to report: the canvas that writes SVG. */
#ifndef KILN_SRC_REPORT_CANVAS_SVG_H
#define KILN_SRC_REPORT_CANVAS_SVG_H

#include "canvas.h"

#include "kiln/base/io.h"
#include "kiln/report/chart.h"

#include <stdbool.h>

typedef struct kiln_canvas_svg {
    kiln_canvas canvas;
    kiln_sink *sink;
    kiln_pen pen;
    bool in_group, in_line;
} kiln_canvas_svg;

/* The opening tag; the caller writes <title> and <desc>, which must come first; then the style
 * and the background, and the canvas is ready. */
void kiln_canvas_svg_begin(kiln_canvas_svg *svg, kiln_chart_size size, kiln_sink *sink);
void kiln_canvas_svg_style(kiln_canvas_svg *svg, kiln_chart_size size);
void kiln_canvas_svg_end(kiln_canvas_svg *svg);

#endif
