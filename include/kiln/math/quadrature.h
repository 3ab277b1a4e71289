/* Integrals of a function of one variable. */
#ifndef KILN_MATH_QUADRATURE_H
#define KILN_MATH_QUADRATURE_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"
#include "kiln/math/function.h"

#include <stddef.h>

enum { KILN_QUADRATURE_INTERVALS = 256, KILN_GAUSS_LEGENDRE_MAX = 256 };

/* All may be 0. The integral is done when its estimated error is below either tolerance. */
typedef struct kiln_quadrature_settings {
    double relative; /* of the integral; 0 with absolute 0: 1e-10; at least 1e-14 is used */
    double absolute; /* in units of the integral */
    size_t intervals_max; /* 0 or more than KILN_QUADRATURE_INTERVALS: as many */
    size_t break_count;
    const double *breaks; /* [break_count], in the order from..to: the range is first cut at
                             those inside it, so that nothing narrow between them is missed */
    const char *what;     /* what is integrated, for messages: "sheet conductance" */
    const char *pointer;  /* of the input at fault, for messages; NULL: none */
    double *error;        /* out: the estimated absolute error; NULL: not wanted */
    size_t *evaluations;  /* out: how often f was called; NULL: not wanted */
} kiln_quadrature_settings;

/* The integral of f from one end to the other, halving the worst interval until it is good
 * enough.
 *
 *   f, context  in   finite inside the range; not called at its ends
 *   from, to    in   finite, in either order (the sign changes)
 *   settings    in   may be NULL
 *   integral    out  untouched unless KILN_OK
 * Errors: KILN_INVALID (an end not finite, a negative tolerance), KILN_NO_CONVERGENCE (f is not
 * finite at some x, or so rough that halving at some x no longer helps), KILN_LIMIT
 * (intervals_max; the message names the worst interval and the error reached).
 * Accuracy: as asked; the estimate is nearly always far above the true error, but a peak that
 * falls between all points is not seen: give breaks on both sides of one. Cost: 15 evaluations
 * of f for a smooth one, 15 for every break and 30 for every halving.
 * Source: R. Piessens et al., QUADPACK (1983), routines QAG and QAGP with the 7 and 15 point
 * rules of A. S. Kronrod (1965). */
KILN_API kiln_status kiln_integrate(kiln_function f, const void *context, double from,
                                    double to, const kiln_quadrature_settings *settings,
                                    double *integral, kiln_diag *diag);

/* Gauss and Legendre's rule on -1..1: exact for polynomials up to degree 2n - 1.
 *
 *   n             in   1..KILN_GAUSS_LEGENDRE_MAX
 *   node, weight  out  [n], nodes rising; untouched unless KILN_OK
 * Errors: KILN_INVALID. Accuracy: nodes 2e-16, weights 1e-15 n relative. Cost: O(n^2).
 * Source: P. J. Davis, P. Rabinowitz, Methods of Numerical Integration (1984), sec. 2.7. */
KILN_API kiln_status kiln_gauss_legendre(size_t n, double node[], double weight[]);

#endif
