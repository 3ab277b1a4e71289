/* Dopants in silicon: intrinsic carriers, diffusivity by charge state, solubility, and what
 * happens at the surface. Temperatures in K, concentrations in cm^-3, diffusivities in cm^2/s.
 *
 * A quantity that the set does not have for a dopant is NaN. `validity` may be NULL. */
#ifndef KILN_SILICON_DOPANT_H
#define KILN_SILICON_DOPANT_H

#include "kiln/silicon/model.h"
#include "kiln/silicon/validity.h"
#include "kiln/silicon/words.h"

typedef enum kiln_dopant_type { KILN_DONOR, KILN_ACCEPTOR } kiln_dopant_type;

/* Donor or acceptor: the same in every set. */
KILN_API kiln_dopant_type kiln_dopant_type_of(kiln_dopant dopant);
/* +1 for a donor, -1 for an acceptor. */
KILN_API int kiln_dopant_charge(kiln_dopant dopant);
/* Standard atomic weight, u. NaN when the set lacks the dopant. */
KILN_API double kiln_dopant_mass(const kiln_model_set *set, kiln_dopant dopant);

/* Intrinsic carrier density at processing temperature, cm^-3: C T^m exp(-E/kT); 7.1e18 at 1000
 * C. Source: F. J. Morin, J. P. Maita, Phys. Rev. 96, 28 (1954), fit up to 450 C and used since
 * at processing temperatures, where nothing was measured directly. Not for device
 * temperatures. */
KILN_API double kiln_intrinsic_density(const kiln_model_set *set, double temp_k,
                                       kiln_validity *validity);

/* n / ni under charge neutrality for a net doping (donors less acceptors) of net_cm3:
 * u + sqrt(u^2 + 1), u = net / 2 ni; without cancellation for net < 0. p / ni is its inverse,
 * or the same function of -net. Accuracy: 2e-15 relative. */
KILN_API double kiln_electron_ratio(double net_cm3, double intrinsic_cm3);

/* Diffusivity at one temperature: a polynomial in the ratio n/ni (donors) or p/ni (acceptors),
 * which is 1 in intrinsic silicon. */
typedef struct kiln_diffusivity {
    double term_cm2_s[3]; /* by charge power 0, 1, 2 */
} kiln_diffusivity;

/* The terms D0 exp(-E/kT) at temp_k; NaN when the set lacks the dopant. Cost: one exp a term.
 * In a time step, ask once and evaluate at each grid point with kiln_diffusivity_value.
 * Source: R. B. Fair, in Impurity Doping Processes in Silicon, North-Holland (1981), ch. 7;
 * accuracy: docs/theory/silicon.md, 15-40 % between sources, up to 3 times. */
KILN_API kiln_diffusivity kiln_diffusivity_at(const kiln_model_set *set, kiln_dopant dopant,
                                              double temp_k, kiln_validity *validity);

/* D at a carrier ratio (n/ni for donors, p/ni for acceptors); 1 gives the intrinsic D. */
static inline double kiln_diffusivity_value(kiln_diffusivity d, double ratio)
{
    return d.term_cm2_s[0] + ratio * (d.term_cm2_s[1] + ratio * d.term_cm2_s[2]);
}

/* Solid solubility, cm^-3: log concentration linear in 1/T between the table's points. Past the
 * ends the end slope goes on (a table of one point is constant) and the range is noted.
 * Accuracy: the sources differ by up to 2 times. */
KILN_API double kiln_solubility(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                                kiln_validity *validity);

/* K of clusters of three atoms, C = A (1 + K A^2) with A active, cm^6; 0 where the set has
 * none. */
KILN_API double kiln_clustering(const kiln_model_set *set, kiln_dopant dopant, double temp_k,
                                kiln_validity *validity);
/* The A of C, cm^-3. Accuracy: 1e-15 relative. */
KILN_API double kiln_unclustered(double conc_cm3, double clustering_cm6);

/* What is active at one temperature: what is dissolved of C, and of that not in clusters. */
typedef struct kiln_activity {
    double solubility_cm3; /* infinite: not known */
    double clustering_cm6;
} kiln_activity;
KILN_API kiln_activity kiln_activity_at(const kiln_model_set *set, kiln_dopant dopant,
                                        double temp_k);
KILN_API double kiln_active_part(kiln_activity activity, double conc_cm3);

/* A chemical source's profile in two components: flat down to a front that goes in at a steady
 * velocity, then a slow component, and a fast one that makes the tail. Without any, total_cm3
 * is NaN. Source: J. C. C. Tsai, Proc. IEEE 57, 1499 (1969). */
typedef struct kiln_two_component {
    double total_cm3; /* at the surface and down to the front */
    double tail_cm3;  /* the fast component's share of it */
    double slow_cm2_s, fast_cm2_s, front_cm_s;
} kiln_two_component;
KILN_API kiln_two_component kiln_two_component_at(const kiln_model_set *set, kiln_dopant dopant,
                                                  double temp_k, kiln_validity *validity);

/* Segregation at the silicon/oxide interface, m = C_Si / C_ox in equilibrium. */
KILN_API double kiln_segregation(const kiln_model_set *set, kiln_dopant dopant, double temp_k);
/* Velocity h of the flux h (C_ox - C_Si / m) across that interface, cm/s. */
KILN_API double kiln_transport_velocity(const kiln_model_set *set, kiln_dopant dopant,
                                        double temp_k);
/* Velocity of evaporation from bare silicon into an inert gas, cm/s. */
KILN_API double kiln_evaporation_velocity(const kiln_model_set *set, kiln_dopant dopant,
                                          double temp_k);
/* Diffusivity in silicon dioxide, cm^2/s. */
KILN_API double kiln_oxide_diffusivity(const kiln_model_set *set, kiln_dopant dopant,
                                       double temp_k, kiln_validity *validity);

#endif
