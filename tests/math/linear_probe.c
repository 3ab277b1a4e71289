/* Solves linear systems for tests/oracle/math_linear.py: raw doubles in on standard input, raw
 * doubles out.  math-linear-probe <systems >solutions
 *
 * A system is its number of rows n, the size m of its blocks (0: numbers, by the tridiagonal
 * solver), then lower, diagonal, upper ([n][m][m] each) and the right side [n][m]. */
#include "kiln/math/tridiagonal.h"

#include <stdio.h>

enum { NUMBERS_MAX = 1 << 20 };

static double lower[NUMBERS_MAX], diagonal[NUMBERS_MAX], upper[NUMBERS_MAX], x[NUMBERS_MAX];
static uint8_t pivot[NUMBERS_MAX];

static kiln_status solve(size_t n, size_t size)
{
    if (size == 0)
        return kiln_tridiagonal_factor_solve(&(kiln_tridiagonal){n, lower, diagonal, upper}, x,
                                             NULL);
    return kiln_block_tridiagonal_factor_solve(
        &(kiln_block_tridiagonal){n, size, lower, diagonal, upper, pivot}, x, NULL);
}

static int read_all(size_t count, double numbers[])
{
    return count <= NUMBERS_MAX && fread(numbers, sizeof numbers[0], count, stdin) == count;
}

int main(void)
{
    for (double shape[2]; read_all(2, shape);) {
        const size_t n = (size_t)shape[0], size = (size_t)shape[1];
        const size_t unknowns = n * (size ? size : 1), numbers = unknowns * (size ? size : 1);
        if (!read_all(numbers, lower) || !read_all(numbers, diagonal) ||
            !read_all(numbers, upper) || !read_all(unknowns, x) || solve(n, size) != KILN_OK ||
            fwrite(x, sizeof x[0], unknowns, stdout) != unknowns)
            return 1;
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
