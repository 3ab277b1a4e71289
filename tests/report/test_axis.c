/* Axes: ranges and ticks against cases worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/axis.h"

#include <math.h>
#include <string.h>

static kiln_axis axis;

static void make(kiln_chart_scale scale, double min, double max, kiln_extent data,
                 kiln_ends ends)
{
    const kiln_chart_axis given = {.scale = scale, .min = min, .max = max};
    kiln_axis_init(&axis, &given, data, ends, 500, 50); /* ten labels at most */
}

static void assert_near(double got, double wanted)
{
    if (!(fabs(got - wanted) <= 1e-12 * fabs(wanted)))
        fail_msg("%.17g is not %.17g", got, wanted);
}

static void assert_ticks(size_t count, const double value[], const char *const text[],
                         const char *const power[])
{
    assert_int_equal(axis.major_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_near(axis.major[i].value, value[i]);
        assert_string_equal(axis.major[i].text, text[i]);
        assert_string_equal(axis.major[i].power, power ? power[i] : "");
    }
}

/* Goal: steps of 1, 2 or 5 times a power of ten, at most as many as fit, labelled with just the
 * decimals that tell them apart. Why: readers interpolate between such values, no others. */
static void linear_steps_are_nice(void **state)
{
    (void)state;
    make(KILN_CHART_LINEAR, 0, 100, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_ticks(
        11, (double[]){0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100},
        (const char *[]){"0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"},
        NULL);
    assert_int_equal(axis.minor_count, 40); /* four between each pair, none on a major */
    make(KILN_CHART_LINEAR, 0, 101, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_ticks(6, (double[]){0, 20, 40, 60, 80, 100},
                 (const char *[]){"0", "20", "40", "60", "80", "100"}, NULL);
    make(KILN_CHART_LINEAR, -400, 1200, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_ticks(9, (double[]){-400, -200, 0, 200, 400, 600, 800, 1000, 1200},
                 (const char *[]){"\u2212400", "\u2212200", "0", "200", "400", "600", "800",
                                  "1000", "1200"},
                 NULL);
    make(KILN_CHART_LINEAR, 0.13, 0.87, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_ticks(7, (double[]){0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8},
                 (const char *[]){"0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8"}, NULL);
}

/* Goal: very large and very small values carry one shared power of ten. Why: a row of zeros
 * cannot be read, and different powers on one axis cannot be compared. */
static void far_magnitudes_share_a_power(void **state)
{
    (void)state;
    make(KILN_CHART_LINEAR, 0, 5e7, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_int_equal(axis.major_count, 11);
    assert_near(axis.major[3].value, 1.5e7);
    assert_string_equal(axis.major[3].text, "1.5\u2009\u00d7\u200910");
    assert_string_equal(axis.major[3].power, "^7");
    assert_string_equal(axis.major[0].text, "0");
    assert_string_equal(axis.major[0].power, "");
    make(KILN_CHART_LINEAR, 1e-9, 3e-9, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_near(axis.major[1].value, 1.2e-9);
    assert_string_equal(axis.major[1].text, "1.2\u2009\u00d7\u200910");
    assert_string_equal(axis.major[1].power, "^-9");
}

/* Goal: decades are labelled, every decade or every so many, with 2 to 9 between when there is
 * room. Why: that is how a concentration is read. */
static void decades_are_labelled(void **state)
{
    (void)state;
    make(KILN_CHART_LOG10, 1e14, 1e21, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_ticks(8, (double[]){1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21},
                 (const char *[]){"10", "10", "10", "10", "10", "10", "10", "10"},
                 (const char *[]){"^14", "^15", "^16", "^17", "^18", "^19", "^20", "^21"});
    assert_int_equal(axis.minor_count, 7 * 8);
    assert_near(axis.minor[0], 2e14);
    assert_near(axis.minor[7], 9e14);
    assert_near(axis.minor[8], 2e15);
    make(KILN_CHART_LOG10, 1e-20, 1e20, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_int_equal(axis.major_count, 9); /* every fifth */
    assert_near(axis.major[0].value, 1e-20);
    assert_near(axis.major[1].value, 1e-15);
    assert_string_equal(axis.major[0].power, "^-20");
    assert_int_equal(axis.minor_count, 32); /* the four decades between each pair */
}

/* Goal: within one decade a log axis has linear ticks. Why: one label cannot be read from. */
static void less_than_a_decade_has_linear_ticks(void **state)
{
    (void)state;
    make(KILN_CHART_LOG10, 2e19, 7e19, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_int_equal(axis.major_count, 11);
    assert_near(axis.major[1].value, 2.5e19);
    assert_string_equal(axis.major[1].power, "^19");
    assert_near(kiln_axis_place(&axis, sqrt(2e19 * 7e19)), 0.5); /* still a log axis */
}

/* Goal: an automatic range goes out to a tick or a decade, and to 0 when the data starts near
 * it. Why: a curve along the frame cannot be seen, and growth starts at nothing. */
static void automatic_ranges_round_outwards(void **state)
{
    (void)state;
    make(KILN_CHART_LINEAR, NAN, NAN, (kiln_extent){3, 191}, KILN_ENDS_ROUNDED);
    assert_near(axis.min, 0);
    assert_near(axis.max, 200);
    make(KILN_CHART_LINEAR, NAN, NAN, (kiln_extent){151, 191}, KILN_ENDS_ROUNDED);
    assert_near(axis.min, 150);
    assert_near(axis.max, 195);
    make(KILN_CHART_LINEAR, NAN, NAN, (kiln_extent){3, 191}, KILN_ENDS_TIGHT);
    assert_near(axis.min, 3);
    assert_near(axis.max, 191);
    make(KILN_CHART_LINEAR, NAN, 150, (kiln_extent){3, 191}, KILN_ENDS_ROUNDED);
    assert_near(axis.max, 150);
    make(KILN_CHART_LOG10, NAN, NAN, (kiln_extent){3e14, 2e20}, KILN_ENDS_ROUNDED);
    assert_near(axis.min, 1e14);
    assert_near(axis.max, 1e21);
    make(KILN_CHART_LOG10, NAN, NAN, (kiln_extent){1e-290, 2e20}, KILN_ENDS_ROUNDED);
    assert_near(axis.min, 1e9); /* twelve decades of a tail that goes on for ever */
}

/* Goal: whatever the range, the axis is sound: finite, min < max, at least two ticks, all of
 * them within it, places from 0 to 1. Why: data is not chosen for its axis. */
static void any_range_gives_a_sound_axis(void **state)
{
    static const double VALUE[] = {NAN,   -INFINITY, INFINITY, -1e308, -1e300, -1e9,   -1,
                                   -1e-9, -1e-300,   -0.0,     0,      5e-324, 1e-300, 1e-15,
                                   1,     1 + 1e-15, 1 + 1e-8, 2,      1e15,   1e300,  1e308};
    const size_t count = sizeof VALUE / sizeof VALUE[0];
    (void)state;
    for (size_t i = 0; i < count * count * count * 8; i++) {
        const double min = VALUE[i / 8 % count], max = VALUE[i / 8 / count % count];
        const double end = VALUE[i / 8 / count / count];
        kiln_extent data = KILN_EXTENT_EMPTY;
        const kiln_chart_scale scale = i & 1 ? KILN_CHART_LOG10 : KILN_CHART_LINEAR;
        kiln_extent_add(&data, scale, i & 2 ? min : 1);
        kiln_extent_add(&data, scale, end);
        make(scale, i & 2 ? NAN : min, max, data, i & 4 ? KILN_ENDS_ROUNDED : KILN_ENDS_TIGHT);
        if (!(isfinite(axis.min) && isfinite(axis.max) && axis.min < axis.max) ||
            (scale == KILN_CHART_LOG10 && !(axis.min > 0)))
            fail_msg("min %g max %g data %g scale %d: %g to %g", min, max, end, (int)scale,
                     axis.min, axis.max);
        assert_true(axis.major_count >= 2 && axis.major_count <= 21);
        for (size_t k = 0; k < axis.major_count; k++) {
            const double place = kiln_axis_place(&axis, axis.major[k].value);
            if (!(place >= -1e-6 && place <= 1 + 1e-6))
                fail_msg("%g..%g: tick %g at %g", axis.min, axis.max, axis.major[k].value,
                         place);
        }
        assert_near(1 + kiln_axis_place(&axis, axis.min), 1);
        assert_near(kiln_axis_place(&axis, axis.max), 1);
    }
}

/* Goal: what has no place on the scale has none. Why: a 0 on a log axis must become a gap, not
 * a point at the bottom. */
static void values_off_the_scale_have_no_place(void **state)
{
    (void)state;
    make(KILN_CHART_LOG10, 1, 100, KILN_EXTENT_EMPTY, KILN_ENDS_TIGHT);
    assert_true(isnan(kiln_axis_place(&axis, 0)));
    assert_true(isnan(kiln_axis_place(&axis, -1)));
    assert_true(isnan(kiln_axis_place(&axis, NAN)));
    assert_true(isnan(kiln_axis_place(&axis, INFINITY)));
    assert_near(kiln_axis_place(&axis, 10), 0.5);
    assert_near(kiln_axis_place(&axis, 1000), 1.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_steps_are_nice),
        cmocka_unit_test(far_magnitudes_share_a_power),
        cmocka_unit_test(decades_are_labelled),
        cmocka_unit_test(less_than_a_decade_has_linear_ticks),
        cmocka_unit_test(automatic_ranges_round_outwards),
        cmocka_unit_test(any_range_gives_a_sound_axis),
        cmocka_unit_test(values_off_the_scale_have_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
