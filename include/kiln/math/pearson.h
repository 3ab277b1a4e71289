/* The Pearson family: the distribution that has a given mean, deviation, skewness and kurtosis.
 * Implanted profiles are described by these four. x and the deviation are in any one unit. */
#ifndef KILN_MATH_PEARSON_H
#define KILN_MATH_PEARSON_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"

enum { KILN_PEARSON_KURTOSIS_MAX = 1000 };

typedef struct kiln_moments {
    double mean;      /* finite */
    double deviation; /* > 0, finite */
    double skewness;  /* mu3 / deviation^3: 0 for a Gaussian, any sign */
    double kurtosis;  /* mu4 / deviation^4: 3 for a Gaussian; > skewness^2 + 1 */
} kiln_moments;

/* A distribution ready to be evaluated: plain data that owns nothing and may be copied. Made by
 * kiln_pearson_of alone. */
typedef struct kiln_pearson {
    double low,
        high;    /* the support, in units of x; -infinity and infinity where it has no end */
    double mode; /* the x of the highest density */

    /* The rest is the library's own. y = (x - mean) / scale - shift counts deviations from the
     * mode, upwards when the skewness is positive and downwards when not, and
     * d ln f / dy = -curvature y / q(y) with
     * q = 1 + sum y + product y^2 = (1 + near_root y) (1 + far_root y). */
    double mean, scale, shift;
    double curvature, sum, product, discriminant;
    double near_root, far_root; /* -1 / the roots of q; 0 where they are not real */
    double reach;               /* the larger |near_root|, |far_root|, real or not */
    double area;                /* the integral of f over y when f is 1 at the mode */
} kiln_pearson;

/* The distribution of the Pearson family with these moments, of whichever type has them: 0
 * (normal), I and II, III, IV, V, VI, VII. All are evaluated by one formula, so that nothing
 * jumps or loses digits where two types meet.
 *
 *   moments  in   as above; a skewness of the other sign mirrors the distribution about the
 *                 mean, bit for bit in x - mean
 *   pointer  in   of the input at fault, for messages; NULL: none
 *   out      out  untouched unless KILN_OK
 * Errors: KILN_INVALID: a moment that is not finite, a deviation not > 0, a kurtosis not above
 * skewness^2 + 1 (no distribution has it), or one so low that the density has no bound at an
 * end of its support (Pearson's J and U shapes: some of types I, III and VI; no implanted
 * profile is one). KILN_LIMIT: a kurtosis above KILN_PEARSON_KURTOSIS_MAX. The issue says which
 * moment, and for a low kurtosis the nearest that would do.
 * Accuracy: the moments of the density are those given, to 1e-12 (tested over the plane).
 * Cost: 6 to 12 us, no allocation.
 * Source: K. Pearson, Phil. Trans. R. Soc. A 186, 343 (1895) and 216, 429 (1916); moments to
 * coefficients as M. G. Kendall, A. Stuart, The Advanced Theory of Statistics 1, sec. 6.2. For
 * implants W. K. Hofker, Philips Res. Rep. Suppl. 8 (1975). */
KILN_API kiln_status kiln_pearson_of(const kiln_moments *moments, const char *pointer,
                                     kiln_pearson *out, kiln_diag *diag);

/* Whether kiln_pearson_of would make one; its errors. Cost: some ns. */
KILN_API kiln_status kiln_pearson_check(const kiln_moments *moments, const char *pointer,
                                        kiln_diag *diag);

/* The density at x, per unit of x: 0 outside the support, NaN for NaN.
 *
 * Accuracy: 1e-14 + 2e-15 |ln(f / f(mode))| relative, and what the last places of x, skewness
 * and kurtosis decide, which is more just inside an end of the support (measured 0.4 of this
 * against mpmath, down to exp(-300) of the mode). Cost: 20 to 50 ns. */
KILN_API double kiln_pearson_density(const kiln_pearson *p, double x);

/* The probability that lies between two x, in either order; either may be infinite, NaN gives
 * NaN. It is >= 0, and has its relative accuracy in both tails.
 *
 * Accuracy: 1e-13 + 2e-15 |ln(f / f(mode))| relative, and as above (measured 0.4 of this); all
 * of the support gives 1. Cost: about 0.4 us between neighbours on a grid, otherwise 3 to 6 us,
 * and twice that over the mode.
 * Source: as for kiln_pearson_of; the tails by double exponential quadrature. */
KILN_API double kiln_pearson_between(const kiln_pearson *p, double from, double to);

#endif
