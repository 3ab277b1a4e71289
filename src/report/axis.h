/* Private to report: an axis with its range settled: where values stand, and its ticks. */
#ifndef KILN_SRC_REPORT_AXIS_H
#define KILN_SRC_REPORT_AXIS_H

#include "label.h"

#include "kiln/report/chart.h"

#include <stddef.h>

enum { KILN_TICKS_MAX = 32, KILN_MINOR_TICKS_MAX = 288, KILN_TICK_TEXT_MAX = 48 };

typedef struct kiln_tick {
    double value;
    char text[KILN_TICK_TEXT_MAX]; /* "2.5", "10", "2x10" with the proper signs */
    char power[8];                 /* raised after it; empty for none */
} kiln_tick;

typedef struct kiln_axis {
    kiln_chart_scale scale;
    double min, max;  /* finite, min < max, both > 0 on a log axis */
    double low, high; /* min and max where the scale is even: see kiln_axis_place */
    size_t major_count, minor_count;
    kiln_tick major[KILN_TICKS_MAX];
    double minor[KILN_MINOR_TICKS_MAX];
} kiln_axis;

/* Smallest and largest of the values an axis has to show; empty while min > max. */
typedef struct kiln_extent {
    double min, max;
} kiln_extent;

#define KILN_EXTENT_EMPTY ((kiln_extent){INFINITY, -INFINITY})

/* Takes in a value; those that cannot stand on the scale are passed over. */
void kiln_extent_add(kiln_extent *extent, kiln_chart_scale scale, double value);

/* How an end taken from the data is set: at the data (depth, time), or further out, on a tick
 * or a decade (concentration, thickness). */
typedef enum kiln_ends { KILN_ENDS_TIGHT, KILN_ENDS_ROUNDED } kiln_ends;

/* Settles range and ticks. length_px is the axis on paper, spacing_px the least distance
 * between labels. Any finite or infinite input gives a sound axis. */
void kiln_axis_init(kiln_axis *axis, const kiln_chart_axis *given, kiln_extent data,
                    kiln_ends ends, double length_px, double spacing_px);

/* Where value stands: 0 at min, 1 at max, beyond them outside; NaN when it stands nowhere. */
double kiln_axis_place(const kiln_axis *axis, double value);

void kiln_tick_label(const kiln_tick *tick, kiln_label *label);

#endif
