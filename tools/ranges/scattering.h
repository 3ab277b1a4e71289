/* The angle of a collision in the universal potential. Lengths are in units of the screening
 * length, energies reduced: Ziegler, Biersack and Littmark's epsilon. */
#ifndef RANGES_SCATTERING_H
#define RANGES_SCATTERING_H

#include "material.h"

/* The table: steps equal within an octave, so that a cell is found from the bits of a double.
 * It holds what ions of this tool meet from 5 eV to 3 MeV. */
enum {
    ENERGY_BITS = 4,
    ENERGY_OCTAVE_MIN = -17,
    ENERGY_OCTAVE_MAX = 9,
    IMPACT_BITS = 5,
    IMPACT_OCTAVE_MIN = -14,
    IMPACT_OCTAVE_MAX = 11,
    ENERGY_NODES = ((ENERGY_OCTAVE_MAX - ENERGY_OCTAVE_MIN) << ENERGY_BITS) + 1,
    IMPACT_NODES = ((IMPACT_OCTAVE_MAX - IMPACT_OCTAVE_MIN) << IMPACT_BITS) + 1,
};

typedef struct scattering_table {
    double cotangent[ENERGY_NODES][IMPACT_NODES]; /* of half the angle */
} scattering_table;

/* a = 0.8854 a0 / (Z1^0.23 + Z2^0.23), and epsilon per keV in the laboratory. */
double screening_nm(const ion *shot, const atom *hit);
double reduced_energy_per_kev(const ion *shot, const atom *hit);

/* J. F. Ziegler, J. P. Biersack, U. Littmark, The Stopping and Range of Ions in Solids,
 * Pergamon (1985), ch. 2. */
double screening(double distance);

/* The angle in the centre of mass by quadrature: 0..pi. impact >= 0, energy > 0.
 * Accuracy: 5e-5 of it (the same). */
double scattering_angle(double energy, double impact);

/* Cost: about 0.5 s. */
void scattering_table_fill(scattering_table *table);

/* Whether the table goes that far. */
int scattering_holds(double energy, double impact);

/* sin^2 of half the angle from the table, which holds energy and the root of impact2.
 * Accuracy: 1e-3 of it (tests/tools/test_ranges.py). */
double scattering_sin2(const scattering_table *table, double energy, double impact2);

#endif
