/* The standard normal distribution: upper tail and quantile. */
#include "kiln/math/special.h"

#include <math.h>

double kiln_normal_tail(double h)
{
    /* h / sqrt(2) rounded is off by up to half an ulp, which far out the tail would show many
     * times over; the derivative of erfc makes up for it. */
    static const double high = 0x1.6a09e667f3bcdp-1, low = -0x1.bdd3413b26456p-55;
    static const double two_over_root_pi = 0x1.20dd750429b6dp0;
    const double x = h * high;
    const double tail = kiln_erfc(x) / 2;
    if (!(fabs(x) < 30))
        return tail;
    const double rest = fma(h, high, -x) + h * low;
    return tail - tail * (rest * two_over_root_pi / kiln_erfcx(x));
}

/* Wichura's coefficients, lowest first; each denominator begins with 1. */
enum { DEGREE = 7 };

typedef struct rational {
    double above[DEGREE + 1], below[DEGREE + 1];
} rational;

static const rational MIDDLE = {
    {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3},
    {1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
     5.2264952788528545610e3}};
static const rational SHOULDER = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};
static const rational TAIL = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

static double ratio(const rational *r, double x)
{
    double above = r->above[DEGREE], below = r->below[DEGREE];
    for (int i = DEGREE - 1; i >= 0; i--) {
        above = above * x + r->above[i];
        below = below * x + r->below[i];
    }
    return above / below;
}

double kiln_normal_quantile(double p)
{
    if (!(p >= 0 && p <= 1))
        return (double)NAN;
    const double from_middle = p - 0.5;
    if (fabs(from_middle) <= 0.425)
        return from_middle * ratio(&MIDDLE, 0.180625 - from_middle * from_middle);
    const double nearer = from_middle < 0 ? p : 1 - p;
    if (nearer <= 0)
        return copysign((double)INFINITY, from_middle);
    const double s = sqrt(-log(nearer));
    const double z = s <= 5 ? ratio(&SHOULDER, s - 1.6) : ratio(&TAIL, s - 5);
    return copysign(z, from_middle);
}
