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
        if (!(error <= worst))
            worst = error;
    }
    return worst;
}

/* Types I and II; III, V and VI; IV and VII. */
enum type { BOUNDED, HALF_BOUNDED, UNBOUNDED, TYPES };

static enum type type_of(const kiln_pearson *p)
{
    return !isfinite(p->low) ? UNBOUNDED : isfinite(p->high) ? BOUNDED : HALF_BOUNDED;
}

/* Goal: the four moments of the density are those it was made for, to 1e-9, all over the plane.
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
            if (kiln_pearson_of(&moments, "", &p, NULL) != KILN_OK)
                continue;
            seen[type_of(&p)]++;
            const double error = moments_differ(skewness, kurtosis);
            if (!(error <= 1e-9)) {
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
                if (!(errors[0] <= 1e-9 && errors[1] <= 1e-9)) {
                    print_error("%g, %g at skewness %g, aside %g\n", errors[0], errors[1], s,
                                side * ASIDE[j]);
                    fail();
                }
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(density_has_the_moments_given),
        cmocka_unit_test(density_has_the_moments_given_where_types_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
