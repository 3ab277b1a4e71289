/* Private to report: a curve on its way to the canvas, thinned to the pixels and clipped to the
 * plot, one point at a time in constant memory. */
#ifndef KILN_SRC_REPORT_STROKE_H
#define KILN_SRC_REPORT_STROKE_H

#include "canvas.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct kiln_stroke_point {
    double x, y; /* px */
    size_t order;
} kiln_stroke_point;

typedef struct kiln_stroke {
    kiln_canvas *canvas;
    kiln_box clip;
    bool filled; /* a pixel column is under way: */
    double column;
    kiln_stroke_point first, lowest, highest, last;
    bool joined; /* the last point that left it, for the next segment: */
    kiln_stroke_point from;
    bool alone;   /* nothing but that point since the last gap */
    bool drawing; /* the canvas' line ends in that point */
    size_t order;
} kiln_stroke;

void kiln_stroke_begin(kiln_stroke *stroke, kiln_canvas *canvas, kiln_box clip);
/* The next point; one that is NaN ends the line, and the next starts another. Of the points in
 * one pixel column the first, lowest, highest and last go on, in their order. */
void kiln_stroke_add(kiln_stroke *stroke, double x_px, double y_px);
void kiln_stroke_end(kiln_stroke *stroke);

#endif
