/* Charts as data: series, axes, bands and marks that become a figure. */
#ifndef KILN_REPORT_CHART_H
#define KILN_REPORT_CHART_H

#include "kiln/base/io.h"
#include "kiln/base/status.h"

#include <stddef.h>

enum {
    KILN_CHART_SERIES_MAX = 16,
    KILN_CHART_BANDS_MAX = 32,
    KILN_CHART_MARKS_MAX = 32,
    KILN_CHART_NOTES_MAX = 8,
    KILN_CHART_SIDE_MIN_PX = 240,
    KILN_CHART_SIDE_MAX_PX = 4000
};

typedef enum kiln_chart_scale { KILN_CHART_LINEAR, KILN_CHART_LOG10 } kiln_chart_scale;

/* A fixed range has min < max (both > 0 on a log axis). An end that is NaN is taken from the
 * data, and so are both when they do not make a range, as the zeros of an untouched struct. */
typedef struct kiln_chart_axis {
    const char *label; /* "Depth"; NULL for none */
    const char *unit;  /* "nm", "cm^-3": what follows ^ is raised; NULL for none */
    kiln_chart_scale scale;
    double min, max;
} kiln_chart_axis;

typedef enum kiln_series_style {
    KILN_SERIES_AUTO, /* a line, with a dash pattern of its own for each series */
    KILN_SERIES_LINE,
    KILN_SERIES_DASHED,
    KILN_SERIES_DOTTED,
    KILN_SERIES_THIN,
    KILN_SERIES_POINTS
} kiln_series_style;

/* Colours 1 to KILN_HUES are told apart by colour-blind readers too; series that belong
 * together (chemical and active of one dopant) share one. */
enum { KILN_HUE_AUTO = 0, KILN_HUES = 8, KILN_HUE_NEUTRAL = KILN_HUES + 1 };

/* A curve. A point with a NaN, or not above 0 on a log axis, is a gap. */
typedef struct kiln_chart_series {
    const char *name; /* in the legend; NULL to leave it out */
    size_t count;
    const double *x, *y; /* [count], borrowed */
    kiln_series_style style;
    int hue; /* KILN_HUE_AUTO: 1, 2, ... among those that leave it so */
} kiln_chart_series;

typedef enum kiln_band_role {
    KILN_BAND_NEUTRAL,
    KILN_BAND_OXIDE,
    KILN_BAND_P_TYPE,
    KILN_BAND_N_TYPE,
    KILN_BAND_TARGET
} kiln_band_role;

/* A tinted range of x, its label above the plot. */
typedef struct kiln_chart_band {
    double from, to;
    const char *label; /* NULL for none */
    kiln_band_role role;
} kiln_chart_band;

/* A vertical line with its label above the plot; with a finite y a dot stands there. */
typedef struct kiln_chart_mark {
    double x, y;
    const char *label; /* NULL for none */
} kiln_chart_mark;

/* Everything is borrowed. Text is UTF-8, shown as it is: nothing in it is markup, except the
 * ^ of a unit. Text too long for its place is cut with an ellipsis. */
typedef struct kiln_chart {
    const char *title, *subtitle; /* NULL for none */
    kiln_chart_axis x, y;
    size_t series_count, band_count, mark_count, note_count;
    const kiln_chart_series *series;
    const kiln_chart_band *band;
    const kiln_chart_mark *mark;
    const char *const *note; /* lines under the figure */
    const char *empty;       /* said in a plot without a curve; NULL: "No data" */
} kiln_chart;

typedef struct kiln_chart_size {
    double width_px, height_px;
} kiln_chart_size;

/* 760 x 480, for a column of text. */
KILN_API kiln_chart_size kiln_chart_default_size(void);

/* One SVG element: stands alone as a file, or inside an HTML page any number of times (it has
 * no ids). It scales (viewBox), follows the reader's light or dark setting in a browser and is
 * light elsewhere, refers to nothing outside, and has a title and description for screen
 * readers. A page that sets --kiln-ink, --kiln-paper, --kiln-series-1 and so on recolours it.
 *
 * The legend stands at the curves' right ends when all of them get there, else above the plot.
 * Lines with more points than pixels are thinned: of each pixel column the first, lowest,
 * highest and last point stay.
 *
 *   size  in   each side KILN_CHART_SIDE_MIN_PX to KILN_CHART_SIDE_MAX_PX
 *
 * Errors, with nothing written: KILN_INVALID (size, a NULL array with a count, a NULL note, a
 * series with a hue off the list), KILN_LIMIT (more of something than its _MAX); else the
 * sink's.
 * Cost: linear in the points, no allocation. */
KILN_API kiln_status kiln_chart_write_svg(const kiln_chart *chart, kiln_chart_size size,
                                          kiln_sink *sink);

#endif
