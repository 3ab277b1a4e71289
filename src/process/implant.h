/* Private to process: what an implantation leaves, in the oxide and in the silicon below it.
 * cm, cm^-3. */
#ifndef KILN_SRC_PROCESS_IMPLANT_H
#define KILN_SRC_PROCESS_IMPLANT_H

#include "kiln/process/recipe.h"
#include "kiln/silicon/implant.h"

/* Every ion comes to rest below the top: the distributions are cut off there, and what is left
 * of them has the whole dose. In silicon there are two of them: the amorphous one, and that of
 * ions in the channels of the crystal. Through an oxide doses are matched: what the oxide takes
 * in is what the same thickness takes in of a thick oxide, and the silicon goes on from the
 * depth above which a thick silicon holds as much. Source: H. Ryssel, I. Ruge, Ion
 * Implantation, Wiley (1986), sec. 2.3. */
typedef struct kiln_implanted {
    kiln_dopant dopant;
    double dose_cm2;
    double range_cm, straggle_cm; /* in thick silicon, of the first distribution */
    double oxide_cm;              /* thickness of the oxide */
    double matched_cm;            /* of silicon, that holds as much as the oxide does */
    kiln_pearson silicon, oxide;  /* of depth from the top */
    double in_silicon, in_oxide;  /* the share of either below its top */
    double fraction;              /* of silicon's, in the channels */
    kiln_pearson channelled;      /* theirs, if there are any */
    double through;               /* the share of all ions that reach the silicon */
    double in_channelled;         /* the share below matched_cm */
    double channelled_straggle_cm;
} kiln_implanted;

/* An implant step on a wafer with so much oxide.
 *   pointer    the step's
 *   implanted  out  untouched unless KILN_OK
 * Errors: KILN_INVALID (the set has no ranges of the ion, or no distribution has its moments);
 * KILN_NO_CONVERGENCE. */
typedef struct kiln_implant_target {
    const kiln_model_set *set;
    double oxide_cm;
    const char *pointer;
} kiln_implant_target;
kiln_status kiln_implant_of(const kiln_implant *implant, const kiln_implant_target *target,
                            kiln_validity *validity, kiln_implanted *implanted,
                            kiln_diag *diag);

/* Mean concentration between two depths, from_cm < to_cm, both in the oxide (<= 0) or both in
 * the silicon (>= 0). */
double kiln_implanted_mean(const kiln_implanted *implanted, double from_cm, double to_cm);

/* The share of the dose that the oxide holds. */
double kiln_implanted_in_oxide(const kiln_implanted *implanted);

/* The share of all ions between two depths of thick silicon, from matched_cm on. */
double kiln_implanted_between(const kiln_implanted *implanted, double from_cm, double to_cm);

/* The sum of both distributions' highest concentrations in thick silicon, which the highest one
 * does not exceed; and the depth past which each is below 1e-16 of the first one's, or where 40
 * of its straggles are past: in a power's tail. */
double kiln_implanted_peak(const kiln_implanted *implanted);
double kiln_implanted_extent(const kiln_implanted *implanted);

#endif
