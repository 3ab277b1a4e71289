/* Strokes: thinning keeps the extremes, clipping the plot, gaps the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/capture.h"
#include "report/stroke.h"

#include <math.h>

static recorder drawn;
static const kiln_box PLOT = {0, 0, 100, 100};

static void draw(size_t count, const double x[], const double y[])
{
    kiln_stroke stroke;
    recorder_open(&drawn);
    kiln_stroke_begin(&stroke, &drawn.canvas, PLOT);
    for (size_t i = 0; i < count; i++)
        kiln_stroke_add(&stroke, x[i], y[i]);
    kiln_stroke_end(&stroke);
}

static size_t lines_drawn(void)
{
    size_t lines = 0;
    for (size_t i = 0; i < drawn.points; i++)
        lines += drawn.point[i].starts ? 1 : 0;
    return lines;
}

static void assert_point(size_t i, double x, double y)
{
    assert_true(i < drawn.points);
    assert_true(fabs(drawn.point[i].x - x) < 1e-6 && fabs(drawn.point[i].y - y) < 1e-6);
}

/* Goal: of 100 000 points over 100 pixels at most four a pixel column remain, and each column
 * keeps its lowest and highest value, one-sample spikes too. Why: a peak that the thinning
 * loses is a wrong figure. */
static void thinning_keeps_the_extremes(void **state)
{
    enum { COUNT = 100000, COLUMNS = 100 };
    static double x[COUNT], y[COUNT];
    double low[COLUMNS], high[COLUMNS], seen_low[COLUMNS], seen_high[COLUMNS];
    uint32_t random = 12345;
    (void)state;
    for (int c = 0; c < COLUMNS; c++) {
        low[c] = seen_low[c] = INFINITY;
        high[c] = seen_high[c] = -INFINITY;
    }
    for (size_t i = 0; i < COUNT; i++) {
        random = random * 1664525 + 1013904223;
        x[i] = (double)i * COLUMNS / COUNT;
        y[i] = 50 + (random >> 8) % 1000 * 0.01;
        if (i % 1777 == 0)
            y[i] = i % 2 ? 1 : 99;
        const int c = (int)x[i];
        low[c] = fmin(low[c], y[i]);
        high[c] = fmax(high[c], y[i]);
    }
    draw(COUNT, x, y);
    assert_true(drawn.points <= 4 * COLUMNS);
    assert_int_equal(lines_drawn(), 1);
    for (size_t i = 0; i < drawn.points; i++) {
        const int c = (int)drawn.point[i].x;
        assert_true(c >= 0 && c < COLUMNS);
        seen_low[c] = fmin(seen_low[c], drawn.point[i].y);
        seen_high[c] = fmax(seen_high[c], drawn.point[i].y);
        assert_true(i == 0 || drawn.point[i].x >= drawn.point[i - 1].x);
    }
    for (int c = 0; c < COLUMNS; c++) {
        assert_true(seen_low[c] == low[c]);
        assert_true(seen_high[c] == high[c]);
    }
    assert_point(0, x[0], y[0]);
    assert_point(drawn.points - 1, x[COUNT - 1], y[COUNT - 1]);
}

/* Goal: few points pass as they are. Why: thinning is for many. */
static void few_points_are_kept(void **state)
{
    const double x[] = {0, 10, 10.5, 20, 5}, y[] = {1, 2, 3, 4, 5};
    (void)state;
    draw(5, x, y);
    assert_int_equal(drawn.points, 5);
    for (size_t i = 0; i < 5; i++)
        assert_point(i, x[i], y[i]);
}

/* Goal: a line is cut where it leaves the plot and starts anew where it comes back. Why: a
 * profile falls under the axis by hundreds of decades. */
static void lines_are_clipped_at_the_plot(void **state)
{
    const double x[] = {10, 30, 50, 70}, y[] = {50, 150, 150, -50};
    (void)state;
    draw(4, x, y);
    assert_int_equal(lines_drawn(), 2);
    assert_int_equal(drawn.points, 4);
    assert_point(0, 10, 50);
    assert_point(1, 20, 100);
    assert_point(2, 55, 100);
    assert_point(3, 65, 0);
    draw(3, (double[]){10, 30, 50}, (double[]){50, 150, 50}); /* out and straight back */
    assert_int_equal(lines_drawn(), 2);
    assert_int_equal(drawn.points, 4);
    assert_point(1, 20, 100);
    assert_point(2, 40, 100);
}

/* Goal: values of any size give points within the plot. Why: a curve may run to 1e308. */
static void far_points_stay_out_of_the_figure(void **state)
{
    const double x[] = {-1e308, 50, 60, INFINITY, 1e308, -1e308},
                 y[] = {50, 1e308, -INFINITY, 40, -1e308, 1e308};
    (void)state;
    draw(6, x, y);
    assert_true(drawn.points > 0);
    for (size_t i = 0; i < drawn.points; i++) {
        assert_true(drawn.point[i].x >= -1e-6 && drawn.point[i].x <= 100 + 1e-6);
        assert_true(drawn.point[i].y >= -1e-6 && drawn.point[i].y <= 100 + 1e-6);
    }
}

/* Goal: a NaN is a gap; a point between two gaps is a dot. Why: a line across missing data says
 * something nobody measured, and a lone value must not vanish. */
static void a_nan_is_a_gap(void **state)
{
    const double x[] = {10, 20, 30, 40, 50, 60, 70, 80}, y[] = {1, 2, NAN, 3, NAN, NAN, 4, 5};
    (void)state;
    draw(8, x, y);
    assert_int_equal(lines_drawn(), 2);
    assert_int_equal(drawn.points, 4);
    assert_int_equal(drawn.markers, 1);
    assert_true(drawn.marker[0].x == 40 && drawn.marker[0].y == 3);
    draw(1, (double[]){10}, (double[]){20});
    assert_int_equal(drawn.markers, 1);
    draw(1, (double[]){10}, (double[]){200}); /* out of the plot */
    assert_int_equal(drawn.markers, 0);
    draw(0, NULL, NULL);
    assert_int_equal(drawn.points + drawn.markers, 0);
}

/* Goal: a line along the frame is drawn. Why: the value at an axis' end is one like others. */
static void lines_along_the_frame_are_drawn(void **state)
{
    const double x[] = {-20, 50, 120}, y[] = {100, 100, 100};
    (void)state;
    draw(3, x, y);
    assert_int_equal(lines_drawn(), 1);
    assert_point(0, 0, 100);
    assert_point(drawn.points - 1, 100, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thinning_keeps_the_extremes),
        cmocka_unit_test(few_points_are_kept),
        cmocka_unit_test(lines_are_clipped_at_the_plot),
        cmocka_unit_test(far_points_stay_out_of_the_figure),
        cmocka_unit_test(a_nan_is_a_gap),
        cmocka_unit_test(lines_along_the_frame_are_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
