/* Roots: known ones, cost, and every way to fail. */
#include "math/close.h"

#include "kiln/math/root.h"

#include <float.h>
#include <string.h>

static double square_less_2(double x, const void *context)
{
    (void)context;
    return x * x - 2;
}

static double cosine_less_x(double x, const void *context)
{
    (void)context;
    return cos(x) - x;
}

static double cube_of_distance(double x, const void *context)
{
    const double d = x - *(const double *)context;
    return d * d * d;
}

static double sign_of_distance(double x, const void *context)
{
    return x < *(const double *)context ? -1 : 1;
}

static double steep(double x, const void *context)
{
    (void)context;
    return exp(50 * x) - 1e8;
}

static double nan_above_1(double x, const void *context)
{
    (void)context;
    return x > 1 && x < 1.9 ? (double)NAN : x - 1.5;
}

static double always_one(double x, const void *context)
{
    (void)x;
    (void)context;
    return 1;
}

static double distance(double x, const void *context)
{
    return x - *(const double *)context;
}

/* Goal: roots of smooth, flat, steep and broken functions are found to the last digits.
 * Why: each drives another branch: interpolation, bisection, the least step. */
static void known_roots_are_found(void **state)
{
    const double third = 1.0 / 3;
    const struct {
        kiln_function f;
        double low, high, root;
    } CASE[] = {
        {square_less_2, 0, 2, 1.4142135623730950488},
        {square_less_2, -3, 0, -1.4142135623730950488},
        {square_less_2, 2, 0, 1.4142135623730950488},
        {cosine_less_x, 0, 1, 0.73908513321516064166},
        {steep, 0, 1, 0.36841361487904730944}, /* ln(1e8) / 50 */
        {cube_of_distance, -1, 1, 1.0 / 3},
        {sign_of_distance, -5, 1, 1.0 / 3},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        double root = 0;
        size_t evaluations = 0;
        const kiln_root_settings settings = {.evaluations = &evaluations};
        assert_int_equal(kiln_root_find(CASE[i].f, &third, CASE[i].low, CASE[i].high, &settings,
                                        &root, NULL),
                         KILN_OK);
        assert_relative(root, CASE[i].root, CASE[i].f == cube_of_distance ? 1e-9 : 1e-15);
        assert_true(evaluations > 2 && evaluations < KILN_ROOT_EVALUATIONS);
    }
}

/* Goal: a smooth root costs few evaluations, and a loose tolerance fewer still, keeping its
 * word. Why: each evaluation may be a whole simulation. */
static void cost_follows_the_tolerance(void **state)
{
    size_t exact_cost = 0, loose_cost = 0;
    double root = 0;
    kiln_root_settings settings = {.evaluations = &exact_cost};
    (void)state;
    assert_int_equal(kiln_root_find(cosine_less_x, NULL, 0, 1, &settings, &root, NULL),
                     KILN_OK);
    /* scipy.optimize.brentq (1.10.1) with the same tolerances calls f as often. */
    assert_int_equal(exact_cost, 8);
    settings = (kiln_root_settings){.x_tolerance = 1e-3, .evaluations = &loose_cost};
    assert_int_equal(kiln_root_find(cosine_less_x, NULL, 0, 1, &settings, &root, NULL),
                     KILN_OK);
    assert_true(loose_cost < exact_cost);
    assert_true(fabs(root - 0.73908513321516064166) <= 1e-3);
    settings = (kiln_root_settings){.x_relative = 1e-2};
    assert_int_equal(kiln_root_find(cosine_less_x, NULL, 0, 1, &settings, &root, NULL),
                     KILN_OK);
    assert_relative(root, 0.73908513321516064166, 1e-2);
}

/* Goal: a root at an end is found with the two evaluations of the ends.
 * Why: the signs do not differ there, so that it needs a rule of its own. */
static void a_root_at_an_end_is_found_at_once(void **state)
{
    const double at = 0.25;
    size_t evaluations = 0;
    const kiln_root_settings settings = {.evaluations = &evaluations};
    double root = 0;
    (void)state;
    assert_int_equal(kiln_root_find(distance, &at, 0.25, 1, &settings, &root, NULL), KILN_OK);
    assert_true(root == at && evaluations == 2);
    assert_int_equal(kiln_root_find(distance, &at, 0, 0.25, &settings, &root, NULL), KILN_OK);
    assert_true(root == at && evaluations == 2);
}

/* Goal: every failure has its status, names what and where, and leaves root untouched.
 * Why: this text is all that a user sees of a solver that gave up. */
static void root_failures_say_what_and_where(void **state)
{
    const kiln_root_settings none = {0};
    const struct {
        kiln_function f;
        double low, high;
        kiln_root_settings settings;
        kiln_status status;
        const char *says;
    } CASE[] = {
        {square_less_2, 2, 3, none, KILN_INVALID, "no change of sign between 2"},
        {square_less_2, 0, (double)INFINITY, none, KILN_INVALID, "finite"},
        {square_less_2, (double)NAN, 1, none, KILN_INVALID, "finite"},
        {square_less_2, 0, 2, {.x_tolerance = -1}, KILN_INVALID, "negative"},
        {square_less_2, 0, 2, {.x_relative = (double)NAN}, KILN_INVALID, "negative"},
        {nan_above_1, 0, 2, none, KILN_NO_CONVERGENCE, "not finite at 1."},
        {square_less_2, 0, 2, {.evaluations_max = 5}, KILN_LIMIT, "5 evaluations"},
        {square_less_2, 0, 2, {.evaluations_max = 1}, KILN_LIMIT, "1 evaluations"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        kiln_diag diag = {0};
        kiln_root_settings settings = CASE[i].settings;
        double root = 7;
        settings.what = "junction depth";
        settings.pointer = "/steps/1";
        assert_int_equal(
            kiln_root_find(CASE[i].f, NULL, CASE[i].low, CASE[i].high, &settings, &root, &diag),
            CASE[i].status);
        assert_true(root == 7);
        assert_int_equal(diag.count, 1);
        assert_string_equal(diag.issue[0].pointer, "/steps/1");
        assert_non_null(strstr(diag.issue[0].message, "junction depth: "));
        assert_non_null(strstr(diag.issue[0].message, CASE[i].says));
    }
}

/* Goal: bracketing finds a root far off on either side, and the pair it gives encloses it
 * closely. Why: planners start from a guess and know only that the answer grows with time. */
static void a_bracket_grows_towards_the_root(void **state)
{
    static const double AT[] = {-1e6, -3, 0.5, 1, 2, 40, 1e9};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(AT); i++) {
        double low = 0, high = 1;
        size_t evaluations = 0;
        const kiln_root_settings settings = {.evaluations = &evaluations};
        assert_int_equal(kiln_root_bracket(distance, &AT[i], &settings, &low, &high, NULL),
                         KILN_OK);
        assert_true(low <= AT[i] && AT[i] <= high && low < high);
        assert_true(high - low <= fmax(1, 3 * fabs(AT[i])));
        assert_true(evaluations <= 40);
    }
}

/* Goal: bracketing keeps inside its limits, finds a root that is one of them, and fails by
 * name. Why: a time below 0 or a temperature off the model must never be tried. */
static void a_bracket_keeps_to_its_limits(void **state)
{
    const double at = 10;
    double low = 0, high = 1;
    kiln_diag diag = {0};
    kiln_root_settings settings = {.lowest = 0, .highest = 10, .what = "time"};
    (void)state;
    assert_int_equal(kiln_root_bracket(distance, &at, &settings, &low, &high, &diag), KILN_OK);
    assert_true(high == 10);
    settings.highest = 9;
    low = 0;
    high = 1;
    assert_int_equal(kiln_root_bracket(distance, &at, &settings, &low, &high, &diag),
                     KILN_NO_CONVERGENCE);
    assert_non_null(
        strstr(diag.issue[0].message, "time: no change of sign as far as the limit 9"));
    assert_true(low == 0 && high == 1);
    settings.lowest = 0.5;
    assert_int_equal(kiln_root_bracket(distance, &at, &settings, &low, &high, NULL),
                     KILN_INVALID);
    low = 1;
    assert_int_equal(kiln_root_bracket(distance, &at, &settings, &low, &high, NULL),
                     KILN_INVALID);
    low = (double)NAN;
    assert_int_equal(kiln_root_bracket(distance, &at, &settings, &low, &high, NULL),
                     KILN_INVALID);
    low = 0.5;
    settings.evaluations_max = 3;
    assert_int_equal(kiln_root_bracket(always_one, NULL, &settings, &low, &high, NULL),
                     KILN_LIMIT);
    const kiln_root_settings no_limit = {0};
    high = 0.8;
    assert_int_equal(kiln_root_bracket(nan_above_1, NULL, &no_limit, &low, &high, NULL),
                     KILN_NO_CONVERGENCE);
    assert_int_equal(kiln_root_bracket(always_one, NULL, &no_limit, &low, &high, NULL),
                     KILN_LIMIT);
    assert_true(low == 0.5 && high == 0.8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_roots_are_found),
        cmocka_unit_test(cost_follows_the_tolerance),
        cmocka_unit_test(a_root_at_an_end_is_found_at_once),
        cmocka_unit_test(root_failures_say_what_and_where),
        cmocka_unit_test(a_bracket_grows_towards_the_root),
        cmocka_unit_test(a_bracket_keeps_to_its_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
