/* Irvin's relation: sheet resistance and surface concentration of a diffused layer, each from
 * the other, given its junction depth, the background and the shape of its profile. cm, cm^-3,
 * ohm, S. */
#ifndef KILN_PROCESS_IRVIN_H
#define KILN_PROCESS_IRVIN_H

#include "kiln/silicon/mobility.h"

typedef enum kiln_irvin_shape {
    KILN_IRVIN_ERFC,        /* Cs erfc(x / L): a held surface */
    KILN_IRVIN_GAUSSIAN,    /* Cs exp(-(x / L)^2): a dose driven in */
    KILN_IRVIN_EXPONENTIAL, /* Cs exp(-x / L) */
    KILN_IRVIN_UNIFORM,     /* Cs down to the junction */
    KILN_IRVIN_SHAPE_COUNT
} kiln_irvin_shape;

extern KILN_API const kiln_choices kiln_irvin_shapes;

/* A surface concentration lies at least this many times above the background, and is no more
 * than silicon has atoms. */
#define KILN_IRVIN_RATIO_MIN   1.001
#define KILN_IRVIN_SURFACE_MAX 5e22

/* What is known of a layer. Its dopant is active in full, and the background of the other type:
 * they are equal at the junction, which sets L. */
typedef struct kiln_irvin_layer {
    kiln_irvin_shape shape;
    kiln_dopant dopant;
    double junction_cm;    /* > 0 */
    double background_cm3; /* > 0 and <= KILN_IRVIN_SURFACE_MAX / KILN_IRVIN_RATIO_MIN */
    kiln_mobility_model mobility;
} kiln_irvin_layer;

/* What follows from a surface concentration. */
typedef struct kiln_irvin_reading {
    double sheet_ohm_sq;
    double conductivity_s_cm; /* mean down to the junction, Irvin's ordinate: 1 / (Rs xj) */
    double dose_cm2;          /* of the whole profile, below the junction too */
    double length_cm;         /* L; NaN: uniform */
} kiln_irvin_reading;

/* Sheet resistance from surface concentration:
 *   1 / Rs = q integral from 0 to xj of mu(C + Cb) (C(x) - Cb) dx,   C(xj) = Cb, at 300 K
 *
 *   surface_cm3  in   KILN_IRVIN_RATIO_MIN * background_cm3 .. KILN_IRVIN_SURFACE_MAX
 *   reading      out  untouched unless KILN_OK
 *   validity     out  a surface that the mobility model does not cover; may be NULL
 * Errors: KILN_INVALID (surface_cm3 outside, at /surface_conc_cm3), KILN_NO_CONVERGENCE.
 * Accuracy: 1e-10 relative to the integral; the mobility is worth 2 to 11 %.
 * Cost: some 30 mobilities, a few 100 where C falls by many decades.
 * Source: J. C. Irvin, Bell Syst. Tech. J. 41, 387 (1962), whose curves are erfc and Gaussian
 * with his own resistivities. */
KILN_API kiln_status kiln_irvin_read(const kiln_model_set *set, const kiln_irvin_layer *layer,
                                     double surface_cm3, kiln_irvin_reading *reading,
                                     kiln_validity *validity, kiln_diag *diag);

/* Surface concentration from sheet resistance, the inverse of kiln_irvin_read to 1e-9.
 *
 * A higher surface makes every depth above the junction higher, and mu(N) N rises with N in
 * every shipped set (tested): there is one solution at most. In a set whose mobility falls
 * faster than 1 / N there may be more, and any one of them is found.
 *
 *   sheet_ohm_sq  in   > 0
 *   surface_cm3   out  untouched unless KILN_OK
 * Errors: KILN_INVALID (no surface concentration within its bounds gives it, at
 * /sheet_resistance_ohm_sq: the message says what they give), KILN_NO_CONVERGENCE.
 * Cost: some 15 integrals. */
KILN_API kiln_status kiln_irvin_surface(const kiln_model_set *set,
                                        const kiln_irvin_layer *layer, double sheet_ohm_sq,
                                        double *surface_cm3, kiln_diag *diag);

#endif
