/* Rates of thermal oxidation: linear-parabolic constants for oxygen and steam, the extra growth
 * of thin dry oxides, and Massoud's transients. Thickness in cm, time in s. */
#ifndef KILN_SILICON_OXIDATION_H
#define KILN_SILICON_OXIDATION_H

#include "kiln/silicon/atmosphere.h"
#include "kiln/silicon/model.h"
#include "kiln/silicon/validity.h"
#include "kiln/silicon/words.h"

typedef enum kiln_oxidant {
    KILN_OXIDANT_O2,
    KILN_OXIDANT_H2O,
    KILN_OXIDANT_COUNT
} kiln_oxidant;

typedef struct kiln_oxidation_state {
    kiln_atmosphere atmosphere;
    kiln_orientation orientation;
    double temp_k;
    kiln_oxidation_model model; /* of growth in oxygen; steam is linear-parabolic in each */
    double linear_factor;       /* on B/A, by doping: kiln_oxidation_doping_factor; 0: none */
} kiln_oxidation_state;

/* The constants at one state. Without an oxidant its constants are 0, and so is its growth. */
typedef struct kiln_oxide_rates {
    double parabolic_cm2_s[KILN_OXIDANT_COUNT]; /* B */
    double linear_cm_s[KILN_OXIDANT_COUNT];     /* B/A */
    double thin_cm_s;                           /* C of C exp(-x / L): model thin, dry */
    double thin_length_cm;                      /* L */
    double transient_cm2_s[2];                  /* K1, K2: model massoud, dry */
    double transient_s[2];                      /* tau1, tau2 */
} kiln_oxide_rates;

/* B and K are linear in the oxidant's partial pressure; B/A and the thin term go with its power
 * 0.75 (O2) or 1 (H2O), as the set says. HCl multiplies B and B/A in oxygen, linear_factor B/A
 * in both. Of several Arrhenius pieces the first whose range holds the temperature counts, else
 * the nearest. Model massoud takes Massoud's own B and B/A for oxygen.
 * Noted: temperature outside the pieces (K and tau are given for 800..1000 C and extrapolated),
 * oxygen or steam outside the pressures studied, HCl outside its table.
 * Cost: up to nine exp and two pow.
 * Sources: B. E. Deal, A. S. Grove, J. Appl. Phys. 36, 3770 (1965); H. Z. Massoud, J. D.
 * Plummer, E. A. Irene, J. Electrochem. Soc. 132, 2685 and 2693 (1985); the set names each
 * number's. */
KILN_API kiln_oxide_rates kiln_oxide_rates_at(const kiln_model_set *set,
                                              const kiln_oxidation_state *state,
                                              kiln_validity *validity);

/* Growth rate dx/dt, cm/s, of an oxide of thickness_cm (>= 0), time_s after this oxidation
 * began (matters to Massoud's transients only): the sum over the oxidants of B / (2x + A), in
 * oxygen with B + K1 exp(-t/tau1) + K2 exp(-t/tau2) for B above the line and C exp(-x/L) added.
 * That the rates of O2 and H2O add, each as if alone, is the usual assumption for mixtures.
 * Cost: one exp (thin), two (massoud), else none. */
KILN_API double kiln_oxide_growth_rate(const kiln_oxide_rates *rates, double thickness_cm,
                                       double time_s);

/* Thickness of silicon consumed per thickness of oxide grown: 0.44, or what the set says. */
KILN_API double kiln_silicon_per_oxide(const kiln_model_set *set);

#endif
