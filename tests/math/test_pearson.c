/* The Pearson family: moments come back, types meet without a jump, tails are right far out.
 * tests/oracle/math_pearson.py compares with the closed forms of SciPy and mpmath. */
#include "math/close.h"

#include "kiln/math/pearson.h"
#include "kiln/math/quadrature.h"
#include "kiln/math/random.h"
#include "kiln/math/root.h"
#include "kiln/math/special.h"

#include <float.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static kiln_pearson standard(double skewness, double kurtosis)
{
    const kiln_moments moments = {.deviation = 1, .skewness = skewness, .kurtosis = kurtosis};
    kiln_diag diag = {0};
    kiln_pearson p;
    if (kiln_pearson_of(&moments, "", &p, &diag) != KILN_OK) {
        print_error("skewness %.17g, kurtosis %.17g: %s\n", skewness, kurtosis,
                    diag.issue[0].message);
        fail();
    }
    return p;
}

/* Where two types meet: type III above types I, type V between types VI and IV. */
static double kurtosis_of_type_iii(double skewness)
{
    return 3 + 1.5 * skewness * skewness;
}

static double type_v(double kurtosis, const void *context)
{
    const double b = *(const double *)context, k = kurtosis;
    return b * (k + 3) * (k + 3) - 4 * (4 * k - 3 * b) * (2 * k - 3 * b - 6);
}

static double kurtosis_of_type_v(double skewness)
{
    const double square = skewness * skewness;
    double k;
    assert_int_equal(
        kiln_root_find(type_v, &square, kurtosis_of_type_iii(skewness), 1000, NULL, &k, NULL),
        KILN_OK);
    return k;
}

/* One moment about the mean. x = mode + sinh(t) takes power-law tails to their end. */
typedef struct moment {
    const kiln_pearson *p;
    int power;
} moment;

static double moment_at(double t, const void *context)
{
    const moment *m = context;
    const double x = m->p->mode + sinh(t);
    double value = kiln_pearson_density(m->p, x) * cosh(t);
    for (int i = 0; i < m->power; i++)
        value *= x;
    return value;
}

static double moment_of(const kiln_pearson *p, int power)
{
    enum { ENDLESS = 220 };
    static const double BREAKS[] = {-40, -10, -3, -1, -0.2, 0, 0.2, 1, 3, 10, 40};
    const moment m = {.p = p, .power = power};
    const kiln_quadrature_settings settings = {.relative = 1e-12,
                                               .absolute = 1e-12,
                                               .breaks = BREAKS,
                                               .break_count = COUNT_OF(BREAKS)};
    const double from = isfinite(p->low) ? asinh(p->low - p->mode) : -ENDLESS;
    const double to = isfinite(p->high) ? asinh(p->high - p->mode) : ENDLESS;
    double value = (double)NAN;
    kiln_diag diag = {0};
    if (kiln_integrate(moment_at, &m, from, to, &settings, &value, &diag) != KILN_OK)
        print_error("%s\n", diag.issue[0].message);
    return value;
}

static double moments_differ(double skewness, double kurtosis)
{
    const kiln_pearson p = standard(skewness, kurtosis);
    const double given[] = {1, 0, 1, skewness, kurtosis};
    double worst = 0;
    for (int i = 0; i < (int)COUNT_OF(given); i++) {
        const double error = fabs(moment_of(&p, i) - given[i]) / fmax(1, fabs(given[i]));
        if (isnan(error))
            return error;
        worst = fmax(worst, error);
    }
    return worst;
}

/* Types I and II; III, V and VI; IV and VII. */
enum type { BOUNDED, HALF_BOUNDED, UNBOUNDED, TYPES };

static enum type type_of(const kiln_pearson *p)
{
    return !isfinite(p->low) ? UNBOUNDED : isfinite(p->high) ? BOUNDED : HALF_BOUNDED;
}

/* Goal: the four moments of the density are those it was made for, to 1e-12, in all the plane.
 * Why: this is the definition; it takes in the coefficients, the shape and the area. */
static void density_has_the_moments_given(void **state)
{
    size_t seen[TYPES] = {0};
    (void)state;
    for (double skewness = 0; skewness < 4; skewness += 0.1)
        for (double above = 0.25; above < 20; above *= 1.06) {
            const double kurtosis = skewness * skewness + 1 + above;
            const kiln_moments moments = {
                .deviation = 1, .skewness = skewness, .kurtosis = kurtosis};
            kiln_pearson p;
            const kiln_status made = kiln_pearson_of(&moments, "", &p, NULL);
            assert_int_equal(kiln_pearson_check(&moments, "", NULL), made);
            if (made != KILN_OK)
                continue;
            seen[type_of(&p)]++;
            const double error = moments_differ(skewness, kurtosis);
            if (!(error <= 1e-12)) {
                print_error("%g at %g, %g\n", error, skewness, kurtosis);
                fail();
            }
        }
    for (size_t i = 0; i < TYPES; i++)
        assert_true(seen[i] >= 100);
}

/* Goal: so they are on the boundaries of the types and next to them.
 * Why: the closed forms of the types divide 0 by 0 there. */
static void density_has_the_moments_given_where_types_meet(void **state)
{
    static const double ASIDE[] = {0, 1e-16, 1e-14, 1e-12, 1e-9, 1e-7, 1e-5, 1e-3};
    static const double SKEWNESS[] = {0, 1e-300, 1e-12, 1e-6, 1e-3, 0.1, 0.6, 1, 1.5, 1.9};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SKEWNESS); i++)
        for (size_t j = 0; j < COUNT_OF(ASIDE); j++)
            for (int side = -1; side <= 1; side += 2) {
                const double s = SKEWNESS[i], factor = 1 + side * ASIDE[j];
                const double errors[] = {moments_differ(s, kurtosis_of_type_iii(s) * factor),
                                         moments_differ(s, kurtosis_of_type_v(s) * factor)};
                if (!(errors[0] <= 1e-12 && errors[1] <= 1e-12)) {
                    print_error("%g, %g at skewness %g, aside %g\n", errors[0], errors[1], s,
                                side * ASIDE[j]);
                    fail();
                }
            }
}

/* Goal: ln f runs straight through every boundary: at equal steps of the kurtosis it has no
 * second difference to 1e-12, from steps of 1e-9 down to single bits.
 * Why: a jump or noise there would show in fits of tables, which cross the boundaries. */
static void density_is_smooth_where_types_meet(void **state)
{
    static const double STEP[] = {1e-9, 1e-10, 1e-12, 1e-14, 1e-15};
    static const double SKEWNESS[] = {0, 1e-9, 1e-3, 0.1, 0.6, 1, 1.5, 1.9};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SKEWNESS); i++)
        for (size_t j = 0; j < 2 * COUNT_OF(STEP); j++) {
            const double s = SKEWNESS[i], step = STEP[j / 2];
            const double at = j % 2 ? kurtosis_of_type_iii(s) : kurtosis_of_type_v(s);
            const kiln_pearson p[] = {standard(s, at * (1 - step)), standard(s, at),
                                      standard(s, at * (1 + step))};
            for (double x = -3; x <= 6; x += 0.1) {
                const double f[] = {kiln_pearson_density(&p[0], x),
                                    kiln_pearson_density(&p[1], x),
                                    kiln_pearson_density(&p[2], x)};
                if (!(f[1] > 1e-6))
                    continue;
                const double bend = log(f[0]) - 2 * log(f[1]) + log(f[2]);
                if (!(fabs(bend) <= 1e-12)) {
                    print_error("%g at x %g, skewness %g, step %g\n", bend, x, s, step);
                    fail();
                }
            }
        }
}

/* Goal: a skewness that goes to 0 gives the symmetric distribution, whatever its type.
 * Why: most of the formulas divide by the skewness. */
static void density_is_even_as_the_skewness_goes_to_0(void **state)
{
    static const double KURTOSIS[] = {1.8, 2, 2.6, 3, 3.5, 9, 900};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(KURTOSIS); i++) {
        const kiln_pearson even = standard(0, KURTOSIS[i]);
        for (double x = 0; x < 3; x += 0.07)
            assert_true(kiln_pearson_density(&even, x) == kiln_pearson_density(&even, -x));
        for (double skewness = DBL_TRUE_MIN; i > 0 && skewness < 1e-14; skewness *= 1e17) {
            const kiln_pearson p = standard(skewness, KURTOSIS[i]);
            for (double x = -1.4; x < 3; x += 0.07)
                assert_true(fabs(kiln_pearson_density(&p, x) -
                                 kiln_pearson_density(&even, x)) <= 1e-13);
        }
    }
}

/* Goal: the other sign of the skewness mirrors everything about the mean, bit for bit.
 * Why: half of the plane has no formula of its own, and no test of its own but this. */
static void skewness_of_the_other_sign_mirrors(void **state)
{
    static const double SHAPE[][2] = {{0.3, 2.6}, {0.5, 3.375}, {1, 4.9}, {1, 9}, {2, 9}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SHAPE); i++) {
        kiln_moments moments = {
            .deviation = 0.7, .skewness = SHAPE[i][0], .kurtosis = SHAPE[i][1]};
        kiln_pearson right, left;
        assert_int_equal(kiln_pearson_of(&moments, NULL, &right, NULL), KILN_OK);
        moments.skewness = -moments.skewness;
        assert_int_equal(kiln_pearson_of(&moments, NULL, &left, NULL), KILN_OK);
        assert_true(left.low == -right.high && left.high == -right.low);
        assert_true(left.mode == -right.mode);
        for (double x = -5; x < 5; x += 0.037) {
            assert_true(kiln_pearson_density(&left, x) == kiln_pearson_density(&right, -x));
            for (double to = x + 0.001; to < 9; to += 1.7)
                assert_true(kiln_pearson_between(&left, x, to) ==
                            kiln_pearson_between(&right, -to, -x));
        }
    }
}

/* Goal: moving and stretching x moves and stretches the density.
 * Why: all else is tested at mean 0 and deviation 1. */
static void mean_and_deviation_only_move_and_stretch(void **state)
{
    /* boron, 30 keV, in nm and in cm */
    static const kiln_moments NM = {101, 38, -0.6, 3.2}, CM = {101e-7, 38e-7, -0.6, 3.2};
    const kiln_pearson unit = standard(-0.6, 3.2);
    kiln_pearson nm, cm;
    (void)state;
    assert_int_equal(kiln_pearson_of(&NM, NULL, &nm, NULL), KILN_OK);
    assert_int_equal(kiln_pearson_of(&CM, NULL, &cm, NULL), KILN_OK);
    assert_relative(nm.low, 101 + 38 * unit.low, 1e-14);
    assert_relative(nm.mode, 101 + 38 * unit.mode, 1e-14);
    for (double x = 0; x < 240; x += 1.9) {
        const double z = (x - 101) / 38;
        assert_relative(kiln_pearson_density(&nm, x), kiln_pearson_density(&unit, z) / 38,
                        1e-13);
        assert_relative(kiln_pearson_density(&cm, x * 1e-7) * 1e-7,
                        kiln_pearson_density(&nm, x), 1e-12);
        assert_relative(kiln_pearson_between(&nm, x, x + 5),
                        kiln_pearson_between(&unit, z, z + 5.0 / 38), 1e-12);
    }
}

static double density_of(double x, const void *context)
{
    return kiln_pearson_density(context, x);
}

/* Goal: the parts of the line add up to 1, and each is the integral of the density.
 * Why: a dose that is dealt out to the cells of a grid must all arrive; between() has a rule
 * for neighbours, one for each tail and one for what lies over the mode. */
static void parts_add_up_to_the_whole(void **state)
{
    static const double SHAPE[][2] = {{0, 1.8}, {0, 3},  {0.3, 2.6}, {-0.5, 3.375},
                                      {1, 4.9}, {1, 5},  {-1, 4.98}, {0, 9},
                                      {2, 9},   {3, 100}};
    kiln_random random = {.seed = 20260211};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SHAPE); i++) {
        const kiln_pearson p = standard(SHAPE[i][0], SHAPE[i][1]);
        const double infinity = (double)INFINITY;
        assert_relative(kiln_pearson_between(&p, -infinity, infinity), 1, 1e-15);
        assert_relative(kiln_pearson_between(&p, p.low, p.high), 1, 1e-15);
        for (int round = 0; round < 40; round++) {
            const double width = pow(10, -1 - round / 20.0);
            double from = -infinity, to = -4 - kiln_random_uniform(&random), sum = 0;
            for (; to < 5; from = to, to += width * kiln_random_uniform(&random)) {
                const double part = kiln_pearson_between(&p, from, to);
                const double least = fmax(from, p.low), most = fmin(to, p.high);
                double integral = 0;
                sum += part;
                if (!isfinite(least) || !(least < most) || round % 8 != 0)
                    continue;
                const kiln_quadrature_settings settings = {.relative = 1e-13};
                assert_int_equal(
                    kiln_integrate(density_of, &p, least, most, &settings, &integral, NULL),
                    KILN_OK);
                assert_true(fabs(part - integral) <= 4e-13 * integral + 1e-22);
            }
            sum += kiln_pearson_between(&p, from, infinity);
            assert_relative(sum, 1, 1e-13);
        }
    }
}

/* Goal: an interval cut anywhere is the sum of its halves, whatever its width and shape.
 * Why: the halves take other rules and pieces than the whole; chance finds the seams between
 * them, which no list of cases does. */
static void any_interval_is_the_sum_of_its_halves(void **state)
{
    enum { INTERVALS = 20000 };
    kiln_random random = {.seed = 5};
    size_t seen = 0;
    (void)state;
    for (int i = 0; i < INTERVALS; i++) {
        const double u = kiln_random_uniform(&random), s = i % 2 ? 6 * u - 3 : pow(10, -8 * u);
        const double above = pow(10, -0.1 + 3 * kiln_random_uniform(&random));
        const kiln_moments moments = {
            .deviation = 1, .skewness = s, .kurtosis = 1 + s * s + above};
        kiln_pearson p;
        if (kiln_pearson_of(&moments, NULL, &p, NULL) != KILN_OK)
            continue;
        const double aside = pow(10, -4 + 6 * kiln_random_uniform(&random));
        const double width = pow(10, -4 + 6 * kiln_random_uniform(&random));
        const double from = p.mode + aside * (2 * kiln_random_uniform(&random) - 1);
        const double to = from + width, cut = from + width * kiln_random_uniform(&random);
        const double whole = kiln_pearson_between(&p, from, to);
        const double halves =
            kiln_pearson_between(&p, from, cut) + kiln_pearson_between(&p, cut, to);
        assert_true(whole >= 0 && whole <= 1 + 1e-14);
        if (whole < 1e-290 || from < p.low + 1e-3 || to > p.high - 1e-3)
            continue; /* where x itself has no digits left */
        assert_relative(halves, whole, 1e-13 - 4e-15 * log(whole));
        seen++;
    }
    assert_true(seen > INTERVALS / 3);
}

static double exponential_tail(double x)
{
    return x < -1 ? 1 : exp(-(x + 1));
}

/* Lomax's distribution with alpha = 6, a type VI that starts at its mode:
 * (1 + y)^-6 with y = 1/5 + deviation x. */
enum { ALPHA = 6 };
static double lomax_tail(double x)
{
    const double a = ALPHA, y = 1 / (a - 1) + x / (a - 1) * sqrt(a / (a - 2));
    return y < 0 ? 1 : pow(1 + y, -a);
}

static double uniform_tail(double x)
{
    return fmin(1, fmax(0, 0.5 - x / sqrt(12)));
}

/* Type II with exponent 1: 3/4 (1 - u^2), u = x / sqrt(5). */
static double parabola_tail(double x)
{
    const double u = 1 - fmin(1, fmax(-1, x / sqrt(5)));
    return u * u * (3 - u) / 4;
}

/* Goal: tails with a closed form come out as such, 300 decades down.
 * Why: a junction lies far out in a tail, where 1 - (the rest) has no digits left. */
static void tails_are_right_far_out(void **state)
{
    const double a = ALPHA;
    const struct {
        double (*tail)(double x);
        double skewness, kurtosis;
    } EXPECTED[] = {{kiln_normal_tail, 0, 3},
                    {exponential_tail, 2, 9},
                    {lomax_tail, 2 * (1 + a) / (a - 3) * sqrt((a - 2) / a),
                     3 + 6 * (a * a * a + a * a - 6 * a - 2) / (a * (a - 3) * (a - 4))},
                    {uniform_tail, 0, 1.8},
                    {parabola_tail, 0, 15.0 / 7}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
        const kiln_pearson p = standard(EXPECTED[i].skewness, EXPECTED[i].kurtosis);
        for (double x = -0.99; x < 500; x += x < 3 ? 0.07 : x / 20) {
            const double expected = EXPECTED[i].tail(x);
            const double value = kiln_pearson_between(&p, x, (double)INFINITY);
            if (expected < 1e-300 || p.high - x < 0.01)
                break;
            assert_relative(value, expected, 1e-13 - 4e-15 * log(expected));
        }
    }
}

/* Goal: small cells next to an end where the density jumps keep their relative accuracy.
 * Why: the root of the quadratic lies at that end, next to the mode, though all is smooth. */
static void cells_are_right_next_to_a_jump(void **state)
{
    const kiln_pearson p = standard(2, 9);
    (void)state;
    for (double x = -1; x < 0; x += 0.1 * (x + 1.00001))
        for (double width = 1e-12; width < 1; width *= 7) {
            const double to = x + width;
            assert_relative(kiln_pearson_between(&p, x, to), -exp(-(x + 1)) * expm1(-(to - x)),
                            1e-13);
        }
}

/* Goal: nothing outside the support; NaN for NaN; the ends of an interval in either order.
 * Why: cells of a grid lie partly or wholly outside, and depth starts at 0. */
static void outside_the_support_there_is_nothing(void **state)
{
    const double infinity = (double)INFINITY, nan = (double)NAN;
    static const double SHAPE[][2] = {{0, 3}, {0.3, 2.6}, {-1, 4.9}, {1, 9}, {2, 9}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(SHAPE); i++) {
        const kiln_pearson p = standard(SHAPE[i][0], SHAPE[i][1]);
        const double outside[] = {-infinity, infinity,     -1e300,
                                  1e300,     p.low - 1e-9, p.high + 1e-9};
        assert_true(p.low <= p.mode && p.mode <= p.high);
        for (size_t j = 0; j < COUNT_OF(outside); j++)
            assert_true(kiln_pearson_density(&p, outside[j]) == 0);
        assert_true(kiln_pearson_between(&p, -infinity, p.low) == 0);
        assert_true(kiln_pearson_between(&p, p.high + 1, infinity) == 0);
        assert_true(kiln_pearson_between(&p, 0.3, 0.3) == 0);
        assert_true(kiln_pearson_between(&p, 0.9, 0.3) == kiln_pearson_between(&p, 0.3, 0.9));
        assert_true(isnan(kiln_pearson_density(&p, nan)));
        assert_true(isnan(kiln_pearson_between(&p, nan, 1)));
        assert_true(isnan(kiln_pearson_between(&p, 1, nan)));
    }
}

/* Goal: in the last places inside an end the density and the tail are small, not NaN.
 * Why: there the logarithm of a rounded 0 lies in wait, in each formula for another reason. */
static void just_inside_an_end_all_is_finite(void **state)
{
    (void)state;
    for (double skewness = 0; skewness < 2; skewness += 0.11) {
        const double least = kurtosis_of_type_iii(skewness),
                     most = kurtosis_of_type_v(skewness);
        for (double part = -0.1; part < 1; part += 0.0173) {
            const kiln_moments moments = {.deviation = 1,
                                          .skewness = skewness,
                                          .kurtosis = least + part * (most - least + 1)};
            kiln_pearson p;
            if (kiln_pearson_of(&moments, NULL, &p, NULL) != KILN_OK)
                continue;
            const double top = kiln_pearson_density(&p, p.mode);
            for (double step = 1e-17; isfinite(p.low) && step < 1e-3; step *= 1.3) {
                const double x = p.low + step;
                const double f = kiln_pearson_density(&p, x);
                const double tail = kiln_pearson_between(&p, p.low, x);
                assert_true(f >= 0 && f <= 1.0000001 * top);
                assert_true(tail >= 0 && tail <= 1.0000001 * top * (x - p.low));
            }
        }
    }
}

/* Goal: bad moments are refused by name, with a mend that works, and nothing is written.
 * Why: moments come from tables and from users; a J shape would give an infinite density. */
static void bad_moments_are_refused(void **state)
{
    const double nan = (double)NAN, infinity = (double)INFINITY;
    const struct {
        kiln_moments moments;
        kiln_status status;
        const char *names, *bound;
    } BAD[] = {{{nan, 1, 0, 3}, KILN_INVALID, "mean", ""},
               {{-infinity, 1, 0, 3}, KILN_INVALID, "mean", ""},
               {{0, 0, 0, 3}, KILN_INVALID, "deviation 0", ""},
               {{0, -38, 0, 3}, KILN_INVALID, "deviation -38", ""},
               {{0, nan, 0, 3}, KILN_INVALID, "deviation", ""},
               {{0, infinity, 0, 3}, KILN_INVALID, "deviation", ""},
               {{0, 1, nan, 3}, KILN_INVALID, "skewness", ""},
               {{0, 1, infinity, 3}, KILN_INVALID, "skewness", ""},
               {{0, 1, 0, nan}, KILN_INVALID, "kurtosis nan", ""},
               {{0, 1, 0, 1}, KILN_INVALID, "kurtosis of 1 ", "1.800"},
               {{0, 1, 0, 0}, KILN_INVALID, "kurtosis of 0 ", "1.800"},
               {{0, 1, -1, 2}, KILN_INVALID, "skewness^2 + 1", "3.526"},
               {{0, 1, 0, 1.799999}, KILN_INVALID, "J or U", "1.800"},
               {{0, 1, 1, 3}, KILN_INVALID, "J or U", "3.526"},
               {{0, 1, -1, 3}, KILN_INVALID, "J or U", "3.526"},
               {{0, 1, 2, 8.999999}, KILN_INVALID, "J or U", "9.000"},
               {{0, 1, 2.5, 9}, KILN_INVALID, "J or U", "13.830"},
               {{0, 1, 8, 500}, KILN_INVALID, "J or U", "nearer to 0"},
               {{0, 1, 1e200, 1e100}, KILN_INVALID, "kurtosis", "nearer to 0"},
               {{0, 1, 0, infinity}, KILN_INVALID, "kurtosis inf", ""},
               {{0, 1, 0, 1001}, KILN_LIMIT, "kurtosis 1001", ""}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        kiln_diag diag = {0};
        kiln_pearson p, before;
        memset(&p, 0x5a, sizeof p);
        memset(&before, 0x5a, sizeof before);
        assert_int_equal(kiln_pearson_of(&BAD[i].moments, "/steps/0", &p, &diag),
                         BAD[i].status);
        assert_memory_equal(&p, &before, sizeof p);
        assert_int_equal(diag.count, 1);
        assert_string_equal(diag.issue[0].pointer, "/steps/0");
        assert_non_null(strstr(diag.issue[0].message, BAD[i].names));
        assert_non_null(strstr(diag.issue[0].bound, BAD[i].bound));
        assert_int_equal(kiln_pearson_of(&BAD[i].moments, NULL, &p, NULL), BAD[i].status);

        static const char LEAST[] = "give a kurtosis of at least ";
        if (strncmp(diag.issue[0].mend, LEAST, strlen(LEAST)) != 0)
            continue;
        kiln_moments mended = BAD[i].moments;
        mended.kurtosis = strtod(diag.issue[0].mend + strlen(LEAST), NULL);
        assert_int_equal(kiln_pearson_of(&mended, NULL, &p, NULL), KILN_OK);
        mended.kurtosis -= 0.002;
        assert_int_equal(kiln_pearson_of(&mended, NULL, &before, NULL), KILN_INVALID);
    }
}

/* Goal: the largest kurtosis, with any skewness that goes with it, still works.
 * Why: it is the documented limit. */
static void kurtosis_at_the_limit(void **state)
{
    (void)state;
    for (double skewness = -6; skewness <= 6; skewness += 0.5) {
        const kiln_pearson p = standard(skewness, KILN_PEARSON_KURTOSIS_MAX);
        assert_relative(moment_of(&p, 0), 1, 1e-10);
        assert_relative(moment_of(&p, 2), 1, 1e-9);
        if (skewness < 0 || skewness > 0)
            assert_relative(moment_of(&p, 3), skewness, 1e-8);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(density_has_the_moments_given),
        cmocka_unit_test(density_has_the_moments_given_where_types_meet),
        cmocka_unit_test(density_is_smooth_where_types_meet),
        cmocka_unit_test(density_is_even_as_the_skewness_goes_to_0),
        cmocka_unit_test(skewness_of_the_other_sign_mirrors),
        cmocka_unit_test(mean_and_deviation_only_move_and_stretch),
        cmocka_unit_test(parts_add_up_to_the_whole),
        cmocka_unit_test(any_interval_is_the_sum_of_its_halves),
        cmocka_unit_test(tails_are_right_far_out),
        cmocka_unit_test(cells_are_right_next_to_a_jump),
        cmocka_unit_test(outside_the_support_there_is_nothing),
        cmocka_unit_test(just_inside_an_end_all_is_finite),
        cmocka_unit_test(bad_moments_are_refused),
        cmocka_unit_test(kurtosis_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
