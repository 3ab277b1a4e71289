/* Private to process: profiles with a closed form, for one constant diffusivity and a
 * surface that is sealed or held at a concentration. Depths in cm, D t in cm^2,
 * concentrations in cm^-3. */
#ifndef KILN_SRC_PROCESS_CLOSED_FORM_H
#define KILN_SRC_PROCESS_CLOSED_FORM_H

#include "kiln/silicon/words.h"

typedef enum kiln_form_kind {
    KILN_FORM_GAUSSIAN, /* a dose, reflected at the surface; a sheet when its variance is 0 */
    KILN_FORM_SOURCE    /* a held surface, then perhaps a drive-in */
} kiln_form_kind;

typedef struct kiln_form {
    kiln_form_kind kind;
    kiln_dopant dopant;
    double dose_cm2;              /* GAUSSIAN */
    double peak_cm, variance_cm2; /* GAUSSIAN: sigma^2 + 2 D t; SOURCE: both 0 */
    double surface_cm3;           /* SOURCE: at the held surface, above the substrate's */
    double source_cm2, drive_cm2; /* SOURCE: D t while held, and after */
} kiln_form;

/* Concentration at a depth >= 0.
 *   GAUSSIAN  Q / sqrt(2 pi v) (exp(-(x - p)^2 / 2v) + exp(-(x + p)^2 / 2v)), v > 0
 *   SOURCE    Cs erfc(x / 2 sqrt(D1 t1)); after a drive-in
 *             4 Cs T(x / sqrt(2 (D1 t1 + D2 t2)), sqrt(D1 t1 / D2 t2)), T of Owen
 * Sources: J. Crank, The Mathematics of Diffusion, 2nd ed. (1975), sec. 2.2.1 and ch. 3; the
 * two-step profile is the integral of R. C. T. Smith, Aust. J. Phys. 6, 127 (1953), which is
 * Owen's T (D. B. Owen, Ann. Math. Stat. 27, 1075 (1956), eq. 2.1). */
double kiln_form_conc(const kiln_form *form, double depth_cm);

/* Atoms per area, exact: Q, or 2 Cs sqrt(D1 t1 / pi). */
double kiln_form_dose(const kiln_form *form);

/* Past this depth the form is below 1e-16 of its peak. */
double kiln_form_extent(const kiln_form *form);

/* Diffuses on under a sealed surface. */
void kiln_form_drive(kiln_form *form, double dt_cm2);

#endif
