/* What the tridiagonal solvers share, and their makes for the tests that compare them. */
#ifndef KILN_SRC_MATH_TRIDIAGONAL_H
#define KILN_SRC_MATH_TRIDIAGONAL_H

#include "kiln/math/tridiagonal.h"

#include <stdbool.h>

/* What a pass over the rows works on. */
enum { KILN_PASS_MATRIX = 1, KILN_PASS_RIGHT_SIDE = 2, KILN_PASS_BOTH = 3 };

/* kiln_tridiagonal_lanes as it runs where the processor has nothing better. */
unsigned kiln_tridiagonal_lanes_portable(kiln_tridiagonal *matrix, double x[]);

/* What a block pass does where blocks are of two unknowns, and of three. Returns the block row
 * that is singular, or n. */
size_t kiln_block_tridiagonal_two(unsigned pass, const kiln_block_tridiagonal *t, double x[]);
size_t kiln_block_tridiagonal_three(unsigned pass, const kiln_block_tridiagonal *t, double x[]);

/* What a block pass does, by the one text for all sizes of blocks. Returns the block row that
 * is singular, or n. */
size_t kiln_block_tridiagonal_any(unsigned pass, const kiln_block_tridiagonal *t, double x[]);

/* The inverse of a block of m unknowns, m <= KILN_BLOCK_MAX, by elimination with pivoting. The
 * block is spoilt. False if it has none that is finite. */
bool kiln_block_inverse(size_t m, double block[], double inverse[]);

#endif
