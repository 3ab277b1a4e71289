/* Private to process: profiles given by a formula or a table. Formulas move in closed form, for
 * one constant diffusivity and a surface that is sealed or held at a concentration; a table is
 * where the mesh starts from and moves nowhere else. Depths in cm, D t in cm^2, concentrations
 * in cm^-3. */
#ifndef KILN_SRC_PROCESS_CLOSED_FORM_H
#define KILN_SRC_PROCESS_CLOSED_FORM_H

#include "kiln/math/grid.h"
#include "kiln/silicon/words.h"

typedef enum kiln_form_kind {
    KILN_FORM_GAUSSIAN, /* a dose, reflected at the surface; a sheet when its variance is 0 */
    KILN_FORM_SOURCE,   /* a held surface, then perhaps a drive-in */
    KILN_FORM_TABLE     /* concentrations at depths */
} kiln_form_kind;

typedef struct kiln_form {
    kiln_form_kind kind;
    kiln_dopant dopant;
    double dose_cm2;              /* GAUSSIAN */
    double peak_cm;               /* GAUSSIAN, TABLE; SOURCE: 0 */
    double variance_cm2;          /* GAUSSIAN: sigma^2 + 2 D t; else 0 */
    double surface_cm3;           /* SOURCE: at the held surface, above the substrate's */
    double source_cm2, drive_cm2; /* SOURCE: D t while held, and after */
    size_t points;                /* TABLE: 2 or more */
    const double *depth_cm;       /* TABLE: [points], >= 0 and increasing; borrowed */
    const double *conc_cm3;       /* TABLE: [points], >= 0; borrowed */
} kiln_form;

/* A table as a form; the arrays are borrowed. Between two points the logarithm of the
 * concentration is linear, as measured profiles are drawn, or the concentration itself where
 * one of them is 0; above the first point it is as there, and below the last there is
 * nothing. */
kiln_form kiln_form_of_table(kiln_dopant dopant, size_t points, const double depth_cm[],
                             const double conc_cm3[]);

/* Concentration at a depth >= 0.
 *   GAUSSIAN  Q / sqrt(2 pi v) (exp(-(x - p)^2 / 2v) + exp(-(x + p)^2 / 2v)), v > 0
 *   SOURCE    Cs erfc(x / 2 sqrt(D1 t1)); after a drive-in
 *             4 Cs T(x / sqrt(2 (D1 t1 + D2 t2)), sqrt(D1 t1 / D2 t2)), T of Owen
 * Sources: J. Crank, The Mathematics of Diffusion, 2nd ed. (1975), sec. 2.2.1 and ch. 3; the
 * two-step profile is the integral of R. C. T. Smith, Aust. J. Phys. 6, 127 (1953), which is
 * Owen's T (D. B. Owen, Ann. Math. Stat. 27, 1075 (1956), eq. 2.1). */
double kiln_form_conc(const kiln_form *form, double depth_cm);

/* Mean concentration between two depths, 0 <= from_cm < to_cm. A Gaussian, a sheet among them
 * (which lies in the range if from_cm <= its depth < to_cm), and a table are exact to rounding,
 * however narrow beside the range; a source is by Simpson's rule. Cost of a table:
 * O(log points + points within). */
double kiln_form_mean(const kiln_form *form, double from_cm, double to_cm);

/* Atoms per area, exact: Q, 2 Cs sqrt(D1 t1 / pi), or the table's integral. */
double kiln_form_dose(const kiln_form *form);

/* Past this depth the form is below 1e-16 of its peak; a table ends there. */
double kiln_form_extent(const kiln_form *form);

/* Where a grid must be fine to see the form: the peak of a Gaussian; in a table the steepest
 * place of each of a few stretches, and its end. No spacing is below least_cm.
 *   spot  out
 * Returns how many there are. */
enum { KILN_FORM_SPOTS = 7 };
size_t kiln_form_spots(const kiln_form *form, double least_cm,
                       kiln_grid_spot spot[KILN_FORM_SPOTS]);

/* How wide cells must be at least for a table's noise not to be followed: those of its means
 * over cells of that width bend little enough for a few hundred cells to follow them. What is
 * finer in a measured profile is noise, which the first seconds in a furnace smooth. A profile
 * without noise has the grain of KILN_FORM_CELLS cells from the surface to its end. 0 for
 * formulas. Cost: about 2000 means. */
enum { KILN_FORM_CELLS = 800 };
double kiln_form_grain(const kiln_form *form);

/* Diffuses on under a sealed surface; not a table. */
void kiln_form_drive(kiln_form *form, double dt_cm2);

#endif
