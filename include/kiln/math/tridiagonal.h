/* Linear systems that couple each row with its neighbours only, as diffusion in one dimension
 * does: tridiagonal, with a number in each place, or block-tridiagonal, with a small matrix.
 *
 * Elimination runs from both ends at once and meets in the middle, which halves the chain of
 * operations that wait for each other ("burn at both ends": J. J. Dongarra et al., LINPACK
 * Users' Guide (1979), ch. 7). Rows are not exchanged: these are for systems in which the
 * diagonal outweighs the rest of its row or of its column. Their solutions are those of systems
 * whose entries differ by a few roundings: N. J. Higham, Accuracy and Stability of Numerical
 * Algorithms (2002), sec. 9.6; for blocks, sec. 13.3.
 *
 * All work is done in the caller's arrays, which must not overlap; nothing is allocated, and
 * the same input gives the same bytes on every machine that has IEEE doubles. */
#ifndef KILN_MATH_TRIDIAGONAL_H
#define KILN_MATH_TRIDIAGONAL_H

#include "kiln/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum { KILN_TRIDIAGONAL_LANES = 8, KILN_BLOCK_MAX = 8 };

/* Row i reads lower[i] x[i - 1] + diagonal[i] x[i] + upper[i] x[i + 1]. lower[0] and
 * upper[n - 1] are beside the matrix: they are not read, but written. The arrays are borrowed.
 * Products of three entries must neither overflow nor underflow. */
typedef struct kiln_tridiagonal {
    size_t n;                         /* rows, >= 1 */
    double *lower, *diagonal, *upper; /* [n] each */
} kiln_tridiagonal;

/* Replaces the matrix by its factors, for kiln_tridiagonal_solve.
 *
 *   matrix  in/out  the factors; spoilt unless KILN_OK
 *   row     out     where it failed; may be NULL; untouched unless it failed
 * Errors: KILN_NO_CONVERGENCE (the pivot of a row is zero or not finite).
 * Cost: about 2.2 ns a row. */
KILN_API kiln_status kiln_tridiagonal_factor(kiln_tridiagonal *matrix, size_t *row);

/* Solves for one right side with the factors, as often as wanted.
 *
 *   x  in/out  [n]: the right side becomes the solution; it is finite if the right side is,
 *              and does not overflow
 * Cost: about 1.6 ns a row. */
KILN_API void kiln_tridiagonal_solve(const kiln_tridiagonal *factors, double x[]);

/* Both at once, bit for bit, in about 3 ns a row; spoils x too unless KILN_OK.
 * Accuracy: within 8 ulp of the largest x of elimination from the top (tested on random systems
 * whose diagonal outweighs the rest); in a diffusion step, where all is positive, every x is as
 * good, however small. */
KILN_API kiln_status kiln_tridiagonal_factor_solve(kiln_tridiagonal *matrix, double x[],
                                                   size_t *row);

/* KILN_TRIDIAGONAL_LANES systems of n rows at once, as kiln_tridiagonal_factor_solve, bit for
 * bit. What is [n] there is [n][KILN_TRIDIAGONAL_LANES] here: lane k is system k.
 *
 *   singular  out  bit k is set if system k failed; the others are solved; may be NULL
 * Errors: KILN_NO_CONVERGENCE (any system failed).
 * Cost: about 1 ns a row and system with AVX2, 2 ns without. */
KILN_API kiln_status kiln_tridiagonal_lanes(kiln_tridiagonal *matrix, double x[],
                                            unsigned *singular);

/* Block row i reads lower[i] x[i - 1] + diagonal[i] x[i] + upper[i] x[i + 1], where x[i] are
 * `size` unknowns and lower[i] a matrix of size x size, row after row. lower[0] and
 * upper[n - 1] are not read, but written. The arrays are borrowed. */
typedef struct kiln_block_tridiagonal {
    size_t n;                         /* block rows, >= 1 */
    size_t size;                      /* unknowns in each, 1..KILN_BLOCK_MAX */
    double *lower, *diagonal, *upper; /* [n][size][size] each */
    uint8_t *pivot; /* [n][size]: for the factors, need not be set; unused if size is 2 or 3 */
} kiln_block_tridiagonal;

/* Replaces the matrix by its factors, for kiln_block_tridiagonal_solve. Within a block the rows
 * are exchanged (partial pivoting), between blocks they are not: the diagonal blocks must
 * outweigh their neighbours, but need no large diagonal of their own. Blocks of 2 and
 * 3 unknowns are inverted by cofactors instead, those of 3 by pivoting where cofactors lose
 * digits; products of two entries, and of 2 unknowns the determinant, must neither overflow nor
 * underflow.
 *
 *   matrix  in/out  the factors; spoilt unless KILN_OK
 *   row     out     the block row where it failed; may be NULL; untouched unless it failed
 * Errors: KILN_INVALID (size is outside 1..KILN_BLOCK_MAX; nothing is touched),
 * KILN_NO_CONVERGENCE (a block has no pivot left or no determinant, or one that is not finite;
 * rounding may hide that a block is singular).
 * Cost: a block row about 8, 7, 16, 85 ns for 1, 2, 3, 4 unknowns, 600 ns for 8. */
KILN_API kiln_status kiln_block_tridiagonal_factor(kiln_block_tridiagonal *matrix, size_t *row);

/* Solves for one right side with the factors, as often as wanted.
 *
 *   x  in/out  [n][size]: the right side becomes the solution; it is finite if the right side
 *              is, and does not overflow
 * Cost: a block row about 5, 4, 6, 18 ns for 1, 2, 3, 4 unknowns, 160 ns for 8. */
KILN_API void kiln_block_tridiagonal_solve(const kiln_block_tridiagonal *factors, double x[]);

/* Both at once, bit for bit; spoils x too unless KILN_OK. Cost: 10, 9, 22, 100 ns; 770 ns. */
KILN_API kiln_status kiln_block_tridiagonal_factor_solve(kiln_block_tridiagonal *matrix,
                                                         double x[], size_t *row);

#endif
