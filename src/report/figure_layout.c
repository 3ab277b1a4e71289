/* Lays a chart out: first the ranges, then the margins from what stands in them, then the axes
 * in the plot that is left. Done twice, since margins depend on tick labels and back. */
#include "figure.h"

#include "glyph.h"

#include <math.h>
#include <string.h>

double kiln_figure_x(const kiln_figure *figure, double value)
{
    const kiln_box *plot = &figure->plot;
    return plot->left + (plot->right - plot->left) * kiln_axis_place(&figure->x, value);
}

double kiln_figure_y(const kiln_figure *figure, double value)
{
    const kiln_box *plot = &figure->plot;
    return plot->bottom - (plot->bottom - plot->top) * kiln_axis_place(&figure->y, value);
}

/* x of everything, then y of what x shows, so that a fixed x range gives a fitting y range. */
static void find_extents(kiln_figure *figure)
{
    const kiln_chart *chart = figure->chart;
    figure->x_data = figure->y_data = KILN_EXTENT_EMPTY;
    const double low = chart->x.min, high = chart->x.max;
    const bool fixed = low < high;
    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->series[s].count; i++) {
            const double x = chart->series[s].x[i], y = chart->series[s].y[i];
            if (!isfinite(y) || !isfinite(x) || (fixed && (x < low || x > high)))
                continue;
            kiln_extent_add(&figure->x_data, chart->x.scale, x);
            kiln_extent_add(&figure->y_data, chart->y.scale, y);
        }
    for (size_t i = 0; i < chart->band_count; i++) {
        kiln_extent_add(&figure->x_data, chart->x.scale, chart->band[i].from);
        kiln_extent_add(&figure->x_data, chart->x.scale, chart->band[i].to);
    }
    for (size_t i = 0; i < chart->mark_count; i++) {
        kiln_extent_add(&figure->x_data, chart->x.scale, chart->mark[i].x);
        kiln_extent_add(&figure->y_data, chart->y.scale, chart->mark[i].y);
    }
}

static double tick_px(const kiln_tick *tick)
{
    kiln_label label;
    kiln_tick_label(tick, &label);
    return kiln_label_ems(&label) * KILN_TICK_PX;
}

static double widest_tick_px(const kiln_axis *axis)
{
    double widest = 0;
    for (size_t i = 0; i < axis->major_count; i++)
        widest = fmax(widest, tick_px(&axis->major[i]));
    return widest;
}

static void set_axes(kiln_figure *figure)
{
    const double y_label_px = figure->chart->y.scale == KILN_CHART_LOG10 ? 26 : 38;
    const double gap_px = 26, width = figure->plot.right - figure->plot.left;
    /* As dense as the labels allow, which depend on how dense they are. */
    double x_label_px = 44;
    for (int pass = 0; pass < 5; pass++) {
        kiln_axis_init(&figure->x, &figure->chart->x, figure->x_data, KILN_ENDS_TIGHT, width,
                       x_label_px);
        const double needed = widest_tick_px(&figure->x) + gap_px;
        if ((double)figure->x.major_count * needed < width + needed)
            break;
        x_label_px = fmax(needed, 1.2 * x_label_px);
    }
    kiln_axis_init(&figure->y, &figure->chart->y, figure->y_data, KILN_ENDS_ROUNDED,
                   figure->plot.bottom - figure->plot.top, y_label_px);
}

static void set_series(kiln_figure *figure)
{
    static const int DASH[] = {[KILN_SERIES_DASHED] = KILN_DASH_DASHED,
                               [KILN_SERIES_DOTTED] = KILN_DASH_DOTTED,
                               [KILN_SERIES_POINTS] = KILN_DASH_SOLID};
    int hues = 0, dashes = 0, shapes = 0;
    for (size_t i = 0; i < figure->chart->series_count; i++) {
        const kiln_chart_series *given = &figure->chart->series[i];
        kiln_figure_series *series = &figure->series[i];
        const int hue = given->hue == KILN_HUE_AUTO ? hues++ % KILN_HUES : given->hue - 1;
        const bool points = given->style == KILN_SERIES_POINTS;
        *series = (kiln_figure_series){
            .pen = {.paint = given->hue == KILN_HUE_NEUTRAL
                                 ? KILN_PAINT_MUTED
                                 : (kiln_paint)(KILN_PAINT_SERIES_1 + hue),
                    .dash = given->style == KILN_SERIES_AUTO ? dashes++ % KILN_DASH_COUNT
                                                             : DASH[given->style],
                    .width_px = given->style == KILN_SERIES_THIN || points ? 1.2 : 2},
            .marker = points ? shapes++ % KILN_MARKER_SHAPES : -1,
            .lined = !points,
            .end_y = NAN,
        };
        kiln_label_add(&series->name, given->name);
    }
}

/* The y of each curve at the right edge. Whether all named curves get there. */
static bool find_ends(kiln_figure *figure)
{
    const double nearly = 0.985;
    size_t named = 0, ended = 0;
    for (size_t s = 0; s < figure->chart->series_count; s++) {
        const kiln_chart_series *given = &figure->chart->series[s];
        kiln_figure_series *series = &figure->series[s];
        series->end_y = NAN;
        if (!series->name.count)
            continue;
        named++;
        for (size_t i = given->count; i-- > 0;) {
            const double x = kiln_axis_place(&figure->x, given->x[i]);
            const double y = kiln_axis_place(&figure->y, given->y[i]);
            if (isnan(x) || isnan(y))
                continue;
            if (x >= nearly && x <= 1 + 1e-9 && y >= 0 && y <= 1)
                series->end_y = kiln_figure_y(figure, given->y[i]);
            break;
        }
        ended += isnan(series->end_y) ? 0 : 1;
    }
    return named > 1 && named == ended;
}

static double widest_name(const kiln_figure *figure)
{
    double ems = 0;
    for (size_t i = 0; i < figure->chart->series_count; i++)
        ems = fmax(ems, kiln_label_ems(&figure->series[i].name));
    return ems * KILN_LEGEND_PX;
}

static void choose_legend(kiln_figure *figure)
{
    const double share = 0.3, narrowest_px = 420;
    const kiln_box *plot = &figure->plot;
    figure->legend = widest_name(figure) > 0 ? KILN_LEGEND_ABOVE : KILN_LEGEND_NONE;
    if (find_ends(figure) && figure->size.width_px >= narrowest_px &&
        widest_name(figure) < share * figure->size.width_px &&
        (double)figure->chart->series_count * KILN_LEGEND_ROW_PX < plot->bottom - plot->top)
        figure->legend = KILN_LEGEND_RIGHT;
}

static void set_sides(kiln_figure *figure)
{
    const bool titled = figure->chart->y.label || figure->chart->y.unit;
    const double last_tick =
        figure->x.major_count ? tick_px(&figure->x.major[figure->x.major_count - 1]) : 0;
    figure->plot.left = KILN_PAD_PX + (titled ? 22 : 0) + widest_tick_px(&figure->y) + 8;
    figure->plot.left = fmin(figure->plot.left, 0.6 * figure->size.width_px);
    figure->plot.right = figure->size.width_px - fmax(KILN_PAD_PX + 10, last_tick / 2 + 6);
    if (figure->legend == KILN_LEGEND_RIGHT)
        figure->plot.right =
            figure->size.width_px - KILN_PAD_PX - widest_name(figure) - KILN_SAMPLE_PX - 20;
}

/* Names in rows over the plot, from left to right. Returns how many rows. */
static size_t set_legend_above(kiln_figure *figure, double top)
{
    const double gap_px = 18, sample_px = KILN_SAMPLE_PX + 6;
    const double room = kiln_figure_text_room(figure);
    size_t rows = 0;
    double x = room + 1;
    for (size_t i = 0; i < figure->chart->series_count; i++) {
        kiln_figure_series *series = &figure->series[i];
        if (!series->name.count)
            continue;
        kiln_label_fit(&series->name, (room - sample_px) / KILN_LEGEND_PX);
        const double width = sample_px + kiln_label_ems(&series->name) * KILN_LEGEND_PX;
        if (x + width > room) {
            x = 0;
            rows++;
        }
        series->name_x = figure->plot.left + x;
        series->name_y = top + (double)rows * KILN_LEGEND_ROW_PX - 5;
        x += width + gap_px;
    }
    return rows;
}

/* Names at the ends of the curves, in the order of the ends. */
static void set_legend_right(kiln_figure *figure)
{
    double want[KILN_CHART_SERIES_MAX] = {0}, size[KILN_CHART_SERIES_MAX] = {0};
    double at[KILN_CHART_SERIES_MAX];
    size_t order[KILN_CHART_SERIES_MAX], count = 0;
    for (size_t i = 0; i < figure->chart->series_count; i++) {
        if (isnan(figure->series[i].end_y))
            continue;
        size_t k = count++;
        for (; k > 0 && figure->series[order[k - 1]].end_y > figure->series[i].end_y; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t k = 0; k < count; k++) {
        want[k] = figure->series[order[k]].end_y;
        size[k] = KILN_LEGEND_ROW_PX - 2;
    }
    kiln_spread(count, want, size, figure->plot.top - 6, figure->plot.bottom + 6, at);
    for (size_t k = 0; k < count; k++) {
        figure->series[order[k]].name_x = figure->plot.right + 14;
        figure->series[order[k]].name_y = at[k] + 0.35 * KILN_LEGEND_PX;
    }
}

/* Labels over the plot, side by side; each is cut to its share when they are too many. Returns
 * whether there is any. */
static bool set_flags(const kiln_figure *figure, size_t count, kiln_figure_flag flag[])
{
    const double gap_px = 12, low = figure->plot.left - 20, high = figure->plot.right + 12;
    double want[KILN_CHART_MARKS_MAX] = {0}, size[KILN_CHART_MARKS_MAX] = {0};
    double at[KILN_CHART_MARKS_MAX];
    size_t order[KILN_CHART_MARKS_MAX], shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(flag[i].x >= figure->plot.left - 0.5 && flag[i].x <= figure->plot.right + 0.5) ||
            !flag[i].label.count)
            continue;
        size_t k = shown++;
        for (; k > 0 && flag[order[k - 1]].x > flag[i].x; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    double total = 0;
    for (size_t k = 0; k < shown; k++)
        total += size[k] = kiln_label_ems(&flag[order[k]].label) * KILN_FLAG_PX + gap_px;
    for (size_t k = 0; k < shown; k++) {
        if (total > high - low) {
            size[k] *= (high - low) / total;
            kiln_label_fit(&flag[order[k]].label, (size[k] - gap_px) / KILN_FLAG_PX);
        }
        want[k] = flag[order[k]].x;
    }
    kiln_spread(shown, want, size, low, high, at);
    for (size_t k = 0; k < shown; k++) {
        flag[order[k]].at_x = at[k];
        flag[order[k]].width = size[k] - gap_px;
    }
    return shown > 0;
}

static bool set_marks(kiln_figure *figure)
{
    for (size_t i = 0; i < figure->chart->mark_count; i++) {
        figure->mark[i] =
            (kiln_figure_flag){.x = kiln_figure_x(figure, figure->chart->mark[i].x)};
        kiln_label_add(&figure->mark[i].label, figure->chart->mark[i].label);
    }
    return set_flags(figure, figure->chart->mark_count, figure->mark);
}

/* A band's label stands over the middle of what is seen of it. */
static bool set_bands(kiln_figure *figure)
{
    for (size_t i = 0; i < figure->chart->band_count; i++) {
        const kiln_chart_band *band = &figure->chart->band[i];
        const double from = fmax(kiln_figure_x(figure, band->from), figure->plot.left);
        const double to = fmin(kiln_figure_x(figure, band->to), figure->plot.right);
        figure->band[i] = (kiln_figure_flag){.x = from < to ? (from + to) / 2 : NAN};
        kiln_label_add(&figure->band[i].label, band->label);
    }
    return set_flags(figure, figure->chart->band_count, figure->band);
}

double kiln_figure_text_room(const kiln_figure *figure)
{
    return figure->size.width_px - KILN_PAD_PX - figure->plot.left;
}

/* Rows a paragraph takes, drawn by kiln_figure_draw; 0 for no text. */
static double paragraph_rows(const kiln_figure *figure, const char *text, double size_px,
                             size_t rows_max)
{
    const double room = kiln_figure_text_room(figure) / size_px;
    size_t rows = 0;
    for (size_t left = text ? strlen(text) : 0; left > 0 && rows < rows_max; rows++) {
        const kiln_text_line line = kiln_text_break(text, left, room, kiln_width_ems);
        text += line.taken;
        left -= line.taken;
    }
    return (double)rows;
}

/* Title, subtitle and legend, from the top down; returns where they end. */
static double set_head(kiln_figure *figure, double y)
{
    const kiln_chart *chart = figure->chart;
    figure->title_y = figure->subtitle_y = NAN;
    if (chart->title && figure->drop < KILN_DROP_TITLE) {
        figure->title_y = y + 16;
        y += KILN_TITLE_ROW_PX * paragraph_rows(figure, chart->title, KILN_TITLE_PX * KILN_BOLD,
                                                KILN_TITLE_ROWS_MAX);
    }
    if (chart->subtitle && figure->drop < KILN_DROP_SUBTITLE) {
        figure->subtitle_y = y + 14;
        y += KILN_SUBTITLE_ROW_PX *
             paragraph_rows(figure, chart->subtitle, KILN_SUBTITLE_PX, KILN_TITLE_ROWS_MAX);
    }
    if (figure->legend == KILN_LEGEND_ABOVE && figure->drop < KILN_DROP_LEGEND)
        y += (double)set_legend_above(figure, y + 6) * KILN_LEGEND_ROW_PX + 3;
    return y + 6;
}

/* Labels of marks, then of bands, right above the plot; returns where the plot starts. */
static double set_flag_rows(kiln_figure *figure, double y)
{
    const bool shown = figure->drop < KILN_DROP_FLAGS;
    const bool marks = shown && set_marks(figure), bands = shown && set_bands(figure);
    figure->marks_y = figure->bands_y = NAN;
    if (marks) {
        figure->marks_y = y + 14;
        y += 26;
    }
    if (bands) {
        figure->bands_y = y + 11;
        y += 19;
    }
    return y + (bands || marks ? 1 : 4);
}

/* Notes, from the bottom up, and the x axis' own text; returns where the plot ends. */
static double set_foot(kiln_figure *figure, double y)
{
    const kiln_chart *chart = figure->chart;
    figure->notes_y = NAN;
    if (chart->note_count && figure->drop < KILN_DROP_NOTES) {
        for (size_t i = 0; i < chart->note_count; i++)
            y -= KILN_NOTE_ROW_PX *
                 paragraph_rows(figure, chart->note[i], KILN_NOTE_PX, KILN_NOTE_ROWS_MAX);
        figure->notes_y = y + KILN_NOTE_ROW_PX - 4;
        y -= 5;
    }
    return y - (chart->x.label || chart->x.unit ? 42 : 22);
}

static void set_heights(kiln_figure *figure)
{
    figure->plot.top = set_flag_rows(figure, set_head(figure, KILN_PAD_PX - 2));
    figure->plot.bottom = set_foot(figure, figure->size.height_px - KILN_PAD_PX + 2);
}

void kiln_figure_layout(kiln_figure *figure, const kiln_chart *chart, kiln_chart_size size)
{
    const double lowest_plot_px = fmax(80, 0.4 * size.height_px);
    *figure = (kiln_figure){
        .chart = chart,
        .size = size,
        .plot = {70, 60, size.width_px - KILN_PAD_PX, size.height_px - 50},
    };
    find_extents(figure);
    set_axes(figure);
    for (int pass = 0; pass < 2; pass++) {
        set_series(figure);
        choose_legend(figure);
        set_sides(figure);
        figure->drop = KILN_DROP_NOTHING;
        set_heights(figure);
        while (figure->plot.bottom - figure->plot.top < lowest_plot_px &&
               figure->drop < KILN_DROP_TITLE) {
            figure->drop++;
            set_heights(figure);
        }
        set_axes(figure);
    }
    if (figure->legend == KILN_LEGEND_RIGHT) {
        find_ends(figure);
        set_legend_right(figure);
    }
}
