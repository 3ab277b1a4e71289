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

#endif
