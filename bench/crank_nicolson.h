/* Benchmarks of the linear solvers; the peers are in crank_nicolson.py. */
#ifndef KILN_BENCH_CRANK_NICOLSON_H
#define KILN_BENCH_CRANK_NICOLSON_H

#include <stddef.h>

enum { CRANK_NICOLSON_MAX = 1 << 20 };

/* Diffusion of a profile of n points with sealed ends, in 100 steps of
 * rising length, each with a matrix made and factored anew: by kiln_tridiagonal_factor_solve,
 * by the textbook's elimination from the top, and for eight profiles side by side, of n / 8
 * points each, by kiln_tridiagonal_lanes. n is at most CRANK_NICOLSON_MAX, and two points for
 * each profile at least. */
void crank_nicolson(size_t n, const double start[], double end[]);
void crank_nicolson_textbook(size_t n, const double start[], double end[]);
void crank_nicolson_lanes(size_t n, const double start[], double end[]);

#endif
