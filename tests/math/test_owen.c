/* Owen's T and the normal distribution: published points, identities, the ends of the range.
 * tests/oracle/math_special.py measures the accuracy. */
#include "math/close.h"

#include "kiln/math/special.h"

#include <float.h>

static const double PI = 3.14159265358979323846;

/* Goal: T is right at the points with which its best-known program was tested.
 * Why: they were picked to sit in every region of h and a. */
static void owen_t_at_published_points(void **state)
{
    /* points of M. Patefield, D. Tandy, J. Stat. Softw. 5 (5), 1 (2000); values by mpmath
     * 1.2.1 */
    static const struct {
        double h, a, t;
    } EXPECTED[] = {
        {0.0625, 0.25, 0.038911930234701367}, {6.5, 0.4375, 2.0005773048508315e-11},
        {7, 0.96875, 6.3990627193898685e-13}, {4.78125, 0.0625, 1.0632974804687464e-7},
        {2, 0.5, 0.0086250779855215071},      {1, 0.9999975, 0.066741808978228592}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++)
        assert_relative(kiln_owen_t(EXPECTED[i].h, EXPECTED[i].a), EXPECTED[i].t, 1e-15);
}

/* Goal: T keeps its identities: T(h, 1) = Q(h) (1 - Q(h)) / 2, T(0, a) = atan(a) / 2 pi,
 * T(h, infinity) = Q(h) / 2, and T(h, a) + T(a h, 1/a) = (Q(h) + Q(a h))/2 - Q(h) Q(a h).
 * Why: they tie the quadrature to erfc, which is tested on its own. */
static void owen_t_keeps_its_identities(void **state)
{
    (void)state;
    for (double h = 0; h <= 30; h += 0.37) {
        const double q = kiln_normal_tail(h);
        assert_relative(kiln_owen_t(h, 1), q * (1 - q) / 2, 2e-15);
        assert_relative(kiln_owen_t(h, (double)INFINITY), q / 2, 2e-15);
        for (double a = 0.05; a <= 40; a *= 1.7) {
            const double far = kiln_normal_tail(a * h);
            assert_relative(kiln_owen_t(h, a) + kiln_owen_t(a * h, 1 / a),
                            (q + far) / 2 - q * far, 2e-15 + 4e-16 * a * a * h * h);
        }
    }
    for (double a = 1e-9; a < 1e9; a *= 7)
        assert_relative(kiln_owen_t(0, a), atan(a) / (2 * PI), 1e-15);
}

/* Goal: T is even in h, odd in a, NaN for NaN, and finite for every other argument.
 * Why: products such as 0 times infinity lurk at the ends of the range. */
static void owen_t_at_the_ends_of_the_range(void **state)
{
    const double infinity = (double)INFINITY, nan = (double)NAN;
    static const double SIZE[] = {0, DBL_TRUE_MIN, 1e-300, 1e-8, 1, 2.9, 3, 38.4, 41, 1e300};
    (void)state;
    assert_true(isnan(kiln_owen_t(nan, 1)) && isnan(kiln_owen_t(1, nan)));
    assert_true(kiln_owen_t(0, infinity) == 0.25 && kiln_owen_t(0, -infinity) == -0.25);
    assert_true(kiln_owen_t(infinity, infinity) == 0 && kiln_owen_t(infinity, 0) == 0);
    assert_true(kiln_owen_t(1, 0) == 0 && signbit(kiln_owen_t(1, -0.0)));
    for (size_t i = 0; i < COUNT_OF(SIZE); i++)
        for (size_t j = 0; j < COUNT_OF(SIZE); j++) {
            const double t = kiln_owen_t(SIZE[i], SIZE[j]);
            assert_true(t >= 0 && t <= 0.25);
            assert_true(kiln_owen_t(-SIZE[i], SIZE[j]) == t);
            assert_true(kiln_owen_t(SIZE[i], -SIZE[j]) == -t);
        }
}

/* Goal: the normal tail has its printed digits and sums to 1 with its mirror image.
 * Why: it rests on a correction of h / sqrt(2) that only shows far out. */
static void normal_tail_has_its_printed_digits(void **state)
{
    /* mpmath 1.2.1, 40 digits; the first two are the everyday 2.275 % and 0.135 % */
    static const struct {
        double h, q;
    } EXPECTED[] = {{2, 0.02275013194817920721},
                    {3, 0.0013498980316300945267},
                    {6, 9.865876450376981407e-10},
                    {20, 2.7536241186062336951e-89},
                    {37, 5.7255712225245768227e-300}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
        assert_relative(kiln_normal_tail(EXPECTED[i].h), EXPECTED[i].q, 3 * DBL_EPSILON);
        assert_true(kiln_normal_tail(-EXPECTED[i].h) == 1 - kiln_normal_tail(EXPECTED[i].h));
    }
    assert_true(kiln_normal_tail(0) == 0.5);
    assert_true(kiln_normal_tail((double)INFINITY) == 0);
    assert_true(kiln_normal_tail(-(double)INFINITY) == 1);
    assert_true(isnan(kiln_normal_tail((double)NAN)));
}

/* Goal: the quantile has its published digits, undoes the tail, and refuses what is no
 * probability. Why: one mistyped digit among its 45 coefficients would pass unseen in
 * histograms. */
static void normal_quantile_undoes_the_tail(void **state)
{
    (void)state;
    /* Wichura (1988), the check values of PPND16 */
    assert_relative(kiln_normal_quantile(0.25), -0.6744897501960817, 1e-15);
    assert_relative(kiln_normal_quantile(0.001), -3.090232306167814, 1e-15);
    assert_relative(kiln_normal_quantile(1e-20), -9.262340089798408, 1e-15);
    for (double z = -37; z < 0; z += 0.11) {
        assert_relative(kiln_normal_quantile(kiln_normal_tail(-z)), z, 1e-14);
        if (z > -5)
            assert_relative(kiln_normal_quantile(1 - kiln_normal_tail(-z)), -z, 1e-9);
    }
    assert_true(kiln_normal_quantile(0.5) == 0);
    assert_true(kiln_normal_quantile(0) == -(double)INFINITY);
    assert_true(kiln_normal_quantile(1) == (double)INFINITY);
    assert_true(isnan(kiln_normal_quantile(-DBL_TRUE_MIN)));
    assert_true(isnan(kiln_normal_quantile(1 + DBL_EPSILON)));
    assert_true(isnan(kiln_normal_quantile((double)NAN)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owen_t_at_published_points),
        cmocka_unit_test(owen_t_keeps_its_identities),
        cmocka_unit_test(owen_t_at_the_ends_of_the_range),
        cmocka_unit_test(normal_tail_has_its_printed_digits),
        cmocka_unit_test(normal_quantile_undoes_the_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
