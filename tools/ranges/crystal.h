/* One ion's way through crystalline silicon under an oxide, damaged or not. */
#ifndef RANGES_CRYSTAL_H
#define RANGES_CRYSTAL_H

#include "lattice.h"
#include "track.h"

#include "kiln/math/random.h"

enum { DAMAGE_BINS = 4096, VIBRATION_BITS = 12 };
#define DAMAGE_BIN_NM 1.0

/* How much of the crystal is amorphous at each depth below the oxide: 0..1. */
typedef struct damage {
    double share[DAMAGE_BINS];
    double defects_scale; /* what one defect of one ion adds to share */
} damage;

/* What crystalline silicon is to one ion. */
typedef struct crystal {
    lattice lattice;
    medium silicon, oxide;
    flight one_spacing;                          /* of damaged silicon */
    double displacement_nm[1 << VIBRATION_BITS]; /* quantiles */
    double decay_per_nm;    /* of the loss to electrons with the impact parameter */
    double close_per_nm;    /* what an atom met head-on takes of the mean loss per length */
    double amorphous_ratio; /* flights in the crystal to one in damaged silicon */
} crystal;

void crystal_fill(const ion *shot, double energy_max_kev, const scattering_table *scattering,
                  crystal *out);

typedef struct crystal_beam {
    double energy_kev;
    double way[3]; /* along the axes of the cube */
    double oxide_nm;
} crystal_beam;

/* Follows an ion until it has stopped or left through the surface. hurt may be NULL: no damage
 * there, and none made. Depths count from the silicon's surface: what stops in the oxide has a
 * negative one. */
track_end crystal_track(const crystal *in, const crystal_beam *beam, track_id id, damage *hurt);

#endif
