/* Tables: the three rules against hand arithmetic and SciPy, and what a bad table is told. */
#include "math/close.h"

#include "kiln/math/lookup.h"

#include <string.h>

static const double X[] = {0, 1, 2.5, 3, 5, 5.5, 8};
static const double Y[] = {1, 2, 2.2, 4, 4, 1, 3};

static kiln_lookup table_of(kiln_lookup_rule rule)
{
    return (kiln_lookup){.rule = rule, .count = COUNT_OF(X), .x = X, .y = Y};
}

/* Goal: every rule passes through the points exactly, holds the ends, and hands NaN through.
 * Why: profiles and traces are read at their own points more often than between them. */
static void points_are_exact_and_ends_are_held(void **state)
{
    static const kiln_lookup_rule RULE[] = {KILN_LOOKUP_LINEAR, KILN_LOOKUP_LOG,
                                            KILN_LOOKUP_SMOOTH};
    (void)state;
    for (size_t r = 0; r < COUNT_OF(RULE); r++) {
        const kiln_lookup table = table_of(RULE[r]);
        assert_int_equal(kiln_lookup_check(&table, "/x", "/y", NULL), KILN_OK);
        for (size_t i = 0; i < COUNT_OF(X); i++)
            assert_true(kiln_lookup_at(&table, X[i]) == Y[i]);
        assert_true(kiln_lookup_at(&table, -1) == 1);
        assert_true(kiln_lookup_at(&table, -(double)INFINITY) == 1);
        assert_true(kiln_lookup_at(&table, 8.001) == 3);
        assert_true(kiln_lookup_at(&table, (double)INFINITY) == 3);
        assert_true(isnan(kiln_lookup_at(&table, (double)NAN)));
    }
}

/* Goal: linear and log-linear values are those of the formulas, by hand.
 * Why: half-way the arithmetic and the geometric mean are plain to see. */
static void linear_and_log_linear_between_points(void **state)
{
    const kiln_lookup linear = table_of(KILN_LOOKUP_LINEAR), log = table_of(KILN_LOOKUP_LOG);
    (void)state;
    assert_relative(kiln_lookup_at(&linear, 0.5), 1.5, 1e-15);
    assert_relative(kiln_lookup_at(&linear, 2.875), 3.55, 1e-15);
    assert_relative(kiln_lookup_at(&linear, 6.75), 2, 1e-15);
    assert_relative(kiln_lookup_at(&log, 0.5), sqrt(2.0), 1e-15);
    assert_relative(kiln_lookup_at(&log, 2.75), sqrt(2.2 * 4), 1e-15);
    assert_relative(kiln_lookup_at(&log, 6.75), sqrt(3.0), 1e-15);
    static const double DEPTH[] = {0, 100}, CONC[] = {1e20, 1e10};
    const kiln_lookup profile = {.rule = KILN_LOOKUP_LOG, .count = 2, .x = DEPTH, .y = CONC};
    for (int decade = 0; decade <= 10; decade++)
        assert_relative(kiln_lookup_at(&profile, 10 * decade), pow(10, 20 - decade), 1e-14);
}

/* Goal: the smooth rule gives the values of SciPy's PchipInterpolator.
 * Why: an independent program of the same published method, ends and turning points
 * included. */
static void smooth_agrees_with_scipy(void **state)
{
    /* SciPy 1.10.1, scipy.interpolate.PchipInterpolator(x, y)(at) */
    static const double AT[][2] = {{0.3, 1.3983401652892562},
                                   {0.9, 1.9640373553719006},
                                   {1.7, 2.0863783890979795},
                                   {2.9, 3.8176676056338015},
                                   {3.5, 4},
                                   {5.2, 2.9439999999999982},
                                   {6, 1.016},
                                   {7.9, 2.7694720000000008}};
    const kiln_lookup table = table_of(KILN_LOOKUP_SMOOTH);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(AT); i++)
        assert_relative(kiln_lookup_at(&table, AT[i][0]), AT[i][1], 2e-15);
    /* end slopes that had to be limited: to 0, and to three times the chord */
    static const double BENT_X[] = {0, 1, 3}, BENT[] = {0, 5, 5.5};
    static const double PEAK_X[] = {0, 1, 1.2}, PEAK[] = {0, 5, 1};
    const kiln_lookup bent = {KILN_LOOKUP_SMOOTH, 3, BENT_X, BENT};
    const kiln_lookup peak = {KILN_LOOKUP_SMOOTH, 3, PEAK_X, PEAK};
    assert_relative(kiln_lookup_at(&bent, 0.5), 3.2567401960784315, 1e-15);
    assert_relative(kiln_lookup_at(&bent, 2), 5.382352941176471, 1e-15);
    assert_relative(kiln_lookup_at(&peak, 0.5), 4.375, 1e-15);
    assert_relative(kiln_lookup_at(&peak, 1.1), 3.6041666666666643, 3e-15);
}

/* Goal: the smooth rule never leaves the range of two neighbours, and two points give a line.
 * Why: an overshoot below 0 in a concentration would end a run. */
static void smooth_never_overshoots(void **state)
{
    const kiln_lookup table = table_of(KILN_LOOKUP_SMOOTH);
    const kiln_lookup line = {KILN_LOOKUP_SMOOTH, 2, X, Y};
    const kiln_lookup single = {KILN_LOOKUP_SMOOTH, 1, X, Y};
    (void)state;
    for (size_t i = 0; i + 1 < COUNT_OF(X); i++)
        for (int k = 0; k <= 100; k++) {
            const double y = kiln_lookup_at(&table, X[i] + (X[i + 1] - X[i]) * k / 100);
            assert_true(y >= fmin(Y[i], Y[i + 1]) - 1e-14 && y <= fmax(Y[i], Y[i + 1]) + 1e-14);
        }
    assert_relative(kiln_lookup_at(&line, 0.3), 1.3, 1e-15);
    assert_true(kiln_lookup_at(&single, 0.3) == 1);
}

/* Goal: every fault of a table is reported, each at its own element.
 * Why: measured profiles come with repeated depths and blank cells by the dozen. */
static void all_faults_of_a_table_are_reported(void **state)
{
    static const double BAD_X[] = {0, 1, 1, 0.5, (double)NAN, 7};
    static const double BAD_Y[] = {1, 0, -2, 3, 4, (double)INFINITY};
    const kiln_lookup table = {KILN_LOOKUP_LOG, COUNT_OF(BAD_X), BAD_X, BAD_Y};
    static const char *const WHERE[] = {"/conc/1",  "/depth/2", "/conc/2",
                                        "/depth/3", "/depth/4", "/conc/5"};
    kiln_diag diag = {0};
    (void)state;
    assert_int_equal(kiln_lookup_check(&table, "/depth", "/conc", &diag), KILN_INVALID);
    assert_int_equal(diag.count, COUNT_OF(WHERE));
    for (size_t i = 0; i < COUNT_OF(WHERE); i++)
        assert_string_equal(diag.issue[i].pointer, WHERE[i]);
    const kiln_lookup empty = {.rule = KILN_LOOKUP_LINEAR};
    assert_int_equal(kiln_lookup_check(&empty, "/depth", "/conc", &diag), KILN_INVALID);
    const kiln_lookup not_log = {KILN_LOOKUP_LINEAR, 3, X, BAD_Y};
    assert_int_equal(kiln_lookup_check(&not_log, "/depth", "/conc", &diag), KILN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_exact_and_ends_are_held),
        cmocka_unit_test(linear_and_log_linear_between_points),
        cmocka_unit_test(smooth_agrees_with_scipy),
        cmocka_unit_test(smooth_never_overshoots),
        cmocka_unit_test(all_faults_of_a_table_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
