/* Draws a laid-out chart: tints, grid, frame, curves, then all text. */
#include "figure.h"

#include "glyph.h"
#include "stroke.h"

#include <math.h>
#include <string.h>

static void write_text(kiln_canvas *canvas, const char *text, double room_px, kiln_writing how)
{
    kiln_label label = {0};
    kiln_label_add(&label, text);
    kiln_label_fit(&label, room_px / how.size_px);
    canvas->write(canvas, &label, how);
}

/* What is seen of a band; false when nothing is. */
static bool band_sides(const kiln_figure *figure, const kiln_chart_band *band, kiln_box *box)
{
    *box = figure->plot;
    box->left = fmax(box->left, kiln_figure_x(figure, band->from));
    box->right = fmin(box->right, kiln_figure_x(figure, band->to));
    return kiln_figure_x(figure, band->from) < box->right &&
           kiln_figure_x(figure, band->to) > box->left;
}

static void draw_bands(const kiln_figure *figure, kiln_canvas *canvas)
{
    static const kiln_paint PAINT[] = {[KILN_BAND_NEUTRAL] = KILN_PAINT_NEUTRAL,
                                       [KILN_BAND_OXIDE] = KILN_PAINT_OXIDE,
                                       [KILN_BAND_P_TYPE] = KILN_PAINT_P_TYPE,
                                       [KILN_BAND_N_TYPE] = KILN_PAINT_N_TYPE,
                                       [KILN_BAND_TARGET] = KILN_PAINT_TARGET};
    for (size_t i = 0; i < figure->chart->band_count; i++) {
        kiln_box box;
        if (band_sides(figure, &figure->chart->band[i], &box))
            canvas->fill(canvas, box, PAINT[figure->chart->band[i].role]);
    }
}

static void draw_grid(const kiln_figure *figure, kiln_canvas *canvas)
{
    const kiln_box *plot = &figure->plot;
    canvas->pen(canvas, (kiln_pen){KILN_PAINT_GRID, KILN_DASH_SOLID, 1});
    for (size_t i = 0; i < figure->x.major_count; i++) {
        const double x = kiln_figure_x(figure, figure->x.major[i].value);
        kiln_canvas_line(canvas, x, plot->top, x, plot->bottom);
    }
    for (size_t i = 0; i < figure->y.major_count; i++) {
        const double y = kiln_figure_y(figure, figure->y.major[i].value);
        kiln_canvas_line(canvas, plot->left, y, plot->right, y);
    }
}

static void draw_frame(const kiln_figure *figure, kiln_canvas *canvas)
{
    const double major_px = 5, minor_px = 3;
    const kiln_box *plot = &figure->plot;
    canvas->pen(canvas, (kiln_pen){KILN_PAINT_FRAME, KILN_DASH_SOLID, 1});
    canvas->line_to(canvas, plot->left, plot->top);
    canvas->line_to(canvas, plot->right, plot->top);
    canvas->line_to(canvas, plot->right, plot->bottom);
    canvas->line_to(canvas, plot->left, plot->bottom);
    canvas->line_to(canvas, plot->left, plot->top);
    canvas->line_end(canvas);
    for (size_t i = 0; i < figure->x.major_count; i++) {
        const double x = kiln_figure_x(figure, figure->x.major[i].value);
        kiln_canvas_line(canvas, x, plot->bottom, x, plot->bottom + major_px);
    }
    for (size_t i = 0; i < figure->x.minor_count; i++) {
        const double x = kiln_figure_x(figure, figure->x.minor[i]);
        kiln_canvas_line(canvas, x, plot->bottom, x, plot->bottom + minor_px);
    }
    for (size_t i = 0; i < figure->y.major_count; i++) {
        const double y = kiln_figure_y(figure, figure->y.major[i].value);
        kiln_canvas_line(canvas, plot->left - major_px, y, plot->left, y);
    }
    for (size_t i = 0; i < figure->y.minor_count; i++) {
        const double y = kiln_figure_y(figure, figure->y.minor[i]);
        kiln_canvas_line(canvas, plot->left - minor_px, y, plot->left, y);
    }
}

static bool mark_seen(const kiln_figure *figure, size_t i)
{
    return figure->mark[i].x >= figure->plot.left - 0.5 &&
           figure->mark[i].x <= figure->plot.right + 0.5;
}

/* The line of a mark, bent above the plot to where its label stands. */
static void draw_mark_lines(const kiln_figure *figure, kiln_canvas *canvas)
{
    const kiln_box *plot = &figure->plot;
    canvas->pen(canvas, (kiln_pen){KILN_PAINT_MUTED, KILN_DASH_DASHED, 1});
    for (size_t i = 0; i < figure->chart->mark_count; i++) {
        const kiln_figure_flag *mark = &figure->mark[i];
        if (!mark_seen(figure, i))
            continue;
        canvas->line_to(canvas, mark->x, plot->bottom);
        canvas->line_to(canvas, mark->x, plot->top);
        canvas->line_end(canvas);
    }
    canvas->pen(canvas, (kiln_pen){KILN_PAINT_MUTED, KILN_DASH_SOLID, 1});
    for (size_t i = 0; i < figure->chart->mark_count; i++) {
        const kiln_figure_flag *mark = &figure->mark[i];
        if (!mark_seen(figure, i) || mark->width <= 0 || isnan(figure->marks_y))
            continue;
        canvas->line_to(canvas, mark->x, plot->top);
        canvas->line_to(canvas, mark->x, figure->marks_y + 9);
        canvas->line_to(canvas, mark->at_x, figure->marks_y + 4);
        canvas->line_end(canvas);
    }
}

static void draw_mark_dots(const kiln_figure *figure, kiln_canvas *canvas)
{
    canvas->pen(canvas, (kiln_pen){KILN_PAINT_INK, KILN_DASH_SOLID, 1.5});
    for (size_t i = 0; i < figure->chart->mark_count; i++) {
        const double y = kiln_figure_y(figure, figure->chart->mark[i].y);
        if (mark_seen(figure, i) && y >= figure->plot.top && y <= figure->plot.bottom)
            canvas->marker(canvas, figure->mark[i].x, y, 1, 4);
    }
}

static void draw_points(const kiln_figure *figure, size_t s, kiln_canvas *canvas)
{
    const kiln_chart_series *given = &figure->chart->series[s];
    const kiln_box *plot = &figure->plot;
    const double apart_px = 0.5;
    double last_x = INFINITY, last_y = INFINITY;
    for (size_t i = 0; i < given->count; i++) {
        const double x = kiln_figure_x(figure, given->x[i]);
        const double y = kiln_figure_y(figure, given->y[i]);
        const bool inside = x >= plot->left - 0.01 && x <= plot->right + 0.01 &&
                            y >= plot->top - 0.01 && y <= plot->bottom + 0.01;
        if (!inside || (fabs(x - last_x) < apart_px && fabs(y - last_y) < apart_px))
            continue;
        canvas->marker(canvas, x, y, figure->series[s].marker, 3.2);
        last_x = x;
        last_y = y;
    }
}

static void draw_series(const kiln_figure *figure, kiln_canvas *canvas)
{
    for (size_t s = 0; s < figure->chart->series_count; s++) {
        const kiln_chart_series *given = &figure->chart->series[s];
        canvas->pen(canvas, figure->series[s].pen);
        if (!figure->series[s].lined) {
            draw_points(figure, s, canvas);
            continue;
        }
        kiln_stroke stroke;
        kiln_stroke_begin(&stroke, canvas, figure->plot);
        for (size_t i = 0; i < given->count; i++)
            kiln_stroke_add(&stroke, kiln_figure_x(figure, given->x[i]),
                            kiln_figure_y(figure, given->y[i]));
        kiln_stroke_end(&stroke);
    }
}

static void draw_legend(const kiln_figure *figure, kiln_canvas *canvas)
{
    const bool right = figure->legend == KILN_LEGEND_RIGHT;
    if (figure->legend == KILN_LEGEND_NONE || (!right && figure->drop >= KILN_DROP_LEGEND))
        return;
    for (size_t i = 0; i < figure->chart->series_count; i++) {
        const kiln_figure_series *series = &figure->series[i];
        if (!series->name.count)
            continue;
        const double y = series->name_y - 0.33 * KILN_LEGEND_PX;
        if (right && fabs(y - series->end_y) > 1) {
            canvas->pen(canvas, (kiln_pen){KILN_PAINT_FRAME, KILN_DASH_SOLID, 0.8});
            kiln_canvas_line(canvas, figure->plot.right + 3, series->end_y, series->name_x - 3,
                             y);
        }
        canvas->pen(canvas, series->pen);
        if (series->lined)
            kiln_canvas_line(canvas, series->name_x, y, series->name_x + KILN_SAMPLE_PX, y);
        else
            canvas->marker(canvas, series->name_x + KILN_SAMPLE_PX / 2, y, series->marker, 3.2);
        canvas->write(canvas, &series->name,
                      (kiln_writing){.x_px = series->name_x + KILN_SAMPLE_PX + 6,
                                     .y_px = series->name_y,
                                     .size_px = KILN_LEGEND_PX,
                                     .paint = KILN_PAINT_INK});
    }
}

static void write_flags(const kiln_figure *figure, kiln_canvas *canvas)
{
    kiln_writing how = {
        .size_px = KILN_FLAG_PX, .paint = KILN_PAINT_MUTED, .anchor = KILN_ANCHOR_MIDDLE};
    for (size_t i = 0; i < figure->chart->band_count && !isnan(figure->bands_y); i++) {
        const kiln_figure_flag *band = &figure->band[i];
        if (band->width <= 0)
            continue;
        const kiln_box behind = {band->at_x - band->width / 2, figure->bands_y - KILN_FLAG_PX,
                                 band->at_x + band->width / 2, figure->bands_y + 4};
        canvas->fill(canvas, behind, KILN_PAINT_PAPER);
        how.x_px = band->at_x;
        how.y_px = figure->bands_y;
        canvas->write(canvas, &band->label, how);
    }
    how.paint = KILN_PAINT_INK;
    for (size_t i = 0; i < figure->chart->mark_count && !isnan(figure->marks_y); i++) {
        how.x_px = figure->mark[i].at_x;
        how.y_px = figure->marks_y;
        if (figure->mark[i].width > 0)
            canvas->write(canvas, &figure->mark[i].label, how);
    }
}

static void write_ticks(const kiln_figure *figure, kiln_canvas *canvas)
{
    const kiln_box *plot = &figure->plot;
    kiln_label label;
    kiln_writing how = {
        .size_px = KILN_TICK_PX, .paint = KILN_PAINT_MUTED, .anchor = KILN_ANCHOR_MIDDLE};
    how.y_px = plot->bottom + 18;
    double free_from = 0;
    for (size_t i = 0; i < figure->x.major_count; i++) {
        how.x_px = kiln_figure_x(figure, figure->x.major[i].value);
        kiln_tick_label(&figure->x.major[i], &label);
        const double half = kiln_label_ems(&label) * KILN_TICK_PX / 2;
        if (how.x_px - half < free_from || how.x_px + half > figure->size.width_px)
            continue; /* a figure too narrow even for two labels */
        free_from = how.x_px + half + 4;
        canvas->write(canvas, &label, how);
    }
    how.anchor = KILN_ANCHOR_END;
    how.x_px = plot->left - 8;
    for (size_t i = 0; i < figure->y.major_count; i++) {
        how.y_px = kiln_figure_y(figure, figure->y.major[i].value) + 0.35 * KILN_TICK_PX;
        kiln_tick_label(&figure->y.major[i], &label);
        canvas->write(canvas, &label, how);
    }
}

static void write_axis_title(const kiln_chart_axis *axis, double room_px, kiln_writing how,
                             kiln_canvas *canvas)
{
    kiln_label label = {0};
    kiln_label_add(&label, axis->label);
    if (axis->unit && *axis->unit) {
        kiln_label_add(&label, axis->label ? " (" : "(");
        kiln_label_unit(&label, axis->unit);
        kiln_label_add(&label, ")");
    }
    kiln_label_fit(&label, room_px / how.size_px);
    canvas->write(canvas, &label, how);
}

/* Wrapped, the last row cut with an ellipsis; how.y_px moves on by the rows drawn. */
static void write_paragraph(const char *text, double room_px, size_t rows_max, double row_px,
                            kiln_writing *how, kiln_canvas *canvas)
{
    const double room = room_px / how->size_px;
    size_t rows = 0;
    for (size_t left = strlen(text); left > 0 && rows < rows_max; rows++) {
        const kiln_text_line line = kiln_text_break(text, left, room, kiln_width_ems);
        const bool last = rows + 1 == rows_max;
        kiln_label label = {1, {{text, last ? left : line.shown, false}}};
        kiln_label_fit(&label, room);
        canvas->write(canvas, &label, *how);
        how->y_px += row_px;
        text += line.taken;
        left -= line.taken;
    }
}

static void write_titles(const kiln_figure *figure, kiln_canvas *canvas)
{
    const kiln_chart *chart = figure->chart;
    const kiln_box *plot = &figure->plot;
    const double room_px = kiln_figure_text_room(figure);
    kiln_writing how = {.x_px = plot->left,
                        .y_px = figure->title_y,
                        .size_px = KILN_TITLE_PX,
                        .paint = KILN_PAINT_INK,
                        .weight = KILN_WEIGHT_BOLD};
    if (!isnan(how.y_px))
        write_paragraph(chart->title, room_px / KILN_BOLD, KILN_TITLE_ROWS_MAX,
                        KILN_TITLE_ROW_PX, &how, canvas);
    how = (kiln_writing){.x_px = plot->left,
                         .y_px = figure->subtitle_y,
                         .size_px = KILN_SUBTITLE_PX,
                         .paint = KILN_PAINT_MUTED};
    if (!isnan(how.y_px))
        write_paragraph(chart->subtitle, room_px, KILN_TITLE_ROWS_MAX, KILN_SUBTITLE_ROW_PX,
                        &how, canvas);
    how = (kiln_writing){.x_px = (plot->left + plot->right) / 2,
                         .y_px = plot->bottom + 38,
                         .size_px = KILN_AXIS_PX,
                         .paint = KILN_PAINT_INK,
                         .anchor = KILN_ANCHOR_MIDDLE};
    write_axis_title(&chart->x, plot->right - plot->left, how, canvas);
    how.x_px = KILN_PAD_PX + 8;
    how.y_px = (plot->top + plot->bottom) / 2;
    how.turn = KILN_TURN_UP;
    write_axis_title(&chart->y, plot->bottom - plot->top, how, canvas);
}

static void write_notes(const kiln_figure *figure, kiln_canvas *canvas)
{
    kiln_writing how = {.x_px = figure->plot.left,
                        .y_px = figure->notes_y,
                        .size_px = KILN_NOTE_PX,
                        .paint = KILN_PAINT_MUTED};
    for (size_t i = 0; i < figure->chart->note_count && !isnan(figure->notes_y); i++)
        write_paragraph(figure->chart->note[i], kiln_figure_text_room(figure),
                        KILN_NOTE_ROWS_MAX, KILN_NOTE_ROW_PX, &how, canvas);
}

static void write_emptiness(const kiln_figure *figure, kiln_canvas *canvas)
{
    const kiln_box *plot = &figure->plot;
    const char *empty = figure->chart->empty;
    if (figure->y_data.min <= figure->y_data.max)
        return;
    write_text(canvas, empty ? empty : "No data", plot->right - plot->left,
               (kiln_writing){.x_px = (plot->left + plot->right) / 2,
                              .y_px = (plot->top + plot->bottom) / 2,
                              .size_px = KILN_AXIS_PX,
                              .paint = KILN_PAINT_MUTED,
                              .anchor = KILN_ANCHOR_MIDDLE});
}

void kiln_figure_draw(const kiln_figure *figure, kiln_canvas *canvas)
{
    draw_bands(figure, canvas);
    draw_grid(figure, canvas);
    draw_frame(figure, canvas);
    draw_mark_lines(figure, canvas);
    draw_series(figure, canvas);
    draw_mark_dots(figure, canvas);
    draw_legend(figure, canvas);
    write_flags(figure, canvas);
    write_ticks(figure, canvas);
    write_titles(figure, canvas);
    write_notes(figure, canvas);
    write_emptiness(figure, canvas);
}
