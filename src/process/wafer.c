/* The wafer: dopant in silicon as a sum of closed forms over a uniform substrate, or on a
 * mesh, and its oxide. */
#include "wafer.h"

#include "kiln/silicon/dopant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Dopants that do not move are not on the mesh: the substrate's stays as it was. */
static double on_mesh(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm)
{
    const kiln_reading *reading = &wafer->reading;
    const int k = kiln_numeric_species(wafer->numeric, dopant);
    return k < 0 ? wafer->substrate_cm3[dopant]
                 : kiln_reading_conc(reading, kiln_reading_cell(reading, depth_cm), (size_t)k,
                                     depth_cm);
}

double kiln_wafer_chemical(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm)
{
    if (wafer->numeric)
        return on_mesh(wafer, dopant, depth_cm);
    double sum = wafer->substrate_cm3[dopant];
    for (size_t i = 0; i < wafer->form_count; i++)
        if (wafer->form[i].dopant == dopant)
            sum += kiln_form_conc(&wafer->form[i], depth_cm);
    return sum;
}

double kiln_wafer_active(const kiln_wafer *wafer, kiln_dopant dopant, double depth_cm)
{
    return kiln_active_part(wafer->activity[dopant],
                            kiln_wafer_chemical(wafer, dopant, depth_cm));
}

static void add_dopant(kiln_dopant dopant, double conc_cm3, kiln_doping *doping)
{
    if (kiln_dopant_type_of(dopant) == KILN_DONOR)
        doping->donors_cm3 += conc_cm3;
    else
        doping->acceptors_cm3 += conc_cm3;
}

kiln_doping kiln_wafer_doping(const kiln_wafer *wafer, double depth_cm)
{
    if (wafer->numeric) {
        const size_t cell = kiln_reading_cell(&wafer->reading, depth_cm);
        return kiln_wafer_content(wafer, cell, depth_cm).active;
    }
    kiln_doping doping = {0};
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        add_dopant((kiln_dopant)i, kiln_wafer_active(wafer, (kiln_dopant)i, depth_cm), &doping);
    return doping;
}

kiln_content kiln_wafer_content(const kiln_wafer *wafer, size_t cell, double depth_cm)
{
    const kiln_numeric *numeric = wafer->numeric;
    double conc_cm3[KILN_DOPANT_COUNT];
    kiln_content content = {0};
    memcpy(conc_cm3, wafer->substrate_cm3, sizeof conc_cm3);
    for (size_t k = 0; k < numeric->species; k++)
        conc_cm3[numeric->dopant[k]] = kiln_reading_conc(&wafer->reading, cell, k, depth_cm);
    for (int i = 0; i < KILN_DOPANT_COUNT; i++) {
        if (!(conc_cm3[i] > 0))
            continue;
        add_dopant((kiln_dopant)i, conc_cm3[i], &content.chemical);
        add_dopant((kiln_dopant)i, kiln_active_part(wafer->activity[i], conc_cm3[i]),
                   &content.active);
    }
    return content;
}

double kiln_wafer_put_in(const kiln_wafer *wafer, double depth_cm)
{
    double sum = 0;
    for (int i = 0; i < KILN_DOPANT_COUNT; i++)
        if (kiln_wafer_diffused(wafer, (kiln_dopant)i))
            sum +=
                kiln_wafer_chemical(wafer, (kiln_dopant)i, depth_cm) - wafer->substrate_cm3[i];
    return sum;
}

/* Of the cells from first to last, the one where a species is highest. */
static size_t fullest_cell(const kiln_field_state *field, size_t species, size_t first,
                           size_t last)
{
    const double *conc = field->conc + species;
    size_t fullest = first;
    for (size_t i = first; i <= last; i++)
        if (conc[i * field->species] > conc[fullest * field->species])
            fullest = i;
    return fullest;
}

static double highest_in_cells(const kiln_wafer *wafer, kiln_dopant dopant, size_t first,
                               size_t last)
{
    const kiln_field_state *field = &wafer->numeric->field;
    const int k = kiln_numeric_species(wafer->numeric, dopant);
    if (k < 0)
        return wafer->substrate_cm3[dopant];
    const size_t fullest = fullest_cell(field, (size_t)k, first, last);
    return field->conc[fullest * field->species + (size_t)k];
}

double kiln_wafer_highest_between(const kiln_wafer *wafer, kiln_dopant dopant, double from_cm,
                                  double to_cm)
{
    if (wafer->numeric)
        return highest_in_cells(wafer, dopant, kiln_reading_cell(&wafer->reading, from_cm),
                                kiln_reading_cell(&wafer->reading, to_cm));
    const kiln_breaks breaks = kiln_wafer_breaks(wafer);
    double highest = 0;
    for (int i = 0; i <= 2; i++)
        highest = fmax(highest,
                       kiln_wafer_chemical(wafer, dopant, from_cm + (to_cm - from_cm) * i / 2));
    for (size_t i = 0; i < breaks.count; i++)
        if (breaks.depth_cm[i] > from_cm && breaks.depth_cm[i] < to_cm)
            highest = fmax(highest, kiln_wafer_chemical(wafer, dopant, breaks.depth_cm[i]));
    return highest;
}

double kiln_wafer_highest(const kiln_wafer *wafer, kiln_dopant dopant)
{
    if (wafer->numeric) {
        const kiln_mesh *mesh = &wafer->numeric->field.mesh;
        return highest_in_cells(wafer, dopant, mesh->oxide_cells, mesh->cells - 1);
    }
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
        const kiln_activity now = kiln_activity_at(wafer->set, dopant, temp_k);
        if (10 * highest_cm3 > now.solubility_cm3)
            kiln_solubility(wafer->set, dopant, temp_k, validity);
        if (now.clustering_cm6 * highest_cm3 * highest_cm3 > 0.01)
            kiln_clustering(wafer->set, dopant, temp_k, validity);
        wafer->activity[i] = now;
    }
}

/* Where a millionth is left of a species' highest concentration, beyond the substrate's; 0
 * where it is highest above the depth. */
static double reach_on_mesh(const kiln_wafer *wafer, size_t species, double below_cm)
{
    const kiln_field_state *field = &wafer->numeric->field;
    const double base_cm3 = wafer->substrate_cm3[wafer->numeric->dopant[species]];
    const double *conc = field->conc + species;
    size_t last = field->mesh.cells - 1;
    const size_t fullest = fullest_cell(field, species, field->mesh.oxide_cells, last);
    if (field->mesh.node[fullest] < below_cm)
        return 0;
    const double least_cm3 = 1e-6 * (conc[fullest * field->species] - base_cm3);
    while (last > fullest && conc[last * field->species] - base_cm3 < least_cm3)
        last--;
    return field->mesh.node[last + 1];
}

double kiln_wafer_reach_below(const kiln_wafer *wafer, double depth_cm)
{
    double deepest_cm = 0;
    for (size_t k = 0; wafer->numeric && k < wafer->numeric->species; k++)
        if (kiln_wafer_diffused(wafer, wafer->numeric->dopant[k]))
            deepest_cm = fmax(deepest_cm, reach_on_mesh(wafer, k, depth_cm));
    for (size_t i = 0; !wafer->numeric && i < wafer->form_count; i++)
        if (wafer->form[i].peak_cm > depth_cm)
            deepest_cm = fmax(deepest_cm, kiln_form_extent(&wafer->form[i]));
    return deepest_cm;
}

bool kiln_wafer_diffused(const kiln_wafer *wafer, kiln_dopant dopant)
{
    if (wafer->numeric) {
        const kiln_numeric *numeric = wafer->numeric;
        const int k = kiln_numeric_species(numeric, dopant);
        return k >= 0 && (numeric->put_in_cm2[k] > 0 || numeric->field.gained_cm2[k] > 0);
    }
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

/* The surface, the middles of the silicon's cells and its end. */
static kiln_status mesh_depths(const kiln_mesh *mesh, kiln_arena *arena, kiln_depths *depths)
{
    const size_t n = mesh->cells - mesh->oxide_cells;
    double *depth_cm = KILN_TAKE(arena, n + 2, double);
    if (!depth_cm)
        return KILN_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const double *node = &mesh->node[mesh->oxide_cells + i];
        depth_cm[i + 1] = 0.5 * (node[0] + node[1]);
    }
    depth_cm[n + 1] = mesh->node[mesh->cells];
    *depths = (kiln_depths){.count = n + 2, .item = depth_cm};
    return KILN_OK;
}

/* Each form is sampled from the surface to its own extent, so that a shallow profile is
 * resolved beside a deep one, and around its peak. */
kiln_status kiln_wafer_depths(const kiln_wafer *wafer, kiln_arena *arena, kiln_depths *depths)
{
    if (wafer->numeric)
        return mesh_depths(&wafer->numeric->field.mesh, arena, depths);
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
