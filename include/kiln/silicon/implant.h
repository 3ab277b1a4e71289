/* Where implanted ions come to rest. */
#ifndef KILN_SILICON_IMPLANT_H
#define KILN_SILICON_IMPLANT_H

#include "kiln/math/pearson.h"
#include "kiln/silicon/model.h"
#include "kiln/silicon/validity.h"
#include "kiln/silicon/words.h"

#include <stdbool.h>

typedef enum kiln_stopper {
    KILN_STOPPER_SILICON,
    KILN_STOPPER_OXIDE,
    KILN_STOPPER_COUNT
} kiln_stopper;

/* The dopant that an ion brings: boron of bf2. */
KILN_API kiln_dopant kiln_ion_dopant(kiln_ion ion);

/* Moments of the depth where ions of one energy come to rest in a thick target, in cm along
 * their way in. Between the table's energies range and straggle are straight in logarithms,
 * skewness and kurtosis over the logarithm of energy; past its ends the first two go on as at
 * the end, the others stay, and the range of energies is noted.
 *   moments  out  untouched unless true
 * Returns whether the set has ranges of the ion in it. */
KILN_API bool kiln_ion_moments(const kiln_model_set *set, kiln_ion ion, kiln_stopper in,
                               double energy_kev, kiln_validity *validity,
                               kiln_moments *moments);

/* How an ion comes to the silicon. */
typedef struct kiln_beam {
    double energy_kev, dose_cm2;
    double tilt_deg; /* from the normal, which is <100> */
    double oxide_cm; /* above the silicon, amorphous */
} kiln_beam;

/* Ions in the channels of the crystal: a part of those in silicon, and their depths. */
typedef struct kiln_channelled {
    double fraction; /* 0..1; 0: none, or nothing is known of them */
    kiln_moments moments;
} kiln_channelled;

/* The second distribution beside a first one with the moments `first`, along the normal: of
 * type III, so that its kurtosis is 3 + 1.5 skewness^2. The table's beam along the normal
 * counts as exp(-(tilt / acceptance)^2) does, brought to 0 at the tilt of its tilted one, which
 * counts for the rest, and both as exp(-oxide / length) under an oxide, its scattered one for
 * the rest. Between the table's doses the fraction goes by a power of the dose, between its
 * energies straight over their logarithm, and figures are averaged
 * with their fractions. Past its ends everything stays as there; that is noted, though not
 * below the lowest dose, where no damage makes a difference. */
KILN_API kiln_channelled kiln_ion_channelled(const kiln_model_set *set, kiln_ion ion,
                                             const kiln_beam *beam, const kiln_moments *first,
                                             kiln_validity *validity);

#endif
