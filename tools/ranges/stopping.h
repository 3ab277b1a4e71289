/* Electronic stopping: what an ion loses along its way between collisions. */
#ifndef RANGES_STOPPING_H
#define RANGES_STOPPING_H

#include "material.h"

enum { STOPPING_CELLS = 4096 };

/* The loss over equal steps of sqrt(energy), which makes the velocity-proportional part
 * straight. */
typedef struct stopping_table {
    double cells_per_root_kev;
    double kev_per_nm[STOPPING_CELLS + 1];
} stopping_table;

/* The cross section of one atom, keV nm^2.
 *
 * 1/S = 1/S_low + 1/S_high: C. Varelas, J. Biersack, Nucl. Instrum. Methods 79, 213 (1970).
 * S_low:  factor times J. Lindhard, M. Scharff, Phys. Rev. 124, 128 (1961).
 * S_high: Bethe and Bloch as J. P. Biersack, L. G. Haggmark, Nucl. Instrum. Methods 174, 257
 *         (1980) have it. */
double stopping_kev_nm2(const ion *shot, const atom *hit, double energy_kev);

/* Fills the table of a target up to energy_max_kev; by Bragg's rule, the atoms add up. */
void stopping_table_fill(const ion *shot, const target *into, double energy_max_kev,
                         stopping_table *table);

/* energy_kev is 0..energy_max_kev. Accuracy: 1e-4 of the cross section above 0.01 keV. */
double stopping_kev_per_nm(const stopping_table *table, double energy_kev);

#endif
