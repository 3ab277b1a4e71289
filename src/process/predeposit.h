/* Private to process: what a chemical source of two components lays down. cm, cm^-3. */
#ifndef KILN_SRC_PROCESS_PREDEPOSIT_H
#define KILN_SRC_PROCESS_PREDEPOSIT_H

#include "flow.h"

#include "kiln/silicon/dopant.h"
#include "kiln/silicon/validity.h"

/* What a wafer has had of its source so far. */
typedef struct kiln_exposure {
    double front_cm;            /* how deep the flat part goes */
    double slow_cm2, fast_cm2;  /* integrals of D dt of the two components */
    double total_cm3, tail_cm3; /* means over the front's way */
} kiln_exposure;

/* Goes on by a stage.
 *   exposure  in, out  untouched unless KILN_OK
 * Errors: KILN_NO_CONVERGENCE; KILN_INVALID (the set's numbers make no profile: the tail is
 * more than all of it, or all is more than silicon has atoms). */
kiln_status kiln_expose(kiln_exposure *exposure, const kiln_model_set *set,
                        const kiln_stage *stage, kiln_validity *validity, kiln_diag *diag);

/* Concentration at a depth >= 0:
 *
 *   C = Ct                                              x <= a
 *     = (Ct - Cb) f(x; slow) + Cb f(x; fast)            x > a
 *   f = exp(-a (x - a) / 2 S) / 2 (erfc((x + a) / 2 sqrt S) + erfc((x - 3 a) / 2 sqrt S))
 *
 * with a the front's depth and S the integral of D dt; in a soak a = v t and S = D t, as
 * published: J. C. C. Tsai, Proc. IEEE 57, 1499 (1969). */
double kiln_exposure_conc(const kiln_exposure *exposure, double depth_cm);

/* Mean concentration between two depths, 0 <= from_cm < to_cm, where the profile is resolved by
 * them: by three points on either side of the front. */
double kiln_exposure_mean(const kiln_exposure *exposure, double from_cm, double to_cm);

/* Below this depth nothing is left. */
double kiln_exposure_extent(const kiln_exposure *exposure);

#endif
