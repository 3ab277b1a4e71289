/* Private to report: a chart laid out on paper. */
#ifndef KILN_SRC_REPORT_FIGURE_H
#define KILN_SRC_REPORT_FIGURE_H

#include "axis.h"
#include "canvas.h"

#include "kiln/report/chart.h"

#include <stdbool.h>

/* px; the labels of bands and marks are flags. */
#define KILN_TITLE_PX        16.0
#define KILN_BOLD            1.12 /* wider than the estimate for plain text by this */
#define KILN_SUBTITLE_PX     12.5
#define KILN_AXIS_PX         13.0
#define KILN_TICK_PX         12.0
#define KILN_LEGEND_PX       12.5
#define KILN_FLAG_PX         12.0
#define KILN_NOTE_PX         11.5
#define KILN_TITLE_ROW_PX    20.0
#define KILN_SUBTITLE_ROW_PX 17.0
#define KILN_LEGEND_ROW_PX   19.0
#define KILN_NOTE_ROW_PX     16.0
#define KILN_SAMPLE_PX       33.0
#define KILN_PAD_PX          14.0
enum { KILN_TITLE_ROWS_MAX = 2, KILN_NOTE_ROWS_MAX = 3 };

typedef enum kiln_legend { KILN_LEGEND_NONE, KILN_LEGEND_ABOVE, KILN_LEGEND_RIGHT } kiln_legend;

/* A series as drawn. */
typedef struct kiln_figure_series {
    kiln_pen pen;
    int marker; /* shape, for KILN_SERIES_POINTS; else -1 */
    bool lined; /* drawn as a line */
    kiln_label name;
    double name_x, name_y; /* px: where its legend entry starts, on the baseline */
    double end_y;          /* px: where its curve meets the right edge, NaN when it does not */
} kiln_figure_series;

/* A label over the plot and the x it belongs to. */
typedef struct kiln_figure_flag {
    double x, at_x; /* px: where it points to; where its middle stands */
    double width;   /* px; 0 for no label */
    kiln_label label;
} kiln_figure_flag;

/* What gives way, in this order, when the plot would get too low. */
typedef enum kiln_drop {
    KILN_DROP_NOTHING,
    KILN_DROP_NOTES,
    KILN_DROP_SUBTITLE,
    KILN_DROP_LEGEND,
    KILN_DROP_FLAGS,
    KILN_DROP_TITLE
} kiln_drop;

typedef struct kiln_figure {
    const kiln_chart *chart;
    kiln_chart_size size;
    kiln_extent x_data, y_data;
    kiln_axis x, y;
    kiln_box plot;
    kiln_legend legend;
    kiln_drop drop;
    double title_y, subtitle_y, marks_y, bands_y, notes_y; /* baselines; NaN: none */
    kiln_figure_series series[KILN_CHART_SERIES_MAX];
    kiln_figure_flag mark[KILN_CHART_MARKS_MAX], band[KILN_CHART_BANDS_MAX];
} kiln_figure;

/* The chart is sound. */
void kiln_figure_layout(kiln_figure *figure, const kiln_chart *chart, kiln_chart_size size);
void kiln_figure_draw(const kiln_figure *figure, kiln_canvas *canvas);

/* Where a value stands on paper; NaN when nowhere. */
double kiln_figure_x(const kiln_figure *figure, double value);
double kiln_figure_y(const kiln_figure *figure, double value);
/* Width of the paragraphs over and under the plot, px. */
double kiln_figure_text_room(const kiln_figure *figure);

/* Moves things of given sizes, in order along a line from low to high, as little as possible
 * (least squares) from where they want their middles, so that they do not overlap; when there
 * is no room for all, they overlap evenly at the end. count <= KILN_CHART_MARKS_MAX. */
void kiln_spread(size_t count, const double want[], const double size[], double low,
                 double high, double at[]);

#endif
