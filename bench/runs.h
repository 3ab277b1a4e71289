/* Benchmarks of whole simulations, and of the solver's march on a mesh of any size; the peers
 * are in drive_in.py. */
#ifndef KILN_BENCH_RUNS_H
#define KILN_BENCH_RUNS_H

#include <stddef.h>

/* Boron, 1e13 cm^-2 in a Gaussian 150 nm deep with a sigma of 50 nm, under a sealed surface for
 * 60 min at 1100 C, in a substrate of 1e14: kiln_simulate of the recipe, from its struct in
 * memory to the whole result. level_cm3 in, the depth in nm to which boron is above each out;
 * by the default tolerance, by 1e-2, and by 1e-6. */
void drive_in(size_t n, const double level_cm3[], double depth_nm[]);
void drive_in_loose(size_t n, const double level_cm3[], double depth_nm[]);
void drive_in_finest(size_t n, const double level_cm3[], double depth_nm[]);

/* data/recipes/boron-base.json in the same way; the levels of boron at the end. */
void demo(size_t n, const double level_cm3[], double depth_nm[]);

/* The Fermi model marched through MARCH_STEPS even steps on an even mesh, without remeshing: n
 * values in, of one species in n cells or of two in n / 2 cells, and out. */
enum { MARCH_STEPS = 40 };
void march_one(size_t n, const double start_cm3[], double end_cm3[]);
void march_two(size_t n, const double start_cm3[], double end_cm3[]);

#endif
