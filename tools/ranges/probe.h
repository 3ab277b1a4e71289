/* The inside of the simulation, for the test: raw doubles in, raw doubles out. Each
 * function returns whether it could answer to the end of the input. */
#ifndef RANGES_PROBE_H
#define RANGES_PROBE_H

#include "scattering.h"

#include <stdio.h>

/* Each (reduced energy, reduced impact parameter) gives the angle by quadrature and
 * sin^2 of its half by the table. */
int probe_angles(const scattering_table *scattering, FILE *in, FILE *out);

/* Each (number of ion, number of target, number of atom, energy keV, impact parameter nm) gives
 * ion and atom mass u, energy passed on keV, cosine of the deflection. */
int probe_collisions(const scattering_table *scattering, FILE *in, FILE *out);

/* Each (number of ion, number of target, energy keV, number of the particle) gives depth nm and
 * electronic loss, nuclear loss and what is left, keV. */
int probe_tracks(const scattering_table *scattering, FILE *in, FILE *out);

#endif
