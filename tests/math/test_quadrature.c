/* Integrals: known ones, the honesty of the estimate, and every way to fail. */
#include "math/close.h"

#include "kiln/math/quadrature.h"
#include "kiln/math/random.h"

#include <float.h>
#include <string.h>

static const double PI = 3.14159265358979323846;

static double exponential(double x, const void *context)
{
    (void)context;
    return exp(x);
}

static double gaussian_peak(double x, const void *context)
{
    const double width = *(const double *)context;
    const double u = (x - 0.3) / width;
    return exp(-u * u) / (width * sqrt(PI));
}

static double kink(double x, const void *context)
{
    (void)context;
    return fabs(x - 0.3);
}

static double step_up(double x, const void *context)
{
    (void)context;
    return x < 0.3 ? 0 : 1;
}

static double root_singularity(double x, const void *context)
{
    (void)context;
    return 1 / sqrt(x);
}

static double wave(double x, const void *context)
{
    (void)context;
    return sin(300 * x);
}

static double odd(double x, const void *context)
{
    (void)context;
    return x * x * x;
}

static double power(double x, const void *context)
{
    return pow(x, *(const double *)context);
}

static double pole(double x, const void *context)
{
    (void)context;
    return 1 / x;
}

/* Smooth, with noise of one part in a million that differs from point to point. */
static double noisy(double x, const void *context)
{
    uint64_t bits;
    (void)context;
    memcpy(&bits, &x, sizeof bits);
    kiln_random random = {.seed = bits};
    return 1 + 1e-6 * kiln_random_uniform(&random);
}

/* Goal: integrals with closed forms come out as asked, and the estimate covers the error.
 * Why: smooth, narrow, kinked, broken, singular and oscillating functions each need another
 * path. */
static void known_integrals(void **state)
{
    const double narrow = 1e-3;
    const struct {
        kiln_function f;
        double from, to, integral;
    } CASE[] = {
        {exponential, 0, 1, 1.7182818284590452354},
        {exponential, 1, 0, -1.7182818284590452354},
        {exponential, 2, 2, 0},
        {gaussian_peak, 0, 1, 1},
        {kink, 0, 1, 0.29},
        {step_up, 0, 1, 0.7},
        {root_singularity, 0, 1, 2},
        {wave, 0, 1, 0.0034069887309289465}, /* (1 - cos 300) / 300 */
        {odd, -1, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        double integral = 7, error = -1;
        size_t evaluations = 0;
        const kiln_quadrature_settings settings = {.error = &error,
                                                   .evaluations = &evaluations};
        assert_int_equal(kiln_integrate(CASE[i].f, &narrow, CASE[i].from, CASE[i].to, &settings,
                                        &integral, NULL),
                         KILN_OK);
        const double off = fabs(integral - CASE[i].integral);
        assert_true(off <= fmax(1e-10 * fabs(CASE[i].integral), 1e-14));
        assert_true(error >= 0 && off <= error + 4 * DBL_EPSILON);
        assert_true(evaluations >= 15 && evaluations % 15 == 0);
    }
}

/* Goal: one application of the rule is exact for polynomials up to degree 22 and no higher
 * even one. Why: it shows that each of the 19 printed constants is right. */
static void one_rule_is_exact_to_its_degree(void **state)
{
    size_t evaluations = 0;
    const kiln_quadrature_settings settings = {.absolute = 10, .evaluations = &evaluations};
    (void)state;
    for (double degree = 0; degree <= 24; degree += 2) {
        double integral = 0;
        assert_int_equal(kiln_integrate(power, &degree, -1, 1, &settings, &integral, NULL),
                         KILN_OK);
        assert_int_equal(evaluations, 15);
        const double exact = 2 / (degree + 1);
        if (degree <= 22)
            assert_relative(integral, exact, 1e-15);
        else
            assert_true(fabs(integral - exact) > 1e-12);
    }
}

/* Goal: tolerances are kept and paid for: looser is cheaper, and absolute alone is enough.
 * Why: a caller who asks for little must not pay for much. */
static void tolerances_set_the_cost(void **state)
{
    const double width = 0.05;
    size_t loose = 0, tight = 0, absolute = 0;
    double integral = 0;
    kiln_quadrature_settings settings = {.relative = 1e-3, .evaluations = &loose};
    (void)state;
    assert_int_equal(kiln_integrate(gaussian_peak, &width, 0, 1, &settings, &integral, NULL),
                     KILN_OK);
    assert_relative(integral, 1, 1e-3);
    settings = (kiln_quadrature_settings){.relative = 1e-16, .evaluations = &tight};
    assert_int_equal(kiln_integrate(gaussian_peak, &width, 0, 1, &settings, &integral, NULL),
                     KILN_OK);
    assert_relative(integral, 1, 1e-14);
    settings = (kiln_quadrature_settings){.absolute = 1e-3, .evaluations = &absolute};
    assert_int_equal(kiln_integrate(gaussian_peak, &width, 0, 1, &settings, &integral, NULL),
                     KILN_OK);
    assert_true(loose < tight && absolute < tight);
}

/* A peak of area 1 at 3, a million times narrower than 0..10. */
static double needle(double x, const void *context)
{
    const double from_peak = (x - 3) / 1e-5;
    (void)context;
    return exp(-from_peak * from_peak / 2) / (1e-5 * sqrt(2 * PI));
}

/* Goal: with breaks beside it a peak that falls between all points is seen, whichever way the
 * range runs; breaks outside the range, out of order or too many do no harm.
 * Why: dopant profiles differ a thousandfold in width. */
static void breaks_show_where_to_look(void **state)
{
    static const double UP[] = {-4, 0, 3 - 1e-4, 3 + 1e-4, 3, 10, 11};
    static const double DOWN[] = {3 + 1e-4, 3 - 1e-4};
    double many[2 * KILN_QUADRATURE_INTERVALS], integral;
    size_t evaluations;
    (void)state;
    kiln_quadrature_settings settings = {.relative = 1e-9, .evaluations = &evaluations};
    assert_int_equal(kiln_integrate(needle, NULL, 0, 10, &settings, &integral, NULL), KILN_OK);
    assert_true(integral < 1e-9);
    settings.break_count = COUNT_OF(UP);
    settings.breaks = UP;
    assert_int_equal(kiln_integrate(needle, NULL, 0, 10, &settings, &integral, NULL), KILN_OK);
    assert_relative(integral, 1, 1e-9);
    settings.break_count = COUNT_OF(DOWN);
    settings.breaks = DOWN;
    assert_int_equal(kiln_integrate(needle, NULL, 10, 0, &settings, &integral, NULL), KILN_OK);
    assert_relative(integral, -1, 1e-9);
    for (size_t i = 0; i < COUNT_OF(many); i++)
        many[i] = (double)(i + 1) / (double)(COUNT_OF(many) + 1);
    settings.break_count = COUNT_OF(many);
    settings.breaks = many;
    assert_int_equal(kiln_integrate(exponential, NULL, 0, 1, &settings, &integral, NULL),
                     KILN_OK);
    assert_relative(integral, exp(1) - 1, 1e-14);
    assert_int_equal(evaluations, 15 * KILN_QUADRATURE_INTERVALS);
}

/* Goal: every failure has its status, names what and where, and leaves the integral untouched.
 * Why: a divergent integral must be told from an impatient limit. */
static void integral_failures_say_what_and_where(void **state)
{
    const kiln_quadrature_settings none = {0};
    const struct {
        kiln_function f;
        double from, to;
        kiln_quadrature_settings settings;
        kiln_status status;
        const char *says;
    } CASE[] = {
        {exponential, 0, (double)INFINITY, none, KILN_INVALID, "finite"},
        {exponential, (double)NAN, 1, none, KILN_INVALID, "finite"},
        {exponential, 0, 1, {.relative = -1}, KILN_INVALID, "negative"},
        {exponential, 0, 1, {.absolute = (double)NAN}, KILN_INVALID, "negative"},
        {pole, -1, 1, none, KILN_NO_CONVERGENCE, "not finite at 0"},
        {pole, 0, 1, none, KILN_LIMIT, "256 intervals"},
        {noisy, 0, 1, none, KILN_NO_CONVERGENCE, "no longer helps at "},
        {wave, 0, 1, {.intervals_max = 3}, KILN_LIMIT, "3 intervals"},
        {wave, 0, 1, {.intervals_max = 1}, KILN_LIMIT, "1 intervals"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        kiln_diag diag = {0};
        kiln_quadrature_settings settings = CASE[i].settings;
        double integral = 7;
        settings.what = "sheet conductance";
        settings.pointer = "/kpis";
        assert_int_equal(kiln_integrate(CASE[i].f, NULL, CASE[i].from, CASE[i].to, &settings,
                                        &integral, &diag),
                         CASE[i].status);
        assert_true(integral == 7);
        assert_int_equal(diag.count, 1);
        assert_string_equal(diag.issue[0].pointer, "/kpis");
        assert_non_null(strstr(diag.issue[0].message, "sheet conductance: "));
        assert_non_null(strstr(diag.issue[0].message, CASE[i].says));
    }
}

/* Goal: Gauss and Legendre's rules have their printed points, rise, sum to 2, and integrate
 * polynomials of degree 2n - 1.
 * Why: exactness fails visibly if a single node or weight is wrong. */
static void gauss_legendre_rules(void **state)
{
    double node[KILN_GAUSS_LEGENDRE_MAX + 1], weight[KILN_GAUSS_LEGENDRE_MAX + 1];
    (void)state;
    /* Abramowitz and Stegun (1964), table 25.4, n = 5 */
    assert_int_equal(kiln_gauss_legendre(5, node, weight), KILN_OK);
    assert_relative(node[4], 0.906179845938664, 1e-15);
    assert_relative(node[3], 0.538469310105683, 1e-15);
    assert_true(node[2] == 0 && node[0] == -node[4] && node[1] == -node[3]);
    assert_relative(weight[0], 0.236926885056189, 2e-15);
    assert_relative(weight[1], 0.478628670499366, 2e-15);
    assert_relative(weight[2], 0.568888888888889, 2e-15);
    for (size_t n = 1; n <= KILN_GAUSS_LEGENDRE_MAX; n++) {
        double sum = 0, even_power = 0;
        const double degree = (double)(2 * (n - 1));
        assert_int_equal(kiln_gauss_legendre(n, node, weight), KILN_OK);
        for (size_t i = 0; i < n; i++) {
            sum += weight[i];
            even_power += weight[i] * pow(node[i], degree);
            assert_true(i == 0 || node[i] > node[i - 1]);
        }
        assert_relative(sum, 2, 1e-14);
        assert_relative(even_power, 2 / (degree + 1), 1e-15 * (double)(n + 4));
    }
    node[0] = 7;
    assert_int_equal(kiln_gauss_legendre(0, node, weight), KILN_INVALID);
    assert_int_equal(kiln_gauss_legendre(KILN_GAUSS_LEGENDRE_MAX + 1, node, weight),
                     KILN_INVALID);
    assert_true(node[0] == 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_integrals),
        cmocka_unit_test(one_rule_is_exact_to_its_degree),
        cmocka_unit_test(tolerances_set_the_cost),
        cmocka_unit_test(breaks_show_where_to_look),
        cmocka_unit_test(integral_failures_say_what_and_where),
        cmocka_unit_test(gauss_legendre_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
