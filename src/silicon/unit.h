/* Units that a paper may give its oxidation constants in, with the factor to cm and s. */
#ifndef KILN_SILICON_UNIT_H
#define KILN_SILICON_UNIT_H

#include "kiln/base/field.h"

extern const kiln_choices kiln_area_rate_units; /* of B and K: "um2_per_h" ... */
extern const kiln_choices
    kiln_length_rate_units;                /* of B/A and the thin term: "um_per_min" ... */
extern const kiln_choices kiln_time_units; /* of tau: "min" ... */

/* Times this is cm^2/s, cm/s or s. unit is a value of the choices named. */
double kiln_area_rate_factor(int unit);
double kiln_length_rate_factor(int unit);
double kiln_time_factor(int unit);

#endif
