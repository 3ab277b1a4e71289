/* One ion's way through an amorphous target, collision after collision. */
#ifndef RANGES_TRACK_H
#define RANGES_TRACK_H

#include "material.h"
#include "scattering.h"
#include "stopping.h"

#include <stdint.h>

/* An ion has stopped at this energy. */
#define STOP_KEV 0.005

/* Flights are kept by the binary exponent of the energy in keV: 2^-8 is below STOP_KEV. */
enum { FLIGHT_EXPONENT_MIN = -8, FLIGHT_COUNT = 24 };

/* How ions of some energy fly: through a number of mean spacings of the atoms that is drawn,
 * and then meet an atom no further off than the root of impact2_max_nm2. */
typedef struct flight {
    double impact2_max_nm2;
    double per_log; /* 1 / log(1 - 1 / the mean number of spacings); 0: one spacing, always */
} flight;

/* What one ion needs to know of one kind of atom. */
typedef struct partner {
    double upto; /* of 0..1: the share of this atom and those before it */
    double energy_per_kev, impact2_per_nm2; /* to reduced units */
    double transfer;   /* the largest share of the energy passed on, 4 M1 M2 / (M1 + M2)^2 */
    double mass_ratio; /* M1 / M2 */
} partner;

typedef struct medium {
    const scattering_table *scattering;
    double spacing_nm;
    flight flight[FLIGHT_COUNT];
    size_t partner_count;
    partner partner[ATOMS_MAX];
    stopping_table stopping;
} medium;

/* What sets the random numbers of one ion apart from all others of a seed. */
typedef struct track_id {
    uint64_t seed;
    uint32_t particle, beam; /* the number of the ion, and of what is shot into what */
    uint32_t energy_ev;
} track_id;

/* Where it stopped, and where its energy went. Depths count from the plane it came through;
 * the target fills both sides of it. */
typedef struct track_end {
    double depth_nm, across_nm[2];
    double electronic_kev, nuclear_kev, left_kev;
    uint64_t collisions;
    int came_back; /* it crossed the plane outward at least once */
} track_end;

/* Between two atoms. */
typedef struct collision {
    double passed_on_kev;
    double cosine; /* of the ion's deflection in the laboratory */
} collision;

/* energy_max_kev bounds what may be shot, at most 2^15. scattering is borrowed.
 *
 * At low energy a flight is one mean spacing of the atoms, and one atom is met in each. Of
 * faster ions the far collisions turn and slow nothing and are left out, as long as they carry
 * less than 0.2 % of the nuclear loss. The others keep their statistics: each spacing has one
 * with the same chance, so that flights are up to 16 spacings in the mean. */
void medium_fill(const ion *shot, const target *into, double energy_max_kev,
                 const scattering_table *scattering, medium *out);

collision collide(const medium *in, const partner *with, double energy_kev, double impact2_nm2);

/* Follows an ion that enters at a right angle until it has stopped. */
track_end track(const medium *in, double energy_kev, track_id id);

#endif
