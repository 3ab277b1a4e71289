/* erf, erfc, erfcx: published values, the ends of the range, and every make of the array form
 * against the plain one. tests/oracle/math_special.py measures the accuracy. */
#include "math/close.h"

#include "kiln/math/random.h"
#include "kiln/math/special.h"
#include "math/erfc.h"

#include <float.h>
#include <string.h>

/* Goal: erf has the ten printed digits of its classic table.
 * Why: a reference that nobody computed with a program of today. */
static void erf_has_the_printed_digits(void **state)
{
    /* Abramowitz and Stegun (1964), table 7.1, x = 0.1, 0.2, ... */
    static const double EXPECTED[] = {0.1124629160, 0.2227025892, 0.3286267595, 0.4283923550,
                                      0.5204998778, 0.6038560908, 0.6778011938, 0.7421009647,
                                      0.7969082124, 0.8427007929, 0.8802050696, 0.9103139782,
                                      0.9340079449, 0.9522851198, 0.9661051465, 0.9763483833,
                                      0.9837904586, 0.9890905016, 0.9927904292, 0.9953222650};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++) {
        const double x = (double)(i + 1) / 10;
        assert_true(fabs(kiln_erf(x) - EXPECTED[i]) <= 0.5001e-10);
        assert_true(fabs(kiln_erfc(x) - (1 - EXPECTED[i])) <= 0.5001e-10);
        assert_true(kiln_erf(-x) == -kiln_erf(x));
        assert_true(kiln_erfc(-x) == 2 - kiln_erfc(x));
    }
}

/* Goal: erfc keeps its relative accuracy over 300 orders of magnitude.
 * Why: the tail is where junctions lie, and where exp(-x^2) of a rounded square goes wrong. */
static void erfc_is_right_far_out(void **state)
{
    /* mpmath 1.2.1, 40 digits */
    static const struct {
        double x, erfc;
    } EXPECTED[] = {{0.5, 0.47950012218695346232},    {1, 0.15729920705028513066},
                    {2, 0.0046777349810472658379},    {3, 2.2090496998585441373e-5},
                    {4, 1.5417257900280018852e-8},    {5, 1.5374597944280348502e-12},
                    {6, 2.1519736712498913117e-17},   {10, 2.088487583762544757e-45},
                    {20, 5.3958656116079009289e-176}, {26, 5.6631924088561428465e-296},
                    {-0.5, 1.5204998778130465377},    {-3, 1.9999779095030014146}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++)
        assert_relative(kiln_erfc(EXPECTED[i].x), EXPECTED[i].erfc, 2 * DBL_EPSILON);
}

/* Goal: below the normal numbers erfc goes down in steps of the smallest double, then stays at
 * 0. Why: scaling by 2^k in one step would flush these to 0, or wrap round. */
static void erfc_underflows_gradually(void **state)
{
    /* mpmath 1.2.1, 40 digits, rounded to double */
    static const struct {
        double x, erfc;
    } EXPECTED[] = {{26.55, 0x0.b2ee03853bf84p-1022},
                    {26.7, 0x0.000f78e200288p-1022},
                    {27, 0x0.0000000019e0fp-1022},
                    {27.2, 0x0.0000000000002p-1022},
                    {27.226, 0x0.0000000000001p-1022}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++)
        assert_true(fabs(kiln_erfc(EXPECTED[i].x) - EXPECTED[i].erfc) <= DBL_TRUE_MIN);
    static const double GONE[] = {27.23, 27.5, 27.6, 100, 1e10, 1e154, 1e300, DBL_MAX};
    for (size_t i = 0; i < COUNT_OF(GONE); i++) {
        assert_true(kiln_erfc(GONE[i]) == 0);
        assert_true(kiln_erfc(-GONE[i]) == 2);
    }
}

/* Goal: NaN, infinities and zeros of both signs give what the header promises.
 * Why: there is no branch for them in the code: they must fall out of the arithmetic. */
static void special_arguments(void **state)
{
    const double infinity = (double)INFINITY, nan = (double)NAN;
    (void)state;
    assert_true(isnan(kiln_erf(nan)) && isnan(kiln_erfc(nan)) && isnan(kiln_erfcx(nan)));
    assert_true(kiln_erf(infinity) == 1 && kiln_erf(-infinity) == -1);
    assert_true(kiln_erfc(infinity) == 0 && kiln_erfc(-infinity) == 2);
    assert_true(kiln_erfcx(infinity) == 0 && kiln_erfcx(-infinity) == infinity);
    assert_true(kiln_erf(0.0) == 0 && !signbit(kiln_erf(0.0)) && signbit(kiln_erf(-0.0)));
    assert_true(kiln_erfc(0.0) == 1 && kiln_erfc(-0.0) == 1);
    assert_true(kiln_erfcx(0.0) == 1 && kiln_erfcx(-0.0) == 1);
    assert_false(signbit(kiln_erfc(infinity)));
    static const double TINY[] = {DBL_TRUE_MIN, DBL_MIN, 1e-300, 1e-20};
    for (size_t i = 0; i < COUNT_OF(TINY); i++) {
        assert_true(kiln_erfc(TINY[i]) == 1 && kiln_erfc(-TINY[i]) == 1);
        assert_true(fabs(kiln_erf(TINY[i]) - 1.1283791670955126 * TINY[i]) <=
                    fmax(1e-15 * TINY[i], DBL_TRUE_MIN));
    }
}

/* Goal: erfcx is right in each of its three pieces, and on both sides of the joint at 27.5.
 * Why: the asymptotic series is used nowhere else. */
static void erfcx_is_right_in_every_piece(void **state)
{
    /* mpmath 1.2.1, 700 digits */
    static const struct {
        double x, erfcx;
    } EXPECTED[] = {{0.25, 0.770346547730996744},  {1, 0.427583576155807004},
                    {3, 0.17900115118138995},      {10, 0.0561409927438225859},
                    {27.5, 0.0205024473846147978}, {30, 0.0187958888614167515},
                    {-1, 5.00898008076228347},     {-5, 144009798674.66104}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(EXPECTED); i++)
        assert_relative(kiln_erfcx(EXPECTED[i].x), EXPECTED[i].erfcx, 4 * DBL_EPSILON);
    const double past = nextafter(27.5, 28);
    assert_relative(kiln_erfcx(past), kiln_erfcx(27.5), 2 * DBL_EPSILON);
    assert_relative(kiln_erfcx(1e200), 5.6418958354775628695e-201, 2 * DBL_EPSILON);
    assert_true(kiln_erfcx(-26.7) == (double)INFINITY);
}

/* Arguments of every kind: plain ones of all sizes, and any bits at all. */
static double any_argument(kiln_random *random)
{
    const double u = kiln_random_uniform(random);
    if (u < 0.6)
        return 60 * kiln_random_uniform(random) - 30;
    if (u < 0.8)
        return ldexp(kiln_random_normal(random), (int)(kiln_random_bits(random) % 60) - 50);
    const uint64_t bits = kiln_random_bits(random);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Same bits, where all NaN count as the same: their payload is not promised. */
static void assert_same(const double y[], const double expected[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(isnan(y[i]) && isnan(expected[i])) && memcmp(&y[i], &expected[i], sizeof y[i]))
            fail_msg("point %zu: %a instead of %a", i, y[i], expected[i]);
}

/* Goal: the array form gives the bytes of the plain function, with and without AVX2, for any
 * length and alignment, in place too, and writes nothing else.
 * Why: results must not depend on the machine or on where in an array a point stands. */
static void array_forms_agree_bit_for_bit(void **state)
{
    enum { MOST = 300, ROUNDS = 400 };
    static double x[MOST + 8], expected[MOST + 8], y[MOST + 8];
    const double guard = 12345.678;
    kiln_random random = kiln_random_start(1, 0);
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        const size_t n = round < 100 ? round : kiln_random_bits(&random) % (MOST + 1);
        const size_t at = round % 8;
        for (size_t i = 0; i < n; i++) {
            x[at + i] = any_argument(&random);
            expected[at + i] = kiln_erfc(x[at + i]);
        }
        y[at + n] = guard;
        kiln_erfc_array(n, &x[at], &y[at]);
        assert_same(&y[at], &expected[at], n);
        assert_true(y[at + n] == guard);
        kiln_erfc_array_portable(n, &x[at], &y[at]);
        assert_same(&y[at], &expected[at], n);
        kiln_erfc_array(n, &x[at], &x[at]);
        assert_same(&x[at], &expected[at], n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erf_has_the_printed_digits),
        cmocka_unit_test(erfc_is_right_far_out),
        cmocka_unit_test(erfc_underflows_gradually),
        cmocka_unit_test(special_arguments),
        cmocka_unit_test(erfcx_is_right_in_every_piece),
        cmocka_unit_test(array_forms_agree_bit_for_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
