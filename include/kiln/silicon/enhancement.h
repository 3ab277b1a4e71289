/* What a growing oxide does to the diffusion below it, and what doping does to the growth: two
 * empirical models, each a plain factor. `validity` may be NULL. */
#ifndef KILN_SILICON_ENHANCEMENT_H
#define KILN_SILICON_ENHANCEMENT_H

#include "kiln/silicon/model.h"
#include "kiln/silicon/validity.h"
#include "kiln/silicon/words.h"

/* Diffusivity under an oxide that grows at growth_cm_s (>= 0), over that in inert gas.
 *
 * Oxidation injects interstitials: over equilibrium they are S = 1 + K rate^n exp(E/kT), and
 * vacancies 1/S, by mass action. A dopant that interstitials carry for the share f diffuses f S
 * + (1 - f) / S times as fast: boron and phosphorus are enhanced, antimony is retarded.
 *
 * Exactly 1 without growth, and where the set has no K or no f for the dopant (In, Ga, Al).
 * It is that at the interface; S falls off below, by a length that is not in the set.
 * Accuracy: S - 1 within a factor of 2 of what was measured, on <100>; <111> is less enhanced.
 * Noted: temperature outside 750..1200 C. Cost: one exp, one pow.
 * Sources: S. M. Hu, J. Appl. Phys. 45, 1567 (1974); D. A. Antoniadis, I. Moskowitz, J. Appl.
 * Phys. 53, 6788 (1982); N. Jeng, S. T. Dunham, J. Appl. Phys. 72, 2049 (1992); the set names
 * each number's. */
KILN_API double kiln_oxidation_enhancement(const kiln_model_set *set, kiln_dopant dopant,
                                           double temp_k, double growth_cm_s,
                                           kiln_validity *validity);

/* Linear rate constant B/A on doped silicon over that on intrinsic silicon, for
 * kiln_oxidation_state.
 *
 *   electron_ratio  in  n/ni > 0 at the interface: kiln_electron_ratio
 *
 * 1 + gamma (V - 1), where V is the number of vacancies over that in intrinsic silicon: C+
 * ni/n, C- n/ni, C= (n/ni)^2 and 1 for neutral ones, summed, over the same at n = ni.
 *
 * Exactly 1 at n = ni, and where the set has no gamma. B does not change.
 * Accuracy: 2 to 3 times above 1e20 cm^-3, by whose levels of the vacancy are taken.
 * Noted: temperature outside 800..1200 C, where the factor is more than 1 % from 1. Cost: four
 * exp, three pow.
 * Source: C. P. Ho, J. D. Plummer, J. Electrochem. Soc. 126, 1516 and 1523 (1979). */
KILN_API double kiln_oxidation_doping_factor(const kiln_model_set *set, double temp_k,
                                             double electron_ratio, kiln_validity *validity);

#endif
