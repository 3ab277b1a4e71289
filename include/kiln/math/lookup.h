/* Tables: values between measured or tabulated points. */
#ifndef KILN_MATH_LOOKUP_H
#define KILN_MATH_LOOKUP_H

#include "kiln/base/diag.h"
#include "kiln/base/status.h"

#include <stddef.h>

typedef enum kiln_lookup_rule {
    KILN_LOOKUP_LINEAR,
    KILN_LOOKUP_LOG,   /* log y is linear in x: concentrations against depth */
    KILN_LOOKUP_SMOOTH /* PCHIP: smooth, and never over or under the points */
} kiln_lookup_rule;

/* Points in order of x. The arrays are borrowed. */
typedef struct kiln_lookup {
    kiln_lookup_rule rule;
    size_t count;
    const double *x; /* [count], rising strictly */
    const double *y; /* [count]; all > 0 for KILN_LOOKUP_LOG */
} kiln_lookup;

/* Whether kiln_lookup_at may be used: at least one point, all finite, x rising, y > 0 where the
 * rule needs it. Every fault is reported at <x_pointer>/<index> or <y_pointer>/<index>.
 * Errors: KILN_INVALID. Cost: O(count). */
KILN_API kiln_status kiln_lookup_check(const kiln_lookup *table, const char *x_pointer,
                                       const char *y_pointer, kiln_diag *diag);

/* The value at x of a checked table. Before the first and after the last point it is held; NaN
 * gives NaN. At the points it is exact.
 * Accuracy: rounding, 1e-15 relative. Cost: O(log count).
 * Source of KILN_LOOKUP_SMOOTH: F. N. Fritsch, R. E. Carlson, SIAM J. Numer. Anal. 17, 238
 * (1980), with the slopes of F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5, 300
 * (1984) and the end slopes of C. Moler, Numerical Computing with MATLAB (2004), sec. 3.6. */
KILN_API double kiln_lookup_at(const kiln_lookup *table, double x);

#endif
