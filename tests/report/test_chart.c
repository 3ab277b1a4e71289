/* Charts: nothing overlaps, everything stays inside, bad input is refused, text is escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiln/report/chart.h"
#include "report/capture.h"
#include "report/figure.h"
#include "report/gallery.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static recorder drawn;
static kiln_figure figure;

static const kiln_chart_size SIZE[] = {{760, 480}, {1200, 700}, {420, 320},
                                       {240, 240}, {240, 900},  {900, 240}};
enum { SIZES = sizeof SIZE / sizeof SIZE[0] };

static const kiln_chart *find_chart(const char *name)
{
    size_t count;
    const gallery_item *item = gallery(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(item[i].name, name) == 0)
            return &item[i].chart;
    fail_msg("no chart %s", name);
    return NULL;
}

static void lay_out(const kiln_chart *chart, kiln_chart_size size)
{
    recorder_open(&drawn);
    kiln_figure_layout(&figure, chart, size);
    kiln_figure_draw(&figure, &drawn.canvas);
}

static bool overlap(const kiln_box *a, const kiln_box *b)
{
    const double slack = 1;
    return a->left + slack < b->right && b->left + slack < a->right &&
           a->top + slack < b->bottom && b->top + slack < a->bottom;
}

/* Whether a line starts, bends or ends within the text. */
static bool struck(const recorded_text *text)
{
    const kiln_box *box = &text->box;
    for (size_t i = 0; i < drawn.points; i++)
        if (drawn.point[i].x > box->left && drawn.point[i].x < box->right &&
            drawn.point[i].y > box->top && drawn.point[i].y < box->bottom)
            return true;
    return false;
}

/* Goal: in any chart at any size no two texts overlap, no line ends in one, none leaves the
 * figure, and of all texts only the word that there is no data stands in the plot. Why: a
 * legend over a curve hides data, and a label cut in half misleads. */
static void texts_never_overlap(void **state)
{
    size_t count;
    const gallery_item *item = gallery(&count);
    (void)state;
    for (size_t i = 0; i < count * SIZES; i++) {
        const kiln_chart_size size = SIZE[i % SIZES];
        lay_out(&item[i / SIZES].chart, size);
        const char *name = item[i / SIZES].name;
        for (size_t a = 0; a < drawn.texts; a++) {
            const recorded_text *text = &drawn.text[a];
            const kiln_box *box = &text->box;
            if (box->left < -1 || box->top < -1 || box->right > size.width_px + 1 ||
                box->bottom > size.height_px + 1)
                fail_msg("%s at %gx%g: \"%s\" leaves the figure", name, size.width_px,
                         size.height_px, text->text);
            if (overlap(box, &figure.plot) && strcmp(text->text, "No data") != 0)
                fail_msg("%s at %gx%g: \"%s\" is in the plot", name, size.width_px,
                         size.height_px, text->text);
            if (strcmp(text->text, "No data") != 0 && struck(text))
                fail_msg("%s at %gx%g: \"%s\" is struck by a line", name, size.width_px,
                         size.height_px, text->text);
            for (size_t b = a + 1; b < drawn.texts; b++)
                if (overlap(box, &drawn.text[b].box))
                    fail_msg("%s at %gx%g: \"%s\" over \"%s\"", name, size.width_px,
                             size.height_px, text->text, drawn.text[b].text);
        }
    }
}

/* Goal: the plot keeps at least 40 % of the height and half of the width of what was asked for,
 * at any usual size. Why: decoration gives way to data. */
static void the_plot_keeps_its_room(void **state)
{
    size_t count;
    const gallery_item *item = gallery(&count);
    (void)state;
    for (size_t i = 0; i < count * SIZES; i++) {
        const kiln_chart_size size = SIZE[i % SIZES];
        lay_out(&item[i / SIZES].chart, size);
        const kiln_box *plot = &figure.plot;
        if (plot->bottom - plot->top < 0.4 * size.height_px ||
            plot->right - plot->left < (size.width_px < 400 ? 0.3 : 0.5) * size.width_px)
            fail_msg("%s at %gx%g: %g x %g", item[i / SIZES].name, size.width_px,
                     size.height_px, plot->right - plot->left, plot->bottom - plot->top);
    }
}

/* Goal: curves that all reach the right edge are named there, in the order they end; others are
 * named above. Why: a name at the line is read without looking back and forth. */
static void names_stand_at_the_ends_of_curves(void **state)
{
    (void)state;
    lay_out(find_chart("eight curves"), kiln_chart_default_size());
    assert_int_equal(figure.legend, KILN_LEGEND_RIGHT);
    for (int t = 850; t < 1200; t += 50) {
        char lower[16], upper[16];
        snprintf(lower, sizeof lower, "%d \u00b0C", t);
        snprintf(upper, sizeof upper, "%d \u00b0C", t + 50);
        const recorded_text *low = recorder_find(&drawn, lower);
        const recorded_text *high = recorder_find(&drawn, upper);
        assert_non_null(low);
        assert_non_null(high);
        assert_true(high->how.y_px < low->how.y_px);
        assert_true(low->box.left > figure.plot.right);
    }
    lay_out(find_chart("boron"), kiln_chart_default_size());
    assert_int_equal(figure.legend, KILN_LEGEND_ABOVE);
    assert_true(recorder_find(&drawn, "Boron, chemical")->box.bottom < figure.plot.top);
}

/* Goal: eight series differ in dash and in colour both. Why: prints are grey, and one man in
 * twelve does not see red from green. */
static void eight_series_differ_without_colour(void **state)
{
    (void)state;
    lay_out(find_chart("eight curves"), kiln_chart_default_size());
    for (int a = 0; a < 8; a++)
        for (int b = a + 1; b < 8; b++) {
            assert_int_not_equal(figure.series[a].pen.dash, figure.series[b].pen.dash);
            assert_int_not_equal(figure.series[a].pen.paint, figure.series[b].pen.paint);
        }
}

/* Goal: a mark stands where its value is, its label over it. Why: it is read off the axis. */
static void marks_stand_at_their_value(void **state)
{
    (void)state;
    lay_out(find_chart("boron"), kiln_chart_default_size());
    const recorded_text *label = recorder_find(&drawn, "xj 327.7 nm");
    assert_non_null(label);
    const double x = figure.plot.left +
                     (327.7 + 400) / (1000 + 400) * (figure.plot.right - figure.plot.left);
    assert_true(fabs(label->how.x_px - x) < 1e-6);
    assert_true(label->box.bottom < figure.plot.top);
}

/* Goal: the surface of a profile with 20 001 points is drawn where it belongs, with few points
 * a pixel. Why: the thinning and the axes together make the figure. */
static void curves_are_drawn_where_they_belong(void **state)
{
    (void)state;
    lay_out(find_chart("boron"), kiln_chart_default_size());
    const double top_decade = 21, bottom_decade = 14;
    const double y = figure.plot.bottom - (20 - bottom_decade) / (top_decade - bottom_decade) *
                                              (figure.plot.bottom - figure.plot.top);
    const double x = figure.plot.left + 400.0 / 1400 * (figure.plot.right - figure.plot.left);
    bool surface = false;
    for (size_t i = 0; i < drawn.points; i++)
        surface =
            surface || (fabs(drawn.point[i].x - x) < 1e-6 && fabs(drawn.point[i].y - y) < 1e-6);
    assert_true(surface);
    assert_true((double)drawn.points < 4 * 5 * (figure.plot.right - figure.plot.left));
}

/* Goal: what cannot be drawn is refused with its status and nothing written. Why: half a file
 * is worse than none. */
static void what_cannot_be_drawn_is_refused(void **state)
{
    const double x[] = {1, 2};
    const kiln_chart_series series[KILN_CHART_SERIES_MAX + 1] = {{.count = 2, .x = x, .y = x}};
    const kiln_chart_series no_x = {.count = 2, .y = x}, no_y = {.count = 2, .x = x};
    const kiln_chart_series high = {.hue = KILN_HUE_NEUTRAL + 1}, low = {.hue = -1};
    const kiln_chart_size usual = kiln_chart_default_size();
    const struct {
        kiln_chart chart;
        kiln_chart_size size;
        kiln_status status;
    } CASE[] = {
        {{0}, {239, 480}, KILN_INVALID},
        {{0}, {760, 4001}, KILN_INVALID},
        {{0}, {NAN, 480}, KILN_INVALID},
        {{0}, {760, INFINITY}, KILN_INVALID},
        {{.series_count = KILN_CHART_SERIES_MAX + 1, .series = series}, usual, KILN_LIMIT},
        {{.band_count = KILN_CHART_BANDS_MAX + 1}, usual, KILN_LIMIT},
        {{.mark_count = KILN_CHART_MARKS_MAX + 1}, usual, KILN_LIMIT},
        {{.note_count = KILN_CHART_NOTES_MAX + 1}, usual, KILN_LIMIT},
        {{.series_count = 1}, usual, KILN_INVALID},
        {{.band_count = 1}, usual, KILN_INVALID},
        {{.mark_count = 1}, usual, KILN_INVALID},
        {{.note_count = 1}, usual, KILN_INVALID},
        {{.note_count = 1, .note = (const char *[]){NULL}}, usual, KILN_INVALID},
        {{.series_count = 1, .series = &no_x}, usual, KILN_INVALID},
        {{.series_count = 1, .series = &no_y}, usual, KILN_INVALID},
        {{.series_count = 1, .series = &high}, usual, KILN_INVALID},
        {{.series_count = 1, .series = &low}, usual, KILN_INVALID},
        {{.series_count = KILN_CHART_SERIES_MAX, .series = series}, {240, 240}, KILN_OK},
        {{0}, {4000, 4000}, KILN_OK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASE / sizeof CASE[0]; i++) {
        capture out;
        capture_open(&out);
        const kiln_status status =
            kiln_chart_write_svg(&CASE[i].chart, CASE[i].size, &out.sink);
        if (status != CASE[i].status || (out.text.size > 0) != (status == KILN_OK))
            fail_msg("case %zu: %s, %zu bytes", i, kiln_status_name(status), out.text.size);
        capture_close(&out);
    }
}

/* Goal: wherever the output fails, the status is the sink's. Why: disks fill up. */
static void a_failing_sink_is_reported(void **state)
{
    const kiln_chart *chart = find_chart("boron");
    (void)state;
    for (size_t room = 0; room < 20000; room += 97) {
        short_sink taker = {.room = room};
        kiln_sink sink = short_sink_open(&taker);
        assert_int_equal(kiln_chart_write_svg(chart, kiln_chart_default_size(), &sink),
                         KILN_OUTPUT);
    }
}

/* Goal: the file refers to nothing outside but the namespace of SVG, has no ids and no script,
 * names itself for screen readers, scales. Why: it must work offline, on a page beside others,
 * for everybody. */
static void the_file_stands_alone(void **state)
{
    size_t count;
    const gallery_item *item = gallery(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        capture out;
        capture_open(&out);
        assert_int_equal(
            kiln_chart_write_svg(&item[i].chart, kiln_chart_default_size(), &out.sink),
            KILN_OK);
        const char *svg = captured(&out);
        assert_int_equal(occurrences(svg, "http"), 1);
        assert_int_equal(occurrences(svg, "xmlns=\"http://www.w3.org/2000/svg\""), 1);
        assert_int_equal(occurrences(svg, "url("), 0);
        assert_int_equal(occurrences(svg, "href="), 0);
        assert_int_equal(occurrences(svg, " id="), 0);
        assert_int_equal(occurrences(svg, "<script"), 0);
        assert_int_equal(occurrences(svg, "viewBox=\"0 0 760 480\""), 1);
        assert_int_equal(occurrences(svg, "role=\"img\""), 1);
        assert_int_equal(occurrences(svg, "<title>"), 1);
        assert_int_equal(occurrences(svg, "<desc>"), 1);
        assert_int_equal(occurrences(svg, "prefers-color-scheme:dark"), 1);
        assert_int_equal(occurrences(svg, "nan"), 0);
        capture_close(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_never_overlap),
        cmocka_unit_test(the_plot_keeps_its_room),
        cmocka_unit_test(names_stand_at_the_ends_of_curves),
        cmocka_unit_test(eight_series_differ_without_colour),
        cmocka_unit_test(marks_stand_at_their_value),
        cmocka_unit_test(curves_are_drawn_where_they_belong),
        cmocka_unit_test(what_cannot_be_drawn_is_refused),
        cmocka_unit_test(a_failing_sink_is_reported),
        cmocka_unit_test(the_file_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
