/* Profiles with a closed form. */
#include "closed_form.h"

#include "kiln/math.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

static double gaussian(const kiln_form *form, double depth_cm)
{
    const double below = depth_cm - form->peak_cm, above = depth_cm + form->peak_cm;
    const double width = 2 * form->variance_cm2;
    return form->dose_cm2 / sqrt(PI * width) *
           (exp(-below * below / width) + exp(-above * above / width));
}

static double held_surface(const kiln_form *form, double depth_cm)
{
    if (!(form->source_cm2 > 0))
        return 0;
    if (!(form->drive_cm2 > 0))
        return form->surface_cm3 * kiln_erfc(depth_cm / (2 * sqrt(form->source_cm2)));
    const double whole_cm2 = form->source_cm2 + form->drive_cm2;
    return 4 * form->surface_cm3 *
           kiln_owen_t(depth_cm / sqrt(2 * whole_cm2),
                       sqrt(form->source_cm2 / form->drive_cm2));
}

double kiln_form_conc(const kiln_form *form, double depth_cm)
{
    return form->kind == KILN_FORM_GAUSSIAN ? gaussian(form, depth_cm)
                                            : held_surface(form, depth_cm);
}

double kiln_form_dose(const kiln_form *form)
{
    return form->kind == KILN_FORM_GAUSSIAN
               ? form->dose_cm2
               : 2 * form->surface_cm3 * sqrt(form->source_cm2 / PI);
}

double kiln_form_extent(const kiln_form *form)
{
    const double sigmas = 8.6; /* exp(-8.6^2 / 2) = 9e-17, and erfc(8.6 / sqrt 2) is less */
    return form->kind == KILN_FORM_GAUSSIAN
               ? form->peak_cm + sigmas * sqrt(form->variance_cm2)
               : sigmas * sqrt(2 * (form->source_cm2 + form->drive_cm2));
}

void kiln_form_drive(kiln_form *form, double dt_cm2)
{
    if (form->kind == KILN_FORM_GAUSSIAN)
        form->variance_cm2 += 2 * dt_cm2;
    else
        form->drive_cm2 += dt_cm2;
}
