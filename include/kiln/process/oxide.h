/* Growth of oxide as an integrated rate: through soaks and ramps, changes of gas, from any
 * start; and backwards: the time or the temperature that reaches a thickness. */
#ifndef KILN_PROCESS_OXIDE_H
#define KILN_PROCESS_OXIDE_H

#include "kiln/silicon/oxidation.h"

#include <stdint.h>

/* An oxide between stages. Massoud's transients decay while oxygen is there; what is left of
 * each is 1 on a wafer that was never oxidised. */
typedef struct kiln_oxide {
    double thickness_cm;
    double transient_left[2];
} kiln_oxide;

/* An oxide of a thickness, nothing of it grown yet. */
static inline kiln_oxide kiln_oxide_start(double thickness_cm)
{
    return (kiln_oxide){thickness_cm, {1, 1}};
}

/* A soak, or a ramp linear in time. */
typedef struct kiln_oxide_stage {
    kiln_atmosphere atmosphere;
    kiln_orientation orientation;
    kiln_oxidation_model model;
    double time_s; /* >= 0 */
    double from_k, to_k;
    uint64_t max_steps;   /* 0: 100 000 */
    double linear_factor; /* on B/A, by doping: kiln_oxidation_doping_factor; 0: none */
} kiln_oxide_stage;

/* Grows an oxide through a stage.
 *   oxide  in, out  untouched unless KILN_OK
 * Errors: KILN_LIMIT (max_steps), KILN_NO_CONVERGENCE. diag and validity may be NULL.
 * Accuracy: 1e-9 relative to the rate equation; a soak in steam or by deal_grove in one oxidant
 * is the closed form of Deal and Grove 1965, eq. 13.
 * Cost: none for the closed form, else about 50 rate evaluations. */
KILN_API kiln_status kiln_oxide_grow(const kiln_model_set *set, const kiln_oxide_stage *stage,
                                     kiln_oxide *oxide, kiln_validity *validity,
                                     kiln_diag *diag);

/* d thickness / dt at a temperature under the stage's gas, cm/s; 0 where nothing in it
 * oxidises. */
KILN_API double kiln_oxide_speed(const kiln_model_set *set, const kiln_oxide_stage *stage,
                                 const kiln_oxide *oxide, double temp_k);

/* Time of a soak at stage->from_k that grows the oxide to thickness_cm; stage->time_s and
 * to_k are not looked at. 0 when it is there already. Errors: KILN_INVALID (no oxidant;
 * longer than time_max_s: the message says how far it gets). */
KILN_API kiln_status kiln_oxide_time_to(const kiln_model_set *set,
                                        const kiln_oxide_stage *stage, const kiln_oxide *oxide,
                                        double thickness_cm, double time_max_s, double *time_s,
                                        kiln_diag *diag);

/* Temperature between min_k and max_k at which a soak of stage->time_s grows the oxide to
 * thickness_cm. Errors: KILN_INVALID (not within the range: the message says what is reached at
 * its ends). */
KILN_API kiln_status kiln_oxide_temp_to(const kiln_model_set *set,
                                        const kiln_oxide_stage *stage, const kiln_oxide *oxide,
                                        double thickness_cm, double min_k, double max_k,
                                        double *temp_k, kiln_diag *diag);

#endif
