/* Block-tridiagonal systems: elimination by blocks from both ends, LU inside each block. Two
 * and three unknowns a row, as so many dopants make them, are left to block_small.c.
 *
 * With back, diagonal and on a block row's matrices as in tridiagonal_rows.h, the factors are
 *
 *   in place of diagonal  L and U, with the reciprocals of U's diagonal, of
 *                         P (diagonal - back (on of the row before, eliminated))
 *   in place of on        the inverse of that, times on
 *
 * Matrices are m x m, row after row. Each function becomes part of its caller, so that where m
 * is a constant its loops unroll. */
#include "math/tridiagonal.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PART static inline __attribute__((always_inline))

PART void swap_rows(size_t columns, double a[], double b[])
{
    for (size_t j = 0; j < columns; j++) {
        const double aj = a[j];
        a[j] = b[j];
        b[j] = aj;
    }
}

/* c -= a b, for b and c of m x columns. */
PART void subtract_product(size_t m, size_t columns, const double a[], const double b[],
                           double c[])
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < columns; j++) {
            double sum = c[i * columns + j];
            for (size_t k = 0; k < m; k++)
                sum -= a[i * m + k] * b[k * columns + j];
            c[i * columns + j] = sum;
        }
}

/* The largest of column k on or below the diagonal. */
PART size_t row_of_pivot(size_t m, const double a[], size_t k)
{
    size_t largest = k;
    for (size_t i = k + 1; i < m; i++)
        if (fabs(a[i * m + k]) > fabs(a[largest * m + k]))
            largest = i;
    return largest;
}

/* P a = L U. False if a pivot is zero or not finite. */
PART bool factor_block(size_t m, double a[], uint8_t pivot[])
{
    for (size_t k = 0; k < m; k++) {
        const size_t p = row_of_pivot(m, a, k);
        pivot[k] = (uint8_t)p;
        if (p != k)
            swap_rows(m, &a[k * m], &a[p * m]);
        const double reciprocal = 1 / a[k * m + k];
        if (!(fabs(reciprocal) > 0 && fabs(reciprocal) <= DBL_MAX))
            return false;
        a[k * m + k] = reciprocal;
        for (size_t i = k + 1; i < m; i++) {
            const double factor = a[i * m + k] *= reciprocal;
            for (size_t j = k + 1; j < m; j++)
                a[i * m + j] -= factor * a[k * m + j];
        }
    }
    return true;
}

/* b := the inverse of the block times b, of m x columns. */
PART void solve_block(size_t m, size_t columns, const double lu[], const uint8_t pivot[],
                      double b[])
{
    for (size_t k = 0; k < m; k++)
        if (pivot[k] != k)
            swap_rows(columns, &b[k * columns], &b[pivot[k] * columns]);
    for (size_t k = 0; k < m; k++)
        for (size_t i = k + 1; i < m; i++)
            for (size_t j = 0; j < columns; j++)
                b[i * columns + j] -= lu[i * m + k] * b[k * columns + j];
    for (size_t k = m; k-- > 0;) {
        for (size_t j = 0; j < columns; j++)
            b[k * columns + j] *= lu[k * m + k];
        for (size_t i = 0; i < k; i++)
            for (size_t j = 0; j < columns; j++)
                b[i * columns + j] -= lu[i * m + k] * b[k * columns + j];
    }
}

bool kiln_block_inverse(size_t m, double block[], double inverse[])
{
    uint8_t pivot[KILN_BLOCK_MAX];
    double most = 0;
    if (!factor_block(m, block, pivot))
        return false;
    for (size_t k = 0; k < m * m; k++)
        inverse[k] = k % (m + 1) == 0;
    solve_block(m, m, block, pivot, inverse);
    for (size_t k = 0; k < m * m; k++)
        most += fabs(inverse[k]);
    return isfinite(most);
}

/* A block row as one of the directions sees it. */
typedef struct block_row {
    double *back, *diagonal, *on, *x;
    uint8_t *pivot;
} block_row;

PART block_row seen_from_above(const kiln_block_tridiagonal *t, size_t m, double x[], size_t i)
{
    const size_t at = i * m * m;
    return (block_row){&t->lower[at], &t->diagonal[at], &t->upper[at], x ? &x[i * m] : NULL,
                       &t->pivot[i * m]};
}

PART block_row seen_from_below(const kiln_block_tridiagonal *t, size_t m, double x[], size_t i)
{
    const block_row row = seen_from_above(t, m, x, i);
    return (block_row){row.on, row.diagonal, row.back, row.x, row.pivot};
}

/* False if the block is singular. Otherwise the row is the one before, for the next. */
PART bool eliminate(unsigned pass, size_t m, block_row row, block_row *before)
{
    if (pass & KILN_PASS_MATRIX) {
        subtract_product(m, m, row.back, before->on, row.diagonal);
        if (!factor_block(m, row.diagonal, row.pivot))
            return false;
        solve_block(m, m, row.diagonal, row.pivot, row.on);
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        subtract_product(m, 1, row.back, before->x, row.x);
        solve_block(m, 1, row.diagonal, row.pivot, row.x);
    }
    *before = row;
    return true;
}

/* The row in the middle, where the two directions meet, seen from above. */
PART bool meet(unsigned pass, size_t m, block_row row, const block_row *above,
               const block_row *below)
{
    if (pass & KILN_PASS_MATRIX) {
        subtract_product(m, m, row.back, above->on, row.diagonal);
        subtract_product(m, m, row.on, below->on, row.diagonal);
        if (!factor_block(m, row.diagonal, row.pivot))
            return false;
    }
    if (pass & KILN_PASS_RIGHT_SIDE) {
        subtract_product(m, 1, row.back, above->x, row.x);
        subtract_product(m, 1, row.on, below->x, row.x);
        solve_block(m, 1, row.diagonal, row.pivot, row.x);
    }
    return true;
}

/* From the ends to the middle. x is looked at in a pass over the right side only. Returns the
 * block row that is singular, or n. */
PART size_t forward(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[])
{
    const size_t middle = t->n / 2, last = t->n - 1;
    double none[KILN_BLOCK_MAX * KILN_BLOCK_MAX] = {0};
    block_row above = {.on = none, .x = none}, below = above;
    if (pass & KILN_PASS_MATRIX) {
        memset(&t->lower[0], 0, m * m * sizeof t->lower[0]);
        memset(&t->upper[last * m * m], 0, m * m * sizeof t->upper[0]);
    }
    for (size_t i = 0, j = last; i < middle; i++, j--) {
        if (!eliminate(pass, m, seen_from_above(t, m, x, i), &above))
            return i;
        if (j > middle && !eliminate(pass, m, seen_from_below(t, m, x, j), &below))
            return j;
    }
    if (!meet(pass, m, seen_from_above(t, m, x, middle), &above, &below))
        return middle;
    return t->n;
}

/* From the middle to the ends. */
PART void back(size_t m, const kiln_block_tridiagonal *t, double x[])
{
    size_t i = t->n / 2, j = i;
    for (; i > 0; i--)
        subtract_product(m, 1, &t->upper[(i - 1) * m * m], &x[i * m], &x[(i - 1) * m]);
    for (; j < t->n - 1; j++)
        subtract_product(m, 1, &t->lower[(j + 1) * m * m], &x[j * m], &x[(j + 1) * m]);
}

PART size_t run(unsigned pass, size_t m, const kiln_block_tridiagonal *t, double x[])
{
    assert(x || !(pass & KILN_PASS_RIGHT_SIDE));
    const size_t singular = forward(pass, m, t, x);
    if (singular == t->n && (pass & KILN_PASS_RIGHT_SIDE))
        back(m, t, x);
    return singular;
}

size_t kiln_block_tridiagonal_any(unsigned pass, const kiln_block_tridiagonal *t, double x[])
{
    return run(pass, t->size, t, x);
}

PART size_t run_unrolled(unsigned pass, const kiln_block_tridiagonal *t, double x[])
{
    switch (t->size) {
    case 1:
        return run(pass, 1, t, x);
    case 2:
        return kiln_block_tridiagonal_two(pass, t, x);
    case 3:
        return kiln_block_tridiagonal_three(pass, t, x);
    case 4:
        return run(pass, 4, t, x);
    default:
        return kiln_block_tridiagonal_any(pass, t, x);
    }
}

static kiln_status judge(const kiln_block_tridiagonal *factors, size_t singular, size_t *row)
{
    if (singular == factors->n)
        return KILN_OK;
    if (row)
        *row = singular;
    return KILN_NO_CONVERGENCE;
}

static bool size_is_right(const kiln_block_tridiagonal *matrix)
{
    return matrix->size >= 1 && matrix->size <= KILN_BLOCK_MAX;
}

kiln_status kiln_block_tridiagonal_factor(kiln_block_tridiagonal *matrix, size_t *row)
{
    assert(matrix->n >= 1);
    if (!size_is_right(matrix))
        return KILN_INVALID;
    return judge(matrix, run_unrolled(KILN_PASS_MATRIX, matrix, NULL), row);
}

void kiln_block_tridiagonal_solve(const kiln_block_tridiagonal *factors, double x[])
{
    assert(factors->n >= 1 && size_is_right(factors));
    run_unrolled(KILN_PASS_RIGHT_SIDE, factors, x);
}

kiln_status kiln_block_tridiagonal_factor_solve(kiln_block_tridiagonal *matrix, double x[],
                                                size_t *row)
{
    assert(matrix->n >= 1);
    if (!size_is_right(matrix))
        return KILN_INVALID;
    return judge(matrix, run_unrolled(KILN_PASS_BOTH, matrix, x), row);
}
