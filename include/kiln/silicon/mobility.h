/* Carrier mobility (cm^2/Vs) and resistivity (ohm cm) as functions of doping. Every dopant atom
 * given is taken to be ionised: the models were fitted so. */
#ifndef KILN_SILICON_MOBILITY_H
#define KILN_SILICON_MOBILITY_H

#include "kiln/silicon/dopant.h"

/* Active doping, cm^-3, each >= 0. */
typedef struct kiln_doping {
    double donors_cm3, acceptors_cm3;
} kiln_doping;

/* A model made ready for one dopant and temperature. */
typedef struct kiln_mobility {
    kiln_mobility_model model;
    kiln_dopant_type type;
    double constant[13]; /* private: what the model needs */
} kiln_mobility;

/* log10 of the doping, cm^-3, between which F723's formulas are followed. Past either the
 * mobility stays as it is there: a kink, for who integrates over a doping. */
#define KILN_F723_LOG_MIN 12.0
#define KILN_F723_LOG_MAX 21.0

/* The mobility of the majority carriers (electrons where a donor prevails, holes where an
 * acceptor does) of silicon doped mainly with `dopant`. Masetti and Reggiani tell As from P;
 * any other donor goes as P, any other acceptor as B.
 *   temp_k  of the measurement: 300 for sheet resistance. Masetti and F723 hold at 300 K:
 *           another temperature is noted and changes nothing
 * Cost: up to nine pow (Reggiani), else none. */
KILN_API kiln_mobility kiln_mobility_at(const kiln_model_set *set, kiln_mobility_model model,
                                        kiln_dopant dopant, double temp_k,
                                        kiln_validity *validity);

/* The integrand of sheet conductance is charge times this times the net doping.
 *   Masetti    of the sum of donors and acceptors: it does not tell them apart
 *   Reggiani   of both
 *   F723       1 / (q N rho(N)) of the sum; constant below 1e12 and above 1e21
 * Cost: two pow and an exp at most.
 * Accuracy: rounding to the formula, which holds up to 5e21 (Masetti) or 1e20 (F723). Masetti
 * lies -11..+11 % from F723 below 1e20.
 * Sources: G. Masetti, M. Severi, S. Solmi, IEEE Trans. Electron Devices 30, 764 (1983), eq. 1
 * and 2. S. Reggiani et al., IEEE Trans. Electron Devices 49, 490 (2002). ASTM F723-99. */
KILN_API double kiln_mobility_value(const kiln_mobility *mobility, kiln_doping doping);

/* Resistivity at 300 K of silicon doped with conc_cm3 (> 0), by ASTM F723: P for any donor, B
 * for any acceptor. Holds for 1e14..1e20 (B), 1e13..1e20 (P): noted outside. Accuracy:
 * rounding to the standard's formula. */
KILN_API double kiln_resistivity(const kiln_model_set *set, kiln_dopant dopant, double conc_cm3,
                                 kiln_validity *validity);

/* The doping that has this resistivity: the inverse of kiln_resistivity to 1e-12, so that a
 * substrate keeps its resistivity. (The standard has a second formula for this way round, which
 * for boron gives up to 3 % another doping.) NaN for what no doping of 1e12..1e21 has. */
KILN_API double kiln_doping_of_resistivity(const kiln_model_set *set, kiln_dopant dopant,
                                           double resistivity_ohm_cm, kiln_validity *validity);

#endif
