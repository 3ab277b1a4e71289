/* Roots of a function of one variable: bracketing and Brent's method. */
#ifndef KILN_MATH_ROOT_H
#define KILN_MATH_ROOT_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"
#include "kiln/math/function.h"

#include <stddef.h>

enum { KILN_ROOT_EVALUATIONS = 200 };

/* All may be 0: {0} asks for the nearest double or so. */
typedef struct kiln_root_settings {
    double x_tolerance;     /* absolute, >= 0; give one where the root may be 0 */
    double x_relative;      /* relative, >= 0; at least 4 DBL_EPSILON is used */
    double lowest, highest; /* kiln_root_bracket stays inside; both 0: no limit */
    size_t evaluations_max; /* 0: KILN_ROOT_EVALUATIONS */
    const char *what;       /* of what a root is sought, for messages: "junction depth" */
    const char *pointer;    /* of the input at fault, for messages; NULL: none */
    size_t *evaluations;    /* out: how often f was called; NULL: not wanted */
} kiln_root_settings;

/* The root of f between low and high, where its signs differ.
 *
 *   f, context  in   continuous between low and high
 *   low, high   in   finite, in either order; a root at one of them is found at once
 *   settings    in   may be NULL
 *   root        out  within x_tolerance + x_relative |root| of a change of sign; untouched
 *                    unless KILN_OK
 * Errors: KILN_INVALID (an end not finite, a negative tolerance, the same sign at both ends),
 * KILN_NO_CONVERGENCE (f is not finite at some x between), KILN_LIMIT (evaluations_max).
 * Cost: about 10 evaluations of f for a smooth one, never more than the square of bisection's.
 * Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), ch. 4. */
KILN_API kiln_status kiln_root_find(kiln_function f, const void *context, double low,
                                    double high, const kiln_root_settings *settings,
                                    double *root, kiln_diag *diag);

/* Widens low..high until a monotone f changes sign between them: the end where |f| is smaller
 * moves away by twice the width each time, and stops at settings->lowest or highest.
 *
 *   low, high  in/out  finite, *low < *high; untouched unless KILN_OK
 * Errors: KILN_INVALID (as above; low..high not inside lowest..highest), KILN_NO_CONVERGENCE
 * (f is not finite at some x, or has one sign up to the limit, which the message names),
 * KILN_LIMIT (evaluations_max). */
KILN_API kiln_status kiln_root_bracket(kiln_function f, const void *context,
                                       const kiln_root_settings *settings, double *low,
                                       double *high, kiln_diag *diag);

#endif
