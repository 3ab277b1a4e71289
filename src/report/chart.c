/* Charts: checks what is given, and writes the figure as SVG. */
#include "kiln/report/chart.h"

#include "canvas_svg.h"
#include "figure.h"
#include "markup.h"

#include <math.h>

kiln_chart_size kiln_chart_default_size(void)
{
    return (kiln_chart_size){760, 480};
}

static bool within(double value, double min, double max)
{
    return value >= min && value <= max;
}

/* One of a chart's lists: how many, at most, and whether the array is there. */
typedef struct listed {
    size_t count, most;
    bool there;
} listed;

static kiln_status check_lists(const kiln_chart *chart)
{
    const listed list[] = {
        {chart->series_count, KILN_CHART_SERIES_MAX, chart->series != NULL},
        {chart->band_count, KILN_CHART_BANDS_MAX, chart->band != NULL},
        {chart->mark_count, KILN_CHART_MARKS_MAX, chart->mark != NULL},
        {chart->note_count, KILN_CHART_NOTES_MAX, chart->note != NULL},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (list[i].count > list[i].most)
            return KILN_LIMIT;
        if (list[i].count && !list[i].there)
            return KILN_INVALID;
    }
    return KILN_OK;
}

static kiln_status check(const kiln_chart *chart, kiln_chart_size size)
{
    if (!within(size.width_px, KILN_CHART_SIDE_MIN_PX, KILN_CHART_SIDE_MAX_PX) ||
        !within(size.height_px, KILN_CHART_SIDE_MIN_PX, KILN_CHART_SIDE_MAX_PX))
        return KILN_INVALID;
    const kiln_status status = check_lists(chart);
    if (status)
        return status;
    for (size_t i = 0; i < chart->series_count; i++) {
        const kiln_chart_series *series = &chart->series[i];
        if (series->count && (!series->x || !series->y))
            return KILN_INVALID;
        if (series->hue < KILN_HUE_AUTO || series->hue > KILN_HUE_NEUTRAL)
            return KILN_INVALID;
    }
    for (size_t i = 0; i < chart->note_count; i++)
        if (!chart->note[i])
            return KILN_INVALID;
    return KILN_OK;
}

static void describe_axis(kiln_sink *sink, const char *name, const kiln_chart_axis *axis)
{
    kiln_puts(sink, name);
    kiln_markup_text(sink, axis->label ? axis->label : "without a name");
    if (axis->unit && *axis->unit) {
        kiln_puts(sink, " in ");
        kiln_markup_text(sink, axis->unit);
    }
    kiln_puts(sink, axis->scale == KILN_CHART_LOG10 ? ", logarithmic. " : ". ");
}

/* What a reader who does not see the figure is told. */
static void describe(kiln_sink *sink, const kiln_chart *chart)
{
    kiln_puts(sink, "<title>");
    kiln_markup_text(sink, chart->title ? chart->title : "Chart");
    kiln_puts(sink, "</title>\n<desc>");
    describe_axis(sink, "Horizontal: ", &chart->x);
    describe_axis(sink, "Vertical: ", &chart->y);
    const char *before = "Curves: ";
    for (size_t i = 0; i < chart->series_count; i++) {
        if (!chart->series[i].name)
            continue;
        kiln_puts(sink, before);
        kiln_markup_text(sink, chart->series[i].name);
        before = ", ";
    }
    kiln_puts(sink, before[0] == ',' ? ". " : "");
    before = "Marks: ";
    for (size_t i = 0; i < chart->mark_count; i++) {
        if (!chart->mark[i].label)
            continue;
        kiln_puts(sink, before);
        kiln_markup_text(sink, chart->mark[i].label);
        before = ", ";
    }
    kiln_puts(sink, before[0] == ',' ? "." : "");
    kiln_puts(sink, "</desc>\n");
}

kiln_status kiln_chart_write_svg(const kiln_chart *chart, kiln_chart_size size, kiln_sink *sink)
{
    const kiln_status status = check(chart, size);
    if (status)
        return status;
    kiln_figure figure;
    kiln_figure_layout(&figure, chart, size);
    kiln_canvas_svg svg;
    kiln_canvas_svg_begin(&svg, size, sink);
    describe(sink, chart);
    kiln_canvas_svg_style(&svg, size);
    kiln_figure_draw(&figure, &svg.canvas);
    kiln_canvas_svg_end(&svg);
    return sink->status;
}
