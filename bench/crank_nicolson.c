/* Crank-Nicolson steps by Kiln's solvers, and by the textbook's loop. */
#include "crank_nicolson.h"

#include "kiln/math/tridiagonal.h"

#include <string.h>

enum { STEPS = 100 }; /* even, so that the last solution is where the first profile was */

static double lower[CRANK_NICOLSON_MAX], diagonal[CRANK_NICOLSON_MAX],
    upper[CRANK_NICOLSON_MAX], scratch[CRANK_NICOLSON_MAX];

/* Numba compiles for the processor that it finds. */
#if defined(__x86_64__) && defined(__ELF__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

/* The system of one step from u, for `lanes` profiles of n / lanes points; half is half of
 * D dt / dx^2. */
CLONES static void make_system(size_t n, size_t lanes, double half, const double u[],
                               double right[])
{
    const size_t last = n - lanes;
    for (size_t k = 0; k < n; k++) {
        lower[k] = upper[k] = -half;
        diagonal[k] = 1 + 2 * half;
    }
    for (size_t k = 0; k < lanes; k++) {
        diagonal[k] = diagonal[last + k] = 1 + half;
        right[k] = u[k] + half * (u[k + lanes] - u[k]);
        right[last + k] = u[last + k] + half * (u[last + k - lanes] - u[last + k]);
    }
    for (size_t k = lanes; k < last; k++)
        right[k] = u[k] + half * (u[k - lanes] - 2 * u[k] + u[k + lanes]);
}

/* half of D dt / dx^2 in a step. */
static double half_of(int step)
{
    return 0.25 + 0.005 * step;
}

static void swap(double **a, double **b)
{
    double *const old = *a;
    *a = *b;
    *b = old;
}

void crank_nicolson(size_t n, const double start[], double end[])
{
    double *u = end, *next = scratch;
    memcpy(u, start, n * sizeof u[0]);
    for (int step = 0; step < STEPS; step++) {
        kiln_tridiagonal matrix = {n, lower, diagonal, upper};
        make_system(n, 1, half_of(step), u, next);
        kiln_tridiagonal_factor_solve(&matrix, next, NULL);
        swap(&u, &next);
    }
}

void crank_nicolson_lanes(size_t n, const double start[], double end[])
{
    double *u = end, *next = scratch;
    memcpy(u, start, n * sizeof u[0]);
    for (int step = 0; step < STEPS; step++) {
        kiln_tridiagonal matrix = {n / KILN_TRIDIAGONAL_LANES, lower, diagonal, upper};
        make_system(n, KILN_TRIDIAGONAL_LANES, half_of(step), u, next);
        kiln_tridiagonal_lanes(&matrix, next, NULL);
        swap(&u, &next);
    }
}

static void solve_as_in_textbooks(size_t n, double x[])
{
    for (size_t i = 1; i < n; i++) {
        const double factor = lower[i] / diagonal[i - 1];
        diagonal[i] -= factor * upper[i - 1];
        x[i] -= factor * x[i - 1];
    }
    x[n - 1] /= diagonal[n - 1];
    for (size_t i = n - 1; i-- > 0;)
        x[i] = (x[i] - upper[i] * x[i + 1]) / diagonal[i];
}

void crank_nicolson_textbook(size_t n, const double start[], double end[])
{
    double *u = end, *next = scratch;
    memcpy(u, start, n * sizeof u[0]);
    for (int step = 0; step < STEPS; step++) {
        make_system(n, 1, half_of(step), u, next);
        solve_as_in_textbooks(n, next);
        swap(&u, &next);
    }
}
