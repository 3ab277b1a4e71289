/* A curve on its way to the canvas: thinned so that it draws the same pixels (U. Jugel et al.,
 * M4: A visualization-oriented time series data aggregation, PVLDB 7, 797 (2014)), and clipped
 * (Y.-D. Liang, B. A. Barsky, ACM Trans. Graph. 3, 1 (1984)). */
#include "stroke.h"

#include <math.h>

/* Further out than this a point stands here, so that differences and products stay finite. */
#define FARTHEST_PX 1e9

void kiln_stroke_begin(kiln_stroke *stroke, kiln_canvas *canvas, kiln_box clip)
{
    *stroke = (kiln_stroke){.canvas = canvas, .clip = clip};
}

/* Narrows [*enter, *leave], the part of a segment inside, by one edge: inside is where
 * distance + t * slope >= 0. */
static bool clip_edge(double distance, double slope, double *enter, double *leave)
{
    if (slope == 0)
        return distance >= 0;
    const double t = -distance / slope;
    if (slope > 0)
        *enter = fmax(*enter, t);
    else
        *leave = fmin(*leave, t);
    return *enter <= *leave;
}

static bool clip_segment(const kiln_box *clip, kiln_stroke_point from, double dx, double dy,
                         double *enter, double *leave)
{
    return clip_edge(from.x - clip->left, dx, enter, leave) &&
           clip_edge(clip->right - from.x, -dx, enter, leave) &&
           clip_edge(from.y - clip->top, dy, enter, leave) &&
           clip_edge(clip->bottom - from.y, -dy, enter, leave);
}

static void draw_segment(kiln_stroke *stroke, kiln_stroke_point from, kiln_stroke_point to)
{
    kiln_canvas *canvas = stroke->canvas;
    const double dx = to.x - from.x, dy = to.y - from.y;
    double enter = 0, leave = 1;
    const bool seen = clip_segment(&stroke->clip, from, dx, dy, &enter, &leave);
    if (seen && !stroke->drawing)
        canvas->line_to(canvas, from.x + enter * dx, from.y + enter * dy);
    if (seen)
        canvas->line_to(canvas, from.x + leave * dx, from.y + leave * dy);
    stroke->drawing = seen && leave == 1;
    if (!stroke->drawing)
        canvas->line_end(canvas);
}

static void emit(kiln_stroke *stroke, kiln_stroke_point point)
{
    if (stroke->joined && point.order == stroke->from.order)
        return;
    if (stroke->joined)
        draw_segment(stroke, stroke->from, point);
    stroke->alone = !stroke->joined;
    stroke->joined = true;
    stroke->from = point;
}

static void flush_column(kiln_stroke *stroke)
{
    if (!stroke->filled)
        return;
    const bool low_first = stroke->lowest.order < stroke->highest.order;
    const kiln_stroke_point extreme[2] = {low_first ? stroke->lowest : stroke->highest,
                                          low_first ? stroke->highest : stroke->lowest};
    emit(stroke, stroke->first);
    for (int i = 0; i < 2; i++)
        if (extreme[i].order != stroke->first.order && extreme[i].order != stroke->last.order)
            emit(stroke, extreme[i]);
    emit(stroke, stroke->last);
    stroke->filled = false;
}

/* Ends the line under way; a lone point becomes a dot, for a line of it would be nothing. */
static void end_line(kiln_stroke *stroke)
{
    flush_column(stroke);
    const kiln_box *clip = &stroke->clip;
    const kiln_stroke_point *from = &stroke->from;
    stroke->canvas->line_end(stroke->canvas);
    if (stroke->joined && stroke->alone && from->x >= clip->left && from->x <= clip->right &&
        from->y >= clip->top && from->y <= clip->bottom)
        stroke->canvas->marker(stroke->canvas, from->x, from->y, 0, 1.8);
    stroke->joined = stroke->alone = stroke->drawing = false;
}

void kiln_stroke_add(kiln_stroke *stroke, double x_px, double y_px)
{
    if (isnan(x_px) || isnan(y_px)) {
        end_line(stroke);
        return;
    }
    const kiln_stroke_point point = {
        fmin(fmax(x_px, -FARTHEST_PX), FARTHEST_PX),
        fmin(fmax(y_px, -FARTHEST_PX), FARTHEST_PX),
        stroke->order++,
    };
    const double column = floor(point.x);
    if (stroke->filled && column != stroke->column)
        flush_column(stroke);
    if (!stroke->filled) {
        stroke->filled = true;
        stroke->column = column;
        stroke->first = stroke->lowest = stroke->highest = stroke->last = point;
        return;
    }
    if (point.y > stroke->lowest.y)
        stroke->lowest = point;
    if (point.y < stroke->highest.y)
        stroke->highest = point;
    stroke->last = point;
}

void kiln_stroke_end(kiln_stroke *stroke)
{
    end_line(stroke);
}
