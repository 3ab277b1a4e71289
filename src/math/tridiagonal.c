/* Tridiagonal systems, one at a time. */
#include "math/tridiagonal.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>

#define NUMBER  double
#define STRIDE  1
#define NAME(f) one_##f
#define ROWS    static inline __attribute__((always_inline))
#include "math/tridiagonal_rows.h"

static one_rows rows_of(const kiln_tridiagonal *matrix, double x[])
{
    return (one_rows){matrix->lower, matrix->diagonal, matrix->upper, x};
}

static bool usable(double reciprocal)
{
    return fabs(reciprocal) > 0 && fabs(reciprocal) <= DBL_MAX;
}

/* The row whose pivot was the first that could not be used. Only after a pass that failed. */
static size_t row_at_fault(const kiln_tridiagonal *factors)
{
    const size_t last = factors->n - 1;
    for (size_t i = 0; i < factors->n / 2; i++) {
        if (!usable(factors->diagonal[i]))
            return i;
        if (!usable(factors->diagonal[last - i]))
            return last - i;
    }
    return factors->n / 2;
}

static kiln_status judge(const kiln_tridiagonal *factors, double check, size_t *row)
{
    if (isfinite(check))
        return KILN_OK;
    if (row)
        *row = row_at_fault(factors);
    return KILN_NO_CONVERGENCE;
}

kiln_status kiln_tridiagonal_factor(kiln_tridiagonal *matrix, size_t *row)
{
    double check;
    assert(matrix->n >= 1);
    one_forward(KILN_PASS_MATRIX, matrix->n, rows_of(matrix, NULL), &check);
    return judge(matrix, check, row);
}

void kiln_tridiagonal_solve(const kiln_tridiagonal *factors, double x[])
{
    assert(factors->n >= 1);
    one_forward(KILN_PASS_RIGHT_SIDE, factors->n, rows_of(factors, x), NULL);
    one_backward(factors->n, rows_of(factors, x));
}

kiln_status kiln_tridiagonal_factor_solve(kiln_tridiagonal *matrix, double x[], size_t *row)
{
    double check;
    assert(matrix->n >= 1);
    one_forward(KILN_PASS_BOTH, matrix->n, rows_of(matrix, x), &check);
    one_backward(matrix->n, rows_of(matrix, x));
    return judge(matrix, check, row);
}
