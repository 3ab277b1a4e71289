/* The wafer: dopant in silicon as a sum of closed forms over a uniform substrate, and its
 * oxide. */
#include "wafer.h"

#include "kiln/silicon/dopant.h"

#include <math.h>
#include <stdlib.h>

double kiln_wafer_chemical(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm)
{
    double sum = wafer->substrate_cm3[dopant];
    for (size_t i = 0; i < wafer->form_count; i++)
        if (wafer->form[i].dopant == dopant)
            sum += kiln_form_conc(&wafer->form[i], depth_cm);
    return sum;
}

double kiln_wafer_active(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm)
{
    return fmin(kiln_wafer_chemical(wafer, dopant, depth_cm), wafer->solubility_cm3[dopant]);
}

kiln_doping kiln_wafer_doping(const kiln_wafer *wafer, double depth_cm)
{
    kiln_doping doping = {0};
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        const double active_cm3 = kiln_wafer_active(wafer, dopant, depth_cm);
        if (kiln_dopant_type_of(dopant) == KILN_DONOR)
            doping.donors_cm3 += active_cm3;
        else
            doping.acceptors_cm3 += active_cm3;
    }
    return doping;
}

double kiln_wafer_highest(const kiln_wafer *wafer, kiln_dopant dopant)
{
    double highest = kiln_wafer_chemical(wafer, dopant, 0);
    for (size_t i = 0; i < wafer->form_count; i++)
        if (wafer->form[i].dopant == dopant)
            highest = fmax(highest, kiln_wafer_chemical(wafer, dopant, wafer->form[i].peak_cm));
    return highest;
}

void kiln_wafer_activate(kiln_wafer *wafer, double temp_k, kiln_validity *validity)
{
    wafer->active_k = temp_k;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        const kiln_dopant dopant = (kiln_dopant)i;
        const double highest_cm3 = kiln_wafer_highest(wafer, dopant);
        const double bound_cm3 = kiln_solubility(wafer->set, dopant, temp_k, NULL);
        if (10 * highest_cm3 > bound_cm3)
            kiln_solubility(wafer->set, dopant, temp_k, validity);
        wafer->solubility_cm3[i] = isnan(bound_cm3) ? (double)INFINITY : bound_cm3;
    }
}

bool kiln_wafer_diffused(const kiln_wafer *wafer, kiln_dopant dopant)
{
    for (size_t i = 0; i < wafer->form_count; i++)
        if (wafer->form[i].dopant == dopant)
            return true;
    return false;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Each form is sampled from the surface to its own extent, so that a shallow profile is
 * resolved beside a deep one, and around its peak. */
kiln_status kiln_wafer_depths(const kiln_wafer *wafer, kiln_arena *arena, kiln_depths *depths)
{
    const size_t most = (wafer->form_count + 1) * (KILN_FORM_POINTS + 1) + 1;
    double *depth_cm = KILN_TAKE(arena, most, double);
    if (!depth_cm)
        return KILN_NO_MEMORY;
    size_t n = 0;
    for (size_t i = 0; i < wafer->form_count; i++) {
        const kiln_form *form = &wafer->form[i];
        const double extent_cm = kiln_form_extent(form);
        for (int j = 0; j <= KILN_FORM_POINTS; j++)
            depth_cm[n++] = extent_cm * j / KILN_FORM_POINTS;
        if (form->kind == KILN_FORM_GAUSSIAN)
            depth_cm[n++] = form->peak_cm;
    }
    if (n == 0)
        depth_cm[n++] = 0;
    qsort(depth_cm, n, sizeof depth_cm[0], by_value);
    size_t kept = 1;
    for (size_t i = 1; i < n; i++)
        if (depth_cm[i] > depth_cm[kept - 1])
            depth_cm[kept++] = depth_cm[i];
    *depths = (kiln_depths){.count = kept, .item = depth_cm};
    return KILN_OK;
}

kiln_breaks kiln_wafer_breaks(const kiln_wafer *wafer)
{
    kiln_breaks breaks = {0};
    for (size_t i = 0; i < wafer->form_count; i++) {
        const kiln_form *form = &wafer->form[i];
        const double bottom_cm = kiln_form_extent(form);
        breaks.depth_cm[breaks.count++] = 2 * form->peak_cm - bottom_cm;
        breaks.depth_cm[breaks.count++] = form->peak_cm;
        breaks.depth_cm[breaks.count++] = bottom_cm;
    }
    qsort(breaks.depth_cm, breaks.count, sizeof breaks.depth_cm[0], by_value);
    return breaks;
}
