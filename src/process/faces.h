/* Private to process: fluxes through single faces, for transport.c. */
#ifndef KILN_SRC_PROCESS_FACES_H
#define KILN_SRC_PROCESS_FACES_H

#include "log_ratio.h"
#include "transport.h"

/* Corrections that make a difference and a mean of two cells' means exact for a profile that
 * is exponential in depth, as tails are: with r = (a - b) / (a + b) = tanh(d / 2), d the change
 * of the logarithm, the slope at the face is the difference times (d/2)^2 / sinh^2(d/2), and
 * the concentration there is the mean times (d/2) / (sinh(d/2) cosh(d/2)). Both go to 1 with
 * the square of the width. Where a cell sees more than a change of r^2 = 0.16 the profile is
 * not resolved, and the correction stays. */
typedef struct kiln_fitting {
    double slope, mean;
} kiln_fitting;

static inline kiln_fitting kiln_fit(double a, double b)
{
    const double r = (a - b) / (a + b), square = r * r;
    const double x = square < 0.16 ? square : 0.16;
    const double ratio = kiln_atanh_share(x);
    return (kiln_fitting){.slope = ratio * ratio * (1 - x), .mean = ratio * (1 - x)};
}

/* What of a concentration is dissolved, up to the solubility: C / (1 + (C/S)^16)^(1/16), a
 * smooth minimum of both (4 % below both where they meet, 0.2 % below C at 0.8 of the
 * solubility), so that Newton's method and the step control see no corner. Below KILN_DILUTE of
 * the solubility it is C to the last digit. */
enum { KILN_SATURATION_DOUBLINGS = 4 };
static const double KILN_DILUTE = 0.1;
double kiln_saturate(double conc_cm3, double bound_cm3, double *slope);

/* Each fills the faces it is named for in every strand, from what the cells hold. */
void kiln_inner_faces(kiln_transport *t, const kiln_moment *moment);
/* The interface, where there is an oxide. */
void kiln_interface_face(kiln_transport *t, const kiln_moment *moment);
/* The top: bare silicon is held by a source; silicon or oxide evaporates, or is sealed. */
void kiln_top_face(kiln_transport *t, const kiln_moment *moment);

#endif
